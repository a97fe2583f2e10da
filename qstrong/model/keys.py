"""The keys of a filing's entries, from the model: what forms, ledgers, exports and options are made of."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from operator import itemgetter
from types import NoneType
from typing import Annotated, Literal, cast, get_args, get_origin, get_type_hints

from qstrong.model.filing import ENTRIES, PARTS, AskedOf, Explained, Part
from qstrong.model.grammar import Grammar, Texts
from qstrong.model.shapes.value import dataclass

KeyKind = Literal["text", "texts", "number", "day", "period", "id", "word", "words"]
_KINDS: dict[str, KeyKind] = {
    "text": "text", "number": "number", "day": "day", "period": "period", "identifier": "id",
}  # fmt: skip
"""By the name of its grammar."""


_PROOF = ("evidence", "note")
"""What proves and remarks, rather than explains."""
_NOT_SAID: tuple[AskedOf, ...] = ("about", "by_hand")
"""Of keys in which nothing is said: they name the entry, or are written by hand."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what stands behind it, and of whom it is asked."""

    name: str
    kind: KeyKind
    asked: AskedOf
    shared: bool
    """Whether entries of all parts have it."""
    always: bool
    """Whether every entry says something there, be it by default."""
    choices: tuple[str, ...] = ()


@cache
def keys(part: Part) -> dict[str, Key]:
    """The keys of a *part*'s entries by name: their own, then those that all entries have."""
    model = ENTRIES[part]
    hints = get_type_hints(model, include_extras=True)
    shared = {one.name for one in fields(Explained)}
    found = {}
    for one in sorted(fields(model), key=lambda one: one.name in shared):
        kind, choices = _kind(hints[one.name])
        always = one.default is MISSING or bool(one.default)
        asked = cast("AskedOf", one.metadata.get("asked", "freely"))
        found[one.name] = Key(one.name, kind, asked, one.name in shared, always, choices)
    return found


def _kind(annotation: object) -> tuple[KeyKind, tuple[str, ...]]:
    """The kind of what a key takes, and what may be chosen."""
    if annotation == Texts:
        return "texts", ()
    if get_origin(annotation) is Literal:
        return "word", get_args(annotation)
    if get_origin(annotation) is Annotated:
        grammar = next(mark for mark in get_args(annotation) if isinstance(mark, Grammar))
        return _KINDS[grammar.name], ()
    if get_origin(annotation) is tuple:
        return "words", ()
    return _kind(next(one for one in get_args(annotation) if one is not NoneType))


def in_order(part: Part, *first: str, without: tuple[str, ...] = ()) -> tuple[Key, ...]:
    """The keys of a *part* in which something is said: those named *first*, then all others.

    Left out are those that say what an entry is about or are written by hand, and those named in
    *without*. KeyError for a name that isn't a key.
    """
    known = keys(part)
    rest = (one for one in known.values() if one.asked not in _NOT_SAID and one.name not in without)
    return tuple({one.name: one for one in (*(known[name] for name in first), *rest)}.values())


def as_written(part: Part) -> tuple[Key, ...]:
    """All keys of a *part* as files have them: why it is so and how it goes on stand last."""
    explains = (one.shared and one.name not in _PROOF for one in keys(part).values())
    return tuple(one for _, one in sorted(zip(explains, keys(part).values(), strict=True), key=itemgetter(0)))


def said_keys() -> tuple[Key, ...]:
    """The keys in which something is said, of all parts, each once."""
    every = [one for part in PARTS for one in as_written(part) if one.asked not in _NOT_SAID]
    return tuple(sorted({one.name: one for one in every}.values(), key=lambda one: one.shared))


def asked_of_who_is_behind() -> tuple[str, ...]:
    """Cause, measures, who, by when."""
    return tuple(name for name, one in keys("observations").items() if one.asked == "behind")


def asked_of_who_promised() -> tuple[str, ...]:
    """What came of the measures."""
    return tuple(name for name, one in keys("observations").items() if one.asked == "promised")


def explaining() -> tuple[str, ...]:
    """The same and what a unit asks for: its own words on why it is so and how it goes on."""
    every = in_order("observations", without=_PROOF)
    return tuple(one.name for one in every if one.shared)
