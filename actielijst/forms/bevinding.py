from django import forms

from actielijst.linter import OP_CODE, aanvaarde, openstaand
from actielijst.models import Aanvaarding, Project
from pmiek.rendered import RenderedForm


class AanvaardingForm(RenderedForm):
    class Meta:
        model = Aanvaarding
        fields = ["zin"]
        widgets = {"zin": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"zin": {"required": "Schrijf in één zin waarom dit zo mag blijven."}}


def zoek_bevinding(project, code, afspraak_id):
    """The finding that an address names, open or accepted, or None when it is gone."""
    if code not in OP_CODE:
        return None
    projecten, regels = Project.objects.filter(pk=project.pk), [OP_CODE[code]]
    for zoek in (openstaand, aanvaarde):
        for bevinding in zoek(projecten, regels=regels):
            if str(getattr(bevinding.afspraak, "pk", "")) == afspraak_id:
                return bevinding
    return None


def aanvaarding_van(bevinding):
    """What a colleague wrote already, or a new one."""
    return bevinding.aanvaarding or Aanvaarding(
        project=bevinding.project,
        afspraak=bevinding.afspraak,
        regel=bevinding.regel.code,
        vingerafdruk=bevinding.vingerafdruk,
        # it may be enough as it is
        zin=bevinding.reden,
    )
