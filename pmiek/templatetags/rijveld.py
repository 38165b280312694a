"""A field of a repeated row: what `nlds/field.html` makes, without five templates per field."""

from django import template
from django.utils.html import format_html, format_html_join

from pmiek.rendered import as_posted
from pmiek.templatetags.eb import invoer

register = template.Library()

GROEP = (
    '<div role="group" aria-labelledby="{id}_label">'
    '<div class="utrecht-form-label eb-veld__label" id="{id}_label">{label}</div>'
    "{uitleg}{fout}{invoer}</div>"
)
LABEL = (
    '<label class="utrecht-form-label eb-veld__label" for="{id}">{label}</label>'
    "{uitleg}{fout}{invoer}"
)
UITLEG = '<div class="utrecht-form-field-description" id="{}_helptext">{}</div>'
FOUT = (
    '<div class="utrecht-form-field-error-message eb-i eb-i-fout" id="{}_error"><span>'
    '<span class="eb-alleen-voorlezen">Fout: </span>{}</span></div>'
)


@register.simple_tag
def rijveld(veld):
    """Text, select or group of checkboxes; a test keeps it equal to `as_crispy_field`."""
    is_groep = getattr(veld.field.widget, "is_group", False)
    return format_html(
        '<div id="div_{}" class="utrecht-form-field eb-veld{}">{}</div>',
        veld.auto_id,
        " utrecht-form-field--invalid" if veld.errors else "",
        format_html(
            GROEP if is_groep else LABEL,
            id=veld.auto_id if is_groep else veld.id_for_label,
            label=_label(veld),
            uitleg=format_html(UITLEG, veld.auto_id, veld.help_text) if veld.help_text else "",
            fout=format_html(FOUT, veld.auto_id, " ".join(veld.errors)) if veld.errors else "",
            invoer=veld if is_groep else invoer(veld),
        ),
    )


@register.simple_tag
def rijwaarde(veld):
    """The value of a field that is not shown, as the browser would post it."""
    waarde = as_posted(veld.field, veld.value())
    waarden = waarde if isinstance(waarde, list) else [waarde]
    return format_html_join(
        "", '<input type="hidden" name="{}" value="{}">', ((veld.html_name, een) for een in waarden)
    )


def _label(veld):
    rij = getattr(veld.form, "regelnaam", "")
    return format_html(
        "{}{}{}",
        veld.label,
        format_html('<span class="eb-alleen-voorlezen">, {}</span>', rij) if rij else "",
        "" if veld.field.required else _niet_verplicht(veld.form),
    )


def _niet_verplicht(form):
    stil = getattr(form, "zonder_niet_verplicht", False)
    klasse = format_html(' class="{}"', "eb-alleen-voorlezen") if stil else ""
    return format_html("<small{}> (niet verplicht)</small>", klasse)
