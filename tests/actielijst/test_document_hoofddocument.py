import io

import pikepdf
import pytest
from django.contrib.contenttypes.models import ContentType
from pikepdf import Name

from actielijst.documenten.hoofddocument import hoofddocument_pdf
from actielijst.enums import Afspraakstatus, Fase, Locatiestatus, Nmiek, Route
from actielijst.models import Hoofddocumenttekst, Project, Verschuiving
from pmiek.enums import Partijsoort
from tests.actielijst.documenten import (
    PEILDATUM,
    VIJANDIG,
    bladen,
    plekken,
    tekst_van,
    volle_fiche,
    zonder_wit,
)
from tests.bouwers import maak_afspraak, maak_keuze, maak_partij, maak_project, maak_ronde
from tests.pdf_controle import controleer_pdf_ua, structuur, verboden_onderdelen


def tekst(provincie):
    return tekst_van(hoofddocument_pdf(provincie, PEILDATUM))


@pytest.fixture
def provincie(zuid_holland):
    """Three projects in two phases, of which one has two network operators."""
    ronde = maak_ronde(zuid_holland)
    stroom = maak_keuze(zuid_holland, "elektriciteit")
    stedin, tennet = (
        maak_partij(zuid_holland, naam=naam, soort=Partijsoort.NETBEHEERDER)
        for naam in ("Stedin", "TenneT")
    )
    een = maak_project(
        zuid_holland,
        nummer="2",
        naam="Station Zuid",
        ronde=ronde,
        fase=Fase.PLANUITWERKING,
        route=Route.ACTIES,
        energiedrager=stroom,
        partijen=[stedin, tennet],
    )
    maak_project(
        zuid_holland,
        nummer="10",
        naam="Station Noord",
        ronde=ronde,
        fase=Fase.VERKENNING,
        energiedrager=stroom,
        partijen=[stedin],
        nmiek=Nmiek.KANDIDAAT,
        nmiek_toelichting="Voordracht volgt",
    )
    maak_project(
        zuid_holland,
        nummer="",
        naam="Zoeken naar ruimte",
        fase=Fase.VERKENNING,
        route=Route.PMIEK_PLUS_1,
        locatiestatus=Locatiestatus.GEEN,
        gemeenten=[maak_partij(zuid_holland, naam=naam) for naam in ("Leiden", "Lisse", "Delft")],
    )
    maak_afspraak(een, trekker=stedin, planning="2025")
    maak_afspraak(een, trekker=stedin, planning="2031", status=Afspraakstatus.LOOPT)
    maak_afspraak(een, trekker=stedin, planning="2025", status=Afspraakstatus.VERVALLEN)
    maak_afspraak(een, planning="2025", status=Afspraakstatus.AFGEROND)
    return zuid_holland


def test_hoofddocument_is_toegankelijk(provincie):
    controleer_pdf_ua(
        hoofddocument_pdf(provincie, PEILDATUM),
        koppen=[
            "Hoofddocument pMIEK-uitvoeringsaanpak",
            "Samenvatting",
            "Eén van de drie projecten krijgt acties",
            "Van lijst naar document",
            "Aantal en type projecten",
            "Terugblik op het proces",
            "Aanhaken bij landelijke projecten (nMIEK)",
            "Verkenningen zonder locatie",
            "Lijst van projecten",
        ],
    )


def test_elke_bladzijde_draagt_provincie_stempel_peildatum_en_nummer(provincie):
    gelezen = bladen(hoofddocument_pdf(provincie, PEILDATUM))

    for nummer, blad in enumerate(gelezen, start=1):
        assert f"pagina {nummer} van {len(gelezen)}Peildatum 23 november 2026" in blad.splitlines()
        assert "Zuid-Holland | Hoofddocument pMIEK-uitvoeringsaanpak" in blad
        assert "CONCEPT" in blad


def test_tabellen_tellen_wat_in_de_database_staat(provincie):
    gelezen = tekst(provincie)

    assert "Verkenning – – 1 1 2 Planuitwerking 1 – – – 1" in gelezen
    assert "Totaal 1 – 1 1 3 Van lijst naar document" in gelezen
    assert "Netbeheerders – 1 – 1 2 Nog zonder trekker 1 – – – 1 Totaal 1 1 – 1 3" in gelezen
    assert "Eén vervallen afspraak telt niet mee." in gelezen
    assert "Elektriciteit 1 1 2 67% Nog niet ingevuld – 1 1 33% Totaal 1 2 3 100%" in gelezen


def test_project_met_twee_netbeheerders_telt_bij_beide_zonder_totaal(provincie):
    gelezen = tekst(provincie)

    rijen = "Stedin 1 1 2 67% TenneT 1 – 1 33% Nog niet ingevuld – 1 1 33% Project 2 telt bij meer"
    assert rijen in gelezen


def test_netbeheerders_die_elk_project_eenmaal_hebben_tellen_op(provincie):
    betrokken = Project.objects.get(nummer="2").betrokkenheden.get(partij__naam="TenneT")
    betrokken.delete()

    assert "Stedin 1 1 2 67% Nog niet ingevuld – 1 1 33% Totaal 1 2 3 100%" in tekst(provincie)


def test_project_zonder_fase_staat_alleen_in_het_totaal(provincie):
    maak_project(provincie, energiedrager=maak_keuze(provincie, "warmte"))

    gelezen = tekst(provincie)

    assert "Eén project is nog niet naar fase ingedeeld en staat alleen in het totaal." in gelezen
    assert "Warmte – – 1 25%" in gelezen


