"""Documents as one small offline page: no script, no request, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from qstrong.render.document import (
    USUAL,
    Block,
    Cell,
    Choice,
    Document,
    Drawing,
    Heading,
    Line,
    Table,
    visible,
)
from qstrong.render.formats.flat import widest
from qstrong.render.formats.register import How
from qstrong.text.language import LANGUAGES

STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--faint:#59636e;--rule:#d1d9e0;
--good:#116329;--warn:#7d4e00;--bad:#b3121d}
@media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--faint:#9198a1;--rule:#3d444d;
--good:#56d364;--warn:#e3b341;--bad:#ff7b72}}
body{margin:2rem auto;max-width:72rem;padding:0 1rem;background:var(--paper);color:var(--ink);
font:15px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}p{margin:.25rem 0}
table{border-collapse:collapse;width:100%;margin-top:1rem}
th,td{padding:.3rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
thead th{color:var(--faint);font-weight:normal;white-space:nowrap}tbody th{padding-top:1rem}
.r{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.good{color:var(--good)}.warn{color:var(--warn)}.bad,.stamp{color:var(--bad);font-weight:bold}
.dim{color:var(--faint)}.strong{font-weight:bold}pre{line-height:1.2;overflow-x:auto}
""".strip()


def html(document: Document, how: How) -> str:
    """*document* as a page of its own."""
    stamp = f' <span class="stamp">{text(document.mark)}</span>' if document.mark else ""
    language = LANGUAGES[how.lang].tag
    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{text(document.title)} {text(document.mark)}</title>",
        f"<style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>{text(document.title)}{stamp}</h1>",
        *(part for block in document.blocks for part in _block(block)),
        "</body>\n</html>",
    ]
    return "\n".join(parts) + "\n"


def text(raw: str) -> str:
    """*raw* for an element or a quoted attribute."""
    return escape(visible(raw), quote=True)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h2>{text(block.text)}</h2>"
    elif isinstance(block, Line):
        yield f"<p>{''.join(map(_span, block.cells))}</p>"
    elif isinstance(block, Drawing):
        rows = ("".join(map(_span, row.cells)) for row in block.draw(USUAL))
        yield "<pre>" + "\n".join(rows) + "</pre>"
    elif isinstance(block, Table | Choice):
        yield from _table(widest(block))


def _span(cell: Cell) -> str:
    if cell.style == "loud":
        return f"<b>{text(cell.text)}</b>"
    return f'<span class="{cell.style}">{text(cell.text)}</span>' if cell.style else text(cell.text)


def _table(table: Table) -> Iterator[str]:
    right = [' class="r"' if column.right else "" for column in table.columns]
    both = zip(right, table.columns, strict=True)
    heads = (f'<th scope="col"{side}>{text(column.head)}</th>' for side, column in both)
    yield f"<table>\n<thead><tr>{''.join(heads)}</tr></thead>"
    for section in table.sections:
        yield "<tbody>"
        if section.title:
            span = len(table.columns)
            yield f'<tr><th scope="rowgroup" colspan="{span}">{text(section.title)}</th></tr>'
        for row in section.rows:
            cells = (f"<td{side}>{_span(cell)}</td>" for side, cell in zip(right, row, strict=True))
            yield f"<tr>{''.join(cells)}</tr>"
        yield "</tbody>"
    yield "</table>"
