"""What a browser posts for one row: the form as it is rendered now, with some values changed."""

from monitoring.forms.regel import RegelForm
from monitoring.forms.vraag import STAPPEN
from monitoring.models import Monitoringregel, VraagAanEnergyboard
from tests.formulier import _velden


def regeldata(regel, **veranderd):
    regel = Monitoringregel.objects.get(pk=regel.pk)
    form = RegelForm(instance=regel, provincie=regel.ronde.provincie)
    return _velden(form) | veranderd


def stapdata(vraag, **veranderd):
    vraag = VraagAanEnergyboard.objects.get(pk=vraag.pk)
    form = STAPPEN[vraag.status](instance=vraag)
    return _velden(form) | {"van": str(form.van)} | veranderd
