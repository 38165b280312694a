"""Questions about a list: answered on the screen, once per value, and nothing typed is lost."""

import io
import re
import time

import lxml.html
import pytest
from django.http import QueryDict
from django.urls import reverse
from openpyxl import load_workbook

from actielijst.inlezen import bevestigen
from actielijst.inlezen.waarden import KEUZES, WOORDEN, Lezer
from pmiek.importing import Cell, Kind
from tests.toegang import inhoud_van
from tests.werkmappen import werkmap

LIJST = [
    ["Nr.", "Project", "Gemeenten", "IBN"],
    ["1", "Station Noord", "Leiden", "Q5 2030"],
]
VRAAG = "antwoord-D2:ibn"


def test_een_antwoord_dat_ook_niet_te_lezen_is_blijft_een_vraag(
    stuur_in, als_redacteur, controle, noord
):
    inlezing = stuur_in(werkmap(LIJST))
    als_redacteur.post(inlezing.get_absolute_url(), {VRAAG: "waarde", f"{VRAAG}-tekst": "Q7 2031"})

    [vraag] = controle(inlezing).open_vragen
    assert vraag.melding.startswith("Uw antwoord 'Q7 2031' kunnen wij ook niet lezen.")
    assert (vraag.waarde, vraag.getypt) == ("Q5 2030", "Q7 2031")
    pagina = als_redacteur.get(inlezing.get_absolute_url()).content.decode()
    assert 'value="Q7 2031"' in pagina


def test_een_getypt_antwoord_telt_ook_zonder_zijn_knop(stuur_in, als_redacteur, controle, noord):
    inlezing = stuur_in(werkmap(LIJST))
    als_redacteur.post(inlezing.get_absolute_url(), {f"{VRAAG}-tekst": "Q1 2031"})

    plan = controle(inlezing)
    assert plan.open_vragen == []
    assert [v.nieuw for v in plan.gewijzigd[0].veranderingen] == ["Q1 2031"]


def test_een_gewist_antwoord_is_weer_een_vraag(stuur_in, als_redacteur, controle, noord):
    inlezing = stuur_in(werkmap(LIJST))
    als_redacteur.post(inlezing.get_absolute_url(), {VRAAG: "waarde", f"{VRAAG}-tekst": "2031"})
    als_redacteur.post(inlezing.get_absolute_url(), {VRAAG: "waarde", f"{VRAAG}-tekst": ""})

    assert [vraag.getypt for vraag in controle(inlezing).open_vragen] == [""]


@pytest.mark.parametrize(
    ("tekst", "voorstellen"),
    [
        ("2027?", ["ca. 2027", "2027"]),
        ("(Q3 2027)", ["ca. Q3 2027", "Q3 2027"]),
        ("15-6-2027?", ["15-6-2027"]),
        ("ooit?", []),
    ],
)
def test_een_datum_met_een_vraagteken_wordt_voorgesteld_en_niet_geraden(
    stuur_in, als_redacteur, controle, noord, tekst, voorstellen
):
    inlezing = stuur_in(werkmap([LIJST[0], [*LIJST[1][:3], tekst]]))

    [vraag] = controle(inlezing).open_vragen
    assert [waarde for waarde, _ in vraag.keuzes] == [*voorstellen, tekst]
    for antwoord in [*voorstellen, tekst]:
        als_redacteur.post(inlezing.get_absolute_url(), {VRAAG: f"waarde:{antwoord}"})
        [regel] = controle(inlezing).gewijzigd
        assert [v.nieuw for v in regel.veranderingen] == [antwoord]


def test_wat_geen_datum_kan_zijn_kan_als_tekst_blijven(stuur_in, als_redacteur, bevestig, noord):
    inlezing = stuur_in(werkmap(LIJST))
    # the text itself the field refuses: that is said here, and not when it is stored
    als_redacteur.post(inlezing.get_absolute_url(), {VRAAG: "waarde", f"{VRAAG}-tekst": "Q5 2030"})
    vragen = als_redacteur.get(inlezing.get_absolute_url()).context["plan"].open_vragen
    bewaard = "Q5 2030 (zo in de lijst)"
    assert [vraag.keuzes for vraag in vragen] == [
        ((bewaard, f"bewaar als tekst, zonder datum: {bewaard}"),)
    ]

    bevestig(inlezing, **{VRAAG: f"waarde:{bewaard}"})
    noord.refresh_from_db()
    assert (str(noord.ibn), noord.ibn.is_gelezen) == (bewaard, False)


