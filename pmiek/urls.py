from django.urls import include, path
from django.views.generic import RedirectView

from pmiek import views
from pmiek.ongedaan.views import ongedaan
from pmiek.periode.views import periode_echo
from pmiek.sessies import SessieListView
from pmiek.thema import thema_css_view

handler400 = "pmiek.views.bad_request"
handler403 = "pmiek.views.permission_denied"
handler404 = "pmiek.views.not_found"
handler429 = "pmiek.views.too_many_requests"
handler500 = "pmiek.views.server_error"

urlpatterns = [
    path("", views.start, name="start"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("gezond/", views.gezond, name="gezond"),
    path("begrippen/", views.begrippen, name="begrippen"),
    path("toegankelijkheid/", views.toegankelijkheid, name="toegankelijkheid"),
    path("hulp/", views.hulp, name="hulp"),
    path("mijn-concepten/", views.mijn_concepten, name="mijn_concepten"),
    path("mijn-concepten/<int:pk>/weggooien/", views.concept_weggooien, name="concept_weggooien"),
    path("periode/", periode_echo, name="periode_echo"),
    path("thema/<slug:slug>.<str:sleutel>.css", thema_css_view, name="thema"),
    # the secretaris decides about addresses, not the owner of an account
    path(
        "account/email/",
        RedirectView.as_view(pattern_name="account_change_password"),
        name="account_email",
    ),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("<slug:provincie>/monitoring/", include("monitoring.urls")),
    path("uitnodiging/", include("actielijst.uitnodiging_urls")),
    path("account/sessies/", SessieListView.as_view(), name="usersessions_list"),
    path("<slug:provincie>/ongedaan/<uuid:handeling>/", ongedaan, name="ongedaan"),
    path("<slug:provincie>/", include("actielijst.urls")),
]
