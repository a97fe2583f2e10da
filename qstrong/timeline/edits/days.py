"""What a change of a day or of a frequency does to the plan: later, or more rarely, is easier."""

from __future__ import annotations

from datetime import date

from qstrong.model.period import MONTHS, days_after
from qstrong.model.plan import AnyTarget
from qstrong.model.task import Unit
from qstrong.model.terms.course import InYears, Withdrawn
from qstrong.timeline.edits.ease import AnyBoth, Both, Ease, more, ordered
from qstrong.timeline.owed import filing_periods, own_plan


def own_start(both: Both[object, AnyTarget]) -> Ease:
    """A target's T0, which is the plan's where it has none of its own: later is easier."""
    return more(_own(both, "start"))


def own_end(both: Both[object, AnyTarget]) -> Ease:
    """A target's T1, likewise."""
    return more(_own(both, "end"))


def _own(both: Both[object, AnyTarget], name: str) -> Both[date, AnyTarget]:
    sides = zip(both.plans, (both.before, both.after), strict=True)
    old, new = (getattr(own_plan(plan, target), name) for plan, target in sides)
    return Both(old, new, both.before, both.after, both.plans, both.at)


def added(both: Both[date | None, object]) -> Ease:
    """Later is easier; without a day it has been there from the first."""
    return ordered(both.old or date.min, both.new or date.min)


def withdrawal(both: Both[Withdrawn | None, object]) -> Ease:
    """Withdrawn at all, or earlier, is easier."""
    old, new = (one.on if one else date.max for one in (both.old, both.new))
    return ordered(old, new, more="harder")


def rarer(both: AnyBoth) -> Ease:
    """A coarser frequency is easier: less is asked."""
    old, new = (_months(one) for one in (both.old, both.new))
    if old and new:
        return ordered(old, new)
    left, right = (set(getattr(one, "in_", ())) for one in (both.old, both.new))
    if left and right:
        if left == right:
            return "neither"
        return "easier" if right < left else "harder" if left < right else "unclear"
    full = old or new  # of years that are named no more are owed than of all
    return ("easier" if right else "harder") if full and full <= MONTHS["annual"] else "unclear"


def _months(often: object) -> int | None:
    """The months from one period to the next; None where its years are named."""
    if isinstance(often, InYears):
        return often.years * MONTHS["annual"] if often.years else None
    return MONTHS.get(often) if isinstance(often, str) else None  # type: ignore[call-overload]


def closing(both: Both[int | None, object]) -> Ease:
    """Later is easier; without a day of its own a filing closes on its due day."""
    old, new = (
        value if value is not None else plan.filing.due_days
        for value, plan in zip((both.old, both.new), both.plans, strict=True)
    )
    return ordered(old, new)


def first_filing(both: AnyBoth) -> Ease:
    """Later is easier; unless stated, it is the first that ends after T0."""
    old, new = (next(filing_periods(plan)).last for plan in both.plans)
    return ordered(old, new)


def single_due(both: Both[date | None, object]) -> Ease:
    """A later day is easier than the one that held for that filing."""
    old, new = (
        value or days_after(plan.period(both.at).end, plan.filing.due_days)
        for value, plan in zip((both.old, both.new), both.plans, strict=True)
    )
    return ordered(old, new)


def looked_from(both: Both[date | None, object]) -> Ease:
    """An earlier day is easier, and so is any at which time stands still."""
    return ordered(both.old or date.max, both.new or date.max, more="harder")


def deadline(both: Both[date | None, object]) -> Ease:
    """A later day, or none, is easier."""
    return ordered(both.old or date.max, both.new or date.max)


def unit_ends(both: Both[date | None, Unit]) -> Ease:
    """Without a successor nobody owes what a unit would have owed after its last day."""
    if both.after.successor:
        return "neither"
    return ordered(both.old or date.max, both.new or date.max, more="harder")


def handed_on(both: Both[object, Unit]) -> Ease:
    """Whether somebody owes what a unit that has ended would have owed."""
    if not (both.before.until and both.after.until):
        return "neither"
    if both.old and both.new:
        return "unclear"
    return "harder" if both.new else "easier"
