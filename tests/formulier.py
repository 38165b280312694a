"""What a browser posts: the values of a rendered page, with some of them changed."""

from actielijst.forms.fiche import Ficheformulier
from actielijst.forms.project import ArchiefForm
from pmiek.rendered import as_posted


def fichedata(project, **veranderd):
    """The form of this project as it is rendered now; keys as in the page (afspraak-0-status)."""
    fiche = Ficheformulier(project, provincie=project.provincie)
    data = _velden(fiche.project)
    for rijen in (fiche.koppelingen, fiche.afspraken):
        for form in rijen:
            data |= _velden(form)
            data |= {
                f"{form.prefix}-id": str(form.row_id),
                f"{form.prefix}-plaats": str(form.shown_place),
            }
    return data | veranderd


def archiefdata(project, reden):
    return _velden(ArchiefForm(instance=project)) | {"archiefreden": reden}


def _velden(form):
    data = {
        form.add_prefix(naam): as_posted(veld, form.get_initial_for_field(veld, naam))
        for naam, veld in form.own_fields.items()
    }
    return data | {form.add_prefix("basis"): form.fields["basis"].initial}
