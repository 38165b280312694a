from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from pmiek import VERSIE
from pmiek.enums import Rolsoort
from pmiek.thema import thema_url


@dataclass(frozen=True)
class Menupunt:
    naam: str
    route: str
    rollen: frozenset
    kinderen: tuple = ()
    # other pages on which this item is the current one
    ook: frozenset = frozenset()


@dataclass(frozen=True)
class Menuregel:
    naam: str
    url: str
    actief: bool
    kinderen: list = field(default_factory=list)


LEZEND = frozenset(Rolsoort.lezend())
IEDEREEN = LEZEND | {Rolsoort.PARTIJ}
REDACTIE = frozenset(Rolsoort.redactie())
SCHRIJVEND = frozenset(Rolsoort.schrijvend())
BEHEER = frozenset(Rolsoort.beheer())

MENU = [
    Menupunt("Start", "actielijst:start", IEDEREEN),
    Menupunt(
        "Projecten",
        "actielijst:project_lijst",
        IEDEREEN,
        kinderen=(
            Menupunt(
                "Projectenlijst",
                "actielijst:project_lijst",
                IEDEREEN,
                ook=frozenset(
                    f"actielijst:project_{wat}"
                    for wat in (
                        "detail",
                        "werksessie",
                        "bewerken",
                        "nieuw",
                        "verloop",
                        "archiveren",
                    )
                ),
            ),
            Menupunt(
                "Categoriseren",
                "actielijst:categoriseren",
                LEZEND,
                ook=frozenset({"actielijst:categoriseren_gekozen", "actielijst:project_indelen"}),
            ),
            Menupunt("Fasewisselingen", "actielijst:fasewisseling_lijst", IEDEREEN),
            Menupunt(
                "Bevindingen",
                "actielijst:bevinding_lijst",
                LEZEND,
                ook=frozenset({"actielijst:project_aanvaarden"}),
            ),
            Menupunt("Archief", "actielijst:project_archief", LEZEND),
        ),
    ),
    Menupunt(
        "Afspraken",
        "actielijst:afspraak_lijst",
        IEDEREEN,
        kinderen=(
            Menupunt(
                "Alle afspraken",
                "actielijst:afspraak_lijst",
                IEDEREEN,
                ook=frozenset({"actielijst:afspraken_wijzigen"}),
            ),
            Menupunt("Per trekker", "actielijst:trekker_lijst", LEZEND),
            Menupunt("Belasting per kwartaal", "actielijst:belasting_lijst", LEZEND),
            Menupunt(
                "Voorbeeldacties",
                "actielijst:voorbeeldactie_lijst",
                BEHEER,
                ook=frozenset(
                    f"actielijst:voorbeeldactie_{wat}"
                    for wat in ("nieuw", "bewerken", "inlezen_nieuw")
                ),
            ),
        ),
    ),
    Menupunt(
        "Monitoring",
        "monitoring:dashboard",
        LEZEND,
        kinderen=(
            Menupunt(
                "Dashboard",
                "monitoring:dashboard",
                LEZEND,
                ook=frozenset({"monitoring:cijfer_rijen", "monitoring:categorie_patroon"}),
            ),
            Menupunt(
                "Rondes",
                "monitoring:monitoringronde_lijst",
                LEZEND,
                ook=frozenset(
                    {
                        *(
                            f"monitoring:monitoringronde_{wat}"
                            for wat in (
                                "detail",
                                "nieuw",
                                "bewerken",
                                "projecten",
                                "sluiten",
                                "herinneringen",
                                "wijzigingen",
                                "pdf",
                            )
                        ),
                        "monitoring:monitoringregel_bewerken",
                        "monitoring:monitoringregel_versies",
                    }
                ),
            ),
            Menupunt(
                "IBN-verloop",
                "monitoring:ibn_verloop",
                LEZEND,
                ook=frozenset({"monitoring:monitoringregel_tijdlijn"}),
            ),
            Menupunt(
                "Vragen aan energyboard",
                "monitoring:vraag_lijst",
                LEZEND,
                ook=frozenset(
                    f"monitoring:vraag_{wat}"
                    for wat in ("nieuw", "detail", "bewerken", "stap", "afspraak")
                ),
            ),
            Menupunt("Plausibiliteit", "monitoring:plausibiliteit", LEZEND),
        ),
    ),
    Menupunt(
        "Documenten",
        "actielijst:documenten",
        LEZEND,
        kinderen=(
            Menupunt(
                "Actielijst en hoofddocument",
                "actielijst:documenten",
                LEZEND,
                ook=frozenset({"actielijst:documenttaak"}),
            ),
            Menupunt("Teksten", "actielijst:teksten", REDACTIE),
        ),
    ),
    Menupunt(
        "Uitwisselen",
        "actielijst:inlezen",
        SCHRIJVEND,
        kinderen=(
            Menupunt(
                "Lijst inlezen",
                "actielijst:inlezen",
                SCHRIJVEND,
                ook=frozenset(f"actielijst:inlezing_{wat}" for wat in ("detail", "kolommen")),
            ),
            Menupunt("Uitvraag per partij", "actielijst:uitvraag_lijst", SCHRIJVEND),
        ),
    ),
    Menupunt(
        "Beheer",
        "actielijst:partij_lijst",
        BEHEER,
        kinderen=tuple(
            Menupunt(
                naam,
                f"actielijst:{wat}_lijst",
                BEHEER,
                ook=frozenset(
                    f"actielijst:{wat}_{doe}"
                    for doe in ("nieuw", "bewerken", "intrekken", "deactiveren")
                )
                | {f"actielijst:partij{wat}_projecten"},
            )
            for naam, wat in (
                ("Partijen", "partij"),
                ("Keuzelijsten", "keuze"),
                ("Rondes", "ronde"),
                ("Gebruikers", "rol"),
            )
        )
        + (
            Menupunt(
                "Soorten aandachtspunten",
                "monitoring:categorie_lijst",
                BEHEER,
                ook=frozenset({"monitoring:categorie_nieuw", "monitoring:categorie_bewerken"}),
            ),
            Menupunt(
                "Doorlooptijden",
                "monitoring:doorlooptijd_lijst",
                BEHEER,
                ook=frozenset(
                    {"monitoring:doorlooptijd_nieuw", "monitoring:doorlooptijd_bewerken"}
                ),
            ),
            Menupunt(
                "Uitnodigingen",
                "actielijst:uitnodiging_lijst",
                BEHEER,
                ook=frozenset({"actielijst:uitnodiging_nieuw"}),
            ),
            Menupunt("Wie mag wat", "actielijst:rechten_lijst", BEHEER),
            Menupunt("Toegang", "actielijst:toegang", BEHEER),
            Menupunt("Huisstijl", "actielijst:huisstijl", BEHEER),
        ),
    ),
    Menupunt("Hulp", "hulp", IEDEREEN),
]


