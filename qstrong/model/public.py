"""The data as anybody may see them: numbers and days, and nothing that a unit wrote."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from qstrong.model.dataset import Dataset
from qstrong.model.filing import PARTS, Filing
from qstrong.model.keys import keys

TOLD = "–"
"""What stands where it matters that something was written: no proof, no reason, no value yet."""
_MATTERS = frozenset({"evidence", "pending", "reason"})
_KEPT = frozenset({"unit", "period", "filed", *PARTS})
_Entry = TypeVar("_Entry", bound=Any)


def public(dataset: Dataset) -> Dataset:
    """*dataset* without a word of its filings: it is judged as before."""
    return replace(dataset, filings=tuple(map(_silent, dataset.filings)))


def _silent(filing: Filing) -> Filing:
    """A filing without the names and words of those who made it."""
    words: dict[str, Any] = {one.name: None for one in fields(filing) if one.name not in _KEPT}
    for part in PARTS:
        words[part] = tuple(_wordless(one, tuple(keys(part).values())) for one in getattr(filing, part))
    return replace(filing, **words)


def _wordless(entry: _Entry, every: tuple[Any, ...]) -> _Entry:
    """An entry with a dash for what matters, and nothing for all else that was written."""
    found: dict[str, Any] = {}
    for key in every:
        if key.kind in ("text", "texts") and getattr(entry, key.name):
            told = key.name in _MATTERS
            found[key.name] = ((TOLD,) if told else ()) if key.kind == "texts" else TOLD if told else None
    made: _Entry = replace(entry, **found)
    return made
