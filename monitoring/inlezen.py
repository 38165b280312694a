"""The monitoringslijst comes back: the rows of the open round, by the form of the screen."""

import re

from actielijst.exports.teksten import AFKORTINGEN
from actielijst.forms.fiche import load_partijen
from actielijst.inlezen.bladsoort import Bladsoort, afgeleide_koppen
from actielijst.inlezen.kolommen import in_een_spelling, kolom
from actielijst.inlezen.schrijven import UITVRAAG, Rijformulier, Schrijver, schema
from actielijst.inlezen.vergelijken import EIGEN_ID, Vergelijking
from actielijst.inlezen.waarden import Gelezen, Lezer, Vraag
from monitoring import uitvraag
from monitoring.enums import Oordeel, Oorzaaksoort, Regelstand
from monitoring.exports import SCHEMA
from monitoring.forms.regel import RegelForm
from monitoring.kolommen import BIJLAGE_2, EXTRA
from monitoring.lijst import punttekst, trekkertekst, vraagtekst
from monitoring.models import Monitoringregel, VraagAanEnergyboard
from monitoring.rondes import bevestig_ongewijzigd
from monitoring.vragen import vragen_per_project
from pmiek.enums import Rolsoort

KOLOMMEN = (
    kolom("id", "ID"),
    kolom("versie", "Versie"),
    kolom("nummer", "Project (naar pMIEK-lijst)"),
    kolom("naam", "Projectnaam"),
    kolom("ibn", "Haalbaarheid IBN"),
    kolom("aandachtspunt", "Aandachtspunten (proces of risico)"),
    kolom("versnellingsactie", "Versnellingsactie"),
    kolom("trekkers", "Trekker / verantwoordelijke bij aandachtspunten en versnellingsacties"),
    kolom("vraag", "Vraag aan energyboard"),
    kolom("oordeel", "Haalbaar?"),
    kolom("oorzaak", "Oorzaak"),
    kolom("oorzaaksoort", "Soort oorzaak"),
    kolom("oorzaak_toelichting", "Toelichting bij de oorzaak"),
    kolom("categorie", "Soort aandachtspunt"),
    kolom("ongewijzigd", "Bevestigd ongewijzigd"),
)
VAN_PROJECT = {"nummer", "naam"}
INHOUD = tuple(
    k.veld for k in KOLOMMEN if k.veld not in {"id", "versie", "ongewijzigd", *VAN_PROJECT}
)
JA, NEE = {"ja", "j", "x"}, {"nee", "n", ""}
INTUSSEN = "intussen op de site gewijzigd"
GEEN_RONDE = (
    "Op dit blad staan geen ID's van een ronde van deze provincie; dit blad lezen wij niet. "
    "De lijst van een gesloten ronde heeft ze niet. Download de lijst van de open ronde."
)
GESLOTEN = (
    "De ronde {} is gesloten; dit blad lezen wij niet. Een regel van een gesloten ronde "
    "corrigeert u op de site, met een reden."
)
NIET_IN_RONDE = (
    "Deze regel heeft geen ID van de ronde {}. Een project neemt u op de site in de ronde op."
)


