import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from actielijst.models import Uitvoeringsafspraak
from monitoring.corrigeren import corrigeer
from monitoring.models import Monitoringregel, VraagAanEnergyboard
from monitoring.rondes import sluit
from monitoring.vragen import afspraken_van
from pmiek.concept import Concept
from pmiek.wijziging import Wijziging
from tests.actielijst.test_conflict import antwoord, gevraagd
from tests.bouwers import (
    maak_afspraak,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_regel,
    maak_vraag,
    zet_stap,
)
from tests.monitoring.formulier import regeldata, stapdata
from tests.pmiek.test_concept import token, token_in

VANDAAG = datetime.date.today()


def geleden(dagen):
    return VANDAAG - datetime.timedelta(days=dagen)


def getypt(datum):
    return f"{datum:%d-%m-%Y}"


@pytest.fixture
def ronde(zuid_holland):
    return maak_monitoringronde(zuid_holland, geleden(20), naam="najaar")


def adres(wat, vraag=None, extra=""):
    args = ["zuid-holland"] + ([vraag.pk] if vraag else [])
    return reverse(f"monitoring:vraag_{wat}", args=args) + extra


@pytest.fixture
def vraag(ronde, project):
    return maak_vraag(ronde, [project], titel="stel de volgorde vast")


@pytest.fixture
def beantwoord(vraag):
    return zet_stap(vraag, "gesteld", "Het bestuur stelt de volgorde vast.", geleden(5))


@pytest.fixture
def als_monitor(client, monitor):
    client.force_login(monitor)
    return client


def keer(vraag, ronde=None):
    return VraagAanEnergyboard.objects.met_keer(ronde).get(pk=vraag.pk).keer


def op_agenda(ronde):
    return list(VraagAanEnergyboard.objects.op_agenda(ronde))


def test_een_onbeantwoorde_vraag_schuift_vanzelf_door(zuid_holland, project):
    rondes = [
        maak_monitoringronde(zuid_holland, dag, gesloten=True)
        for dag in ("2025-10-20", "2026-04-20", "2026-11-16")
    ]
    vraag = maak_vraag(rondes[0], [project])

    assert [keer(vraag, ronde) for ronde in rondes] == [1, 2, 3]
    assert [op_agenda(ronde) for ronde in rondes] == [[vraag]] * 3


def test_een_beantwoorde_vraag_komt_niet_terug(zuid_holland, project):
    rondes = [
        maak_monitoringronde(zuid_holland, dag, gesloten=True)
        for dag in ("2025-10-20", "2026-04-20", "2026-11-16")
    ]
    vraag = maak_vraag(rondes[0], [project])
    zet_stap(vraag, "gesteld", "Ja.", datetime.date(2026, 5, 12))

    assert [op_agenda(ronde) for ronde in rondes] == [[vraag], [vraag], []]
    assert keer(vraag) == 2


def test_een_vraag_staat_niet_op_een_eerdere_agenda_of_een_van_elders(zuid_holland, utrecht, vraag):
    eerder = maak_monitoringronde(zuid_holland, "2026-05-12", gesloten=True)
    elders = maak_monitoringronde(utrecht, "2026-12-01")

    assert op_agenda(eerder) == op_agenda(elders) == []


def test_een_vraag_stellen(als_monitor, zuid_holland, ronde, project):
    data = {
        "soort": "bemiddeling",
        "titel": "bemiddel over de kavel",
        "projecten": [project.pk],
        "geadresseerde": "het bestuur",
        "gevraagd": "Een gesprek",
        "gewenst_besluit": "Een keuze",
        "anders": "Geen locatie",
    }

    als_monitor.post(adres("nieuw"), data)

    vraag = VraagAanEnergyboard.objects.get()
    assert {v: getattr(vraag, v) for v in data if v != "projecten"} == {
        v: w for v, w in data.items() if v != "projecten"
    }
    assert (vraag.ronde, list(vraag.projecten.all()), vraag.status) == (ronde, [project], "gesteld")


