"""Parties in a cell: read by any name they go by, proposed when alike; answers are kept."""

import pytest

from actielijst.inlezen.namen import Namen
from pmiek.enums import Partijsoort
from pmiek.referentie import lees_feiten
from tests.bouwers import maak_partij
from tests.werkmappen import werkmap

pytestmark = pytest.mark.usefixtures("in_dit_proces")
KOPPEN = ["Nr.", "Project", "Gemeenten", "Netbeheerder", "Betrokken partijen", "Bevoegd gezag"]


def lijst(*, gemeenten=None, netbeheerder=None, betrokken=None, gezag=None):
    return werkmap([KOPPEN, ["1", "Station Noord", gemeenten, netbeheerder, betrokken, gezag]])


@pytest.fixture
def partijen(zuid_holland, leiden):
    for naam in ("'s-Gravenhage", "Nissewaard", "Alphen aan den Rijn", "Delft"):
        maak_partij(zuid_holland, naam)
    for naam in ("Stedin", "Liander"):
        maak_partij(zuid_holland, naam, soort=Partijsoort.NETBEHEERDER)
    maak_partij(zuid_holland, "Ministerie van Economische Zaken en Klimaat", soort="rijk")


@pytest.fixture
def nieuw(stuur_in, controle, noord, partijen):
    """{column: (what it becomes, how it was read)} of the one row; there may be no questions."""

    def lees(**cellen):
        plan = controle(stuur_in(lijst(**cellen)))
        assert plan.open_vragen == []
        return {v.cel[0]: (v.nieuw, v.omzetting) for v in plan.gewijzigd[0].veranderingen}

    return lees


@pytest.fixture
def gevraagd(stuur_in, controle, noord, partijen):
    def lees(**cellen):
        [vraag] = controle(stuur_in(lijst(**cellen))).open_vragen
        return vraag

    return lees


@pytest.mark.parametrize(
    ("tekst", "namen", "omzetting"),
    [
        ("Den Haag", "'s-Gravenhage", "'Den Haag' gelezen als 's-Gravenhage"),
        ("gem. Den Haag", "'s-Gravenhage", "'gem. Den Haag' gelezen als 's-Gravenhage"),
        ("Spijkenisse", "Nissewaard", "'Spijkenisse' gelezen als Nissewaard"),
        (
            "Alphen a/d Rijn",
            "Alphen aan den Rijn",
            "'Alphen a/d Rijn' gelezen als Alphen aan den Rijn",
        ),
        (
            "Delft/Alphen a.d. Rijn en Den Haag",
            "'s-Gravenhage, Alphen aan den Rijn, Delft",
            "'Alphen a.d. Rijn' gelezen als Alphen aan den Rijn; "
            "'Den Haag' gelezen als 's-Gravenhage",
        ),
        ("Delft, Leiden", "Leiden, Delft", ""),
    ],
)
def test_een_gemeente_onder_elke_naam_en_dat_staat_erbij(nieuw, tekst, namen, omzetting):
    assert nieuw(gemeenten=tekst) == {"C": (namen, omzetting)}


@pytest.mark.parametrize("tekst", ["Stedin BV", "Stedin B.V.", "Stedin Netbeheer B.V."])
def test_een_netbeheerder_met_haar_rechtsvorm(nieuw, tekst):
    assert nieuw(netbeheerder=tekst) == {"D": ("Stedin", f"'{tekst}' gelezen als Stedin")}


def test_een_naam_met_en_erin_staat_naast_een_andere(nieuw):
    tekst = "Ministerie van Economische Zaken en Klimaat, Delft / Stedin"

    assert nieuw(betrokken=tekst)["E"][0] == (
        "Ministerie van Economische Zaken en Klimaat; Stedin; gemeente Delft"
    )


def test_een_partij_met_de_oude_naam_gaat_voor(zuid_holland, nieuw):
    maak_partij(zuid_holland, "Spijkenisse")

    assert nieuw(gemeenten="Spijkenisse") == {"C": ("Spijkenisse", "")}


def test_wie_erop_lijkt_wordt_voorgesteld_en_niet_gekozen(gevraagd):
    vraag = gevraagd(gemeenten="Leiden, Nisewaard")

    assert vraag.melding == "'Nisewaard' staat niet in uw lijst met gemeenten."
    assert vraag.keuzes == (
        ("Leiden; Nissewaard", "lees 'Nisewaard' als Nissewaard"),
        ("Leiden", "laat 'Nisewaard' weg"),
    )


def test_een_afkorting_wordt_voorgesteld(zuid_holland, gevraagd):
    maak_partij(
        zuid_holland, "Hoogheemraadschap van Schieland en de Krimpenerwaard", soort="overig"
    )

    assert gevraagd(gezag="HSK").keuzes == (
        (
            "Hoogheemraadschap van Schieland en de Krimpenerwaard",
            "Hoogheemraadschap van Schieland en de Krimpenerwaard",
        ),
    )


