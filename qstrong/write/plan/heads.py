"""The columns of a table of indicators, found by their heads in Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from difflib import get_close_matches

from qstrong.model.shapes.value import dataclass
from qstrong.text.written import half_width
from qstrong.write.intake.grid import Grid
from qstrong.write.plan.days import years_in
from qstrong.write.plan.patterns import MEASURED_IN

HEADS = {
    part: re.compile("|".join(patterns), re.IGNORECASE)
    for part, patterns in {
        "id": ("编号|代码|指标编号|指标代码", r"(?:indicator )?(?:id|code)"),
        "no": ("序号|编次", r"no\.?|#|number"),
        "name": (
            "(?:主要|具体|二级|三级|核心|考核|评价|监测|量化|预期)?指标(?:名称|内容|项)?",
            "(?:指标)?名称|目标指标|主要目标|项目",
            r"(?:key |performance |outcome )*(?:indicators?|measures?|metrics?|kpis?)(?: name)?",
            "name|outcomes?",
        ),
        "uom": ("(?:计量|计算|指标)?单位", r"units?(?: of measure(?:ment)?)?|uom|measured in"),
        "kind": ("(?:指标)?(?:属性|性质)|约束性/预期性", r"nature|binding\??|types?|attribute|status"),
        "reporters": (
            "(?:责任|牵头|主要责任|主责|实施|报送|填报|负责|主管|承担|主要负责)(?:单位|部门|处室|科室|机构)",
            "部门|departments?|agenc(?:y|ies)|ministr(?:y|ies)|owners?|responsibility|reporters?",
            "(?:responsible|lead|reporting)(?: (?:unit|body|department|agency|ministry|organi[sz]ation))?",
        ),
        "group": (
            "(?:指标|目标)?(?:类别|分类|领域|类型|大类)|一级指标|维度|方面|板块",
            r"groups?|categor(?:y|ies)|areas?|dimensions?|pillars?|domains?|themes?|sections?|goals? area",
        ),
        "baseline_period": ("基期(?:年|年份|期次)|基准年(?:份)?", r"base(?:line)?[ _](?:period|year|date)"),
        "baseline": (
            "(?:基期|基准|现状|基础|当前|现有|实际)(?:值|数|水平|情况)?|基线",
            "base(?:line)?(?: value| figure)?|current(?: value| level)?|actual|latest(?: value)?",
            "starting point",
        ),
        "op": ("方向|比较符", r"op|operator|comparison"),
        "target": (
            "(?:预期|规划|考核|发展|工作|总体|年度|阶段)?目标(?:值|要求|任务|数)?|规划值|预期值|目标与要求",
            r"(?:final |numeric )?(?:targets?|goals?|objectives?)(?: value| level)?",
        ),
        "end": (
            "(?:完成|目标|达成)?(?:期限|时限|年份|时间)",
            r"end|deadline|target (?:year|date)|due(?: date)?|by when|by",
        ),
        "change": ("(?:年均|累计|五年|三年)*(?:增速|增长|变化|增幅|变动)(?:率|幅度)?", r"change|growth"),
        "definition": ("(?:指标)?(?:解释|含义)|指标说明|定义|口径", r"definition|description"),
        "source": ("(?:数据)?来源(?:部门)?", r"(?:data )?source"),
        "note": ("备注|说明", r"notes?|remarks?|comments?"),
    }.items()
}
"""By the part of a target that a column holds: what its head says, without blanks and brackets."""

FIGURES = ("target", "baseline")
"""The parts, beside years, whose numbers are in the row's unit of measure."""
_BASE = re.compile(r"基期|基准|现状|基础|实际|完成|base|actual|current|latest", re.IGNORECASE)
_GOAL = re.compile(r"目标|规划|预期|计划|target|goal|plan|objective", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(〔\[【].*?[)〕\]】]")
_UOM_IN = re.compile(r"[(]\s*(?:单位\s*:?\s*|in )?([^()]{1,20}?)\s*[)]\s*$")
_OFFICE = re.compile(
    r"(?:局|委|办|部|厅|院|中心|街道|公司|处|科|所|会|队|政府"
    r"|department|ministry|agency|office|bureau|council|board|authority)\s*(?:[、,;]|$)",
    re.IGNORECASE,
)
LOOKED_AT = 12
"""Among so many rows the heads stand."""
_FEWEST = 2
"""A row of heads has at least so many."""
_SHORT = 16
"""Heads that name a year are shorter."""


class TableError(Exception):
    """Reason no indicators can be had from a table: a phrase of the catalogue, and its words."""

    def __init__(self, key: str, **words: object) -> None:
        super().__init__(key)
        self.key, self.words = key, words


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table's columns stand."""

    below: int
    """The first row below the heads, counted from 0."""
    parts: Mapping[str, int]
    years: Mapping[int, int]
    goals: tuple[int, ...]
    """The years for which there are goals, in order."""
    bases: tuple[int, ...]
    """The years for which there are values."""
    uoms: Mapping[int, str] = field(default_factory=dict)
    """The units of measure that heads of names and figures have in brackets, by column."""
    english: int | None = None
    """The column of names in a second language."""
    merged: frozenset[str] = frozenset()
    """The parts whose cells stand for the rows below, too."""
    unused: Sequence[str] = ()
    """The heads of those that nothing is made of."""


def columns_of(table: Grid) -> Columns:
    """Where the columns of *table* stand; raises `TableError` where there is none of indicators."""
    for row in range(min(len(table), LOOKED_AT)):
        for depth in (2, 1):
            heads = _heads(table, row, depth)
            if heads and (found := _columns(table, row + depth, heads)):
                return found
    said = next((row for row in table if sum(map(bool, row)) > 1), [])
    near = get_close_matches("".join(said[:1]), ["指标", "indicator", "name", "指标名称"], n=1, cutoff=0.5)
    raise TableError(
        "init_no_heads",
        heads=" · ".join(filter(None, said)) or "–",
        near=near[0] if near else "indicator" if "".join(said).isascii() else "指标",
    )


