"""Rules on what was done and on what is said of it: days, quantities, states, deadlines, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any

from qstrong.check.rule import Context
from qstrong.model.dataset import entry_pointer, filing_path
from qstrong.model.filing import ActionReport, Explained, Filing
from qstrong.model.index import index
from qstrong.model.period import days_after
from qstrong.model.problem import Problem
from qstrong.text.problems import problem

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
    """Q320, Q321, Q322, Q323: days, quantities and states of actions that can't be, or hardly are."""
    actions = index(context.dataset).actions
    before: dict[tuple[str, str], ActionReport] = {}
    for filing in sorted(context.dataset.filings, key=lambda one: one.period.last):
        for k, report in enumerate(filing.actions):
            if report.action in actions:
                yield from _report(context, filing, k, report, before.get((filing.unit, report.action)))
        before |= {(filing.unit, one.action): one for one in filing.actions}


def _report(
    context: Context, filing: Filing, k: int, report: ActionReport, before: ActionReport | None
) -> Iterator[Problem]:
    plan, wanted = context.dataset.plan, index(context.dataset).actions[report.action].quantity
    at: tuple[Context, Filing, str, int] = (context, filing, "actions", k)
    if report.on and report.on > filing.filed:
        yield _at("Q320", *at, "on", id=report.action, on=report.on, filed=filing.filed)
    elif report.on and report.on <= plan.start:
        yield _at("Q324", *at, "on", id=report.action, on=report.on, start=plan.start)
    quantity = report.quantity
    if quantity is not None and quantity < 0:
        yield _at("Q321", *at, "quantity", id=report.action, quantity=quantity)
    elif quantity is not None and wanted and _odd(quantity, wanted.value):
        words: dict[str, Any] = {
            "id": report.action,
            "quantity": quantity,
            "wanted": wanted.value,
            "uom": wanted.uom,
        }
        yield _at("Q322", *at, "quantity", **words)
    if before and before.state == "done" and report.state != "done":
        yield _at("Q323", *at, "state", id=report.action)


def _odd(quantity: Decimal, wanted: Decimal) -> bool:
    """Whether whole things come in parts, or by far too many."""
    parts = wanted == wanted.to_integral() and quantity != quantity.to_integral()
    return parts or (wanted > 0 and quantity >= MOST_TIMES * wanted)


def explanations(context: Context) -> Iterator[Problem]:
    """Q325: a deadline long past, or far beyond the plan. Q326: words that say nothing."""
    end = days_after(context.dataset.plan.end, LATEST)
    for filing in context.dataset.filings:
        entries: list[tuple[str, int, Explained]] = [
            *(("observations", k, one) for k, one in enumerate(filing.observations)),
            *(("actions", k, one) for k, one in enumerate(filing.actions)),
        ]
        for part, k, entry in entries:
            day = entry.measures_by
            if day and (day > end or days_after(day, EARLIEST) < filing.filed):
                yield _at("Q325", context, filing, part, k, "measures_by", day=day, filed=filing.filed)
            for one in fields(entry):
                said = getattr(entry, one.name)
                if one.name in _EXPLAINING and said and _NOTHING.fullmatch(said.strip()):
                    yield _at("Q326", context, filing, part, k, one.name, text=said)


def _at(code: str, context: Context, filing: Filing, part: str, k: int, key: str, **words: Any) -> Problem:
    pointer = entry_pointer(context.dataset, filing, "actions" if part == "actions" else "observations", k)
    return problem(code, filing_path(filing.unit, filing.period), f"{pointer}/{key}", **words)
