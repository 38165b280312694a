import re

import pytest
from django.urls import reverse
from django.utils import timezone

from actielijst.documenten.fiche import afspraakrijen, fiche_html
from actielijst.enums import Lijst, Locatiestatus, Route
from actielijst.fiche import aantal_onderdelen, lege_onderdelen, link_met_ip, projectgegevens
from actielijst.models import Project
from tests.actielijst.documenten import geladen
from tests.bouwers import (
    maak_afspraak,
    maak_keuze,
    maak_koppeling,
    maak_partij,
    maak_project,
    maak_ronde,
)

BIJLAGE_1 = [
    "Omschrijving",
    "Vervolg",
    "Locatie",
    "Type infra",
    "Betrokken partijen",
    "Bevoegd gezag",
    "Tijdspad en IBN",
    "pMIEK-project",
    "Project opgenomen in IP?",
    "ID / projectnummer in investeringsplan",
]


def test_de_regels_staan_in_de_volgorde_van_bijlage_1(project):
    regels = projectgegevens(project) + link_met_ip(project)

    assert [regel.label for regel in regels] == BIJLAGE_1
    assert [o.label for o in regels[0].onderdelen][:5] == [
        "Aanleiding",
        "Doel",
        "Kansen en knelpunten",
        "Projectfase",
        "Type project",
    ]


def test_hoofdletters_van_een_lijst_blijven_staan(zuid_holland):
    project = maak_project(
        zuid_holland,
        type_infra=maak_keuze(zuid_holland, "nieuw HVDC-station", lijst=Lijst.TYPE_INFRA),
        energiedrager=maak_keuze(zuid_holland, "CO2"),
        route=Route.PMIEK_PLUS_1,
    )
    teksten = [
        onderdeel.tekst for regel in projectgegevens(project) for onderdeel in regel.onderdelen
    ]

    assert "Nieuw HVDC-station, CO2" in teksten
    assert "Terug naar pMIEK +1" in [tekst.rstrip(".") for tekst in teksten]


def test_een_lege_fiche_noemt_alles_wat_nog_leeg_is(project):
    assert len(lege_onderdelen(project)) == aantal_onderdelen(project)


def test_een_toelichting_alleen_zegt_nog_niet_wie_bevoegd_gezag_is(project):
    project.bevoegd_gezag_toelichting = "Bestemmingsplan."
    assert ("Bevoegd gezag", "bevoegd_gezag") in lege_onderdelen(project)

    project.bevoegd_gezag = maak_partij(project.provincie)
    assert ("Bevoegd gezag", "bevoegd_gezag") not in lege_onderdelen(project)


def test_nvt_is_iets_anders_dan_leeg(project):
    voor = len(lege_onderdelen(project))
    project.vervolg = "n.v.t."

    assert len(lege_onderdelen(project)) == voor - 1


def test_zonder_ip_hoeft_er_geen_ip_nummer_te_zijn(project):
    project.in_ip = "nee"

    assert ("ID / projectnummer in investeringsplan", "ip") not in lege_onderdelen(project)


def test_zonder_ip_staat_er_nvt_op_het_scherm_en_op_papier(client, lezer, project):
    project.in_ip = "nee"
    project.save()
    client.force_login(lezer)

    scherm = client.get(project.get_absolute_url()).content.decode()
    papier = fiche_html(geladen(project), timezone.localdate())

    for bron in (scherm, papier):
        regel = bron.split("ID / projectnummer in investeringsplan")[-1]
        assert re.sub(r"<[^>]*>|\s", "", regel).startswith("n.v.t.")


RIJ = re.compile(r'<tr id="afspraak-\d+"( class="eb-rij-stil")?>(.*?)</tr>', re.DOTALL)
NUMMER_EN_NAAM = re.compile(r'<td class="eb-nr">(\d+)</td>\s*<th[^>]*>([^<]+)')


