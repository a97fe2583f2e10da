"""Promises: measures whose day has come, of which a filing is asked what came of them (上期措施完成情况)."""

from __future__ import annotations

from datetime import date

from qstrong.model.dataset import Dataset
from qstrong.model.filing import Filed, Filing
from qstrong.model.index import once
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass
from qstrong.timeline.course import holder


@dataclass(frozen=True, slots=True)
class Promise:
    """Measures for an indicator or an action (`subject`) whose day has come with the period asked about."""

    unit: str
    subject: str
    since: Period
    """The filing that promised them."""
    measures: str
    by: date
    answer: str | None
    """What the unit's filing for that period says of it; None where it says nothing."""


@once
def promises(dataset: Dataset, period: Period, as_of: date) -> dict[tuple[str, str], Promise]:
    """By unit and subject: what the filing for *period* is asked for the outcome of, known on *as_of*.

    That is of each unit's last earlier filing that promises measures for a subject by a day, where that
    day is not after the period's end and no filing in between, for a period that ended on that day or
    later, spoke of the subject: that one was asked. What a unit promised that has ended is its successor's.
    """
    found: dict[tuple[str, str], Promise] = {}
    for filing in sorted(dataset.filings, key=lambda filing: (filing.period.last, filing.filed)):
        if filing.filed > as_of or filing.period.last >= period.last:
            continue
        unit = holder(dataset, filing.unit, as_of)
        for subject, said in _said(filing):
            before = found.get((unit, subject))
            if said.measures and said.measures_by:
                made = Promise(unit, subject, filing.period, said.measures, said.measures_by, None)
                found[unit, subject] = made
            elif before and before.since.last < filing.period.last and before.by <= filing.period.end:
                del found[unit, subject]
    answers = _answers(dataset, period, as_of)
    return {
        key: Promise(one.unit, one.subject, one.since, one.measures, one.by, answers.get(key))
        for key, one in found.items()
        if one.by <= period.end
    }


def _answers(dataset: Dataset, period: Period, as_of: date) -> dict[tuple[str, str], str]:
    """What each unit's filing for *period* says of a subject: the outcome, else how far it is."""
    found: dict[tuple[str, str], str] = {}
    for filing in dataset.filings:
        if filing.period.last == period.last and filing.filed <= as_of:
            for subject, said in _said(filing):
                text = said.outcome or getattr(said, "progress", None) or said.note
                if text:
                    found.setdefault((holder(dataset, filing.unit, as_of), subject), text)
    return found


def _said(filing: Filing) -> list[tuple[str, Filed]]:
    """Everything that a filing says, by the indicator or action that it is on."""
    return [
        *((one.indicator, one) for one in filing.observations),
        *((one.action, one) for one in filing.actions),
    ]
