"""Kinds of targets, a row each: what the rest of the program may ask of a kind, and targets.yaml.

A kind's judge has its row in assess/kinds, its words in text/kinds.py, its levels in render/charts/levels.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, TypeGuard

from qstrong.model.base import Strict
from qstrong.model.plan import (
    AnyTarget,
    Figure,
    Group,
    GrowthTarget,
    IncrementTarget,
    LevelTarget,
    Plan,
    RangeTarget,
    RecordTarget,
    TrendTarget,
    WatchTarget,
    satisfies,
)
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.course import MethodName, Revision
from qstrong.model.terms.exact import Exact

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

    from qstrong.model.shapes.hooks import SchemaMaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What sort of target a kind is."""

    model: type[AnyTarget]
    """The class of its targets: the keys that it has."""
    path: bool = False
    """A value to reach from a baseline, along a path: one of `Pathed`."""
    baseline: bool = False
    """Its verdicts want T0's value."""
    provisional: bool = False
    """Its first value may stand in for a baseline, where that is allowed."""
    since_plan: bool = False
    """Its values accumulate from the plan's start, and nothing else."""
    positive: bool = False
    """Its goal is above 0."""
    whole_years: bool = False
    """It is judged by years: T0 and T1 are ends of years."""
    percent: bool = False
    """Values in % are not above 100."""
    judged: bool = True
    """There is a goal to judge its values by."""
    bounds: bool = False
    """Its goal is a lower and an upper bound."""
    rates: bool = False
    """Its values are rates of growth, year by year."""
    relative: bool = False
    """Its goal may be said relative to the baseline."""
    steps: bool = False
    """It is judged by its steps, which small ones make flat."""
    best: bool = False
    """Its values are held against the best up to T0."""
    whole: bool = False
    """Of what is counted whole ones are expected."""
    part: Literal["any", "sum", "never"] = "any"
    """What computed indicators its values may be a part of."""
    methods: frozenset[MethodName] = frozenset({"default"})
    """Whose methods judge it."""
    negative: Literal["never", "proportions", "rates", "always"] = "never"
    """Which of its values may be below 0."""


KINDS: Mapping[str, Traits] = {
    "level": Traits(
        model=LevelTarget,
        path=True,
        baseline=True,
        provisional=True,
        percent=True,
        relative=True,
        methods=frozenset({"default", "statcan", "dns"}),
    ),
    "growth": Traits(
        part="never", model=GrowthTarget, positive=True, whole_years=True, rates=True, negative="always"
    ),
    "increment": Traits(
        part="sum", since_plan=True, model=IncrementTarget, path=True, positive=True, whole=True
    ),
    "trend": Traits(
        model=TrendTarget,
        steps=True,
        baseline=True,
        whole_years=True,
        negative="proportions",
        methods=frozenset({"default", "statcan"}),
    ),
    "record": Traits(model=RecordTarget, baseline=True, percent=True, best=True),
    "range": Traits(model=RangeTarget, baseline=True, provisional=True, percent=True, bounds=True),
    "watch": Traits(model=WatchTarget, judged=False, negative="rates"),
}
"""By the word that targets.yaml has for it."""

DEFAULT_KIND = "level"
OWN = frozenset(
    """id name of kind direction over op value change between keep start end baseline milestones
    provisional_baseline added withdrawn revised clause binding tasks method note""".split()  # noqa: SIM905
)
"""The keys that a target `of` another has of its own; all else is that one's."""

Bounds = tuple[Decimal | None, Decimal | None]
"""The least and the greatest value; None where there is none."""
Pathed = LevelTarget | IncrementTarget
"""The classes of the kinds that have a path."""


def of(target: AnyTarget) -> Traits:
    """What sort of target *target* is."""
    return KINDS[target.kind]


def has_path(target: AnyTarget) -> TypeGuard[Pathed]:
    """Whether *target* has a value to reach from a baseline, along a path."""
    return of(target).path


def may_be_provisional(target: AnyTarget) -> TypeGuard[LevelTarget | RangeTarget]:
    """Whether the first value of *target* may stand in for a baseline, where that is allowed."""
    return of(target).provisional


def has_bounds(target: AnyTarget) -> TypeGuard[RangeTarget]:
    """Whether the goal of *target* is a lower and an upper bound."""
    return of(target).bounds


def has_rates(target: AnyTarget) -> TypeGuard[GrowthTarget]:
    """Whether the values of *target* are rates of growth."""
    return of(target).rates


def compounds(target: AnyTarget) -> bool:
    """Whether the years' rates of growth are judged together, on average or in all."""
    return has_rates(target) and target.over != "year"


def comes_whole(target: AnyTarget) -> TypeGuard[IncrementTarget]:
    """Whether of *target*, where it is counted, whole ones are expected."""
    return of(target).whole