def test_afspraken_staan_op_het_scherm_in_de_volgorde_van_de_pdf(client, lezer, project):
    for volgorde, (naam, status) in enumerate(
        [("Klaar", "afgerond"), ("Bezig", "loopt"), ("Niet meer", "vervallen"), ("Straks", "open")]
    ):
        maak_afspraak(project, activiteit=naam, status=status, volgorde=volgorde)
    client.force_login(lezer)

    rijen = RIJ.findall(client.get(project.get_absolute_url()).content.decode())
    scherm = [NUMMER_EN_NAAM.search(rij).groups() for _, rij in rijen]
    papier = afspraakrijen(geladen(project).afspraken.all(), timezone.localdate())

    assert scherm == [(str(rij.nummer), rij.activiteit) for rij in papier]
    assert scherm == [("1", "Klaar"), ("2", "Bezig"), ("3", "Niet meer"), ("4", "Straks")]
    assert [bool(stil) for stil, _ in rijen] == [True, False, True, False]


def test_alle_ip_nummers_staan_op_de_fiche(zuid_holland, project):
    liander = maak_partij(zuid_holland, "Liander", soort="netbeheerder")
    maak_koppeling(project, nummer="VB-1", netbeheerder=liander, editie="IP2024", ibn="2028")
    maak_koppeling(project, nummer="VB-2")

    regel = link_met_ip(project)[2]
    assert regel.onderdelen[0].tekst == "Liander, IP2024: VB-1 (IBN 2028)\nVB-2"


@pytest.mark.parametrize(
    ("status", "tekst"),
    [
        (Locatiestatus.BEKEND, "Bij het spoor. Gemeenten Leiden en Lisse."),
        (
            Locatiestatus.GEEN,
            "Nog geen locatie. Bij het spoor. Zoekgebied: gemeenten Leiden en Lisse.",
        ),
    ],
)
def test_de_locatie_noemt_de_gemeenten_of_het_zoekgebied(zuid_holland, status, tekst):
    gemeenten = [maak_partij(zuid_holland, naam) for naam in ("Leiden", "Lisse")]
    project = maak_project(
        zuid_holland, gemeenten=gemeenten, locatie="Bij het spoor", locatiestatus=status
    )

    assert projectgegevens(project)[2].onderdelen[0].tekst == tekst


@pytest.mark.parametrize("aantal", [1, 3])
def test_de_fiche_kost_een_vast_aantal_querys(
    client, lezer, zuid_holland, aantal, django_assert_num_queries
):
    project = maak_project(zuid_holland, ronde=maak_ronde(zuid_holland))
    for _ in range(aantal):
        partij = maak_partij(zuid_holland, soort="netbeheerder")
        maak_afspraak(project, trekker=partij, partijen=[partij])
        maak_koppeling(project, netbeheerder=partij)
    client.force_login(lezer)
    adres = reverse("actielijst:project_detail", args=[zuid_holland.slug, project.pk])
    client.get(adres)

    with django_assert_num_queries(21):
        client.get(adres)


@pytest.mark.parametrize("aantal", [1, 3])
def test_het_formulier_kost_een_vast_aantal_querys(
    client, redacteur, zuid_holland, aantal, django_assert_num_queries
):
    project = maak_project(zuid_holland)
    for _ in range(aantal):
        partij = maak_partij(zuid_holland, soort="netbeheerder")
        maak_afspraak(project, trekker=partij, partijen=[partij])
        maak_koppeling(project, netbeheerder=partij)
    client.force_login(redacteur)
    adres = reverse("actielijst:project_bewerken", args=[zuid_holland.slug, project.pk])
    client.get(adres)

    with django_assert_num_queries(19):
        client.get(adres)


def test_een_partij_ziet_alleen_projecten_waaraan_zij_meedoet(
    client, zuid_holland, partij_gebruiker
):
    stedin = partij_gebruiker.rollen.get().partij
    mee = [
        maak_project(zuid_holland, partijen=[stedin]),
        maak_project(zuid_holland, bevoegd_gezag=stedin),
        maak_project(zuid_holland, volgende_fase_wie=stedin),
        maak_project(zuid_holland, gemeenten=[stedin]),
    ]
    maak_koppeling(maak_project(zuid_holland), netbeheerder=stedin)
    maak_afspraak(maak_project(zuid_holland), trekker=stedin)
    maak_project(zuid_holland)

    zichtbaar = Project.objects.zichtbaar_voor(partij_gebruiker)
    assert set(mee) < set(zichtbaar)
    assert zichtbaar.count() == 6
