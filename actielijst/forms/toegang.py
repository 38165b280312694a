"""Forms about who gets in: which projects a role is about."""

from django import forms

from actielijst.models import Project
from actielijst.models.toegang import beperk_tot
from pmiek.models import Provincie
from pmiek.rendered import RenderedForm
from pmiek.ticked import TickedForm

DOET_NIET_MEE = (
    "{partij} doet niet mee aan {projecten}. Zet de partij eerst op het fiche, of kies een ander "
    "project."
)
UITLEG = "Kies niets voor alle projecten waaraan de partij meedoet, ook als er later bij komen."


class ProjectkeuzeField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(
            Project.objects.none(),
            required=False,
            label="Alleen deze projecten",
            help_text=UITLEG,
            **kwargs,
        )

    def label_from_instance(self, project):
        return str(project)


def weiger_zonder_deelname(partij, projecten):
    """A limited role reads named projects of its party, so the party must be on them."""
    meedoend = set(Project.objects.van_partij(partij).values_list("pk", flat=True))
    buiten = [str(project) for project in projecten if project.pk not in meedoend]
    if buiten:
        raise forms.ValidationError(
            DOET_NIET_MEE.format(partij=partij, projecten=", ".join(buiten))
        )


class RolprojectenForm(TickedForm):
    projecten = ProjectkeuzeField()

    def __init__(self, *args, rol, **kwargs):
        self.rol = rol
        rijen = rol.projectrijen.select_related("project") if rol.beperkt else []
        super().__init__(*args, rows={rij.project_id: rij for rij in rijen}, **kwargs)
        self.fields["projecten"].queryset = rol.provincie.projecten.actueel()

    def clean(self):
        super().clean()
        try:
            weiger_zonder_deelname(self.rol.partij, self.cleaned_data.get("projecten", []))
        except forms.ValidationError as fout:
            self.add_error("projecten", fout)
        return self.cleaned_data

    def save(self):
        beperk_tot(self.rol, self.cleaned_data["projecten"])


class ToegangForm(RenderedForm):
    """How users of this province must log in."""

    class Meta:
        model = Provincie
        fields = ["tweede_factor_verplicht"]
