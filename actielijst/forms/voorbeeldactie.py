"""Example actions: kept by a province, shared as a file."""

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field

from django import forms
from django.db import transaction

from actielijst.enums import Fase, Trekkersoort
from actielijst.forms.beheer import PerProvincieForm
from actielijst.models import Voorbeeldactie

MAX_BYTES, MAX_RIJEN = 1_000_000, 1000
KOPPEN = {
    "fase": "Fase",
    "activiteit": "Activiteit",
    "actiehouder": "Actiehouder",
    "trekkersoort": "Voorgestelde trekker",
    "termijn": "Termijn in maanden",
}
# what a spreadsheet would take for a formula gets an apostrophe before it, and loses it again
FORMULE = ("=", "+", "-", "@", "\t", "\r")


class VoorbeeldactieForm(PerProvincieForm):
    kies = {"fase": "kies een fase"}

    class Meta:
        model = Voorbeeldactie
        fields = ["fase", "activiteit", "actiehouder", "trekkersoort", "termijn", "actief"]
        widgets = {"activiteit": forms.Textarea(attrs={"rows": 2})}
        error_messages = {
            "fase": {"required": "Kies bij welke fase deze actie hoort."},
            "activiteit": {"required": "Schrijf op wat er gaat gebeuren."},
            "termijn": {"invalid": "Schrijf een heel getal, bijvoorbeeld 6."},
        }


class BestandForm(forms.Form):
    bestand = forms.FileField(
        label="Bestand",
        help_text="Een csv-bestand zoals een andere provincie het hier opslaat.",
        error_messages={
            "required": "Kies het bestand dat u wilt inlezen.",
            "empty": "Dit bestand is leeg.",
        },
    )

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BYTES:
            raise forms.ValidationError("Dit bestand is te groot. Meer dan 1 MB lezen wij niet in.")
        return lees_rijen(bestand.read())


def schrijf_rijen(acties):
    """The file that another province reads in: UTF-8 that Excel recognises, semicolons."""
    buffer = io.StringIO()
    schrijver = csv.writer(buffer, delimiter=";")
    schrijver.writerow(KOPPEN.values())
    for actie in acties:
        schrijver.writerow(_veilig(waarde) for waarde in _waarden(actie))
    return ("\ufeff" + buffer.getvalue()).encode()


def _waarden(actie):
    trekker = actie.get_trekkersoort_display() if actie.trekkersoort else ""
    termijn = "" if actie.termijn is None else str(actie.termijn)
    return actie.get_fase_display(), actie.activiteit, actie.actiehouder, trekker, termijn


def _veilig(tekst):
    return f"'{tekst}" if tekst.startswith(FORMULE) else tekst


def _zoals_getypt(tekst):
    tekst = tekst.strip()
    return tekst[1:] if tekst.startswith("'") and tekst[1:].startswith(FORMULE) else tekst


def lees_rijen(inhoud):
    """[{field: text}] of a file, or a sentence about what is wrong with it as a whole."""
    tekst, scheiding = _zonder_sep(_tekst(inhoud))
    try:
        kop, *rijen = csv.reader(io.StringIO(tekst), delimiter=scheiding)
    except (csv.Error, ValueError):
        raise forms.ValidationError(GEEN_CSV) from None
    velden = [_veld(naam) for naam in kop]
    _weiger_dubbele(velden)
    if not {"fase", "activiteit"} <= set(velden):
        raise forms.ValidationError("De eerste rij moet de koppen Fase en Activiteit hebben.")
    if len(rijen) > MAX_RIJEN:
        raise forms.ValidationError(f"Meer dan {MAX_RIJEN} rijen lezen wij niet in een keer in.")
    return [
        {veld: _zoals_getypt(cel) for veld, cel in zip(velden, rij, strict=False) if veld}
        for rij in rijen
    ]


