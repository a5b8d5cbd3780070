"""Makes Word documents for the tests, sound ones and hostile ones, from the parts of the format that are read."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Anyshire subheading"/><w:basedOn w:val="Heading2"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet2"><w:name w:val="List Bullet 2"/></w:style>
</w:styles>"""


def paragraph(text: str = "", *, style: str = "", level: int | None = None, bold: bool = False, left: int = 0) -> str:
    """One paragraph; ``level`` puts it into Word's own list, ``left`` sets it in by twips."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    properties += f'<w:ind w:left="{left}"/>' if left else ""
    run = "".join(
        f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in (text[: len(text) // 2], text[len(text) // 2 :])  # Word splits runs anywhere
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{run if text else ''}</w:p>"


def table(*rows: list[str]) -> str:
    """A table; each cell is the paragraphs in it."""
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def document(*parts: str, head: str = "") -> str:
    """The document's XML."""
    return f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{"".join(parts)}</w:body></w:document>'


def package(xml: str | bytes, **others: str) -> bytes:
    """The file; ``others`` are more of its parts, by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", xml)
        file.writestr("word/styles.xml", STYLES)
        for name, content in others.items():
            file.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def word_file(*parts: str) -> bytes:
    """A sound Word document."""
    return package(document(*parts))
