"""Trees to the model: pydantic's core over the model's dataclasses, and its errors in a clerk's words."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from pydantic_core import ValidationError

from qstrong.model.kinds import KINDS
from qstrong.model.problem import Problem
from qstrong.model.shapes.value import Fielded, dataclass
from qstrong.read.faults import MOST_PROBLEMS, blank_in, clip, plain_blanks
from qstrong.read.scalars import list_problem, scalar_problem
from qstrong.read.strict import Parsed
from qstrong.read.terms.classes import (
    PointerStep,
    all_target_keys,
    annotations_of,
    class_at,
    keys_at,
    value_at,
)
from qstrong.read.terms.hints import example, first_line, unquoted, whole_line
from qstrong.read.terms.validator import validator
from qstrong.text.catalogue import words_of
from qstrong.text.language import listed
from qstrong.text.problems import problem, problem_of_key

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_Model = TypeVar("_Model", bound=Fielded)
_SAID = {
    **dict.fromkeys(("未启动", "未开始", "未开展"), "not_started"),
    **dict.fromkeys(("推进中", "进行中", "推进", "在推进", "正在推进"), "in_progress"),
    **dict.fromkeys(("已完成", "完成", "办结", "已办结"), "done"),
    **dict.fromkeys(("暂缓", "暂停", "中止"), "suspended"),
    **dict.fromkeys(("初步数", "初步", "快报数", "快报"), "preliminary"),
    **dict.fromkeys(("修订", "修订数", "已修订"), "revised"),
    **dict.fromkeys(("正式数", "最终", "最终数", "终报"), "final"),
    **dict.fromkeys(("年", "每年", "年度"), "annual"),
    **dict.fromkeys(("半年", "每半年"), "half"),
    **dict.fromkeys(("季", "季度", "每季"), "quarter"),
    **dict.fromkeys(("月", "每月", "月度"), "month"),
}
"""What offices write for the words that a key may have."""
_GLUED = re.compile(r"(?P<key>[A-Za-z_]+)\s*(?P<colon>[:：])\s*(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Checked(Generic[_Model]):
    """What a tree came to: the value, or None and what is wrong with it."""

    value: _Model | None
    problems: tuple[Problem, ...] = ()
    """At most `MOST_PROBLEMS`, and one that says so where there are more."""
    wrong: frozenset[tuple[PointerStep, ...]] = frozenset()
    """The places of all of them, told or not."""


def validate_tree(model: type[_Model], parsed: Parsed, path: str) -> Checked[_Model]:
    """The value that *parsed* holds, or everything that is wrong with it."""
    if not isinstance(parsed.tree, dict):
        return Checked(None, (problem("Q024", path, first=first_line(model)),), frozenset({()}))
    value: _Model | None = None
    details: list[ErrorDetails] = []
    try:
        value = validator(cast("Hashable", model)).validate_python(parsed.tree)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    empties = _unknown_empties(model, parsed) if parsed.empties else []
    if value is not None and not empties:
        return Checked(value)
    places = [_pointer(detail) for detail in details]
    told_of = {loc for loc, _ in places}
    empties = [loc for loc in empties if loc[:-1] not in told_of]  # no mapping was meant there
    found = chain(
        (
            _problem(model, parsed, path, loc, on_key=on_key, kind=detail["type"], detail=detail)
            for detail, (loc, on_key) in zip(details, places, strict=True)
        ),
        (_unknown_key(model, parsed, path, loc) for loc in empties),
        (one for loc in _of_no_kind(details, places) for one in _needed_anyhow(model, parsed, path, loc)),
    )
    told = list(islice(found, MOST_PROBLEMS))
    if len(details) + len(empties) > len(told):
        told.append(problem("Q030", path, most=MOST_PROBLEMS))
    return Checked(None, tuple(told), frozenset([*(loc for loc, _ in places), *empties]))


def _unknown_empties(model: type[object], parsed: Parsed) -> list[tuple[PointerStep, ...]]:
    """Keys that were left empty, and aren't known where they stand: nothing is dropped in silence."""
    found: list[tuple[PointerStep, ...]] = []
    for loc, mapping in _mappings(parsed.tree, ()):
        if empty := parsed.empties.get(id(mapping)):
            known = keys_at(model, loc, parsed.tree)
            found += [(*loc, key) for key in sorted(empty) if key not in known]
    return found


