"""What a problem means, and the table of all of them; the docs page is made from the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from string import Formatter
from textwrap import dedent

from qstrong.render.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Line,
    Section,
    Style,
    Table,
    Verbatim,
)
from qstrong.render.look import Look
from qstrong.text import families
from qstrong.text.examples import example_in
from qstrong.text.language import say, template
from qstrong.text.problems import ProblemEntry

STYLES: dict[str, Style] = {"error": "bad", "warning": "warn", "note": "dim"}
GAP = "…"
Entries = Mapping[str, ProblemEntry]


def codes_table(entries: Entries, look: Look) -> Document:
    """Every code with its severity and its title, by family."""
    columns = (
        Column(look.say("rule_code")),
        Column(look.say("rule_severity")),
        Column(look.say("rule_title"), flexible=True),
    )
    sections = []
    for family in families.RULES.members:
        codes = [code for code in sorted(entries) if code.startswith(family)]
        rows = tuple(
            (Cell(code), _severity(entries[code], look), Cell(say(entries[code]["title"], look.lang)))
            for code in codes
        )
        if rows:
            sections.append(Section(look.say(families.RULES.key(family)), rows))
    return Document(look.say("rules_title"), (Table(columns, tuple(sections)),))


def explain_document(entries: Entries, codes: Iterable[str], look: Look, *, title: str) -> Document:
    """Cause, example and cure of each of *codes*."""
    blocks: list[Block] = []
    for code in codes:
        entry = entries[code]
        blocks.append(Heading(f"{code} {say(entry['title'], look.lang)}"))
        blocks.append(Line((_severity(entry, look), Cell(": "), Cell(_message(entry["message"], look)))))
        blocks.append(_line("rule_why", say(entry["why"], look.lang), look))
        blocks += _example(entry, look)
        if (cure := _message(entry["hint"], look)) != GAP:
            blocks.append(_line("rule_cure", cure, look))
    return Document(title, tuple(blocks))


def rules_json(entries: Entries, codes: Iterable[str], look: Look) -> dict[str, object]:
    """The same for scripts: code, severity, title, message, hint, why, wrong, right; texts as templates."""
    return {
        "schema": 1,
        "rules": [
            {"code": code, "severity": entries[code]["severity"]}
            | {key: template(entries[code][key], look.lang) for key in ("title", "message", "hint", "why")}
            | {"wrong": _shown(entries[code].get("wrong"), look)}
            | {"right": _shown(entries[code].get("right"), look)}
            for code in codes
        ],
    }


def _example(entry: ProblemEntry, look: Look) -> list[Block]:
    wrong, right = (_shown(text, look) or "" for text in (entry.get("wrong"), entry.get("right")))
    blocks: list[Block] = []
    heads = ("rule_wrong", "rule_right" if wrong else "rule_missing")
    for key, text in zip(heads, (wrong, right), strict=True):
        if text:
            rows = dedent(text.replace("\t", "→   ")).rstrip("\n").split("\n")
            blocks += [Line((Cell(look.say(key), "dim"),)), Verbatim(tuple(f"    {row}" for row in rows))]
    if wrong and not right:
        blocks.append(Line((Cell(look.say("rule_delete"), "dim"),)))
    return blocks


def _shown(text: str | None, look: Look) -> str | None:
    return None if text is None else example_in(text, look.lang)


def _line(key: str, text: str, look: Look) -> Line:
    return Line((Cell(look.say(key), "dim"), Cell(text)))


def _severity(entry: ProblemEntry, look: Look) -> Cell:
    return Cell(look.say(families.SEVERITY.key(entry["severity"])), STYLES[entry["severity"]])


def _message(phrase: Sequence[str], look: Look) -> str:
    """A template with an ellipsis for each gap."""
    parts = ((text, name) for text, name, _, _ in Formatter().parse(template(phrase, look.lang)))
    return "".join(text + (GAP if name is not None else "") for text, name in parts)
