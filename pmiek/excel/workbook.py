import datetime
import io
import zipfile
from pathlib import Path

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.packaging.custom import DateTimeProperty, StringProperty
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_APP

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold
# names the format, not the program and its version that made the file
APP_PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Excel</Application></Properties>"
)


class _FixedZip(zipfile.ZipFile):
    """A zip file in which nothing depends on when or by what it was written."""

    def writestr(self, name, data):
        info = zipfile.ZipInfo(name, ZIP_DATE)
        info.compress_type = zipfile.ZIP_DEFLATED
        super().writestr(info, APP_PROPERTIES if name == ARC_APP else data)

    def write(self, filename, arcname):
        self.writestr(arcname, Path(filename).read_bytes())


def workbook_bytes(frame, sheets) -> bytes:
    """Write the sheets in their order; the same data gives the same bytes."""
    workbook = Workbook(write_only=True)
    workbook.calculation.fullCalcOnLoad = False
    _describe(workbook, frame)
    for sheet in sheets:
        sheet.write(workbook, frame)
    buffer = io.BytesIO()
    ExcelWriter(workbook, _FixedZip(buffer, "w")).save()
    return buffer.getvalue()


def _describe(workbook, frame):
    moment = datetime.datetime.combine(frame.peildatum, datetime.time())
    properties = workbook.properties
    properties.title, properties.creator = frame.title, frame.author
    properties.language = "nl-NL"
    properties.created = properties.modified = moment
    workbook.custom_doc_props.append(StringProperty(name="Schema", value=frame.schema))
    workbook.custom_doc_props.append(DateTimeProperty(name="Peildatum", value=moment))
    position = str(frame.history_position)
    workbook.custom_doc_props.append(StringProperty(name="Stand", value=position))


def xlsx_response(filename, data) -> HttpResponse:
    response = HttpResponse(data, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
