"""Store what a plan says, all of it or nothing, with file and cell in the history."""

from django.db import transaction

from actielijst.enums import Locatiestatus
from actielijst.forms.fiche import load_partijen
from actielijst.forms.project import ProjectForm
from actielijst.models import IPKoppeling, Project
from pmiek.enums import Partijsoort
from pmiek.history import citing
from pmiek.rendered import as_posted

# fields that ask one sentence where a value is unusual
TOELICHTINGEN = ("fasereden", "route_toelichting")


class NietTeVerwerken(Exception):
    """Rows that the rules of the screen refuse, as (row, field, Dutch sentence)."""

    def __init__(self, fouten):
        super().__init__(f"{len(fouten)} regels zijn niet te verwerken.")
        self.fouten = fouten


@transaction.atomic
def verwerk(plan, provincie, bestand, *, nieuwe=(), proef=False) -> int:
    """Write every change of the plan, and the new rows whose number is in `nieuwe`.

    The same rules as on the screen: one refusal and nothing is stored. Returns the number of
    projects that were written; a trial takes the same path and is then undone.
    """
    partijen, fouten, aantal = load_partijen(provincie), [], 0
    for regel in plan.gewijzigd + [r for r in plan.nieuw if r.nummer in nieuwe]:
        bron = f"{bestand}, blad {plan.blad}, rij {regel.rij}"
        cellen = {verandering.veld: verandering.cel for verandering in regel.veranderingen}
        with citing(bron, cellen):
            fouten += _schrijf(regel, provincie, partijen, bron)
        aantal += 1
    if fouten:
        raise NietTeVerwerken(fouten)
    transaction.set_rollback(proef)
    return aantal


def _schrijf(regel, provincie, partijen, bron):
    project = regel.project or Project(provincie=provincie, ronde=provincie.rondes.huidige())
    form = _formulier(project, regel, provincie, partijen, {})
    if not form.is_valid():
        # the rules ask one sentence where something is unusual: it is what the file says
        zinnen = {
            veld: f"Zo overgenomen uit {bron}." for veld in TOELICHTINGEN if veld in form.errors
        }
        if zinnen:
            form = _formulier(project, regel, provincie, partijen, zinnen)
    if not form.is_valid():
        return [(regel, veld, zin) for veld, zinnen in form.errors.items() for zin in zinnen]
    project = form.save()
    for verandering in regel.veranderingen:
        if verandering.veld == "ip_nummers":
            _koppel(project, verandering.waarde)
    return []


def _formulier(project, regel, provincie, partijen, extra):
    leeg = ProjectForm(instance=project, provincie=provincie, partijen=partijen)
    data = {
        naam: as_posted(veld, leeg.get_initial_for_field(veld, naam))
        for naam, veld in leeg.own_fields.items()
    }
    data |= {"basis": leeg.fields["basis"].initial} | extra
    for verandering in regel.veranderingen:
        data |= _velden(verandering, project)
    if not project.pk:
        data.setdefault("locatiestatus", Locatiestatus.BEKEND)
    return ProjectForm(data, instance=project, provincie=provincie, partijen=partijen)


def _velden(verandering, project):
    if verandering.veld == "ip_nummers":
        return {}
    if verandering.veld == "netbeheerders":
        anderen = [
            str(partij.pk)
            for partij in (project.betrokken_partijen.all() if project.pk else [])
            if partij.soort != Partijsoort.NETBEHEERDER
        ]
        return {"betrokken_partijen": anderen + verandering.waarde}
    return {verandering.veld: verandering.waarde}


def _koppel(project, nummers):
    """Numbers that are not there yet are added; one that the file does not name stays."""
    bestaand = {koppeling.nummer: koppeling for koppeling in project.ip_koppelingen.all()}
    for nummer, editie in nummers:
        koppeling = bestaand.get(nummer) or IPKoppeling(project=project, nummer=nummer)
        koppeling.editie = editie or koppeling.editie
        koppeling.save()
