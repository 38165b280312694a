"""Where all documents of a province are written, those of the newest round are written as well."""

import io

from django.core.management import call_command

from monitoring.documenten import monitoringslijst_pdf
from monitoring.exports import monitoringslijst_xlsx
from monitoring.rondes import sluit
from tests.bouwers import maak_monitoringronde, maak_project, maak_regel


def exporteer(naar):
    gezegd = io.StringIO()
    opdracht = ["exporteer_documenten", "--provincie", "zuid-holland", "--naar", str(naar)]
    call_command(*opdracht, stdout=gezegd)
    return {pad.name: pad.read_bytes() for pad in naar.glob("*monitoringslijst*")}, gezegd


def test_de_monitoringslijst_van_de_laatste_ronde_staat_erbij(zuid_holland, tmp_path):
    for dag in ("2026-05-12", "2026-11-16"):
        ronde = maak_monitoringronde(zuid_holland, dag)
        maak_regel(ronde, maak_project(zuid_holland), ibn="2030")
        ronde = sluit(ronde)

    bestanden, _ = exporteer(tmp_path)

    naam = f"{ronde.vergaderdatum}_zuid-holland_monitoringslijst_vastgelegd"
    assert bestanden == {
        f"{naam}.pdf": monitoringslijst_pdf(ronde),
        f"{naam}.xlsx": monitoringslijst_xlsx(ronde),
    }
    assert exporteer(tmp_path)[1].getvalue().count("ongewijzigd") == 7


def test_zonder_ronde_is_er_geen_monitoringslijst(zuid_holland, tmp_path):
    maak_project(zuid_holland)

    assert exporteer(tmp_path)[0] == {}
