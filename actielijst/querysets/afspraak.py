from collections import Counter

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

from actielijst.enums import Afspraakstatus
from actielijst.querysets.rij import ProjectrijQuerySet, in_rol, objecten, zoekwoorden
from pmiek.periode import is_verschoven
from pmiek.querysets import BeheerQuerySet


class AfspraakpartijQuerySet(ProjectrijQuerySet):
    provincie_pad = "afspraak__project__provincie"
    project_pad = "afspraak__project"


class AfspraakQuerySet(ProjectrijQuerySet):
    def actief(self):
        return self.filter(status__in=Afspraakstatus.actief())

    def actueel(self):
        return self.filter(project__gearchiveerd_op__isnull=True)

    def verlopen(self, peildatum=None):
        """Overdue counts from the end of the agreed period."""
        return self.actief().filter(planning_tot_en_met__lt=peildatum or timezone.localdate())

    def binnen(self, dagen, peildatum=None):
        peildatum = peildatum or timezone.localdate()
        tot = peildatum + timezone.timedelta(days=dagen)
        return self.actief().filter(planning_tot_en_met__range=(peildatum, tot))

    def zoek(self, tekst):
        """Every word somewhere in the activity, or in the name or number of its project."""
        gevonden = self
        for woord in zoekwoorden(tekst):
            gevonden = gevonden.filter(
                Q(activiteit__icontains=woord)
                | Q(project__naam__icontains=woord)
                | Q(project__nummer__iexact=woord)
            )
        return gevonden

    def van_partij(self, partij):
        """Agreements in which this party has any role, in them or in their project: `rollen`."""
        betrokken = objecten("Afspraakpartij").filter(partij=partij)
        return self.filter(
            Q(trekker=partij)
            | Q(pk__in=betrokken.values("afspraak"))
            | Q(project__in=objecten("Project").filter(in_rol([partij])))
        )

    def eindigt_in(self, periode):
        """Planned to end within these dates; one of the two may be missing."""
        grenzen = {"gte": periode.van, "lte": periode.tot_en_met}
        return self.filter(
            **{f"planning_tot_en_met__{wat}": dag for wat, dag in grenzen.items() if dag}
        )

    def op_tijd(self, code):
        """One of `TIJDEN`."""
        return TIJDEN[code][1](self)

    def zonder_einde(self):
        """Empty, not read as a date, or with a start only: it can never be late."""
        return self.filter(planning_tot_en_met__isnull=True)

    def verschoven(self):
        """Planned otherwise than at first; the same dates in other words are no move."""
        anders = self.exclude(eerste_planning="").exclude(planning=F("eerste_planning"))
        plannen = anders.order_by().values_list("pk", "eerste_planning", "planning")
        herschreven = [pk for pk, eerste, nu in plannen if not is_verschoven(eerste, nu)]
        return anders.exclude(pk__in=herschreven)

    def op_planning(self):
        return self.order_by(F("planning_tot_en_met").asc(nulls_last=True), "planning", "pk")

    def voor_lijst(self):
        return self.select_related("trekker").prefetch_related("betrokken_partijen")

    def met_verschuivingen(self):
        verschuivingen = objecten("Verschuiving").met_melder()
        return self.prefetch_related(Prefetch("verschuivingen", queryset=verschuivingen))

    def voor_overzicht(self):
        """Everything one row of the list over all projects shows."""
        return (
            self.voor_lijst()
            .select_related("project__provincie", "project__bevoegd_gezag")
            .prefetch_related("project__gemeenten", "project__betrokken_partijen")
        )

    def plaatsen(self):
        """{agreement: place in its project}, counted over all agreements of those projects."""
        paren = objecten("Uitvoeringsafspraak").filter(
            project__in=self.order_by().values("project")
        )
        plaatsen, geteld = {}, Counter()
        for pk, project in paren.order_by("volgorde", "pk").values_list("pk", "project"):
            geteld[project] += 1
            plaatsen[pk] = geteld[project]
        return plaatsen


VIER_WEKEN = 28
# what time says of an agreement: words for the reader, and the rows
TIJDEN = {
    "te_laat": ("te laat", lambda afspraken: afspraken.verlopen()),
    "binnenkort": ("binnen 4 weken", lambda afspraken: afspraken.binnen(VIER_WEKEN)),
    "zonder_einde": ("zonder leesbaar einde", lambda afspraken: afspraken.zonder_einde()),
    "verschoven": ("verschoven", lambda afspraken: afspraken.verschoven()),
}


class UitgezetteActieQuerySet(BeheerQuerySet):
    pass


class VoorbeeldactieQuerySet(BeheerQuerySet):
    def beschikbaar_in(self, provincie):
        return self.filter(Q(provincie__isnull=True) | Q(provincie=provincie))

    def met_stand(self, provincie):
        """With `staat_aan`: whether it is offered in this province."""
        uit = objecten("UitgezetteActie").filter(provincie=provincie, actie=OuterRef("pk"))
        return self.annotate(staat_aan=Q(actief=True) & ~Exists(uit))

    def te_kiezen(self, provincie, fase):
        """For a project in this phase: those of the source first, then the province's own."""
        beschikbaar = self.beschikbaar_in(provincie).met_stand(provincie)
        beschikbaar = beschikbaar.filter(fase=fase, staat_aan=True)
        return beschikbaar.order_by(F("provincie").asc(nulls_first=True), "volgorde", "pk")
