"""Facts in plain words, as a list of changes shows them."""

from __future__ import annotations

from collections.abc import Iterable

from ctreport.charts.description import Chart
from ctreport.report.facts import Block, Branding, Footnote, Picture, PledgeThread, Run, Statement, ThreadStep


def plain(runs: Iterable[Run], *, is_marked: bool = False) -> str:
    """Return what runs say, without the marks of footnotes. ``is_marked``: with what is bold, italic or a link."""
    return "".join(_marked(run) if is_marked else run.text for run in runs if run.kind != "note")


def _marked(run: Run) -> str:
    text = f"**{run.text}**" if run.is_bold else run.text
    text = f"_{text}_" if run.is_italic else text
    return f"{text} ({run.address})" if run.address else text


def block_words(blocks: Iterable[Block]) -> str:
    """Return what a text says, a line for each paragraph, heading and item, with what is bold, italic or a link."""
    lines = []
    for block in blocks:
        lines.append(plain(block.runs, is_marked=True))
        lines.append(block_words(block.blocks))
        lines += [f"• {block_words(item)}" for item in block.items]
    return "\n".join(line for line in lines if line)


def statement_words(statement: Statement, *, is_marked: bool) -> str:
    """Return a statement with its details."""
    text = plain(statement.runs, is_marked=True) if is_marked and statement.runs else statement.text
    return " ".join((text, *(f"({detail})" for detail in statement.details)))


def picture_words(picture: Picture | None) -> str:
    """Return what stands for a picture, and the name of its file, which changes with the picture."""
    return f"{picture.alt} ({picture.name})" if picture else ""


def branding_words(branding: Branding | None) -> str:
    """Return the colours of the report."""
    return f"{branding.primary} and {branding.secondary}" if branding else ""


def point_words(chart: Chart) -> dict[str, str]:
    """Return the figures of a chart by where they stand in it."""
    return {
        ", ".join(name for name in (point.category, one.name, panel.title) if name): point.text
        for panel in chart.panels
        for one in panel.series
        for point in one.points
    }


def footnote_words(footnotes: Iterable[Footnote]) -> dict[str, str]:
    """Return footnotes by what they hang on; their numbers change with every other footnote."""
    found: dict[str, str] = {}
    for one in footnotes:
        found[one.target] = " ".join(text for text in (found.get(one.target, ""), plain(one.runs)) if text)
    return found


def thread_words(thread: PledgeThread) -> str:
    """Return how the thread of a pledge runs. What its records say has lines of its own, and is left out."""
    said = [f"Strand: {thread.strand}."] if thread.strand else []
    said += [_step_words(step) for step in thread.steps]
    said.append(thread.gap)
    if judged := thread.judgement:
        said.append(f"Assessed: {judged.word}. {judged.reason}")
        said.append(" ".join(one for one in (judged.action, f"Due {judged.due}." if judged.due else "") if one))
    return " ".join(one for one in said if one)


def _step_words(step: ThreadStep) -> str:
    number = len(step.figures)
    inner = [_step_words(one) for one in step.steps]
    said = (
        f"{step.kind.capitalize()} {step.reference}",
        f"({step.reason})" if step.reason else "",
        f"with {number} figure{'' if number == 1 else 's'}" if number else "",
        f"({step.gap})" if step.gap else "",
        f"leads to {' '.join(inner)}" if inner else "",
    )
    return f"{' '.join(one for one in said if one).rstrip('.')}."
