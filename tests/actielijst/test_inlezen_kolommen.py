"""Columns that are not known: shown with what they hold, and assigned once."""

import datetime

import pytest
from django.urls import reverse

from actielijst.exports import actielijst_xlsx
from tests.actielijst.inlezen import stuur
from tests.werkmappen import werkmap

pytestmark = pytest.mark.usefixtures("in_dit_proces")
ONBEKEND = [["Volgletter", "Project", "Wat nog meer"], ["1", "Station Noord", "een notitie"]]
MET_NUMMER = [["Nr.", "Project", "Wat nog meer"], ["1", "Station Noord", "een notitie"]]


def kolommen(inlezing):
    return reverse("actielijst:inlezing_kolommen", args=["zuid-holland", inlezing.pk])


@pytest.fixture
def na_insturen(als_redacteur, stuur_in, noord, monkeypatch):
    """Where the browser goes after sending these rows in."""

    def stuur_rijen(rijen):
        gezien = []
        post = als_redacteur.post
        monkeypatch.setattr(
            als_redacteur, "post", lambda *a, **k: gezien.append(post(*a, **k)) or gezien[-1]
        )
        inlezing = stuur_in(werkmap(rijen))
        monkeypatch.undo()
        return inlezing, gezien[0].url

    return stuur_rijen


def test_zonder_kolom_met_nummers_worden_eerst_de_kolommen_aangewezen(na_insturen, als_redacteur):
    inlezing, url = na_insturen(ONBEKEND)
    assert url == kolommen(inlezing)

    als_redacteur.post(url, {"kolom-0": "nummer", "kolom-1": "naam", "kolom-2": ""})
    inlezing, url = na_insturen(ONBEKEND)
    assert (url, inlezing.velden) == (inlezing.get_absolute_url(), ["nummer", "naam", ""])


def test_wie_zegt_dat_er_geen_nummers_zijn_wordt_dat_niet_weer_gevraagd(na_insturen, als_redacteur):
    _, url = na_insturen(ONBEKEND)
    als_redacteur.post(url, {"kolom-0": "", "kolom-1": "naam", "kolom-2": ""})

    inlezing, url = na_insturen(ONBEKEND)
    assert url == inlezing.get_absolute_url()


def test_de_controle_noemt_wat_niet_wordt_gelezen_met_de_weg_ernaartoe(na_insturen, als_redacteur):
    inlezing, url = na_insturen(MET_NUMMER)
    assert url == inlezing.get_absolute_url()

    pagina = als_redacteur.get(url).content.decode()
    assert "Deze kolom lezen wij niet: Wat nog meer." in pagina
    assert f'<a href="{kolommen(inlezing)}">Wijs aan wat erin staat</a>' in pagina


def test_per_kolom_staat_wat_erin_staat(na_insturen, als_redacteur):
    rijen = [*MET_NUMMER, ["2", "Station Zuid", "een notitie"], ["3", "Kabel", "x\n" + "y" * 99]]
    inlezing, _ = na_insturen(rijen)

    form = als_redacteur.get(kolommen(inlezing)).context["form"]
    assert form.fields["kolom-2"].help_text == (
        f"Lezen wij nog niet. Er staat bijvoorbeeld: een notitie | x {'y' * 38}"
    )
    aangeboden = dict(form.fields["kolom-0"].choices)
    assert {"id", "versie"} & aangeboden.keys() == set()


def test_van_onze_eigen_kolommen_staat_er_dat_wij_ze_uitrekenen(als_redacteur, zuid_holland, noord):
    inhoud = actielijst_xlsx(zuid_holland, datetime.date(2026, 11, 16))
    inlezing = stuur(als_redacteur, zuid_holland, inhoud)
    response = als_redacteur.get(inlezing.get_absolute_url())

    projecten = response.context["plan"].bladen[0]
    assert (projecten.niet_gelezen, projecten.afgeleid) == ([], ["IBN van", "IBN tot en met"])
    assert "Deze kolommen rekenen wij zelf uit" in response.content.decode()


def test_van_twee_kolommen_met_een_kop_blijft_die_gelezen_wordt(na_insturen, als_redacteur):
    dubbel = [["Letter", "Project", "Letter"], ["1", "Station Noord", "a"]]
    _, url = na_insturen(dubbel)
    als_redacteur.post(url, {"kolom-0": "nummer", "kolom-1": "naam", "kolom-2": ""})

    inlezing, _ = na_insturen(dubbel)
    assert inlezing.velden == ["nummer", "naam", ""]
