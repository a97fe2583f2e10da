"""A new plan: what is known of it, put together from answers and from a table's rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal

from qstrong.model.base import Lang
from qstrong.model.period import Frequency
from qstrong.model.shapes.value import dataclass
from qstrong.text.written import half_width
from qstrong.write.plan.goals import GoalRead
from qstrong.write.plan.told import Reason

OFFICE = "office"
"""The id of the one unit of a plan that names none."""
_LONGEST_ID = 48
_FOREIGN = re.compile(r"[^\x00-\x7f–—’‘“”°²³]")


@dataclass(frozen=True, slots=True)
class NewTarget:
    """One target to be: its goal as it was read, and what its row says besides."""

    id: str
    name: str
    goal: GoalRead
    measure: str | None
    frequency: Frequency
    decimals: int
    english: str = ""
    group: str | None = None
    reporters: tuple[str, ...] = ()
    end: date | None = None
    baseline: tuple[str, Decimal] | None = None
    history: tuple[tuple[str, Decimal], ...] = ()
    milestones: tuple[tuple[str, Decimal], ...] = ()
    limits: tuple[int, int] | None = None
    binding: bool = False
    said: str = ""
    """The goal's words."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """Free texts, by key."""
    why: Mapping[str, Reason] = field(default_factory=dict)
    """By key, why what stands there is guessed."""
    unread: tuple[str, ...] = ()
    """What its row says besides, and nothing could be made of."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A new plan."""

    id: str
    title: str
    start: date
    end: date
    every: Frequency
    first: str | None
    """The period of the first filing; None: the plan's first."""
    lang: Lang
    units: tuple[tuple[str, str], ...]
    """Their ids and names: at least one."""
    groups: tuple[tuple[str, str], ...] = ()
    targets: tuple[NewTarget, ...] = ()
    why: Mapping[str, Reason] = field(default_factory=dict)
    """By key of the plan, why what stands there is guessed."""

    @property
    def whole_years(self) -> bool:
        """Whether it begins and ends with years."""
        return self.start.month == self.end.month

    @property
    def year_starts(self) -> int:
        """The month with which its years begin; each is named by the year in which it ends."""
        return self.start.month % 12 + 1 if self.whole_years else 1

    @property
    def t0(self) -> str:
        """The period that ends with T0."""
        return f"{self.start.year}" if self.whole_years else f"{self.start:%Y-%m}"


def named(names: Iterable[str], prefix: str) -> dict[str, str]:
    """An id for each name: the name's own letters where they are English, else a number: i01, i02."""
    found: dict[str, str] = {}
    for k, name in enumerate(dict.fromkeys(names), 1):
        own = slug(name) or f"{prefix}{k:02}"
        found[name] = own if own not in found.values() else f"{own}-{k}"
    return found


def slug(name: str) -> str:
    """An English *name* as an identifier, cut between words; empty where it is no English one."""
    plain = half_width(name)
    cut = ""
    for one in re.findall(r"[a-z0-9]+", plain.lower()):
        if len(cut) + len(one) < _LONGEST_ID:
            cut = f"{cut}-{one}".strip("-")
    return cut if cut and cut[0].isalpha() and not _FOREIGN.search(plain) else ""
