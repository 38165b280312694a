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
                    for wat in ("detail", "bewerken", "nieuw", "verloop", "archiveren")
                ),
            ),
            Menupunt("Archief", "actielijst:project_archief", LEZEND),
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
        "Beheer",
        "actielijst:partij_lijst",
        BEHEER,
        kinderen=tuple(
            Menupunt(
                naam,
                f"actielijst:{wat}_lijst",
                BEHEER,
                ook=frozenset({f"actielijst:{wat}_nieuw", f"actielijst:{wat}_bewerken"}),
            )
            for naam, wat in (
                ("Partijen", "partij"),
                ("Keuzelijsten", "keuze"),
                ("Rondes", "ronde"),
                ("Gebruikers", "rol"),
            )
        )
        + (Menupunt("Huisstijl", "actielijst:huisstijl", BEHEER),),
    ),
]


def _regel(punt, request):
    soort, hier = request.rol.soort, request.resolver_match.view_name
    kinderen = [_regel(kind, request) for kind in punt.kinderen if soort in kind.rollen]
    actief = hier == punt.route or hier in punt.ook or any(k.actief for k in kinderen)
    args = [request.provincie.slug] if ":" in punt.route else []
    url = reverse(punt.route, args=args)
    return Menuregel(punt.naam, url, actief, kinderen)


def frame(request):
    """What the page frame shows; always every name, so that templates need no guards."""
    provincie = getattr(request, "provincie", None)
    rol = getattr(request, "rol", None)
    return {
        "demo": settings.DEMO,
        "provincie": provincie,
        "bordnaam": f"{provincie.bordnaam} {provincie.naam}" if provincie else "Energyboard",
        "ronde": provincie.rondes.huidige() if provincie else None,
        "rolnaam": rol.get_soort_display() if rol else "",
        "menu": _menu(request) if rol else [],
        "zoek_url": reverse("actielijst:project_lijst", args=[provincie.slug]) if rol else "",
        "thema_url": thema_url(provincie) if provincie else "",
        "versie": VERSIE,
        "nu": timezone.localtime(),
        "provincies_van_gebruiker": _andere_provincies(request) if rol else [],
    }


def _menu(request):
    if not request.resolver_match:
        return []
    return [_regel(punt, request) for punt in MENU if request.rol.soort in punt.rollen]


def _andere_provincies(request):
    rollen = request.user.rollen.exclude(provincie=None).exclude(provincie=request.provincie)
    return [
        (naam, reverse("actielijst:start", args=[slug]))
        for naam, slug in rollen.order_by("provincie__naam").values_list(
            "provincie__naam", "provincie__slug"
        )
    ]
