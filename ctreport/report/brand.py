"""The force's two colours in the report, as a stylesheet that the page, the site and the PDF share.

The first colour is the ground of the cover, and that of headings and links where it can be read on white; the second
is that of the lines above headings. What stands on the cover is white or dark, whichever can be read. Charts keep the
house's colours, which are known to be told apart.
"""

from __future__ import annotations

from ctreport.report.colours import VISIBLE, WHITE, contrast, ink_on, mixed, readable_on_white
from ctreport.report.facts import AnnualReport, Branding

# The thread across the cover, as in styles/report/_cover.scss and print.css: lines and knots in the colours given.
_SCREEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 520" preserveAspectRatio="xMaxYMid slice">'
    '<g fill="none" stroke="{faint}" stroke-width="2"><circle cx="690" cy="170" r="120"/><circle cx="690" cy="170" '
    'r="200"/><circle cx="690" cy="170" r="290"/></g><path d="M330 470 690 170 900 350" fill="none" stroke="{line}" '
    'stroke-width="7"/><circle cx="690" cy="170" r="26" fill="{ink}"/><circle cx="480" cy="345" r="16" fill="{ink}"/>'
    '<circle cx="830" cy="290" r="16" fill="{ink}"/></svg>'
)
_PAPER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="210" height="297"><g fill="none" '
    'stroke="{faint}" stroke-width=".7"><circle cx="150" cy="208" r="38"/><circle cx="150" cy="208" r="64"/><circle '
    'cx="150" cy="208" r="95"/><circle cx="150" cy="208" r="130"/></g><path d="M-2 297 150 208 214 268" fill="none" '
    'stroke="{line}" stroke-width="2.2"/><circle cx="63" cy="259" r="5" fill="{ink}"/><circle cx="150" cy="208" r="8" '
    'fill="{ink}"/><circle cx="188" cy="243.5" r="5" fill="{ink}"/>'
    '<path d="M-1 290h212v9h-212z" fill="{foot}"/></svg>'
)
_CSS = """\
:root {{
  --brand: {primary};
  --brand-ink: {ink};
  --brand-line: {line};
  --brand-heading: {heading};
  --brand-link: {heading};
  --brand-accent: {accent};
  --brand-cover: {screen};
  --brand-cover-paper: {paper};
}}
@page cover {{ background: {primary}; }}
"""


def brand_css(report: AnnualReport) -> str:
    """Return the stylesheet of a report's branding; empty where the house's own look is kept."""
    return css_of(report.branding)


def css_of(branding: Branding | None) -> str:
    """Return the stylesheet of a branding; empty for none."""
    if branding is None:
        return ""
    ink = ink_on(branding.primary)
    # The second colour where it can be seen; else the ink.
    line = branding.secondary if contrast(branding.secondary, branding.primary) >= VISIBLE else ink
    accent = branding.secondary if contrast(branding.secondary, WHITE) >= VISIBLE else branding.primary
    drawn = {"faint": mixed(branding.primary, ink, 0.2), "line": line, "ink": ink, "foot": branding.secondary}
    return _CSS.format(
        primary=branding.primary,
        ink=ink,
        line=line,
        heading=readable_on_white(branding.primary),
        accent=accent if contrast(accent, WHITE) >= VISIBLE else readable_on_white(accent),
        screen=_as_address(_SCREEN.format(**drawn)),
        paper=_as_address(_PAPER.format(**drawn)),
    )


def _as_address(svg: str) -> str:
    """Return an SVG as a data address within CSS, where nothing in it ends the address or begins a fragment."""
    return f"url('data:image/svg+xml,{svg.replace('#', '%23')}')"
