"""Files that mean harm, or were harmed: made here, each of another kind.

`(name of the file, bytes, words)`: the words that the one sentence must hold, or None where the
file is to be read as it stands.
"""

import io
import random
import zipfile

from tests.werkmappen import delen_van, verander, werkmap, zip_van

BLAD = "xl/worksheets/sheet2.xml"
BOEK = "xl/workbook.xml"
STIJL = "xl/styles.xml"
RELATIES = "xl/_rels/workbook.xml.rels"
TEKSTEN = "xl/sharedStrings.xml"
SOORTEN = "[Content_Types].xml"
TEKSTSOORT = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.spreadsheetml.sharedStrings+xml"/>'
)
KOPPEN = ["Nr.", "Project", "Gemeenten", "IBN"]
KLEIN = werkmap([KOPPEN, ["1", "Station", "Leiden", "2029"]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
LACH = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BUITEN = b'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:8999/">]>'
KAPOT, ZWAAR, GEEN = "beschadigd", "te veel", "geen werkmap"
MACRO, SLOT, GROOT = "macro", "wachtwoord", "groter dan"
LIJST_KAPOT = "vinden wij geen rij met koppen"


def blad(oud, nieuw, deel=BLAD):
    return verander(KLEIN, deel, oud, nieuw)


def in_blad(xml):
    """The list with more XML after its rows."""
    return blad(b"</sheetData>", b"</sheetData>" + xml)


def rij(xml, nummer=3):
    return blad(b"</sheetData>", b'<row r="%d">%s</row></sheetData>' % (nummer, xml))


def met_delen(**delen):
    return zip_van(delen_van(KLEIN) | {naam.replace("__", "/"): w for naam, w in delen.items()})


def erbij(naam, inhoud):
    return zip_van(delen_van(KLEIN) | {naam: inhoud})


def zonder(naam):
    return zip_van({n: w for n, w in delen_van(KLEIN).items() if n != naam})


def gelogen_grootte():
    """The directory says that a part of 20 MB is one of ten bytes."""
    inhoud = bytearray(erbij("xl/media/a.bin", b"\0" * 20_000_000))
    plek = inhoud.rindex(b"xl/media/a.bin") - 46
    inhoud[plek + 24 : plek + 28] = (10).to_bytes(4, "little")
    return bytes(inhoud)


def gelogen_blad():
    """The same lie about the sheet that is read."""
    inhoud = bytearray(KLEIN)
    plek = inhoud.rindex(BLAD.encode()) - 46
    inhoud[plek + 24 : plek + 28] = (50).to_bytes(4, "little")
    return bytes(inhoud)


def over_elkaar():
    inhoud = bytearray(KLEIN)
    with zipfile.ZipFile(io.BytesIO(KLEIN)) as archief:
        eerste = archief.infolist()[0]
    plek = inhoud.index(b"PK\x01\x02", inhoud.index(b"PK\x01\x02") + 1)
    inhoud[plek + 42 : plek + 46] = eerste.header_offset.to_bytes(4, "little")
    return bytes(inhoud)


def versleuteld():
    inhoud = bytearray(KLEIN)
    for merk, plaats in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        plek = -1
        while (plek := inhoud.find(merk, plek + 1)) >= 0:
            inhoud[plek + plaats] |= 1
    return bytes(inhoud)


def dubbele_namen():
    uit = io.BytesIO(KLEIN)
    with zipfile.ZipFile(uit, "a") as archief:
        inhoud = archief.read(BLAD)
        archief.infolist()  # the name is there already; the module only warns
        info = zipfile.ZipInfo(BLAD)
        archief.NameToInfo.pop(BLAD)
        archief.writestr(info, inhoud)
    return uit.getvalue()


def een_tekst_overal():
    """A small file: half a million cells that name one text of 32,767 characters."""
    ruim = b"<si><t>%s</t></si>" % (b"x" * 32_767)
    ruimte = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    tekst = b"<sst %s>%s</sst>" % (ruimte, ruim * 20)
    rijen = b"".join(
        b'<row r="%d">%s</row>' % (n, b'<c t="s"><v>0</v></c>' * 100) for n in range(3, 5_000)
    )
    delen = delen_van(KLEIN)
    delen[BLAD] = delen[BLAD].replace(b"</sheetData>", rijen + b"</sheetData>")
    soorten = delen[SOORTEN].replace(b"</Types>", TEKSTSOORT + b"</Types>")
    return zip_van(delen | {TEKSTEN: tekst, SOORTEN: soorten})


def hoog_samengevoegd():
    """One long text, spread over thousands of rows in a hundred columns."""
    samen = b"".join(
        b'<mergeCell ref="%s3:%s6000"/>' % (letters, letters)
        for letters in (chr(65 + n).encode() for n in range(26))
    )
    cellen = b"".join(
        b'<c r="%c3" t="inlineStr"><is><t>%s</t></is></c>' % (65 + n, b"x" * 30_000)
        for n in range(26)
    )
    laatste = b'<row r="6000"><c r="A6000"><v>1</v></c></row>'
    inhoud = b'<row r="3">%s</row>%s</sheetData><mergeCells>%s</mergeCells>' % (
        cellen,
        laatste,
        samen,
    )
    return blad(b"</sheetData>", inhoud)


def diep(lagen):
    return in_blad(b"<extLst>" + b"<a>" * lagen + b"</a>" * lagen + b"</extLst>")


def veel_stijlen():
    return blad(
        b"<cellXfs",
        b"<x/>" * 5 + b"<cellXfs" + b">" + b"<xf/>" * 2_000_000 + b"</cellXfs><y",
        STIJL,
    )


def utf16_entiteit():
    tekst = delen_van(KLEIN)[BLAD].decode().replace("<worksheet", LACH.decode() + "<worksheet", 1)
    kop = '<?xml version="1.0" encoding="UTF-16"?>'
    return erbij(
        BLAD, (kop + tekst.removeprefix("<?xml version='1.0' encoding='UTF-8'?>")).encode("utf-16")
    )


def buiten_de_map():
    relaties = delen_van(KLEIN)[RELATIES].replace(
        b'Target="/xl/worksheets/sheet2.xml"',
        b'TargetMode="External" Target="http://127.0.0.1:8999/blad.xml"',
    )
    return erbij(RELATIES, relaties)


def bladen(aantal):
    delen = delen_van(KLEIN)
    merk = b"<sheets>"
    extra = b"".join(
        b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        b'name="extra%d" sheetId="%d" r:id="rId1"/>' % (n, 100 + n)
        for n in range(aantal)
    )
    assert merk in delen[BOEK]
    return zip_van(delen | {BOEK: delen[BOEK].replace(merk, merk + extra)})


def ruis(aantal, zaad=20261125):
    return random.Random(zaad).randbytes(aantal)


def zips():
    yield "bom.xlsx", erbij("xl/media/a.bin", b"\0" * 20_000_000), "16 MB"
    yield (
        "drie.xlsx",
        met_delen(xl__a=b"\0" * 15_000_000, xl__b=b"\0" * 15_000_000, xl__c=b"\0" * 15_000_000),
        "32 MB",
    )
    yield "gelogen.xlsx", gelogen_grootte(), None
    yield "gelogen-blad.xlsx", gelogen_blad(), KAPOT
    yield "overlap.xlsx", over_elkaar(), KAPOT
    yield (
        "delen.xlsx",
        zip_van(delen_van(KLEIN) | {f"x/{n}": b"" for n in range(5_000)}),
        "200 delen",
    )
    yield "dubbel.xlsx", dubbele_namen(), KAPOT
    yield "bzip2.xlsx", zip_van(delen_van(KLEIN), zipfile.ZIP_BZIP2), KAPOT
    yield "lzma.xlsx", zip_van(delen_van(KLEIN), zipfile.ZIP_LZMA), KAPOT
    yield "slot.xlsx", versleuteld(), SLOT
    yield "pad.xlsx", erbij("../../../tmp/pmiek-uitgebroken", b"x"), None
    yield "half.xlsx", KLEIN[: len(KLEIN) // 2], KAPOT
    yield "een-byte-minder.xlsx", KLEIN[:-1], KAPOT
    yield "ervoor.xlsx", b"rommel" + KLEIN, GEEN
    yield "erna.xlsx", KLEIN + b"\0" * 5_000, None
    yield "leeg-archief.xlsx", b"PK\x05\x06" + b"\0" * 18, GEEN
    yield "alleen-pk.xlsx", b"PK", KAPOT
    yield "brief.docx", zip_van({"word/document.xml": "<a/>", "[Content_Types].xml": "<a/>"}), GEEN


def xml():
    for deel in (BLAD, BOEK, STIJL, RELATIES):
        begin = delen_van(KLEIN)[deel]
        plek = begin.index(b"<", begin.index(b"?>") if begin.startswith(b"<?") else 0)
        naam = deel.rpartition("/")[2]
        yield f"lach-{naam}.xlsx", erbij(deel, begin[:plek] + LACH + begin[plek:]), "verwijzingen"
        yield (
            f"buiten-{naam}.xlsx",
            erbij(deel, begin[:plek] + BUITEN + begin[plek:]),
            "verwijzingen",
        )
        yield f"half-{naam}.xlsx", erbij(deel, begin[: len(begin) // 2]), KAPOT
        yield f"leeg-{naam}.xlsx", erbij(deel, b""), KAPOT
        yield f"ruis-{naam}.xlsx", erbij(deel, ruis(4_000)), KAPOT
        yield f"zonder-{naam}.xlsx", zonder(deel), ""
    yield "utf16.xlsx", utf16_entiteit(), "verwijzingen"
    yield "diep.xlsx", diep(200_000), ""
    yield "buitenblad.xlsx", buiten_de_map(), ""
    yield "stijlen.xlsx", veel_stijlen(), ""
    yield "bladen.xlsx", bladen(30), "20 bladen"
    yield "geen-type.xlsx", zonder("[Content_Types].xml"), GEEN


def cellen():
    yield "afmeting.xlsx", blad(b'<dimension ref="A1:D2"', b'<dimension ref="A1:XFD1048576"'), None
    yield "miljard.xlsx", blad(b'<dimension ref="A1:D2"', b'<dimension ref="A1:ZZZZ999999999"'), ""
    yield "samen.xlsx", in_blad(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), ""
    veel = b'<mergeCell ref="A1:B2"/>' * 3_000
    yield "veel-samen.xlsx", in_blad(b"<mergeCells>" + veel + b"</mergeCells>"), "samengevoegde"
    for ref in (b"A1:", b"1:1", b"A:A", b"B2:A1", b"A0:B0", b"x", b""):
        naam = ref.decode().replace(":", "_")
        yield (
            f"samen-{naam}.xlsx",
            in_blad(b'<mergeCells><mergeCell ref="%s"/></mergeCells>' % ref),
            "",
        )
    yield "overal.xlsx", een_tekst_overal(), ZWAAR
    yield "hoog.xlsx", hoog_samengevoegd(), ZWAAR
    yield "verre-cel.xlsx", blad(b'r="A2"', b'r="A99999999"'), ""
    yield "verre-rij.xlsx", rij(b"<c><v>1</v></c>", 1_048_570), "10.000 rijen"
    yield "te-verre-rij.xlsx", rij(b"<c><v>1</v></c>", 10**12), KAPOT
    yield "verre-kolom.xlsx", rij(b'<c r="XFD3"><v>1</v></c>'), "100 kolommen"
    yield "rij-terug.xlsx", rij(b"<c><v>1</v></c>", 1), KAPOT
    yield "rij-nul.xlsx", rij(b"<c><v>1</v></c>", 0), KAPOT
    for waarde in (b"-1", b"99999", b"x", b"1e9"):
        yield f"tekst-{waarde.decode()}.xlsx", rij(b'<c t="s"><v>%s</v></c>' % waarde), ""
    for waarde in (b"1e999", b"nan", b"inf", b"-1e-400", b"9" * 5_000, b"x"):
        naam = waarde[:8].decode()
        yield f"getal-{naam}.xlsx", rij(b"<c><v>%s</v></c>" % waarde), ""
    yield "stijlnummer.xlsx", rij(b'<c s="999999999"><v>1</v></c>'), ""
    yield "ja-nee.xlsx", rij(b'<c t="b"><v>2</v></c>'), None
    yield "datum.xlsx", rij(b'<c t="d"><v>9999-99-99</v></c>'), ""
    yield "formule.xlsx", rij(b'<c r="B3"><f>1+1</f></c>'), None
    yield "dde.xlsx", rij(b'<c r="B3" t="str"><f>cmd|\' /C calc\'!A0</f><v>x</v></c>'), None
    yield "gedeeld.xlsx", rij(b'<c r="B3"><f t="shared" si="9"/></c>'), None
    yield "koppeling.xlsx", erbij("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), None
    kolom = b'<cols><col min="1" max="99999999" width="9"/></cols><sheetData>'
    yield "kolommen.xlsx", blad(b"<sheetData>", kolom), ""
    lang = b'<c r="B3" t="inlineStr"><is><t>%s</t></is></c>' % (b"x" * 40_000)
    yield "lang.xlsx", rij(lang), "32.767 tekens"


def andere():
    yield "macro.xlsx", erbij("xl/vbaProject.bin", b"x"), MACRO
    yield "elders.xlsx", erbij("customXml/VBAproject.BIN", b"x"), MACRO
    yield "binair.xlsb", zip_van({"xl/workbook.bin": "x"}), ".xlsb"
    yield "oud.xls", OLE, ".xls"
    yield "slot.xlsx", OLE, SLOT
    yield "html.xls", b"<html><table><tr><td>Nr.</td></tr></table></html>", GEEN
    yield "foto.xlsx", b"\x89PNG\r\n\x1a\n" + ruis(400), GEEN
    yield "leeg.xlsx", b"", "leeg"
    yield "een.xlsx", b"x", GEEN
    yield "csv.xlsx", b"Nr.;Project\n1;Station\n", GEEN
    yield "werkmap.csv", KLEIN, None
    yield "groot.xlsx", b"PK" + ruis(11_000_000), GROOT


def csvs():
    lijst = "Nr.;Project\n1;Energieweg\n"
    yield "nul.csv", b"Nr.;Project\n1;a\0b\n", "geen leesbaar csv"
    yield "utf16.csv", lijst.encode("utf-16"), "geen leesbaar csv"
    yield "bom.csv", lijst.encode("utf-8-sig"), None
    yield "open.csv", b'Nr.;Project\n1;"Station\n2;Noord\n', "aanhalingsteken"
    yield "midden.csv", b'Nr.;Project\n1;"a"b\n', "aanhalingsteken"
    yield "regel.csv", b"x" * 9_900_000, "32.767 tekens"
    yield "vijftig.csv", b"x" * 50_000_000, GROOT
    yield "komma.csv", b"," * 9_900_000, "100 kolommen"
    yield "lang.csv", b"Nr.;Project\n" + b"1;Station\n" * 200_000, "10.000 rijen"
    yield "ruis.csv", ruis(100_000).replace(b"\0", b"x"), ""
    yield "leeg.csv", b"\n" * 1_000, LIJST_KAPOT
    yield "scheiding.csv", "Nr.;Project\n1;een\u2028regel\x0b\n".encode(), None
    yield "mac.csv", b"Nr.;Project\r1;Station\r", None


def corpus():
    for groep in (zips, xml, cellen, andere, csvs):
        yield from groep()
