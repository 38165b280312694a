"""Columns that are not known: shown with what they hold, and assigned once."""

import datetime

import pytest
from django.urls import reverse

from actielijst.exports import actielijst_xlsx
from actielijst.inlezen.kolommen import Tabel
from actielijst.inlezen.voorstellen import voorstellen
from pmiek.importing import Cell, Kind, Sheet
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


def test_zonder_kolom_met_namen_worden_eerst_de_kolommen_aangewezen(na_insturen, als_redacteur):
    zonder_naam = [["Nr.", "Wat"], ["1", "Station Noord"]]
    inlezing, url = na_insturen(zonder_naam)
    assert url == kolommen(inlezing)
    assert als_redacteur.get(url).context["melding"] == (
        "Geen kolom met namen herkend: zonder naam komt er geen project bij."
    )

    als_redacteur.post(url, {"kolom-0": "nummer", "kolom-1": "naam"})
    inlezing, url = na_insturen(zonder_naam)
    assert (url, inlezing.velden) == (inlezing.get_absolute_url(), ["nummer", "naam"])


def test_de_ene_kop_die_wel_bekend_is_staat_al_voorgesteld(na_insturen, als_redacteur):
    rijen = [["Benaming", "Gemeente", "Klaar in"], ["Station Noord", "Delft", "2031"]]
    inlezing, url = na_insturen(rijen)

    velden = als_redacteur.get(url).context["form"].fields
    assert [veld.initial for veld in velden.values() if veld.label] == ["naam", "gemeenten", "ibn"]
    assert [veld.help_text[:13] for veld in velden.values()] == [
        "Ons voorstel,",
        "Er staat bijv",
        "Ons voorstel,",
    ]


@pytest.mark.parametrize(
    "koppen",
    [
        ["Wat", "Gemeente", "Stap", "Projectfase"],
        ["Wat", "Waar", "Stap", "Stand"],
    ],
    ids=["zonder naam en nummer", "geen enkele bekend"],
)
def test_een_regel_met_het_woord_project_is_niet_de_rij_met_koppen(
    na_insturen, als_redacteur, koppen
):
    rijen = [["Lijst 2026"], [], koppen, ["Station Noord", "Leiden", "x", "verkenning"]]
    rijen += [["Station Zuid", "Leiden", "Project", "planuitwerking"]]
    inlezing, url = na_insturen(rijen)

    assert (inlezing.koprij, url) == (2, kolommen(inlezing))
    labels = [veld.label for veld in als_redacteur.get(url).context["form"].fields.values()]
    assert labels == koppen


def test_elke_leverancier_houdt_zijn_eigen_koppen(na_insturen, als_redacteur):
    """Two lists of one province that mean something else by the same heading."""
    een = [["Code", "Project", "Datum"], ["1", "Station Noord", "2031"]]
    ander = [["Code", "Project", "Datum", "Prio"], ["VB-1", "Station Noord", "2031", "1"]]
    velden = {"een": ["nummer", "naam", "ibn"], "ander": ["ip_nummers", "naam", "", "nummer"]}
    for rijen, gekozen in ((een, velden["een"]), (ander, velden["ander"])):
        inlezing, _ = na_insturen(rijen)
        data = {f"kolom-{plaats}": veld for plaats, veld in enumerate(gekozen)}
        als_redacteur.post(kolommen(inlezing), data)

    assert na_insturen(een)[0].velden == velden["een"]
    assert na_insturen(ander)[0].velden == velden["ander"]


def test_van_een_nieuwe_koprij_telt_wat_er_het_meest_op_lijkt(na_insturen, als_redacteur):
    een = [["Code", "Project", "Datum", "Bron"], ["1", "Station Noord", "2031", "x"]]
    ander = [["Code", "Project", "Prio"], ["VB-1", "Station Noord", "1"]]
    for rijen, eerste in ((een, "nummer"), (ander, "ip_nummers")):
        inlezing, _ = na_insturen(rijen)
        als_redacteur.post(kolommen(inlezing), {"kolom-0": eerste, "kolom-1": "naam"})

    met_een_erbij = [["Code", "Project", "Datum", "Bron", "Wie"], ["1", "Noord", "2031", "x", "y"]]
    assert na_insturen(met_een_erbij)[0].velden == ["nummer", "naam", "", "", ""]


