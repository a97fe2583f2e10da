"""A target's cells, alike in every table."""

from __future__ import annotations

from qstrong.assess.report import TargetReport
from qstrong.render.document import Cell
from qstrong.render.look import Look
from qstrong.render.pieces import NONE, valued
from qstrong.text.numbers import number, percent


def value_cell(one: TargetReport) -> Cell:
    """The judged value; an older one that stands in for what is missing in brackets."""
    if one.verdict.point is None:
        return NONE
    text = valued(number(one.verdict.point.value), one.target)
    return Cell(f"({text})", "dim") if one.last_status else Cell(text)


def gap_cell(one: TargetReport, look: Look) -> Cell:
    """距目标, or that it is met; a dash for an older value."""
    gap = one.verdict.gap
    if gap is None or one.last_status:
        return NONE
    strict = getattr(one.target, "op", "") in (">", "<")
    if gap < 0 or (gap == 0 and not strict):
        return Cell(look.say("met"), "good")
    return Cell(number(gap))


def arrow_cell(one: TargetReport, look: Look) -> Cell:
    """The arrow of a value that is judged."""
    return Cell("" if one.last_status or not one.verdict.point else look.arrow(one.verdict.arrow))


def attainment_cell(one: TargetReport) -> Cell:
    """达成率 v/T, where it applies."""
    share = one.verdict.attainment
    return NONE if share is None or one.last_status else Cell(percent(share))


def date_cell(one: TargetReport) -> Cell:
    """The period of the judged value, dim where it is an older one."""
    point = one.verdict.point
    return Cell(str(point.period), "dim" if one.last_status else "") if point else NONE
