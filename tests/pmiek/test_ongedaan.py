"""Undo: one handeling reverted, through save() and delete(), as history of its own."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actielijst.enums import Afspraakstatus, Fase
from actielijst.models import Afspraakpartij, Betrokkenheid, Project, Uitvoeringsafspraak
from pmiek.enums import Kanaal, Rolsoort
from pmiek.history import Verouderd, acting_as
from pmiek.models import Rol
from pmiek.ongedaan import maak_plan
from pmiek.ongedaan.terugdraaien import NietTerugTeDraaien
from pmiek.rendered import set_links
from pmiek.wijziging import Wijziging
from tests.bouwers import (
    maak_afspraak,
    maak_gebruiker,
    maak_koppeling,
    maak_partij,
    maak_project,
    maak_rol,
    maak_ronde,
)
from tests.ongedaan import handeling_van, inhoud, maak_ongedaan


@pytest.fixture
def stedin(zuid_holland):
    return maak_partij(zuid_holland, "Stedin", soort="netbeheerder")


@pytest.fixture
def afspraak(project, stedin):
    return maak_afspraak(
        project, activiteit="Grond verwerven", planning="Q3 2027", partijen=[stedin]
    )


@pytest.fixture
def terug(redacteur, zuid_holland):
    def undo(handeling, keuzes=None, wie=redacteur):
        return maak_ongedaan(getattr(handeling, "id", handeling), wie, zuid_holland, keuzes)

    return undo


def zinnen(handeling):
    regels = Wijziging.objects.van_handeling(handeling).voor_lijst()
    return [zin for regel in regels for zin in regel.zinnen]


def wijzig(obj, **velden):
    obj = type(obj).objects.get(pk=obj.pk)
    for naam, waarde in velden.items():
        setattr(obj, naam, waarde)
    obj.save()


# --- every kind of change


def toevoegen(project, afspraak, stedin):
    set_links(project, "gemeenten", [maak_partij(project.provincie, "Leiden")])


def wijzigen(project, afspraak, stedin):
    wijzig(
        project,
        doel="Nieuw\ndoel",
        fase=Fase.PROJECT,
        ibn="medio 2031",
        breedtegraad="52.1282",
        bevoegd_gezag=stedin,
        nummer="C.3.",
    )


def leegmaken(project, afspraak, stedin):
    wijzig(afspraak, planning="", resultaat="")


def afspraak_verwijderen(project, afspraak, stedin):
    Uitvoeringsafspraak.objects.get(pk=afspraak.pk).delete()


def afspraak_toevoegen(project, afspraak, stedin):
    maak_afspraak(project, partijen=[stedin], planning="2030")


def archiveren(project, afspraak, stedin):
    wijzig(project, gearchiveerd_op="2026-11-01", archiefreden="Klaar.")


def alles_tegelijk(project, afspraak, stedin):
    ander = maak_partij(project.provincie, "TenneT")
    wijzig(project, doel="x")
    wijzig(afspraak, planning="2029", status=Afspraakstatus.LOOPT)
    set_links(project, "betrokken_partijen", [ander])
    afspraak_verwijderen(project, afspraak, stedin)
    afspraak_toevoegen(project, afspraak, stedin)
    wijzig(project, doel="y", vervolg="z")


def rij_opnieuw(project, afspraak, stedin):
    """The same link taken away and made again: the old row comes back, the new one goes."""
    Betrokkenheid.objects.get(project=project).delete()
    Betrokkenheid.objects.create(project=project, partij=stedin)


def nummers_verwisselen(project, afspraak, stedin):
    ander = maak_project(project.provincie, ronde=project.ronde, nummer="88")
    eerste, tweede = project.nummer, ander.nummer
    wijzig(project, nummer="tijdelijk")
    wijzig(ander, nummer=eerste)
    wijzig(project, nummer=tweede)


@pytest.mark.parametrize(
    "doe",
    [
        wijzigen,
        leegmaken,
        afspraak_verwijderen,
        afspraak_toevoegen,
        archiveren,
        rij_opnieuw,
        nummers_verwisselen,
    ],
)
def test_na_ongedaan_maken_staat_alles_er_precies_zo_als_ervoor(
    project, afspraak, stedin, redacteur, terug, zuid_holland, doe
):
    wijzig(project, ronde=maak_ronde(zuid_holland))
    project.refresh_from_db()
    Betrokkenheid.objects.create(project=project, partij=stedin)
    voor = inhoud()
    with handeling_van(redacteur) as handeling:
        doe(project, afspraak, stedin)
    assert inhoud() != voor

    uitkomst = terug(handeling)

    assert uitkomst.conflicten == []
    assert inhoud() == voor


def test_de_beheerder_krijgt_ook_partijen_ongedaan(project, afspraak, stedin, secretaris, terug):
    voor = inhoud()
    with handeling_van(secretaris) as handeling:
        toevoegen(project, afspraak, stedin)
        alles_tegelijk(project, afspraak, stedin)

    terug(handeling, wie=secretaris)

    assert inhoud() == voor


def test_de_eerste_planning_gaat_bij_verwijderen_en_terugzetten_niet_verloren(
    afspraak, redacteur, terug
):
    wijzig(afspraak, planning="2029")
    with handeling_van(redacteur) as handeling:
        Uitvoeringsafspraak.objects.get(pk=afspraak.pk).delete()

    terug(handeling)

    teruggekomen = Uitvoeringsafspraak.objects.get(pk=afspraak.pk)
    assert (teruggekomen.eerste_planning, str(teruggekomen.planning)) == ("Q3 2027", "2029")
    assert teruggekomen.planning_tot_en_met == datetime.date(2029, 12, 31)


def test_een_teruggekomen_rij_is_jonger_dan_wat_iemand_van_haar_las(afspraak, redacteur, terug):
    wijzig(afspraak, planning="2029")
    wijzig(afspraak, planning="2030")
    gelezen = Uitvoeringsafspraak.objects.get(pk=afspraak.pk)
    with handeling_van(redacteur) as handeling:
        Uitvoeringsafspraak.objects.get(pk=afspraak.pk).delete()
    terug(handeling)

    assert Uitvoeringsafspraak.objects.get(pk=afspraak.pk).versie > gelezen.versie
    gelezen.planning = "2031"
    with pytest.raises(Verouderd):
        gelezen.save()


def test_ongedaan_maken_is_zelf_historie(project, afspraak, redacteur, secretaris, terug):
    with handeling_van(redacteur) as handeling:
        wijzig(afspraak, planning="2029")
        Uitvoeringsafspraak.objects.get(pk=afspraak.pk).delete()

    uitkomst = terug(handeling, wie=secretaris)

    assert zinnen(uitkomst.handeling) == [
        "Uitvoeringsafspraak 'Grond verwerven': planning gewijzigd van 2029 naar Q3 2027",
        "Betrokken partij bij afspraak toegevoegd: Stedin (Grond verwerven)",
        "Uitvoeringsafspraak toegevoegd: Grond verwerven",
    ]
    regels = Wijziging.objects.van_handeling(uitkomst.handeling)
    assert {(r.door, r.draait_terug) for r in regels} == {(secretaris, handeling.id)}


def test_het_plan_zegt_vooraf_in_dezelfde_zinnen_wat_er_gebeurt(
    project, afspraak, redacteur, terug, zuid_holland
):
    with handeling_van(redacteur) as handeling:
        wijzig(project, doel="Ruimte", ibn="2031")
        Uitvoeringsafspraak.objects.get(pk=afspraak.pk).delete()
    voor = inhoud()

    plan = maak_plan(handeling.id, provincie=zuid_holland, gebruiker=redacteur)
    vooraf = [zin for regel in plan.regels(9) for zin in regel.zinnen]

    assert inhoud() == voor
    assert sorted(vooraf) == sorted(zinnen(terug(handeling).handeling))


def test_opnieuw_doen_is_het_ongedaan_maken_ongedaan_maken(project, redacteur, terug):
    with handeling_van(redacteur) as handeling:
        wijzig(project, doel="Ruimte")
    eerste = terug(handeling)

    terug(eerste.handeling)

    assert Project.objects.get(pk=project.pk).doel == "Ruimte"


def test_na_terugzetten_krijgt_een_nieuw_object_een_eigen_nummer(
    project, afspraak, redacteur, terug
):
    with handeling_van(redacteur) as handeling:
        Uitvoeringsafspraak.objects.get(pk=afspraak.pk).delete()
    terug(handeling)

    assert maak_afspraak(project).pk > afspraak.pk


# --- later edits


def test_wat_een_ander_later_schreef_blijft_staan_en_wordt_gevraagd(
    project, redacteur, secretaris, terug
):
    wijzig(project, doel="eerst")
    with handeling_van(redacteur) as handeling:
        wijzig(project, doel="toen", vervolg="ook")
    with acting_as(secretaris):
        wijzig(project, doel="van een ander")
    voor = inhoud()

    (conflict,) = terug(handeling).conflicten

    assert inhoud() == voor
    assert (conflict.naam, conflict.label) == (f"project ‘{project}’", "doel")
    assert (conflict.was, conflict.achtergelaten, conflict.nu) == ("eerst", "toen", "van een ander")
    assert (conflict.door, conflict.te_dwingen) == ("Secretaris", True)


@pytest.mark.parametrize(("keuze", "doel"), [("terug", "eerst"), ("laten", "van een ander")])
def test_per_conflict_beslist_de_gebruiker(project, redacteur, secretaris, terug, keuze, doel):
    wijzig(project, doel="eerst")
    with handeling_van(redacteur) as handeling:
        wijzig(project, doel="toen", vervolg="ook")
    with acting_as(secretaris):
        wijzig(project, doel="van een ander")
    (conflict,) = terug(handeling).conflicten

    terug(handeling, {conflict.sleutel: keuze})

    project = Project.objects.get(pk=project.pk)
    assert (project.doel, project.vervolg) == (doel, "")


def test_de_eerste_planning_blijft_bij_een_planning_die_blijft(
    project, redacteur, secretaris, terug
):
    afspraak = maak_afspraak(project)
    with handeling_van(redacteur) as handeling:
        wijzig(afspraak, planning="Q3 2027", resultaat="toen")
    with acting_as(secretaris):
        wijzig(afspraak, planning="2029")
    (conflict,) = terug(handeling).conflicten

    terug(handeling, {conflict.sleutel: "laten"})

    afspraak = Uitvoeringsafspraak.objects.get(pk=afspraak.pk)
    assert (afspraak.eerste_planning, str(afspraak.planning)) == ("Q3 2027", "2029")
    assert afspraak.resultaat == ""


def test_wat_wordt_overschreven_staat_in_de_historie(project, redacteur, terug):
    with handeling_van(redacteur) as handeling:
        wijzig(project, doel="toen")
    wijzig(project, doel="later geschreven")
    (conflict,) = terug(handeling).conflicten

    uitkomst = terug(handeling, {conflict.sleutel: "terug"})

    assert zinnen(uitkomst.handeling) == ["Doel leeggemaakt, was: later geschreven"]


def test_wat_al_is_teruggezet_is_geen_conflict(project, redacteur, terug):
    with handeling_van(redacteur) as handeling:
        wijzig(project, doel="toen", vervolg="ook")
    wijzig(project, doel="")

    uitkomst = terug(handeling)

    assert zinnen(uitkomst.handeling) == ["Vervolg leeggemaakt, was: ook"]


def test_een_ander_veld_van_een_ander_is_geen_conflict(project, redacteur, terug):
    with handeling_van(redacteur) as handeling:
        wijzig(project, doel="toen")
    wijzig(project, vervolg="van een ander")

    terug(handeling)

    project = Project.objects.get(pk=project.pk)
    assert (project.doel, project.vervolg) == ("", "van een ander")


def test_een_rij_die_er_niet_meer_is_wordt_gemeld(afspraak, redacteur, terug):
    with handeling_van(redacteur) as handeling:
        wijzig(afspraak, planning="2029")
    with handeling_van(redacteur) as verwijdering:
        Uitvoeringsafspraak.objects.get(pk=afspraak.pk).delete()

    (conflict,) = terug(handeling).conflicten

    assert conflict.eerst == verwijdering.id
    assert conflict.reden == "Dit is later verwijderd. Maak eerst die verwijdering ongedaan."
    assert terug(handeling, {conflict.sleutel: "terug"}).conflicten == [conflict]
    assert not terug(handeling, {conflict.sleutel: "laten"}).gedaan


def test_onder_wat_werd_toegevoegd_hangt_nu_iets(project, stedin, redacteur, terug):
    with handeling_van(redacteur) as handeling:
        afspraak = maak_afspraak(project, activiteit="Tracé")
    Afspraakpartij.objects.create(afspraak=afspraak, partij=stedin)

    (conflict,) = terug(handeling).conflicten

    assert conflict.reden == (
        "Hier hoort nu iets bij wat later kwam: betrokken partij bij afspraak ‘Stedin (Tracé)’."
    )
    assert conflict.keuzes == ["laten"]


def test_wat_werd_toegevoegd_en_bijgewerkt_gaat_alleen_weg_als_dat_gekozen_is(
    project, stedin, redacteur, terug
):
    with handeling_van(redacteur) as handeling:
        afspraak = maak_afspraak(project, activiteit="Tracé", partijen=[stedin])
    wijzig(afspraak, resultaat="Besluit")
    (conflict,) = terug(handeling).conflicten
    assert conflict.reden == "Na het toevoegen is dit bijgewerkt: resultaat."

    uitkomst = terug(handeling, {conflict.sleutel: "terug"})

    assert uitkomst.gedaan
    assert not Uitvoeringsafspraak.objects.filter(pk=afspraak.pk).exists()
    assert Wijziging.objects.van_handeling(uitkomst.handeling)[0].velden["resultaat"]["oud"] == (
        "Besluit"
    )


def test_met_wat_blijft_blijven_ook_de_rijen_eronder(project, stedin, redacteur, terug):
    with handeling_van(redacteur) as handeling:
        afspraak = maak_afspraak(project, partijen=[stedin])
        wijzig(project, doel="toen")
    wijzig(afspraak, resultaat="Besluit")
    (conflict,) = terug(handeling).conflicten

    terug(handeling, {conflict.sleutel: "laten"})

    assert afspraak.partijrijen.count() == 1
    assert Project.objects.get(pk=project.pk).doel == ""


@pytest.mark.parametrize(
    ("op_de_lijst", "waar"), [(True, "in deze ronde"), (False, "buiten de pMIEK-lijst")]
)
def test_een_plek_die_een_ander_nam_wordt_gemeld(zuid_holland, redacteur, terug, op_de_lijst, waar):
    ronde = maak_ronde(zuid_holland) if op_de_lijst else None
    project = maak_project(zuid_holland, ronde=ronde, nummer="7")
    with handeling_van(redacteur) as handeling:
        wijzig(project, nummer="8", doel="toen")
    ander = maak_project(zuid_holland, ronde=ronde, nummer="7", naam="Station")

    (conflict,) = terug(handeling).conflicten
    terug(handeling, {conflict.sleutel: "laten"})

    assert conflict.reden == (
        f"Dit nummer is {waar} al aan een project gegeven. Nu staat daar project ‘7 Station’."
    )
    project = Project.objects.get(pk=project.pk)
    assert (project.nummer, project.doel, ander.nummer) == ("8", "", "7")


def test_een_plek_buiten_de_lijst_die_een_ander_nam_wordt_gemeld(zuid_holland, redacteur, terug):
    ronde = maak_ronde(zuid_holland)
    project = maak_project(zuid_holland, nummer="7")
    with handeling_van(redacteur) as handeling:
        wijzig(project, ronde=ronde)
    maak_project(zuid_holland, nummer="7", naam="Station")

    (conflict,) = terug(handeling).conflicten

    assert (conflict.veld, conflict.keuzes) == ("ronde", ["laten"])
    assert conflict.reden.endswith("Nu staat daar project ‘7 Station’.")


def test_een_rij_die_een_ander_al_opnieuw_maakte_wordt_gemeld(project, stedin, redacteur, terug):
    rij = Betrokkenheid.objects.create(project=project, partij=stedin)
    with handeling_van(redacteur) as handeling:
        rij.delete()
    Betrokkenheid.objects.create(project=project, partij=stedin)

    (conflict,) = terug(handeling).conflicten

    assert conflict.keuzes == ["laten"]
    assert conflict.reden.endswith("Nu staat daar betrokken partij ‘Stedin’.")


def test_een_onderwerp_dat_er_niet_meer_is_wordt_gemeld(project, secretaris, terug):
    partij = maak_partij(project.provincie, "Lisse")
    wijzig(project, bevoegd_gezag=partij)
    with handeling_van(secretaris) as handeling:
        wijzig(project, bevoegd_gezag=None, doel="toen")
    partij.delete()

    (conflict,) = terug(handeling, wie=secretaris).conflicten

    assert conflict.reden == "gemeente Lisse bestaat niet meer."
    assert conflict.veld == "bevoegd_gezag"


def test_een_landelijke_rol_staat_een_teruggezette_rol_niet_in_de_weg(
    zuid_holland, secretaris, terug
):
    collega = maak_gebruiker()
    rol = maak_rol(collega, zuid_holland)
    with handeling_van(secretaris) as handeling:
        rol.delete()
    maak_rol(collega, None, Rolsoort.LANDELIJK)

    terug(handeling, wie=secretaris)

    assert Rol.objects.filter(gebruiker=collega, provincie=zuid_holland).exists()


# --- who, and until when


def test_alleen_wie_alles_mag_schrijven_maakt_ongedaan(
    project, redacteur, secretaris, lezer, terug
):
    with handeling_van(secretaris) as handeling:
        wijzig(project, doel="toen")
        maak_partij(project.provincie)
    for wie in (lezer, redacteur):
        with pytest.raises(PermissionDenied):
            terug(handeling, wie=wie)

    assert terug(handeling, wie=secretaris).gedaan


def test_ook_van_wat_weg_is_telt_wie_het_mocht_schrijven(
    zuid_holland, redacteur, secretaris, terug
):
    partij = maak_partij(zuid_holland)
    with handeling_van(secretaris) as handeling:
        partij.delete()

    with pytest.raises(PermissionDenied):
        terug(handeling)
    assert terug(handeling, wie=secretaris).gedaan


@pytest.mark.parametrize("verwijderd", [False, True])
def test_wat_ook_een_andere_provincie_raakt_is_niet_ongedaan_te_maken(
    zuid_holland, utrecht, secretaris, terug, verwijderd
):
    maak_rol(secretaris, utrecht, Rolsoort.SECRETARIS)
    partijen = [maak_partij(zuid_holland), maak_partij(utrecht)]
    with handeling_van(secretaris) as handeling:
        for partij in partijen:
            if verwijderd:
                partij.delete()
            else:
                wijzig(partij, naam=f"Nieuw {partij.pk}")

    with pytest.raises(PermissionDenied):
        terug(handeling, wie=secretaris)


def test_een_account_is_niet_van_een_provincie_en_blijft(zuid_holland, secretaris, terug):
    with handeling_van(secretaris) as handeling:
        maak_rol(maak_gebruiker(), zuid_holland)

    with pytest.raises(PermissionDenied):
        terug(handeling, wie=secretaris)


def test_ongedaan_maken_kan_een_keer(project, redacteur, terug):
    with handeling_van(redacteur) as handeling:
        wijzig(project, doel="toen")
    terug(handeling)
    wijzig(project, doel="opnieuw")

    with pytest.raises(NietTerugTeDraaien, match="Redacteur heeft dit op .* al ongedaan gemaakt"):
        terug(handeling)
    assert Project.objects.get(pk=project.pk).doel == "opnieuw"


@pytest.mark.parametrize(("dagen", "kan"), [(29, True), (31, False)])
def test_ongedaan_maken_kan_dertig_dagen(project, redacteur, terug, monkeypatch, dagen, kan):
    with handeling_van(redacteur) as handeling:
        wijzig(project, doel="toen")
    later = timezone.now() + datetime.timedelta(days=dagen)
    monkeypatch.setattr(timezone, "now", lambda: later)

    if kan:
        assert terug(handeling).gedaan
    else:
        with pytest.raises(NietTerugTeDraaien, match="langer dan 30 dagen"):
            terug(handeling)


def test_een_opdracht_op_de_server_is_op_het_scherm_niet_ongedaan_te_maken(
    project, redacteur, terug
):
    with pytest.raises(NietTerugTeDraaien, match="opdracht op de server"):
        terug(_eigen_handeling(project, redacteur))


def _eigen_handeling(project, redacteur):
    with acting_as(redacteur, Kanaal.OPDRACHT):
        wijzig(project, doel="x")
    return Wijziging.objects.van(project).first().handeling


# --- many objects


def test_vooraf_kijken_kost_evenveel_querys_voor_veel_objecten(zuid_holland, redacteur):
    assert _querys_voor(2, zuid_holland, redacteur) == _querys_voor(12, zuid_holland, redacteur)


def _querys_voor(aantal, provincie, redacteur):
    """What a plan for this many projects asks, with all kinds of change and of conflict."""
    projecten = [maak_project(provincie, ronde=maak_ronde(provincie)) for _ in range(aantal)]
    afspraken = [maak_afspraak(project) for project in projecten]
    koppelingen = [maak_koppeling(project) for project in projecten]
    with handeling_van(redacteur) as handeling:
        for project, afspraak, koppeling in zip(projecten, afspraken, koppelingen, strict=True):
            wijzig(project, nummer=f"n{project.pk}", fase=Fase.PROJECT)
            wijzig(koppeling, ibn="2031")
            afspraak.delete()
            maak_afspraak(project)
    for project in projecten:
        wijzig(project, fase=Fase.REALISATIE)
    with CaptureQueriesContext(connection) as querys:
        plan = maak_plan(handeling.id, provincie=provincie, gebruiker=redacteur)
        assert (len(plan.conflicten), plan.aantal) == (aantal, 4 * aantal)
    return len(querys)


def test_een_bulkwijziging_van_dertig_projecten_gaat_in_een_keer_terug(
    zuid_holland, redacteur, terug
):
    for _ in range(30):
        maak_project(zuid_holland, fase=Fase.VERKENNING)
    voor = inhoud()
    with handeling_van(redacteur) as handeling:
        for project in Project.objects.all():
            wijzig(project, fase=Fase.PROJECT)

    terug(handeling)

    assert inhoud() == voor


@pytest.mark.parametrize("aantal", [1, 8])
def test_terugzetten_kost_geen_query_per_nieuw_object_en_een_per_gewijzigd(
    zuid_holland, redacteur, stedin, aantal
):
    """A list that was read in: more rows than anybody looks through one by one."""
    bestaand = [maak_project(zuid_holland) for _ in range(aantal)]
    with handeling_van(redacteur) as handeling:
        for project in bestaand:
            wijzig(project, doel="nu")
            maak_koppeling(maak_project(zuid_holland, partijen=[stedin]))

    with CaptureQueriesContext(connection) as querys:
        maak_ongedaan(handeling.id, redacteur, zuid_holland)

    assert Project.objects.count() == aantal
    assert len(querys) - aantal == 48


@pytest.mark.parametrize("aantal", [1, 8])
def test_opnieuw_doen_kost_een_query_per_rij(zuid_holland, redacteur, stedin, aantal):
    with handeling_van(redacteur) as handeling:
        for _ in range(aantal):
            maak_koppeling(maak_project(zuid_holland, partijen=[stedin]))
    voor = inhoud()
    terug = maak_ongedaan(handeling.id, redacteur, zuid_holland).handeling

    with CaptureQueriesContext(connection) as querys:
        maak_ongedaan(terug, redacteur, zuid_holland)

    assert inhoud() == voor
    assert len(querys) - 3 * aantal == 25


def test_een_rij_die_werd_vervangen_door_dezelfde_komt_terug(project, stedin, redacteur, terug):
    rij = Betrokkenheid.objects.create(project=project, partij=stedin)
    voor = inhoud()
    with handeling_van(redacteur) as handeling:
        rij.delete()
        Betrokkenheid.objects.create(project=project, partij=stedin)

    terug(handeling)

    assert inhoud() == voor


def test_een_nummer_dat_doorschoof_komt_terug(zuid_holland, redacteur, terug):
    ronde = maak_ronde(zuid_holland)
    project = maak_project(zuid_holland, ronde=ronde, nummer="1")
    voor = inhoud()
    with handeling_van(redacteur) as handeling:
        wijzig(project, nummer="2")
        maak_project(zuid_holland, ronde=ronde, nummer="1")

    terug(handeling)

    assert inhoud() == voor
