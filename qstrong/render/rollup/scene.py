"""What a roll-up's cells need: its plans as a tree of regions, their themes, and the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from qstrong.assess.report import STATUSES, Status
from qstrong.model.rollup import PlanSummary, Rollup, Row, TargetSummary
from qstrong.model.shapes.value import dataclass
from qstrong.render.document import Block, Cell, Document, line
from qstrong.render.look import COLOURS, Look
from qstrong.text import families
from qstrong.text.numbers import percent

UNREAD = "unread"
"""What a plan is that can't be read, where others have a colour."""
STATES: Mapping[str, Status] = {
    "red": "off_track", "yellow": "at_risk", "green": "on_track", "grey": "not_assessable",
}  # fmt: skip
"""By colour: the status whose sign it has."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a plan, or a region with all the plans below it; so many levels from the top."""

    row: Row
    depth: int
    plans: tuple[Row, ...]
    """The plan itself, or those of the region."""
    lines: tuple[Line, ...] = ()
    """What stands below a region."""

    @property
    def region(self) -> bool:
        """Whether it is no plan but a region."""
        return bool(self.lines)

    @property
    def read(self) -> list[PlanSummary]:
        """The plans that could be read."""
        return [one.summary for one in self.plans if one.summary]

    def walk(self) -> Iterable[Line]:
        """It, and everything below it."""
        yield self
        for one in self.lines:
            yield from one.walk()


@dataclass(frozen=True, slots=True)
class RollScene:
    """A roll-up and its reader."""

    rollup: Rollup
    look: Look

    def colour(self, name: str) -> Cell:
        """A plan's colour as sign and word: ■ 红."""
        look = self.look
        if name == UNREAD:
            return Cell(f"{self.sign(name)} {look.say('rollup_unread')}", "bad")
        return Cell(f"{self.sign(name)} {look.say(families.COLOUR.key(name))}", COLOURS[name])

    def sign(self, colour: str) -> str:
        """A colour's sign."""
        if colour == UNREAD:
            return "[/]" if self.look.ascii_only else "⊘"
        return self.look.sign(STATES[colour])

    @property
    def synthetic(self) -> bool:
        """Whether any of it is made up."""
        return any(one.synthetic for one in self.rollup.plans)

    @property
    def title(self) -> str:
        """The one region above all, or what it is."""
        tops = [row for row in self.rollup.rows if row.parent is None]
        said = self.look.say("rollup_title")
        return f"{self.look.name(tops[0].name)} · {said}" if len(tops) == 1 else said

    @property
    def facts(self) -> str:
        """The day from which one looks, and how many plans there are."""
        look, rows = self.look, [row for row in self.rollup.rows if row.is_plan]
        days = sorted({one.as_of for one in self.rollup.plans})
        unread = len(rows) - len(self.rollup.plans)
        said = look.say("rollup_plans_unread", n=len(rows), unread=unread) if unread else look.say("rollup_plans", n=len(rows))
        return " · ".join([*([look.say("as_of", day=days[-1])] if days else []), said])

    def head(self) -> Iterator[Block]:
        """Days, how many plans there are, by colour; their targets by status; coverage; themes."""
        look, rows = self.look, [row for row in self.rollup.rows if row.is_plan]
        yield line(self.facts)
        yield line(look.say("rollup_colours"), *self._gapped([Cell(f"{self.colour(name).text} {n}", self.colour(name).style) for name, n in colours(rows).items()]))
        total = sum(one.total for one in self.rollup.plans)
        found = statuses(self.rollup.plans)
        cells = [look.status(status, status) for status in found]
        yield line(look.say("targets_counts", n=total), *self._gapped([Cell(f"{cell.text} {n}", cell.style) for cell, n in zip(cells, found.values(), strict=True)]))
        due, n = (sum(getattr(one, key) for one in self.rollup.plans) for key in ("due", "assessable"))
        share = f" ({percent(Fraction(n, due))})" if due else ""
        yield line(look.say("coverage", due=due, n=n, share=share))

    def head_short(self) -> Iterator[Block]:
        """The first line of it."""
        yield next(iter(self.head()))

    def document(self, part: str, blocks: Sequence[Block]) -> Document:
        """A document on a part of it, stamped where any of it is made up."""
        title = f"{self.title} · {part}" if part else self.title
        return Document(title, tuple(blocks), self.look.say("synthetic") if self.synthetic else "")

    def foot(self) -> Iterator[Block]:
        """What the themes' numbers mean, what has no theme; what can't be read, and why."""
        look = self.look
        names = [look.say("rollup_theme_legend", k=k, name=self.theme_name(theme)) for k, theme in enumerate(self.rollup.themes, 1)]
        yield line("")
        if names:
            unmatched = sum(not one.theme for plan in self.rollup.plans for one in plan.targets)
            yield line(look.say("rollup_theme_heads"), "  ".join(names))
            yield line(Cell(look.say("rollup_themes_n", n=len(names), unmatched=unmatched), "dim"))
        for row in self.rollup.rows:
            if row.fault:
                yield line(Cell(look.say("rollup_unread_line", name=look.name(row.name), why=row.fault), "bad"))

    @staticmethod
    def _gapped(cells: list[Cell]) -> Iterator[Cell]:
        for k, cell in enumerate(cells):
            if k:
                yield Cell("  ")
            yield cell

    def theme_name(self, theme: str) -> str:
        """What the plans call an indicator: the first one's name for it."""
        found = (one.name for plan in self.rollup.plans for one in plan.targets if one.theme == theme)
        name = next(found, None)
        return self.look.name(name) if name else theme


def tree(rollup: Rollup) -> tuple[Line, ...]:
    """The regions and plans from the top, in the order of the list."""
    below: dict[str | None, list[Row]] = {}
    for row in rollup.rows:
        below.setdefault(row.parent, []).append(row)

    def lines(parent: str | None, depth: int) -> tuple[Line, ...]:
        return tuple(one(row, depth) for row in below.get(parent, []))

    def one(row: Row, depth: int) -> Line:
        inner = lines(row.id, depth + 1)
        own = (row,) if row.is_plan else ()
        return Line(row, depth, (*own, *(plan for line in inner for plan in line.plans)), inner)

    return lines(None, 0)


def colours(plans: Sequence[Row]) -> dict[str, int]:
    """How many plans have each colour, the worst first; and how many can't be read."""
    found = Counter(one.summary.colour if one.summary else UNREAD for one in plans)
    return {name: found[name] for name in (*STATES, UNREAD) if found[name]}


def statuses(summaries: Iterable[PlanSummary]) -> dict[Status, int]:
    """How many targets of these plans have each status."""
    found: Counter[str] = Counter()
    for one in summaries:
        found.update(one.counts)
    return {status: found[status] for status in STATUSES if found[status]}
