import contextvars
import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from actielijst.enums import Fase
from actielijst.models import Project
from pmiek.enums import Kanaal
from pmiek.history import Verouderd, acting_as, citing, huidige_handeling, undoing
from pmiek.models import Partij
from pmiek.rendered import set_links
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_afspraak, maak_koppeling, maak_partij, maak_project


def zinnen(onderwerp):
    return [zin for wijziging in Wijziging.objects.van(onderwerp) for zin in wijziging.zinnen]


def test_een_nieuw_object_staat_in_de_historie_met_wie_en_waarlangs(zuid_holland, redacteur):
    with acting_as(redacteur, Kanaal.EXCEL):
        project = maak_project(zuid_holland, naam="Station Rijswijk", nummer="7")

    wijziging = Wijziging.objects.van(project).get()
    assert wijziging.zinnen == ["Project toegevoegd: 7 Station Rijswijk"]
    assert (wijziging.door, wijziging.kanaal) == (redacteur, Kanaal.EXCEL)


def test_een_wijziging_noemt_veld_oud_en_nieuw(project):
    project.ibn = "2027"
    project.save()
    project.ibn = "Q2 2028"
    project.fase = Fase.PROJECT
    project.save()

    assert zinnen(project)[:3] == [
        "Projectfase ingevuld: project",
        "IBN gewijzigd van 2027 naar Q2 2028",
        "IBN ingevuld: 2027",
    ]


def test_een_leeggemaakt_veld_houdt_zijn_oude_waarde(project):
    project.doel = "Ruimte voor woningen"
    project.save()
    project.doel = ""
    project.save()

    assert zinnen(project)[0] == "Doel leeggemaakt, was: Ruimte voor woningen"


def test_een_lange_tekst_staat_heel_in_de_historie_maar_niet_in_de_zin(project):
    project.doel = "woord " * 100
    project.save()

    wijziging = Wijziging.objects.van(project).first()
    assert wijziging.zinnen == ["Doel ingevuld"]
    assert wijziging.lange_velden[0]["nieuw_tekst"] == "woord " * 100


def test_een_lange_naam_past_in_de_historie(project):
    afspraak = maak_afspraak(project, activiteit="a" * 400)

    wijziging = Wijziging.objects.van_rijen(type(afspraak), [afspraak.pk]).get()
    assert wijziging.naam == "a" * 300


def test_een_afspraak_staat_in_het_verloop_van_haar_project(project):
    afspraak = maak_afspraak(project, activiteit="Grond verwerven", planning="Q3 2027")
    afspraak.planning = "2028"
    afspraak.save()
    afspraak.delete()

    # its moved planning has a row of its own, which comes and goes with it
    van_afspraak = [zin for zin in zinnen(project) if zin.startswith("Uitvoeringsafspraak")]
    assert van_afspraak == [
        "Uitvoeringsafspraak verwijderd: Grond verwerven",
        "Uitvoeringsafspraak 'Grond verwerven': planning gewijzigd van Q3 2027 naar 2028",
        "Uitvoeringsafspraak toegevoegd: Grond verwerven",
    ]


def test_elke_koppeling_met_een_partij_staat_in_het_verloop(zuid_holland, project):
    lisse = maak_partij(zuid_holland, "Lisse")
    leiden = maak_partij(zuid_holland, "Leiden")
    set_links(project, "gemeenten", [lisse])
    set_links(project, "gemeenten", [leiden])

    assert zinnen(project)[:3] == [
        "Gemeente verwijderd: Lisse",
        "Gemeente toegevoegd: Leiden",
        "Gemeente toegevoegd: Lisse",
    ]


def test_een_verwijderde_afspraak_laat_ook_haar_partijen_in_het_verloop(zuid_holland, project):
    stedin = maak_partij(zuid_holland, "Stedin", soort="netbeheerder")
    afspraak = maak_afspraak(project, activiteit="Tracé kiezen", partijen=[stedin])
    afspraak.delete()

    assert "Betrokken partij bij afspraak verwijderd: Stedin (Tracé kiezen)" in zinnen(project)


def test_de_naam_van_toen_blijft_staan_als_een_partij_anders_gaat_heten(zuid_holland, project):
    partij = maak_partij(zuid_holland, "Brielle")
    project.bevoegd_gezag = partij
    project.save()
    partij.naam = "Voorne aan Zee"
    partij.save()

    assert zinnen(project)[0] == "Bevoegd gezag ingevuld: gemeente Brielle"


def test_opslaan_zonder_verandering_maakt_geen_wijziging_en_geen_versie(project):
    versie, aantal = project.versie, Wijziging.objects.count()
    project.save()

    assert (project.versie, Wijziging.objects.count()) == (versie, aantal)


def test_een_mislukte_handeling_laat_geen_historie_achter(project):
    aantal = Wijziging.objects.count()
    with transaction.atomic():
        project.naam = "Andere naam"
        project.save()
        transaction.set_rollback(True)

    assert Wijziging.objects.count() == aantal


