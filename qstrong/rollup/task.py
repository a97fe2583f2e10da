"""One plan's task: where its data is, and the day from which one looks. It can be sent to any worker."""

from __future__ import annotations

from datetime import date

from qstrong.model.shapes.value import dataclass


@dataclass(frozen=True, slots=True)
class PlanTask:
    """What a worker needs to know. Paths are absolute, and the same for every worker."""

    place: str
    """The data folder, or the repository."""
    as_of: str
    """A day, or a period, which stands for the day on which it closes in the plan's own calendar."""
    today: date
    """The day on which the table is made: what rules take for the future."""
    maker: str = ""
    """The program that makes the summary: one that was kept by another isn't taken."""
    revision: str | None = None
    """Of a repository the revision; None: a folder on disk is meant."""
    inside: str = "."
    """Where in the repository the data folder is."""


@dataclass(frozen=True, slots=True)
class PlanJob:
    """A task as a worker gets it."""

    index: int
    """Which plan it is of."""
    task: PlanTask
    key: str | None = None
    """What the data goes by, where that is known already."""
    known: str | None = None
    """What the data went by when its summary was kept: then it need not be made again."""


@dataclass(frozen=True, slots=True)
class PlanDone:
    """What came of a job."""

    index: int
    key: str | None
    """What the data goes by; None: its summary can't be kept."""
    packed: tuple[str, str] | None
    """The summary and its targets, see `qstrong.rollup.pack`; None: the kept one holds."""
