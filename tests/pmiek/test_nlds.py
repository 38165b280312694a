"""The look: vendored files, stylesheets, the crispy pack `nlds` and the tags of `eb`."""

import hashlib
import re

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.html import strip_tags

from pmiek.models import Gebruiker
from pmiek.templatetags import eb

STATIC = settings.BASE_DIR / "static"
SJABLONEN = settings.BASE_DIR / "templates"
STIJLBLADEN = sorted((STATIC / "css").glob("*.css"))
# documents are printed without a browser: their templates know no Content-Security-Policy
SCHERMEN = [pad for pad in sorted(SJABLONEN.rglob("*.html")) if "pdf" not in pad.parts]


def herkomst():
    """Path and checksum of every vendored file, as written down when it was fetched."""
    regels = re.findall(
        r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$", (STATIC / "HERKOMST.md").read_text(), re.MULTILINE
    )
    return dict(regels)


class ProefForm(forms.Form):
    naam = forms.CharField(label="Naam", help_text="Zoals in het investeringsplan.")
    planning = forms.CharField(label="Planning", required=False)
    soort = forms.ChoiceField(
        label="Type infra", choices=[("s", "Station"), ("k", "Kabel")], widget=forms.RadioSelect
    )
    ja = forms.BooleanField(label="Staat in het IP", required=False)


def toon(tekst, **context):
    return re.sub(r"\s+(?=<|$)", "", Template(tekst).render(Context(context)))


def toon_veld(form, naam):
    return toon("{% load crispy_forms_filters %}{{ veld|as_crispy_field }}", veld=form[naam])


@pytest.fixture
def gebruiker(db):
    return Gebruiker.objects.create_user(email="m@example.org", password="een lang wachtwoord")


def verzoek(pad):
    return RequestFactory().get(pad)


def test_elk_overgenomen_bestand_is_wat_er_is_vastgelegd():
    gemeten = {pad: hashlib.sha256((STATIC / pad).read_bytes()).hexdigest() for pad in herkomst()}

    assert gemeten == herkomst()


def test_van_elk_lettertype_en_elk_overgenomen_stijlblad_staat_de_herkomst_vast():
    aanwezig = {
        pad.relative_to(STATIC).as_posix()
        for map_ in ("fonts", "nlds")
        for pad in (STATIC / map_).iterdir()
    }

    assert aanwezig == set(herkomst())


@pytest.mark.parametrize("stijlblad", STIJLBLADEN, ids=lambda pad: pad.name)
def test_een_stijlblad_haalt_alleen_bestanden_van_deze_site(stijlblad):
    adressen = re.findall(r'url\("?([^")]+)"?\)', stijlblad.read_text())

    assert [adres for adres in adressen if not (stijlblad.parent / adres).is_file()] == []


def test_elke_vorm_heeft_een_klasse_en_elke_klasse_een_vorm():
    klassen = re.findall(r"\.eb-i-([\w-]+)::before", (STATIC / "css/iconen.css").read_text())
    vormen = {pad.stem for pad in (STATIC / "icons").glob("*.svg")}

    # used by a select, by the browser tab and by a section that folds
    assert set(klassen) == vormen - {"omlaag-select", "merk", "rechts"}


# names for a script, a test or a reader of the template
ZONDER_STIJL = {"eb-beeld", "eb-bladkeuze", "eb-breekbaar", "eb-formulier__legenda", "eb-ip-rij"}
ZONDER_STIJL |= {
    "eb-indeling__concept",
    "eb-resultaatregel__blad",
    "eb-termijn",
    "eb-trechterkader",
}


def test_elke_klasse_van_een_scherm_staat_in_een_stijlblad():
    stijl = "".join(pad.read_text() for pad in STIJLBLADEN)
    klassen = set(re.findall(r"\.(eb-[\w-]+)", stijl))
    gebruikt = {
        woord
        for pad in SCHERMEN
        for waarde in re.findall(r'class="([^"]*)"', pad.read_text())
        for woord in re.findall(r"eb-[\w-]+", waarde)
    }

    assert len(gebruikt) > 200
    assert gebruikt - klassen - {"eb-melding--"} == ZONDER_STIJL


def test_elke_klasse_van_een_stijlblad_komt_in_een_scherm_voor():
    stijl = "".join(pad.read_text() for pad in STIJLBLADEN)
    bronnen = [
        pad
        for map_ in ("templates", "static/js", "pmiek", "actielijst", "monitoring")
        for soort in ("html", "js", "py")
        for pad in (settings.BASE_DIR / map_).rglob(f"*.{soort}")
    ]
    woorden = set(re.findall(r"eb-[\w-]+", "".join(pad.read_text() for pad in bronnen)))
    # written as a beginning with the kind behind it
    begin = tuple(woord for woord in woorden if woord.endswith("-"))

    klassen = set(re.findall(r"\.(eb-[\w-]+)", stijl))
    assert len(klassen) > 200
    assert {klasse for klasse in klassen - woorden if not klasse.startswith(begin)} == set()


