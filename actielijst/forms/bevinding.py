from django import forms

from actielijst.linter import OP_CODE, openstaand
from actielijst.models import Aanvaarding, Project


class AanvaardingForm(forms.ModelForm):
    class Meta:
        model = Aanvaarding
        fields = ["zin"]
        widgets = {"zin": forms.Textarea(attrs={"rows": 3, "maxlength": None})}
        error_messages = {"zin": {"required": "Schrijf in één zin waarom dit zo mag blijven."}}


def zoek_bevinding(project, code, afspraak_id):
    """The open finding that an address names, or None when it is gone."""
    if code not in OP_CODE:
        return None
    projecten = Project.objects.filter(pk=project.pk)
    for bevinding in openstaand(projecten, regels=[OP_CODE[code]]):
        if str(getattr(bevinding.afspraak, "pk", "")) == afspraak_id:
            return bevinding
    return None


def aanvaarding_van(bevinding):
    return Aanvaarding(
        project=bevinding.project,
        afspraak=bevinding.afspraak,
        regel=bevinding.regel.code,
        vingerafdruk=bevinding.vingerafdruk,
        # it may be enough as it is
        zin=bevinding.reden,
    )