@pytest.mark.parametrize(
    ("tekst", "naam"),
    [
        ("R'dam", "Rotterdam"),
        ("gem. R\u2019dam", "Rotterdam"),
        ("'s-Hage", "'s-Gravenhage"),
        ("Alphen", "Alphen aan den Rijn"),
        ("Nieuwkoop-Noorden", "Nieuwkoop"),
    ],
)
def test_een_gemeente_in_het_kort_wordt_voorgesteld(zuid_holland, gevraagd, tekst, naam):
    maak_partij(zuid_holland, "Rotterdam")
    maak_partij(zuid_holland, "Nieuwkoop")

    assert gevraagd(gemeenten=tekst).keuzes[0] == (naam, naam)


def test_kleine_woorden_alleen_stellen_niemand_voor(gevraagd):
    assert gevraagd(gemeenten="aan den").keuzes == ()


def test_een_gemeente_met_twee_namen_in_een_cel_is_er_een(nieuw):
    assert nieuw(gemeenten="Den Haag/'s-Gravenhage")["C"][0] == "'s-Gravenhage"


def test_elke_afgekorte_gemeente_bestaat_en_is_geen_officiele_naam():
    afgekort = lees_feiten("andere_namen")["afgekort"]["gemeente"]
    bestaand = set().union(*GEMEENTEN.values())

    assert {*afgekort} <= bestaand
    assert not {naam for namen in afgekort.values() for naam in namen} & bestaand


def test_twee_onbekende_namen_worden_allebei_genoemd(gevraagd):
    vraag = gevraagd(gemeenten="Nisewaard; Leiden; Nergens")

    assert vraag.melding == "'Nisewaard' en 'Nergens' staan niet in uw lijst met gemeenten."
    assert vraag.keuzes == (
        ("Nissewaard; Leiden", "lees 'Nisewaard' als Nissewaard, laat 'Nergens' weg"),
        ("Leiden", "laat 'Nisewaard' en 'Nergens' weg"),
    )
    assert vraag.onbekend.namen == ("Nisewaard", "Nergens")


def test_nvt_is_geen_partij_die_u_kunt_toevoegen(gevraagd):
    vraag = gevraagd(netbeheerder="n.v.t.")

    assert (vraag.melding, vraag.onbekend) == ("'n.v.t.' is geen naam.", None)


# --- what was answered once


def antwoord(client, inlezing, sleutel, waarde, **velden):
    client.post(inlezing.get_absolute_url(), {f"antwoord-{sleutel}": waarde} | velden)


@pytest.mark.parametrize(
    ("cellen", "sleutel", "waarde", "uitkomst"),
    [
        ({"gemeenten": "Nisewaard"}, "C2:gemeenten", "waarde:Nissewaard", "Nissewaard"),
        ({"netbeheerder": "onbekend"}, "D2:netbeheerders", "overslaan", None),
        (
            {"betrokken": "de buurt"},
            "E2:betrokken_partijen",
            "waarde:de buurt",
            "de buurt",
        ),
    ],
    ids=["een naam", "overslaan", "bewaren"],
)
def test_het_volgende_bestand_vraagt_niet_opnieuw(
    stuur_in, controle, als_redacteur, noord, partijen, cellen, sleutel, waarde, uitkomst
):
    antwoord(als_redacteur, stuur_in(lijst(**cellen)), sleutel, waarde)

    plan = controle(stuur_in(lijst(**cellen), "tweede.xlsx"))
    [vraag] = plan.vragen
    assert (vraag.antwoord, plan.open_vragen) == (waarde, [])
    assert vraag.melding.endswith(", zoals eerder geantwoord.")
    assert [v.nieuw for v in plan.regels[0].veranderingen] == ([uitkomst] if uitkomst else [])


def test_een_naam_geldt_ook_tussen_andere_en_in_een_andere_kolom(
    stuur_in, controle, als_redacteur, noord, partijen
):
    inlezing = stuur_in(lijst(gemeenten="Nisewaard"))
    antwoord(als_redacteur, inlezing, "C2:gemeenten", "waarde:Nissewaard")

    plan = controle(stuur_in(lijst(gemeenten="Delft, Nisewaard", betrokken="Nisewaard")))
    assert plan.open_vragen == []
    assert [v.nieuw for v in plan.gewijzigd[0].veranderingen] == [
        "Nissewaard, Delft",
        "gemeente Nissewaard",
    ]


