from django.urls import reverse
from django.views.generic import CreateView, ListView, UpdateView

from actielijst.views.beheer import BeheerFormMixin, BeheerMixin, Scherm
from monitoring.forms.ronde import CategorieForm, DoorlooptijdForm
from monitoring.models import Categorie, Doorlooptijd
from monitoring.plausibiliteit import standaard


class Monitoringscherm(Scherm):
    def __init__(self, naam, *woorden):
        super().__init__(naam, *woorden)
        self.nieuw_url = f"monitoring:{naam}_nieuw"
        self.bewerken_url = f"monitoring:{naam}_bewerken"
        self.lijst_url = f"monitoring:{naam}_lijst"


CATEGORIEEN = Monitoringscherm(
    "categorie",
    "Soorten aandachtspunten",
    "Nieuwe soort",
    "Waar een aandachtspunt of een oorzaak over gaat. Een soort die in gebruik is, "
    "zet u uit in plaats van weg.",
)


DOORLOOPTIJDEN = Monitoringscherm(
    "doorlooptijd",
    "Doorlooptijden",
    "Nieuwe doorlooptijd",
    "Hoe lang het vanaf een fase ten minste duurt tot de IBN. "
    "Op de pagina Plausibiliteit staat welke IBN daar niet bij past.",
)


class TerugMixin:
    def get_success_url(self):
        return reverse(self.scherm.lijst_url, args=[self.request.provincie.slug])


class CategorieMixin(TerugMixin):
    model, form_class, scherm = Categorie, CategorieForm, CATEGORIEEN


class DoorlooptijdMixin(TerugMixin):
    model, form_class, scherm = Doorlooptijd, DoorlooptijdForm, DOORLOOPTIJDEN


class CategorieListView(BeheerMixin, ListView):
    model, scherm = Categorie, CATEGORIEEN
    template_name = "monitoring/categorie_lijst.html"


class CategorieCreateView(CategorieMixin, BeheerFormMixin, CreateView):
    pass


class CategorieUpdateView(CategorieMixin, BeheerFormMixin, UpdateView):
    pass


class DoorlooptijdListView(BeheerMixin, ListView):
    model, scherm = Doorlooptijd, DOORLOOPTIJDEN
    template_name = "monitoring/doorlooptijd_lijst.html"

    def get_queryset(self):
        return super().get_queryset().select_related("type_infra")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"standaard": standaard(context["object_list"])}


class DoorlooptijdCreateView(DoorlooptijdMixin, BeheerFormMixin, CreateView):
    pass


class DoorlooptijdUpdateView(DoorlooptijdMixin, BeheerFormMixin, UpdateView):
    pass
