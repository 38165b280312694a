"""What a browser posts for one row: the form as it is rendered now, with some values changed."""

from monitoring.forms.regel import RegelForm
from monitoring.models import Monitoringregel
from tests.formulier import _velden


def regeldata(regel, **veranderd):
    regel = Monitoringregel.objects.get(pk=regel.pk)
    form = RegelForm(instance=regel, provincie=regel.ronde.provincie)
    return _velden(form) | veranderd
