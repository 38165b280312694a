"""Rounds in which the IBN of one of four projects moves each time."""

import datetime

from monitoring.models import Monitoringregel, Monitoringronde, Regeltrekker
from tests.bench.rijen import ZIN, bewaar

OORDELEN = ["haalbaar", "onder_druk", "niet_haalbaar"]


def vul_rondes(provincie, aantal):
    rondes = bewaar(_ronde(provincie, plaats, aantal) for plaats in range(aantal))
    projecten = list(provincie.projecten.order_by("pk"))
    soorten = list(provincie.aandachtspuntcategorieen.all())
    partijen = list(provincie.partijen.order_by("pk")[:20])
    regels = bewaar(
        _regel(ronde, project, plaats, volg, soorten)
        for volg, ronde in enumerate(rondes)
        for plaats, project in enumerate(projecten)
    )
    bewaar(
        Regeltrekker(regel=regel, partij=partijen[plaats % len(partijen)])
        for plaats, regel in enumerate(regels)
    )


def _ronde(provincie, plaats, aantal):
    dag = datetime.date(2026, 11, 16) - datetime.timedelta(days=182 * (aantal - 1 - plaats))
    dicht = {"status": "gesloten", "gesloten_op": f"{dag}T12:00:00+00:00"}
    return Monitoringronde(
        provincie=provincie,
        naam=f"ronde {plaats + 1}",
        peildatum=dag,
        deadline=dag,
        vergaderdatum=dag,
        **(dicht if plaats < aantal - 1 else {}),
    )


def _regel(ronde, project, plaats, volg, soorten):
    verschoven = volg if plaats % 4 == 0 else 0
    return Monitoringregel(
        ronde=ronde,
        project=project,
        ibn=f"{2028 + verschoven}" if plaats % 9 else "n.t.b.",
        oordeel=OORDELEN[plaats % 3],
        categorie=soorten[plaats % len(soorten)],
        aandachtspunt=ZIN,
        versnellingsactie=ZIN,
        vraag="n.v.t.",
        fase=project.fase,
        stand_van=ronde.peildatum,
    )
