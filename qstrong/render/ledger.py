"""The ledger (台账) as a workbook: targets, actions, units, filings, method; made by XlsxWriter.

Texts are written as texts, never guessed at: what a unit filed can't become a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any, Literal

from xlsxwriter import Workbook

from qstrong.assess.report import ActionVerdict
from qstrong.render.annexes import method
from qstrong.render.look import STYLE, action_status, goal, target_status
from qstrong.render.rows import observations
from qstrong.render.voice import Voice

Value = str | int | Decimal | Fraction | date | None
FILLS = {"good": "#E2EFDA", "warn": "#FFF2CC", "bad": "#F8CBAD", "dim": "#EDEDED"}
MOST = 32_000
"""A cell holds a little more."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column: the key of its word, its width in characters, and how numbers are shown."""

    key: str
    width: int
    kind: Literal["text", "number", "share", "count", "day", "status"] = "text"


TARGETS = (
    Head("no", 5, "count"), Head("group", 16), Head("indicator", 26), Head("form_uom", 10),
    Head("baseline", 10, "number"), Head("target", 12), Head("value", 12, "number"), Head("period", 10),
    Head("gap", 10, "number"), Head("attainment", 10, "share"), Head("ledger_completion", 10, "share"),
    Head("ledger_expected", 10, "share"), Head("status", 26, "status"), Head("arrow", 6),
    Head("reporters", 20),
    Head("cause", 24), Head("measures", 24), Head("owner", 10), Head("measures_by", 12, "day"),
)  # fmt: skip
ACTIONS = (
    Head("task", 6), Head("action", 8), Head("actions", 40), Head("units", 30), Head("form_due", 12, "day"),
    Head("status", 26, "status"), Head("quantity", 10, "number"),
    Head("progress", 40), Head("form_evidence", 24),
)  # fmt: skip
UNITS = (
    Head("unit", 26), Head("owed", 8, "count"), Head("filed_n", 8, "count"), Head("pending_n", 8, "count"),
    Head("missing_n", 8, "count"), Head("filed_on", 12, "day"), Head("late", 8, "count"),
)  # fmt: skip
FILINGS = (
    Head("unit", 24), Head("ledger_filing", 10), Head("filed_on", 12, "day"), Head("indicator", 26),
    Head("period", 10), Head("value", 12, "number"), Head("form_pending", 20), Head("flag", 12),
    Head("ledger_reason", 20),
    Head("source", 16), Head("cause", 24), Head("measures", 24), Head("note", 20),
)  # fmt: skip


def ledger(voice: Voice) -> bytes:
    """The workbook of a bulletin's review; raises ValueError where a sheet can't hold something."""
    file, report = BytesIO(), voice.review.report
    with Workbook(file, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime.combine(report.as_of, time())})
        pages = _Pages(book, voice)
        pages.page("targets", TARGETS, _targets(voice))
        pages.page("actions", ACTIONS, _actions(voice))
        pages.page("units", UNITS, _units(voice))
        pages.page("filings", FILINGS, _filings(voice))
        pages.page("ledger_method", (Head("ledger_method", 110),), ((text,) for text in method(voice)))
    return file.getvalue()


class _Pages:
    """The workbook under work."""

    def __init__(self, book: Any, voice: Voice) -> None:
        self.book, self.look, self.voice = book, voice.look, voice
        frame = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "border": 1, "text_wrap": True}
        formats: dict[str, dict[str, object]] = {
            "text": {"indent": 1}, "status": {}, "count": {"num_format": "0"},
            "number": {"num_format": "0.##########"},
            "share": {"num_format": "0.0%"}, "day": {"num_format": "yyyy-mm-dd"},
            "head": {"bold": True, "align": "center", "bg_color": "#DCE6F1"},
        }  # fmt: skip
        self.styles = {name: book.add_format({**frame, **more}) for name, more in formats.items()}
        self.whole = book.add_format({**frame, "num_format": "0"})
        self.title = book.add_format({"font_name": "黑体", "font_size": 16})
        self.fills = {name: book.add_format({"bg_color": colour}) for name, colour in FILLS.items()}

    def page(self, name: str, heads: Sequence[Head], rows: Iterable[Sequence[Value]]) -> None:
        """One sheet: what it is and for when, the heads, the rows."""
        look, report = self.look, self.voice.review.report
        sheet = self.book.add_worksheet(look.say(name))
        stamp = f" · {look.say('synthetic')}" if report.dataset.plan.synthetic else ""
        _sound(sheet.write_string(0, 0, look.name(report.dataset.plan.title), self.title))
        when = look.say("ledger_when", period=self.voice.review.period, day=report.as_of)
        _sound(sheet.write_string(1, 0, when + stamp))
        sheet.set_row(0, 26)
        sheet.set_row(2, 34)
        for k, head in enumerate(heads):
            sheet.set_column(k, k, head.width)
            _sound(sheet.write_string(2, k, look.say(head.key), self.styles["head"]))
        last = 2
        for last, row in enumerate(rows, 3):
            for k, (head, value) in enumerate(zip(heads, row, strict=True)):
                self.cell(sheet, last, k, head, value)
            sheet.set_row(last, _height(row, heads))
        self.set_up(sheet, heads, max(last, 3))

    def cell(self, sheet: Any, row: int, column: int, head: Head, value: Value) -> None:
        """A number as a number, a day as a day, all else as text; nothing as nothing."""
        style = self.styles[head.kind]
        if value is None or value == "":
            _sound(sheet.write_blank(row, column, None, style))
        elif isinstance(value, str):
            _sound(sheet.write_string(row, column, value[:MOST], style))
        elif isinstance(value, date):
            _sound(sheet.write_datetime(row, column, datetime.combine(value, time()), style))
        else:
            whole = head.kind == "number" and value == int(value)
            _sound(sheet.write_number(row, column, float(value), self.whole if whole else style))

    def set_up(self, sheet: Any, heads: Sequence[Head], last: int) -> None:
        """Frozen heads, filters, colours beside the words, A4 across with the heads on each page."""
        sheet.freeze_panes(3, min(3, len(heads) - 1))
        sheet.autofilter(2, 0, last, len(heads) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)
        sheet.set_footer(f"&C{self.look.say('form_page')}")
        for k in (k for k, head in enumerate(heads) if head.kind == "status"):
            for status, style in STYLE.items():
                rule = {"type": "text", "criteria": "begins with", "value": self.look.sign(status)}
                _sound(sheet.conditional_format(3, k, last, k, {**rule, "format": self.fills[style]}))


