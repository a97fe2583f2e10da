"""Several plans taken together: counts of plans and of targets, never a colour or an average of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from qstrong.assess.report import Colour
from qstrong.model.rollup.summary import Counted, Summary
from qstrong.model.rollup.table import ThemeSum, Total


def total_of(some: Sequence[Summary], sums: Mapping[str, ThemeSum]) -> Total:
    """*some* plans' summaries taken together."""
    known = [one.overall for one in some if one.overall]
    colours = Counter(one.colour for one in known)
    return Total(
        plans=len(some),
        read=sum(one.unread is None for one in some),
        filed=sum(one.filings > 0 for one in some),
        colours={colour: colours[colour] for colour in get_args(Colour)},
        counts=_added(known),
        assessable=sum(one.assessable for one in known),
        due=sum(one.due for one in known),
        reported=sum(one.reported for one in known),
        total=sum(one.total for one in known),
        errors=sum(one.errors for one in some),
        warnings=sum(one.warnings for one in some),
        missing=sum(len(one.missing) for one in some),
        owing=sum(one.owing for one in some),
        sums=sums,
    )


def _added(known: Sequence[Counted]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for one in known:
        found.update(one.counts)
    return dict(found)
