"""What a clerk typed into a cell, as a filing says it; and what to say where that took a guess."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from qstrong.model.base import Lang, Text
from qstrong.model.period import Period
from qstrong.read.faults import clip
from qstrong.read.scalars import as_day, as_period
from qstrong.text import families
from qstrong.text.catalogue import words_of
from qstrong.text.fields import choice_word
from qstrong.text.language import LANGUAGES, in_each, period_short
from qstrong.text.numbers import uom_texts
from qstrong.text.written import fills_gap, fixed, half_width, in_uom, tight, written
from qstrong.write.form.fields import CHOICES, DAYS, NUMBERS
from qstrong.write.intake.workbook import TypedCell

_DAY_ZERO, _SERIALS = date(1899, 12, 30), range(36526, 73051)
"""A spreadsheet counts days from here; its numbers for 2000 to 2099."""


_ENDLESS = re.compile(
    r"(?:长期|常年|持续|一直|永久|常态化)(?:坚持|推进|开展|有效|进行|实施)?|ongoing|permanent", re.IGNORECASE
)
_ENDS = re.compile(r"(?:底|末|前|底前|末前|以前|之前|年底|年末)$")
_TAKEN_BACK = re.compile(r"(?:撤回|撤销|withdrawn?)[.!]?", re.IGNORECASE)
_MOST_SHOWN = 20
"""Digits; what is longer is shown by its exponent."""
_COMPUTED = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,20}")


class WrongError(Exception):
    """A cell that can't be taken, with what to say of it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.zh)
        self.text = text


def is_uom(said: str, uom: str) -> bool:
    """Whether *said* is that unit of measure, in any of its languages."""
    return tight(said) in {tight(text) for text in uom_texts(uom)}


def choices(key: str, lang: Lang) -> dict[str, str]:
    """The words of a list (`flag` or `state`), each with what it stands for."""
    return {choice_word(key, one, lang): one for one in CHOICES[key]}


def typed_choice(cell: TypedCell, key: str) -> tuple[str, Text | None]:
    """One of a list's, and what to say where its blanks were passed over; raises `WrongError`."""
    said, by_language = str(cell.content), {lang: choices(key, lang) for lang in LANGUAGES}
    known = {one: one for one in next(iter(by_language.values())).values()}
    for words in reversed(by_language.values()):
        known |= words
    if said in known:
        return known[said], None
    for name, one in known.items():
        if tight(name).lower() == tight(said).lower().rstrip(".,;"):
            return one, words_of("import_took", text=said, value=name)
    named = in_each(lambda lang: LANGUAGES[lang].listed(by_language[lang]))
    raise WrongError(words_of("import_bad_choice", text=clip(said), choices=named))


def typed_text(cell: TypedCell) -> str:
    """Words, or what was typed in their place."""
    content = cell.content
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, Decimal):
        return f"{_digits(content * 100)}%" if cell.percent else _digits(content)
    return str(content)


def _digits(number: Decimal) -> str:
    """A number as a spreadsheet shows it: its digits, in as many as anybody reads."""
    return fixed(number) if abs(number.adjusted()) <= _MOST_SHOWN else f"{number.normalize():E}"


def _month(cell: TypedCell) -> str:
    """What a cell says where a period or a day belongs: 2027.10 with the zero that its format shows."""
    content, places = cell.content, cell.shown.decimals
    if (
        isinstance(content, Decimal)
        and places
        and not cell.percent
        and abs(content.adjusted()) <= _MOST_SHOWN
    ):
        return f"{content:.{max(places, places_of(fixed(content)))}f}"
    return typed_text(cell)


def _is_cut(cell: TypedCell, said: str) -> bool:
    """Whether a number may have lost a zero: 2027.1 is January, or was typed as 2027.10."""
    return isinstance(cell.content, Decimal) and bool(re.fullmatch(r"[0-9]{4}\.1", said))


def typed_period(cell: TypedCell, shift: int = 0) -> tuple[Period, Text | None]:
    """A period, and what to say where it had to be interpreted; raises `WrongError`."""
    _as_shown(cell)
    said = _month(cell)
    right = as_period(said[:7] if isinstance(cell.content, date) else said, shift)
    if right is None or _is_cut(cell, said):
        raise WrongError(words_of("import_bad_period", text=clip(said)))
    period = Period.parse(right, shift)
    plain = said in (right, *(period_short(period, lang) for lang in LANGUAGES))  # as forms ask for it
    return period, None if plain else words_of("import_took", text=said, value=right)


def typed_day(cell: TypedCell, key: str, shift: int = 0) -> tuple[str, Text | None]:
    """A day as YYYY-MM-DD, "" where there is said to be none; raises `WrongError`.

    A deadline that is a month, a quarter or a year is its last day.
    """
    if isinstance(cell.content, date):
        return cell.content.isoformat(), None
    said = _month(cell)
    if isinstance(cell.content, Decimal) and cell.content in _SERIALS:  # a format that no library knows
        right = (_DAY_ZERO + timedelta(days=int(cell.content))).isoformat()
        return right, words_of("import_took", text=said, value=right)
    right = as_day(said) or ""
    if not right and key == "measures_by" and not _is_cut(cell, said):
        if _ENDLESS.fullmatch(tight(said)):
            return "", words_of("import_endless", text=said)
        period = as_period(_ENDS.sub("", tight(said)), shift)
        right = Period.parse(period, shift).end.isoformat() if period else ""
    if not right:
        raise WrongError(words_of("import_bad_day", text=clip(said)))
    return right, None if right == said else words_of("import_took", text=said, value=right)


