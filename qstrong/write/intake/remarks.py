"""What one workbook says: its answers, where each of them stands, and what is to be said of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from qstrong.model.base import Text
from qstrong.model.period import Period
from qstrong.model.shapes.value import dataclass
from qstrong.write.filing.record import Answer
from qstrong.write.form.held import HeldKey
from qstrong.write.intake.workbook import TypedSheet


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of one cell; where both are empty, of the workbook."""

    sheet: str
    cell: str
    text: Text


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of a sheet: the cells of all keys, "" for the id's, and those keys that are filled in."""

    sheet: str
    cells: Mapping[str, str]
    filled: frozenset[str]


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row that the form asked for: the period as it wrote it, and the keys that were filled in already."""

    period: Period
    filled: tuple[str, ...]
    locked: Mapping[str, str] = field(default_factory=dict)
    """What it shows and doesn't ask for, by key; the first forms didn't keep it."""

    @property
    def was_filed(self) -> bool:
        """Whether something had been filed when the form was written; last year's figure is only known."""
        return bool(set(self.filled) - {"last_year"})


@dataclass(slots=True)
class Intake:
    """What one workbook says: for whom and when, its answers, and where each of them stands."""

    plan: str
    unit: str
    period: Period
    about: TypedSheet | None
    """The hidden sheet; a table has none."""
    sent: dict[HeldKey, SentRow] = field(default_factory=dict)
    """The rows that the form asked for."""
    signed: dict[str, str] = field(default_factory=dict)
    signed_at: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Of each signature its sheet and cell."""
    answers: list[Answer] = field(default_factory=list)
    places: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Of each answer its sheet and the cell of each key; "" is the id's."""
    rows: dict[HeldKey, FilledRow] = field(default_factory=dict)
    """Every row with an id, filled in or not."""
    stand: list[str] = field(default_factory=list)
    """What these are about, in their order: by this the first forms go, whose hidden sheet lists no rows."""
    filled: dict[HeldKey, str] = field(default_factory=dict)
    """Where that is that was said of each."""
    shift: int = 0
    """Of the plan's calendar (model.period)."""
    left: int = 0
    """Rows in which nothing was filled in."""
    taken: list[Remark] = field(default_factory=list)
    """Where a cell was interpreted."""
    wrong: list[Remark] = field(default_factory=list)
    """What can't be taken."""
    notes: list[Remark] = field(default_factory=list)
    """What is worth a word, and asks for nothing."""
