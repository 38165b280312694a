from functools import cached_property

from django import forms

from actielijst.forms.fiche import load_partijen
from actielijst.forms.project import partijenveld
from monitoring.corrigeren import corrigeer
from monitoring.lijst import in_kolommen
from monitoring.models import Categorie, Monitoringregel, is_nvt
from monitoring.rondes import is_gelijk, is_leeg, zet_bevestigd
from monitoring.vragen import vragen_bij
from pmiek import batch
from pmiek.choices import SharedChoiceField
from pmiek.rendered import FieldsDecide, RenderedForm
from pmiek.validators import valideer_tekst

EERSTE_DEEL = ["ibn", "oordeel", "oorzaak", "oorzaaksoort"]
NIETS_INGEVULD = (
    "In deze regel staat nog niets, dus er valt niets te bevestigen. "
    "Vul in wat u weet, of n.v.t. waar het niet speelt."
)
TWEEDE_DEEL = [
    "oorzaak_toelichting",
    "categorie",
    "aandachtspunt",
    "versnellingsactie",
    "trekkers",
    "overige_trekkers",
    "vraag",
]


class Kolomveld(forms.BoundField):
    """A column of the list; below it stands what the round before says there."""

    @property
    def vorige(self):
        return self.form.vorige_ronde.get(self.name)

    @property
    def aria_describedby(self):
        eerder = "" if self.vorige is None else f"{self.auto_id}_vorige"
        return " ".join(filter(None, [super().aria_describedby, eerder]))


class RegelForm(FieldsDecide, RenderedForm):
    """One row of bijlage 2. Saving it is confirming it."""

    zonder_niet_verplicht = is_bevestiging = True
    bound_field_class = Kolomveld
    categorie = SharedChoiceField(
        label="Soort aandachtspunt",
        queryset=Categorie.objects.none(),
        required=False,
        empty_label="nog niet gekozen",
    )
    oorzaak = SharedChoiceField(
        label="Oorzaak van de verschuiving",
        queryset=Categorie.objects.none(),
        required=False,
        empty_label="nog niet gekozen",
    )
    trekkers = partijenveld("trekker / verantwoordelijke")

    class Meta:
        model = Monitoringregel
        fields = [
            "ibn",
            "oordeel",
            "oorzaak",
            "oorzaaksoort",
            "oorzaak_toelichting",
            "categorie",
            "aandachtspunt",
            "versnellingsactie",
            "trekkers",
            "overige_trekkers",
            "vraag",
        ]
        labels = {"ibn": "Haalbaarheid IBN", "oordeel": "Haalbaar?"}
        widgets = {
            naam: forms.Textarea(attrs={"rows": 2})
            for naam in ("aandachtspunt", "versnellingsactie", "vraag", "oorzaak_toelichting")
        }

    def __init__(self, *args, vorige=None, provincie, partijen=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorige = vorige
        self.fields["trekkers"].load(partijen or load_partijen(provincie))
        gekozen = (self.instance.categorie_id, self.instance.oorzaak_id)
        soorten = self.soorten(provincie, gekozen)
        for naam in ("categorie", "oorzaak"):
            self.fields[naam].loaded = {str(soort.pk): soort for soort in soorten}
            self.fields[naam].widget.choices = [
                ("", self.fields[naam].empty_label),
                *((soort.pk, str(soort)) for soort in soorten),
            ]

    def soorten(self, provincie, gekozen):
        return list(provincie.aandachtspuntcategorieen.te_kiezen(*gekozen))

    @cached_property
    def vorige_ronde(self):
        """{field: what the round before says}, read only where the form is shown."""
        if self.vorige is None:
            return {}
        vragen = vragen_bij(self.vorige.ronde).get(self.vorige.project_id, [])
        return in_kolommen(self.vorige, vragen)

    @property
    def eerste_deel(self):
        return [self[naam] for naam in EERSTE_DEEL]

    @property
    def tweede_deel(self):
        """What stands in two columns under the IBN and its cause."""
        return [self[naam] for naam in TWEEDE_DEEL]

    def clean(self):
        """Whoever names a trekker says that the 'n.v.t.' which stood there no longer holds."""
        super().clean()
        # a column that was left alone is not in the data
        andere = self.cleaned_data.get("overige_trekkers", self.instance.overige_trekkers)
        if self.cleaned_data.get("trekkers") and is_nvt(andere):
            self.cleaned_data["overige_trekkers"] = ""
        return self.cleaned_data

    def _post_clean(self):
        # only then the row says what was typed
        super()._post_clean()
        leeg = is_leeg(self.instance, self.cleaned_data.get("trekkers"))
        if self.is_bevestiging and leeg and not self.errors:
            self.add_error("ibn", NIETS_INGEVULD)

    @property
    def is_gelijk(self):
        """Whether what was sent says what the row of the round before said."""
        return is_gelijk(self.instance, self.vorige, self.cleaned_data.get("trekkers", []))

    @property
    def is_anders(self):
        return self.vorige is not None and not self.is_gelijk

    def bewaar(self, gebruiker):
        zet_bevestigd(self.instance, gebruiker, ongewijzigd=self.is_gelijk)
        with batch.whole():
            return self.save()


class CorrectieForm(RegelForm):
    """A row of a closed round: what stood there is kept, with the reason.

    Saving gives the correction, or None when nothing is different.
    """

    is_bevestiging = False
    reden = forms.CharField(
        label="Reden van de correctie",
        max_length=1000,
        validators=[valideer_tekst],
        error_messages={"required": "Schrijf in één zin waarom deze regel anders moet."},
    )

    def bewaar(self, gebruiker):
        return corrigeer(self.instance, gebruiker, self.cleaned_data["reden"], self.save)
