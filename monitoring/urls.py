from django.urls import path

from monitoring.views import (
    bevestigen,
    categorieen,
    dashboard,
    documenten,
    herinneringen,
    patronen,
    regels,
    rondes,
    vragen,
    wijzigingen,
)

app_name = "monitoring"

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("ibn/", dashboard.ibn_verloop, name="ibn_verloop"),
    path("plausibiliteit/", dashboard.plausibiliteit, name="plausibiliteit"),
    path("cijfers/<slug:cijfer>/", dashboard.cijfer_rijen, name="cijfer_rijen"),
    path("patronen/<int:pk>/", patronen.patroon, name="categorie_patroon"),
    path("rondes/", rondes.RondeListView.as_view(), name="monitoringronde_lijst"),
    path("rondes/nieuw/", rondes.monitoringronde_nieuw, name="monitoringronde_nieuw"),
    path("rondes/<int:pk>/", rondes.monitoringronde_detail, name="monitoringronde_detail"),
    path(
        "rondes/<int:pk>/bewerken/",
        rondes.monitoringronde_bewerken,
        name="monitoringronde_bewerken",
    ),
    path(
        "rondes/<int:pk>/projecten/",
        rondes.monitoringronde_projecten,
        name="monitoringronde_projecten",
    ),
    path(
        "rondes/<int:pk>/bevestigen/",
        bevestigen.monitoringronde_bevestigen,
        name="monitoringronde_bevestigen",
    ),
    path(
        "rondes/<int:pk>/sluiten/", rondes.monitoringronde_sluiten, name="monitoringronde_sluiten"
    ),
    path(
        "rondes/<int:pk>/herinneringen/",
        herinneringen.monitoringronde_herinneringen,
        name="monitoringronde_herinneringen",
    ),
    path(
        "rondes/<int:pk>/herinneringen/eml/",
        herinneringen.monitoringronde_herinnering_eml,
        name="monitoringronde_herinnering_eml",
    ),
    path("rondes/<int:pk>/pdf/", documenten.monitoringronde_pdf, name="monitoringronde_pdf"),
    path("rondes/<int:pk>/excel/", documenten.monitoringronde_xlsx, name="monitoringronde_xlsx"),
    path(
        "rondes/<int:pk>/wijzigingen/",
        wijzigingen.monitoringronde_wijzigingen,
        name="monitoringronde_wijzigingen",
    ),
    path("regels/<int:pk>/", regels.monitoringregel_bewerken, name="monitoringregel_bewerken"),
    path(
        "regels/<int:pk>/versies/", regels.monitoringregel_versies, name="monitoringregel_versies"
    ),
    path(
        "regels/<int:pk>/tijdlijn/",
        dashboard.monitoringregel_tijdlijn,
        name="monitoringregel_tijdlijn",
    ),
    path(
        "regels/<int:pk>/terugzetten/",
        regels.monitoringregel_terugzetten,
        name="monitoringregel_terugzetten",
    ),
    path("vragen/", vragen.VraagListView.as_view(), name="vraag_lijst"),
    path("vragen/nieuw/", vragen.vraag_nieuw, name="vraag_nieuw"),
    path("vragen/<int:pk>/", vragen.vraag_detail, name="vraag_detail"),
    path("vragen/<int:pk>/bewerken/", vragen.vraag_bewerken, name="vraag_bewerken"),
    path("vragen/<int:pk>/stap/", vragen.vraag_stap, name="vraag_stap"),
    path("vragen/<int:pk>/afspraak/", vragen.vraag_afspraak, name="vraag_afspraak"),
    path("soorten/", categorieen.CategorieListView.as_view(), name="categorie_lijst"),
    path("soorten/nieuw/", categorieen.CategorieCreateView.as_view(), name="categorie_nieuw"),
    path("soorten/<int:pk>/", categorieen.CategorieUpdateView.as_view(), name="categorie_bewerken"),
    path("doorlooptijden/", categorieen.DoorlooptijdListView.as_view(), name="doorlooptijd_lijst"),
    path(
        "doorlooptijden/nieuw/",
        categorieen.DoorlooptijdCreateView.as_view(),
        name="doorlooptijd_nieuw",
    ),
    path(
        "doorlooptijden/<int:pk>/",
        categorieen.DoorlooptijdUpdateView.as_view(),
        name="doorlooptijd_bewerken",
    ),
]
