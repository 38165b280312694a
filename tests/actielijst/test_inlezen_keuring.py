"""The page says beforehand what a confirmation would refuse, with sheet and cell."""

import datetime
import io

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from actielijst.enums import Afspraakstatus
from actielijst.exports import actielijst_xlsx
from actielijst.inlezen import afspraken as afsprakenmodule
from actielijst.inlezen.bestand import plan_van
from actielijst.inlezen.bevestigen import bereid_voor, leg_vast
from actielijst.inlezen.verwerken import NietTeVerwerken
from actielijst.models import Project, Uitvoeringsafspraak
from monitoring.models import Monitoringregel
from tests.actielijst.inlezen import bewerkt, stuur, zet
from tests.bouwers import (
    maak_afspraak,
    maak_inlezing,
    maak_keuze,
    maak_partij,
    maak_project,
)
from tests.werkmappen import werkmap

pytestmark = pytest.mark.usefixtures("in_dit_proces")
PEILDATUM = datetime.date(2026, 11, 16)
KOPPEN = ["Nr.", "Project", "Type infra", "IP-nummers", "Doel", "Betrokken partijen"]


@pytest.fixture
def bezwaren(als_redacteur):
    """(how many, sentences) on the page of a list that was sent in."""

    def lees(inlezing):
        context = als_redacteur.get(inlezing.get_absolute_url()).context
        return context["aantal_bezwaren"], [zin for _, zin in context["bezwaren"]]

    return lees


def rij(**cellen):
    vast = {"Nr.": "9", "Project": "Kabel Oost"} | cellen
    return [vast.get(kop) for kop in KOPPEN]


@pytest.mark.parametrize(
    ("cellen", "waar"),
    [
        ({"Project": "x" * 251}, "Projecten, B2: 'xxx"),
        ({"Nr.": "n" * 21}, "Projecten, A2: 'nnn"),
        ({"Type infra": "oude soort"}, "Projecten, C2: 'oude soort': Deze keuze staat uit"),
        ({"IP-nummers": "V" * 61}, "Projecten, D2: 'VVV"),
        ({"IP-nummers": ";".join(map(str, range(51)))}, "ten hoogste 50 IP-nummers"),
        ({"Doel": "z" * 20_001}, "Projecten, E2: 'zzz"),
    ],
    ids=["naam", "nummer", "keuze", "ip-nummer", "veel ip-nummers", "lange tekst"],
)
def test_wat_het_fiche_weigert_staat_er_voor_de_bevestiging(
    stuur_in, bezwaren, bevestig, zuid_holland, noord, cellen, waar
):
    maak_keuze(zuid_holland, "oude soort", lijst="type_infra", actief=False)
    inlezing = stuur_in(werkmap([KOPPEN, rij(**cellen)]))

    aantal, [zin] = bezwaren(inlezing)
    assert (aantal, waar in zin) == (1, True)

    antwoord = bevestig(inlezing, nieuw=["alle"])
    assert [zin for _, zin in antwoord.context["fouten"]] == [zin]
    assert Project.objects.count() == 1


def test_een_nummer_uit_het_archief_staat_er_voor_de_bevestiging(
    stuur_in, bezwaren, zuid_holland, noord
):
    weg = {"gearchiveerd_op": "2026-01-01", "archiefreden": "Vervallen."}
    maak_project(zuid_holland, ronde=noord.ronde, nummer="9", naam="Weg", **weg)

    _, [zin] = bezwaren(stuur_in(werkmap([KOPPEN, rij()])))

    assert zin.startswith("Projecten, A2: '9': Nummer 9 is in ronde")


def test_een_afspraak_die_niet_kan_staat_er_voor_de_bevestiging(
    als_redacteur, bezwaren, zuid_holland, noord
):
    maak_afspraak(noord, activiteit="Bouwen", status=Afspraakstatus.OPEN)
    uit = actielijst_xlsx(zuid_holland, PEILDATUM)
    dag = zet(2, Afgerond_op=datetime.date(2026, 10, 1))
    inlezing = stuur(als_redacteur, zuid_holland, bewerkt(uit, "Uitvoeringsafspraken", dag))

    _, [zin] = bezwaren(inlezing)

    assert zin.startswith("Uitvoeringsafspraken, ")
    assert "Deze datum hoort bij afgerond of vervallen" in zin


