"""One project on paper: exactly bijlage 1, with its agreements."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.text import capfirst, slugify

from actielijst.documenten.kader import thema
from actielijst.documenten.woorden import (
    CONCEPT,
    bestandsnaam_van,
    betrokkenen,
    partijnaam,
    statuswoord,
    voettekst,
)
from actielijst.enums import Afspraaksoort, Fase
from actielijst.fiche import fase_sinds, link_met_ip, projectgegevens
from actielijst.models import Project
from pmiek.pdf.pool import render_one
from pmiek.pdf.render import render_html
from pmiek.pdf.stamp import stamp
from pmiek.pdf.store import kept_size, key, stored

TEMPLATE = "pdf/fiche.html"
# what stands to the left of the name; a longer number goes before it in the same line
KORT_NUMMER = 5
LANGE_NAAM = 60
# characters of HTML that are laid out in about two seconds
LANG = 90_000


@dataclass(frozen=True)
class Rij:
    label: str
    tekst: str = ""
    klasse: str = ""
    blokjes: tuple = ()


@dataclass(frozen=True)
class Papier:
    """A fiche as a file, known by its text and made when it is asked for."""

    html: str
    voet: str

    @property
    def grootte(self) -> int:
        """In bytes; 0 when it must still be made."""
        return kept_size(key(self.html, self.voet)) or 0

    @property
    def op_achtergrond(self):
        return not self.grootte and len(self.html) > LANG

    def pdf(self, *, background=False) -> bytes:
        return stored([self.html, self.voet], lambda: self._gestempeld(background))

    def _gestempeld(self, background):
        pdf = stored([self.html], lambda: render_one(self.html, background=background))
        return stamp(pdf, footer=self.voet)


@dataclass(frozen=True)
class Blok:
    """What another app says of a project, under its agreements."""

    kop: str
    noot: str
    rijen: list


@dataclass(frozen=True)
class Afspraakrij:
    nummer: int
    activiteit: str
    trekker: str
    betrokken: str
    resultaat: str
    planning: str
    eerst: str
    status: str
    is_verlopen: bool


def ficheblokken(projecten):
    """{project id: its blocks}, read for all of them together."""
    gevonden = [import_string(pad)(projecten) for pad in settings.FICHEBLOKKEN]
    return {
        project.pk: [blokken[project.pk] for blokken in gevonden if project.pk in blokken]
        for project in projecten
    }


def fiche_html(project, peildatum, blokken=None) -> str:
    """What a kept fiche is known by: the date only decides which agreements are overdue."""
    blokken = blokken or ficheblokken([project])
    rijen = afspraakrijen(project.afspraken.all(), peildatum)
    context = {
        "stempel": CONCEPT,
        "thema": thema(project.provincie),
        "project": project,
        "kopklasse": _kopklasse(project.nummer),
        "kenmerken": kenmerken(project),
        "gegevens": _rijen(projectgegevens(project), project),
        "link_met_ip": _rijen(link_met_ip(project), project),
        "afspraken": rijen,
        "monitoring": _monitoring(project, rijen),
        "blokken": blokken[project.pk],
    }
    return render_html(TEMPLATE, context, title=fichetitel(project))


def op_papier(project, peildatum) -> Papier:
    return Papier(fiche_html(project, peildatum), _voettekst(project, peildatum))


def fiche_pdf(project, peildatum) -> bytes:
    return op_papier(project, peildatum).pdf()


def gekozen_fiche(taak, *, voortgang) -> bytes:
    """The fiche of a request, as far as whoever asked may see it now."""
    projecten = Project.objects.van(taak.provincie).zichtbaar_voor(taak.gebruiker)
    project = projecten.voor_fiche().get(pk=taak.keuze)
    voortgang("Fiche maken", 0, 1)
    return op_papier(project, taak.peildatum).pdf(background=True)


def fiche_bestandsnaam(project, peildatum) -> str:
    naam = bestandsnaam_van(project.provincie, f"fiche-{_kenteken(project)}", peildatum)
    return f"{naam}.pdf"


def fichetitel(project):
    return f"Fiche {project}"


def heeft_voorbeelden(project):
    return project.voorbeeld or any(afspraak.voorbeeld for afspraak in project.afspraken.all())


def kenmerken(project):
    """'Planuitwerking · route acties · elektriciteit · in bedrijf Q2 2030'."""
    delen = [
        project.get_fase_display() if project.fase else Fase.__empty__,
        f"route {project.get_route_display()}" if project.route else "",
        str(project.energiedrager or ""),
        f"in bedrijf {project.ibn}" if project.ibn.is_gelezen else "",
    ]
    return capfirst(" · ".join(filter(None, delen)))


def afspraakrijen(afspraken, peildatum):
    return [
        Afspraakrij(
            nummer=nummer,
            activiteit=afspraak.activiteit,
            trekker=partijnaam(afspraak.trekker),
            betrokken=betrokkenen(afspraak),
            resultaat=afspraak.resultaat,
            planning=str(afspraak.planning),
            eerst=afspraak.eerste_planning if afspraak.is_verschoven else "",
            status=statuswoord(afspraak),
            is_verlopen=afspraak.is_verlopen(peildatum),
        )
        for nummer, afspraak in enumerate(afspraken, start=1)
    ]


def _monitoring(project, rijen):
    soorten = [afspraak.soort for afspraak in project.afspraken.all()]
    return [
        rij for rij, soort in zip(rijen, soorten, strict=True) if soort == Afspraaksoort.MONITORING
    ]


def _voettekst(project, peildatum):
    return voettekst(peildatum, met_voorbeelden=heeft_voorbeelden(project))


def _kenteken(project):
    """'02', 'c', 'c-3'; a project without a number is known by its name."""
    cijfers = re.sub(r"\d+", lambda getal: getal[0].zfill(2), project.nummer)
    delen = (re.sub(r"\W+", "-", deel) for deel in (cijfers, project.naam[:LANGE_NAAM]))
    return next(filter(slugify, delen), str(project.pk))


def _kopklasse(nummer):
    if not nummer:
        return "zonder-nummer"
    return "lang-nummer" if len(nummer) > KORT_NUMMER else ""


def _rijen(regels, project):
    """A line with only named parts gets a row of its own above them."""
    rijen = []
    for regel in regels:
        hoofd = [onderdeel for onderdeel in regel.onderdelen if not onderdeel.label]
        if not hoofd:
            rijen.append(Rij(regel.label, klasse="groep"))
        rijen += [_rij(regel, deel, project) for deel in regel.onderdelen if deel.hoort_erbij]
    return rijen


def _rij(regel, onderdeel, project):
    tekst = onderdeel.weergave
    return Rij(
        onderdeel.label or regel.label,
        _fasetekst(project, tekst) if onderdeel.is_fase else tekst,
        "sub" if onderdeel.label else "",
        _blokjes(project.fase) if onderdeel.is_fase else (),
    )


def _fasetekst(project, tekst):
    sinds = fase_sinds(project)
    if not tekst or not sinds:
        return tekst
    punt = "" if tekst[-1] in ".!?" else "."
    return f"{tekst}{punt} {capfirst(sinds)}."


def _blokjes(fase):
    """Four blocks, decoration only: the word stands beside them."""
    fasen = list(Fase)  # `values` has the empty one too
    if fase not in fasen:
        return ()
    nu = fasen.index(fase)
    return ("geweest",) * nu + ("nu",) + ("",) * (len(fasen) - nu - 1)
