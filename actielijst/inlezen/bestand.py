"""From a file that was sent in to tables that can be compared, and back from where it was kept."""

import hashlib
import tempfile
from dataclasses import astuple, dataclass
from pathlib import Path

from django.db import transaction

from actielijst.exports.teksten import AFKORTINGEN
from actielijst.inlezen.antwoorden import laat_weg
from actielijst.inlezen.bladsoort import (
    PROJECTEN,
    andere_lijsten,
    bekende_schemas,
    bladsoorten,
    zoek_tabellen,
)
from actielijst.inlezen.kolommen import (
    GEEN,
    Tabel,
    koppen_van,
    kopsleutels,
    ontbreekt,
    zonder_bekende_koppen,
)
from actielijst.inlezen.koppen import Koppen, onthoud_koppen
from actielijst.inlezen.ongewoon import eigen_zin
from actielijst.inlezen.onthouden import Onthouden
from actielijst.inlezen.plan import Bladplan, Plan
from actielijst.inlezen.schrijven import schema
from actielijst.inlezen.vergelijken import EIGEN_ID
from actielijst.inlezen.voorstellen import voorstellen
from actielijst.inlezen.vroeger import Vroeger
from actielijst.models import Inlezing
from actielijst.uitvraag.kenmerk import partij_van
from pmiek.importing import (
    Cell,
    Kind,
    Sheet,
    Unreadable,
    kind_of,
    read_file,
    read_properties,
    unpacked_size,
)
from pmiek.keten import Keten
from pmiek.models import Provincie

GEEN_LIJST = (
    "In dit bestand vinden wij geen rij met koppen. Er moet ten minste een kolom zijn die "
    "Nr., Project of Projectnaam heet."
)
TE_NIEUW = (
    "Dit bestand is gemaakt met een nieuwere versie van deze toepassing ({}). "
    "Wij kunnen het niet lezen; download het bestand hier opnieuw."
)
OVERZICHT = (
    "Dit overzicht is hier gemaakt om te lezen en wordt niet teruggelezen. Wijzigen kan op het "
    "scherm, of in de Excel van de projecten, de afspraken, de actielijst, de monitoring of een "
    "uitvraag."
)
VAN_ELDERS = (
    "Dit bestand is van de provincie {van}: er staat geen ID van {hier} in. Kies een bestand van "
    "{hier}, of lees dit in bij {van}."
)
NIET_UW_WERK = "Uw rol mag dit blad niet inlezen. Het blad wordt overgeslagen."
NAAMGRENS = 200
# bytes of text that are read and compared in about two seconds
GROOT = 1_500_000


@dataclass(frozen=True)
class Bestand:
    """What a file holds that can be read in, and what it says about itself."""

    tabellen: list
    # all of its sheets, those that are not read in as well
    bladen: list = ()
    # the last line of the history that it knows; None for a list of somebody else
    stand: int | None = None

    @property
    def andere_bladen(self):
        """The names of sheets that are not read; those of our own files say nothing new."""
        gelezen = {tabel.blad.name for tabel in self.tabellen if tabel.wordt_gelezen}
        namen = [blad.name[:NAAMGRENS] for blad in self.bladen if blad.name not in gelezen]
        return namen if self.stand is None else []


def lees_bestand(pad, naam, provincie, bladnaam=None, *, kan_toewijzen=False) -> Bestand:
    """The tables of a file; raises Unreadable with a Dutch sentence.

    `kan_toewijzen`: headings that nobody knows are taken along, for somebody to say what they mean.
    """
    bladen = read_file(pad, naam)
    kenmerken = read_properties(pad)
    soort, versie = schema(kenmerken.get("Schema", ""))
    eigen = bekende_schemas()
    if versie > eigen.get(soort, versie):
        raise Unreadable(TE_NIEUW.format(kenmerken["Schema"]))
    stand = _stand(kenmerken)
    if stand is not None and soort not in eigen:
        raise Unreadable(OVERZICHT)
    if bladnaam and bladnaam not in [blad.name for blad in bladen]:
        namen = ", ".join(blad.name for blad in bladen)
        raise Unreadable(f"Het blad '{bladnaam}' staat niet in dit bestand. Wel: {namen}.")
    gekozen = [blad for blad in bladen if bladnaam in (None, blad.name)]
    # in a file of our own the headings mean what they say
    koppen = Koppen() if soort in eigen else Koppen(provincie)
    tabellen = zoek_tabellen(gekozen, koppen, soort, kan_toewijzen=kan_toewijzen)
    if not tabellen and kan_toewijzen:
        tabellen = zonder_bekende_koppen(gekozen)
    if not tabellen:
        raise Unreadable(GEEN_LIJST)
    if stand is not None:
        _weiger_van_elders(tabellen, provincie)
    elif kan_toewijzen:
        tabellen += andere_lijsten(gekozen, tabellen, koppen)
    return Bestand(tabellen, bladen, stand)