def _mappings(
    tree: object, loc: tuple[PointerStep, ...]
) -> Iterator[tuple[tuple[PointerStep, ...], dict[str, object]]]:
    if isinstance(tree, dict):
        yield loc, tree
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, value in inside:
        if isinstance(value, dict | list):
            yield from _mappings(value, (*loc, step))


def _pointer(detail: ErrorDetails) -> tuple[tuple[PointerStep, ...], bool]:
    """The path into the document: without the union's tag and pydantic's mark for keys."""
    steps = list(detail["loc"])
    on_key = bool(steps) and steps[-1] == "[key]" and detail["type"] == "scalar"
    if on_key:
        del steps[-1]
    if len(steps) > 2 and steps[0] == "targets" and steps[2] in KINDS:
        del steps[2]
    steps = [step for step in steps if step not in ("<word>", "<years>")]
    return tuple(steps), on_key


def _problem(
    model: type[object],
    parsed: Parsed,
    path: str,
    loc: tuple[PointerStep, ...],
    *,
    on_key: bool,
    kind: str,
    detail: ErrorDetails,
) -> Problem:
    pointer = join(loc)
    key = _name(loc)
    value = str(loc[-1]) if on_key else value_at(parsed.tree, loc)
    if kind == "missing":
        return _missing(model, parsed, path, loc)
    if kind == "unexpected_keyword_argument":
        return _unknown_key(model, parsed, path, loc)
    if kind == "scalar" and isinstance(value, str):
        found = scalar_problem(str(detail["ctx"]["grammar"]), path, pointer, value, key)
        return replace(found, on_key=on_key)
    if kind in ("literal_error", "union_tag_invalid"):
        return _choice(path, pointer, kind, detail, value, key)
    if kind == "union_tag_not_found":
        return _missing(model, parsed, path, (*loc, "kind"))
    if kind in ("dataclass_type", "dict_type", "mapping_type", "model_attributes_type"):
        text = isinstance(value, str) and detail.get("ctx", {}).get("class_name") == "Text"
        kind_of = class_at(model, loc, parsed.tree)
        hints = annotations_of(kind_of)
        right = f"{key}: {{zh: {clip(str(value))}}}" if text else whole_line(key, value, kind_of, hints)
        return problem("Q104", path, pointer, key=key, right=right)
    if kind in ("tuple_type", "list_type"):
        return problem("Q105", path, pointer, key=key, example=clip(value) if isinstance(value, str) else "…")
    if kind == "too_long":
        return problem("Q228", path, pointer, key=key)
    return list_problem(path, pointer, key, _in_brackets(parsed, value))


def _in_brackets(parsed: Parsed, value: object) -> Sequence[object]:
    """What stands between the brackets of *value*, where it isn't more than a list."""
    if isinstance(value, dict):
        return [] if value else sorted(parsed.empties.get(id(value), ()))
    return value if isinstance(value, list) else []


def join(loc: tuple[PointerStep, ...]) -> str:
    """A pointer from its steps, escaped as JSON Pointer has it."""
    return "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in loc)


def _name(loc: tuple[PointerStep, ...]) -> str:
    """What a place is called: its key; an item of a list by the list's key."""
    return clip(next((step for step in reversed(loc) if isinstance(step, str)), ""))