@pytest.mark.parametrize(
    ("kolom", "tekst", "gelezen"),
    [
        ("IBN", "2031.0", "2031"),
        ("IBN", "2031,00", "2031"),
        ("Nr.", "101,0", "101"),
        ("IP-nummers", "101,0", "101"),
    ],
)
def test_een_heel_getal_uit_een_csv_is_geen_breuk(stuur_in, controle, noord, kolom, tekst, gelezen):
    koppen, rij = ["Project", "Nr.", kolom], ["Station Zuid", "9", tekst]
    if kolom == "Nr.":
        koppen, rij = koppen[:2], [rij[0], tekst]
    plan = controle(stuur_in("\n".join([";".join(koppen), ";".join(rij)]).encode(), "lijst.csv"))

    assert plan.vragen == []
    assert plan.nieuw[0].veranderingen[-1].nieuw == gelezen


def test_wat_zegt_dat_er_geen_keuze_is_is_een_lege_cel_en_dat_staat_er(
    stuur_in, als_redacteur, controle, noord
):
    koppen = ["Nr.", "Project", "Fase", "Type infra", "In IP", "Route"]
    rij = ["1", "Station Noord", "n.n.b.", "-", "onbekend", "nog niet bepaald"]
    inlezing = stuur_in(werkmap([koppen, rij]))
    [blad] = controle(inlezing).bladen

    assert blad.vragen == []
    assert blad.als_leeg == [("C2", "n.n.b."), ("D2", "-"), ("F2", "nog niet bepaald")]
    # of the IP nobody knowing it is a choice as well
    assert [(v.cel, v.nieuw) for v in blad.gewijzigd[0].veranderingen] == [("E2", "onbekend")]
    assert (
        "3 cellen zeggen dat er nog geen keuze is"
        in als_redacteur.get(inlezing.get_absolute_url()).content.decode()
    )

    als_redacteur.post(inlezing.get_absolute_url(), {"leegmaken": "ja"})
    fase = next(v for v in controle(inlezing).gewijzigd[0].veranderingen if v.veld == "fase")
    assert (fase.oud, fase.nieuw) == ("Verkenning", "")


@pytest.mark.parametrize(
    ("tekst", "fase"),
    [
        ("Verkenningsfase", "verkenning"),
        ("planuitwerkingsfase", "planuitwerking"),
        ("Realisatiefase", "realisatie"),
        ("realisatiesfase", "realisatie"),
        ("Projectfase", "project"),
    ],
)
def test_een_fase_met_het_woord_fase_erachter(stuur_in, controle, tekst, fase, noord):
    plan = controle(stuur_in(werkmap([["Nr.", "Project", "Fase"], ["9", "Station Zuid", tekst]])))

    assert plan.vragen == []
    assert plan.nieuw[0].veranderingen[-1].waarde == fase


@pytest.mark.parametrize("veld", WOORDEN)
def test_elk_ander_woord_voor_een_keuze_wordt_gelezen(zuid_holland, veld):
    lezer = Lezer(zuid_holland, lambda naam: "")

    gelezen = {lezer.lees(veld, Cell(Kind.TEXT, woord)).waarde for woord in WOORDEN[veld]}
    assert gelezen <= {*KEUZES[veld].values}


@pytest.mark.parametrize(("tekst", "wordt"), [("J", "ja"), ("n", "nee")])
def test_een_ja_of_nee_in_een_letter(stuur_in, controle, noord, tekst, wordt):
    [regel] = controle(stuur_in(werkmap([["Nr.", "In IP"], ["1", tekst]]))).gewijzigd

    assert [v.nieuw for v in regel.veranderingen] == [wordt]


def test_een_vinkje_is_geen_lege_cel(stuur_in, controle, noord):
    [vraag] = controle(stuur_in(werkmap([["Nr.", "In IP"], ["1", "\u2713"]]))).vragen

    assert vraag.melding == "'\u2713' is hier geen keuze."


@pytest.mark.parametrize("tekst", ["n.n.b.", "Q3/Q4 '28", "n.v.t."])
def test_een_vage_datum_die_iets_zegt_wordt_gelezen_zoals_ze_er_staat(
    stuur_in, controle, noord, tekst
):
    plan = controle(stuur_in(werkmap([LIJST[0], [*LIJST[1][:3], tekst]])))

    assert plan.vragen == []
    assert [v.nieuw for v in plan.gewijzigd[0].veranderingen] == [tekst]


