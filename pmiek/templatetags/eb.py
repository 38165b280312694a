"""Small pieces of screen: a word with a shape, a bar, a sort link, a field."""

from typing import NamedTuple

from django import template
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html

from pmiek.ongedaan.melden import ongedaan_adres

register = template.Library()


class Tag(NamedTuple):
    klasse: str
    label: str


FASETAGS = {
    "": Tag("eb-i-fase-0", "Nog niet ingedeeld"),
    "verkenning": Tag("eb-i-fase-1", "Verkenning"),
    "planuitwerking": Tag("eb-i-fase-2", "Planuitwerking"),
    "project": Tag("eb-i-fase-3", "Project"),
    "realisatie": Tag("eb-i-fase-4", "Realisatie"),
}
ROUTETAGS = {
    "": Tag("eb-i-route-onbepaald", "Nog niet bepaald"),
    "acties": Tag("eb-i-route-acties", "Acties"),
    "monitoring": Tag("eb-i-route-monitoring", "Alleen monitoring"),
    "pmiek_plus_1": Tag("eb-i-route-pmiek", "Terug naar pMIEK +1"),
}
# in a column of a list
KORTE_ROUTES = {"monitoring": "Monitoring", "pmiek_plus_1": "pMIEK +1"}
STATUSTAGS = {
    "open": Tag("eb-i-status-open", "Open"),
    "loopt": Tag("eb-i-status-loopt", "Loopt"),
    "afgerond": Tag("eb-i-status-afgerond", "Afgerond"),
    "vervallen": Tag("eb-i-status-vervallen", "Vervallen"),
}
TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
INVOERKLASSEN = {
    "textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "select": "utrecht-select utrecht-select--html-select",
    "checkbox": (
        "utrecht-checkbox utrecht-checkbox--html-input"
        " utrecht-custom-checkbox utrecht-custom-checkbox--html-input"
    ),
    "radio": "utrecht-radio-button utrecht-radio-button--html-input",
    "file": "eb-bestand",
    "hidden": "",
}
LEEG = format_html('<span class="eb-leeg">{}</span>', "nog niet ingevuld")
NVT = format_html('<span class="eb-nvt">{}</span>', "n.v.t.")


LANG = (
    '<details class="eb-lang"><summary><span class="eb-lang__kort">{}…</span> '
    '<span class="eb-lang__meer">lees verder</span>'
    '<span class="eb-lang__minder">minder tonen</span></summary>{}</details>'
)


@register.simple_tag
def lees_verder(tekst, grens=200):
    """A long text cut at a word, the whole of it one click away; also without script."""
    tekst = str(tekst or "")
    # to fold away a last half line costs more than it saves
    if len(tekst) <= grens * 1.25:
        return tekst
    return format_html(LANG, tekst[:grens].rsplit(None, 1)[0].rstrip(".,;: "), tekst)


def toon_tag(tag):
    return format_html('<span class="eb-tag eb-i {}">{}</span>', tag.klasse, tag.label)


@register.simple_tag
def fase_tag(waarde):
    return toon_tag(FASETAGS[waarde])


@register.simple_tag
def route_tag(waarde):
    return toon_tag(ROUTETAGS[waarde])


@register.simple_tag
def korte_route_tag(waarde):
    tag = ROUTETAGS[waarde]
    return toon_tag(tag._replace(label=KORTE_ROUTES.get(waarde, tag.label)))


@register.simple_tag
def status_tag(waarde):
    return toon_tag(STATUSTAGS[waarde])


def aantal_dagen(dagen):
    return "1 dag" if dagen == 1 else f"{dagen} dagen"


@register.simple_tag
def te_laat_tag(dagen):
    """Nothing for what is not late; a table whose heading says it, hides "te laat" itself."""
    if not dagen:
        return ""
    return format_html(
        '<span class="eb-tag eb-i eb-i-te-laat eb-laat">'
        '<span>{}<span class="eb-te-laat"> te laat</span></span></span>',
        aantal_dagen(dagen),
    )


@register.simple_tag
def binnenkort_tag(dagen):
    if dagen is None:
        return ""
    tekst = aantal_dagen(dagen) if dagen else "vandaag"
    return format_html('<span class="eb-tag eb-i eb-i-klok eb-binnenkort">{}</span>', tekst)


@register.simple_tag
def voorbeeld_tag():
    return format_html('<span class="eb-voorbeeld">{}</span>', "voorbeeldgegevens")


@register.simple_tag
def leeg_of(waarde):
    tekst = "" if waarde is None else str(waarde).strip()
    vast = {"": LEEG, "n.v.t.": NVT}
    return vast.get(tekst) or conditional_escape(waarde)


