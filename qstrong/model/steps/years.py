"""Lines of the arithmetic that goes from year to year: growth, trends, records, published methods."""

from __future__ import annotations

from fractions import Fraction

from qstrong.model.period import Period
from qstrong.model.plan import Over
from qstrong.model.shapes.value import dataclass
from qstrong.model.steps import Quality
from qstrong.model.steps.step import Step
from qstrong.model.terms.exact import Exact


@dataclass(frozen=True, slots=True)
class YearRate:
    """A closed year's rate in %, and whether it meets the target's."""

    year: Period
    rate: Exact
    met: bool


@dataclass(frozen=True, slots=True)
class GrowthYears(Step):
    """The closed years' rates, and the running year's latest, beside the rate to reach and shares of it."""

    years: tuple[YearRate, ...]
    running: tuple[Period, Exact] | None
    target: Exact
    shares: tuple[Fraction, Fraction]
    """What suffices in the running year, and what a year is to have at least."""


@dataclass(frozen=True, slots=True)
class GrowthNeeded(Step):
    """The rate in % that each of the years left needs: (G/∏(1 + rate/100))^(1/left) - 1.

    G is (1 + target/100)^whole, or 1 + target/100 where the total counts.
    """

    rates: tuple[Exact, ...]
    target: Exact
    whole: int
    over: Over
    rate: Exact

    @property
    def years(self) -> int:
        """How many years are left."""
        return self.whole - len(self.rates)


@dataclass(frozen=True, slots=True)
class Compound(Step):
    """P = ∏(1 + rate/100) of the closed years beside G, the whole's, and what it is to be by now.

    c = (P - 1)/(G - 1), e = ((1 + g/100)^k - 1)/(G - 1) on average, k/N in all; both None where there is
    no way to go, as under a cap.
    """

    rates: tuple[Exact, ...]
    target: Exact
    whole: int
    over: Over
    grown: Fraction
    goal: Fraction
    so_far: Fraction
    dir: int
    completion: Fraction | None
    expected: Fraction | None


@dataclass(frozen=True, slots=True)
class TrendStep:
    """A step of a trend: from a value to one a year later."""

    since: Period
    until: Period
    old: Exact
    new: Exact
    last: int
    """The month with which it ends."""
    quality: Quality
    """Favourable, adverse, or no more than a reporting unit."""
    counts: bool
    """Whether it is one of the last that the method looks at."""


@dataclass(frozen=True, slots=True)
class TrendSteps(Step):
    """All steps of a trend, and the reporting unit up to which one is flat."""

    steps: tuple[TrendStep, ...]
    unit: Exact


@dataclass(frozen=True, slots=True)
class RecordBest(Step):
    """The best value known before the plan, where there is one, and the judged one."""

    best: Exact | None
    value: Exact


@dataclass(frozen=True, slots=True)
class GrowthPace(Step):
    """Growth per year from v0 to a value over so many years: (value/v0)^(1/years) - 1, or by differences."""

    baseline: Exact
    value: Exact
    years: int
    by_root: bool
    result: Fraction


@dataclass(frozen=True, slots=True)
class GrowthRatio(Step):
    """r = actual/required: growth per year up to v over that up to T."""

    actual: GrowthPace
    required: GrowthPace
    ratio: Fraction


@dataclass(frozen=True, slots=True)
class FiveYears(Step):
    """d = (value - old)/5, carried on over the years `left`: the landing value, where that is compared."""

    old: Exact
    value: Exact
    pace: Fraction
    left: Fraction
    landing: Fraction | None
    target: Exact
    dir: int
