from django import forms
from django.utils import timezone
from django.utils.text import capfirst

from actielijst.enums import Lijst
from actielijst.forms.indeling import (
    FASE_TERUG,
    ROUTE_WIJKT_AF,
    ROUTE_WIJKT_ANDERS_AF,
    FaseEnRouteForm,
    redenveld,
)
from actielijst.models import Project
from pmiek.choices import SharedChoiceField, SharedMultipleChoiceField
from pmiek.enums import Partijsoort
from pmiek.models import Partij
from pmiek.rendered import RenderedForm

GEEN_GEMEENTE = "Deze gemeente hoort niet bij deze provincie. Kies er een uit de lijst."


def partijveld(label, **opties):
    return SharedChoiceField(
        label=capfirst(label),
        queryset=Partij.objects.none(),
        required=False,
        empty_label="nog niet gekozen",
        **opties,
    )


def partijenveld(label, **opties):
    return SharedMultipleChoiceField(
        label=capfirst(label), queryset=Partij.objects.none(), required=False, **opties
    )


class ProjectForm(FaseEnRouteForm):
    """The fiche of bijlage 1, without the rows that hang under it."""

    gemeenten = partijenveld(
        "gemeenten",
        error_messages={"invalid_choice": GEEN_GEMEENTE},
        help_text="Van de locatie, of van het zoekgebied.",
    )
    betrokken_partijen = partijenveld("betrokken partijen")
    bevoegd_gezag = partijveld("bevoegd gezag")
    volgende_fase_wie = partijveld("wie zorgt daarvoor")
    fasereden = redenveld(
        "Reden van de fasewisseling",
        help_text="Eén zin bij deze wisseling. Nodig als u de fase terugzet.",
    )

    class Meta:
        model = Project
        fields = [
            "ronde",
            "nummer",
            "naam",
            "aanleiding",
            "doel",
            "kansen_en_knelpunten",
            "fase",
            "fase_toelichting",
            "type_project",
            "nmiek",
            "nmiek_toelichting",
            "herkomst",
            "schaalniveau",
            "vervolg",
            "route",
            "route_toelichting",
            "volgende_fase_nodig",
            "volgende_fase_wie",
            "volgende_fase_termijn",
            "locatiestatus",
            "locatie",
            "gemeenten",
            "breedtegraad",
            "lengtegraad",
            "type_infra",
            "energiedrager",
            "betrokken_partijen",
            "overige_betrokkenen",
            "bevoegd_gezag",
            "bevoegd_gezag_toelichting",
            "ruimtegebruik",
            "tijdspad",
            "ibn",
            "in_ip",
        ]
        widgets = {
            naam: forms.Textarea(attrs={"rows": regels})
            for naam, regels in {
                "aanleiding": 3,
                "doel": 3,
                "kansen_en_knelpunten": 4,
                "fase_toelichting": 2,
                "type_project": 2,
                "nmiek_toelichting": 2,
                "vervolg": 3,
                "route_toelichting": 2,
                "volgende_fase_nodig": 3,
                "locatie": 2,
                "overige_betrokkenen": 2,
                "bevoegd_gezag_toelichting": 2,
                "ruimtegebruik": 3,
                "tijdspad": 3,
            }.items()
        }
        # capitalised by themselves they would read NMIEK and PMIEK-ronde
        labels = {"nmiek": "nMIEK", "ronde": "pMIEK-ronde"}
        # with a comma, as people write it here; a point is read as well
        localized_fields = ["breedtegraad", "lengtegraad"]
        error_messages = {
            "naam": {"required": "Schrijf op hoe het project heet."},
            "breedtegraad": {"invalid": "Schrijf een getal, bijvoorbeeld 52,1282."},
            "lengtegraad": {"invalid": "Schrijf een getal, bijvoorbeeld 4,5953."},
        }

    def __init__(self, *args, provincie, partijen, **kwargs):
        super().__init__(*args, **kwargs)
        self.provincie = provincie
        self._laad_keuzen(partijen)
        self.fields["ibn"].vorige = self.instance.ibn

    def _laad_keuzen(self, partijen):
        self.fields["ronde"].queryset = self.provincie.rondes.all()
        self.fields["ronde"].empty_label = "niet op de pMIEK-lijst"
        for lijst in Lijst:
            self.fields[lijst].queryset = self._keuzes(lijst)
            self.fields[lijst].empty_label = "nog niet gekozen"
        self._laad_partijen(partijen)

    def _laad_partijen(self, partijen):
        for naam in ("betrokken_partijen", "bevoegd_gezag", "volgende_fase_wie"):
            self.fields[naam].load(partijen)
        gekozen = [partij.pk for partij in self.initial.get("gemeenten", [])]
        self.fields["gemeenten"].load(partijen.only(is_gemeente, gekozen))

    def _keuzes(self, lijst):
        # an entry that was switched off, or moved, stays valid where it is in use
        gekozen = getattr(self.instance, f"{lijst}_id")
        alle = self.provincie.keuzes.all()
        return alle.filter(lijst=lijst, actief=True) | alle.filter(pk=gekozen)

    def clean(self):
        super().clean()
        ronde = self._nieuw_of_huidig("ronde")
        nummer = self._nieuw_of_huidig("nummer")
        ander = self._met_nummer(ronde, nummer)
        if ander:
            self.add_error(
                "nummer",
                f"Nummer {nummer} is {_waar(ronde)} al gegeven aan “{ander.naam}”. "
                "Kies een ander nummer.",
            )
        self._vraag_waarom("fasereden", FASE_TERUG if self._fase_terug() else "")
        afwijkend = ROUTE_WIJKT_ANDERS_AF if self.instance.route_toelichting else ROUTE_WIJKT_AF
        self._vraag_waarom("route_toelichting", afwijkend if self._route_wijkt_af() else "")
        return self.cleaned_data

    def _met_nummer(self, ronde, nummer):
        if not nummer:
            return None
        zelfde = self.provincie.projecten.filter(ronde=ronde, nummer__iexact=nummer)
        return zelfde.exclude(pk=self.instance.pk).first()


def _waar(ronde):
    return f"in ronde {ronde}" if ronde else "buiten de pMIEK-lijst"


def is_gemeente(partij):
    return partij.soort == Partijsoort.GEMEENTE


class ArchiefForm(RenderedForm):
    archiefreden = forms.CharField(
        label="Reden",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf in één zin waarom dit project naar het archief gaat."},
    )

    class Meta:
        model = Project
        fields = ["archiefreden"]

    def save(self, commit=True):
        if not self.instance.is_gearchiveerd:
            self.instance.gearchiveerd_op = timezone.localdate()
        return super().save(commit)
