"""The words of the source, each in one line."""

BEGRIPPEN = [
    (
        "Actielijst",
        "Hoofddocument van de provincie met per project een fiche: wie doet wat, wanneer.",
    ),
    ("Bevoegd gezag", "Overheid die het ruimtelijk besluit neemt: gemeente, provincie of Rijk."),
    ("Concreet project", "Project dat minimaal in de planuitwerkingsfase is."),
    (
        "Energyboard",
        "Bestuurlijke tafel per provincie voor het energiesysteem; de naam verschilt.",
    ),
    ("Fiche", "De gegevens, de link met het investeringsplan en de afspraken van één project."),
    ("Hoofddocument", "Aantallen en typen, terugblik, nMIEK en wat nog geen locatie heeft."),
    ("IBN", "In bedrijf name: het moment waarop de infrastructuur in gebruik gaat."),
    ("IP", "Investeringsplan van een netbeheerder: elke twee jaar, tien jaar vooruit."),
    ("Netbeheerder", "Beheerder van het transport- of distributienet."),
    ("nMIEK", "Landelijk meerjarenprogramma: projecten van nationaal belang."),
    (
        "pMIEK",
        "Provinciaal Meerjarenprogramma Infrastructuur Energie en Klimaat: "
        "energieprojecten met maatschappelijke prioriteit.",
    ),
    ("pMIEK +1", "De volgende ronde van de pMIEK-lijst, via integraal programmeren."),
    ("Route", "Acties, alleen monitoring, of terug naar integraal programmeren (pMIEK +1)."),
    ("Trekker", "Partij die een afspraak uitvoert en bewaakt."),
    (
        "Uitvoeringsafspraak",
        "Activiteit met een trekker, betrokken partijen, een resultaat en een planning.",
    ),
    ("Verkenning", "Voorverkennings- of onderzoeksfase, met of zonder locatie."),
    ("Werkspoor 1", "Sneller bouwen: overzicht van knelpunten, versnelling en monitoring."),
    ("Werkspoor 3", "Regionaal integraal programmeren: maakt afspraken en legt ze vast."),
]
