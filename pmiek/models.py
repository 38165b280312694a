from django.contrib.auth.base_user import AbstractBaseUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.functional import cached_property

from pmiek.aanwezigheid import Aanwezigheid
from pmiek.concept import Concept
from pmiek.enums import Partijsoort, Rolsoort, Wijzigingsoort
from pmiek.history import TrackedModel, meld_wijziging
from pmiek.querysets import GebruikerManager, PartijQuerySet, ProvincieQuerySet, RolQuerySet
from pmiek.terugdraaiing import Terugdraaiing
from pmiek.thema import STANDAARD_ACCENT, valideer_accent
from pmiek.validators import valideer_mailhost, valideer_tekst, weiger_zelfde_naam
from pmiek.verzending import Verzending
from pmiek.wijziging import Wijziging

__all__ = ["Aanwezigheid", "Concept", "Gebruiker", "Partij", "Provincie", "Rol"]
__all__ += ["Terugdraaiing", "Verzending", "Wijziging"]
STAAT_ER_AL = "Er is al een partij van deze soort met deze naam."


class Gebruiker(TrackedModel, AbstractBaseUser):
    email = models.EmailField(
        "e-mailadres",
        unique=True,
        validators=[valideer_mailhost],
        error_messages={"unique": "Dit e-mailadres bestaat al."},
    )
    naam = models.CharField("naam", max_length=200, validators=[valideer_tekst])
    is_active = models.BooleanField("actief", default=True)
    # part of what a session is checked against: a new one ends them all
    sessiestempel = models.CharField(max_length=16, default="", blank=True, editable=False)

    objects = GebruikerManager()
    zonder_historie = frozenset({"last_login", "password", "sessiestempel"})

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["naam"]

    class Meta(TrackedModel.Meta):
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self):
        return self.naam or self.email

    @property
    def historie_provincie_id(self):
        return None

    @property
    def rollen(self):
        """The roles that count today; what has expired or was stopped gives no access."""
        return self.alle_rollen.geldig()

    @cached_property
    def geladen_rollen(self):
        """`rollen` as they were when first asked for: a request loads its user anew."""
        return list(self.rollen.select_related("provincie", "partij").order_by("provincie__naam"))

    @property
    def eerste_rol(self):
        """Where somebody begins who names no province: the first by name, or None."""
        return next((rol for rol in self.geladen_rollen if rol.provincie), None)

    def get_full_name(self):
        return self.naam

    def get_session_auth_hash(self):
        return self._gestempeld(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self):
        yield from map(self._gestempeld, super().get_session_auth_fallback_hash())

    def _gestempeld(self, controle):
        return f"{controle}:{self.sessiestempel}"

    def beeindig_sessies(self):
        self.sessiestempel = get_random_string(16)
        self.save(update_fields=["sessiestempel"])

    def zet_actief(self, actief):
        if self.is_active != actief:
            self.is_active = actief
            self.save()
            self.beeindig_sessies()

    def _record(self, soort, before, after):
        super()._record(soort, before, after)
        meld_wijziging(f"gebruiker {self.pk} {soort}")


class Provincie(TrackedModel):
    naam = models.CharField("naam", max_length=50, unique=True)
    slug = models.SlugField("naam in het adres", unique=True)
    code = models.CharField(
        "CBS-code",
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^PV(2\d|3[01])$", "Een code loopt van PV20 tot PV31.")],
    )
    bordnaam = models.CharField(
        "naam van de bestuurlijke tafel",
        max_length=60,
        default="Energyboard",
        validators=[valideer_tekst],
        help_text="Bijvoorbeeld Energyboard, Energieraad of Taskforce.",
    )
    accent = models.CharField(
        "accentkleur",
        max_length=7,
        default=STANDAARD_ACCENT,
        validators=[valideer_accent],
        help_text="Zes cijfers of letters achter een hekje, bijvoorbeeld #00568b.",
    )
    tweede_factor_verplicht = models.BooleanField(
        "inloggen in twee stappen is verplicht",
        default=False,
        help_text="Wie hier een rol heeft, stelt dan eerst een tweede stap in. Begin met uzelf.",
    )

    objects = ProvincieQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["naam"]
        verbose_name = "provincie"
        verbose_name_plural = "provincies"

    def __str__(self):
        return self.naam

    @property
    def provincie_id(self):
        return self.pk


