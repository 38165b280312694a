"""Realistic content for documents, as long as the real templates are not under test."""

from pathlib import Path

from django.template import engines

SJABLONEN = Path(__file__).parent / "sjablonen"


def voorbeeld_html(naam, gegevens, *, title):
    """A template of the tests, extending the real skeleton."""
    sjabloon = engines["django"].from_string((SJABLONEN / f"{naam}.html").read_text())
    return sjabloon.render(gegevens | {"title": title})


def tekst_html(tekst):
    """One hostile text everywhere a fiche shows text."""
    afspraak = (tekst,) * 5 + ("loopt",)
    return voorbeeld_html(
        "fiche",
        FICHE
        | {
            "naam": tekst,
            "gegevens": [("Aanleiding", tekst, "sub")],
            "afspraken": [afspraak],
            "monitoring": tekst,
        },
        title=tekst,
    )


FICHE = {
    "stempel": "concept",
    "nummer": "2",
    "naam": "Nieuw 150 kV station Hazerswoude-Rijndijk",
    "kenmerken": "Planuitwerking · route acties · elektriciteit · in bedrijf Q2 2030",
    "gegevens": [
        (
            "Aanleiding",
            "Het elektriciteitsnet tussen Leiden en Alphen aan den Rijn is vol. Bedrijven, "
            "woningbouw en laadpleinen in zes gemeenten kunnen niet worden aangesloten.",
            "sub",
        ),
        (
            "Doel",
            "Capaciteit voor industrie, woningbouw, mobiliteit en opwek in Leiden, Voorschoten, "
            "Leiderdorp, Zoeterwoude, Kaag en Braassem en Alphen aan den Rijn.",
            "sub",
        ),
        (
            "Kansen en knelpunten",
            "Eén terrein voor TenneT en Liander.\nDe grond is er niet.",
            "sub",
        ),
        ("Projectfase", "Planuitwerking (fase 2 van 4), sinds 2 maart 2026.", "sub"),
        ("Vervolg", "Na vaststelling van het bestemmingsplan volgt de aanbesteding.", ""),
        ("Volgende fase", "", "sub"),
        ("Locatie", "Hazerswoude-Rijndijk, gemeente Alphen aan den Rijn. Ligging indicatief.", ""),
        ("Type infra", "Nieuw station 150/50 kV met aansluitende 50 kV-kabels.", ""),
        ("Betrokken partijen", "Gemeente Alphen aan den Rijn, TenneT, Liander, provincie.", ""),
        ("Bevoegd gezag", "Gemeente Alphen aan den Rijn (bestemmingsplan); provincie.", ""),
        ("Ruimtegebruik en vergunningverlening", "Ongeveer 4 hectare agrarische grond.", "sub"),
        ("Tijdspad en IBN", "Ter inzage Q3 2027, besluit Q1 2028, bouw medio 2028.", ""),
    ],
    "afspraken": [
        (
            "Gezamenlijke planning vaststellen voor het ruimtelijk besluit en de netaansluiting",
            "Gemeente Alphen aan den Rijn",
            "TenneT, Liander, provincie",
            "Eén planning waar de drie partijen op sturen",
            "Q3 2026",
            "gereed",
        ),
        (
            "Landschappelijk inpassingsplan opstellen",
            "TenneT",
            "Gemeente, omwonenden, Hoogheemraadschap van Rijnland",
            "Plan waarmee de klankbordgroep kan instemmen",
            "Q2 2027",
            "loopt",
        ),
        (
            "Kabeltracé 50 kV bepalen en afstemmen met de gemeenten",
            "Liander",
            "Gemeenten Alphen aan den Rijn en Zoeterwoude, Drechtstedengemeenten",
            "Voorkeurstracé met zakelijk recht",
            "H1 2027",
            "nog niet gestart",
        ),
    ]
    * 2,
    "monitoring": "Twee keer per jaar in werkspoor 1, vóór elke vergadering van de energyboard.",
}
FICHE_KOPPEN = [
    "2 Nieuw 150 kV station Hazerswoude-Rijndijk",
    "Projectgegevens",
    "Uitvoeringsafspraken",
    "Afspraken voor monitoring",
]


def voorwerk(inhoud):
    """Cover and contents; `inhoud` is pairs of part number in the set and page."""
    return {
        "stempel": "concept",
        "organisatie": "Energyboard Zuid-Holland",
        "titel": "pMIEK-actielijst",
        "ondertitel": "32 fiches en 71 uitvoeringsafspraken voor de projecten van de pMIEK",
        "regels": [
            ("Vergadering", "Energyboard Zuid-Holland, 10 december 2026"),
            ("Peildatum", "16 november 2026"),
            ("Status", "CONCEPT, versie 0.3 van 23 november 2026"),
            ("Opgesteld door", "Werkspoor 3, regionaal integraal programmeren"),
            ("Hoort bij", "Hoofddocument pMIEK-uitvoeringsaanpak Zuid-Holland, najaar 2026"),
        ],
        "noot": "Projectnamen en ligging: open data provincie Zuid-Holland, 2023.\n"
        "Voorbeeldgegevens zijn: fasen, routes, afspraken, IP-nummers en data.",
        "inhoud": [
            {
                "deel": deel,
                "nummer": str(deel),
                "naam": f"Nieuw 150/21 kV station Den Haag Escamp {deel}",
                "fase": "Planuitwerking",
                "route": "Alleen monitoring",
                "pagina": pagina,
            }
            for deel, pagina in inhoud
        ],
    }


TELLING = {
    "stempel": "vastgesteld",
    "inleiding": "Zeven van de tien projecten gaan over elektriciteit. Warmte en waterstof "
    "zitten, op WarmtelinQ Rijswijk–Leiden na, nog in verkenning.",
    "tellingen": [
        {
            "titel": "Projecten per energiedrager",
            "kop": "Energiedrager",
            "hoogste": 71,
            "rijen": [
                {
                    "label": "Elektriciteit",
                    "concreet": 16,
                    "verkenning": 11,
                    "totaal": 27,
                    "aandeel": 71,
                },
                {"label": "Warmte", "concreet": 1, "verkenning": 8, "totaal": 9, "aandeel": 24},
                {"label": "Waterstof", "concreet": 0, "verkenning": 2, "totaal": 2, "aandeel": 5},
            ],
            "totaal": {"concreet": 17, "verkenning": 21, "totaal": 38},
            "noot": "Telling van de hele pMIEK-lijst van 2023.",
        },
        {
            "titel": "Projecten per netbeheerder",
            "kop": "Netbeheerder",
            "hoogste": 47,
            "rijen": [
                {"label": "Stedin", "concreet": 8, "verkenning": 10, "totaal": 18, "aandeel": 47},
                {"label": "TenneT", "concreet": 2, "verkenning": 0, "totaal": 2, "aandeel": 5},
            ],
            "totaal": None,
            "noot": "Project 2 telt bij twee netbeheerders. Daarom geen totaal.",
        },
    ],
}
