"""An address that no mail program can write is refused where it is typed, not when mail is sent."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from actielijst.forms.beheer import GebruikerForm
from actielijst.forms.uitvraag import UitvraagForm
from pmiek.conceptmail import conceptmail

TE_LANG = f"info@{'é' * 61}.nl"
VELDEN = {
    str(veld): veld
    for app in ("pmiek", "actielijst", "monitoring")
    for model in apps.get_app_config(app).get_models()
    for veld in model._meta.fields
    if isinstance(veld, models.EmailField)
}
VELDEN |= {
    "gebruiker": GebruikerForm.base_fields["email"],
    "uitvraag": UitvraagForm.base_fields["aan"],
}
ADRESSEN = {"gewoon": "info@zuid-holland.nl", "accenten": f"info@{'é' * 40}.nl"}


def maak_schoon(naam, adres):
    veld = VELDEN[naam]
    return veld.clean(adres, None) if isinstance(veld, models.Field) else veld.clean(adres)


@pytest.mark.parametrize("veld", VELDEN)
def test_een_adres_dat_niet_te_schrijven_is_wordt_met_een_zin_geweigerd(veld):
    with pytest.raises(ValidationError, match="Wat achter de @ staat"):
        maak_schoon(veld, TE_LANG)


@pytest.mark.parametrize("adres", ADRESSEN)
@pytest.mark.parametrize("veld", VELDEN)
def test_een_adres_dat_mag_past_in_een_brief(veld, adres):
    assert maak_schoon(veld, ADRESSEN[adres]) == ADRESSEN[adres]
    assert b"To: info@" in conceptmail(ADRESSEN[adres], "Uitvraag", "Beste collega")


def test_elk_veld_voor_een_adres_is_gezien():
    assert len(VELDEN) == 5
