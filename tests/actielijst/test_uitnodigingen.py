"""Inviting somebody of a party, and what the link in the mail gives: once, for a while."""

import datetime
import re
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actielijst.models import Project, Uitnodiging
from actielijst.views import uitnodigingen
from pmiek.enums import Rolsoort
from pmiek.geheimen import afdruk
from pmiek.models import Gebruiker, Rol
from tests.bouwers import maak_gebruiker, maak_partij, maak_project, maak_rol, maak_uitnodiging
from tests.gelijktijdig import gedeelde_database, tegelijk
from tests.toegang import naar_inloggen

WACHTWOORD = "fietsbel regenjas lamp"
NIEUW = {"naam": "Mo de Vries", "wachtwoord": WACHTWOORD}


@pytest.fixture
def partij(zuid_holland):
    return maak_partij(zuid_holland)


@pytest.fixture
def projecten(partij):
    return [maak_project(partij.provincie, partijen=[partij]) for _ in range(2)]


@pytest.fixture
def als_secretaris(client, secretaris):
    client.force_login(secretaris)
    return client


@pytest.fixture
def bezoeker(db):
    return Client()


def adres(naam, *args):
    return reverse(f"actielijst:uitnodiging_{naam}", args=["zuid-holland", *args])


def link(sleutel):
    return reverse("uitnodiging_aanvaarden", args=[sleutel])


def nodig_uit(client, partij, email="Mo@Leiden.example", tot="31-12-2099", projecten=()):
    velden = {"email": email, "partij": partij.pk, "rol_geldig_tot": tot}
    basis = client.get(adres("nieuw")).context["form"]["basis"].value()
    return client.post(
        adres("nieuw"),
        velden | {"projecten": [p.pk for p in projecten], "basis": basis},
        follow=True,
    )


def sleutel_uit_mail():
    return re.search(r"/uitnodiging/([\w-]+)/", mail.outbox[-1].body)[1]


def test_van_uitnodiging_tot_meelezen(als_secretaris, bezoeker, partij, projecten):
    nodig_uit(als_secretaris, partij, projecten=projecten[:1])
    assert mail.outbox[-1].to == ["mo@leiden.example"]
    sleutel = sleutel_uit_mail()

    response = bezoeker.post(link(sleutel), NIEUW)

    rol = Rol.objects.get(gebruiker__email="mo@leiden.example")
    assert response.url == reverse("start")
    assert (rol.soort, rol.partij, rol.gebruiker.naam) == (Rolsoort.PARTIJ, partij, NIEUW["naam"])
    assert (rol.geldig_tot, rol.beperkt) == (datetime.date(2099, 12, 31), True)
    assert list(Project.objects.zichtbaar_voor(rol.gebruiker)) == projecten[:1]
    assert bezoeker.get(reverse("actielijst:start", args=["zuid-holland"])).status_code == 200
    assert Uitnodiging.objects.get().stand == "aanvaard"


def test_de_sleutel_staat_niet_in_de_database(als_secretaris, partij):
    nodig_uit(als_secretaris, partij)

    sleutel, uitnodiging = sleutel_uit_mail(), Uitnodiging.objects.get()
    assert uitnodiging.sleutelafdruk == afdruk(sleutel)
    assert sleutel not in str(Uitnodiging.objects.values_list().get())


def test_kijken_verbruikt_de_link_niet(bezoeker, partij):
    _, sleutel = maak_uitnodiging(partij)

    codes = [bezoeker.get(link(sleutel)).status_code for _ in range(3)]

    assert codes == [200, 200, 200]
    assert bezoeker.post(link(sleutel), NIEUW).status_code == 302


def test_een_link_werkt_een_keer(bezoeker, partij):
    _, sleutel = maak_uitnodiging(partij)
    bezoeker.post(link(sleutel), NIEUW)

    tweede = Client().post(link(sleutel), NIEUW | {"naam": "Ander"})

    assert tweede.status_code == 404
    assert "Deze link werkt niet meer" in tweede.text
    assert Gebruiker.objects.filter(naam="Ander").count() == 0


