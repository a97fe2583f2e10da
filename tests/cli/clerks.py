"""Clerks who fill in forms as people do: with plausible values, and now and then a slip.

All is made up, and follows from a seed alone.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from qstrong.model.dataset import Dataset
from qstrong.model.index import index
from qstrong.model.kinds import limits_of
from qstrong.model.period import Period, grain
from qstrong.model.plan import AnyTarget, IncrementTarget

T0, MONTHS = Period.parse("2024").last, 36
Place = tuple[str, str]
"""A sheet and a cell."""
Key = tuple[str, str, int, str]
"""Part, indicator or action, last month, and key of an entry; of the filing's own keys the key alone."""


class Truth:
    """What each indicator really is, for any period, in one made-up world."""

    def __init__(self, dataset: Dataset, seed: int) -> None:
        self.targets, self.seed = index(dataset).targets, seed

    def value(self, name: str, last: int) -> Decimal:
        """The value for the period that ends with month *last*, as a unit would report it."""
        target = self.targets[name]
        low, high = limits_of(target)
        raw = self._raw(target, last)
        raw = max(raw, float(low)) if low is not None else raw
        raw = min(raw, float(high)) if high is not None else raw
        return Decimal(raw).quantize(Decimal(1).scaleb(-target.decimals), ROUND_HALF_UP)

    def _rng(self, *about: object) -> random.Random:
        return random.Random(f"{self.seed} {about}")

    def _raw(self, target: AnyTarget, last: int) -> float:
        own, now = self._rng(target.id), self._rng(target.id, last)
        goal, passed = float(getattr(target, "value", None) or 0), (last - T0) / MONTHS
        if target.kind == "growth":
            return goal * own.uniform(1.05, 1.4) + now.uniform(-0.8, 0.8)
        if isinstance(target, IncrementTarget):
            return goal * passed * own.uniform(0.9, 1.3)
        if target.measure == "flow_ytd":
            year = goal * own.uniform(0.78, 0.86) * own.uniform(1.04, 1.08) ** ((last - 1) // 12 - 2024)
            return year * ((last % 12 or 12) / 12 + now.uniform(-0.01, 0.01) * (last % 12 > 0))
        known = [float(one.value) for one in getattr(target, "history", ())]
        if target.kind in ("trend", "record"):
            start = {"%": 95.0 if target.kind == "record" else known[-1] - 1.5 if known else 6.0}.get(
                target.uom, 0.4
            )
            way = -0.04 if getattr(target, "direction", "up") == "down" else 0.008
            return start * (1 + way * passed) + now.uniform(0, 0.3) * (target.uom == "%")
        worse = 0.9 if getattr(target, "op", ">=") in (">=", ">") else 1.25
        if target.uom == "%" and goal > 90:
            worse = 0.985
        return goal * (worse + (1.02 - worse) * passed) * (1 + now.uniform(-0.004, 0.004))


@dataclass
class Typing:
    """One cell: what is right, and what the clerk typed."""

    key: Key
    right: str
    typed: Any
    slip: str = ""
    number_format: str = "@"


@dataclass
class Filled:
    """One workbook: its cells, and what was done to it as a whole."""

    path: Path
    unit: str
    period: Period
    cells: dict[Place, Typing] = field(default_factory=dict)
    slip: str = ""
    """What was done to the workbook as a whole."""


def _rich(first: str, mark: str, **how: Any) -> CellRichText:
    return CellRichText(first, TextBlock(InlineFont(**how), mark))


@dataclass(frozen=True)
class Facts:
    """What a slip may depend on."""

    target: AnyTarget
    last: int
    value: Decimal
    before: Decimal | None
    """The value of the same year's period before, which was filed."""
    rng: random.Random


def _percent(facts: Facts) -> bool:
    return facts.target.uom == "%"


def _yi(facts: Facts) -> bool:
    return "亿" in facts.target.uom


def _of(target: str) -> Callable[[Facts], bool]:
    return lambda facts: facts.target.measure == target


def _any(_: Facts) -> bool:
    return True


SLIPS: dict[str, tuple[Callable[[Facts], bool], Callable[[Facts], Any]]] = {
    "万 for 亿": (_yi, lambda it: f"{it.value * 10000:f}"),
    "亿 for 元": (_yi, lambda it: f"{it.value * 10 ** 8:f}"),
    "ten times as much": (_any, lambda it: f"{it.value * 10:f}"),
    "a hundred times as much": (_any, lambda it: f"{it.value * 100:f}"),
    "a footnote's digit": (_any, lambda it: _rich(str(it.value), "2", vertAlign="superscript")),
    "a digit struck out": (_any, lambda it: _rich(str(it.value), "6", strike=True)),
    "a digit in white": (_any, lambda it: _rich(str(it.value), "7", color="FFFFFFFF")),
    "a circled footnote": (_any, lambda it: f"{it.value}①"),
    "a letter": (_any, lambda it: f"{it.value}p"),
    "two numbers": (_any, lambda it: f"{it.value}/{it.value + 1}"),
    "about": (_any, lambda it: f"约{it.value}"),
    "grouped by twos": (_any, lambda it: f"{int(it.value)},3,5"),
    "a share for a percentage": (_percent, lambda it: float(it.value / 100)),
    "a wrong sign": (_any, lambda it: f"-{it.value}"),
    "a stock for what is new": (_of("since_plan"), lambda it: str(int(it.value) + int(it.target.value) * 8)),  # type: ignore[union-attr, arg-type]
    "a quarter for the year to date": (
        lambda it: it.target.measure == "flow_ytd" and it.before is not None,
        lambda it: str(it.value - it.before),  # type: ignore[operator]
    ),
    "with its unit of measure": (lambda it: bool(it.target.uom), lambda it: f"{it.value}{it.target.uom}"),
    "in another unit of measure": (_yi, lambda it: f"{it.value * 10000:f}万元"),
    "full-width": (_any, lambda it: str(it.value).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))),
    "a comma for the point": (
        lambda it: bool(it.target.decimals), lambda it: str(it.value).replace(".", ","),
    ),
    "two points": (_any, lambda it: f"{it.value}..5"),
    "a code for missing": (_any, lambda _: "-9999"),
    "a code of nines": (_any, lambda _: "99999"),
    "a stroke": (_any, lambda _: "—"),
    "words": (_any, lambda _: "详见附件"),
    "a day": (_any, lambda _: date(2027, 3, 1)),
}  # fmt: skip
"""What people do to a number, where it applies."""
FORMATS = {"a scaled format": "0,", "a format in 万": '0!.0,"万"'}
DAYS: dict[str, Callable[[date], str]] = {
    "a year too late": lambda day: day.replace(year=day.year + 10).isoformat(),
    "a year too early": lambda day: day.replace(year=day.year - 1).isoformat(),
    "no such day": lambda day: f"{day.year}-{day.month:02}-32",
    "another century": lambda day: day.replace(year=2062).isoformat(),
}
ONE_IN = 20
"""So many cells, of which one has a slip; so many workbooks, of which one has one as a whole."""


