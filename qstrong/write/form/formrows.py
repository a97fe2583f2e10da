"""The rows of a form: what is asked for, what is known of it, and what was filed already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qstrong.model.base import Lang
from qstrong.model.filing import Part
from qstrong.model.index import index
from qstrong.model.keys import asked_of_who_is_behind, asked_of_who_promised
from qstrong.model.period import Period, grain
from qstrong.model.plan import AnyTarget
from qstrong.model.shapes.value import dataclass
from qstrong.text.catalogue import word
from qstrong.text.fields import choice_word
from qstrong.text.kinds import goal_words, quantity_words
from qstrong.text.labels import label_word
from qstrong.text.language import period_short
from qstrong.text.numbers import number, rounded, uom_words
from qstrong.timeline.blank import Asked, Blank
from qstrong.timeline.duties import AskedAction
from qstrong.timeline.explained import Explanation
from qstrong.timeline.owed import dues
from qstrong.timeline.promises import Promise
from qstrong.timeline.values import Entry
from qstrong.write.form.fields import CHOICES
from qstrong.write.form.held import Held

SPARE = 5
"""Empty rows for corrections."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: what is known by the keys of its columns, and what was filed already and is filled in."""

    part: Part
    subject: str
    period: Period | None
    """What an indicator's value is for."""
    known: Mapping[str, str]
    filled: Mapping[str, str]
    wanted: frozenset[str] = frozenset()
    """The keys that are asked for: of what is behind, and of whoever promised measures whose day has come."""

    @property
    def name(self) -> str:
        """What the hidden sheet calls it."""
        return " ".join((self.part, self.subject, *([str(self.period)] if self.period else [])))


@dataclass(frozen=True, slots=True)
class FormRows:
    """All rows of a form. A correction's subject is filled in by its name, which is chosen from `names`."""

    values: tuple[FormRow, ...]
    actions: tuple[FormRow, ...]
    corrections: tuple[FormRow, ...]
    names: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether there is anything to fill in or to look at."""
        return bool(self.values or self.actions or self.corrections)


def rows_of(asked: Blank, filed: Held, lang: Lang, explain: Sequence[Explanation]) -> FormRows:
    """What the form asks for, in the plan's order, and what was *filed* besides.

    *explain*: what is to be explained, and by whom; what is missing is asked for, beside a value that is
    asked for, else in a row of its own, beside the value that was filed.
    """
    order = index(asked.dataset).order
    mine = [one for one in explain if one.unit == asked.unit.id]
    values = sorted(
        (*asked.values, *_more_values(asked, filed), *_unexplained(asked, filed, mine)),
        key=lambda one: order[one.target.id],
    )
    work = sorted((*asked.actions, *_more_actions(asked, filed)), key=lambda one: order[one.action.id])
    return FormRows(
        values=tuple(_value(one, filed, lang, mine) for one in values),
        actions=tuple(_action(one, asked, filed, lang, mine) for one in work),
        corrections=tuple(_corrections(asked, filed, lang)),
        names=tuple(
            one.name.say(lang) for one in index(asked.dataset).targets_of[asked.unit.id] if not one.of
        ),
    )


def _besides(asked: Blank, filed: Held) -> Iterator[tuple[AnyTarget, Period, Mapping[str, str], bool]]:
    """Values that were filed and aren't asked for, or not any more; whether each corrects an earlier one."""
    have = {(one.target.id, one.period.last) for one in asked.values}
    targets = index(asked.dataset).targets
    for (part, subject, last), said in filed.entries.items():
        if part == "observations" and subject in targets and (subject, last) not in have:
            corrects = said.get("flag") == "revised" and last != asked.period.last
            yield targets[subject], filed.periods[part, subject, last], said, corrects


def _more_values(asked: Blank, filed: Held) -> Iterator[Asked]:
    """What was filed besides, each with the day on which it was due."""
    for target, period, _, corrects in _besides(asked, filed):
        if not corrects:
            days = dues(asked.dataset.plan, target)
            due = next((one for one in days if one.period.last == period.last), None)
            yield Asked(target, period, due, None, None)


def _more_actions(asked: Blank, filed: Held) -> Iterator[AskedAction]:
    have = {one.action.id for one in asked.actions}
    for task, action, _ in index(asked.dataset).actors if filed.entries else ():
        if ("actions", action.id, asked.period.last) in filed.entries and action.id not in have:
            yield AskedAction(task, action, None)


