"""The objects that the addresses of the pages need, by name, and the users who open them."""

import datetime
from types import SimpleNamespace
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from actielijst.enums import Taakstatus
from pmiek.enums import Rolsoort
from pmiek.history import undoing
from pmiek.models import Terugdraaiing
from tests.bouwers import maak_concept, maak_gebruiker, maak_project, maak_rol, maak_voorbeeldactie
from tests.browser.gegevens import (
    WACHTWOORD,
    maak_inlezingen,
    maak_lijst,
    maak_lopende_taak,
    maak_monitoring,
    maak_taak,
)
from tests.browser.toegang import maak_link, maak_sleutelbezitter, maak_toegang
from tests.ongedaan import handeling_van


def maak_wereld():
    lijst = maak_lijst()
    gebruikers = _gebruikers(lijst)
    secretaris = gebruikers["secretaris"]
    handelingen = _handelingen(lijst, secretaris)
    # of the project as those left it
    maak_concept(secretaris, lijst.projecten["2"], [["doel", ["Getypt"]]], sleutel="wacht")
    objecten = (
        _taken(lijst, secretaris)
        | _op_de_lijst(lijst, gebruikers["lezer"])
        | maak_inlezingen(lijst, secretaris)
        | maak_monitoring(lijst, secretaris)
        | maak_toegang(lijst)
    )
    nummers = {naam: [obj.pk] for naam, obj in objecten.items()}
    adressen = nummers | handelingen | _sleutels(lijst, secretaris)
    return SimpleNamespace(adressen=adressen, gebruikers=gebruikers)


def _gebruikers(lijst):
    return {
        "secretaris": _met_rol(lijst, Rolsoort.SECRETARIS, naam="S. Bakker", password=WACHTWOORD),
        "redacteur": _met_rol(lijst, Rolsoort.REDACTEUR, naam="M. de Vries"),
        "lezer": _met_rol(lijst, Rolsoort.LEZER, naam="L. Lezer"),
        "beveiligd": _beveiligd(lijst),
        "sleutelbezitter": maak_sleutelbezitter(lijst),
        "nieuweling": maak_gebruiker(naam="N. Nieuw"),
    }


def _met_rol(lijst, soort, **velden):
    gebruiker = maak_gebruiker(**velden)
    maak_rol(gebruiker, lijst.provincie, soort)
    return gebruiker


def _beveiligd(lijst):
    velden = {"email": "beveiligd@voorbeeld.nl", "naam": "B. Veilig", "password": WACHTWOORD}
    gebruiker = _met_rol(lijst, Rolsoort.LEZER, **velden)
    TOTP.activate(gebruiker, generate_totp_secret())
    RecoveryCodes.activate(gebruiker)
    return gebruiker


def _taken(lijst, secretaris):
    return {
        "taak": maak_taak(lijst.provincie, secretaris, status=Taakstatus.KLAAR),
        "lopende_taak": maak_lopende_taak(lijst.provincie, secretaris),
        "mislukte_taak": maak_taak(lijst.provincie, secretaris, status=Taakstatus.MISLUKT),
    }


def _op_de_lijst(lijst, lezer):
    return {
        "project": lijst.projecten["2"],
        "leeg_project": maak_project(lijst.provincie, ronde=lijst.ronde, nummer="10"),
        "archiefproject": _gearchiveerd(lijst),
        "partij": lijst.partijen[0],
        "keuze": lijst.keuzes[0],
        "ronde": lijst.ronde,
        "voorbeeldactie": maak_voorbeeldactie(lijst.provincie),
        "rol": lezer.rollen.get(),
    }


def _gearchiveerd(lijst):
    return maak_project(
        lijst.provincie,
        ronde=lijst.ronde,
        nummer="99",
        naam="Zonnepark Krimpen",
        gearchiveerd_op=datetime.date(2026, 3, 14),
        archiefreden="Het bestuur heeft dit project teruggetrokken.",
    )


def _handelingen(lijst, secretaris):
    """Acts to undo: as it was left, edited since, and undone already."""
    project = lijst.projecten["2"]
    with handeling_van(secretaris) as terug:
        _schrijf(project, tijdspad="Volgt.")
        with undoing(terug.id):
            _schrijf(project, tijdspad="")
    handelingen = {"teruggedraaid": terug}
    with handeling_van(secretaris) as handelingen["bezige_handeling"]:
        _schrijf(project, aanleiding="Het net zit vol.")
    Terugdraaiing.objects.create(
        provincie=lijst.provincie,
        gebruiker=secretaris,
        handeling=handelingen["bezige_handeling"].id,
        aantal=1500,
        # a place in the queue that nobody took yet
        wachtrijnummer=uuid4(),
    )
    for naam, velden in {
        "betwiste_handeling": {"doel": "Ruimte voor woningen.", "ibn": "2031"},
        "handeling": {"vervolg": "Het tracé volgt. " * 20, "ruimtegebruik": "Twee hectare."},
    }.items():
        with handeling_van(secretaris) as handelingen[naam]:
            _schrijf(project, **velden)
    _schrijf(project, doel="Ruimte voor woningen en bedrijven.", ibn="2032")
    return {naam: [lijst.provincie.slug, str(h.id)] for naam, h in handelingen.items()}


def _schrijf(project, **velden):
    for naam, waarde in velden.items():
        setattr(project, naam, waarde)
    project.save()


def _sleutels(lijst, secretaris):
    """What stands in an address instead of a number."""
    uid = user_pk_to_url_str(secretaris)
    return {
        "provincie": lijst.provincie.slug,
        "cijfer": ["niet_bevestigd"],
        "uitnodiging": [maak_link(lijst)],
        "sleutel": [uid, default_token_generator.make_token(secretaris)],
        "oude_sleutel": [uid, "oud-en-verlopen"],
    }
