from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pmiek", "0003_historie_verzegelen")]

    operations = [
        migrations.AlterField(
            model_name="wijziging",
            name="volgnummer",
            field=models.PositiveBigIntegerField(editable=False, verbose_name="volgnummer"),
        ),
        migrations.AlterField(
            model_name="wijziging",
            name="zegel",
            field=models.CharField(editable=False, max_length=64, verbose_name="zegel"),
        ),
        migrations.AddConstraint(
            model_name="wijziging",
            constraint=models.UniqueConstraint(
                fields=["provincie", "volgnummer"], name="wijziging_plaats_in_keten"
            ),
        ),
        migrations.AddConstraint(
            model_name="wijziging",
            constraint=models.UniqueConstraint(
                condition=models.Q(provincie__isnull=True),
                fields=["volgnummer"],
                name="wijziging_plaats_zonder_provincie",
            ),
        ),
    ]
