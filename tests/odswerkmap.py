"""An OpenDocument workbook as LibreOffice writes it, and what may be wrong with one."""

from tests.werkmappen import zip_van

SOORT = "application/vnd.oasis.opendocument.spreadsheet"
BEGIN = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet><table:table table:name="Projecten">"""
EINDE = "</table:table></office:spreadsheet></office:body></office:document-content>"


def ods(rijen, *, kop=BEGIN, extra=None):
    delen = {"mimetype": SOORT, "content.xml": f"{kop}{rijen}{EINDE}"}
    return zip_van(delen | (extra or {}))


def rij(*cellen, keer=1):
    herhaal = f' table:number-rows-repeated="{keer}"' if keer > 1 else ""
    return f"<table:table-row{herhaal}>{''.join(cellen)}</table:table-row>"


def tekst(waarde, kenmerken=""):
    soort = 'office:value-type="string"'
    return f"<table:table-cell {soort} {kenmerken}><text:p>{waarde}</text:p></table:table-cell>"


def cel(soort, kenmerken):
    return f'<table:table-cell office:value-type="{soort}" {kenmerken}/>'


def leeg(keer=1):
    return f'<table:table-cell table:number-columns-repeated="{keer}"/>'