def test_een_kolom_zonder_kop_heet_zoals_in_excel_en_wordt_onthouden(na_insturen, als_redacteur):
    rijen = [["", "Project", "IBN"], ["1", "Station Noord", "2031", "los"]]
    inlezing, url = na_insturen(rijen)
    velden = als_redacteur.get(url).context["form"].fields
    assert [veld.label for veld in velden.values()] == [
        "kolom A, zonder kop",
        "Project",
        "IBN",
        "kolom D, zonder kop",
    ]

    als_redacteur.post(url, {"kolom-0": "nummer", "kolom-1": "naam", "kolom-2": "ibn"})
    inlezing, url = na_insturen(rijen)
    assert (url, inlezing.velden) == (inlezing.get_absolute_url(), ["nummer", "naam", "ibn", ""])
    # of another supplier the same place says nothing
    assert na_insturen([["", "Project"], ["1", "Noord"]])[0].velden == ["", "naam"]


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
    for gekozen in (["nummer", "naam", ""], ["", "naam", "nummer"]):
        als_redacteur.post(url, {f"kolom-{n}": veld for n, veld in enumerate(gekozen)})

        inlezing, _ = na_insturen(dubbel)
        assert inlezing.velden == gekozen


# --- headings that nobody knows, with what they probably mean


@pytest.mark.parametrize(
    ("kop", "veld"),
    [
        ("Volgnr.", "nummer"),
        ("Projectomschrijving", "naam"),
        ("Projecttitel", "naam"),
        ("Netbeh.", "netbeheerders"),
        ("Stand van zaken (fase)", "fase"),
        ("Jaar in bedrijf", "ibn"),
        ("IBN (jaar)", "ibn"),
        ("MIEK-project?", "nmiek"),
        ("Trekkers en partners", "betrokken_partijen"),
        *((kop, "") for kop in ("Opmerking", "Telefoonnummer", "Naam contactpersoon", "Status")),
        *(
            (kop, "")
            for kop in ("Kosten project (mln)", "Projectleider", "Plaatsnaam", "Doelgroep")
        ),
    ],
)
def test_wat_een_kop_waarschijnlijk_betekent_wordt_voorgesteld(kop, veld):
    blad = Sheet("Lijst", [[Cell(Kind.TEXT, kop)], [Cell(Kind.TEXT, "iets")]])
    tabel = Tabel(blad, 0, (kop,), ("",))

    assert voorstellen(tabel) == [veld]


def test_bij_een_lege_kolom_doen_wij_geen_voorstel():
    blad = Sheet("Lijst", [[Cell(Kind.TEXT, "Gereed")], [None]])

    assert voorstellen(Tabel(blad, 0, ("Gereed",), ("",))) == [""]


def test_een_voorstel_voor_de_nummers_is_geen_gemis(als_redacteur, na_insturen):
    _, url = na_insturen([["Volgnr.", "Project"], ["1", "Station Noord"]])

    assert als_redacteur.get(url).context["melding"] == (
        "Niet alle koppen kennen wij. Bij die kolommen staat een voorstel: kijk het na."
    )


def test_een_veld_wordt_bij_een_kolom_voorgesteld(als_redacteur, na_insturen):
    rijen = [["Nr.", "Project", "Gereed", "Oplevering"], ["1", "Station Noord", "2031", "2032"]]
    inlezing, url = na_insturen(rijen)
    assert url == kolommen(inlezing)

    velden = als_redacteur.get(url).context["form"].fields.values()
    assert [veld.initial for veld in velden] == ["nummer", "naam", "ibn", ""]
    assert inlezing.velden == ["nummer", "naam", "", ""]


def test_een_lijst_met_twee_eigen_koppen_wordt_aangewezen(als_redacteur, na_insturen):
    inlezing, url = na_insturen([["Aanduiding", "Hoe ver"], ["Station Noord", "verkenning"]])

    assert url == kolommen(inlezing)
