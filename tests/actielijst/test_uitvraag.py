"""What a party is asked: its own rows, ready to be filled in, in a file and in a message."""

import datetime
import email
import email.policy
import io
import zipfile

import pytest
from django.core.management import call_command
from django.core.signing import Signer
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from actielijst.enums import Fase, Keuzedocument, Taakstatus
from actielijst.exports import actielijst_xlsx
from actielijst.inlezen.bestand import ingestuurd, lees_in, plan_van
from actielijst.models import Documenttaak
from actielijst.uitvraag.bericht import bericht
from actielijst.uitvraag.bundel import uitvraag_zip
from actielijst.uitvraag.delen import deel_van, delen
from actielijst.uitvraag.kenmerk import ZOUT, partij_van
from actielijst.uitvraag.verzoek import TERMIJN, Verzoek, voorstel
from actielijst.uitvraag.werkmap import Werkmappen
from pmiek.enums import Partijsoort
from pmiek.importing import read_file
from pmiek.wijziging import Wijziging
from tests.bouwers import (
    maak_afspraak,
    maak_categorie,
    maak_koppeling,
    maak_monitoringronde,
    maak_partij,
    maak_project,
    maak_regel,
    maak_ronde,
)
from tests.toegang import inhoud_van

PEILDATUM = datetime.date(2026, 11, 25)
VERZOEK = Verzoek(datetime.date(2026, 12, 9), "secretariaat@zuid-holland.example")
VREEMD = "kwikstaart"


@pytest.fixture
def ronde(zuid_holland):
    return maak_ronde(zuid_holland)


@pytest.fixture
def leiden(zuid_holland):
    return maak_partij(zuid_holland, "Leiden", email="energie@leiden.example")


@pytest.fixture
def stedin(zuid_holland):
    return maak_partij(zuid_holland, "Stedin", soort=Partijsoort.NETBEHEERDER)


@pytest.fixture
def station(zuid_holland, ronde, leiden):
    return maak_project(
        zuid_holland,
        ronde=ronde,
        nummer="7",
        naam="Station Leiden",
        fase=Fase.PLANUITWERKING,
        ibn="Q3 2029",
        gemeenten=[leiden],
    )


@pytest.fixture
def besluit(station, leiden):
    return maak_afspraak(station, trekker=leiden, activiteit="Besluit nemen", planning="Q1 2027")


def maak(partij, verzoek=VERZOEK):
    deel = deel_van(partij)
    return Werkmappen(partij.provincie, verzoek, PEILDATUM, [deel]).maak(deel)


def lees(inhoud):
    return load_workbook(io.BytesIO(inhoud))


def rijen(blad):
    kop, *rest = blad.values
    return [dict(zip(kop, rij, strict=True)) for rij in rest if any(rij)]


