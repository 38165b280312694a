from django.db import models, transaction

from actielijst.models.project import Project
from actielijst.querysets import RolprojectQuerySet
from pmiek.history import TrackedModel
from pmiek.models import Rol


class Rolproject(TrackedModel):
    """One of the projects that a limited role of a party is about."""

    rol = models.ForeignKey(Rol, models.PROTECT, related_name="projectrijen")
    project = models.ForeignKey(Project, models.PROTECT, related_name="rolrijen")

    objects = RolprojectQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["pk"]
        verbose_name = "project van een rol"
        verbose_name_plural = "projecten van een rol"
        constraints = [
            models.UniqueConstraint(fields=["rol", "project"], name="rolproject_eenmaal")
        ]

    def __str__(self):
        return str(self.project)

    @property
    def historie_onderwerp(self):
        return self.rol


@transaction.atomic
def trek_in(rol):
    """The role with the projects that it names."""
    for rij in rol.projectrijen.all():
        rij.delete()
    rol.delete()


@transaction.atomic
def beperk_tot(rol, projecten):
    """Exactly these projects; none of them means: all that the party takes part in."""
    gekozen = {project.pk for project in projecten}
    for rij in rol.projectrijen.exclude(project__in=gekozen):
        rij.delete()
    genoemd = set(rol.projectrijen.values_list("project", flat=True))
    for pk in sorted(gekozen - genoemd):
        Rolproject(rol=rol, project_id=pk).save()
    rol.beperkt = bool(gekozen)
    rol.save()
    rol.gebruiker.beeindig_sessies()
