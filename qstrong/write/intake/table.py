"""A table of observations: CSV, or rows copied from a spreadsheet, with the columns that `export` gives.

Each row says whose it is and for which filing; so one table may hold many filings.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from difflib import get_close_matches
from json import loads

from qstrong.model.dataset import Dataset
from qstrong.model.filing import Filing
from qstrong.model.keys import keys
from qstrong.model.period import Period
from qstrong.model.plan import Target
from qstrong.text import families
from qstrong.text.catalogue import words_of
from qstrong.text.fields import field_words, key_word
from qstrong.text.language import LANGUAGES, in_each, period_short
from qstrong.text.written import tight
from qstrong.timeline.owed import filings_from
from qstrong.write.form.fields import ACTIONS, DAYS, NUMBERS, SEVERAL, VALUES
from qstrong.write.intake.cell_reader import CellReader, EntryRow
from qstrong.write.intake.cells import is_stroke, is_uom
from qstrong.write.intake.grid import Grid, grid
from qstrong.write.intake.guard import RefusedError
from qstrong.write.intake.remarks import Intake, Remark
from qstrong.write.intake.workbook import TypedCell, TypedSheet, address

NEEDED = ("unit", "filing", "indicator", "value")
KEYS = tuple(name for name in keys("observations") if name not in ("accept", "accept_reason", "indicator"))
_PASSED = ("entry", "period_end", "use", "refusal", "synthetic", "accept", "accept_reason", "name")
"""What `export` says besides, and nobody files."""
_BESIDE: Mapping[str, type[object]] = {"filed": Filing, "uom": Target}
"""What else a row may say, with the class whose key it is."""
SHEET = "1"
_WORDED = {*KEYS} - {"period", *NUMBERS, *DAYS}
"""What is said in words."""
_PART = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]+)?")
_ABOVE = 10
"""So many rows are looked through for the heads."""


def intakes(data: bytes, dataset: Dataset) -> list[Intake]:
    """What a table says, for each of its filings; raises `RefusedError` where it hasn't the columns."""
    named = _Named(dataset)
    found = grid(data, named.known)
    head = _head(found.cells)
    if head is None:
        raise RefusedError("form" if _heads_of_form(found.cells) else "no_columns")
    read = list(_TableReader(found.cells, head, named, dataset).read())
    read[0].taken += [Remark(SHEET, address(*at), doubt.text) for at, doubt in sorted(found.doubts.items())]
    return read


def is_table(data: bytes) -> bool:
    """Whether *data* is a table with the columns that are needed."""
    try:
        return _head(grid(data, _heads).cells) is not None
    except RefusedError:
        return False


def _heads(table: Grid) -> list[str] | None:
    """The heads that are known; None where there is no row with those that are needed."""
    head = _head(table)
    return None if head is None else [table[head][at] for at in _columns(table[head]).values()]


def _heads_of_form(table: Grid) -> list[str]:
    """The heads of a form that was saved as a text, which lost its hidden sheet; none where it is no form."""
    known = {
        tight(key_word(field.key, lang, families.FORM)) for field in (*VALUES, *ACTIONS) for lang in LANGUAGES
    }
    rows = ([cell for cell in row if tight(cell) in known] for row in table[:_ABOVE])
    return next((row for row in rows if len(row) > len(NEEDED)), [])


class _Named:
    """The units and indicators of a dataset, by all that a table may call them."""

    def __init__(self, dataset: Dataset) -> None:
        self.units = {
            tight(name): one.id for one in dataset.units for name in (one.id, *one.name.texts(), *one.aliases)
        }
        own = (one for one in dataset.targets if one.of is None)  # other goals for one have its name
        self.targets = {tight(name): one for one in own for name in one.name.texts()}
        self.targets |= {tight(one.id): one for one in dataset.targets}

    def known(self, table: Grid) -> list[str] | None:
        """The heads and names of a *table* that are known, a form's, too; None where it has no heads."""
        said, head = _heads(table), _head(table)
        if said is None or head is None:
            return _heads_of_form(table) or None
        columns = _columns(table[head])
        names: dict[str, Container[str]] = {"unit": self.units, "indicator": self.targets}
        return said + [
            row[columns[key]]
            for row in table[head + 1 :]
            for key, called in names.items()
            if columns[key] < len(row) and tight(row[columns[key]]) in called
        ]


def _head(table: Grid) -> int | None:
    """The row of the heads, below whatever title; None where there is none."""
    return next((at for at, row in enumerate(table[:_ABOVE]) if _columns(row).keys() >= set(NEEDED)), None)


def _columns(heads: list[str]) -> dict[str, int]:
    """By key the place of its column, by its own name or its word in a form."""
    known = {name: name for name in (*NEEDED, *KEYS, *_BESIDE)}
    known |= {
        tight(title): key for key, model in _BESIDE.items() for title in field_words(model, key).title.texts()
    }
    known |= {tight(key_word(key, lang, families.FORM)): key for key in KEYS for lang in LANGUAGES}
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        key = known.get(tight(head).lower(), known.get(tight(head)))
        if key:
            found.setdefault(key, at)
    return found


def _plain(key: str, text: str) -> str:
    """A cell as a form has it: a list that was exported with a line for each, a default as nothing."""
    if key == "flag" and text == "final":
        return ""
    if key not in SEVERAL or not text.startswith("["):
        return text
    try:
        several = loads(text)
    except ValueError:
        return text
    return "\n".join(map(str, several)) if isinstance(several, list) else text


