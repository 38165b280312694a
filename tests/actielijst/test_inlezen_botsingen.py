"""File and site both went on: what one side changed is merged, what both changed is asked."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actielijst.exports import actielijst_xlsx
from actielijst.inlezen.bestand import lees_bestand, maak_plan
from actielijst.models import Betrokkenheid, Uitvoeringsafspraak
from pmiek.enums import Kanaal, Partijsoort
from pmiek.history import acting_as
from tests.actielijst.inlezen import bewerkt, gewijzigd, zet
from tests.bouwers import maak_afspraak, maak_partij, maak_project

BLAD = "Uitvoeringsafspraken"


@pytest.fixture
def afspraak(noord, leiden):
    return maak_afspraak(noord, activiteit="Bouwen", trekker=leiden, planning="Q3 2027")


@pytest.fixture
def actielijst(zuid_holland, afspraak):
    return actielijst_xlsx(zuid_holland, timezone.localdate())


@pytest.fixture
def zonder_stand(actielijst):
    """A file that lost what it says of itself: only the versions of its rows are left."""

    def wis(blad):
        eigenschappen = blad.parent.custom_doc_props
        eigenschappen.props = [p for p in eigenschappen.props if p.name != "Stand"]

    return bewerkt(actielijst, BLAD, wis)


def wijzig(obj, gebruiker, **velden):
    with acting_as(gebruiker, Kanaal.SCHERM):
        vers = type(obj).objects.get(pk=obj.pk)
        for veld, waarde in velden.items():
            setattr(vers, veld, waarde)
        vers.save()


@pytest.fixture(params=["actielijst", "zonder_stand"])
def bestand(request):
    return request.getfixturevalue(request.param)


def test_wat_alleen_de_site_wijzigde_blijft_zonder_vraag(
    stuur_in, bevestig, controle, bestand, afspraak, secretaris
):
    wijzig(afspraak, secretaris, planning="2030")
    inlezing = stuur_in(bewerkt(bestand, BLAD, zet(2, Resultaat="Een gebouw")))

    plan = controle(inlezing)
    assert [nieuw for _, _, nieuw in gewijzigd(plan)] == ["Een gebouw"]
    assert (plan.botsingen, plan.vragen) == ([], [])

    bevestig(inlezing)
    afspraak.refresh_from_db()
    assert (str(afspraak.planning), afspraak.resultaat) == ("2030", "Een gebouw")


def test_wat_beide_wijzigden_wordt_gevraagd_met_wie_en_wanneer(
    als_redacteur, stuur_in, bevestig, controle, bestand, afspraak, secretaris, redacteur
):
    wijzig(afspraak, secretaris, planning="2030")
    inlezing = stuur_in(bewerkt(bestand, BLAD, zet(2, Planning="2031")))

    [botsing] = controle(inlezing).botsingen
    assert (botsing.cel, botsing.was, botsing.site, botsing.bestand) == (
        "J2",
        "Q3 2027",
        "2030",
        "2031",
    )
    pagina = als_redacteur.get(inlezing.get_absolute_url()).content.decode()
    for keuze in ("bestand", "site"):
        [regel] = re.findall(rf'value="{keuze}".*', pagina)
        wie = {"bestand": redacteur, "site": secretaris}[keuze]
        assert str(wie) in regel
        assert re.search(r"\d:\d\d", regel)

    bevestig(inlezing)
    afspraak.refresh_from_db()
    assert str(afspraak.planning) == "2030"


@pytest.mark.parametrize(("keuze", "verwacht"), [("bestand", "2031"), ("site", "2030")])
def test_de_gekozen_kant_blijft(
    stuur_in, bevestig, controle, bestand, afspraak, secretaris, keuze, verwacht
):
    wijzig(afspraak, secretaris, planning="2030")
    inlezing = stuur_in(bewerkt(bestand, BLAD, zet(2, Planning="2031", Resultaat="Klaar")))

    bevestig(inlezing, **{controle(inlezing).botsingen[0].naam: keuze})

    afspraak.refresh_from_db()
    assert (str(afspraak.planning), afspraak.resultaat) == (verwacht, "Klaar")


def test_zonder_keuze_staat_in_het_verslag_wat_er_bleef(
    stuur_in, bevestig, bestand, afspraak, secretaris
):
    wijzig(afspraak, secretaris, planning="2030")
    inlezing = stuur_in(bewerkt(bestand, BLAD, zet(2, Planning="2031", Resultaat="Een gebouw")))

    bevestig(inlezing)

    inlezing.refresh_from_db()
    assert inlezing.aantallen["niet_gedaan"] == [
        [
            BLAD,
            2,
            "Bouwen, Planning '2031'",
            f"{secretaris} veranderde deze cel intussen in '2030'; dat is gebleven.",
        ]
    ]


def test_beide_hetzelfde_is_geen_vraag(stuur_in, controle, bestand, afspraak, secretaris):
    wijzig(afspraak, secretaris, planning="2031")

    plan = controle(stuur_in(bewerkt(bestand, BLAD, zet(2, Planning="2031"))))

    assert (gewijzigd(plan), plan.botsingen) == ([], [])


def test_ook_een_partij_die_er_op_de_site_bij_kwam_telt_als_wijziging(
    stuur_in, controle, actielijst, afspraak, zuid_holland, secretaris
):
    stedin = maak_partij(zuid_holland, "Stedin", soort=Partijsoort.NETBEHEERDER)
    with acting_as(secretaris, Kanaal.SCHERM):
        Betrokkenheid.objects.create(project=afspraak.project, partij=stedin)

    alleen_site = controle(stuur_in(actielijst))
    beide = controle(
        stuur_in(bewerkt(actielijst, "Projecten", zet(2, Betrokken_partijen="Gemeente Leiden")))
    )

    assert (gewijzigd(alleen_site), alleen_site.botsingen) == ([], [])
    [botsing] = beide.botsingen
    assert (botsing.site, botsing.bestand, botsing.wie) == (
        "Stedin",
        "gemeente Leiden",
        str(secretaris),
    )


def test_een_rij_uit_een_ouder_bestand_houdt_haar_eigen_versie(
    stuur_in, controle, zuid_holland, actielijst, afspraak, secretaris
):
    """Rows that were pasted into a newer file are older than that file."""
    wijzig(afspraak, secretaris, planning="2030")
    nieuwer = actielijst_xlsx(zuid_holland, timezone.localdate())

    plan = controle(stuur_in(bewerkt(nieuwer, BLAD, zet(2, Versie=1, Planning="Q3 2027"))))

    assert (gewijzigd(plan), plan.botsingen) == ([], [])


def test_een_ouder_bestand_na_een_nieuwer_waarschuwt(
    als_redacteur, stuur_in, bevestig, zuid_holland, actielijst, afspraak, secretaris
):
    wijzig(afspraak, secretaris, planning="2030")
    nieuwer = actielijst_xlsx(zuid_holland, timezone.localdate())
    bevestig(stuur_in(bewerkt(nieuwer, BLAD, zet(2, Resultaat="Nieuw")), "nieuwer.xlsx"))

    ouder = stuur_in(actielijst, "ouder.xlsx")
    nog_eens = stuur_in(nieuwer, "nog eens.xlsx")

    assert "ouder dan nieuwer.xlsx" in _pagina(als_redacteur, ouder)
    assert "ouder dan" not in _pagina(als_redacteur, nog_eens)


def test_een_ouder_bestand_over_andere_rijen_waarschuwt_niet(
    als_redacteur, stuur_in, bevestig, zuid_holland, afspraak
):
    def alleen(nummer):
        return lambda blad: [blad.delete_rows(2 if nummer == 3 else 3)]

    ander = maak_project(zuid_holland, nummer="2", naam="Heel ergens anders")
    ouder = bewerkt(actielijst_xlsx(zuid_holland, timezone.localdate()), "Projecten", alleen(2))
    ouder = bewerkt(ouder, BLAD, lambda blad: blad.delete_rows(2, 5))
    ander.doel = "Iets"
    ander.save()
    nieuwer = bewerkt(actielijst_xlsx(zuid_holland, timezone.localdate()), "Projecten", alleen(3))
    nieuwer = bewerkt(nieuwer, BLAD, lambda blad: blad.delete_rows(2, 5))
    bevestig(stuur_in(nieuwer, "nieuwer.xlsx"))

    assert "ouder dan" not in _pagina(als_redacteur, stuur_in(ouder))


def _pagina(client, inlezing):
    return client.get(inlezing.get_absolute_url()).content.decode()


def test_terugdraaien_op_de_site_is_ook_een_wijziging(
    stuur_in, controle, zuid_holland, afspraak, secretaris
):
    wijzig(afspraak, secretaris, planning="2030")
    gemaakt = actielijst_xlsx(zuid_holland, timezone.localdate())
    wijzig(afspraak, secretaris, planning="Q3 2027")

    plan = controle(stuur_in(gemaakt))

    assert (gewijzigd(plan), plan.botsingen) == ([], [])


def test_wat_er_na_het_bestand_bij_kwam_staat_niet_in_het_bestand(
    stuur_in, controle, actielijst, afspraak
):
    nieuw = maak_afspraak(afspraak.project, activiteit="Later bedacht")

    plan = controle(stuur_in(actielijst))

    assert plan.bladen[1].niet_in_bestand == [nieuw]
    assert plan.open_vragen == []


def test_een_afspraak_die_hier_weg_is_komt_niet_vanzelf_terug(
    stuur_in, bevestig, controle, actielijst, afspraak
):
    Uitvoeringsafspraak.objects.get(pk=afspraak.pk).delete()
    inlezing = stuur_in(actielijst)

    [vraag] = controle(inlezing).open_vragen
    assert "staat hier niet (meer)" in vraag.melding
    bevestig(inlezing)
    assert Uitvoeringsafspraak.objects.count() == 0


# --- a long history


@pytest.fixture
def gelezen(zuid_holland, tmp_path):
    def lees(inhoud):
        pad = tmp_path / "lijst.xlsx"
        pad.write_bytes(inhoud)
        return lees_bestand(pad, pad.name, zuid_holland)

    return lees


def test_wat_er_elders_gebeurde_wordt_niet_gelezen(
    actielijst, gelezen, zuid_holland, noord, secretaris
):
    """Of the history since the file was made only what its own rows are about."""
    wijzig(noord, secretaris, doel="van hier")
    for _ in range(3):
        wijzig(maak_afspraak(maak_project(zuid_holland)), secretaris, resultaat="van elders")
    bestand = gelezen(actielijst)

    with CaptureQueriesContext(connection) as querys:
        plan = maak_plan(zuid_holland, bestand, {})

    (vraag,) = [v["sql"] for v in querys if '"pmiek_wijziging"."onderwerp_id" IN' in v["sql"]]
    assert [regel.toen.doel for regel in plan.regels if regel.bestaand == noord] == [""]
    assert f'"onderwerp_id" IN ({noord.pk})' in vraag
    assert [v for v in querys if '"pmiek_wijziging"."provincie_id"' in v["sql"]] == []


@pytest.mark.parametrize("aantal", [1, 6])
def test_een_eigen_bestand_vergelijken_kost_evenveel_querys_met_meer_rijen(
    gelezen, zuid_holland, ronde, leiden, secretaris, aantal
):
    projecten = [maak_project(zuid_holland, ronde=ronde) for _ in range(aantal)]
    afspraken = [maak_afspraak(project, trekker=leiden) for project in projecten]
    bestand = gelezen(actielijst_xlsx(zuid_holland, timezone.localdate()))
    for project, afspraak in zip(projecten, afspraken, strict=True):
        wijzig(project, secretaris, doel="intussen")
        wijzig(afspraak, secretaris, resultaat="intussen")

    with CaptureQueriesContext(connection) as querys:
        plan = maak_plan(zuid_holland, bestand, {})

    assert (len(plan.gelijk), plan.gewijzigd) == (2 * aantal, [])
    assert len(querys) == 14
