"""The figures that targets.yaml declares, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qstrong.assess.report import Report
from qstrong.model.plan import AnyTarget, Figure


@dataclass(frozen=True, slots=True)
class Declared:
    """A figure that targets.yaml declares."""

    target: str
    entry: int
    role: str
    figure: Figure


def figure_rows(report: Report) -> tuple[Declared, ...]:
    """Every figure that targets.yaml declares."""
    return tuple(
        Declared(target.id, k, role, figure)
        for target in report.dataset.targets
        for k, (role, figure) in enumerate(_declared(target), 1)
    )


def _declared(target: AnyTarget) -> Iterator[tuple[str, Figure]]:
    if baseline := getattr(target, "baseline", None):
        yield "baseline", baseline
    for figure in target.history:
        yield "history", figure
    for period, value in getattr(target, "milestones", {}).items():
        yield "milestone", Figure(period=period, value=value)
