import datetime
import io

import pypdf
import pytest

from actielijst.documenten.fiche import (
    fiche_bestandsnaam,
    fiche_html,
    fiche_pdf,
    op_papier,
)
from actielijst.enums import Afspraaksoort, Afspraakstatus, Fase, JaNee, Locatiestatus, Route
from tests.actielijst.documenten import (
    PEILDATUM,
    bewaard,
    bladen,
    fiche,
    geladen,
    plekken,
    staat_in,
    tekst_van,
    volle_fiche,
)
from tests.bouwers import maak_afspraak, maak_keuze, maak_partij, maak_project, maak_ronde
from tests.pdf_controle import controleer_pdf_ua

EEN_DAG = datetime.timedelta(days=1)


def linkerkanten(pdf, *teksten):
    """How far from the left edge each of these texts begins on the first page."""
    begin = {}

    def lees(tekst, cm, tm, *rest):
        begin.setdefault(tekst.strip(), round(tm[4] * cm[0] + cm[4]))

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=lees)
    return [next(x for stuk, x in begin.items() if stuk.startswith(tekst)) for tekst in teksten]


@pytest.mark.parametrize(("nummer", "naast_elkaar"), [("", True), ("7", False)])
def test_de_kenmerken_staan_recht_onder_de_naam(zuid_holland, nummer, naast_elkaar):
    project = maak_project(zuid_holland, nummer=nummer, naam="Station", fase=Fase.PROJECT)

    naam, kenmerken = linkerkanten(fiche(project), nummer or "Station", "Project")

    assert (naam == kenmerken) == naast_elkaar


def tekst(project):
    return tekst_van(fiche(project))


def test_fiche_heeft_de_volgorde_van_bijlage_1(zuid_holland):
    project = volle_fiche(zuid_holland, "Gevuld")

    gelezen = plekken(
        [
            "Projectgegevens",
            "Omschrijving",
            "Aanleiding",
            "Doel",
            "Kansen en knelpunten",
            "Projectfase",
            "Type project",
            "Vervolg",
            "Volgende fase",
            "Locatie",
            "Type infra",
            "Betrokken partijen",
            "Bevoegd gezag",
            "Ruimtegebruik en",
            "Tijdspad en IBN",
            "Link met pMIEK-project en IP",
            "Project opgenomen in IP?",
            "ID / projectnummer in",
            "Uitvoeringsafspraken",
            "Activiteit",
            "Resultaat",
            "Planning",
            "Afspraken voor monitoring",
        ],
        tekst(project),
    )

    assert gelezen == sorted(gelezen)


def test_fiche_is_toegankelijk(zuid_holland):
    project = volle_fiche(zuid_holland, "Gevuld", nummer="2", naam="Station Noord")

    controleer_pdf_ua(
        fiche(project),
        koppen=[
            "2 Station Noord",
            "Projectgegevens",
            "Link met pMIEK-project en IP",
            "Uitvoeringsafspraken",
            "Afspraken voor monitoring",
        ],
    )


def test_lege_fiche_zegt_wat_er_nog_niet_is(zuid_holland):
    project = maak_project(zuid_holland, nummer="", naam="Leeg")

    gelezen = tekst(project)

    # all but the pMIEK project and the route: those are always known
    assert gelezen.count("nog niet ingevuld") == 16
    assert "Er zijn bij dit project nog geen uitvoeringsafspraken vastgelegd." in gelezen
    assert "Er zijn bij dit project geen aparte afspraken voor monitoring." in gelezen


def test_niet_van_toepassing_is_iets_anders_dan_leeg(zuid_holland):
    project = maak_project(zuid_holland, tijdspad="n.v.t.", in_ip=JaNee.NEE)

    gelezen = tekst(project)

    assert "Tijdspad n.v.t." in gelezen
    assert "investeringsplan n.v.t." in gelezen


