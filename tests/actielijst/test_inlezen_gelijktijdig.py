"""Two people read the same file in at the same moment: one wins, the other sees it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actielijst.enums import Inleesstatus
from actielijst.exports import actielijst_xlsx
from actielijst.inlezen.achtergrond import NIET_MEER_OPEN
from actielijst.inlezen.bestand import plan_van
from actielijst.models import Inlezing, Uitvoeringsafspraak
from actielijst.views import inlezen as kolommenviews
from actielijst.views import inlezing as views
from pmiek.history import acting_as
from tests.actielijst.inlezen import bewerkt, plan_van_pagina, stuur, zet
from tests.bouwers import maak_afspraak
from tests.gelijktijdig import tegelijk
from tests.werkmappen import werkmap

BLAD = "Uitvoeringsafspraken"


@pytest.fixture
def afspraak(noord):
    return maak_afspraak(noord, activiteit="Bouwen", planning="Q3 2027")


def ingestuurd(gebruiker, provincie, bewerk):
    """A file that somebody looked at, and the confirmation that is about to be sent."""
    client = Client()
    client.force_login(gebruiker)
    inhoud = bewerkt(actielijst_xlsx(provincie, timezone.localdate()), BLAD, bewerk)
    inlezing = stuur(client, provincie, inhoud)
    stand = plan_van_pagina(client, inlezing).stand
    data = {"stand": stand, "verwerken": "1", "nieuw": ["b1-2"]}
    return client, inlezing, lambda: client.post(inlezing.get_absolute_url(), data, follow=True)


def test_een_wint_en_de_ander_ziet_wat_er_botst(
    gelijktijdig, zuid_holland, redacteur, secretaris, afspraak
):
    een = ingestuurd(redacteur, zuid_holland, zet(2, Planning="2030"))
    ander = ingestuurd(secretaris, zuid_holland, zet(2, Planning="2031"))

    antwoorden = tegelijk(een[2], ander[2])

    verliezer = next(n for n, antwoord in enumerate(antwoorden) if "intussen" in antwoord.text)
    winst, verlies = ("2031", "2030") if verliezer == 0 else ("2030", "2031")
    afspraak.refresh_from_db()
    assert str(afspraak.planning) == winst
    assert Inlezing.objects.filter(status=Inleesstatus.VERWERKT).count() == 1
    client, inlezing, _ = (een, ander)[verliezer]
    [botsing] = plan_van_pagina(client, inlezing).botsingen
    wie = redacteur if verliezer == 1 else secretaris
    assert (botsing.site, botsing.bestand, botsing.wie) == (winst, verlies, str(wie))


def test_dezelfde_nieuwe_rij_komt_er_een_keer(
    gelijktijdig, zuid_holland, redacteur, secretaris, afspraak
):
    rij = zet(3, **{"Project-ID": f"ZH-{afspraak.project_id}", "Activiteit": "Kabel leggen"})
    een = ingestuurd(redacteur, zuid_holland, rij)
    ander = ingestuurd(secretaris, zuid_holland, rij)

    tegelijk(een[2], ander[2])

    assert Uitvoeringsafspraak.objects.filter(activiteit="Kabel leggen").count() == 1


@pytest.mark.django_db
def test_wat_een_ander_bewaart_terwijl_een_bevestiging_wordt_gelezen_is_een_vraag(
    zuid_holland, redacteur, secretaris, afspraak, monkeypatch
):
    client, inlezing, bevestig = ingestuurd(redacteur, zuid_holland, zet(2, Planning="2030"))
    vergeleken = []

    def en_dan_een_ander(*args):
        vergeleken.append(plan_van(*args))
        if len(vergeleken) == 1:
            with acting_as(secretaris):
                afspraak.planning = "2031"
                afspraak.save()
        return vergeleken[-1]

    monkeypatch.setattr(views, "plan_van", en_dan_een_ander)
    antwoord = bevestig()

    assert "intussen" in antwoord.text
    inlezing.refresh_from_db()
    assert inlezing.is_open
    assert [botsing.site for botsing in plan_van_pagina(client, inlezing).botsingen] == ["2031"]


@pytest.fixture
def open_lijst(levende_werker, client, redacteur, zuid_holland, noord):
    """The client of somebody who has a list open, and that list."""
    client.force_login(redacteur)
    inhoud = werkmap([["Nr.", "Project"], ["1", "Station Zuid"]])
    return client, stuur(client, zuid_holland, inhoud)


@pytest.fixture
def na_het_openen(monkeypatch):
    """What somebody else makes of a list, right after a request read it."""

    def stel_in(**velden):
        def en_dan_een_ander(request, pk, open_inlezing=views.open_inlezing):
            inlezing = open_inlezing(request, pk)
            Inlezing.objects.filter(pk=pk).update(**velden)
            return inlezing

        for module in (views, kolommenviews):
            monkeypatch.setattr(module, "open_inlezing", en_dan_een_ander)

    return stel_in


@pytest.mark.parametrize("status", [Inleesstatus.VERWERKT, Inleesstatus.BEZIG])
def test_stoppen_zegt_eerlijk_dat_een_ander_de_lijst_al_bevestigde(
    open_lijst, secretaris, na_het_openen, status
):
    client, inlezing = open_lijst
    na_het_openen(status=status, bevestigd_door=secretaris)

    adres = reverse("actielijst:inlezing_stoppen", args=["zuid-holland", inlezing.pk])
    antwoord = client.post(adres, follow=True)

    inlezing.refresh_from_db()
    assert inlezing.status == status
    assert views.NIET_GESTOPT in antwoord.text
    assert "niets opgeslagen" not in antwoord.text


@pytest.mark.parametrize("naam", ["inlezing_detail", "inlezing_kolommen"])
@pytest.mark.parametrize("keuring", [None, {"eerste": [], "aantal": 0}])
def test_een_antwoord_laat_de_bevestiging_van_een_ander_staan(
    open_lijst, secretaris, na_het_openen, naam, keuring
):
    client, inlezing = open_lijst
    Inlezing.objects.update(keuring=keuring)
    bevestigd = {"status": Inleesstatus.BEZIG, "bevestigd_door": secretaris, "antwoorden": {"x": 1}}
    na_het_openen(**bevestigd)

    adres = reverse(f"actielijst:{naam}", args=["zuid-holland", inlezing.pk])
    data = {"kolom-0": "nummer", "kolom-1": "naam", "weglaten": ["B2"]}
    antwoord = client.post(adres, data, follow=True)

    inlezing.refresh_from_db()
    assert {veld: getattr(inlezing, veld) for veld in bevestigd} == bevestigd
    assert NIET_MEER_OPEN in antwoord.text
