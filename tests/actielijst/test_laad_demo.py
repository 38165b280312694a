"""The demo is loaded once for all tests that only look at it: `setUpTestData` of a test case."""

import datetime
import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase

from actielijst.demo.laden import PROVINCIES
from actielijst.enums import Fase, Route
from actielijst.models import (
    Afspraakpartij,
    Betrokkenheid,
    Hoofddocumenttekst,
    IPKoppeling,
    Keuze,
    PmiekRonde,
    Project,
    Projectgemeente,
    Uitvoeringsafspraak,
)
from pmiek.enums import Kanaal
from pmiek.history import acting_as
from pmiek.models import Gebruiker, Partij, Provincie, Rol, Wijziging
from pmiek.periode import Precisie
from pmiek.referentie import laad_referentie, lees_feiten

PEILDATUM = datetime.date(2026, 11, 23)
MODELLEN = [
    Afspraakpartij,
    Betrokkenheid,
    Gebruiker,
    Hoofddocumenttekst,
    IPKoppeling,
    Keuze,
    Partij,
    PmiekRonde,
    Project,
    Projectgemeente,
    Provincie,
    Rol,
    Uitvoeringsafspraak,
    Wijziging,
]

# read by a person with a calendar, not by the code under test
VOORBIJ = {
    "voor de zomer van 2026",
    "H1 2026",
    "Q3 2026",
    "oktober 2026",
    "uiterlijk 1 november 2026",
    "15-11-2026",
}
BINNEN_VIER_WEKEN = {
    "november 2026",
    "30-11-2026",
    "1 december 2026",
    "uiterlijk 15-12-2026",
    "18-12-2026",
    "medio december 2026",
}
SCHRIJFWIJZEN = [
    r"20\d\d",
    r"Q[1-4] 20\d\d",
    r"[1-4]e kwartaal 20\d\d",
    r"kwartaal [1-4] 20\d\d",
    r"20\d\d-Q[1-4]",
    r"H[12] 20\d\d",
    r"(eerste|tweede) helft van 20\d\d",
    r"juni 20\d\d",
    r"\d\d-20\d\d",
    r"\d+-\d+-20\d\d",
    r"\d december 20\d\d",
    r"begin 20\d\d",
    r"medio 20\d\d",
    r"eind 20\d\d",
    r"medio december 20\d\d",
    r"voorjaar 20\d\d",
    r"voor de zomer van 20\d\d",
    r"na de zomer van 20\d\d",
    r"20\d\d-20\d\d",
    r"Q\d 20\d\d - Q\d 20\d\d",
    r"20\d\d, bij tegenslag 20\d\d",
    r"omstreeks 20\d\d",
    r"vanaf 20\d\d",
    r"uiterlijk .+",
    r"n\.t\.b\.",
    r"volgende pMIEK-ronde",
]


def laad():
    uitvoer = StringIO()
    call_command("laad_demo", stdout=uitvoer)
    return uitvoer.getvalue()


def tel():
    return {model.__name__: model.objects.count() for model in MODELLEN}


def actieve_voorbeelden(planningen):
    """Agreements in the fixture that are active and planned as one of these texts."""
    return {
        (voorbeeld["project"], afspraak["activiteit"])
        for voorbeeld in lees_feiten("demo/zuid-holland-voorbeelden")["projecten"]
        for afspraak in voorbeeld.get("afspraken", [])
        if afspraak["status"] in ("open", "loopt")
        and afspraak.get("latere_planning", afspraak["planning"]) in planningen
    }


def gevonden(afspraken):
    rijen = afspraken.values_list("project__nummer", "project__naam", "activiteit")
    return {(nummer or naam, activiteit) for nummer, naam, activiteit in rijen}


class DemoTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.uitvoer = laad()
        cls.zuid_holland = Provincie.objects.get(slug="zuid-holland")
        cls.projecten = Project.objects.van(cls.zuid_holland)
        cls.afspraken = Uitvoeringsafspraak.objects.van(cls.zuid_holland)
        cls.utrecht = Provincie.objects.get(slug="utrecht")

    def nummers(self, **voorwaarden):
        return list(self.projecten.filter(**voorwaarden).values_list("nummer", flat=True))

    def test_de_lijst_van_zuid_holland_telt_38_projecten_in_de_volgorde_van_de_nummers(self):
        verwacht = [*(str(n) for n in range(1, 18)), *"ABCDEFGHIJKLMNOPQRSTU"]

        assert self.nummers(ronde__naam="1.0 (2023)") == verwacht

    def test_een_netproject_staat_buiten_de_lijst(self):
        assert self.nummers(ronde=None) == [""]

    def test_de_genummerde_projecten_zijn_concreet(self):
        concreet = self.nummers(fase__in=[Fase.PLANUITWERKING, Fase.PROJECT])

        assert concreet == [str(n) for n in range(1, 18)]

    def test_een_concreet_project_in_de_fase_project_is_een_voorbeeld(self):
        projecten = self.projecten.filter(fase=Fase.PROJECT)

        assert [project.nummer for project in projecten] == ["7", "10", "12"]
        assert [p for p in projecten if not p.voorbeeld or "fase" not in p.bron] == []
        assert {project.fase_toelichting for project in projecten} == {
            "Voorbeeldgegeven. De bron zegt alleen ‘concreet’."
        }

    def test_de_afspraken_staan_bij_minstens_17_projecten_in_elke_fase(self):
        met_afspraken = self.projecten.filter(afspraken__isnull=False).distinct()

        assert set(met_afspraken.values_list("fase", flat=True)) == set(Fase)
        assert met_afspraken.count() >= 17

    def test_n_tot_en_met_s_hebben_nog_geen_locatie(self):
        zonder = self.projecten.zonder_fiche().values_list("nummer", "breedtegraad")

        assert list(zonder) == [(letter, None) for letter in "NOPQRS"]

    def test_de_gemeente_den_haag_houdt_haar_officiele_naam(self):
        project = self.projecten.get(nummer="6")

        assert [partij.naam for partij in project.gemeenten.all()] == ["'s-Gravenhage"]

    def test_ibn_en_bevoegd_gezag_komen_uit_de_bron(self):
        project = self.projecten.get(nummer="17")

        assert (str(project.ibn), str(project.bevoegd_gezag), project.overige_betrokkenen) == (
            "2027",
            "provincie Zuid-Holland",
            "WarmtelinQ B.V.",
        )

    def test_te_laat_zijn_precies_de_afspraken_waarvan_de_planning_voorbij_is(self):
        verlopen = gevonden(self.afspraken.verlopen(PEILDATUM))

        assert (len(verlopen), verlopen) == (6, actieve_voorbeelden(VOORBIJ))

    def test_binnen_vier_weken_vallen_zes_afspraken(self):
        binnen = gevonden(self.afspraken.binnen(28, PEILDATUM))

        assert (len(binnen), binnen) == (6, actieve_voorbeelden(BINNEN_VIER_WEKEN))

    def test_elke_afspraak_is_voorbeeldgegeven(self):
        assert list(Uitvoeringsafspraak.objects.exclude(voorbeeld=True)) == []

    def test_elk_project_noemt_zijn_bron(self):
        assert list(Project.objects.filter(bron="")) == []

    def test_een_project_met_voorbeeldgegevens_noemt_ze_in_de_bron(self):
        ingedeeld = set(self.projecten.exclude(route=""))
        noemt_route = set(Project.objects.filter(bron__contains="Voorbeeldgegevens: route"))

        assert set(Project.objects.filter(voorbeeld=True)) == ingedeeld == noemt_route

    def test_een_ip_nummer_is_herkenbaar_als_voorbeeld(self):
        paren = IPKoppeling.objects.values_list("project__nummer", "nummer")

        assert sorted(paren) == [
            ("10", "VOORBEELD-0621"),
            ("2", "VOORBEELD-0511"),
            ("2", "VOORBEELD-0512"),
        ]

    def test_van_twee_projecten_is_de_route_nog_niet_bepaald(self):
        assert self.nummers(route="") == ["M", "S"]

    def test_van_de_projecten_zonder_afspraken_hebben_er_drie_route_acties(self):
        zonder = self.projecten.zonder_afspraken()

        assert [project.nummer for project in zonder] == [*("9", "13", "16"), *"FHMNOPQRSU"]
        assert [p.nummer for p in zonder if p.route == Route.ACTIES] == ["13", "16", "H"]

    def test_concreet_gaat_niet_terug_naar_integraal_programmeren(self):
        assert set(self.nummers(route=Route.PMIEK_PLUS_1)) == set("ABDFGLNOPQRTU")

    def test_elke_soort_planning_komt_voor(self):
        precisies = set(self.afspraken.values_list("planning_precisie", flat=True))

        assert precisies == set(Precisie.values)

    def test_elke_schrijfwijze_van_een_planning_komt_voor(self):
        teksten = [str(afspraak.planning) for afspraak in self.afspraken]
        ontbreekt = [
            vorm
            for vorm in SCHRIJFWIJZEN
            if not any(re.fullmatch(vorm, tekst) for tekst in teksten)
        ]

        assert ontbreekt == []

    def test_een_verschoven_planning_houdt_de_eerste(self):
        verschoven = [afspraak for afspraak in self.afspraken if afspraak.is_verschoven]

        assert sorted((a.eerste_planning, str(a.planning)) for a in verschoven) == [
            ("Q1 2027", "kwartaal 3 2027"),
            ("Q3 2026", "Q1 2027"),
            ("Q4 2026", "Q2 2027"),
            ("Q4 2026", "voorjaar 2027"),
        ]

    def test_een_verschuiving_staat_als_eigen_handeling_in_de_historie(self):
        geschiedenis = Wijziging.objects.van(self.projecten.get(nummer="2"))
        verschuiving = geschiedenis.filter(soort="gewijzigd", velden__has_key="planning").get()

        assert verschuiving.velden["planning"]["nieuw_tekst"] == "Q2 2027"
        # the planning, and that it moved
        handeling = geschiedenis.filter(handeling=verschuiving.handeling)
        assert {regel.soort_object.model for regel in handeling} == {
            "uitvoeringsafspraak",
            "verschuiving",
        }

    def test_alles_wat_geladen_is_kan_ook_op_het_scherm_worden_opgeslagen(self):
        for model in (Project, Uitvoeringsafspraak, IPKoppeling, Hoofddocumenttekst, Rol):
            for obj in model.objects.all():
                obj.full_clean()

    def test_alles_is_geschreven_als_demonstratie(self):
        kanalen = set(Wijziging.objects.values_list("kanaal", flat=True))

        assert kanalen == {Kanaal.DEMO}

    def test_utrecht_staat_niet_op_een_lijst(self):
        projecten = Project.objects.van(self.utrecht)

        assert list(projecten.values_list("ronde", "nummer", "route")) == [(None, "", "")] * 5

    def test_utrecht_noord_houdt_zijn_bandbreedte(self):
        project = Project.objects.van(self.utrecht).get(naam__contains="Utrecht-Noord")

        assert str(project.ibn) == "2033, bij tegenslag 2035"
        assert project.ibn_tot_en_met == datetime.date(2035, 12, 31)
        assert project.tijdspad.startswith("Eerder 2029;")

    def test_elk_account_kan_inloggen(self):
        geweigerd = [
            gebruiker.email
            for gebruiker in Gebruiker.objects.all()
            if not self.client.login(email=gebruiker.email, password="energyboard-demo")
        ]

        assert geweigerd == []

    def test_elke_rol_heeft_een_account(self):
        rollen = Rol.objects.values_list("gebruiker__email", "soort", "provincie__slug")

        assert set(rollen) == {
            *((f"{s}@{p}.example", s, p) for p in PROVINCIES for s in
              ("secretaris", "redacteur", "monitor", "lezer")),
            ("partij@zuid-holland.example", "partij", "zuid-holland"),
            ("beide@energyboard.example", "lezer", "zuid-holland"),
            ("beide@energyboard.example", "lezer", "utrecht"),
            ("landelijk@energyboard.example", "landelijk", None),
        }  # fmt: skip

    def test_de_opdracht_vertelt_wat_er_staat(self):
        assert self.uitvoer.splitlines()[:3] == [
            "Zuid-Holland: 39 projecten, 69 uitvoeringsafspraken.",
            "Utrecht: 5 projecten, 3 uitvoeringsafspraken.",
            "Accounts, met wachtwoord energyboard-demo:",
        ]

    def test_een_tweede_keer_laden_verandert_niets(self):
        eerst = tel()

        uitvoer = laad()

        assert tel() == eerst
        assert uitvoer.count("Die stonden er al en zijn niet opnieuw geladen.") == 2

    def test_een_ander_wachtwoord_blijft_bij_opnieuw_laden(self):
        lezer = Gebruiker.objects.get(email="lezer@utrecht.example")
        lezer.set_password("iets-anders-gekozen")
        lezer.save(update_fields=["password"])

        laad()

        lezer.refresh_from_db()
        assert lezer.check_password("iets-anders-gekozen")


def test_een_provincie_met_eigen_projecten_blijft_zoals_ze_is(db):
    with acting_as(None, Kanaal.OPDRACHT):
        laad_referentie(["zuid-holland"])
        provincie = Provincie.objects.get(slug="zuid-holland")
        Project(provincie=provincie, naam="Eigen project").save()

    laad()

    assert [str(project) for project in provincie.projecten.all()] == ["Eigen project"]


def test_in_productie_wordt_niets_geladen(db, settings):
    settings.PRODUCTIE = True

    with pytest.raises(CommandError, match="niet in productie"):
        laad()

    assert Gebruiker.objects.count() == 0
