"""退回更正: the note that sends a workbook back, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from qstrong.model.period import Period
from qstrong.model.plan import Plan
from qstrong.render.look import Look
from qstrong.render.views.due import with_weekday
from qstrong.text.language import circled, period_words
from qstrong.text.numbers import day_words


class ReturnedItem(NamedTuple):
    """Something to check: the sheet and the cell, the row's name, what is wrong; places may be empty."""

    sheet: str
    cell: str
    name: str
    text: str


def returned(
    plan: Plan,
    unit: str,
    period: Period,
    items: Sequence[ReturnedItem],
    closes: date,
    today: date,
    look: Look,
) -> str:
    """The note to *unit*: what is to be checked in its filing for *period*, and by when."""
    head = look.say(
        "reply_head",
        stamp=look.say("due_stamp", word=look.say("synthetic")) if plan.synthetic else "",
        unit=unit,
        period=look.tight(period_words(period, look.lang)),
        n=len(items) or 1,
    )
    rows = [_item(k, one, look) for k, one in enumerate(items, 1)] or [look.say("reply_empty")]
    day = look.tight(day_words(closes, look.lang))
    if today > closes:
        end = look.say("reply_soon", day=day)
    else:
        end = look.say("reply_by", day=day if closes == today else with_weekday(closes, day, look))
    return "\n".join([head, *rows, end])


def _item(k: int, one: ReturnedItem, look: Look) -> str:
    name = look.say("reply_name", name=one.name) if one.name else ""
    key = "reply_whole" if not one.cell else "reply_item" if one.sheet else "reply_item_table"
    text = one.text.rstrip("。.")
    for narrow, wide in look.language.wide.items():
        text = text.replace(narrow, wide)
    return look.say(key, k=circled(k), sheet=one.sheet, cell=one.cell, name=name, text=text)
