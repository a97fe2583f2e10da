"""What a user calls things: an id, the official name, an alias, or the plan's number."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from qstrong.cli.stop import StopError
from qstrong.cli.stop import safe_word as word
from qstrong.model.base import Lang
from qstrong.model.dataset import Dataset
from qstrong.model.index import index
from qstrong.model.plan import AnyTarget, Group
from qstrong.model.task import Action, Task, Unit, UnitGroup
from qstrong.text.language import LANGUAGES

Thing = TypeVar("Thing")
_UNSAFE = r'[\x00-\x1f\x7f/\\:*?"<>|]'
"""What some system doesn't take in a file's name."""


def _named(pairs: Iterable[tuple[str | None, Thing]]) -> dict[str, Thing]:
    """Things by name; a name that two go by stands for the first."""
    names: dict[str, Thing] = {}
    for name, thing in pairs:
        if name:
            names.setdefault(name, thing)
    return names


def target_names(dataset: Dataset) -> dict[str, AnyTarget]:
    """Every name that a target goes by."""
    return _named(
        (name, one)
        for k, one in enumerate(dataset.targets, 1)
        for name in (one.id, *one.name.texts(), f"指标{k}", f"target{k}")
    )


def unit_names(dataset: Dataset) -> dict[str, Unit]:
    """Every name that a unit goes by."""
    return _named((name, one) for one in dataset.units for name in (one.id, *one.name.texts(), *one.aliases))


def task_names(dataset: Dataset) -> dict[str, Task]:
    """Every name that a task goes by."""
    return _named(
        (name, one)
        for one in dataset.tasks
        for name in (f"任务{one.id}", f"task{one.id}", *one.title.texts())
    )


def group_names(dataset: Dataset) -> dict[str, Group]:
    """Every name that a group of targets goes by."""
    return _named((name, one) for one in dataset.groups for name in (one.id, *one.title.texts()))


def find(names: Mapping[str, Thing], said: str, lang: Lang) -> Thing:
    """The thing that *said* names; raises `StopError` (2), with what may be meant, where there is none."""
    found = look_up(names, said)
    if found is None:
        raise unknown_name(names, said, lang)
    return found


def look_up(names: Mapping[str, Thing], said: str) -> Thing | None:
    """The thing that *said* names, whatever its case and blanks, or None."""
    if said in names:
        return names[said]
    plain = _plain(said)
    return next((thing for name, thing in names.items() if _plain(name) == plain), None)


def _plain(name: str) -> str:
    return re.sub(r"\s+", "", name).casefold()


_NUMBERED: Mapping[Lang, str] = {
    "zh": r"(指标|任务|举措)[0-9]",
    "en": r"(target|task|action)[0-9]",
}
"""How a number is said in each language: nobody is told the others' way."""


def unknown_name(names: Iterable[str], said: str, lang: Lang) -> StopError:
    """The error for a name that nothing goes by."""
    others = [pattern for other, pattern in _NUMBERED.items() if other != lang]
    every = [name for name in names if not any(re.match(pattern, name) for pattern in others)]
    near = [name for name in every if said in name][:3] or get_close_matches(said, every, n=3, cutoff=0.4)
    guess = word("did_you_mean", lang, names=", ".join(near)) if near else ""
    return StopError(2, word("unknown_name", lang, name=said) + guess)


def is_folder(said: str) -> bool:
    """Whether an output is a folder, there already or by its last character."""
    return said.endswith(("/", os.sep)) or Path(said).is_dir()


def file_names(said: Sequence[tuple[str, str]]) -> list[str]:
    """Names of files, each *said* with an id: as every system takes them, with the id where two are alike."""
    names = [re.sub(_UNSAFE, "_", name) for name, _ in said]
    alike = [name.casefold() for name in names]
    return [
        f"{name}-{own}" if alike.count(name.casefold()) > 1 else name
        for name, (_, own) in zip(names, said, strict=True)
    ]


def unit_group_names(dataset: Dataset) -> dict[str, UnitGroup]:
    """Every name that a group of units goes by, and no unit."""
    return _named((name, one) for one in dataset.unit_groups for name in (one.id, *one.name.texts()))


def find_unit(dataset: Dataset, said: str, lang: Lang) -> Unit:
    """A unit by any of its names; raises `StopError` (2) for a group of them, with its members."""
    names, groups = unit_names(dataset), unit_group_names(dataset)
    if look_up(names, said) is None and (group := look_up(groups, said)):
        known = index(dataset).units
        members = (known[name].name.say(lang) for name in index(dataset).members((group.id,)))
        raise StopError(2, word("one_of_group", lang, name=group.name, names=LANGUAGES[lang].listed(members)))
    return find(names, said, lang)


def find_task(dataset: Dataset, said: str, lang: Lang) -> Task:
    """A task by its number alone, too."""
    names = task_names(dataset)
    return find({**index(dataset).tasks, **names}, said, lang)


def action_names(dataset: Dataset) -> dict[str, Action]:
    """Every name that an action goes by."""
    return _named(
        (name, one)
        for _, one, _ in index(dataset).actors
        for name in (one.id, f"举措{one.id}", f"action{one.id}", *one.title.texts())
    )


def find_anything(dataset: Dataset, said: str, lang: Lang) -> AnyTarget | Task | Unit | UnitGroup | Action:
    """A target, task, unit, group of units or action; a bare number, a target's or a task's, is none."""
    tables: tuple[Mapping[str, AnyTarget | Task | Unit | UnitGroup | Action], ...] = (
        target_names(dataset),
        unit_names(dataset),
        unit_group_names(dataset),
        task_names(dataset),
        action_names(dataset),
    )
    for names in tables:
        if found := look_up(names, said):
            return found
    if said.isdigit():
        raise StopError(2, word("bare_number", lang, n=said))
    raise unknown_name([name for names in tables for name in names], said, lang)
