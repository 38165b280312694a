import datetime
import io

import pikepdf
import pypdf
import pytest
from django.contrib.contenttypes.models import ContentType

from actielijst.documenten.actielijst import _kader, _noten, _voorwerk, actielijst_pdf
from actielijst.documenten.maken import bestandsnaam
from actielijst.enums import Afspraakstatus, Documentsoort, Fase, Locatiestatus, Route
from actielijst.models import Aanvaarding, Verschuiving
from tests.actielijst.documenten import (
    PEILDATUM,
    VIJANDIG,
    bewaard,
    bladen,
    plekken,
    tekst_van,
    volle_fiche,
    zonder_wit,
)
from tests.bouwers import maak_afspraak, maak_partij, maak_project, maak_ronde
from tests.pdf_controle import bladwijzers, controleer_pdf_ua, verboden_onderdelen


def tekst(provincie):
    return tekst_van(actielijst_pdf(provincie, PEILDATUM))


@pytest.fixture
def lijst(zuid_holland):
    """Two fiches, of which the second takes two pages, and one project without a location."""
    leiden = maak_partij(zuid_holland, naam="Leiden")
    ronde = maak_ronde(zuid_holland, vergaderdatum=datetime.date(2026, 12, 10))
    kort, lang, zonder = (
        maak_project(zuid_holland, ronde=ronde, fase=Fase.VERKENNING, **velden)
        for velden in (
            {"nummer": "10", "naam": "Station Noord", "route": Route.ACTIES},
            {"nummer": "2", "naam": "Station Zuid", "aanleiding": "regel\n" * 60},
            {"nummer": "N", "naam": "Zoeken", "locatiestatus": Locatiestatus.GEEN},
        )
    )
    maak_afspraak(kort, activiteit="Grond kopen", trekker=leiden, planning="Q1 2026")
    maak_afspraak(kort, activiteit="Grond zoeken", trekker=leiden, planning="2025", volgorde=9)
    maak_afspraak(lang, activiteit="Iemand vinden", planning="2031")
    return [lang, kort, zonder]


def test_actielijst_is_toegankelijk(zuid_holland, lijst):
    plaatsen = ["Projectgegevens", "Link met pMIEK-project en IP", "Uitvoeringsafspraken"]

    controleer_pdf_ua(
        actielijst_pdf(zuid_holland, PEILDATUM),
        koppen=[
            "pMIEK-actielijst",
            "Inhoud",
            "2 Station Zuid",
            *plaatsen,
            "10 Station Noord",
            *plaatsen,
            "Afspraken per partij",
            "Gemeente Leiden",
            "Nog zonder trekker",
        ],
    )


def test_inhoud_noemt_de_bladzijde_waarop_elke_fiche_begint(zuid_holland, lijst):
    gelezen = bladen(actielijst_pdf(zuid_holland, PEILDATUM))
    begin = {
        kop: next(n for n, blad in enumerate(gelezen, start=1) if blad.startswith(kop))
        for kop in ("2 Station Zuid", "10 Station Noord", "Afspraken per partij")
    }

    inhoud = " ".join(gelezen[1].split())
    assert list(begin.values()) == [3, 5, 6]
    assert "2 Station Zuid Verkenning Nog niet bepaald 3" in inhoud
    assert "10 Station Noord Verkenning Acties 5" in inhoud
    assert "Afspraken per partij 6" in inhoud


def test_inhoud_leidt_naar_de_bladzijde_die_er_staat(zuid_holland, lijst):
    with pikepdf.open(io.BytesIO(actielijst_pdf(zuid_holland, PEILDATUM))) as document:
        nummers = {blad.obj.objgen: n for n, blad in enumerate(document.pages, start=1)}
        doelen = [nummers[v.A.D[0].objgen] for v in document.pages[1].obj.Annots]

    assert doelen == [3, 5, 6]


def test_een_lijst_van_gewone_lengte_heeft_een_inhoudsopgave_van_een_blad(zuid_holland):
    """And below it what is not in the document."""
    for nummer in range(1, 37):
        maak_project(zuid_holland, nummer=str(nummer), naam="Nieuw station")
    maak_project(zuid_holland, nummer="N", fase=Fase.VERKENNING, locatiestatus=Locatiestatus.GEEN)
    kader = _kader(zuid_holland, PEILDATUM)

    met_fiche = [project for project in kader.projecten if project.heeft_fiche]
    voorwerk = _voorwerk(kader, met_fiche, [2] * 37, _noten(kader))

    omslag, inhoud = bladen(voorwerk.pdf)
    assert "Afspraken per partij 75" in " ".join(inhoud.split())
    assert "Niet in deze actielijst: de verkenning N." in inhoud


