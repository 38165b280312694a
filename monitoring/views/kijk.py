from functools import cached_property

from django.utils.formats import date_format
from django.utils.http import urlencode

from actielijst.models import Project
from monitoring.filters import VergelijkFilter, kies
from monitoring.forms.vergelijken import MomentForm
from monitoring.models import Monitoringronde
from monitoring.opnemen import lees_stand
from monitoring.stand import Stand
from monitoring.vergelijking import vergelijk
from pmiek.access import require_role
from pmiek.enums import Rolsoort


class Kijk:
    """What one visitor compares: a round, one before it, and which projects."""

    def __init__(self, request):
        require_role(request, Rolsoort.lezend())
        self.provincie, self.vraag = request.provincie, request.GET
        self.rondes = list(
            Monitoringronde.objects.van(request.provincie)
            .zichtbaar_voor(request.user)
            .order_by("-peildatum")
        )
        self.uitleg = ""
        # every round is known here; whether it lies before the other one is said in words
        self.moment = MomentForm(request.GET, rondes=self.rondes, eerdere=self.rondes)
        self.moment.full_clean()
        gekozen = self.moment.cleaned_data
        self.ronde = self._ronde(gekozen.get("ronde")) if self.rondes else None
        self.eerdere = [r for r in self.rondes if r.peildatum < self.ronde.peildatum]
        self.vorige = self._vorige(gekozen.get("sinds"), gekozen.get("op"))
        projecten = Project.objects.van(request.provincie).zichtbaar_voor(request.user)
        self.filter = VergelijkFilter(
            request.GET or None, queryset=projecten, provincie=request.provincie, ronde=self.ronde
        )

    def _ronde(self, pk):
        return next((ronde for ronde in self.rondes if str(ronde.pk) == pk), self.rondes[0])

    def _vorige(self, sinds, op):
        """The last round on the chosen day, the chosen round, or else the one before this."""
        if not self.eerdere:
            return None
        if op is not None:
            return self._op(op)
        gekozen = next((ronde for ronde in self.eerdere if str(ronde.pk) == sinds), None)
        if sinds and gekozen is None:
            self.uitleg = (
                f"De ronde om mee te vergelijken ligt niet vóór {self.ronde}. "
                f"Daarom wordt vergeleken met de ronde ervoor, {self.eerdere[0]}."
            )
        return gekozen or self.eerdere[0]

    def _op(self, dag):
        geweest = [ronde for ronde in self.eerdere if ronde.peildatum <= dag]
        ronde, op = (geweest or self.eerdere[-1:])[0], date_format(dag, "j F Y")
        self.uitleg = (
            f"Op {op} was {ronde} de laatste ronde."
            if geweest
            else f"Van vóór {op} is er geen ronde. Daarom wordt vergeleken met de oudste, {ronde}."
        )
        return ronde

    @cached_property
    def vastgelegd(self):
        """What was kept of a closed round; nothing of an open one."""
        return {} if self.ronde.is_open else self.ronde.vastleggingen.laatste_waarde("stand")

    @cached_property
    def stand(self):
        if self.vastgelegd:
            return Stand(self.vastgelegd, self.ronde.pk)
        sinds = self.vorige.peildatum if self.vorige else None
        return lees_stand(self.ronde, self.ronde.stand_op, sinds)

    @cached_property
    def gekozen(self):
        """The ids of the projects that are looked at, by what they were then; None is all."""
        if not self.filter.is_actief:
            return None
        if self.vastgelegd:
            return kies(self.stand, self.filter.form.cleaned_data)
        return set(self.filter.qs.order_by().values_list("pk", flat=True))

    @cached_property
    def verschil(self):
        return vergelijk(self.stand.van(self.gekozen), self.ronde, self.vorige)

    @property
    def tellingen_toen(self):
        """The figures that were kept of the round that is compared with."""
        if self.vorige is None or self.filter.is_actief:
            return {}
        if self.vastgelegd:
            return dict(self.vastgelegd["tellingen"]).get(self.vorige.pk, {})
        return self.vorige.vastleggingen.laatste_waarde("inhoud__tellingen")

    def context(self):
        return {
            "monitoringronde": self.ronde,
            "is_vastgelegd": bool(self.vastgelegd),
            # of the whole round, whatever is filtered here
            "gecorrigeerd": len(self.stand.correcties),
            "vorige": self.vorige,
            "filter": self.filter,
            "moment": self._moment(),
            "uitleg": self.uitleg,
            "zoekdeel": self.zoekdeel,
            # to put one more choice behind; of two with one name the last counts
            "zoekbegin": f"{self.zoekdeel}&" if self.zoekdeel else "?",
        }

    @property
    def zoekdeel(self):
        """What was chosen here, for the address of another page about the same rows."""
        eigen = {*self.filter.filters, *self.moment.fields}
        gekozen = [
            (naam, waarde) for naam, waarde in self.vraag.items() if naam in eigen and waarde
        ]
        return f"?{urlencode(gekozen)}" if gekozen else ""

    def _moment(self):
        """As it was sent when something is wrong with it, else with the rounds that came of it."""
        if len(self.rondes) < 2:
            return None
        if self.moment.errors:
            return self.moment
        gekozen = {"ronde": self.ronde.pk, "sinds": self.vorige and self.vorige.pk}
        return MomentForm(initial=gekozen, rondes=self.rondes, eerdere=self.eerdere)
