"""Rules on what was done and on what is said of it: days, quantities, states, deadlines, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from qstrong.check.rule import Context, at_place
from qstrong.model.dataset import entry_pointer, placed_entries
from qstrong.model.filing import ActionReport, Filing
from qstrong.model.index import index
from qstrong.model.period import days_after
from qstrong.model.plan import Plan
from qstrong.model.problem import Problem
from qstrong.model.task import Action

MOST_TIMES = 20
"""So many times the quantity that is wanted, and beyond, is questioned."""
LATEST = 366
"""Days after the plan's end up to which a deadline is no slip."""
EARLIEST = 31
"""Days before its filing after which a deadline has long passed."""
_EXPLAINING = ("cause", "measures", "outcome", "progress", "request", "accept_reason")
_NOTHING = re.compile(
    r"[\s\-‐‑‒–—―−─﹣~～/\\、·.…*×xX?？。,，]*|同上|同前|见上|略|无|暂无|没有|空|不详|待定|ditto|same|n/?a|none|tbd",
    re.IGNORECASE,
)


def reported_work(context: Context) -> Iterator[Problem]:
    """Q320 … Q324: days, quantities and states of actions that can't be, or hardly are."""
    dataset, actions = context.dataset, index(context.dataset).actions
    before: dict[tuple[str, str], ActionReport] = {}
    for filing in sorted(dataset.filings, key=lambda one: one.period.last):
        for k, report in enumerate(filing.actions):
            if action := actions.get(report.action):
                at = filing, entry_pointer(dataset, filing, "actions", k)
                yield from _days(dataset.plan, *at, report)
                yield from _quantity(action, *at, report)
                last = before.get((filing.unit, report.action))
                if last and last.state == "done" and report.state != "done":
                    yield at_place("Q323", *at, "state", id=report.action)
        before |= {(filing.unit, one.action): one for one in filing.actions}


def _days(plan: Plan, filing: Filing, pointer: str, report: ActionReport) -> Iterator[Problem]:
    if report.on and report.on > filing.filed:
        words: dict[str, Any] = {"id": report.action, "on": report.on, "filed": filing.filed}
        yield at_place("Q320", filing, pointer, "on", **words)
    elif report.on and report.on <= plan.start:
        yield at_place("Q324", filing, pointer, "on", id=report.action, on=report.on, start=plan.start)


def _quantity(action: Action, filing: Filing, pointer: str, report: ActionReport) -> Iterator[Problem]:
    quantity, wanted = report.quantity, action.quantity
    if quantity is None:
        return
    words: dict[str, Any] = {"id": report.action, "quantity": quantity}
    if quantity < 0:
        yield at_place("Q321", filing, pointer, "quantity", **words)
    elif wanted and _odd(quantity, wanted.value):
        yield at_place("Q322", filing, pointer, "quantity", **words, wanted=wanted.value, uom=wanted.uom)


def _odd(quantity: Decimal, wanted: Decimal) -> bool:
    """Whether whole things come in parts, or by far too many."""
    parts = wanted == wanted.to_integral() and quantity != quantity.to_integral()
    return parts or (wanted > 0 and quantity >= MOST_TIMES * wanted)


def explanations(context: Context) -> Iterator[Problem]:
    """Q325: a deadline long past, or far beyond the plan. Q326: words that say nothing."""
    end = days_after(context.dataset.plan.end, LATEST)
    for filing, pointer, entry in placed_entries(context.dataset):
        day = entry.measures_by
        if day and (day > end or days_after(day, EARLIEST) < filing.filed):
            yield at_place("Q325", filing, pointer, "measures_by", day=day, filed=filing.filed)
        for key in _EXPLAINING:
            said = getattr(entry, key, None)
            if said and _NOTHING.fullmatch(said.strip()):
                yield at_place("Q326", filing, pointer, key, text=said)