def test_wie_een_verouderde_versie_opslaat_wijzigt_niets(project):
    andere = Project.objects.get(pk=project.pk)
    andere.doel = "van de ander"
    andere.save()
    project.doel = "van mij"
    with pytest.raises(Verouderd):
        project.save()

    assert Project.objects.get(pk=project.pk).doel == "van de ander"


def test_wie_een_verwijderde_rij_opslaat_hoort_dat(project):
    afspraak = maak_afspraak(project)
    type(afspraak).objects.get(pk=afspraak.pk).delete()
    afspraak.activiteit = "anders"

    with pytest.raises(Verouderd):
        afspraak.save()


def test_wie_een_verouderde_versie_verwijdert_gooit_niets_weg(project):
    afspraak = maak_afspraak(project)
    andere = type(afspraak).objects.get(pk=afspraak.pk)
    andere.resultaat = "van de ander"
    andere.save()

    with pytest.raises(Verouderd):
        afspraak.delete()
    assert type(afspraak).objects.get(pk=afspraak.pk).resultaat == "van de ander"


def test_de_historie_zelf_is_niet_te_wijzigen_of_te_wissen(project):
    wijziging = Wijziging.objects.van(project).get()

    for handeling in (wijziging.save, wijziging.delete, Wijziging.objects.all().delete):
        with pytest.raises(NotImplementedError):
            handeling()


@pytest.mark.parametrize(
    "omweg",
    [
        lambda project: Project.objects.update(naam="x"),
        lambda project: Project.objects.all().delete(),
        lambda project: Project.objects.bulk_create([project]),
        lambda project: Project.objects.bulk_update([project], ["naam"]),
        lambda project: Project._base_manager.update(naam="x"),
        lambda project: project.afspraken.update(resultaat="x"),
        lambda project: project.provincie.partijen.all().delete(),
        lambda project: project.gemeenten.add(Partij.objects.first()),
    ],
)
def test_paden_langs_de_historie_worden_geweigerd(zuid_holland, project, omweg):
    maak_partij(zuid_holland)

    with pytest.raises(NotImplementedError):
        omweg(project)


def test_na_een_handeling_binnenin_geldt_weer_die_erbuiten(zuid_holland, secretaris, redacteur):
    with acting_as(secretaris):
        with acting_as(redacteur, Kanaal.EXCEL):
            pass
        with citing("lijst.xlsx", {"naam": "B2"}):
            pass
        with undoing(uuid.uuid4()):
            pass
        project = maak_project(zuid_holland)

    wijziging = Wijziging.objects.van(project).get()
    assert (wijziging.door, wijziging.kanaal) == (secretaris, Kanaal.SCHERM)
    assert wijziging.draait_terug is None
    assert wijziging.velden["naam"].keys().isdisjoint({"bron", "cel"})


def test_terugdraaien_is_een_handeling_van_zichzelf(project):
    with undoing(huidige_handeling()) as eigen:
        project.naam = "Zoals het was"
        project.save()

    terug, gemaakt = Wijziging.objects.van(project)
    assert (terug.handeling, terug.draait_terug) == (eigen, gemaakt.handeling)
    assert eigen != gemaakt.handeling


def test_ook_een_opgeslagen_deel_van_de_velden_staat_in_de_historie(project):
    project.doel = "Ruimte voor woningen"
    project.save(update_fields=["doel"])

    assert zinnen(project)[0] == "Doel ingevuld: Ruimte voor woningen"


def test_zonder_handelende_persoon_wordt_er_niet_geschreven(zuid_holland):
    def schrijf():
        maak_project(zuid_holland)

    with pytest.raises(LookupError):
        contextvars.Context().run(schrijf)


def test_wie_verwijdert_houdt_eerst_de_keten_en_dan_de_rij(project):
    """As who saves: otherwise each of the two could wait for what the other one holds."""
    koppeling = maak_koppeling(project)

    with CaptureQueriesContext(connection) as querys:
        koppeling.delete()

    gelezen = [query["sql"] for query in querys if query["sql"].startswith("SELECT")]
    tabellen = [sql.split(" FROM ")[1].split()[0] for sql in gelezen]
    assert tabellen[:2] == ['"pmiek_keten"', '"actielijst_ipkoppeling"']


def test_wie_opslaat_houdt_eerst_de_keten_en_schrijft_dan_de_rij(project):
    koppeling = maak_koppeling(project)
    koppeling.nummer = "IP-anders"

    with CaptureQueriesContext(connection) as querys:
        koppeling.save()

    opdrachten = [query["sql"] for query in querys]
    houdt = [plaats for plaats, sql in enumerate(opdrachten) if 'FROM "pmiek_keten"' in sql]
    schrijft = [plaats for plaats, sql in enumerate(opdrachten) if sql.startswith("UPDATE")]
    assert houdt[0] < schrijft[0]
