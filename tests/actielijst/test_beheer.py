import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from actielijst.enums import Lijst
from actielijst.models import Hoofddocumenttekst, Keuze, PmiekRonde
from monitoring.models import Categorie
from pmiek.enums import Rolsoort
from pmiek.models import Gebruiker, Partij, Rol
from tests.bouwers import (
    maak_categorie,
    maak_keuze,
    maak_partij,
    maak_project,
    maak_rol,
    maak_ronde,
)

JANSEN = {"email": "jan@voorbeeld.nl", "naam": "J. Jansen", "soort": "lezer"}


@pytest.fixture
def als_secretaris(client, secretaris):
    client.force_login(secretaris)
    return client


@pytest.fixture
def adres(zuid_holland):
    def naar(naam, *args):
        return reverse(f"actielijst:{naam}", args=[zuid_holland.slug, *args])

    return naar


def post(client, adres, **velden):
    """Post a form as a browser does: with the values it was rendered with."""
    form = client.get(adres).context["form"]
    getoond = {naam: form[naam].value() for naam in form.own_fields}
    data = getoond | {"basis": form["basis"].value()} | velden
    return client.post(adres, {n: w for n, w in data.items() if w not in (None, False)})


def test_een_secretaris_voegt_een_partij_toe(als_secretaris, adres):
    post(als_secretaris, adres("partij_nieuw"), naam="Rijkswaterstaat", soort="rijk")

    assert Partij.objects.get().naam == "Rijkswaterstaat"


@pytest.mark.parametrize("naam", ["Leiden", "LEIDEN"])
def test_dezelfde_partij_tweemaal_wordt_bij_de_naam_geweigerd(
    als_secretaris, adres, zuid_holland, naam
):
    maak_partij(zuid_holland, "Leiden")

    response = post(als_secretaris, adres("partij_nieuw"), naam=naam, soort="gemeente")
    assert response.context["form"].errors == {
        "naam": ["Er is al een partij van deze soort met deze naam."]
    }

    post(als_secretaris, adres("partij_nieuw"), naam=naam, soort="netbeheerder")
    assert zuid_holland.partijen.filter(naam=naam, soort="netbeheerder").exists()


def test_een_einddatum_voor_de_begindatum_wordt_geweigerd(als_secretaris, adres):
    response = post(
        als_secretaris,
        adres("partij_nieuw"),
        naam="Brielle",
        soort="gemeente",
        geldig_van="01-01-2020",
        geldig_tot="31-12-2019",
    )

    assert response.context["form"].errors == {
        "geldig_tot": ["De einddatum ligt vóór de begindatum."]
    }
    assert '<a href="#id_geldig_tot">' in response.text


def test_een_uitgezette_keuze_blijft_bij_het_project_dat_haar_gebruikt(
    als_secretaris, adres, zuid_holland
):
    warmte = maak_keuze(zuid_holland, "warmte", Lijst.ENERGIEDRAGER)
    project = maak_project(zuid_holland, energiedrager=warmte)
    post(als_secretaris, adres("keuze_bewerken", warmte.pk), actief=False)

    def te_kiezen(pagina):
        form = als_secretaris.get(pagina).context["fiche"].project
        return list(form["energiedrager"].field.queryset)

    assert Keuze.objects.get().actief is False
    assert te_kiezen(adres("project_bewerken", project.pk)) == [warmte]
    assert te_kiezen(adres("project_nieuw")) == []


def test_een_ronde_krijgt_een_vergaderdatum(als_secretaris, adres, zuid_holland):
    ronde = maak_ronde(zuid_holland)
    post(als_secretaris, adres("ronde_bewerken", ronde.pk), vergaderdatum="15-12-2026")

    assert str(PmiekRonde.objects.get().vergaderdatum) == "2026-12-15"


def test_een_ronde_die_nog_moet_beginnen_wordt_niet_de_huidige(zuid_holland):
    nu = maak_ronde(zuid_holland, startdatum="2023-01-01")
    maak_ronde(zuid_holland, startdatum="2090-01-01")

    assert zuid_holland.rondes.huidige() == nu


def test_een_vergadering_voor_de_vaststelling_wordt_geweigerd(als_secretaris, adres):
    response = post(
        als_secretaris,
        adres("ronde_nieuw"),
        naam="2.0",
        startdatum="01-01-2025",
        vergaderdatum="01-01-2020",
    )

    assert response.context["form"].errors == {
        "vergaderdatum": ["De vergadering ligt vóór de vaststelling van de lijst."]
    }