class RegelLezer(Lezer):
    scheiding = re.compile(r" ?[;\n] ?| / ")
    tussen = " / "
    enums = {"oordeel": Oordeel, "oorzaaksoort": Oorzaaksoort}

    def __init__(self, provincie, eerder):
        super().__init__(provincie, eerder)
        self.soorten = {
            in_een_spelling(soort.naam): soort for soort in provincie.aandachtspuntcategorieen.all()
        }
        vragen = VraagAanEnergyboard.objects.van(provincie)
        self.vragen = tuple({vraag.regel for vraag in vragen})

    def soort(self, veld, cel):
        gevonden = self.soorten.get(in_een_spelling(cel.text))
        if gevonden is None:
            keuzes = [(soort.naam, soort.naam) for soort in self.soorten.values()]
            raise Vraag(f"'{cel.text.strip()[:60]}' is geen soort aandachtspunt.", keuzes)
        return Gelezen(str(gevonden.pk), gevonden.naam)

    def vraag(self, veld, cel):
        """The own words of the row: what is on the agenda is a question of its own."""
        regels = [regel.strip() for regel in cel.text.strip().splitlines()]
        eigen = [regel for regel in regels if not (self.vragen and regel.startswith(self.vragen))]
        tekst = "\n".join(eigen).strip()
        return Gelezen(tekst, tekst)

    def ongewijzigd(self, veld, cel):
        """Only a yes says something: a no is a row that is still to be filled in."""
        woord = in_een_spelling(cel.text)
        if woord not in JA | NEE:
            keuzes = [("ja", "ja, alles klopt nog"), ("nee", "nee")]
            raise Vraag(f"'{cel.text.strip()[:60]}' is geen ja of nee.", keuzes)
        return Gelezen("ja", "ja") if woord in JA else Gelezen("", "nee")

    eigen = {
        "ongewijzigd": ongewijzigd,
        "oordeel": Lezer.keuze,
        "oorzaaksoort": Lezer.keuze,
        "categorie": soort,
        "oorzaak": soort,
        "vraag": vraag,
    }


class RegelVergelijking(Vergelijking):
    letter = "M"
    lezerklasse = RegelLezer
    overig = {"trekkers": "overige_trekkers"}

    def __init__(self, soort, provincie, tabel, *args):
        self.ronde = _ronde_van(provincie, tabel)
        super().__init__(soort, provincie, tabel, *args)
        self.agenda = vragen_per_project(self.ronde) if self.objecten else {}

    def weigering(self):
        if self.ronde is None:
            return GEEN_RONDE
        return "" if self.ronde.is_open else GESLOTEN.format(self.ronde)

    def laad(self):
        if self.weigering():
            return []
        regels = self.ronde.regels.voor_lijst().met_vorige()
        return regels.select_related("ronde__provincie", "project__provincie")

    def is_zelfde(self, obj, veld, gelezen):
        if veld == "ongewijzigd" and not gelezen.waarde:
            return True
        # without the questions on the agenda, as the file for a party has it
        eigen = veld == "vraag" and gelezen.waarde == obj.vraag.strip()
        return eigen or super().is_zelfde(obj, veld, gelezen)

    def _verander(self, regel, veld, kolom, oud, gelezen):
        """Nobody confirms unseen what was changed on the site after the file was made."""
        if veld == "ongewijzigd" and oud != INTUSSEN and self._is_intussen_anders(regel):
            self._bots(regel, veld, kolom, oud, INTUSSEN, gelezen)
            return
        super()._verander(regel, veld, kolom, oud, gelezen)

    def _is_intussen_anders(self, regel):
        return any(self.tekst(v, regel.toen) != self.tekst(v, regel.bestaand) for v in INHOUD)

    def velden_van(self, veld):
        return set(INHOUD) if veld == "ongewijzigd" else super().velden_van(veld)

    def te_vergelijken(self, veld):
        return veld not in VAN_PROJECT and super().te_vergelijken(veld)

    def waarde(self, veld, obj):
        if veld == "vraag":
            return vraagtekst(obj, self.agenda.get(obj.project_id, []))
        return WAARDEN[veld](obj) if veld in WAARDEN else getattr(obj, veld)

    def zoek(self, regel, cellen):
        regel.bestaand = self.met_id(regel, cellen)
        if regel.bestaand is None and not regel.wordt_overgeslagen:
            waar = next(iter(cellen.values()))
            self.sla_over(regel, *waar, NIET_IN_RONDE.format(self.ronde))


def _ronde_van(provincie, tabel):
    """The round that the IDs are of, as the first that we know says."""
    nummers = [
        int(gevonden[3])
        for _, cellen in tabel.rijen
        if "id" in cellen
        and (gevonden := EIGEN_ID.fullmatch(cellen["id"][1].text.strip()))
        and gevonden.groups()[:2] == (AFKORTINGEN[provincie.code], "M")
    ]
    regels = Monitoringregel.objects.van(provincie).select_related("ronde__provincie")
    bekend = regels.in_bulk(nummers)
    return next((bekend[nummer].ronde for nummer in nummers if nummer in bekend), None)


