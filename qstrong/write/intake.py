"""A workbook that was filled in, as answers: each cell read as it was meant, and where that was a guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from qstrong.model.base import Text
from qstrong.model.dataset import Dataset
from qstrong.model.period import Period
from qstrong.read.guard import RefusedError
from qstrong.read.scalars import as_period
from qstrong.read.workbook import Cell, Sheet
from qstrong.text.catalogue import word
from qstrong.write.cells import WrongError, both, choice_of, choices, day_of, number_of
from qstrong.write.edit import Part
from qstrong.write.fields import DAYS, HIDDEN, NUMBERS, SIGNED
from qstrong.write.record import Answer

KEYS: dict[Part, tuple[str, ...]] = {
    "observations": (
        "value", "last_year", "flag", "pending", "source", "note",
        "cause", "measures", "owner", "measures_by", "request", "evidence",
    ),
    "actions": (
        "state", "quantity", "progress", "on",
        "cause", "measures", "owner", "measures_by", "request", "evidence",
    ),
}  # fmt: skip
SEALS = (word("form_seal", "zh"), word("form_seal", "en"))


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of one cell."""

    sheet: str
    cell: str
    text: Text


@dataclass(slots=True)
class Intake:
    """What one workbook says: for whom and when, its answers, and where each of them stands."""

    plan: str
    unit: str
    period: Period
    signed: dict[str, str] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    places: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Of each answer its sheet and the cell of each key; "" is the id's."""
    left: int = 0
    """Rows in which nothing was filled in."""
    taken: list[Remark] = field(default_factory=list)
    """Where a cell was interpreted."""
    wrong: list[Remark] = field(default_factory=list)
    """What can't be taken."""


def intake(sheets: list[Sheet], dataset: Dataset) -> Intake:
    """What a workbook says; raises `RefusedError` where it isn't a form."""
    about = next((sheet for sheet in sheets if sheet.name == HIDDEN), None)
    if about is None:
        raise RefusedError("no_form")
    mark, _, plan, unit, when = (str(_at(about, row, 1) or "") for row in range(1, 6))
    period = as_period(when)
    if mark != "qstrong-form" or period is None:
        raise RefusedError("no_form")
    found = Intake(plan, unit, Period.parse(period))
    for sheet in sheets:
        if sheet is not about:
            _Reader(sheet, dataset, found).read()
    return found


def _at(sheet: Sheet, row: int, column: int) -> object:
    cell = sheet.cells.get((row, column))
    return cell.content if cell else None


