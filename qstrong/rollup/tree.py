"""The tree of regions and plans: in which order they stand, how deep, and what is below what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from qstrong.model.rollup.plans import ListedPlan, PlansFile, Region

TreeNode = Region | ListedPlan


class PlansTree:
    """The regions and plans of plans.yaml, of which only the *chosen* plans count."""

    def __init__(self, file: PlansFile, chosen: Collection[str]) -> None:
        self.nodes: dict[str, TreeNode] = {}
        for part in (file.regions, file.plans):
            self.nodes |= {one.id: one for one in part}
        self.chosen = frozenset(chosen)
        self.children: dict[str | None, list[str]] = {}
        for one in self.nodes.values():
            self.children.setdefault(one.parent, []).append(one.id)

    def walk(self) -> Iterator[tuple[TreeNode, int]]:
        """Each node that is chosen or stands above one that is, with its depth: parents first."""
        waiting = [(one, 0) for one in reversed(self.children.get(None, []))]
        while waiting:
            one, deep = waiting.pop()
            if one in self.chosen or any(each in self.chosen for each in self.below(one)):
                yield self.nodes[one], deep
                waiting += [(each, deep + 1) for each in reversed(self.children.get(one, []))]

    def below(self, name: str) -> Iterator[str]:
        """Everything below a node."""
        waiting = list(self.children.get(name, []))
        while waiting:
            one = waiting.pop()
            yield one
            waiting += self.children.get(one, [])

    def plans_below(self, name: str | None) -> list[str]:
        """The chosen plans below a node, at any depth; all of them where it is None."""
        if name is None:
            return [one for one in self.nodes if one in self.chosen]
        found = self.chosen.intersection(self.below(name))
        return [one for one in self.nodes if one in found] if found else []

    def nearest(self, name: str | None) -> list[str]:
        """The chosen plans below a node that have no other between: a city's, not its districts'."""
        found: list[str] = []
        waiting = list(reversed(self.children.get(name, [])))
        while waiting:
            one = waiting.pop()
            if one in self.chosen:
                found.append(one)
            else:
                waiting += reversed(self.children.get(one, []))
        return found


def choose_plans(file: PlansFile, levels: Sequence[str], regions: Sequence[str]) -> list[ListedPlan]:
    """The plans of one of those *levels*, in or below one of those *regions*; all where none is named."""
    tree = PlansTree(file, ())
    within = {name for one in regions for name in (one, *tree.below(one))}
    return [
        one for one in file.plans if (not levels or one.level in levels) and (not regions or one.id in within)
    ]


def majority(found: Mapping[str, object]) -> object:
    """What most have; the first of those that as many have; None where there is nothing."""
    ((most, _),) = Counter(found.values()).most_common(1) or ((None, 0),)
    return most
