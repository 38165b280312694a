from django_filters.views import FilterView

from actielijst.exports import fasewisselingen_xlsx
from actielijst.filters import FasewisselingFilter
from actielijst.models import Fasewisseling
from actielijst.views.lijst import Bladen


class FasewisselingListView(Bladen, FilterView):
    filterset_class = FasewisselingFilter
    template_name = "actielijst/fasewisseling_lijst.html"
    context_object_name = "fasewisselingen"
    paginate_by = 100
    # an unknown value in an old link is left out and said, not answered with an empty list
    strict = False

    def get_queryset(self):
        rijen = Fasewisseling.objects.van(self.request.provincie).zichtbaar_voor(self.request.user)
        return rijen.actueel().voor_lijst()

    def get_filterset_kwargs(self, filterset_class):
        kwargs = super().get_filterset_kwargs(filterset_class)
        return kwargs | {"data": self.request.GET, "provincie": self.request.provincie}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "telling": self.object_list.tel_richting(),
            "actieve_filters": context["filter"].actieve,
        }


class FasewisselingExportView(FasewisselingListView):
    """The list as a file: same scope, same filter, no pages."""

    paginate_by = None

    def render_to_response(self, context):
        return fasewisselingen_xlsx(self.request.provincie, list(context["fasewisselingen"]))