def test_een_afspraak_te_veel_staat_er_voor_de_bevestiging(
    als_redacteur, bezwaren, zuid_holland, noord, monkeypatch
):
    monkeypatch.setattr(afsprakenmodule, "MAX_AFSPRAKEN", 1)
    maak_afspraak(noord)
    nieuw = zet(3, **{"Project-ID": f"ZH-{noord.pk}", "Activiteit": "Kabel leggen"})
    inhoud = bewerkt(actielijst_xlsx(zuid_holland, PEILDATUM), "Uitvoeringsafspraken", nieuw)

    _, [zin] = bezwaren(stuur(als_redacteur, zuid_holland, inhoud))

    assert "Een project heeft ten hoogste 1 afspraken." in zin


def test_een_cel_die_wordt_weggelaten_houdt_de_rest_niet_tegen(
    stuur_in, bezwaren, bevestig, als_redacteur, noord
):
    inlezing = stuur_in(werkmap([KOPPEN, ["1", "Station " + "x" * 251, None, None, "Ruimte"]]))
    assert bezwaren(inlezing)[0] == 1

    bevestig(inlezing, weglaten=["B2"])

    noord.refresh_from_db()
    assert (noord.naam, noord.doel) == ("Station Noord", "Ruimte")


def test_zonder_bezwaren_staat_er_niets(stuur_in, bezwaren, als_redacteur, noord):
    inlezing = stuur_in(werkmap([KOPPEN, rij()]))

    assert bezwaren(inlezing) == (0, [])
    assert "Dit moet anders" not in als_redacteur.get(inlezing.get_absolute_url()).text


def test_het_beoordelen_verandert_niets_aan_wat_er_staat(stuur_in, controle, noord):
    plan = controle(stuur_in(werkmap([KOPPEN, ["1", "Heel ander station"]])))

    [regel] = plan.gewijzigd
    assert (regel.bestaand.naam, regel.veranderingen[0].oud) == ("Station Noord", "Station Noord")


def test_de_eerste_vijftig_staan_op_de_pagina_en_alle_in_de_excel(
    stuur_in, bezwaren, als_redacteur, noord
):
    rijen = [rij(**{"Nr.": str(nummer), "Project": "x" * 251}) for nummer in range(2, 54)]
    inlezing = stuur_in(werkmap([KOPPEN, *rijen]))

    aantal, zinnen = bezwaren(inlezing)
    assert (aantal, len(zinnen)) == (52, 50)
    pagina = als_redacteur.get(inlezing.get_absolute_url()).text
    assert "Dit zijn de eerste 50 van 52" in pagina
    boek = als_redacteur.get(f"{inlezing.get_absolute_url()}excel/").content
    blad = load_workbook(io.BytesIO(boek))
    regels = list(blad["Te verbeteren"].iter_rows(min_row=2, values_only=True))
    assert len(regels) == 52
    assert regels[0][:2] == ("Projecten", "B2")


# what the database refuses, and who asked the same before that; without it a row would be refused
# after all others were written
VOORAF = {
    "project_nummer_eenmaal_per_ronde": "ProjectForm._met_nummer",
    "project_nummer_eenmaal_buiten_ronde": "ProjectForm._met_nummer",
    "project_fase_bestaat": "choices of the field",
    "project_route_bestaat": "choices of the field",
    "project_archief_met_reden": "a file does not archive",
    "afspraak_status_bestaat": "choices of the field",
    "afspraak_soort_bestaat": "choices of the field",
    "monitoringregel_eenmaal": "a file adds no rows to a round",
    "monitoringregel_oordeel_bestaat": "choices of the field",
    "monitoringregel_oorzaaksoort_bestaat": "choices of the field",
    "monitoringregel_ongewijzigd_is_bevestigd": "set together by zet_bevestigd",
}


