"""What a roll-up's cells need: its plans as a tree of regions, their themes, and the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from qstrong.model.rollup import PlanSummary, Rollup, Row, TargetSummary
from qstrong.model.shapes.value import dataclass
from qstrong.render.document import Cell, Style
from qstrong.render.look import Look


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a plan, or a region with all the plans in it; so many levels from the top."""

    row: Row
    depth: int
    plans: tuple[Row, ...]
    """The plan itself, or those of the region."""
    region: bool

    @property
    def read(self) -> list[PlanSummary]:
        """The summaries of those that could be read."""
        return [one.summary for one in self.plans if one.summary]
