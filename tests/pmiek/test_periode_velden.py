import copy
import datetime
import pickle

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState
from django.test.utils import isolate_apps

from pmiek.periode import (
    Periode,
    PeriodeField,
    binnen_q,
    lees_periode,
    periode_volgorde,
    verlopen_q,
)

Q3_2027 = (datetime.date(2027, 7, 1), datetime.date(2027, 9, 30), "kwartaal")
Q5_FOUT = "'Q5 2027' is geen kwartaal. Schrijf bijvoorbeeld Q3 2027 of juli 2027."

with isolate_apps("pmiek"):

    class MetPlanning(models.Model):
        planning = PeriodeField("planning")

        class Meta:
            app_label = "pmiek"
            abstract = True

    class Proef(MetPlanning):
        naam = models.CharField(max_length=20, default="", blank=True)

        class Meta(MetPlanning.Meta):
            abstract = False


@pytest.fixture(scope="module")
def tabel(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Proef)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Proef)


@pytest.fixture
def met_tabel(tabel, db):
    """A transaction in which the table of `Proef` exists."""


def kolommen(proef):
    return proef.planning_van, proef.planning_tot_en_met, proef.planning_precisie


def opgeslagen(proef):
    namen = PeriodeField.kolommen("planning")
    return Proef.objects.values_list(*namen).get(pk=proef.pk)


def test_veld_brengt_vier_kolommen_mee_ook_door_een_abstract_model():
    namen = [veld.name for veld in Proef._meta.concrete_fields if veld.name.startswith("planning")]

    assert namen == PeriodeField.kolommen("planning")


@pytest.mark.parametrize("waarde", ["Q3 2027", lees_periode("Q3 2027")])
def test_toewijzen_vult_de_kolommen_ernaast(waarde):
    proef = Proef(planning=waarde)

    assert (proef.planning, kolommen(proef)) == (lees_periode("Q3 2027"), Q3_2027)


def test_zonder_waarde_is_er_een_lege_periode():
    proef = Proef(planning=None)

    assert (proef.planning, kolommen(proef)) == (Periode(), (None, None, "onbekend"))


def test_de_tekst_beslist_niet_wat_aan_een_kolom_ernaast_wordt_toegewezen():
    proef = Proef(planning="Q3 2027", planning_van=datetime.date(1999, 1, 1))
    proef.planning_tot_en_met = None

    assert kolommen(proef) == Q3_2027


