"""A fiche that takes longer than a page may: made by the worker, then fetched at once."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from actielijst.documenten import fiche
from actielijst.documenten.taken import vraag_document
from actielijst.enums import Keuzedocument, Taakstatus
from actielijst.models import Documenttaak
from actielijst.views.fiche import TE_LANG
from pmiek.pdf import pool
from tests.bouwers import maak_afspraak, maak_partij, maak_project
from tests.toegang import inhoud_van

LATEN_MAKEN = "(pdf) laten maken"


@pytest.fixture
def lang(project, monkeypatch):
    monkeypatch.setattr(fiche, "LANG", 1000)
    maak_afspraak(project, activiteit="Grond verwerven")
    return project


@pytest.fixture
def niets_gemaakt(monkeypatch):
    def weiger(*args, **kwargs):
        pytest.fail("er wordt op een document gewacht")

    monkeypatch.setattr(pool, "render_many", weiger)
    monkeypatch.setattr(fiche, "render_one", weiger)


def adres(naam, project):
    return reverse(f"actielijst:{naam}", args=[project.provincie.slug, project.pk])


@pytest.mark.usefixtures("niets_gemaakt")
def test_niemand_wacht_op_een_lange_fiche(client, lezer, lang):
    client.force_login(lezer)

    pagina = client.get(adres("project_pdf", lang), follow=True)

    assert pagina.redirect_chain == [(lang.get_absolute_url(), 302)]
    assert [str(melding) for melding in pagina.context["messages"]] == [TE_LANG]


@pytest.mark.usefixtures("niets_gemaakt")
@pytest.mark.parametrize("naam", ["project_detail", "project_downloads"])
def test_bij_een_lange_fiche_staat_een_knop_om_haar_te_laten_maken(client, lezer, lang, naam):
    client.force_login(lezer)

    tekst = client.get(adres(naam, lang)).text

    assert LATEN_MAKEN in tekst
    assert f'action="{adres("project_pdf", lang)}"' in tekst
    assert adres("project_downloads", lang) not in tekst  # it would ask again and again


@pytest.mark.django_db(transaction=True)
def test_een_lange_fiche_komt_van_de_achtergrond_en_is_daarna_direct_te_halen(client, lezer, lang):
    client.force_login(lezer)

    taak = client.post(adres("project_pdf", lang), follow=True).context["taak"]
    bestand = client.get(
        reverse("actielijst:documenttaak_bestand", args=[lang.provincie.slug, taak.pk])
    )
    meteen = client.get(adres("project_pdf", lang))

    assert (taak.soort, taak.keuze) == (Keuzedocument.FICHE_PDF, str(lang.pk))
    assert (taak.status, taak.melding) == (Taakstatus.KLAAR, "")
    assert inhoud_van(bestand) == meteen.content
    assert meteen.content.startswith(b"%PDF")
    assert LATEN_MAKEN not in client.get(lang.get_absolute_url()).text


@pytest.mark.django_db(transaction=True)
def test_een_partij_krijgt_zo_geen_fiche_die_zij_niet_mag_zien(
    client, partij_gebruiker, zuid_holland
):
    partij = partij_gebruiker.rollen.get().partij
    eigen = maak_project(zuid_holland, partijen=[partij])
    ander = maak_project(zuid_holland, partijen=[maak_partij(zuid_holland)])
    client.force_login(partij_gebruiker)

    antwoorden = [client.post(adres("project_pdf", project)) for project in (eigen, ander)]

    assert [antwoord.status_code for antwoord in antwoorden] == [302, 404]
    assert [taak.keuze for taak in Documenttaak.objects.all()] == [str(eigen.pk)]


@pytest.mark.django_db(transaction=True)
def test_de_achtergrond_maakt_alleen_wat_wie_het_vroeg_nu_mag_zien(partij_gebruiker, zuid_holland):
    ander = maak_project(zuid_holland, partijen=[maak_partij(zuid_holland)])
    vraag = (zuid_holland, Keuzedocument.FICHE_PDF, partij_gebruiker, timezone.localdate())

    taak = vraag_document(*vraag, str(ander.pk))

    taak.refresh_from_db()
    assert (taak.status, taak.grootte) == (Taakstatus.MISLUKT, 0)


def test_een_gewone_fiche_is_een_gewone_link(client, lezer, project):
    client.force_login(lezer)

    tekst = client.get(project.get_absolute_url()).text

    assert LATEN_MAKEN not in tekst
    assert f'href="{adres("project_pdf", project)}"' in tekst
    assert escape(TE_LANG) not in tekst
