"""What a change of one key does to the plan: whether that is easier, or harder.

Which statuses it moves is for the assessment to say: here is only what the key itself tells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Generic, Literal, Protocol, Self, TypeVar

from qstrong.model.base import Text
from qstrong.model.kinds import baseline_of, has_path, limits_of, of
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget, Figure, Plan
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Action
from qstrong.model.terms.course import Op, RelativeGoal
from qstrong.model.terms.exact import Exact
from qstrong.model.terms.settings import Level
from qstrong.text.problems import problem_catalogue
from qstrong.timeline.course import goal_on
from qstrong.timeline.owed import first_month, own_plan
from qstrong.timeline.path import Corner, corners, on_path
from qstrong.timeline.values import Baseline

Ease = Literal["easier", "harder", "neither", "unclear"]
"""`unclear`: it is another plan there, and from the key alone nobody can tell which is easier."""


class _Ordered(Protocol):
    def __lt__(self, other: Self, /) -> bool: ...


Ordered = TypeVar("Ordered", bound=_Ordered)
Value_co = TypeVar("Value_co", covariant=True)
Thing_co = TypeVar("Thing_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Both(Generic[Value_co, Thing_co]):
    """One key of one thing, before and after."""

    old: Value_co
    new: Value_co
    before: Thing_co
    """What has the key: the plan, a target, an action …"""
    after: Thing_co
    plans: tuple[Plan, Plan]
    at: str = ""
    """What stands below the key: the period of a milestone, `value` of a baseline, the code of a rule."""


EaseRule = Callable[[Both[Any, Any]], Ease]
"""A rule takes the values of the keys beside which it stands in `edits.keys`, and what has those keys."""
AnyBoth = Both[object, object]


def ordered(old: Ordered, new: Ordered, *, more: Ease = "easier") -> Ease:
    """What it does that a value becomes larger, where that is *more*; becoming smaller does the opposite."""
    if old == new:
        return "neither"
    less: Ease = "harder" if more == "easier" else "easier"
    return less if new < old else more


def neither(_: AnyBoth) -> Ease:
    """Names, notes, who is called what."""
    return "neither"


def unclear(_: AnyBoth) -> Ease:
    """What is measured, or how it is judged, is another thing."""
    return "unclear"


def meaning(both: Both[Text | None, object]) -> Ease:
    """What is counted is said otherwise, or no longer: it is another goal. Saying it at last is neither."""
    old, new = both.old and both.old.first, both.new and both.new.first
    return "neither" if not old or old == new else "unclear"


def more(both: Both[Ordered, object]) -> Ease:
    """A larger value, or a later day, is easier."""
    return ordered(both.old, both.new)


def less(both: Both[Ordered, object]) -> Ease:
    """A smaller value is easier."""
    return ordered(both.old, both.new, more="harder")


def now_true(both: AnyBoth) -> Ease:
    """What is true now makes it easier."""
    return "easier" if both.new else "harder"


def now_false(both: AnyBoth) -> Ease:
    """What is true now makes it harder."""
    return "harder" if both.new else "easier"


_LEVELS = ("off", "note", "warning", "error")


def severity(both: Both[Level | None, object]) -> Ease:
    """A milder level lets more pass; unless stated, it is the rule's own."""
    rule = problem_catalogue().get(both.at)
    own = rule["severity"] if rule else "warning"
    old, new = (_LEVELS.index(level.level if level else own) for level in (both.old, both.new))
    return ordered(old, new, more="harder")


# ── goals ──


def _way(thing: object) -> int:
    """+1 where higher is better, −1 where lower is; 0 where the plan doesn't say."""
    if op := getattr(thing, "op", None):
        return 1 if op in (">=", ">") else -1
    if way := getattr(thing, "direction", None):
        return 1 if way == "up" else -1
    return 1 if getattr(thing, "kind", "") == "record" else 0


def _nearer(both: AnyBoth, old: Exact | None, new: Exact | None) -> Ease:
    """A goal, or a step of its path, that asks for less is easier."""
    way = _way(both.after)
    if old is None or new is None or not way or way != _way(both.before):
        return "unclear"
    return ordered(way * old, way * new, more="harder")


def to_reach(both: Both[Exact | None, object]) -> Ease:
    """The number to reach."""
    return _nearer(both, both.old, both.new)


def strictness(both: Both[Op | None, object]) -> Ease:
    """`>` and `<` ask for more than `>=` and `<=`; turned round it is another goal."""
    if not both.old or not both.new or _way(both.before) != _way(both.after):
        return "unclear"
    return ordered(len(both.old), len(both.new))


def relative(both: Both[RelativeGoal | None, object]) -> Ease:
    """A goal said relative to the baseline, by the same of the four ways: less far from it is easier."""
    old, new = both.old, both.new
    ways = [one.name for one in fields(RelativeGoal) if getattr(old or new, one.name) is not None]
    if len(ways) != 1 or old is None or new is None:
        return "unclear"
    return _nearer(both, getattr(old, ways[0]), getattr(new, ways[0]))


