"""Numbers and types of projects, the look-back, and the projects without a fiche."""

from dataclasses import dataclass

from django.utils.text import capfirst

from actielijst import stand
from actielijst.documenten.grafiek import Balk, staafdiagram
from actielijst.documenten.kader import Kader, thema
from actielijst.documenten.trechterbeeld import trechterbeeld
from actielijst.documenten.woorden import alineas, hoofdletter, in_woorden
from actielijst.documenten.zinnen import kop_bij_grafiek, niet_ingedeeld, samenvatting, som
from actielijst.enums import Afspraakstatus, Fase, Nmiek, Route
from actielijst.fiche import opsomming
from actielijst.models import Hoofddocumenttekst, Project, Uitvoeringsafspraak
from actielijst.trechter import trechter
from pmiek.enums import Partijsoort
from pmiek.pdf.pool import render_one
from pmiek.pdf.render import render_html
from pmiek.pdf.stamp import stamp
from pmiek.pdf.store import stored

TEMPLATE = "pdf/hoofddocument.html"
TITEL = "Hoofddocument pMIEK-uitvoeringsaanpak"
OPMAKEN = "Hoofddocument opmaken"
NIET_BEKEND = "nog niet ingevuld"
PAGINABREEDTE = 482  # points, 170 mm
# so many municipalities are named in the list of projects
GEMEENTEN = 2
NETBEHEERDER = ("Projecten per netbeheerder", "Netbeheerder")


@dataclass(frozen=True)
class Tabel:
    """Counts with a bar; `totaal` is None where projects count more than once."""

    titel: str
    kop: str
    rijen: list
    totaal: dict | None
    noot: str = ""

    @property
    def hoogste(self):
        return max((rij["aandeel"] for rij in self.rijen), default=0)


def hoofddocument_pdf(provincie, peildatum, *, voortgang=None) -> bytes:
    if voortgang:
        voortgang(OPMAKEN, 0, 1)
    kader = _kader(provincie, peildatum)
    html = hoofddocument_html(kader)
    return stamp(stored([html], lambda: render_one(html, background=True)), footer=kader.voettekst)


def hoofddocument_html(kader):
    provincie = kader.provincie
    ondertitel = f"De projecten van de pMIEK {provincie} en hun route naar uitvoering"
    context = kader.omslag(TITEL, ondertitel) | _stand(kader) | _teksten(kader) | _lijsten(kader)
    return render_html(TEMPLATE, context, title=f"{TITEL} {provincie}")


def _kader(provincie, peildatum):
    ronde = provincie.rondes.huidige()
    tekst = Hoofddocumenttekst.objects.filter(ronde=ronde).first() if ronde else None
    projecten = list(_projecten(provincie).voor_fiche())
    return Kader(provincie, peildatum, projecten, ronde, tekst)


def _projecten(provincie):
    return Project.objects.van(provincie).actueel()


def _stand(kader):
    projecten = _projecten(kader.provincie)
    geteld = trechter(projecten)
    matrix, kleuren = geteld.matrix, thema(kader.provincie)
    return {
        "trechter": geteld,
        "trechterbeeld": trechterbeeld(geteld, kleuren, breedte=PAGINABREEDTE, eenheid="pt"),
        "zin": samenvatting(
            matrix,
            kader.provincie,
            zonder_ronde=sum(project.ronde_id is None for project in kader.projecten),
            verdeling=stand.verdeling(kader.projecten),
        ),
        "heeft_projecten": som(matrix) > 0,
        "grafiekkop": kop_bij_grafiek(matrix) if som(matrix) else "",
        "fasetabel": _fasetabel(matrix),
        "grafiek": _grafiek(matrix, kleuren) if som(matrix) else "",
        "trekkers": _trekkers(kader),
        "niet_ingedeeld": niet_ingedeeld(matrix),
        "tellingen": [
            _per_lijst(projecten, "energiedrager", "Projecten per energiedrager", "Energiedrager"),
            _per_lijst(projecten, "type_infra", "Projecten per type infrastructuur", "Type"),
            _per_netbeheerder(kader, projecten),
        ],
    }


def _reeksen():
    return [capfirst(route.label) for route in Route] + [capfirst(Route.__empty__)]


def _faserijen(matrix):
    """One row per phase; projects without one only where there are any."""
    rijen = [(capfirst(fase.label), matrix[fase]) for fase in Fase]
    if sum(matrix[""].values()):
        rijen.append((capfirst(Fase.__empty__), matrix[""]))
    return [(label, [routes[route] for route in [*Route, ""]]) for label, routes in rijen]


def _fasetabel(matrix):
    rijen = [(label, aantallen, sum(aantallen)) for label, aantallen in _faserijen(matrix)]
    kolommen = [sum(kolom) for kolom in zip(*(aantallen for _, aantallen, _ in rijen), strict=True)]
    return {"kolommen": _reeksen(), "rijen": rijen, "totalen": kolommen, "totaal": sum(kolommen)}


def _grafiek(matrix, kleuren):
    balken = [Balk(label, tuple(aantallen)) for label, aantallen in _faserijen(matrix)]
    return staafdiagram(balken, _reeksen(), kleuren)