class _Reader:
    """One sheet under the eye."""

    def __init__(self, sheet: Sheet, dataset: Dataset, found: Intake) -> None:
        self.sheet, self.found = sheet, found
        self.uoms = {one.id: one.uom for one in dataset.targets}
        self.actions = {one.id: one for task in dataset.tasks for one in task.actions}
        self.rows: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(sheet.cells.items()):
            self.rows.setdefault(row, {})[column] = cell

    def read(self) -> None:
        """Take what the sheet says; a sheet without a form's heads says nothing."""
        for row in self.rows:
            for part, first in (("observations", "value"), ("actions", "state")):
                heads = self.heads(row, part)  # type: ignore[arg-type]
                if "id" in heads and first in heads:
                    self.body(row, part, heads)  # type: ignore[arg-type]
                    return

    def heads(self, row: int, part: Part) -> dict[str, int]:
        """The columns by what they hold, wherever they were moved."""
        names = {
            word(f"form_{key}", lang): key for key in ("id", "for", *KEYS[part]) for lang in ("zh", "en")
        }
        cells = self.rows[row].items()
        return {names[str(one.content)]: at for at, one in cells if str(one.content) in names}

    def body(self, head: int, part: Part, heads: Mapping[str, int]) -> None:
        """The rows below the heads."""
        seen: set[tuple[str, Period | None]] = set()
        for row, cells in self.rows.items():
            if row <= head:
                continue
            name = str(cells[heads["id"]].content) if heads["id"] in cells else ""
            if name.startswith("@"):
                self.signature(name[1:], heads["id"], cells)
            else:
                self.entry(part, name, heads, cells, seen)

    def signature(self, key: str, first: int, cells: Mapping[int, Cell]) -> None:
        """A line of the filing's own: what stands right of its label."""
        given = [cell for at, cell in cells.items() if at > first + 1 and cell.content not in SEALS]
        text = self.text(key, given[0], "") if key in SIGNED and given else None
        if text is not None:
            self.found.signed[key] = text

    def entry(
        self,
        part: Part,
        name: str,
        heads: Mapping[str, int],
        cells: Mapping[int, Cell],
        seen: set[tuple[str, Period | None]],
    ) -> None:
        """One indicator or action."""
        filled = {key: cells[heads[key]] for key in KEYS[part] if key in heads and heads[key] in cells}
        if not filled:
            self.found.left += bool(name)
            return None
        at = cells.get(heads["id"], next(iter(filled.values())))
        known = self.uoms if part == "observations" else self.actions
        if name not in known:
            return self.complain(at, "import_unknown_id" if name else "import_no_id", text=name)
        when = as_period(str(cells[heads["for"]].content)) if heads.get("for") in cells else None
        period = Period.parse(when) if when else None
        if (name, period) in seen:
            return self.complain(at, "import_twice", text=name)
        seen.add((name, period))
        uom = self.uoms.get(name, "") if part == "observations" else self.quantity_uom(name)
        before = len(self.found.wrong)
        keys = {key: text for key, cell in filled.items() if (text := self.text(key, cell, uom))}
        lacking = self.lacking(part, filled)
        if lacking:
            return self.complain(at, lacking)
        if len(self.found.wrong) > before:
            return None
        if part == "observations":
            keys = {**keys}
        gone = {"pending": None} if "value" in keys else {"value": None} if "pending" in keys else {}
        self.found.answers.append(Answer(part, name, {**keys, **gone}, period))
        places = {key: cell.place for key, cell in filled.items()}
        self.found.places.append((self.sheet.name, {**places, "": at.place}))
        return None

    def quantity_uom(self, name: str) -> str:
        """The unit of measure in which an action is counted."""
        wanted = self.actions[name].quantity
        return wanted.uom if wanted else ""

    @staticmethod
    def lacking(part: Part, filled: Mapping[str, Cell]) -> str:
        """The word for what a row leaves open; "" where it is whole."""
        if part == "actions":
            return "" if "state" in filled else "import_no_state"
        if "value" in filled and "pending" in filled:
            return "import_both"
        return "" if "value" in filled or "pending" in filled else "import_no_value"

    def complain(self, cell: Cell, key: str, **words: object) -> None:
        """Say what is wrong with a cell."""
        self.found.wrong.append(Remark(self.sheet.name, cell.place, both(key, **words)))

    def text(self, key: str, cell: Cell, uom: str) -> str | None:
        """What a cell says, as a filing says it; None where that can't be told, which is said."""
        if cell.empty_formula:
            self.complain(cell, "import_no_result")
            return None
        try:
            text, guess = self.meant(key, cell, uom)
        except WrongError as error:
            self.found.wrong.append(Remark(self.sheet.name, cell.place, error.text))
            return None
        if cell.formula:
            guess = both("import_formula", value=text)
        if guess:
            self.found.taken.append(Remark(self.sheet.name, cell.place, guess))
        return text

    @staticmethod
    def meant(key: str, cell: Cell, uom: str) -> tuple[str, Text | None]:
        """The text, and what to say where it was interpreted; raises `WrongError`."""
        if key in NUMBERS:
            return number_of(cell, uom)
        if key in DAYS:
            return day_of(cell)
        if key in ("flag", "state"):
            return choice_of(cell, dict(choices(key)))
        content = cell.content
        return (content.isoformat() if isinstance(content, date) else str(content)), None
