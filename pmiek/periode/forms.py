from django import forms
from django.core.exceptions import ValidationError
from django.utils.http import urlencode

from pmiek.periode.lezen import lees_periode
from pmiek.periode.waarde import Periode
from pmiek.validators import valideer_tekst


def weiger_onmogelijke_periode(waarde):
    periode = lees_periode(str(waarde))
    if periode.fout:
        raise ValidationError(periode.fout, code="onmogelijk")


def eerdere_zin(tekst, vorige, eerste):
    """What was agreed before, as far as it differs: "Was Q1 2027, eerst Q3 2026."."""
    was = f"was {vorige}" if vorige not in ("", tekst) else ""
    eerst = f"eerst {eerste}" if eerste not in ("", vorige, tekst) else ""
    zin = ", ".join(filter(None, (was, eerst)))
    return f"{zin[0].upper()}{zin[1:]}." if zin else ""


class PeriodeInput(forms.TextInput):
    """A text field that says below it how the text is read."""

    template_name = "widgets/periode.html"
    vorige = eerste = ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        periode = lees_periode(context["widget"]["value"] or "")
        context["eerder"] = eerdere_zin(periode.tekst, self.vorige, self.eerste)
        context["soort"], context["zin"] = periode.echo_soort, periode.echo
        attrs = context["widget"]["attrs"]
        if attrs.get("aria-invalid"):
            context["soort"], context["zin"] = "leeg", ""  # the error itself stands at the field
        if "id" in attrs:
            context |= self._live(name, attrs)
        return context

    def _live(self, name, attrs):
        """Tie the field to its echo, and the echo to what it needs to know."""
        echo_id = f"{attrs['id']}_echo"
        attrs["aria-describedby"] = f"{attrs.get('aria-describedby', '')} {echo_id}".strip()
        eerder = {"vorige": self.vorige, "eerste": self.eerste}
        vraag = {"veld": name} | {sleutel: tekst for sleutel, tekst in eerder.items() if tekst}
        return {"echo_id": echo_id, "vraag": urlencode(vraag)}


class PeriodeFormField(forms.CharField):
    """Cleans to a `Periode`; `vorige` and `eerste` are earlier texts, repeated in the echo."""

    widget = PeriodeInput
    default_validators = [weiger_onmogelijke_periode]
    # an omitted field keeps what the instance has: the model form looks for its value here
    empty_values = [*forms.CharField.empty_values, Periode()]
    vorige = eerste = ""

    def get_bound_field(self, form, field_name):
        self.widget.vorige, self.widget.eerste = str(self.vorige or ""), str(self.eerste or "")
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value):
        return None if value is None else str(value)

    def to_python(self, value):
        tekst = super().to_python(value)
        valideer_tekst(tekst)
        return tekst

    def clean(self, value):
        return lees_periode(super().clean(value))

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def widget_attrs(self, widget):
        # the browser would cut a pasted text at maxlength without a word
        return {
            naam: waarde
            for naam, waarde in super().widget_attrs(widget).items()
            if naam != "maxlength"
        }