@pytest.mark.parametrize(
    ("kolom", "waarde"),
    [
        ("Gemeenten", "a" + " " * 3_900 + "b"),
        ("IP-nummers", ("x" + " " * 60) * 60),
        ("Gemeenten", "x" * 32_000),
        ("IBN", "9" * 32_000),
        ("Project", "Station " * 4_000),
        ("Fase", " ".join(["verkenning"] * 3_000)),
    ],
)
def test_een_cel_die_lang_bezighoudt_is_snel_gelezen(stuur_in, controle, noord, kolom, waarde):
    rijen = [["Nr.", "Project"], *(["1", "Station Noord"] for _ in range(100))]
    vreemd = [rij + [kolom if plaats == 0 else waarde] for plaats, rij in enumerate(rijen)]
    if kolom == "Project":
        vreemd = [["Projectnaam"], *([waarde] for _ in range(100))]
    inlezing = stuur_in(werkmap(vreemd))
    # of this process alone: how long it waits says something about the machine
    begin = time.process_time()

    controle(inlezing)
    assert time.process_time() - begin < 5


# --- adding what the province does not have yet


ONBEKEND = [
    ["Nr.", "Project", "Gemeenten", "Betrokken partijen", "Type infra"],
    ["1", "Station Noord", "Leiden; Nergens", None, None],
    ["2", "Station Zuid", "Nergens", "Waterschap Rijn", "waterstof"],
]


@pytest.fixture
def als_secretaris(client, secretaris):
    client.force_login(secretaris)
    return client


def test_een_secretaris_voegt_vanuit_de_vraag_toe_wat_overal_geldt(
    stuur_in, als_secretaris, controle, noord, zuid_holland
):
    inlezing = stuur_in(werkmap(ONBEKEND))
    assert len(controle(inlezing).open_vragen) == 4

    als_secretaris.post(
        inlezing.get_absolute_url(),
        {
            "antwoord-C2:gemeenten": "toevoegen:gemeente",
            "antwoord-D3:betrokken_partijen": "toevoegen:waterschap",
            "antwoord-E3:type_infra": "toevoegen:type_infra",
        },
    )

    assert controle(inlezing).open_vragen == []
    assert set(zuid_holland.partijen.values_list("naam", "soort")) == {
        ("Leiden", "gemeente"),
        ("Nergens", "gemeente"),
        ("Waterschap Rijn", "waterschap"),
    }
    assert list(zuid_holland.keuzes.values_list("lijst", "naam")) == [("type_infra", "waterstof")]


def test_een_redacteur_leest_wie_kan_toevoegen_en_kan_het_zelf_niet(
    stuur_in, als_redacteur, secretaris, noord, zuid_holland
):
    inlezing = stuur_in(werkmap(ONBEKEND))
    pagina = als_redacteur.get(inlezing.get_absolute_url()).content.decode()
    assert f"kan alleen een secretaris: vraag het {secretaris}" in pagina
    assert "toevoegen:gemeente" not in pagina

    response = als_redacteur.post(
        inlezing.get_absolute_url(), {"antwoord-C3:gemeenten": "toevoegen:gemeente"}
    )
    assert response.status_code == 403
    assert zuid_holland.partijen.count() == 1


def test_een_naam_die_niet_past_wordt_niet_toegevoegd_en_dat_staat_er(
    stuur_in, als_secretaris, controle, noord, zuid_holland
):
    inlezing = stuur_in(werkmap([ONBEKEND[0], ["1", "Station Noord", "x" * 150]]))
    response = als_secretaris.post(
        inlezing.get_absolute_url(), {"antwoord-C2:gemeenten": "toevoegen:gemeente"}
    )

    assert "120" in response.context["fouten"][0][1]
    assert len(controle(inlezing).open_vragen) == 1


def test_gemeente_voor_de_naam_hoort_niet_bij_de_naam(
    stuur_in, als_secretaris, noord, zuid_holland
):
    inlezing = stuur_in(werkmap([ONBEKEND[0], ["1", "Station Noord", "Gemeente  Nergens"]]))
    als_secretaris.post(
        inlezing.get_absolute_url(), {"antwoord-C2:gemeenten": "toevoegen:gemeente"}
    )

    assert zuid_holland.partijen.filter(naam="Nergens", soort="gemeente").exists()


# --- cells and rows that are chosen


GEWIJZIGD = [["Nr.", "Project", "IBN"], ["1", "Station Noord II", "2031"]]


