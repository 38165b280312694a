from django import template

from actielijst.enums import Afspraakstatus
from actielijst.fiche import lege_onderdelen
from actielijst.forms.bulk import keuzewaarde
from pmiek.templatetags.eb import vraagdeel

register = template.Library()


register.simple_tag(keuzewaarde)


@register.filter
def opgeteld(afspraken):
    """'7 afspraken: 3 open, 2 loopt', in the order of the statuses."""
    aantallen = [(sum(a.status == s for a in afspraken), s.label) for s in Afspraakstatus]
    delen = ", ".join(f"{aantal} {label}" for aantal, label in aantallen if aantal)
    woord = "afspraak" if len(afspraken) == 1 else "afspraken"
    return f"{len(afspraken)} {woord}: {delen}" if afspraken else "nog geen afspraken"


@register.filter
def verschuivingen_in_woorden(paren):
    """'3 keer verschoven, 1 keer zonder oorzaak'."""
    zonder = sum(not verschuiving.is_verklaard for _, verschuiving in paren)
    if not zonder:
        hoe = "met de oorzaak"
    elif zonder == len(paren):
        hoe = "zonder oorzaak"
    else:
        hoe = f"{zonder} keer zonder oorzaak"
    return f"{len(paren)} keer verschoven, {hoe}"


@register.filter
def dagen_te_laat(afspraak, vandaag):
    if not afspraak.is_verlopen(vandaag):
        return 0
    return (vandaag - afspraak.planning.tot_en_met).days


@register.filter
def korte_opsomming(partijen, grens=2):
    """'Rijswijk, Leidschendam-Voorburg en 4 meer'."""
    namen = [partij.naam for partij in partijen]
    if len(namen) <= grens + 1:
        return ", ".join(namen)
    return f"{', '.join(namen[:grens])} en {len(namen) - grens} meer"


@register.filter
def netbeheerders(project):
    return ", ".join(
        partij.naam for partij in project.betrokken_partijen.all() if partij.soort == "netbeheerder"
    )


@register.filter
def aantal_leeg(project):
    return len(lege_onderdelen(project))


@register.filter
def hoofdletter(tekst):
    return tekst[:1].upper() + tekst[1:]


@register.simple_tag(takes_context=True)
def zonder_filter(context, naam, waarde):
    """The query string of this list without one value of one filter."""
    vraag = context["request"].GET.copy()
    vraag.setlist(naam, [item for item in vraag.getlist(naam) if item != waarde])
    vraag.pop("page", None)
    return f"?{vraag.urlencode()}"


@register.simple_tag(takes_context=True)
def vraag(context, **waarden):
    """The query string of this page with some values replaced."""
    return vraagdeel(context["request"], **waarden)


@register.filter
def wijzigingen_in_woorden(aantal, voor=""):
    woord = "wijziging" if aantal == 1 else "wijzigingen"
    return f"{aantal} {woord}" if voor or aantal == 1 else f"Alle {aantal} {woord}"


@register.filter
def betrokkenen(afspraak):
    namen = [str(partij) for partij in afspraak.betrokken_partijen.all()]
    return ", ".join(filter(None, [*namen, afspraak.overige_betrokkenen]))


@register.simple_tag
def veldanker(veld):
    """Where a field stands on the edit page."""
    return "ip-rijen" if veld == "ip" else f"id_{veld}"


BREED = {
    "naam",
    "aanleiding",
    "doel",
    "kansen_en_knelpunten",
    "vervolg",
    "gemeenten",
    "betrokken_partijen",
    "ruimtegebruik",
}


@register.filter
def is_breed(veld):
    """Fields for running text take the whole width of a section."""
    return veld.name in BREED


@register.filter
def rijen_in_woorden(forms, woorden):
    """'8 afspraken, 1 nieuw, 1 verwijderd.'"""
    een, meer = woorden.split(",")
    nieuw = sum(not form.row_id for form in forms)
    weg = sum(form.is_removed for form in forms)
    delen = [f"{len(forms)} {een if len(forms) == 1 else meer}" if forms else f"Nog geen {meer}"]
    delen += [f"{nieuw} nieuw"] if nieuw else []
    delen += [f"{weg} verwijderd"] if weg else []
    return f"{', '.join(delen)}."


@register.filter
def bestandsgrootte(aantal):
    """'84 kB' or '1,2 MB', as people read it."""
    if aantal < 1_000_000:
        return f"{max(1, round(aantal / 1000))} kB"
    return f"{aantal / 1_000_000:.1f} MB".replace(".", ",")
