"""Excel workbooks: columns are data, a sheet is columns and rows, a workbook is sheets."""

from pmiek.excel.columns import Column, Kind
from pmiek.excel.guide import Guide
from pmiek.excel.page import Frame
from pmiek.excel.sheets import ChoiceSheet, DataSheet
from pmiek.excel.styles import TOP
from pmiek.excel.workbook import workbook_bytes, xlsx_response

__all__ = [
    "TOP",
    "ChoiceSheet",
    "Column",
    "DataSheet",
    "Frame",
    "Guide",
    "Kind",
    "workbook_bytes",
    "xlsx_response",
]
