"""The trail of one project as plain values: what was said when, and how far it is now."""

import datetime


def verlooprij(verloop):
    return {
        "project": verloop.project.pk,
        "nummer": verloop.project.nummer,
        "naam": verloop.project.naam,
        "ankers": {
            "eerst": _anker(verloop.eerst, verloop.sinds_eerst),
            "vorige": _anker(verloop.vorige, verloop.sinds_vorige),
            "nu": _anker(verloop.nu),
        },
        "ip": [_ip(anker, maanden) for anker, maanden in verloop.per_ip],
        "maanden": verloop.sinds_eerst,
        "herplanningen": verloop.herplanningen,
        **_oorzaak(verloop),
    }


def _oorzaak(verloop):
    ronde, oorzaak = verloop.laatste_oorzaak or ("", None)
    return {
        "mist_oorzaak": verloop.mist_oorzaak,
        "oorzaak": oorzaak.kort if oorzaak else "",
        "oorzaak_soort": str(oorzaak and oorzaak.soort or ""),
        "oorzaak_herkomst": oorzaak.van if oorzaak else "",
        "oorzaak_toelichting": oorzaak.toelichting if oorzaak else "",
        "oorzaak_ronde": ronde,
    }


def _anker(periode, maanden=None):
    """The text and the end of a period; a text without an end is shown, never drawn."""
    dag = periode.tot_en_met if periode else None
    return {"tekst": str(periode or ""), "dag": iso(dag), "maanden": maanden}


def _ip(anker, maanden):
    waar = " ".join(filter(None, [anker.editie, anker.wie]))
    return _anker(anker.periode, maanden) | {"waar": waar}


def dagen(rij):
    """(kind of moment, day) of everything in a trail that can be drawn."""
    momenten = [*rij["ankers"].items(), *(("ip", anker) for anker in rij["ip"])]
    return tuple((soort, uit_iso(anker["dag"])) for soort, anker in momenten if anker["dag"])


def iso(dag):
    return dag.isoformat() if dag else None


def uit_iso(tekst):
    return datetime.date.fromisoformat(tekst) if tekst else None
