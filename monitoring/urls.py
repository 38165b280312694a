from django.urls import path

from monitoring.views import categorieen, regels, rondes

app_name = "monitoring"

urlpatterns = [
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
        rondes.monitoringronde_bevestigen,
        name="monitoringronde_bevestigen",
    ),
    path(
        "rondes/<int:pk>/sluiten/", rondes.monitoringronde_sluiten, name="monitoringronde_sluiten"
    ),
    path("regels/<int:pk>/", regels.monitoringregel_bewerken, name="monitoringregel_bewerken"),
    path("soorten/", categorieen.CategorieListView.as_view(), name="categorie_lijst"),
    path("soorten/nieuw/", categorieen.CategorieCreateView.as_view(), name="categorie_nieuw"),
    path("soorten/<int:pk>/", categorieen.CategorieUpdateView.as_view(), name="categorie_bewerken"),
]