def _trekkers(kader):
    afspraken = Uitvoeringsafspraak.objects.van(kader.provincie).actueel()
    tellingen = stand.per_trekkersoort(afspraken, kader.peildatum)
    rijen = [(t.label, [t.afgerond, t.loopt, t.open, t.over_tijd], t.totaal) for t in tellingen]
    totalen = [sum(aantallen[plek] for _, aantallen, _ in rijen) for plek in range(4)]
    return {
        "kolommen": ["Afgerond", "Loopt", "Open", "Over tijd"],
        "rijen": rijen,
        "totalen": totalen,
        "totaal": sum(totalen),
        "noot": _vervallen(kader.afspraken),
    }


def _vervallen(afspraken):
    zin = "Een afspraak die over tijd is, telt alleen in die kolom."
    aantal = sum(afspraak.status == Afspraakstatus.VERVALLEN for afspraak in afspraken)
    if not aantal:
        return zin
    wat = in_woorden(aantal, "vervallen afspraak telt", "vervallen afspraken tellen")
    return f"{zin} {hoofdletter(wat)} niet mee."


def _per_lijst(projecten, veld, titel, kop):
    tellingen = stand.per_lijst(projecten, veld, zonder=NIET_BEKEND)
    delen = stand.aandelen([telling.aantal for telling in tellingen])
    rijen = [_telrij(telling, deel) for telling, deel in zip(tellingen, delen, strict=True)]
    return Tabel(titel, kop, rijen, _totaalrij(tellingen) if tellingen else None)


def _per_netbeheerder(kader, projecten):
    tellingen = stand.per_netbeheerder(projecten, zonder=NIET_BEKEND)
    totaal = len(kader.projecten)
    dubbel = [project for project in kader.projecten if len(netbeheerders(project)) > 1]
    if dubbel:
        rijen = [_telrij(telling, stand.aandeel(telling.aantal, totaal)) for telling in tellingen]
        return Tabel(*NETBEHEERDER, rijen, None, _dubbelnoot(dubbel))
    delen = stand.aandelen([telling.aantal for telling in tellingen])
    rijen = [_telrij(telling, deel) for telling, deel in zip(tellingen, delen, strict=True)]
    return Tabel(*NETBEHEERDER, rijen, _totaalrij(tellingen) if tellingen else None)


def _dubbelnoot(projecten):
    namen = opsomming([project.nummer or project.naam for project in projecten])
    if len(projecten) == 1:
        return f"Project {namen} telt bij meer dan één netbeheerder mee; daarom geen totaal."
    return f"De projecten {namen} tellen bij meer dan één netbeheerder mee; daarom geen totaal."


def _telrij(telling, aandeel):
    return {
        "label": capfirst(telling.label),
        "concreet": telling.concreet,
        "verkenning": telling.verkenning,
        "totaal": telling.aantal,
        "aandeel": aandeel,
    }


def _totaalrij(tellingen):
    return {
        "concreet": sum(telling.concreet for telling in tellingen),
        "verkenning": sum(telling.verkenning for telling in tellingen),
        "totaal": sum(telling.aantal for telling in tellingen),
    }


def _teksten(kader):
    velden = ["samenvatting", "terugblik", "nmiek", "voorverkenningen"]
    return {f"tekst_{veld}": _tekst(kader.tekst, veld) for veld in velden}


def _tekst(tekst, veld):
    delen, ingekort = alineas(getattr(tekst, veld) if tekst else "")
    return {"alineas": delen, "ingekort": ingekort}


def _lijsten(kader):
    zonder_locatie = [project for project in kader.projecten if not project.heeft_fiche]
    nmiek = [project for project in kader.projecten if project.nmiek in (Nmiek.JA, Nmiek.KANDIDAAT)]
    return {
        "nmiek": [_nmiekrij(project) for project in nmiek],
        "zonder_locatie": [_zoekrij(project) for project in zonder_locatie],
        "projecten": [_projectrij(project) for project in kader.projecten],
    }


def _nmiekrij(project):
    return _nummer_en_naam(project) | {
        "nmiek": capfirst(project.get_nmiek_display()),
        "toelichting": project.nmiek_toelichting,
    }


def _zoekrij(project):
    return _nummer_en_naam(project) | {
        "zoekgebied": opsomming(_gemeenten(project)) or project.locatie,
        "energiedrager": capfirst(str(project.energiedrager or "")),
        "netbeheerder": opsomming(netbeheerders(project)),
    }


def _projectrij(project):
    return _nummer_en_naam(project) | {
        "gemeente": _kort(_gemeenten(project)),
        "fase": capfirst(project.get_fase_display() if project.fase else Fase.__empty__),
        "route": capfirst(project.get_route_display() if project.route else Route.__empty__),
    }


def _nummer_en_naam(project):
    return {"nummer": project.nummer, "naam": project.naam}


def _gemeenten(project):
    return [partij.naam for partij in project.gemeenten.all()]


def _kort(namen):
    """'Leiden en Lisse', 'Rijswijk en 5 andere'."""
    if len(namen) <= GEMEENTEN:
        return opsomming(namen)
    return f"{namen[0]} en {len(namen) - 1} andere"


def netbeheerders(project):
    return [
        partij.naam
        for partij in project.betrokken_partijen.all()
        if partij.soort == Partijsoort.NETBEHEERDER
    ]