@pytest.mark.usefixtures("met_tabel")
class TestDatabase:
    def test_opslaan_schrijft_tekst_en_data(self):
        proef = Proef.objects.create(planning=" 3e kwartaal 2027")

        assert opgeslagen(proef) == (" 3e kwartaal 2027", *Q3_2027)

    def test_wijzigen_schrijft_de_nieuwe_data(self):
        proef = Proef.objects.create(planning="n.t.b.")
        proef.planning = "Q3 2027"
        proef.save()

        assert opgeslagen(proef) == ("Q3 2027", *Q3_2027)

    def test_opslaan_met_genoemde_kolommen_schrijft_tekst_en_data(self):
        proef = Proef.objects.create(planning="2030")
        proef.planning, proef.naam = "Q3 2027", "niet bewaard"
        proef.save(update_fields=PeriodeField.kolommen("planning"))

        assert (*opgeslagen(proef), Proef.objects.get().naam) == ("Q3 2027", *Q3_2027, "")

    def test_een_uitgesteld_geladen_tekst_wordt_bij_gebruik_gelezen(self):
        Proef.objects.create(planning="Q3 2027")

        assert Proef.objects.defer("planning").get().planning == lees_periode("Q3 2027")

    def test_zonder_tekst_geladen_geldt_de_opgeslagen_datum(self, django_assert_num_queries):
        Proef.objects.create(planning="Q3 2027")

        with django_assert_num_queries(1):
            assert Proef.objects.only("planning_van").get().planning_van == Q3_2027[0]

    def test_een_deels_geladen_rij_schrijft_de_data_mee(self):
        Proef.objects.create(planning="2030")
        proef = Proef.objects.only("planning").get()
        proef.planning = "Q3 2027"
        proef.save()

        assert opgeslagen(proef) == ("Q3 2027", *Q3_2027)

    def test_verversen_haalt_de_opgeslagen_tekst_terug(self):
        proef = Proef.objects.create(planning="Q3 2027")
        proef.planning = "2030"
        proef.refresh_from_db()

        assert (proef.planning.tekst, kolommen(proef)) == ("Q3 2027", Q3_2027)

    @pytest.mark.parametrize("waarde", ["2027", lees_periode("2027")])
    def test_zoeken_kan_met_tekst_en_met_een_periode(self, waarde):
        proef = Proef.objects.create(planning="2027")
        Proef.objects.create(planning="2028")

        assert list(Proef.objects.filter(planning=waarde)) == [proef]

    def test_verlopen_vindt_dezelfde_rijen_als_de_periode_zelf(self):
        for tekst in ["Q2 2027", "30-6-2027", "1-7-2027", "uiterlijk mei 2027", "na 2020", "ntb"]:
            Proef.objects.create(planning=tekst)
        peildatum = datetime.date(2027, 7, 1)

        gevonden = set(Proef.objects.filter(verlopen_q("planning", peildatum)))

        verwacht = {p for p in Proef.objects.all() if p.planning.is_verlopen(peildatum)}
        assert len(verwacht) == 3
        assert gevonden == verwacht

    def test_binnen_vindt_wat_in_het_tijdvak_eindigt(self):
        for tekst in ["31-8-2027", "1-9-2027", "Q3 2027", "2027", "vanaf 2027"]:
            Proef.objects.create(planning=tekst)

        september = binnen_q("planning", datetime.date(2027, 9, 1), datetime.date(2027, 9, 30))

        gevonden = Proef.objects.filter(september).values_list("planning", flat=True)
        assert sorted(gevonden) == ["1-9-2027", "Q3 2027"]

    def test_volgorde_in_de_database_is_die_van_de_sorteersleutel(self):
        for tekst in ["n.t.b.", "vanaf 2026", "2027", "t/m 2027", "Q4 2027", "Q1 2027", "a"]:
            Proef.objects.create(planning=tekst)

        rijen = list(Proef.objects.order_by(*periode_volgorde("planning")))

        assert rijen == sorted(rijen, key=lambda proef: proef.planning.sorteersleutel)


def test_volledige_controle_weigert_wat_niet_kan_bestaan():
    with pytest.raises(ValidationError) as fout:
        Proef(planning="Q5 2027").full_clean(validate_constraints=False)

    assert fout.value.message_dict == {"planning": [Q5_FOUT]}


def test_volledige_controle_laat_een_lege_en_een_vrije_tekst_door():
    for tekst in ("", "na vaststelling"):
        proef = Proef(planning=tekst)
        proef.clean_fields(exclude=["naam"])

        assert proef.planning == lees_periode(tekst)


def test_een_periode_gaat_heel_door_kopie_en_pickle():
    toestand = {
        naam: waarde
        for naam, waarde in vars(Proef(planning="ca. 2030")).items()
        if naam != "_state"
    }

    assert pickle.loads(pickle.dumps(toestand)) == toestand
    assert copy.deepcopy(toestand) == toestand


def test_migratie_kent_elke_kolom_precies_een_keer():
    toestand = ProjectState()
    toestand.add_model(ModelState.from_model(Proef))

    model = toestand.apps.get_model("pmiek", "Proef")

    namen = [veld.name for veld in model._meta.get_fields()]
    assert sorted(namen) == sorted(["id", "naam", *PeriodeField.kolommen("planning")])
    assert kolommen(model(planning="Q3 2027")) == Q3_2027