def _corrections(asked: Blank, filed: Held, lang: Lang) -> Iterator[FormRow]:
    for target, period, said, corrects in _besides(asked, filed):
        if corrects:
            shown = {"subject": target.name.say(lang), "for": period_short(period, lang)}
            shown |= {"corrected": said.get("value", "")}
            shown |= {key: said.get(key, "") for key in ("reason", "source")}
            yield FormRow("observations", target.id, period, {}, shown)


def _unexplained(asked: Blank, filed: Held, mine: Sequence[Explanation]) -> Iterator[Asked]:
    """Values that were filed before, each once, of which cause or measures are still wanting."""
    have = {(one.target.id, one.period.last) for one in asked.values}
    have |= {(subject, last) for part, subject, last in filed.entries if part == "observations"}
    for one in mine:
        if one.entry and (one.filed_under, one.entry.last) not in have:
            have.add((one.filed_under, one.entry.last))
            target = index(asked.dataset).targets[one.filed_under]
            yield Asked(target, one.entry.period, None, None, None, explained=one.entry)


def _value(one: Asked, filed: Held, lang: Lang, mine: Sequence[Explanation]) -> FormRow:
    name = one.target.name.say(lang)
    known = {
        "id": one.target.id,
        "name": word("form_wanted", lang, name=name) if one.is_wanted else name,
        "uom": uom_words(one.target.uom, lang),
        "goal": goal_words(one.target, lang, uom=False),
        "last": "\n".join(_facts(one, lang)),
        "for": period_short(one.period, lang),
    }
    filled = _worded(filed.entries.get(("observations", one.target.id, one.period.last), {}), lang)
    if not filled and one.part_of_year and one.year_ago is not None:
        known["last_year"] = number(one.year_ago)
    if one.explained:
        known |= _worded(filed_keys(one.explained), lang)
    explain = () if one.is_wanted else _lacking(mine, "observations", one.target.id)
    wanted = _wanted(one.promise, explain)
    return FormRow("observations", one.target.id, one.period, known, filled, wanted)


def _facts(one: Asked, lang: Lang) -> Iterator[str]:
    """The last value, and what is expected by now."""
    if one.last:
        yield word("form_last_value", lang, period=one.last[0], value=number(one.last[1]))
    if one.expected is not None:
        yield word("form_expected", lang, value=rounded(one.expected, one.target.decimals))
    if one.target.measure == "flow_ytd" and grain(one.period.last) < 12:
        yield word("form_ytd", lang)
    yield from _promised(one.promise, lang)


def _promised(promise: Promise | None, lang: Lang) -> Iterator[str]:
    """The measures of which it is asked what came of them."""
    if promise:
        yield word("form_promised", lang, day=promise.by, text=promise.measures)


def _lacking(mine: Sequence[Explanation], part: Part, name: str) -> tuple[str, ...]:
    """The keys that are asked for of who is behind: the cause, and what goes with the measures."""
    lacking = {key for one in mine if (one.part, one.filed_under) == (part, name) for key in one.wanting}
    goes_with = {key: key if key == "cause" else "measures" for key in asked_of_who_is_behind()}
    return tuple(key for key, of in goes_with.items() if of in lacking)


def filed_keys(entry: Entry) -> dict[str, str]:
    """A value that was filed, its kind of data and what explains it: a fuller entry takes its place."""
    said = entry.observation
    found = {key: getattr(said, key) for key in ("flag", *asked_of_who_is_behind())}
    told = {key: str(text) for key, text in found.items() if text and text != "final"}
    return {"value": number(said.value) if said.value is not None else "", **told}


def _wanted(promise: Promise | None, explain: Sequence[str]) -> frozenset[str]:
    return frozenset((*explain, *(asked_of_who_promised() if promise else ())))


def _action(one: AskedAction, asked: Blank, filed: Held, lang: Lang, mine: Sequence[Explanation]) -> FormRow:
    wanted, due = one.action.quantity, one.action.due
    was = [label_word(one.last[1].state, lang)] if one.last else []
    known = {
        "id": one.action.id,
        "title_of_action": one.action.title.say(lang),
        "goal": quantity_words(wanted, lang) if wanted else "",
        "due": due.isoformat() if due else "",
        "was": "\n".join([*was, *_promised(one.promise, lang)]),
    }
    filled = _worded(filed.entries.get(("actions", one.action.id, asked.period.last), {}), lang)
    asks = _wanted(one.promise, _lacking(mine, "actions", one.action.id))
    return FormRow("actions", one.action.id, None, known, filled, asks)


def _worded(keys: Mapping[str, str], lang: Lang) -> dict[str, str]:
    """What was filed, choices by their words."""
    return {
        key: choice_word(key, said, lang) if said in CHOICES.get(key, ()) else said
        for key, said in keys.items()
    }