def typed_number(cell: TypedCell, uom: str, decimals: int = 2) -> tuple[str, Text | None]:
    """A number in *uom* as plain digits, and what to say where it had to be interpreted.

    One with more digits than a filing may have, such as a pasted result, is rounded to *decimals*. Raises
    `WrongError` where it can't be told what was meant, or where the cell shows another number than it has.
    """
    said, how = typed_text(cell), cell.shown
    if wrong := shown_otherwise(cell):
        raise WrongError(wrong)
    if how.behind:
        said += how.behind
    named = next((text for text in uom_texts(uom) if half_width(said).endswith(half_width(text))), uom)
    found = written(said, named)
    value = in_uom(found, named)
    if found.way == "long":
        return rounded_to(said, decimals)
    if found.why and isinstance(cell.content, str):
        own = found.way in families.TYPED.members  # where in the form it goes instead
        why = words_of(families.TYPED.key(found.way), why=found.why) if own else found.why
        raise WrongError(words_of("import_number_why", text=clip(said), uom=uom, why=why))
    if value is None or not isinstance(cell.content, str | Decimal):
        raise WrongError(words_of("import_bad_number", text=clip(said), uom=uom))
    shown = _cut(cell)
    if shown and places_of(value) > decimals:
        return rounded_to(value if how.behind else said, decimals)
    if cell.percent:
        return value, words_of("import_percent", text=cell.content, value=value)
    if shown:
        return value, words_of("import_cut", shown=shown, text=said, value=value)
    if found.way == "plain" or (uom == "%" and said == f"{value}%"):  # as the form asks for it
        return value, None
    return value, words_of("import_took", text=said, value=value)


def _cut(cell: TypedCell) -> str:
    """What a cell shows of a number of which not all decimals are to be seen; "" where all are."""
    content, how = cell.content, cell.shown
    if not isinstance(content, Decimal) or how.decimals is None:
        return ""
    number, behind = (content * 100, "%") if cell.percent else (content, how.behind)
    if places_of(fixed(number)) <= how.decimals:
        return ""
    return f"{number.quantize(Decimal(1).scaleb(-how.decimals), ROUND_HALF_UP):f}{behind}"


def rounded_to(said: str, decimals: int) -> tuple[str, Text]:
    """What a computed value comes to, halves away from zero; raises `WrongError` for what isn't one."""
    bare = half_width(said).rstrip("%")
    if not _COMPUTED.fullmatch(bare):
        raise WrongError(words_of("import_digits", text=clip(said)))
    value = f"{Decimal(bare).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    return value, words_of("import_rounded", text=said, value=value)


def places_of(value: str) -> int:
    """How many decimals a plain number has."""
    return len(value.partition(".")[2])


def no_result(cell: TypedCell) -> Text | None:
    """Why nothing can be taken from a formula that has no result, or an error for one."""
    if not cell.empty_formula:
        return None
    return words_of("import_error_value" if cell.content else "import_no_result", text=cell.content)


def shown_otherwise(cell: TypedCell) -> Text | None:
    """Why nothing can be taken from a cell that shows another number than it holds, or none."""
    return words_of("import_format", text=cell.content) if cell.shown.other else None


def _as_shown(cell: TypedCell) -> None:
    """Raises `WrongError` where not all of the cell counts: footnote marks, what is struck out or unseen."""
    if cell.marks == str(cell.content):
        raise WrongError(words_of("import_marks_all", text=cell.content))
    if cell.marks:
        raise WrongError(words_of("import_marks", text=cell.content, marks=cell.marks))


def unlike_seen(cell: TypedCell, read: str) -> Text | None:
    """A word where a cell, of which *read* was read, isn't shown, or may show another thing."""
    key = "import_ruled" if cell.ruled else "import_unseen" if cell.hidden else ""
    return words_of(key, value=read) if key else None


def typed_value(
    key: str, cell: TypedCell, uom: str, decimals: int = 2, shift: int = 0
) -> tuple[str, Text | None]:
    """What a cell under the head *key* says, and where that was interpreted a word; raises `WrongError`."""
    if key in NUMBERS or key in DAYS or key in CHOICES:
        _as_shown(cell)
    if key in NUMBERS:
        return typed_number(cell, uom, decimals)
    if key in DAYS:
        return typed_day(cell, key, shift)
    if key in CHOICES:
        return typed_choice(cell, key)
    said = typed_text(cell)
    if cell.marks:
        return said, words_of("import_struck", marks=cell.marks)
    return said, None if _reads(cell) else words_of("import_not_words", value=said)


def _reads(cell: TypedCell) -> bool:
    """Whether what stands in the place of words is shown as it is taken."""
    content, how = cell.content, cell.shown
    if not isinstance(content, Decimal):
        return isinstance(content, str)
    cut = how.decimals is not None and how.decimals < places_of(fixed(content))
    return not (how.other or how.behind or how.percent or cut)


def is_stroke(content: object) -> bool:
    """Whether a cell's *content* only fills a gap: a stroke of any kind, or 无."""
    return isinstance(content, str) and fills_gap(content)


def is_taken_back(cell: TypedCell | None) -> bool:
    """Whether a cell says that what was filed is taken back: 撤回, and nothing else."""
    said = str(cell.content) if cell and not cell.marks else ""
    return bool(_TAKEN_BACK.fullmatch(tight(said)))
