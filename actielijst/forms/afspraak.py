from django import forms
from django.utils import timezone

from actielijst.enums import Afspraakstatus, Verschuifoorzaak
from actielijst.forms.project import partijenveld, partijveld
from actielijst.models import IPKoppeling, Uitvoeringsafspraak
from actielijst.models.project import TEKSTGRENS
from pmiek.choices import SharedSelect
from pmiek.enums import Partijsoort
from pmiek.inputs import QuickDate, QuickText, QuickTextarea
from pmiek.rendered import FieldsDecide, RenderedForm
from pmiek.validators import valideer_tekst

MAX_AFSPRAKEN = 500
MAX_KOPPELINGEN = 50
NOG_NIET_KLAAR = (
    "Deze datum hoort bij afgerond of vervallen. Kies ook die status, of maak hem leeg."
)
ZONDER_DATUM = "Schrijf op welke dag dit was, of kies de status open of loopt."
# fields of the form, and those of the move of the planning that they fill
REDEN = {"verschuiving_oorzaak": "oorzaak", "verschuiving_toelichting": "toelichting"}


class AfspraakForm(FieldsDecide, RenderedForm):
    # said once above the rows
    zonder_niet_verplicht = True
    is_open = False

    trekker = partijveld("trekker / verantwoordelijke")
    betrokken_partijen = partijenveld("betrokken partijen")
    verschuiving_oorzaak = forms.ChoiceField(
        label="Oorzaak van de verschuiving",
        choices=[("", Verschuifoorzaak.__empty__), *Verschuifoorzaak.choices[1:]],
        required=False,
        widget=SharedSelect,
    )
    verschuiving_toelichting = forms.CharField(
        label="Toelichting in één zin",
        max_length=TEKSTGRENS,
        required=False,
        validators=[valideer_tekst],
        widget=QuickText,
    )

    class Meta:
        model = Uitvoeringsafspraak
        fields = [
            "activiteit",
            "resultaat",
            "trekker",
            "betrokken_partijen",
            "planning",
            "status",
            "overige_betrokkenen",
            "trekker_persoon",
            "soort",
            "afgerond_op",
        ]
        widgets = {
            "activiteit": QuickTextarea(attrs={"rows": 2}),
            "resultaat": QuickTextarea(attrs={"rows": 2}),
            "status": SharedSelect,
            "overige_betrokkenen": QuickText,
            "trekker_persoon": QuickText,
            "soort": SharedSelect,
            "afgerond_op": QuickDate,
        }
        help_texts = {"afgerond_op": "Bij afgerond of vervallen. Leeg: vandaag."}
        error_messages = {
            "activiteit": {
                "required": "Schrijf op wat er gaat gebeuren, of verwijder de lege afspraak."
            },
            "afgerond_op": {"invalid": "Schrijf een datum, bijvoorbeeld 14-03-2026."},
        }

    def __init__(self, *args, partijen, instance=None, **kwargs):
        bestaat = instance is not None and instance.pk is not None
        self.laatste = instance.laatste_verschuiving if bestaat else None
        super().__init__(*args, instance=instance, initial=self._gevraagde_reden(), **kwargs)
        self.fields["trekker"].load(partijen)
        self.fields["betrokken_partijen"].load(partijen)
        self.fields["planning"].vorige = self.instance.planning
        self.fields["planning"].eerste = self.instance.eerste_planning

    def clean(self):
        super().clean()
        gelezen = self.cleaned_data.keys() & {"status", "afgerond_op"}
        if gelezen and "afgerond_op" not in self.errors:
            self._beoordeel_datum(self.cleaned_data.get("status", self.instance.status))
        return self.cleaned_data

    def _beoordeel_datum(self, status):
        """What is closed has the day on which that was; what is open has none."""
        is_getypt, datum = "afgerond_op" in self.cleaned_data, self.cleaned_data.get("afgerond_op")
        if status in Afspraakstatus.actief() and datum:
            self.add_error("afgerond_op", NOG_NIET_KLAAR)
        elif status in Afspraakstatus.actief():
            self.cleaned_data["afgerond_op"] = None
        elif is_getypt and not datum:
            self.add_error("afgerond_op", ZONDER_DATUM)
        elif not is_getypt:
            self.cleaned_data["afgerond_op"] = self.instance.afgerond_op or self.dag_van_sluiten()

    def dag_van_sluiten(self):
        return timezone.localdate()

    @property
    def vraagt_oorzaak(self):
        return self.laatste is not None and not self.laatste.is_verklaard

    @property
    def kan_verschuiven(self):
        return bool(self.instance.pk and self.instance.eerste_planning)

    @property
    def toont_verschuiving(self):
        """Unfolded where a cause is asked for, or was typed."""
        getypt = self.is_bound and {*REDEN, "planning"} & set(self.changed_data)
        return self.vraagt_oorzaak or bool(getypt)

    def save(self, commit=True):
        gegeven = REDEN.keys() & self.cleaned_data.keys()
        reden = {REDEN[naam]: self.cleaned_data[naam] for naam in gegeven}
        self.instance.reden = reden
        afspraak = super().save(commit)
        if reden and self.laatste and self.laatste == afspraak.verschuivingen.last():
            self.laatste.verklaar(reden)
        return afspraak

    def stored_words(self, naam):
        return self.initial[naam] if naam in REDEN else super().stored_words(naam)

    def _gevraagde_reden(self):
        """What is known about a move that still asks for its cause."""
        bekend = self.laatste if self.vraagt_oorzaak else None
        return {naam: getattr(bekend, veld, "") for naam, veld in REDEN.items()}


class IPKoppelingForm(FieldsDecide, RenderedForm):
    netbeheerder = partijveld("netbeheerder")

    class Meta:
        model = IPKoppeling
        fields = ["nummer", "netbeheerder", "editie", "ibn"]
        error_messages = {
            "nummer": {
                "required": "Vul het nummer uit het investeringsplan in, of verwijder de regel."
            }
        }

    def __init__(self, *args, partijen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["netbeheerder"].load(
            partijen.only(is_netbeheerder, [self.instance.netbeheerder_id])
        )


def is_netbeheerder(partij):
    return partij.soort == Partijsoort.NETBEHEERDER