def test_een_vraag_zonder_project_wordt_geweigerd(als_monitor, ronde):
    response = als_monitor.post(adres("nieuw"), {"soort": "besluit", "titel": "Iets"})

    assert "Kies ten minste één project" in response.text
    assert not VraagAanEnergyboard.objects.exists()


def test_een_project_van_een_andere_provincie_wordt_geweigerd(als_monitor, utrecht, ronde):
    data = {"soort": "besluit", "titel": "Iets", "projecten": [maak_project(utrecht).pk]}

    assert list(als_monitor.post(adres("nieuw"), data).context["form"].errors) == ["projecten"]


def test_zonder_ronde_is_er_geen_agenda(als_monitor, zuid_holland):
    response = als_monitor.get(adres("nieuw"), follow=True)

    assert "Open eerst een monitoringsronde" in response.text


def test_de_tekst_van_de_regel_wordt_de_vraag(als_monitor, zuid_holland, ronde, project):
    maak_regel(ronde, project, vraag="Verzoek om bij de raad te zijn")

    form = als_monitor.get(adres("nieuw", extra=f"?project={project.pk}")).context["form"]

    assert form["titel"].value() == "Verzoek om bij de raad te zijn"


def test_een_vraag_wordt_beantwoord_teruggekoppeld_en_afgedaan(als_monitor, vraag):
    stappen = [
        {"antwoord": "Ja, doen.", "beantwoord_op": getypt(geleden(5))},
        {"terugkoppeling": "Gemeld.", "teruggekoppeld_op": getypt(geleden(3))},
        {"afgedaan_op": getypt(geleden(0))},
    ]
    for stap in stappen:
        als_monitor.post(adres("stap", vraag), stapdata(vraag, **stap))

    vraag.refresh_from_db()
    assert (vraag.status, vraag.antwoord, vraag.terugkoppeling) == (
        "afgedaan",
        "Ja, doen.",
        "Gemeld.",
    )
    assert [vraag.beantwoord_op, vraag.teruggekoppeld_op, vraag.afgedaan_op] == [
        geleden(5),
        geleden(3),
        geleden(0),
    ]


def zet(client, vraag, **velden):
    response = client.post(adres("stap", vraag), stapdata(vraag, **velden))
    vraag.refresh_from_db()
    return response


def test_een_stap_is_nooit_eerder_dan_die_ervoor(als_monitor, vraag):
    te_vroeg = zet(als_monitor, vraag, antwoord="Ja.", beantwoord_op=getypt(geleden(21)))
    assert "De vraag is gesteld in een ronde met peildatum" in te_vroeg.text
    assert (vraag.status, "Ja." in te_vroeg.text) == ("gesteld", True)

    zet(als_monitor, vraag, antwoord="Ja.", beantwoord_op=getypt(geleden(5)))
    te_vroeg = zet(als_monitor, vraag, terugkoppeling="Ja.", teruggekoppeld_op=getypt(geleden(6)))
    assert f"De stap hiervoor was op {date_format(geleden(5), 'j F Y')}" in te_vroeg.text
    zet(als_monitor, vraag, terugkoppeling="Gemeld.", teruggekoppeld_op=getypt(geleden(5)))
    zet(als_monitor, vraag, afgedaan_op=getypt(geleden(6)))
    assert vraag.status == "teruggekoppeld"


OF_LATER = "Leg een stap vast op de dag zelf of daarna."


def test_een_stap_op_een_dag_die_nog_komt_wordt_geweigerd_en_wat_getypt_is_blijft(
    als_monitor, vraag
):
    morgen = geleden(-1)
    stappen = {
        "gesteld": {"antwoord": "Ja.", "beantwoord_op": getypt(morgen)},
        "beantwoord": {"terugkoppeling": "Gemeld.", "teruggekoppeld_op": getypt(morgen)},
        "teruggekoppeld": {"afgedaan_op": getypt(morgen)},
    }
    for status, velden in stappen.items():
        geweigerd = zet(als_monitor, vraag, **velden)
        assert (vraag.status, geweigerd.context["form"].errors) == (
            status,
            {[*velden][-1]: [f"{date_format(morgen, 'j F Y')} is nog niet geweest. " + OF_LATER]},
        )
        assert all(f"{waarde}" in geweigerd.text for waarde in velden.values())
        zet(als_monitor, vraag, **velden | {[*velden][-1]: getypt(geleden(0))})
    assert vraag.status == "afgedaan"


