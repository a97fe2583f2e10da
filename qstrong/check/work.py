"""Rules on what was done and on what is said of it: days, quantities, states, deadlines, words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from qstrong.check.rule import Context, at_place
from qstrong.model.dataset import entry_pointer, placed_entries
from qstrong.model.filing import ActionReport, Filing, State
from qstrong.model.index import index
from qstrong.model.period import days_after
from qstrong.model.plan import Plan
from qstrong.model.problem import Problem
from qstrong.model.task import Action
from qstrong.text.labels import label_word
from qstrong.text.language import in_each
from qstrong.text.written import says_nothing

MOST_TIMES = 20
"""So many times the quantity that is wanted, and beyond, is questioned."""
_BEFORE: dict[State, tuple[State, ...]] = {
    "done": ("not_started", "in_progress", "suspended"),
    "in_progress": ("not_started",),
    "suspended": ("not_started",),
}
"""By state those that come before it: work doesn't go back to them."""
LATEST = 366
"""Days after the plan's end up to which a deadline is no slip."""
EARLIEST = 31
"""Days before its filing after which a deadline has long passed."""
_EXPLAINING = (
    "cause", "measures", "outcome", "progress", "request", "accept_reason", "reason", "pending", "evidence",
)  # fmt: skip


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
                if last and report.state in _BEFORE.get(last.state, ()):
                    told = {"was": last.state, "state": report.state}
                    words = {key: in_each(partial(label_word, state)) for key, state in told.items()}
                    yield at_place("Q323", *at, "state", id=report.action, **words)
        before |= {(filing.unit, one.action): one for one in filing.actions}


def _days(plan: Plan, filing: Filing, pointer: str, report: ActionReport) -> Iterator[Problem]:
    if report.on and report.on > filing.filed:
        words: dict[str, object] = {"id": report.action, "on": report.on, "filed": filing.filed}
        yield at_place("Q320", filing, pointer, "on", **words)
    elif report.on and report.on <= plan.start:
        yield at_place("Q324", filing, pointer, "on", id=report.action, on=report.on, start=plan.start)


def _quantity(action: Action, filing: Filing, pointer: str, report: ActionReport) -> Iterator[Problem]:
    quantity, wanted = report.quantity, action.quantity
    if quantity is None:
        return
    words: dict[str, object] = {"id": report.action, "quantity": quantity}
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
            said = getattr(entry, key, None) or ()
            for k, text in enumerate((said,) if isinstance(said, str) else said):
                if says_nothing(text):
                    at = key if isinstance(said, str) else f"{key}/{k}"
                    yield at_place("Q326", filing, pointer, at, text=text)
