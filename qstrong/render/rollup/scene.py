"""What every output of a roll-up shows alike: signs of colours, heads, totals, what can't be read and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from qstrong.assess.verdict import STATUSES, Status
from qstrong.model.rollup.summary import Summary, TargetSummary, UnreadPlan
from qstrong.model.rollup.table import Rollup, RollupRow, ThemeSum, Total
from qstrong.model.shapes.value import dataclass
from qstrong.render.document import Block, Cell, Document, Line, line
from qstrong.render.look import COLOURS, Look
from qstrong.render.pieces import coverage
from qstrong.text import families
from qstrong.text.numbers import number, with_uom

UNREAD = "unread"
"""What a plan is that can't be read, where others have a colour."""
STATES: Mapping[str, Status] = {
    "red": "off_track", "yellow": "at_risk", "green": "on_track", "grey": "not_assessable",
}  # fmt: skip
"""By colour: the status whose sign it has."""


@dataclass(frozen=True, slots=True)
class RollScene:
    """A roll-up and its reader."""

    rollup: Rollup
    look: Look

    @property
    def plans(self) -> list[RollupRow]:
        """The rows that are plans."""
        return [row for row in self.rollup.rows if row.summary]

    @property
    def title(self) -> str:
        """The list's own title, and what it is."""
        own, said = self.rollup.title, self.look.say("rollup_title")
        return f"{self.look.name(own)} · {said}" if own else said

    def document(self, part: str, blocks: Iterable[Block]) -> Document:
        """A document with the facts and the foot of all of them, stamped where any of it is made up."""
        stamp = self.look.say("synthetic") if self.rollup.synthetic else ""
        title = f"{self.title} · {part}" if part else self.title
        return Document(title, (line(self.facts), *blocks, *self.foot()), stamp)

    def sign(self, colour: str) -> str:
        """A colour's sign."""
        if colour == UNREAD:
            return "[/]" if self.look.ascii_only else "⊘"
        return self.look.sign(STATES[colour])

    def colour(self, name: str) -> Cell:
        """A plan's colour as sign and word: ■ 红."""
        word = self.look.say("rollup_unread" if name == UNREAD else families.COLOUR.key(name))
        return Cell(f"{self.sign(name)} {word}", "bad" if name == UNREAD else COLOURS[name])

    def status(self, target: TargetSummary) -> Cell:
        """Sign and word; in brackets the sign of an older verdict that stands in for a missing one."""
        cell = self.look.status(status_named(target.status), target.label)
        if target.last_status:
            return Cell(f"{cell.text} ({self.look.sign(target.last_status)})", cell.style)
        return cell

    def why_unread(self, unread: UnreadPlan) -> str:
        """Why a plan can't be read: what, and where."""
        said = self.look.say(families.UNREAD.key(unread.reason))
        at = " ".join(filter(None, (unread.where, f"[{unread.code}]" if unread.code else "")))
        parts = (said, " ".join(filter(None, (at, self.look.name(unread.detail)))))
        return self.look.language.colon.join(filter(None, parts))

    @property
    def facts(self) -> str:
        """The day or period from which one looks, and how many plans there are, and can't be read."""
        look, total = self.look, self.rollup.total
        unread = total.plans - total.read
        said = look.say("rollup_plans", n=total.plans)
        if self.rollup.of > total.plans:
            said = look.say("rollup_plans_of", n=total.plans, total=self.rollup.of)
        parts = [look.say("as_of", day=self.rollup.as_of), said]
        return " · ".join([*parts, *([look.say("rollup_unread_n", n=unread)] if unread else [])])

    def head(self) -> Iterator[Block]:
        """How many plans of each colour, how many targets of each status, coverage, and who hasn't filed."""
        look, total = self.look, self.rollup.total
        yield line(look.say("rollup_colours"), *gapped(self.counted_colours(total)))
        yield line(look.say("targets_counts", n=total.total), *gapped(self.counted_statuses(total.counts)))
        yield line(coverage(total, look), "  ·  ", self.owing(total))

    def owing(self, total: Total) -> str:
        """Who hasn't filed: 未报送或未报齐 5/24 个单位."""
        return self.look.say("rollup_owing", n=total.missing, total=total.owing)

    def counted_colours(self, total: Total) -> list[tuple[str, Cell, int]]:
        """By name, as sign and word: how many plans have each colour, and how many can't be read."""
        return [(name, self.colour(name), n) for name, n in plans_by_colour(total).items()]

    def counted_statuses(self, counts: Mapping[str, int]) -> list[tuple[str, Cell, int]]:
        """By name, as sign and word: how many targets have each status."""
        return [(one, self.look.status(one, one), n) for one in STATUSES if (n := counts.get(one))]

    def short_counts(self, counts: Mapping[str, int], gap: str = " ") -> str:
        """✔2 ●3 ?1: how many have each status, in short."""
        return gap.join(f"{self.look.sign(one)}{counts[one]}" for one in STATUSES if counts.get(one))

    def summed(self, one: ThemeSum) -> str:
        """A theme's sum; or of how many plans there is a value, and why there is no sum."""
        look = self.look
        if one.value is None:
            why = look.say(families.NO_SUM.key(one.why)) if one.why else ""
            if one.period is None:
                return look.say("rollup_no_values", why=why)
            return look.say(
                "rollup_no_sum", n=one.there, total=one.plans, period=look.period(one.period), why=why
            )
        value = with_uom(number(one.value), look.name(one.uom))
        return look.say("rollup_sum", value=value, period=look.period(one.period) if one.period else "–")

    def foot(self) -> Iterator[Line]:
        """What stands below every table: plans of other years, those left out, those that can't be read."""
        look, rollup = self.look, self.rollup
        others = [row for row in rollup.rows if row.other_years]
        if others and rollup.years:
            names = look.listed(
                f"{look.name(row.name)} {years_of_plan(row.summary)}" for row in others if row.summary
            )
            said = look.say("rollup_other_years", most=years_between(*rollup.years), names=names)
            yield line(Cell(said, "dim"))
        if rollup.left_out:
            names = look.listed(look.name(row.name) for row in rollup.left_out)
            yield line(Cell(look.say("rollup_left_out", n=len(rollup.left_out), names=names), "dim"))
        for row in (*rollup.rows, *rollup.left_out):
            if found := unread(row):
                why = self.why_unread(found)
                yield line(Cell(look.say("rollup_unread_line", name=look.name(row.name), why=why), "bad"))


def unread(row: RollupRow) -> UnreadPlan | None:
    """Why a plan can't be read, where it can't."""
    return row.summary.unread if row.summary else None


def plans_by_colour(total: Total) -> dict[str, int]:
    """How many plans have each colour, and how many can't be read; what none is isn't there."""
    found = {name: total.colours.get(name, 0) for name in STATES} | {UNREAD: total.plans - total.read}
    return {name: n for name, n in found.items() if n}


def years_of_plan(summary: Summary) -> str:
    """The years of a plan; nothing where it can't be read."""
    return years_between(summary.start, summary.end) if summary.start and summary.end else ""


def years_between(start: date, end: date) -> str:
    """The years from T0 to T1: 2025–2027."""
    return f"{start.year + (start.month == 12)}–{end.year}"


def gapped(counts: Iterable[tuple[str, Cell, int]]) -> Iterator[Cell]:
    """Counts in one line: ■ 红 1  ▲ 黄 2."""
    for k, (_, cell, n) in enumerate(counts):
        yield from [Cell("  ")] if k else []
        yield Cell(f"{cell.text} {n}", cell.style)


def status_named(name: str) -> Status:
    """The status of that identifier."""
    return next(one for one in STATUSES if one == name)
