"""Who may what, as a workbook for the yearly review."""

from django.utils import timezone

from actielijst.exports.teksten import ja_nee, kader, keuze, naam
from pmiek.excel import Column, DataSheet, Kind, workbook_bytes, xlsx_response


def _dag(moment):
    return timezone.localtime(moment).date() if moment else None


KOLOMMEN = [
    Column("Naam", lambda regel: regel.rol.gebruiker.naam, width=26, help="Wie het is"),
    Column("E-mailadres", lambda regel: regel.rol.gebruiker.email, width=34, help="Inlognaam"),
    Column("Rol", lambda regel: keuze(regel.rol, "soort"), width=13, help="Rol in deze provincie"),
    Column("Namens", lambda regel: naam(regel.rol.partij), width=24, help="Bij de rol partij"),
    Column("Leest", lambda regel: regel.leest, width=44, help="Wat deze persoon kan lezen"),
    Column("Wijzigt", lambda regel: regel.wijzigt, width=36, help="Wat deze persoon kan wijzigen"),
    Column(
        "Rol sinds",
        lambda regel: _dag(regel.rol.sinds),
        width=11.5,
        kind=Kind.DATE,
        help="Sinds wanneer deze persoon deze rol heeft",
    ),
    Column(
        "Geldig tot en met",
        lambda regel: regel.rol.geldig_tot,
        width=11.5,
        kind=Kind.DATE,
        help="Leeg: zonder einddatum",
    ),
    Column(
        "Laatst ingelogd",
        lambda regel: _dag(regel.rol.gebruiker.last_login),
        width=11.5,
        kind=Kind.DATE,
        help="Leeg: nog nooit",
    ),
    Column(
        "Tweede stap",
        lambda regel: ja_nee(regel.rol.heeft_tweede_factor),
        width=9,
        help="Of inloggen in twee stappen gaat",
    ),
    Column("Toegang", lambda regel: regel.rol.stand, width=14, help="Of de rol nu toegang geeft"),
    Column("Aandacht", lambda regel: regel.aandacht, width=34, help="Waar u naar kunt kijken"),
]


def rechten_xlsx(provincie, regels):
    peildatum = timezone.localdate()
    blad = DataSheet("Wie mag wat", KOLOMMEN, regels, frozen=1)
    data = workbook_bytes(
        kader(provincie, peildatum, onderwerp="Wie mag wat", schema="rechten-1"), [blad]
    )
    return xlsx_response(f"{peildatum}_{provincie.slug}_wie-mag-wat.xlsx", data)
