"""The bulletin on what units don't say: silence clears nothing, and what is missing is said, no more."""

from __future__ import annotations

from collections.abc import Iterable

from qstrong.assess.report import TargetReport
from qstrong.assess.verdict import STALE
from qstrong.render.bulletin.voice import Voice, ended
from qstrong.text import families
from qstrong.timeline.explained import Wanting


def stale(voice: Voice) -> str:
    """What was behind last time and isn't reported now, by why, each as it stood; "" where nothing is."""
    said = []
    for state in STALE:
        some = [_stood(one, voice) for one in voice.review.stale if one.data == state]
        if some:
            word = voice.say(families.STALE.key(state))
            words = {"word": word, "n": len(some), "names": voice.language.semicolon.join(some)}
            said.append(voice.sentence(voice.say("bulletin_stale", **words)))
    silent = [one for one in voice.review.stale if one.target.id in voice.review.unexplained]
    if silent:
        names = voice.listed(voice.look.name(one.target.name) for one in silent)
        words = {"n": len(silent), "names": names, "by": reply_by(voice)}
        neither = all(voice.review.unexplained[one.target.id].what == "both" for one in silent)
        every = neither and len(silent) == len(voice.review.stale)
        key = "bulletin_stale_unexplained" if every else "bulletin_some_unexplained"
        said.append(voice.sentence(voice.say(key, **words)))
    if open_ := broken_promises(voice.review.stale, voice):
        said.append(voice.sentence(voice.say("bulletin_some_unanswered", n=open_)))
    return "".join(said).strip()


def broken_promises(some: Iterable[TargetReport], voice: Voice) -> int:
    """Of how many promises on these targets, whose day has come, nothing was said."""
    mine = {one.target.id for one in some}
    return sum(one.subject in mine and not one.answer for one in voice.review.promises)


def _stood(one: TargetReport, voice: Voice) -> str:
    """A target with the older verdict, its period and who answers."""
    point, name = one.verdict.point, voice.named(one.target)
    assert point is not None
    label, units = voice.label(one.verdict.label), voice.units(one.target.reporters)
    if voice.detail == "short":  # annex 1 has the period
        return voice.say("bulletin_because", text=name, why=voice.clauses((label, units)))
    period = voice.period(point.period)
    return voice.say("bulletin_stale_one", name=name, period=period, label=label, units=units)


def explanation(one: TargetReport, voice: Voice) -> str:
    """Cause, measures, who and by when, in the unit's own words; what is missing is said."""
    said, parts = one.said, []
    if said and said.cause:
        parts.append(voice.finish(voice.say("bulletin_cause", text=ended(said.cause))))
    if said and said.measures:
        texts = [voice.say("bulletin_measures", text=ended(said.measures))]
        texts += [voice.say("bulletin_owner", text=ended(said.owner))] if said.owner else []
        texts += [voice.say("bulletin_by", day=voice.by(said.measures_by))] if said.measures_by else []
        parts.append(voice.finish(voice.clauses(texts)))
    if wanting := voice.review.unexplained.get(one.target.id):
        text = voice.say(families.UNEXPLAINED.key(wanting.what), by=reply_by(voice))
        parts.append(text + voice.language.space)
    return "".join(parts)


def unsaid(one: TargetReport, key: Wanting, voice: Voice) -> str:
    """That a cause or measures are wanting, where they were asked for."""
    wanting = voice.review.unexplained.get(one.target.id)
    return voice.say(families.UNSAID.key(key)) if wanting and key in wanting.wanting else ""


def unexplained_actions(voice: Voice) -> list[str]:
    """Of how many actions that are overdue or suspended cause or measures are wanting, and of which."""
    found: dict[str, list[str]] = {}
    for one in voice.review.explanations:
        if one.part == "actions" and not one.coming:
            found.setdefault(one.subject, []).append(one.unit)
    names = [
        voice.say("bulletin_because", text=name, why=voice.units(units)) for name, units in found.items()
    ]
    words = {"n": len(names), "names": voice.listed(names), "by": reply_by(voice)}
    return [voice.say("bulletin_actions_unexplained", **words)] if names else []


def reply_by(voice: Voice) -> str:
    """于2027年2月15日前, where the office gave a day."""
    day = voice.own.reply_by
    return voice.say("bulletin_reply_by", day=voice.day(day)) if day else voice.say("bulletin_reply_soon")