class _TableReader:
    """The rows of a table, filing by filing."""

    def __init__(self, table: Grid, head: int, named: _Named, dataset: Dataset) -> None:
        self.table, self.head, self.columns = table, head, _columns(table[head])
        self.named, self.dataset = named, dataset
        self.found: dict[tuple[str, Period], Intake] = {}
        self.days: set[tuple[str, Period, str]] = set()

    def read(self) -> Iterator[Intake]:
        """Each filing with its answers; what can't be told whose it is goes to the first."""
        loose = self.blank("", Period(1900, 12, 1))
        for row, cells in enumerate(self.table, 1):
            if any(cells) and row > self.head + 1:
                self.row(row, cells, loose)
        self.heads(next(iter(self.found.values()), loose))
        if not self.found:
            raise RefusedError("no_rows", [(one.cell, one.text) for one in loose.wrong])
        first = next(iter(self.found.values()))
        first.wrong += loose.wrong
        yield from self.found.values()

    def heads(self, found: Intake) -> None:
        """Say which columns aren't known, and what may be meant; and which are there twice."""
        sheet = self.reader(found)
        for at, head in enumerate(self.table[self.head]):
            cell = TypedCell(self.head + 1, at + 1, head)
            known = _columns([head])
            if known and at not in self.columns.values():
                sheet.complain(cell, "import_column_twice", column=head)
            elif head and not known and head not in _PASSED:
                near = get_close_matches(head.lower(), [*NEEDED, *KEYS], n=1, cutoff=0.7)
                key = "import_table_near" if near else "import_head_added"
                (found.wrong if near else found.notes).append(
                    sheet.remark(cell, words_of(key, text=head, near="".join(near)))
                )

    def row(self, row: int, cells: list[str], loose: Intake) -> None:
        """One row: one indicator's value for a period."""
        given = {
            key: TypedCell(row, at + 1, text)
            for key, at in self.columns.items()
            if (text := _plain(key, cells[at] if at < len(cells) else "")) and not is_stroke(text)
        }
        here = TypedCell(row, 1, cells[0])
        unit = self.named.units.get(tight(str(given["unit"].content))) if "unit" in given else None
        target = (
            self.named.targets.get(tight(str(given["indicator"].content))) if "indicator" in given else None
        )
        when = self.reader(loose).period(given["filing"]) if "filing" in given else None
        if unit is None or target is None or when is None:
            what = {"unit": unit, "indicator": target, "filing": when}
            missing = next(key for key, one in what.items() if one is None)
            cell = given.get(missing, here)
            words = {"text": cell.content if missing in given else "", "column": missing}
            self.reader(loose).complain(cell, "import_table_which", **words)
            return
        near = filings_from(self.dataset.plan, when)
        if near[0].last != when.last:
            names = in_each(lambda lang: LANGUAGES[lang].listed(period_short(one, lang) for one in near))
            self.reader(loose).complain(given["filing"], "no_such_filing", period=when, names=names)
            return
        found = self.found.setdefault((unit, when), self.blank(unit, when))
        sheet = self.reader(found)
        if astray := self.astray(row, cells):
            sheet.complain(astray, "import_table_astray", text=astray.content)
            return
        if "uom" in given and not is_uom(str(given["uom"].content), target.uom):
            sheet.complain(given["uom"], "import_uom", text=given["uom"].content, uom=target.uom)
            return
        period = sheet.period(given["period"]) if "period" in given else when
        if "filed" in given:
            self.filed(given["filed"], found, sheet)
        if period is None:
            return
        places = {key: address(row, at + 1) for key, at in self.columns.items()} | {"": here.place}
        said = {key: given[key] for key in KEYS if key in given and key != "period"}
        sheet.take(
            EntryRow("observations", target.id, period, here, places, target.uom, target.decimals), said
        )

    def astray(self, row: int, cells: list[str]) -> TypedCell | None:
        """A cell under no head, or digits behind the value where words belong: a comma that divided it."""
        heads, at = self.table[self.head], self.columns["value"] + 1
        beyond = (k for k in range(len(heads), len(cells)) if cells[k])
        digits = at < len(cells) and _PART.fullmatch(cells[at]) and _PART.fullmatch(cells[at - 1])
        worded = digits and any(at == own for key, own in self.columns.items() if key in _WORDED)
        found = next(beyond, at if worded else None)
        return None if found is None else TypedCell(row, found + 1, cells[found])

    def filed(self, cell: TypedCell, found: Intake, sheet: CellReader) -> None:
        """The day of filing, which is one for all rows of a filing."""
        if (key := (found.unit, found.period, str(cell.content))) in self.days:
            return
        self.days.add(key)
        day = sheet.text("filed", cell, "")
        if day and found.signed.setdefault("filed", day) != day:
            first = found.signed["filed"]
            sheet.complain(cell, "import_table_filed", period=found.period, first=first, text=cell.content)
        elif day:
            found.signed_at.setdefault("filed", (SHEET, cell.place))

    def blank(self, unit: str, when: Period) -> Intake:
        """What a unit files for a period, before anything is read of it."""
        plan = self.dataset.plan
        return Intake(plan.id, unit, when, None, shift=plan.shift)

    def reader(self, found: Intake) -> CellReader:
        """Reads cells into *found*."""
        return CellReader(TypedSheet(SHEET, {}), found)
