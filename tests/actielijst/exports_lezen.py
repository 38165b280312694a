"""Read an export back, as its reader would."""

import datetime
import io

from openpyxl import load_workbook

from actielijst.exports import actielijst_xlsx, projecten_xlsx

PEILDATUM = datetime.date(2026, 11, 16)


def werkmap(provincie, **velden):
    data = actielijst_xlsx(provincie, PEILDATUM, **velden)
    return load_workbook(io.BytesIO(data))


def rijen(ws):
    """The rows of a sheet as dictionaries, by heading."""
    kop, *rest = ws.values
    return [dict(zip(kop, rij, strict=True)) for rij in rest]


def feiten(provincie, **velden):
    return {rij[0]: rij[1] for rij in werkmap(provincie, **velden)["Leeswijzer"].values}


def lijst(provincie, projecten):
    antwoord = projecten_xlsx(provincie, list(projecten.voor_lijst()))
    return load_workbook(io.BytesIO(antwoord.content))["Projecten"]
