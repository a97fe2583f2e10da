"""Rules on plans.yaml: ids once each, a tree without circles, and every plan's data somewhere, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath, PureWindowsPath

from qstrong.check.rule import nth
from qstrong.model.base import Text
from qstrong.model.problem import Problem
from qstrong.model.rollup.plans import ListedPlan, PlansFile, Region
from qstrong.model.rollup.summary import TargetSummary
from qstrong.text.problems import guess, problem, problem_of_key

ListedEntries = list[tuple[str, Region | ListedPlan]]
"""Regions and plans, each with its pointer."""


def check_plans(file: PlansFile, path: str) -> tuple[Problem, ...]:
    """All that the rules find in plans.yaml, which is called *path*."""
    return tuple(found for rule in RULES for found in rule(file, path))


def entries(file: PlansFile) -> ListedEntries:
    """Its regions and its plans, with their pointers."""
    parts: tuple[tuple[str, tuple[Region | ListedPlan, ...]], ...] = (
        ("regions", file.regions),
        ("plans", file.plans),
    )
    return [(f"{part}/{k}", one) for part, some in parts for k, one in enumerate(some)]


def _names(file: PlansFile) -> dict[str, Text]:
    return {one.id: one.name for _, one in entries(file)}


def _twice(file: PlansFile, path: str) -> Iterator[Problem]:
    """Q803: one id for two."""
    seen: dict[str, str] = {}
    for at, one in entries(file):
        if one.id in seen:
            yield problem("Q803", path, f"{at}/id", id=one.id, first=nth(seen[one.id]))
        seen.setdefault(one.id, at)


def _parents(file: PlansFile, path: str) -> Iterator[Problem]:
    """Q801: a parent that isn't there. Q802: one that is below its own child."""
    every, names = entries(file), _names(file)
    above = {one.id: one.parent for _, one in every}
    for at, one in every:
        if one.parent is None:
            continue
        if one.parent not in names:
            others = {name: text for name, text in names.items() if name != one.id}
            yield problem("Q801", path, f"{at}/parent", id=one.parent, guess=guess(one.parent, others))
        elif way := _circle(one.id, above):
            yield problem("Q802", path, f"{at}/parent", id=one.id, path=" → ".join(way))


def _circle(start: str, above: Mapping[str, str | None]) -> list[str]:
    """The way up from *start* back to it; empty where there is none."""
    way, at = [start], above.get(start)
    while at is not None and at not in way:
        way.append(at)
        at = above.get(at)
    return [*way, start] if at == start else []


def _places(file: PlansFile, path: str) -> Iterator[Problem]:
    """Q804, Q805: nowhere, or a revision of nothing. Q806: out of the repository. Q810: one place twice."""
    seen: dict[tuple[str | None, ...], str] = {}
    for k, one in enumerate(file.plans):
        at = f"plans/{k}"
        if one.path is None and one.repository is None:
            yield problem("Q804", path, f"{at}/id", id=one.id)
        if one.revision is not None and one.repository is None:
            yield problem("Q805", path, f"{at}/revision", id=one.id)
        if one.repository is not None and one.path is not None and _leaves(one.path):
            yield problem("Q806", path, f"{at}/path", path=one.path)
        place = (_even(one.path), _even(one.repository), one.revision)
        if place in seen and (one.path or one.repository):
            yield problem("Q810", path, f"{at}/id", id=one.id, other=seen[place])
        seen.setdefault(place, one.id)


def _even(path: str | None) -> str | None:
    return None if path is None else str(PurePosixPath(path))


def _leaves(path: str) -> bool:
    """Whether a path inside a repository leads out of it, on any system."""
    windows = PureWindowsPath(path)
    return bool(windows.drive or windows.root) or ".." in windows.parts


def _themed(file: PlansFile, path: str) -> Iterator[Problem]:
    """Q807: a theme's plan that isn't there."""
    known = {one.id: one.name for one in file.plans}
    for theme, of in file.themes.items():
        for plan in of:
            if plan not in known:
                pointer = f"themes/{theme}/{plan}"
                yield problem_of_key("Q807", path, pointer, theme=theme, id=plan, guess=guess(plan, known))


RULES: tuple[Callable[[PlansFile, str], Iterator[Problem]], ...] = (_twice, _parents, _places, _themed)


def check_targets(
    file: PlansFile, path: str, plan: ListedPlan, targets: tuple[TargetSummary, ...]
) -> Iterator[Problem]:
    """Q808: a theme's target that the *plan* hasn't got. Q809: two targets of it that say one theme."""
    names = {one.id: one.name for one in targets}
    for theme, of in file.themes.items():
        if (meant := of.get(plan.id)) is not None and meant not in names:
            words = {"plan": plan.id, "id": meant, "guess": guess(meant, names)}
            yield problem("Q808", path, f"themes/{theme}/{plan.id}", **words)
    said: dict[str, list[str]] = {}
    for one in targets:
        if one.theme and plan.id not in file.themes.get(one.theme, {}):
            said.setdefault(one.theme, []).append(one.id)
    at = f"plans/{file.plans.index(plan)}/id"
    for theme, ids in said.items():
        if len(ids) > 1:
            words = {"plan": plan.id, "theme": theme, "names": ", ".join(ids), "first": ids[0]}
            yield problem("Q809", path, at, **words)


def check_names(file: PlansFile, path: str, themes: Mapping[str, Text]) -> Iterator[Problem]:
    """Q811: a name of what is no theme, of all that there are."""
    for name in file.names:
        if name not in themes:
            yield problem_of_key("Q811", path, f"names/{name}", id=name, guess=guess(name, themes))
