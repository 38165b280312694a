import functools
import operator
from collections import Counter

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.dateparse import parse_date

from actielijst.enums import Afspraakstatus, Fase, Locatiestatus, Route, Taakstatus
from pmiek.enums import Rolsoort
from pmiek.periode import binnen_q, verlopen_q
from pmiek.querysets import BeheerQuerySet, PerProvincieQuerySet
from pmiek.wijziging import Wijziging

BIJNA = 28  # days
TERUG = functools.reduce(
    operator.or_, (Q(van=fase, naar__in=Fase.eerdere(fase)) for fase in Fase), Q(pk__in=[])
)


def _objecten(modelnaam):
    # models import this module, so it finds them by name
    return apps.get_model("actielijst", modelnaam).objects


class KeuzeQuerySet(BeheerQuerySet):
    def te_kiezen(self, lijst):
        return self.filter(lijst=lijst, actief=True)


class RondeQuerySet(BeheerQuerySet):
    def huidige(self):
        """The round that is worked on: the last one that has started."""
        begonnen = self.filter(startdatum__lte=timezone.localdate())
        return begonnen.order_by("-startdatum", "-pk").first()

    def vorige_vergadering(self):
        """The last meeting that is past; without one, the day the list was adopted."""
        vandaag = timezone.localdate()
        genoemd = {*self.values_list("vergaderdatum", flat=True), *self._oude_vergaderdatums()}
        geweest = [datum for datum in genoemd if datum and datum < vandaag]
        ronde = self.huidige()
        return max(geweest, default=ronde and ronde.startdatum)

    def _oude_vergaderdatums(self):
        """A round names one meeting: the ones before it stand in its history.

        A date that was replaced before it came is a meeting that was moved.
        """
        wijzigingen = Wijziging.objects.filter(
            soort_object=ContentType.objects.get_for_model(self.model),
            object_id__in=self.order_by().values("pk"),
            velden__has_key="vergaderdatum",
        )
        for wanneer, veld in wijzigingen.values_list("wanneer", "velden__vergaderdatum"):
            datum = parse_date(veld["oud"] or "")
            if datum and datum <= timezone.localdate(wanneer):
                yield datum