def _weiger_van_elders(tabellen, provincie):
    """One sentence for a file of ours of which no ID is of this province."""
    ids = [
        gevonden[1]
        for tabel in tabellen
        for _, cellen in tabel.rijen
        if "id" in cellen and (gevonden := EIGEN_ID.fullmatch(cellen["id"][1].text.strip()))
    ]
    if ids and AFKORTINGEN[provincie.code] not in ids:
        codes = [code for code, afkorting in AFKORTINGEN.items() if afkorting in ids]
        namen = ", ".join(Provincie.objects.filter(code__in=codes).values_list("naam", flat=True))
        raise Unreadable(VAN_ELDERS.format(van=namen or ", ".join({*ids}), hier=provincie))


def _stand(kenmerken):
    tekst = kenmerken.get("Stand", "")
    return int(tekst) if tekst.isdecimal() and len(tekst) < 19 else None


def wijst_kolommen_aan(bestand, provincie) -> bool:
    """Whether somebody should say first what is in the columns of an unknown list.

    Where the number or the name was not found, or where we can propose what is in a column: any
    other column can be assigned later.
    """
    lijst = bestand.tabellen[0]
    if bestand.stand is not None or lijst.soort != PROJECTEN:
        return False
    kan_beter = bool(ontbreekt(lijst)) or voorstellen(lijst) != [*lijst.velden]
    return kan_beter and not is_gezegd(lijst, provincie)


def is_gezegd(lijst, provincie):
    """Whether somebody said of all columns that are not read that they are not to be."""
    bekend = Koppen(provincie).over(lijst.koppen)
    kolommen = zip(kopsleutels(lijst.koppen), lijst.velden, strict=True)
    return all(
        veld or sleutel in bekend or not lijst.voorbeelden(plaats)
        for plaats, (sleutel, veld) in enumerate(kolommen)
    )


def ingestuurd(*, provincie, gebruiker, naam, inhoud, **velden) -> Inlezing:
    """A file that came in; not saved yet."""
    return Inlezing(
        provincie=provincie,
        gebruiker=gebruiker,
        bestandsnaam=schone_naam(naam),
        controlegetal=hashlib.sha256(inhoud).hexdigest(),
        **velden,
    )


def lees_in(inlezing, inhoud, naam) -> Bestand:
    """Read the file that came in; raises Unreadable. The caller saves."""
    # the name of the sender is only looked at, never used as a path
    with tempfile.NamedTemporaryFile(prefix="pmiek-inlezen-") as tijdelijk:
        tijdelijk.write(inhoud)
        tijdelijk.flush()
        pad = Path(tijdelijk.name)
        bestand = lees_bestand(pad, naam, inlezing.provincie, kan_toewijzen=True)
    inlezing.namens = partij_van(inlezing.provincie, bestand.bladen)
    inlezing.bladen = [_blad(tabel) for tabel in bestand.tabellen]
    inlezing.stand = bestand.stand
    te_kiezen = {blad["naam"] for blad in inlezing.bladen}
    inlezing.andere_bladen = [naam for naam in bestand.andere_bladen if naam not in te_kiezen]
    return bestand


def is_groot(inhoud, naam) -> bool:
    """Whether reading it takes longer than somebody waits; raises Unreadable where it cannot be."""
    with tempfile.NamedTemporaryFile(prefix="pmiek-inlezen-") as tijdelijk:
        tijdelijk.write(inhoud)
        tijdelijk.flush()
        pad = Path(tijdelijk.name)
        return unpacked_size(pad, kind_of(pad, naam)) > GROOT


