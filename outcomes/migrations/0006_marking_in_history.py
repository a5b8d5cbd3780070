"""Versions of records from before there was a protective marking were OFFICIAL; their history says so."""

import json

from django.db import migrations

REVIEWED = ("pledge", "activity", "outcome", "measure", "figure", "target", "assessment")
MARKING = {"marking": {"label": "protective marking", "value": "official", "shown": "OFFICIAL"}}


def mark_history(apps, schema_editor):
    kinds = apps.get_model("contenttypes", "ContentType").objects.filter(
        app_label__in=("objectives", "activities", "outcomes"), model__in=REVIEWED
    )
    keys = list(kinds.values_list("pk", flat=True))
    if not keys:
        return
    table = schema_editor.quote_name(apps.get_model("review", "Revision")._meta.db_table)
    places = ", ".join(["%s"] * len(keys))
    if schema_editor.connection.vendor == "postgresql":
        change, has_none = "data || %s::jsonb", "NOT jsonb_exists(data, 'marking')"
    else:
        change, has_none = "json_patch(data, %s)", "json_extract(data, '$.marking') IS NULL"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET data = {change} WHERE content_type_id IN ({places}) AND {has_none}",
            [json.dumps(MARKING), *keys],
        )


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("review", "0003_evidence_in_history"),
        ("objectives", "0003_protective_marking"),
        ("activities", "0003_protective_marking"),
        ("outcomes", "0005_protective_marking"),
    ]

    operations = [migrations.RunPython(mark_history, migrations.RunPython.noop)]
