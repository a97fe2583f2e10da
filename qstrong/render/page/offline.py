"""Pages that ask for nothing from anywhere: one file, whose policy allows its own style and script alone."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from qstrong.render.document import Cell, Choice, Heading, Line, Table, visible
from qstrong.render.formats.flat import widest
from qstrong.render.pieces import NONE

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

Count = tuple[str, Cell, int]
"""A status or a colour, its sign and word, and how many there are of it: what the macro `counts` shows."""
_ROOM = Path(__file__).parents[1]
_PAGE = "page/page"
"""Whose style all pages have."""


def offline(name: str, context: Mapping[str, object]) -> str:
    """The template of that *name* with the *context* put in, the page's style and its own, and its script.

    Style and script are allowed by their hashes, and nothing else is. The same context gives the same bytes.
    """
    style = "\n".join(
        _dense((_ROOM / f"{one}.css").read_text("utf-8")) for one in dict.fromkeys((_PAGE, name))
    )
    script = _dense((_ROOM / f"{name}.js").read_text("utf-8"))
    made = (
        _environment()
        .get_template(f"{name}.html.j2")
        .render(
            context, style=inline(style), script=inline(script), policy=_policy(style=style, script=script)
        )
    )
    return _dense(made) + "\n"


@cache
def _environment() -> Environment:
    """Jinja as all pages use it; it compiles each template once."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_finalize,
        loader=FileSystemLoader(_ROOM),
    )  # fmt: skip
    environment.tests |= {
        "heading": lambda block: isinstance(block, Heading),
        "line": lambda block: isinstance(block, Line),
        "table": lambda block: isinstance(block, Table),
        "said": lambda cell: cell != NONE,
    }
    environment.filters["widest"] = lambda block: widest(block) if isinstance(block, Choice) else block
    return environment


def inline(text: str) -> Markup:
    """Markup of the package's own."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704


def _dense(text: str) -> str:
    """*text* without blank lines and indents, which say nothing in the template, the style or the script."""
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _finalize(value: object) -> object:
    """What a template writes: markup as it is, everything else made visible, to be escaped after."""
    return value if hasattr(value, "__html__") else visible(str(value))


def _policy(**own: str) -> str:
    """Nothing but the one style and the one script, told by their hashes."""
    hashes = {kind: b64encode(sha256(text.encode()).digest()).decode() for kind, text in own.items()}
    sources = "".join(f"{kind}-src 'sha256-{told}'; " for kind, told in hashes.items())
    return f"default-src 'none'; {sources}img-src data:; base-uri 'none'; form-action 'none'"