def test_een_vraag_uit_een_ronde_die_nog_moet_komen_is_vandaag_te_beantwoorden(
    als_monitor, zuid_holland, project
):
    vraag = maak_vraag(maak_monitoringronde(zuid_holland, geleden(-7)), [project])

    gisteren = zet(als_monitor, vraag, antwoord="Ja.", beantwoord_op=getypt(geleden(1)))
    assert list(gisteren.context["form"].errors) == ["beantwoord_op"]
    zet(als_monitor, vraag, antwoord="Ja.", beantwoord_op=getypt(geleden(0)))
    assert vraag.status == "beantwoord"


def test_een_leeg_antwoord_wordt_geweigerd_en_wat_getypt_is_blijft(als_monitor, vraag):
    response = als_monitor.post(
        adres("stap", vraag), stapdata(vraag, antwoord="Ja", beantwoord_op="morgen")
    )

    assert list(response.context["form"].errors) == ["beantwoord_op"]
    assert "morgen" in response.text
    vraag.refresh_from_db()
    assert vraag.is_open


def test_de_dag_van_vandaag_is_een_voorzet_en_wordt_bewaard(als_monitor, vraag):
    vandaag = als_monitor.get(adres("detail", vraag)).context["stap"]["beantwoord_op"].value()

    data = stapdata(vraag, antwoord="Ja.", beantwoord_op=f"{vandaag:%d-%m-%Y}")
    als_monitor.post(adres("stap", vraag), data)

    vraag.refresh_from_db()
    assert (vraag.status, vraag.beantwoord_op) == ("beantwoord", vandaag)


@pytest.mark.parametrize(("keuze", "blijft"), [("eigen", "Nee."), ("ander", "Ja.")])
def test_van_twee_antwoorden_blijft_wat_gekozen_is_en_beide_staan_in_het_verloop(
    als_monitor, vraag, keuze, blijft
):
    mijn = stapdata(vraag, antwoord="Nee.", beantwoord_op=getypt(geleden(5)))
    zet_stap(vraag, "gesteld", "Ja.", geleden(5))

    botsing = als_monitor.post(adres("stap", vraag), mijn)
    assert gevraagd(botsing) == ["Antwoord van het bestuur"]
    assert botsing.context["conflicten"][0].ander == "Ja."
    als_monitor.post(adres("stap", vraag), antwoord(botsing, keuze))

    vraag.refresh_from_db()
    verloop = " ".join(str(wijziging.velden) for wijziging in Wijziging.objects.van(vraag))
    assert (vraag.status, vraag.antwoord) == ("beantwoord", blijft)
    assert "Nee." in verloop
    assert "Ja." in verloop


def test_verdergaan_met_een_antwoord_dat_er_al_is_toont_de_eigen_tekst(als_monitor, vraag):
    data = stapdata(vraag, antwoord="Nee.", beantwoord_op=getypt(geleden(5)))
    data |= token(als_monitor, vraag.get_absolute_url())
    zet_stap(vraag, "gesteld", "Ja.", geleden(5))
    als_monitor.post(adres("stap", vraag), data)

    hervat = als_monitor.get(Concept.objects.get().verder_adres)

    assert hervat.context["stap"]["antwoord"].value() == "Nee."
    assert gevraagd(als_monitor.post(adres("stap", vraag), data | token_in(hervat)))


def test_wat_op_een_ingetrokken_antwoord_volgt_wordt_niet_vastgelegd(als_monitor, vraag):
    beantwoord = zet_stap(vraag, "gesteld", "Ja.", geleden(5))
    data = stapdata(beantwoord, terugkoppeling="Gemeld.", teruggekoppeld_op=getypt(geleden(5)))
    beantwoord.status, beantwoord.antwoord, beantwoord.beantwoord_op = "gesteld", "", None
    beantwoord.save()

    tekst = als_monitor.post(adres("stap", vraag), data).text

    vraag.refresh_from_db()
    assert (vraag.status, vraag.terugkoppeling) == ("gesteld", "")
    assert "staat intussen weer op “gesteld”" in tekst
    assert "Gemeld.</textarea>" in tekst


