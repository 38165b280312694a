"""When the database or the disk is away: say so, keep what was typed, and recover by itself."""

import errno

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

OPNIEUW_NA = 10  # seconds
SCHIJF = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EIO}
# SQLite uses one class for "locked" and for a mistake in a query
SQLITE = ("locked", "busy", "is full", "disk i/o", "readonly", "unable to open")
# passwords and codes are not put in a page, not even hidden
GEHEIM = ("/account/", "/uitnodiging/")
GEHEIME_VELDEN = ("password", "wachtwoord")
CSRF = "csrfmiddlewaretoken"
TE_VEEL = 2_000_000  # characters


def is_storing(fout):
    """Whether waiting helps: not a mistake of ours, but something that is away for a while."""
    while fout is not None:
        if isinstance(fout, InterfaceError) or _database_weg(fout) or _schijf_weg(fout):
            return True
        fout = fout.__cause__ or fout.__context__
    return False


def _database_weg(fout):
    if not isinstance(fout, OperationalError):
        return False
    return connection.vendor != "sqlite" or any(deel in str(fout).lower() for deel in SQLITE)


def _schijf_weg(fout):
    return isinstance(fout, OSError) and fout.errno in SCHIJF


def storing_pagina(request):
    """Without database, session or context processors: they may be what is away."""
    is_verzonden = request.method not in ("GET", "HEAD")
    velden = _getypt(request) if is_verzonden else []
    context = {
        "adres": request.get_full_path(),
        "is_verzonden": is_verzonden,
        "velden": velden,
        "token": get_token(request) if velden else "",
    }
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response.headers["Retry-After"] = str(OPNIEUW_NA)
    return response


def _getypt(request):
    """What was sent, to be sent again with one button; nothing of it when a part may not stay."""
    if request.path.startswith(GEHEIM):
        return []
    try:
        velden = [(naam, w) for naam, waarden in request.POST.lists() for w in waarden]
        met_bestand = bool(request.FILES)
    except Exception:
        # the request itself could not be read: then that is what is wrong
        return []
    velden = [(naam, waarde) for naam, waarde in velden if naam != CSRF and not _is_geheim(naam)]
    te_veel = sum(len(waarde) for _, waarde in velden) > TE_VEEL
    return [] if met_bestand or te_veel else velden


def _is_geheim(naam):
    return any(deel in naam.lower() for deel in GEHEIME_VELDEN)
