"""Conditions and order on the columns of a `PeriodeField`; `naam` may be a path over relations."""

from django.db.models import F, Q


def verlopen_q(naam, peildatum):
    return Q(**{f"{naam}_tot_en_met__lt": peildatum})


def binnen_q(naam, van, tot):
    """Periods that end from `van` up to and including `tot`: the end is what one is held to."""
    return Q(**{f"{naam}_tot_en_met__range": (van, tot)})


def periode_volgorde(naam):
    """Ordering for `order_by(*…)`; says where nulls go, because databases disagree on that."""
    return [
        F(f"{naam}_tot_en_met").asc(nulls_last=True),
        F(f"{naam}_van").asc(nulls_last=True),
        naam,
    ]
