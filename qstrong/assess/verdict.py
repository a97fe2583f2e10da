"""The verdict: what the method says of one judged value, and the words for it."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Literal, TypeVar

from qstrong.model.shapes.later import Later
from qstrong.model.shapes.value import dataclass
from qstrong.model.steps.reach import Landing, LandingValue
from qstrong.model.steps.step import Step
from qstrong.model.terms.exact import Exact
from qstrong.timeline.state import DataState
from qstrong.timeline.values import Baseline, Point

Status = Literal[
    "achieved", "on_track", "at_risk", "off_track", "worsening", "missed", "overdue", "not_assessable"
]
Arrow = Literal["↑", "↗", "→", "↓", "•"]
Colour = Literal["red", "yellow", "green", "grey"]

_Line = TypeVar("_Line", bound=Step)

STATUSES: tuple[Status, ...] = (
    "achieved", "on_track", "at_risk", "off_track", "worsening", "missed", "overdue", "not_assessable",
)  # fmt: skip
WORST_FIRST = (
    "missed", "overdue", "worsening", "off_track", "at_risk",
    "not_reported", "not_assessable", "on_track", "achieved",
)  # fmt: skip
"""What needs attention first: statuses, and before all else without one what wasn't reported."""
RED: frozenset[Status] = frozenset({"off_track", "worsening", "missed", "overdue"})
GREEN: frozenset[Status] = frozenset({"achieved", "on_track"})
GREY: frozenset[Status] = frozenset({"not_assessable"})
STALE: tuple[DataState, ...] = ("not_reported", "pending", "invalid")
"""What may have become of a value that is owed and isn't there."""
BEHIND: frozenset[Status] = frozenset({"at_risk", "off_track", "worsening", "missed"})


@dataclass(frozen=True, slots=True)
class Paces:
    """How fast a target has gone, and has to go. Shares are fractions; what doesn't apply is None."""

    lead: Fraction | None = None
    pace_ratio: Fraction | None = None
    required_pace: Fraction | None = None
    """In the unit of measure per year."""
    catch_up: Fraction | None = None


_NO_PACES = Later(Paces)
NO_ARROW: Later[Arrow] = Later(lambda: "•")
_NO_FLAGS: Later[tuple[str, ...]] = Later(tuple)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the method says of one judged value.

    `label` refines the status for its word: the kind or the rule behind a dot (`on_track.ahead`,
    `off_track.keep`, `not_assessable.no_baseline`). Shares are fractions; what doesn't apply is None. What
    decides nothing is made when it is asked for: of an earlier day mostly the status alone is.
    """

    status: Status
    label: str
    basis: str
    """The rule that decided: rule0 … rule7, deadline, milestones, single_step, growth, trend, record, …"""
    point: Point | None = None
    baseline: Baseline | None = None
    gap: Exact | None = None
    attainment: Fraction | None = None
    completion: Fraction | None = None
    expected: Fraction | None = None
    paces: Later[Paces] = _NO_PACES
    going: Later[Arrow] = NO_ARROW
    flagged: Later[tuple[str, ...]] = _NO_FLAGS
    steps: Collection[Step] = ()

    @property
    def lead(self) -> Fraction | None:
        """Completion less what is expected."""
        return self.paces.made.lead

    @property
    def pace_ratio(self) -> Fraction | None:
        """Completion over what is expected, or a published method's own."""
        return self.paces.made.pace_ratio

    @property
    def required_pace(self) -> Fraction | None:
        """What the time left needs, in the unit of measure per year."""
        return self.paces.made.required_pace

    @property
    def catch_up(self) -> Fraction | None:
        """How many times faster it has to go than so far."""
        return self.paces.made.catch_up

    @property
    def arrow(self) -> Arrow:
        """Which way, and how fast, it has been going of late."""
        return self.going.made

    @property
    def flags(self) -> tuple[str, ...]:
        """What a reader should know of the value: the filing's own flag, then the method's."""
        return self.flagged.made

    @property
    def landing(self) -> Landing | None:
        """The value to be expected at T1, where one is worked out."""
        step = self.step(LandingValue)
        return step.landing if step else None

    def step(self, of: type[_Line]) -> _Line | None:
        """The line of the arithmetic that is of that class, where there is one."""
        return next((step for step in self.steps if isinstance(step, of)), None)
