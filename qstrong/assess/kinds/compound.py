"""Verdicts for growth over the whole period (年均, 累计): what the closed years came to together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context
from fractions import Fraction

from qstrong.assess.arrow import annual_arrow
from qstrong.assess.core import Ruling, at_deadline, catch_up, classify, direction, pace_ratio
from qstrong.assess.opening import opening_steps
from qstrong.assess.reach import pace_steps
from qstrong.assess.verdict import Paces, Verdict
from qstrong.model.plan import GrowthTarget, Plan, satisfies
from qstrong.model.shapes.later import Later
from qstrong.model.shapes.value import dataclass
from qstrong.model.steps.step import Rule, Step
from qstrong.model.steps.years import Compound, GrowthNeeded
from qstrong.model.terms.exact import Exact, quotient
from qstrong.timeline.comparable import Series
from qstrong.timeline.owed import first_month, last_month
from qstrong.timeline.values import Point


@dataclass(frozen=True, slots=True)
class Product:
    """What the closed years' rates came to, in shares of the start."""

    rates: tuple[Exact, ...]
    years: int
    """N: the years from T0 to T1."""
    goal: Fraction
    """G: what all of them are to come to."""
    average: bool
    step: Fraction
    """1 + g/100."""

    @property
    def closed(self) -> int:
        """k: how many years are closed."""
        return len(self.rates)

    @property
    def grown(self) -> Fraction:
        """P = ∏(1 + g_y/100)."""
        result = Fraction(1)
        for rate in self.rates:
            result *= 1 + Fraction(rate) / 100
        return result

    @property
    def so_far(self) -> Fraction:
        """What they are to have come to by now: (1 + g/100)^k, or G where the total counts."""
        return self.step**self.closed if self.average else self.goal

    @property
    def expected(self) -> Fraction:
        """e, of a way from 1 to G."""
        if self.average:
            return (self.so_far - 1) / (self.goal - 1)
        return Fraction(self.closed, self.years)

    @property
    def needed(self) -> Exact | None:
        """The rate in % that each of the years left needs: ((G/P)^(1/(N-k)) - 1)·100."""
        left = self.years - self.closed
        if not left or self.grown <= 0:
            return None
        wide = Context(prec=50)
        root = wide.power(quotient(self.goal / self.grown), wide.divide(1, left))
        return (root - 1) * 100


def judge_compound(target: GrowthTarget, plan: Plan, series: Series) -> Verdict:
    """Average or total growth: the product of the closed years beside what it is to be."""
    point, start = series.points[-1], first_month(plan)
    rates = {month: rate for month, rate in series.past.items() if month > start}
    rates |= {one.last: one.value for one in series.points}
    months = range(start + 12, point.last + 1, 12)
    opening = tuple(opening_steps(target, point, None))
    if any(month not in rates for month in months):
        label = "not_assessable.year_missing"
        steps = (*opening, Rule("growth.missing", label, plan.method))
        return Verdict("not_assessable", label, "growth", point=point, steps=steps)
    years = (last_month(plan) - start) // 12
    step, average = 1 + Fraction(target.value) / 100, target.over == "average"
    goal = step**years if average else step
    product = Product(tuple(rates[month] for month in months), years, goal, average, step)
    return _verdict(target, plan, series, point, product, opening)


def _verdict(
    target: GrowthTarget,
    plan: Plan,
    series: Series,
    point: Point,
    product: Product,
    opening: tuple[Step, ...],
) -> Verdict:
    final = point.last == last_month(plan)
    capped = satisfies(Fraction(1), target.op, product.goal) or product.goal == 1
    done = expected = None
    if not capped:
        done, expected = (product.grown - 1) / (product.goal - 1), product.expected
    met = satisfies(product.grown, target.op, product.goal)
    ruling = _ruling(plan, target, product, done, met=met, final=final)
    paces = Paces()
    pace: tuple[Step, ...] = ()
    if done is not None and expected is not None:
        running = not met and not final
        factor = catch_up(done, expected) if running else None
        paces = Paces(done - expected, pace_ratio(done, expected), catch_up=factor)
        pace = tuple(pace_steps(plan.method, done, expected)) if running else ()
    sign = direction(target.op)
    return Verdict(
        status=ruling.status,
        label=ruling.label,
        basis=ruling.rule,
        point=point,
        gap=sign * (product.goal - product.grown) * 100,
        completion=done,
        expected=expected,
        paces=Later(lambda: paces),
        going=annual_arrow(plan, target, series.vintage, point),
        flagged=Later(lambda: ("borderline",) if ruling.borderline else ()),
        steps=(
            *opening,
            Compound(
                product.rates,
                target.value,
                product.years,
                target.over,
                product.grown,
                product.goal,
                product.so_far,
                sign,
                done,
                expected,
            ),
            *pace,
            Rule(
                "growth.held" if ruling.rule == "growth" else ruling.rule,
                ruling.label,
                plan.method,
                (product.closed * 12, product.years * 12),
            ),
            *_needed(target, product),
        ),
    )


def _needed(target: GrowthTarget, product: Product) -> Iterator[Step]:
    """What the years left need."""
    rate = product.needed
    if rate is not None:
        yield GrowthNeeded(product.rates, target.value, product.years, target.over, rate)


def _ruling(
    plan: Plan, target: GrowthTarget, product: Product, done: Fraction | None, *, met: bool, final: bool
) -> Ruling:
    if final:
        return at_deadline(met=met)
    if done is None:
        fine = satisfies(product.grown, target.op, product.so_far)
        return (
            Ruling("on_track", "on_track.growth", "growth")
            if fine
            else Ruling("off_track", "off_track.growth", "growth")
        )
    if met:
        return Ruling("achieved", "achieved", "rule1")
    return classify(plan.method, done, product.expected, Fraction(product.closed, product.years))