def _regel(punt, rol, hier):
    kinderen = [_regel(kind, rol, hier) for kind in punt.kinderen if rol.soort in kind.rollen]
    actief = hier == punt.route or hier in punt.ook or any(kind.actief for kind in kinderen)
    args = [rol.provincie.slug] if ":" in punt.route else []
    return Menuregel(punt.naam, reverse(punt.route, args=args), actief, kinderen)


def frame(request):
    """What the page frame shows; always every name, so that templates need no guards."""
    # the frame of the set-up pages shows nothing of the province yet
    ontbreekt = getattr(request, "tweede_factor_ontbreekt", False)
    rol = None if ontbreekt else _rol(request)
    provincie = rol.provincie if rol else None
    return {
        "demo": settings.DEMO,
        "tweede_factor_ontbreekt": ontbreekt,
        "provincie": provincie,
        "bordnaam": f"{provincie.bordnaam} {provincie.naam}" if provincie else "Energyboard",
        "ronde": provincie.rondes.huidige() if provincie else None,
        "rolnaam": rol.get_soort_display() if rol else "",
        "menu": _menu(request, rol) if rol else [],
        "zoek_url": reverse("actielijst:project_lijst", args=[provincie.slug]) if rol else "",
        "thema_url": thema_url(provincie) if provincie else "",
        "versie": VERSIE,
        "nu": timezone.localtime(),
        "provincies_van_gebruiker": _andere_provincies(request.user, rol) if rol else [],
    }


def _rol(request):
    """The role in the province of the address; elsewhere (help, account) the user's first."""
    rol = getattr(request, "rol", None)
    gebruiker = getattr(request, "user", None)
    if rol or gebruiker is None or not gebruiker.is_authenticated:
        return rol
    return gebruiker.eerste_rol


def _menu(request, rol):
    hier = request.resolver_match.view_name if request.resolver_match else ""
    return [_regel(punt, rol, hier) for punt in MENU if rol.soort in punt.rollen]


def _andere_provincies(gebruiker, rol):
    anders = [r.provincie for r in gebruiker.geladen_rollen if r.provincie and r.pk != rol.pk]
    return [(p.naam, reverse("actielijst:start", args=[p.slug])) for p in anders]
