"""Whatever was done: undoing the last act gives what stood before it, and no word is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actielijst.enums import Afspraakstatus, Fase
from actielijst.models import Project
from pmiek.ongedaan import maak_plan
from pmiek.rendered import set_links
from pmiek.wijziging import Wijziging
from tests.bouwers import maak_afspraak, maak_koppeling, maak_partij, maak_project
from tests.ongedaan import handeling_van, inhoud, maak_ongedaan
from tests.toegang import ongedaan

pytestmark = pytest.mark.django_db

snel = settings(
    derandomize=True,
    max_examples=12,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
# a database keeps no NUL and no half of a pair
teksten = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
perioden = st.sampled_from(["", "2027", "Q3 2027", "medio 2031", "n.t.b.", "ooit misschien"])
breedten = st.sampled_from([None, "52.1282", "51.5", "53.0000"])
plaatsen = st.integers(0, 3)
bewerkingen = st.one_of(
    st.tuples(st.just("project"), st.sampled_from(["doel", "vervolg", "naam"]), teksten),
    st.tuples(st.just("project"), st.just("fase"), st.sampled_from(["", *Fase])),
    st.tuples(st.just("project"), st.just("ibn"), perioden),
    st.tuples(st.just("project"), st.just("breedtegraad"), breedten),
    st.tuples(st.just("archief"), teksten),
    st.tuples(st.just("afspraak"), plaatsen, st.just("planning"), perioden),
    st.tuples(st.just("afspraak"), plaatsen, st.just("resultaat"), teksten),
    st.tuples(st.just("afspraak"), plaatsen, st.just("status"), st.sampled_from(Afspraakstatus)),
    st.tuples(st.just("afspraak erbij"), teksten, perioden, plaatsen),
    st.tuples(st.just("afspraak weg"), plaatsen),
    st.tuples(st.just("partijen"), st.sets(plaatsen)),
    st.tuples(st.just("gemeenten"), st.sets(plaatsen)),
    st.tuples(st.just("koppeling erbij"), teksten, perioden),
    st.tuples(st.just("koppeling weg"), plaatsen),
)
handelingen = st.lists(bewerkingen, min_size=1, max_size=6)


class Werkblad:
    """One project with its rows, as somebody works on it."""

    def __init__(self, provincie):
        self.partijen = [
            maak_partij(provincie, naam) for naam in ("Delft", "Leiden", "Lisse", "Tiel")
        ]
        self.pk = maak_project(provincie, gemeenten=self.partijen[:1], ibn="2030").pk
        for planning in ("2027", ""):
            maak_afspraak(self.project, partijen=self.partijen[:2], planning=planning)
        maak_koppeling(self.project)

    @property
    def project(self):
        return Project.objects.get(pk=self.pk)

    def doe(self, bewerking):
        naam, *waarden = bewerking
        getattr(self, f"_{naam.replace(' ', '_')}")(*waarden)

    def _project(self, veld, waarde):
        _zet(self.project, **{veld: waarde})

    def _archief(self, reden):
        is_actueel = self.project.gearchiveerd_op is None
        _zet(
            self.project,
            gearchiveerd_op="2026-11-01" if is_actueel else None,
            archiefreden=reden or "Klaar.",
        )

    def _afspraak(self, plaats, veld, waarde):
        for afspraak in self._op(self.project.afspraken, plaats):
            _zet(afspraak, **{veld: waarde})

    def _afspraak_erbij(self, activiteit, planning, plaats):
        partijen = self.partijen[:plaats]
        maak_afspraak(self.project, activiteit=activiteit, planning=planning, partijen=partijen)

    def _afspraak_weg(self, plaats):
        for afspraak in self._op(self.project.afspraken, plaats):
            afspraak.delete()

    def _partijen(self, plaatsen):
        set_links(self.project, "betrokken_partijen", [self.partijen[n] for n in plaatsen])

    def _gemeenten(self, plaatsen):
        set_links(self.project, "gemeenten", [self.partijen[n] for n in plaatsen])

    def _koppeling_erbij(self, nummer, ibn):
        maak_koppeling(self.project, nummer=nummer, ibn=ibn)

    def _koppeling_weg(self, plaats):
        for koppeling in self._op(self.project.ip_koppelingen, plaats):
            koppeling.delete()

    def _op(self, rijen, plaats):
        return rijen.all()[plaats : plaats + 1]


def _zet(obj, **velden):
    for naam, waarde in velden.items():
        setattr(obj, naam, waarde)
    obj.save()


def voer_uit(werkblad, gebruiker, bewerkingen):
    with handeling_van(gebruiker) as handeling:
        for bewerking in bewerkingen:
            werkblad.doe(bewerking)
    return handeling.id


@snel
@given(eerder=st.lists(handelingen, max_size=2), laatste=handelingen)
def test_de_laatste_handeling_ongedaan_geeft_precies_wat_er_stond(
    zuid_holland, redacteur, eerder, laatste
):
    with ongedaan():
        werkblad = Werkblad(zuid_holland)
        for bewerkingen in eerder:
            voer_uit(werkblad, redacteur, bewerkingen)
        voor = inhoud()
        handeling = voer_uit(werkblad, redacteur, laatste)

        if Wijziging.objects.van_handeling(handeling).exists():
            uitkomst = maak_ongedaan(handeling, redacteur, zuid_holland)
            assert uitkomst.conflicten == []

        assert inhoud() == voor


@snel
@given(
    handeling=handelingen,
    later=st.lists(handelingen, min_size=1, max_size=2),
    keuze=st.sampled_from(["terug", "laten"]),
)
def test_geen_woord_gaat_verloren_bij_ongedaan_maken_na_latere_wijzigingen(
    zuid_holland, redacteur, secretaris, handeling, later, keuze
):
    with ongedaan():
        werkblad = Werkblad(zuid_holland)
        eerste = voer_uit(werkblad, redacteur, handeling)
        for bewerkingen in later:
            voer_uit(werkblad, secretaris, bewerkingen)
        if not Wijziging.objects.van_handeling(eerste).exists():
            return
        voor = inhoud()

        plan = maak_plan(eerste, provincie=zuid_holland, gebruiker=redacteur)
        keuzes = {
            conflict.sleutel: keuze if keuze in conflict.keuzes else "laten"
            for conflict in plan.conflicten
        }
        uitkomst = maak_ongedaan(eerste, redacteur, zuid_holland, keuzes)

        assert uitkomst.conflicten == []
        assert verdwenen_woorden(voor, uitkomst.handeling) == []


def verdwenen_woorden(voor, handeling):
    """Texts that stood somewhere, do not stand there now, and are not in the history either."""
    na = inhoud()
    bewaard = {
        (regel.object_id, naam, veld["oud_tekst"])
        for regel in Wijziging.objects.van_handeling(handeling)
        for naam, veld in regel.velden.items()
    }
    return [
        (sleutel, naam, waarde)
        for sleutel, rij in voor.items()
        for naam, waarde in rij.items()
        if isinstance(waarde, str) and waarde and naam in TEKSTVELDEN
        if na.get(sleutel, {}).get(naam) != waarde
        if (sleutel[1], naam, waarde) not in bewaard
    ]


TEKSTVELDEN = {
    "naam",
    "doel",
    "vervolg",
    "archiefreden",
    "activiteit",
    "resultaat",
    "planning",
    "eerste_planning",
    "nummer",
    "ibn",
}
