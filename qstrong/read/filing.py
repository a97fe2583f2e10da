"""One filing: the whole of it, or what is left without the entries that can't be read, or void."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from qstrong.model.dataset import Void
from qstrong.model.filing import PARTS, SUBJECTS, Filing, Part
from qstrong.model.grammar import parse_period
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.model.shapes.value import dataclass
from qstrong.read.faults import MOST_PROBLEMS, clip
from qstrong.text.catalogue import words_of
from qstrong.text.problems import problem, problem_of_key

if TYPE_CHECKING:
    from qstrong.read.strict import Parsed, YamlMapping
    from qstrong.read.terms.classes import PointerStep

EntryPlace = tuple[Part, int]


@dataclass(frozen=True, slots=True)
class ReadFiling:
    """What one file came to."""

    filing: Filing | None
    voids: tuple[Void, ...]
    problems: tuple[Problem, ...]


def read_filing(parsed: Parsed, path: str, unit: str, period: Period) -> ReadFiling:
    """The filing in *parsed*, whose path says *unit* and *period*.

    An error that points into one entry drops that entry and leaves a void; any other error voids the whole.
    """
    from qstrong.read.schema import validate_tree

    if _untouched(parsed):
        todo = problem_of_key("Q119", path, "filed")
        return ReadFiling(None, (Void(unit, period),), (todo,))
    checked = validate_tree(Filing, parsed, path)
    problems, wrong = list(checked.problems), checked.wrong
    if not isinstance(parsed.tree, dict):
        return ReadFiling(None, (Void(unit, period),), tuple(problems))
    whole = list(_disagreements(parsed.tree, path, unit, period, wrong))
    bad = {entry for loc in wrong if (entry := _entry(loc))}
    odd = dict(_odd_entries(parsed, path, bad))
    problems += [*whole, *_emptied(parsed.tree, path), *list(odd.values())[:MOST_PROBLEMS]]
    if len(odd) > MOST_PROBLEMS >= len(checked.problems):
        problems.append(problem("Q030", path, most=MOST_PROBLEMS))
    filing, entries = None, sorted(bad | odd.keys())
    if not whole and all(map(_entry, wrong)):
        filing = _without(parsed, path, entries) if entries else checked.value
    if filing is None:
        return ReadFiling(None, (Void(unit, period),), tuple(problems))
    voids = tuple(_void(parsed.tree, unit, period, part, index) for part, index in entries)
    return ReadFiling(filing, voids, tuple(problems))


def _untouched(parsed: Parsed) -> bool:
    """Whether this is a filing as `new` writes it, with nothing filled in yet."""
    tree: object = parsed.tree
    if not isinstance(tree, dict) or "filed" not in parsed.empties.get(id(tree), ()):
        return False
    entries = [item for part in PARTS for item in (tree.get(part) or []) if isinstance(tree.get(part), list)]
    filled = ("value", "pending", "state")
    return bool(entries) and not any(
        isinstance(item, dict) and any(key in item for key in filled) for item in entries
    )


def period_of(text: object) -> Period | None:
    """The period that *text* is, or None."""
    try:
        return parse_period(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _entry(loc: tuple[PointerStep, ...]) -> EntryPlace | None:
    """The entry that a place is in; None for a place outside all of them."""
    if len(loc) > 1 and loc[0] in PARTS and isinstance(loc[1], int):
        return loc[0], loc[1]
    return None


def _disagreements(
    tree: YamlMapping, path: str, unit: str, period: Period, wrong: frozenset[tuple[PointerStep, ...]]
) -> Iterator[Problem]:
    """Where path and content disagree, and a filing that reports nothing at all."""
    stated = tree.get("unit")
    if isinstance(stated, str) and stated != unit and ("unit",) not in wrong:
        yield problem("Q114", path, "unit", stated=clip(stated), right=unit)
    when = period_of(tree.get("period"))
    if when is not None and when != period:
        yield problem("Q115", path, "period", stated=when, right=period)
    if not set(tree) & set(PARTS):
        yield problem("Q108", path)


def _emptied(tree: YamlMapping, path: str) -> Iterator[Problem]:
    """A list of observations with nothing in it: somebody may have forgotten them."""
    if tree.get("observations") == []:
        yield problem_of_key("Q118", path, "observations")


def _odd_entries(parsed: Parsed, path: str, bad: set[EntryPlace]) -> Iterator[tuple[EntryPlace, Problem]]:
    """Observations that have both or neither of value and pending."""
    assert isinstance(parsed.tree, dict)
    entries = parsed.tree.get("observations")
    for k, item in enumerate(entries if isinstance(entries, list) else ()):
        if not isinstance(item, dict) or ("value" in item) != ("pending" in item):
            continue
        pointer = f"observations/{k}"
        if "value" in item:
            yield ("observations", k), problem_of_key("Q107", path, f"{pointer}/value")
        elif "value" in parsed.empties.get(id(item), ()):
            empty = problem_of_key(
                "Q103", path, f"{pointer}/value", hint=words_of("found_or_pending"), key="value"
            )
            yield ("observations", k), empty
        elif ("observations", k) not in bad:
            yield ("observations", k), problem("Q117", path, pointer)


def _without(parsed: Parsed, path: str, entries: list[EntryPlace]) -> Filing | None:
    """The filing without those *entries*."""
    from qstrong.read.schema import validate_tree

    assert isinstance(parsed.tree, dict)
    tree, dropped = parsed.tree, set(entries)
    kept: YamlMapping = {
        part: [item for k, item in enumerate(items) if (part, k) not in dropped]
        for part in PARTS
        if isinstance(items := tree.get(part), list)
    }
    return validate_tree(Filing, replace(parsed, tree={**tree, **kept}), path).value


def _void(tree: YamlMapping, unit: str, period: Period, part: Part, index: int) -> Void:
    """What can be told of an entry that can't be read."""
    items = tree[part]
    item = items[index] if isinstance(items, list) else None
    stated = item if isinstance(item, dict) else {}
    subject = stated.get(SUBJECTS[part])
    covers = period_of(stated.get("period"))
    return Void(unit, period, part, index, subject if isinstance(subject, str) else None, covers)