@pytest.mark.parametrize(
    ("fase", "blokjes"),
    [
        ("", []),
        (Fase.VERKENNING, ["nu", "", "", ""]),
        (Fase.PROJECT, ["geweest", "geweest", "nu", ""]),
    ],
)
def test_fase_staat_als_vier_blokjes_naast_het_woord(zuid_holland, fase, blokjes):
    html = fiche_html(geladen(maak_project(zuid_holland, fase=fase)), PEILDATUM)

    assert [deel.split('"')[0] for deel in html.split('<span class="fase ')[1:]] == blokjes


def test_kenmerken_staan_onder_de_naam(zuid_holland):
    project = maak_project(
        zuid_holland,
        fase=Fase.PLANUITWERKING,
        route=Route.ACTIES,
        energiedrager=maak_keuze(zuid_holland, "elektriciteit"),
        ibn="Q2 2030",
    )

    regel = "Planuitwerking · route acties · elektriciteit · in bedrijf Q2 2030"
    assert regel in tekst(project)


def test_planning_toont_de_eerste_belofte_en_de_stand(zuid_holland):
    project = maak_project(zuid_holland)
    afspraak = maak_afspraak(project, planning="Q1 2026", status=Afspraakstatus.LOOPT)
    afspraak.planning = "Q3 2026"
    afspraak.save()

    assert "Q3 2026 eerst Q1 2026 loopt, over tijd" in tekst(project)


def test_afgeronde_afspraak_noemt_de_dag(zuid_holland):
    project = maak_project(zuid_holland)
    maak_afspraak(
        project,
        planning="Q1 2026",
        status=Afspraakstatus.AFGEROND,
        afgerond_op=datetime.date(2026, 3, 2),
    )

    assert "Q1 2026 afgerond 02-03-2026" in tekst(project)


@pytest.mark.parametrize(("dagen", "aantal"), [(0, 0), (1, 1)])
def test_over_tijd_telt_vanaf_het_einde_van_de_periode(zuid_holland, dagen, aantal):
    project = maak_project(zuid_holland)
    maak_afspraak(project, planning="Q3 2026")

    html = fiche_html(geladen(project), datetime.date(2026, 9, 30) + dagen * EEN_DAG)

    assert html.count("<strong>over tijd</strong>") == aantal


def test_fiche_zonder_verlopen_afspraken_hangt_niet_van_de_dag_af(zuid_holland):
    project = maak_project(zuid_holland)
    maak_afspraak(project, planning="2031")

    assert fiche_html(geladen(project), PEILDATUM) == fiche_html(
        geladen(project), PEILDATUM + EEN_DAG
    )


def test_afspraken_voor_monitoring_verwijzen_naar_hun_nummer(zuid_holland):
    project = maak_project(zuid_holland)
    maak_afspraak(project, activiteit="Ontwerp maken")
    maak_afspraak(
        project,
        activiteit="Voortgang volgen",
        trekker=maak_partij(zuid_holland, naam="Leiden"),
        planning="elk kwartaal",
        soort=Afspraaksoort.MONITORING,
        volgorde=5,
    )

    zin = "Voortgang volgen (afspraak 2; Gemeente Leiden; elk kwartaal)"
    assert zin in tekst(project)


@pytest.mark.parametrize(
    ("bij_project", "bij_afspraak", "woord"),
    [(0, 0, ""), (1, 0, " | voorbeeldgegevens"), (0, 1, " | voorbeeldgegevens")],
)
def test_voettekst_noemt_voorbeeldgegevens_alleen_als_ze_er_zijn(
    zuid_holland, bij_project, bij_afspraak, woord
):
    project = maak_project(zuid_holland, voorbeeld=bool(bij_project))
    maak_afspraak(project, voorbeeld=bool(bij_afspraak))

    (blad,) = bladen(fiche(project))

    assert f"pagina 1 van 1Peildatum 23 november 2026{woord}" in blad.splitlines()


def test_elk_blad_draagt_provincie_fiche_en_concept(zuid_holland):
    project = volle_fiche(zuid_holland, "tekst " * 300, nummer="7", naam="Station")
    gelezen = bladen(fiche(project))

    assert len(gelezen) > 2
    for nummer, blad in enumerate(gelezen, start=1):
        assert f"Zuid-Holland | Fiche 7 Station | blad {nummer} van {len(gelezen)}" in blad
        assert "CONCEPT" in blad