def test_een_cel_die_is_aangevinkt_wordt_niet_overgenomen(stuur_in, bevestig, controle, noord):
    inlezing = stuur_in(werkmap(GEWIJZIGD))
    bevestig(inlezing, weglaten=["B2"])

    noord.refresh_from_db()
    inlezing.refresh_from_db()
    assert (noord.naam, str(noord.ibn)) == ("Station Noord", "2031")
    assert (inlezing.aantallen["gewijzigd"], inlezing.aantallen["weggelaten"]) == (1, 1)


def test_het_verslag_telt_elke_regel_een_keer(stuur_in, bevestig, als_redacteur, controle, noord):
    """One that changed, a new one that was chosen, and a new one that was not."""
    rijen = [
        ["Nr.", "Project", "IBN"],
        ["1", "Station Noord II", "2029"],
        ["8", "Station Acht", "2031"],
        ["9", "Station Negen", "2032"],
    ]
    inlezing = stuur_in(werkmap(rijen))
    acht, _ = controle(inlezing).nieuw

    bevestig(inlezing, nieuw=[acht.sleutel])

    inlezing.refresh_from_db()
    geteld = {wat: n for wat, n in inlezing.aantallen.items() if n}
    waarom = "Nieuw, en niet aangevinkt."
    assert geteld == {
        "gewijzigd": 1,
        "nieuw": 1,
        "overgeslagen": 1,
        "niet_gedaan": [["Projecten", 4, "9 Station Negen", waarom]],
    }
    pagina = als_redacteur.get(inlezing.get_absolute_url()).text
    assert re.findall(r"<dt>(Regels \w+)</dt><dd>(\d+)", pagina) == [
        ("Regels gewijzigd", "1"),
        ("Regels nieuw", "1"),
        ("Regels gelijk", "0"),
        ("Regels overgeslagen", "1"),
    ]
    assert f'Projecten, rij 4: 9 Station Negen <span class="eb-meta">{waarom}</span>' in pagina


def test_een_regel_met_een_open_vraag_telt_als_overgeslagen(stuur_in, bevestig, noord):
    inlezing = stuur_in(werkmap([["Nr.", "Project", "IBN"], ["1", "Station Noord", "Q5 2030"]]))

    bevestig(inlezing)

    inlezing.refresh_from_db()
    geteld = {wat: n for wat, n in inlezing.aantallen.items() if n}
    assert geteld.pop("niet_gedaan") == [
        [
            "Projecten",
            2,
            "1 Station Noord",
            "'Q5 2030' is geen kwartaal. Schrijf bijvoorbeeld Q3 2030 of juli 2030.",
        ]
    ]
    assert geteld == {"overgeslagen": 1, "onbeantwoord": 1}


def test_een_cel_zonder_antwoord_staat_in_het_verslag_naast_wat_wel_is_verwerkt(
    stuur_in, bevestig, als_redacteur, noord
):
    inlezing = stuur_in(werkmap([["Nr.", "Project", "IBN"], ["1", "Station Noord II", "Q5 2030"]]))

    bevestig(inlezing)

    inlezing.refresh_from_db()
    [(blad, rij, wat, waarom)] = inlezing.aantallen["niet_gedaan"]
    assert (blad, rij, wat) == ("Projecten", 2, "1 Station Noord II, IBN 'Q5 2030'")
    assert waarom.startswith("'Q5 2030' is geen kwartaal.")
    assert (inlezing.aantallen["gewijzigd"], inlezing.aantallen["overgeslagen"]) == (1, 0)


def test_van_veel_overgeslagen_regels_worden_de_eerste_genoemd(
    stuur_in, bevestig, als_redacteur, noord, monkeypatch
):
    monkeypatch.setattr(bevestigen, "GENOEMD", 2)
    nieuw = [[str(nummer), f"Project {nummer * 7919}"] for nummer in range(5, 8)]
    inlezing = stuur_in(werkmap([["Nr.", "Project"], *nieuw]))

    bevestig(inlezing)

    inlezing.refresh_from_db()
    rijen = [rij for _, rij, _, _ in inlezing.aantallen["niet_gedaan"]]
    assert (inlezing.aantallen["overgeslagen"], rijen) == (3, [2, 3])
    assert "Dit zijn de eerste 2." in als_redacteur.get(inlezing.get_absolute_url()).text


def test_wat_is_aangevinkt_blijft_tot_het_wordt_uitgevinkt(
    stuur_in, als_redacteur, controle, noord
):
    inlezing = stuur_in(werkmap(GEWIJZIGD))
    als_redacteur.post(inlezing.get_absolute_url(), {"weglaten": ["B2", "C2"]})
    plan = controle(inlezing)
    assert (plan.aantal_cellen, len(plan.weggelaten), plan.gelijk) == (0, 2, [])

    als_redacteur.post(inlezing.get_absolute_url(), {"weglaten": ["B2", "Z9"]})
    assert [v.cel for v in controle(inlezing).gewijzigd[0].veranderingen] == ["C2"]


