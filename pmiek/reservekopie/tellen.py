"""What stands in a database, to be found again in a restored one."""

from django.apps import apps
from django.db import connections, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from pmiek.keten import Keten


def tel(alias) -> dict:
    aanwezig = set(connections[alias].introspection.table_names())
    return {
        "migraties": sorted(".".join(naam) for naam in _toegepast(alias)),
        "aantallen": {
            model._meta.label: models.QuerySet(model, using=alias).count()
            for model in apps.get_models(include_auto_created=True)
            if model._meta.db_table in aanwezig
        },
        "historie": {
            str(keten.pk): [keten.aantal, keten.zegel]
            for keten in Keten.objects.using(alias).order_by("pk")
        },
    }


def _toegepast(alias):
    return MigrationRecorder(connections[alias]).applied_migrations()


def migraties_van_deze_versie():
    return sorted(".".join(naam) for naam in MigrationLoader(None).disk_migrations)
