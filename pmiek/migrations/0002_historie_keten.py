import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pmiek", "0001_begin")]

    operations = [
        migrations.CreateModel(
            name="Keten",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        primary_key=True, serialize=False, verbose_name="nummer van de provincie"
                    ),
                ),
                (
                    "aantal",
                    models.PositiveBigIntegerField(default=0, verbose_name="aantal regels"),
                ),
                (
                    "zegel",
                    models.CharField(default="", max_length=64, verbose_name="laatste zegel"),
                ),
            ],
            options={
                "verbose_name": "keten van de historie",
                "verbose_name_plural": "ketens van de historie",
            },
        ),
        migrations.AlterField(
            model_name="wijziging",
            name="wanneer",
            field=models.DateTimeField(
                db_index=True,
                default=django.utils.timezone.now,
                editable=False,
                verbose_name="wanneer",
            ),
        ),
        migrations.AddField(
            model_name="wijziging",
            name="volgnummer",
            field=models.PositiveBigIntegerField(
                editable=False, null=True, verbose_name="volgnummer"
            ),
        ),
        migrations.AddField(
            model_name="wijziging",
            name="zegel",
            field=models.CharField(editable=False, max_length=64, null=True, verbose_name="zegel"),
        ),
    ]
