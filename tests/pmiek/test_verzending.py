"""One record, however often the form is sent."""

import pytest
from django.test import Client
from django.urls import reverse

from actielijst.models import Documenttaak, Keuze, PmiekRonde, Project
from pmiek.concept import Concept
from pmiek.enums import Rolsoort
from pmiek.models import Partij, Verzending
from pmiek.verzending import AlVerzonden, once
from tests.bouwers import maak_gebruiker, maak_provincie, maak_rol
from tests.formulier import fichedata
from tests.gelijktijdig import tegelijk
from tests.pmiek.test_concept import token

NIEUW = {
    "project_nieuw": (Project, {"naam": "Nieuw", "nummer": "77", "locatiestatus": "bekend"}),
    "partij_nieuw": (Partij, {"naam": "Nieuw", "soort": "overig"}),
    "keuze_nieuw": (Keuze, {"naam": "nieuw", "lijst": "energiedrager", "volgorde": "5"}),
    "ronde_nieuw": (PmiekRonde, {"naam": "9.0", "startdatum": "01-12-2025"}),
}


def adres_van(scherm):
    return reverse(f"actielijst:{scherm}", args=["zuid-holland"])


@pytest.mark.django_db
@pytest.mark.parametrize("scherm", NIEUW)
def test_twee_keer_verzenden_maakt_een_object(client, secretaris, scherm):
    model, velden = NIEUW[scherm]
    client.force_login(secretaris)
    data = velden | token(client, adres_van(scherm))

    eerste, tweede = [client.post(adres_van(scherm), data) for _ in range(2)]

    assert model.objects.count() == 1
    assert (eerste.status_code, tweede.status_code) == (302, 302)
    assert tweede.url == Verzending.objects.get().naar


@pytest.mark.django_db
def test_de_tweede_leidt_naar_wat_de_eerste_maakte(client, redacteur):
    client.force_login(redacteur)
    data = NIEUW["project_nieuw"][1] | token(client, adres_van("project_nieuw"))
    client.post(adres_van("project_nieuw"), data)

    tweede = client.post(adres_van("project_nieuw"), data)

    assert tweede.url == Project.objects.get().get_absolute_url()


@pytest.mark.django_db
def test_een_nieuwe_afspraak_komt_er_bij_dubbelklikken_een_keer(client, redacteur, project):
    bewerken = reverse("actielijst:project_bewerken", args=["zuid-holland", project.pk])
    client.force_login(redacteur)
    rij = {"afspraak-0-activiteit": "Nieuw", "afspraak-0-status": "open", "afspraak-0-nieuw": "1"}
    rij |= {"afspraak-0-soort": "uitvoering"}
    data = fichedata(project) | rij | token(client, bewerken)

    for _ in range(2):
        client.post(bewerken, data)

    assert project.afspraken.count() == 1


@pytest.mark.django_db
def test_wie_net_te_laat_is_hoort_niet_dat_het_eigen_nummer_al_bestaat(
    client, redacteur, monkeypatch
):
    client.force_login(redacteur)
    data = NIEUW["project_nieuw"][1] | token(client, adres_van("project_nieuw"))
    eerst = client.post(adres_van("project_nieuw"), data)
    # the other one was not there yet when this one looked
    monkeypatch.setattr("pmiek.drafts.Draft._once_before", lambda self: None)

    assert client.post(adres_van("project_nieuw"), data).url == eerst.url


@pytest.mark.django_db
def test_terug_en_verder_typen_verliest_niets(client, redacteur):
    """The back button shows the page of a project that exists by now."""
    client.force_login(redacteur)
    data = NIEUW["project_nieuw"][1] | token(client, adres_van("project_nieuw"))
    client.post(adres_van("project_nieuw"), data)

    weer = client.post(adres_van("project_nieuw"), data | {"doel": "Later getypt"}, follow=True)

    assert Project.objects.count() == 1
    assert Concept.objects.get().data["doel"] == "Later getypt"
    assert "staat klaar bij Mijn concepten" in weer.text


@pytest.mark.django_db
def test_terug_op_een_bestaande_fiche_slaat_gewoon_weer_op(client, redacteur, project):
    bewerken = reverse("actielijst:project_bewerken", args=["zuid-holland", project.pk])
    client.force_login(redacteur)
    data = fichedata(project) | token(client, bewerken)
    client.post(bewerken, data | {"doel": "Een"})
    project.refresh_from_db()

    client.post(bewerken, data | fichedata(project, doel="Twee"))

    assert Project.objects.get(pk=project.pk).doel == "Twee"


@pytest.mark.django_db
def test_een_document_wordt_een_keer_gevraagd(client, lezer):
    client.force_login(lezer)
    data = {"soort": "actielijst_xlsx", "sleutel": "van-de-pagina"}

    urls = {client.post(adres_van("documenten"), data).url for _ in range(2)}

    assert Documenttaak.objects.count() == 1
    assert urls == {Documenttaak.objects.get().get_absolute_url()}


@pytest.mark.django_db
def test_wat_mislukt_kan_opnieuw(redacteur):
    with pytest.raises(ValueError, match="stuk"), once(redacteur, "sleutel"):
        raise ValueError("stuk")

    with once(redacteur, "sleutel") as verzending:
        verzending.naar = "/"
    with pytest.raises(AlVerzonden), once(redacteur, "sleutel"):
        pass


@pytest.mark.django_db
def test_een_sleutel_geldt_per_gebruiker(redacteur, secretaris):
    for gebruiker in (redacteur, secretaris):
        with once(gebruiker, "sleutel"):
            pass

    assert Verzending.objects.count() == 2


@pytest.mark.parametrize("scherm", ["project_nieuw", "partij_nieuw"])
def test_op_hetzelfde_moment_verzenden_maakt_een_object(gelijktijdig, scherm):
    model, velden = NIEUW[scherm]
    secretaris = maak_gebruiker()
    maak_rol(secretaris, maak_provincie(), Rolsoort.SECRETARIS)
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(secretaris)
    data = velden | token(clients[0], adres_van(scherm))

    antwoorden = tegelijk(
        *[lambda client=client: client.post(adres_van(scherm), data) for client in clients]
    )

    assert model.objects.count() == 1
    assert [antwoord.url for antwoord in antwoorden] == [Verzending.objects.get().naar] * 2
