from django.urls import path

from actielijst.views import (
    afspraken,
    beheer,
    bevindingen,
    bewerken,
    bulk,
    categoriseren,
    documenten,
    fasewisselingen,
    fiche,
    inlezen,
    inlezing,
    projecten,
    rechten,
    rollen,
    start,
    toegang,
    trekkers,
    uitnodigingen,
    uitvraag,
    voorbeeldacties,
)

app_name = "actielijst"

urlpatterns = [
    path("", start.start, name="start"),
    path("projecten/", projecten.ProjectListView.as_view(), name="project_lijst"),
    path("projecten/exporteren/", projecten.ProjectExportView.as_view(), name="project_export"),
    path("projecten/categoriseren/", categoriseren.categoriseren, name="categoriseren"),
    path(
        "projecten/categoriseren/gekozen/",
        categoriseren.categoriseren_gekozen,
        name="categoriseren_gekozen",
    ),
    path("projecten/<int:pk>/indelen/", categoriseren.project_indelen, name="project_indelen"),
    path(
        "projecten/fasewisselingen/",
        fasewisselingen.FasewisselingListView.as_view(),
        name="fasewisseling_lijst",
    ),
    path(
        "projecten/fasewisselingen/exporteren/",
        fasewisselingen.FasewisselingExportView.as_view(),
        name="fasewisseling_export",
    ),
    path("projecten/archief/", projecten.ArchiefView.as_view(), name="project_archief"),
    path("projecten/bevindingen/", bevindingen.bevinding_lijst, name="bevinding_lijst"),
    path(
        "projecten/bevindingen/exporteren/", bevindingen.bevinding_export, name="bevinding_export"
    ),
    path("projecten/nieuw/", bewerken.project_nieuw, name="project_nieuw"),
    path("projecten/<int:pk>/", fiche.project_detail, name="project_detail"),
    path("projecten/<int:pk>/bewerken/", bewerken.project_bewerken, name="project_bewerken"),
    path("projecten/<int:pk>/werksessie/", bewerken.project_werksessie, name="project_werksessie"),
    path("projecten/<int:pk>/archiveren/", bewerken.project_archiveren, name="project_archiveren"),
    path(
        "projecten/<int:pk>/terugzetten/", bewerken.project_terugzetten, name="project_terugzetten"
    ),
    path(
        "projecten/<int:pk>/aanvaarden/", bevindingen.project_aanvaarden, name="project_aanvaarden"
    ),
    path(
        "aanvaardingen/<int:pk>/intrekken/",
        bevindingen.aanvaarding_intrekken,
        name="aanvaarding_intrekken",
    ),
    path("projecten/<int:pk>/verloop/", fiche.project_verloop, name="project_verloop"),
    path("projecten/<int:pk>/pdf/", fiche.project_pdf, name="project_pdf"),
    path("projecten/<int:pk>/downloads/", fiche.project_downloads, name="project_downloads"),
    path("afspraken/", afspraken.AfspraakListView.as_view(), name="afspraak_lijst"),
    path("afspraken/pdf/", afspraken.AfspraakPdfView.as_view(), name="afspraak_pdf"),
    path("afspraken/wijzigen/", bulk.afspraken_wijzigen, name="afspraken_wijzigen"),
    path("afspraken/per-trekker/", trekkers.trekkers, name="trekker_lijst"),
    path("afspraken/belasting/", trekkers.belasting_per_kwartaal, name="belasting_lijst"),
    path(
        "afspraken/voorbeeldacties/",
        voorbeeldacties.VoorbeeldactieListView.as_view(),
        name="voorbeeldactie_lijst",
    ),
    path(
        "afspraken/voorbeeldacties/nieuw/",
        voorbeeldacties.VoorbeeldactieCreateView.as_view(),
        name="voorbeeldactie_nieuw",
    ),
    path(
        "afspraken/voorbeeldacties/exporteren/",
        voorbeeldacties.voorbeeldactie_export,
        name="voorbeeldactie_export",
    ),
    path(
        "afspraken/voorbeeldacties/inlezen/",
        voorbeeldacties.voorbeeldactie_inlezen_nieuw,
        name="voorbeeldactie_inlezen_nieuw",
    ),
    path(
        "afspraken/voorbeeldacties/<int:pk>/",
        voorbeeldacties.VoorbeeldactieUpdateView.as_view(),
        name="voorbeeldactie_bewerken",
    ),
    path(
        "afspraken/voorbeeldacties/<int:pk>/zetten/",
        voorbeeldacties.voorbeeldactie_zetten,
        name="voorbeeldactie_zetten",
    ),
    path("afspraken/exporteren/", afspraken.AfspraakExportView.as_view(), name="afspraak_export"),
    path("uitwisselen/inlezen/", inlezen.inlezen, name="inlezen"),
    path("uitwisselen/inlezen/<int:pk>/", inlezing.inlezing_detail, name="inlezing_detail"),
    path(
        "uitwisselen/inlezen/<int:pk>/kolommen/",
        inlezen.inlezing_kolommen,
        name="inlezing_kolommen",
    ),
    path("uitwisselen/inlezen/<int:pk>/excel/", inlezing.inlezing_export, name="inlezing_export"),
    path(
        "uitwisselen/inlezen/<int:pk>/stoppen/", inlezing.inlezing_stoppen, name="inlezing_stoppen"
    ),
    path("uitwisselen/uitvraag/", uitvraag.uitvraag_lijst, name="uitvraag_lijst"),
    path(
        "uitwisselen/uitvraag/<int:pk>/excel/",
        uitvraag.partij_uitvraag_export,
        name="partij_uitvraag_export",
    ),
    path(
        "uitwisselen/uitvraag/<int:pk>/bericht/",
        uitvraag.partij_bericht_export,
        name="partij_bericht_export",
    ),
    path("documenten/", documenten.documenten, name="documenten"),
    path("documenten/teksten/", documenten.teksten, name="teksten"),
    path("documenten/<int:pk>/", documenten.documenttaak, name="documenttaak"),
    path(
        "documenten/<int:pk>/stoppen/", documenten.documenttaak_stoppen, name="documenttaak_stoppen"
    ),
    path(
        "documenten/<int:pk>/bestand/", documenten.documenttaak_bestand, name="documenttaak_bestand"
    ),
    path("beheer/partijen/", beheer.PartijListView.as_view(), name="partij_lijst"),
    path("beheer/partijen/nieuw/", beheer.PartijCreateView.as_view(), name="partij_nieuw"),
    path("beheer/partijen/<int:pk>/", beheer.PartijUpdateView.as_view(), name="partij_bewerken"),
    path("beheer/keuzelijsten/", beheer.KeuzeListView.as_view(), name="keuze_lijst"),
    path("beheer/keuzelijsten/nieuw/", beheer.KeuzeCreateView.as_view(), name="keuze_nieuw"),
    path("beheer/keuzelijsten/<int:pk>/", beheer.KeuzeUpdateView.as_view(), name="keuze_bewerken"),
    path("beheer/rondes/", beheer.RondeListView.as_view(), name="ronde_lijst"),
    path("beheer/rondes/nieuw/", beheer.RondeCreateView.as_view(), name="ronde_nieuw"),
    path("beheer/rondes/<int:pk>/", beheer.RondeUpdateView.as_view(), name="ronde_bewerken"),
    path("beheer/gebruikers/", rollen.RolListView.as_view(), name="rol_lijst"),
    path("beheer/gebruikers/nieuw/", rollen.rol_nieuw, name="rol_nieuw"),
    path("beheer/gebruikers/<int:pk>/", rollen.RolUpdateView.as_view(), name="rol_bewerken"),
    path("beheer/gebruikers/<int:pk>/intrekken/", rollen.rol_intrekken, name="rol_intrekken"),
    path("beheer/gebruikers/<int:pk>/actief/", rollen.rol_deactiveren, name="rol_deactiveren"),
    path(
        "beheer/gebruikers/<int:pk>/projecten/",
        rollen.partijrol_projecten,
        name="partijrol_projecten",
    ),
    path(
        "beheer/uitnodigingen/",
        uitnodigingen.UitnodigingListView.as_view(),
        name="uitnodiging_lijst",
    ),
    path("beheer/uitnodigingen/nieuw/", uitnodigingen.uitnodiging_nieuw, name="uitnodiging_nieuw"),
    path(
        "beheer/uitnodigingen/<int:pk>/versturen/",
        uitnodigingen.uitnodiging_versturen,
        name="uitnodiging_versturen",
    ),
    path(
        "beheer/uitnodigingen/<int:pk>/intrekken/",
        uitnodigingen.uitnodiging_intrekken,
        name="uitnodiging_intrekken",
    ),
    path("beheer/rechten/", rechten.RechtenListView.as_view(), name="rechten_lijst"),
    path("beheer/rechten/excel/", rechten.RechtenExportView.as_view(), name="rechten_export"),
    path("beheer/toegang/", toegang.toegang, name="toegang"),
    path("beheer/huisstijl/", beheer.huisstijl, name="huisstijl"),
]
