"""A filing to fill in: only what a unit owes, with what its clerk wants to see as comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qstrong.model.base import Lang
from qstrong.model.keys import asked_of_who_is_behind, asked_of_who_promised
from qstrong.model.period import Period
from qstrong.text import families
from qstrong.text.catalogue import word
from qstrong.text.kinds import goal_words, quantity_words
from qstrong.text.labels import label_word
from qstrong.text.numbers import measured, number, rounded, uom_words
from qstrong.timeline.blank import Asked, Blank
from qstrong.timeline.duties import AskedAction
from qstrong.timeline.explained import Explanation
from qstrong.timeline.promises import Promise
from qstrong.write.filing.scalar import scalar


def scaffold(asked: Blank, lang: Lang, *, explain: Sequence[Explanation] = ()) -> str:
    """The text of a filing with every value still to come.

    *explain*: what is to be explained, and by whom; a value that was filed before stands there again.
    """
    rows = list(_head(asked, lang))
    mine = [one for one in explain if one.unit == asked.unit.id]
    behind = {one.filed_under for one in mine if one.part == "observations"}
    stuck = {one.subject for one in mine if one.part == "actions"}
    new = {(one.target.id, one.period.last) for one in asked.values}
    filed = {(one.filed_under, one.entry.last): one for one in mine if one.entry}
    again = [one for key, one in filed.items() if key not in new]
    if asked.values or again:
        rows.append("observations:")
    for one in asked.values:
        rows += _value(one, asked, lang, explain=one.target.id in behind and not one.is_wanted)
    for each in again:
        rows += _again(each, asked.period, lang)
    if asked.actions:
        rows.append("actions:")
    for action in asked.actions:
        rows += _action(action, lang, explain=action.action.id in stuck)
    return "".join(f"{_one_line(row)}\n" for row in rows)


def _again(one: Explanation, period: Period, lang: Lang) -> Iterator[str]:
    """A value that was filed, once more, with room for what it lacks."""
    assert one.entry
    said = one.entry.observation
    yield f"  # {one.title.say(lang)} · {word(families.UNSAID.key(one.what), lang)}"
    yield f"  - indicator: {one.filed_under}"
    if one.entry.last != period.last:
        yield f"    period: {one.entry.period}"
    filed = number(said.value) if said.value is not None else ""
    yield f"    value:   # {word('new_again', lang, value=filed)}"
    if said.flag == "preliminary":
        yield f"    flag: {said.flag}"
    yield f"    # {word('record_explain', lang)}"
    for name in asked_of_who_is_behind():
        given = one.filed.get(name)
        yield f"    {name}: {scalar(given, name)}" if given else f"    {name}:"


def _one_line(row: str) -> str:
    """A name that is written over several lines would run out of its comment."""
    return " ".join(row.splitlines())


def _head(asked: Blank, lang: Lang) -> Iterator[str]:
    plan = asked.dataset.plan
    if plan.synthetic:
        yield f"# {word('synthetic', lang)}"
    unit = asked.unit.name.say(lang)
    yield f"# {word('new_head', lang, unit=unit, period=asked.period, day=asked.day, close=asked.close)}"
    yield f"# {word('new_how', lang)}"
    yield f"unit: {asked.unit.id}"
    yield f"period: {asked.period}"
    yield f"filed:   # {word('new_filed', lang)}"
    yield "prepared_by:"


def _value(one: Asked, asked: Blank, lang: Lang, *, explain: bool) -> Iterator[str]:
    target = one.target
    words = {"name": target.name.say(lang), "uom": uom_words(target.uom, lang)}
    if one.why:
        words |= {"period": str(one.period), "why": word(families.WANTED.key(one.why), lang)}
        yield f"  # {word('new_wanted', lang, **words)}"
    else:
        yield f"  # {word('new_value', lang, goal=goal_words(target, lang, uom=True), **words)}"
    facts = []
    if one.last:
        facts.append(word("record_last", lang, period=one.last[0], value=number(one.last[1])))
    if one.expected is not None:
        facts.append(
            word(
                "record_expected",
                lang,
                value=measured(rounded(one.expected, target.decimals), target.uom, lang),
            )
        )
    if one.part_of_year:
        if one.year_ago is not None:
            facts.append(word("record_year_ago", lang, value=number(one.year_ago)))
        facts.append(word("new_ytd", lang))
    if facts:
        yield f"  # {' · '.join(facts)}"
    yield f"  - indicator: {target.id}"
    if one.period.last != asked.period.last:
        yield f"    period: {one.period}"
    yield "    value:"
    yield f"    pending:   # {word('new_pending', lang)}"
    if one.part_of_year and one.year_ago is None:
        yield f"    last_year:   # {word('new_last_year', lang)}"
    yield "    source:"
    yield from _outcome(one.promise, lang)
    if explain:
        yield from _explained("record_explain", lang)


def _outcome(promise: Promise | None, lang: Lang) -> Iterator[str]:
    """Room for what came of the measures whose day has come."""
    if promise:
        said = {"since": promise.since, "day": promise.by, "text": promise.measures}
        yield f"    # {word('record_outcome', lang, **said)}"
        yield from (f"    {name}:" for name in asked_of_who_promised())


def _explained(why: str, lang: Lang) -> Iterator[str]:
    """Room for cause and measures, and that word of the catalogue that says why."""
    yield f"    # {word(why, lang)}"
    yield from (f"    {name}:" for name in asked_of_who_is_behind())


def _action(one: AskedAction, lang: Lang, *, explain: bool) -> Iterator[str]:
    action = one.action
    facts = [action.title.say(lang)]
    if action.quantity:
        facts.append(word("record_target", lang, goal=quantity_words(action.quantity, lang)))
    if action.due:
        facts.append(word("new_due", lang, day=action.due))
    if one.last:
        facts.append(word("record_was", lang, state=label_word(one.last[1].state, lang)))
    yield f"  # {' · '.join(facts)}"
    yield f"  - action: {scalar(action.id, 'action')}"
    yield f"    state:   # {word('new_states', lang)}"
    yield "    progress:"
    if action.quantity:
        yield f"    quantity:   # {uom_words(action.quantity.uom, lang)}"
    yield f"    evidence:   # {word('new_evidence', lang)}"
    yield from _outcome(one.promise, lang)
    if explain:
        yield from _explained("record_explain_action", lang)
