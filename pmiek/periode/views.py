from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.views.decorators.http import require_GET

from pmiek.periode.forms import PeriodeFormField, eerdere_zin
from pmiek.periode.lezen import MAX_TEKENS


@require_GET
def periode_echo(request):
    """How the text in a field would be read; `veld` names the parameter that holds it."""
    tekst = request.GET.get(request.GET.get("veld", ""), "").strip()
    soort, zin = _oordeel(tekst)
    eerder = eerdere_zin(tekst, request.GET.get("vorige", ""), request.GET.get("eerste", ""))
    context = {"soort": soort, "zin": zin, "eerder": eerder}
    return render(request, "componenten/_periode_echo.html", context)


def _oordeel(tekst):
    """Judged as the form will judge it on saving."""
    try:
        periode = PeriodeFormField(required=False, max_length=MAX_TEKENS).clean(tekst)
    except ValidationError as fout:
        return "fout", " ".join(fout.messages)
    return periode.echo_soort, periode.echo
