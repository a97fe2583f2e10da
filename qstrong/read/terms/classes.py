"""The model's class of what stands at a place in a tree, and the keys that it has there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import get_args, get_type_hints

from qstrong.model.base import Strict
from qstrong.model.kinds import KINDS

PointerStep = str | int


def value_at(tree: object, loc: tuple[PointerStep, ...]) -> object:
    """What stands at *loc*; None where nothing does."""
    for step in loc:
        if isinstance(tree, dict):
            tree = tree.get(step, tree.get(str(step)))
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def keys_at(model: object, loc: tuple[PointerStep, ...], tree: object) -> tuple[str, ...]:
    """The keys that the mapping at *loc* may have, sorted; none where it has no keys of its own."""
    return tuple(sorted(annotations_of(class_at(model, loc, tree))))


def class_at(model: object, loc: tuple[PointerStep, ...], tree: object) -> object:
    """The class of what stands at *loc*; None where it has none of its own."""
    kind: object = model
    for k, step in enumerate(loc):
        if isinstance(step, str):
            item = value_at(tree, loc[: k + 1])
            entry = value_at(tree, loc[: k + 2]) if isinstance(item, list) else item
            kind = _class_in(annotations_of(kind).get(step), entry)
    return kind


@cache
def annotations_of(kind: object) -> dict[str, object]:
    """The annotations of a dataclass, by the keys of its fields; none where it is no dataclass."""
    if not is_dataclass(kind):
        return {}
    hints = get_type_hints(kind)
    return {field.name.rstrip("_"): hints[field.name] for field in fields(kind)}


def _class_in(annotation: object, parent: object) -> object:
    """The dataclass inside an annotation; of a target's classes the one of its kind."""
    found = list(_classes(annotation))
    if len(found) > 1 and isinstance(parent, dict):
        traits = KINDS.get(str(parent.get("kind")))
        return traits.model if traits else found[0]
    return found[0] if found else None


def _classes(annotation: object) -> Iterator[object]:
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        yield annotation
    for inner in get_args(annotation):
        yield from _classes(inner)


@cache
def all_target_keys() -> frozenset[str]:
    """The keys that some kind of target has."""
    return frozenset(field.name.rstrip("_") for traits in KINDS.values() for field in fields(traits.model))
