"""Which target of a plan is a theme's: what plans.yaml says, else the target's own theme; never its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import reduce

from qstrong.model.base import Text
from qstrong.model.rollup.plans import PlansFile
from qstrong.model.rollup.summary import TargetSummary
from qstrong.model.rollup.table import NoSum, RollupColumn, ThemeSum
from qstrong.model.terms.exact import Exact, plus


def matched(file: PlansFile, plan: str, targets: Sequence[TargetSummary]) -> dict[str, TargetSummary]:
    """By theme the *plan*'s target; a theme that two of them say, and nothing decides, is none."""
    by_id = {one.id: one for one in targets}
    found = {theme: by_id[of[plan]] for theme, of in file.themes.items() if plan in of and of[plan] in by_id}
    said = Counter(one.theme for one in targets if one.theme)
    for one in targets:
        if one.theme and said[one.theme] == 1 and plan not in file.themes.get(one.theme, {}):
            found[one.theme] = one
    return found


def theme_column(theme: str, file: PlansFile, cells: Sequence[TargetSummary]) -> RollupColumn:
    """The column of a *theme*, of which those are the *cells*, in the plans' order."""
    return RollupColumn(
        id=theme,
        name=file.names.get(theme) or (cells[0].name if cells else Text(zh=theme)),
        plans=len(cells),
        methods=dict(Counter(one.method for one in cells)),
        measures=tuple(dict.fromkeys(one.measure for one in cells)),
        uoms=tuple(dict.fromkeys(one.uom.first for one in cells)),
    )


def theme_sum(cells: Sequence[TargetSummary | None]) -> ThemeSum:
    """One theme over several plans, of which each has a cell or None."""
    known = [one for one in cells if one is not None]
    fresh = [one for one in known if one.fresh and one.period]
    period = max((one.period for one in fresh if one.period), key=lambda one: one.end, default=None)
    there = [one for one in fresh if one.period and period and one.period.end == period.end
             and one.period.months == period.months]  # fmt: skip
    why = _no_sum(known, len(there), len(cells))
    if why:
        return ThemeSum(len(there), len(cells), period, why=why)
    first = known[0]
    return ThemeSum(
        len(there),
        len(cells),
        period,
        value=_added([one.value for one in known]),
        goal=_added([one.goal for one in known]) if len({(one.kind, one.op) for one in known}) == 1 else None,
        uom=first.uom,
        decimals=max(one.decimals for one in known),
    )


def _no_sum(known: Sequence[TargetSummary], there: int, plans: int) -> NoSum | None:
    if not known:
        return "none"
    if any(one.measure == "rate" for one in known):
        return "rate"
    if len({one.uom.first for one in known}) > 1:
        return "uom"
    if len({one.measure for one in known}) > 1:
        return "measure"
    return "missing" if there < plans else None


def _added(some: Sequence[Exact | None]) -> Exact | None:
    """Their sum; None where one is none."""
    known = [one for one in some if one is not None]
    return reduce(plus, known) if known and len(known) == len(some) else None
