"""Everything the documents of a round say, as plain values: an open round is read, a closed one
was kept when it was closed. Both are the same text, so the numbers are the same for ever.
"""

from django.utils.formats import date_format

from actielijst.exports.teksten import AFKORTINGEN
from monitoring import zinnen
from monitoring.ankers import iso, uit_iso, verlooprij
from monitoring.models import Monitoringronde, Wijzigingentekst, is_nvt
from monitoring.opnemen import lees_geheel, lees_stand
from monitoring.vergelijking import vergelijk
from monitoring.vragen import vragen_per_project

CONCEPT, VASTGELEGD = "concept", "vastgelegd"
KOPPEN = {
    "ibn": "IBN verschoven",
    "fase": "Fase en lijst",
    "afspraken": "Afspraken gereed of over tijd",
    "vragen": "Vragen aan het bestuur",
    "niet_bevestigd": "Niet bevestigd in deze ronde",
}


def inhoud_van(ronde):
    """What the documents of this round say now, or said when it was closed."""
    vastlegging = None if ronde.is_open else ronde.vastleggingen.laatste()
    return vastlegging.inhoud if vastlegging else stel_samen(ronde, ronde.stand_op)


def stel_samen(ronde, peildatum):
    vorige = _vorige(ronde)
    sinds = vorige.peildatum if vorige else None
    return _stel_samen(ronde, vorige, lees_stand(ronde, peildatum, sinds))[0]


def status_van(ronde):
    """What is still filled in is a concept; what was kept is not."""
    return CONCEPT if ronde.is_open else VASTGELEGD


def standzin(inhoud):
    """'stand van 26 november 2026', where that is another day than the peildatum."""
    return andere_dag(uit_iso(inhoud["peildatum"]), uit_iso(inhoud["stand_op"]))


def andere_dag(peildatum, dag):
    return "" if dag == peildatum else f"stand van {date_format(dag, 'j F Y')}"


def stel_vast(ronde, peildatum):
    """(what the documents say, everything it follows from), to be kept together."""
    stand = lees_geheel(ronde, peildatum)
    return _stel_samen(ronde, _vorige(ronde), stand)[0], stand.als_json()


def inhoud_om_terug_te_lezen(ronde):
    """The same, and in the rows of an open round by what they are known when they come back."""
    if not ronde.is_open:
        return inhoud_van(ronde)
    vorige = _vorige(ronde)
    stand = lees_stand(ronde, ronde.stand_op, vorige.peildatum if vorige else None)
    inhoud, regels = _stel_samen(ronde, vorige, stand)
    paren = zip(inhoud["regels"], regels, strict=True)
    return inhoud | {"regels": [rij | _kenmerk(ronde, regel) for rij, regel in paren]}


def _vorige(ronde):
    return Monitoringronde.objects.voor(ronde).first()


def _stel_samen(ronde, vorige, stand):
    regels = list(ronde.regels.voor_lijst())
    verschil = vergelijk(stand, ronde, vorige)
    verlopen = {verloop.project.pk: verloop for verloop in verschil.verlopen}
    vragen = vragen_per_project(ronde)
    inhoud = {
        "ronde": ronde.naam,
        # the round is about this day; its figures are of the other one
        "peildatum": iso(ronde.peildatum),
        "stand_op": iso(stand.peildatum),
        "vergaderdatum": ronde.vergaderdatum.isoformat(),
        "vorige": {"naam": vorige.naam, "dag": vorige.peildatum.isoformat()} if vorige else None,
        "regels": [_regel(r, verlopen[r.project_id], vragen.get(r.project_id, [])) for r in regels],
        "verloop": [verlooprij(verloop) for verloop in verschil.verlopen],
        "wijzigingen": _wijzigingen(verschil),
        "ibn_projecten": [verloop.project.pk for verloop in _ibn(verschil)],
        "tellingen": tellingen(verschil),
        **eigen_tekst(ronde),
        "voorbeeld": any(regel.voorbeeld for regel in regels),
    }
    return inhoud, regels


def eigen_tekst(ronde):
    """The own words of the province by their section, and the sentences they were made from."""
    tekst = Wijzigingentekst.objects.filter(ronde=ronde).first()
    woorden = {sleutel: getattr(tekst, sleutel, "").strip() for sleutel in KOPPEN}
    return {
        "eigen": {sleutel: zinnen_ for sleutel, zinnen_ in woorden.items() if zinnen_},
        "eigen_van": tekst.afgeleid if tekst else {},
    }


def tellingen(verschil):
    """The figures of the dashboard, by the name of their section."""
    return {
        "ibn": len(verschil.verschoven),
        "fase": len(verschil.fasen),
        "afgerond": len(verschil.afgerond),
        "te_laat": len(verschil.te_laat),
        "niet_bevestigd": len(verschil.niet_bevestigd),
        "vragen": len(verschil.vragen_open),
    }


def regel_id(regel, provincie):
    """What a row is known by in a workbook, and found again when it is read back."""
    return f"{AFKORTINGEN[provincie.code]}-M{regel.pk}"


def _kenmerk(ronde, regel):
    return {"id": regel_id(regel, ronde.provincie), "versie": regel.versie}


