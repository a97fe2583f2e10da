"""What `record` asks of one entry in dialogue, and what an answer says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qstrong.cli.recording.prompt import NONE
from qstrong.model.dataset import Dataset
from qstrong.model.filing import Part
from qstrong.model.keys import asked_of_who_is_behind, asked_of_who_promised
from qstrong.model.period import Period
from qstrong.model.plan import AnyTarget
from qstrong.model.shapes.value import dataclass
from qstrong.read.strict import YamlTree
from qstrong.render.look import Look
from qstrong.render.pieces import valued
from qstrong.text import families
from qstrong.text.fields import key_word
from qstrong.text.kinds import goal_words
from qstrong.text.labels import label_word
from qstrong.text.language import LANGUAGES
from qstrong.text.numbers import number, rounded
from qstrong.timeline.blank import Asked
from qstrong.timeline.duties import AskedAction
from qstrong.timeline.promises import Promise
from qstrong.write.filing.record import Answer
from qstrong.write.filing.scalar import Value
from qstrong.write.form.fields import STATES


@dataclass(frozen=True, slots=True)
class EntryStep:
    """One entry of a filing that may be spoken of."""

    part: Part
    subject: str
    name: str
    """What it is called in the commit, and in a list of several."""
    heading: str
    facts: tuple[str, ...]
    period: Period | None = None
    last_year: bool = False
    """Whether 上年同期 is wanting."""
    source: str = ""
    """Where the unit's values came from last time."""
    quantity: str = ""
    """The unit of measure of what an action has to bring."""
    explain: bool = False
    """Whether cause and measures are asked for."""
    promise: Promise | None = None
    """Measures of which it is asked what came of them."""

    def answer(self, keys: Mapping[str, Value | None]) -> Answer:
        """What is said of the entry."""
        return Answer(self.part, self.subject, keys, self.period)


@dataclass(frozen=True, slots=True)
class Question:
    """One key of an entry: how it is asked for, and what is offered."""

    key: str
    prompt: str
    offer: str = ""
    """What stands there, or else what stood there last time."""
    needed: bool = False
    """Whether it is asked for even where the entry is only looked over."""
    lead: str = ""
    """What is said before it."""


def value_step(asked: Asked, dataset: Dataset, unit: str, look: Look, *, explain: bool) -> EntryStep:
    """A value that is owed, or a figure that is wanted."""
    target = asked.target
    facts = [look.say("record_target", goal=goal_words(target, look.lang, uom=True))]
    if asked.last:
        facts.append(look.say("record_last", period=asked.last[0], value=number(asked.last[1])))
    if asked.year_ago is not None:
        facts.append(look.say("record_year_ago", value=number(asked.year_ago)))
    if asked.expected is not None:
        facts.append(
            look.say("record_expected", value=valued(rounded(asked.expected, target.decimals), target, look))
        )
    if asked.part_of_year:
        facts.append(look.say("new_ytd"))
    if asked.why:
        facts = [look.say("record_wanted", why=look.say(families.WANTED.key(asked.why)))]
    return EntryStep(
        part="observations",
        subject=target.id,
        name=look.name(target.name),
        heading=_heading(target, asked.period, look),
        facts=tuple(facts),
        period=asked.period,
        last_year=asked.part_of_year and asked.year_ago is None,
        source=_source(dataset, unit, target.id),
        explain=explain and not asked.is_wanted,
        promise=asked.promise,
    )


def revision_step(target: AnyTarget, period: Period, held: str, look: Look) -> EntryStep:
    """A value that was filed for an earlier period, and is corrected."""
    facts = (look.say("record_held", value=held),)
    name, heading = look.name(target.name), _heading(target, period, look)
    return EntryStep("observations", target.id, name, heading, facts, period)


def _heading(target: AnyTarget, period: Period, look: Look) -> str:
    return f"{look.name(target.name)} ({look.period(period)}, {look.uom(target.uom)})"


def _source(dataset: Dataset, unit: str, indicator: str) -> str:
    """Where this unit's values of the indicator came from last time."""
    mine = (one for one in reversed(dataset.filings) if one.unit == unit)
    entries = (entry for filing in mine for entry in filing.observations if entry.indicator == indicator)
    return next((entry.source for entry in entries if entry.source), "")


