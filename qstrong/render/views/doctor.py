"""`doctor`: what was found in order, and what isn't, with the way to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from qstrong.model.shapes.value import dataclass
from qstrong.render.document import Cell, Column, Document, Style, line, plain_table
from qstrong.render.look import Look
from qstrong.text import families

Health = Literal["good", "warn", "bad", "note"]
_SIGNS: dict[Health, tuple[Style, str, str, Style]] = {
    "good": ("good", "✔", "[+]", ""),
    "warn": ("warn", "▲", "[!]", "warn"),
    "bad": ("bad", "✖", "[x]", "bad"),
    "note": ("dim", "–", "-", ""),
}
"""How a sign looks, the sign, that of an old console, and how what it stands before looks."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and the phrase that says so, with what to do."""

    what: str
    health: Health
    key: str
    words: Mapping[str, object]


def doctor_document(findings: Sequence[Finding], look: Look) -> Document:
    """All findings as a table, and a last line that sums them up."""
    rows = (
        (
            Cell(old if look.ascii_only else sign, style),
            Cell(look.say(families.DOCTOR.key(one.what))),
            Cell(look.say(one.key, **one.words), beside),
        )
        for one in findings
        for style, sign, old, beside in (_SIGNS[one.health],)
    )
    table = plain_table((Column(""), Column(""), Column("", flexible=True, least=30)), rows)
    wrong = sum(one.health in ("warn", "bad") for one in findings)
    last = look.say("doctor_wrong", n=wrong) if wrong else look.say("doctor_fine")
    return Document(look.say("doctor_title"), (table, line(last)))


def doctor_json(findings: Sequence[Finding], look: Look) -> dict[str, object]:
    """The same for scripts."""
    return {
        "schema": 1,
        "findings": [
            {"what": one.what, "health": one.health, "message": look.say(one.key, **one.words)}
            for one in findings
        ],
    }
