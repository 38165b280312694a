"""The actual date of an agreement: never a day to come, and always there once it is closed."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actielijst.models import Uitvoeringsafspraak
from tests.bouwers import maak_afspraak
from tests.formulier import fichedata

EERDER = datetime.date(2026, 1, 2)


def gisteren():
    return timezone.localdate() - datetime.timedelta(days=1)


def morgen():
    return timezone.localdate() + datetime.timedelta(days=1)


@pytest.fixture
def sla_op(client, redacteur, project):
    client.force_login(redacteur)
    adres = f"/zuid-holland/projecten/{project.pk}/bewerken/"

    def post(**velden):
        rij = {f"afspraak-0-{naam}": waarde for naam, waarde in velden.items()}
        return client.post(adres, fichedata(project, **rij))

    return post


def stand(afspraak):
    afspraak.refresh_from_db()
    return afspraak.status, afspraak.afgerond_op


@pytest.mark.parametrize("status", ["afgerond", "vervallen"])
def test_wie_geen_dag_noemt_bedoelt_vandaag(sla_op, project, status):
    afspraak = maak_afspraak(project)

    sla_op(status=status)

    assert stand(afspraak) == (status, timezone.localdate())


def test_ook_een_nieuwe_regel_die_al_klaar_is_krijgt_een_dag(sla_op, project):
    sla_op(activiteit="Al gedaan", soort="uitvoering", basis="{}", status="afgerond")

    assert stand(project.afspraken.get()) == ("afgerond", timezone.localdate())


def test_een_dag_die_genoemd_is_blijft(sla_op, project):
    afspraak = maak_afspraak(project)

    sla_op(status="afgerond", afgerond_op=f"{gisteren():%d-%m-%Y}")

    assert stand(afspraak) == ("afgerond", gisteren())


def test_weer_open_heeft_geen_dag(sla_op, project):
    afspraak = maak_afspraak(project, status="afgerond", afgerond_op=EERDER)

    sla_op(status="open")

    assert stand(afspraak) == ("open", None)


def test_van_afgerond_naar_vervallen_houdt_zijn_dag(sla_op, project):
    afspraak = maak_afspraak(project, status="afgerond", afgerond_op=EERDER)

    sla_op(status="vervallen")

    assert stand(afspraak) == ("vervallen", EERDER)


@pytest.mark.parametrize(
    ("was", "velden", "zin"),
    [
        ({}, {"status": "afgerond", "afgerond_op": "morgen"}, "Deze dag moet nog komen."),
        ({}, {"afgerond_op": "2-1-2026"}, "Deze datum hoort bij afgerond of vervallen."),
        (
            {"status": "afgerond", "afgerond_op": EERDER},
            {"afgerond_op": ""},
            "Schrijf op welke dag",
        ),
    ],
)
def test_een_datum_die_niet_kan_krijgt_een_zin_bij_het_veld(sla_op, project, was, velden, zin):
    afspraak = maak_afspraak(project, **was)
    voor = stand(afspraak)
    if velden["afgerond_op"] == "morgen":
        velden = velden | {"afgerond_op": f"{morgen():%d-%m-%Y}"}

    (form,) = sla_op(**velden).context["fiche"].afspraken

    assert form.errors["afgerond_op"][0].startswith(zin)
    assert form["afgerond_op"].value() == velden["afgerond_op"]
    assert stand(afspraak) == voor


def test_de_regel_zit_in_het_model(project):
    afspraak = Uitvoeringsafspraak(project=project, activiteit="x", afgerond_op=morgen())

    with pytest.raises(ValidationError, match="Deze dag moet nog komen"):
        afspraak.full_clean()


def test_een_oude_afspraak_zonder_dag_zegt_dat_de_dag_onbekend_is(client, lezer, project):
    maak_afspraak(project, status="afgerond")
    client.force_login(lezer)

    for adres in (project.get_absolute_url(), "/zuid-holland/afspraken/?status=afgerond"):
        assert "datum onbekend" in client.get(adres).content.decode()
