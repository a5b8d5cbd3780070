"""The look of the Word document: its styles, lists and settings, in place of those that python-docx begins with.

That library's own styles are in American English, in another font, and many more than a report needs.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml

from ctreport.report.colours import NAVY, readable_on_white
from ctreport.report.facts import AnnualReport

BULLETS, NUMBERS = 0, 1  # the two kinds of lists
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LEVELS = 9
_DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr>'
    '</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="160" w:line="276" w:lineRule="auto"/>'
    "</w:pPr></w:pPrDefault></w:docDefaults>"
)
_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    '</w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:customStyle="1" w:styleId="ReportTable">'
    '<w:name w:val="Report table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="12" w:color="{colour}"/><w:bottom w:val="single" w:sz="8" w:color="{colour}"/>'
    '<w:insideH w:val="single" w:sz="4" w:color="C9D2DF"/></w:tblBorders><w:tblCellMar>'
    '<w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
    '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_KEPT = "<w:keepNext/><w:keepLines/>"
# Kind, id, name, id of the style that it is based on, properties of the paragraph, properties of the text.
_STYLES = (
    ("paragraph", "Normal", "Normal", "", "", ""),
    ("paragraph", "Title", "Title", "Normal",
     '<w:spacing w:before="240" w:after="240" w:line="240" w:lineRule="auto"/>',
     '<w:b/><w:color w:val="{colour}"/><w:sz w:val="60"/>'),
    ("paragraph", "Subtitle", "Subtitle", "Normal", '<w:spacing w:after="120"/>',
     '<w:color w:val="{colour}"/><w:sz w:val="32"/>'),
    ("paragraph", "Heading1", "heading 1", "Normal",
     _KEPT + '<w:spacing w:before="480" w:after="160" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="0"/>',
     '<w:b/><w:color w:val="{colour}"/><w:sz w:val="38"/>'),
    ("paragraph", "Heading2", "heading 2", "Normal",
     _KEPT + '<w:spacing w:before="320" w:after="120" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="1"/>',
     '<w:b/><w:color w:val="{colour}"/><w:sz w:val="28"/>'),
    ("paragraph", "TOCHeading", "TOC Heading", "Heading1", '<w:pageBreakBefore/><w:outlineLvl w:val="9"/>', ""),
    ("paragraph", "TOC1", "toc 1", "Normal", '<w:spacing w:after="80"/>', ""),
    ("paragraph", "TOC2", "toc 2", "Normal", '<w:spacing w:after="60"/><w:ind w:left="360"/>', '<w:sz w:val="22"/>'),
    ("paragraph", "ListBullet", "List Bullet", "Normal", '<w:spacing w:after="100"/>', ""),
    ("paragraph", "ListNumber", "List Number", "Normal", '<w:spacing w:after="100"/>', ""),
    ("paragraph", "ListContinue", "List Continue", "Normal", '<w:spacing w:after="100"/>', ""),
    ("paragraph", "Detail", "List detail", "ListContinue", "", '<w:color w:val="4A5668"/><w:sz w:val="21"/>'),
    ("paragraph", "Quote", "Quote", "Normal",
     '<w:pBdr><w:left w:val="single" w:sz="24" w:space="10" w:color="C9D2DF"/></w:pBdr><w:ind w:left="360"/>', ""),
    ("paragraph", "Lead", "Lead", "Normal", "", '<w:color w:val="4A5668"/>'),
    ("paragraph", "Caption", "caption", "Normal",
     '<w:keepNext/><w:spacing w:before="240" w:after="100" w:line="240" w:lineRule="auto"/>', "<w:b/>"),
    ("paragraph", "Source", "Note beneath", "Normal", '<w:spacing w:after="80"/>', '<w:sz w:val="20"/>'),
    ("paragraph", "TableText", "Table text", "Normal",
     '<w:spacing w:after="0" w:line="252" w:lineRule="auto"/>', '<w:sz w:val="20"/>'),
    ("paragraph", "TableNumber", "Table number", "TableText", '<w:ind w:right="120"/><w:jc w:val="right"/>', ""),
    ("paragraph", "Notice", "Notice", "Normal",
     '<w:pBdr><w:left w:val="single" w:sz="48" w:space="8" w:color="8A3B06"/></w:pBdr><w:ind w:left="200"/>', ""),
    ("paragraph", "Term", "Term", "Normal", '<w:keepNext/><w:spacing w:before="120" w:after="40"/>', "<w:b/>"),
    ("paragraph", "Meaning", "Meaning", "Normal", '<w:spacing w:after="80"/><w:ind w:left="360"/>', ""),
    ("paragraph", "Header", "header", "Normal", '<w:spacing w:after="0"/>',
     '<w:b/><w:color w:val="8A3B06"/><w:sz w:val="20"/>'),
    ("paragraph", "Footer", "footer", "Normal",
     '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs><w:spacing w:after="0"/>', '<w:sz w:val="18"/>'),
    ("paragraph", "FootnoteText", "footnote text", "Normal", '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>',
     '<w:sz w:val="20"/>'),
    ("character", "DefaultParagraphFont", "Default Paragraph Font", "", "", ""),
    ("character", "Hyperlink", "Hyperlink", "DefaultParagraphFont", "",
     '<w:color w:val="0B4F9E"/><w:u w:val="single"/>'),
    ("character", "FootnoteReference", "footnote reference", "DefaultParagraphFont", "",
     '<w:vertAlign w:val="superscript"/>'),
    ("numbering", "NoList", "No List", "", "", ""),
)  # fmt: skip
_DEFAULT_STYLES = ("Normal", "DefaultParagraphFont", "NoList")
_OWN = ("Detail", "Lead", "Source", "TableText", "TableNumber", "Notice", "Term", "Meaning")  # which Word does not know
_BEFORE_TEXT = ("Title", "Heading1", "Heading2", "Term")  # after which one goes on writing as usual
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)


def styles_of(report: AnnualReport) -> Any:
    """Return the styles in the colour of a report's branding."""
    colour = readable_on_white(report.branding.primary if report.branding else NAVY).lstrip("#").upper()
    styles = "".join(_style(style) for style in _STYLES)
    return parse_xml(f"<w:styles {_W}>{_DEFAULTS}{(styles + _TABLE).replace('{colour}', colour)}</w:styles>")


