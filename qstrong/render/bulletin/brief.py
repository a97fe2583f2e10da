"""呈阅件: the leader's one A4 page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from qstrong.assess.report import TargetReport, worst_first
from qstrong.assess.verdict import GREEN, GREY, RED, STALE
from qstrong.render.bulletin.content import BulletinContent, Chapter, Paragraph, paper_of
from qstrong.render.bulletin.overview import IN_SHORT, uncounted, withdrawn_sentence
from qstrong.render.bulletin.quality import not_in_time
from qstrong.render.bulletin.sentences import (
    due_next,
    gap_words,
    requests,
    tight_goal,
    value_sentence,
)
from qstrong.render.bulletin.silence import stale, unsaid
from qstrong.render.bulletin.voice import Voice, clipped, ended
from qstrong.render.cells.aspect import Aspect, Scene
from qstrong.render.cells.targets import TARGETS
from qstrong.render.document import Cell, Column, Section, Table
from qstrong.render.headed import data_month
from qstrong.render.pieces import NONE
from qstrong.text import families
from qstrong.text.numbers import percent
from qstrong.timeline.inhand import is_over
from qstrong.timeline.owed import due_day
from qstrong.timeline.state import DataState

MOST_TARGETS, MOST_REQUESTS, MOST_ACTIONS = 5, 3, 3
MOST_WORDS, MOST_OF_REQUEST = 40, 24
"""The Chinese characters that a unit's words may have on the one page; the bulletin has them whole."""


def brief(voice: Voice) -> BulletinContent:
    """The conclusion first, then four numbers, what to watch, what to decide, what comes next."""
    review, own = voice.review, voice.own
    words = {"plan": voice.look.name(review.report.dataset.plan.title), "period": voice.period(review.period)}
    asks, watched = requests(voice, most=MOST_OF_REQUEST), watch(review.behind)
    whole = Chapter("", tuple(_body(voice, watched, asks)))
    return replace(
        paper_of(voice, voice.say("bulletin_brief_title", **words), (whole,)),
        to=voice.say("bulletin_submit", to=own.cc) if own.cc else "",
        opening=(_conclusion(voice, watched, asks),),
        date="",
        closing=(_foot(voice), voice.say("bulletin_sign")),
        compact=True,
    )


def watch(behind: Sequence[TargetReport]) -> tuple[TargetReport, ...]:
    """The reds, the worst first; where there are none, those that are slightly behind."""
    return worst_first(one for one in behind if one.status in RED) or tuple(behind)


def _conclusion(voice: Voice, watched: Sequence[TargetReport], asks: Sequence[str]) -> str:
    total = voice.review.report.overall
    good = sum(total.counts[status] for status in GREEN)
    n = total.assessed
    states = [one.data for one in voice.review.stale]

    def word(state: DataState) -> str:
        return voice.inside(voice.say(families.STALE.key(state)))

    silent = [
        voice.say("bulletin_conclusion_stale", word=word(state), n=states.count(state))
        for state in STALE
        if state in states
    ]
    return voice.say(
        "bulletin_conclusion" if n else "bulletin_conclusion_none",
        share=percent(voice.review.progress),
        n=n,
        good=good,
        bad=len(voice.review.behind),
        watch=len(watched),
        silent="".join(silent),
        asks=len(asks),
    )


def _body(voice: Voice, watched: Sequence[TargetReport], asks: Sequence[str]) -> Iterator[Paragraph | Table]:
    heads = count(1)

    def head(key: str) -> str:
        return voice.finish(voice.language.numbered(next(heads)) + voice.say(key))

    unknown = uncounted(voice.review.report.targets, voice)
    text = voice.sentence(voice.say("bulletin_not_counted", parts=unknown)) if unknown else ""
    yield Paragraph((text + withdrawn_sentence(voice)).strip(), head("bulletin_brief_numbers"))
    yield _numbers(voice)
    if watched:
        yield Paragraph("", head("bulletin_watch").strip())
        yield _watched(watched[:MOST_TARGETS], voice)
        if len(watched) > MOST_TARGETS:
            more = voice.say("bulletin_more_in_annex", n=len(watched) - MOST_TARGETS)
            yield Paragraph(voice.finish(more).strip())
    if silent := stale(voice):
        yield Paragraph(silent)
    if asks:
        n = len(asks) - MOST_REQUESTS
        rest = [voice.say("bulletin_more_in_annex", n=n)] if n > 0 else []
        yield Paragraph(voice.joined([*asks[:MOST_REQUESTS], *rest]).strip(), head("bulletin_sub_requests"))
    yield Paragraph(_since(voice), head("bulletin_brief_since"))
    if following := list(_next(voice)):
        yield Paragraph(voice.sentence(*following).strip(), head("bulletin_brief_next"))
    late = not_in_time(voice)
    yield Paragraph(
        voice.sentence(*late).strip() if late else voice.say("bulletin_nothing"), head("bulletin_brief_late")
    )


