"""The data as anybody may see them: numbers and days, and nothing that a unit wrote."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from qstrong.model.dataset import Dataset
from qstrong.model.filing import ActionReport, Filing, Observation, Part
from qstrong.model.keys import keys
from qstrong.model.shapes.value import with_fields

TOLD = "–"
"""What stands where it matters that something was written: no proof, no reason, no value yet."""
_MATTERS = frozenset({"evidence", "pending", "reason"})
_Entry = TypeVar("_Entry", Observation, ActionReport)


def public(dataset: Dataset) -> Dataset:
    """*dataset* without a word of its filings: it is judged as before."""
    return replace(dataset, filings=tuple(map(_silent, dataset.filings)))


def _silent(filing: Filing) -> Filing:
    """A filing without the names and words of those who made it."""
    return Filing(
        unit=filing.unit,
        period=filing.period,
        filed=filing.filed,
        observations=tuple(_wordless(one, "observations") for one in filing.observations),
        actions=tuple(_wordless(one, "actions") for one in filing.actions),
    )


def _wordless(entry: _Entry, part: Part) -> _Entry:
    """An entry with a dash for what matters, and nothing for all else that was written."""
    found: dict[str, object] = {}
    for key in keys(part).values():
        if key.kind in ("text", "texts") and getattr(entry, key.name):
            told = key.name in _MATTERS
            found[key.name] = ((TOLD,) if told else ()) if key.kind == "texts" else TOLD if told else None
    return with_fields(entry, found)
