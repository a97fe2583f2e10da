"""Rules on units that begin and end: who follows whom, and who files when."""

from __future__ import annotations

from collections.abc import Iterator

from qstrong.check.rule import TARGETS, UNITS, Context
from qstrong.model.base import Text
from qstrong.model.dataset import Dataset, filing_path
from qstrong.model.index import index
from qstrong.model.problem import Problem
from qstrong.model.task import Unit
from qstrong.text.catalogue import words_of
from qstrong.text.problems import problem
from qstrong.timeline.course import answering


def successors(dataset: Dataset) -> Iterator[Problem]:
    """Q630: a successor is another unit, after a last day, and never comes back to the same one."""
    for i, unit in enumerate(dataset.units):
        if what := _wrong(dataset, unit):
            key = "successor" if unit.successor else "until"
            yield problem("Q630", UNITS, f"units/{i}/{key}", name=unit.name, what=what)


def _wrong(dataset: Dataset, unit: Unit) -> Text | None:
    known = index(dataset).units
    if unit.from_ and unit.until and unit.until < unit.from_:
        return words_of("found_after", day=unit.from_)
    if unit.successor is None:
        return None
    if unit.successor not in known:
        return words_of("found_no_unit", id=unit.successor)
    if unit.until is None:
        return words_of("found_no_until")
    passed, one = {unit.id}, unit
    while one.successor in known:
        one = known[one.successor or ""]
        if one.id in passed:
            return words_of("found_circle", id=one.id)
        passed.add(one.id)
    return None


def nobody_left(dataset: Dataset) -> Iterator[Problem]:
    """Q631: after a unit's last day nobody answers for a target."""
    for i, target in enumerate(dataset.targets):
        if target.reporters and not target.of and not target.computed:
            end = target.withdrawn.on if target.withdrawn else dataset.plan.end
            if not answering(dataset, target.reporters, end):
                yield problem("Q631", TARGETS, f"targets/{i}/reporters", name=target.name)


def out_of_office(context: Context) -> Iterator[Problem]:
    """Q405: filed after a unit's last day, or before its first."""
    for filing in context.dataset.filings:
        unit = context.units.get(filing.unit)
        if unit is None:
            continue
        start, end = unit.from_, unit.until
        if (end and filing.filed > end) or (start and filing.filed < start):
            path = filing_path(filing.unit, filing.period)
            days = {"start": start or "–", "end": end or "–"}
            words: dict[str, object] = {"unit": unit.name, "filed": filing.filed, **days}
            yield problem("Q405", path, "filed", **words)
