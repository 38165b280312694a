"""Long lists and the files of all parties: what the worker makes while nobody waits."""

from actielijst.documenten.maken import maak_gevraagd
from actielijst.enums import Keuzedocument
from actielijst.models import Documenttaak
from actielijst.uitvraag.verzoek import Verzoek
from pmiek.models import Gebruiker
from tests.bench.gegevens import PEILDATUM, Stand, gebruik, provincie
from tests.bench.meten import Meting, duur, rond

LANG, PARTIJEN = Stand(4000), Stand(400)
STANDEN = [LANG, PARTIJEN]
VERZOEK = Verzoek(PEILDATUM, "secretariaat@voorbeeld.nl")
DOCUMENTEN = [
    ("Excel van 4.000 projecten", Keuzedocument.PROJECTEN_XLSX, LANG, ""),
    ("Excel van 6.000 afspraken", Keuzedocument.AFSPRAKEN_XLSX, LANG, ""),
    ("pdf van 6.000 afspraken", Keuzedocument.AFSPRAKEN_PDF, LANG, ""),
    (
        "uitvraag aan alle partijen van 400 projecten",
        Keuzedocument.UITVRAAG_ZIP,
        PARTIJEN,
        VERZOEK.als_adres,
    ),
]


def tijden():
    for naam, soort, stand, keuze in DOCUMENTEN:
        with gebruik(stand):
            seconden = duur(lambda soort=soort, keuze=keuze: _maak(soort, keuze))
        yield Meting(f"tijd: {naam}, op de achtergrond", rond(seconden), "s")


def _maak(soort, keuze):
    taak = Documenttaak(
        provincie=provincie(),
        gebruiker=Gebruiker.objects.get(),
        soort=soort,
        keuze=keuze,
        peildatum=PEILDATUM,
    )
    return maak_gevraagd(taak, voortgang=lambda *stap: None)
