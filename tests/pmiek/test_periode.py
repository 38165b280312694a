import datetime

import pytest

from pmiek.periode import Precisie, lees_periode


def datum(iso):
    return iso and datetime.date.fromisoformat(iso)


NOTATIES = [
    # years
    ("2027", "2027-01-01", "2027-12-31", Precisie.JAAR),
    ("'28", "2028-01-01", "2028-12-31", Precisie.JAAR),
    ("1990", "1990-01-01", "1990-12-31", Precisie.JAAR),
    ("2100", "2100-01-01", "2100-12-31", Precisie.JAAR),
    ("2027" + " " * 196, "2027-01-01", "2027-12-31", Precisie.JAAR),
    ("in 2027", "2027-01-01", "2027-12-31", Precisie.JAAR),
    # quarters
    ("Q3 2027", "2027-07-01", "2027-09-30", Precisie.KWARTAAL),
    ("q3 \u00a02027", "2027-07-01", "2027-09-30", Precisie.KWARTAAL),
    ("Q3\u200b 2027", "2027-07-01", "2027-09-30", Precisie.KWARTAAL),
    ("Q1 2027.", "2027-01-01", "2027-03-31", Precisie.KWARTAAL),
    ("Q3’28", "2028-07-01", "2028-09-30", Precisie.KWARTAAL),
    ("2027-Q3", "2027-07-01", "2027-09-30", Precisie.KWARTAAL),
    ("2027–Q3", "2027-07-01", "2027-09-30", Precisie.KWARTAAL),
    ("2027 Q3", "2027-07-01", "2027-09-30", Precisie.KWARTAAL),
    ("2027Q2", "2027-04-01", "2027-06-30", Precisie.KWARTAAL),
    ("K3 2027", "2027-07-01", "2027-09-30", Precisie.KWARTAAL),
    ("kwartaal 3 2027", "2027-07-01", "2027-09-30", Precisie.KWARTAAL),
    ("3e kwartaal 2027", "2027-07-01", "2027-09-30", Precisie.KWARTAAL),
    ("4de kw. 2027", "2027-10-01", "2027-12-31", Precisie.KWARTAAL),
    ("derde kwartaal 2027", "2027-07-01", "2027-09-30", Precisie.KWARTAAL),
    ("Het derde kwartaal 2027", "2027-07-01", "2027-09-30", Precisie.KWARTAAL),
    ("Derde kwartaal 2027", "2027-07-01", "2027-09-30", Precisie.KWARTAAL),
    ("in het vierde kwartaal van 2027", "2027-10-01", "2027-12-31", Precisie.KWARTAAL),
    # halves
    ("H1 2028", "2028-01-01", "2028-06-30", Precisie.HALFJAAR),
    ("2028-H2", "2028-07-01", "2028-12-31", Precisie.HALFJAAR),
    ("1e helft 2027", "2027-01-01", "2027-06-30", Precisie.HALFJAAR),
    ("eerste helft 2027", "2027-01-01", "2027-06-30", Precisie.HALFJAAR),
    ("2e helft 2027", "2027-07-01", "2027-12-31", Precisie.HALFJAAR),
    ("de tweede helft van 2027", "2027-07-01", "2027-12-31", Precisie.HALFJAAR),
    ("1ste halfjaar 2027", "2027-01-01", "2027-06-30", Precisie.HALFJAAR),
    # months
    ("juni 2027", "2027-06-01", "2027-06-30", Precisie.MAAND),
    ("JUN. 2027", "2027-06-01", "2027-06-30", Precisie.MAAND),
    ("feb 2028", "2028-02-01", "2028-02-29", Precisie.MAAND),
    ("mrt '27", "2027-03-01", "2027-03-31", Precisie.MAAND),
    ("sept. 2027", "2027-09-01", "2027-09-30", Precisie.MAAND),
    ("06-2027", "2027-06-01", "2027-06-30", Precisie.MAAND),
    ("01-2027", "2027-01-01", "2027-01-31", Precisie.MAAND),
    ("12/2027", "2027-12-01", "2027-12-31", Precisie.MAAND),
    # days
    ("15-6-2027", "2027-06-15", "2027-06-15", Precisie.DAG),
    ("15-06-2027", "2027-06-15", "2027-06-15", Precisie.DAG),
    ("15/6/2027", "2027-06-15", "2027-06-15", Precisie.DAG),
    ("15.6.2027", "2027-06-15", "2027-06-15", Precisie.DAG),
    ("2027-06-15", "2027-06-15", "2027-06-15", Precisie.DAG),
    ("02-03-2027", "2027-03-02", "2027-03-02", Precisie.DAG),
    ("15 juni 2027", "2027-06-15", "2027-06-15", Precisie.DAG),
    ("op 1 jan. '28", "2028-01-01", "2028-01-01", Precisie.DAG),
    # parts of a year and of a month
    ("begin 2027", "2027-01-01", "2027-04-30", Precisie.DEEL),
    ("medio 2027", "2027-05-01", "2027-08-31", Precisie.DEEL),
    ("midden 2027", "2027-05-01", "2027-08-31", Precisie.DEEL),
    ("half 2027", "2027-05-01", "2027-08-31", Precisie.DEEL),
    ("eind 2027", "2027-09-01", "2027-12-31", Precisie.DEEL),
    ("Eind 2027", "2027-09-01", "2027-12-31", Precisie.DEEL),
    ("einde 2027", "2027-09-01", "2027-12-31", Precisie.DEEL),
    ("begin december 2026", "2026-12-01", "2026-12-10", Precisie.DEEL),
    ("medio december 2026", "2026-12-11", "2026-12-20", Precisie.DEEL),
    ("eind december 2026", "2026-12-21", "2026-12-31", Precisie.DEEL),
    ("Eind december 2026", "2026-12-21", "2026-12-31", Precisie.DEEL),
    ("eind feb 2027", "2027-02-21", "2027-02-28", Precisie.DEEL),
    ("voorjaar 2026", "2026-03-01", "2026-05-31", Precisie.DEEL),
    ("Voorjaar 2026", "2026-03-01", "2026-05-31", Precisie.DEEL),
    ("zomer 2026", "2026-06-01", "2026-08-31", Precisie.DEEL),
    ("najaar 2026", "2026-09-01", "2026-11-30", Precisie.DEEL),
    ("herfst 2026", "2026-09-01", "2026-11-30", Precisie.DEEL),
    ("in het voorjaar van 2026", "2026-03-01", "2026-05-31", Precisie.DEEL),
    ("voor de zomer 2027", "2027-01-01", "2027-06-30", Precisie.DEEL),
    ("voor de zomer van 2027", "2027-01-01", "2027-06-30", Precisie.DEEL),
    ("na de zomer van 2027", "2027-09-01", "2027-12-31", Precisie.DEEL),
    # an end without a start
    ("voor 1 juli 2027", None, "2027-06-30", Precisie.DAG),
    ("vóór 1 juli 2027", None, "2027-06-30", Precisie.DAG),
    ("vo\u0301o\u0301r 1 juli 2027", None, "2027-06-30", Precisie.DAG),
    ("vóór Q3 2027", None, "2027-06-30", Precisie.KWARTAAL),
    ("uiterlijk 1 juli 2027", None, "2027-07-01", Precisie.DAG),
    ("uiterlijk Q3 2027", None, "2027-09-30", Precisie.KWARTAAL),
    ("t/m eind 2027", None, "2027-12-31", Precisie.DEEL),
    # a start without an end
    ("na 2033", "2034-01-01", None, Precisie.OPEN),
    ("na 2100", "2101-01-01", None, Precisie.OPEN),
    ("vanaf 2029", "2029-01-01", None, Precisie.OPEN),
    ("in stappen vanaf 2029", "2029-01-01", None, Precisie.OPEN),
    # ranges
    ("2031-2034", "2031-01-01", "2034-12-31", Precisie.MEERDERE),
    ("2031 – 2034", "2031-01-01", "2034-12-31", Precisie.MEERDERE),
    ("2031- 2034", "2031-01-01", "2034-12-31", Precisie.MEERDERE),
    ("2031 -2034", "2031-01-01", "2034-12-31", Precisie.MEERDERE),
    ("2031 tot en met 2034", "2031-01-01", "2034-12-31", Precisie.MEERDERE),
    ("van 2031 t/m 2034", "2031-01-01", "2034-12-31", Precisie.MEERDERE),
    ("2031/2032", "2031-01-01", "2032-12-31", Precisie.MEERDERE),
    ("Q3-Q4 2028", "2028-07-01", "2028-12-31", Precisie.MEERDERE),
    ("Q3/Q4 '28", "2028-07-01", "2028-12-31", Precisie.MEERDERE),
    ("Q3 2027 - Q1 2028", "2027-07-01", "2028-03-31", Precisie.MEERDERE),
    ("2027-Q3/2027-Q4", "2027-07-01", "2027-12-31", Precisie.MEERDERE),
    ("juni-augustus 2027", "2027-06-01", "2027-08-31", Precisie.MEERDERE),
    ("jan 2027 t/m mrt 2027", "2027-01-01", "2027-03-31", Precisie.MEERDERE),
    ("jan. t/m mrt. 2027", "2027-01-01", "2027-03-31", Precisie.MEERDERE),
    ("1-6-2027-15-7-2027", "2027-06-01", "2027-07-15", Precisie.MEERDERE),
    ("eind 2027/begin 2028", "2027-09-01", "2028-04-30", Precisie.MEERDERE),
    ("half juni - Q4 2027", "2027-06-11", "2027-12-31", Precisie.MEERDERE),
    ("medio 2027 t/m 2028", "2027-05-01", "2028-12-31", Precisie.MEERDERE),
    ("2033, bij tegenslag 2035", "2033-01-01", "2035-12-31", Precisie.MEERDERE),
    # estimates
    ("omstreeks 2030", "2030-01-01", "2030-12-31", Precisie.JAAR),
    ("circa 2030", "2030-01-01", "2030-12-31", Precisie.JAAR),
    ("ca. 2030", "2030-01-01", "2030-12-31", Precisie.JAAR),
    ("rond 2030", "2030-01-01", "2030-12-31", Precisie.JAAR),
]
BLIJFT_TEKST = [
    "n.t.b.",
    "nader te bepalen",
    "n.n.b.",
    "z.s.m.",
    "n.v.t.",
    "2027?",
    "(2027)",
    "2027…",
    "2027 of later",
    "gepland 2027",
    "na vaststelling bestemmingsplan",
    "winter 2026",
    "7-11",
    "7-11 2027",
    "15 juni",
    "juni",
    "Q3",
    "Q3 28",
    "28",
    "1989",
    "2101",
    "Q3 2150",
    "31-2-2150",
    "Q32027",
    "juni2027",
    "2031-34",
    "2027-06",
    "2027-2027",
    "2027 t/m juni 2027",
    "juni - 2027?",
    "juni t/m 2027",
    "juni 2027 t/m 30-6-2027",
    "15-6-2027 t/m 15-6-2027",
    "Q3-2027-2028",
    "voor 2027",
    "vóór eind 2027",
    "na eind 2027",
    "rond 15 juni 2027",
    "tot 2030",
    "uiterlijk voor de zomer van 2027",
    "auguſtus 2027",
    "٢٠٢٧",
    "²027",
    "2027" + " " * 197,
]
GEWEIGERD = [
    ("Q5 2027", "'Q5 2027' is geen kwartaal. Schrijf bijvoorbeeld Q3 2027 of juli 2027."),
    ("K0 2027", "'K0 2027' is geen kwartaal. Schrijf bijvoorbeeld Q3 2027 of juli 2027."),
    (
        "5e kwartaal 2028",
        "'5e kwartaal 2028' is geen kwartaal. Schrijf bijvoorbeeld Q3 2028 of juli 2028.",
    ),
    ("2027-Q7", "'2027-Q7' is geen kwartaal. Schrijf bijvoorbeeld Q3 2027 of juli 2027."),
    ("uiterlijk Q5 2027", "'Q5 2027' is geen kwartaal. Schrijf bijvoorbeeld Q3 2027 of juli 2027."),
    ("H3 2027", "'H3 2027' is geen halfjaar. Schrijf bijvoorbeeld H1 2027 of juni 2027."),
    (
        "3e helft 2027",
        "'3e helft 2027' is geen halfjaar. Schrijf bijvoorbeeld H1 2027 of juni 2027.",
    ),
    ("13-2027", "'13-2027' is geen maand. Schrijf bijvoorbeeld 06-2027 of juni 2027."),
    (
        "31-2-2027",
        "'31-2-2027' bestaat niet op de kalender. Schrijf bijvoorbeeld 15-6-2027 of juni 2027.",
    ),
    (
        "29 februari 2027",
        "'29 februari 2027' bestaat niet op de kalender. "
        "Schrijf bijvoorbeeld 15-6-2027 of juni 2027.",
    ),
    (
        "2027-13-01",
        "'2027-13-01' bestaat niet op de kalender. Schrijf bijvoorbeeld 15-6-2027 of juni 2027.",
    ),
    (
        "2034-2031",
        "'2034-2031' loopt terug in de tijd. Schrijf het begin eerst, bijvoorbeeld 2031-2034.",
    ),
    (
        "2034 t/m 2031",
        "'2034 t/m 2031' loopt terug in de tijd. Schrijf het begin eerst, bijvoorbeeld 2031-2034.",
    ),
    (
        "december-februari 2027",
        "'december-februari 2027' loopt terug in de tijd. "
        "Schrijf het begin eerst, bijvoorbeeld 2031-2034.",
    ),
]
ZINNEN = [
    ("15-6-2027", "15 juni 2027"),
    ("06-2027", "juni 2027"),
    ("3e kwartaal 2027", "juli tot en met september 2027"),
    ("2027", "januari tot en met december 2027"),
    ("eind december 2026", "21 tot en met 31 december 2026"),
    ("15 juni t/m 3 juli 2027", "15 juni tot en met 3 juli 2027"),
    ("31-12-2027 t/m 1-1-2028", "31 december 2027 tot en met 1 januari 2028"),
    ("Q3 2027 - Q1 2028", "juli 2027 tot en met maart 2028"),
    ("2031-2034", "2031 tot en met 2034"),
    ("uiterlijk Q3 2027", "uiterlijk 30 september 2027"),
    ("na 2033", "vanaf januari 2034, zonder einddatum"),
    ("na 15 juni 2027", "vanaf 16 juni 2027, zonder einddatum"),
    ("ca. 2030", "omstreeks 2030, gerekend als januari tot en met december 2030"),
    ("rond de zomer van 2030", "omstreeks juni tot en met augustus 2030"),
    ("n.t.b.", ""),
]


