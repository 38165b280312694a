"""Names that look alike: found as difflib finds them, without comparing all with all."""

import difflib
import random

import pytest

from actielijst.inlezen.gelijkend import LANGSTE, LIJKT, Gelijkend, zelfde_woorden
from actielijst.inlezen.kolommen import in_een_spelling
from actielijst.models import Project
from pmiek.referentie import lees_feiten
from tests.bouwers import maak_project
from tests.werkmappen import werkmap

pytestmark = pytest.mark.usefixtures("in_dit_proces")
TEKENS = "abcdefghijklmnopqrstuvwxyz0123456789 "


def namen_van(slug):
    feiten = lees_feiten(f"demo/{slug}")["projecten"]
    return [in_een_spelling(f["velden"]["naam"]) for f in feiten if "naam" in f["velden"]]


def verschreven(naam, kans):
    """With up to eight signs that fell away, came in or became another one."""
    tekens = list(naam)
    for _ in range(kans.randint(0, 8)):
        plaats = kans.randrange(len(tekens) + 1)
        tekens[plaats : plaats + kans.randint(0, 1)] = kans.choice(["", *TEKENS])
    return "".join(tekens)


def zoals_difflib(naam, namen):
    gevonden = difflib.get_close_matches(naam, namen, n=1, cutoff=LIJKT)
    return gevonden[0] if gevonden else None


@pytest.mark.parametrize("slug", ["zuid-holland", "utrecht"])
def test_van_de_echte_lijst_is_het_antwoord_dat_van_alle_vergelijkingen(slug):
    namen, kans = namen_van(slug), random.Random(slug)
    gelijkend = Gelijkend(namen)
    gevraagd = [verschreven(naam, kans) for naam in namen for _ in range(20)]

    antwoorden = [gelijkend.beste(naam) for naam in gevraagd]
    assert antwoorden == [zoals_difflib(naam, namen) for naam in gevraagd]
    assert None in antwoorden
    assert len({*antwoorden}) > len(namen) / 2


def test_van_korte_en_vreemde_namen_ook():
    kans = random.Random(1)
    namen = ["".join(kans.choices("ab ", k=kans.randint(0, 14))) for _ in range(300)]
    gelijkend = Gelijkend(namen)

    for naam in [*namen, *(verschreven(naam, kans) for naam in namen)]:
        assert gelijkend.beste(naam) == zoals_difflib(naam, namen)


def test_een_lange_lijst_met_andere_namen_kost_geen_vergelijking_met_alle(monkeypatch):
    """Linear: how many names there are says nothing about how many one name is compared with."""
    kans, vergeleken = random.Random(2), []

    def naam():
        return "".join(kans.choices(TEKENS, k=40))

    gelijkend = Gelijkend([naam() for _ in range(6_000)])
    monkeypatch.setattr(
        difflib, "get_close_matches", lambda naam, namen, **_: vergeleken.extend(namen)
    )
    for _ in range(100):
        gelijkend.beste(naam())
    # each with all of them is 600,000 times
    assert len(vergeleken) < 20_000


def test_een_naam_die_te_lang_is_lijkt_nergens_op():
    naam = "x" * (LANGSTE + 1)

    assert Gelijkend([naam]).beste(naam) is None


@pytest.mark.parametrize(
    ("een", "ander", "verwacht"),
    [
        ("warmteleiding wijk 206", "warmteleiding wijk 126", False),
        ("station een", "station zeven", False),
        ("leiding lek fase 1", "leiding lek fase 2", False),
        ("station noord", "statoin noord", True),
        ("uitbreiding 150kv station delft", "uitbreiding 150 kv station delft", True),
        ("uitbreiding station te delft", "uitbreiding station delft", True),
        ("uitbreiding stations delft", "uitbreiding station delft", True),
    ],
)
def test_namen_met_andere_woorden_of_getallen_zijn_niet_dezelfde(een, ander, verwacht):
    assert zelfde_woorden(een, ander) is verwacht
    assert zelfde_woorden(ander, een) is verwacht


def test_een_nieuw_nummer_met_een_andere_fase_in_de_naam_is_geen_vraag(stuur_in, controle, noord):
    noord.naam = "Warmteleiding Westland fase 1"
    noord.save()
    rij = ["9", "Warmteleiding Westland fase 2", "Warmte"]

    plan = controle(stuur_in(werkmap([KOPPEN, rij])))
    assert (plan.vragen, [regel.naam for regel in plan.nieuw]) == (
        [],
        ["9 Warmteleiding Westland fase 2"],
    )