def test_kleur_van_de_provincie_staat_in_de_fiche(zuid_holland):
    zuid_holland.accent = "#0f4c5c"
    zuid_holland.save()

    html = fiche_html(geladen(maak_project(zuid_holland)), PEILDATUM)

    assert "--accent: #0f4c5c; --accent-mid: #5c8590; --accent-light: #c3d2d6" in html


@pytest.mark.parametrize(
    ("velden", "naam"),
    [
        ({"nummer": "2"}, "fiche-02"),
        ({"nummer": "A"}, "fiche-a"),
        ({"nummer": "C.3."}, "fiche-c-03"),
        (
            {"nummer": "", "naam": "Nieuw 150 kV-station ’t Zand"},
            "fiche-nieuw-150-kv-station-t-zand",
        ),
        ({"nummer": "../../x", "naam": "y"}, "fiche-x"),
        ({"nummer": "=", "naam": "Na/am"}, "fiche-na-am"),
    ],
)
def test_bestandsnaam_is_veilig_en_sorteert(zuid_holland, velden, naam):
    project = maak_project(zuid_holland, **velden)

    assert fiche_bestandsnaam(project, PEILDATUM) == f"2026-11-23_zuid-holland_{naam}_concept.pdf"


def test_project_zonder_schrijfbare_naam_krijgt_zijn_sleutel(zuid_holland):
    project = maak_project(zuid_holland, nummer="", naam="שלום")

    assert f"_fiche-{project.pk}_" in fiche_bestandsnaam(project, PEILDATUM)


def test_grootte_is_die_van_de_download_en_nul_als_hij_er_niet_is(zuid_holland):
    project = geladen(maak_project(zuid_holland))
    voor = op_papier(project, PEILDATUM).grootte

    pdf = fiche_pdf(project, PEILDATUM)

    assert (voor, op_papier(project, PEILDATUM).grootte) == (0, len(pdf))


def test_andere_dag_maakt_alleen_de_voettekst_opnieuw(zuid_holland):
    project = maak_project(zuid_holland)
    fiche(project)
    voor = bewaard()

    fiche(project, PEILDATUM + EEN_DAG)

    # the footer, and the fiche with that footer
    assert len(bewaard() - voor) == 2


def test_zelfde_gegevens_geven_dezelfde_bytes(zuid_holland, settings, tmp_path):
    project = volle_fiche(zuid_holland, "Gelijk")
    eerst = fiche(project)

    settings.DOCUMENT_MAP = tmp_path / "elders"

    assert fiche(project) == eerst


def test_zoekgebied_zonder_locatie_staat_in_de_regel_locatie(zuid_holland):
    leiden = maak_partij(zuid_holland, naam="Leiden")
    project = maak_project(
        zuid_holland, gemeenten=[leiden], locatiestatus=Locatiestatus.GEEN, ronde=None
    )

    assert "Locatie Nog geen locatie. Zoekgebied: gemeente Leiden." in tekst(project)


def test_pmiek_ronde_staat_bij_de_link(zuid_holland):
    ronde = maak_ronde(zuid_holland, naam="1.0 (2023)")
    project = maak_project(zuid_holland, nummer="2", ronde=ronde)

    assert "pMIEK-project 2, pMIEK Zuid-Holland 1.0 (2023)" in tekst(project)


def test_naam_met_streepje_blijft_op_een_regel(zuid_holland):
    project = maak_project(zuid_holland)
    maak_afspraak(
        project, trekker=maak_partij(zuid_holland, naam="Zuid-Holland", soort="provincie")
    )

    html = fiche_html(geladen(project), PEILDATUM)

    assert 'Provincie <span class="bijeen">Zuid-Holland</span>' in html


def test_lang_nummer_staat_voor_de_naam_op_dezelfde_regel(zuid_holland):
    project = maak_project(zuid_holland, nummer="WIJZIGING 2025-17", naam="Station")

    assert staat_in("WIJZIGING 2025-17 Station", bladen(fiche(project))[0])
