"""Nothing typed is lost: what is posted is kept until it has been saved.

On a screen this is one line: `@met_concept(Model)` on the view, the form made by
`request.concept.formulier(...)` and saved inside `request.concept.opslaan()`.
"""

import contextlib
from dataclasses import replace
from functools import cached_property, wraps

from django.contrib import messages
from django.db import DatabaseError
from django.forms.utils import ErrorDict
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from pmiek.aanwezigheid import Aanwezigheid, wie_bewerkt
from pmiek.concept import MAX_CONCEPTEN, Concept
from pmiek.plek import VELD, Plek, fingerprint, keep_refused, new_key, posted_fields, posted_plek
from pmiek.verzending import AlVerzonden, Verzending, once
from pmiek.wijziging import Wijziging

KOP = "X-Concept"
VOL = (
    "Uw tekst is niet als concept bewaard: u hebt al {} concepten. Gooi er eerst een paar weg bij "
    "Mijn concepten."
)
AL_BEWAARD = (
    "Dit formulier was al opgeslagen. Wat u daarna nog veranderde staat klaar bij Mijn concepten."
)


def met_concept(*modellen, wat="dit formulier"):
    """Drafts, presence and once-only saving for a view; `modellen` name its fields in words."""

    def decorate(view):
        @wraps(view)
        def with_draft(request, *args, **kwargs):
            formulier = request.resolver_match.view_name
            request.concept = Draft(request, formulier, kwargs.get("pk", 0), wat)
            return request.concept.run(lambda: view(request, *args, **kwargs))

        with_draft.modellen = modellen
        return with_draft

    return decorate


