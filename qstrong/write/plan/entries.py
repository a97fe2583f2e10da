"""A table's row as a target to be: what its cells say, what follows from them, and what is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from qstrong.model.kinds import KINDS
from qstrong.model.period import Frequency
from qstrong.model.shapes.value import dataclass
from qstrong.text.written import half_width, written
from qstrong.write.plan.days import named_day, years_in
from qstrong.write.plan.goals import GoalRead, read_goal
from qstrong.write.plan.outline import OFFICE, NewTarget, Outline, named, slug
from qstrong.write.plan.patterns import DASHES
from qstrong.write.plan.rows import Row
from qstrong.write.plan.told import Reason

_BINDING = re.compile(r"约束|binding|mandatory", re.IGNORECASE)
_NOT_BINDING = re.compile(r"预期|non-?binding|not binding|indicative", re.IGNORECASE)
_FLOWS = re.compile(
    r"产值|收入|投资|经费|支出|总额|进出口|销售|产量|客流|人次|成交额|增加值$|生产总值$"
    r"|revenue|income|spending|expenditure|investment|sales|turnover|output",
    re.IGNORECASE,
)
_RATES = re.compile(
    r"率|比重|占比|指数|满意度|覆盖|比例|强度|得分|浓度"
    r"|rate|share|index|ratio|percent|score|satisfaction|per ",
    re.IGNORECASE,
)
_DATED = re.compile(r"(.+?)\s*[(]\s*((?:19|20)\d\d)\s*年?[底末]?\s*[)]")
_UNITS_OF_PERCENT = ("％", "百分比", "百分数", "percent", "per cent", "pct")
SCORE = ("分", "points")
"""Units of measure of scores out of a hundred."""


def with_table(base: Outline, rows: Sequence[Row]) -> Outline:
    """*base* with the targets, groups and units that the *rows* of a table name."""
    groups = named([group for row in rows if (group := row.cells.get("group", ""))], "g")
    units = {name: unit for unit, name in base.units if unit != OFFICE}
    new = [name for row in rows for name in row.units() if name not in units]
    units |= {name: unit for name, unit in named(new, "u").items() if unit not in units.values()}
    base = replace(
        base,
        units=tuple((unit, name) for name, unit in units.items()) or base.units,
        groups=tuple((group, name) for name, group in groups.items()),
        why={key: why for key, why in base.why.items() if key != "units" or not units},
    )
    ids = named([row.english or row.name for row in rows], "i")
    taken: set[str] = set()
    targets = []
    for row in rows:
        own = _own_id(row) or ids[row.english or row.name]
        own = own if own not in taken else f"{own}-{row.place}"
        taken.add(own)
        targets.append(_entry(row, own, base))
    return replace(base, targets=tuple(targets))


def _own_id(row: Row) -> str:
    said = row.cells.get("id", "").lower()
    return said if re.fullmatch(r"[a-z][a-z0-9-]{0,47}", said) else ""


@dataclass(frozen=True, slots=True)
class _Figures:
    """What a row says of years."""

    baseline: tuple[str, Decimal] | None
    history: tuple[tuple[str, Decimal], ...]
    milestones: tuple[tuple[str, Decimal], ...]
    unread: tuple[str, ...] = ()
    """Cells of which nothing is made, with their periods: no number, or one of another sort than the goal."""


def _entry(row: Row, own: str, plan: Outline) -> NewTarget:
    """The target of a *row*, with the id *own*; *plan* has its units and groups already."""
    uom = uom_of(row)
    end = _own_end(row, plan)
    said = _goal_words(row, (end or plan.end).year, plan.start.year)
    goal, why = _possible(read_goal(said, row.name, uom), plan)
    if uom and goal.uom == uom:
        why.pop("uom", None)
    elif goal.uom != uom:
        why.setdefault("uom", ("init_why_uom_words", {"said": said or row.name}))
    elif not uom:
        why["uom"] = ("init_why_no_uom", {})
    if not row.cells.get("id") or own != row.cells["id"].lower():
        why["id"] = ("init_why_name_id" if slug(row.english or row.name) else "init_why_id", {})
    measured, why["measure"] = _measure(goal, row.name, plan)
    figures = _figures(row, goal, plan, (end or plan.end).year, uom)
    first = (figures.baseline,) if figures.baseline else ()
    stated = (figure for _, figure in (*first, *figures.history, *figures.milestones))
    decimals, why["decimals"] = _decimals([*goal.figures, *stated], measured)
    yearly = KINDS[goal.kind].whole_years
    frequency: Frequency = "annual" if yearly else plan.every
    why["frequency"] = ("init_why_annual" if yearly else "init_why_frequency", {})
    reporters = tuple(unit for unit, name in plan.units if name in row.units())
    if not reporters:
        reporters, why["reporters"] = (plan.units[0][0],), ("init_why_reporter", {})
    elif "reporters" in row.above:
        why["reporters"] = ("init_why_above", {})
    late = row.cells.get("end", "")
    if late and not DASHES.fullmatch(late) and end is None and named_day(half_width(late)) != plan.end:
        figures = replace(figures, unread=(*figures.unread, late))
    limits = (0, 100) if goal.uom in SCORE and (goal.value or 101) <= 100 else None
    if limits:
        why["limits"] = ("init_why_limits", {"uom": goal.uom})
    groups = {name: group for group, name in plan.groups}
    return NewTarget(
        own, row.name, goal, measured, frequency, decimals, row.english,
        groups.get(row.cells.get("group", "")), reporters, end,
        figures.baseline, figures.history, figures.milestones, limits, _is_binding(row), said,
        _notes(row, goal, uom), why, figures.unread,
    )  # fmt: skip


def uom_of(row: Row) -> str:
    """The unit of measure that its column says, as targets have it; empty where it says none."""
    said = half_width(row.cells.get("uom", ""))
    if said.lower() in _UNITS_OF_PERCENT:
        return "%"
    return "" if re.fullmatch(r"[-–—/无]*", said) else said


def _is_binding(row: Row) -> bool:
    said = row.cells.get("kind", "")
    return bool(_BINDING.search(said)) and not _NOT_BINDING.search(said)


def _own_end(row: Row, plan: Outline) -> date | None:
    """Its own last day, where its row says one before the plan's."""
    found = named_day(half_width(row.cells.get("end", "")))
    return found if found and plan.start < found < plan.end else None


