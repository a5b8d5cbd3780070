"""Indexes that tell whether a year's figures changed, and which of them wait, without reading the figures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0003_protective_marking"),
        ("outcomes", "0008_trends_in_history"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                fields=["year", "version", "approved_version", "updated_at", "id"], name="figure_versions_of_a_year"
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("state", "approved"), _negated=True),
                fields=["year"],
                name="figure_waiting_of_a_year",
            ),
        ),
    ]
