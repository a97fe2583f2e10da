"""The ids that a plan's keys may name, with their names, for the schemas that editors read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import isfinite

from qstrong.model.base import Lang
from qstrong.model.dataset import Dataset
from qstrong.model.filing import ActionReport, Filing, Observation
from qstrong.model.index import Called, index, names_of
from qstrong.model.plan import Target
from qstrong.model.task import Action, Task, Unit, UnitGroup
from qstrong.model.terms.course import Computed

Named = Mapping[str, str]
"""Ids with their names."""

_NAMES: dict[tuple[type[object], str], str] = {
    (Target, "group"): "groups",
    (Target, "reporters"): "units",
    (Target, "tasks"): "tasks",
    (Target, "of"): "indicators",
    (Computed, "sum"): "indicators",
    (Computed, "ratio"): "indicators",
    (Unit, "successor"): "units",
    (Task, "section"): "sections",
    (Task, "units"): "units or groups",
    (Task, "lead"): "units or groups",
    (Action, "units"): "units or groups",
    (UnitGroup, "members"): "units",
    (Filing, "unit"): "units",
    (Observation, "indicator"): "filed",
    (ActionReport, "action"): "actions",
}
"""Which of the plan's ids a key names."""


def refers_to(model: type[object], key: str) -> str | None:
    """What a key's ids are ids of: one of the keys of `known_ids`; None where they are its own."""
    return next((_NAMES[cls, key] for cls in model.__mro__ if (cls, key) in _NAMES), None)


def known_ids(dataset: Dataset, lang: Lang) -> dict[str, Named]:
    """All ids of a plan, by what they are ids of."""
    things: dict[str, Iterable[Called]] = {
        "groups": dataset.groups,
        "indicators": [one for one in dataset.targets if not one.of],
        "filed": [one for one in dataset.targets if not one.of and not one.computed],
        "sections": dataset.sections,
        "tasks": dataset.tasks,
        "actions": index(dataset).actions.values(),
        "units": dataset.units,
        "units or groups": (*dataset.units, *dataset.unit_groups),
    }
    return {
        what: {name: text.say(lang) for name, text in names_of(ones).items()} for what, ones in things.items()
    }


def one_of(known: Named) -> dict[str, object]:
    """The ids as they are best written, with their names; and as they may be, too: "1" for 1, 1.1 for "1.1".

    The other forms stand behind two negations, so that an editor takes them and offers none of them.
    """
    best = {_whole_number(one): name for one, name in known.items()}
    others = dict.fromkeys(form for one in known for form in (one, _number(one)) if form not in (*best, None))
    offered = {"enum": list(best), "enumDescriptions": list(best.values())}
    return {"anyOf": [offered, {"not": {"not": {"enum": list(others)}}}]} if others else offered


def _whole_number(text: str) -> int | str:
    return int(text) if re.fullmatch("0|[1-9][0-9]{0,5}", text) else text


def _number(text: str) -> int | float | None:
    """The number that YAML 1.2 takes *text* for, where it is written without quotes."""
    if re.fullmatch("[0-9]+", text):
        return int(text)
    if re.fullmatch("0x[0-9a-f]+|0o[0-7]+", text):
        return int(text, 0)
    if re.fullmatch(r"[0-9]+(\.[0-9]*)?(e[-+]?[0-9]+)?", text) and isfinite(float(text)):
        return float(text)
    return None


def if_of(then: dict[str, object], otherwise: dict[str, object] | None = None) -> dict[str, object]:
    """What holds for a target that is `of` another one, and what for one that isn't."""
    return {"if": {"required": ["of"]}, "then": then} | ({"else": otherwise} if otherwise else {})
