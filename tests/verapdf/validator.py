"""Runs veraPDF and reads what it says."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_PLACES = 3  # told for each rule


class ValidatorError(RuntimeError):
    """There is nothing to judge, or nothing to judge it with."""


@dataclass(frozen=True)
class Failure:
    """A rule that a document breaks: how often, and the first places where it does."""

    clause: str
    test: int
    rule: str
    times: int
    places: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of a file; ``problem`` where it could not check it."""

    file: Path
    rules: int = 0
    checks: int = 0
    failures: tuple[Failure, ...] = ()
    problem: str = ""

    @property
    def failed_checks(self) -> int:
        return sum(failure.times for failure in self.failures)

    @property
    def is_passed(self) -> bool:
        """Whether it was checked, and nothing failed."""
        return bool(self.checks) and not self.failures and not self.problem


def validate(files: Sequence[Path], *, jar: Path, home: Path) -> list[Verdict]:
    """Check each file against PDF/UA-1, in one process. ``home`` is where veraPDF puts its settings."""
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        raise ValidatorError(f"There is no file {', '.join(missing)}.")
    command = ["java", f"-Duser.home={home}", "-Djava.awt.headless=true", "-cp", str(jar)]
    command += ["org.verapdf.apps.GreenfieldCliWrapper", "--flavour", "ua1", "--format", "json"]
    command += ["--maxfailuresdisplayed", str(MOST_PLACES), "--nonpdfext", *(str(file) for file in files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        report = json.loads(done.stdout)
    except ValueError as error:
        raise ValidatorError(f"veraPDF gave no result ({done.returncode}). It says:\n{done.stderr}") from error
    return verdicts_in(report, files)


def verdicts_in(report: dict[str, Any], files: Iterable[Path]) -> list[Verdict]:
    """Read veraPDF's report: one verdict a file, in their order. A file that it does not speak of was not checked."""
    found = {Path(job["itemDetails"]["name"]).resolve(): job for job in report["report"]["jobs"]}
    return [_verdict(file, found.get(file.resolve(), {})) for file in files]


def _verdict(file: Path, job: dict[str, Any]) -> Verdict:
    results = job.get("validationResult", [])
    if not results:
        said = job.get("taskException", {}).get("exceptionMessage", "veraPDF says nothing of it")
        return Verdict(file, problem=said)
    details = results[0]["details"]
    return Verdict(
        file,
        rules=details["passedRules"] + details["failedRules"],
        checks=details["passedChecks"] + details["failedChecks"],
        failures=tuple(_failure(rule) for rule in details["ruleSummaries"] if rule["failedChecks"]),
        problem="" if results[0]["jobEndStatus"] == "normal" else f"ended early: {results[0]['jobEndStatus']}",
    )


def _failure(rule: dict[str, Any]) -> Failure:
    places = (f"{check.get('errorMessage') or 'At'}: {_short(check['context'])}" for check in rule["checks"])
    return Failure(rule["clause"], rule["testNumber"], rule["description"], rule["failedChecks"], tuple(places))


def _short(context: str) -> str:
    """The place in the structure, its elements only: "Document/Part/Sect/Figure"."""
    kinds = [part.removesuffix(")").split()[-1] for part in context.split("/") if " SE" in part]
    return "/".join(kinds) or context