def test_lijsten_noemen_elk_project_eenmaal(provincie):
    lijst = " ".join(bladen(hoofddocument_pdf(provincie, PEILDATUM))[-1].split())

    gevonden = plekken(
        [
            "2 Station Zuid nog niet ingevuld Planuitwerking Acties",
            "10 Station Noord nog niet ingevuld Verkenning Nog niet bepaald",
            "– Zoeken naar ruimte Delft en 2 andere Verkenning Terug naar pMIEK +1",
        ],
        lijst,
    )
    assert gevonden == sorted(gevonden)


def test_verkenning_zonder_locatie_noemt_het_zoekgebied(provincie):
    assert "– Zoeken naar ruimte Delft, Leiden en Lisse nog niet ingevuld" in tekst(provincie)


def test_nmiek_noemt_alleen_projecten_en_kandidaten(provincie):
    assert "Toelichting 10 Station Noord Kandidaat Voordracht volgt Ver" in tekst(provincie)


def test_gearchiveerd_project_telt_niet_mee(provincie):
    project = maak_project(provincie, naam="Weg", gearchiveerd_op=PEILDATUM, archiefreden="Klaar.")
    maak_afspraak(project)

    gelezen = tekst(provincie)

    assert "telt drie projecten" in gelezen
    assert "Weg" not in gelezen
    assert "Totaal 1 1 – 1 3" in gelezen


def test_lege_eigen_tekst_zegt_dat_hij_leeg_is(provincie):
    gelezen = tekst(provincie)

    assert "Terugblik op het proces nog niet ingevuld" in gelezen
    assert "(nMIEK) nog niet ingevuld" in gelezen


def test_eigen_tekst_vervangt_de_gemaakte_samenvatting(provincie):
    Hoofddocumenttekst.objects.create(
        ronde=provincie.rondes.get(),
        samenvatting="Wij liggen op koers.",
        terugblik="Eerst dit.\n\nDaarna dat.",
        voorbeeld=True,
    )

    gelezen = tekst(provincie)

    assert "Samenvatting Wij liggen op koers. Eén van" in gelezen
    assert "De lijst van Zuid-Holland telt" not in gelezen
    assert "Terugblik op het proces Eerst dit. Daarna dat. Aanhaken" in gelezen
    assert "Voorbeeldgegevens: de eigen teksten van het hoofddocument." in gelezen
    assert "Peildatum 23 november 2026 | voorbeeldgegevens" in gelezen


def test_provincie_zonder_projecten_krijgt_een_hoofddocument(zuid_holland):
    gelezen = tekst(zuid_holland)

    assert "Op de lijst staan nog geen projecten." in gelezen
    assert "Alle projecten op de lijst hebben een locatie" not in gelezen


def test_zelfde_gegevens_geven_dezelfde_bytes(provincie, settings, tmp_path):
    eerst = hoofddocument_pdf(provincie, PEILDATUM)

    settings.DOCUMENT_MAP = tmp_path / "elders"

    assert hoofddocument_pdf(provincie, PEILDATUM) == eerst


def test_niets_van_een_andere_provincie_staat_in_het_hoofddocument(provincie, utrecht):
    volle_fiche(utrecht, "KANARIE", ronde=maak_ronde(utrecht, bron="KANARIE"))

    assert "KANARIE" not in tekst(provincie)


@pytest.mark.parametrize("vijandig", VIJANDIG)
def test_vijandige_tekst_blijft_letterlijk_leesbaar(zuid_holland, vijandig):
    ronde = maak_ronde(zuid_holland, naam=vijandig[:40], bron=vijandig)
    velden = ["samenvatting", "terugblik", "nmiek", "voorverkenningen"]
    Hoofddocumenttekst.objects.create(ronde=ronde, **dict.fromkeys(velden, vijandig))
    volle_fiche(zuid_holland, vijandig, nummer="1", ronde=ronde, locatiestatus=Locatiestatus.GEEN)

    pdf = hoofddocument_pdf(zuid_holland, PEILDATUM)

    # source, four texts, three tables of counts, and in each list the name of the project
    gelezen = zonder_wit(tekst_van(pdf))
    assert gelezen.count(zonder_wit(vijandig)) >= 11
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert verboden_onderdelen(document) == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_hoofddocument_kost_een_vast_aantal_querys(zuid_holland, aantal, django_assert_num_queries):
    for rang in range(aantal):
        volle_fiche(zuid_holland, f"Gevuld {rang}", nummer="")
    ContentType.objects.get_for_model(Verschuiving)  # asked once per process

    with django_assert_num_queries(15):
        hoofddocument_pdf(zuid_holland, PEILDATUM)


def test_grafiek_heeft_haar_getallen_als_tekst(provincie):
    with pikepdf.open(io.BytesIO(hoofddocument_pdf(provincie, PEILDATUM))) as document:
        figuren = [str(deel.Alt) for deel in structuur(document) if Name.Figure == deel.S]

    assert figuren == [
        "Projecten per fase en route. Verkenning 2: 1 terug naar pMIEK +1, 1 nog niet bepaald; "
        "Planuitwerking 1: 1 acties.",
        "Van lijst naar document: 2 hele pMIEK-lijst, 1 niet op pMIEK-lijst; 1 concreet, "
        "2 verkenning; 1 acties, 1 pMIEK +1, 1 nog niet bepaald; 2 met fiche, "
        "1 alleen hoofddocument.",
    ]