def test_beantwoord_zonder_antwoord_weigert_ook_de_database(ronde):
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_vraag(ronde, status="beantwoord")


# --- the agreement that follows


@pytest.fixture
def als_secretaris(client, secretaris):
    client.force_login(secretaris)
    return client


def test_van_een_antwoord_wordt_in_een_stap_een_afspraak(
    als_secretaris, zuid_holland, beantwoord, project
):
    trekker = maak_partij(zuid_holland)
    data = {
        "project": project.pk,
        "activiteit": "Volgorde vaststellen",
        "trekker": trekker.pk,
        "planning": "Q1 2027",
    }

    als_secretaris.post(adres("afspraak", beantwoord), data)

    afspraak = Uitvoeringsafspraak.objects.get()
    assert (afspraak.project, afspraak.activiteit, afspraak.trekker) == (
        project,
        "Volgorde vaststellen",
        trekker,
    )
    assert str(afspraak.planning) == "Q1 2027"
    assert list(afspraken_van(beantwoord)) == [afspraak]


def test_bij_een_project_met_het_hoogste_aantal_afspraken_komt_er_geen_bij(
    als_secretaris, project, beantwoord, monkeypatch
):
    monkeypatch.setattr("monitoring.vragen.MAX_AFSPRAKEN", 1)
    bestaand = maak_afspraak(project)

    response = als_secretaris.post(
        adres("afspraak", beantwoord), {"project": project.pk, "activiteit": "Doen"}
    )

    assert "Een project heeft ten hoogste 1 afspraken." in response.text
    assert list(Uitvoeringsafspraak.objects.all()) == [bestaand]


def test_een_afspraak_die_op_de_fiche_verdwijnt_breekt_de_vraag_niet(
    als_secretaris, beantwoord, project
):
    als_secretaris.post(
        adres("afspraak", beantwoord), {"project": project.pk, "activiteit": "Doen"}
    )
    Uitvoeringsafspraak.objects.get().delete()

    response = als_secretaris.get(adres("detail", beantwoord))

    assert (response.status_code, list(response.context["afspraken"])) == (200, [])


def test_een_afspraak_hoort_bij_een_project_van_de_vraag(als_secretaris, zuid_holland, beantwoord):
    ander = maak_project(zuid_holland)

    response = als_secretaris.post(
        adres("afspraak", beantwoord), {"project": ander.pk, "activiteit": "Doen"}
    )

    assert list(response.context["form"].errors) == ["project"]
    assert not Uitvoeringsafspraak.objects.exists()


def test_zonder_antwoord_komt_er_geen_afspraak(als_secretaris, vraag, project):
    als_secretaris.post(adres("afspraak", vraag), {"project": project.pk, "activiteit": "Doen"})

    assert not Uitvoeringsafspraak.objects.exists()


def test_een_monitor_maakt_geen_afspraken(als_monitor, beantwoord, project):
    response = als_monitor.post(
        adres("afspraak", beantwoord), {"project": project.pk, "activiteit": "Doen"}
    )

    assert response.status_code == 403


def test_een_monitor_leest_wie_van_het_antwoord_een_afspraak_maakt(als_monitor, vraag):
    zin = "maakt de redactie (de secretaris of een redacteur) een afspraak"
    assert zin not in als_monitor.get(adres("detail", vraag)).text

    zet_stap(vraag, "gesteld", "Ja.", geleden(5))

    assert zin in als_monitor.get(adres("detail", vraag)).text


def test_wie_zelf_afspraken_maakt_leest_dat_niet(als_secretaris, beantwoord):
    assert "maakt de redactie" not in als_secretaris.get(adres("detail", beantwoord)).text


# --- the list over all meetings


def test_de_lijst_toont_alles_wat_over_een_project_is_gevraagd(
    als_monitor, zuid_holland, vraag, project
):
    maak_vraag(vraag.ronde, [maak_project(zuid_holland)])

    context = als_monitor.get(adres("lijst", extra=f"?project={project.pk}")).context

    assert list(context["vragen"]) == [vraag]


