"""The quick fields of the agreement rows are the fields of the crispy pack."""

import re
from datetime import date

import pytest
from django.template import Context, Template

from actielijst.forms.afspraak import AfspraakForm
from pmiek.choices import Loaded
from pmiek.models import Partij
from tests.bouwers import maak_afspraak, maak_partij

pytestmark = pytest.mark.django_db
CRISPY = "{% load crispy_forms_filters %}{{ veld|as_crispy_field }}"
SNEL = "{% load rijveld %}{% rijveld veld %}"
FOUT = {
    "r-activiteit": "",
    "r-resultaat": '<b>"x"</b>',
    "r-planning": "Q5 2027",
    "r-status": "loopt",
    "r-soort": "weg",
    "r-trekker": "999",
    "r-betrokken_partijen": ["999"],
    "r-afgerond_op": "31-2-2027",
    "r-basis": "{}",
}


def tekens(sjabloon, veld):
    """Tags with their attributes sorted, and the texts between them."""
    html = Template(sjabloon).render(Context({"veld": veld}))
    delen = re.findall(r"<[^>]*>|[^<]+", html)
    return [
        sorted(re.findall(r'[^\s"=<>]+(?:="[^"]*")?', deel)) if deel[0] == "<" else deel.strip()
        for deel in delen
        if deel.strip()
    ]


@pytest.fixture
def rij(project):
    maak_partij(project.provincie)
    return maak_afspraak(
        project, afgerond_op=date(2026, 3, 14), status="afgerond", resultaat="<i>plan</i>"
    )


def maak_form(rij, data=None, *, regelnaam="", **opties):
    partijen = Loaded(list(Partij.objects.all()), lambda partij: partij.get_soort_display())
    form = AfspraakForm(data, instance=rij, prefix="r", partijen=partijen, **opties)
    form.regelnaam = regelnaam
    return form


@pytest.mark.parametrize("data", [None, FOUT], ids=["leeg", "fout"])
@pytest.mark.parametrize("regelnaam", ["", "afspraak 2"])
@pytest.mark.parametrize("verplicht_als_attribuut", [True, False])
def test_een_rijveld_is_het_veld_van_het_ontwerpsysteem(
    rij, data, regelnaam, verplicht_als_attribuut
):
    form = maak_form(rij, data, regelnaam=regelnaam, use_required_attribute=verplicht_als_attribuut)

    for veld in form.visible_fields():
        assert tekens(SNEL, veld) == tekens(CRISPY, veld), veld.name


def test_een_fout_in_een_rijveld_staat_er_en_hoort_bij_het_veld(rij):
    form = maak_form(rij, FOUT)

    html = Template(SNEL).render(Context({"veld": form["activiteit"]}))

    assert 'id="id_r-activiteit_error"><span><span class="eb-alleen-voorlezen">Fout: ' in html
    assert 'aria-describedby="id_r-activiteit_error"' in html


def test_een_tekst_blijft_in_een_rijveld_tot_op_de_regel_bewaard(rij):
    form = maak_form(rij, FOUT | {"r-resultaat": '\n<b>"x"</b>'})

    html = Template(SNEL).render(Context({"veld": form["resultaat"]}))

    assert html.endswith("\n\n&lt;b&gt;&quot;x&quot;&lt;/b&gt;</textarea></div>")