def _zonder_sep(tekst):
    """(the rows, what separates their cells); a first line "sep=;" says that, and is no row.

    Excel does not show it, so the rows keep the numbers that they have there.
    """
    eerste, _, rest = tekst.partition("\n")
    if sep := re.fullmatch(r'"?sep=(.)"?\r?', eerste, re.IGNORECASE):
        return rest, sep[1]
    return tekst, ";" if ";" in eerste else ","


def _weiger_dubbele(velden):
    """Of two columns with one heading nobody can say which is meant."""
    dubbel = [KOPPEN[veld] for veld in KOPPEN if velden.count(veld) > 1]
    if dubbel:
        raise forms.ValidationError(
            f"Deze kop staat er meer dan een keer: {', '.join(dubbel)}. Houd er een over."
        )


GEEN_CSV = "Dit is geen csv-bestand. Sla het in Excel op als “CSV UTF-8” en lees dat in."


def _tekst(inhoud):
    if inhoud.startswith(b"PK") or b"\0" in inhoud:
        raise forms.ValidationError(GEEN_CSV)
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhoud.decode("cp1252", errors="replace")


def _veld(kop):
    namen = {naam.casefold(): veld for veld, naam in KOPPEN.items()}
    return namen.get(kop.strip().casefold())


@dataclass
class Inlezing:
    nieuw: int = 0
    bekend: int = 0
    # what is there already, but written differently: (in the file, as it is here)
    anders: list = field(default_factory=list)
    fouten: list = field(default_factory=list)


def spelling(activiteit):
    """'ProjectMER.' and 'projectmer' are the same action."""
    return " ".join(unicodedata.normalize("NFKC", activiteit).casefold().split()).rstrip(" .,;:")


def lees_in(rijen, provincie):
    """All rows or none; what is there already, or stands twice in the file, is counted and left."""
    bekend = {
        (actie.fase, spelling(actie.activiteit)): actie.activiteit
        for actie in Voorbeeldactie.objects.beschikbaar_in(provincie)
    }
    inlezing = Inlezing()
    with transaction.atomic():
        for nummer, rij in enumerate(rijen, start=2):
            if any(rij.values()):
                _lees_rij(inlezing, nummer, rij, provincie, bekend)
        if inlezing.fouten:
            transaction.set_rollback(True)
    return inlezing


def _lees_rij(inlezing, nummer, rij, provincie, bekend):
    fase = _waarde_van(Fase, rij.get("fase", ""))
    data = rij | {"fase": fase, "actief": "on"}
    data["trekkersoort"] = _waarde_van(Trekkersoort, rij.get("trekkersoort", ""))
    activiteit = rij.get("activiteit", "")
    sleutel = (fase, spelling(activiteit))
    if sleutel in bekend:
        inlezing.bekend += 1
        inlezing.anders += [(activiteit, bekend[sleutel])] * (activiteit != bekend[sleutel])
        return
    form = VoorbeeldactieForm(data, instance=Voorbeeldactie(provincie=provincie))
    if form.is_valid():
        form.save()
        bekend[sleutel] = activiteit
        inlezing.nieuw += 1
    else:
        inlezing.fouten += [f"Rij {nummer}, {zin}" for zin in _zinnen(form, rij)]


def _zinnen(form, rij):
    keuzes = {"fase": Fase, "trekkersoort": Trekkersoort}
    for naam, meldingen in form.errors.items():
        label = form.fields[naam].label.lower()
        if naam in keuzes and rij.get(naam):
            woorden = ", ".join(lid.label for lid in keuzes[naam])
            yield f"{label}: “{rij[naam][:80]}” kennen wij niet. Kies uit {woorden}."
        else:
            yield f"{label}: {' '.join(meldingen)}"


def _waarde_van(enum, woord):
    """The value behind a label; another word stays as it is, to be refused by the form."""
    labels = {lid.label.casefold(): lid.value for lid in enum}
    return labels.get(woord.casefold(), woord)
