"""A unit's form as a workbook: what is asked of it, a row each, with cells to fill in.

Cells to fill in have the format `@`, so that what was typed is what is read: `98%` stays `98%`. All else
is protected. Column A holds the id of each row, so that rows may be moved; a hidden sheet holds what the
form is for, and a checksum of its ids. The same data gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from qstrong.model.base import Lang
from qstrong.model.period import grain
from qstrong.text.catalogue import word
from qstrong.text.labels import label_word
from qstrong.text.numbers import number, rounded, with_uom
from qstrong.timeline.blank import Asked, AskedAction, Blank
from qstrong.write.fields import DAYS, FLAGS, HIDDEN, NUMBERS, SCHEMA, SIGNED, STATES
from qstrong.write.scaffold import EXPLAINED, OPS, goal

LINE = 17
"""The height of a line of 11 pt, in points."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: the key of its word and of what is filled in, its width in characters."""

    key: str
    width: int
    fill: bool = False


VALUES = (
    Field("id", 11),
    Field("name", 18),
    Field("uom", 9),
    Field("goal", 11),
    Field("last", 15),
    Field("for", 8),
    Field("value", 12, fill=True),
    Field("last_year", 10, fill=True),
    Field("flag", 9, fill=True),
    Field("pending", 14, fill=True),
    Field("source", 12, fill=True),
    Field("note", 16, fill=True),
    Field("cause", 16, fill=True),
    Field("measures", 16, fill=True),
    Field("owner", 8, fill=True),
    Field("measures_by", 11, fill=True),
    Field("request", 12, fill=True),
    Field("evidence", 13, fill=True),
)
ACTIONS = (
    Field("id", 8),
    Field("title_of_action", 24),
    Field("goal", 11),
    Field("due", 11),
    Field("was", 10),
    Field("state", 11, fill=True),
    Field("quantity", 10, fill=True),
    Field("progress", 26, fill=True),
    Field("on", 11, fill=True),
    Field("cause", 16, fill=True),
    Field("measures", 16, fill=True),
    Field("owner", 8, fill=True),
    Field("measures_by", 11, fill=True),
    Field("request", 12, fill=True),
    Field("evidence", 13, fill=True),
)


def form(asked: Blank, lang: Lang, *, behind: frozenset[str] = frozenset()) -> bytes:
    """The workbook for what is *asked* of one unit.

    *behind*: the targets that were behind when they were last judged; their causes are asked for.
    Raises ValueError where a text is longer than a cell holds.
    """
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": _title(asked, lang), "created": datetime.combine(asked.day, time())})
        _Form(book, asked, lang, behind).make()
    return file.getvalue()


def checksum(asked: Blank) -> str:
    """A digest of what the form is for and of all its ids."""
    rows = [asked.dataset.plan.id, asked.unit.id, str(asked.period)]
    rows += [f"{one.target.id} {one.period}" for one in asked.values]
    rows += [one.action.id for one in asked.actions]
    return sha256("\n".join(rows).encode()).hexdigest()


def _title(asked: Blank, lang: Lang) -> str:
    return word("form_title", lang, plan=asked.dataset.plan.title.say(lang), period=asked.period)