def test_wie_zich_bedenkt_wordt_de_volgende_keer_gevolgd(
    stuur_in, controle, als_redacteur, noord, partijen
):
    inlezing = stuur_in(lijst(gemeenten="Nisewaard"))
    antwoord(als_redacteur, inlezing, "C2:gemeenten", "waarde:Nissewaard")
    tekst = {"antwoord-C2:gemeenten-tekst": "Delft"}
    antwoord(als_redacteur, inlezing, "C2:gemeenten", "waarde", **tekst)

    plan = controle(stuur_in(lijst(gemeenten="Nisewaard")))
    assert [v.nieuw for v in plan.gewijzigd[0].veranderingen] == ["Delft"]

    antwoord(als_redacteur, inlezing, "C2:gemeenten", "waarde")
    assert len(controle(stuur_in(lijst(gemeenten="Nisewaard"))).open_vragen) == 1


def test_een_andere_provincie_leert_niet_mee(
    stuur_in, controle, als_redacteur, noord, partijen, utrecht
):
    utrecht.celantwoorden.create(veld="gemeenten", waarde="nisewaard", antwoord="waarde:Nissewaard")

    assert len(controle(stuur_in(lijst(gemeenten="Nisewaard"))).open_vragen) == 1


def test_een_project_dat_op_naam_is_aangewezen_wordt_onthouden(
    stuur_in, controle, als_redacteur, noord
):
    zonder_nummer = werkmap([["Project", "IBN"], ["Station Nord", "2031"]])
    inlezing = stuur_in(zonder_nummer)
    antwoord(als_redacteur, inlezing, "A2:project", str(noord.pk))

    plan = controle(stuur_in(zonder_nummer))
    assert (plan.open_vragen, [regel.bestaand for regel in plan.regels]) == ([], [noord])


def test_bevestigen_met_een_antwoord_van_eerder_gaat_in_een_keer(
    stuur_in, als_redacteur, bevestig, noord, partijen
):
    als = "waarde:Nissewaard"
    antwoord(als_redacteur, stuur_in(lijst(gemeenten="Nisewaard")), "C2:gemeenten", als)
    bevestig(stuur_in(lijst(gemeenten="Nisewaard")), **{"antwoord-C2:gemeenten": als})

    assert [partij.naam for partij in noord.gemeenten.all()] == ["Nissewaard"]


# --- what became of municipalities

VERDEELD = {
    "groningen": {"Winsum": {"Het Hogeland", "Westerkwartier"}},
    "fryslan": {
        "Boarnsterhim": {"De Fryske Marren", "Heerenveen", "Leeuwarden", "Súdwest-Fryslân"},
        "Littenseradiel": {"Leeuwarden", "Súdwest-Fryslân", "Waadhoeke"},
        "Skarsterlân": {"De Fryske Marren", "Heerenveen"},
    },
    "noord-brabant": {
        "Haaren": {"Boxtel", "Oisterwijk", "Tilburg", "Vught"},
        "Maasdonk": {"'s-Hertogenbosch", "Oss"},
    },
    "limburg": {"Meerlo-Wanssum": {"Horst aan de Maas", "Venray"}},
}
FEITEN = lees_feiten("andere_namen")["gemeente"]
GEMEENTEN = {
    slug: {*namen.values()} for slug, namen in lees_feiten("gemeenten")["gemeenten"].items()
}


@pytest.mark.parametrize("slug", GEMEENTEN)
def test_een_oude_naam_is_van_een_gemeente_of_is_bekend_als_verdeeld(slug):
    """A name of two provinces ('Bergen') is looked for in one of them only."""
    bij = {}
    for naam, oude in FEITEN.items():
        for oud in oude if naam in GEMEENTEN[slug] else []:
            bij.setdefault(oud, set()).add(naam)

    assert {oud: namen for oud, namen in bij.items() if len(namen) > 1} == VERDEELD.get(slug, {})
    assert not bij.keys() & GEMEENTEN[slug]


def test_elke_gemeente_met_een_oude_naam_bestaat():
    assert {*FEITEN} <= set().union(*GEMEENTEN.values())


@pytest.mark.parametrize("namen", [("Boxtel", "Oisterwijk", "Tilburg", "Vught"), ("Vught",)])
def test_een_verdeelde_gemeente_is_een_vraag_ook_als_er_een_in_de_lijst_staat(
    gevraagd, zuid_holland, namen
):
    # the facts are of a province
    zuid_holland.slug = "noord-brabant"
    zuid_holland.save()
    for naam in namen:
        maak_partij(zuid_holland, naam)

    vraag = gevraagd(gemeenten="Haaren")

    assert vraag.melding == "'Haaren' kan meer dan een partij zijn."
    assert [keuze for keuze, _ in vraag.keuzes][: len(namen)] == list(namen)


def test_bergen_is_in_een_provincie_geen_vraag(zuid_holland):
    zuid_holland.slug = "limburg"
    bergen = maak_partij(zuid_holland, "Bergen (L.)")

    assert Namen(zuid_holland, lambda naam: "").deel("Bergen").partij == bergen
