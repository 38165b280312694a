from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Count, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.dateparse import parse_date

from actielijst.enums import (
    Afspraakstatus,
    Document,
    Fase,
    Keuzedocument,
    Locatiestatus,
    Plaats,
    Route,
    Taakstatus,
)
from actielijst.querysets.rij import in_rol, objecten, zoekwoorden
from pmiek.enums import Rolsoort
from pmiek.periode import binnen_q, verlopen_q
from pmiek.querysets import BeheerQuerySet, PerProvincieQuerySet
from pmiek.wijziging import Wijziging

BIJNA = 28  # days
MET_FICHE = Q(fase__in=Fase.concreet()) | Q(locatiestatus=Locatiestatus.BEKEND)
AFWIJKEND = Q(pk__in=[])
for _fase in Fase:
    AFWIJKEND |= Q(fase=_fase, route__in=Route.afwijkend_bij(_fase))


class RondeQuerySet(BeheerQuerySet):
    def huidige(self):
        """The round that is worked on: the last one that has started."""
        begonnen = self.filter(startdatum__lte=timezone.localdate())
        return begonnen.order_by("-startdatum", "-pk").first()

    def vorige_vergadering(self):
        """The last meeting that is past; without one, the day the list was adopted."""
        vandaag = timezone.localdate()
        # a round names one meeting: the ones before it stand in its history
        oud = map(parse_date, Wijziging.objects.oude_waarden(self, "vergaderdatum"))
        genoemd = {*self.values_list("vergaderdatum", flat=True), *oud}
        geweest = [datum for datum in genoemd if datum and datum < vandaag]
        ronde = self.huidige()
        return max(geweest, default=ronde and ronde.startdatum)


class ProjectQuerySet(PerProvincieQuerySet):
    def zichtbaar_voor(self, gebruiker):
        """Readers see their whole province, a party the projects it takes part in."""
        heel = gebruiker.rollen.filter(soort__in=self.leesrollen)
        zichtbaar = Q(provincie__in=heel.values("provincie"))
        if not any(rol.soort == Rolsoort.PARTIJ for rol in gebruiker.geladen_rollen):
            return self.filter(zichtbaar)
        namens = gebruiker.rollen.filter(soort=Rolsoort.PARTIJ)
        meedoend = _doet_mee(namens.values("partij")) & _genoemd(namens.filter(beperkt=True))
        return self.filter(zichtbaar | meedoend)

    def van_partij(self, partij):
        """Projects in which this party has any role at all."""
        return self.filter(_doet_mee([partij]))

    def actueel(self):
        return self.filter(gearchiveerd_op__isnull=True)

    def gearchiveerd(self):
        return self.filter(gearchiveerd_op__isnull=False)

    def op_pmiek(self):
        return self.filter(ronde__isnull=False)

    def buiten_pmiek(self):
        return self.filter(ronde__isnull=True)

    def met_fiche(self):
        return self.filter(MET_FICHE)

    def zonder_fiche(self):
        return self.exclude(MET_FICHE)

    def niet_ingedeeld(self):
        return self.filter(fase="")

    def zonder_route(self):
        return self.filter(route="")

    def afwijkend(self):
        """A fase and route that the source does not put together."""
        return self.filter(AFWIJKEND)

    def ingedeeld_sinds(self, datum):
        """Whose fase or route was changed since; entering a project is not a change."""
        wijzigingen = Wijziging.objects.van_velden(self.model, ["fase", "route"])
        sinds = wijzigingen.filter(wanneer__date__gte=datum)
        return self.filter(pk__in=sinds.order_by().values("object_id"))

    def onbepaald_eerst(self):
        onbepaald = Case(When(Q(fase="") | Q(route=""), then=0), default=1)
        return self.order_by(onbepaald, "sorteersleutel", "pk")

    def voor_indeling(self):
        return (
            self.met_laatste_wijziging()
            .select_related("provincie")
            .prefetch_related("gemeenten", "ip_koppelingen", "fasewisselingen")
        )

    def tel_indeling(self):
        """{(fase, route, document, plaats): count}, in one query."""
        plaats = Case(
            When(ronde__isnull=True, then=Value(Plaats.ERBUITEN)), default=Value(Plaats.PMIEK)
        )
        document = Case(
            When(MET_FICHE, then=Value(Document.FICHE)), default=Value(Document.HOOFDDOCUMENT)
        )
        rijen = self.order_by().annotate(document=document, plaats=plaats)
        rijen = rijen.values_list("fase", "route", "document", "plaats")
        return {(*sleutel,): n for *sleutel, n in rijen.annotate(n=Count("pk"))}

    def zonder_afspraken(self):
        """What was dropped is no agreement any more."""
        gemaakt = objecten("Uitvoeringsafspraak").exclude(status=Afspraakstatus.VERVALLEN)
        return self.exclude(pk__in=gemaakt.order_by().values("project"))

    def met_route_acties(self):
        return self.filter(route=Route.ACTIES)

    def acties_eerst(self):
        vooraan = Case(When(route=Route.ACTIES, then=0), default=1)
        return self.order_by(vooraan, *self.model._meta.ordering)

    def met_laatste_wijziging(self):
        """When the fiche or one of its rows changed; accepting a finding is no change of it."""
        aanvaarding = objecten("Aanvaarding").model
        wijzigingen = (
            Wijziging.objects.uitgevoerd()
            .filter(
                onderwerp_soort=ContentType.objects.get_for_model(self.model),
                onderwerp_id=OuterRef("pk"),
            )
            .exclude(soort_object=ContentType.objects.get_for_model(aanvaarding))
        )
        laatste = wijzigingen.order_by("-wanneer").values("wanneer")[:1]
        return self.annotate(laatst_gewijzigd=Subquery(laatste))

    def met_afspraken_te_laat(self, peildatum=None):
        te_laat = objecten("Uitvoeringsafspraak").verlopen(peildatum)
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

    def gewijzigd_sinds(self, moment):
        """Changed in themselves or in what hangs under them."""
        soort = ContentType.objects.get_for_model(self.model)
        sinds = Wijziging.objects.filter(onderwerp_soort=soort, wanneer__gt=moment)
        return self.filter(pk__in=sinds.order_by().values("onderwerp_id"))

    def zoek(self, tekst):
        """Every word somewhere in name, number, municipality or any IP number."""
        gevonden = self
        for woord in zoekwoorden(tekst):
            gevonden = gevonden._met_woord(woord)
        return gevonden

    def _met_woord(self, tekst):
        gemeenten = objecten("Projectgemeente").filter(partij__naam__icontains=tekst)
        koppelingen = objecten("IPKoppeling").filter(nummer__icontains=tekst)
        return self.filter(
            Q(naam__icontains=tekst)
            | Q(nummer__iexact=tekst)
            | Q(pk__in=gemeenten.values("project"))
            | Q(pk__in=koppelingen.values("project"))
        )

    def voor_lijst(self, peildatum=None):
        """Everything one row of the list shows, in a fixed number of queries."""
        return self.met_afspraaktelling(peildatum).met_fasevolgorde().voor_volledigheid()

    def met_fasevolgorde(self):
        """Not assigned yet first, then from verkenning to realisatie."""
        plaatsen = [When(fase=fase, then=plaats) for plaats, fase in enumerate(Fase, start=1)]
        return self.annotate(fasevolgorde=Case(*plaatsen, default=0))

    def met_afspraaktelling(self, peildatum=None):
        afspraken = objecten("Uitvoeringsafspraak").filter(project=OuterRef("pk"))
        return self.annotate(
            aantal_afspraken=_aantal(afspraken),
            aantal_open=_aantal(afspraken.actief()),
            aantal_te_laat=_aantal(afspraken.verlopen(peildatum)),
        )

    def voor_volledigheid(self):
        koppelingen = objecten("IPKoppeling").select_related("netbeheerder")
        return self.select_related(
            "provincie",
            "ronde",
            "energiedrager",
            "type_infra",
            "schaalniveau",
            "bevoegd_gezag",
            "volgende_fase_wie",
        ).prefetch_related(
            "gemeenten", "betrokken_partijen", Prefetch("ip_koppelingen", queryset=koppelingen)
        )

    def voor_fiche(self):
        """Everything a fiche shows, for many fiches in a fixed number of queries."""
        afspraken = objecten("Uitvoeringsafspraak").voor_lijst().met_verschuivingen()
        wisselingen = objecten("Fasewisseling").select_related("wijziging")
        return self.voor_volledigheid().prefetch_related(
            Prefetch("afspraken", queryset=afspraken),
            Prefetch("fasewisselingen", queryset=wisselingen),
        )

    def tel_per(self, veld):
        """Count per value of a field, as (value, count) pairs."""
        paren = self.order_by().values_list(veld).annotate(aantal=Count("pk"))
        return dict(paren)


