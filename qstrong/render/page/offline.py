"""Pages that ask for nothing from anywhere: one file, whose policy allows its own style and script alone."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qstrong.render.document import visible

if TYPE_CHECKING:
    from markupsafe import Markup


def offline(
    parts: Sequence[Path],
    context: Mapping[str, object],
    *,
    tests: Mapping[str, Callable[[Any], bool]] | None = None,
    filters: Mapping[str, Callable[[Any], object]] | None = None,
) -> str:
    """The template of the last of *parts*, with the *context* put in, in one style: those of all the parts.

    Each is a name without its suffix: `.css` beside it, for the last `.html.j2` and `.js` too. Its style and
    its script are allowed by their hashes, and nothing else is. The same context gives the same bytes.
    """
    from jinja2 import Environment, StrictUndefined

    style = "\n".join(_dense(one.with_suffix(".css").read_text("utf-8")) for one in parts)
    script = _dense(parts[-1].with_suffix(".js").read_text("utf-8"))
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_finalize
    )
    environment.tests |= tests or {}
    environment.filters |= filters or {}
    template = environment.from_string(parts[-1].with_suffix(".html.j2").read_text("utf-8"))
    made = template.render(context, style=inline(style), script=inline(script), policy=_policy(style, script))
    return _dense(made) + "\n"


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


def _policy(style: str, script: str) -> str:
    """Nothing but the one style and the one script, told by their hashes."""
    own = {
        kind: b64encode(sha256(text.encode()).digest()).decode()
        for kind, text in (("style", style), ("script", script))
    }
    return (
        f"default-src 'none'; style-src 'sha256-{own['style']}'; script-src 'sha256-{own['script']}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