def _numbers(voice: Voice) -> Table:
    """One row: met, on track, slightly behind, behind, not counted."""
    counts = voice.review.report.overall.counts
    numbers = (sum(counts[status] for status in statuses) for statuses in IN_SHORT.values())
    columns = tuple(Column(voice.say(key)) for key in IN_SHORT)
    return Table(columns, (Section("", (tuple(Cell(str(n), "strong") for n in numbers),)),))


def _watched(watched: Sequence[TargetReport], voice: Voice) -> Table:
    """Five or so targets with what they lack, why, and what is done about it."""

    def now(one: TargetReport, _: Scene) -> Cell:
        return Cell(f"{value_sentence(one, voice)} / {tight_goal(one, voice)}")

    def gap(one: TargetReport, scene: Scene) -> Cell:
        gap, cell = one.verdict.gap, TARGETS["gap"].shown(one, scene)
        return cell if cell == NONE or gap is None else Cell(gap_words(one, gap, voice))

    own = TARGETS.but(
        value_goal=Aspect(head="bulletin_value_goal", cell=now, flexible=True, least=12),
        gap=replace(TARGETS["gap"], cell=gap, flexible=True, least=8),
        cause=Aspect(head="cause", cell=lambda one, _: Cell(_cause(one, voice)), flexible=True, least=14),
        how=Aspect(head="bulletin_how", cell=lambda one, _: Cell(_how(one, voice)), flexible=True, least=16),
        reporters=replace(TARGETS["reporters"], head="units"),
    )
    names = ("name", "value_goal", "gap", "cause", "how", "reporters")
    return own.table(names, [("", watched)], voice.scene, least={"name": 10, "reporters": 10})


def _cause(one: TargetReport, voice: Voice) -> str:
    cause = (one.said and one.said.cause) or ""
    return clipped(ended(cause), MOST_WORDS) or unsaid(one, "cause", voice) or NONE.text


def _how(one: TargetReport, voice: Voice) -> str:
    """Measures, by when, who."""
    said = one.said
    measures = clipped(ended((said and said.measures) or ""), MOST_WORDS)
    if not said or not measures:
        return unsaid(one, "measures", voice) or NONE.text
    by = voice.by(said.measures_by) if said.measures_by else ""
    return voice.clauses(ended(text) for text in (measures, by, said.owner) if text)


def _since(voice: Voice) -> str:
    found = voice.review.comparison
    if found is None:
        return voice.sentence(voice.say("bulletin_first")).strip()
    said = [voice.say("bulletin_n_change", better=len(found.better), worse=len(found.worse))]
    grey = [one.after for one in found.moves if one.before and one.after and one.after.status in GREY]
    if grey:
        names = voice.listed(voice.look.name(one.target.name) for one in grey[:MOST_REQUESTS])
        names += "…" if len(grey) > MOST_REQUESTS else ""
        said.append(voice.say("bulletin_turned_grey", n=len(grey), names=names))
    return voice.sentence(*said).strip()


def _next(voice: Voice) -> Iterator[str]:
    review, dataset = voice.review, voice.review.report.dataset
    for period in (review.period, review.next):
        day = due_day(dataset.plan, period)
        if day >= review.report.as_of and not is_over(dataset, period):
            yield voice.say("bulletin_next_filing", period=voice.period(period), day=voice.day(day))
    yield from (due_next(one, voice) for one in review.due_next[:MOST_ACTIONS])
    more = len(review.due_next) - MOST_ACTIONS
    if more > 0:
        yield voice.say("bulletin_more_in_annex", n=more)


def _foot(voice: Voice) -> str:
    review = voice.review
    early = sum(
        one.data == "reported" and "preliminary" in one.verdict.flags for one in review.report.targets
    )
    month, when = data_month(review.report), voice.say("bulletin_no_data")
    if month is not None:
        when = voice.say("bulletin_data_until", when=voice.month(month))
    return voice.say("bulletin_foot", when=when, close=voice.day(review.close), n=early)
