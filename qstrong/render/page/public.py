"""What the page for the public leaves out: who answers for a number, when it came, what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qstrong.assess.report import Report, TargetReport
from qstrong.assess.verdict import Status
from qstrong.model.shapes.later import Later
from qstrong.model.shapes.value import dataclass
from qstrong.render.document import Block, Cell, Line, Section, Table
from qstrong.render.look import Look

_WORDS = {"not_reported": "unheard", "stale_not_reported": "stale_unheard"}
"""Words that say that somebody didn't report, and what is said instead."""
_LABELS = {"not_reported": "unheard", "not_assessable.not_reported": "not_assessable.unheard"}
_PRIVATE = ("reporters", "due_line", "wanted", "note")
"""Facts on a target that are between the office and its units."""
_FILED_ON = 3
"""The column of a table of observations that says when they were filed, and with what."""


@dataclass(frozen=True, slots=True)
class PublicLook(Look):
    """How the public sees things: there is no data, whoever hasn't filed it."""

    def say(self, key: str, **words: object) -> str:
        """See `Look`."""
        return Look.say(self, _WORDS.get(key, key), **words)

    def status(self, status: Status, label: str) -> Cell:
        """See `Look`."""
        return Look.status(self, status, _LABELS.get(label, label))


def without_units(report: Report) -> Report:
    """*report* without what other units filed for the same value, and what is asked of them."""

    def of_everybody(one: TargetReport) -> TargetReport:
        flags = tuple(flag for flag in one.verdict.flags if flag != "unexplained")
        verdict = replace(one.verdict, flagged=Later(lambda: flags))
        return replace(one, others=(), wanted=(), verdict=verdict)

    return replace(report, targets=tuple(map(of_everybody, report.targets)))


def public_facts(blocks: Iterable[Block], look: Look) -> Iterator[Block]:
    """The facts on a target that are everybody's."""
    heads = {f"{look.say(key)}: " for key in _PRIVATE}
    yield from (block for block in blocks if not (isinstance(block, Line) and block.cells[0].text in heads))


def public_observations(blocks: Iterable[Block]) -> Iterator[Block]:
    """Tables of observations without the days on which they were filed."""
    yield from (_without(block, _FILED_ON) if isinstance(block, Table) else block for block in blocks)


def _without(table: Table, k: int) -> Table:
    sections = tuple(
        Section(one.title, tuple((*row[:k], *row[k + 1 :]) for row in one.rows)) for one in table.sections
    )
    return replace(table, columns=(*table.columns[:k], *table.columns[k + 1 :]), sections=sections)