def known_heads(table: Grid) -> list[str] | None:
    """The heads of *table* that name a part of a target; None where there is no row of heads."""
    try:
        below = columns_of(table).below
    except TableError:
        return None
    return [cell for row in table[max(0, below - 2) : below] for cell in row if _part(half_width(cell))]


def _heads(table: Grid, row: int, depth: int) -> list[str]:
    """The heads that stand in *depth* rows; none where the second row is no row of heads."""
    first = [half_width(cell) for cell in table[row]]
    if depth == 1 or row + 1 >= len(table):
        return first if depth == 1 else []
    second = [half_width(cell) for cell in table[row + 1]]
    second += [""] * (len(first) - len(second))
    if len({cell for cell in first if cell}) < _FEWEST:
        return []  # a title above
    new = [cell for cell, above in zip(second, first, strict=False) if cell and cell != above]
    if not new or not all((years_in(cell) and len(cell) < _SHORT) or _part(cell) for cell in new):
        return []
    over, heads = "", []
    for above, cell in zip(first, second, strict=False):
        over = above or over if cell else above
        heads.append(f"{over} {cell}" if cell and cell != over else above or cell)
    return heads


def _columns(table: Grid, below: int, heads: list[str]) -> Columns | None:
    parts: dict[str, int] = {}
    names: list[int] = []
    offices: list[int] = []
    years: dict[int, int] = {}
    marks: dict[int, str] = {}
    for k, head in enumerate(heads):
        part = _part(head)
        year = next(iter(years_in(head)), None)
        if year and part not in ("baseline_period", "change"):
            years[year] = k
            marks[year] = "goal" if _GOAL.search(head) else "base" if _BASE.search(head) else ""
        elif part == "name":
            names.append(k)
        elif part == "uom" and _names_offices(table, below, k, parts):
            offices.append(k)
        elif part:
            parts.setdefault(part, k)
    for k in offices[:1]:
        parts.setdefault("reporters", k)
    if not names or len(parts) + len(years) + len(names) < 2:
        return None
    english = _second_language(table, below, names)
    own = [k for k in names if k != english]
    parts["name"] = own[-1]
    if len(own) > 1:
        parts.setdefault("group", own[-2])
    goals, bases = _times(marks, has_target="target" in parts)
    known = {*parts.values(), *years.values(), *names}
    unused = [head for k, head in enumerate(heads) if head and k not in known]
    figures = {*years.values(), *(parts[part] for part in ("name", *FIGURES) if part in parts)}
    uoms = {k: uom for k in sorted(figures) if (uom := _uom_in(heads[k]))}
    merged = frozenset(_merged(table, below, parts))
    return Columns(below, parts, years, goals, bases, uoms, english, merged, unused)


def _uom_in(head: str) -> str:
    """The unit of measure that stands in brackets at the end of a head; empty where none does."""
    found = _UOM_IN.search(half_width(head))
    return found[1] if found and MEASURED_IN.fullmatch(found[1]) else ""


def _part(head: str) -> str | None:
    """The part of a target that a column of that *head* holds."""
    for said in (head, _IN_BRACKETS.sub("", head), head.rpartition(" ")[2]):
        plain = re.sub(r"\s+", " " if re.search(r"[A-Za-z]", said) else "", said).strip(" :*")
        for part, pattern in HEADS.items():
            if pattern.fullmatch(plain):
                return part
    return None


def _times(marks: Mapping[int, str], *, has_target: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Of the columns of years those with goals, and those with values."""
    goals = {year for year, mark in marks.items() if mark == "goal"}
    bases = {year for year, mark in marks.items() if mark == "base"}
    unmarked = sorted(set(marks) - goals - bases)
    if unmarked:
        first = min(goals, default=None)
        if first is not None:
            bases |= {year for year in unmarked if year < first}
        elif has_target:
            bases |= set(unmarked)
        elif not bases:
            bases |= set(unmarked[:1]) if len(unmarked) > 1 else set()
        goals |= set(unmarked) - bases
    return tuple(sorted(goals)), tuple(sorted(bases))


def _cells(table: Grid, below: int, column: int) -> Iterator[str]:
    yield from (row[column] for row in table[below:] if column < len(row) and row[column])


def _names_offices(table: Grid, below: int, column: int, parts: Mapping[str, int]) -> bool:
    """Whether a column with the head 单位 holds who is responsible."""
    cells = list(_cells(table, below, column))
    offices = sum(bool(_OFFICE.search(half_width(cell))) and len(cell) > 2 for cell in cells)
    return "uom" in parts or (bool(cells) and offices * 2 > len(cells))


def _second_language(table: Grid, below: int, names: list[int]) -> int | None:
    """Of two columns of names the one without Chinese, where the other has it."""
    if len(names) < 2:
        return None
    chinese = [any(re.search(r"[一-龥]", cell) for cell in _cells(table, below, k)) for k in names]
    return names[chinese.index(False)] if sum(chinese) == len(names) - 1 else None


def _merged(table: Grid, below: int, parts: Mapping[str, int]) -> Iterator[str]:
    """Groups always; units where the first row names one and others are left blank."""
    yield "group"
    column = parts.get("reporters")
    rows = [row for row in table[below:] if any(row)]
    if column is not None and rows and column < len(rows[0]) and rows[0][column]:
        yield "reporters"
