"""Records from before there was a review were shown in the report; they go on being shown, as approved."""

from django.db import migrations
from django.db.models import F

REVIEWED = [
    ("objectives", "pledge"),
    ("activities", "activity"),
    ("outcomes", "outcome"),
    ("outcomes", "measure"),
    ("outcomes", "figure"),
    ("outcomes", "target"),
    ("outcomes", "assessment"),
]


def approve_existing(apps, schema_editor):
    for app, model in REVIEWED:
        apps.get_model(app, model).objects.update(state="approved", approved_version=F("version"))


class Migration(migrations.Migration):
    dependencies = [
        ("objectives", "0002_review_evidence_checks"),
        ("activities", "0002_review_evidence_checks"),
        ("outcomes", "0003_review_evidence_checks"),
    ]

    operations = [migrations.RunPython(approve_existing, migrations.RunPython.noop)]
