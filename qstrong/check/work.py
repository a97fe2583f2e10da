"""Rules on what was done and on what is said of it: days, quantities, states, deadlines, words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from functools import partial
from operator import attrgetter

from qstrong.check.rule import Context, at_place
from qstrong.model.base import Text
from qstrong.model.dataset import entry_pointer, placed_entries
from qstrong.model.filing import ActionReport, Filed, Filing, Observation, State
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
"""Days after its filing up to which a deadline is no slip, though the plan has ended by then."""
_EXPLAINING = (
    "cause", "measures", "outcome", "progress", "request", "accept_reason", "reason", "pending", "evidence",
)  # fmt: skip
_WORDS = {
    kind: attrgetter(*(one.name for one in fields(kind) if one.name in _EXPLAINING))
    for kind in (Observation, ActionReport)
}
"""By kind of entry what gives all that one says in words."""


def reported_work(context: Context) -> Iterator[Problem]:
    """Q320 … Q324, Q327, Q328: days, quantities and states of actions that can't be, or hardly are."""
    dataset, actions = context.dataset, index(context.dataset).actions
    before: dict[tuple[str, str], tuple[Filing, ActionReport]] = {}
    counted: dict[tuple[str, str], tuple[Filing, Decimal]] = {}
    for filing in sorted(dataset.filings, key=lambda one: one.period.last):
        for k, report in enumerate(filing.actions):
            if action := actions.get(report.action):
                at, own = (filing, entry_pointer(dataset, filing, "actions", k)), (filing.unit, report.action)
                yield from _days(dataset.plan, *at, report)
                yield from _quantity(action, *at, report)
                if last := before.get(own):
                    yield from _state(last[1], *at, report)
                    yield from _day(last, dataset.plan, *at, report)
                yield from _falls(counted.get(own), *at, report)
        before |= {(filing.unit, one.action): (filing, one) for one in filing.actions}
        counted |= {
            (filing.unit, one.action): (filing, one.quantity)
            for one in filing.actions
            if one.quantity is not None
        }


def _state(last: ActionReport, filing: Filing, pointer: str, report: ActionReport) -> Iterator[Problem]:
    """A state that goes back."""
    if report.state in _BEFORE.get(last.state, ()):
        words: dict[str, object] = {"was": _in_words(last.state), "state": _in_words(report.state)}
        yield at_place("Q323", filing, pointer, "state", id=report.action, **words)


def _day(
    last: tuple[Filing, ActionReport], plan: Plan, filing: Filing, pointer: str, report: ActionReport
) -> Iterator[Problem]:
    """Done in a time after which the unit reported that it wasn't."""
    before, said = last[0].period, last[1].state
    if report.on and said != "done" and plan.start < report.on < before.start:
        words: dict[str, object] = {"on": report.on, "before": before, "was": _in_words(said)}
        yield at_place("Q328", filing, pointer, "on", id=report.action, **words)


def _in_words(state: State) -> Text:
    return in_each(partial(label_word, state))


def _falls(
    counted: tuple[Filing, Decimal] | None, filing: Filing, pointer: str, report: ActionReport
) -> Iterator[Problem]:
    """What has been done so far only grows."""
    if counted and report.quantity is not None and 0 <= report.quantity < counted[1]:
        words: dict[str, object] = {"before": counted[0].period, "old": counted[1]}
        at = filing, pointer, "quantity"
        yield at_place("Q327", *at, id=report.action, quantity=report.quantity, **words)


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


def _tells(entry: Filed) -> bool:
    """Whether an entry has a deadline, or says anything in words: most don't."""
    return entry.measures_by is not None or any(_WORDS[type(entry)](entry))


def explanations(context: Context) -> Iterator[Problem]:
    """Q325: a deadline that lies before its filing, or beyond the plan. Q326: words that say nothing."""
    end = context.dataset.plan.end
    for filing, pointer, entry in placed_entries(context.dataset, _tells):
        if day := entry.measures_by:
            filed = min(filing.filed, context.day or filing.filed)  # not on a day to come
            if not filed <= day <= max(end, days_after(filed, LATEST)):
                yield at_place("Q325", filing, pointer, "measures_by", day=day, filed=filing.filed)
        for key in _EXPLAINING:
            if not (said := getattr(entry, key, None)):
                continue
            for k, text in enumerate((said,) if isinstance(said, str) else said):
                if says_nothing(text):
                    at = key if isinstance(said, str) else f"{key}/{k}"
                    yield at_place("Q326", filing, pointer, at, text=text)