def _goal_words(row: Row, year: int, start: int) -> str:
    """What its row sets as the goal: its last year's column, the goal's, a later year's, the change's."""
    for text in (row.years.get(year, ""), row.cells.get("target", "")):
        if text:
            op = row.cells.get("op", "")
            return f"{op}{text}" if op in (">=", ">", "<=", "<", "≥", "≤") else text
    later = [text for at, text in sorted(row.years.items()) if at > start and text]
    if later:
        return later[-1]
    change = row.cells.get("change", "")
    if not change or re.fullmatch(r"[-–—/]+", change):
        return ""
    return change if re.search(r"[一-龥A-Za-z〔\[]", change) else f"年均增长{change}%".replace("%%", "%")


def _possible(goal: GoalRead, plan: Outline) -> tuple[GoalRead, dict[str, Reason]]:
    """What the plan's time allows: some kinds need whole years; what is for each year adds up."""
    why = dict(goal.why)
    if KINDS[goal.kind].whole_years and not plan.whole_years:
        why = {"kind": ("init_why_years", {"kind": goal.kind})}
        return GoalRead("watch", uom=goal.uom), why
    if goal.yearly and plan.whole_years:
        years = plan.end.year - plan.start.year
        form, once = goal.change or ("value", goal.value or Decimal(0))
        words = {"value": f"{once:f}", "years": f"{years}"}
        why["change" if goal.change else "value"] = ("init_why_yearly", words)
        goal = (
            replace(goal, change=(form, once * years)) if goal.change else replace(goal, value=once * years)
        )
    return goal, why


def _measure(goal: GoalRead, name: str, plan: Outline) -> tuple[str, Reason]:
    model = KINDS[goal.kind].model
    only = next(one.default for one in fields(model) if one.name == "measure")
    if only == "since_plan":
        return only, ("init_why_since", {})
    if goal.uom == "%":
        return "rate", ("init_why_percent", {})
    flow, rate = _FLOWS.search(name), _RATES.search(name)
    if rate and not flow:
        return "rate", ("init_why_said", {"said": rate[0].strip()})
    if flow and plan.whole_years:
        return "flow_ytd", ("init_why_flow", {"said": flow[0]})
    return "stock", ("init_why_stock", {})