@pytest.mark.parametrize(("tekst", "van", "tot_en_met", "precisie"), NOTATIES)
def test_notatie_krijgt_haar_data(tekst, van, tot_en_met, precisie):
    periode = lees_periode(tekst)

    gelezen = (periode.van, periode.tot_en_met, periode.precisie)
    assert gelezen == (datum(van), datum(tot_en_met), precisie)


@pytest.mark.parametrize("tekst", BLIJFT_TEKST)
def test_wat_geen_notatie_is_blijft_tekst(tekst):
    periode = lees_periode(tekst)

    assert (periode.van, periode.tot_en_met, periode.echo_soort) == (None, None, "tekst")


@pytest.mark.parametrize(("tekst", "fout"), GEWEIGERD)
def test_wat_niet_kan_bestaan_krijgt_een_zin_met_een_voorbeeld(tekst, fout):
    periode = lees_periode(tekst)

    assert (periode.echo_soort, periode.echo, periode.is_gelezen) == ("fout", fout, False)


@pytest.mark.parametrize(("tekst", "zin"), ZINNEN)
def test_zin_zegt_wat_er_gelezen_is(tekst, zin):
    assert lees_periode(tekst).zin == zin


@pytest.mark.parametrize(
    ("tekst", "soort", "echo"),
    [
        ("Q3 2027", "gelezen", "Wij lezen dit als: juli tot en met september 2027."),
        (
            "na vaststelling",
            "tekst",
            "Hier lezen wij geen datum in. De tekst blijft staan zoals u hem schrijft; "
            "er wordt niet mee gerekend, ook niet of iets te laat is.",
        ),
        ("", "leeg", ""),
        (" \t", "leeg", ""),
    ],
)
def test_echo_heeft_een_gezicht_per_lezing(tekst, soort, echo):
    periode = lees_periode(tekst)

    assert (periode.echo_soort, periode.echo) == (soort, echo)