def test_een_bestaand_account_uit_een_andere_provincie_blijft_onbekend(
    als_secretaris, adres, utrecht
):
    ander = Gebruiker.objects.create_user(
        "r@utrecht.example", "een-wachtwoord-1", naam="R. de Boer"
    )
    maak_rol(ander, utrecht, Rolsoort.REDACTEUR)
    data = {"email": "r@utrecht.example", "naam": "Iemand", "soort": "lezer"}

    response = als_secretaris.post(adres("rol_nieuw"), data, follow=True)

    meldingen = [str(melding) for melding in response.context["messages"]]
    assert meldingen == ["r@utrecht.example is toegevoegd en krijgt een e-mail."]
    assert [bericht.subject for bericht in mail.outbox] == ["Toegang tot Energyboard Zuid-Holland"]
    assert "wachtwoord" not in mail.outbox[0].body


def test_de_teksten_van_het_hoofddocument_horen_bij_de_ronde(als_secretaris, adres, zuid_holland):
    oud = maak_ronde(zuid_holland, startdatum="2023-01-01")
    nieuw = maak_ronde(zuid_holland, startdatum="2025-01-01")
    Hoofddocumenttekst.objects.create(ronde=oud, terugblik="van toen")

    post(als_secretaris, adres("teksten"), terugblik="van nu")

    assert (oud.tekst.terugblik, nieuw.tekst.terugblik) == ("van toen", "van nu")


def test_de_huisstijl_weigert_een_onleesbare_kleur(als_secretaris, adres, zuid_holland):
    response = post(als_secretaris, adres("huisstijl"), accent="#ffee00")
    zuid_holland.refresh_from_db()

    assert "accent" in response.context["form"].errors
    assert zuid_holland.accent == "#00568b"


@pytest.mark.django_db
def test_een_nieuwe_gebruiker_krijgt_een_rol_en_een_e_mail(als_secretaris, adres, zuid_holland):
    als_secretaris.post(
        adres("rol_nieuw"),
        {"email": "Jan@Voorbeeld.nl", "naam": "J. Jansen", "soort": "lezer"}
        | {"basis": als_secretaris.get(adres("rol_nieuw")).context["form"]["basis"].value()},
    )

    rol = Rol.objects.get(gebruiker__email="jan@voorbeeld.nl")
    assert (rol.soort, rol.provincie) == (Rolsoort.LEZER, zuid_holland)
    assert [bericht.to for bericht in mail.outbox] == [["jan@voorbeeld.nl"]]


@pytest.mark.parametrize(
    "fout", [{"email": f"{'j' * 60}@{'voorbeeld.' * 24}nl"}, {"naam": "Jan\x07"}]
)
def test_een_gebruiker_die_niet_te_bewaren_is_wordt_geweigerd(als_secretaris, adres, fout):
    response = als_secretaris.post(adres("rol_nieuw"), JANSEN | fout)

    assert list(response.context["gebruiker_form"].errors) == list(fout)
    assert not Gebruiker.objects.filter(naam__startswith="J").exists()


def test_met_de_link_in_de_e_mail_kiest_een_nieuwe_gebruiker_een_wachtwoord(
    als_secretaris, adres, client
):
    als_secretaris.post(adres("rol_nieuw"), JANSEN)
    (brief,) = mail.outbox
    (link,) = re.findall(r"http://testserver(\S+)", brief.body)
    client.logout()
    nieuw = "paard-batterij-nietje"

    client.post(client.get(link).url, {"password1": nieuw, "password2": nieuw})

    assert brief.subject == "Toegang tot Energyboard Zuid-Holland"
    assert Gebruiker.objects.get(email=JANSEN["email"]).check_password(nieuw)