class Clerk:
    """Fills in one workbook."""

    def __init__(
        self, form: Path, unit: str, period: Period, day: date, truth: Truth, rng: random.Random
    ) -> None:
        self.form, self.day, self.truth, self.rng = form.read_bytes(), day, truth, rng
        self.filled = Filled(form, unit, period)
        self.mended: set[Place] = set()
        self.undone = False
        book = openpyxl.load_workbook(form)
        for sheet in book.worksheets[:-1]:
            if sheet.title != "更正以往数据":
                self._sheet(sheet)
        if rng.randrange(ONE_IN) == 0:
            self.filled.slip = rng.choice(
                [one for one, (fits, _) in WHOLE.items() if fits(self.filled)] or [""]
            )

    def _sheet(self, sheet: Any) -> None:
        heads = {cell.value: cell.column for cell in sheet[4] if cell.value}
        for row in range(5, sheet.max_row + 1):
            name = sheet.cell(row, 1).value
            if name == "@signed":
                at = next(cell.column for cell in sheet[row] if cell.value == "报送日期") + 1
                self._day(sheet.cell(row, at), ("", "", 0, "filed"), self.day)
            elif name and not str(name).startswith("@"):
                cells = {head: sheet.cell(row, at) for head, at in heads.items()}
                (self._value if "填报数" in heads else self._action)(name, cells)

    def put(self, cell: Any, key: Key, right: str, slips: dict[str, Any], number_format: str = "@") -> None:
        """Type into a cell: what is right, or in one of twenty one of the *slips*."""
        slip = self.rng.choice(list(slips)) if slips and self.rng.randrange(ONE_IN) == 0 else ""
        typed = slips[slip] if slip else right
        made = Typing(key, right, typed, slip, FORMATS.get(slip, number_format))
        self.filled.cells[cell.parent.title, cell.coordinate] = made

    def _day(self, cell: Any, key: Key, day: date) -> None:
        self.put(cell, key, day.isoformat(), {slip: how(day) for slip, how in DAYS.items()})

    def _value(self, name: str, cells: dict[str, Any]) -> None:
        period = Period.parse(cells["期次"].value)
        target, last = self.truth.targets[name], period.last
        right = self.truth.value(name, last)
        n = grain(last) if last % 12 else 12
        before = self.truth.value(name, last - 3) if last % 12 not in (3, 0) else None
        facts = Facts(target, last, right, before, self.rng)
        slips = {
            slip: how(facts)
            for slip, (fits, how) in SLIPS.items()
            if fits(facts) and (right or slip != "a wrong sign")
        }
        slips |= dict.fromkeys(FORMATS, float(right * 10000))
        key = ("observations", name, last)
        self.put(cells["填报数"], (*key, "value"), str(right), slips)
        if target.measure == "flow_ytd" and n < 12 and not cells["上年同期"].value:
            self.put(cells["上年同期"], (*key, "last_year"), str(self.truth.value(name, last - 12)), {})
        self.filled.cells[cells["数据来源"].parent.title, cells["数据来源"].coordinate] = Typing(
            ("", "", 0, ""), "月报", "月报"
        )
        if self.rng.randrange(8) == 0:
            for head, said in (("原因分析", "需求不足"), ("下一步措施", "专班推进")):
                self.filled.cells[cells[head].parent.title, cells[head].coordinate] = Typing(
                    ("", "", 0, ""), said, said
                )
            self._day(
                cells["完成时限"],
                (*key, "measures_by"),
                date(2028, 1, 31) if self.day.year > 2027 else date(2027, 12, 31),
            )

    def _action(self, name: str, cells: dict[str, Any]) -> None:
        if self.rng.randrange(4) and any(one.key[1] for one in self.filled.cells.values()):
            return
        key = ("actions", name, self.filled.period.last)
        back = {"a step back": "未启动"} if "推进中" in str(cells["上次状态"].value) else {}
        self.put(
            cells["状态"], (*key, "state"), "推进中", {**back, "no such state": "同上", "a word": "做着呢"}
        )
        self.filled.cells[cells["进展情况"].parent.title, cells["进展情况"].coordinate] = Typing(
            ("", "", 0, ""), "按计划", "按计划"
        )
        wanted = str(cells["目标"].value or "")
        if wanted:
            goal = int("".join(one for one in wanted if one.isdigit()))
            right = str(max(1, goal * (self.filled.period.last - T0) // MONTHS // 2))
            self.put(
                cells["完成数量"],
                (*key, "quantity"),
                right,
                {
                    **({"fallen": "0"} if back else {}),
                    "negative": f"-{right}",
                    "absurd": f"{goal * 1000}",
                    "a circled footnote": f"{right}①",
                    "with words": f"{right}个左右",
                },
            )

    def write(self) -> None:
        """The workbook as it is: with all slips that weren't mended."""
        self.filled.path.write_bytes(self.form)
        book = openpyxl.load_workbook(self.filled.path)
        for (sheet, place), one in self.filled.cells.items():
            cell = book[sheet][place]
            wrong = one.slip and (sheet, place) not in self.mended
            cell.number_format = one.number_format if wrong else "@"
            cell.value = one.typed if wrong else one.right
        if self.filled.slip and not self.undone:
            WHOLE[self.filled.slip][1](book, self.filled)
        book.save(self.filled.path)

    def mend(self, rows: set[Place], *, whole: bool) -> bool:
        """Put right what stands in *rows* that were named, and the *whole* where that was; whether anything was."""
        named = {at for at in self.filled.cells if (at[0], row_of(at[1])) in rows} - self.mended
        undone = bool(self.filled.slip and not self.undone and (rows or whole))
        self.mended |= named
        self.undone = self.undone or undone
        return undone or any(self.filled.cells[at].slip for at in named)


def row_of(cell: str) -> str:
    """The row of a cell."""
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _rows(filled: Filled, sheet: str = "指标", head: str = "value") -> list[int]:
    return [
        int("".join(filter(str.isdigit, place)))
        for (name, place), one in filled.cells.items()
        if name == sheet and one.key[3] == head
    ]


def _sorted(book: Any, filled: Filled) -> None:
    """The rows move by one below all columns but that of the ids."""
    sheet, rows = book["指标"], _rows(filled)
    for column in range(2, sheet.max_column + 1):
        texts = [sheet.cell(row, column).value for row in rows]
        for row, text in zip(rows, texts[1:] + texts[:1], strict=True):
            sheet.cell(row, column).value = text


def _uom(book: Any, filled: Filled) -> None:
    """One row is given in 万元, and says so."""
    sheet = book["指标"]
    for row in _rows(filled):
        if sheet.cell(row, 3).value == "亿元":
            sheet.cell(row, 3).value = "万元"
            cell = sheet.cell(row, 7)
            right = filled.cells["指标", cell.coordinate].right
            cell.value, cell.number_format = f"{Decimal(right) * 10000:f}", "@"
            return


def _renamed(book: Any, _: Filled) -> None:
    book["指标"]["F4"].value = "时间"


def _head(book: Any, _: Filled) -> None:
    book["指标"]["G4"].value = "数"


def _period(book: Any, filled: Filled) -> None:
    """The period of one row is the next one."""
    sheet, row = book["指标"], _rows(filled)[0]
    period = Period.parse(sheet.cell(row, 6).value)
    year, month = divmod(period.last + 2, 12)
    sheet.cell(row, 6).value = f"{year}Q{month // 3 + 1}"


def _merged(book: Any, filled: Filled) -> None:
    sheet, rows = book["指标"], _rows(filled)
    sheet.merge_cells(start_row=rows[0], end_row=rows[1], start_column=7, end_column=7)


def _title(book: Any, filled: Filled) -> None:
    """It is another quarter's form, whose title was typed over."""
    book.worksheets[0]["B1"].value = f"进展情况报送表（{(filled.period.last - 1) // 12 - 1}Q3）"


def _values(least: int) -> Callable[[Filled], bool]:
    return lambda filled: len(_rows(filled)) >= least


WHOLE: dict[str, tuple[Callable[[Filled], bool], Callable[[Any, Filled], None]]] = {
    "rows sorted without their ids": (_values(2), _sorted),
    "another unit of measure, in its column too": (
        lambda filled: any(one.key[1].endswith("-output") for one in filled.cells.values()), _uom,
    ),
    "the periods' head renamed": (_values(1), _renamed),
    "the values' head renamed": (_values(1), _head),
    "another period in a row": (_values(1), _period),
    "two values merged": (_values(2), _merged),
    "another quarter's title": (lambda _: True, _title),
}  # fmt: skip
"""What people do to a workbook as a whole: where it applies, and how."""