class ProjectQuerySet(PerProvincieQuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Readers see their whole province, a party the projects it takes part in."""
        heel = gebruiker.rollen.filter(soort__in=self.leesrollen)
        namens = gebruiker.rollen.filter(soort=Rolsoort.PARTIJ)
        meedoend = _doet_mee(namens.values("partij")) & _genoemd(namens.filter(beperkt=True))
        return self.filter(Q(provincie__in=heel.values("provincie")) | meedoend)

    def van_partij(self, partij):
        """Projects in which this party has any role at all."""
        return self.filter(_doet_mee([partij]))

    def actueel(self):
        return self.filter(gearchiveerd_op__isnull=True)

    def gearchiveerd(self):
        return self.filter(gearchiveerd_op__isnull=False)

    def met_fiche(self):
        return self.filter(Q(fase__in=Fase.concreet()) | Q(locatiestatus=Locatiestatus.BEKEND))

    def zonder_fiche(self):
        return self.exclude(Q(fase__in=Fase.concreet()) | Q(locatiestatus=Locatiestatus.BEKEND))

    def met_acties_zonder_afspraken(self):
        return self.filter(route=Route.ACTIES, afspraken__isnull=True)

    def met_afspraken_te_laat(self, peildatum=None):
        te_laat = _objecten("Uitvoeringsafspraak").verlopen(peildatum)
        return self.filter(pk__in=te_laat.values("project"))

    def met_termijn(self, stand, peildatum=None):
        """By how the term for the next phase stands, counted from its end."""
        peildatum = peildatum or timezone.localdate()
        termijn = "volgende_fase_termijn"
        bijna = peildatum + timezone.timedelta(days=BIJNA)
        leeg = Q(**{termijn: ""})
        return self.filter(
            {
                "te_laat": verlopen_q(termijn, peildatum),
                "binnenkort": binnen_q(termijn, peildatum, bijna),
                "onleesbaar": ~leeg & Q(**{f"{termijn}_tot_en_met": None, f"{termijn}_van": None}),
                "geen": leeg,
            }[stand]
        )

    def zoek(self, tekst):
        """Name, number, municipality or any IP number."""
        gemeenten = _objecten("Projectgemeente").filter(partij__naam__icontains=tekst)
        koppelingen = _objecten("IPKoppeling").filter(nummer__icontains=tekst)
        return self.filter(
            Q(naam__icontains=tekst)
            | Q(nummer__iexact=tekst)
            | Q(pk__in=gemeenten.values("project"))
            | Q(pk__in=koppelingen.values("project"))
        )

    def voor_lijst(self, peildatum=None):
        """Everything one row of the list shows, in a fixed number of queries."""
        return self.met_afspraaktelling(peildatum).voor_volledigheid()

    def met_afspraaktelling(self, peildatum=None):
        afspraken = _objecten("Uitvoeringsafspraak").filter(project=OuterRef("pk"))
        return self.annotate(
            aantal_afspraken=_aantal(afspraken),
            aantal_open=_aantal(afspraken.actief()),
            aantal_te_laat=_aantal(afspraken.verlopen(peildatum)),
        )

    def voor_volledigheid(self):
        return self.select_related(
            "provincie",
            "ronde",
            "energiedrager",
            "type_infra",
            "schaalniveau",
            "bevoegd_gezag",
            "volgende_fase_wie",
        ).prefetch_related("gemeenten", "betrokken_partijen", "ip_koppelingen__netbeheerder")

    def voor_fiche(self):
        """Everything a fiche shows, for many fiches in a fixed number of queries."""
        afspraken = _objecten("Uitvoeringsafspraak").voor_lijst()
        wisselingen = _objecten("Fasewisseling").select_related("wijziging")
        return self.voor_volledigheid().prefetch_related(
            Prefetch("afspraken", queryset=afspraken),
            Prefetch("fasewisselingen", queryset=wisselingen),
        )

    def tel_per(self, veld):
        """Count per value of a field, as (value, count) pairs."""
        paren = self.order_by().values_list(veld).annotate(aantal=Count("pk"))
        return dict(paren)


def _doet_mee(partijen):
    """Subqueries, not joins: each is answered once, from an index on the party."""
    afspraken = _objecten("Uitvoeringsafspraak").filter(trekker__in=partijen)
    namens_afspraak = _objecten("Afspraakpartij").filter(partij__in=partijen)
    return (
        Q(bevoegd_gezag__in=partijen)
        | Q(pk__in=_objecten("Betrokkenheid").filter(partij__in=partijen).values("project"))
        | Q(pk__in=_objecten("Projectgemeente").filter(partij__in=partijen).values("project"))
        | Q(pk__in=afspraken.values("project"))
        | Q(pk__in=namens_afspraak.values("afspraak__project"))
    )


def _genoemd(beperkte_rollen):
    """Where a role is limited, only the projects it names; a user has one role per province."""
    genoemd = _objecten("Rolproject").filter(rol__in=beperkte_rollen)
    return ~Q(provincie__in=beperkte_rollen.values("provincie")) | Q(
        pk__in=genoemd.values("project")
    )


def _aantal(queryset):
    telling = queryset.order_by().values("project").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(telling, output_field=models.IntegerField()), Value(0))


class ProjectrijQuerySet(PerProvincieQuerySet):
    """Rows of a project are seen by whoever sees the project."""

    provincie_pad = "project__provincie"
    project_pad = "project"

    def zichtbaar_voor(self, gebruiker):
        projecten = self._projecten().zichtbaar_voor(gebruiker)
        return self.filter(**{f"{self.project_pad}__in": projecten})

    def _projecten(self):
        project = self.model
        for stap in self.project_pad.split("__"):
            project = project._meta.get_field(stap).related_model
        return project.objects


class RolprojectQuerySet(BeheerQuerySet):
    provincie_pad = "rol__provincie"


class FasewisselingQuerySet(ProjectrijQuerySet):
    def sinds(self, datum):
        return self.filter(wijziging__wanneer__date__gte=datum)

    def eerste(self):
        return self.filter(van="")

    def terug(self):
        return self.filter(TERUG)

    def vooruit(self):
        return self.exclude(TERUG).exclude(van="")

    def actueel(self):
        return self.filter(project__gearchiveerd_op__isnull=True)

    def tel_richting(self):
        """How many went forward, back, or got their first phase: together all of them."""
        eerste = Q(van="")
        return self.order_by().aggregate(
            vooruit=Count("pk", filter=~TERUG & ~eerste),
            terug=Count("pk", filter=TERUG),
            eerste=Count("pk", filter=eerste),
        )

    def voor_lijst(self):
        return self.select_related("wijziging", "project__provincie").prefetch_related(
            "project__gemeenten"
        )


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
        """The activity, or the name or number of its project."""
        return self.filter(
            Q(activiteit__icontains=tekst)
            | Q(project__naam__icontains=tekst)
            | Q(project__nummer__iexact=tekst)
        )

    def van_partij(self, partij):
        """Agreements in which this party has any role: leads, takes part, or decides."""
        namens = _objecten("Afspraakpartij").filter(partij=partij)
        return self.filter(
            Q(trekker=partij)
            | Q(pk__in=namens.values("afspraak"))
            | Q(project__bevoegd_gezag=partij)
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
        return self.exclude(eerste_planning="").exclude(planning=F("eerste_planning"))

    def op_planning(self):
        return self.order_by(F("planning_tot_en_met").asc(nulls_last=True), "planning", "pk")

    def voor_lijst(self):
        return self.select_related("trekker").prefetch_related("betrokken_partijen")

    def voor_overzicht(self):
        """Everything one row of the list over all projects shows."""
        return (
            self.voor_lijst()
            .select_related("project__provincie", "project__bevoegd_gezag")
            .prefetch_related("project__gemeenten")
        )

    def plaatsen(self):
        """{agreement: place in its project}, counted over all agreements of those projects."""
        paren = _objecten("Uitvoeringsafspraak").filter(
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


class VoorbeeldactieQuerySet(BeheerQuerySet):
    def beschikbaar_in(self, provincie):
        return self.filter(Q(provincie__isnull=True) | Q(provincie=provincie))


class HoofddocumenttekstQuerySet(PerProvincieQuerySet):
    provincie_pad = "ronde__provincie"


class DocumenttaakQuerySet(models.QuerySet):
    """Made documents are fetched by whoever may read the province they are about."""

    def van(self, provincie):
        return self.filter(provincie=provincie)

    def zichtbaar_voor(self, gebruiker):
        lezend = gebruiker.rollen.filter(soort__in=Rolsoort.lezend())
        return self.filter(provincie__in=lezend.values("provincie"))

    def stopbaar_door(self, gebruiker):
        """Your own request; the secretaris also those of others."""
        beheer = gebruiker.rollen.filter(soort__in=Rolsoort.beheer())
        eigen = Q(gebruiker=gebruiker)
        return self.filter(eigen | Q(provincie__in=beheer.values("provincie")))

    def lopend(self):
        return self.filter(status__in=Taakstatus.lopend())

    def verlopen(self, bewaartermijn):
        """Asked for so long ago that the result may go."""
        grens = timezone.now() - bewaartermijn
        return self.exclude(status__in=Taakstatus.lopend()).filter(gevraagd_op__lt=grens)
