"""The whole fiche as one form: the project, its IP numbers and its agreements."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction

from actielijst.fiche import lege_onderdelen
from actielijst.forms.afspraak import (
    MAX_AFSPRAKEN,
    MAX_KOPPELINGEN,
    AfspraakForm,
    IPKoppelingForm,
)
from actielijst.forms.project import ProjectForm
from actielijst.forms.secties import SECTIES, Stand, inhoud_van
from actielijst.forms.voorstel import voorstellen
from actielijst.models import Project
from pmiek.batch import batching
from pmiek.choices import Loaded
from pmiek.conflict import field_conflicts, field_label, renewed, renewed_rows, row_conflicts
from pmiek.posted import GEOPEND, apply_action
from pmiek.rows import RowSet

# the rows of a longer list are shown in short until somebody opens them: 500 of them were 14 MB
VOLUIT = 25
PREFIXEN = {"ip": "IP-nummer", "afspraak": "Afspraak"}
MELDINGEN = {
    "toevoegen": "{wat} {plaats} toegevoegd.",
    "dupliceren": "Gedupliceerd als {wat} {plaats}.",
    "omhoog": "{wat} staat nu op plaats {plaats}.",
    "omlaag": "{wat} staat nu op plaats {plaats}.",
    "verwijderen": "{wat} {plaats} verdwijnt bij het opslaan.",
    "herstellen": "{wat} {plaats} staat er weer.",
    "openen": "{wat} {plaats} is open.",
}
NIEUW_WEG = "De nieuwe regel is verwijderd."


class Ficheformulier:
    def __init__(self, project, *, provincie, data=None):
        self.project_object = project or Project(
            provincie=provincie, ronde=provincie.rondes.huidige()
        )
        fase = self.project_object.fase if data is None else data.get("fase", "")
        self.voorstellen = voorstellen(provincie, self.project_object, fase)
        actie = _gevraagde_actie(data)
        self.actie = apply_action(data, actie, self._als_rijen()) if actie else None
        data = self.actie.data if self.actie else data
        self.data = data
        partijen = load_partijen(provincie)
        self.project = ProjectForm(
            data, instance=project or self.project_object, provincie=provincie, partijen=partijen
        )
        self.koppelingen = self._rows(IPKoppelingForm, "ip", "ip_koppelingen", partijen)
        self.afspraken = self._rows(AfspraakForm, "afspraak", "afspraken", partijen)

    def _rows(self, form_class, prefix, relatie, partijen):
        bestaat = self.project_object.pk is not None
        return RowSet(
            form_class,
            prefix=prefix,
            rows=getattr(self.project_object, relatie).all() if bestaat else [],
            data=self.data,
            max_rows={"ip": MAX_KOPPELINGEN, "afspraak": MAX_AFSPRAKEN}[prefix],
            form_kwargs={"partijen": partijen},
        )

    def _als_rijen(self):
        return {str(voorstel.actie.pk): voorstel.velden for voorstel in self.voorstellen}

    def mark_rows(self):
        """Name the rows for their labels; open what is new or wrong, the rest stays folded."""
        for naam, rijen in (("IP-nummer", self.koppelingen), ("afspraak", self.afspraken)):
            for plaats, form in enumerate(rijen, start=1):
                form.regelnaam = f"{naam} {plaats}"
                form.is_acted = bool(self.actie and self.actie.is_about(form))
                fout = form.is_bound and not form.is_removed and bool(form.errors)
                form.is_open = form.is_new or fout
                form.is_geopend = self._is_geopend(form)
                form.is_in_kort = plaats > VOLUIT and not (form.is_open or form.is_geopend)
                form.voorstel = self._voorstel_van(form)

    @property
    def afspraken_in_kort(self):
        return sum(form.is_in_kort for form in self.afspraken)

    def _is_geopend(self, form):
        """Asked for, or moved just now: the arrow that moved it must still be there."""
        gevraagd = self.data is not None and self.data.get(f"{form.prefix}-{GEOPEND}")
        return bool(gevraagd) or form.is_acted

    def _voorstel_van(self, form):
        """The example action behind a row not saved yet, whose who and when are proposed."""
        if self.data is None or form.instance.pk:
            return None
        gevraagd = self.data.get(f"{form.prefix}-voorstel", "")
        return next((v for v in self.voorstellen if str(v.actie.pk) == gevraagd), None)

    @property
    def melding(self):
        """What the row action did, for the status line."""
        if self.actie is None or self.actie.place is None:
            return ""
        if self.actie.verb == "verwijderen" and not self._removed_acted:
            return NIEUW_WEG
        wat = PREFIXEN[self.actie.prefix]
        return MELDINGEN[self.actie.verb].format(wat=wat, plaats=self.actie.place + 1)

    @property
    def _removed_acted(self):
        rijen = [*self.koppelingen, *self.afspraken]
        return [form for form in rijen if form.is_removed and self.actie.is_about(form)]

    def suspend_judgement(self):
        self.project.suspend_judgement()
        self.koppelingen.suspend_judgement()
        self.afspraken.suspend_judgement()

    def is_valid(self):
        # every part is asked, so that all messages are shown at once
        return all(
            [self.project.is_valid(), self.koppelingen.is_valid(), self.afspraken.is_valid()]
        )

    @property
    def conflicten(self):
        """What two people did to the same thing; empty while something else is wrong too."""
        delen = [self.project, self.koppelingen, self.afspraken]
        if not all(deel.only_conflicts for deel in delen):
            return []
        return [
            *field_conflicts(self.project),
            *row_conflicts(self.koppelingen, PREFIXEN["ip"], self.project_object),
            *row_conflicts(self.afspraken, PREFIXEN["afspraak"], self.project_object),
        ]

    @property
    def getypt(self):
        """Everything that the user changed on the screen, as (label, text)."""
        return (
            *self.project.in_words(self.project.typed()),
            *self.koppelingen.typed_words(PREFIXEN["ip"]),
            *self.afspraken.typed_words(PREFIXEN["afspraak"]),
        )

    @property
    def nieuwe_basis(self):
        rijen = renewed_rows(self.koppelingen) | renewed_rows(self.afspraken)
        return renewed([self.project]) | rijen

    def save(self):
        # the page that asks for it has a transaction around it already
        with transaction.atomic(savepoint=False), batching():
            project = self.project.save()
            self.koppelingen.save(project=project)
            self.afspraken.save(project=project)
        return project

    @property
    def secties(self):
        """(section, its fields, how it stands) in the order of bijlage 1."""
        bestaat = self.project_object.pk is not None
        leeg = {veld for _, veld in lege_onderdelen(self.project_object)} if bestaat else set()
        return [
            (sectie, [self.project[naam] for naam in sectie.velden], self._stand(sectie, leeg))
            for sectie in SECTIES
        ]

    def _stand(self, sectie, leeg):
        namen = {*sectie.velden, sectie.anker}
        return Stand(
            leeg=len(leeg & namen),
            fouten=self._aantal_fouten(sectie),
            is_nieuw=self.project_object.pk is None,
            inhoud=inhoud_van(sectie, self.project_object) if self.project_object.pk else "",
        )

    def _aantal_fouten(self, sectie):
        if not self.project.is_bound:
            return 0
        eigen = sum(naam in self.project.errors for naam in sectie.velden)
        return eigen + len(_row_errors(self.koppelingen, "")) * (sectie.anker == "ip")

    @property
    def aantal_rijfouten(self):
        return len(_row_errors(self.afspraken, ""))

    @property
    def fouten(self):
        """(anchor, sentence) per error, in the order of the screen."""
        return [
            *_form_errors(self.project, ""),
            *_row_errors(self.koppelingen, "IP-nummer"),
            *_row_errors(self.afspraken, "Afspraak"),
        ]


def _gevraagde_actie(data):
    """The row action that was posted, if it is about rows that this form has."""
    actie = data.get("rijactie", "") if data is not None else ""
    return actie if actie.partition(":")[0] in PREFIXEN else ""


def load_partijen(provincie):
    partijen = provincie.partijen.order_by("soort", "naam")
    return Loaded(list(partijen), lambda partij: partij.get_soort_display().capitalize())


def _form_errors(form, prefix):
    if not form.is_bound:
        return []
    volgorde = [NON_FIELD_ERRORS, *form.fields]
    return [
        (_anchor(form, naam), f"{prefix}{field_label(form, naam, in_zin=bool(prefix))}: {melding}")
        for naam in sorted(form.errors, key=volgorde.index)
        for melding in form.errors[naam]
    ]


def _row_errors(rows, naam):
    fouten = [
        fout
        for place, form in enumerate(rows, start=1)
        if not form.is_removed
        for fout in _form_errors(form, f"{naam} {place}, ")
    ]
    if rows.damage:
        fouten.insert(0, (f"{rows.prefix}-rijen", f"{naam}: {rows.damage}"))
    if rows.data is not None and rows.too_many:
        teveel = (
            f"{naam}: een fiche heeft er ten hoogste {rows.max_rows}. Verwijder er eerst een paar."
        )
        fouten.insert(0, (f"{rows.prefix}-rijen", teveel))
    return fouten


def _anchor(form, naam):
    return form[naam].id_for_label if naam in form.fields else f"{form.prefix or 'fiche'}-fout"
