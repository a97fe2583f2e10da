"""Summaries, one after the other, to the table: of each only what the table shows is held on to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import get_args

from qstrong.assess.verdict import RED, Colour
from qstrong.check.listed import check_names, check_targets
from qstrong.model.problem import Problem
from qstrong.model.rollup.plans import ListedPlan, PlansFile
from qstrong.model.rollup.summary import Counted, Summary, TargetSummary
from qstrong.model.rollup.table import Rollup, RollupColumn, RollupRow, RollupView, ThemeSum, Total
from qstrong.rollup.listed import said_place
from qstrong.rollup.matching import matched, theme_column, theme_sum
from qstrong.rollup.tree import PlansTree, TreeNode, majority

_BLANK: Mapping[str, TargetSummary] = {}


class TableMaker:
    """Takes the plans' summaries in any order, and gives the table."""

    def __init__(
        self, file: PlansFile, name: str, plans: Sequence[ListedPlan], view: RollupView, theme: str | None
    ) -> None:
        self.file, self.name, self.view, self.theme = file, name, view, theme
        self.plans = {one.id: one for one in plans}
        self.needs_targets = view in ("theme", "one", "reds", "changes")
        """Whether summaries are to come with their targets."""
        self.problems: dict[str, tuple[Problem, ...]] = {}
        self._summaries: dict[str, Summary] = {}
        self._themes: dict[str, dict[str, TargetSummary]] = {}
        self._targets: dict[str, tuple[TargetSummary, ...]] = {}
        self._unmatched: dict[str, int] = {}

    def add(self, plan: ListedPlan, found: Summary) -> None:
        """Take the summary of a *plan*."""
        self._summaries[plan.id] = replace(found, targets=()) if found.targets else found
        if not self.needs_targets or found.unread:
            return
        if self.view in ("theme", "one"):
            cells = matched(self.file, plan.id, found.targets)
            self._unmatched[plan.id] = len(found.targets) - len({one.id for one in cells.values()})
            self._themes[plan.id] = cells
            if wrong := tuple(check_targets(self.file, self.name, plan, found.targets)):
                self.problems[plan.id] = wrong
        else:
            self._targets[plan.id] = tuple(one for one in found.targets if _listed(one, self.view))

    def _columns(self) -> dict[str, RollupColumn]:
        """The columns, with what each is called."""
        some = [name for name in self.plans if name in self._summaries]
        if self.view == "group":
            return self._group_columns(some)
        cells: dict[str, list[TargetSummary]] = {name: [] for name in self.file.themes}
        for name in some:
            for theme, cell in self._themes.get(name, _BLANK).items():
                cells.setdefault(theme, []).append(cell)
        return {theme: theme_column(theme, self.file, found) for theme, found in cells.items()}

    def _group_columns(self, some: Sequence[str]) -> dict[str, RollupColumn]:
        """The groups of *some* plans, each by its title in the first that has it."""
        groups = [group for name in some for group in self._summaries[name].groups]
        titles = {one.id: one.title for one in reversed(groups)}
        plans = Counter(one.id for one in groups)
        return {name: RollupColumn(name, titles[name], n, {}) for name, n in plans.items()}

    def known_themes(self) -> list[str]:
        """The themes that any of the plans has, or that plans.yaml names."""
        said = (one for some in self._themes.values() for one in some)
        return list(dict.fromkeys((*self.file.themes, *said)))

    def table(
        self, as_of: str, today: date, found: Sequence[Problem] = (), *, by_completion: bool = False
    ) -> Rollup:
        """The table of what was taken. *found* is what is wrong with plans.yaml already."""
        columns = self._columns()
        themed = self.view in ("theme", "one")
        problems = [*found, *(one for some in self.problems.values() for one in some)]
        if themed:
            problems += check_names(self.file, self.name, {name: one.name for name, one in columns.items()})
        if self.view == "one":
            columns = {name: one for name, one in columns.items() if name == self.theme}
        tree = PlansTree(self.file, self.plans)
        years = majority(
            {name: (one.start, one.end) for name, one in self._summaries.items() if one.start and one.end}
        )
        names = tuple(columns) if themed else ()
        rows = [self._row(node, depth, tree, columns, years) for node, depth in tree.walk()]
        left: list[RollupRow] = []
        if by_completion:
            rows, left = self._ordered(rows)
        return Rollup(
            title=self.file.title,
            synthetic=self.file.synthetic or any(one.synthetic for one in self._summaries.values()),
            as_of=as_of,
            day=today,
            view=self.view,
            columns=tuple(columns.values()),
            rows=tuple(rows),
            total=_total(self._some(tree.plans_below(None)), self._sums(tree.nearest(None), names)),
            unmatched=sum(self._unmatched.values()),
            years=years if isinstance(years, tuple) else None,
            by_completion=by_completion,
            left_out=tuple(left),
            of=len(self.file.plans),
            problems=tuple(problems),
        )

    def _some(self, names: Sequence[str]) -> list[Summary]:
        return [self._summaries[name] for name in names if name in self._summaries]

    def _sums(self, plans: Sequence[str], themes: Sequence[str]) -> dict[str, ThemeSum]:
        return {
            theme: theme_sum([self._themes.get(name, _BLANK).get(theme) for name in plans])
            for theme in themes
        }

    def _row(
        self, node: TreeNode, depth: int, tree: PlansTree, columns: Mapping[str, RollupColumn], years: object
    ) -> RollupRow:
        themed = self.view in ("theme", "one")
        below = tree.plans_below(node.id) if tree.children.get(node.id) else []
        sums = self._sums(tree.nearest(node.id), tuple(columns) if themed else ()) if below else {}
        total = _total(self._some(below), sums) if below else None
        row = RollupRow(node.id, node.name, node.level, node.parent, depth, below=total)
        summary = self._summaries.get(node.id)
        if summary is None or not isinstance(node, ListedPlan):
            return row
        groups: Mapping[str, Counted] = {one.id: one.counted for one in summary.groups}
        cells = self._themes.get(node.id, _BLANK)
        return replace(
            row,
            source=said_place(node),
            summary=summary,
            groups=groups if self.view == "group" else None,
            themes={name: cells[name] for name in columns if name in cells} if themed else None,
            targets=self._targets.get(node.id, ()),
            unmatched=self._unmatched.get(node.id, 0),
            other_years=summary.start is not None and (summary.start, summary.end) != years,
        )

    def _ordered(self, rows: Sequence[RollupRow]) -> tuple[list[RollupRow], list[RollupRow]]:
        """The plans with a completion, the highest first, and those without one."""
        plans = [replace(one, depth=0, below=None) for one in rows if one.summary]
        known = [(done, one) for one in plans if (done := done_share(one, self.theme)) is not None]
        left = [one for one in plans if done_share(one, self.theme) is None]
        return [one for _, one in sorted(known, key=lambda pair: -pair[0])], left


def done_share(row: RollupRow, theme: str | None) -> Fraction | None:
    """By what plans are ordered: the theme's completion, else the mean of all, a secondary figure."""
    if theme is not None:
        cell = (row.themes or {}).get(theme)
        return cell.completion if cell and cell.fresh else None
    overall = row.summary.overall if row.summary else None
    return overall.mean_completion if overall else None


def _listed(one: TargetSummary, view: RollupView) -> bool:
    """Whether a view that lists targets has this one."""
    if view == "reds":
        return one.status in RED
    return one.before is not None and one.before != one.status


def _total(some: Sequence[Summary], sums: Mapping[str, ThemeSum]) -> Total:
    """*some* plans' summaries taken together."""
    known = [one.overall for one in some if one.overall]
    colours, counts = Counter(one.colour for one in known), Counter[str]()
    for one in known:
        counts.update(one.counts)
    return Total(
        plans=len(some),
        read=sum(one.unread is None for one in some),
        filed=sum(one.filings > 0 for one in some),
        colours={colour: colours[colour] for colour in get_args(Colour)},
        counts=dict(counts),
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
