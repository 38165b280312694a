"""What is done with a whole round: open it, take projects in and out, confirm, close, correct."""

from django.db import transaction
from django.utils import timezone

from actielijst.enums import Fase, Route
from actielijst.models import Project
from monitoring.enums import Rondestatus
from monitoring.lijst import stel_vast
from monitoring.models import (
    Monitoringregel,
    Monitoringronde,
    RondeGesloten,
    Rondevastlegging,
)
from pmiek import batch
from pmiek.history import Verouderd
from pmiek.keten import Keten
from pmiek.rendered import add_links

# a cause explains the shift of one round; it is not taken over to the next
OVERGENOMEN = [
    "ibn",
    "oordeel",
    "categorie",
    "aandachtspunt",
    "versnellingsactie",
    "overige_trekkers",
    "vraag",
    "stand_van",
    "voorbeeld",
]
VERGELEKEN = [
    "ibn",
    "oordeel",
    "categorie_id",
    "aandachtspunt",
    "versnellingsactie",
    "overige_trekkers",
    "vraag",
]
INGEVULD = [*VERGELEKEN, "oorzaak_id", "oorzaaksoort", "oorzaak_toelichting"]
NVT = "n.v.t."


def projecten_in_beeld(provincie):
    """Concrete projects, and verkenningen that are monitored or have acties."""
    actueel = Project.objects.van(provincie).actueel()
    concreet = actueel.filter(fase__in=Fase.concreet())
    return concreet | actueel.filter(
        fase=Fase.VERKENNING, route__in=[Route.ACTIES, Route.MONITORING]
    )


@transaction.atomic
def open_ronde(ronde):
    """Save a new round with a row for every project in view."""
    ronde.save()
    vorige = laatste_regels(ronde)
    for project in projecten_in_beeld(ronde.provincie):
        neem_op(ronde, project, vorige.get(project.pk))
    return ronde


def laatste_regels(ronde):
    """{project id: its row in the last round before this one}."""
    eerder = Monitoringregel.objects.filter(
        ronde__provincie=ronde.provincie_id, ronde__peildatum__lt=ronde.peildatum
    ).order_by("ronde__peildatum")
    return {regel.project_id: regel for regel in eerder.prefetch_related("trekkers")}


@transaction.atomic
def neem_op(ronde, project, vorige=None):
    """A row that shows what was said last; it counts only once it is confirmed."""
    regel = Monitoringregel(ronde=ronde, project=project, fase=project.fase)
    if vorige is None:
        regel.ibn = project.ibn
    else:
        for veld in OVERGENOMEN:
            setattr(regel, veld, getattr(vorige, veld))
    regel.save()
    if vorige is not None:
        add_links(regel, "trekkers", vorige.trekkers.all())
    return regel


def is_gelijk(regel, vorige, trekkers):
    """Whether a row says what the row of the round before said."""
    if vorige is None:
        return False
    velden = all(getattr(regel, veld) == getattr(vorige, veld) for veld in VERGELEKEN)
    return velden and {p.pk for p in trekkers} == {p.pk for p in vorige.trekkers.all()}


def is_leeg(regel, trekkers):
    """Whether nothing is filled in: then there is nothing to confirm."""
    return not trekkers and not any(getattr(regel, veld) for veld in INGEVULD)


def lege(regels):
    return [regel for regel in regels if is_leeg(regel, regel.trekkers.all())]


def verschillend(ronde, regels):
    """The rows that say something else than in the round before."""
    vorige = laatste_regels(ronde)
    return [
        regel
        for regel in regels
        if (eerder := vorige.get(regel.project_id))
        and not is_gelijk(regel, eerder, regel.trekkers.all())
    ]


def zet_bevestigd(regel, gebruiker, *, ongewijzigd):
    """Mark a row as fresh; the caller saves it together with what was typed."""
    regel.bevestigd_op = timezone.now()
    regel.bevestigd_door = gebruiker
    regel.stand_van = timezone.localdate()
    regel.ongewijzigd = ongewijzigd


def bevestig_ongewijzigd(regels, gebruiker):
    """Confirm rows as they stand; those of a closed round refuse the whole action."""
    with batch.whole():
        for regel in regels:
            zet_bevestigd(regel, gebruiker, ongewijzigd=True)
            regel.save()


def lege_kolommen(regel, trekkers):
    """The columns in words of bijlage 2 that say nothing; an IBN that is not known is not one."""
    zegt_al = {
        "aandachtspunt": regel.categorie_id,
        "versnellingsactie": None,
        "overige_trekkers": trekkers,
        "vraag": None,
    }
    return [veld for veld, elders in zegt_al.items() if not elders and not getattr(regel, veld)]


def zonder_lege_kolom(regels):
    return [regel for regel in regels if not lege_kolommen(regel, regel.trekkers.all())]


def bevestig_met_nvt(regels, gebruiker):
    """Say 'n.v.t.' in the columns that said nothing, and confirm the rows as they then are."""
    with batch.whole():
        for regel in regels:
            for veld in lege_kolommen(regel, regel.trekkers.all()):
                setattr(regel, veld, NVT)
            zet_bevestigd(regel, gebruiker, ongewijzigd=False)
            regel.save()


def zoals_gezien(bevestig, regels, versies, gebruiker):
    """Confirm what is as it stood on the screen, {pk: version}; the rows that are not."""
    with batch.whole():
        return [
            regel
            for regel in regels
            if regel.versie != versies[regel.pk] or not _gelukt(bevestig, regel, gebruiker)
        ]


def _gelukt(bevestig, regel, gebruiker):
    try:
        bevestig([regel], gebruiker)
    except Verouderd:
        return False
    return True


@transaction.atomic
def sluit(ronde, op=None):
    """Close a round once; the phase of every project is kept as it was at this moment."""
    op = op or timezone.now()
    Keten.objects.vasthouden(ronde.provincie_id)
    ronde = Monitoringronde.objects.get(pk=ronde.pk)
    if not ronde.is_open:
        raise RondeGesloten(ronde)
    for regel in ronde.regels.select_related("project"):
        regel.fase = regel.project.fase
        regel.save()
    # read as an open round, once more: this is what stays
    inhoud, stand = stel_vast(ronde, timezone.localtime(op).date())
    ronde.status, ronde.gesloten_op = Rondestatus.GESLOTEN, op
    ronde.save()
    leg_vast(ronde, inhoud, stand)
    return ronde


def leg_vast(ronde, inhoud, stand):
    """The next version of what the documents and the dashboard of a closed round say."""
    laatste = ronde.vastleggingen.laatste()
    nummer = laatste.volgnummer + 1 if laatste else 1
    return Rondevastlegging.objects.create(
        ronde=ronde, volgnummer=nummer, inhoud=inhoud, stand=stand
    )
