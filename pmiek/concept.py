"""What somebody typed and has not saved yet, kept on the server for the one who typed it.

Not a domain object, and so without history: nobody but its owner ever sees it, it changes with
every few words, and it is gone once the form is saved, thrown away or a month old.
"""

import datetime
import json

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from pmiek.posted import before_question

BEWAARTERMIJN = datetime.timedelta(days=30)
MAX_CONCEPTEN = 50


class ConceptQuerySet(models.QuerySet):
    def van(self, gebruiker):
        """The drafts of this user; there is no other way to look at them."""
        return self.filter(gebruiker=gebruiker, bewaard_op__gt=_grens())

    def verlopen(self):
        return self.filter(bewaard_op__lte=_grens())

    def in_provincie(self, provincie):
        return self.filter(provincie=provincie)

    def van_pagina(self, plek):
        """The draft of this page, and that of the page it went on with unless written in since."""
        vervangen = models.Q(pagina=plek.pagina)
        if plek.vervangt:
            van = datetime.datetime.fromisoformat(plek.vervangt_van)
            vervangen |= models.Q(pagina=plek.vervangt, bewaard_op__lte=van)
        return self.filter(vervangen, gebruiker_id=plek.gebruiker, sleutel=plek.sleutel)

    def bewaar(self, plek, velden):
        """Keep what was posted; the same page keeps writing in the same draft.

        An answer to a conflict is kept as the text it is about, so that the question comes back.
        """
        gegevens = {
            "formulier": plek.formulier,
            "provincie_id": plek.provincie,
            "object_id": plek.object_id,
            "naam": plek.naam,
            "versie": plek.versie,
            "gebaseerd_op": datetime.datetime.fromisoformat(plek.gebaseerd_op),
            "velden": json.dumps(before_question(velden)),
            "bewaard_op": timezone.now(),
        }
        wie = {"gebruiker_id": plek.gebruiker, "sleutel": plek.sleutel, "pagina": plek.pagina}
        concept = self.update_or_create(**wie, defaults=gegevens)[0]
        if plek.vervangt:
            self.van_pagina(plek).exclude(pk=concept.pk).delete()
        return concept


def _grens():
    return timezone.now() - BEWAARTERMIJN


class Concept(models.Model):
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="concepten"
    )
    # of what is sent once, and of the page that it is typed on: the same form may be open twice
    sleutel = models.CharField("sleutel van het formulier", max_length=40)
    pagina = models.CharField("sleutel van de pagina", max_length=40, default="")
    formulier = models.CharField("formulier", max_length=100)
    provincie = models.ForeignKey("pmiek.Provincie", models.PROTECT, null=True, related_name="+")
    # 0 for what does not exist yet, and for a form that a province has only one of
    object_id = models.BigIntegerField("nummer van het object", default=0)
    naam = models.CharField("naam", max_length=300)
    versie = models.PositiveIntegerField("versie van het object", default=0)
    gebaseerd_op = models.DateTimeField("gebaseerd op de stand van")
    # text, not JSON: PostgreSQL would reorder the fields, and refuse a character that was typed
    velden = models.TextField("velden")
    bewaard_op = models.DateTimeField("bewaard op", db_index=True)

    objects = ConceptQuerySet.as_manager()

    class Meta:
        ordering = ["-bewaard_op", "-pk"]
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "sleutel", "pagina"], name="concept_eenmaal_per_pagina"
            )
        ]

    def __str__(self):
        return self.naam

    @property
    def adres(self):
        """The page that this was typed on; empty when there is no such page any more."""
        args = {"provincie": self.provincie and self.provincie.slug, "pk": self.object_id or None}
        try:
            return reverse(self.formulier, kwargs={k: v for k, v in args.items() if v is not None})
        except NoReverseMatch:
            return ""

    @property
    def verder_adres(self):
        return f"{self.adres}?concept={self.sleutel}.{self.pagina}"

    @property
    def paren(self):
        """(name, values) in the order of the form, as they were posted."""
        return json.loads(self.velden)

    @property
    def data(self):
        data = QueryDict(mutable=True)
        for naam, waarden in self.paren:
            data.setlist(naam, waarden)
        return data
