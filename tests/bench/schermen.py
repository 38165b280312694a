"""Pages: queries at every size, time at two sizes."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actielijst.models import Project
from pmiek.models import Gebruiker
from tests.bench.gegevens import SLUG, Stand, gebruik
from tests.bench.meten import Meting, duur, om_en_om

EEN, EEN_ZONDER = Stand(1), Stand(1, afspraken=0)
KLEIN, GROOT = Stand(40), Stand(4000)
# two databases with one project: what only a project with (or without) agreements asks, counts too
GROOTTEN = [[EEN, EEN_ZONDER], [KLEIN], [GROOT]]
WEINIG_RIJEN, VEEL_RIJEN = Stand(1, afspraken=50), Stand(1, afspraken=500)
STANDEN = [EEN, EEN_ZONDER, KLEIN, GROOT, WEINIG_RIJEN, VEEL_RIJEN]
PER_PROJECT = {"project_detail": "fiche", "project_bewerken": "bewerken"}
PAGINAS = {
    "start": "start",
    "project_lijst": "projectenlijst, 50 rijen",
    **PER_PROJECT,
    "project_export": "Excel van de lijst",
}
KEER = 15
