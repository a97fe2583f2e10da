"""What targets.yaml needn't say: missing keys, from the target that an entry is `of`, else the defaults.

Done on the tree, before the model's classes see it: so that they know of entries that are whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from qstrong.model.kinds import DEFAULT_KIND, KINDS, OWN
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.model.shapes.value import dataclass
from qstrong.read.faults import clip
from qstrong.text.problems import problem, problem_of_key

_Moving = TypeVar("_Moving")

_Tree = dict[str, object]
_OF_OTHER_KINDS = ("between", "direction")
"""Goals of kinds that must be named: where one is said, the kind is what is missing."""
Assumed = dict[str, tuple[str, ...]]
"""By target the keys that it doesn't say, and has by default."""
_LIKE_THE_OTHER = ("kind", "direction", "over", "name")
"""Own keys that are the other's unless they are said."""


@dataclass(frozen=True, slots=True)
class Completed:
    """What became of the entries of targets.yaml."""

    assumed: Assumed
    taken: Mapping[int, frozenset[str]]
    """By the place of a target `of` another: the keys that it took over."""
    lost: frozenset[int]
    """The places of targets that are `of` none."""
    problems: tuple[Problem, ...]

    def told_elsewhere(self, found: Problem) -> bool:
        """Whether a problem is of a key that was taken over, and so is told there, or of what is lost."""
        part, _, rest = found.pointer.partition("/")
        place, _, key = rest.partition("/")
        if part != "targets" or not place.isdecimal():
            return False
        taken = self.taken.get(int(place), frozenset())
        return int(place) in self.lost or key.partition("/")[0] in taken


def complete(head: object, units: tuple[str, ...], path: str) -> Completed:
    """Fill in the entries of *head*, the tree of targets.yaml, which stands at *path*; *units*: their ids."""
    placed = [(i, one) for i, one in enumerate(_list(head, "targets")) if isinstance(one, dict)]
    targets = [one for _, one in placed]
    every = _mapping(_mapping(head, "plan"), "filing").get("every", "annual")
    by_id = {one["id"]: one for one in reversed(targets) if isinstance(one.get("id"), str)}
    whole = [one for one in targets if "of" not in one]
    assumed: Assumed = {}
    for one in whole:
        said = set(one)
        _defaults(one, every, units)
        assumed[str(one.get("id"))] = tuple(sorted(set(one) - said))
    taken: dict[int, frozenset[str]] = {}
    lost: set[int] = set()
    problems = []
    start = _mapping(head, "plan").get("start")
    for i, one in placed:
        of = one.get("of")
        other = by_id.get(of) if isinstance(of, str) else None
        if other and "of" not in other:
            said = set(one)
            for key in sorted(said - OWN):
                said_of = {"key": clip(key), "of": clip(str(of))}
                problems.append(problem_of_key("Q623", path, f"targets/{i}/{key}", **said_of))
                del one[key]
            _take_over(one, other, start)
            taken[i] = frozenset(set(one) - said)
            one.setdefault("tasks", [])
        elif "of" in one:
            lost.add(i)
            words = {"name": clip(str(one.get("id", ""))), "id": clip(str(of))}
            problems.append(problem("Q622", path, f"targets/{i}/of", **words))
        else:
            problems += _unsaid(one, path, f"targets/{i}", units)
    return Completed(assumed, taken, frozenset(lost), tuple(problems))


