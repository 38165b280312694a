"""The one address outside the provinces: its visitor has no role yet."""

from django.urls import path

from actielijst.views import uitnodigingen

urlpatterns = [
    path(
        "<str:sleutel>/",
        uitnodigingen.uitnodiging_aanvaarden,
        name="uitnodiging_aanvaarden",
    ),
]
