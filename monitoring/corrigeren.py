"""A closed round changes by a correction that says why; what stood there stays."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from monitoring.bijlage import secties
from monitoring.lijst import eigen_tekst, herzie, stel_vast
from monitoring.models import (
    Monitoringregel,
    Monitoringronde,
    Regelcorrectie,
    Tekstcorrectie,
    corrigerend,
)
from monitoring.rondes import leg_vast
from monitoring.stand import herzie_stand
from pmiek.keten import Keten
from pmiek.models import Partij
from pmiek.rendered import set_links

GECORRIGEERD = [
    "oordeel",
    "categorie_id",
    "aandachtspunt",
    "versnellingsactie",
    "overige_trekkers",
    "vraag",
    "oorzaak_id",
    "oorzaaksoort",
    "oorzaak_toelichting",
]


@transaction.atomic
def corrigeer(regel, gebruiker, reden, schrijf):
    """Change a row of a closed round; `schrijf` writes it, what stood there stays readable.

    None, and no new version, when the row says afterwards what it said before.
    """
    # held from here on: two corrections are two versions, never one
    Keten.objects.vasthouden(regel.project.provincie_id)
    stond_er = _opgeslagen(regel)
    with corrigerend():
        schrijf()
    if in_waarden(_opgeslagen(regel)) == in_waarden(stond_er):
        return None
    correctie = Regelcorrectie.objects.create(
        regel=regel,
        door=gebruiker,
        reden=reden,
        vorige=in_woorden(stond_er),
        waarden=in_waarden(stond_er),
    )
    _leg_opnieuw_vast(Monitoringronde.objects.get(pk=regel.ronde_id), regel)
    return correctie


def _opgeslagen(regel):
    return Monitoringregel.objects.voor_lijst().get(pk=regel.pk)


def _leg_opnieuw_vast(ronde, regel):
    """What was kept, with only this row as it is now."""
    inhoud, stand = stel_vast(ronde, ronde.stand_op)
    laatste = ronde.vastleggingen.laatste()
    if laatste:
        inhoud = herzie(laatste.inhoud, inhoud, regel.project_id)
        stand = herzie_stand(laatste.stand, stand, regel) if laatste.stand else {}
    leg_vast(ronde, inhoud, stand)


@transaction.atomic
def corrigeer_tekst(ronde, gebruiker, reden, schrijf):
    """Change the annex of a closed round; None, and no new version, when it says the same."""
    Keten.objects.vasthouden(ronde.provincie_id)
    laatste = ronde.vastleggingen.laatste()
    inhoud, stand = (laatste.inhoud, laatste.stand) if laatste else stel_vast(ronde, ronde.stand_op)
    with corrigerend():
        schrijf()
    nieuw = inhoud | eigen_tekst(ronde)
    paren = zip(secties(inhoud), secties(nieuw), strict=True)
    anders = [[oud.kop, "\n".join(oud.zinnen)] for oud, nu in paren if oud.zinnen != nu.zinnen]
    if not anders:
        return None
    leg_vast(ronde, nieuw, stand)
    return Tekstcorrectie.objects.create(ronde=ronde, door=gebruiker, reden=reden, vorige=anders)


def zet_terug(correctie, gebruiker):
    """The row as it was before this correction, by a correction of its own; nothing is erased.

    None when it is that already.
    """
    regel = correctie.regel
    waarden = dict(correctie.waarden)
    trekkers = Partij.objects.filter(pk__in=waarden.pop("trekkers", []))

    def schrijf():
        for veld, waarde in waarden.items():
            setattr(regel, veld, waarde)
        regel.save()
        set_links(regel, "trekkers", trekkers)

    dag = date_format(timezone.localtime(correctie.gemaakt_op), "j F Y, H:i")
    return corrigeer(regel, gebruiker, f"Teruggezet: de correctie van {dag}.", schrijf)


def in_waarden(regel):
    """The columns of a row as values that fit in JSON."""
    waarden = {veld: getattr(regel, veld) for veld in GECORRIGEERD}
    return waarden | {
        "ibn": str(regel.ibn),
        "trekkers": sorted(partij.pk for partij in regel.trekkers.all()),
    }


def in_woorden(opgeslagen):
    """The columns of a row as [label, text] pairs, to be read long after the fields changed."""
    trekkers = [str(partij) for partij in opgeslagen.trekkers.all()]
    waarden = {
        "ibn": str(opgeslagen.ibn),
        "oordeel": opgeslagen.get_oordeel_display() if opgeslagen.oordeel else "",
        "categorie": str(opgeslagen.categorie or ""),
        "aandachtspunt": opgeslagen.aandachtspunt,
        "versnellingsactie": opgeslagen.versnellingsactie,
        "vraag": opgeslagen.vraag,
        "oorzaak": str(opgeslagen.oorzaak or ""),
        "oorzaaksoort": opgeslagen.get_oorzaaksoort_display() if opgeslagen.oorzaaksoort else "",
        "oorzaak_toelichting": opgeslagen.oorzaak_toelichting,
    }
    paren = [
        [str(Monitoringregel._meta.get_field(veld).verbose_name), tekst]
        for veld, tekst in waarden.items()
    ]
    partijen = ", ".join(filter(None, [*trekkers, opgeslagen.overige_trekkers]))
    return [*paren, ["trekker / verantwoordelijke", partijen]]
