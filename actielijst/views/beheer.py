from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import CreateView, ListView, UpdateView

from actielijst.forms.beheer import HuisstijlForm, KeuzeForm, PartijForm, RondeForm
from actielijst.models import Keuze, PmiekRonde
from pmiek.access import require_role
from pmiek.conflict import form_conflict_page, with_retries
from pmiek.drafts import met_concept
from pmiek.enums import Rolsoort
from pmiek.models import Partij, Provincie
from pmiek.ongedaan import meld_met_ongedaan


class BeheerMixin:
    """Screens of the secretaris: objects of the own province only."""

    def dispatch(self, request, *args, **kwargs):
        require_role(request, Rolsoort.beheer())
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return self.model.objects.van(self.request.provincie).bewerkbaar_door(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"scherm": self.scherm}


class BeheerFormMixin(BeheerMixin):
    template_name = "actielijst/beheer_formulier.html"

    @classmethod
    def as_view(cls, **kwargs):
        return met_concept(cls.model)(super().as_view(**kwargs))

    def get_form(self, form_class=None):
        return self.request.concept.suspend(super().get_form(form_class))

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"data": self.request.concept.data}
        instance = kwargs.get("instance") or self.model(provincie=self.request.provincie)
        return kwargs | {"instance": instance}

    def post(self, request, *args, **kwargs):
        return with_retries(lambda: super(BeheerFormMixin, self).post(request, *args, **kwargs))

    def form_invalid(self, form):
        pagina = form_conflict_page(
            self.request, form, wat=str(form.instance), terug=self.get_success_url()
        )
        return pagina or super().form_invalid(form)

    def form_valid(self, form):
        with self.request.concept.opslaan() as verzending:
            self.object = form.save()
            verzending.naar = self.get_success_url()
        meld_met_ongedaan(self.request, f"{self.object} is opgeslagen.")
        return redirect(self.get_success_url())

    def get_success_url(self):
        return reverse(f"actielijst:{self.scherm.naam}_lijst", args=[self.request.provincie.slug])


class Scherm:
    """Words of one administration screen."""

    def __init__(self, naam, titel, nieuw, uitleg):
        self.naam, self.titel, self.nieuw, self.uitleg = naam, titel, nieuw, uitleg
        self.enkel = naam.capitalize()
        self.nieuw_url = f"actielijst:{naam}_nieuw"
        self.bewerken_url = f"actielijst:{naam}_bewerken"
        self.lijst_url = f"actielijst:{naam}_lijst"


PARTIJEN = Scherm(
    "partij",
    "Partijen",
    "Nieuwe partij",
    "Gemeenten, netbeheerders en anderen die op een fiche kunnen staan. "
    "Wat niet meer bestaat krijgt een einddatum; de historie houdt de oude naam.",
)
KEUZES = Scherm(
    "keuze",
    "Keuzelijsten",
    "Nieuwe keuze",
    "Type infra, energiedrager en schaalniveau. Een keuze die in gebruik is, "
    "zet u uit in plaats van weg.",
)
RONDES = Scherm(
    "ronde",
    "pMIEK-rondes",
    "Nieuwe ronde",
    "De edities van de pMIEK-lijst. De laatst vastgestelde is de ronde waarin wordt gewerkt.",
)


class PartijMixin:
    model, form_class, scherm = Partij, PartijForm, PARTIJEN


class PartijListView(BeheerMixin, ListView):
    model, scherm = Partij, PARTIJEN
    template_name = "actielijst/partij_lijst.html"

    def get_queryset(self):
        return super().get_queryset().op_naam()


class PartijCreateView(PartijMixin, BeheerFormMixin, CreateView):
    pass


class PartijUpdateView(PartijMixin, BeheerFormMixin, UpdateView):
    pass


class KeuzeMixin:
    model, form_class, scherm = Keuze, KeuzeForm, KEUZES


class KeuzeListView(BeheerMixin, ListView):
    model, scherm = Keuze, KEUZES
    template_name = "actielijst/keuze_lijst.html"


class KeuzeCreateView(KeuzeMixin, BeheerFormMixin, CreateView):
    pass


class KeuzeUpdateView(KeuzeMixin, BeheerFormMixin, UpdateView):
    pass


class RondeMixin:
    model, form_class, scherm = PmiekRonde, RondeForm, RONDES


class RondeListView(BeheerMixin, ListView):
    model, scherm = PmiekRonde, RONDES
    template_name = "actielijst/ronde_lijst.html"


class RondeCreateView(RondeMixin, BeheerFormMixin, CreateView):
    pass


class RondeUpdateView(RondeMixin, BeheerFormMixin, UpdateView):
    pass


@met_concept(Provincie)
def huisstijl(request, provincie):
    require_role(request, Rolsoort.beheer())
    return with_retries(lambda: _huisstijl(request))


def _huisstijl(request):
    # a form writes on its instance, and the frame draws the page in the colours of this one
    opgeslagen = Provincie.objects.get(pk=request.provincie.pk)
    form = request.concept.formulier(HuisstijlForm, instance=opgeslagen)
    if request.method == "POST" and form.is_valid():
        with request.concept.opslaan() as verzending:
            form.save()
            verzending.naar = request.path
        meld_met_ongedaan(request, "De huisstijl is opgeslagen.")
        return redirect("actielijst:huisstijl", request.provincie.slug)
    pagina = form_conflict_page(request, form, wat="huisstijl", terug=request.path)
    return pagina or render(request, "actielijst/huisstijl.html", {"form": form})