def _missing(model: type[object], parsed: Parsed, path: str, loc: tuple[PointerStep, ...]) -> Problem:
    parent, key = value_at(parsed.tree, loc[:-1]), _name(loc)
    if isinstance(parent, list):
        return problem("Q228", path, join(loc[:-1]), key=key)
    if key in parsed.empties.get(id(parent), ()):
        return problem_of_key("Q103", path, join(loc), key=key)
    meant = annotations_of(class_at(model, loc[:-1], parsed.tree)).get(key)
    return problem("Q102", path, join(loc[:-1]), key=key, example=example(key, meant))


def _unknown_key(model: type[object], parsed: Parsed, path: str, loc: tuple[PointerStep, ...]) -> Problem:
    found = value_at(parsed.tree, loc[:-1])
    parent = found if isinstance(found, dict) else {}
    pointer, key, known = join(loc), str(loc[-1]), keys_at(model, loc[:-1], parsed.tree)
    if not known:  # a mapping whose keys are values too: milestones, due, severity
        return problem_of_key("Q103", path, pointer, key=clip(key))
    if char := blank_in(key):
        return problem_of_key("Q054", path, pointer, char=char, right=clip(plain_blanks(key).strip()))
    glued = _GLUED.fullmatch(key)
    if glued and glued["key"] in known:
        right = f"{glued['key']}: {clip(glued['rest'])}"
        code = "Q014" if glued["colon"] == ":" else "Q015"
        return problem_of_key(code, path, pointer, key=glued["key"], right=right)
    if len(loc) == 3 and loc[0] == "targets" and key in all_target_keys():
        kind = clip(str(parent.get("kind", "")))
        kinds = ", ".join(
            name for name, traits in KINDS.items() if key in annotations_of(cast("Hashable", traits.model))
        )
        return problem_of_key("Q106", path, pointer, key=key, kind=kind, kinds=kinds)
    broken = unquoted(parent, key) if key in parsed.empties.get(id(found), ()) else None
    if broken:
        return problem_of_key(
            "Q101", path, pointer, key=clip(key), guess=words_of("found_unquoted", right=broken)
        )
    near = get_close_matches(key[:64], known, n=1, cutoff=0.5)
    hint = words_of("found_near", name=near[0]) if near else words_of("found_keys", names=listed(known))
    return problem_of_key("Q101", path, pointer, key=clip(key) or '""', guess=hint)


def _choice(path: str, pointer: str, kind: str, detail: ErrorDetails, value: object, key: str) -> Problem:
    if kind == "union_tag_invalid":
        pointer, key, value = f"{pointer}/kind", "kind", detail["ctx"]["tag"]
        choices = list(KINDS)
    else:
        words = str(detail["ctx"]["expected"]).replace(" or ", ", ")
        choices = [word.strip().strip("'\"") for word in words.split(",")]
    if not isinstance(value, str):
        return problem("Q116", path, pointer, key=key)
    meant = _SAID.get(value.strip())
    near = [meant] if meant in choices else get_close_matches(value[:64], choices, n=1, cutoff=0.5)
    guess = words_of("found_perhaps", name=near[0]) if near else ""
    return problem("Q109", path, pointer, key=key, text=clip(value), guess=guess, choices=", ".join(choices))


def _of_no_kind(
    details: list[ErrorDetails], places: list[tuple[tuple[PointerStep, ...], bool]]
) -> Iterator[tuple[PointerStep, ...]]:
    """The places of targets whose kind there is none of: what else they lack isn't looked at."""
    for detail, (loc, _) in zip(details, places, strict=True):
        if detail["type"] == "union_tag_invalid":
            yield loc


def _needed_anyhow(
    model: type[object], parsed: Parsed, path: str, loc: tuple[PointerStep, ...]
) -> Iterator[Problem]:
    """What every target must say, whatever its kind."""
    said = value_at(parsed.tree, loc)
    for key in ("id", "name", "uom"):
        if isinstance(said, dict) and key not in said:
            yield _missing(model, parsed, path, (*loc, key))
