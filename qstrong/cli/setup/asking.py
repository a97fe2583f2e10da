"""`init` at a terminal: what is to be known of a new plan asked for, one answer at a time."""

from __future__ import annotations

from datetime import date

from qstrong.cli.recording.prompt import BackError, EndError, Prompt
from qstrong.cli.setup.known import EVERY, LENGTH, Wishes, checked, often, units_in
from qstrong.cli.stop import StopError
from qstrong.model.base import Lang
from qstrong.model.shapes.value import with_fields
from qstrong.text import families
from qstrong.write.plan.days import named_day

QUESTIONS = families.INIT_ASK.members
"""What is asked for, in this order."""


def asked(wishes: Wishes, lang: Lang, today: date) -> Wishes:
    """*wishes* with what is missing; raises `StopError` (1) where whoever is asked wants no more."""
    prompt = Prompt(lang)
    prompt.prose(prompt.say("init_intro"))
    given = {name: getattr(wishes, name) for name in QUESTIONS}
    open_ = [name for name in QUESTIONS if not given[name]]
    said = {name: text for name, text in given.items() if isinstance(text, str) and text}
    at = 0
    while at < len(open_):
        name = open_[at]
        try:
            answer = _answer(prompt, name, said, today)
        except BackError:
            at = max(0, at - 1)
            continue
        except EndError:
            raise StopError(1, prompt.say("record_nothing")) from None
        if why := checked(name, answer, lang, said):
            prompt.prose("  " + why)
            continue
        said[name] = answer
        at += 1
    new: dict[str, object] = {name: said[name] for name in open_}
    if "units" in new:
        new["units"] = tuple(units_in(said["units"]))
    return with_fields(wishes, new)


def _answer(prompt: Prompt, name: str, said: dict[str, str], today: date) -> str:
    """What is answered, or what was offered."""
    start = named_day(said.get("start", "")) or date(today.year - 1, 12, 31)
    offers = {
        "start": f"{today.year - 1}-12-31",
        "end": f"{named_day(f'{start.year + LENGTH}-{start.month}')}",
        "every": "quarter",
        "units": prompt.say("init_offer_units"),
    }
    offer = said.get(name) or offers.get(name, "")
    answer = prompt.ask(prompt.say(families.INIT_ASK.key(name)), EVERY if name == "every" else (), offer)
    if name == "every":
        answer = often(answer)
    return answer or ("" if name == "units" and name not in said else offer)