def _targets(voice: Voice) -> Iterable[Sequence[Value]]:
    look, report = voice.look, voice.review.report
    groups = {group.id: look.name(group.title) for group in report.dataset.groups}
    units = _names(voice)
    for k, one in enumerate(report.targets, 1):
        verdict, point = one.verdict, one.verdict.point
        said = point.entry.observation if point and point.entry else None
        yield (
            k, groups[one.target.group], look.name(one.target.name), one.target.uom,
            one.baseline.value if one.baseline else None, goal(one.target, look),
            point.value if point else None, str(point.period) if point else None,
            verdict.gap, verdict.attainment, verdict.completion, verdict.expected,
            target_status(one, look, full=True).text, look.arrow(verdict.arrow),
            "、".join(units[unit] for unit in one.target.reporters),
            *((said.cause, said.measures, said.owner, said.measures_by) if said else (None,) * 4),
        )  # fmt: skip


def _actions(voice: Voice) -> Iterable[Sequence[Value]]:
    look, units = voice.look, _names(voice)
    for one in voice.review.report.actions:
        yield (
            one.task, one.action.id, look.name(one.action.title),
            "、".join(units[unit] for unit in one.units),
            one.action.due, action_status(one, look).text, one.quantity,
            _said(one, "progress", units), _said(one, "evidence", units),
        )  # fmt: skip


def _said(one: ActionVerdict, key: str, units: dict[str, str]) -> str:
    """What the units said last of an action, each behind its name."""
    said = {unit: getattr(report, key) for unit, (_, report) in one.reports.items()}
    texts = {unit: text if isinstance(text, str) else "、".join(text) for unit, text in said.items() if text}
    return "\n".join(f"{units[unit]}: {text}" for unit, text in texts.items())


def _units(voice: Voice) -> Iterable[Sequence[Value]]:
    names = _names(voice)
    for duty in voice.review.duties:
        states = [owed.state for owed in duty.owed]
        missing = states.count("missing") + states.count("invalid")
        filed = duty.filing.filed if duty.filing else None
        yield (
            names[duty.unit], len(states), states.count("reported"), states.count("pending"), missing,
            filed, duty.days_late,
        )  # fmt: skip


def _filings(voice: Voice) -> Iterable[Sequence[Value]]:
    look, report, units = voice.look, voice.review.report, _names(voice)
    names = {one.target.id: look.name(one.target.name) for one in report.targets}
    for row in observations(report, look.lang):
        said, filing = row.said, row.filing
        yield (
            units[filing.unit], str(filing.period), filing.filed, names.get(said.indicator, said.indicator),
            str(said.period or filing.period), said.value, said.pending, look.say(f"form_flag_{said.flag}"),
            said.reason, said.source, said.cause, said.measures, said.note,
        )  # fmt: skip


def _names(voice: Voice) -> dict[str, str]:
    return {unit.id: voice.look.name(unit.name) for unit in voice.review.report.dataset.units}


def _sound(code: int | None) -> None:
    """XlsxWriter only warns of what it leaves out: that would be a ledger with a hole."""
    if code:
        raise ValueError(f"the workbook can't hold this ({code})")


def _height(row: Sequence[Value], heads: Sequence[Head]) -> float:
    """The height in points of a row whose texts wrap: not every program grows rows."""
    from math import ceil

    from wcwidth import wcswidth

    lines = (
        sum(max(1, ceil(1.05 * wcswidth(line) / (head.width - 1))) for line in text.split("\n"))
        for text, head in zip(row, heads, strict=True)
        if isinstance(text, str)
    )
    return float(min(17 * max(lines, default=1) + 3, 400))