class Partij(TrackedModel):
    provincie = models.ForeignKey(Provincie, models.PROTECT, related_name="partijen")
    naam = models.CharField("naam", max_length=120, validators=[valideer_tekst])
    soort = models.CharField("soort", max_length=20, choices=Partijsoort)
    code = models.CharField(
        "code",
        max_length=20,
        blank=True,
        validators=[valideer_tekst],
        help_text="CBS-code van een gemeente (GM0546) of de code van een netbeheerder.",
    )
    email = models.EmailField(
        "e-mailadres",
        blank=True,
        validators=[valideer_mailhost],
        help_text="Waar de uitvraag heen gaat. Liefst een postbus, geen persoon.",
    )
    geldig_van = models.DateField("bestaat sinds", null=True, blank=True)
    geldig_tot = models.DateField(
        "bestaat tot en met",
        null=True,
        blank=True,
        help_text="Bijvoorbeeld 31-12-2026 voor een gemeente die op 1 januari fuseert.",
    )

    objects = PartijQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["naam"]
        verbose_name = "partij"
        verbose_name_plural = "partijen"
        constraints = [
            models.UniqueConstraint(
                fields=["provincie", "naam", "soort"],
                name="partij_naam_eenmaal_per_provincie",
                violation_error_message=STAAT_ER_AL,
                violation_error_code="naam",
            ),
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True)
                | Q(geldig_van__isnull=True)
                | Q(geldig_tot__gte=F("geldig_van")),
                name="partij_eindigt_na_begin",
                violation_error_message="De einddatum ligt vóór de begindatum.",
                violation_error_code="geldig_tot",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=Partijsoort.values), name="partij_soort_bestaat"
            ),
        ]

    def __str__(self):
        return self.volledige_naam

    def clean(self):
        weiger_zelfde_naam(self, STAAT_ER_AL, soort=self.soort)

    @property
    def volledige_naam(self):
        return volledige_naam(self.soort, self.naam)


def volledige_naam(soort, naam):
    """'gemeente Leiden' and 'provincie Utrecht', but 'Stedin'."""
    voor = {Partijsoort.GEMEENTE: "gemeente ", Partijsoort.PROVINCIE: "provincie "}
    return voor.get(soort, "") + naam


class Rol(TrackedModel):
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="alle_rollen")
    provincie = models.ForeignKey(
        Provincie, models.PROTECT, related_name="rollen", null=True, blank=True
    )
    soort = models.CharField("rol", max_length=20, choices=Rolsoort)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="rollen", null=True, blank=True)
    geldig_tot = models.DateField(
        "geldig tot en met",
        null=True,
        blank=True,
        help_text="De dag erna heeft deze persoon geen toegang meer. Leeg: zonder einddatum.",
    )
    actief = models.BooleanField("actief", default=True)
    beperkt = models.BooleanField("alleen genoemde projecten", default=False)

    objects = RolQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        ordering = ["gebruiker__naam"]
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "provincie"],
                name="rol_eenmaal_per_provincie",
                violation_error_message="Deze gebruiker heeft al een rol in deze provincie.",
            ),
            models.UniqueConstraint(
                fields=["gebruiker"],
                condition=Q(provincie__isnull=True),
                name="rol_eenmaal_landelijk",
                violation_error_message="Deze gebruiker heeft al een landelijke rol.",
            ),
            models.CheckConstraint(
                condition=Q(soort=Rolsoort.LANDELIJK, provincie__isnull=True)
                | (~Q(soort=Rolsoort.LANDELIJK) & Q(provincie__isnull=False)),
                name="rol_landelijk_zonder_provincie",
                violation_error_message="Alleen de landelijke rol hoort niet bij een provincie.",
            ),
            models.CheckConstraint(
                condition=(Q(soort=Rolsoort.PARTIJ) & Q(partij__isnull=False))
                | (~Q(soort=Rolsoort.PARTIJ) & Q(partij__isnull=True)),
                name="rol_partij_noemt_partij",
                violation_error_message="Kies bij de rol partij voor welke partij.",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=Rolsoort.values), name="rol_soort_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(beperkt=False) | Q(soort=Rolsoort.PARTIJ),
                name="rol_beperkt_alleen_voor_partij",
                violation_error_message="Alleen de rol partij kan op genoemde projecten slaan.",
            ),
        ]

    def __str__(self):
        waar = self.provincie or "landelijk"
        return f"{self.gebruiker}, {self.get_soort_display()} ({waar})"

    @property
    def is_verlopen(self):
        return self.geldig_tot is not None and self.geldig_tot < timezone.localdate()

    @property
    def stand(self):
        if not self.actief:
            return "gedeactiveerd"
        return "verlopen" if self.is_verlopen else "geldig"

    def deactiveer(self):
        """No access with this role; who has no other role left cannot log in either."""
        self.actief = False
        self.save()

    def activeer(self):
        self.actief = True
        self.save()

    def _record(self, soort, before, after):
        """Whatever writes a role, an undo as well, the account goes with it."""
        super()._record(soort, before, after)
        meld_wijziging(f"rol {self.pk} van gebruiker {self.gebruiker_id} {soort}")
        if soort != Wijzigingsoort.AANGEMAAKT:
            self.gebruiker.beeindig_sessies()
        if soort != Wijzigingsoort.VERWIJDERD:
            self._zet_account()

    def _zet_account(self):
        heeft_rol = self.gebruiker.rollen.exists()
        if heeft_rol or not self.actief:
            self.gebruiker.zet_actief(heeft_rol)
