"""What a problem means, and the table of all of them; the docs page is made from the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter
from textwrap import dedent
from typing import Literal

from qstrong.render.document import (
    Block,
    Cell,
    Document,
    Heading,
    Section,
    Style,
    Table,
    line,
    verbatim,
)
from qstrong.render.look import Look
from qstrong.render.pieces import heads
from qstrong.text import families
from qstrong.text.examples import example_in
from qstrong.text.language import say, template
from qstrong.text.problems import ProblemEntry

STYLES: dict[str, Style] = {"error": "bad", "warning": "warn", "note": "dim"}
GAP = "…"
WORDS: tuple[Literal["title", "message", "hint", "why"], ...] = ("title", "message", "hint", "why")
Entries = Mapping[str, ProblemEntry]


def codes_table(entries: Entries, look: Look) -> Document:
    """Every code with its severity and its title, by family."""
    columns = heads(look, "rule_code", "rule_severity", "rule_title", fold=("rule_title",), least=0)
    sections = []
    for family in families.RULES.members:
        rows = tuple(
            (Cell(code), _severity(entry, look), Cell(say(entry["title"], look.lang)))
            for code, entry in sorted(entries.items())
            if code.startswith(family)
        )
        if rows:
            sections.append(Section(look.say(families.RULES.key(family)), rows))
    return Document(look.say("rules_title"), (Table(tuple(columns), tuple(sections)),))


def explain_document(entries: Entries, codes: Iterable[str], look: Look, *, title: str) -> Document:
    """Cause, example and cure of each of *codes*."""
    blocks: list[Block] = []
    for code in codes:
        entry = entries[code]
        blocks.append(Heading(f"{code} {say(entry['title'], look.lang)}"))
        blocks.append(line(_severity(entry, look), ": ", _message(entry["message"], look)))
        blocks.append(line(Cell(look.say("rule_why"), "dim"), say(entry["why"], look.lang)))
        blocks += _example(entry, look)
        if (cure := _message(entry["hint"], look)) != GAP:
            blocks.append(line(Cell(look.say("rule_cure"), "dim"), cure))
    return Document(title, tuple(blocks))


def rules_json(entries: Entries, codes: Iterable[str], look: Look) -> dict[str, object]:
    """The same for scripts: code, severity, title, message, hint, why, wrong, right; texts as templates."""
    return {
        "schema": 1,
        "rules": [
            {
                "code": code,
                "severity": entries[code]["severity"],
                **{key: template(entries[code][key], look.lang) for key in WORDS},
                **_shown(entries[code], look),
            }
            for code in codes
        ],
    }


def _example(entry: ProblemEntry, look: Look) -> Iterator[Block]:
    wrong, right = _shown(entry, look).values()
    for key, text in (("rule_wrong", wrong), ("rule_right" if wrong else "rule_missing", right)):
        if text:
            rows = dedent(text.replace("\t", "→   ")).rstrip("\n").split("\n")
            yield line(Cell(look.say(key), "dim"))
            yield verbatim(f"    {row}" for row in rows)
    if wrong and not right:
        yield line(Cell(look.say("rule_delete"), "dim"))


def _shown(entry: ProblemEntry, look: Look) -> dict[str, str | None]:
    """What is wrong and what is right, as it is shown; None where there is no such example."""
    texts = {"wrong": entry.get("wrong"), "right": entry.get("right")}
    return {key: None if text is None else example_in(text, look.lang) for key, text in texts.items()}


def _severity(entry: ProblemEntry, look: Look) -> Cell:
    return Cell(look.say(families.SEVERITY.key(entry["severity"])), STYLES[entry["severity"]])


def _message(phrase: Sequence[str], look: Look) -> str:
    """A template with an ellipsis for each gap."""
    parts = ((text, name) for text, name, _, _ in Formatter().parse(template(phrase, look.lang)))
    return "".join(text + (GAP if name is not None else "") for text, name in parts)
