from django.db import migrations

from pmiek.keten import ZONDER_PROVINCIE, zegel

VERZEGELD = [
    "wanneer",
    "door_id",
    "door_naam",
    "kanaal",
    "handeling",
    "soort",
    "provincie_id",
    "soort_object_id",
    "object_id",
    "naam",
    "onderwerp_soort_id",
    "onderwerp_id",
    "velden",
]


def verzegel(apps, schema_editor):
    Wijziging = apps.get_model("pmiek", "Wijziging")
    Keten = apps.get_model("pmiek", "Keten")
    ketens = {}
    for regel in Wijziging.objects.order_by("wanneer", "pk").iterator():
        nummer = regel.provincie_id or ZONDER_PROVINCIE
        keten = ketens.setdefault(nummer, Keten(pk=nummer))
        keten.aantal += 1
        regel.volgnummer = keten.aantal
        waarden = {naam: getattr(regel, naam) for naam in [*VERZEGELD, "volgnummer"]}
        keten.zegel = regel.zegel = zegel(keten.zegel, waarden)
        regel.save(update_fields=["volgnummer", "zegel"])
    Keten.objects.bulk_create(ketens.values())


class Migration(migrations.Migration):
    dependencies = [("pmiek", "0002_historie_keten")]

    operations = [migrations.RunPython(verzegel, migrations.RunPython.noop)]
