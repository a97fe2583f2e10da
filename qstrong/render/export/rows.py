"""The figures and revisions that targets.yaml declares, as rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from qstrong.assess.report import Report
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget, Figure
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.course import Revision
from qstrong.timeline.course import whole


@dataclass(frozen=True, slots=True)
class Declared:
    """A figure that targets.yaml declares."""

    target: str
    entry: int
    role: str
    figure: Figure
    revision: int | None = None
    """Which of the goal's revisions it belongs to, from 1; None: to none."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A revision of a goal that targets.yaml declares."""

    target: str
    entry: int
    revision: Revision


def figure_rows(report: Report) -> tuple[Declared, ...]:
    """Every figure that targets.yaml declares."""
    return tuple(
        Declared(target.id, k, *stated)
        for target in whole(report.dataset).targets
        for k, stated in enumerate(_figures(target), 1)
    )


def revision_rows(report: Report) -> tuple[Revised, ...]:
    """Every revision of a goal."""
    return tuple(
        Revised(target.id, k, revision)
        for target in whole(report.dataset).targets
        for k, revision in enumerate(_revisions(target), 1)
    )


def _revisions(target: AnyTarget) -> tuple[Revision, ...]:
    found: tuple[Revision, ...] = getattr(target, "revised", ())
    return found


def _figures(target: AnyTarget) -> Iterator[tuple[str, Figure, int | None]]:
    if baseline := getattr(target, "baseline", None):
        yield "baseline", baseline, None
    for figure in target.history:
        yield "history", figure, None
    yield from _path(getattr(target, "milestones", {}), None)
    for k, revision in enumerate(_revisions(target), 1):
        yield from _path(revision.milestones or {}, k)


def _path(
    milestones: Mapping[Period, Decimal], revision: int | None
) -> Iterator[tuple[str, Figure, int | None]]:
    for period, value in milestones.items():
        yield "milestone", Figure(period=period, value=value), revision
