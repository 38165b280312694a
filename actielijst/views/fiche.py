from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone

from actielijst.documenten.fiche import fiche_bestandsnaam, op_papier
from actielijst.documenten.taken import vraag_document
from actielijst.enums import Keuzedocument
from actielijst.fiche import aantal_onderdelen, lege_onderdelen, link_met_ip, projectgegevens
from actielijst.linter import bevindingen_van
from actielijst.models import Project
from pmiek.access import get_visible_or_404
from pmiek.enums import Rolsoort
from pmiek.ongedaan import lees_stappen
from pmiek.pdf.engine import PdfFout
from pmiek.pdf.response import pdf_response
from pmiek.wijziging import Wijziging

TE_LANG = (
    "Deze fiche is te lang om op te wachten. Kies haar bij Downloads; dan wordt zij op de "
    "achtergrond gemaakt."
)
IN_ZIJKOLOM = 3
PER_VERLOOP = 50


def project_detail(request, provincie, pk):
    project = get_visible_or_404(Project.objects.voor_fiche(), request, pk=pk)
    verloop = Wijziging.objects.van(project)
    handelingen, aantal = list(verloop.per_handeling()[:IN_ZIJKOLOM]), verloop.count()
    leeg, afspraken = lege_onderdelen(project), list(project.afspraken.all())
    papier = op_papier(project, timezone.localdate())
    genummerd = list(enumerate(afspraken, start=1))
    context = {
        "project": project,
        "gegevens": projectgegevens(project),
        "link_met_ip": link_met_ip(project),
        "afspraken": afspraken,
        "genummerd": genummerd,
        "verschuivingen": [
            (nummer, verschuiving)
            for nummer, afspraak in genummerd
            for verschuiving in afspraak.verschuivingen.all()
        ],
        **_bevindingen(request, project, (*handelingen, aantal)),
        "aantal_open": sum(afspraak.is_actief for afspraak in afspraken),
        "aantal_te_laat": sum(afspraak.is_verlopen() for afspraak in afspraken),
        "heeft_voorbeelden": any(afspraak.voorbeeld for afspraak in afspraken),
        "vandaag": timezone.localdate(),
        "leeg": leeg,
        "aantal_onderdelen": aantal_onderdelen(project),
        "aantal_gevuld": aantal_onderdelen(project) - len(leeg),
        "stappen": _stappen(project, handelingen, request.rol),
        "aantal_wijzigingen": aantal,
        "mag_bewerken": request.rol.soort in Rolsoort.redactie() and not project.is_gearchiveerd,
        "mag_beheren": request.rol.soort in Rolsoort.redactie(),
        "pdf_grootte": papier.grootte,
        "op_achtergrond": papier.op_achtergrond,
    }
    return render(request, "actielijst/project_detail.html", context)


def _stappen(project, handelingen, rol):
    """The steps of the history, and why the phase changed where it did."""
    stappen = lees_stappen(Wijziging.objects.van(project), handelingen, rol)
    wisselend = [w.pk for stap in stappen for w in stap.wijzigingen if "fase" in w.velden]
    redenen = project.fasewisselingen.redenen_van(wisselend)
    for stap in stappen:
        stap.redenen = [redenen[w.pk] for w in stap.wijzigingen if w.pk in redenen]
    return stappen


def _bevindingen(request, project, stand):
    """For who works on the list; a party reads its fiche without our remarks."""
    if request.rol.soort not in Rolsoort.lezend() or project.is_gearchiveerd:
        return {"bevindingen": None, "aanvaard": []}
    alle = bevindingen_van(project, stand)
    return {
        "bevindingen": [b for b in alle if b.aanvaarding is None],
        "aanvaard": [b for b in alle if b.aanvaarding is not None],
    }


def project_verloop(request, provincie, pk):
    project = get_visible_or_404(Project.objects, request, pk=pk)
    verloop = Wijziging.objects.van(project)
    pagina = Paginator(verloop.per_handeling(), PER_VERLOOP).get_page(request.GET.get("page"))
    context = {
        "project": project,
        "page_obj": pagina,
        "stappen": _stappen(project, pagina.object_list, request.rol),
        "aantal_wijzigingen": verloop.count(),
    }
    return render(request, "actielijst/project_verloop.html", context)


def project_pdf(request, provincie, pk):
    project = get_visible_or_404(Project.objects.voor_fiche(), request, pk=pk)
    peildatum = timezone.localdate()
    if request.method == "POST":
        vraag = (request.provincie, Keuzedocument.FICHE_PDF, request.user, peildatum, str(pk))
        return redirect(vraag_document(*vraag))
    papier = op_papier(project, peildatum)
    if papier.op_achtergrond:
        messages.warning(request, TE_LANG)
        return redirect(project)
    naam = fiche_bestandsnaam(project, peildatum)
    return pdf_response(request, papier.pdf, naam, back=project)


def project_downloads(request, provincie, pk):
    """The download link with its size, made after the page is shown: it costs a rendering."""
    project = get_visible_or_404(Project.objects.voor_fiche(), request, pk=pk)
    papier = op_papier(project, timezone.localdate())
    context = {"project": project, "op_achtergrond": papier.op_achtergrond, "pdf_grootte": 0}
    try:
        if not context["op_achtergrond"]:
            context["pdf_grootte"] = len(papier.pdf())
    except PdfFout as fout:
        context["waarom_niet"] = str(fout)
    return render(request, "actielijst/_downloads.html", context)