WAARDEN = {
    "id": lambda regel: regel.pk,
    "ongewijzigd": lambda regel: "ja" if regel.stand == Regelstand.ONGEWIJZIGD else "",
    "nummer": lambda regel: regel.project.nummer,
    "naam": lambda regel: regel.project.naam,
    "ibn": lambda regel: str(regel.ibn),
    "aandachtspunt": punttekst,
    "trekkers": trekkertekst,
    "oordeel": lambda regel: regel.get_oordeel_display() if regel.oordeel else "",
    "oorzaaksoort": lambda regel: regel.get_oorzaaksoort_display() if regel.oorzaaksoort else "",
    "categorie": lambda regel: str(regel.categorie or ""),
    "oorzaak": lambda regel: str(regel.oorzaak or ""),
}


class IngelezenRegelForm(Rijformulier, RegelForm):
    def __init__(self, *args, categorieen, **kwargs):
        self.categorieen = categorieen
        super().__init__(*args, **kwargs)

    def soorten(self, provincie, gekozen):
        return [soort for soort in self.categorieen if soort.actief or soort.pk in gekozen]


class RegelSchrijver(Schrijver):
    formulierklasse = IngelezenRegelForm
    cellen_van = {
        "trekkers": ("regeltrekker.partij", "monitoringregel.overige_trekkers"),
        "ongewijzigd": ("monitoringregel.ongewijzigd", "monitoringregel.stand_van"),
    }

    def __init__(self, *args):
        super().__init__(*args)
        self.partijen = load_partijen(self.provincie)
        self.categorieen = list(self.provincie.aandachtspuntcategorieen.all())
        self.vorige = {}

    def opties(self, obj):
        return {
            "vorige": self._vorige(obj),
            "provincie": self.provincie,
            "partijen": self.partijen,
            "categorieen": self.categorieen,
        }

    def _vorige(self, obj):
        """The rows of the round before, read with the first one that is asked for."""
        if obj.vorige_id and not self.vorige:
            regels = Monitoringregel.objects.van(self.provincie).met_vorige()
            van_ronde = regels.filter(ronde=obj.ronde_id).values_list("vorige_id", flat=True)
            eerdere = Monitoringregel.objects.van(self.provincie).prefetch_related("trekkers")
            self.vorige = eerdere.in_bulk([pk for pk in van_ronde if pk])
        return self.vorige.get(obj.vorige_id)

    def velden(self, verandering, obj):
        if verandering.veld == "trekkers":
            partijen, overig = verandering.waarde
            return {"trekkers": partijen, "overige_trekkers": overig}
        if verandering.veld == "ongewijzigd":
            return {}
        return super().velden(verandering, obj)

    def bewaar(self, regel, form):
        """As on the screen: a row that was filled in is confirmed with it."""
        alleen_ja = {verandering.veld for verandering in regel.veranderingen} == {"ongewijzigd"}
        if alleen_ja and not form.is_anders:
            bevestig_ongewijzigd([form.instance], self.gebruiker)
        else:
            form.bewaar(self.gebruiker)


BLAD = Bladsoort(
    naam="monitoring",
    enkelvoud="monitoringsregel",
    meervoud="monitoringsregels",
    kolommen=KOLOMMEN,
    schemas=(schema(SCHEMA), UITVRAAG),
    rollen=tuple(Rolsoort.monitoring()),
    vergelijking=RegelVergelijking,
    schrijver=RegelSchrijver,
    kenmerk=frozenset({"id", "ibn", "versnellingsactie"}),
    afgeleid=afgeleide_koppen([*BIJLAGE_2, *EXTRA, *uitvraag.KOLOMMEN], KOLOMMEN),
)