def schone_naam(naam):
    """The name of a file as one line that can be shown; the last part of a path."""
    laatste = naam.replace("\\", "/").rpartition("/")[2]
    zichtbaar = "".join(teken if teken.isprintable() else "\ufffd" for teken in laatste)
    return zichtbaar[:NAAMGRENS] or "zonder naam"


def tabellen_van(inlezing) -> list[Tabel]:
    return [_tabel(blad, plaats) for plaats, blad in enumerate(inlezing.bladen)]


def maak_plan(provincie, bestand, antwoorden, rollen=None) -> Plan:
    """Compare the sheets of a file with what is stored; nothing is written.

    `rollen` are those of who asks: a sheet that they may not write is not read.
    """
    vroeger, eerder = Vroeger(bestand.stand), Onthouden(provincie)
    bladen, vorige = [], {}
    for tabel in bestand.tabellen:
        soort = bladsoorten()[tabel.soort]
        if not tabel.wordt_gelezen:
            continue
        if rollen is not None and not {*rollen} & {*soort.rollen}:
            bladen.append(_geweigerd(soort, tabel))
        else:
            vergelijking = soort.vergelijking(soort, provincie, tabel, antwoorden, vroeger, eerder)
            if soort.naam in vorige:
                vergelijking.ga_verder_na(*vorige[soort.naam])
            bladen.append(vergelijking.plan())
            vorige[soort.naam] = vergelijking, bladen[-1]
    return Plan(bladen)


def plan_van(inlezing, rollen=None) -> Plan:
    # first: what is saved while we compare must be seen to be newer
    keten = Keten.objects.stand(inlezing.provincie_id)
    bestand = Bestand(tabellen_van(inlezing), stand=inlezing.stand)
    plan = maak_plan(inlezing.provincie, bestand, inlezing.antwoorden, rollen)
    plan.keten, plan.waarom = keten, eigen_zin(inlezing)
    return laat_weg(plan, inlezing.antwoorden)


def _geweigerd(soort, tabel):
    return Bladplan(
        soort,
        tabel.blad.name,
        tabel.voor,
        tabel.koprij + 1,
        weigering=NIET_UW_WERK,
        aantal_regels=len(list(tabel.rijen)),
    )


@transaction.atomic
def wijs_kolommen_toe(inlezing, gekozen, velden):
    """Take the field of each column, and remember it for the next file of this province.

    The other lists of the file with the same headings have the same columns.
    """
    bekend = bladsoorten()[gekozen.soort].labels
    velden = [veld if veld in bekend else GEEN for veld in velden]
    for blad, tabel in zip(inlezing.bladen, tabellen_van(inlezing), strict=True):
        if (tabel.soort, tabel.koppen) == (gekozen.soort, gekozen.koppen):
            blad["velden"] = velden
    inlezing.save(update_fields=["bladen"])
    onthoud_koppen(inlezing.provincie, gekozen.koppen, velden)


def _blad(tabel):
    rijen = [[cel and list(astuple(cel)) for cel in rij] for rij in tabel.blad.rows]
    return {
        "naam": tabel.blad.name[:NAAMGRENS],
        "soort": tabel.soort,
        "koprij": tabel.koprij,
        "velden": list(tabel.velden),
        "rijen": rijen,
        "verborgen": tabel.blad.hidden,
        "wordt_gelezen": tabel.wordt_gelezen,
    }


def _tabel(blad, plaats):
    rijen = [[cel and _cel(*cel) for cel in rij] for rij in blad["rijen"]]
    sheet, rij = Sheet(blad["naam"], rijen, blad.get("verborgen", [])), blad["koprij"]
    voor = f"b{plaats}-" if plaats else ""
    velden = tuple(blad["velden"])
    gelezen = blad["wordt_gelezen"]
    return Tabel(sheet, rij, koppen_van(sheet, rij), velden, blad["soort"], voor, gelezen)


def _cel(soort, tekst, is_berekend, samengevoegd):
    return Cell(Kind(soort), tekst, is_berekend, samengevoegd)
