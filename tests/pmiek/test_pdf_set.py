import io

import pikepdf
import pypdf
import pytest
from pikepdf import Name

from pmiek.pdf.engine import PdfFout, to_pdf
from pmiek.pdf.join import Part, join, page_counts
from pmiek.pdf.stamp import bind, stamp
from tests.pdf_controle import bladwijzers, controleer_pdf_ua, controleer_sleutels, structuur
from tests.pmiek.pdf_voorbeelden import FICHE, FICHE_KOPPEN, voorbeeld_html, voorwerk

VOET = "Peildatum 16 november 2026 | voorbeeldgegevens"
TITEL = "pMIEK-actielijst Zuid-Holland"


def fiche(nummer):
    gegevens = FICHE | {"nummer": nummer}
    return Part(to_pdf(voorbeeld_html("fiche", gegevens, title=nummer)), f"Fiche {nummer}")


def voorblad(inhoud):
    return Part(to_pdf(voorbeeld_html("voorwerk", voorwerk(inhoud), title="Voorwerk")), "Voorwerk")


@pytest.fixture(scope="module")
def delen():
    return [voorblad([(1, 3), (2, 5)]), fiche("1"), fiche("2")]


def op_volgorde(delen):
    return stamp(join(delen, title=TITEL), footer=VOET)


def voorblad_het_laatst(delen):
    eerste, *andere = delen
    return bind(andere, title=TITEL, footer=VOET, front=lambda: eerste)


@pytest.fixture(scope="module", params=[op_volgorde, voorblad_het_laatst])
def maak(request):
    return request.param


@pytest.fixture(scope="module")
def actielijst(maak, delen):
    return maak(delen)


@pytest.fixture
def inhoud(actielijst):
    with pikepdf.open(io.BytesIO(actielijst)) as document:
        yield document


def test_set_is_toegankelijk(actielijst):
    ficheplaats = FICHE_KOPPEN[1:]
    eerste, tweede = (FICHE_KOPPEN[0].replace("2", nummer, 1) for nummer in "12")

    controleer_pdf_ua(
        actielijst,
        koppen=["pMIEK-actielijst", "Inhoud", eerste, *ficheplaats, tweede, *ficheplaats],
    )


def test_aantal_bladen_is_bekend_voor_de_inhoudsopgave(delen):
    assert page_counts(delen) == [2, 2, 2]


def test_set_noemt_zijn_eigen_titel(inhoud):
    assert str(inhoud.docinfo[Name.Title]) == TITEL
    assert f">{TITEL}<".encode() in inhoud.Root.Metadata.read_bytes()


def test_titel_met_tekens_van_xml_blijft_geldige_metadata(delen):
    pdf = join(delen[1:], title="Wind & <zon>\x0b")

    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as metadata:
        assert metadata["dc:title"].strip() == "Wind & <zon>"
        assert metadata["pdfuaid:part"] == "1"


def test_elk_deel_is_een_onderdeel_met_eigen_naam(inhoud):
    (document,) = inhoud.Root.StructTreeRoot.K

    assert [(str(deel.S), str(deel.T)) for deel in document.K] == [
        ("/Part", "Voorwerk"),
        ("/Part", "Fiche 1"),
        ("/Part", "Fiche 2"),
    ]


def test_koppen_van_cellen_zijn_vindbaar_in_de_set(inhoud):
    namen = list(inhoud.Root.StructTreeRoot.IDTree.Names)[::2]
    elementen = [str(element.ID) for element in structuur(inhoud) if Name.ID in element]

    assert [str(naam) for naam in namen] == sorted(elementen)


def test_inhoudsopgave_leidt_naar_de_eerste_bladzijde_van_elk_deel(inhoud):
    bladen = {blad.obj.objgen: nummer for nummer, blad in enumerate(inhoud.pages, start=1)}
    verwijzingen = inhoud.pages[1].obj.Annots

    assert [(str(v.A.S), bladen[v.A.D[0].objgen], str(v.Contents)) for v in verwijzingen] == [
        ("/GoTo", 3, "Naar pagina 3"),
        ("/GoTo", 5, "Naar pagina 5"),
    ]


def test_delen_van_elke_lengte_staan_waar_een_kort_voorblad_ze_noemt(maak):
    kop = '<html lang="nl"><title>x</title>'
    voor = f'{kop}<p><a href="deel:1">een</a><p><a href="deel:2">twee</a>'
    teksten = [voor, kop + '<p>een<p style="break-before: page">een', kop + "<p>twee"]
    delen = [Part(to_pdf(tekst), str(nummer)) for nummer, tekst in enumerate(teksten)]

    with pikepdf.open(io.BytesIO(maak(delen))) as document:
        doelen = [verwijzing.A.D[0].objgen for verwijzing in document.pages[0].obj.Annots]
        assert doelen == [document.pages[1].obj.objgen, document.pages[3].obj.objgen]
        controleer_sleutels(document)


def test_verwijzing_naar_een_deel_dat_er_niet_is_geeft_een_fout(delen):
    with pytest.raises(PdfFout, match="deel 2"):
        join(delen[:2], title=TITEL)


