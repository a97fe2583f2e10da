"""The bulletin on what was behind last time and isn't reported now: silence clears nothing."""

from __future__ import annotations

from qstrong.assess.report import STALE, TargetReport
from qstrong.render.bulletin.voice import Voice
from qstrong.text import families


def stale(voice: Voice) -> str:
    """What was behind last time and isn't reported now, by why, each as it stood; "" where nothing is."""
    said = []
    for state in STALE:
        some = [_stood(one, voice) for one in voice.review.stale if one.data == state]
        if some:
            word = voice.say(families.STALE.key(state))
            words = {"word": word, "n": len(some), "names": voice.language.semicolon.join(some)}
            said.append(voice.sentence(voice.say("bulletin_stale", **words)))
    return "".join(said).strip()


def _stood(one: TargetReport, voice: Voice) -> str:
    """A target with the older verdict, its period and who answers."""
    point = one.verdict.point
    assert point is not None
    return voice.say(
        "bulletin_stale_one",
        name=voice.look.name(one.target.name),
        period=voice.period(point.period),
        label=voice.label(one.verdict.label),
        units=voice.units(one.target.reporters),
    )
