"""A unit's form as a workbook: what is asked of it, a row each, with cells to fill in.

Cells to fill in have the format `@`, so that what was typed is what is read: `98%` stays `98%`. All else
is protected. Column A holds the id of each row, so that rows may be moved; it isn't printed. A hidden
sheet holds what the form is for, the rows that it asks for, and a checksum of them. What was filed
already stands in the cells. The same data gives the same bytes.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from qstrong.model.base import Lang
from qstrong.text import families
from qstrong.text.catalogue import word
from qstrong.text.fields import choice_word, key_word
from qstrong.text.workbook import FRAME, HEAD, TITLE, face, height, printed, sound
from qstrong.timeline.blank import Blank
from qstrong.write.form.fields import (
    ACTIONS,
    CHOICES,
    CORRECTIONS,
    DAYS,
    FLAGS,
    HIDDEN,
    LIST_FLAGS,
    LIST_NAMES,
    LIST_ROWS,
    LIST_STATES,
    LOCKED,
    NUMBERS,
    SCHEMA,
    SIGN_AT,
    SIGNED,
    STATES,
    TAKEN_BACK,
    VALUES,
    FormColumn,
    checksum,
)
from qstrong.write.form.formrows import SPARE, FormRow, FormRows
from qstrong.write.form.held import Held

LINE = 17
"""The height of a line of 11 pt, in points."""
FIRST = 4
"""The first row below the heads, counted from 0."""
ROOM = 500
"""What a page of A4 across has for rows beside the signatures, in points before it is shrunk."""
_FILLABLE = tuple(dict.fromkeys(field.key for field in (*VALUES, *ACTIONS) if field.fill))


def form_workbook(asked: Blank, rows: FormRows, filed: Held, lang: Lang) -> bytes:
    """The workbook with the *rows* for what is *asked* of one unit, over what it has *filed* already.

    Raises ValueError where a text is longer than a cell holds.
    """
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": _title(asked, lang), "created": datetime.combine(asked.day, time())})
        _Form(book, asked, lang).make(rows, filed)
    return file.getvalue()


def _title(asked: Blank, lang: Lang) -> str:
    return word("form_title", lang, plan=asked.dataset.plan.title.say(lang), period=asked.period)


class _Form:
    """One workbook under work."""

    def __init__(self, book: Workbook, asked: Blank, lang: Lang) -> None:
        self.book, self.asked, self.lang = book, asked, lang
        self.names, self.sealed = 0, asked.dataset.plan.office.sealed
        frame = {**FRAME, "font_size": 11, **face(lang)}
        entry = {**frame, "num_format": "@", "locked": False}
        self.styles = {
            "title": book.add_format({**TITLE, "align": "center", **face(lang)}),
            "text": book.add_format({**frame, "border": 0, "valign": "top"}),
            "head": book.add_format({**frame, **HEAD, **face(lang)}),
            "id": book.add_format({**frame, "font_size": 8, "font_color": "#7F7F7F"}),
            "fixed": book.add_format({**frame, "bg_color": "#F2F2F2"}),
            "fill": book.add_format({**entry, "bg_color": "#FFFDE7"}),
            "wanted": book.add_format({**entry, "bg_color": "#FDE9D9"}),
        }

    def say(self, key: str, **words: object) -> str:
        """A word of the form."""
        return word(key, self.lang, **words)

    def head(self, key: str) -> str:
        """What stands above the column of a key."""
        return key_word(key, self.lang, families.FORM)

    def make(self, rows: FormRows, filed: Held) -> None:
        """All sheets that have something to ask; the first one is signed."""
        self.names = len(rows.names)
        sheets = [("form_indicators", VALUES, rows.values), ("form_actions", ACTIONS, rows.actions)]
        for k, (name, fields, mine) in enumerate([one for one in sheets if one[2]] or sheets[:1]):
            sheet, end = self.begun(name, fields, self.say("form_how"), signed=not k), FIRST + len(mine)
            least = LINE * (_lines(len(mine)) if not k else 3)
            for at, one in enumerate(mine, FIRST):
                self.row(sheet, at, fields, one, least)
            if not k:
                end = self.signatures(sheet, end + 1, fields, filed)
            self.printed(sheet, end - 1, fields)
        if rows.names:
            self.corrections(rows.corrections)
        self.hidden(rows)

    def corrections(self, filed: tuple[FormRow, ...]) -> None:
        """The sheet for corrections of earlier periods: what was filed so, and some rows to fill in."""
        sheet = self.begun("form_corrections", CORRECTIONS, self.say("form_how_corrected"))
        empty = FormRow("observations", "", None, {}, {})
        for at, one in enumerate((*filed, *[empty] * SPARE), FIRST):
            self.row(sheet, at, CORRECTIONS, one, 2 * LINE)
        self.printed(sheet, FIRST + len(filed) + SPARE - 1, CORRECTIONS)

    def begun(
        self, name: str, fields: tuple[FormColumn, ...], how: str, *, signed: bool = False
    ) -> Worksheet:
        """A sheet with its title, what it is about, how to fill it in, and its heads."""
        sheet, first, last = self.book.add_worksheet(self.say(name)), _first(fields), len(fields) - 1
        width = sum(field.width for field in fields[first:])
        unit = self.say(
            "form_unit", unit=self.asked.unit.name.say(self.lang), day=self.asked.day, close=self.asked.close
        )
        if self.asked.dataset.plan.synthetic:
            unit += f"{self.say('form_gap')}{word('synthetic', self.lang)}"
        texts = (
            _title(self.asked, self.lang),
            unit,
            how + (self.say("form_how_seal" if self.sealed else "form_how_sign") if signed else ""),
        )
        for k, (text, style) in enumerate(zip(texts, ("title", "text", "text"), strict=True)):
            self.merged(sheet, (k, first, k, last), text, style)
            sheet.set_row(k, 26 if k == 0 else height([(text, width - 1)], LINE))
        for k, field in enumerate(fields):
            sheet.set_column(k, k, field.width)
            sound(sheet.write_string(FIRST - 1, k, self.head(field.key), self.styles["head"]))
        sheet.set_row(FIRST - 1, height(((self.head(one.key), one.width - 1) for one in fields), LINE))
        sheet.freeze_panes(FIRST, first + 1)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        return sheet

    def merged(self, sheet: Worksheet, at: tuple[int, int, int, int], text: str, style: str) -> None:
        """A text that spans the cells from the first row and column to the last."""
        sound(sheet.merge_range(*at, "", self.styles[style]))
        sound(sheet.write_string(*at[:2], text, self.styles[style]))

    def printed(self, sheet: Worksheet, last: int, fields: tuple[FormColumn, ...]) -> None:
        """A4 across, one page wide, heads on each; without the ids, which are for the machine."""
        printed(sheet, FIRST - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, _first(fields), last, len(fields) - 1)
        sheet.center_horizontally()
        sheet.set_footer(f"&C{self.say('form_page')}")

    def row(
        self, sheet: Worksheet, at: int, fields: tuple[FormColumn, ...], one: FormRow, least: float
    ) -> None:
        """One indicator, action or correction: what is known, and the cells to fill in."""
        texts = {**one.known, **one.filled}
        for k, field in enumerate(fields):
            if field.fill:
                style = self.styles["wanted" if field.key in one.wanted else "fill"]
                self.entry(sheet, at, k, texts.get(field.key, ""), style)
                self.rule(sheet, at, k, field.key)
            else:
                style = self.styles["id" if field.key == "id" else "fixed"]
                sound(sheet.write_string(at, k, one.known[field.key], style))
        shown = ((texts.get(field.key, ""), field.width - 1) for field in fields[_first(fields) :])
        sheet.set_row(at, max(least, height(shown, LINE)))

    @staticmethod
    def entry(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
        """A cell to fill in, with what was filed already, or is known."""
        if text:
            sound(sheet.write_string(row, column, text, style))
        else:
            sound(sheet.write_blank(row, column, None, style))

    def rule(self, sheet: Worksheet, row: int, column: int, key: str) -> None:
        """What a cell to fill in accepts, and what it says of itself."""
        about = {"input_title": self.head(key), "error_title": self.head(key)}
        if key in NUMBERS:
            cell = xl_rowcol_to_cell(row, column)
            sound_number = f'ISNUMBER(VALUE(SUBSTITUTE({cell},"％","%")))'
            back = f'OR({cell}="{self.say("form_withdraw")}",{sound_number})'
            rule = {
                "validate": "custom",
                "value": f"={back if key in TAKEN_BACK else sound_number}",
                "input_message": self.say("form_ask_value"),
                "error_message": self.say("form_bad_value"),
                "error_type": "warning",
            }
        elif key in (*CHOICES, "subject"):
            rule = {
                "validate": "list",
                "source": self.list_of(key),
                "input_message": self.say("form_ask_choice"),
                "error_message": self.say("form_bad_choice"),
            }
        elif key in DAYS:
            rule = {"validate": "any", "input_message": self.say("form_ask_day")}
        elif key == "for":
            rule = {"validate": "any", "input_message": self.say("form_ask_period")}
        else:
            return
        sound(sheet.data_validation(row, column, row, column, {**rule, **about}))

    def list_of(self, key: str) -> str:
        """Where the hidden sheet lists what may be chosen."""
        column, count = {
            "flag": (LIST_FLAGS, len(FLAGS)),
            "state": (LIST_STATES, len(STATES) + 1),
            "subject": (LIST_NAMES, self.names),
        }[key]
        letter = xl_col_to_name(column - 1)
        return f"={HIDDEN}!${letter}$1:${letter}${count}"

    def signatures(self, sheet: Worksheet, at: int, fields: tuple[FormColumn, ...], filed: Held) -> int:
        """Highlights; below, who fills in, reviews and approves, and the day; room for the seal.

        In one row, which no page end can divide. Gives the next row.
        """
        *columns, seal = SIGN_AT[fields]
        highlights, *signed = SIGNED
        self.signature(sheet, at, (columns[0], seal - 1), highlights, filed)
        for key, first, last in zip(signed, columns, [*columns[1:], seal], strict=True):
            self.signature(sheet, at + 1, (first, last - 1), key, filed)
        sound(sheet.write_string(at, 0, f"@{highlights}", self.styles["id"]))
        sound(sheet.write_string(at + 1, 0, "@signed", self.styles["id"]))
        sealed = self.say("form_seal") if self.sealed else ""
        self.merged(sheet, (at, seal, at + 1, len(fields) - 1), sealed, "text")
        width = sum(field.width for field in fields[2:seal])
        sheet.set_row(at, max(4 * LINE, height([(filed.head.get(highlights, ""), width - 1)], LINE)))
        sheet.set_row(at + 1, 2.5 * LINE)
        return at + 2

    def signature(self, sheet: Worksheet, row: int, columns: tuple[int, int], key: str, filed: Held) -> None:
        """A label, and behind it the cells for what belongs there."""
        label, last = columns
        style = self.styles["fill"]
        sound(sheet.write_string(row, label, self.say(families.FORM.key(key)), self.styles["head"]))
        if last > label + 1:
            sound(sheet.merge_range(row, label + 1, row, last, "", style))
        self.entry(sheet, row, label + 1, filed.head.get(key, ""), style)
        self.rule(sheet, row, label + 1, key)

    def hidden(self, rows: FormRows) -> None:
        """What the form is for, its checksum, the lists to choose from, and the rows that it asks for."""
        sheet = self.book.add_worksheet(HIDDEN)
        sheet.very_hidden()
        asked = self.asked
        mine = [*rows.values, *rows.actions]
        about = (asked.dataset.plan.id, asked.unit.id, str(asked.period))
        digest = checksum(*about, [one.name for one in mine])
        columns = {
            1: ("qstrong-form", SCHEMA, *about, self.lang, digest, " ".join(LOCKED)),
            LIST_FLAGS: [choice_word("flag", flag, self.lang) for flag in FLAGS],
            LIST_STATES: [
                *(choice_word("state", state, self.lang) for state in STATES),
                self.say("form_withdraw"),
            ],
            LIST_NAMES: rows.names,
            LIST_ROWS: [one.name for one in mine],
            LIST_ROWS + 1: [" ".join(key for key in _FILLABLE if one.filled.get(key)) for one in mine],
        }
        columns |= {
            k: [one.known.get(key, "") for one in mine] for k, key in enumerate(LOCKED, LIST_ROWS + 2)
        }
        for column, texts in columns.items():
            for row, text in enumerate(texts):
                sound(sheet.write_string(row, column - 1, text))
        sheet.protect("")


def _first(fields: tuple[FormColumn, ...]) -> int:
    """The first column for people: that of the ids is left of it."""
    return int(fields[0].key == "id")


def _lines(rows: int) -> int:
    """How many lines high rows are at least: room to write, as far as the page has it."""
    return max(3, min(6, ROOM // (LINE * max(rows, 1))))
