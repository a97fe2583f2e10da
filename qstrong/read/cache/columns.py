"""Filings by columns: each field's values once, and which of them each filing or entry has.

Of ten thousand filings there are few different days, periods and texts, and most fields are never said. So
the values are made once, and the entries are filled a field at a time, by loops that Python has in C.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import TypedDict, TypeVar

from qstrong.model.filing import ENTRIES, PARTS, Filing, Part
from qstrong.model.shapes.rows import blanks, fill_field
from qstrong.model.shapes.value import Fielded
from qstrong.read.cache.plain import decoded, encoded, field_names

FieldColumn = list[int] | int
"""Of a field: which of the values each row has; one number where it is the same for all."""
EntryColumns = tuple[list[int], list[FieldColumn]]
"""How many entries each filing has, and the columns of their fields."""
_Row = TypeVar("_Row", bound=Fielded)
_HEAD = tuple(name for name in field_names(Filing) if name not in PARTS)


class FilingColumns(TypedDict):
    """Filings as JSON has them."""

    filings: int
    head: list[FieldColumn]
    observations: EntryColumns
    actions: EntryColumns
    values: list[object]


class _Values:
    """Values, each once, by what they are written as: 1.0 and 1.00 are two."""

    def __init__(self) -> None:
        self.plain: list[object] = []
        self.places: dict[str, int] = {}

    def column(self, found: Sequence[object]) -> FieldColumn:
        """Which value each of *found* is."""
        names = list(map(id, found))
        places = {name: self._place(one) for name, one in dict(zip(names, found, strict=True)).items()}
        if len(set(places.values())) == 1:
            return next(iter(places.values()))
        return list(map(places.__getitem__, names))

    def _place(self, value: object) -> int:
        made = encoded(value)
        place = self.places.setdefault(repr(made), len(self.plain))
        if place == len(self.plain):
            self.plain.append(made)
        return place


def table(filings: Sequence[Filing]) -> FilingColumns:
    """*filings* by columns."""
    values = _Values()

    def columns(rows: Sequence[object], names: Iterable[str]) -> list[FieldColumn]:
        return [values.column(list(map(attrgetter(name), rows))) for name in names]

    def entries(part: Part) -> EntryColumns:
        rows = list(chain.from_iterable(getattr(one, part) for one in filings))
        return [len(getattr(one, part)) for one in filings], columns(rows, field_names(ENTRIES[part]))

    return {
        "filings": len(filings),
        "head": columns(filings, _HEAD),
        "observations": entries("observations"),
        "actions": entries("actions"),
        "values": values.plain,
    }


def filings_of(found: FilingColumns) -> list[Filing]:
    """The filings that `table` made *found* of; raises what Python does where it made no such thing."""
    values = list(map(decoded, found["values"]))
    heads = _rows(Filing, _HEAD, found["head"], values, found["filings"])
    for part, kind in ENTRIES.items():
        counts, columns = found[part]
        entries = iter(_rows(kind, field_names(kind), columns, values, sum(counts)))
        fill_field(heads, Filing, part, [tuple(islice(entries, count)) for count in counts])
    return heads


def _rows(
    kind: type[_Row], names: Sequence[str], columns: Sequence[FieldColumn], values: Sequence[object], n: int
) -> list[_Row]:
    """So many values of a class, of their *columns*."""
    made = blanks(kind, n)
    for name, column in zip(names, columns, strict=True):
        if isinstance(column, int):
            fill_field(made, kind, name, repeat(values[column], n))
        elif len(column) == n:
            fill_field(made, kind, name, map(values.__getitem__, column))
        else:
            raise ValueError(name)
    return made
