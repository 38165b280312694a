import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.text import slugify

from actielijst.demo.accounts import laad_accounts
from actielijst.demo.afspraken import maak_afspraken
from actielijst.demo.naslag import Naslag
from actielijst.demo.projecten import GEEN_VOORBEELD, maak_project
from actielijst.models import Hoofddocumenttekst, PmiekRonde
from pmiek.enums import Kanaal, Partijsoort
from pmiek.history import acting_as
from pmiek.models import Provincie
from pmiek.referentie import laad_referentie, lees_feiten

PROVINCIES = ["zuid-holland", "utrecht"]


@transaction.atomic
def laad_demo():
    """Everything or nothing; a province that has projects is left as it is."""
    with acting_as(None, Kanaal.DEMO):
        laad_referentie(PROVINCIES)
        adressen = laad_accounts()
    nieuw = [provincie for provincie in provincies() if not provincie.projecten.exists()]
    for provincie in nieuw:
        _laad_provincie(provincie)
    for pad in settings.DEMOLADERS:
        import_string(pad)(nieuw)
    return adressen


def provincies():
    return Provincie.objects.filter(slug__in=PROVINCIES).order_by("-naam")


def _laad_provincie(provincie):
    feiten = lees_feiten(f"demo/{provincie.slug}")
    voorbeelden = lees_feiten(f"demo/{provincie.slug}-voorbeelden")
    with acting_as(None, Kanaal.DEMO):
        _laad_adressen(provincie)
        ronde = _laad_ronde(provincie, feiten, voorbeelden)
    # the day of the first round: what a fiche says of an IBN is no promise from before it
    dag = datetime.date.fromisoformat(feiten["ingevoerd"])
    ingevoerd = timezone.make_aware(datetime.datetime.combine(dag, datetime.time(9)))
    naslag = Naslag(provincie)
    per_project = {voorbeeld["project"]: voorbeeld for voorbeeld in voorbeelden["projecten"]}
    for project in feiten["projecten"]:
        sleutel = project["velden"].get("nummer") or project["velden"]["naam"]
        # each project is one action in the history
        with acting_as(None, Kanaal.DEMO, moment=ingevoerd):
            _laad_project(naslag, ronde, project, GEEN_VOORBEELD | per_project.get(sleutel, {}))


def _laad_adressen(provincie):
    """Addresses that exist nowhere, so that every message has somebody it is for."""
    anderen = provincie.partijen.exclude(soort=Partijsoort.PROVINCIE)
    for partij in anderen.filter(email=""):
        partij.email = f"{slugify(partij.naam)}@voorbeeld.example"
        partij.save()


def _laad_ronde(provincie, feiten, voorbeelden):
    """A round only where the facts name one."""
    if "ronde" not in feiten:
        return None
    ronde = PmiekRonde(provincie=provincie, **feiten["ronde"])
    ronde.save()
    Hoofddocumenttekst(ronde=ronde, voorbeeld=True, **voorbeelden["hoofddocument"]).save()
    return ronde


def _laad_project(naslag, ronde, feiten, voorbeeld):
    project = maak_project(naslag, ronde, feiten, voorbeeld)
    maak_afspraken(naslag, project, voorbeeld.get("afspraken", []))
