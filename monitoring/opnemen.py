"""Reads the stand of a round from the database, in a fixed number of queries."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils import timezone

from actielijst.enums import Afspraakstatus
from actielijst.models import (
    Afspraakpartij,
    Betrokkenheid,
    Fasewisseling,
    IPKoppeling,
    Project,
    Projectgemeente,
    Uitvoeringsafspraak,
)
from monitoring.koppen import Correctiekop
from monitoring.models import (
    Monitoringregel,
    Monitoringronde,
    Regelcorrectie,
    Regeltrekker,
    Rondevastlegging,
    VraagAanEnergyboard,
    Vraagproject,
)
from monitoring.stand import Stand
from monitoring.verschuiving import lees
from pmiek.enums import Wijzigingsoort
from pmiek.models import Partij
from pmiek.wijziging import Wijziging

PROJECT = ["pk", "nummer", "naam", "sorteersleutel", "fase", "fase_toelichting", "type_infra"]
PROJECT += ["energiedrager", "ibn", "gearchiveerd_op", "archiefreden"]
REGEL = ["pk", "project", "ibn", "categorie", "stand_van"]
REGEL += ["fase", "bevestigd_op", "ongewijzigd", "voorbeeld"]
# what a row asks itself is only counted
REGEL += ["vraag"]
BEVESTIGD = REGEL.index("bevestigd_op")
OORZAAK = ["project", "ronde", "oorzaak", "oorzaaksoort", "oorzaak_toelichting"]
AFSPRAAK = ["pk", "project", "activiteit", "status", "afgerond_op", "planning"]
AFSPRAAK += ["planning_tot_en_met", "trekker"]
VRAAG = ["pk", "soort", "titel", "status", "beantwoord_op", "keer"]


def lees_stand(ronde, peildatum, sinds=None):
    """What one comparison needs; `sinds` is the day of the round that it is compared with."""
    return Stand(_lees(ronde, peildatum, sinds), ronde.pk)


def lees_geheel(ronde, peildatum):
    """What is kept of a round: enough to compare it with any round before it, and to filter."""
    erbij = {"meedoend": _meedoend(ronde.provincie_id), "tellingen": _tellingen(ronde)}
    return Stand(_lees(ronde, peildatum, None) | erbij, ronde.pk)


def _lees(ronde, peildatum, sinds):
    provincie = ronde.provincie_id
    rondes, ip = _rondes(ronde), _ip(provincie)
    regels = list(ronde.regels.values_list(*REGEL))
    trekkers = Regeltrekker.objects.filter(regel__ronde=ronde).values_list("regel", "partij")
    trekkers, afspraken = list(trekkers), _afspraken(provincie, peildatum, sinds)
    partijen = _partijen(
        {rij[-1] for rij in trekkers}, {rij[-1] for rij in afspraken}, {rij[1] for rij in ip}
    )
    namen = {pk: naam for pk, _, naam in partijen}
    return {
        "peildatum": peildatum,
        "projecten": list(Project.objects.filter(provincie=provincie).values_list(*PROJECT)),
        "regels": [_regel(rij) for rij in regels],
        "losse_vragen": [rij[:1] for rij in regels if _vraagt(rij[-1])],
        "trekkers": trekkers,
        "correcties": [] if ronde.is_open else _correcties(ronde),
        "partijen": partijen,
        "soorten": list(ronde.provincie.aandachtspuntcategorieen.values_list("pk", "naam")),
        "gemeenten": _paren(Projectgemeente, provincie),
        "rondes": rondes,
        **_stappen([pk for pk, *_ in rondes]),
        "begonnen": _begonnen(provincie),
        "fiches": _fiches(provincie),
        "ip": [
            (project, editie, _wie(namen.get(beheerder), nummer), ibn)
            for project, beheerder, editie, nummer, ibn in ip
        ],
        "wissels": _wissels(provincie, peildatum, sinds),
        "afspraken": afspraken,
        **_vragen(ronde),
        "doorlooptijden": list(
            ronde.provincie.doorlooptijden.values_list("fase", "type_infra", "maanden")
        ),
    }


def _regel(rij):
    """Whether it was confirmed; at what moment is of the row itself."""
    return (*rij[:BEVESTIGD], rij[BEVESTIGD] is not None, *rij[BEVESTIGD + 1 : -1])


def _vraagt(tekst):
    return bool(tekst.strip()) and not lees(tekst).is_nvt


def _correcties(ronde):
    """(row, day, who, why), newest first; an open round has none."""
    correcties = Regelcorrectie.objects.filter(regel__ronde=ronde).voor_lijst()
    return [(correctie.regel_id, *Correctiekop.van(correctie)) for correctie in correcties]


def _rondes(ronde):
    """Up to and with this one, oldest first."""
    tot = Monitoringronde.objects.filter(
        provincie=ronde.provincie_id, peildatum__lte=ronde.peildatum
    )
    return list(tot.order_by("peildatum").values_list("pk", "peildatum", "naam"))


def _stappen(rondes):
    """Whole rows of twelve rounds would cost ten times as much; few of them have a cause."""
    regels = Monitoringregel.objects.filter(ronde__in=rondes).order_by()
    zonder = Q(oorzaak=None, oorzaaksoort="", oorzaak_toelichting="")
    return {
        "stappen": list(regels.values_list("project", "ronde", "ibn")),
        "oorzaken": list(regels.exclude(zonder).values_list(*OORZAAK)),
    }


def _begonnen(provincie):
    """(project, day of the first line of its history)."""
    gemaakt = _projectwijzigingen(provincie).filter(soort=Wijzigingsoort.AANGEMAAKT)
    rijen = gemaakt.order_by().values_list("object_id", "wanneer")
    return [(pk, timezone.localdate(wanneer)) for pk, wanneer in rijen]


def _fiches(provincie):
    """Every IBN that a fiche ever named, from the history."""
    wijzigingen = _projectwijzigingen(provincie).filter(velden__has_key="ibn")
    rijen = wijzigingen.order_by("wanneer", "pk").values_list(
        "object_id", "wanneer", KT("velden__ibn__nieuw")
    )
    return [(pk, timezone.localdate(wanneer), tekst or "") for pk, wanneer, tekst in rijen]


def _projectwijzigingen(provincie):
    soort = ContentType.objects.get_for_model(Project)
    return Wijziging.objects.filter(soort_object=soort, provincie=provincie)


def _ip(provincie):
    koppelingen = IPKoppeling.objects.filter(project__provincie=provincie)
    velden = ["project", "netbeheerder", "editie", "nummer", "ibn"]
    return list(koppelingen.values_list(*velden))


def _wie(beheerder, nummer):
    return " ".join(filter(None, (beheerder, nummer)))


def _partijen(*gebruikt):
    """(id, kind, name) of the parties that are named somewhere."""
    pks = set().union(*gebruikt) - {None}
    return [(p.pk, p.soort, str(p)) for p in Partij.objects.filter(pk__in=pks)]


def _wissels(provincie, peildatum, sinds):
    """The last change of phase of each project until this day."""
    wissels = Fasewisseling.objects.filter(project__provincie=provincie).order_by("pk")
    if sinds is not None:
        wissels = wissels.filter(wijziging__wanneer__date__gte=sinds)
    rijen = wissels.values_list("project", "naar", "reden", "wijziging__wanneer")
    gedateerd = ((*rij, timezone.localdate(wanneer)) for *rij, wanneer in rijen)
    return list({rij[0]: rij for rij in gedateerd if rij[-1] <= peildatum}.values())


def _afspraken(provincie, peildatum, sinds):
    """What is not done yet, and what was done until this day, in the order of the planning."""
    gedaan = Q(status__in=[Afspraakstatus.AFGEROND, Afspraakstatus.VERVALLEN])
    gedaan &= Q(afgerond_op__lte=peildatum)
    if sinds is not None:
        gedaan &= Q(afgerond_op__gt=sinds)
    alle = Uitvoeringsafspraak.objects.filter(project__provincie=provincie).actueel()
    nodig = alle.filter(gedaan | Q(status__in=Afspraakstatus.actief()))
    return list(nodig.op_planning().values_list(*AFSPRAAK))


def _vragen(ronde):
    vragen = VraagAanEnergyboard.objects.op_agenda(ronde).met_keer(ronde)
    rijen = list(vragen.values_list(*VRAAG))
    bij = Vraagproject.objects.filter(vraag__in=[rij[0] for rij in rijen])
    op_volgorde = bij.order_by("project__sorteersleutel", "project")
    return {"vragen": rijen, "vraagprojecten": list(op_volgorde.values_list("vraag", "project"))}


def _paren(model, provincie, project="project", partij="partij", **eisen):
    rijen = model.objects.filter(**{f"{project}__provincie": provincie}, **eisen).order_by()
    return list(rijen.values_list(project, partij))


def _meedoend(provincie):
    """(project, party) for every role that `ProjectQuerySet.van_partij` looks at."""
    gezag = Project.objects.filter(provincie=provincie, bevoegd_gezag__isnull=False).order_by()
    paren = {
        *gezag.values_list("pk", "bevoegd_gezag"),
        *_paren(Betrokkenheid, provincie),
        *_paren(Projectgemeente, provincie),
        *_paren(Uitvoeringsafspraak, provincie, partij="trekker", trekker__isnull=False),
        *_paren(Afspraakpartij, provincie, project="afspraak__project"),
    }
    return sorted(paren)


def _tellingen(ronde):
    """(round, the figures that were kept of it) of every version of every round before this one."""
    eerder = Monitoringronde.objects.voor(ronde).order_by().values("pk")
    bewaard = Rondevastlegging.objects.filter(ronde__in=eerder).order_by("volgnummer")
    return list(bewaard.values_list("ronde", "inhoud__tellingen"))
