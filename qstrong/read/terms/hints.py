"""What a missing or misshapen key may look like: a line to write, with what may be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Literal, get_args, get_origin

from qstrong.model.base import Text
from qstrong.model.kinds import DEFAULT_KIND
from qstrong.model.shapes.value import Fielded
from qstrong.read.faults import clip
from qstrong.text.catalogue import words_of

_EXAMPLES = {
    "id": "i01",
    "kind": DEFAULT_KIND,
    "op": '">="',
    "value": "95",
    "between": "[95, 105]",
    "decimals": "2",
    "frequency": "annual",
    "every": "quarter",
    "due_days": "20",
    "filing": "{every: quarter, due_days: 20}",
    "start": "2024-12-31",
    "end": "2027-12-31",
    "on": "2026-03-31",
    "filed": "2027-01-12",
    "period": "2026Q4",
    "state": "in_progress",
    "starts": "4",
    "section": "s1",
    "unit": "office",
    "units": "[office]",
    "members": "[office]",
    "indicator": "i01",
    "action": '"1.1"',
    "plan": "{id: …, title: …, start: 2024-12-31, end: 2027-12-31, filing: {every: quarter, due_days: 20}}",
    **dict.fromkeys(("groups", "targets", "sections", "tasks"), "[]"),
}
_LANGUAGES = tuple(one.name for one in fields(Text))
_MEANT = {"baseline": "value", "withdrawn": "on"}
"""By key, which of its own keys a lone value is most likely meant for, where no choice tells."""


def example(key: str, annotation: object = None) -> str | Text:
    """What may stand behind a *key*, with its choices; three dots where nothing is known of it."""
    if key == "uom":
        return words_of("example_uom")
    if key in ("name", "title"):
        return words_of("example_name" if key == "name" else "example_title")
    found = choices_of(annotation)
    one = _EXAMPLES.get(key) or next(iter(found), "…")
    return words_of("example_choices", example=one, names=", ".join(found)) if len(found) > 1 else one


def first_line(model: type[Fielded]) -> str:
    """The line with which a file that holds a *model* begins, cut short where it is a long one."""
    key = fields(model)[0].name
    found = _plain(key)
    return f"{key}: {'…' if found.startswith(('[', '{')) else found}"


def choices_of(annotation: object) -> tuple[str, ...]:
    """The words among which the value of a key is one; none where it isn't so."""
    if get_origin(annotation) is Literal:
        return tuple(one for one in get_args(annotation) if isinstance(one, str))
    return next((found for one in get_args(annotation) if (found := choices_of(one))), ())


def whole_line(key: str, given: object, model: object, hints: Mapping[str, object]) -> str:
    """The line that makes a group of what was *given* for *key*: filing: {every: annual, due_days: 20}."""
    said = clip(given) if isinstance(given, str) else ""
    if model is None or not is_dataclass(model):
        return f"{key}: {{…: …}}"
    wanted = list(_wanted(model))
    meant = next((name for name in wanted if said in choices_of(hints[name])), _MEANT.get(key, ""))
    parts = [f"{name}: {said if name == meant and said else _plain(name)}" for name in wanted]
    return f"{key}: {{{', '.join(parts)}}}" if parts else f"{key}: {{…: …}}"


def _plain(name: str) -> str:
    found = example(name)
    return found if isinstance(found, str) else "…"


def _wanted(model: Fielded | type[Fielded]) -> Iterator[str]:
    """The keys that a class must have."""
    for one in fields(model):
        if one.default is MISSING and one.default_factory is MISSING:
            yield one.name.rstrip("_")


def unquoted(mapping: Mapping[str, object], key: str) -> str | None:
    """The text that a comma broke in braces, in quotes: of `{zh: 1,000}`; None where none may be.

    *key* is what stands behind the comma. Of several texts it is taken for the one that is written like it.
    """
    number = key[:1].isdigit()
    texts = [(one, text) for one in _LANGUAGES if isinstance(text := mapping.get(one), str)]
    like = [(one, text) for one, text in texts if text.isascii() == key.isascii()] or texts
    broken = [(one, text) for one, text in like if text[-1:].isdigit() == number] or like
    if not broken:
        return None
    lang, text = broken[0]
    joint = "," if number and text[-1:].isdigit() else ", "
    return f'{lang}: "{clip(text + joint + key)}"'
