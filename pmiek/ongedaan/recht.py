"""Who may undo what, and until when."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format

from pmiek.enums import Kanaal
from pmiek.wijziging import Wijziging

TERMIJN = datetime.timedelta(days=30)
TE_OUD = "Dit is langer dan 30 dagen geleden. Pas het zelf aan; het verloop houdt wat er stond."
GEEN_SCHERM = "Dit is door een opdracht op de server gedaan en is hier niet ongedaan te maken."
AL_GEDAAN = "{wie} heeft dit {wanneer} al ongedaan gemaakt."


def schrijfrollen(model):
    return getattr(model._default_manager.all(), "schrijfrollen", ())


def mag_schrijven(plan, provincie, gebruiker):
    """Whether this user may write every object; what is gone is judged by the role alone."""
    if {wijziging.provincie_id for wijziging in plan.wijzigingen} != {provincie.pk}:
        return False
    soorten = set(gebruiker.rollen.filter(provincie=provincie).values_list("soort", flat=True))
    per_model = {}
    for sleutel, spoor in plan.sporen.items():
        pks = per_model.setdefault(spoor.model, set())
        if sleutel in plan.huidig:
            pks.add(sleutel[1])
    return all(
        soorten & set(schrijfrollen(model)) and _mag_alle(model, pks, provincie, gebruiker)
        for model, pks in per_model.items()
    )


def _mag_alle(model, pks, provincie, gebruiker):
    if not pks:
        return True
    bereik = model._default_manager.van(provincie).bewerkbaar_door(gebruiker)
    # asked for by their numbers, of thousands SQLite walks the whole list once more per row
    rond = bereik.filter(pk__range=(min(pks), max(pks))).order_by()
    return pks <= {*rond.values_list("pk", flat=True)}


def in_woorden(moment):
    lokaal = timezone.localtime(moment)
    return f"op {date_format(lokaal, 'j F Y')} om {lokaal:%H:%M}"


def weigering(wijzigingen):
    """Why this cannot be undone any more, or nothing."""
    oudste = wijzigingen[-1]
    if oudste.kanaal in Kanaal.zonder_ongedaan():
        return GEEN_SCHERM
    if gedaan := al_ongedaan(oudste.handeling):
        return gedaan
    return TE_OUD if oudste.wanneer < timezone.now() - TERMIJN else ""


def al_ongedaan(handeling):
    """By whom and when this act was undone, as a sentence; nothing as long as it stands."""
    gedaan = teruggedraaid([handeling]).get(handeling)
    return gedaan and AL_GEDAAN.format(wie=gedaan.door_naam, wanneer=in_woorden(gedaan.wanneer))


def teruggedraaid(handelingen):
    """Per act that was undone a line of the act that did it."""
    regels = Wijziging.objects.filter(draait_terug__in=handelingen).order_by("-pk")
    return {regel.draait_terug: regel for regel in regels.defer("velden")}


def wat_is_ongedaan(handelingen) -> set:
    """Those of the given acts that were undone, however many rows that took."""
    regels = Wijziging.objects.filter(draait_terug__in=handelingen).order_by()
    return set(regels.values_list("draait_terug", flat=True).distinct())


def mag_ongedaan_maken(handelingen, rol, gedaan=None):
    """Those of the given acts that somebody with this role may still undo."""
    gedaan = wat_is_ongedaan(handelingen) if gedaan is None else gedaan
    per_handeling = {}
    rijen = (
        Wijziging.objects.uitgevoerd()
        .filter(handeling__in=handelingen)
        .order_by()
        .values_list("handeling", "provincie", "kanaal", "soort_object")
        .annotate(begonnen=Min("wanneer"))
    )
    for handeling, *rij in rijen:
        per_handeling.setdefault(handeling, []).append(rij)
    return {
        handeling
        for handeling, rijen in per_handeling.items()
        if handeling not in gedaan and all(_kan(rol, *rij) for rij in rijen)
    }


def _kan(rol, provincie_id, kanaal, soort_object, begonnen):
    model = ContentType.objects.get_for_id(soort_object).model_class()
    return (
        provincie_id == rol.provincie_id
        and kanaal not in Kanaal.zonder_ongedaan()
        and begonnen >= timezone.now() - TERMIJN
        and model is not None
        and rol.soort in schrijfrollen(model)
    )
