"""What only all targets together show: whose a computed one is, its name beside others', and its years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from qstrong.model.base import Text
from qstrong.model.kinds import TargetsFile
from qstrong.model.plan import AnyTarget
from qstrong.text.catalogue import words_of
from qstrong.text.help import language


def made_whole(head: TargetsFile) -> tuple[AnyTarget, ...]:
    """The targets with what only all of them together show: a computed one is its parts' reporters'."""
    targets = tuple(map(_with_own_years(head), head.targets))
    by_id = {target.id: target for target in targets}

    def whose(target: AnyTarget) -> AnyTarget:
        parts = [by_id[name] for name in target.computed.parts if name in by_id] if target.computed else []
        units = tuple(dict.fromkeys(unit for part in parts for unit in part.reporters))
        return replace(target, reporters=units) if parts else target

    return tuple(map(_told_apart(head, by_id), map(whose, targets)))


def _told_apart(head: TargetsFile, by_id: Mapping[str, AnyTarget]) -> Callable[[AnyTarget], AnyTarget]:
    """Another goal of an indicator has the indicator's name; the year of its own end tells it apart."""
    taken = {target.name for target in by_id.values()}
    lang = language(None, {}, head.plan.language)

    def apart(name: Text, key: str, **words: str) -> Text:
        """A name in the languages that it has; a plain one stays one, in the folder's language."""
        found = words_of(key, name=name, **words)
        if not name.zh:
            return replace(found, zh="")
        own = found.say(lang)
        return found if name.en or own == found.zh else Text(zh=own)

    def called(target: AnyTarget) -> AnyTarget:
        other = by_id.get(target.of or "")
        if other is None or target.name != other.name:
            return target
        name = apart(target.name, "name_of_year", year=str((target.end or head.plan.end).year))
        if name in taken:
            name = apart(target.name, "name_of_id", id=target.id)
        taken.add(name)
        return replace(target, name=name)

    return called


def _with_own_years(head: TargetsFile) -> Callable[[AnyTarget], AnyTarget]:
    """Frequencies in years count from the indicator's own T0, whichever target is judged on it."""
    by_id = {target.id: target for target in head.targets}

    def counted(target: AnyTarget) -> AnyTarget:
        often, other = target.frequency, by_id.get(target.of or "")
        if isinstance(often, str) or not often.years or other is None or other.start == target.start:
            return target
        plan = head.plan
        first, last = plan.month(other.start or plan.start), plan.month(plan.end)
        return replace(target, frequency=often.counted(first, last, plan.shift))

    return counted
