"""Which tests the round on PostgreSQL repeats, and what they leave behind.

All that use a database, but for what is marked as the same on each.
"""

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import TestCase

from tests.conftest import gebruikt_database


def test_een_test_met_database_doet_mee(request, zuid_holland):
    assert gebruikt_database(request.node)


@pytest.mark.django_db
def test_een_test_met_het_merk_doet_mee(request):
    assert gebruikt_database(request.node)


@pytest.mark.overal_gelijk
def test_een_test_die_overal_hetzelfde_toont_doet_niet_mee(request, zuid_holland):
    assert not gebruikt_database(request.node)


@pytest.mark.django_db(transaction=True)
def test_na_een_test_die_echt_vastlegt_is_de_database_leeg(zuid_holland):
    call_command("flush", interactive=False, verbosity=0)

    assert [model for model in apps.get_models() if model._base_manager.exists()] == [
        Permission,
        ContentType,
    ]


def test_een_test_zonder_database_doet_niet_mee(request):
    assert not gebruikt_database(request.node)


class TestVanDjango(TestCase):
    @pytest.fixture(autouse=True)
    def neem_knoop(self, request):
        self.knoop = request.node

    def test_een_test_van_django_doet_mee(self):
        assert gebruikt_database(self.knoop)