@pytest.mark.parametrize(
    "rij", [["Totaal", 9, None], [None, "Totaal 9 projecten", None], ["Sub-totaal", None, None]]
)
def test_een_telling_onder_de_lijst_is_geen_project(stuur_in, controle, bevestig, noord, rij):
    inlezing = stuur_in(werkmap([KOPPEN, ["1", "Station Noord", None], rij]))

    plan = controle(inlezing)
    assert [vraag.melding.partition(":")[0] for vraag in plan.open_vragen] == [
        "Deze regel lijkt een telling"
    ]
    bevestig(inlezing, nieuw=["alle"])
    assert Project.objects.count() == 1


def test_een_project_dat_totaal_heet_kan_erbij(stuur_in, controle, als_redacteur, bevestig, noord):
    inlezing = stuur_in(werkmap([KOPPEN, ["9", "Totaalplan", None], ["8", "Totaal lek", None]]))
    assert [regel.naam for regel in controle(inlezing).nieuw] == ["9 Totaalplan", "8 Totaal lek"]

    zonder = stuur_in(werkmap([KOPPEN, [None, "Totaal Energie", None]]))
    als_redacteur.post(zonder.get_absolute_url(), {VRAAG: "nieuw"})
    bevestig(zonder, nieuw=["1"])
    assert Project.objects.filter(naam="Totaal Energie").exists()


# --- the same number under another name


KOPPEN = ["Nr.", "Project", "Doel"]
VRAAG = "antwoord-B2:project"


@pytest.fixture
def warmte(zuid_holland, ronde, noord):
    return maak_project(zuid_holland, ronde=ronde, nummer="2", naam="Warmteleiding Rijn")


@pytest.mark.parametrize("naam", ["Uitbreiding Station Noord", "Statoin Noord", "STATION NOORD."])
def test_een_nummer_met_een_naam_die_erop_lijkt_is_een_gewone_wijziging(
    stuur_in, controle, warmte, naam
):
    plan = controle(stuur_in(werkmap([KOPPEN, ["1", naam, "Ruimte"]])))

    assert (plan.vragen, len(plan.gewijzigd)) == ([], 1)


def test_een_nummer_met_een_heel_andere_naam_is_een_vraag(
    stuur_in, controle, bevestig, als_redacteur, noord
):
    inlezing = stuur_in(werkmap([KOPPEN, ["1", "Kabel onder de Lek", "Ruimte"]]))
    plan = controle(inlezing)
    [vraag] = plan.open_vragen
    assert vraag.melding == (
        "Nummer 1 heet hier 'Station Noord' en in de lijst 'Kabel onder de Lek': "
        "is dat hetzelfde project?"
    )
    assert vraag.keuzes == ((str(noord.pk), "ja, het is 1 Station Noord"),)
    assert (plan.gewijzigd, plan.nieuw) == ([], [])

    bevestig(inlezing, **{VRAAG: str(noord.pk)})
    noord.refresh_from_db()
    assert (noord.naam, noord.doel) == ("Kabel onder de Lek", "Ruimte")


def test_een_woord_dat_veel_namen_hebben_maakt_twee_namen_niet_gelijk(
    stuur_in, controle, noord, warmte, zuid_holland, ronde
):
    maak_project(zuid_holland, ronde=ronde, nummer="3", naam="Station Zuid")

    [vraag] = controle(stuur_in(werkmap([KOPPEN, ["1", "Station Bleiswijk", "x"]]))).open_vragen
    assert vraag.melding.startswith("Nummer 1 heet hier 'Station Noord'")


def test_een_nummer_met_de_naam_van_een_ander_project_is_een_vraag(
    stuur_in, als_redacteur, controle, noord, warmte
):
    """A list that was numbered anew renames nothing by itself."""
    noord.naam = "Warmteleiding Lek en Linge"
    noord.save()
    inlezing = stuur_in(werkmap([KOPPEN, ["1", "Warmteleiding Rijn", "Ruimte"]]))
    [vraag] = controle(inlezing).open_vragen
    assert vraag.keuzes == (
        (str(noord.pk), "ja, het is 1 Warmteleiding Lek en Linge"),
        (str(warmte.pk), "nee, het is 2 Warmteleiding Rijn"),
    )

    als_redacteur.post(inlezing.get_absolute_url(), {VRAAG: str(warmte.pk)})
    plan = controle(inlezing)
    assert [regel.bestaand for regel in plan.gewijzigd] == [warmte]
    assert [vraag.melding for vraag in plan.open_vragen] == [
        "Nummer 1 is al van 1 Warmteleiding Lek en Linge."
    ]
