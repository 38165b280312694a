import json
from pathlib import Path

from django.core.management.base import BaseCommand

from actielijst.documenten.woorden import getal
from actielijst.inlezen.bestand import lees_bestand, maak_plan, schone_naam
from actielijst.inlezen.verwerken import NietTeVerwerken, verwerk
from actielijst.uitvraag.kenmerk import partij_van
from pmiek.beveiligingslog import meld
from pmiek.enums import Kanaal
from pmiek.history import Verouderd, acting_as
from pmiek.importing import Unreadable, cannot_open
from pmiek.importing.cells import address
from pmiek.models import Provincie

GELUKT, VRAGEN, ONLEESBAAR = 0, 1, 2
TUSSENDOOR = (
    "Terwijl dit bestand werd ingelezen wijzigde iemand anders hetzelfde. Er is niets geschreven; "
    "geef de opdracht nog eens."
)
# what is said of every file, of one that cannot be read as well
LEEG = {"nieuw": 0, "gewijzigd": 0, "gelijk": 0, "vragen": [], "kolommen": {}}
LEEG |= {"verborgen": [], "niet_gelezen": [], "als_leeg": [], "andere_bladen": [], "melding": ""}


class Command(BaseCommand):
    help = (
        "Leest een pMIEK-lijst in (.xlsx, .ods of .csv). De opdracht zelf is het ja: ook nieuwe "
        "regels komen erbij. Wie eerst wil zien wat er zou gebeuren, geeft --proef. Met vragen of "
        "fouten wordt er niets geschreven. Einde: 0 ingelezen, 1 vragen of fouten, 2 onleesbaar "
        "bestand."
    )

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--provincie", required=True, help="bijvoorbeeld zuid-holland")
        parser.add_argument("--blad", help="zonder deze optie: het blad met de meeste koppen")
        parser.add_argument("--proef", action="store_true", help="alles nagaan, niets schrijven")
        parser.add_argument("--json", action="store_true", help="de uitkomst als een JSON-object")

    def handle(self, *, bestand, provincie, blad, proef, **options):
        try:
            uitkomst = self._uitkomst(bestand, provincie, blad, proef=proef)
        except Unreadable as reden:
            uitkomst = _fout(str(reden))
        except Verouderd:
            uitkomst = _fout(TUSSENDOOR, VRAGEN)
        if not proef:
            resultaat = "geweigerd" if uitkomst["einde"] else "gelukt"
            meld("lijst verwerken", object=f"lijst voor {provincie}", resultaat=resultaat)
        if options["json"]:
            self.stdout.write(json.dumps(uitkomst, ensure_ascii=False))
        else:
            self._in_woorden(uitkomst, proef)
        if uitkomst["einde"] != GELUKT:
            raise SystemExit(uitkomst["einde"])

    def _uitkomst(self, bestand, slug, bladnaam, *, proef):
        provincie = Provincie.objects.filter(slug=slug).first()
        if provincie is None:
            return _fout(f"De provincie '{slug}' staat hier niet.")
        if reden := cannot_open(bestand):
            return _fout(reden)
        gelezen = lees_bestand(bestand, bestand.name, provincie, bladnaam)
        plan = maak_plan(provincie, gelezen, {})
        uitkomst = _telling(plan, gelezen)
        if not uitkomst["vragen"]:
            namens = partij_van(provincie, gelezen.bladen)
            uitkomst["vragen"] = self._verwerk(plan, provincie, bestand, namens, proef=proef)
        uitkomst["einde"] = VRAGEN if uitkomst["vragen"] else GELUKT
        return uitkomst

    def _verwerk(self, plan, provincie, bestand, namens, *, proef):
        """The dry run is the real run without its end."""
        nieuwe = {regel.sleutel for regel in plan.nieuw}
        try:
            with acting_as(None, Kanaal.EXCEL):
                naam = schone_naam(bestand.name)
                verwerk(plan, provincie, naam, namens=namens, nieuwe=nieuwe, proef=proef)
        except NietTeVerwerken as weigering:
            return [_weigering(plan, *fout) for fout in weigering.fouten]
        return []

    def _in_woorden(self, uitkomst, proef):
        if uitkomst["melding"]:
            self.stderr.write(uitkomst["melding"])
            return
        self.stdout.write(
            f"{uitkomst['nieuw']} nieuw, {uitkomst['gewijzigd']} gewijzigd, "
            f"{len(uitkomst['vragen'])} vragen, {uitkomst['gelijk']} gelijk"
        )
        for vraag in uitkomst["vragen"]:
            self.stdout.write(f"{vraag['blad']}, {vraag['cel']}: {vraag['melding']}")
        for blad in uitkomst["verborgen"]:
            rijen = getal(blad["aantal"], "verborgen rij", "verborgen rijen")
            self.stdout.write(f"{blad['blad']}: {rijen} gelezen, vanaf rij {blad['rij']}.")
        for kolom in uitkomst["niet_gelezen"]:
            self.stdout.write(f"{kolom['blad']}: kolom '{kolom['kolom']}' niet gelezen.")
        for cel in uitkomst["als_leeg"]:
            self.stdout.write(f"{cel['blad']}, {cel['cel']}: '{cel['waarde']}' als leeg gelezen.")
        for blad in uitkomst["andere_bladen"]:
            self.stdout.write(f"Blad {blad} niet gelezen.")
        if uitkomst["vragen"] or proef:
            self.stdout.write("Er is niets geschreven.")


