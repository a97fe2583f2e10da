"""Rules on what was filed again as it stood: perhaps last period's was copied."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qstrong.check.rule import Context
from qstrong.model.dataset import filing_path
from qstrong.model.filing import Filing
from qstrong.model.problem import Problem
from qstrong.text.problems import problem

FEWEST_DIGITS = 3
"""A number of fewer digits may well stay as it is."""
FEWEST_VALUES = 2
"""A filing of fewer values says nothing as a whole."""


def unchanged(context: Context) -> Iterator[Problem]:
    """Q231: a stock or rate equal to last period's to the digit. Q232: a whole filing equal to the last."""
    latest: dict[str, Filing] = {}
    copies: set[tuple[str, int]] = set()
    for filing in sorted(context.dataset.filings, key=lambda one: one.period.last):
        before = latest.get(filing.unit)
        latest[filing.unit] = filing
        values = _values(filing)
        if before and len(values) >= FEWEST_VALUES and values == _values(before):
            copies.add((filing.unit, filing.period.last))
            path = filing_path(filing.unit, filing.period)
            yield problem("Q232", path, "observations", n=len(values), period=before.period)
    yield from _values_again(context, copies)


def _values(filing: Filing) -> dict[str, Decimal]:
    """What a filing says of its own period."""
    found = {one.indicator: one.value for one in filing.observations if one.period is None}
    return {name: value for name, value in found.items() if value is not None}


def _values_again(context: Context, copies: set[tuple[str, int]]) -> Iterator[Problem]:
    for target in context.indicators:
        if target.measure not in ("stock", "rate"):
            continue
        bounds = context.known.of[target.id].bounds
        before = None
        for month in context.known.of[target.id].values:
            entry = context.known.of[target.id].judged(month)
            assert entry is not None
            value, filing = entry.observation.value, entry.filing
            again = before is not None and before.observation.value == value
            telling = value not in bounds and digits(value) >= FEWEST_DIGITS
            if before and again and telling and (filing.unit, filing.period.last) not in copies:
                words = {"name": target.name, "value": value, "period": before.period}
                yield context.at_entry("Q231", entry, "value", **words)
            before = entry


def digits(value: Decimal | None) -> int:
    """How many digits of *value* say something: without zeros before the first and after the last."""
    return len(value.normalize().as_tuple().digits) if value else 0