def test_elke_regel_van_de_database_is_vooraf_gesteld():
    modellen = (Project, Uitvoeringsafspraak, Monitoringregel)
    namen = {regel.name for model in modellen for regel in model._meta.constraints}

    assert namen == set(VOORAF)


# --- what it costs while nobody else can save

AANTAL = 6
VELDEN = ("nummer", "naam", "gemeenten", "netbeheerders", "fase", "ibn", "doel", "type_infra")
VELDEN += ("ip_nummers",)


@pytest.fixture
def lijst(zuid_holland, ronde, redacteur):
    maak_partij(zuid_holland, "Leiden")
    maak_partij(zuid_holland, "Lisse")
    maak_partij(zuid_holland, "Stedin", soort="netbeheerder")
    maak_keuze(zuid_holland, "station", lijst="type_infra")

    def maak(aantal, doel, ibn, fase):
        vast = ("Leiden; Lisse", "Stedin", fase, ibn, doel, "station")
        rijen = [(str(n), f"Station {n * 7919}", *vast, f"VB-{n}") for n in range(1, aantal + 1)]
        return maak_inlezing(
            zuid_holland, redacteur, [VELDEN, *rijen], VELDEN, antwoorden={"alle:erbij": "nieuw"}
        )

    return maak


def vraagt(redacteur, inlezing):
    """(queries before the transaction, queries in it)."""
    plan = plan_van(inlezing, ["redacteur"])
    with CaptureQueriesContext(connection) as voor:
        klaar = bereid_voor(inlezing, redacteur, ["redacteur"], plan)
    with CaptureQueriesContext(connection) as tijdens:
        leg_vast(klaar)
    return len(voor), len(tijdens)


def per_regel(redacteur, lijst, *wat):
    """What one row more costs, before and in the transaction."""
    uitkomsten = []
    # the first one asks what is kept for the next: the kinds of objects
    for aantal in (1, AANTAL, 2 * AANTAL):
        with transaction.atomic():
            uitkomsten.append(vraagt(redacteur, lijst(aantal, *wat)))
            transaction.set_rollback(True)
    _, (voor, tijdens), (voor_meer, tijdens_meer) = uitkomsten
    return (voor_meer - voor) / AANTAL, (tijdens_meer - tijdens) / AANTAL


def test_een_nieuwe_regel_kost_een_vast_aantal_opdrachten(redacteur, lijst):
    """The project, two municipalities, an operator and a number; three ask what is there."""
    assert per_regel(redacteur, lijst, "Ruimte", "2029", "Verkenning") == (0, 8)


def test_een_gewijzigde_regel_kost_een_vast_aantal_opdrachten(redacteur, lijst):
    """The row, and its change of phase."""
    vraagt(redacteur, lijst(2 * AANTAL, "Ruimte", "2029", "Verkenning"))

    assert per_regel(redacteur, lijst, "Anders", "2030", "Planuitwerking") == (0, 2)


def test_wie_intussen_iets_anders_bewaart_houdt_het_verwerken_niet_tegen(
    redacteur, zuid_holland, lijst
):
    inlezing = lijst(2, "Ruimte", "2029", "Verkenning")
    klaar = bereid_voor(inlezing, redacteur, ["redacteur"], plan_van(inlezing, ["redacteur"]))
    maak_partij(zuid_holland, "Warmond")

    leg_vast(klaar)

    assert Project.objects.count() == 2


def test_wat_intussen_niet_meer_kan_wordt_opnieuw_beoordeeld(redacteur, zuid_holland, lijst):
    inlezing = lijst(2, "Ruimte", "2029", "Verkenning")
    klaar = bereid_voor(inlezing, redacteur, ["redacteur"], plan_van(inlezing, ["redacteur"]))
    keuze = zuid_holland.keuzes.get()
    keuze.actief = False
    keuze.save()

    with pytest.raises(NietTeVerwerken):
        leg_vast(klaar)
    assert Project.objects.count() == 0
