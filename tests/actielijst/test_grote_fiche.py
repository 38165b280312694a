"""A fiche with more agreements than anybody has: it saves, and its draft is kept."""

import pytest
from django.urls import reverse

from pmiek.concept import Concept
from tests.bouwers import maak_afspraak
from tests.formulier import fichedata
from tests.pmiek.test_concept import token

pytestmark = pytest.mark.django_db
AANTAL = 300


def test_driehonderd_afspraken_worden_opgeslagen_en_als_concept_bewaard(client, redacteur, project):
    client.force_login(redacteur)
    bewerken = reverse("actielijst:project_bewerken", args=["zuid-holland", project.pk])
    eigen = token(client, bewerken)
    for plaats in range(AANTAL):
        maak_afspraak(project, activiteit=f"Stap {plaats}", volgorde=plaats * 10)
    getypt = {f"afspraak-{plaats}-resultaat": f"Af {plaats}" for plaats in range(AANTAL)}
    data = fichedata(project, **getypt) | eigen

    concept = client.post(bewerken, data, headers={"X-Concept": "bewaar"})
    bewaard = Concept.objects.get().data.dict()
    response = client.post(bewerken, data)

    assert len(data) > 2700
    assert concept.status_code == 200
    assert {naam: bewaard[naam] for naam in getypt} == getypt
    assert response.status_code == 302
    resultaten = list(project.afspraken.values_list("resultaat", flat=True))
    assert resultaten == [f"Af {plaats}" for plaats in range(AANTAL)]
