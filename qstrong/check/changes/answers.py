"""Questions that wait for a yes: which of them a change brings with it."""

from __future__ import annotations

from collections.abc import Iterable

from qstrong.model.dataset import Dataset, filing_path, placed_entries
from qstrong.model.filing import Filed
from qstrong.model.problem import Problem


def unanswered(bases: Iterable[Dataset], head: Dataset, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of *problems* that question an entry of *head* which no one of *bases* has as it stands.

    What an entry accepts, with its reason, is no problem any more; older questions only warn.
    """
    before = {(path, entry) for base in bases for (path, _), entry in _entries(base).items()}
    now = _entries(head)
    found = []
    for one in problems:
        at = one.path, "/".join(one.pointer.split("/")[:2])
        if one.confirm and at in now and (one.path, now[at]) not in before:
            found.append(one)
    return tuple(found)


def _entries(dataset: Dataset) -> dict[tuple[str, str], Filed]:
    """Every entry by the path of its filing and its place there."""
    return {
        (filing_path(filing.unit, filing.period), pointer): entry
        for filing, pointer, entry in placed_entries(dataset)
    }