@pytest.mark.traag
def test_lange_inhoudsopgave_verschuift_de_bladzijden(zuid_holland):
    for nummer in range(1, 61):
        maak_project(zuid_holland, nummer=str(nummer), naam=f"Project nr{nummer}x")

    gelezen = bladen(actielijst_pdf(zuid_holland, PEILDATUM))

    laatste = next(n for n, b in enumerate(gelezen, start=1) if b.startswith("60 Project nr60x"))
    inhoud = " ".join(" ".join(gelezen[1:3]).split())
    assert (laatste, len(gelezen)) == (63, 64)
    assert f"60 Project nr60x Nog niet ingedeeld Nog niet bepaald {laatste}" in inhoud


def test_omslag_noemt_vergadering_stand_en_aantallen(zuid_holland, lijst):
    omslag = " ".join(bladen(actielijst_pdf(zuid_holland, PEILDATUM))[0].split())

    assert "2 fiches en 3 uitvoeringsafspraken voor de projecten van de pMIEK" in omslag
    assert "Vergadering Energyboard Zuid-Holland, 10 december 2026" in omslag
    assert "Peildatum 23 november 2026" in omslag
    assert "Status CONCEPT" in omslag
    assert "Opgesteld door Werkspoor 3" in omslag
    assert "Bron: Open data van de provincie, 2023." in omslag


def test_omslag_telt_welke_gegevens_voorbeelden_zijn(zuid_holland):
    project = maak_project(zuid_holland, voorbeeld=True)
    maak_project(zuid_holland)
    maak_afspraak(project, voorbeeld=True)

    zin = "Voorbeeldgegevens: gegevens bij 1 van de 2 projecten; 1 uitvoeringsafspraak."
    assert zin in tekst(zuid_holland)


def test_elke_bladzijde_draagt_provincie_stempel_peildatum_en_nummer(zuid_holland, lijst):
    gelezen = bladen(actielijst_pdf(zuid_holland, PEILDATUM))

    for nummer, blad in enumerate(gelezen, start=1):
        regels = blad.splitlines()
        assert f"pagina {nummer} van {len(gelezen)}Peildatum 23 november 2026" in regels
        assert any(regel.startswith("Zuid-Holland | ") for regel in regels)
        assert any("CONCEPT" in regel for regel in regels)


def test_project_zonder_fiche_wordt_genoemd(zuid_holland, lijst):
    zin = "Niet in deze actielijst: de verkenning N. Die heeft nog geen locatie en staat in het"
    assert zin in tekst(zuid_holland)


def test_afspraak_bij_een_project_zonder_fiche_gaat_niet_verloren(zuid_holland, lijst):
    maak_afspraak(lijst[2], activiteit="Zoekgebied kiezen")

    gelezen = tekst(zuid_holland)

    assert "Hun afspraken staan wel onder “Afspraken per partij”." in gelezen
    assert "N.1 Zoeken Zoekgebied kiezen" in gelezen


def test_gearchiveerd_project_staat_er_niet_in(zuid_holland, lijst):
    maak_project(zuid_holland, naam="Weg", gearchiveerd_op=PEILDATUM, archiefreden="Vervallen.")

    assert "2 fiches en" in tekst(zuid_holland)


def test_afspraken_staan_per_partij_op_planning(zuid_holland, lijst):
    laatste = " ".join(bladen(actielijst_pdf(zuid_holland, PEILDATUM))[-1].split())

    gevonden = plekken(
        [
            "3 uitvoeringsafspraken van 1 partij, per trekker op planning.",
            "Gemeente Leiden",
            "2025 10.2 Station Noord Grond zoeken open, over tijd",
            "Q1 2026 10.1 Station Noord Grond kopen open, over tijd",
            "Nog zonder trekker",
            "2031 2.1 Station Zuid Iemand vinden open",
        ],
        laatste,
    )
    assert gevonden == sorted(gevonden)


def test_afgeronde_afspraak_is_niet_over_tijd(zuid_holland):
    project = maak_project(zuid_holland)
    maak_afspraak(project, activiteit="Klaar", planning="2025", status=Afspraakstatus.AFGEROND)

    assert "Klaar afgerond" in tekst(zuid_holland)
    assert ", over tijd" not in tekst(zuid_holland)


def test_na_een_wijziging_wordt_alleen_die_fiche_opnieuw_gemaakt(zuid_holland, lijst):
    actielijst_pdf(zuid_holland, PEILDATUM)
    voor = bewaard()
    lijst[1].doel = "Een ander doel"
    lijst[1].save()

    actielijst_pdf(zuid_holland, PEILDATUM)

    assert len(bewaard() - voor) == 1


def test_andere_naam_maakt_ook_inhoud_en_lijst_per_partij_opnieuw(zuid_holland, lijst):
    actielijst_pdf(zuid_holland, PEILDATUM)
    voor = bewaard()
    lijst[1].naam = "Station West"
    lijst[1].save()

    actielijst_pdf(zuid_holland, PEILDATUM)

    assert len(bewaard() - voor) == 3