@pytest.mark.usefixtures("zonder_mailserver")
def test_zonder_mailserver_zegt_het_scherm_dat_de_e_mail_niet_verstuurd_is(
    als_secretaris, adres, utrecht, caplog
):
    ander = Gebruiker.objects.create_user(
        "r@utrecht.example", "een-wachtwoord-1", naam="R. de Boer"
    )
    maak_rol(ander, utrecht, Rolsoort.REDACTEUR)

    zinnen = set()
    for email in ("r@utrecht.example", JANSEN["email"]):
        data = JANSEN | {"email": email}
        response = als_secretaris.post(adres("rol_nieuw"), data, follow=True)
        (melding,) = response.context["messages"]
        assert (response.status_code, melding.level_tag) == (200, "error")
        zinnen.add(str(melding).replace(email, "X"))

    # whether the address had an account is not for this province to know
    (zin,) = zinnen
    assert zin.startswith("X is toegevoegd. De e-mail is niet verstuurd.")
    assert "‘Wachtwoord vergeten?’" in zin
    assert caplog.text.count("Een e-mail is niet verstuurd (") == 2
    assert Rol.objects.filter(gebruiker__email=JANSEN["email"]).exists()


def test_een_ingetrokken_rol_werkt_vanaf_de_volgende_klik(
    als_secretaris, adres, zuid_holland, client
):
    lezer = Gebruiker.objects.create_user("weg@voorbeeld.nl", naam="Weg")
    rol = maak_rol(lezer, zuid_holland, Rolsoort.LEZER)
    als_secretaris.post(adres("rol_intrekken", rol.pk))

    client.force_login(Gebruiker.objects.get(pk=lezer.pk))
    assert client.get(adres("start")).status_code == 404


def test_een_secretaris_trekt_de_eigen_toegang_niet_in(als_secretaris, adres, secretaris):
    als_secretaris.post(adres("rol_intrekken", secretaris.rollen.get().pk))

    assert secretaris.rollen.count() == 1


def test_een_secretaris_wijzigt_de_eigen_rol_niet(als_secretaris, adres, secretaris):
    post(als_secretaris, adres("rol_bewerken", secretaris.rollen.get().pk), soort="lezer")

    assert secretaris.rollen.get().soort == Rolsoort.SECRETARIS


def test_de_rol_partij_vraagt_namens_welke_partij(als_secretaris, adres, zuid_holland, lezer):
    rol = lezer.rollen.get()

    response = post(als_secretaris, adres("rol_bewerken", rol.pk), soort="partij")

    assert response.context["form"].errors["partij"] == [
        "Kies bij de rol partij voor welke partij."
    ]


def test_een_andere_rol_is_niet_meer_namens_een_partij(als_secretaris, adres, partij_gebruiker):
    rol = partij_gebruiker.rollen.get()

    post(als_secretaris, adres("rol_bewerken", rol.pk), soort="lezer")

    rol.refresh_from_db()
    assert (rol.soort, rol.partij) == (Rolsoort.LEZER, None)


def test_twee_secretarissen_die_hetzelfde_veranderen_kiezen(client, secretaris, zuid_holland):
    partij = maak_partij(zuid_holland, "Brielle")
    adres = reverse("actielijst:partij_bewerken", args=["zuid-holland", partij.pk])
    client.force_login(secretaris)
    form = client.get(adres).context["form"]
    partij.naam = "Voorne aan Zee"
    partij.save()

    response = client.post(
        adres, {"naam": "Voorne", "soort": partij.soort, "basis": form["basis"].value()}
    )

    assert (response.status_code, response.context["conflicten"][0].ander) == (
        409,
        "Voorne aan Zee",
    )


@pytest.mark.parametrize(("naam", "fouten"), [("WARMTE ", 1), ("warmte", 1), ("koude", 0)])
def test_een_keuze_met_andere_hoofdletters_is_dezelfde(
    als_secretaris, adres, zuid_holland, naam, fouten
):
    maak_keuze(zuid_holland, "warmte", Lijst.ENERGIEDRAGER)
    maak_keuze(zuid_holland, "Koude", Lijst.TYPE_INFRA)

    velden = {"naam": naam, "lijst": Lijst.ENERGIEDRAGER, "volgorde": 10}
    response = post(als_secretaris, adres("keuze_nieuw"), **velden)

    gezegd = response.context["form"].errors if fouten else {}
    assert gezegd == ({"naam": ["Deze keuze staat al in de lijst."]} if fouten else {})


def test_een_soort_met_andere_hoofdletters_is_dezelfde(zuid_holland):
    grond = maak_categorie(zuid_holland, "grond")

    with pytest.raises(ValidationError, match="Deze soort staat al in de lijst"):
        Categorie(provincie=zuid_holland, naam="Grond").full_clean()
    grond.naam = "Grond"
    grond.full_clean()
