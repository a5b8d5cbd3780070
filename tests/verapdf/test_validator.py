"""What veraPDF says is read right; veraPDF itself is not needed for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verapdf.validator import ValidatorError, validate, verdicts_in

PLACE = (
    "root/document[0]/StructTreeRoot[0](273 0 obj PDStructTreeRoot)/K[0](274 0 obj SEDocument Document)"
    "/K[0](275 0 obj SEFigure Figure)"
)


def job(name, *rules, end="normal"):
    failed = sum(rule["failedChecks"] for rule in rules)
    details = {"passedRules": 106 - len(rules), "failedRules": len(rules), "passedChecks": 500 - failed}
    details |= {"failedChecks": failed, "ruleSummaries": list(rules)}
    return {"itemDetails": {"name": name}, "validationResult": [{"details": details, "jobEndStatus": end}]}


def verdict(*jobs, file="/a.pdf"):
    return verdicts_in({"report": {"jobs": list(jobs)}}, [Path(file)])[0]


def test_a_file_without_a_failed_check_passes():
    found = verdict(job("/a.pdf"))
    assert found.is_passed
    assert (found.rules, found.checks, found.failed_checks) == (106, 500, 0)


def test_a_broken_rule_is_told_with_its_first_places():
    rule = {"clause": "7.3", "testNumber": 1, "failedChecks": 11, "description": "Figures shall have an alternative"}
    rule["checks"] = [{"context": PLACE, "errorMessage": "Figure without an alternative"}]
    found = verdict(job("/a.pdf", rule))
    assert not found.is_passed
    [failure] = found.failures
    assert (failure.clause, failure.times) == ("7.3", 11)
    assert failure.places == ("Figure without an alternative: Document/Figure",)


@pytest.mark.parametrize(
    "answer",
    [
        {"itemDetails": {"name": "/a.pdf"}, "taskException": {"exceptionMessage": "Couldn't parse stream"}},
        job("/a.pdf", end="timeout"),
        job("/other.pdf"),
    ],
)
def test_a_file_that_was_not_checked_to_the_end_does_not_pass(answer):
    found = verdict(answer)
    assert found.problem
    assert not found.is_passed


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ValidatorError, match=r"no file .*none\.pdf"):
        validate([tmp_path / "none.pdf"], jar=Path("none.jar"), home=tmp_path)
