"""A data folder, read: the plan, what was filed, and what of it could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from itertools import islice
from typing import Any, Literal

from qstrong.model.filing import PARTS, Filed, Filing
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget, Group, Plan
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Office, Task, Unit, UnitGroup


@dataclass(frozen=True, slots=True)
class Void:
    """Something filed that could not be read, so that nothing of it counts.

    A whole filing (`part` is None), or the entry at `index` in its `observations` or `actions`,
    with as much of its identity as could be read.
    """

    unit: str
    period: Period
    """The filing's period, by its path."""
    part: Literal["observations", "actions"] | None = None
    index: int = 0
    subject: str | None = None
    """The indicator or action that the entry names."""
    covers: Period | None = None
    """The period that the entry names, where it names one."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """All that is known. `filings` in the order of their paths."""

    plan: Plan
    groups: tuple[Group, ...]
    targets: tuple[AnyTarget, ...]
    sections: tuple[Group, ...]
    tasks: tuple[Task, ...]
    units: tuple[Unit, ...]
    unit_groups: tuple[UnitGroup, ...] = ()
    office: Office = Office()
    filings: tuple[Filing, ...] = ()
    voids: tuple[Void, ...] = ()
    unlisted: tuple[str, ...] = ()
    """Folders of filings, all or some of whose names couldn't be had: what else is in them isn't known."""
    files: int = 0
    """How many files were read."""
    data_id: str = ""
    """What the bytes of all its files go by; empty where that isn't known."""
    assumed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By target the keys that targets.yaml doesn't say, so that they have their defaults."""
    whole: Dataset | None = None
    """The dataset with all its targets as they are declared, where this one is what holds on a day."""
    kept: dict[object, dict[object, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was worked out of it already (model.index.once)."""


def filing_path(unit: str, period: Period) -> str:
    """Where a filing stands, relative to the data folder; path and content must agree."""
    return f"progress/{unit}/{period}.yaml"


def filed_as(dataset: Dataset, unit: str, period: Period) -> Period:
    """*period* as the unit's own filing calls it, such as 2026-12 for 2026Q4, where there is one."""
    mine = (one.period for one in dataset.filings if one.unit == unit and one.period.last == period.last)
    return next(mine, period)


def entry_pointer(dataset: Dataset, filing: Filing, part: Literal["observations", "actions"], k: int) -> str:
    """Where the *k*-th readable entry of a filing's *part* stands in its file: `observations/3`."""
    if not dataset.voids:
        return f"{part}/{k}"
    skipped = {
        void.index
        for void in dataset.voids
        if void.part == part and (void.unit, void.period) == (filing.unit, filing.period)
    }
    places = (index for index in range(k + len(skipped) + 1) if index not in skipped)
    return f"{part}/{next(islice(places, k, None))}"


def placed_entries(
    dataset: Dataset, which: Callable[[Filed], object] = bool
) -> Iterator[tuple[Filing, str, Filed]]:
    """Every entry *which* was filed, with its filing and its place there: `observations/3`."""
    for filing in dataset.filings:
        for part in PARTS:
            for k, entry in enumerate(getattr(filing, part)):
                if which(entry):
                    yield filing, entry_pointer(dataset, filing, part, k), entry
