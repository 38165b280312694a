"""The actielijst as one web page that another program can print, with the same look."""

import re

from actielijst.documenten import actielijst
from actielijst.documenten.fiche import fiche_html
from pmiek.pdf.engine import FONT_MAP, FONT_SCHEME, STYLE_SHEET

THEMA = re.compile(r'<html[^>]*? style="([^"]*)"')
BODY = re.compile(r"<body (.*?)>(.*)</body>", re.DOTALL)


def actielijst_html(provincie, peildatum):
    """Every fiche and the list per party; only cover and contents are left to us alone."""
    kader = actielijst._kader(provincie, peildatum)
    delen = [fiche_html(project, peildatum) for project in kader.projecten if project.heeft_fiche]
    delen += actielijst.per_partij_html(kader)
    thema = THEMA.search(delen[0])[1]
    inhoud = "\n".join(_deel(deel) for deel in delen)
    return (
        f'<!doctype html><html lang="nl" style="{thema}"><head><meta charset="utf-8">'
        f"<title>Actielijst</title><style>{_stijl()}</style></head><body>{inhoud}</body></html>"
    )


def los_html(html):
    """One document with its style sheet in it, as another program can print it."""
    return html.replace("</head>", f"<style>{_stijl(per_deel=False)}</style></head>", 1)


def _deel(html):
    """A whole document as a section that starts on a new page."""
    attributen, inhoud = BODY.search(html).groups()
    return f"<section {attributen}>{inhoud}</section>"


def _stijl(*, per_deel=True):
    stijl = STYLE_SHEET.read_text(encoding="utf-8")
    stijl = stijl.replace(FONT_SCHEME, f"{FONT_MAP.as_uri()}/")
    if not per_deel:
        return stijl
    stijl = re.sub(r"^body\.", "section.", stijl, flags=re.MULTILINE)
    return f"{stijl} section {{ break-before: page; }}"