def test_wie_net_te_laat_klikt_hoort_dat_de_link_niet_meer_werkt(client, partij, monkeypatch):
    """Accepted between reading the invitation and asking whether its address has an account."""
    _, sleutel = maak_uitnodiging(partij)
    kan_inloggen = uitnodigingen._kan_inloggen

    def intussen(email):
        monkeypatch.setattr(uitnodigingen, "_kan_inloggen", kan_inloggen)
        Client().post(link(sleutel), NIEUW | {"naam": "Een"})
        return kan_inloggen(email)

    monkeypatch.setattr(uitnodigingen, "_kan_inloggen", intussen)
    assert client.post(link(sleutel), NIEUW | {"naam": "Twee"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_van_twee_klikken_tegelijk_krijgt_er_een_de_rol(tmp_path, partij):
    _, sleutel = maak_uitnodiging(partij)
    with gedeelde_database(tmp_path):
        klikken = [
            lambda naam=naam: Client().post(link(sleutel), NIEUW | {"naam": naam}).status_code
            for naam in ("Een", "Twee", "Drie")
        ]
        uitkomsten = tegelijk(*klikken)
        assert sorted(uitkomsten) == [302, 404, 404]
        assert (Gebruiker.objects.count(), Rol.objects.count()) == (1, 1)


def verlopen(uitnodiging):
    uitnodiging.verloopt_op = timezone.now() - datetime.timedelta(seconds=1)
    uitnodiging.save()


@pytest.mark.parametrize(
    ("doe", "stand"), [(verlopen, "verlopen"), (Uitnodiging.trek_in, "ingetrokken")]
)
def test_een_verlopen_of_ingetrokken_link_opent_niets(bezoeker, partij, doe, stand):
    uitnodiging, sleutel = maak_uitnodiging(partij)
    doe(uitnodiging)

    assert bezoeker.get(link(sleutel)).status_code == 404
    assert bezoeker.post(link(sleutel), NIEUW).status_code == 404
    assert uitnodiging.stand == stand
    assert not Gebruiker.objects.exists()


def test_een_link_geldt_veertien_dagen(partij):
    uitnodiging, _ = maak_uitnodiging(partij)

    assert abs(uitnodiging.verloopt_op - timezone.now() - datetime.timedelta(days=14)) < (
        datetime.timedelta(minutes=5)
    )


def test_opnieuw_versturen_geeft_een_nieuwe_link_en_de_oude_werkt_niet_meer(
    als_secretaris, bezoeker, partij
):
    uitnodiging, oud = maak_uitnodiging(partij)

    als_secretaris.post(adres("versturen", uitnodiging.pk))

    assert bezoeker.get(link(oud)).status_code == 404
    assert bezoeker.get(link(sleutel_uit_mail())).status_code == 200


def test_een_ingetrokken_uitnodiging_is_niet_opnieuw_te_versturen(als_secretaris, partij):
    uitnodiging, _ = maak_uitnodiging(partij)
    als_secretaris.post(adres("intrekken", uitnodiging.pk))

    assert als_secretaris.post(adres("versturen", uitnodiging.pk)).status_code == 404
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("velden", "loopt"), [((), True), (("aanvaard_op",), False), (("ingetrokken_op",), False)]
)
def test_alleen_wat_nog_loopt_is_op_de_lijst_te_versturen_en_in_te_trekken(
    als_secretaris, partij, velden, loopt
):
    maak_uitnodiging(partij, **dict.fromkeys(velden, timezone.now()))

    pagina = als_secretaris.get(adres("lijst")).text

    assert ("Opnieuw versturen" in pagina, "Intrekken" in pagina) == (loopt, loopt)


def test_na_het_intrekken_staat_er_hoe_het_alsnog_kan(als_secretaris, bezoeker, partij):
    uitnodiging, sleutel = maak_uitnodiging(partij)

    tekst = als_secretaris.post(adres("intrekken", uitnodiging.pk), follow=True).text

    assert bezoeker.get(link(sleutel)).status_code == 404
    assert "werkt niet meer. Toch toegang geven? Nodig dan opnieuw uit." in tekst


def test_wie_al_een_account_heeft_logt_daarmee_in(bezoeker, partij):
    gebruiker = maak_gebruiker(password=WACHTWOORD)
    _, sleutel = maak_uitnodiging(partij, email=gebruiker.email)
    bezoeker.post(link(sleutel), NIEUW)
    assert not gebruiker.rollen.exists()
    assert bezoeker.get(link(sleutel)).context["eigen"] is False

    bezoeker.force_login(gebruiker)
    bezoeker.post(link(sleutel))

    gebruiker.refresh_from_db()
    assert gebruiker.rollen.get().partij == partij
    assert gebruiker.check_password(WACHTWOORD)


def test_een_ander_aanvaardt_de_uitnodiging_niet(bezoeker, partij, lezer):
    _, sleutel = maak_uitnodiging(partij)
    bezoeker.force_login(lezer)

    response = bezoeker.post(link(sleutel), NIEUW)

    assert f"u bent ingelogd als {lezer.email}" in response.text
    assert not Rol.objects.filter(soort=Rolsoort.PARTIJ).exists()


def test_een_zwak_wachtwoord_wordt_geweigerd_en_de_naam_blijft_staan(bezoeker, partij):
    _, sleutel = maak_uitnodiging(partij)

    response = bezoeker.post(link(sleutel), NIEUW | {"wachtwoord": "mo-de-vries-energyboard"})

    assert list(response.context["form"].errors) == ["wachtwoord"]
    assert NIEUW["naam"] in response.text
    assert not Gebruiker.objects.exists()


def test_een_gedeactiveerd_account_kiest_een_nieuw_wachtwoord(bezoeker, partij, lezer):
    lezer.rollen.get().deactiveer()
    Rol.objects.get(gebruiker=lezer).delete()
    _, sleutel = maak_uitnodiging(partij, email=lezer.email)

    bezoeker.post(link(sleutel), NIEUW)

    lezer.refresh_from_db()
    assert (lezer.is_active, lezer.rollen.get().partij) == (True, partij)


def test_wie_een_tweede_factor_moet_hebben_stelt_die_eerst_in(bezoeker, partij):
    partij.provincie.tweede_factor_verplicht = True
    partij.provincie.save()
    _, sleutel = maak_uitnodiging(partij)
    bezoeker.post(link(sleutel), NIEUW)

    start = bezoeker.get(reverse("actielijst:start", args=["zuid-holland"]))

    assert start.url == reverse("mfa_index")


def test_of_een_adres_een_account_heeft_is_bij_uitnodigen_niet_te_zien(
    als_secretaris, partij, utrecht
):
    ander = maak_gebruiker(email="r@utrecht.example", password=WACHTWOORD)
    maak_rol(ander, utrecht, Rolsoort.REDACTEUR)

    def melding(email):
        response = nodig_uit(als_secretaris, partij, email=email)
        return [str(regel).replace(email, "ADRES") for regel in response.context["messages"]]

    assert melding("r@utrecht.example") == melding("onbekend@utrecht.example")


def test_wie_hier_al_een_rol_heeft_wordt_niet_uitgenodigd(als_secretaris, partij, lezer):
    response = nodig_uit(als_secretaris, partij, email=lezer.email.upper())

    [zin] = response.context["form"].errors["email"]
    assert zin.startswith("Deze persoon heeft al een rol in deze provincie.")


def test_een_tweede_uitnodiging_voor_hetzelfde_adres_wordt_geweigerd(als_secretaris, partij):
    maak_uitnodiging(partij, email="mo@leiden.example")

    response = nodig_uit(als_secretaris, partij)

    assert "Dit adres is al uitgenodigd." in str(response.context["form"].errors)
    assert Uitnodiging.objects.count() == 1


def test_alleen_de_secretaris_van_de_provincie_bewerkt_haar_uitnodigingen(
    partij, utrecht, secretaris, redacteur
):
    uitnodiging, _ = maak_uitnodiging(partij)
    ander = maak_gebruiker()
    maak_rol(ander, utrecht, Rolsoort.SECRETARIS)

    assert list(Uitnodiging.objects.bewerkbaar_door(secretaris)) == [uitnodiging]
    assert list(Uitnodiging.objects.bewerkbaar_door(redacteur)) == []
    assert list(Uitnodiging.objects.bewerkbaar_door(ander)) == []


@pytest.mark.parametrize(("tot", "zin"), [("1-1-2020", "al voorbij"), ("morgen", "een datum")])
def test_een_einddatum_die_niet_kan_wordt_geweigerd(als_secretaris, partij, tot, zin):
    response = nodig_uit(als_secretaris, partij, tot=tot)

    assert zin in str(response.context["form"].errors["rol_geldig_tot"])


def test_een_project_van_een_ander_is_niet_te_noemen(als_secretaris, partij, utrecht):
    zonder = maak_project(partij.provincie)

    vreemd = nodig_uit(als_secretaris, partij, projecten=[maak_project(utrecht)])
    buiten = nodig_uit(als_secretaris, partij, projecten=[zonder])

    assert list(vreemd.context["form"].errors) == ["projecten"]
    assert str(zonder) in str(buiten.context["form"].errors["projecten"])
    assert not Uitnodiging.objects.exists()


class Weigerend(EmailBackend):
    def send_messages(self, berichten):
        raise smtplib.SMTPServerDisconnected("weg")


def test_een_uitnodiging_gaat_niet_verloren_als_de_mail_niet_weg_kan(
    als_secretaris, partij, settings
):
    settings.EMAIL_BACKEND = f"{__name__}.Weigerend"

    response = nodig_uit(als_secretaris, partij)

    [melding] = response.context["messages"]
    assert str(melding).startswith("De uitnodiging is bewaard")
    assert Uitnodiging.objects.get().stand == "verstuurd"


def test_na_de_einddatum_is_de_toegang_weg(bezoeker, partij, projecten):
    _, sleutel = maak_uitnodiging(partij, rol_geldig_tot=timezone.localdate())
    bezoeker.post(link(sleutel), NIEUW)
    rol = Rol.objects.get()
    assert list(Project.objects.zichtbaar_voor(rol.gebruiker).order_by("pk")) == projecten

    rol.geldig_tot = timezone.localdate() - datetime.timedelta(days=1)
    rol.save()

    assert list(Project.objects.zichtbaar_voor(rol.gebruiker)) == []
    assert naar_inloggen(bezoeker.get(reverse("hulp")))


def test_een_rol_met_genoemde_projecten_is_in_te_trekken(
    als_secretaris, bezoeker, partij, projecten
):
    _, sleutel = maak_uitnodiging(partij, projecten=projecten)
    bezoeker.post(link(sleutel), NIEUW)
    rol = Rol.objects.get(soort=Rolsoort.PARTIJ)

    als_secretaris.post(reverse("actielijst:rol_intrekken", args=["zuid-holland", rol.pk]))

    assert not Rol.objects.filter(soort=Rolsoort.PARTIJ).exists()
