"""Trees to the model: pydantic over the model's dataclasses, and its errors in a clerk's words."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

from qstrong.model.base import Text
from qstrong.model.plan import KINDS
from qstrong.model.problem import Problem
from qstrong.read.scalars import scalar_problem
from qstrong.read.strict import Parsed
from qstrong.text.problems import problem

Model = TypeVar("Model")
Step = str | int


@cache
def adapter(model: Hashable) -> TypeAdapter[Any]:
    """The validator of a file's class; made once."""
    return TypeAdapter(cast("Any", model))


def validate(model: type[Model], parsed: Parsed, path: str) -> tuple[Model | None, list[Problem]]:
    """The value that *parsed* holds, or None and everything that is wrong with it."""
    if not isinstance(parsed.tree, dict):
        return None, [problem("Q024", path)]
    try:
        value: Model = adapter(cast("Hashable", model)).validate_python(parsed.tree)
    except ValidationError as error:
        return None, list(_problems(model, parsed, path, error))
    return value, []


def _problems(model: type[Any], parsed: Parsed, path: str, error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors(include_url=False, include_input=False):
        loc, on_key = _pointer(detail["loc"])
        yield _problem(model, parsed, path, loc, on_key=on_key, kind=detail["type"], detail=detail)


def _pointer(loc: tuple[Step, ...]) -> tuple[tuple[Step, ...], bool]:
    """The path into the document: without the union's tag and pydantic's mark for keys."""
    on_key = bool(loc) and loc[-1] == "[key]"
    steps = list(loc[:-1] if on_key else loc)
    if len(steps) > 2 and steps[0] == "targets" and steps[2] in KINDS:
        del steps[2]
    return tuple(steps), on_key


def _problem(
    model: type[Any],
    parsed: Parsed,
    path: str,
    loc: tuple[Step, ...],
    *,
    on_key: bool,
    kind: str,
    detail: Mapping[str, Any],
) -> Problem:
    pointer = join(loc)
    parent, key = _at(parsed.tree, loc[:-1]), str(loc[-1]) if loc else ""
    value = key if on_key else _at(parsed.tree, loc)
    if kind == "missing":
        return _missing(parsed, path, loc, parent, key)
    if kind == "unexpected_keyword_argument":
        return _unknown_key(model, path, pointer, loc, parent, key)
    if kind == "scalar" and (isinstance(value, str) or on_key):
        return scalar_problem(str(detail["ctx"]["grammar"]), path, pointer, str(value), key, on_key=on_key)
    if kind in ("literal_error", "union_tag_invalid"):
        return _choice(path, pointer, kind, detail, value, key)
    if kind == "union_tag_not_found":
        return problem("Q102", path, f"{pointer}", key="kind")
    if kind in ("dataclass_type", "dict_type", "mapping_type", "model_attributes_type"):
        return problem("Q104", path, pointer, key=key)
    if kind in ("tuple_type", "list_type"):
        return problem("Q105", path, pointer, key=key, example=value if isinstance(value, str) else "…")
    if kind == "too_long":
        return problem("Q228", path, pointer, key=key)
    return problem("Q116", path, pointer, key=key)


def join(loc: tuple[Step, ...]) -> str:
    """A pointer from its steps, escaped as JSON Pointer has it."""
    return "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in loc)


def _at(tree: Any, loc: tuple[Step, ...]) -> Any:
    """What stands at *loc*; None where nothing does."""
    for step in loc:
        if isinstance(tree, dict):
            tree = tree.get(step, tree.get(str(step)))
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def _missing(parsed: Parsed, path: str, loc: tuple[Step, ...], parent: Any, key: str) -> Problem:
    if isinstance(parent, list):
        return problem("Q228", path, join(loc[:-1]), key=str(loc[-2]) if len(loc) > 1 else key)
    if any(mapping is parent and name == key for mapping, name in parsed.empties):
        return problem("Q103", path, join(loc), on_key=True, key=key)
    return problem("Q102", path, join(loc[:-1]), key=key)


def _unknown_key(
    model: type[Any], path: str, pointer: str, loc: tuple[Step, ...], parent: Any, key: str
) -> Problem:
    known = sorted(_keys(model, loc[:-1], parent))
    elsewhere = (
        isinstance(parent, dict) and len(loc) > 1 and loc[0] == "targets" and key in _all_target_keys()
    )
    if elsewhere:
        return problem("Q106", path, pointer, on_key=True, key=key, kind=str(parent.get("kind", "")))
    near = get_close_matches(key, known, n=1, cutoff=0.5)
    hint = Text(
        zh=f"是不是 {near[0]}?" if near else "可用的键: " + "、".join(known),
        en=f"did you mean {near[0]}?" if near else "known keys: " + ", ".join(known),
    )
    return problem("Q101", path, pointer, on_key=True, key=key, guess=hint)


def _choice(path: str, pointer: str, kind: str, detail: Mapping[str, Any], value: Any, key: str) -> Problem:
    if kind == "union_tag_invalid":
        pointer, key, value = f"{pointer}/kind", "kind", detail["ctx"]["tag"]
        choices = [str(kind) for kind in KINDS]
    else:
        words = str(detail["ctx"]["expected"]).replace(" or ", ", ")
        choices = [word.strip().strip("'\"") for word in words.split(",")]
    if not isinstance(value, str):
        return problem("Q116", path, pointer, key=key)
    near = get_close_matches(value, choices, n=1, cutoff=0.5)
    guess = Text(zh=f"是不是 {near[0]}? " if near else "", en=f"did you mean {near[0]}? " if near else "")
    return problem("Q109", path, pointer, key=key, text=value, guess=guess, choices=", ".join(choices))


def _keys(model: Any, loc: tuple[Step, ...], parent: Any) -> set[str]:
    """The keys that the mapping at *loc* may have."""
    kind: Any = model
    for step in loc:
        if not is_dataclass(kind):
            return set()
        named = {field.name.rstrip("_"): field for field in fields(kind)}
        if isinstance(step, str) and step in named:
            kind = _class_in(_hints(kind)[named[step].name], parent)
    return {field.name.rstrip("_") for field in fields(kind)} if is_dataclass(kind) else set()


def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _class_in(annotation: Any, parent: Any) -> Any:
    """The dataclass inside an annotation; of a target's classes the one of its kind."""
    found = list(_classes(annotation))
    if len(found) > 1 and isinstance(parent, dict):
        return next((cls for kind, cls in KINDS.items() if kind == parent.get("kind")), found[0])
    return found[0] if found else None


def _classes(annotation: Any) -> Iterator[Any]:
    if is_dataclass(annotation):
        yield annotation
    for inner in get_args(annotation):
        yield from _classes(inner)


@cache
def _all_target_keys() -> frozenset[str]:
    return frozenset(field.name.rstrip("_") for kind in KINDS.values() for field in fields(kind))
