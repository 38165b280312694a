"""Whatever the screens accept: our own file comes back with nothing changed, or with the edits."""

import datetime
import operator

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actielijst.enums import Afspraaksoort, Afspraakstatus, Fase, Route
from actielijst.exports import actielijst_xlsx
from actielijst.inlezen.bestand import lees_bestand, maak_plan
from actielijst.inlezen.verwerken import verwerk
from pmiek.enums import Partijsoort
from pmiek.validators import valideer_tekst
from tests.actielijst.inlezen import bewerkt, gewijzigd
from tests.bouwers import maak_afspraak, maak_koppeling, maak_partij, maak_project, maak_ronde
from tests.werkmappen import LASTIG

pytestmark = pytest.mark.usefixtures("in_dit_proces")
PEILDATUM = datetime.date(2026, 11, 16)
tekens = st.characters(exclude_categories=["Cs", "Cc"]).filter(
    lambda teken: ord(teken) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(teken) <= 0xFDEF
)
# a form takes the spaces around a text away
teksten = st.one_of(st.sampled_from(LASTIG), st.text(tekens, max_size=30)).map(str.strip)
gevuld = teksten.map(lambda tekst: tekst or "leeg")
perioden = st.sampled_from(
    ["", "2027", "Q3 2027", "n.t.b.", "n.v.t.", "ooit", "2027?", "zomer '29"]
)
velden_van_project = st.fixed_dictionaries(
    {
        "naam": gevuld.map(lambda tekst: tekst[:250].strip()),
        "doel": teksten,
        "vervolg": teksten,
        "overige_betrokkenen": teksten,
        "ibn": perioden,
        "fase": st.sampled_from(["", *Fase]),
        "route": st.sampled_from(["", *Route]),
    }
)
dagen = st.dates(datetime.date(2020, 1, 1), datetime.date(2026, 1, 1))
# the screens accept a day for what is closed, and none for what is not
standen = st.fixed_dictionaries(
    {"status": st.sampled_from(Afspraakstatus.actief()), "afgerond_op": st.none()}
) | st.fixed_dictionaries(
    {
        "status": st.sampled_from([Afspraakstatus.AFGEROND, Afspraakstatus.VERVALLEN]),
        "afgerond_op": dagen,
    }
)
velden_van_afspraak = st.builds(
    operator.or_,
    st.fixed_dictionaries(
        {
            "activiteit": gevuld,
            "resultaat": teksten,
            "overige_betrokkenen": teksten.map(lambda tekst: tekst[:300].strip()),
            "planning": perioden,
            "soort": st.sampled_from(Afspraaksoort),
        }
    ),
    standen,
)
rijen = st.lists(st.tuples(velden_van_project, velden_van_afspraak), min_size=1, max_size=6)
snel = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def provincie(zuid_holland):
    maak_ronde(zuid_holland)
    maak_partij(zuid_holland, "Ministerie van Economische Zaken en Klimaat; Groningen")
    maak_partij(zuid_holland, "Stedin", soort=Partijsoort.NETBEHEERDER)
    return zuid_holland


def vul(provincie, gegevens):
    partijen = list(provincie.partijen.all())
    for nummer, (project, afspraak) in enumerate(gegevens):
        gemaakt = maak_project(
            provincie,
            ronde=provincie.rondes.get(),
            nummer=str(nummer),
            partijen=partijen[: nummer % 3],
            gemeenten=partijen[:1],
            **project,
        )
        maak_koppeling(gemaakt, nummer=project["doel"][:60] or "IP", editie="IP2024")
        trekker = partijen[nummer % 2]
        maak_afspraak(gemaakt, partijen=partijen[: nummer % 3], trekker=trekker, **afspraak)


def plan_van(provincie, inhoud, map_):
    pad = map_ / "lijst.xlsx"
    pad.write_bytes(inhoud)
    return maak_plan(provincie, lees_bestand(pad, "lijst.xlsx", provincie), {})


# what the database does to a text is tried with the awkward ones below
@pytest.mark.overal_gelijk
@settings(snel, max_examples=25)
@given(rijen)
def test_een_export_die_zo_terugkomt_verandert_niets(provincie, tmp_path, gegevens):
    with transaction.atomic():
        vul(provincie, gegevens)
        plan = plan_van(provincie, actielijst_xlsx(provincie, PEILDATUM), tmp_path)
        transaction.set_rollback(True)

    assert (gewijzigd(plan), plan.vragen, plan.nieuw, plan.botsingen) == ([], [], [], [])
    assert len(plan.gelijk) == 2 * len(gegevens)