def test_alle_nieuwe_projecten_in_een_keer(stuur_in, bevestig, noord, zuid_holland):
    rijen = [[str(n), f"Project {n * 7919}", "2030"] for n in range(2, 6)]
    bevestig(stuur_in(werkmap([GEWIJZIGD[0], *rijen])), nieuw=["alle"])

    assert zuid_holland.projecten.count() == 5


def test_een_rij_die_u_uit_alle_nieuwe_weghaalt_komt_er_niet_bij(
    stuur_in, als_redacteur, bevestig, noord, zuid_holland
):
    rijen = [[str(n), f"Project {n * 7919}", "2030"] for n in range(2, 6)]
    inlezing = stuur_in(werkmap([GEWIJZIGD[0], *rijen]))
    als_redacteur.post(inlezing.get_absolute_url(), {"nieuw": ["alle"]})
    pagina = lxml.html.fromstring(als_redacteur.get(inlezing.get_absolute_url()).text)
    [formulier] = pagina.xpath("//form[@data-hoofdformulier]")
    velden = QueryDict(mutable=True)
    for naam, waarde in formulier.form_values():
        velden.appendlist(naam, waarde)
    assert velden.getlist("nieuw") == ["alle", "1", "2", "3", "4"]

    velden.setlist("nieuw", ["alle", "1", "2", "4"])
    bevestig(inlezing, **dict(velden.lists()))

    assert sorted(p.nummer for p in zuid_holland.projecten.all()) == ["1", "2", "3", "5"]


def test_de_controle_staat_in_een_werkmap(stuur_in, als_redacteur, noord):
    inlezing = stuur_in(werkmap([*LIJST, ["2", "=1+1", "Leiden", "2030"]]))
    adres = reverse("actielijst:inlezing_export", args=["zuid-holland", inlezing.pk])
    boek = load_workbook(io.BytesIO(inhoud_van(als_redacteur.get(adres))))

    vragen = [rij[:5] for rij in boek["Vragen"].iter_rows(min_row=2, values_only=True)]
    assert [rij[:4] for rij in vragen] == [
        ("Projecten", "D2", "IBN", "Q5 2030"),
        ("Projecten", "B3", "Project", "=1+1"),
    ]
    nieuw = list(boek["Nieuw"].iter_rows(min_row=2, values_only=True))
    assert ("IBN", "D3", "2030") in [(rij[1], rij[2], rij[4]) for rij in nieuw]


# --- nothing typed is lost


def test_een_getypt_antwoord_overleeft_een_verlopen_sessie(
    stuur_in, als_redacteur, redacteur, noord
):
    inlezing = stuur_in(werkmap(LIJST))
    adres = inlezing.get_absolute_url()
    token = re.search(r'name="concept" value="([^"]+)"', als_redacteur.get(adres).content.decode())
    als_redacteur.logout()
    als_redacteur.post(adres, {"concept": token[1], VRAAG: "waarde", f"{VRAAG}-tekst": "Q1 2031"})
    als_redacteur.force_login(redacteur)

    aangeboden = als_redacteur.get(adres).content.decode()
    assert "Er staat een concept van u" in aangeboden
    verder = re.search(rf'href="({adres}\?concept=[^"]+)"', aangeboden)[1]
    response = als_redacteur.get(verder)
    assert 'value="Q1 2031"' in response.content.decode()
    assert response.context["plan"].open_vragen == []


def test_een_toewijzing_van_kolommen_overleeft_een_verlopen_sessie(
    stuur_in, als_redacteur, redacteur, noord
):
    inlezing = stuur_in(werkmap(LIJST))
    adres = reverse("actielijst:inlezing_kolommen", args=["zuid-holland", inlezing.pk])
    token = re.search(r'name="concept" value="([^"]+)"', als_redacteur.get(adres).content.decode())
    als_redacteur.logout()
    als_redacteur.post(adres, {"concept": token[1], "kolom-0": "nummer", "kolom-1": "doel"})
    als_redacteur.force_login(redacteur)

    verder = re.search(
        rf'href="({adres}\?concept=[^"]+)"', als_redacteur.get(adres).content.decode()
    )
    form = als_redacteur.get(verder[1]).context["form"]
    assert form["kolom-1"].value() == "doel"
