"""The whole fiche as one form: the project, its IP numbers and its agreements."""

from dataclasses import dataclass

from django.db import transaction

from actielijst.forms.afspraak import (
    MAX_AFSPRAKEN,
    MAX_KOPPELINGEN,
    AfspraakForm,
    IPKoppelingForm,
)
from actielijst.forms.project import ProjectForm
from actielijst.models import Project
from pmiek.choices import Loaded
from pmiek.rows import RowSet, apply_action


@dataclass(frozen=True)
class Sectie:
    titel: str
    anker: str
    velden: tuple


SECTIES = [
    Sectie("Project", "project", ("ronde", "nummer", "naam")),
    Sectie(
        "Omschrijving",
        "omschrijving",
        (
            "aanleiding",
            "doel",
            "kansen_en_knelpunten",
            "fase",
            "fase_toelichting",
            "type_project",
            "schaalniveau",
            "herkomst",
            "nmiek",
            "nmiek_toelichting",
        ),
    ),
    Sectie(
        "Vervolg",
        "vervolg",
        (
            "vervolg",
            "route",
            "route_toelichting",
            "volgende_fase_nodig",
            "volgende_fase_wie",
            "volgende_fase_termijn",
        ),
    ),
    Sectie(
        "Locatie",
        "locatie",
        ("locatiestatus", "locatie", "gemeenten", "breedtegraad", "lengtegraad"),
    ),
    Sectie("Type infra", "type-infra", ("type_infra", "energiedrager")),
    Sectie(
        "Betrokken partijen", "betrokken-partijen", ("betrokken_partijen", "overige_betrokkenen")
    ),
    Sectie(
        "Bevoegd gezag",
        "bevoegd-gezag",
        ("bevoegd_gezag", "bevoegd_gezag_toelichting", "ruimtegebruik"),
    ),
    Sectie("Tijdspad en IBN", "tijdspad", ("tijdspad", "ibn")),
    Sectie("Link met pMIEK en IP", "ip", ("in_ip",)),
]


class Ficheformulier:
    def __init__(self, project, *, provincie, data=None):
        if data is not None and data.get("rijactie"):
            data = apply_action(data, data["rijactie"])
        self.project_object = project or Project(provincie=provincie)
        self.data = data
        partijen = load_partijen(provincie)
        self.project = ProjectForm(
            data, instance=project or self.project_object, provincie=provincie, partijen=partijen
        )
        self.koppelingen = self._rows(IPKoppelingForm, "ip", "ip_koppelingen", partijen)
        self.afspraken = self._rows(AfspraakForm, "afspraak", "afspraken", partijen)

    def _rows(self, form_class, prefix, relatie, partijen):
        rows = getattr(self.project_object, relatie) if self.project_object.pk else None
        return RowSet(
            form_class,
            prefix=prefix,
            rows=_with_parties(rows, form_class) if rows else [],
            data=self.data,
            max_rows={"ip": MAX_KOPPELINGEN, "afspraak": MAX_AFSPRAKEN}[prefix],
            form_kwargs={"partijen": partijen},
        )

    @property
    def is_row_action(self):
        return bool(self.data and self.data.get("rijactie"))

    def suspend_judgement(self):
        self.project._errors, self.project.cleaned_data = self.project.error_class(), {}
        self.koppelingen.suspend_judgement()
        self.afspraken.suspend_judgement()

    def is_valid(self):
        # every part is asked, so that all messages are shown at once
        return all(
            [self.project.is_valid(), self.koppelingen.is_valid(), self.afspraken.is_valid()]
        )

    @transaction.atomic
    def save(self):
        project = self.project.save()
        self.koppelingen.save(project=project)
        self.afspraken.save(project=project)
        return project

    @property
    def secties(self):
        return [(sectie, [self.project[naam] for naam in sectie.velden]) for sectie in SECTIES]

    @property
    def fouten(self):
        """(anchor, sentence) per error, in the order of the screen."""
        return [
            *_form_errors(self.project, ""),
            *_row_errors(self.koppelingen, "IP-nummer"),
            *_row_errors(self.afspraken, "Afspraak"),
        ]


def _with_parties(rows, form_class):
    if form_class is AfspraakForm:
        return rows.prefetch_related("betrokken_partijen")
    return rows.all()


def load_partijen(provincie):
    partijen = provincie.partijen.order_by("soort", "naam")
    return Loaded(list(partijen), lambda partij: partij.get_soort_display().capitalize())


def _form_errors(form, prefix):
    if not form.is_bound:
        return []
    return [
        (_anchor(form, naam), f"{prefix}{_label(form, naam)}: {_lower(melding)}")
        for naam, meldingen in form.errors.items()
        for melding in meldingen
    ]


def _row_errors(rows, naam):
    fouten = [
        fout
        for place, form in enumerate(rows, start=1)
        if not form.is_removed
        for fout in _form_errors(form, f"{naam} {place}, ")
    ]
    if rows.data is not None and rows.too_many:
        teveel = (
            f"{naam}: een fiche heeft er ten hoogste {rows.max_rows}. Verwijder er eerst een paar."
        )
        fouten.insert(0, (f"{rows.prefix}-rijen", teveel))
    return fouten


def _anchor(form, naam):
    return form[naam].id_for_label if naam in form.fields else f"{form.prefix or 'fiche'}-fout"


def _label(form, naam):
    return form.fields[naam].label.lower() if naam in form.fields else "formulier"


def _lower(melding):
    return melding[:1].lower() + melding[1:]
