"""Versions of measures from before these fields say what holds of them, so that no difference is shown where none is."""

import json

from django.db import migrations

ADDED = {
    "sample": {"label": "how people came to be asked", "value": "unknown", "shown": "Not known"},
    "is_reference": {"label": "public statistics, for context", "value": "False", "shown": "No"},
}


def add_to_history(apps, schema_editor):
    kinds = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="outcomes", model="measure")
    key = kinds.values_list("pk", flat=True).first()
    if key is None:
        return
    table = schema_editor.quote_name(apps.get_model("review", "Revision")._meta.db_table)
    if schema_editor.connection.vendor == "postgresql":
        change, has_none = "data || %s::jsonb", "NOT jsonb_exists(data, 'sample')"
    else:
        change, has_none = "json_patch(data, %s)", "json_extract(data, '$.sample') IS NULL"
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET data = {change} WHERE content_type_id = %s AND {has_none}", [json.dumps(ADDED), key]
        )


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("review", "0003_evidence_in_history"),
        ("outcomes", "0007_trends"),
    ]

    operations = [migrations.RunPython(add_to_history, migrations.RunPython.noop)]
