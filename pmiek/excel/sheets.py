import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn

from pmiek.excel.columns import Column, Kind, heading_of
from pmiek.excel.page import A3, protect, set_up_page
from pmiek.excel.styles import (
    ASKED_HEAD_FILL,
    HEAD_FILL,
    HEAD_HEIGHT,
    MIDDLE,
    ROW_RULE,
    TEXT_FONT,
    Pen,
    apply_style,
    data_style,
    head_cell,
    head_cells,
    head_height,
    row_height,
    row_style,
)
from pmiek.excel.text import sheet_title

CHOICES_TITLE = "Keuzelijsten"
SPARE_ROWS = 500  # rows under the table in which the drop-downs still work


@dataclass(frozen=True)
class DataSheet:
    """One table: columns and rows. The first `frozen` columns stay in view while scrolling."""

    title: str
    columns: list[Column]
    rows: Iterable[Any]
    frozen: int
    help: str = ""
    remark: str = ""
    alignment: Alignment = MIDDLE

    def write(self, workbook, frame):
        worksheet = workbook.create_sheet(sheet_title(self.title))
        width = sum(column.width for column in self.columns)
        set_up_page(worksheet, frame, paper=A3, remark=self.remark, total_width=width)
        self._set_up_view(worksheet)
        for letter, column in self._lettered():
            # the style of a column is that of the rows still to be typed under the table
            style = data_style(column, self.alignment)
            dimension = apply_style(worksheet.column_dimensions[letter], **style)
            dimension.width = column.width
        last_row = self._write_rows(worksheet)
        worksheet.tables.add(self._table(worksheet, last_row))
        self._validate(worksheet, last_row + SPARE_ROWS)
        if any(column.locked for column in self.columns):
            protect(worksheet)

    def _set_up_view(self, worksheet):
        worksheet.freeze_panes = f"{get_column_letter(self.frozen + 1)}2"
        worksheet.print_title_rows = "1:1"
        worksheet.print_title_cols = f"A:{get_column_letter(self.frozen)}"

    def _write_rows(self, worksheet):
        """Write head and rows; the number of the last row."""
        widths = [column.width for column in self.columns]
        headings = [column.heading for column in self.columns]
        worksheet.row_dimensions[1].height = head_height(headings, widths)
        worksheet.append([_head(worksheet, column) for column in self.columns])
        pens = [Pen(worksheet, **row_style(column, self.alignment)) for column in self.columns]
        number = 1
        for number, row in enumerate(self.rows, start=2):
            cells = [p.cell(c.value(row)) for p, c in zip(pens, self.columns, strict=True)]
            height = row_height([cell.value for cell in cells], widths)
            worksheet.row_dimensions[number].height = height
            worksheet.append(cells)
        return max(number, 2)  # a table without any row is a damaged file

    def _table(self, worksheet, last_row):
        ref = f"A1:{get_column_letter(len(self.columns))}{last_row}"
        name = f"Tabel{len(worksheet.parent.worksheets)}_" + re.sub(r"\W", "_", worksheet.title)
        headings = [column.heading for column in self.columns]
        return Table(
            name=name,
            displayName=name,
            ref=ref,
            autoFilter=AutoFilter(ref=ref),
            tableColumns=[TableColumn(id=n, name=h) for n, h in enumerate(headings, start=1)],
        )

    def _validate(self, worksheet, last_row):
        for letter, column in self._lettered():
            validation = _validation(column)
            if validation:
                validation.add(f"{letter}2:{letter}{last_row}")
                worksheet.data_validations.append(validation)

    def _lettered(self):
        for number, column in enumerate(self.columns, start=1):
            yield get_column_letter(number), column


def _head(worksheet, column):
    return head_cell(worksheet, column.heading, ASKED_HEAD_FILL if column.asked else HEAD_FILL)


def _validation(column):
    if column.choices:
        return _choice_validation(column)
    if column.kind is Kind.DATE and not column.locked:
        return _date_validation(column)
    return _hint(column) if column.asked else None


def _choice_validation(column):
    choices = heading_of(column.choices)
    return DataValidation(
        type="list",
        formula1=column.choices,
        allow_blank=True,
        errorStyle="warning",  # a new word is a question when the file is read, never a refusal
        showErrorMessage=True,
        showInputMessage=True,
        promptTitle=column.heading[:32],
        prompt=f"Kies een waarde uit de lijst {choices}, of laat de cel leeg.",
        errorTitle="Staat niet in de lijst",
        error=f"Deze waarde staat niet in de lijst {choices} op het blad {CHOICES_TITLE}.",
    )


def _date_validation(column):
    return DataValidation(
        type="date",
        operator="between",
        formula1="DATE(2000,1,1)",
        formula2="DATE(2099,12,31)",
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        promptTitle=column.heading[:32],
        prompt="Typ een datum, bijvoorbeeld 15-06-2027, of laat de cel leeg.",
        errorTitle="Geen datum",
        error="Hier past alleen een datum tussen 2000 en 2100, bijvoorbeeld 15-06-2027.",
    )


def _hint(column):
    """Says what to type once the cell is chosen; refuses nothing."""
    return DataValidation(
        allow_blank=True,
        showInputMessage=True,
        promptTitle=column.heading[:32],
        prompt=f"Vul in of laat staan. {column.help}."[:255],
    )


@dataclass(frozen=True)
class ChoiceSheet:
    """The lists behind the drop-downs; each one is a defined name of the workbook."""

    lists: dict[str, list[str]]
    remark: str = ""
    title = CHOICES_TITLE

    def write(self, workbook, frame):
        worksheet = workbook.create_sheet(self.title)
        set_up_page(worksheet, frame, paper=A3, remark=self.remark)
        worksheet.freeze_panes = "A2"
        worksheet.print_title_rows = "1:1"
        for number, (name, values) in enumerate(self.lists.items(), start=1):
            letter = get_column_letter(number)
            longest = max(map(len, [name, *values]))
            worksheet.column_dimensions[letter].width = min(max(longest, 12) + 2, 60)
            self._define(workbook, name, letter, len(values))
        self._write_rows(worksheet)
        protect(worksheet)

    def _define(self, workbook, name, letter, count):
        area = f"{self.title}!${letter}$2:${letter}${max(count, 1) + 1}"
        workbook.defined_names[name] = DefinedName(name, attr_text=area)

    def _write_rows(self, worksheet):
        worksheet.row_dimensions[1].height = HEAD_HEIGHT
        worksheet.append(head_cells(worksheet, map(heading_of, self.lists)))
        style = {"font": TEXT_FONT, "alignment": MIDDLE, "border": ROW_RULE}
        pens = [Pen(worksheet, **style) for _ in self.lists]
        for row in zip_longest(*self.lists.values()):
            worksheet.append([value and p.cell(value) for p, value in zip(pens, row, strict=True)])
