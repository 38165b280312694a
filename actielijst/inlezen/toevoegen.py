"""Add what a list names and the province does not have yet, as chosen with its question."""

from django.core.exceptions import ValidationError

from actielijst.inlezen.antwoorden import vragen_per_waarde


def te_doen(plan, posted) -> list:
    """(group, answer) of every question that was answered with adding a name."""
    return [
        (groep, gekozen)
        for blad in plan.bladen
        for groep in vragen_per_waarde(blad)
        if (gekozen := posted.get(groep.naam, "")) in dict(groep.toevoegingen)
    ]


def voeg_toe(provincie, gekozen):
    """What was made, and (anchor, sentence) of what could not be."""
    gemaakt, fouten = [], []
    for groep, antwoord in gekozen:
        try:
            gemaakt += groep.vraag.onbekend.voeg_toe(provincie, antwoord)
        except ValidationError as fout:
            fouten.append((groep.naam, f"{groep.vraag.cel}: {' '.join(fout.messages)}"))
    return gemaakt, fouten
