import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import assume, given
from hypothesis import strategies as st

from pmiek import thema
from pmiek.models import Provincie

kleuren = st.from_regex(r"\A#[0-9a-f]{6}\Z")


@pytest.fixture
def drenthe(db):
    return Provincie.objects.create(naam="Drenthe", slug="drenthe", code="PV22", accent="#005f3c")


def test_zwart_op_wit_heeft_het_grootste_contrast():
    assert thema.contrast(thema.ZWART, thema.WIT) == pytest.approx(21)


def test_contrast_is_zoals_wcag_het_rekent():
    # 4.54 is the published figure for this well-known grey on white
    assert round(thema.contrast(thema.parse_hex("#767676"), thema.WIT), 2) == 4.54


@pytest.mark.parametrize(
    "tekst", ["00568b", "#00568", "#00568bb", "#00568g", "rood", "#٠٠٥٦٨٠", ""]
)
def test_een_kleur_die_geen_kleur_is_wordt_geweigerd(tekst):
    with pytest.raises(ValidationError) as fout:
        thema.valideer_accent(tekst)

    assert fout.value.code == "kleur"


@pytest.mark.parametrize("kleur", ["#00568b", "#005F3C", "#7a1f5c", "#5b3a00"])
def test_een_donkere_kleur_mag(kleur):
    assert thema.valideer_accent(kleur) is None


@pytest.mark.parametrize(
    ("kleur", "begin"),
    [
        ("#ffcc00", "Deze kleur heeft op wit een contrast van 1,5 op 1;"),
        (
            "#e2001a",
            "Deze kleur heeft op het grijze vlak van de filters een contrast van 4,3 op 1;",
        ),
        ("#dc0041", "Deze kleur heeft op de lichte tint van deze kleur een contrast van 4,1 op 1;"),
    ],
)
def test_een_te_lichte_kleur_wordt_geweigerd_met_de_gemeten_verhouding(kleur, begin):
    with pytest.raises(ValidationError) as fout:
        thema.valideer_accent(kleur)

    assert fout.value.message.startswith(begin)


def test_een_kleur_die_in_grijs_te_licht_wordt_mag_niet():
    with pytest.raises(ValidationError) as fout:
        thema.valideer_accent("#804078")

    assert fout.value.code == "grijs"


@given(kleuren)
def test_wat_wordt_aangenomen_is_op_elk_eigen_vlak_te_lezen(kleur):
    try:
        thema.valideer_accent(kleur)
    except ValidationError:
        assume(False)
    familie = {naam: thema.parse_hex(k) for naam, k in thema.accent_familie(kleur).items()}

    laagste = min(
        thema.contrast(familie["accent"], vlak)
        for vlak in (thema.WIT, thema.GRIJS_VLAK, familie["accent-vlak"], familie["accent-licht"])
    )
    assert round(laagste, 1) >= 4.5


@given(kleuren)
def test_het_stijlblad_bevat_alleen_eigen_kleurwaarden(kleur):
    regels = thema.thema_css(kleur).splitlines()

    assert (regels[0], regels[-1]) == (".eb-theme {", "}")
    assert all(re.fullmatch(r"  --eb-accent(-\w+)?: #[0-9a-f]{6};", r) for r in regels[1:-1])


def test_de_standaardkleur_geeft_de_waarden_van_de_schetsen():
    assert "--eb-accent-vlak: #e3f3fd;" in thema.thema_css(thema.STANDAARD_ACCENT)


def test_het_thema_is_zonder_inloggen_op_te_halen_en_lang_te_bewaren(client, drenthe):
    response = client.get(thema.thema_url(drenthe))

    assert response.content.decode() == thema.thema_css("#005f3c")
    assert response.headers["Content-Type"] == "text/css"
    assert response.headers["Cache-Control"] == thema.EEN_JAAR


def test_een_oud_adres_van_een_thema_bestaat_niet_meer(client, drenthe):
    oud = thema.thema_url(drenthe)
    drenthe.accent = "#00568b"
    drenthe.save()

    assert client.get(oud).status_code == 404


def test_een_thema_van_een_onbekende_provincie_bestaat_niet(client, db):
    assert client.get(reverse("thema", args=["atlantis", "0"])).status_code == 404
