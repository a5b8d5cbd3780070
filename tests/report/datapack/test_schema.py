"""The JSON Schema of the facts."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator, ValidationError

from ctreport.report.datapack import facts_schema
from ctreport.report.facts import AnnualReport, as_json

pytestmark = pytest.mark.django_db  # to build the report that all of them draw from, once


def test_the_facts_of_both_layouts_keep_to_their_schema(frozen, frozen_by_thread):
    schema = facts_schema()
    Draft202012Validator.check_schema(schema)
    for report, _ in (frozen, frozen_by_thread):
        Draft202012Validator(schema).validate(json.loads(as_json(report)))


def test_the_schema_says_what_each_kind_of_fact_is(frozen):
    kinds = facts_schema()["$defs"]
    assert kinds["FigureFact"]["description"].startswith("One published figure as data.")
    assert "figure_id" not in kinds["Run"]["properties"]
    assert kinds["Run"]["additionalProperties"] is False
    assert set(kinds[AnnualReport.__name__]["required"]) == set(json.loads(as_json(frozen[0])))


@pytest.mark.parametrize(
    ("path", "value"), [("year", 2018), ("figures", [{}]), ("surprise", "x"), ("charts", [{"kind": "pie"}])]
)
def test_what_is_no_fact_is_refused(frozen, path, value):
    facts = json.loads(as_json(frozen[0])) | {path: value}
    with pytest.raises(ValidationError):
        Draft202012Validator(facts_schema()).validate(facts)
