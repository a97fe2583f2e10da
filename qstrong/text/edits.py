"""What changed in the plan, in words: the key, and what stood there before and stands there now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction

from qstrong.model.base import Strict, Text
from qstrong.model.plan import Figure
from qstrong.model.task import Quantity
from qstrong.model.terms.settings import Level
from qstrong.text.fields import field_words
from qstrong.text.language import LANGUAGES, in_each
from qstrong.text.numbers import measured, number

MOST = 60
"""Characters of a value that are shown."""
MOST_ITEMS = 5
"""Of a list that is in another order."""
_NONE = "–"


def key_title(model: type[object], key: str) -> Text:
    """What the *key* (`filing/due_days`) of a thing of class *model* is called; below it: which of them."""
    *_, name, at = ["", "", *key.split("/")]
    if outer := _title(model, name):
        inner = next((one for below in (Figure, Quantity) if (one := _title(below, at))), _same(at))
        return in_each(lambda lang: f"{outer.say(lang)} {inner.say(lang)}")
    return _title(model, at) or _same(key)


def _title(model: type[object], key: str) -> Text | None:
    try:
        return field_words(model, key).title
    except KeyError:
        return None


def sides(old: object, new: object) -> tuple[Text, Text]:
    """What stood there and what stands there, told apart where the short of both would be the same."""
    left, right = plan_value(old), plan_value(new)
    if left == right or (isinstance(old, Text) and isinstance(new, Text)):
        left, right = _whole(old), _whole(new)
    return left, right


def moved(old: Sequence[str], new: Sequence[str]) -> tuple[Text, Text]:
    """Two orders of the same names: those that stand elsewhere, the first few of them."""
    pairs = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
    some = zip(*pairs[:MOST_ITEMS], strict=True)
    more = " …" if len(pairs) > MOST_ITEMS else ""
    left, right = (", ".join(names) + more for names in some)
    return Text(zh=left, en=left), Text(zh=right, en=right)


def _whole(value: object) -> Text:
    """*value* with all that belongs to it: every language of a text, a figure's source."""
    if isinstance(value, Text):
        return _same(" / ".join(value.texts()))
    if isinstance(value, Figure | Level):
        said = [str(one) for field in fields(value) if (one := getattr(value, field.name)) is not None]
        return _same(", ".join(said))
    return plan_value(value)


def plan_value(value: object) -> Text:
    """A value of the plan in short, as its file has it; a dash where there is none."""
    if isinstance(value, Text):
        return in_each(lambda lang: _cut(value.say(lang)))
    if isinstance(value, Quantity):
        return in_each(lambda lang: measured(f"{value.op} {number(value.value)}", value.uom, lang))
    if isinstance(value, tuple) and value:
        parts = [plan_value(one) for one in value]
        return in_each(lambda lang: _cut(LANGUAGES[lang].listed(one.say(lang) for one in parts)))
    return _same(_scalar(value))


def _scalar(value: object) -> str:
    """What is the same in every language."""
    match value:
        case bool():
            return str(value).lower()
        case Figure():
            return f"{value.period}: {number(value.value)}"
        case Level():
            return value.level
        case Decimal():
            return number(value)
        case Fraction():
            return number(value) if Fraction(number(value)) == value else str(value)
        case None | ():
            return _NONE
    return _as_written(value) if isinstance(value, Strict) else str(value)


def _as_written(value: Strict) -> str:
    """A mapping of keys, as its file has it: those that aren't left to their defaults."""
    keys = [(one, getattr(value, one.name)) for one in fields(value)]
    said = (f"{one.name.rstrip('_')}: {_item(own)}" for one, own in keys if own not in (one.default, ()))
    return f"{{{', '.join(said)}}}"


def _item(value: object) -> str:
    """One value of a mapping: lists in brackets, every language of a text, mappings as they are written."""
    if isinstance(value, Text):
        return " / ".join(value.texts())
    if isinstance(value, tuple):
        return f"[{', '.join(map(_item, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_item(one)}' for key, one in value.items())}}}"
    return _scalar(value)


def _same(text: str) -> Text:
    """The same in every language: what the data say, not the program."""
    return in_each(lambda _: _cut(text))


def _cut(text: str) -> str:
    return text if len(text) <= MOST else text[: MOST - 1] + "…"
