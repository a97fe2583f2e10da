"""What a clerk typed into a cell, as a filing says it; and what to say where that took a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from qstrong.model.base import Text
from qstrong.model.grammar import parse_number
from qstrong.read.scalars import as_day
from qstrong.read.workbook import Cell
from qstrong.text.catalogue import word
from qstrong.text.labels import label_word
from qstrong.write.fields import FLAGS, STATES

_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_TIMES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


def both(key: str, **words: object) -> Text:
    """A word of the catalogue in both languages."""
    return Text(zh=word(key, "zh", **words), en=word(key, "en", **words))


class WrongError(Exception):
    """A cell that can't be taken, with what to say of it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


def choices(key: str) -> Iterator[tuple[str, str]]:
    """The words of a list (`flag` or `state`) in both languages, each with what it stands for."""
    for one in FLAGS if key == "flag" else STATES:
        yield one, one
        for lang in ("zh", "en"):
            yield word(f"form_flag_{one}", lang) if key == "flag" else label_word(one, lang), one


def choice_of(cell: Cell, choices: Mapping[str, str]) -> tuple[str, None]:
    """One of a list's; raises `WrongError`."""
    said = str(cell.content)
    if said not in choices:
        named = "、".join(name for name in choices if not name.isascii())
        raise WrongError(both("import_bad_choice", text=said, choices=named))
    return choices[said], None


def day_of(cell: Cell) -> tuple[str, Text | None]:
    """A day as YYYY-MM-DD; raises `WrongError`."""
    if isinstance(cell.content, date):
        return cell.content.isoformat(), None
    said = str(cell.content)
    right = as_day(said)
    if right is None:
        raise WrongError(both("import_bad_day", text=said))
    return right, None if right == said else both("import_took", text=said, value=right)


def number_of(cell: Cell, uom: str) -> tuple[str, Text | None]:
    """A number in *uom* as plain digits, and what to say where it had to be interpreted.

    Raises `WrongError` where it can't be told what was meant.
    """
    if isinstance(cell.content, Decimal):
        if not cell.percent:
            return f"{cell.content:f}", None
        value = f"{_plain(cell.content * 100):f}"
        if not any(sign in uom for sign in ("%", "百分")):
            raise WrongError(both("import_bad_number", text=f"{value}%", uom=uom))
        return value, both("import_percent", text=cell.content, value=value)
    said = str(cell.content)
    if isinstance(cell.content, str):
        if _is_number(said):
            return said, None
        found = _number(unicodedata.normalize("NFKC", said).replace("\u2212", "-").strip(), uom)
        if found is not None:
            return found, both("import_took", text=said, value=found)
    raise WrongError(both("import_bad_number", text=said, uom=uom))


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that a multiplication brings."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except ValueError:
        return False
    return True


def _number(text: str, uom: str) -> str | None:
    """A number with grouping, its own unit of measure, % where that is the unit, or 万 and 亿 as factors."""
    plain = text.removesuffix(uom).strip() if uom else text
    bare = plain.replace(",", "") if _GROUPED.match(plain) else plain
    if _is_number(bare):
        return bare
    times = _TIMES.get(bare[-1:])
    if times is None or not _is_number(bare[:-1].strip()) or (plain != text and uom[:1] in _TIMES):
        return None
    if uom[:1] in _TIMES:  # 14.5万 where 万人 is meant; but 万 isn't 亿
        return bare[:-1].strip() if uom[0] == bare[-1] else None
    return f"{_plain(Decimal(bare[:-1].strip()) * times):f}"
