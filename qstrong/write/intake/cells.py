"""What a clerk typed into a cell, as a filing says it; and what to say where that took a guess."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from decimal import Decimal

from qstrong.model.base import Lang, Text
from qstrong.model.period import Period
from qstrong.read.scalars import as_day, as_period
from qstrong.text.catalogue import words_of
from qstrong.text.fields import choice_word
from qstrong.text.language import LANGUAGES, in_each
from qstrong.text.written import fixed, in_uom, written
from qstrong.write.form.fields import CHOICES, DAYS, NUMBERS
from qstrong.write.intake.workbook import TypedCell

_DAY_ZERO, _SERIALS = date(1899, 12, 30), range(36526, 73051)
"""A spreadsheet counts days from here; its numbers for 2000 to 2099."""


class WrongError(Exception):
    """A cell that can't be taken, with what to say of it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


def tight(text: str) -> str:
    """*text* without any blanks, and with plain letters and stops for full-width ones."""
    return "".join(unicodedata.normalize("NFKC", text).replace("。", ".").split())


def choices(key: str, lang: Lang) -> dict[str, str]:
    """The words of a list (`flag` or `state`), each with what it stands for."""
    return {choice_word(key, one, lang): one for one in CHOICES[key]}


def typed_choice(cell: TypedCell, key: str) -> tuple[str, Text | None]:
    """One of a list's, and what to say where its blanks were passed over; raises `WrongError`."""
    said, by_language = str(cell.content), {lang: choices(key, lang) for lang in LANGUAGES}
    known = {one: one for one in by_language["zh"].values()}
    for words in reversed(by_language.values()):
        known |= words
    if said in known:
        return known[said], None
    for name, one in known.items():
        if tight(name).lower() == tight(said).lower().rstrip(".,;"):
            return one, words_of("import_took", text=said, value=name)
    named = in_each(lambda lang: LANGUAGES[lang].listed(by_language[lang]))
    raise WrongError(words_of("import_bad_choice", text=said, choices=named))


def typed_text(cell: TypedCell) -> str:
    """Words, or what was typed in their place."""
    content = cell.content
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, Decimal):
        return f"{fixed(content * 100)}%" if cell.percent else f"{content:f}"
    return str(content)


def typed_period(cell: TypedCell) -> tuple[Period, Text | None]:
    """A period, and what to say where it had to be interpreted; raises `WrongError`."""
    said = typed_text(cell)
    right = as_period(said[:7] if isinstance(cell.content, date) else said)
    if right is None:
        raise WrongError(words_of("import_bad_period", text=said))
    return Period.parse(right), None if right == said else words_of("import_took", text=said, value=right)


def typed_day(cell: TypedCell) -> tuple[str, Text | None]:
    """A day as YYYY-MM-DD; raises `WrongError`."""
    if isinstance(cell.content, date):
        return cell.content.isoformat(), None
    said = typed_text(cell)
    if isinstance(cell.content, Decimal) and cell.content in _SERIALS:  # a format that no library knows
        right = (_DAY_ZERO + timedelta(days=int(cell.content))).isoformat()
        return right, words_of("import_took", text=said, value=right)
    right = as_day(said) or ""
    if not right:
        raise WrongError(words_of("import_bad_day", text=said))
    return right, None if right == said else words_of("import_took", text=said, value=right)


def typed_number(cell: TypedCell, uom: str) -> tuple[str, Text | None]:
    """A number in *uom* as plain digits, and what to say where it had to be interpreted.

    Raises `WrongError` where it can't be told what was meant.
    """
    said = typed_text(cell)
    found = written(said, uom)
    value = in_uom(found, uom)
    if found.way == "long":
        raise WrongError(words_of("import_digits", text=said))
    if found.why and isinstance(cell.content, str):
        raise WrongError(words_of("import_number_why", text=said, uom=uom, why=found.why))
    if value is None or not isinstance(cell.content, str | Decimal):
        raise WrongError(words_of("import_bad_number", text=said, uom=uom))
    if cell.percent:
        return value, words_of("import_percent", text=cell.content, value=value)
    if found.way == "plain" or (uom == "%" and said == f"{value}%"):  # as the form asks for it
        return value, None
    return value, words_of("import_took", text=said, value=value)


def typed_value(key: str, cell: TypedCell, uom: str) -> tuple[str, Text | None]:
    """What a cell under the head *key* says, and where that was interpreted a word; raises `WrongError`."""
    if key in NUMBERS:
        return typed_number(cell, uom)
    if key in DAYS:
        return typed_day(cell)
    if key in CHOICES:
        return typed_choice(cell, key)
    return typed_text(cell), None
