"""Numbers, dates and agreements in the words of the documents."""

from django.utils.formats import date_format
from django.utils.text import capfirst, slugify

from pmiek.pdf.text import bounded, clean

CONCEPT = "concept"
VOORBEELD = "voorbeeldgegevens"
TELWOORDEN = [
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
]


def telwoord(aantal):
    """In words up to twenty, in figures above: "twaalf", "38"."""
    return TELWOORDEN[aantal] if aantal < len(TELWOORDEN) else str(aantal)


def hoofdletter(zin):
    """A capital at the start of a sentence; of "één" only the first letter loses its accent."""
    return f"E{zin[1:]}" if zin.startswith("é") else capfirst(zin)


def getal(aantal, enkelvoud, meervoud):
    """'1 fiche', '32 fiches'."""
    return f"{aantal} {enkelvoud if aantal == 1 else meervoud}"


def in_woorden(aantal, enkelvoud, meervoud):
    """'één project', 'twaalf projecten', '38 projecten'."""
    return f"{telwoord(aantal)} {enkelvoud if aantal == 1 else meervoud}"


def datum(dag):
    return date_format(dag, "j F Y")


def alineas(tekst):
    """Paragraphs of an own text, as (paragraphs, sentence about what was left out)."""
    getoond, ingekort = bounded(clean(tekst))
    return [alinea for deel in getoond.split("\n\n") if (alinea := deel.strip())], ingekort


def voettekst(peildatum, *extra, met_voorbeelden):
    """The footer of every page; the word "voorbeeldgegevens" only where there are examples."""
    delen = [f"Peildatum {datum(peildatum)}", *extra, VOORBEELD if met_voorbeelden else ""]
    return " | ".join(filter(None, delen))


def bestandsnaam_van(provincie, onderwerp, dag, status=CONCEPT):
    return f"{dag:%Y-%m-%d}_{provincie.slug}_{slugify(onderwerp)}_{status}"


def partijnaam(partij):
    """A party at the beginning of a cell; "" when there is none."""
    return capfirst(str(partij or ""))


def betrokkenen(afspraak):
    namen = [str(partij) for partij in afspraak.betrokken_partijen.all()]
    return capfirst(", ".join(filter(None, [*namen, afspraak.overige_betrokkenen.strip()])))


def statuswoord(afspraak):
    """'loopt', 'afgerond 15-10-2026'; that it is overdue is a mark of its own."""
    woord = afspraak.get_status_display()
    if afspraak.afgerond_op and not afspraak.is_actief:
        return f"{woord} {afspraak.afgerond_op:%d-%m-%Y}"
    return woord
