"""The page of one user, as a signed token in its form, and what was posted with it.

The token makes a draft of a post that nobody handles any more, after a session expired or a token
was rotated, and never gives it to somebody else.
"""

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass

from django.core import signing

from pmiek.concept import BEWAARTERMIJN, Concept

VELD = "concept"
# of the post, not of what was typed
BIJKOMEND = {"csrfmiddlewaretoken", VELD, "daarna"}


@dataclass(frozen=True)
class Plek:
    """The page of one user: which form, about what, and as it stood when. Travels signed."""

    gebruiker: int
    formulier: str
    provincie: int | None
    object_id: int
    versie: int
    naam: str
    gebaseerd_op: str
    sleutel: str
    # each page that is open keeps a draft of its own; this one goes on with that of another page,
    # as it was then
    pagina: str = ""
    vervangt: str = ""
    vervangt_van: str = ""

    def sign(self):
        return signing.dumps(asdict(self), salt=VELD)

    @property
    def waar(self):
        return self.gebruiker, self.formulier, self.provincie, self.object_id


def posted_plek(request):
    """What the form says it is about; None for a form that this site did not make."""
    try:
        token = signing.loads(request.POST.get(VELD, ""), salt=VELD, max_age=BEWAARTERMIJN)
        plek = Plek(**token)
    except (signing.BadSignature, TypeError):
        return None
    doel = request.resolver_match
    hier = (doel.view_name, doel.kwargs.get("pk", 0))
    return plek if hier == (plek.formulier, plek.object_id) else None


def posted_fields(request):
    return [[naam, request.POST.getlist(naam)] for naam in request.POST if naam not in BIJKOMEND]


def fingerprint(velden):
    return hashlib.sha256(json.dumps(velden).encode()).hexdigest()


def keep_refused(request):
    """Make a draft of a post that is about to be refused; whether there was one."""
    plek = posted_plek(request) if request.method == "POST" else None
    if plek is None:
        return False
    Concept.objects.bewaar(plek, posted_fields(request))
    request.tekst_bewaard = True
    return True


def new_key():
    return secrets.token_urlsafe(16)
