"""HTML, Markdown and Word: lists, headings and tables as each format has them."""

from __future__ import annotations

import pytest

from ctreport.importing.published import read_published_report
from tests.importing.published.counting import counts
from tests.importing.published.word_files import document, package, paragraph, table, word_file

SAID = ["Stop fraud.", "Help its victims."]
DID = ["Trained 12 officers.", "Visited 38 branches."]
CAME = [("£1.2m was saved.", []), ("Operation Drum:", ["12 arrests", "over 20 warrants"])]


def html_page(heading: str = "<h2>{}</h2>", item: str = "<li>{}</li>", around: str = "<ul>{}</ul>") -> str:
    def listed(texts: list[str]) -> str:
        return around.format("".join(item.format(text) for text in texts))

    came = "".join(item.format(text + (listed(children) if children else "")) for text, children in CAME)
    parts = [("What we said", listed(SAID)), ("What we did", listed(DID)), ("Outcome", around.format(came))]
    return "<h1>Fraud</h1>" + "".join(heading.format(name) + content for name, content in parts)


def word_parts(*, style: str = "Heading2", bold: bool = False, typed: bool = False) -> list[str]:
    def item(text: str, level: int) -> str:
        return paragraph(f"•\t{text}", left=360 * (level + 1)) if typed else paragraph(text, level=level)

    parts = [paragraph("Fraud", style="Title")]
    for name, texts in (("What we said", SAID), ("What we did", DID)):
        parts += [paragraph(name, style=style, bold=bold), *(item(text, 0) for text in texts)]
    parts.append(paragraph("Outcome", style=style, bold=bold))
    for text, children in CAME:
        parts += [item(text, 0), *(item(child, 1) for child in children)]
    return parts


@pytest.mark.parametrize(
    "source",
    [
        html_page(),
        html_page("<p><b>{}</b></p>"),
        html_page("<div class='head'>{}</div>"),
        html_page("<p>{}:</p>", around="<ol>{}</ol>"),
        html_page(item="<li><p>{}</p></li>"),
        html_page().replace("</li>", ""),
        html_page().replace("<h2>What we did</h2>", "<h2>What&nbsp;we&nbsp;did</h2>"),
        html_page().replace("<li>", "<li>• "),
        f"<html><body><div>{html_page()}</div></body></html>",
        word_file(*word_parts()),
        word_file(*word_parts(style="", bold=True)),
        word_file(*word_parts(style="Sub")),
        word_file(*word_parts(style="")),
        word_file(*word_parts(typed=True)),
    ],
)
def test_the_lists_are_found_in_every_format(source: str | bytes):
    proposal = read_published_report(source)
    assert proposal.title == "Fraud"
    assert counts(proposal) == (2, 2, [0, 2])
    assert [child.text for child in proposal.outcomes[1].children] == CAME[1][1]
    assert not proposal.unparsed


@pytest.mark.parametrize("level_style", ["ListBullet", "ListBullet2"])
def test_words_list_styles_make_items_without_numbering(level_style: str):
    parts = [paragraph("What we said"), paragraph("A.", style="ListBullet"), paragraph("What we did")]
    parts += [paragraph("B.", style="ListBullet"), paragraph("Outcome"), paragraph("C.", style="ListBullet")]
    proposal = read_published_report(word_file(*parts, paragraph("D.", style=level_style)))
    assert counts(proposal) == (1, 1, [1] if level_style == "ListBullet2" else [0, 0])


def test_empty_paragraphs_part_the_outcomes_of_a_word_file_without_a_heading():
    parts = [part for part in word_parts() if "Outcome" not in part and "Outc" not in part]
    at = next(index for index, part in enumerate(parts) if "£1.2m" in part)
    proposal = read_published_report(word_file(*parts[:at], paragraph(), paragraph(), *parts[at:]))
    assert counts(proposal) == (2, 2, [0, 2])


def test_what_was_deleted_under_tracked_changes_is_not_read():
    deleted = (
        "<w:p><w:del><w:r><w:delText>Secret.</w:delText></w:r></w:del><w:ins><w:r><w:t>Open.</w:t></w:r></w:ins></w:p>"
    )
    proposal = read_published_report(word_file(paragraph("What we said"), deleted))
    assert [pledge.text for pledge in proposal.pledges] == ["Open."]


def test_text_boxes_and_footnotes_are_not_lost():
    box = "<w:p><w:r><w:drawing><w:txbxContent>" + paragraph("In a box.") + "</w:txbxContent></w:drawing></w:r></w:p>"
    notes = document(paragraph("A note.")).replace("w:document", "w:footnotes").replace("w:body", "w:footnote")
    proposal = read_published_report(package(document(paragraph("What we said"), box), footnotes=notes))
    assert [pledge.text for pledge in proposal.pledges] == ["In a box."]
    assert [str(piece) for piece in proposal.unparsed] == ["footnote 1: A note."]


def test_lists_side_by_side_in_a_table_are_read_down_the_columns():
    head = [paragraph(name) for name in ("What we said", "What we did", "Outcome")]
    row = [paragraph("Stop fraud.") + paragraph("Help."), paragraph("Trained 12."), paragraph("£1.2m saved.")]
    proposal = read_published_report(word_file(paragraph("Fraud", style="Title"), table(head, row)))
    assert counts(proposal) == (2, 1, [0])


def test_a_markdown_table_is_read_down_its_columns():
    rows = "|---|---|---|\n| Stop it | Did it | 5 arrests |\n| Help | Helped | |\n"
    text = f"# Fraud\n\n| What we said | What we did | Outcome |\n{rows}"
    assert counts(read_published_report(text)) == (2, 2, [0])


def test_a_row_of_a_label_and_a_figure_is_one_outcome():
    rows = "<tr><td>Stop and searches</td><td>123</td></tr><tr><td>Arrests</td><td>95</td></tr>"
    proposal = read_published_report(f"<h2>What we did</h2><p>Searched.</p><h2>Outcome</h2><table>{rows}</table>")
    assert [outcome.text for outcome in proposal.outcomes] == ["Stop and searches: 123", "Arrests: 95"]
    assert [figure.label for figure in proposal.figures] == ["Stop and searches", "Arrests"]


def test_menus_and_footers_are_set_apart_and_kept():
    page = f"<nav><a>Home</a></nav>{html_page()}<footer><p>Anyshire Police, 1 High Street</p></footer>"
    proposal = read_published_report(page)
    assert [piece.text for piece in proposal.unparsed] == ["Home", "Anyshire Police, 1 High Street"]


def test_the_title_in_the_head_serves_where_the_page_has_none():
    page = html_page().replace("<h1>Fraud</h1>", "<head><title>Fraud in the county</title></head>")
    assert read_published_report(page).title == "Fraud in the county"


def test_markdown_marks_are_taken_off_and_words_kept():
    text = "## What we said\n\n- **Stop** [courier fraud](https://a.example/b_c) with `Action Fraud` \\*now\\*\n"
    proposal = read_published_report(text)
    assert proposal.pledges[0].text == "Stop courier fraud with Action Fraud *now*"


def test_the_kind_can_be_said():
    assert read_published_report("What we said\n\n* **Act** now\n", kind="text").pledges[0].text == "**Act** now"
    assert read_published_report("What we said\n\n* **Act** now\n", kind="markdown").pledges[0].text == "Act now"