class Draft:
    """The draft of one request to a form, as `request.concept`.

    A page that shows the form of another address names that address.
    """

    def __init__(self, request, formulier, object_id, wat="dit formulier"):
        self.request, self.formulier_naam = request, formulier
        self.object_id, self.wat = object_id, wat
        plek = posted_plek(request) if request.method == "POST" else None
        self.plek = plek if plek and plek.gebruiker == request.user.pk else None
        self.is_opgeslagen = False

    # --- around the view

    def run(self, view):
        if KOP in self.request.headers:
            # never a save, whatever became of its token
            return self._answer(self.request.headers[KOP])
        if self.plek is None:
            return view()
        return self._once_before() or self._run_post(view)

    def _run_post(self, view):
        try:
            response = view()
        except AlVerzonden as al:
            return self._sent_before(al.verzending) or self._run_post(view)
        except Exception:
            with contextlib.suppress(DatabaseError):
                keep_refused(self.request)
            raise
        if self.is_opgeslagen:
            return response
        return self._saved_meanwhile() or self._refused(response)

    def _saved_meanwhile(self):
        """Of two equal posts at once the second may be refused for what the first just made."""
        eerdere = Verzending.objects.met_sleutel(self.request.user, self.plek.sleutel)
        if eerdere and eerdere.inhoud == fingerprint(self.velden):
            return redirect(eerdere.naar)
        return None

    def _refused(self, response):
        if not self.request.htmx:
            Concept.objects.bewaar(self.plek, self.velden)
        return response

    def _once_before(self):
        verzending = Verzending.objects.met_sleutel(self.request.user, self.plek.sleutel)
        return verzending and self._sent_before(verzending)

    def _sent_before(self, verzending):
        """The page that the first post led to; None when this one says something new."""
        if verzending.inhoud == fingerprint(self.velden):
            return redirect(verzending.naar)
        self.plek = replace(self.plek, sleutel=new_key())
        if self.plek.versie:
            return None
        Concept.objects.bewaar(self.plek, self.velden)
        messages.warning(self.request, AL_BEWAARD)
        return redirect(verzending.naar)

    @cached_property
    def velden(self):
        return posted_fields(self.request)

    # --- for the view

    @property
    def data(self):
        """What fills the form: the post, or the draft that the user goes on with."""
        if self.request.method == "POST":
            return self.request.POST
        return self.hervat.data if self.hervat else None

    def formulier(self, form_class, **kwargs):
        return self.suspend(form_class(self.data, **kwargs))

    def suspend(self, form):
        """A draft is shown as it was typed, without judging it before it is sent."""
        if self.hervat:
            form._errors, form.cleaned_data = ErrorDict(), {}
        return form

    @contextlib.contextmanager
    def opslaan(self):
        """Save once, and drop the draft with it; raises `AlVerzonden` for what exists already."""
        sleutel = self.plek.sleutel if self.plek else ""
        with once(self.request.user, sleutel, fingerprint(self.velden)) as verzending:
            yield verzending
            if self.plek:
                Concept.objects.van_pagina(self.plek).delete()
        if self.plek:
            Aanwezigheid.objects.vertrek(*self.plek.waar)
        self.is_opgeslagen = True

    # --- for the page

    @property
    def _own(self):
        return Concept.objects.van(self.request.user)

    @cached_property
    def _here(self):
        """The drafts of this user for this page; asked once."""
        hier = {"formulier": self.formulier_naam, "object_id": self.object_id}
        return list(self._own.filter(provincie=self.request.provincie, **hier))

    @property
    def hervat(self):
        """The draft that the user goes on with."""
        if self.request.method == "POST" or VELD not in self.request.GET:
            return None
        sleutel, _, pagina = self.request.GET[VELD].partition(".")
        van_formulier = [een for een in self._here if een.sleutel == sleutel]
        # of the page that was chosen, or else of the one that went on with it
        van_formulier.sort(key=lambda een: een.pagina != pagina)
        return next(iter(van_formulier), None)

    @property
    def aangeboden(self):
        """A draft that waits, while the page shows what is stored."""
        if self.request.method == "POST" or self.hervat:
            return None
        return self._here[0] if self._here else None

    @property
    def aantal_andere(self):
        return max(len(self._here) - 1, 0)

    def aantal_sindsdien(self, obj):
        """How many changes somebody else saved since the draft was begun."""
        if not self.hervat or not getattr(obj, "pk", None):
            return 0
        wijzigingen = Wijziging.objects.van(obj).filter(wanneer__gt=self.hervat.gebaseerd_op)
        return wijzigingen.exclude(door=self.request.user).count()

    def token(self, obj, naam):
        if self.plek:
            return self.plek.sign()
        begonnen = self.hervat.gebaseerd_op if self.hervat else timezone.now()
        pk = getattr(obj, "pk", None)
        return Plek(
            gebruiker=self.request.user.pk,
            formulier=self.formulier_naam,
            provincie=self.request.provincie and self.request.provincie.pk,
            object_id=self.object_id,
            versie=self.hervat.versie if self.hervat else getattr(obj, "versie", 0) if pk else 0,
            naam=(f"{naam}: {obj}" if pk else naam)[:300],
            gebaseerd_op=begonnen.isoformat(),
            sleutel=self.hervat.sleutel if self.hervat else new_key(),
            pagina=new_key(),
            vervangt=self.hervat.pagina if self.hervat else "",
            vervangt_van=self.hervat.bewaard_op.isoformat() if self.hervat else "",
        ).sign()

    # --- what the script of the page asks

    def _autosave(self):
        verzending = Verzending.objects.met_sleutel(self.request.user, self.plek.sleutel)
        if verzending and verzending.inhoud == fingerprint(self.velden):
            return self._kept()  # overtaken by the post that saved the same
        if self._is_full():
            return JsonResponse({"melding": VOL.format(MAX_CONCEPTEN)}, status=409)
        Concept.objects.bewaar(self.plek, self.velden)
        return self._kept()

    def _done(self):
        """What the draft was about is saved, row by row; nothing is left to keep."""
        Concept.objects.van_pagina(self.plek).delete()
        return JsonResponse({"om": ""})

    def _kept(self):
        return JsonResponse({"om": f"{timezone.localtime():%H:%M}"})

    def _is_full(self):
        andere = self._own.exclude(sleutel=self.plek.sleutel)
        return andere.count() >= MAX_CONCEPTEN

    def _present(self):
        gebruiker, *plek = self.plek.waar
        if not self.plek.versie:
            return JsonResponse({"zin": ""})  # two new projects are not the same one
        Aanwezigheid.objects.meld(gebruiker, *plek)
        return self._look()

    def _look(self):
        """Who else is here, without being here oneself."""
        gebruiker, *plek = self.plek.waar
        anderen = Aanwezigheid.objects.op_plek(*plek).exclude(gebruiker=gebruiker).nu()
        return JsonResponse({"zin": wie_bewerkt(anderen, self.wat)})

    def _leave(self):
        Aanwezigheid.objects.vertrek(*self.plek.waar)
        return JsonResponse({})

    def _answer(self, verb):
        if self.plek is None or verb not in ANTWOORDEN:
            return JsonResponse({}, status=400)
        return ANTWOORDEN[verb](self)


ANTWOORDEN = {
    "bewaar": Draft._autosave,
    "klaar": Draft._done,
    "aanwezig": Draft._present,
    "kijk": Draft._look,
    "weg": Draft._leave,
}