def _regel(regel, verloop, vragen):
    project = regel.project
    return {
        "project": project.pk,
        "nummer": project.nummer,
        "naam": project.naam,
        "ibn": str(regel.ibn),
        "ibn_van": iso(regel.ibn.van),
        "ibn_tot_en_met": iso(regel.ibn.tot_en_met),
        "oordeel": regel.get_oordeel_display() if regel.oordeel else "",
        "was": _was(verloop),
        "aandachtspunt": punttekst(regel),
        "versnellingsactie": regel.versnellingsactie,
        "trekkers": trekkertekst(regel),
        "vraag": vraagtekst(regel, vragen),
        "categorie": str(regel.categorie or ""),
        "oorzaak": str(regel.oorzaak or ""),
        "oorzaaksoort": regel.get_oorzaaksoort_display() if regel.oorzaaksoort else "",
        "oorzaak_toelichting": regel.oorzaak_toelichting,
        "fase": project.get_fase_display() if regel.ronde.is_open else regel.get_fase_display(),
        "gemeenten": "; ".join(partij.naam for partij in project.gemeenten.all()),
        "eerst": str(verloop.eerst),
        "sinds_eerst": verloop.sinds_eerst,
        "sinds_vorige": verloop.sinds_vorige,
        "herplanningen": verloop.herplanningen,
        "stand": regel.stand.label,
        "stand_van": iso(regel.stand_van),
        "correctie": verloop.regel.correctie,
        "voorbeeld": regel.voorbeeld,
    }


def _was(verloop):
    was = str(verloop.vorige or "")
    return was if was != str(verloop.nu) else ""


def punttekst(regel):
    """In own words, or else which kind it is."""
    return regel.aandachtspunt or str(regel.categorie or "")


def trekkertekst(regel):
    namen = [str(partij) for partij in regel.trekkers.all()]
    return " / ".join(filter(None, [*namen, regel.overige_trekkers]))


def vraagtekst(regel, vragen):
    """The questions on the agenda about this project, and the own words of the row."""
    teksten = [f"{vraag.regel}{zinnen.keer_woorden(vraag.keer)}" for vraag in vragen]
    eigen = regel.vraag.strip()
    if teksten and is_nvt(eigen):
        eigen = ""
    return "\n".join(filter(None, [*teksten, eigen]))


def in_kolommen(regel, vragen):
    """{field of a row: what the list says there}; a kind that nobody chose is not said."""
    return {
        "ibn": str(regel.ibn),
        "oordeel": regel.get_oordeel_display() if regel.oordeel else "",
        "categorie": str(regel.categorie or ""),
        "aandachtspunt": regel.aandachtspunt.strip(),
        "versnellingsactie": regel.versnellingsactie.strip(),
        "trekkers": trekkertekst(regel),
        "vraag": vraagtekst(regel, vragen),
    }


def _ibn(verschil):
    """What stands in the section: shifted, largest first, then what changed and is not read."""
    return [*verschil.verschoven, *[v for v in verschil.verlopen if v.is_onleesbaar_veranderd]]


def _wijzigingen(verschil):
    """{section: [[project, sentence]]}, in the order of the annex."""
    return {
        "ibn": [_paar(v.project, zinnen.ibn_zin(v)) for v in _ibn(verschil)],
        "fase": [
            *[_paar(w.project, zinnen.fase_zin(w)) for w in verschil.fasen],
            *[_paar(project, "Nieuw in de monitoring.") for project in verschil.nieuw],
            *[_paar(project, _archiefzin(project)) for project in verschil.gearchiveerd],
        ],
        "afspraken": [
            *[_paar(a.project, zinnen.afgerond_zin(a)) for a in verschil.afgerond],
            *[_paar(a.project, zinnen.vervallen_zin(a)) for a in verschil.vervallen],
            *[_paar(a.project, zinnen.te_laat_zin(a)) for a in verschil.te_laat],
        ],
        "vragen": [
            [", ".join(str(p) for p in vraag.projecten), zinnen.vraag_zin(vraag)]
            for vraag in verschil.vragen
        ],
        "niet_bevestigd": [
            _paar(r.project, zinnen.niet_bevestigd_zin(r, verschil.peildatum))
            for r in verschil.niet_bevestigd
        ],
    }


def _paar(project, zin):
    return [str(project), zin]


def _archiefzin(project):
    dag = date_format(project.gearchiveerd_op, "j F Y")
    return f"Op {dag} naar het archief. {zinnen.afsluiten(project.archiefreden)}"


# what a row says of its project, not of the monitoring
VAN_PROJECT = ["nummer", "naam", "fase", "gemeenten"]


def herzie(vastgelegd, nieuw, project):
    """What was kept, with only the row of this project as it is in `nieuw`.

    A fiche or an agreement that changed after the closing does not come along with a correction.
    """
    regels = _vervang(vastgelegd["regels"], nieuw["regels"], project)
    zinnen_ = _zinnen_van(vastgelegd) | {project: None} | _zinnen_van(nieuw, project)
    verschuiving = {regel["project"]: regel["sinds_vorige"] for regel in regels}
    volgorde = sorted(
        (pk for pk, paar in zinnen_.items() if paar),
        key=lambda pk: (verschuiving[pk] is None, -(verschuiving[pk] or 0)),
    )
    return vastgelegd | {
        "regels": regels,
        "verloop": _vervang(vastgelegd["verloop"], nieuw["verloop"], project),
        "wijzigingen": vastgelegd["wijzigingen"] | {"ibn": [zinnen_[pk] for pk in volgorde]},
        "ibn_projecten": volgorde,
        "tellingen": vastgelegd["tellingen"] | {"ibn": sum(map(bool, verschuiving.values()))},
        "voorbeeld": any(regel["voorbeeld"] for regel in regels),
    }


def _vervang(rijen, nieuwe, project):
    ervoor = {rij["project"]: rij for rij in nieuwe}
    return [
        ervoor[project] | {veld: rij[veld] for veld in VAN_PROJECT if veld in rij}
        if rij["project"] == project
        else rij
        for rij in rijen
    ]


def _zinnen_van(inhoud, *projecten):
    """{project: [project, sentence]} of the section about the IBN."""
    paren = zip(inhoud["ibn_projecten"], inhoud["wijzigingen"]["ibn"], strict=True)
    return {pk: paar for pk, paar in paren if not projecten or pk in projecten}
