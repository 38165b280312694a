from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst

from pmiek.enums import Kanaal, Wijzigingsoort
from pmiek.keten import Keten

LANGE_TEKST = 120
# of the history, where only its end is shown
RECENT = 300


class WijzigingQuerySet(models.QuerySet):
    """The history is written once: what it says can be added to, never altered."""

    def _refuse(self, *args, **kwargs):
        raise NotImplementedError("De historie wordt niet gewijzigd of gewist.")

    update = delete = bulk_update = _raw_delete = _refuse

    def van(self, onderwerp):
        """Changes of one object and of the rows that belong to it, newest first."""
        soort = ContentType.objects.get_for_model(onderwerp)
        return self.filter(onderwerp_soort=soort, onderwerp_id=onderwerp.pk)

    def van_alle(self, onderwerpen):
        """Changes of all objects in a queryset, and of their rows."""
        soort = ContentType.objects.get_for_model(onderwerpen.model)
        return self.filter(
            onderwerp_soort=soort, onderwerp_id__in=onderwerpen.order_by().values("pk")
        )

    def van_rijen(self, model, pks):
        """Changes of these rows themselves, newest first; not of what belongs to them."""
        soort = ContentType.objects.get_for_model(model)
        return self.filter(soort_object=soort, object_id__in=pks)

    def uitgevoerd(self):
        """Without what somebody typed and gave up: that changed nothing."""
        return self.exclude(soort=Wijzigingsoort.AFGEWEZEN)

    def van_handeling(self, handeling):
        """Everything one request did, newest first."""
        return self.uitgevoerd().filter(handeling=handeling).order_by("-pk")

    def per_handeling(self):
        """The ids of the acts, the newest first."""
        laatste = self.order_by().values("handeling")
        laatste = laatste.annotate(laatst=models.Max("wanneer"), nummer=models.Max("pk"))
        return laatste.order_by("-laatst", "-nummer").values_list("handeling", flat=True)

    def laatste_handelingen(self, aantal):
        """{act: the onderwerp it touched last}, newest first; a long history costs no more."""
        laatste = {}
        for handeling, onderwerp in self.values_list("handeling", "onderwerp_id")[:RECENT]:
            laatste.setdefault(handeling, onderwerp)
        return dict(list(laatste.items())[:aantal])

    def aantal_onderwerpen(self, handelingen):
        """{act: how many onderwerpen it touched}."""
        per = self.order_by().filter(handeling__in=handelingen).values_list("handeling")
        return dict(per.annotate(aantal=models.Count("onderwerp_id", distinct=True)))

    def van_velden(self, model, namen):
        """Changes of one of these fields, of objects that existed before and after."""
        return self.filter(
            soort_object=ContentType.objects.get_for_model(model),
            soort=Wijzigingsoort.GEWIJZIGD,
            velden__has_any_keys=namen,
        )

    def oude_waarden(self, objecten, naam):
        """What a date field said before, as text, when its day had come before it was replaced."""
        wijzigingen = self.van_velden(objecten.model, [naam]).filter(
            object_id__in=objecten.order_by().values("pk")
        )
        return [
            veld["oud"]
            for wanneer, veld in wijzigingen.values_list("wanneer", f"velden__{naam}")
            if veld["oud"] and veld["oud"] <= str(timezone.localdate(wanneer))
        ]

    def voor_lijst(self):
        return self.select_related("door", "soort_object", "onderwerp_soort")


