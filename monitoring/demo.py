"""Earlier rounds for the demonstration: examples, and what a source says, marked apart."""

import datetime

from django.utils import timezone

from actielijst.models import Project
from monitoring.models import (
    Monitoringregel,
    Monitoringronde,
    VraagAanEnergyboard,
    Vraagproject,
)
from monitoring.rondes import neem_op, open_ronde, sluit
from pmiek.enums import Kanaal
from pmiek.history import acting_as
from pmiek.models import Gebruiker
from pmiek.referentie import lees_feiten
from pmiek.rendered import set_links

# so long before a round a phase changed: an example has a plausible day as well
FASE_VOORAF, GEEN_DAGEN = datetime.timedelta(days=24), datetime.timedelta()
VOORBEELDFASE = "Voorbeeldgegevens: de fasewisseling tussen de monitoringsrondes."
VOORBEELDIBN = "Voorbeeldgegevens: de IBN uit de monitoringsrondes."


def laad_monitoring(provincies):
    """Rounds for the provinces that have just got the projects of the demonstration."""
    for provincie in provincies:
        _Lader(provincie, lees_feiten(f"demo/{provincie.slug}-monitoring")).laad()


class _Lader:
    def __init__(self, provincie, feiten):
        self.provincie, self.feiten = provincie, feiten
        self.monitor = Gebruiker.objects.get(email=f"monitor@{provincie.slug}.example")
        self.soorten = {s.naam: s for s in provincie.aandachtspuntcategorieen.all()}
        self.partijen = {str(partij): partij for partij in provincie.partijen.all()}
        self.projecten = {p.nummer or p.naam: p for p in Project.objects.van(provincie)}

    def laad(self):
        rondes = self.feiten["rondes"]
        for plaats, feit in enumerate(rondes):
            # each round is one action in the history
            peildatum = datetime.date.fromisoformat(feit["peildatum"])
            with _voorbeeld(peildatum - (FASE_VOORAF if plaats else GEEN_DAGEN)):
                self._fasen(plaats)
            with _voorbeeld(peildatum):
                self._ronde(plaats, feit, is_laatste=plaats == len(rondes) - 1)

    def _ronde(self, plaats, feit, *, is_laatste):
        data = {
            veld: datetime.date.fromisoformat(feit[veld])
            for veld in ("peildatum", "deadline", "vergaderdatum")
        }
        ronde = open_ronde(
            Monitoringronde(provincie=self.provincie, naam=feit["naam"], voorbeeld=True, **data)
        )
        regels = {regel.project_id: regel for regel in ronde.regels.all()}
        for project in self.feiten["projecten"]:
            self._regel(ronde, plaats, project, regels, is_laatste=is_laatste)
        self._vragen(ronde, plaats)
        if not is_laatste:
            sluit(ronde, op=_middag(data["deadline"]))

    def _fasen(self, plaats):
        """Examples of a phase that changed since the round before; the project says so itself."""
        for feit in self.feiten.get("fasen", []):
            if feit["ronde"] == plaats:
                project = self.projecten[feit["project"]]
                project.fase, project.fasereden = feit["naar"], feit["reden"]
                project.fase_toelichting = feit["toelichting"]
                self._merk(project, VOORBEELDFASE)
                project.save()

    def _regel(self, ronde, plaats, feit, regels, *, is_laatste):
        project = self.projecten[feit["project"]]
        regel = regels.get(project.pk) or neem_op(ronde, project, _vorige(ronde, project))
        stand = feit["nu"] if is_laatste else "ingevuld"
        if stand == "niets":
            return
        regel.ibn, regel.oordeel = feit["ibn"][plaats], feit["oordeel"][plaats]
        regel.voorbeeld = feit.get("voorbeeld", True)
        self._oorzaak(regel, feit.get("oorzaken", {}).get(str(plaats)))
        trekkers = self._punt(regel, plaats, feit)
        dag = ronde.peildatum + datetime.timedelta(days=2)
        regel.bevestigd_op, regel.bevestigd_door = _middag(dag), self.monitor
        regel.stand_van, regel.ongewijzigd = dag, stand == "ongewijzigd"
        regel.save()
        set_links(regel, "trekkers", trekkers)
        self._ibn_op_fiche(project, regel)

    def _ibn_op_fiche(self, project, regel):
        """The fiche says what was told in the round: the two are about the same date."""
        if str(project.ibn) != str(regel.ibn):
            project.ibn = regel.ibn
            if regel.voorbeeld:
                self._merk(project, VOORBEELDIBN)
            project.save()

    def _merk(self, project, merk):
        if merk not in project.bron:
            project.bron, project.voorbeeld = f"{project.bron}\n{merk}".strip(), True

    def _oorzaak(self, regel, oorzaak):
        if oorzaak:
            soort, wat, toelichting = oorzaak
            regel.oorzaak = self.soorten.get(soort)
            regel.oorzaaksoort, regel.oorzaak_toelichting = wat, toelichting

    def _punt(self, regel, plaats, feit):
        """What asks attention from some round on; before that, "n.v.t." as in the source."""
        punt = feit.get("punt")
        if punt is None or plaats < punt["vanaf"]:
            regel.aandachtspunt = regel.versnellingsactie = regel.vraag = "n.v.t."
            regel.overige_trekkers = "n.v.t."
            return []
        regel.categorie = self.soorten[punt["categorie"]]
        regel.aandachtspunt = punt["aandachtspunt"]
        regel.versnellingsactie = punt["versnellingsactie"]
        regel.overige_trekkers, regel.vraag = "", "n.v.t."
        return [self.partijen[naam] for naam in punt["trekkers"]]

    def _vragen(self, ronde, plaats):
        for feit in self.feiten["vragen"]:
            if feit["ronde"] == plaats:
                velden = {k: v for k, v in feit.items() if k not in ("ronde", "projecten")}
                vraag = VraagAanEnergyboard.objects.create(
                    provincie=self.provincie, ronde=ronde, voorbeeld=True, **velden
                )
                for nummer in feit["projecten"]:
                    Vraagproject.objects.create(vraag=vraag, project=self.projecten[nummer])


def _vorige(ronde, project):
    eerder = Monitoringregel.objects.filter(project=project, ronde__peildatum__lt=ronde.peildatum)
    return eerder.order_by("-ronde__peildatum").first()


def _voorbeeld(dag):
    """Write as if it was that day."""
    return acting_as(None, Kanaal.DEMO, moment=_middag(dag))


def _middag(dag):
    return timezone.make_aware(datetime.datetime.combine(dag, datetime.time(12)))
