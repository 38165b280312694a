"""From a file that was sent in to a table that can be compared, and back from where it was kept."""

import hashlib
from dataclasses import astuple

from django.db import transaction

from actielijst.inlezen.antwoorden import laat_weg
from actielijst.inlezen.kolommen import GEEN, PER_VELD, Tabel, in_een_spelling, zoek_tabel
from actielijst.inlezen.vergelijken import maak_plan
from actielijst.models import Inlezing, Kolomkop
from pmiek.importing import Cell, Kind, Sheet, Unreadable, read_file

GEEN_LIJST = (
    "In dit bestand vinden wij geen rij met koppen. Er moet ten minste een kolom zijn die "
    "Nr., Project of Projectnaam heet."
)
NAAMGRENS = 200


def lees_tabel(pad, naam, provincie, bladnaam=None) -> tuple[list[Sheet], Tabel]:
    """The sheets of a file and where the list stands; raises Unreadable with a Dutch sentence."""
    bladen = read_file(pad, naam)
    if bladnaam and bladnaam not in [blad.name for blad in bladen]:
        namen = ", ".join(blad.name for blad in bladen)
        raise Unreadable(f"Het blad '{bladnaam}' staat niet in dit bestand. Wel: {namen}.")
    tabel = zoek_tabel(bladen, onthouden(provincie), bladnaam)
    if tabel is None:
        raise Unreadable(GEEN_LIJST)
    return bladen, tabel


def onthouden(provincie):
    return dict(provincie.kolomkoppen.values_list("kop", "veld"))


def bewaar(bladen, tabel, *, provincie, gebruiker, naam, inhoud) -> Inlezing:
    return Inlezing.objects.create(
        provincie=provincie,
        gebruiker=gebruiker,
        bestandsnaam=schone_naam(naam),
        controlegetal=hashlib.sha256(inhoud).hexdigest(),
        bladen=[_blad(blad) for blad in bladen if blad is tabel.blad],
        bladnaam=tabel.blad.name[:NAAMGRENS],
        koprij=tabel.koprij,
        velden=list(tabel.velden),
    )


def schone_naam(naam):
    """The name of a file as one line that can be shown; the last part of a path."""
    laatste = naam.replace("\\", "/").rpartition("/")[2]
    zichtbaar = "".join(teken if teken.isprintable() else "\ufffd" for teken in laatste)
    return zichtbaar[:NAAMGRENS] or "zonder naam"


def tabel_van(inlezing) -> Tabel:
    gevonden = inlezing.bladen[0]
    rijen = [[cel and _cel(*cel) for cel in rij] for rij in gevonden["rijen"]]
    blad = Sheet(gevonden["naam"], rijen)
    koppen = tuple(cel.text.strip() if cel else "" for cel in rijen[inlezing.koprij])
    return Tabel(blad, inlezing.koprij, koppen, tuple(inlezing.velden))


def plan_van(inlezing):
    plan = maak_plan(inlezing.provincie, tabel_van(inlezing), inlezing.antwoorden)
    return laat_weg(plan, inlezing.antwoorden)


@transaction.atomic
def wijs_kolommen_toe(inlezing, velden):
    """Take the field of each column, and remember it for the next file of this province."""
    inlezing.velden = [veld if veld in PER_VELD else GEEN for veld in velden]
    inlezing.save(update_fields=["velden"])
    koppen = tabel_van(inlezing).koppen
    for kop, veld in zip(koppen, inlezing.velden, strict=False):
        spelling = in_een_spelling(kop)[:NAAMGRENS]
        if spelling:
            Kolomkop.objects.update_or_create(
                provincie=inlezing.provincie, kop=spelling, defaults={"veld": veld}
            )


def _blad(blad):
    rijen = [[cel and list(astuple(cel)) for cel in rij] for rij in blad.rows]
    return {"naam": blad.name, "rijen": rijen}


def _cel(soort, tekst, is_berekend, samengevoegd):
    return Cell(Kind(soort), tekst, is_berekend, samengevoegd)
