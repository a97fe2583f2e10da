"""Filings whose skeleton was read before: their values alone are read, and many of them made at once.

The first of a skeleton is read strictly, and remembered if nothing at all was found. Of the next nothing
can be wrong but a value that its field's grammar refuses, or a unit or period that isn't the path's; and
those are given back, to be read strictly. A text that was seen in the same field isn't looked at again. What
is left to do is to make the values of the model, which is done for all of a skeleton at once (`finish`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from itertools import repeat
from typing import TypeVar

from qstrong.model.filing import ENTRIES, PARTS, Filing, Part
from qstrong.model.grammar import LONGEST
from qstrong.model.period import Period
from qstrong.model.shapes.rows import blanks, fill_field
from qstrong.model.shapes.value import Fielded
from qstrong.read.alike.skeleton import Skeleton, is_even, said_text, taken_apart
from qstrong.read.strict import Parsed, YamlMapping, YamlTree
from qstrong.read.terms.validator import field_validator

_Row = TypeVar("_Row", bound=Fielded)
MOST_BYTES = 16 * 1024
"""A larger file is read strictly: skeletons are kept."""
MOST_SKELETONS, MOST_TEXTS, MOST_WAITING = 500, 50_000, 2_000


class _Known(dict[str, object]):
    """What texts in one field come to, as they are written; raises ValueError where one is refused."""

    def __init__(self, kind: type[object], name: str) -> None:
        super().__init__()
        self.validate = field_validator(kind, name).validate_python

    def __missing__(self, written: str) -> object:
        text = said_text(written)
        if text is None:
            raise ValueError(written)
        found: object = self.validate(text)
        if len(written) <= LONGEST and len(self) < MOST_TEXTS:
            self[written] = found
        return found


class _Mould:
    """How filings of one skeleton are made: which of their values is what."""

    def __init__(self, tree: YamlMapping, known: dict[tuple[type[object], str], _Known]) -> None:
        self.known: list[_Known] = []
        """By value, what is known of its field."""
        self.texts: list[YamlTree] = []
        """The values of the *tree* that this was made of."""
        self.head: dict[str, int] = {}
        self.entries: dict[Part, list[dict[str, int]]] = {part: [] for part in PARTS}
        self.waiting: list[tuple[Filing, list[object]]] = []
        self._all = known
        for key, value in tree.items():
            if key in PARTS:
                self.entries[key] = [self._places(ENTRIES[key], entry) for entry in value or ()]
            else:
                self.head |= self._places(Filing, {key: value})

    def _places(self, kind: type[object], mapping: YamlTree) -> dict[str, int]:
        """By key, which of the values it has."""
        assert isinstance(mapping, dict)
        first = len(self.known)
        for key, text in mapping.items():
            if (kind, key) not in self._all:
                self._all[kind, key] = _Known(kind, key)
            self.known.append(self._all[kind, key])
            self.texts.append(text)
        return {key: first + k for k, key in enumerate(mapping)}

    def begun(self, written: Sequence[str], unit: str, period: Period) -> Filing | None:
        """A filing of these values, to be filled; None where one is refused, or it is another's."""
        try:
            values = [known[text] for known, text in zip(self.known, written, strict=True)]
        except ValueError:
            return None
        if values[self.head["unit"]] != unit or values[self.head["period"]] != period:
            return None
        (filing,) = blanks(Filing, 1)
        self.waiting.append((filing, values))
        if len(self.waiting) >= MOST_WAITING:
            self.finish()
        return filing

    def finish(self) -> None:
        """Fill all that were begun."""
        if not self.waiting:
            return
        filings, rows = zip(*self.waiting, strict=True)
        self.waiting.clear()
        columns = list(zip(*rows, strict=True))
        for part, entries in self.entries.items():
            made = [
                _filled(blanks(ENTRIES[part], len(filings)), ENTRIES[part], one, columns) for one in entries
            ]
            fill_field(filings, Filing, part, zip(*made, strict=True) if made else repeat(()))
        _filled(filings, Filing, self.head, columns)


def _filled(
    rows: Sequence[_Row], kind: type[_Row], places: Mapping[str, int], columns: Sequence[Sequence[object]]
) -> Sequence[_Row]:
    """*rows* with their values, each field's being the column at its place, or its default."""
    for one in fields(kind):
        if one.name in places:
            fill_field(rows, kind, one.name, columns[places[one.name]])
        elif one.name not in PARTS:
            assert one.default is not MISSING
            fill_field(rows, kind, one.name, repeat(one.default))
    return rows


class Alike:
    """The skeletons of a folder that were read so far."""

    def __init__(self) -> None:
        self.moulds: dict[Skeleton, _Mould] = {}
        self.known: dict[tuple[type[object], str], _Known] = {}

    def filing(self, data: bytes, unit: str, period: Period) -> Filing | None:
        """The filing that *data* are, which lacks its values until `finish`; None: read them strictly."""
        if len(data) > MOST_BYTES:
            return None
        skeleton, written = taken_apart(data)
        mould = self.moulds.get(skeleton)
        return mould.begun(written, unit, period) if mould else None

    def learn(self, data: bytes, parsed: Parsed, filing: Filing) -> None:
        """Remember the skeleton of *data*, which were read strictly, and of which nothing had to be said."""
        if len(data) > MOST_BYTES or len(self.moulds) >= MOST_SKELETONS:
            return
        skeleton, written = taken_apart(data)
        if skeleton in self.moulds or not is_even(skeleton) or not isinstance(parsed.tree, dict):
            return
        mould = _Mould(parsed.tree, self.known)
        if mould.texts != list(map(said_text, written)):
            return
        made = mould.begun(written, filing.unit, filing.period)
        mould.finish()
        if made == filing:
            self.moulds[skeleton] = mould

    def finish(self) -> None:
        """Fill all filings that were begun."""
        for mould in self.moulds.values():
            mould.finish()