def action_step(asked: AskedAction, look: Look, *, explain: bool) -> EntryStep:
    """An action that isn't done, as far as is known."""
    action = asked.action
    last = label_word(asked.last[1].state, look.lang) if asked.last else look.say("none")
    facts = [look.say("record_was", state=last)]
    if action.quantity:
        facts.append(
            look.say(
                "record_quantity", value=number(action.quantity.value), uom=look.uom(action.quantity.uom)
            )
        )
    if action.due:
        facts.append(look.say("new_due", day=action.due))
    return EntryStep(
        part="actions",
        subject=action.id,
        name=action.id,
        heading=f"{action.id} {look.name(action.title)}",
        facts=tuple(facts),
        quantity=look.uom(action.quantity.uom) if action.quantity else "",
        explain=explain,
        promise=asked.promise,
    )


def questions(step: EntryStep, says: Mapping[str, YamlTree], look: Look, remarks: str = "") -> list[Question]:
    """What is asked of an entry that *says* so much already: its head first; last what *remarks* call for."""
    found = _of_value(step, says, look) if step.part == "observations" else _of_action(step, says, look)
    if not remarks:
        return list(found)
    return [*found, Question("note", look.say("record_note"), _said(says, "note"), lead=remarks)]


def _of_value(step: EntryStep, says: Mapping[str, YamlTree], look: Look) -> Iterator[Question]:
    yield Question("value", look.say("value"), _said(says, "value") or pending_shown(says))
    if "value" not in says:
        yield from _outcome(step, says, look) if "pending" in says else ()
        return
    if step.last_year:
        yield Question("last_year", look.say("new_last_year"), _said(says, "last_year"), needed=True)
    yield Question("source", look.say("source"), _said(says, "source") or step.source)
    yield from _outcome(step, says, look)
    if step.explain:
        yield from _explained(says, look.say("record_explain"), look)


def pending_shown(says: Mapping[str, object]) -> str:
    """An entry without a value yet, as it is typed and offered: a dash, and why."""
    return f"{NONE} {says['pending']}" if says.get("pending") else ""


def _of_action(step: EntryStep, says: Mapping[str, YamlTree], look: Look) -> Iterator[Question]:
    state = _said(says, "state")
    choices = "  ".join(f"{k} {label_word(one, look.lang)}" for k, one in enumerate(STATES, 1))
    yield Question("state", f"{look.say('state')} ({choices})", label_word(state, look.lang) if state else "")
    if not state:
        return
    yield Question("progress", look.say("progress"), _said(says, "progress"))
    if step.quantity:
        yield Question("quantity", f"{look.say('quantity')} ({step.quantity})", _said(says, "quantity"))
    if state == "done":
        yield Question("on", look.say("record_done_on"), _said(says, "on"))
        yield Question("evidence", look.say("record_evidence"), _said(says, "evidence"), needed=True)
    yield from _outcome(step, says, look)
    if state != "done" and (step.explain or state == "suspended"):
        yield from _explained(says, look.say("record_explain_action"), look)


def _outcome(step: EntryStep, says: Mapping[str, YamlTree], look: Look) -> Iterator[Question]:
    """What came of the measures whose day has come."""
    if step.promise:
        said = {"since": step.promise.since, "day": step.promise.by, "text": step.promise.measures}
        lead = "  " + look.say("record_outcome", **said)
        for key in asked_of_who_promised():
            yield Question(key, key_word(key, look.lang), _said(says, key), needed=True, lead=lead)


def _explained(says: Mapping[str, YamlTree], lead: str, look: Look) -> Iterator[Question]:
    for key in asked_of_who_is_behind():
        first, needed = key == "cause", key in ("cause", "measures")
        prompt = key_word(key, look.lang, families.EXPLAINED)
        yield Question(key, prompt, _said(says, key), needed, f"  {lead}" if first else "")


def _said(says: Mapping[str, YamlTree], key: str) -> str:
    """What is said under a *key*, as it is typed: several apart by semicolons; "" for nothing."""
    given = says.get(key)
    if isinstance(given, list):
        return "; ".join(one for one in given if isinstance(one, str))
    return given if isinstance(given, str) else ""


def several(text: str) -> Value:
    """Evidence, of which there may be several: apart by semicolons."""
    parts = [part.strip() for part in re.split("[;；]", text) if part.strip()]
    return parts if len(parts) > 1 else text


def states() -> dict[str, str]:
    """Every way in which a state may be typed."""
    words: dict[str, str] = {str(k): state for k, state in enumerate(STATES, 1)}
    for state in STATES:
        words |= dict.fromkeys((state, *(label_word(state, lang).lower() for lang in LANGUAGES)), state)
    return words
