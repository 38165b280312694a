"""The rounds of the demonstration: what is an example says so, what is a fact has its source."""

import datetime

from django.core.management import call_command
from django.test import TestCase

from actielijst.models import Fasewisseling
from monitoring.lijst import inhoud_van
from monitoring.models import Monitoringregel, Monitoringronde, VraagAanEnergyboard
from pmiek.enums import Partijsoort
from pmiek.models import Partij
from tests.toegang import momentopname


class TestDemo(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("laad_demo", verbosity=0)

    def rondes(self, slug):
        return Monitoringronde.objects.filter(provincie__slug=slug).order_by("peildatum")

    def test_zuid_holland_heeft_vier_gesloten_rondes_en_een_open(self):
        standen = [ronde.status for ronde in self.rondes("zuid-holland")]

        assert standen == ["gesloten"] * 4 + ["open"]
        assert all(ronde.voorbeeld for ronde in self.rondes("zuid-holland"))

    def test_een_regel_zonder_voorbeeldmerk_heeft_een_bron_of_een_fiche_die_hetzelfde_zegt(self):
        feiten = Monitoringregel.objects.filter(voorbeeld=False, bevestigd_op__isnull=False)

        assert feiten.count() == 14
        zonder_bron = [
            regel
            for regel in feiten.select_related("project")
            if "https://" not in regel.project.bron + regel.oorzaak_toelichting
        ]
        assert zonder_bron == []

    def test_een_fiche_zegt_de_ibn_van_de_laatste_bevestigde_regel_en_of_dat_een_voorbeeld_is(self):
        regels = Monitoringregel.objects.filter(bevestigd_op__isnull=False)
        laatste = {r.project: r for r in regels.order_by("ronde__peildatum")}

        assert len(laatste) > 20
        anders = [p for p, regel in laatste.items() if str(p.ibn) != str(regel.ibn)]
        zonder_merk = [
            project
            for project, regel in laatste.items()
            if regel.voorbeeld and project.ibn and not project.voorbeeld
        ]
        assert (anders, zonder_merk) == ([], [])

    def test_utrecht_noord_is_echt_verschoven(self):
        inhoud = inhoud_van(self.rondes("utrecht")[1])
        (zin,) = [z for p, z in inhoud["wijzigingen"]["ibn"] if p.startswith("Nieuw station Utr")]

        assert "IBN 2029 → 2033, bij tegenslag 2035 (+72 maanden, 1e herplanning)" in zin
        assert "https://www.tweedekamer.nl/" in zin

    def test_een_vraag_staat_voor_de_derde_keer_op_de_agenda(self):
        laatste = self.rondes("zuid-holland").last()
        keren = VraagAanEnergyboard.objects.op_agenda(laatste).met_keer(laatste)

        assert sorted(vraag.keer for vraag in keren) == [1, 2, 3]

    def test_er_wisselden_projecten_van_fase_en_elke_wissel_heet_een_voorbeeld(self):
        ronde = self.rondes("zuid-holland").last()
        zinnen = dict(inhoud_van(ronde)["wijzigingen"]["fase"])

        assert len(zinnen) == 4
        assert sum("Terug van" in zin for zin in zinnen.values()) == 1
        assert [zin for zin in zinnen.values() if "Voorbeeld:" not in zin] == []
        projecten = [r.project for r in ronde.regels.all() if str(r.project) in zinnen]
        assert all(p.voorbeeld and "de fasewisseling" in p.bron for p in projecten)

    def test_een_gesloten_ronde_noemt_geen_dag_van_na_het_sluiten(self):
        vierde = self.rondes("zuid-holland")[3]

        ((_, zin),) = inhoud_van(vierde)["wijzigingen"]["fase"]

        assert zin.startswith("Van planuitwerking naar project op 27 maart 2026.")

    def test_een_fase_wisselt_tussen_twee_rondes_en_niet_op_de_dag_van_het_laden(self):
        dagen = [ronde.peildatum for ronde in self.rondes("zuid-holland")]
        wissels = Fasewisseling.objects.filter(project__provincie__slug="zuid-holland")
        cluster = wissels.filter(project__nummer="11").order_by("pk")

        assert [(w.naar, w.datum) for w in cluster] == [
            ("project", datetime.date(2026, 3, 27)),
            ("planuitwerking", datetime.date(2026, 10, 23)),
        ]
        assert [w for w in wissels if not dagen[0] <= w.datum <= dagen[-1]] == []

    def test_elke_partij_om_iets_te_vragen_heeft_een_adres_dat_niet_bestaat(self):
        partijen = Partij.objects.exclude(soort=Partijsoort.PROVINCIE)

        assert partijen.filter(email__endswith="@voorbeeld.example").count() == partijen.count() > 0

    def test_nog_eens_laden_verandert_niets(self):
        voor = momentopname()

        call_command("laad_demo", verbosity=0)

        assert momentopname() == voor
