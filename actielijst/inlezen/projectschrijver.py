"""A row of a list as a project: the form of the fiche, its parties and its numbers of the IP."""

from django.core.exceptions import ValidationError

from actielijst.enums import Lijst
from actielijst.forms.afspraak import MAX_KOPPELINGEN
from actielijst.forms.fiche import load_partijen
from actielijst.forms.project import ProjectForm
from actielijst.inlezen.schrijven import Rijformulier, Schrijver
from actielijst.inlezen.vraag import kort
from actielijst.models import IPKoppeling, Keuze, PmiekRonde, Project
from pmiek.choices import SharedChoiceField
from pmiek.enums import Partijsoort

# fields that ask one sentence where a value is unusual
TOELICHTINGEN = ("fasereden", "route_toelichting")
UITGEZET = "Deze keuze staat uit in uw keuzelijst. Zet haar aan bij Beheer, of kies een andere."
TE_VEEL_IP = "Een project heeft ten hoogste {} IP-nummers."


def lijstveld():
    fouten = {"invalid_choice": UITGEZET}
    return SharedChoiceField(queryset=Keuze.objects.none(), required=False, error_messages=fouten)


class IngelezenProjectForm(Rijformulier, ProjectForm):
    """What the form looks up per row, from what was read once for all of them."""

    ronde = SharedChoiceField(queryset=PmiekRonde.objects.none(), required=False)
    schaalniveau = lijstveld()
    type_infra = lijstveld()
    energiedrager = lijstveld()

    def __init__(self, *args, bekend, **kwargs):
        self.bekend = bekend
        super().__init__(*args, **kwargs)

    def _laad_keuzen(self, partijen):
        self.fields["ronde"].loaded = self.bekend.rondes
        for lijst in Lijst:
            gekozen = getattr(self.instance, f"{lijst}_id")
            self.fields[lijst].loaded = self.bekend.te_kiezen(lijst, gekozen)
        if self.is_eerste:
            self._laad_partijen(partijen)

    def _met_nummer(self, ronde, nummer):
        zelfde = self.bekend.nummers.get((ronde and ronde.pk, nummer), [])
        return next((project for project in zelfde if project.pk != self.instance.pk), None)


class Bekend:
    """The rounds, lists and numbers of a province."""

    def __init__(self, provincie):
        self.rondes = {str(ronde.pk): ronde for ronde in provincie.rondes.all()}
        self.keuzes, self.nummers = {lijst: {} for lijst in Lijst}, {}
        for keuze in provincie.keuzes.all():
            self.keuzes[keuze.lijst][str(keuze.pk)] = keuze
        # those in the archive as well
        for project in provincie.projecten.exclude(nummer="").only(
            "provincie", "ronde", "nummer", "naam"
        ):
            self.nummers.setdefault((project.ronde_id, project.nummer), []).append(project)

    def te_kiezen(self, lijst, gekozen):
        """An entry that was switched off stays valid where it is in use."""
        keuzes = self.keuzes[lijst].items()
        return {pk: keuze for pk, keuze in keuzes if keuze.actief or keuze.pk == gekozen}


class ProjectSchrijver(Schrijver):
    formulierklasse = IngelezenProjectForm
    cellen_van = {
        "gemeenten": ("projectgemeente.partij",),
        "netbeheerders": ("betrokkenheid.partij",),
        "betrokken_partijen": ("betrokkenheid.partij", "project.overige_betrokkenen"),
        "ip_nummers": ("ipkoppeling.nummer", "ipkoppeling.editie"),
    }

    def __init__(self, *args):
        super().__init__(*args)
        self.partijen, self.bekend = load_partijen(self.provincie), Bekend(self.provincie)
        self.ronde = self.provincie.rondes.huidige()

    def nieuw_object(self, regel):
        return Project(provincie=self.provincie, ronde=self.ronde)

    def opties(self, obj):
        return {"provincie": self.provincie, "partijen": self.partijen, "bekend": self.bekend}

    def bezwaren(self, regel, obj):
        """The numbers of the IP are rows of their own, that the form of the project has not."""
        nummers = next((v.waarde for v in regel.veranderingen if v.veld == "ip_nummers"), [])
        if len(nummers) > MAX_KOPPELINGEN:
            yield "ip_nummers", TE_VEEL_IP.format(MAX_KOPPELINGEN)
        for nummer, editie in nummers:
            try:
                IPKoppeling(nummer=nummer, editie=editie).clean_fields(exclude=["project"])
            except ValidationError as fout:
                yield from (("ip_nummers", f"'{kort(nummer)}': {zin}") for zin in fout.messages)

    def aanvulling(self, form, bron):
        """The rules ask one sentence where something is unusual: who confirms it gave one."""
        zin = self.waarom or f"Zo overgenomen uit {bron}."
        return {veld: zin for veld in TOELICHTINGEN if veld in form.errors}

    def velden(self, verandering, project):
        if verandering.veld == "ip_nummers":
            return {}
        if verandering.veld == "betrokken_partijen":
            partijen, overig = verandering.waarde
            return {"betrokken_partijen": partijen, "overige_betrokkenen": overig}
        if verandering.veld == "netbeheerders":
            anderen = [
                str(partij.pk)
                for partij in (project.betrokken_partijen.all() if project.pk else [])
                if partij.soort != Partijsoort.NETBEHEERDER
            ]
            return {"betrokken_partijen": anderen + verandering.waarde}
        return super().velden(verandering, project)

    def bewaar(self, regel, form):
        project = form.save()
        for verandering in regel.veranderingen:
            if verandering.veld == "ip_nummers":
                _koppel(project, verandering.waarde)


def _koppel(project, nummers):
    """Numbers that are not there yet are added; one that the file does not name stays."""
    bestaand = {koppeling.nummer: koppeling for koppeling in project.ip_koppelingen.all()}
    for nummer, editie in nummers:
        koppeling = bestaand.get(nummer) or IPKoppeling(project=project, nummer=nummer)
        koppeling.editie = editie or koppeling.editie
        koppeling.save()
