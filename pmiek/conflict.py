"""Two people did something to the same thing: the page that asks which of the two stays.

Nothing is stored before the answer. The page posts everything that was typed to the address it
came from, with what is stored now as the new basis; `pmiek/rendered.py` and `pmiek/posted.py`
read the answer.
"""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pmiek.enums import Wijzigingsoort
from pmiek.history import Verouderd
from pmiek.posted import BEFORE, CHOICE, OWN, THEIRS
from pmiek.rendered import PRIMARY_KEY, RenderedForm, author_of, with_time
from pmiek.rows import RowSet
from pmiek.wijziging import Wijziging

ATTEMPTS = 3
NIET_MEEGESTUURD = {"csrfmiddlewaretoken", "rijactie"}


@dataclass(frozen=True)
class Conflict:
    titel: str
    # the name under which the answer is posted
    keuze: str
    wie: str
    wanneer: str
    uitleg: str
    mijn: str
    hun: str
    # what the user typed, to change and combine; without a field it is shown as (label, text)
    veld: BoundField | None = None
    eigen: tuple = ()
    ander: str = ""
    # the names of the rows in the order of each, where the order is what both changed
    mijn_volgorde: tuple = ()
    hun_volgorde: tuple = ()

    @property
    def toont_hun_versie(self):
        return bool(self.veld is not None or self.ander or self.hun_volgorde)


def field_conflicts(form: RenderedForm, naam: str = "") -> list[Conflict]:
    """Fields that somebody else changed as well; `naam` says of which row they are."""
    return [_veld(form, veld, naam) for veld in form.conflicts]


def _veld(form, naam, rij):
    wie, wanneer = form.author(naam)
    return Conflict(
        titel=", ".join(filter(None, [rij, field_label(form, naam, in_zin=bool(rij))])),
        keuze=f"{CHOICE}{form.add_prefix(naam)}",
        wie=wie,
        wanneer=wanneer,
        uitleg="",
        mijn="Mijn versie bewaren; ik kan hem hier aanvullen",
        hun=f"De versie van {wie} laten staan",
        veld=form[naam],
        ander=form.stored_words(naam),
    )


def field_label(form: RenderedForm, naam: str, *, in_zin: bool) -> str:
    label = form.fields[naam].label if naam in form.fields else "Formulier"
    # "Afspraak 4, planning", but "Afspraak 4, IBN in het IP"
    return label if label[:2].isupper() or not in_zin else label[:1].lower() + label[1:]


def row_conflicts(rows: RowSet, naam: str, ouder: Any) -> list[Conflict]:
    """What somebody else did to rows of `ouder` that this user changed, removed or moved."""
    found = []
    for place, form in enumerate(rows.forms, start=1):
        rij = f"{naam} {place}"
        if form.has_vanished:
            found.append(_verdwenen(form, rij, ouder))
        elif form in rows.changed_removals:
            found.append(_verwijderd(form, rij))
        elif not form.is_removed:
            found += field_conflicts(form, rij)
    return found + ([_volgorde(rows, naam)] if rows.both_moved else [])


def _verdwenen(form, rij, ouder):
    wie, wanneer = author_of(_verwijdering(form, ouder))
    return Conflict(
        titel=rij,
        keuze=f"{CHOICE}{form.prefix}-rij",
        wie=wie,
        wanneer=wanneer,
        uitleg=f"{with_time(wie, wanneer)} heeft deze regel verwijderd terwijl u hem aanpaste.",
        mijn="Mijn tekst als nieuwe regel bewaren",
        hun="De regel verwijderd laten",
        eigen=form.in_words(form.typed()),
    )


def _verwijdering(form, ouder):
    # among the changes of the parent only: the number that was posted may be anything
    pk = form.sent_id if PRIMARY_KEY.fullmatch(form.sent_id) else 0
    soort = ContentType.objects.get_for_model(form.instance)
    van_ouder = Wijziging.objects.van(ouder) if ouder.pk else Wijziging.objects.none()
    return van_ouder.filter(
        soort_object=soort, object_id=pk, soort=Wijzigingsoort.VERWIJDERD
    ).first()


def _verwijderd(form, rij):
    wie, wanneer = form.author()
    velden = [f"{form.fields[naam].label}: {_nu(form, naam)}" for naam in form.changed_by_others()]
    return Conflict(
        titel=rij,
        keuze=f"{CHOICE}{form.prefix}-rij",
        wie=wie,
        wanneer=wanneer,
        uitleg=f"U verwijderde deze regel; {wie} heeft hem intussen gewijzigd.",
        mijn="Toch verwijderen",
        hun="De regel laten staan",
        ander="\n".join(velden),
    )