def _unsaid(one: _Tree, path: str, at: str, units: tuple[str, ...]) -> Iterator[Problem]:
    """Of a target that stands for itself: what it must say, since nothing else can be assumed."""
    goal = {"value", "change", *_OF_OTHER_KINDS}
    if getattr(KINDS.get(str(one.get("kind"))), "relative", False) and not goal & set(one):
        yield problem("Q624", path, at, name=clip(str(one.get("id") or _lone(one, "name") or at)))
    if "measure" not in one and one.get("kind") in KINDS:
        yield problem("Q122", path, at, name=clip(str(one.get("id", ""))))
    if "decimals" not in one and one.get("kind") in KINDS:
        yield problem("Q102", path, at, key="decimals", example="2")
    if "computed" in one and "reporters" in one:
        yield problem_of_key("Q638", path, f"{at}/reporters", key="reporters")
    elif "computed" not in one and "reporters" not in one:
        yield problem("Q102", path, at, key="reporters", example=f"[{units[0] if units else '…'}]")


def _lone(one: _Tree, key: str) -> str:
    found = one.get(key)
    return found if isinstance(found, str) else ""


def _mapping(tree: object, key: str) -> _Tree:
    found = tree.get(key) if isinstance(tree, dict) else None
    return found if isinstance(found, dict) else {}


def _list(tree: object, key: str) -> list[object]:
    found = tree.get(key) if isinstance(tree, dict) else None
    return found if isinstance(found, list) else []


def _defaults(one: _Tree, every: object, units: tuple[str, ...]) -> None:
    """What a target has where it says nothing else: a row of DESIGN's table each."""
    one.setdefault("kind", DEFAULT_KIND)
    one.setdefault("frequency", every)
    one.setdefault("tasks", [])
    traits = KINDS.get(str(one["kind"]))
    if traits and traits.since_plan:
        one.setdefault("measure", "since_plan")
    elif one.get("uom") == "%" or _mapping(one, "computed").get("ratio"):
        one.setdefault("measure", "rate")
    elif one["frequency"] == "annual" or isinstance(one["frequency"], dict):
        one.setdefault("measure", "stock")
    if not (traits and traits.steps):
        one.setdefault("decimals", str(_decimals(one)))
    if "computed" not in one and len(units) == 1:
        one.setdefault("reporters", list(units))


def _decimals(one: _Tree) -> int:
    """Those of the goal; where there is none, of the figures that are known."""
    goal = [one.get("value"), *_list(one, "between")]
    known = [_mapping(one, "baseline"), *_list(one, "history")]
    figures = [figure.get("value") for figure in known if isinstance(figure, dict)]
    return max(map(_places, [text for text in goal if text] or figures), default=0)


def _places(text: object) -> int:
    return len(text.partition(".")[2]) if isinstance(text, str) and text.count(".") == 1 else 0


def _take_over(one: _Tree, other: _Tree, plan_start: object) -> None:
    """What a target *of* the *other* doesn't say itself, in as far as its kind has a use for it."""
    for key in _LIKE_THE_OTHER:
        if key in other:
            one.setdefault(key, other[key])
    traits = KINDS.get(str(one.get("kind")))
    known = {field.name.rstrip("_") for field in fields(traits.model)} if traits else set()
    for key in [key for key in one if key in ("direction", "over") and key not in known]:
        del one[key]
    for key, value in other.items():
        if key in known and key not in OWN:
            one.setdefault(key, value)
    base = other.get("baseline")
    if not isinstance(base, dict):
        return
    if one.get("start", plan_start) == other.get("start", plan_start):
        if "baseline" in known:
            one.setdefault("baseline", base)
    else:
        one["history"] = [*_list(one, "history"), base]


def in_calendar(value: _Moving, shift: int) -> _Moving:
    """*value* with all of its periods in a calendar that is *shift* months ahead of the real one."""
    return cast("_Moving", _moved(value, shift)) if shift else value


def _moved(value: object, shift: int) -> object:
    if isinstance(value, Period):
        return replace(value, shift=shift)
    if isinstance(value, tuple):
        return tuple(_moved(one, shift) for one in value)
    if isinstance(value, Mapping):
        return {_moved(key, shift): _moved(one, shift) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        own = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
        new = {name: _moved(old, shift) for name, old in own.items()}
        return replace(value, **{name: one for name, one in new.items() if one is not own[name]})
    return value