def within(both: Both[tuple[Decimal, Decimal] | None, object]) -> Ease:
    """A range that holds the other one is easier."""
    if not both.old or not both.new:
        return "unclear"
    (low, high), (left, right) = both.old, both.new
    if left <= low and high <= right:
        return "easier"
    return "harder" if low <= left and right <= high else "unclear"


def revision(both: Both[object, AnyTarget]) -> Ease:
    """What the goal has come to in the end, held against what it had come to before."""
    old, new = goal_on(both.before, date.max), goal_on(both.after, date.max)
    ends = (old.end or both.plans[0].end, new.end or both.plans[1].end)
    found = {more(Both(*ends, old, new, both.plans))}
    rules: dict[str, EaseRule] = {"value": to_reach, "op": strictness, "change": relative, "between": within}
    for name in ("value", "op", "change", "between", "milestones"):
        left, right = getattr(old, name, None), getattr(new, name, None)
        if left != right:
            found.add(rules.get(name, unclear)(Both(left, right, old, new, both.plans)))
    found -= {"neither"} if len(found) > 1 else set()
    return found.pop() if len(found) == 1 else "unclear"


def start_value(both: Both[Exact | Figure | None, AnyTarget]) -> Ease:
    """A baseline further from the goal is easier: more of the way is done. Filling it in is neither."""
    old, new = both.old, both.new
    if both.at not in ("", "value"):
        return "unclear"
    if old is None:
        return "neither"
    both_ways = both.after.measure == "flow_ytd"  # it is last year's total, too
    if both_ways or isinstance(old, Figure) or isinstance(new, Figure):
        return "unclear"
    return _nearer(both, old, new)


def past(both: Both[Figure | None, AnyTarget]) -> Ease:
    """A figure of the past: T0's is the baseline where none is declared; a record's best is to be beaten."""
    kind, old, new = both.after.kind, both.old, both.new
    if old is None:
        return "neither"
    if new is not None and old.value == new.value:
        return "neither"
    own = own_plan(both.plans[1], both.after)
    of_t0 = own.period(both.at).last == first_month(own)
    if kind == "record" or (of_t0 and baseline_of(both.after) is None):
        return "easier" if new is None and kind == "record" else start_value(_below(both, old, new))
    return "unclear"


def _below(
    both: Both[Figure | None, AnyTarget], old: Figure, new: Figure | None
) -> Both[Exact | Figure | None, AnyTarget]:
    return Both(old.value, new.value if new else None, both.before, both.after, both.plans, "value")


def step(both: Both[Decimal | None, AnyTarget]) -> Ease:
    """A milestone nearer to the start is easier; a new one is held against the line without it."""
    period = both.plans[1].period(both.at)
    old, new = (
        _expected(plan, target, period) if value is None else Fraction(value)
        for value, target, plan in zip(
            (both.old, both.new), (both.before, both.after), both.plans, strict=True
        )
    )
    if old is None or new is None:
        return "easier" if new is None else "harder"
    return _nearer(both, old, new)


def _expected(plan: Plan, target: AnyTarget, period: Period) -> Fraction | None:
    """What the path asks for by the end of *period*; None where there is none."""
    if not has_path(target):
        return None
    plan, declared = own_plan(plan, target), baseline_of(target)
    known = Decimal(0) if target.measure == "since_plan" else declared.value if declared else None
    start = None if known is None else Baseline(known, first_month(plan), "declared")
    path: tuple[Corner, ...] = corners(plan, target, start)
    return on_path(path, period.last, count=False)


def bounds(both: Both[object, AnyTarget]) -> Ease:
    """Wider limits let more values pass."""
    (low, high), (left, right) = limits_of(both.before), limits_of(both.after)
    wider = (left is None or (low is not None and left < low)) and left != low
    wider = wider or ((right is None or (high is not None and right > high)) and right != high)
    closer = (low is None or (left is not None and left > low)) and left != low
    closer = closer or ((high is None or (right is not None and right < high)) and right != high)
    if wider == closer:
        return "unclear" if wider else "neither"
    return "easier" if wider else "harder"


def digits(both: Both[int, AnyTarget]) -> Ease:
    """Fewer decimals make small steps flat, and round what is expected of counts down."""
    if of(both.after).steps or 0 in (both.old, both.new):
        return ordered(both.old, both.new, more="harder")
    return "neither"


def fewer(both: Both[Sequence[str], object]) -> Ease:
    """Fewer who answer is easier; of others, or another order, nobody can tell."""
    old, new = list(both.old), list(both.new)
    if set(new) < set(old):
        return "easier"
    return "harder" if new[: len(old)] == old else "unclear"


def quantity(both: Both[object, Action]) -> Ease:
    """What an action has to bring: less, or nothing, is easier."""
    rules: dict[str, EaseRule] = {"value": to_reach, "op": strictness}
    if rule := rules.get(both.at):
        return rule(Both(both.old, both.new, both.before.quantity, both.after.quantity, both.plans))
    return "unclear" if both.at else now_false(both)
