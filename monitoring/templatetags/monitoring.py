import functools
from urllib.parse import quote

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from monitoring import grafiek, verschuiving, zinnen
from monitoring.enums import Oordeel, Regelstand
from monitoring.lijst import andere_dag, punttekst, trekkertekst
from monitoring.models import Monitoringregel, Monitoringronde
from monitoring.vragen import vragen_over
from pmiek.enums import Rolsoort
from pmiek.templatetags.eb import Tag, toon_tag

register = template.Library()

GETOOND = 6
# the picture is about as many pixels wide as it has points
LETTER_OP_SCHERM = 12

OORDEELTAGS = {
    "": Tag("eb-i-status-open", "Nog niet beoordeeld"),
    Oordeel.HAALBAAR: Tag("eb-i-status-afgerond", "Haalbaar"),
    Oordeel.ONDER_DRUK: Tag("eb-i-onder-druk", "Onder druk"),
    Oordeel.NIET_HAALBAAR: Tag("eb-i-niet-haalbaar", "Niet haalbaar"),
}
STANDTAGS = {
    Regelstand.INGEVULD: Tag("eb-i-status-afgerond", "Ingevuld"),
    Regelstand.ONGEWIJZIGD: Tag("eb-i-gelijk", "Ongewijzigd"),
}


@register.filter
def peildatum_en_stand(ronde, dag):
    """'peildatum 16 november 2026, stand van 26 november 2026'"""
    peildatum = f"peildatum {date_format(ronde.peildatum, 'j F Y')}"
    return ", ".join(filter(None, [peildatum, andere_dag(ronde.peildatum, dag)]))


@register.simple_tag
def oordeel_tag(waarde):
    return toon_tag(OORDEELTAGS[waarde])


@register.simple_tag
def stand_tag(rij):
    """Confirmed as filled in or as it was; otherwise how old it is, in days."""
    tag = STANDTAGS.get(rij.regel.stand)
    return toon_tag(tag or Tag("eb-i-klok eb-binnenkort", _ouderdom(rij.dagen_oud)))


def _ouderdom(dagen):
    if dagen is None:
        return "Nog niet bevestigd"
    return "1 dag oud" if dagen == 1 else f"{dagen} dagen oud"


@register.inclusion_tag("monitoring/_standbalk.html")
def standbalk(telling, aantal):
    """How far a round is, as a bar in three parts; the numbers stand below it."""
    delen, x = [], 0
    for stand in (Regelstand.INGEVULD, Regelstand.ONGEWIJZIGD):
        breedte = 400 * telling[stand] / aantal if aantal else 0
        delen.append((stand, round(x, 1), round(breedte, 1)))
        x += breedte
    return {"delen": delen, "telling": telling}


@register.simple_tag
def achtergrond(svg):
    """A picture as the background of a cell: decoration, so the table stays a plain table."""
    return format_html(" style=\"background-image: url('data:image/svg+xml,{}')\"", quote(svg))


@register.filter
def maanden(aantal):
    """'+24', '−6', '0'; a shift that cannot be computed is a dash."""
    if aantal is None:
        return "–"
    return f"+{aantal}" if aantal > 0 else str(aantal).replace("-", "\N{MINUS SIGN}")


@register.filter
def in_maanden(aantal):
    return verschuiving.in_maanden(aantal)


@register.filter
def zoveel_maanden(aantal):
    return verschuiving.zoveel_maanden(aantal)


@register.filter
def dagen_geleden(dag, peildatum):
    dagen = (peildatum - dag).days
    return "1 dag geleden" if dagen == 1 else f"{dagen} dagen geleden"


@register.simple_tag
def stappen(verloop):
    """What was said about the IBN, when and why, one item each; a page has hundreds of them."""
    return format_html_join("", "<li>{}{}</li>", ((_stap(s), _waarom(s)) for s in verloop.genomen))


def _stap(stap):
    dag, periode, waar, *_ = stap.belofte
    return _gezegd(dag, waar, periode.tekst)


# the rounds, and what was said in them, return at every project
@functools.lru_cache(maxsize=2_000)
def _gezegd(dag, waar, tekst):
    return format_html("{}, {}: <strong>{}</strong>", date_format(dag, "j F Y"), waar, tekst)


def _waarom(stap):
    """A step that is no re-planning says a cause only where somebody wrote one."""
    if not stap.is_herplanning and not stap.belofte.oorzaak:
        return ""
    zin = zinnen.oorzaak_zin(stap.belofte.oorzaak) if stap.belofte.ronde else ""
    verschil = verschuiving.in_maanden(stap.maanden) if stap.is_herplanning else ""
    return format_html(
        '{}<span class="eb-regel-2 eb-breekbaar">{}</span>', verschil and f" ({verschil})", zin
    )


@register.simple_tag
def jaarkoppen(schaal):
    return grafiek.jaarkoppen(schaal)


@register.simple_tag
def jaarkoppen_op_scherm(schaal):
    return grafiek.jaarkoppen(schaal, LETTER_OP_SCHERM)


@register.inclusion_tag("monitoring/_laatste_regel.html", takes_context=True)
def laatste_monitoringregel(context, project):
    """The newest row of a project, for its fiche; nothing for what was never monitored."""
    regel = (
        Monitoringregel.objects.voor_fiche()
        .filter(project=project)
        .order_by("-ronde__peildatum")
        .first()
    )
    return {
        "regel": regel,
        # as the list has them
        "aandachtspunt": punttekst(regel) if regel else "",
        "trekkers": trekkertekst(regel) if regel else "",
        "vragen": vragen_over(project, regel.ronde) if regel else [],
        "provincie": context["provincie"],
        "leest_alles": context["request"].rol.soort in Rolsoort.lezend(),
    }


@register.inclusion_tag("monitoring/_monitoringslijsten.html", takes_context=True)
def monitoringslijsten(context):
    """The lists that can be downloaded, for the page with all documents."""
    request = context["request"]
    rondes = Monitoringronde.objects.van(request.provincie).zichtbaar_voor(request.user)
    return {"rondes": rondes[:GETOOND], "provincie": request.provincie}
