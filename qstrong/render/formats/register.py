"""The register of formats: one row each. Options, help texts, completion and refusals are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from importlib import import_module
from typing import TYPE_CHECKING, Literal, get_args

from qstrong.model.shapes.value import dataclass

if TYPE_CHECKING:
    from qstrong.model.base import Lang

OutputKind = Literal[
    "document", "changes", "due", "rollup", "letters", "letter", "bulletin", "sheet", "findings", "step",
    "tables",
]  # fmt: skip
"""What is written: tables and texts; what changed; who owes what; many plans; letters, together or one to a
file; a whole bulletin, or one sheet; problems, and what a forge keeps of them beside its log; tables for
other programs."""


@dataclass(frozen=True, slots=True)
class How:
    """In which language, how wide and whether in colours; *json* gives what JSON has instead."""

    lang: Lang
    width: int = 0
    color: bool = False
    json: Callable[[], object] = dict


@dataclass(frozen=True, slots=True)
class Format:
    """One format. Its writers are named as module:function, and imported when they are used."""

    name: str
    suffix: str = ""
    document: str = ""
    """Writes a `Document`, with its `How`."""
    of: tuple[OutputKind, ...] = ()
    """The kinds of output that are written as documents."""
    own: Mapping[OutputKind, str] = field(default_factory=dict)
    """What writes another kind: it gets that kind's own object, with its `How`."""
    encoding: str | None = "utf-8"
    """Of a file; None: it is bytes, not text."""
    needs: str = ""
    """The extra without which its own writers can't be imported."""
    note: str = ""
    """The key of a word on what its own writers make."""

    def has(self, kind: OutputKind) -> bool:
        """Whether there is output of that *kind* in this format."""
        return kind in self.of or kind in self.own

    def write(self, kind: OutputKind, thing: object, how: How) -> str | bytes:
        """*thing* in this format: a `Document`, or what is written of its *kind*.

        Raises ImportError where a library isn't installed.
        """
        module, _, name = self.own.get(kind, self.document).partition(":")
        writer: Callable[[object, How], str | bytes] = getattr(
            import_module(f"qstrong.render.{module}"), name
        )
        return writer(thing, how)


KINDS: tuple[OutputKind, ...] = get_args(OutputKind)
_TABLES: tuple[OutputKind, ...] = ("document", "changes", "due", "rollup", "bulletin", "sheet")
_TEXTS: tuple[OutputKind, ...] = ("document", "due", "sheet", "letters", "letter")

FORMATS = (
    Format("terminal", "", "formats.terminal:terminal", (*_TABLES, "letters")),
    Format("plain", ".txt", "formats.flat:plain_text", (*_TABLES, "letters", "letter")),
    Format("text", ".txt", own={"findings": "findings.problems:findings_text"}),
    Format("md", ".md", "formats.flat:markdown", (*_TEXTS, "rollup", "bulletin"),
           {"changes": "views.changes:folded"}),
    Format("csv", ".csv", "formats.flat:comma_separated", _TABLES, {"tables": "views.listing:tables_csv"},
           encoding="utf-8-sig"),  # spreadsheets need the mark
    Format("json", ".json", "formats.jsontext:document_json", (*_TABLES, "letters"),
           {"findings": "findings.problems:findings_json", "tables": "views.listing:tables_json"}),
    Format("html", ".html", "formats.html:html", (*_TEXTS, "changes"),
           {"bulletin": "page.page:bulletin_page", "rollup": "rollup.page:rollup_page"},
           needs="html", note="help.page"),
    Format("svg", ".svg", "formats.picture:picture", ("document", "changes")),
    Format("docx", ".docx", own=dict.fromkeys(("bulletin", "sheet"), "office.word:bulletin_docx"),
           encoding=None, needs="word", note="help.word"),
    Format("xlsx", ".xlsx", own={"bulletin": "office.ledger:bulletin_ledger"},
           encoding=None, needs="excel", note="help.ledger"),
    Format("github", own={"findings": "findings.forges:github", "step": "findings.forges:step_summary"}),
    Format("gitlab", own={"findings": "findings.forges:gitlab"}),
    Format("sarif", ".sarif", own={"findings": "findings.sarif:sarif"}),
)  # fmt: skip


def formats_of(kind: OutputKind) -> dict[str, Format]:
    """The formats that output of that *kind* comes in, by name."""
    return {one.name: one for one in FORMATS if one.has(kind)}


def format_for(kind: OutputKind, file: str) -> Format | None:
    """The format that the suffix of *file* says; None where it says none that the *kind* comes in."""
    return next((one for one in FORMATS if one.suffix and one.has(kind) and file.endswith(one.suffix)), None)
