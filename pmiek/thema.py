"""The accent colour of a province: one choice, checked, from which the other tints follow."""

import hashlib
import re

from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import localize

STANDAARD_ACCENT = "#00568b"
WIT, ZWART, GRIJS_VLAK = (255, 255, 255), (0, 0, 0), (0xEF, 0xF1, 0xF3)
MINIMAAL_CONTRAST = 4.5
MAXIMALE_GRIJSWAARDE = 0.35
EEN_JAAR = "public, max-age=31536000, immutable"

# shares of the accent in a mixture with black or white, measured on the standard blue
STANDAARD_FAMILIE = {
    "accent": "#00568b",
    "accent-hover": "#003e65",
    "accent-actief": "#001e30",
    "accent-vlak": "#e3f3fd",
    "accent-licht": "#f4fafe",
}
MENGSELS = {
    "accent": (ZWART, 1),
    "accent-hover": (ZWART, 0.72),
    "accent-actief": (ZWART, 0.35),
    "accent-vlak": (WIT, 0.11),
    "accent-licht": (WIT, 0.045),
}


def parse_hex(kleur):
    if not re.fullmatch(r"#[0-9a-f]{6}", kleur, re.IGNORECASE):
        raise ValidationError(
            "Schrijf de kleur als een hekje met zes cijfers of letters a tot en met f, "
            "bijvoorbeeld #00568b.",
            code="kleur",
        )
    return tuple(int(kleur[plek : plek + 2], 16) for plek in (1, 3, 5))


def to_hex(rgb):
    return "#" + "".join(f"{round(deel):02x}" for deel in rgb)


def relative_luminance(rgb):
    """Relative luminance as WCAG 2.2 defines it, from 0 (black) to 1 (white)."""
    r, g, b = (_linear(deel / 255) for deel in rgb)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _linear(deel):
    return deel / 12.92 if deel <= 0.04045 else ((deel + 0.055) / 1.055) ** 2.4


def contrast(rgb, ander):
    licht, donker = sorted((relative_luminance(rgb), relative_luminance(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def grijswaarde(rgb):
    """What a black-and-white printer makes of it, from 0 (black) to 1 (white)."""
    r, g, b = rgb
    return (0.299 * r + 0.587 * g + 0.114 * b) / 255


def mix(rgb, met, deel):
    return tuple(deel * eigen + (1 - deel) * ander for eigen, ander in zip(rgb, met, strict=True))


def valideer_accent(kleur):
    """Refuse an accent that cannot be read as text on the pages, or as a bar in grey print."""
    rgb = parse_hex(kleur)
    vlakken = {
        "wit": WIT,
        "het grijze vlak van de filters": GRIJS_VLAK,
        "de lichte tint van deze kleur": mix(rgb, *MENGSELS["accent-vlak"]),
    }
    for naam, vlak in vlakken.items():
        _eis_contrast(contrast(rgb, vlak), naam)
    if grijswaarde(rgb) > MAXIMALE_GRIJSWAARDE:
        raise ValidationError(
            f"Deze kleur wordt in grijs {round(grijswaarde(rgb) * 100)} % licht; het mag hoogstens "
            f"{round(MAXIMALE_GRIJSWAARDE * 100)} % zijn, want er staat witte tekst op. "
            "Kies een donkerder kleur.",
            code="grijs",
        )


def _eis_contrast(verhouding, vlak):
    if verhouding < MINIMAAL_CONTRAST:
        # rounded down, or 4.46 would read as the 4.5 it fails
        gemeten = localize(int(verhouding * 10) / 10)
        raise ValidationError(
            f"Deze kleur heeft op {vlak} een contrast van {gemeten} op 1; "
            "nodig is 4,5 op 1. Kies een donkerder kleur.",
            code="contrast",
        )


def accent_familie(accent):
    rgb = parse_hex(accent)
    if accent.lower() == STANDAARD_ACCENT:
        return STANDAARD_FAMILIE
    return {naam: to_hex(mix(rgb, *mengsel)) for naam, mengsel in MENGSELS.items()}


def thema_css(accent):
    """A stylesheet with custom properties only: nothing of it is text that a user typed."""
    regels = [f"  --eb-{naam}: {kleur};\n" for naam, kleur in accent_familie(accent).items()]
    return f".eb-theme {{\n{''.join(regels)}}}\n"


def thema_sleutel(accent):
    return hashlib.sha256(thema_css(accent).encode()).hexdigest()[:12]


def thema_url(provincie):
    return reverse("thema", args=[provincie.slug, thema_sleutel(provincie.accent)])


@login_not_required
def thema_css_view(request, slug, sleutel):
    """The address holds the hash of the content, so a browser may keep it for a year."""
    provincie = get_object_or_404(apps.get_model("pmiek", "Provincie"), slug=slug)
    if sleutel != thema_sleutel(provincie.accent):
        raise Http404("Dit thema is vervangen.")
    css = thema_css(provincie.accent)
    return HttpResponse(css, content_type="text/css", headers={"Cache-Control": EEN_JAAR})
