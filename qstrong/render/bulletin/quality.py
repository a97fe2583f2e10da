"""The bulletin on filings: who was in time, late or missing, and what the data is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qstrong.render.bulletin.annexes import annex_numbers
from qstrong.render.bulletin.content import Paragraph
from qstrong.render.bulletin.sentences import pending
from qstrong.render.bulletin.voice import Voice, ended


def filings(voice: Voice) -> Iterator[Paragraph]:
    """Units, indicators wanting, the quality of the data, how statuses come about; in short in one go."""
    said = [voice.sentence(*clauses) for clauses in _filings(voice)]
    if voice.detail == "short":
        yield Paragraph("".join(said).strip())
        return
    yield from (Paragraph(text.strip()) for text in said)
    yield Paragraph(voice.sentence(voice.say("bulletin_method", k=annex_numbers(voice)["method"])).strip())


def _filings(voice: Voice) -> Iterator[Sequence[str]]:
    """The clauses of each sentence."""
    yield [_units(voice)]
    owing = [
        voice.unit(duty.unit) + voice.brackets([voice.listed(voice.subject(owed.target) for owed in wanting)])
        for duty in voice.review.duties
        if duty.filing and (wanting := [owed for owed in duty.owed if owed.state in ("missing", "invalid")])
    ]
    if owing:
        yield [voice.say("bulletin_owing", parts=voice.listed(owing))]
    if quality := list(_quality(voice)):
        yield quality


def _units(voice: Voice) -> str:
    """How many filed in time; who was late, is missing, can't be read; who need not have filed yet."""
    duties, day = voice.review.duties, voice.review.report.as_of
    in_time = sum(duty.filing is not None and not duty.days_late for duty in duties)
    waiting = sum(duty.filing is None and not duty.broken and day < duty.day for duty in duties)
    head = voice.say("bulletin_units", n=len(duties), on_time=in_time)
    return voice.clauses(
        [head, *not_in_time(voice), *([voice.say("bulletin_not_yet", n=waiting)] if waiting else [])]
    )


def not_in_time(voice: Voice) -> list[str]:
    """Late by so many days, not filed, not readable; each with its units."""
    duties = voice.review.duties
    broken = [duty for duty in duties if duty.broken]
    late = [duty for duty in duties if duty.filing and duty.days_late]
    missing = [
        duty
        for duty in duties
        if not duty.filing and not duty.broken and voice.review.report.as_of >= duty.day
    ]
    said = []
    if late:
        names = voice.listed(
            voice.say("bulletin_days", unit=voice.unit(duty.unit), n=duty.days_late) for duty in late
        )
        said.append(voice.say("bulletin_late", n=len(late), names=names))
    for key, some in (("bulletin_missing", missing), ("bulletin_broken", broken)):
        if some:
            said.append(voice.say(key, n=len(some), names=voice.units(duty.unit for duty in some)))
    return said


def _quality(voice: Voice) -> Iterator[str]:
    """Preliminary, pending and doubtful values, and what was revised with its reason."""
    targets = voice.review.report.targets
    name = voice.look.name
    short = voice.detail == "short"
    early = [one for one in targets if one.data == "reported" and "preliminary" in one.verdict.flags]
    said = [("bulletin_preliminary", [name(one.target.name) for one in early])]
    waiting = [
        name(one.target.name) if short else pending(one.target, one.pending, voice)
        for one in targets
        if one.pending
    ]
    said.append(("bulletin_pending", waiting))
    said.append(("bulletin_invalid", [name(one.target.name) for one in targets if one.data == "invalid"]))
    revised = [
        voice.say(
            "bulletin_pair",
            head=voice.say(
                "bulletin_of_period",
                name=voice.subject(entry.observation.indicator),
                period=voice.period(entry.period),
            ),
            text=ended(entry.observation.reason or ""),
        )
        for entry in voice.review.revised
    ]
    said.append(("bulletin_revised", revised))
    for key, some in said:
        if some:
            yield voice.say(key, n=len(some), names=voice.listed(some))
    if not early and not revised and any(one.data == "reported" for one in targets):
        yield voice.say("bulletin_all_final")
