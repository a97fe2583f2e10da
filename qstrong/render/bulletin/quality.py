"""The bulletin on filings: who was in time, late or missing, and what the data is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qstrong.render.bulletin.annexes import annex_numbers
from qstrong.render.bulletin.content import Paragraph
from qstrong.render.bulletin.sentences import pending, values
from qstrong.render.bulletin.voice import Voice, ended
from qstrong.render.filed import filed_state
from qstrong.timeline.duties import Duty


def quality_paragraphs(voice: Voice) -> Iterator[Paragraph]:
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
    yield [values(voice)]
    owing = [
        voice.unit(duty.unit)
        + voice.brackets([voice.listed(voice.subject(owed.target) for owed in duty.missing)])
        for duty in voice.review.duties
        if duty.state == "partial"
    ]
    if owing:
        yield [voice.say("bulletin_owing", parts=voice.listed(owing))]
    if quality := list(_quality(voice)):
        yield quality


def _units(voice: Voice) -> str:
    """How many filed in time; who was late, filed in part or not at all; who need not have filed yet."""
    duties = voice.review.duties
    states = [filed_state(duty) for duty in duties]
    waiting = states.count("not_due")
    if waiting and waiting == len(duties):
        return voice.say("bulletin_units_not_yet", n=waiting)
    head = voice.say("bulletin_units", n=len(duties), on_time=states.count("in_time"))
    return voice.clauses(
        [head, *not_in_time(voice), *([voice.say("bulletin_not_yet", n=waiting)] if waiting else [])]
    )


def not_in_time(voice: Voice) -> list[str]:
    """Late by so many days, filed in part, not filed, and what of that can't be read; each with its units."""

    def of(state: str) -> list[Duty]:
        return [duty for duty in voice.review.duties if filed_state(duty) == state]

    def units(some: Sequence[Duty]) -> str:
        return voice.few((voice.unit(one.unit) for one in some), "units_more")

    late, partial, missing = map(of, ("late", "partial", "none"))
    broken = [duty for duty in (*partial, *missing) if duty.broken]
    days = (voice.say("bulletin_days", unit=voice.unit(one.unit), n=one.days_late) for one in late)
    parts = (
        voice.say("bulletin_parts", unit=voice.unit(one.unit), there=one.there, owed=len(one.owed))
        for one in partial
    )
    rows = [
        ("bulletin_late", late, voice.listed(days)),
        ("bulletin_partial", partial, voice.listed(parts)),
        ("bulletin_missing", missing, units(missing)),
        ("bulletin_broken", broken, units(broken)),
    ]
    return [voice.say(key, n=len(some), names=names) for key, some, names in rows if some]


def _quality(voice: Voice) -> Iterator[str]:
    """Preliminary, pending and doubtful values, and what was revised with its reason."""
    targets = voice.review.report.targets
    name = voice.look.name
    early = [one for one in targets if one.data == "reported" and "preliminary" in one.verdict.flags]
    said = [("bulletin_preliminary", [name(one.target.name) for one in early])]
    if voice.detail != "short":  # annex 1 says it as well
        said.append(
            ("bulletin_pending", [pending(one.target, one.pending, voice) for one in targets if one.pending])
        )
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
    filed = any(one.observations for one in voice.review.filings)
    if filed and not early and not revised and any(one.data == "reported" for one in targets):
        yield voice.say("bulletin_all_final")
