"""`doctor`: what was found in order, and what isn't, with the way to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from qstrong.model.shapes.value import dataclass
from qstrong.render.document import Cell, Column, Document, Section, Style, Table, line
from qstrong.render.look import Look
from qstrong.text import families

Health = Literal["good", "warn", "bad", "note"]
_STYLES: dict[Health, Style] = {"good": "good", "warn": "warn", "bad": "bad", "note": "dim"}
_SIGNS: dict[Health, tuple[str, str]] = {
    "good": ("✔", "[+]"),
    "warn": ("▲", "[!]"),
    "bad": ("✖", "[x]"),
    "note": ("–", "-"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and the phrase that says so, with what to do."""

    what: str
    health: Health
    key: str
    words: Mapping[str, object]


def doctor_document(findings: Sequence[Finding], look: Look) -> Document:
    """All findings as a table, and a last line that sums them up."""
    rows = tuple(
        (
            Cell(_SIGNS[one.health][look.ascii_only], _STYLES[one.health]),
            Cell(look.say(families.DOCTOR.key(one.what))),
            Cell(
                look.say(one.key, **one.words), "" if one.health in ("good", "note") else _STYLES[one.health]
            ),
        )
        for one in findings
    )
    table = Table((Column(""), Column(""), Column("", flexible=True, least=30)), (Section("", rows),))
    wrong = [one for one in findings if one.health in ("warn", "bad")]
    last = look.say("doctor_wrong", n=len(wrong)) if wrong else look.say("doctor_fine")
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