class _Form:
    """One workbook under work."""

    def __init__(self, book: Any, asked: Blank, lang: Lang, behind: frozenset[str]) -> None:
        self.book, self.asked, self.lang, self.behind = book, asked, lang, behind
        frame = {"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "vcenter", "border": 1}
        entry = {**frame, "num_format": "@", "locked": False}
        self.styles = {
            "title": book.add_format({"font_name": "黑体", "font_size": 16, "align": "center"}),
            "text": book.add_format({**frame, "border": 0, "valign": "top"}),
            "head": book.add_format({**frame, "bold": True, "align": "center", "bg_color": "#DCE6F1"}),
            "id": book.add_format({**frame, "font_size": 8, "font_color": "#7F7F7F"}),
            "fixed": book.add_format({**frame, "bg_color": "#F2F2F2"}),
            "fill": book.add_format({**entry, "bg_color": "#FFFDE7"}),
            "wanted": book.add_format({**entry, "bg_color": "#FDE9D9"}),
        }

    def say(self, key: str, **words: object) -> str:
        """A word of the form."""
        return word(f"form_{key}", self.lang, **words)

    def make(self) -> None:
        """All sheets; the indicators' one, which is signed, is always there."""
        sheet = self.begun("indicators", VALUES)
        at = 4
        for one in self.asked.values:
            self.row(sheet, at, VALUES, self.facts(one), self.explained(one))
            at += 1
        self.signatures(sheet, at + 1)
        if self.asked.actions:
            sheet = self.begun("actions", ACTIONS)
            for k, action in enumerate(self.asked.actions):
                self.row(sheet, 4 + k, ACTIONS, self.action_facts(action), frozenset())
        self.hidden()

    def begun(self, name: str, fields: tuple[Field, ...]) -> Any:
        """A sheet with its title, what it is about, how to fill it in, and its heads."""
        sheet, last = self.book.add_worksheet(self.say(name)), len(fields) - 1
        width = sum(field.width for field in fields)
        plan = self.asked.dataset.plan
        unit = self.say(
            "unit", unit=self.asked.unit.name.say(self.lang), day=self.asked.day, close=self.asked.close
        )
        if plan.synthetic:
            unit += f"　　{word('synthetic', self.lang)}"
        texts = (_title(self.asked, self.lang), unit, self.say("how"))
        for k, (text, style) in enumerate(zip(texts, ("title", "text", "text"), strict=True)):
            _sound(sheet.merge_range(k, 0, k, last, "", self.styles[style]))
            _sound(sheet.write_string(k, 0, text, self.styles[style]))
            sheet.set_row(k, 26 if k == 0 else _height({0: text}, {0: width}))
        for k, field in enumerate(fields):
            sheet.set_column(k, k, field.width)
            _sound(sheet.write_string(3, k, self.say(field.key), self.styles["head"]))
        heads = {k: self.say(field.key) for k, field in enumerate(fields)}
        sheet.set_row(3, _height(heads, {k: field.width for k, field in enumerate(fields)}))
        self.set_up(sheet)
        return sheet

    def set_up(self, sheet: Any) -> None:
        """A4 across, one page wide, heads on each; protected, but rows and columns may be resized."""
        sheet.freeze_panes(4, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)
        sheet.set_footer(f"&C{self.say('page')}")
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def row(
        self, sheet: Any, at: int, fields: tuple[Field, ...], facts: Mapping[str, str], wanted: frozenset[str]
    ) -> None:
        """One indicator or action: what is known, and the cells to fill in."""
        for k, field in enumerate(fields):
            if field.fill:
                _sound(
                    sheet.write_blank(at, k, None, self.styles["wanted" if field.key in wanted else "fill"])
                )
                self.rule(sheet, at, k, field.key)
            else:
                style = self.styles["id" if field.key == "id" else "fixed"]
                _sound(sheet.write_string(at, k, facts[field.key], style))
        shown = {k: facts[field.key] for k, field in enumerate(fields) if not field.fill and k}
        sheet.set_row(at, max(3 * LINE, _height(shown, {k: one.width for k, one in enumerate(fields)})))

    def rule(self, sheet: Any, row: int, column: int, key: str) -> None:
        """What a cell to fill in accepts, and what it says of itself."""
        about = {"input_title": self.say(key), "error_title": self.say(key)}
        if key in NUMBERS:
            cell = xl_rowcol_to_cell(row, column)
            rule = {
                "validate": "custom",
                "value": f'=ISNUMBER(VALUE(SUBSTITUTE({cell},"％","%")))',
                "input_message": self.say("ask_value"),
                "error_message": self.say("bad_value"),
                "error_type": "warning",
            }
        elif key in ("flag", "state"):
            count, letter = (len(FLAGS), "C") if key == "flag" else (len(STATES), "D")
            rule = {
                "validate": "list",
                "source": f"={HIDDEN}!${letter}$1:${letter}${count}",
                "input_message": self.say("ask_choice"),
                "error_message": self.say("bad_choice"),
            }
        elif key in DAYS:
            rule = {"validate": "any", "input_message": self.say("ask_day")}
        else:
            return
        _sound(sheet.data_validation(row, column, row, column, {**rule, **about}))

    def facts(self, one: Asked) -> dict[str, str]:
        """What is known of an indicator."""
        name = one.target.name.say(self.lang)
        return {
            "id": one.target.id,
            "name": self.say("baseline", name=name) if one.is_baseline else name,
            "uom": one.target.uom,
            "goal": goal(one, self.lang),
            "last": "\n".join(self.known(one)),
            "for": str(one.period),
        }

    def known(self, one: Asked) -> Iterator[str]:
        """The last value, and what is expected by now."""
        if one.last:
            yield self.say("last_value", period=one.last[0], value=number(one.last[1]))
        if one.expected is not None:
            yield self.say("expected", value=rounded(one.expected, one.target.decimals))
        if one.target.measure == "flow_ytd" and grain(one.period.last) < 12:
            yield word("new_ytd", self.lang)

    def explained(self, one: Asked) -> frozenset[str]:
        """The keys that are asked for because the target was behind."""
        return frozenset(EXPLAINED if one.target.id in self.behind and not one.is_baseline else ())

    def action_facts(self, one: AskedAction) -> dict[str, str]:
        """What is known of an action."""
        wanted, due = one.action.quantity, one.action.due
        return {
            "id": one.action.id,
            "title_of_action": one.action.title.say(self.lang),
            "goal": with_uom(f"{OPS[wanted.op]}{number(wanted.value)}", wanted.uom) if wanted else "",
            "due": due.isoformat() if due else "",
            "was": label_word(one.last[1].state, self.lang) if one.last else "",
        }

    def signatures(self, sheet: Any, at: int) -> None:
        """Who fills in, reviews and approves, the day, and room for the seal."""
        for k, key in enumerate(SIGNED):
            row = at + k
            _sound(sheet.write_string(row, 0, f"@{key}", self.styles["id"]))
            _sound(sheet.write_string(row, 1, self.say(key), self.styles["head"]))
            last = 11 if key == "highlights" else 5
            _sound(sheet.merge_range(row, 2, row, last, "", self.styles["fill"]))
            self.rule(sheet, row, 2, key)
            sheet.set_row(row, (3 if key == "highlights" else 1.6) * LINE)
        _sound(sheet.merge_range(at + 1, 8, at + len(SIGNED) - 1, 11, "", self.styles["text"]))
        _sound(sheet.write_string(at + 1, 8, self.say("seal"), self.styles["text"]))

    def hidden(self) -> None:
        """What the form is for, its checksum, and the lists to choose from."""
        sheet = self.book.add_worksheet(HIDDEN)
        sheet.very_hidden()
        asked = self.asked
        about = ("qstrong-form", SCHEMA, asked.dataset.plan.id, asked.unit.id, str(asked.period))
        for k, text in enumerate((*about, self.lang, checksum(asked))):
            _sound(sheet.write_string(k, 0, text))
        for k, flag in enumerate(FLAGS):
            _sound(sheet.write_string(k, 2, self.say(f"flag_{flag}")))
        for k, state in enumerate(STATES):
            _sound(sheet.write_string(k, 3, label_word(state, self.lang)))
        sheet.protect("")


def _sound(code: int | None) -> None:
    """XlsxWriter only warns of what it leaves out: that would be a form with a hole."""
    if code:
        raise ValueError(f"the workbook can't hold this ({code})")


def _height(texts: Mapping[int, str], widths: Mapping[int, int]) -> float:
    """The height in points of a row whose texts wrap in those *widths*: not every program grows rows."""
    from wcwidth import wcswidth

    lines = (
        sum(max(1, ceil(1.05 * wcswidth(line) / (widths[k] - 1))) for line in text.split("\n"))
        for k, text in texts.items()
    )
    return float(LINE * max(lines, default=1))
