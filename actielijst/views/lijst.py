from django_filters.views import FilterView

from pmiek.enums import Rolsoort

PER_PAGINA = ["50", "100", "alles"]
ALLES = 5000


class Bladen:
    """Pages of a list: past the last one, of an old link, stands the last one."""

    def paginate_queryset(self, queryset, page_size):
        paginator = self.get_paginator(queryset, page_size)
        blad = paginator.get_page(self.request.GET.get(self.page_kwarg))
        return paginator, blad, blad.object_list, blad.has_other_pages()


class LijstView(Bladen, FilterView):
    """A list of a province: scope, filter, order and page all stand in the address."""

    # an unknown value in an old link is left out and said, not answered with an empty list
    strict = False

    def get_scope(self):
        return self.model.objects.van(self.request.provincie).zichtbaar_voor(self.request.user)

    def get_actueel(self):
        return self.get_scope().actueel()

    def get_filterset_kwargs(self, filterset_class):
        kwargs = super().get_filterset_kwargs(filterset_class)
        return kwargs | {"provincie": self.request.provincie}

    def get_paginate_by(self, queryset):
        keuze = self.request.GET.get("per_pagina", "")
        if keuze == "alles":
            return ALLES
        return int(keuze if keuze in PER_PAGINA else PER_PAGINA[0])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "totaal": self._totaal(context),
            "aantal": self._aantal(context),
            "per_pagina": self.request.GET.get("per_pagina", PER_PAGINA[0]),
            "per_pagina_keuzes": PER_PAGINA,
            "mag_bewerken": self.request.rol.soort in Rolsoort.redactie(),
            "actieve_filters": context["filter"].actieve,
        }

    @staticmethod
    def _aantal(context):
        """What the filters find; a file without pages counts for itself."""
        return context["paginator"].count if context["paginator"] else 0

    def _totaal(self, context):
        if context["filter"].actieve or context["paginator"] is None:
            return self.get_actueel().count()
        return context["paginator"].count  # without a filter the list has just counted itself