def test_elke_lastige_tekst_komt_zo_terug(provincie, tmp_path):
    for tekst in LASTIG:
        valideer_tekst(tekst)
        project = maak_project(provincie, doel=tekst.strip(), nummer="", naam=tekst[:20].strip())
        maak_afspraak(project, activiteit=tekst.strip(), resultaat=tekst.strip())

    plan = plan_van(provincie, actielijst_xlsx(provincie, PEILDATUM), tmp_path)

    assert (gewijzigd(plan), plan.vragen) == ([], [])
    assert len(plan.gelijk) == 2 * len(LASTIG)


# --- k cells

NIEUW = {
    "Projecten": {
        "Project": ["Een andere naam", "Nog een naam"],
        "Doel": ["een ander doel", "Een ander doel"],
        "Vervolg": ["a; b", "b; a"],
        "IBN": ["Q1 2033", "2034"],
    },
    "Uitvoeringsafspraken": {
        "Activiteit": ["Iets anders", "iets anders"],
        "Resultaat": ["Anders", "anders"],
        "Planning": ["Q1 2033", "2034"],
        "Status": ["Open", "Loopt", "Afgerond", "Vervallen"],
        "Soort": ["Proces", "Monitoring"],
        "Afgerond op": [datetime.date(2019, 1, 1), datetime.date(2019, 1, 2)],
    },
}
OPEN = {"Open", "Loopt"}
PLAATSEN = [(blad, kop) for blad, koppen in NIEUW.items() for kop in koppen]
bewerkingen = st.sets(st.tuples(st.integers(0, 5), st.sampled_from(PLAATSEN)), max_size=12)


@settings(snel, max_examples=15)
@given(rijen, bewerkingen)
def test_k_veranderde_cellen_zijn_precies_k_wijzigingen(provincie, tmp_path, gegevens, bewerkingen):
    with transaction.atomic():
        vul(provincie, gegevens)
        inhoud, cellen = _typ(actielijst_xlsx(provincie, PEILDATUM), len(gegevens), bewerkingen)
        plan = plan_van(provincie, inhoud, tmp_path)
        aantal = verwerk(plan, provincie, "lijst.xlsx")
        daarna = plan_van(provincie, inhoud, tmp_path)
        transaction.set_rollback(True)

    gevonden = {
        (blad.blad, verandering.cel)
        for blad in plan.bladen
        for regel in blad.gewijzigd
        for verandering in regel.veranderingen
    }
    assert gevonden == cellen
    assert (plan.aantal_cellen, plan.vragen) == (len(cellen), [])
    assert aantal == len({(blad, cel.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for blad, cel in cellen})
    assert (gewijzigd(daarna), daarna.botsingen) == ([], [])


def _typ(inhoud, aantal, bewerkingen):
    """The workbook after these edits, and the (sheet, cell) pairs that they are."""
    cellen = set()

    def bewerk(blad):
        koppen = {cel.value: cel.column for cel in blad[1]}
        for rij, (bladnaam, kop) in sorted(bewerkingen):
            cel = blad.cell(2 + rij % aantal, koppen.get(kop, 1))
            if bladnaam == blad.title and (bladnaam, cel.coordinate) not in cellen:
                nieuw = [w for w in NIEUW[bladnaam][kop] if _mag_worden(_waarde(cel), w)]
                if nieuw:
                    cel.value = nieuw[0]
                    cellen.add((bladnaam, cel.coordinate))

    for bladnaam in NIEUW:
        inhoud = bewerkt(inhoud, bladnaam, bewerk)
    return inhoud, cellen


def _mag_worden(oud, nieuw):
    """Another value with which the day of closing still fits the status."""
    if isinstance(nieuw, datetime.date):
        return oud not in (None, nieuw)
    if nieuw in NIEUW["Uitvoeringsafspraken"]["Status"]:
        return oud != nieuw and (oud in OPEN) == (nieuw in OPEN)
    return oud != nieuw


def _waarde(cel):
    return cel.value.date() if isinstance(cel.value, datetime.datetime) else cel.value