def _style(style: tuple[str, str, str, str, str, str]) -> str:
    kind, key, name, base, paragraph, text = style
    marks = ' w:default="1"' if key in _DEFAULT_STYLES else ' w:customStyle="1"' if key in _OWN else ""
    return (
        f'<w:style w:type="{kind}"{marks} w:styleId="{key}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{base}"/>' if base else "")
        + ('<w:next w:val="Normal"/>' if key in _BEFORE_TEXT else "")
        + ("<w:qFormat/>" if kind == "paragraph" else "")
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{text}</w:rPr>" if text else "")
        + "</w:style>"
    )


def settings() -> Any:
    """Return the settings of the document: British English, footnotes, the present version of Word."""
    return parse_xml(f"<w:settings {_W}>{_SETTINGS}</w:settings>")


def numbering() -> Any:
    """Return the two kinds of lists, and the one list of bullets; each list of numbers is added as it begins."""
    signs = ("•", "–", "▪")
    bullets = "".join(_level(level, "bullet", signs[level % 3]) for level in range(_LEVELS))
    numbers = "".join(_level(level, "decimal", f"%{level + 1}.") for level in range(_LEVELS))
    return parse_xml(
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="{BULLETS}"><w:multiLevelType w:val="multilevel"/>{bullets}'
        f'</w:abstractNum><w:abstractNum w:abstractNumId="{NUMBERS}"><w:multiLevelType w:val="multilevel"/>{numbers}'
        f'</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="{BULLETS}"/></w:num></w:numbering>'
    )


def _level(level: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent_of(level)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def indent_of(level: int) -> int:
    """Return how far the text of a list of a level (0 is the outermost) stands in, in twentieths of a point."""
    return 360 * (level + 1)
