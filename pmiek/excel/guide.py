"""The sheet that opens first: what this file is, and what every column means."""

from dataclasses import dataclass

from openpyxl.styles import Font

from pmiek.excel.page import A4, set_up_page
from pmiek.excel.sheets import DataSheet
from pmiek.excel.styles import (
    BOLD_FONT,
    FONT,
    HEAD_HEIGHT,
    INDENTED,
    INK,
    MIDDLE,
    ROW_RULE,
    TEXT_FONT,
    Pen,
    head_cells,
    row_height,
)

WIDTHS = (38, 61, 53)
HEADINGS = ("Blad of kolom", "Betekenis", "Invullen")
TITLE_HEIGHT, SUBTITLE_HEIGHT, GAP = 32, 18, 16


@dataclass(frozen=True)
class Guide:
    """Facts in two columns, then rules and columns in three, taken from the sheets themselves."""

    title: str
    subtitle: str
    facts: list[tuple[str, str]]
    rules: list[tuple[str, str, str]]
    sheets: list[DataSheet]
    remark: str = ""

    def write(self, workbook, frame):
        worksheet = workbook.create_sheet(self.title)
        set_up_page(worksheet, frame, paper=A4, remark=self.remark)
        worksheet.sheet_view.showGridLines = False
        for letter, width in zip("ABC", WIDTHS, strict=True):
            worksheet.column_dimensions[letter].width = width
        _GuideWriter(worksheet).write(self, frame)


class _GuideWriter:
    def __init__(self, worksheet):
        self.worksheet = worksheet
        self.number = 0
        self.labels = self._pens(BOLD_FONT, MIDDLE)
        self.columns = self._pens(TEXT_FONT, INDENTED)

    def write(self, guide, frame):
        self._titles(guide, frame)
        for label, text in guide.facts:
            self._row(self.labels, (label, text, ""))
        self._append([], GAP)
        self.worksheet.print_title_rows = f"{self.number + 1}:{self.number + 1}"
        self._append(head_cells(self.worksheet, HEADINGS), HEAD_HEIGHT)
        for rule in guide.rules:
            self._row(self.labels, rule)
        for sheet in guide.sheets:
            self._row(self.labels, (f"Blad {sheet.title}", sheet.help, ""))
            for column in sheet.columns:
                self._row(self.columns, (column.heading, column.help, column.fill_in))

    def _titles(self, guide, frame):
        accent = frame.accent.removeprefix("#").upper()
        title = Pen(self.worksheet, font=Font(name=FONT, size=20, bold=True, color=accent))
        subtitle = Pen(self.worksheet, font=Font(name=FONT, size=12, color=INK))
        self._append([title.cell(frame.title)], TITLE_HEIGHT)
        self._append([subtitle.cell(guide.subtitle)], SUBTITLE_HEIGHT)
        self._append([], GAP)

    def _pens(self, label_font, label_alignment):
        label = {"font": label_font, "alignment": label_alignment}
        text = {"font": TEXT_FONT, "alignment": MIDDLE}
        return [Pen(self.worksheet, border=ROW_RULE, **style) for style in (label, text, text)]

    def _row(self, pens, texts):
        cells = [pen.cell(text) for pen, text in zip(pens, texts, strict=True)]
        self._append(cells, row_height(texts, WIDTHS))

    def _append(self, cells, height):
        self.number += 1
        self.worksheet.row_dimensions[self.number].height = height
        self.worksheet.append(cells)