def _nu(form, naam):
    if naam in form.multiple_fields:
        return ", ".join(str(obj) for obj in getattr(form.instance, naam).all())
    return form.stored_words(naam) or "leeg"


def _volgorde(rows, naam):
    bewogen = [form for form in rows.kept_rows if form.shown_place != str(form.instance.volgorde)]
    wie, wanneer = bewogen[0].author("volgorde")
    return Conflict(
        titel=f"{naam}, volgorde",
        keuze=f"{CHOICE}{rows.prefix}-volgorde",
        wie=wie,
        wanneer=wanneer,
        uitleg=f"U veranderde de volgorde; {wie} deed dat intussen ook.",
        mijn="Mijn volgorde bewaren",
        hun="De andere volgorde laten staan",
        mijn_volgorde=_namen(rows.kept_rows),
        hun_volgorde=_namen(sorted(rows.kept_rows, key=lambda form: form.instance.volgorde)),
    )


def _namen(forms):
    return tuple(str(form.instance) for form in forms)


def gone_conflict(obj, *, veld, keuze, uitleg, mijn, hun, eigen) -> Conflict:
    """The whole object went out of reach by a change of `veld` while somebody typed."""
    wijzigingen = Wijziging.objects.van_rijen(obj, [obj.pk]).filter(velden__has_key=veld)
    wie, wanneer = author_of(wijzigingen.first())
    uitleg = uitleg.format(wie=with_time(wie, wanneer))
    return Conflict(str(obj), keuze, wie, wanneer, uitleg, mijn, hun, eigen=eigen)


def conflict_page(
    request: HttpRequest,
    conflicts: list[Conflict],
    *,
    wat: str,
    terug: str,
    basis: dict[str, list[str]],
) -> HttpResponse:
    """Ask about each conflict; `basis` are posted values that the page replaces by newer ones."""
    velden = [conflict.veld for conflict in conflicts if conflict.veld is not None]
    for veld in velden:
        # a question, not a mistake: the field is not marked as wrong
        veld.form.errors.pop(veld.name, None)
    getoond = NIET_MEEGESTUURD | {conflict.keuze for conflict in conflicts}
    getoond |= {veld.html_name for veld in velden}
    context = {
        "conflicten": conflicts,
        "aantal": _aantal(conflicts),
        "wat": wat,
        "terug": terug,
        "verborgen": [
            (naam, waarde)
            for naam, waarden in _meegestuurd(request.POST, basis).items()
            if naam not in getoond
            for waarde in waarden
        ],
        "eigen": OWN,
        "hunne": THEIRS,
    }
    return render(request, "pmiek/conflict.html", context, status=409)


def _meegestuurd(data, basis):
    """What was posted on the newer basis, and the older one for a draft of the answer."""
    gepost = dict(data.lists())
    ouder = {f"{BEFORE}{naam}": gepost.get(naam, []) for naam in basis}
    return ouder | gepost | basis


def form_conflict_page(
    request: HttpRequest, form: RenderedForm, *, wat: str, terug: str
) -> HttpResponse | None:
    """The page for a form on its own; None when something else is wrong with it as well."""
    if not (form.conflicts and form.only_conflicts):
        return None
    return conflict_page(
        request, field_conflicts(form), wat=wat, terug=terug, basis=renewed([form])
    )


def with_retries(attempt: Callable[[], HttpResponse]) -> HttpResponse:
    """A save that lost a race starts again from what is stored now; the last loss is raised."""
    for _ in range(ATTEMPTS - 1):
        with suppress(Verouderd, IntegrityError):
            return attempt()
    return attempt()


def _aantal(conflicts):
    if len(conflicts) == 1:
        return "Iemand anders veranderde hetzelfde als u."
    return f"Iemand anders veranderde {len(conflicts)} keer hetzelfde als u."


def renewed(forms: Iterable[RenderedForm]) -> dict[str, list[str]]:
    """The basis of each form, with what is stored now where two people differ."""
    return {form.add_prefix("basis"): [form.renewed_basis()] for form in forms if form.conflicts}


def renewed_rows(rows: RowSet) -> dict[str, list[str]]:
    result = renewed(rows.forms)
    for form in rows.changed_removals:
        # a row that comes back does so as it is stored, not as this user had it on the screen
        current = {naam: _as_list(waarde) for naam, waarde in form.current().items()}
        result |= {form.add_prefix(naam): waarden for naam, waarden in current.items()}
        result[form.add_prefix("basis")] = [json.dumps(form.current())]
    if rows.both_moved:
        places = {f"{form.prefix}-plaats": [str(form.instance.volgorde)] for form in rows.kept_rows}
        result |= places
    return result


def _as_list(waarde):
    return waarde if isinstance(waarde, list) else [waarde]