@pytest.mark.parametrize("sjabloon", SCHERMEN, ids=lambda pad: pad.name)
def test_een_scherm_bevat_geen_stijl_of_script_in_de_tekst(sjabloon):
    verboden = r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|https?://(?!www\.w3\.org)"

    assert re.findall(verboden, sjabloon.read_text()) == []


def test_label_uitleg_en_veld_horen_bij_elkaar():
    html = toon_veld(ProefForm(), "naam")

    assert '<label class="utrecht-form-label eb-veld__label" for="id_naam">Naam</label>' in html
    assert 'id="id_naam_helptext">Zoals in het investeringsplan.</div>' in html
    assert 'aria-describedby="id_naam_helptext"' in html


def test_de_fout_staat_tussen_label_en_veld_en_is_aan_het_veld_gekoppeld():
    html = toon_veld(ProefForm({}), "naam")
    plekken = [html.index(deel) for deel in ("<label", 'id="id_naam_error"', "<input")]

    assert plekken == sorted(plekken)
    assert 'aria-describedby="id_naam_helptext id_naam_error"' in html
    assert 'aria-invalid="true"' in html


def test_alleen_een_veld_dat_leeg_mag_zegt_dat_het_niet_verplicht_is():
    form = ProefForm()

    assert ["(niet verplicht)" in toon_veld(form, naam) for naam in ("naam", "planning")] == [
        False,
        True,
    ]


def test_een_formulier_kan_niet_verplicht_alleen_laten_voorlezen():
    form = ProefForm()
    form.zonder_niet_verplicht = True

    html = toon_veld(form, "planning")

    assert '<small class="eb-alleen-voorlezen"> (niet verplicht)</small>' in html


def test_keuzerondjes_staan_in_een_groep_met_een_naam():
    html = toon_veld(ProefForm({}), "soort")

    assert '<fieldset class="utrecht-form-fieldset" id="id_soort"' in html
    assert 'aria-describedby="id_soort_error"' in html
    assert re.search(r"<legend[^>]*>Type infra</legend>", html)
    assert re.findall(r'<input type="radio"[^>]*value="(\w)"', html) == ["s", "k"]


def test_elk_soort_veld_krijgt_de_klassen_van_het_ontwerpsysteem():
    form = ProefForm()

    assert 'class="utrecht-textbox utrecht-textbox--html-input"' in toon_veld(form, "naam")
    assert "utrecht-custom-checkbox--html-input" in toon_veld(form, "ja")
    assert "utrecht-radio-button--html-input" in toon_veld(form, "soort")


def test_een_heel_formulier_laat_de_controle_aan_de_server():
    html = toon("{% load crispy_forms_tags %}{% crispy form %}", form=ProefForm({}))

    assert html.startswith("<form")
    assert " novalidate>" in html
    assert html.count("data-foutensamenvatting") == 1


def test_een_formset_als_tabel_noemt_kolom_en_regel_in_elk_label():
    formset = forms.formset_factory(ProefForm, extra=2)()

    html = toon(
        "{% include 'nlds/table_inline_formset.html' %}", formset=formset, formset_method="get"
    )

    assert re.findall(r'for="id_form-\d-planning">([^<]+)<', html) == [
        "Planning, regel 1",
        "Planning, regel 2",
    ]


def test_de_foutensamenvatting_telt_de_velden_en_wijst_ernaar():
    html = toon("{% foutensamenvatting form 'de fiche' %}", form=ProefForm({}))

    assert "2 velden moeten anders voordat de fiche kan worden opgeslagen" in html
    assert re.findall(r'href="#(\w+)">([^:]+):', html) == [
        ("id_naam", "Naam"),
        ("id_soort", "Type infra"),
    ]


@pytest.mark.parametrize(
    ("adres", "html"),
    [
        ("jan@leiden.nl", "jan@<wbr>leiden.nl"),
        ("<b>@x", "&lt;b&gt;@<wbr>x"),
        ("zonder", "zonder"),
        ("", ""),
    ],
)
def test_een_mailadres_breekt_na_het_apenstaartje(adres, html):
    assert toon("{{ adres|mailadres }}", adres=adres) == html


def test_zonder_fouten_is_er_geen_samenvatting():
    assert toon("{% foutensamenvatting form %}", form=ProefForm()) == ""