def test_verwijzing_binnen_een_deel_blijft_werken():
    sjabloon = '<html lang="nl"><title>x</title><h1 id="a">{}</h1><p><a href="#a">naar boven</a>'
    delen = [Part(to_pdf(sjabloon.format(naam)), naam) for naam in ("een", "twee")]

    with pikepdf.open(io.BytesIO(join(delen, title=TITEL))) as document:
        doelen = [blad.obj.Annots[0].Dest[0].objgen for blad in document.pages]
        assert doelen == [blad.obj.objgen for blad in document.pages]
        controleer_sleutels(document)


def test_deel_zonder_koppen_krijgt_zijn_titel_als_bladwijzer(delen):
    kaal = Part(to_pdf('<html lang="nl"><title>x</title><p>Kaal'), "Bijlage")

    with pikepdf.open(io.BytesIO(join([kaal, delen[1]], title=TITEL))) as document:
        assert list(bladwijzers(document))[0] == (1, "Bijlage")


def test_elke_pagina_draagt_peildatum_en_nummer(actielijst):
    bladen = pypdf.PdfReader(io.BytesIO(actielijst)).pages

    for nummer, blad in enumerate(bladen, start=1):
        assert f"pagina {nummer} van 6" in blad.extract_text()
        assert VOET in blad.extract_text()


def test_voettekst_telt_niet_als_inhoud(inhoud):
    for blad in inhoud.pages:
        opdrachten = pikepdf.parse_content_stream(blad)
        teken = [str(op.operator) for op in opdrachten].index("Do")
        (soort, eigenschappen), voor = opdrachten[teken - 2].operands, opdrachten[teken - 2]
        assert (str(voor.operator), str(soort)) == ("BDC", "/Artifact")
        assert str(eigenschappen.Subtype) == "/Footer"
        assert str(opdrachten[teken].operands[0]) == "/Voettekst"


def test_paginanamen_zijn_de_gedrukte_nummers(inhoud):
    assert str(inhoud.Root.PageLabels.Nums[1].S) == "/D"
    assert [blad.label for blad in inhoud.pages] == ["1", "2", "3", "4", "5", "6"]


def test_losse_fiche_is_een_set_van_een(delen):
    los = stamp(join(delen[2:], title="Fiche 2"), footer=VOET)

    controleer_pdf_ua(los, koppen=FICHE_KOPPEN)
    assert "pagina 2 van 2" in pypdf.PdfReader(io.BytesIO(los)).pages[1].extract_text()


def test_dezelfde_delen_geven_dezelfde_bytes(maak, delen, actielijst):
    assert maak(delen) == actielijst


def test_voettekst_wordt_ontsnapt(delen):
    pdf = stamp(join(delen[1:2], title="x"), footer='"><img src="file:///etc/passwd"> &')

    gelezen = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert '"><img src="file:///etc/passwd"> &' in gelezen


def test_twee_gelijke_delen_houden_elk_hun_eigen_koppen_van_cellen(delen):
    tweemaal = [Part(delen[1].pdf, "Fiche"), Part(delen[1].pdf, "Fiche")]

    with pikepdf.open(io.BytesIO(join(tweemaal, title=TITEL))) as document:
        namen = [str(element.ID) for element in structuur(document) if Name.ID in element]
        wijst_naar = {
            str(kop)
            for element in structuur(document)
            for kop in element.get(Name.A, {}).get(Name.Headers, ())
        }

        assert len(namen) == len(set(namen)) > 0
        assert wijst_naar <= set(namen)


def test_een_deel_dat_doorgaat_hangt_onder_het_deel_ervoor():
    sjabloon = '<html lang="nl"><title>x</title>{}'
    koppen = ["<h1>Per partij</h1><h2>Delft</h2>", "<h2>Gouda</h2><h2>Leiden</h2>"]
    eerste, tweede = (to_pdf(sjabloon.format(kop)) for kop in koppen)

    pdf = join([Part(eerste, "Per partij"), Part(tweede, "x", continues=True)], title=TITEL)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert list(bladwijzers(document)) == [
            (1, "Per partij"),
            (2, "Delft"),
            (2, "Gouda"),
            (2, "Leiden"),
        ]


def test_een_korter_bladnummer_begint_verder_naar_rechts():
    kaal = to_pdf('<html lang="nl"><title>x</title><p>Kaal')
    bijlagen = [Part(kaal, "Bijlage") for _ in range(10)]

    with pikepdf.open(io.BytesIO(bind(bijlagen, title=TITEL, footer=VOET))) as document:
        begin = [begin_van_bladnummer(document.pages[plaats]) for plaats in (0, 8, 9)]

    assert begin[0] == begin[1]
    # a digit of half an em at 8.5 points, in the unit of a screen
    assert begin[0] - begin[2] == pytest.approx(8.5 / 0.75 * 0.5, rel=0.1)


def begin_van_bladnummer(blad):
    opdrachten = list(pikepdf.parse_content_stream(blad.Resources.XObject.Voettekst))
    namen = [str(opdracht.operator) for opdracht in opdrachten]
    tekst = namen.index("Tj")
    return float(opdrachten[tekst - 1 - namen[:tekst][::-1].index("Tm")].operands[4])