def alle_tekst(inhoud):
    """Everything the file holds, in whatever part of it."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        return " ".join(archief.read(naam).decode() for naam in archief.namelist())


def bladen(inhoud, tmp_path):
    pad = tmp_path / "uitvraag.xlsx"
    pad.write_bytes(inhoud)
    return read_file(pad, pad.name)


# --- which rows


def test_een_gemeente_en_een_trekker_krijgen_ieder_hun_eigen_rijen(
    zuid_holland, leiden, stedin, station, besluit
):
    van_stedin = maak_afspraak(station, trekker=stedin)
    maak_afspraak(station)

    gevonden = {deel.partij: (deel.projecten, deel.afspraken) for deel in delen(zuid_holland)}

    assert gevonden == {
        leiden: ({station.pk}, {besluit.pk}),
        stedin: ({station.pk}, {van_stedin.pk}),
    }


def test_van_een_ander_project_of_een_andere_partij_staat_er_niets_in(
    zuid_holland, utrecht, ronde, leiden, station, besluit
):
    ander = maak_partij(zuid_holland, "Delft")
    vreemd = maak_project(
        zuid_holland, ronde=ronde, naam=VREEMD, locatie=VREEMD, gemeenten=[ander], partijen=[leiden]
    )
    maak_koppeling(vreemd, nummer=VREEMD)
    maak_afspraak(vreemd, trekker=ander, activiteit=VREEMD)
    # of a colleague in the same project, and without anybody
    maak_afspraak(station, trekker=ander, activiteit=VREEMD, resultaat=VREEMD)
    maak_afspraak(station, activiteit=VREEMD)
    maak_regel(maak_monitoringronde(zuid_holland), vreemd, trekkers=[ander], aandachtspunt=VREEMD)
    elders = maak_partij(utrecht, VREEMD)
    maak_afspraak(maak_project(utrecht, naam=VREEMD, gemeenten=[elders]), trekker=elders)

    tekst = alle_tekst(maak(leiden))

    assert VREEMD not in tekst
    assert "Besluit nemen" in tekst
    assert VREEMD in alle_tekst(maak(ander))
    assert VREEMD in alle_tekst(maak(elders))


def test_wat_in_het_archief_staat_wordt_niet_gevraagd(zuid_holland, leiden, station, besluit):
    ronde = maak_monitoringronde(zuid_holland)
    maak_regel(ronde, station, trekkers=[leiden])
    station.gearchiveerd_op, station.archiefreden = PEILDATUM, "Klaar."
    station.save()

    assert delen(zuid_holland) == []


def test_de_laatste_waarden_en_het_nummer_van_de_lijst_staan_erin(leiden, station, besluit):
    maak_afspraak(station, activiteit="Eerder", volgorde=0)
    besluit.volgorde = 5
    besluit.save()
    boek = lees(maak(leiden))

    [project] = rijen(boek["Projecten"])
    [afspraak] = rijen(boek["Uitvoeringsafspraken"])
    assert (project["ID"], project["Fase"], project["IBN"]) == (
        f"ZH-{station.pk}",
        "Planuitwerking",
        "Q3 2029",
    )
    assert (afspraak["Nr."], afspraak["Activiteit"], afspraak["Planning"], afspraak["Status"]) == (
        "7.2",
        "Besluit nemen",
        "Q1 2027",
        "Open",
    )


# --- the monitoring


def test_alleen_wie_het_moet_zeggen_krijgt_de_regel_van_de_open_ronde(
    zuid_holland, leiden, stedin, station
):
    gesloten = maak_monitoringronde(zuid_holland, "2026-05-16", gesloten=True)
    maak_regel(gesloten, station, trekkers=[leiden], aandachtspunt="Oud")
    soort = maak_categorie(zuid_holland, "grond")
    ronde = maak_monitoringronde(zuid_holland)
    regel = maak_regel(
        ronde, station, trekkers=[stedin], ibn="2030", oordeel="onder_druk", oorzaak=soort
    )

    [rij] = rijen(lees(maak(stedin))["Monitoring"])

    assert (rij["ID"], rij["Project-ID"]) == (f"ZH-M{regel.pk}", f"ZH-{station.pk}")
    assert (rij["Haalbaarheid IBN"], rij["Haalbaar?"], rij["Oorzaak"]) == (
        "2030",
        "Onder druk",
        "Grond",
    )
    assert "Monitoring" not in lees(maak(leiden)).sheetnames


def test_een_regel_van_niemand_gaat_naar_de_gemeente(zuid_holland, leiden, station):
    maak_regel(maak_monitoringronde(zuid_holland), station, aandachtspunt="Krap net")

    [rij] = rijen(lees(maak(leiden))["Monitoring"])

    assert rij["Aandachtspunten (proces of risico)"] == "Krap net"


def test_de_ibn_wordt_een_keer_gevraagd(zuid_holland, leiden, station):
    assert gevraagd(maak(leiden), "Projecten") >= {"IBN"}
    maak_regel(maak_monitoringronde(zuid_holland), station, trekkers=[leiden])

    inhoud = maak(leiden)

    assert "IBN" not in gevraagd(inhoud, "Projecten")
    assert "Haalbaarheid IBN" in gevraagd(inhoud, "Monitoring")


def test_voor_wanneer_volgt_uit_de_open_ronde(zuid_holland):
    vandaag = timezone.localdate()
    assert voorstel(zuid_holland) == vandaag + TERMIJN
    ronde = maak_monitoringronde(zuid_holland, vandaag - datetime.timedelta(days=4))

    assert voorstel(zuid_holland) == ronde.deadline


# --- how it is filled in


def gevraagd(inhoud, bladnaam):
    return {cel.value for cel in lees(inhoud)[bladnaam][1] if is_geel(cel)}


def is_geel(cel):
    return cel.fill.fgColor.rgb == "00FFE699"


def test_wat_gevraagd_wordt_is_geel_en_open_en_de_rest_van_een_project_niet(leiden, station):
    blad = lees(maak(leiden))["Projecten"]
    kop, rij = blad[1], blad[2]

    open_ = {k.value for k, cel in zip(kop, rij, strict=True) if not cel.protection.locked}

    assert blad.protection.sheet
    assert open_ == gevraagd(maak(leiden), "Projecten")
    assert {"ID", "Versie", "Nr.", "Route"}.isdisjoint(open_)


def test_id_en_versie_van_een_afspraak_zijn_dicht(leiden, besluit):
    blad = lees(maak(leiden))["Uitvoeringsafspraken"]

    dicht = {kop.value for kop, cel in zip(blad[1], blad[2], strict=True) if cel.protection.locked}

    assert blad.protection.sheet
    assert {"ID", "Versie"} <= dicht
    assert gevraagd(maak(leiden), "Uitvoeringsafspraken") == {
        "Resultaat",
        "Planning",
        "Status",
        "Afgerond op",
    }


def test_elke_gevraagde_cel_zegt_wat_erin_hoort(zuid_holland, leiden, stedin, station, besluit):
    maak_regel(maak_monitoringronde(zuid_holland), station, trekkers=[leiden])
    boek = lees(maak(leiden))

    for naam in ("Projecten", "Uitvoeringsafspraken", "Monitoring"):
        blad = boek[naam]
        met_uitleg = {
            bereik.coord.split(":")[0]
            for regel in blad.data_validations.dataValidation
            if regel.showInputMessage and regel.prompt
            for bereik in regel.sqref.ranges
        }
        geel = {f"{cel.column_letter}2" for cel in blad[1] if is_geel(cel)}
        assert geel
        assert geel <= met_uitleg
    keuzes = boek["Keuzelijsten"]
    for naam, bereik in boek.defined_names.items():
        eerste = bereik.attr_text.split("!")[1].replace("$", "").split(":")[0]
        assert keuzes[f"{eerste[:-1]}1"].value == naam.replace("_", " ")


def test_het_eerste_blad_zegt_wat_wanneer_en_aan_wie(leiden, station, besluit):
    boek = lees(maak(leiden))
    eerste = boek.worksheets[0]

    feiten = {rij[0]: rij[1] for rij in eerste.values}

    assert "Voor gemeente Leiden, peildatum 25 november 2026" in feiten
    assert feiten["Terugsturen tot en met"] == "9 december 2026"
    assert feiten["Terugsturen aan"] == VERZOEK.aan
    assert feiten["Inhoud"] == "1 project, 1 uitvoeringsafspraak"
    assert feiten["Wat wij vragen"].startswith("1. Kijk op elk blad de gele kolommen na.")
    uitgelegd = {rij[0] for rij in eerste.values}
    assert gevraagd(maak(leiden), "Projecten") <= uitgelegd
    assert "Versie" not in uitgelegd


# --- read back


def test_een_onaangeraakt_bestand_verandert_niets(
    zuid_holland, leiden, station, besluit, redacteur, tmp_path
):
    inhoud = maak(leiden)
    pad = tmp_path / "terug.xlsx"
    pad.write_bytes(inhoud)

    wie = {"provincie": zuid_holland, "gebruiker": redacteur}
    inlezing = ingestuurd(naam=pad.name, inhoud=inhoud, **wie)
    lees_in(inlezing, inhoud, pad.name)
    inlezing.save()
    plan = plan_van(inlezing)

    assert plan.bladen[0].blad == "Projecten"
    assert [len(deel) for deel in (plan.nieuw, plan.gewijzigd, plan.gelijk, plan.vragen)] == [
        0,
        0,
        2,
        0,
    ]


def test_een_bestand_zegt_zelf_voor_wie_het_is_gemaakt(zuid_holland, leiden, station, tmp_path):
    assert partij_van(zuid_holland, bladen(maak(leiden), tmp_path)) == leiden


def test_een_kenmerk_van_een_ander_telt_niet(zuid_holland, utrecht, leiden, station, tmp_path):
    elders = maak_partij(utrecht, "Leiden")
    maak_project(utrecht, gemeenten=[elders])
    echt = Signer(salt=ZOUT).sign(f"ZH-P{leiden.pk}")
    inhoud = maak(leiden)

    for nagemaakt in (f"ZH-P{elders.pk}{echt[echt.index(':') :]}", f"ZH-P{leiden.pk}:{'a' * 43}"):
        boek = lees(inhoud)
        for rij in boek.worksheets[0].iter_rows():
            for cel in rij:
                cel.value = nagemaakt if cel.value == echt else cel.value
        buffer = io.BytesIO()
        boek.save(buffer)
        assert partij_van(zuid_holland, bladen(buffer.getvalue(), tmp_path)) is None
    assert partij_van(zuid_holland, bladen(maak(elders), tmp_path)) is None


def test_ook_de_opdracht_op_de_server_ziet_van_wie_het_is(zuid_holland, leiden, station, tmp_path):
    boek = lees(maak(leiden))
    blad = boek["Projecten"]
    plaats = {cel.value: cel.column for cel in blad[1]}
    blad.cell(2, plaats["Vervolg"], "Eerst het besluit.")
    boek.save(tmp_path / "terug.xlsx")

    call_command("importeer_projecten", tmp_path / "terug.xlsx", provincie=zuid_holland.slug)

    [wijziging] = Wijziging.objects.filter(velden__vervolg__nieuw="Eerst het besluit.")
    assert wijziging.velden["vervolg"]["bron"].endswith(", namens gemeente Leiden")


def test_een_lijst_voor_iedereen_is_van_niemand(zuid_holland, leiden, station, tmp_path):
    inhoud = actielijst_xlsx(zuid_holland, PEILDATUM)

    assert partij_van(zuid_holland, bladen(inhoud, tmp_path)) is None


# --- the message


def post_van(partij):
    deel = deel_van(partij)
    inhoud = maak(partij)
    ruw = bericht(deel, VERZOEK, inhoud, "uitvraag.xlsx")
    return email.message_from_bytes(ruw, policy=email.policy.default), inhoud


def test_het_bericht_is_een_concept_met_de_excel_erbij(leiden, station, besluit):
    post, inhoud = post_van(leiden)

    assert post["X-Unsent"] == "1"
    assert post["To"] == "energie@leiden.example"
    assert post["Subject"] == "pMIEK Zuid-Holland: graag uw aanvulling tot en met 9 december 2026"
    tekst = post.get_body().get_content()
    assert "van gemeente Leiden" in tekst
    assert "1 project, 1 uitvoeringsafspraak" in tekst
    assert f"tot en met 9 december 2026 terug aan {VERZOEK.aan}" in tekst
    [bijlage] = post.iter_attachments()
    assert bijlage.get_filename() == "uitvraag.xlsx"
    assert bijlage.get_content() == inhoud


def test_zonder_mailadres_kiest_de_afzender_zelf_aan_wie(stedin, station):
    maak_afspraak(station, trekker=stedin)

    post, _ = post_van(stedin)

    assert post["To"] is None
    assert post["X-Unsent"] == "1"


def test_het_scherm_zegt_van_hoeveel_partijen_geen_adres_bekend_is(
    client, secretaris, zuid_holland, leiden, stedin, station, besluit
):
    maak_afspraak(station, trekker=stedin)
    client.force_login(secretaris)
    pagina = reverse("actielijst:uitvraag_lijst", args=["zuid-holland"])
    assert "Van 1 van de 2 partijen is geen e-mailadres bekend" in client.get(pagina).text

    stedin.email = "energie@stedin.example"
    stedin.save()

    assert "geen e-mailadres bekend" not in client.get(pagina).text


def test_een_naam_kan_geen_kop_van_het_bericht_worden(zuid_holland, station):
    partij = maak_partij(zuid_holland, "Leiden\nBcc: ander@voorbeeld.nl", email="x@bücher.example")
    maak_afspraak(station, trekker=partij)
    zuid_holland.naam = "Zuid-Holland\nBcc: ander@voorbeeld.nl"

    post, _ = post_van(partij)

    assert post["Bcc"] is None
    assert post["To"] == "x@xn--bcher-kva.example"


# --- all of them


def in_zip(inhoud):
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        return {naam: archief.read(naam) for naam in archief.namelist()}


def zip_van(provincie, voortgang=lambda *stap: None):
    return in_zip(uitvraag_zip(provincie, VERZOEK, PEILDATUM, voortgang=voortgang))


def test_de_zip_heeft_per_partij_een_excel_en_een_bericht(
    zuid_holland, leiden, stedin, station, besluit
):
    maak_afspraak(station, trekker=stedin)
    stappen = []

    leden = zip_van(zuid_holland, lambda *stap: stappen.append(stap))

    assert set(leden) == {
        "excel/gemeente-leiden.xlsx",
        "excel/stedin.xlsx",
        "berichten/gemeente-leiden.eml",
        "berichten/stedin.eml",
    }
    assert leden["excel/gemeente-leiden.xlsx"] == maak(leiden)
    assert stappen == [("Werkmap 1 van 2", 0, 2), ("Werkmap 2 van 2", 1, 2)]


def test_partijen_die_hetzelfde_heten_schrijven_niet_over_elkaar(zuid_holland, station):
    een = maak_partij(zuid_holland, "Nieuwe Wind", soort=Partijsoort.OVERIG)
    twee = maak_partij(zuid_holland, "Nieuwe-wind", soort=Partijsoort.OVERIG)
    for partij in (een, twee):
        maak_afspraak(station, trekker=partij, activiteit=f"Van {partij.pk}")

    leden = zip_van(zuid_holland)

    assert leden[f"excel/nieuwe-wind-{een.pk}.xlsx"] == maak(een)
    assert leden[f"excel/nieuwe-wind-{twee.pk}.xlsx"] == maak(twee)


def test_meer_partijen_kosten_niet_meer_vragen_aan_de_database(zuid_holland, ronde):
    monitoring = maak_monitoringronde(zuid_holland)

    def nog_een():
        gemeente = maak_partij(zuid_holland)
        project = maak_project(zuid_holland, ronde=ronde, gemeenten=[gemeente])
        maak_afspraak(project, trekker=gemeente, partijen=[gemeente])
        maak_regel(monitoring, project, trekkers=[gemeente])

    def geteld():
        with CaptureQueriesContext(connection) as querys:
            zip_van(zuid_holland)
        return len(querys)

    nog_een()
    weinig = geteld()
    for _ in range(4):
        nog_een()

    assert geteld() == weinig


# --- the page


@pytest.fixture
def pagina(zuid_holland):
    return reverse("actielijst:uitvraag_lijst", args=[zuid_holland.slug])


@pytest.fixture
def straks():
    return timezone.localdate() + datetime.timedelta(days=10)


def formulier(dag):
    return {"tot": f"{dag:%d-%m-%Y}", "aan": "terug@provincie.example"}


@pytest.mark.parametrize("wie", ["secretaris", "redacteur", "monitor"])
def test_de_pagina_telt_per_partij(client, request, wie, pagina, leiden, stedin, station, besluit):
    maak_afspraak(station, trekker=stedin)
    gebruiker = request.getfixturevalue(wie)
    client.force_login(gebruiker)

    response = client.get(pagina)

    geteld = [
        (str(d.partij), len(d.projecten), len(d.afspraken)) for d in response.context["delen"]
    ]
    assert geteld == [("gemeente Leiden", 1, 1), ("Stedin", 1, 1)]
    assert response.context["form"]["aan"].value() == gebruiker.email


def test_een_bestand_voor_een_partij(client, monitor, zuid_holland, leiden, station, straks):
    client.force_login(monitor)
    adres = reverse("actielijst:partij_uitvraag_export", args=[zuid_holland.slug, leiden.pk])

    response = client.post(adres, formulier(straks))

    feiten = {rij[0]: rij[1] for rij in lees(response.content).worksheets[0].values}
    assert feiten["Terugsturen aan"] == "terug@provincie.example"
    naam = f"{timezone.localdate()}_zuid-holland_uitvraag_gemeente-leiden.xlsx"
    assert naam in response.headers["Content-Disposition"]


def test_een_bericht_voor_een_partij(client, redacteur, zuid_holland, leiden, station, straks):
    client.force_login(redacteur)
    adres = reverse("actielijst:partij_bericht_export", args=[zuid_holland.slug, leiden.pk])

    response = client.post(adres, formulier(straks))

    assert response.headers["Content-Type"] == "message/rfc822"
    assert "_gemeente-leiden.eml" in response.headers["Content-Disposition"]
    post = email.message_from_bytes(response.content, policy=email.policy.default)
    [bijlage] = post.iter_attachments()
    assert bijlage.get_filename().endswith("_gemeente-leiden.xlsx")
    assert post["Reply-To"] == "terug@provincie.example"


@pytest.mark.django_db(transaction=True)
def test_alles_tegelijk_wordt_op_de_achtergrond_gemaakt(
    client, secretaris, pagina, leiden, station, besluit, straks
):
    client.force_login(secretaris)

    taak = client.post(pagina, formulier(straks), follow=True).context["taak"]

    assert (taak.soort, taak.status, taak.melding) == (
        Keuzedocument.UITVRAAG_ZIP,
        Taakstatus.KLAAR,
        "",
    )
    adres = reverse("actielijst:documenttaak_bestand", args=[leiden.provincie.slug, taak.pk])
    leden = in_zip(inhoud_van(client.get(adres)))
    post = email.message_from_bytes(
        leden["berichten/gemeente-leiden.eml"], policy=email.policy.default
    )
    assert post["Reply-To"] == "terug@provincie.example"


@pytest.mark.django_db(transaction=True)
def test_een_andere_dag_is_een_andere_vraag(client, secretaris, pagina, station, straks):
    client.force_login(secretaris)

    for dag in (straks, straks + datetime.timedelta(days=1)):
        client.post(pagina, formulier(dag))

    assert Documenttaak.objects.count() == 2


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("tot", "01-01-2020", "Deze dag is al voorbij. Kies een dag die nog komt."),
        ("tot", "Q5 2027", "Schrijf een datum, bijvoorbeeld 31-12-2026."),
        ("tot", "", "Schrijf tot wanneer partijen kunnen antwoorden."),
        ("aan", "secretariaat", "Schrijf een e-mailadres, bijvoorbeeld energie@gemeente.nl."),
        ("aan", "", "Schrijf het e-mailadres waar het antwoord heen gaat."),
    ],
)
@pytest.mark.parametrize("naam", ["uitvraag_lijst", "partij_uitvraag_export"])
def test_wat_niet_kan_krijgt_een_zin_en_blijft_staan(
    client, secretaris, zuid_holland, leiden, station, straks, naam, veld, waarde, zin
):
    client.force_login(secretaris)
    args = [zuid_holland.slug] if naam == "uitvraag_lijst" else [zuid_holland.slug, leiden.pk]

    response = client.post(
        reverse(f"actielijst:{naam}", args=args), formulier(straks) | {veld: waarde}
    )

    assert response.context["form"].errors == {veld: [zin]}
    assert response.context["form"][veld].value() == waarde
    assert [deel.partij for deel in response.context["delen"]] == [leiden]
    assert not Documenttaak.objects.exists()


def test_een_partij_zonder_rijen_krijgt_een_zin(client, secretaris, zuid_holland, leiden, straks):
    client.force_login(secretaris)
    adres = reverse("actielijst:partij_uitvraag_export", args=[zuid_holland.slug, leiden.pk])

    response = client.post(adres, formulier(straks), follow=True)

    assert [str(m) for m in response.context["messages"]] == [
        "Bij gemeente Leiden staat niets wat gevraagd kan worden."
    ]


def test_wie_alleen_monitort_leest_ook_in_en_vraagt_uit(client, monitor, pagina):
    client.force_login(monitor)

    menu = {punt.naam: punt for punt in client.get(pagina).context["menu"]}

    namen = [kind.naam for kind in menu["Uitwisselen"].kinderen]
    assert namen == ["Lijst inlezen", "Uitvraag per partij"]
