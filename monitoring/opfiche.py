"""The newest row of the monitoring on the fiche on paper, in the words of the list."""

from django.db.models import OuterRef, Subquery
from django.utils.formats import date_format

from actielijst.documenten.fiche import Blok, Rij
from monitoring.lijst import in_kolommen
from monitoring.models import Monitoringregel
from monitoring.vragen import vragen_bij


def blokken(projecten):
    """{project id: block}, in a number of queries that grows with the rounds, not the projects."""
    regels = Monitoringregel.objects.filter(project__in=projecten)
    nieuwste = regels.filter(project=OuterRef("project")).order_by("-ronde__peildatum")
    regels = list(regels.voor_fiche().filter(pk=Subquery(nieuwste.values("pk")[:1])))
    rondes = {regel.ronde_id: regel.ronde for regel in regels}
    vragen = {pk: vragen_bij(ronde) for pk, ronde in rondes.items()}
    return {
        regel.project_id: _blok(regel, vragen[regel.ronde_id].get(regel.project_id, []))
        for regel in regels
    }


def _blok(regel, vragen):
    zegt = in_kolommen(regel, vragen)
    ibn = ", ".join(filter(None, [zegt["ibn"], zegt["oordeel"]]))
    punt = zegt["aandachtspunt"] or zegt["categorie"]
    rijen = [
        Rij("Haalbaarheid IBN", ibn),
        Rij("Aandachtspunten (proces of risico)", punt),
        Rij("Versnellingsactie", zegt["versnellingsactie"]),
        Rij("Trekker / verantwoordelijke", zegt["trekkers"]),
        Rij("Vraag aan energyboard", zegt["vraag"]),
    ]
    return Blok(f"Monitoring, ronde {regel.ronde}", _noot(regel), rijen)


def _noot(regel):
    dag = regel.stand_van and date_format(regel.stand_van, "j F Y")
    stand = f"Bevestigd op {dag}." if dag else "Nog nooit bevestigd."
    return f"{stand} Voorbeeldgegevens." if regel.voorbeeld else stand
