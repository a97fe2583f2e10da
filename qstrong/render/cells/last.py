"""Last quarter beside this one: the value before, the change, the status before and after."""

from __future__ import annotations

from qstrong.assess.report import Report, TargetReport
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.exact import Exact, minus
from qstrong.render.cells.aspect import Aspect, Plain, Scene, at
from qstrong.render.document import Cell
from qstrong.render.look import Look
from qstrong.render.pieces import NONE
from qstrong.text.kinds import as_printed, value_text
from qstrong.text.numbers import number, percent
from qstrong.timeline.values import Point


@dataclass(frozen=True, slots=True)
class Beside:
    """One target now and in the report before; its values count, older ones in brackets don't."""

    now: TargetReport
    before: TargetReport | None

    @property
    def last(self) -> Point | None:
        """The value that counted before."""
        return _counted(self.before) if self.before else None

    @property
    def change(self) -> Exact | None:
        """By how much the value differs; None where there is no newer one, or only one of them.

        Years to date of unequal lengths, which nothing but a watched figure shows as filed, differ by nothing
        that can be said.
        """
        old, new = self.last, _counted(self.now)
        if not (old and new) or new.last == old.last:
            return None
        as_filed = self.now.target.measure == "flow_ytd" and not (old.ttm or new.ttm)
        return None if as_filed and (new.last - old.last) % 12 else minus(new.value, old.value)


def _counted(one: TargetReport) -> Point | None:
    return None if one.last_status else one.verdict.point


def with_sign(value: Exact) -> str:
    """A change with its sign."""
    return f"{'+' if value > 0 else ''}{number(value)}"


def last_aspects(previous: Report | None) -> dict[str, Aspect[TargetReport, Scene]]:
    """Columns of a table of targets: `last_value`, `last_period`, `change`, `label_before`."""
    before = {one.target.id: one for one in previous.targets} if previous else {}

    def beside(one: TargetReport) -> Beside:
        return Beside(one, before.get(one.target.id))

    def last(one: TargetReport, _: Scene) -> Plain:
        point = beside(one).last
        return as_printed(one.target, point.value) if point else None

    def label(one: TargetReport, scene: Scene) -> Plain:
        old = before.get(one.target.id)
        return scene.look.label(old.label) if old else None

    return {
        "last_value": Aspect(head="last_value", value=last, kind="number", right=True),
        "last_period": Aspect(
            head="last_period", value=lambda one, scene: at("last.period")(beside(one), scene), kind="period",
        ),
        "change": Aspect(
            head="last_change", value=lambda one, _: as_printed(one.target, beside(one).change),
            cell=lambda one, _: difference_cell(before.get(one.target.id), one), kind="number", right=True,
        ),
        "label_before": Aspect(head="last_label", value=label),
    }  # fmt: skip


def value_before(now: TargetReport, before: TargetReport | None, look: Look) -> str:
    """上期 2445.1（2026Q2），增减 +40.9: below a chart; empty where nothing counted before."""
    both = Beside(now, before)
    if both.last is None:
        return ""
    value = value_text(now.target, both.last.value)
    said = look.say("last_line", value=value, period=look.period(both.last.period))
    change = as_printed(now.target, both.change)
    return said if change is None else said + look.say("last_line_change", change=with_sign(change))


def difference_cell(before: TargetReport | None, after: TargetReport | None) -> Cell:
    """By how much the value differs."""
    change = as_printed(after.target, Beside(after, before).change) if after else None
    return NONE if change is None else Cell(with_sign(change))


def effect_cell(before: TargetReport | None, after: TargetReport | None) -> Cell:
    """Completion before → after; an older value's doesn't count."""
    shares = [one.verdict.completion if one and not one.last_status else None for one in (before, after)]
    return NONE if shares == [None, None] else Cell(" → ".join(map(percent, shares)))
