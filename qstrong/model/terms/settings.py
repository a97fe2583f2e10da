"""What a plan settles for all its targets: its filings, its method, severities, and the office's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from fractions import Fraction
from typing import Literal

from qstrong.model.base import Strict, Text
from qstrong.model.grammar import Bool, Day, Integer, Share, When
from qstrong.model.period import Frequency
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.course import MethodName

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRule(Strict):
    """When the plan's filings are due: days count from the end of a filing's period."""

    every: Frequency
    due_days: Integer
    close_days: Integer | None = None
    from_: When | None = None
    due: Mapping[When, Day] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Method(Strict):
    """Whose method, and its constants. Published: on_track, at_risk; the rest are this project's choices."""

    name: MethodName = "default"
    on_track: Share = Fraction(95, 100)
    at_risk: Share = Fraction(60, 100)
    ahead: Share = Fraction(105, 100)
    slack_on: Share = Fraction(3, 100)
    slack_risk: Share = Fraction(10, 100)
    worsening: Share = Fraction(3, 100)
    half_time: Share = Fraction(1, 2)
    catch_up: Share = Fraction(2)
    borderline: Share = Fraction(5, 100)
    single_step: Share = Fraction(5)
    single_step_quarters: Share = Fraction(4)
    near_days: Integer = 30
    path_short: Share = Fraction(5, 100)
    trend_window: Integer = 3
    coverage: Share = Fraction(80, 100)
    share: Share = Fraction(1, 3)
    provisional_baseline: Bool = False

    def constants(self) -> dict[str, Fraction | int]:
        """The constants by name; whether provisional baselines are allowed is a bool among them."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Strict):
    """What a plan makes of one rule's severity, and why."""

    level: Literal["error", "warning", "note", "off"]
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWords(Strict):
    """An office's own words in its papers; what isn't said is put neutrally, or left out."""

    name: Text | None = None
    """Who signs the bulletin, where that says nothing else."""
    we: Text | None = None
    """How it speaks of itself: 我办."""
    statistics: Text | None = None
    """For whose figures its units wait: 统计部门."""
    signed_by: tuple[Text, ...] = ()
    """Who signs a unit's form, besides whoever fills it in."""
    sealed: Bool = False
    """Whether a form comes back with a sealed scan."""
