"""The words of the source and of this site, each in one line, in the order of the alphabet."""

BEGRIPPEN = [
    (
        "Aandachtspunt",
        "Wat een project vertraagt of dreigt te vertragen; een kolom van de monitoringslijst.",
    ),
    ("Actielijst", "Alle fiches van een provincie, met de afspraken per partij erachter."),
    ("Betrokken partijen", "Wie naast de trekker meewerkt aan een afspraak of een project."),
    ("Bevoegd gezag", "De overheid die het ruimtelijk besluit neemt: gemeente, provincie of Rijk."),
    ("Concreet project", "Een project dat minimaal in de planuitwerkingsfase is."),
    ("Energyboard", "De bestuurlijke tafel van een provincie voor het energiesysteem."),
    ("Fase", "Verkenning, planuitwerking, project of realisatie."),
    ("Fiche", "De gegevens, de link met het investeringsplan en de afspraken van één project."),
    ("Haalbaarheid IBN", "Of de in bedrijf name op tijd lukt, en zo niet, wanneer dan wel."),
    (
        "Herkomst B of C",
        "B: uit het investeringsplan, aangemerkt als maatschappelijke prioriteit. "
        "C: uit integraal programmeren.",
    ),
    (
        "Hoofddocument",
        "Aantallen en typen projecten, de terugblik, het nMIEK en de verkenningen zonder locatie.",
    ),
    ("IBN", "In bedrijf name: het moment waarop de infrastructuur in gebruik gaat."),
    (
        "Integraal programmeren",
        "Samen plannen van energie, in samenhang met ruimte en met wat er gebouwd wordt.",
    ),
    ("IP", "Investeringsplan van een netbeheerder: elke twee jaar, tien jaar vooruit."),
    ("Monitoringslijst", "Per project en per ronde de stand: op schema of niet, en waardoor."),
    ("Netbeheerder", "De beheerder van het net voor transport of distributie."),
    ("nMIEK", "De landelijke lijst, met projecten van nationaal belang."),
    ("Peildatum", "De dag waarvan de gegevens in een document zijn."),
    (
        "pMIEK",
        "Provinciaal Meerjarenprogramma Infrastructuur Energie en Klimaat: "
        "energieprojecten met maatschappelijke prioriteit.",
    ),
    ("pMIEK +1", "De volgende ronde van de pMIEK-lijst, via integraal programmeren."),
    (
        "Route",
        "Wat er met een project gebeurt: acties, alleen monitoring, "
        "of terug naar integraal programmeren (pMIEK +1).",
    ),
    ("Trekker", "De partij die een afspraak uitvoert en bewaakt: de verantwoordelijke."),
    (
        "Uitvoeringsafspraak",
        "Een activiteit met een trekker, betrokken partijen, een resultaat en een planning.",
    ),
    ("Verkenning", "De eerste fase, met een locatie of nog alleen een zoekgebied."),
    ("Versnellingsactie", "Wat een partij doet om een project sneller klaar te krijgen."),
    (
        "Vraag aan energyboard",
        "Wat het energyboard moet beslissen, steunen of bemiddelen om verder te kunnen.",
    ),
    ("Werkspoor 1", "Sneller bouwen: overzicht van knelpunten, versnelling en monitoring."),
    ("Werkspoor 3", "Regionaal integraal programmeren: maakt afspraken en legt ze vast."),
]