def test_de_delen_houden_het_project_en_tellen_de_vragen_erover(
    als_monitor, zuid_holland, beantwoord, project
):
    maak_vraag(beantwoord.ronde, [project])
    for _ in range(2):
        maak_vraag(beantwoord.ronde, [maak_project(zuid_holland)])

    response = als_monitor.get(adres("lijst", extra=f"?stand=gesteld&project={project.pk}"))

    gezegd = {deel: aantal for deel, _, aantal in response.context["delen"] if aantal}
    assert gezegd == {"": 2, "gesteld": 1, "beantwoord": 1}
    assert len(response.context["vragen"]) == 1
    verder = f'href="?stand=beantwoord&amp;project={project.pk}"'
    assert verder in response.text
    assert f'href="?stand=gesteld&amp;project={project.pk}" aria-current="page"' in response.text


@pytest.mark.parametrize("stand", ["gesteld", "beantwoord"])
def test_elk_deel_heeft_zoveel_vragen_als_het_zegt(als_monitor, beantwoord, stand):
    for _ in range(2):
        maak_vraag(beantwoord.ronde)

    context = als_monitor.get(adres("lijst", extra=f"?stand={stand}")).context

    gezegd = {deel: aantal for deel, _, aantal in context["delen"]}
    assert len(context["vragen"]) == gezegd[stand] == {"gesteld": 2, "beantwoord": 1}[stand]


def test_een_lijst_zonder_vragen_zegt_waarom(als_monitor, zuid_holland):
    assert "nog niets aan het bestuur gevraagd" in als_monitor.get(adres("lijst")).text


def test_de_lijst_kost_een_vast_aantal_querys(als_monitor, zuid_holland, vraag):
    weinig = _querys(als_monitor)
    for _ in range(4):
        maak_vraag(vraag.ronde, [maak_project(zuid_holland), maak_project(zuid_holland)])

    assert _querys(als_monitor) == weinig


def _querys(client):
    client.get(adres("lijst"))
    with CaptureQueriesContext(connection) as querys:
        assert client.get(adres("lijst")).status_code == 200
    return len(querys)


# --- the rows of a round


def rondepagina(client, ronde, stand=""):
    return client.get(f"{ronde.get_absolute_url()}?stand={stand}")


def met_vraag(client, ronde):
    """(the number in the tab, the projects in it)."""
    context = rondepagina(client, ronde, "vraag").context
    aantal = {deel: hoeveel for deel, _, hoeveel in context["delen"]}["vraag"]
    return aantal, [rij.regel.project for rij in context["rijen"]]


def test_een_vraag_van_de_agenda_staat_bij_haar_project_in_de_ronde(
    als_monitor, zuid_holland, vraag, project
):
    maak_regel(vraag.ronde, project, vraag="n.v.t.")
    eigen, zonder = maak_project(zuid_holland), maak_project(zuid_holland)
    maak_regel(vraag.ronde, eigen, vraag="Help ook hier")
    maak_regel(vraag.ronde, zonder, vraag="N.v.t.")

    aantal, projecten = met_vraag(als_monitor, vraag.ronde)

    assert (aantal, set(projecten)) == (2, {project, eigen})
    tekst = rondepagina(als_monitor, vraag.ronde, "vraag").text
    assert f'href="{vraag.get_absolute_url()}">{vraag.regel}</a>' in tekst
    assert "Help ook hier" in tekst


@pytest.mark.parametrize("plek", ["in de lijst", "eigen pagina"])
def test_wie_een_regel_invult_ziet_wat_er_al_is_gevraagd(als_monitor, vraag, project, plek):
    regel = maak_regel(vraag.ronde, project)
    pagina = {
        "in de lijst": f"{vraag.ronde.get_absolute_url()}?open={regel.pk}",
        "eigen pagina": reverse(
            "monitoring:monitoringregel_bewerken", args=["zuid-holland", regel.pk]
        ),
    }[plek]

    tekst = als_monitor.get(pagina).text

    assert "Op de agenda van het bestuur" in tekst
    assert f'href="{vraag.get_absolute_url()}">{vraag.regel}</a>' in tekst