def _fout(melding, einde=ONLEESBAAR):
    return LEEG | {"melding": melding, "einde": einde}


def _telling(plan, gelezen):
    vragen = [
        _vraag(blad, vraag.cel, vraag.kolom, vraag.waarde, vraag.melding)
        for blad in plan.bladen
        for vraag in [*blad.open_vragen, *(een.als_vraag for een in blad.open_botsingen)]
    ]
    geweigerd = [_vraag(b, "", "", "", b.weigering) for b in plan.bladen if b.weigering]
    return LEEG | {
        "nieuw": len(plan.nieuw),
        "gewijzigd": len(plan.gewijzigd),
        "gelijk": len(plan.gelijk),
        "vragen": vragen + geweigerd,
        "kolommen": _kolommen(gelezen.tabellen),
        "verborgen": [
            {"blad": blad.blad, "rij": blad.verborgen[0], "aantal": blad.verborgen[1]}
            for blad in plan.bladen
            if blad.verborgen
        ],
        "niet_gelezen": [
            {"blad": blad.blad, "kolom": kop} for blad in plan.bladen for kop in blad.niet_gelezen
        ],
        "als_leeg": [
            {"blad": blad.blad, "cel": cel, "waarde": tekst}
            for blad in plan.bladen
            for cel, tekst in blad.als_leeg
        ],
        "andere_bladen": gelezen.andere_bladen,
    }


def _kolommen(tabellen):
    """{heading: field}; the same heading again with its cell, where it means something else."""
    kolommen = {}
    for tabel in tabellen:
        for plaats, (kop, veld) in enumerate(zip(tabel.koppen, tabel.velden, strict=False)):
            if kop and kolommen.setdefault(kop, veld) != veld:
                kolommen[f"{kop} ({tabel.blad.name}, {address(tabel.koprij, plaats)})"] = veld
    return kolommen


def _weigering(plan, regel, veld, zin):
    blad = next(een for een in plan.bladen if any(r is regel for r in een.regels))
    cel = next((v for v in regel.veranderingen if v.veld == veld), None)
    if cel is None:
        kolom = blad.soort.labels.get(veld, veld)
        return _vraag(blad, f"A{regel.rij}", kolom, "", zin)
    return _vraag(blad, cel.cel, cel.label, cel.nieuw, zin)


def _vraag(blad, cel, kolom, waarde, melding):
    return {"blad": blad.blad, "cel": cel, "kolom": kolom, "waarde": waarde, "melding": melding}
