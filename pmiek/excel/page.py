"""What every page carries, and how it is printed."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from openpyxl.worksheet.properties import PageSetupProperties

A3, A4 = 8, 9
READABLE_WIDTH = 290  # units of column width on A3 at which 10 points become 7,2 on paper


@dataclass(frozen=True)
class Frame:
    """The facts of a workbook that are repeated on its pages and in its properties."""

    subject: str
    province: str
    author: str
    status: str
    peildatum: datetime.date
    schema: str
    accent: str
    # where the history stood when this was read, so that later changes are known
    history_position: int = 0

    @property
    def title(self):
        return f"{self.subject} {self.province}"


def set_up_page(worksheet, frame, *, paper, remark, total_width=0):
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = paper
    # thirty columns on one page would be unreadable: as many pages wide as the text needs
    worksheet.page_setup.fitToWidth = max(1, -(-int(total_width) // READABLE_WIDTH))
    worksheet.page_setup.fitToHeight = 0
    margins = worksheet.page_margins
    margins.left = margins.right = 0.6
    margins.top = margins.bottom = 0.8
    margins.header = margins.footer = 0.4
    _header(worksheet, frame)
    _footer(worksheet, frame, remark)


def _header(worksheet, frame):
    header = worksheet.oddHeader
    text = " | ".join([frame.province, frame.subject, worksheet.title])
    _put(header.left, _literal(text), "Bold")
    _put(header.right, _literal(frame.status), "Bold")


def _footer(worksheet, frame, remark):
    footer = worksheet.oddFooter
    facts = [f"Peildatum {date_format(frame.peildatum, 'j F Y')}", remark]
    _put(footer.left, _literal(" | ".join(filter(None, facts))), "Regular")
    _put(footer.right, "pagina &P van &N", "Bold")


def _put(part, text, weight):
    part.text, part.font, part.size = text, f"Calibri,{weight}", 9


def _literal(text):
    return text.replace("&", "&&")  # in a header '&' starts a code


def protect(worksheet):
    """Locked cells refuse typing; no password, and what readers do with a list stays possible."""
    protection = worksheet.protection
    protection.enable()
    protection.sort = protection.autoFilter = False
    protection.insertRows = protection.deleteRows = False
    protection.formatColumns = protection.formatRows = protection.formatCells = False
