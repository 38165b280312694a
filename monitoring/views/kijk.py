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
from monitoring.verloop import verlopen
from pmiek.access import require_role
from pmiek.enums import Rolsoort


class Kijk:
    """What one visitor compares: a round, one before it, and which projects.

    `vast` is what the page itself chooses, whatever the address says.
    """

    def __init__(self, request, **vast):
        require_role(request, Rolsoort.lezend())
        self.provincie, self.vraag = request.provincie, request.GET.dict() | vast
        self.rondes = list(
            Monitoringronde.objects.van(request.provincie)
            .zichtbaar_voor(request.user)
            .order_by("-peildatum")
        )
        # what could not be used of the address, and what is shown instead
        self.niet_gebruikt, self.uitleg = [], ""
        # every round is known here; whether it lies before the other one is said in words
        self.moment = MomentForm(request.GET, rondes=self.rondes, eerdere=self.rondes)
        self.moment.full_clean()
        self.ronde = self._ronde() if self.rondes else None
        self.eerdere = [r for r in self.rondes if r.peildatum < self.ronde.peildatum]
        self.vorige = self._vorige() if self.rondes else None
        projecten = Project.objects.van(request.provincie).zichtbaar_voor(request.user)
        self.filter = VergelijkFilter(
            request.GET or None, queryset=projecten, provincie=request.provincie, ronde=self.ronde
        )

    def _zoek(self, naam, rondes):
        """The round that was chosen under this name; None is no choice, or none of these."""
        return next((r for r in rondes if str(r.pk) == self.vraag.get(naam, "")), None)

    def _ronde(self):
        gekozen = self._zoek("ronde", self.rondes)
        if self.vraag.get("ronde") and gekozen is None:
            self.niet_gebruikt.append(
                f"De ronde in dit adres kennen wij niet. Hier staat de nieuwste, {self.rondes[0]}."
            )
        return gekozen or self.rondes[0]

    def _vorige(self):
        """The last round on the chosen day, the chosen round, or else the one before this."""
        if not self.eerdere:
            if self.vraag.get("sinds") or self.vraag.get("op"):
                self.niet_gebruikt.append(
                    f"Vóór {self.ronde} is er geen ronde. Daarom wordt hier niets vergeleken."
                )
            return None
        dag = self.moment.cleaned_data.get("op")
        if dag is not None:
            return self._op(dag)
        if self.vraag.get("op"):
            return self._ervoor(
                "De dag in dit adres lezen wij niet; schrijf bijvoorbeeld 31-12-2026."
            )
        return self._sinds()

    def _sinds(self):
        gekozen = self._zoek("sinds", self.eerdere)
        if gekozen is not None or not self.vraag.get("sinds"):
            return gekozen or self.eerdere[0]
        if self._zoek("sinds", self.rondes) is None:
            return self._ervoor("De ronde om mee te vergelijken kennen wij niet.")
        return self._ervoor(f"De ronde om mee te vergelijken ligt niet vóór {self.ronde}.")

    def _ervoor(self, waarom):
        ronde = self.eerdere[0]
        self.niet_gebruikt.append(f"{waarom} Daarom wordt vergeleken met de ronde ervoor, {ronde}.")
        return ronde

    def _op(self, dag):
        op = date_format(dag, "j F Y")
        if dag >= self.ronde.peildatum:
            return self._ervoor(f"{op} ligt niet vóór {self.ronde}.")
        geweest = [ronde for ronde in self.eerdere if ronde.peildatum <= dag]
        if geweest:
            self.uitleg = f"Op {op} was {geweest[0]} de laatste ronde."
            return geweest[0]
        oudste = self.eerdere[-1]
        self.niet_gebruikt.append(
            f"Van vóór {op} is er geen ronde. Daarom wordt vergeleken met de oudste, {oudste}."
        )
        return oudste

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
    def verlopen(self):
        """The trail of every project of the round, whatever is filtered."""
        return verlopen(self.stand, self.vorige)

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
            "niet_gebruikt": self.niet_gebruikt,
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