@pytest.mark.parametrize(
    ("tag", "woord"),
    [
        ("{% fase_tag 'planuitwerking' %}", "Planuitwerking"),
        ("{% fase_tag '' %}", "Nog niet ingedeeld"),
        ("{% route_tag 'pmiek_plus_1' %}", "Terug naar pMIEK +1"),
        ("{% route_tag '' %}", "Nog niet bepaald"),
        ("{% status_tag 'vervallen' %}", "Vervallen"),
        ("{% te_laat_tag 1 %}", "1 dag te laat"),
        ("{% te_laat_tag 146 %}", "146 dagen te laat"),
        ("{% te_laat_tag 0 %}", ""),
        ("{% binnenkort_tag 0 %}", "vandaag"),
        ("{% binnenkort_tag 7 %}", "7 dagen"),
        ("{% leeg_of '  ' %}", "nog niet ingevuld"),
        ("{% leeg_of 'n.v.t.' %}", "n.v.t."),
        ("{% leeg_of 0 %}", "0"),
        ("{% balk 9 21 %}", "9"),
    ],
)
def test_een_tag_zegt_in_woorden_wat_de_vorm_laat_zien(tag, woord):
    assert strip_tags(toon(tag)).strip() == woord


def test_een_ingevulde_waarde_kan_geen_opmaak_worden():
    assert toon("{% leeg_of waarde %}", waarde="<b>1</b>") == "&lt;b&gt;1&lt;/b&gt;"


def test_een_balk_zonder_totaal_is_leeg():
    assert '<rect width="0"' in toon("{% balk 0 0 %}")


@pytest.mark.parametrize(
    ("pad", "sortering", "doel"),
    [
        ("/?fase=project", None, "?fase=project&amp;sorteer=naam"),
        ("/?sorteer=naam&page=3", "ascending", "?sorteer=-naam"),
        ("/?sorteer=-naam", "descending", "?sorteer=naam"),
    ],
)
def test_een_kop_sorteert_om_en_om_en_houdt_de_filters(pad, sortering, doel):
    html = toon("{% sorteerkop 'naam' 'Naam' %}", request=verzoek(pad))

    gevonden = re.search(r'aria-sort="(\w+)"', html)
    assert (gevonden and gevonden[1], re.search(r'href="([^"]+)"', html)[1]) == (sortering, doel)


def test_bladeren_houdt_de_filters():
    pagina = Paginator(range(120), 50).page(2)

    html = toon("{% paginering %}", page_obj=pagina, request=verzoek("/?fase=project&page=2"))

    assert "Regel 51 tot en met 100 van 120" in html
    assert re.findall(r'href="([^"]+)"', html) == [
        "?fase=project&amp;page=1",
        "?fase=project&amp;page=3",
    ]


def test_een_onbekende_fase_blijft_niet_onopgemerkt():
    with pytest.raises(KeyError):
        eb.fase_tag("sloop")


def test_een_lange_lijst_keuzes_vouwt_op_achter_wat_er_gekozen_is():
    class PartijenForm(forms.Form):
        partijen = forms.MultipleChoiceField(
            choices=[(n, f"Gemeente {n}") for n in range(7)], widget=forms.CheckboxSelectMultiple
        )

    html = toon_veld(PartijenForm({"partijen": ["2", "5"]}), "partijen")

    assert "<summary>Gemeente 2, Gemeente 5</summary>" in html
    assert re.findall(r'<input type="checkbox"[^>]*value="(\d)"[^>]* checked>', html) == ["2", "5"]


def test_een_keuze_kan_geen_opmaak_worden():
    class KeuzeForm(forms.Form):
        partij = forms.ChoiceField(choices=[('"><b>', "<i>x</i>")], widget=forms.RadioSelect)

    html = toon_veld(KeuzeForm(), "partij")

    assert ("<b>" in html, "<i>" in html) == (False, False)


def test_inloggen_laat_een_wachtwoordkluis_zijn_werk_doen(client, db):
    html = client.get(reverse("account_login")).content.decode()

    assert re.findall(r'<input type="(?:email|password)"[^>]*autocomplete="([\w-]+)"', html) == [
        "email",
        "current-password",
    ]
    assert "placeholder" not in html


@pytest.mark.parametrize(
    ("naam", "kop"),
    [
        ("account_reset_password", "Wachtwoord vergeten"),
        ("account_reset_password_done", "Bericht verstuurd"),
    ],
)
def test_een_accountpagina_heeft_een_kop_en_de_paginarand(client, db, naam, kop):
    html = client.get(reverse(naam)).content.decode()

    assert re.findall(r"<h1>\s*(.*?)\s*</h1>", html) == [kop]
    assert 'href="#inhoud">Naar de inhoud</a>' in html


@pytest.mark.parametrize(
    "naam", ["account_change_password", "account_reauthenticate", "account_logout", "mfa_index"]
)
def test_een_ingelogde_accountpagina_staat_in_de_paginarand(client, gebruiker, naam):
    client.force_login(gebruiker)

    html = client.get(reverse(naam)).content.decode()

    assert len(re.findall(r"<h1>", html)) == 1
    assert 'class="eb-linkknop" type="submit">Uitloggen</button>' in html


def test_een_kapotte_pagina_heeft_niets_van_de_toepassing_nodig():
    html = toon("{% include '500.html' %}", kenmerk="ab12")

    assert "<h1>Er ging iets mis</h1>" in html