def test_een_lijst_die_doorloopt_noemt_op_elk_blad_zijn_partij(zuid_holland, lijst):
    stedin = maak_partij(zuid_holland, "Stedin")
    for nummer in range(40):
        maak_afspraak(lijst[0], activiteit=f"Stap {nummer}", trekker=stedin)

    gelezen = bladen(actielijst_pdf(zuid_holland, PEILDATUM))

    vervolg = [blad for blad in gelezen if "Stap" in blad and "Afspraak Project" in blad][1:]
    assert vervolg
    assert [blad for blad in vervolg if "pMIEK-actielijst | Gemeente Stedin" not in blad] == []


def test_voortgang_telt_bewaarde_fiches_mee(zuid_holland, lijst):
    actielijst_pdf(zuid_holland, PEILDATUM)
    lijst[0].doel = "Een ander doel"
    lijst[0].save()
    gemeld = []

    actielijst_pdf(zuid_holland, PEILDATUM, voortgang=lambda *stap: gemeld.append(stap))

    assert gemeld == [
        ("Gegevens van 2 fiches verzamelen", 0, 2),
        ("Fiche 2 van 2", 3, 3),
        ("Fiches samenvoegen", 3, 3),
    ]


def test_zelfde_gegevens_geven_dezelfde_bytes(zuid_holland, lijst, settings, tmp_path):
    eerst = actielijst_pdf(zuid_holland, PEILDATUM)

    settings.DOCUMENT_MAP = tmp_path / "elders"

    assert actielijst_pdf(zuid_holland, PEILDATUM) == eerst


def test_provincie_zonder_projecten_krijgt_een_lege_actielijst(zuid_holland):
    gelezen = tekst(zuid_holland)

    assert "0 fiches en 0 uitvoeringsafspraken" in gelezen
    assert "Afspraken per partij 3" in gelezen


def test_niets_van_een_andere_provincie_staat_in_de_actielijst(zuid_holland, utrecht, lijst):
    volle_fiche(utrecht, "KANARIE")

    assert "KANARIE" not in tekst(zuid_holland)


@pytest.mark.parametrize("vijandig", VIJANDIG)
def test_vijandige_tekst_blijft_leesbaar_in_inhoud_bladwijzer_en_lijst(zuid_holland, vijandig):
    volle_fiche(zuid_holland, vijandig, nummer="1")

    pdf = actielijst_pdf(zuid_holland, PEILDATUM)

    gelezen = [zonder_wit(blad) for blad in bladen(pdf)]
    assert zonder_wit(vijandig) in gelezen[1]
    assert zonder_wit(vijandig) in gelezen[-1]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        titels = [zonder_wit(titel) for _, titel in bladwijzers(document)]
        assert zonder_wit(f"1{vijandig}") in titels
        assert verboden_onderdelen(document) == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_actielijst_kost_een_vast_aantal_querys(zuid_holland, aantal, django_assert_num_queries):
    for rang in range(aantal):
        volle_fiche(zuid_holland, f"Gevuld {rang}", nummer="", ronde=maak_ronde(zuid_holland))

    ContentType.objects.get_for_models(Verschuiving, Aanvaarding)  # asked once per process

    with django_assert_num_queries(14):
        actielijst_pdf(zuid_holland, PEILDATUM)


@pytest.mark.parametrize(
    ("soort", "naam"),
    [
        (Documentsoort.ACTIELIJST_PDF, "2026-12-10_zuid-holland_actielijst_concept.pdf"),
        (Documentsoort.ACTIELIJST_XLSX, "2026-12-10_zuid-holland_actielijst_concept.xlsx"),
        (Documentsoort.HOOFDDOCUMENT_PDF, "2026-12-10_zuid-holland_hoofddocument_concept.pdf"),
    ],
)
def test_bestandsnaam_begint_met_de_dag_van_de_vergadering(zuid_holland, soort, naam):
    maak_ronde(zuid_holland, vergaderdatum=datetime.date(2026, 12, 10))

    assert bestandsnaam(zuid_holland, soort, PEILDATUM) == naam


def test_zonder_vergadering_begint_de_bestandsnaam_met_de_peildatum(zuid_holland):
    naam = bestandsnaam(zuid_holland, Documentsoort.ACTIELIJST_PDF, PEILDATUM)

    assert naam == "2026-11-23_zuid-holland_actielijst_concept.pdf"


def test_titel_van_het_document_noemt_de_provincie(zuid_holland):
    lezer = pypdf.PdfReader(io.BytesIO(actielijst_pdf(zuid_holland, PEILDATUM)))

    assert lezer.metadata.title == "pMIEK-actielijst Zuid-Holland"