class Wijziging(models.Model):
    wanneer = models.DateTimeField("wanneer", default=timezone.now, editable=False, db_index=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="wijzigingen"
    )
    door_naam = models.CharField("door", max_length=200)
    kanaal = models.CharField("kanaal", max_length=20, choices=Kanaal)
    handeling = models.UUIDField("handeling", db_index=True)
    draait_terug = models.UUIDField("draait terug", null=True, db_index=True)
    soort = models.CharField("soort", max_length=20, choices=Wijzigingsoort)
    provincie = models.ForeignKey(
        "pmiek.Provincie", models.PROTECT, null=True, related_name="wijzigingen"
    )
    soort_object = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    naam = models.CharField("naam", max_length=300)
    onderwerp_soort = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    onderwerp_id = models.BigIntegerField()
    onderwerp = GenericForeignKey("onderwerp_soort", "onderwerp_id")
    velden = models.JSONField("velden", default=dict)
    volgnummer = models.PositiveBigIntegerField("volgnummer", editable=False)
    zegel = models.CharField("zegel", max_length=64, editable=False)

    objects = WijzigingQuerySet.as_manager()

    class Meta:
        ordering = ["-wanneer", "-pk"]
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        base_manager_name = "objects"
        indexes = [
            models.Index(
                fields=["onderwerp_soort", "onderwerp_id", "-wanneer"], name="wijziging_onderwerp"
            ),
            models.Index(fields=["provincie", "-wanneer"], name="wijziging_provincie"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["provincie", "volgnummer"], name="wijziging_plaats_in_keten"
            ),
            models.UniqueConstraint(
                fields=["volgnummer"],
                condition=models.Q(provincie__isnull=True),
                name="wijziging_plaats_zonder_provincie",
            ),
        ]

    def __str__(self):
        return " ".join(self.zinnen)

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise NotImplementedError("De historie wordt niet gewijzigd.")
        with transaction.atomic():
            Keten.objects.vasthouden(self.provincie_id).verzegel([self])
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise NotImplementedError("De historie wordt niet gewist.")

    @classmethod
    def verzegelde_velden(cls):
        """All that a line says: a column that is added later is sealed by itself."""
        return [f.attname for f in cls._meta.concrete_fields if f.name not in ("id", "zegel")]

    @property
    def verzegeld(self):
        return {naam: getattr(self, naam) for naam in self.verzegelde_velden()}

    @property
    def gaat_over_onderwerp(self):
        return self.soort_object_id == self.onderwerp_soort_id and (
            self.object_id == self.onderwerp_id
        )

    @cached_property
    def soortnaam(self):
        model = self.soort_object.model_class()
        return model._meta.verbose_name if model else self.soort_object.model

    @property
    def zinnen(self):
        """What happened, in Dutch sentences, one per field."""
        if self.soort == Wijzigingsoort.AANGEMAAKT:
            kop = f"{capfirst(self.soortnaam)} toegevoegd: {self.naam}{self._cel}"
            return [kop, *self._uit_cellen]
        if self.soort == Wijzigingsoort.VERWIJDERD:
            return [f"{capfirst(self.soortnaam)} verwijderd: {self.naam}{self._cel}"]
        if self.soort == Wijzigingsoort.AFGEWEZEN:
            return [_met_hoofdletter(self._waar + _afgewezen(veld)) for veld in self._op_volgorde()]
        zinnen = [*self._eigen_zinnen.values(), *map(_veldzin, self._op_volgorde())]
        return [_met_hoofdletter(self._waar + zin) for zin in zinnen]

    @property
    def _waar(self):
        return "" if self.gaat_over_onderwerp else f"{capfirst(self.soortnaam)} '{self.naam}': "

    @property
    def _cel(self):
        """The one cell that a row as a whole came from; of more cells the row is named."""
        gevuld = (v for v in self.velden.values() if v["oud_tekst"] or v["nieuw_tekst"])
        cellen = {veld["cel"] for veld in gevuld if "cel" in veld}
        return f" (cel {cellen.pop()})" if len(cellen) == 1 else ""

    @property
    def _uit_cellen(self):
        """Of a row that came from more cells, each value with the cell it was read in."""
        gelezen = [veld for veld in self._op_volgorde() if "cel" in veld and veld["nieuw_tekst"]]
        zinnen = [_met_hoofdletter(self._waar + _veldzin(veld)) for veld in gelezen]
        return [] if self._cel else zinnen

    @cached_property
    def _eigen_zinnen(self):
        """What the model says of its own, by the names of the fields that it is about."""
        model = self.soort_object.model_class()
        is_gewijzigd = model and self.soort == Wijzigingsoort.GEWIJZIGD
        return model.historie_zinnen(self.velden) if is_gewijzigd else {}

    def _op_volgorde(self):
        gezegd = {naam for namen in self._eigen_zinnen for naam in namen}
        getoond = [
            veld
            for naam, veld in self.velden.items()
            if naam not in gezegd and not veld.get("stil")
        ]
        return sorted(getoond, key=lambda veld: veld["plaats"])

    @property
    def bron(self):
        """File, sheet and row that the values came from, if they came from a file."""
        return next((veld["bron"] for veld in self.velden.values() if "bron" in veld), "")

    @property
    def lange_velden(self):
        """Fields whose texts are too long for a sentence."""
        return [veld for veld in self._op_volgorde() if _is_lang(veld)]


def _is_lang(veld):
    return max(len(veld["oud_tekst"]), len(veld["nieuw_tekst"])) > LANGE_TEKST


def _met_hoofdletter(zin):
    # "IBN" and "nMIEK" keep their own capitals
    return zin if zin.startswith("nMIEK") else capfirst(zin)


def _veldzin(veld):
    return _verandering(veld) + (f" (cel {veld['cel']})" if "cel" in veld else "")


def _verandering(veld):
    label, oud, nieuw = veld["label"], veld["oud_tekst"], veld["nieuw_tekst"]
    if _is_lang(veld):
        return f"{label} gewijzigd" if oud and nieuw else _kort(label, oud)
    if not oud:
        return f"{label} ingevuld: {nieuw}"
    if not nieuw:
        return f"{label} leeggemaakt, was: {oud}"
    return f"{label} gewijzigd van {oud} naar {nieuw}"


def _afgewezen(veld):
    return f"niet overgenomen bij {veld['label']}: {veld['oud_tekst'] or 'leeg'}"


def _kort(label, oud):
    return f"{label} leeggemaakt" if oud else f"{label} ingevuld"
