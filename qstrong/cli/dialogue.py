"""`record` step by step: only what is owed, each answer checked at once, a way back, a last look."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from qstrong.cli.answers import meant, stated_day
from qstrong.cli.names import look_up, unit_names
from qstrong.cli.recording import Recording, confirm
from qstrong.cli.session import Session
from qstrong.cli.stop import StopError
from qstrong.model.problem import Problem
from qstrong.model.task import Unit
from qstrong.render.look import goal_with_uom, valued
from qstrong.text.catalogue import word
from qstrong.text.labels import label_word
from qstrong.text.numbers import number, rounded
from qstrong.timeline.blank import Asked, AskedAction, Blank, blank
from qstrong.write.fields import STATES
from qstrong.write.record import Answer
from qstrong.write.scalar import Value

BACK, END, HELP, NONE_YET = "<", ".", "?", "-"


class BackError(Exception):
    """The person wants the step before."""


class EndError(Exception):
    """The person has nothing more to say."""


def record(
    session: Session,
    unit: str | None,
    period: str | None,
    what: str | None,
    filed: str | None,
    *,
    dry_run: bool,
) -> int:
    """Ask for what is missing, at a terminal; raises `StopError` (2) where there is none."""
    session.data()
    if not sys.stdin.isatty():
        missing = "UNIT" if not unit else "PERIOD" if not period else "INDICATOR VALUE"
        raise StopError(2, word("record_missing", session.lang, what=missing))
    try:
        return Dialogue(session).run(unit, period, what, filed, dry_run=dry_run)
    except (EOFError, KeyboardInterrupt):
        sys.stdout.write("\n" + word("record_nothing", session.lang) + "\n")
        return 130


@dataclass
class Dialogue:
    """One conversation."""

    session: Session
    recorded: list[str] = field(default_factory=list)
    """The names of what was said something about."""
    left: tuple[Problem, ...] = ()
    """What was to be checked after the last answer."""

    def say(self, key: str, **words: object) -> str:
        """A word of the catalogue."""
        return word(key, self.session.lang, **words)

    def tell(self, *lines: str) -> None:
        """Print lines."""
        sys.stdout.write("".join(f"{row}\n" for row in lines))

    def ask(self, prompt: str, choices: Iterable[str] = (), default: str = "") -> str:
        """One answer, stripped; the default where it is empty. Raises `BackError`, `EndError`."""
        names = sorted(set(choices))
        with suppress(ImportError):
            import readline

            readline.set_completer_delims("")
            readline.parse_and_bind("tab: complete")
            readline.set_completer(
                lambda text, k: next(iter([one for one in names if one.startswith(text)][k:]), None)
            )
        shown = f" [{default}]" if default else ""
        answer = input(f"{prompt}{shown}: ").strip()
        if answer == BACK:
            raise BackError
        if answer == END:
            raise EndError
        return answer or default

    def run(
        self, unit: str | None, period: str | None, what: str | None, filed: str | None, *, dry_run: bool
    ) -> int:
        """The conversation, the summary, the writing."""
        session, day = self.session, self.session.day()
        self.tell(self.say("record_intro"))
        try:
            chosen = self.unit(unit)
            due = session.filing_period(None, day)
            stated = period or self.ask(self.say("record_ask_period"), default=str(due))
        except (BackError, EndError):
            return 1
        when = session.filing_period(stated, day)
        recording = Recording(session, chosen, when, day, stated_day(filed, day, session.lang))
        asked = blank(session.data(), chosen.id, when, day)
        self.tell(
            "", self.say("record_head", unit=session.look.name(chosen.name), period=when, day=asked.day)
        )
        self.steps(recording, asked, what)
        return self.finish(recording, dry_run=dry_run)

    def unit(self, stated: str | None) -> Unit:
        """The unit that is stated, or asked for until it is one."""
        names = unit_names(self.session.data())
        while True:
            said = stated or self.ask(self.say("record_ask_unit"), names)
            found = look_up(names, said)
            if found:
                return found
            if stated:
                raise StopError(2, self.say("unknown_name", name=stated))
            near = [name for name in names if said and said in name][:5] or list(names)[:5]
            self.tell(self.say("unknown_name", name=said) + self.say("did_you_mean", names=", ".join(near)))

    def steps(self, recording: Recording, asked: Blank, what: str | None) -> None:
        """Each value and action in turn, back and forth."""
        steps: list[Asked | AskedAction] = [*asked.values, *asked.actions]
        if what:
            _, subject, name = meant(self.session, what)
            steps = [one for one in steps if _subject(one) == subject]
            if not steps:
                raise StopError(1, self.say("record_not_owed", name=name))
        if not steps:
            self.tell(self.say("record_nothing_owed"))
        behind = self.session.behind()
        k = 0
        while k < len(steps):
            step = steps[k]
            head = f"[{k + 1}/{len(steps)}] "
            try:
                if isinstance(step, Asked):
                    self.value(recording, step, head, explain=step.target.id in behind)
                else:
                    self.action(recording, step, head)
                k += 1
            except BackError:
                k = max(k - 1, 0)
            except EndError:
                return

    def value(self, recording: Recording, asked: Asked, head: str, *, explain: bool) -> None:
        """One indicator's value, or why there is none yet."""
        target, look = asked.target, self.session.look
        facts = [self.say("record_target", goal=goal_with_uom(target, look))]
        if asked.last:
            facts.append(self.say("record_last", period=asked.last[0], value=number(asked.last[1])))
        if asked.expected is not None:
            facts.append(
                self.say("record_expected", value=valued(rounded(asked.expected, target.decimals), target))
            )
        if asked.is_baseline:
            facts = [self.say("record_baseline")]
        self.tell(
            "", f"{head}{look.name(target.name)} ({asked.period}, {target.uom})", "  " + " · ".join(facts)
        )

        def take(text: str) -> Mapping[str, Value | None]:
            if text == NONE_YET:
                return {"pending": self.ask("  " + self.say("pending_reason")) or None, "value": None}
            return {"value": text, "pending": None}

        answer = self.until_sound(recording, asked, take, self.say("value"))
        if answer is None:
            return
        self.recorded.append(target.name.zh)
        more = {"source": self._source(recording, target.id)} if answer.keys.get("value") else {}
        self.more(recording, answer, {"source": self.say("source")} if more else {}, more)
        if explain and answer.keys.get("value"):
            keys = ("cause", "measures", "owner", "measures_by")
            self.tell("  " + self.say("record_explain"))
            self.more(recording, answer, {key: self.say(key) for key in keys})

    def until_sound(
        self,
        recording: Recording,
        asked: Asked | AskedAction,
        take: Callable[[str], Mapping[str, Value | None] | None],
        prompt: str,
    ) -> Answer | None:
        """Ask until the answer is sound; None where it is skipped."""
        while True:
            text = self.ask(f"  {prompt}")
            if not text:
                return None
            if text == HELP:
                self.tell(self.say("record_help"))
                continue
            keys = take(text)
            if not keys or not any(keys.values()):
                continue
            period = asked.period if isinstance(asked, Asked) else None
            part = "observations" if isinstance(asked, Asked) else "actions"
            answer = Answer(part, _subject(asked), keys, period)  # type: ignore[arg-type]
            if self.accepted(recording, answer):
                return answer

    def accepted(self, recording: Recording, answer: Answer) -> bool:
        """Whether *answer* went into the text; errors are told at once, all else before writing."""
        self.left = recording.take(answer)
        errors = tuple(one for one in self.left if one.severity == "error")
        if errors:
            self.tell(recording.problems(errors))
        return not errors

    def more(
        self,
        recording: Recording,
        answer: Answer,
        prompts: Mapping[str, str],
        defaults: Mapping[str, str] | None = None,
    ) -> None:
        """What else may be said of an entry; each may be left empty."""
        for key, prompt in prompts.items():
            while text := self.ask(f"  {prompt}", default=(defaults or {}).get(key, "")):
                if self.accepted(recording, Answer(answer.part, answer.subject, {key: text}, answer.period)):
                    break

    def _source(self, recording: Recording, indicator: str) -> str:
        """Where this unit's values of the indicator came from last time."""
        mine = (one for one in reversed(self.session.data().filings) if one.unit == recording.unit.id)
        entries = (entry for filing in mine for entry in filing.observations if entry.indicator == indicator)
        return next((entry.source for entry in entries if entry.source), "")

    def action(self, recording: Recording, asked: AskedAction, head: str) -> None:
        """One action's state, and what goes with it."""
        lang, look = self.session.lang, self.session.look
        words = {
            name: state
            for state in STATES
            for name in (state, label_word(state, "zh"), label_word(state, "en"))
        }
        words |= {str(k): state for k, state in enumerate(STATES, 1)}
        last = label_word(asked.last[1].state, lang) if asked.last else self.say("no_filing")
        self.tell(
            "",
            f"{head}{asked.action.id} {look.name(asked.action.title)}",
            "  " + self.say("record_was", state=last),
        )
        choices = "  ".join(f"{k} {label_word(state, lang)}" for k, state in enumerate(STATES, 1))

        def take(text: str) -> Mapping[str, Value | None] | None:
            if text not in words:
                self.tell("  " + choices)
                return None
            return {"state": words[text]}

        answer = self.until_sound(recording, asked, take, f"{self.say('state')} ({choices})")
        if answer is None:
            return
        self.recorded.append(asked.action.id)
        prompts = {"progress": self.say("progress")}
        if asked.action.quantity:
            prompts["quantity"] = f"{self.say('quantity')} ({asked.action.quantity.uom})"
        if answer.keys["state"] == "done":
            prompts |= {"on": self.say("record_done_on"), "evidence": self.say("record_evidence")}
        self.more(recording, answer, prompts)

    def finish(self, recording: Recording, *, dry_run: bool) -> int:
        """The summary, the question, the writing, and what to do next."""
        difference = recording.difference() if self.recorded else []
        if not difference:
            self.tell("", self.say("record_nothing"))
            return 0
        self.tell("", *difference, "")
        if self.left:
            self.tell(recording.problems(self.left), "")
        if dry_run:
            return 0
        if not confirm(self.say("record_confirm")):
            self.tell(self.say("record_nothing"))
            return 1
        recording.write()
        self.tell(*recording.afterwards(self.recorded))
        return 0


def _subject(asked: Asked | AskedAction) -> str:
    return asked.target.id if isinstance(asked, Asked) else asked.action.id