@pytest.mark.parametrize(
    ("tekst", "is_nvt"),
    [("n.v.t.", True), (" NVT ", True), ("niet van toepassing", True), ("n.t.b.", False)],
)
def test_nvt_is_te_herkennen(tekst, is_nvt):
    assert lees_periode(tekst).is_nvt == is_nvt


@pytest.mark.parametrize(
    ("tekst", "is_verlopen"),
    [
        ("30-6-2027", True),
        ("1-7-2027", False),
        ("Q2 2027", True),
        ("Q3 2027", False),
        ("uiterlijk juni 2027", True),
        ("vanaf 2020", False),
        ("n.t.b.", False),
    ],
)
def test_verlopen_telt_vanaf_het_einde_van_de_periode(tekst, is_verlopen):
    assert lees_periode(tekst).is_verlopen(datetime.date(2027, 7, 1)) == is_verlopen


def test_sorteersleutel_zet_het_vroegste_einde_voorop_en_ongelezen_achteraan():
    teksten = ["n.t.b.", "vanaf 2026", "2027", "uiterlijk eind 2027", "Q4 2027", "Q1 2027"]

    op_volgorde = sorted(map(lees_periode, teksten), key=lambda periode: periode.sorteersleutel)

    assert list(map(str, op_volgorde)) == [
        "Q1 2027",
        "2027",
        "Q4 2027",
        "uiterlijk eind 2027",
        "vanaf 2026",
        "n.t.b.",
    ]
