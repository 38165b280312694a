"""How values of the actielijst are written in a cell, so that they can be read back."""

from django.utils.text import capfirst

from pmiek.excel import Column, Frame, Kind
from pmiek.keten import Keten

# ISO 3166-2:NL, by CBS code
AFKORTINGEN = {
    "PV20": "GR",
    "PV21": "FR",
    "PV22": "DR",
    "PV23": "OV",
    "PV24": "FL",
    "PV25": "GE",
    "PV26": "UT",
    "PV27": "NH",
    "PV28": "ZH",
    "PV29": "ZE",
    "PV30": "NB",
    "PV31": "LI",
}
# names contain commas, a semicolon separates without doubt
SCHEIDING = "; "
CONCEPT = "CONCEPT"
VOORBEELD = "voorbeeldgegevens"


def project_id(project):
    return f"{AFKORTINGEN[project.provincie.code]}-{project.pk}"


def afspraak_id(afspraak):
    return f"{AFKORTINGEN[afspraak.project.provincie.code]}-A{afspraak.pk}"


def versiekolom(versie):
    """Of every sheet that is read back; `versie` takes it from a row."""
    return Column(
        "Versie",
        versie,
        width=7,
        kind=Kind.NUMBER,
        locked=True,
        help="Telt de wijzigingen; toont bij teruglezen of er intussen iets is gewijzigd",
    )


def keuze(obj, veld):
    """The label of a choice with a capital; an empty choice is an empty cell."""
    return capfirst(getattr(obj, f"get_{veld}_display")()) if getattr(obj, veld) else ""


def keuzelijst(keuzes):
    return [capfirst(label) for waarde, label in keuzes.choices if waarde]


def naam(obj):
    return capfirst(str(obj or ""))


def reeks(delen, *overige):
    return SCHEIDING.join(filter(None, [*map(naam, delen), *overige]))


def ja_nee(waarde):
    return "Ja" if waarde else "Nee"


def secretariaat(provincie):
    return f"Secretariaat {provincie.bordnaam} {provincie.naam}"


def kader(provincie, peildatum, *, onderwerp, schema):
    """Made before the rows are read: what changes in between counts as changed later."""
    return Frame(
        subject=onderwerp,
        province=provincie.naam,
        author=secretariaat(provincie),
        status=CONCEPT,
        peildatum=peildatum,
        schema=schema,
        accent=provincie.accent,
        history_position=Keten.objects.stand(provincie.pk),
    )


def opmerking(rijen):
    """The word in the footer of a page with examples on it."""
    return VOORBEELD if any(rij.voorbeeld for rij in rijen) else ""
