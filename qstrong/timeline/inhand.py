"""The one current filing: which of the plan's filings a day's work is about."""

from __future__ import annotations

from datetime import date
from itertools import takewhile

from qstrong.model.dataset import Dataset
from qstrong.model.period import Period
from qstrong.timeline.duties import duties
from qstrong.timeline.owed import close_day, dues, filing_periods, last_month, latest_filing, next_filing


def filing_in_hand(dataset: Dataset, day: date) -> Period:
    """The filing to look after on *day*.

    That is the latest due one until it has closed, and on while something of it is missing and the period
    of the next one still runs, so that nobody could file that; then the next one. Filings end when
    everything that the plan's targets owe is due.
    """
    plan = dataset.plan
    latest, coming = latest_filing(plan, day), next_filing(plan, day)
    final = last_filing(dataset)
    if latest is None:
        return coming
    if coming.last > final.last:
        return min(latest, final, key=lambda period: period.last)
    awaited = day <= close_day(plan, latest) or (day <= coming.end and late_units(dataset, latest, day))
    return latest if awaited else coming


def late_units(dataset: Dataset, period: Period, day: date) -> tuple[str, ...]:
    """The units of which something that they owe with the filing for *period* is missing on *day*."""
    return tuple(duty.unit for duty in duties(dataset, period, day) if duty.state in ("partial", "none"))


def filing_in_review(dataset: Dataset, day: date) -> Period:
    """The filing to look back on: the latest due by *day*, else the first; after the last one, that."""
    latest = latest_filing(dataset.plan, day) or next_filing(dataset.plan, day)
    return min(latest, last_filing(dataset), key=lambda period: period.last)


def is_over(dataset: Dataset, period: Period) -> bool:
    """Whether *period* lies after the plan's last filing: nothing is owed any more."""
    return period.last > last_filing(dataset).last


def last_filing(dataset: Dataset) -> Period:
    """The plan's last filing: that which covers T1, or a later one with which a target's period is due."""
    owed = (due.filing.last for target in dataset.targets for due in dues(dataset.plan, target))
    final = max(last_month(dataset.plan), *owed, 0)
    *_, last = takewhile(lambda one: one.last - one.months < final, filing_periods(dataset.plan))
    return last
