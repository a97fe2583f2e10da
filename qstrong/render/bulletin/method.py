"""The bulletin's last annex: how statuses are computed, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qstrong.model.kinds import method_of
from qstrong.model.terms.course import FOREIGN_METHODS
from qstrong.render.bulletin.voice import Voice
from qstrong.text import families
from qstrong.text.numbers import number


def method(voice: Voice) -> list[str]:
    """测算说明, with the plan's own constants put in."""
    own = voice.review.report.dataset.plan.method
    points = ("slack_on", "slack_risk", "worsening")
    words: dict[str, object] = {
        key: voice.say("bulletin_points", n=number(getattr(own, key) * 100)) for key in points
    }
    words |= {key: f"{number(getattr(own, key) * 100)}%" for key in ("on_track", "at_risk")}
    words["catch_up"] = number(own.catch_up)
    said = (
        voice.say("bulletin_m_time"),
        voice.say("bulletin_m_done"),
        voice.say("bulletin_m_on", on_track=words["on_track"], slack_on=words["slack_on"]),
        voice.say("bulletin_m_risk", **{key: words[key] for key in ("at_risk", "slack_risk", "catch_up")}),
        voice.say("bulletin_m_worse", worsening=words["worsening"]),
        voice.say("bulletin_m_kinds", on_track=words["on_track"]),
        *_published(voice),
        voice.say("bulletin_m_deadline"),
        voice.say("bulletin_m_grey"),
    )
    return [voice.say("bulletin_item", k=k, text=text) for k, text in enumerate(said, 1)]


def _published(voice: Voice) -> Iterator[str]:
    """Whose method judges how many targets, where it isn't this project's, and how."""
    report = voice.review.report
    used = Counter(method_of(report.dataset.plan, one.target) for one in report.targets)
    for name in sorted(FOREIGN_METHODS & used.keys()):
        yield voice.say(families.METHOD_NOTE.key(name), n=used[name])
