from django.utils.formats import date_format
from django.utils.http import urlencode

from actielijst.models import Project
from monitoring.filters import VergelijkFilter
from monitoring.forms.vergelijken import MomentForm
from monitoring.models import Monitoringronde
from monitoring.vergelijking import vergelijk
from pmiek.access import require_role
from pmiek.enums import Rolsoort


class Kijk:
    """What one visitor compares: the round of now, another one, and which projects."""

    def __init__(self, request):
        require_role(request, Rolsoort.lezend())
        self.provincie, self.vraag = request.provincie, request.GET
        self.rondes = list(
            Monitoringronde.objects.van(request.provincie)
            .zichtbaar_voor(request.user)
            .order_by("-peildatum")
        )
        self.ronde = self.rondes[0] if self.rondes else None
        self.eerdere, self.uitleg = self.rondes[1:], ""
        self.moment = MomentForm(request.GET, rondes=self.eerdere)
        self.moment.full_clean()
        self.vorige = self._vorige(**self.moment.cleaned_data) if self.eerdere else None
        projecten = Project.objects.van(request.provincie).zichtbaar_voor(request.user)
        self.filter = VergelijkFilter(
            request.GET or None, queryset=projecten, provincie=request.provincie, ronde=self.ronde
        )
        self.projecten = self.filter.qs

    def _vorige(self, sinds="", op=None):
        """The last round on the chosen day, the chosen round, or else the one before this."""
        if op is not None:
            return self._op(op)
        gekozen = (ronde for ronde in self.eerdere if str(ronde.pk) == sinds)
        return next(gekozen, self.eerdere[0])

    def _op(self, dag):
        geweest = [ronde for ronde in self.eerdere if ronde.peildatum <= dag]
        ronde, op = (geweest or self.eerdere[-1:])[0], date_format(dag, "j F Y")
        self.uitleg = (
            f"Op {op} was {ronde} de laatste ronde."
            if geweest
            else f"Van vóór {op} is er geen ronde. Daarom wordt vergeleken met de oudste, {ronde}."
        )
        return ronde

    @property
    def verschil(self):
        return vergelijk(self.projecten, self.ronde, self.vorige, self.ronde.stand_op)

    def context(self):
        return {
            "monitoringronde": self.ronde,
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
        """As it was sent when something is wrong with it, else with the round that came of it."""
        if not self.eerdere or self.moment.errors:
            return self.moment if self.eerdere else None
        return MomentForm(initial={"sinds": str(self.vorige.pk)}, rondes=self.eerdere)
