import json
from pathlib import Path

from django.core.management.base import BaseCommand

from actielijst.inlezen.bestand import lees_tabel, schone_naam
from actielijst.inlezen.vergelijken import maak_plan
from actielijst.inlezen.verwerken import NietTeVerwerken, verwerk
from pmiek.beveiligingslog import meld
from pmiek.enums import Kanaal
from pmiek.history import acting_as
from pmiek.importing import Unreadable
from pmiek.models import Provincie

GELUKT, VRAGEN, ONLEESBAAR = 0, 1, 2


class Command(BaseCommand):
    help = (
        "Leest een pMIEK-lijst in (.xlsx, .ods of .csv). Met vragen of fouten wordt er niets "
        "geschreven. Einde: 0 ingelezen, 1 vragen of fouten, 2 onleesbaar bestand."
    )

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--provincie", required=True, help="bijvoorbeeld zuid-holland")
        parser.add_argument("--blad", help="zonder deze optie: het blad met de meeste koppen")
        parser.add_argument("--proef", action="store_true", help="alles nagaan, niets schrijven")
        parser.add_argument("--json", action="store_true", help="de uitkomst als een JSON-object")

    def handle(self, *, bestand, provincie, blad, proef, **options):
        uitkomst = self._uitkomst(bestand, provincie, blad, proef=proef)
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
        if not bestand.is_file():
            return _fout(f"Het bestand {bestand} is er niet.")
        try:
            _, tabel = lees_tabel(bestand, bestand.name, provincie, bladnaam)
        except Unreadable as reden:
            return _fout(str(reden))
        plan = maak_plan(provincie, tabel, {})
        uitkomst = _telling(plan, tabel)
        if not uitkomst["vragen"]:
            uitkomst["vragen"] = self._verwerk(plan, provincie, bestand, proef=proef)
        uitkomst["einde"] = VRAGEN if uitkomst["vragen"] else GELUKT
        return uitkomst

    def _verwerk(self, plan, provincie, bestand, *, proef):
        """The dry run is the real run without its end."""
        nieuwe = {regel.nummer for regel in plan.nieuw}
        try:
            with acting_as(None, Kanaal.EXCEL):
                verwerk(plan, provincie, schone_naam(bestand.name), nieuwe=nieuwe, proef=proef)
        except NietTeVerwerken as weigering:
            return [_weigering(plan, *fout) for fout in weigering.fouten]
        return []

    def _in_woorden(self, uitkomst, proef):
        if "melding" in uitkomst:
            self.stderr.write(uitkomst["melding"])
            return
        self.stdout.write(
            f"{uitkomst['nieuw']} nieuw, {uitkomst['gewijzigd']} gewijzigd, "
            f"{len(uitkomst['vragen'])} vragen, {uitkomst['gelijk']} gelijk"
        )
        for vraag in uitkomst["vragen"]:
            self.stdout.write(f"{vraag['blad']}, {vraag['cel']}: {vraag['melding']}")
        if uitkomst["vragen"] or proef:
            self.stdout.write("Er is niets geschreven.")


def _fout(melding):
    return {"melding": melding, "einde": ONLEESBAAR}


def _telling(plan, tabel):
    vragen = [
        {
            "blad": plan.blad,
            "cel": vraag.cel,
            "kolom": vraag.kolom,
            "waarde": vraag.waarde,
            "melding": vraag.melding,
        }
        for vraag in plan.open_vragen
    ]
    kolommen = {kop: veld for kop, veld in zip(tabel.koppen, tabel.velden, strict=False) if kop}
    return {
        "nieuw": len(plan.nieuw),
        "gewijzigd": len(plan.gewijzigd),
        "gelijk": len(plan.gelijk),
        "vragen": vragen,
        "kolommen": kolommen,
    }


def _weigering(plan, regel, veld, zin):
    cel = next((v for v in regel.veranderingen if v.veld == veld), None)
    return {
        "blad": plan.blad,
        "cel": cel.cel if cel else f"A{regel.rij}",
        "kolom": cel.label if cel else veld,
        "waarde": cel.nieuw if cel else "",
        "melding": zin,
    }