def test_bij_een_gesloten_ronde_staan_de_vragen_van_toen(als_monitor, zuid_holland, vraag, project):
    maak_regel(vraag.ronde, project)
    ronde = sluit(vraag.ronde)
    vraag.titel = "iets anders"
    vraag.save()
    ander = maak_project(zuid_holland)
    maak_vraag(ronde, [project, ander], titel="pas later gesteld")

    assert met_vraag(als_monitor, ronde) == (1, [project])
    tekst = rondepagina(als_monitor, ronde, "vraag").text
    assert "stel de volgorde vast" in tekst
    assert "pas later gesteld" not in tekst


def test_een_gesloten_ronde_zonder_vragen_heeft_er_later_ook_geen(als_monitor, ronde, project):
    maak_regel(ronde, project)
    maak_vraag(sluit(ronde), [project])

    assert met_vraag(als_monitor, ronde) == (0, [])


EIGEN = "Verzoek om bij de raad\nte zijn"


def test_de_vraag_van_een_regel_wordt_in_een_stap_een_vraag(als_monitor, ronde, project):
    regel = maak_regel(ronde, project, vraag=EIGEN)
    lijst = als_monitor.get(ronde.get_absolute_url()).text
    link = adres("nieuw", extra=f"?project={project.pk}")
    assert f'href="{link}"' in lijst
    form = als_monitor.get(link).context["form"]
    assert [form[naam].value() for naam in ("titel", "gevraagd", "soort")] == [
        "Verzoek om bij de raad te zijn",
        EIGEN,
        "",
    ]

    als_monitor.post(link, wat_er_staat(als_monitor, link) | {"soort": "steun"})

    vraag = VraagAanEnergyboard.objects.get()
    assert (vraag.regel, vraag.gevraagd) == ("Steun: Verzoek om bij de raad te zijn", EIGEN)
    assert list(vraag.projecten.all()) == [project]
    regel.refresh_from_db()
    assert regel.vraag == ""
    lijst = als_monitor.get(ronde.get_absolute_url()).text
    assert vraag.regel in lijst
    assert link not in lijst


def wat_er_staat(client, link):
    """What a browser sends of the form as it is shown."""
    pagina = client.get(link)
    form = pagina.context["form"]
    velden = {naam: form[naam].value() or "" for naam in form.fields}
    return velden | {"regel": pagina.context["uit_regel"]}


def test_een_intussen_gewijzigde_regel_houdt_haar_woorden(als_monitor, ronde, project):
    regel = maak_regel(ronde, project, vraag=EIGEN)
    link = adres("nieuw", extra=f"?project={project.pk}")
    data = wat_er_staat(als_monitor, link) | {"soort": "steun"}
    regel.vraag = "Iets anders"
    regel.save()

    tekst = als_monitor.post(link, data, follow=True).text

    regel.refresh_from_db()
    assert regel.vraag == "Iets anders"
    assert "De regel is intussen gewijzigd" in tekst
    assert VraagAanEnergyboard.objects.count() == 1


def test_een_regel_van_elders_houdt_haar_woorden(als_monitor, utrecht, ronde, project):
    elders = maak_regel(maak_monitoringronde(utrecht), maak_project(utrecht), vraag="Van hen")
    link = adres("nieuw", extra=f"?project={project.pk}")
    data = wat_er_staat(als_monitor, link) | {"soort": "steun", "titel": "Iets"}

    als_monitor.post(link, data | {"regel": f"{elders.pk}:{elders.versie}"})

    elders.refresh_from_db()
    assert elders.vraag == "Van hen"


