"""Rules on what was filed: why an entry doesn't count, and what else to look at."""

from __future__ import annotations

from collections.abc import Iterator

from qstrong.check.rule import Context, at_place, nth
from qstrong.model.base import Text
from qstrong.model.dataset import entry_pointer, filing_path
from qstrong.model.index import index, names_of
from qstrong.model.problem import Problem
from qstrong.text.problems import guess
from qstrong.timeline.course import successions
from qstrong.timeline.values import Entry, Refusal, RefusalReason

FOUND: dict[RefusalReason, tuple[str, str]] = {
    "unknown_indicator": ("Q110", "indicator"),
    "repeated": ("Q111", "indicator"),
    "outside_limits": ("Q212", "value"),
    "negative": ("Q213", "value"),
    "last_year_outside_limits": ("Q212", "last_year"),
    "last_year_negative": ("Q213", "last_year"),
    "after_filed": ("Q301", "period"),
    "after_filing": ("Q302", "period"),
    "differs_unflagged": ("Q303", "value"),
    "falls": ("Q304", "value"),
    "not_a_reporter": ("Q401", "indicator"),
    "revised_without_reason": ("Q501", "flag"),
}
"""The code of every reason for which an entry doesn't count, and the key that is meant."""


def refused(context: Context) -> Iterator[Problem]:
    """Q110 … Q501: each entry that doesn't count, with the reason."""
    names = names_of(context.dataset.targets)
    for refusal in context.known.refusals:
        code, key = FOUND[refusal.reason]
        words = _words(context, refusal)
        if key == "last_year":
            words["value"] = refusal.entry.observation.last_year
        if refusal.reason == "falls":
            words |= _fall(refusal)
        if code == "Q110":
            words["guess"] = guess(refusal.entry.observation.indicator, names)
        yield context.at_entry(code, refusal.entry, key, **words)


def _fall(refusal: Refusal) -> dict[str, object]:
    """The two values in conflict in the order of their periods, whichever of them is refused."""
    assert refusal.other is not None
    before, after = sorted((refusal.entry, refusal.other), key=lambda entry: entry.last)
    return {
        "period": after.period,
        "value": after.observation.value,
        "before": before.period,
        "old": before.observation.value,
    }


def _words(context: Context, refusal: Refusal) -> dict[str, object]:
    """All that the messages of refusals may need."""
    entry, other = refusal.entry, refusal.other
    observation, filing = entry.observation, entry.filing
    target = context.targets.get(observation.indicator)
    low, high = context.known.of[target.id].bounds if target else (None, None)
    return {
        "id": observation.indicator,
        "name": context.target_name(observation.indicator),
        "value": observation.value,
        "period": entry.period,
        "end": entry.period.end,
        "filed": filing.filed,
        "filing": filing.period,
        "unit": context.unit_name(filing.unit),
        "reporters": context.unit_names(target.reporters if target else ()),
        "uom": target.uom if target else "",
        "low": "-∞" if low is None else low,
        "high": "∞" if high is None else high,
        "old": other.observation.value if other else None,
        "before": other.period if other else None,
        "first": _place(context, other) if other else "",
    }


def _place(context: Context, entry: Entry) -> Text:
    """An entry's file, and which of its observations it is."""
    filing = entry.filing
    pointer = entry_pointer(context.dataset, filing, "observations", entry.index)
    return nth(pointer, f"{filing_path(filing.unit, filing.period)} ")


def disagreeing(context: Context) -> Iterator[Problem]:
    """Q403: reporters whose values for one indicator and period differ; the first reporter's counts."""
    for target in context.indicators:
        name, vintage = target.id, context.known.of[target.id]
        for entries in vintage.values.values():
            first, *others = entries.values()
            for entry in others:
                if entry.observation.value != first.observation.value:
                    yield context.at_entry(
                        "Q403",
                        entry,
                        "value",
                        name=context.target_name(name),
                        period=entry.period,
                        value=entry.observation.value,
                        old=first.observation.value,
                        unit=context.unit_name(first.filing.unit),
                        first=_place(context, first),
                    )


def action_reports(context: Context) -> Iterator[Problem]:
    """Q112, Q113, Q402, Q502: reports on actions that are unknown, repeated, another unit's, or unproved."""
    dataset = context.dataset
    found = index(dataset)
    known = {action.id: units for _, action, units in found.actors}
    lines = successions(dataset)
    titles = names_of(found.actions.values())
    for filing in dataset.filings:
        seen: set[str] = set()
        for k, report in enumerate(filing.actions):
            at = filing, entry_pointer(dataset, filing, "actions", k)
            if report.action not in known:
                yield at_place("Q112", *at, "action", id=report.action, guess=guess(report.action, titles))
            elif report.action in seen:
                yield at_place("Q113", *at, "action", id=report.action)
            elif not {*known[report.action]} & {*lines.get(filing.unit, ())}:
                units = context.unit_names(known[report.action])
                yield at_place(
                    "Q402", *at, "action", id=report.action, unit=context.unit_name(filing.unit), units=units
                )
            elif report.state == "done" and not report.evidence:
                yield at_place("Q502", *at, "state", id=report.action)
            seen.add(report.action)
