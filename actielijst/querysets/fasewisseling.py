import functools
import operator

from django.db.models import Count, Q

from actielijst.enums import Fase
from actielijst.querysets.rij import ProjectrijQuerySet

TERUG = functools.reduce(
    operator.or_, (Q(van=fase, naar__in=Fase.eerdere(fase)) for fase in Fase), Q(pk__in=[])
)


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

    def redenen_van(self, wijzigingen):
        """{pk of a line of the history: why the phase changed there}."""
        met_reden = self.filter(wijziging__in=wijzigingen).exclude(reden="")
        return dict(met_reden.values_list("wijziging", "reden"))

    def voor_lijst(self):
        return self.select_related("wijziging", "project__provincie").prefetch_related(
            "project__gemeenten"
        )
