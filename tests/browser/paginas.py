"""Every page of the product by name: where it is, who opens it, and in which states."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import get_resolver, reverse

from tests.browser.fiche import sla_op, veld, verwijder, voeg_toe
from tests.browser.gegevens import WACHTWOORD

# files, parts of a page, redirects, posts, and steps of allauth that this site does not use
GEEN_PAGINA = {
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "actielijst:aanvaarding_intrekken",
    "actielijst:afspraak_export",
    "actielijst:afspraak_pdf",
    # asked for by ticking rows, as the page of the list does here
    "actielijst:afspraken_wijzigen",
    "actielijst:bevinding_export",
    "actielijst:voorbeeldactie_export",
    "actielijst:voorbeeldactie_zetten",
    "actielijst:documenttaak_bestand",
    "actielijst:documenttaak_stoppen",
    "actielijst:fasewisseling_export",
    "actielijst:inlezing_export",
    "actielijst:inlezing_stoppen",
    "actielijst:partij_bericht_export",
    "actielijst:partij_uitvraag_export",
    "actielijst:project_downloads",
    "actielijst:project_export",
    "actielijst:project_indelen",
    "actielijst:categoriseren_gekozen",
    "actielijst:project_pdf",
    "actielijst:project_terugzetten",
    "concept_weggooien",
    "gezond",
    "security_txt",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
    "actielijst:rechten_export",
    "actielijst:uitnodiging_intrekken",
    "actielijst:uitnodiging_versturen",
    "monitoring:monitoringronde_bevestigen",
    "monitoring:monitoringronde_herinnering_eml",
    "monitoring:monitoringregel_terugzetten",
    # shown only while a long list is not made yet; tests/monitoring/test_lijsttaak.py
    "monitoring:monitoringronde_pdf",
    "monitoring:monitoringronde_xlsx",
    "monitoring:vraag_afspraak",
    "monitoring:vraag_stap",
    "periode_echo",
    "thema",
}


@dataclass(frozen=True)
class Pagina:
    route: str
    # the name of the object in the address, as `wereld` knows it
    van: str = ""
    vraag: str = ""
    # the fixture that is the user; empty for a visitor
    wie: str = "secretaris"
    # what is done on the page before it is judged
    doe: Callable = lambda page: None
    wat: str = ""
    # where that leads, if it is another page
    komt_op: str = ""

    def __str__(self):
        return f"{self.route} {self.wat}".strip()

    def adres(self, wereld):
        in_provincie = self.route.startswith(("actielijst:", "monitoring:"))
        args = [wereld["provincie"]] if in_provincie else []
        return reverse(self.route, args=[*args, *wereld.get(self.van, [])]) + self.vraag


def verstuur(page):
    with page.expect_navigation():
        page.locator("main form[method=post]").first.evaluate("form => form.requestSubmit()")


def klap_uit(page):
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")


def open_regel(page):
    with page.expect_navigation():
        page.locator(".mo-regels").get_by_role("link", name="wijzig").first.click()


def fout_in_fiche(page):
    klap_uit(page)
    page.get_by_label("Naam", exact=True).fill("")
    veld(page, "Activiteit", 2).fill("")
    veld(page, "Planning", 3).fill("Q5 2027")
    sla_op(page)


def rijen_gewijzigd(page):
    voeg_toe(page, 4, "Vergunning aanvragen")
    verwijder(page, 1)


def log_in(page, email="beveiligd@voorbeeld.nl", wachtwoord=WACHTWOORD):
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(wachtwoord)
    with page.expect_navigation():
        page.get_by_role("button", name="Inloggen").click()


def bleke_kleur(page):
    page.get_by_label("Accentkleur").fill("#ffee00")
    verstuur(page)


def kies_afspraken(page, status="loopt"):
    for keuze in page.locator("input[name=keuze]").all():
        keuze.check()
    page.locator("#bulk [name=status]").select_option(status)
    with page.expect_navigation():
        page.locator("#bulk").get_by_role("button", name="Ga verder").click()


def kies_afspraken_zonder_wijziging(page):
    kies_afspraken(page, status="")


def antwoord_gisteren(page):
    page.get_by_label("Terugsturen tot en met").fill("01-01-2020")
    verstuur(page)


def stel_een_vraag(page):
    """A row that waits for its sentence, once it was left without one."""
    rij = page.locator("[data-indelingsrij]").first
    rij.locator("input[value=realisatie]").check()
    rij.locator("input[value=pmiek_plus_1]").check()
    page.locator("h1").click()
    page.locator("[aria-invalid=true]").wait_for()


def kies_en_zet_terug(page):
    for rij in page.locator("[data-indelingsrij] input[name=kies]").all():
        rij.check()
    page.locator("#gekozen [name=fase]").select_option("verkenning")
    with page.expect_navigation():
        page.get_by_role("button", name="Pas toe op gekozen").click()


PAGINAS = [
    Pagina("mijn_concepten", wat="met een concept"),
    Pagina("mijn_concepten", wie="lezer", wat="leeg"),
    Pagina("actielijst:start"),
    Pagina("actielijst:start", wie="lezer", wat="als lezer"),
    Pagina("actielijst:project_lijst"),
    Pagina(
        "actielijst:project_lijst",
        vraag="?fase=verkenning&route=acties&sorteer=-naam",
        doe=klap_uit,
        wat="met filters",
    ),
    Pagina("actielijst:project_lijst", vraag="?zoek=bestaatniet", wat="leeg"),
    Pagina("actielijst:project_archief"),
    Pagina("actielijst:categoriseren", doe=klap_uit),
    Pagina("actielijst:categoriseren", wie="lezer", wat="als lezer"),
    Pagina("actielijst:categoriseren", vraag="?toon=zonder_route", doe=stel_een_vraag, wat="vraag"),
    Pagina("actielijst:categoriseren", vraag="?fase=verkenning&route=monitoring", wat="leeg"),
    Pagina(
        "actielijst:categoriseren",
        doe=kies_en_zet_terug,
        wat="gekozen",
        komt_op="actielijst:categoriseren_gekozen",
    ),
    Pagina("actielijst:fasewisseling_lijst", doe=klap_uit),
    Pagina("actielijst:fasewisseling_lijst", vraag="?richting=terug", wat="leeg"),
    Pagina("actielijst:project_nieuw"),
    Pagina("actielijst:project_nieuw", doe=verstuur, wat="met fouten"),
    Pagina("actielijst:project_detail", "project"),
    Pagina("actielijst:project_detail", "leeg_project", wat="bijna leeg"),
    Pagina("actielijst:project_detail", "archiefproject", wat="in het archief"),
    Pagina("actielijst:project_bewerken", "project", wie="redacteur"),
    Pagina("actielijst:project_bewerken", "project", doe=klap_uit, wat="alles open"),
    Pagina("actielijst:project_bewerken", "project", doe=rijen_gewijzigd, wat="rijen gewijzigd"),
    Pagina("actielijst:project_bewerken", "project", doe=fout_in_fiche, wat="met fouten"),
    Pagina("actielijst:project_bewerken", "project", vraag="?concept=wacht", wat="met concept"),
    Pagina("actielijst:project_werksessie", "project"),
    Pagina("actielijst:project_werksessie", "project", doe=rijen_gewijzigd, wat="rijen gewijzigd"),
    Pagina("actielijst:project_archiveren", "project"),
    Pagina("actielijst:project_archiveren", "project", doe=verstuur, wat="met fouten"),
    Pagina("actielijst:project_verloop", "project", doe=klap_uit),
    Pagina("actielijst:voorbeeldactie_lijst"),
    Pagina("actielijst:voorbeeldactie_nieuw"),
    Pagina("actielijst:voorbeeldactie_inlezen_nieuw"),
    Pagina("actielijst:voorbeeldactie_inlezen_nieuw", doe=verstuur, wat="met fouten"),
    Pagina("actielijst:voorbeeldactie_bewerken", "voorbeeldactie"),
    Pagina("actielijst:trekker_lijst"),
    Pagina("actielijst:belasting_lijst"),
    Pagina("actielijst:bevinding_lijst"),
    Pagina("actielijst:bevinding_lijst", vraag="?regel=zonder_resultaat", wat="van een regel"),
    Pagina("actielijst:bevinding_lijst", vraag="?stand=aanvaard", wat="aanvaard"),
    Pagina("actielijst:project_aanvaarden", "project", vraag="?regel=zonder_bevoegd_gezag"),
    Pagina(
        "actielijst:project_aanvaarden",
        "project",
        vraag="?regel=zonder_bevoegd_gezag",
        doe=verstuur,
        wat="met fouten",
    ),
    Pagina("actielijst:afspraak_lijst"),
    Pagina(
        "actielijst:afspraak_lijst",
        vraag="?status=open&tijd=te_laat&sorteer=-planning",
        doe=klap_uit,
        wat="met filters",
    ),
    Pagina("actielijst:inlezen"),
    Pagina("actielijst:inlezing_kolommen", "inlezing"),
    Pagina("actielijst:inlezing_detail", "inlezing"),
    Pagina("actielijst:inlezing_detail", "gelezen_inlezing", wat="wordt gelezen"),
    Pagina("actielijst:inlezing_detail", "bezige_inlezing", wat="wordt verwerkt"),
    Pagina("actielijst:inlezing_detail", "verwerkte_inlezing", wat="verwerkt"),
    Pagina(
        "actielijst:afspraak_lijst",
        doe=kies_afspraken,
        wat="gekozen",
        komt_op="actielijst:afspraken_wijzigen",
    ),
    Pagina(
        "actielijst:afspraak_lijst",
        doe=kies_afspraken_zonder_wijziging,
        wat="gekozen met fouten",
        komt_op="actielijst:afspraken_wijzigen",
    ),
    Pagina("actielijst:uitvraag_lijst"),
    Pagina("actielijst:uitvraag_lijst", doe=antwoord_gisteren, wat="met fouten"),
    Pagina("actielijst:documenten"),
    Pagina("actielijst:documenttaak", "taak", wat="klaar"),
    Pagina("actielijst:documenttaak", "lopende_taak", wat="bezig"),
    Pagina("actielijst:documenttaak", "mislukte_taak", wat="mislukt"),
    Pagina("actielijst:teksten"),
    Pagina("actielijst:partij_lijst"),
    Pagina("actielijst:partij_nieuw"),
    Pagina("actielijst:partij_nieuw", doe=verstuur, wat="met fouten"),
    Pagina("actielijst:partij_bewerken", "partij"),
    Pagina("actielijst:keuze_lijst"),
    Pagina("actielijst:keuze_nieuw"),
    Pagina("actielijst:keuze_bewerken", "keuze"),
    Pagina("actielijst:ronde_lijst"),
    Pagina("actielijst:ronde_nieuw"),
    Pagina("actielijst:ronde_bewerken", "ronde"),
    Pagina("actielijst:rol_lijst"),
    Pagina("actielijst:rol_nieuw"),
    Pagina("actielijst:rol_nieuw", doe=verstuur, wat="met fouten"),
    Pagina("actielijst:rol_bewerken", "rol"),
    Pagina("actielijst:rol_intrekken", "rol"),
    Pagina("actielijst:rol_deactiveren", "rol"),
    Pagina("actielijst:partijrol_projecten", "partijrol"),
    Pagina("actielijst:uitnodiging_lijst"),
    Pagina("actielijst:uitnodiging_nieuw"),
    Pagina("actielijst:uitnodiging_nieuw", doe=verstuur, wat="met fouten"),
    Pagina("uitnodiging_aanvaarden", "uitnodiging", wie=""),
    Pagina("uitnodiging_aanvaarden", "uitnodiging", wie="", doe=verstuur, wat="met fouten"),
    Pagina("uitnodiging_aanvaarden", "uitnodiging", wat="als een ander"),
    Pagina("actielijst:rechten_lijst"),
    Pagina("actielijst:toegang"),
    Pagina("actielijst:huisstijl"),
    Pagina("actielijst:huisstijl", doe=bleke_kleur, wat="met fouten"),
    Pagina("monitoring:dashboard", doe=klap_uit),
    Pagina("monitoring:ibn_verloop", doe=klap_uit),
    Pagina("monitoring:monitoringregel_tijdlijn", "monitoringregel"),
    Pagina("monitoring:plausibiliteit"),
    Pagina("monitoring:cijfer_rijen", "cijfer", wat="regels"),
    Pagina("monitoring:dashboard", vraag="?op=1-1-2020", wat="met een moment zonder ronde"),
    Pagina("monitoring:categorie_patroon", "categorie", doe=verstuur, wat="met fouten"),
    Pagina("monitoring:monitoringronde_herinneringen", "monitoringronde", doe=klap_uit),
    Pagina("monitoring:doorlooptijd_lijst"),
    Pagina("monitoring:doorlooptijd_nieuw", doe=verstuur, wat="met fouten"),
    Pagina("monitoring:doorlooptijd_bewerken", "doorlooptijd"),
    Pagina("monitoring:monitoringronde_lijst"),
    Pagina("monitoring:monitoringronde_nieuw", doe=verstuur, wat="met fouten"),
    Pagina("monitoring:monitoringronde_detail", "monitoringronde", doe=open_regel, wat="open"),
    Pagina("monitoring:monitoringronde_bewerken", "monitoringronde"),
    Pagina("monitoring:monitoringronde_projecten", "monitoringronde"),
    Pagina("monitoring:monitoringronde_sluiten", "monitoringronde"),
    Pagina("monitoring:monitoringronde_detail", "gesloten_ronde", wat="met een correctie"),
    Pagina("monitoring:monitoringronde_detail", "monitoringronde", "?stand=x", wat="onbekend"),
    Pagina("monitoring:monitoringronde_wijzigingen", "monitoringronde"),
    Pagina("monitoring:monitoringronde_wijzigingen", "gesloten_ronde", doe=verstuur, wat="dicht"),
    Pagina("monitoring:monitoringregel_bewerken", "monitoringregel", doe=klap_uit),
    Pagina("monitoring:monitoringregel_bewerken", "gesloten_regel", doe=verstuur, wat="correctie"),
    Pagina("monitoring:monitoringregel_versies", "gesloten_regel", wie="lezer"),
    Pagina("monitoring:vraag_lijst"),
    Pagina("monitoring:vraag_nieuw", doe=verstuur, wat="met fouten"),
    Pagina("monitoring:vraag_detail", "vraag"),
    Pagina("monitoring:vraag_bewerken", "vraag"),
    Pagina("monitoring:categorie_lijst"),
    Pagina("monitoring:categorie_nieuw", doe=verstuur, wat="met fouten"),
    Pagina("monitoring:categorie_bewerken", "categorie"),
    Pagina("ongedaan", "handeling"),
    Pagina("ongedaan", "betwiste_handeling", doe=verstuur, wat="met conflicten"),
    Pagina("ongedaan", "teruggedraaid", wat="al gedaan"),
    Pagina("ongedaan", "bezige_handeling", wat="bezig"),
    Pagina("start", wie="nieuweling", wat="zonder provincie"),
    Pagina("begrippen"),
    Pagina("hulp"),
    Pagina("toegankelijkheid", wie=""),
    Pagina("account_login", wie=""),
    Pagina("account_login", wie="", doe=verstuur, wat="met fouten"),
    Pagina("account_logout"),
    Pagina("account_signup", wie=""),
    Pagina("account_inactive", wie=""),
    Pagina("account_change_password"),
    Pagina("account_change_password", doe=verstuur, wat="met fouten"),
    Pagina("account_reset_password", wie=""),
    Pagina("account_reset_password_done", wie=""),
    Pagina("account_reset_password_from_key", "sleutel", wie=""),
    Pagina("account_reset_password_from_key", "oude_sleutel", wie="", wat="verlopen"),
    Pagina("account_reset_password_from_key_done", wie=""),
    Pagina("account_reauthenticate"),
    Pagina("mfa_authenticate", wie="", vraag="", doe=log_in),
    Pagina("mfa_reauthenticate", wie="beveiligd"),
    Pagina("mfa_list_webauthn"),
    Pagina("mfa_list_webauthn", wie="sleutelbezitter", wat="met passkey"),
    Pagina("mfa_add_webauthn"),
    Pagina("mfa_edit_webauthn", "passkey", wie="sleutelbezitter"),
    Pagina("mfa_remove_webauthn", "passkey", wie="sleutelbezitter"),
    Pagina("mfa_reauthenticate_webauthn", wie="sleutelbezitter"),
    Pagina("usersessions_list"),
    Pagina("mfa_index"),
    Pagina("mfa_index", wie="beveiligd", wat="met app"),
    Pagina("mfa_activate_totp"),
    Pagina("mfa_activate_totp", doe=verstuur, wat="met fouten"),
    Pagina("mfa_deactivate_totp", wie="beveiligd"),
    Pagina("mfa_view_recovery_codes", wie="beveiligd"),
    Pagina("mfa_generate_recovery_codes", wie="beveiligd"),
]
FOUTPAGINAS = {
    404: "/zuid-holland/projecten/999999/",
    403: "/zuid-holland/beheer/partijen/",
}


def routes(resolver=None, ruimte=""):
    """The names of all addresses in the URLconf."""
    for patroon in (resolver or get_resolver()).url_patterns:
        if hasattr(patroon, "url_patterns"):
            yield from routes(patroon, f"{patroon.namespace}:" if patroon.namespace else ruimte)
        elif patroon.name:
            yield f"{ruimte}{patroon.name}"
