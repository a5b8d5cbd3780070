"""The import rule: each package may import only what stands before it. README.md draws it; this test keeps it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent

# The rooms of the house in order. A room may import those that stand before it, never those that stand after.
ORDER = (
    "ctreport.accounts",
    "ctreport.ui",
    "ctreport.jobs",
    "ctreport.review",
    "ctreport.discussion",
    "ctreport.evidence",
    "objectives",
    "activities",
    "outcomes",
    "ctreport.narrative",
    "ctreport.thread",
    "ctreport.disclosure",
    "ctreport.charts",
    "ctreport.report",
    "ctreport.publication",
    "ctreport.dashboard",
    "ctreport.entry",
    "ctreport.importing",
)
# Modules directly in ctreport/: some may be imported by all and import no room; urls.py and wsgi.py join the rooms
# together, so they may import all and nothing may import them.
BASE = ("ctreport.db", "ctreport.env", "ctreport.settings")
JOINTS = ("ctreport.urls", "ctreport.wsgi")
TOP_LEVEL = ("ctreport", "objectives", "activities", "outcomes")
RELATIONS = ("ForeignKey", "OneToOneField", "ManyToManyField")


class Import(NamedTuple):
    """One import: where it stands, and what it names."""

    file: str
    line: int
    importer: str
    imported: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.importer} imports {self.imported}"


def sources() -> Iterator[Path]:
    """The product's own Python files; migrations only repeat what the models say."""
    for top in TOP_LEVEL:
        for path in sorted((ROOT / top).rglob("*.py")):
            if not {"migrations", "node_modules"} & set(path.parts):
                yield path


def imports_of(source: str, module: str, file: str = "<test>") -> Iterator[Import]:
    """Every module that a source imports, wherever in it; relations named by text count as imports too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(file, node.lineno, module, alias.name)
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(node, module)
            for alias in node.names:
                yield Import(file, node.lineno, module, f"{origin}.{alias.name}")
        elif isinstance(node, ast.Call) and (target := _relation_by_text(node)):
            yield Import(file, node.lineno, module, target)


def _origin(node: ast.ImportFrom, module: str) -> str:
    if not node.level:
        return node.module or ""
    package = module.split(".")[: -node.level]
    return ".".join([*package, node.module] if node.module else package)


def _relation_by_text(call: ast.Call) -> str | None:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    first = call.args[0] if call.args else None
    if name not in RELATIONS or not isinstance(first, ast.Constant) or "." not in str(first.value):
        return None
    label = str(first.value).split(".")[0]
    return next((room for room in ORDER if room.rsplit(".", 1)[-1] == label), None)


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> str | None:
    return next((room for room in ORDER if module == room or module.startswith(f"{room}.")), None)


def all_imports() -> list[Import]:
    found: list[Import] = []
    for path in sources():
        found += imports_of(path.read_text(), module_of(path), str(path.relative_to(ROOT)))
    return found


def objection(one: Import) -> str:
    """Why an import breaks the rule; empty where it does not."""
    here, there = room_of(one.importer), room_of(one.imported)
    if one.imported.split(".")[0] == "tests":
        return f"{one}; the product never imports its tests"
    if one.imported.startswith(JOINTS):
        return f"{one}; that module joins the rooms together, so nothing may import it"
    if there and one.importer in BASE:
        return f"{one}; {one.importer} is the base on which every room stands, so it may import none"
    if here and there and ORDER.index(there) > ORDER.index(here):
        return f"{one}; {there} stands after {here}. Move the code to {there}, or send a signal that it can hear"
    return ""


def private_name(one: Import) -> bool:
    """Whether an import reaches for another module's private name or private module."""
    if not one.imported.startswith(TOP_LEVEL):
        return False
    return any(part.startswith("_") and not part.startswith("__") for part in one.imported.split("."))


def test_no_import_runs_back():
    broken = [text for one in all_imports() if (text := objection(one))]
    assert not broken, "Imports that break the rule:\n" + "\n".join(broken)


def test_no_module_imports_a_private_name_of_another():
    broken = [str(one) for one in all_imports() if private_name(one)]
    assert not broken, "Private names imported (make them public, or ask a public function):\n" + "\n".join(broken)


def test_every_package_has_its_place_in_the_order():
    homes = {path.parent for top in TOP_LEVEL for path in (ROOT / top).glob("*/apps.py")}
    homes |= {ROOT / top for top in TOP_LEVEL if (ROOT / top / "apps.py").exists()}
    homeless = sorted(module_of(home) for home in homes if room_of(module_of(home)) is None)
    assert not homeless, f"Add to ORDER in {Path(__file__).name}, where they belong: {', '.join(homeless)}"


def test_every_module_of_the_project_package_has_its_place():
    known = {*BASE, *JOINTS, "ctreport"}
    strays = sorted(str(path.name) for path in (ROOT / "ctreport").glob("*.py") if module_of(path) not in known)
    assert not strays, f"Modules directly in ctreport/ that are neither base nor joint: {', '.join(strays)}"


@pytest.mark.parametrize(
    ("source", "importer"),
    [
        ("from outcomes.models import Figure", "objectives.models"),
        ("import ctreport.dashboard.facts", "ctreport.report.build"),
        ("from ctreport import thread", "outcomes.views"),
        ("from ..report import build", "ctreport.charts.views"),
        ("def late():\n    from ctreport.entry import grid", "activities.views"),
        ("year = models.ForeignKey('outcomes.Outcome', on_delete=models.CASCADE)", "activities.models"),
        ("from ctreport.urls import urlpatterns", "ctreport.dashboard.views"),
        ("from tests.settings import DEBUG", "ctreport.settings"),
        ("from outcomes.models import Figure", "ctreport.db"),
    ],
)
def test_an_arrow_that_runs_back_is_found(source, importer):
    assert any(objection(one) for one in imports_of(source, importer, "a.py"))


@pytest.mark.parametrize(
    ("source", "importer"),
    [
        ("from objectives.models import Pledge", "outcomes.models.outcome"),
        ("from ctreport.narrative.sentences import plain", "ctreport.thread.threads"),
        ("from . import facts", "ctreport.dashboard.views"),
        ("from ctreport.db import lock", "objectives.actions"),
        ("parent = models.ForeignKey('self', on_delete=models.CASCADE)", "outcomes.models.outcome"),
    ],
)
def test_an_import_of_what_stands_before_is_allowed(source, importer):
    assert not [text for one in imports_of(source, importer) if (text := objection(one))]


def test_the_message_names_the_file_and_the_line():
    [one] = imports_of("\n\nfrom outcomes.models import Figure", "objectives.models", "objectives/models.py")
    assert objection(one).startswith("objectives/models.py:3: objectives.models imports outcomes.models.Figure")