@register.filter
def mailadres(adres):
    """An address that breaks after its @, where a word ends, and nowhere before."""
    voor, aap, na = str(adres).partition("@")
    return format_html("{}@<wbr>{}", voor, na) if aap else voor


@register.inclusion_tag("componenten/_balk.html")
def balk(waarde, totaal):
    """A bar of `waarde` on a scale that ends at `totaal`; the number beside it says the same."""
    return {"waarde": waarde, "breedte": round(100 * waarde / totaal) if totaal else 0}


@register.inclusion_tag("componenten/_paginering.html", takes_context=True)
def paginering(context):
    pagina = context["page_obj"]
    return {
        "pagina": pagina,
        "vorige": _bladerlink(context, pagina.has_previous(), pagina.number - 1),
        "volgende": _bladerlink(context, pagina.has_next(), pagina.number + 1),
    }


def _bladerlink(context, bestaat, nummer):
    return vraagdeel(context["request"], page=nummer) if bestaat else ""


def vraagdeel(request, **waarden):
    """The query string of this page with some values replaced."""
    vraag = request.GET.copy()
    for naam, waarde in waarden.items():
        vraag[naam] = waarde
    return f"?{vraag.urlencode()}"


SORTERINGEN = {
    "": Tag("eb-i-sorteer", ""),
    "op": Tag("eb-i-sorteer-op", "ascending"),
    "neer": Tag("eb-i-sorteer-neer", "descending"),
}


@register.inclusion_tag("componenten/_sorteerkop.html", takes_context=True)
def sorteerkop(context, veld, label, klasse=""):
    """A heading cell that sorts on `veld` with ?sorteer=veld, and the other way round again."""
    nu = context["request"].GET.get("sorteer", "")
    richting = {veld: "op", f"-{veld}": "neer"}.get(nu, "")
    doel = f"-{veld}" if richting == "op" else veld
    return {
        "label": label,
        "klasse": klasse,
        "sortering": SORTERINGEN[richting],
        "url": _sorteerlink(context["request"], doel),
    }


def _sorteerlink(request, doel):
    vraag = request.GET.copy()
    vraag.pop("page", None)  # another order begins on its first page
    vraag["sorteer"] = doel
    return f"?{vraag.urlencode()}"


@register.simple_tag
def invoer(veld):
    """The widget of a form field with the classes of the design system."""
    widget = veld.field.widget
    soort = getattr(widget, "input_type", "textarea")
    klassen = [widget.attrs.get("class", ""), INVOERKLASSEN.get(soort, TEXTBOX)]
    # a placeholder repeats the label and looks like something already filled in
    return veld.as_widget(attrs={"class": " ".join(filter(None, klassen)), "placeholder": False})


@register.simple_tag
def invoerklasse(soort):
    """The classes for a hand-written input, by its type."""
    return INVOERKLASSEN.get(soort, TEXTBOX)


@register.simple_tag
def keuze_invoer(keuze):
    """One box of a group of checkboxes or radio buttons, without its label."""
    # by hand: fifty rows show thousands of these, and Django needs three templates for each
    soort, waarde = keuze.data["type"], keuze.data["value"]
    attrs = keuze.data["attrs"] | {"class": INVOERKLASSEN[soort], "value": str(waarde)}
    return format_html('<input type="{}" name="{}"{}>', soort, keuze.data["name"], flatatt(attrs))


@register.simple_tag
def gekozen(veld):
    """What is ticked in a group, in words, for the line that unfolds it."""
    woorden = [str(keuze.choice_label) for keuze in veld if keuze.data["selected"]]
    return ", ".join(woorden) or "geen gekozen"


@register.inclusion_tag("componenten/_foutensamenvatting.html")
def foutensamenvatting(form, wat=""):
    """What must be different before `wat` can be saved, each line a link to its field."""
    return {"fouten": formulierfouten(form), "wat": wat}


def formulierfouten(form):
    """Pairs of (anchor, text) for every field with an error, in the order of the form."""
    return [
        (veld.id_for_label or veld.auto_id, f"{veld.label}: {' '.join(veld.errors)}")
        for veld in form
        if veld.errors
    ]


@register.filter
def wanneer(moment):
    """'vandaag 11:20' or '20 november 2026, 15:20'."""
    lokaal = timezone.localtime(moment)
    if lokaal.date() == timezone.localdate():
        return f"vandaag {lokaal:%H:%M}"
    return f"{date_format(lokaal, 'j F Y')}, {lokaal:%H:%M}"


@register.filter
def klein(label):
    """A label inside a sentence: 'aanleiding', but 'IBN' and 'nMIEK'."""
    eigen_hoofdletters = label[:2].isupper() or label.startswith("nMIEK")
    return label if eigen_hoofdletters else label[:1].lower() + label[1:]


register.filter(ongedaan_adres)
