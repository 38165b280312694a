"""Which tests the round on PostgreSQL repeats: all that use a database."""

import pytest
from django.test import TestCase

from tests.conftest import gebruikt_database


def test_een_test_met_database_doet_mee(request, zuid_holland):
    assert gebruikt_database(request.node)


@pytest.mark.django_db
def test_een_test_met_het_merk_doet_mee(request):
    assert gebruikt_database(request.node)


def test_een_test_zonder_database_doet_niet_mee(request):
    assert not gebruikt_database(request.node)


class TestVanDjango(TestCase):
    @pytest.fixture(autouse=True)
    def neem_knoop(self, request):
        self.knoop = request.node

    def test_een_test_van_django_doet_mee(self):
        assert gebruikt_database(self.knoop)