def _doet_mee(partijen):
    afspraken = objecten("Uitvoeringsafspraak").filter(trekker__in=partijen)
    namens_afspraak = objecten("Afspraakpartij").filter(partij__in=partijen)
    return (
        in_rol(partijen)
        | Q(pk__in=afspraken.values("project"))
        | Q(pk__in=namens_afspraak.values("afspraak__project"))
    )


def _genoemd(beperkte_rollen):
    """Where a role is limited, only the projects it names; a user has one role per province."""
    genoemd = objecten("Rolproject").filter(rol__in=beperkte_rollen)
    return ~Q(provincie__in=beperkte_rollen.values("provincie")) | Q(
        pk__in=genoemd.values("project")
    )


def _aantal(queryset):
    telling = queryset.order_by().values("project").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(telling, output_field=models.IntegerField()), Value(0))


class HoofddocumenttekstQuerySet(PerProvincieQuerySet):
    provincie_pad = "ronde__provincie"


class DocumenttaakQuerySet(models.QuerySet):
    """Made documents are fetched by whoever reads the province, or asked for them there.

    Those of the uitvraag only by whoever may ask.
    """

    def van(self, provincie):
        return self.filter(provincie=provincie)

    def zichtbaar_voor(self, gebruiker):
        lezend = gebruiker.rollen.filter(soort__in=Rolsoort.lezend())
        eigen = Q(gebruiker=gebruiker, provincie__in=gebruiker.rollen.values("provincie"))
        vragend = gebruiker.rollen.filter(soort__in=Rolsoort.schrijvend())
        mag_vragen = Q(provincie__in=vragend.values("provincie"))
        zichtbaar = self.filter(Q(provincie__in=lezend.values("provincie")) | eigen)
        return zichtbaar.filter(~Q(soort__in=Keuzedocument.van_uitvraag()) | mag_vragen)

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
