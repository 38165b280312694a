import pytest
from django.urls import reverse
from django.utils import timezone

from actielijst.documenten.taken import bestandspad, voer_uit, vraag_document, write_whole
from actielijst.enums import Documentsoort, Keuzedocument, Taakstatus
from actielijst.models import Documenttaak
from tests.bouwers import maak_afspraak, maak_project, maak_ronde
from tests.toegang import inhoud_van

PEILDATUM = "2026-11-23"


@pytest.fixture
def gevuld(zuid_holland):
    maak_ronde(zuid_holland)
    maak_afspraak(maak_project(zuid_holland, fase="project"))
    return zuid_holland


def maak_taak(provincie, gebruiker, soort=Documentsoort.ACTIELIJST_XLSX):
    return Documenttaak.objects.create(
        provincie=provincie, gebruiker=gebruiker, soort=soort, peildatum=PEILDATUM
    )


@pytest.mark.parametrize("soort", Documentsoort)
@pytest.mark.django_db(transaction=True)
def test_een_gevraagd_document_is_te_downloaden(client, lezer, gevuld, soort):
    client.force_login(lezer)
    adres = reverse("actielijst:documenten", args=[gevuld.slug])

    taakpagina = client.post(adres, {"soort": soort.value}, follow=True)

    taak = taakpagina.context["taak"]
    assert (taak.status, taak.melding) == (Taakstatus.KLAAR, "")
    bestand = client.get(reverse("actielijst:documenttaak_bestand", args=[gevuld.slug, taak.pk]))
    assert len(b"".join(bestand.streaming_content)) == taak.grootte
    assert taak.bestandsnaam in bestand.headers["Content-Disposition"]


def test_de_voortgang_blijft_staan_als_u_de_pagina_verlaat(client, lezer, gevuld):
    taak = maak_taak(gevuld, lezer)
    taak.status, taak.stap, taak.gedaan, taak.totaal = "bezig", "Fiche 23 van 60", 23, 60
    taak.save()
    client.force_login(lezer)

    pagina = client.get(taak.get_absolute_url()).content.decode()

    assert '<progress id="voortgangsbalk" value="23" max="60">' in pagina
    assert "Fiche 23 van 60" in pagina


def test_de_rij_van_een_lopend_document_ververst_zichzelf_en_toont_de_voortgang(
    client, lezer, gevuld
):
    taak = maak_taak(gevuld, lezer)
    taak.status, taak.stap, taak.gedaan, taak.totaal = "bezig", "Fiche 23 van 60", 23, 60
    taak.save()
    client.force_login(lezer)
    adres = reverse("actielijst:documenten", args=[gevuld.slug])

    bezig = client.get(adres).content.decode()
    rij = bezig.split(f'<tr id="taak-{taak.pk}"')[1].split("</tr>")[0]
    Documenttaak.objects.update(status=Taakstatus.KLAAR, bestandsnaam="lijst.xlsx", grootte=9000)
    klaar = client.get(adres).content.decode()

    assert f'hx-get="{adres}"' in rij
    assert f'hx-select="#taak-{taak.pk}"' in rij
    assert 'aria-label="Fiche 23 van 60" value="23" max="60"' in rij
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in bezig
    assert 'http-equiv="refresh"' not in klaar
    assert "hx-trigger" not in klaar.split(f'<tr id="taak-{taak.pk}"')[1].split("</tr>")[0]


def test_bij_een_document_staat_hoeveel_projecten_sindsdien_zijn_gewijzigd(
    client, lezer, gevuld, utrecht
):
    project = gevuld.projecten.get()
    ander = maak_project(gevuld, naam="Ander")
    maak_taak(gevuld, lezer)
    Documenttaak.objects.update(status=Taakstatus.KLAAR, klaar_op=timezone.now(), grootte=9000)
    client.force_login(lezer)
    adres = reverse("actielijst:documenten", args=[gevuld.slug])
    assert "sindsdien" not in client.get(adres).text

    afspraak = project.afspraken.get()
    afspraak.resultaat = "Een besluit"
    afspraak.save()
    project.doel = "Ruimte"
    project.save()
    maak_project(utrecht)
    assert "sindsdien 1 project gewijzigd" in client.get(adres).text

    ander.doel = "Meer ruimte"
    ander.save()
    assert "sindsdien 2 projecten gewijzigd" in client.get(adres).text


def test_een_mislukt_document_zegt_dat_en_laat_geen_bestand_achter(gevuld, lezer):
    taak = maak_taak(gevuld, lezer, soort="bestaat_niet")

    voer_uit.call(taak.pk)

    taak.refresh_from_db()
    assert taak.status == Taakstatus.MISLUKT
    assert taak.melding.startswith("Er ging iets mis bij het maken.")
    assert taak.bestand == ""


@pytest.mark.django_db(transaction=True)
def test_wie_tweemaal_klikt_krijgt_dezelfde_taak(gevuld, lezer):
    lopend = maak_taak(gevuld, lezer)

    assert vraag_document(gevuld, lopend.soort, lezer, PEILDATUM) == lopend


def test_een_opgeruimd_bestand_is_niet_gevonden(client, lezer, gevuld):
    taak = maak_taak(gevuld, lezer)
    voer_uit.call(taak.pk)
    taak.refresh_from_db()
    bestandspad(taak).unlink()
    client.force_login(lezer)

    adres = reverse("actielijst:documenttaak_bestand", args=[gevuld.slug, taak.pk])
    assert client.get(adres).status_code == 404


def test_een_onbekend_document_wordt_geweigerd_met_een_zin(client, lezer, gevuld):
    client.force_login(lezer)

    response = client.post(
        reverse("actielijst:documenten", args=[gevuld.slug]), {"soort": "../../etc"}, follow=True
    )

    assert [str(m) for m in response.context["messages"]] == [
        "Kies een van de documenten uit de lijst."
    ]


@pytest.mark.parametrize(
    ("soort", "ziet"), [("lezer", False), ("monitor", True), ("redacteur", True)]
)
def test_de_uitvraag_met_adressen_is_voor_wie_mag_vragen(
    client, gevuld, secretaris, request, soort, ziet
):
    taak = maak_taak(gevuld, secretaris, soort=Keuzedocument.UITVRAAG_ZIP)
    Documenttaak.objects.update(status=Taakstatus.KLAAR, bestand="uitvraag.zip")
    write_whole(bestandspad(Documenttaak.objects.get()), b"zip")
    client.force_login(request.getfixturevalue(soort))

    lijst = client.get(reverse("actielijst:documenten", args=[gevuld.slug]))
    bestand = client.get(reverse("actielijst:documenttaak_bestand", args=[gevuld.slug, taak.pk]))
    inhoud_van(bestand)
    pagina = client.get(taak.get_absolute_url())

    assert (taak in lijst.context["taken"]) is ziet
    assert [bestand.status_code, pagina.status_code] == [200 if ziet else 404] * 2


def test_wie_niet_meer_mag_vragen_haalt_ook_de_eigen_uitvraag_niet(client, gevuld, lezer):
    taak = maak_taak(gevuld, lezer, soort=Keuzedocument.UITVRAAG_ZIP)
    client.force_login(lezer)

    assert client.get(taak.get_absolute_url()).status_code == 404