def may_be_relative(target: AnyTarget) -> TypeGuard[LevelTarget]:
    """Whether the goal of *target* may be said relative to the baseline."""
    return of(target).relative


def is_relative(target: AnyTarget) -> bool:
    """Whether its goal is said relative to the baseline."""
    return may_be_relative(target) and target.change is not None


Goal = Pathed | RangeTarget
"""What a single value may meet."""


def meets(target: Goal, value: Exact) -> bool:
    """Whether *value* meets the target exactly as the plan's word says: > and < are strict."""
    if has_path(target):
        assert target.value is not None
        return satisfies(value, target.op, target.value)
    assert has_bounds(target)
    low, high = target.between
    return low <= value <= high


def allows_provisional(plan: Plan, target: LevelTarget | RangeTarget) -> bool:
    """Whether that is allowed: by the target, else by the plan."""
    own = target.provisional_baseline
    return plan.method.provisional_baseline if own is None else own


def baseline_of(target: AnyTarget) -> Figure | None:
    """The baseline that targets.yaml declares; None also for kinds that take none."""
    found: Figure | None = getattr(target, "baseline", None)
    return found


def goal_of(target: AnyTarget) -> Decimal | None:
    """The number to reach; None for kinds that have none, and for a goal whose baseline isn't known."""
    found: Decimal | None = getattr(target, "value", None)
    return found


def revisions_of(target: AnyTarget) -> tuple[Revision, ...]:
    """What became of its goal, in the order of the days; none for kinds that have no goal."""
    found: tuple[Revision, ...] = getattr(target, "revised", ())
    return tuple(sorted(found, key=lambda one: one.on))


def method_of(plan: Plan, target: AnyTarget) -> MethodName:
    """Whose method judges it: its own key, else the plan's; this project's where the kind has no other."""
    name: MethodName = getattr(target, "method", None) or plan.method.name
    return name if name in of(target).methods else "default"


def plan_figures(target: AnyTarget) -> Iterator[tuple[str, Decimal]]:
    """Every value that the plan itself gives, with its place in the entry of targets.yaml."""
    if (goal := goal_of(target)) is not None and not is_relative(target):
        yield "value", goal
    if has_bounds(target):
        yield from ((f"between/{k}", bound) for k, bound in enumerate(target.between))
    if baseline := baseline_of(target):
        yield "baseline/value", baseline.value
    yield from ((f"history/{k}/value", figure.value) for k, figure in enumerate(target.history))
    if has_path(target):
        yield from ((f"milestones/{period}", value) for period, value in target.milestones.items())
    for k, revision in enumerate(revisions_of(target)):
        at = f"revised/{k}"
        if revision.value is not None:
            yield f"{at}/value", revision.value
        yield from ((f"{at}/between/{j}", bound) for j, bound in enumerate(revision.between or ()))
        yield from ((f"{at}/milestones/{when}", one) for when, one in (revision.milestones or {}).items())


PROPORTIONS = frozenset(("", "%", "‰", "百分点", "个百分点", "点", "分", "比", "倍", "指数"))
"""What percentages and indices are measured in; whatever is weighed or counted is never below 0."""


def limits_of(target: AnyTarget, beside: Iterable[AnyTarget] = ()) -> Bounds:
    """The least and the greatest value that can be true: stated, else natural; None for an open side.

    Natural are 0, where the kind's values aren't below it, and 100 for those in % that have a whole; a
    side beyond which a figure of the plan itself lies is open: also one of the targets *beside* it, which
    are judged on the same indicator.
    """
    if target.limits != "natural":
        return target.limits or (None, None)
    traits = of(target)
    rate = target.measure == "rate" and (traits.negative == "rates" or target.uom in PROPORTIONS)
    below = traits.negative == "always" or (traits.negative != "never" and rate)
    low = None if below else Decimal(0)
    high = Decimal(100) if traits.percent and target.uom == "%" else None
    for one in (target, *beside):
        for _, figure in plan_figures(one):
            low = None if low is not None and figure < low else low
            high = None if high is not None and figure > high else high
    return low, high


class _ByKind:
    """Tells pydantic to choose a target's class by its `kind`."""

    def __get_pydantic_core_schema__(self, source: object, handler: SchemaMaker) -> CoreSchema:
        from pydantic_core import core_schema

        choices = {kind: handler.generate_schema(traits.model) for kind, traits in KINDS.items()}
        return core_schema.tagged_union_schema(choices, discriminator="kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsFile(Strict):
    """data/targets.yaml."""

    plan: Plan
    groups: tuple[Group, ...] = ()
    targets: tuple[Annotated[AnyTarget, _ByKind()], ...]