def test_uit_het_regelformulier_wordt_wat_getypt_is_een_vraag(als_monitor, ronde, project):
    regel = maak_regel(ronde, project, ibn="2030")
    pagina = reverse("monitoring:monitoringregel_bewerken", args=["zuid-holland", regel.pk])
    assert "Maak hier een vraag van" in als_monitor.get(pagina).text

    response = als_monitor.post(pagina, regeldata(regel, vraag=EIGEN, daarna="vraag"), follow=True)

    assert response.context["form"]["gevraagd"].value() == EIGEN
    regel.refresh_from_db()
    response = als_monitor.post(pagina, regeldata(regel, vraag="N.v.t.", daarna="vraag"))
    assert response.url.startswith(ronde.get_absolute_url())


def test_dashboard_en_ronde_zeggen_wat_nog_niet_bij_vragen_staat(
    als_monitor, zuid_holland, ronde, project
):
    maak_regel(ronde, project, vraag=EIGEN)
    maak_regel(ronde, maak_project(zuid_holland), vraag="n.v.t.")
    maak_regel(ronde, maak_project(zuid_holland), vraag="")
    zin = "1 vraag in een regel staat nog niet bij Vragen"

    dashboard = als_monitor.get(reverse("monitoring:dashboard", args=["zuid-holland"])).text
    met_vraag = als_monitor.get(ronde.get_absolute_url() + "?stand=vraag").text
    deel = als_monitor.get(ronde.get_absolute_url() + "?stand=losse_vraag")

    assert zin in dashboard
    assert zin in met_vraag
    assert "?stand=losse_vraag" in met_vraag
    assert [rij.regel.project for rij in deel.context["rijen"]] == [project]
    cijfer = reverse("monitoring:cijfer_rijen", args=["zuid-holland", "vragen_los"])
    assert cijfer in dashboard
    assert zin in als_monitor.get(cijfer).text


def test_wie_leest_ziet_dat_een_vraag_nog_niet_bij_vragen_staat(client, lezer, ronde, project):
    maak_regel(ronde, project, vraag=EIGEN)
    client.force_login(lezer)

    tekst = client.get(ronde.get_absolute_url()).text

    assert "nog niet bij Vragen" in tekst
    assert "Maak hier een vraag van" not in tekst


def test_een_gesloten_ronde_houdt_het_aantal_vragen_dat_niet_bij_vragen_stond(
    als_monitor, monitor, ronde, project
):
    regel = maak_regel(ronde, project, vraag=EIGEN)
    sluit(ronde)
    pagina = reverse("monitoring:dashboard", args=["zuid-holland"])
    assert "1 vraag in een regel staat nog niet" in als_monitor.get(pagina).text

    regel = Monitoringregel.objects.get(pk=regel.pk)

    def schrijf():
        regel.vraag = "n.v.t."
        regel.save()

    corrigeer(regel, monitor, "Ingetrokken.", schrijf)

    assert "in een regel staat nog niet" not in als_monitor.get(pagina).text


def test_een_vraag_houdt_het_project_waarmee_zij_begon(als_monitor, ronde, project):
    link = adres("nieuw", extra=f"?project={project.pk}")

    als_monitor.post(
        link, wat_er_staat(als_monitor, link) | {"soort": "steun", "titel": "Steun ons"}
    )

    assert list(VraagAanEnergyboard.objects.get().projecten.all()) == [project]


def test_vraag_en_lijst_noemen_de_vergadering(als_monitor, zuid_holland, project):
    eerste = maak_monitoringronde(zuid_holland, "2026-05-12", naam="voorjaar", gesloten=True)
    nu = maak_monitoringronde(zuid_holland, "2026-11-16", naam="najaar")
    vraag = maak_vraag(eerste, [project])
    toen, straks = (date_format(ronde.vergaderdatum, "j F Y") for ronde in (eerste, nu))

    lijst = als_monitor.get(adres("lijst")).text
    assert f"gesteld in ronde voorjaar, energyboard {toen}" in lijst
    assert f"nu die van {straks} (ronde najaar)" in lijst
    tekst = als_monitor.get(adres("detail", vraag)).text
    assert f"in ronde voorjaar, op energyboard van {toen}." in tekst
    assert f"Staat nu op de agenda van {straks}, ronde najaar." in tekst

    zet_stap(vraag, "gesteld", "Ja.", datetime.date(2026, 6, 1))
    assert "Staat nu op" not in als_monitor.get(adres("detail", vraag)).text
