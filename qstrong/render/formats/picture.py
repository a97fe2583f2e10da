"""A document as a picture of a terminal: an SVG, light or dark as its reader's screen is."""

from __future__ import annotations

import re
from html import escape, unescape

from rich.cells import cell_len
from rich.color import parse_rgb_hex
from rich.terminal_theme import TerminalTheme

from qstrong.render.document import Document, visible
from qstrong.render.formats.register import How
from qstrong.render.formats.terminal import composed

HUES = {
    "paper": ("#ffffff", "#0f1318"),
    "rule": ("#d9dfe4", "#2c343d"),
    "ink": ("#1b1f24", "#e6eaef"),
    "bad": ("#b3121d", "#ff7b72"),
    "good": ("#116329", "#56d364"),
    "warn": ("#7d4e00", "#e3b341"),
    "dim": ("#56606b", "#9aa4af"),
}
"""The page's hues, on a light and on a dark screen."""

FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<style>
text {{ font: {char_height}px "Sarasa Mono SC", "Noto Sans Mono CJK SC", Menlo, Consolas, "PingFang SC", \
"Microsoft YaHei", monospace; white-space: pre }}
rect {{ fill: PAPER; stroke: RULE }}
{styles}
</style>
<rect width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, 20)">
{backgrounds}
{matrix}
</g>
</svg>
""".replace("PAPER", HUES["paper"][0]).replace("RULE", HUES["rule"][0])
"""What rich puts a terminal's picture into; it asks for no font from anywhere."""

ASPECT = 0.55
"""The width of a cell by its height: Latin fonts have 0.6, those with Chinese in two cells 0.5."""
CELL = 20 * ASPECT


def picture(document: Document, how: How) -> str:
    """*document* as a terminal of that width shows it: an SVG, the same bytes each time."""
    console = composed(document, how.width, color=True)
    title = visible(document.title)
    svg = console.export_svg(
        title=title, theme=_theme(), code_format=FRAME, unique_id="t", font_aspect_ratio=ASPECT
    )
    rows = (row.rstrip() for row in _RUN.sub(_run, svg).split("\n"))
    named = f'role="img" aria-label="{escape(title)}"'
    return _with_dark("\n".join(row for row in rows if row).replace('role="img"', named, 1) + "\n")


def _theme() -> TerminalTheme:
    """A terminal whose eight colours are the light hues; what no document uses is ink."""
    rgb = {name: parse_rgb_hex(light[1:]) for name, (light, _) in HUES.items()}
    ink = rgb["ink"]
    normal: list[tuple[int, int, int]] = [ink, rgb["bad"], rgb["good"], rgb["warn"], ink, ink, ink, ink]
    return TerminalTheme(rgb["paper"], ink, normal, [rgb["dim"], *normal[1:]])


def _with_dark(svg: str) -> str:
    """*svg* with each rule once more, in the dark hues, for dark screens."""
    head, end, rest = svg.partition("</style>")
    rules = "\n".join(rule for rule in head.split("\n") if rule.startswith((".t-", "rect")))
    for light, dark in HUES.values():
        rules = rules.replace(light, dark)
    return f"{head}@media (prefers-color-scheme: dark) {{\n{rules}\n}}\n{end}{rest}"


_RUN = re.compile(
    r'<text class="([^"]*)" x="([^"]*)" y="([^"]*)" textLength="[^"]*" clip-path="[^"]*">([^<]*)</text>'
)


def _run(match: re.Match[str]) -> str:
    """One run of text as wide as its cells: rich counts characters, and Chinese ones take two."""
    style, x, y, escaped = match.groups()
    text = unescape(escaped)
    if not text.strip():
        return ""
    wide = f"{cell_len(text) * CELL:.1f}"
    return f'<text class="{style}" x="{x}" y="{y}" textLength="{wide}">{escaped}</text>\n'