def _figures(row: Row, goal: GoalRead, plan: Outline, year: int, uom: str) -> _Figures:
    """The baseline, what was before it, and the path: none where values are of another sort than the goal."""
    traits = KINDS[goal.kind]
    if traits.rates and uom != "%":
        return _Figures(None, (), ())
    cells = [
        (plan.t0 if at == plan.start.year else f"{at}", text)
        for at, text in row.years.items()
        if at <= plan.start.year
    ]
    known: dict[str, Decimal] = {}
    unread = []
    for period, text in (*cells, _baseline(row, plan)):
        if (value := number_in(text, uom or goal.uom)) is not None:
            known.setdefault(period, value)
        elif not DASHES.fullmatch(text or "-"):
            unread.append(f"{period}: {text}")
    baseline = known.pop(plan.t0, None) if traits.baseline or traits.bounds else None
    steps = {}
    for at, text in row.years.items():
        told = read_goal(text, row.name, uom) if plan.start.year < at < year else None
        if told and told.kind == goal.kind and told.value is not None:
            steps[f"{at}"] = told.value
        elif told and not DASHES.fullmatch(text or "-"):
            unread.append(f"{at}: {text}")
    if not (traits.path and goal.value is not None):
        steps = {}
    past = tuple(sorted(known.items())) if not traits.path or traits.baseline else ()
    if not past:  # what is new counts from 0: whether the figure of the start is in the goal, nobody said
        unread += [f"{period}: {figure:f}" for period, figure in sorted(known.items()) if figure]
    return _Figures(
        (plan.t0, baseline) if baseline is not None else None,
        past,
        tuple(sorted(steps.items())),
        tuple(unread),
    )


def _baseline(row: Row, plan: Outline) -> tuple[str, str]:
    """The period of the baseline, and what stands there."""
    text = half_width(row.cells.get("baseline", ""))
    said = half_width(row.cells.get("baseline_period", ""))
    if dated := _DATED.fullmatch(text):
        text, said = dated[1], said or dated[2]
    if found := re.fullmatch(r"((?:19|20)\d\d)-(\d\d)", said):
        return (found[1] if found[2] == "12" else said), text
    year = next(iter(years_in(said)), plan.start.year)
    return (f"{year}" if year != plan.start.year else plan.t0), text


def number_in(text: str, uom: str) -> Decimal | None:
    """The number of a cell that is one in *uom*, as offices write them; None for all else."""
    plain = half_width(text)
    dated = _DATED.fullmatch(plain)
    bare = (dated[1] if dated else plain).removesuffix("%" if uom in ("", "%") else "").strip()
    found = written(bare, uom) if text else None
    fits = found and found.number and found.way in ("plain", "width", "commas", "unit")
    return Decimal(found.number) if found and fits and found.rest in ("", half_width(uom)) else None


def _decimals(figures: Sequence[Decimal], measure: str) -> tuple[int, Reason]:
    """Those of the figures as they are written; where there is none, a rate has one."""
    places = [-int(str(one.as_tuple().exponent)) for one in figures]
    if places:
        return min(6, max(0, *places)), ("init_why_decimals", {})
    return int(measure == "rate"), ("init_why_no_figures", {})


def _notes(row: Row, goal: GoalRead, uom: str) -> Mapping[str, str]:
    """The free texts of a row; and what a value was in another unit of measure than the goal's."""
    keys = {"definition": "definition", "source": "data_source", "note": "note"}
    notes = {key: text for part, key in keys.items() if (text := row.cells.get(part, ""))}
    if KINDS[goal.kind].rates and uom not in ("", "%"):
        levels = [
            f"{at}: {text} {uom}" for at, text in sorted(row.years.items()) if re.match(r"[\d.,]+$", text)
        ]
        if base := row.cells.get("baseline", ""):
            levels.append(f"{base} {uom}")
        notes["note"] = "; ".join(filter(None, (notes.get("note", ""), *levels)))
    return {key: text for key, text in notes.items() if text}
