"""A reminder for a party that did not say yet how its projects stand: a text, nothing is sent."""

from django.utils.formats import date_format

from pmiek.conceptmail import conceptmail

SLOT = (
    "Is er bij een project niets veranderd? Dan is dat ook een antwoord; meld het even, dan is "
    "duidelijk dat de stand nog klopt."
)


def onderwerp(ronde):
    return f"Monitoring pMIEK {ronde}: graag uw stand uiterlijk {_dag(ronde.deadline)}"


def tekst(ronde, partij, rijen, afzender):
    """What somebody copies or opens in a mail program, one line per project."""
    hoeveel = "dit project" if len(rijen) == 1 else f"deze {len(rijen)} projecten"
    regels = [
        f"Beste {partij},",
        "",
        f"Voor de monitoringsronde {ronde} van {ronde.provincie.bordnaam} {ronde.provincie} vragen "
        f"wij u uiterlijk {_dag(ronde.deadline)} door te geven hoe het met {hoeveel} staat:",
        "",
        *[f"- {_regel(rij.regel)}" for rij in rijen],
        "",
        SLOT,
        "",
        "Met vriendelijke groet,",
        str(afzender),
    ]
    return "\n".join(regels) + "\n"


def _regel(regel):
    ibn = f"IBN {regel.ibn}" if regel.ibn else "IBN nog niet ingevuld"
    stand = f"stand van {_dag(regel.stand_van)}" if regel.stand_van else "nog nooit bevestigd"
    return f"{regel.project}: {ibn}, {stand}"


def eml(ronde, partij, rijen, afzender) -> bytes:
    return conceptmail(partij.email, onderwerp(ronde), tekst(ronde, partij, rijen, afzender))


def _dag(dag):
    return date_format(dag, "j F Y")
