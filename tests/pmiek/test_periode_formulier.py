import re

import pytest
from django import forms
from django.core.exceptions import ValidationError

from pmiek.periode import Periode, PeriodeFormField, lees_periode
from pmiek.periode.views import periode_echo
from tests.pmiek.test_periode_velden import Q3_2027, Q5_FOUT, Proef, kolommen


class ProefForm(forms.ModelForm):
    class Meta:
        model = Proef
        fields = ["planning", "naam"]


def test_formulier_geeft_een_periode_zonder_buitenste_spaties():
    veld = PeriodeFormField()

    assert veld.clean("  3e  kwartaal 2027 ") == lees_periode("3e  kwartaal 2027")


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("Q5 2027", Q5_FOUT),
        (
            "x" * 201,
            "Deze tekst is te lang: 201 tekens. Er passen er ten hoogste 200 in.",
        ),
        (
            "2027\x00",
            "Deze tekst bevat een teken dat niet te lezen is (U+0000, teken 5). "
            "Haal het weg; het komt vaak mee bij plakken uit Word.",
        ),
        (
            "\ud800 2027",
            "Deze tekst bevat een teken dat niet te lezen is (U+D800, teken 1). "
            "Haal het weg; het komt vaak mee bij plakken uit Word.",
        ),
    ],
)
def test_formulierveld_weigert_met_een_zin(tekst, melding):
    with pytest.raises(ValidationError) as fout:
        PeriodeFormField(max_length=200).clean(tekst)

    assert fout.value.messages == [melding]


@pytest.mark.parametrize(
    ("van", "naar", "gewijzigd"),
    [("Q3 2027", " Q3 2027 ", []), ("Q3 2027", "3e kwartaal 2027", ["planning"]), ("", "", [])],
)
def test_gewijzigd_vergelijkt_de_teksten(van, naar, gewijzigd):
    form = ProefForm({"planning": naar}, instance=Proef(planning=van))

    assert form.changed_data == gewijzigd


def test_modelformulier_zet_de_periode_op_het_object():
    form = ProefForm({"planning": "Q3 2027"}, instance=Proef(planning="2030"))

    assert form.is_valid()
    assert kolommen(form.instance) == Q3_2027


def test_een_weggelaten_veld_laat_het_object_met_rust():
    form = ProefForm({"naam": "nieuw"}, instance=Proef(planning="2030"))

    assert form.is_valid()
    assert form.instance.planning.tekst == "2030"


def test_widget_toont_de_tekst_met_de_echo_eronder():
    form = ProefForm(instance=Proef(planning="Q3 '27"), prefix="afspraken-0")

    assert " ".join(str(form["planning"]).split()) == (
        '<input type="text" name="afspraken-0-planning" value="Q3 &#x27;27" '
        'id="id_afspraken-0-planning" aria-describedby="id_afspraken-0-planning_echo" '
        'hx-get="/periode/?veld=afspraken-0-planning" '
        'hx-trigger="change, keyup changed delay:500ms" '
        'hx-sync="this:replace" hx-target="#id_afspraken-0-planning_echo"> '
        '<div class="eb-echo" id="id_afspraken-0-planning_echo" role="status">'
        '<span class="eb-i eb-i-status-afgerond">'
        "<span>Wij lezen dit als: juli tot en met september 2027.</span></span> </div>"
    )


@pytest.mark.parametrize(
    ("tekst", "vorige", "eerste", "zin"),
    [
        ("2028", "Q1 2027", "Q3 2026", "Was Q1 2027, eerst Q3 2026."),
        ("2028", "Q1 2027", "Q1 2027", "Was Q1 2027."),
        ("2028", "2028", "Q3 2026", "Eerst Q3 2026."),
        ("2028", "2028", "2028", ""),
        ("", lees_periode("Q1 2027"), Periode(), "Was Q1 2027."),
    ],
)
def test_echo_herhaalt_eerdere_afspraken_voor_zover_anders(tekst, vorige, eerste, zin):
    form = ProefForm(instance=Proef(planning=tekst))
    form.fields["planning"].vorige = vorige
    form.fields["planning"].eerste = eerste

    context = form["planning"].field.widget.get_context("planning", tekst, {})
    assert (form["planning"].value(), context["eerder"]) == (tekst, zin)


def test_echo_zwijgt_waar_de_fout_al_bij_het_veld_staat():
    form = ProefForm({"planning": "Q5 2027"})

    assert str(form["planning"]).count("is geen kwartaal") == 0
    assert form.errors == {"planning": [Q5_FOUT]}


def test_zonder_id_is_er_alleen_een_tekstveld():
    form = ProefForm(instance=Proef(planning="2027"), auto_id=False)

    veld = " ".join(str(form["planning"]).split())
    assert veld == '<input type="text" name="planning" value="2027">'


@pytest.mark.parametrize(
    ("tekst", "soort", "zin"),
    [
        ("Q3 2027", "gelezen", "Wij lezen dit als: juli tot en met september 2027."),
        ("Q5 2027", "fout", "&#x27;Q5 2027&#x27; is geen kwartaal. "),
        ("<b>", "tekst", "Hier lezen wij geen datum in."),
        ("x" * 1001, "fout", "1001 tekens. Er passen er ten hoogste 200 in."),
        ("\x00", "fout", "Deze tekst bevat een teken dat niet te lezen is (U+0000, teken 1)."),
    ],
)
def test_adres_van_de_echo_oordeelt_als_het_formulier(rf, tekst, soort, zin):
    response = periode_echo(rf.get("/", {"veld": "a-0-planning", "a-0-planning": tekst}))

    inhoud = response.content.decode()
    assert response.status_code == 200
    vorm = {"gelezen": "status-afgerond", "fout": "fout", "tekst": "vraag"}[soort]
    assert re.search(r"eb-i-([\w-]+)", inhoud)[1] == vorm
    assert zin in inhoud


@pytest.mark.parametrize("vraag", [{}, {"veld": "x"}, {"veld": "x", "x": " "}])
def test_adres_van_de_echo_zwijgt_zonder_tekst(rf, vraag):
    assert periode_echo(rf.get("/", vraag)).content.decode().strip() == ""


def test_adres_van_de_echo_herhaalt_eerdere_teksten_zonder_opmaak(rf):
    vraag = {"veld": "p", "p": "", "vorige": "<i>", "eerste": "2026"}

    inhoud = periode_echo(rf.get("/", vraag)).content.decode().strip()

    assert inhoud == "Was &lt;i&gt;, eerst 2026."


def test_adres_van_de_echo_is_alleen_om_te_lezen(rf):
    assert periode_echo(rf.post("/")).status_code == 405
