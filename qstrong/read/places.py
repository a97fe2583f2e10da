"""Places: where in its file a problem's pointer leads.

Files are composed again only here, and only those that have problems: good data costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from qstrong.model.problem import Place, Problem
from qstrong.model.shapes.nodes import Node, ScalarNode
from qstrong.read.faults import lines_of
from qstrong.read.source import Source, UnreadableError


def locate(problems: Iterable[Problem], source: Source) -> tuple[Problem, ...]:
    """*problems* with their places, sorted by path, line, column and code."""
    waiting: dict[str, list[Problem]] = {}
    placed: list[Problem] = []
    for problem in problems:
        if problem.place or not problem.path:
            placed.append(problem)
        else:
            waiting.setdefault(problem.path, []).append(problem)
    for path, group in waiting.items():
        placed += _in_file(path, group, source)
    return tuple(sorted(placed, key=_order))


def nodes_of(text: str) -> Node | None:
    """The nodes of *text* with their marks, every scalar as it is written; None where nothing is in it.

    Raises `yaml.YAMLError`. That keys are scalars is for whoever composes what the strict reader hasn't read.
    """
    import yaml

    nodes = yaml.compose(text, Loader=yaml.CBaseLoader)  # what scalars mean is nothing to it
    return cast("Node | None", nodes)


def _order(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return problem.path, place.line if place else 0, place.column if place else 0, problem.code


def _in_file(path: str, problems: list[Problem], source: Source) -> list[Problem]:
    import yaml

    from qstrong.read.strict import decode

    try:
        text = decode(source.read(path))
        root = nodes_of(text)
    except (UnreadableError, yaml.YAMLError, Exception):  # noqa: BLE001 (a file may go or change meanwhile)
        return problems
    lines = lines_of(text)
    return [replace(one, place=_place(root, one, lines)) for one in problems]


def _place(root: Node | None, problem: Problem, lines: list[str]) -> Place:
    key: Node | None = None
    node = root
    steps = [step.replace("~1", "/").replace("~0", "~") for step in problem.pointer.split("/") if step]
    record: list[str] = []
    for step in steps:
        found = _step(node, step)
        record.append(_id(found[1]) or step if found and found[0] is None else step)
        if found is None:
            key, node = None, _first(node)
            break
        key, node = found
    meant = key if problem.on_key and key is not None else _first(node)
    return replace(_span(meant, lines), record="/".join(record))


def _id(node: Node) -> str | None:
    """What an item of a list goes by: its indicator and period, its action, or its id."""
    pairs = {key.value: value.value for key, value in node.value} if node.id == "mapping" else {}
    names = (pairs.get(key) for key in ("indicator", "action", "id", "period"))
    return "@".join(one for one in names if isinstance(one, str)) or None


def _step(node: Node | None, step: str) -> tuple[ScalarNode | None, Node] | None:
    """The key's node (None in a list) and the value's one step on; None where nothing is there."""
    if node is not None and node.id == "mapping":
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if node is not None and node.id == "sequence" and step.isdigit() and int(step) < len(node.value):
        return None, node.value[int(step)]
    return None


def _first(node: Node | None) -> Node | None:
    """The scalar that stands for *node*: itself, or the first one inside."""
    while node is not None and node.id != "scalar" and node.value:
        node = node.value[0][0] if node.id == "mapping" else node.value[0]
    return node


def _span(node: Node | None, lines: list[str]) -> Place:
    if node is None:
        return Place(1, 1, 1, 2, lines[0] if lines else "")
    start, end = node.start_mark, node.end_mark
    source = lines[start.line] if start.line < len(lines) else ""
    last = end.column if end.line == start.line else len(source)
    return Place(start.line + 1, start.column + 1, start.line + 1, max(last, start.column + 1) + 1, source)
