"""季度通报: the bulletin of one period, part by part; its sentences on single targets are in `sentences`.

An office's text has at most three pages: where it would have more, it says less, and the annexes say it all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qstrong.assess.compare import TargetChange
from qstrong.assess.report import BEHIND, RED
from qstrong.assess.year import year_of
from qstrong.model.plan import Plan
from qstrong.render.bulletin.annexes import annex_list, annexes
from qstrong.render.bulletin.content import Blocks, BulletinContent, Chapter, Paragraph
from qstrong.render.bulletin.inshort import actions_in_short, by_status, left_out
from qstrong.render.bulletin.official import fits
from qstrong.render.bulletin.overview import group_paragraphs, overall, subsections, year_rows_of
from qstrong.render.bulletin.quality import quality_paragraphs
from qstrong.render.bulletin.sentences import (
    behind,
    done,
    due_next,
    overdue,
    praise,
    promise,
    requests,
)
from qstrong.render.bulletin.silence import stale, unexplained_actions
from qstrong.render.bulletin.voice import DETAILS, Voice
from qstrong.render.cells.year import YEARS
from qstrong.render.filed import values_json
from qstrong.render.headed import json_head, made_from
from qstrong.render.look import Look
from qstrong.render.pieces import coverage_json
from qstrong.text.catalogue import span_words
from qstrong.text.numbers import percent
from qstrong.timeline.duties import tally


def bulletin_content(voice: Voice, *, whole: bool = False) -> BulletinContent:
    """The bulletin of a period: as much of it in the text as three pages hold, or the *whole*."""
    added = annexes(voice)
    for detail in DETAILS:
        made = _bulletin(replace(voice, detail=detail), added)
        if whole or fits(made, voice.look.lang):
            break
    return made


def _bulletin(voice: Voice, added: tuple[Chapter, ...]) -> BulletinContent:
    own, plan = voice.own, voice.review.report.dataset.plan
    office = plan.office.name
    parts = [
        ("bulletin_part_overall", overall(voice)),
        ("bulletin_part_groups", tuple(group_paragraphs(voice))),
        ("bulletin_part_behind", _behind(voice)),
        ("bulletin_part_actions", tuple(_actions(voice))),
        ("bulletin_part_data", tuple(quality_paragraphs(voice))),
        ("bulletin_part_next", tuple(_next(voice))),
    ]
    shown = [(name, blocks) for name, blocks in parts if blocks]
    return BulletinContent(
        title=own.title or voice.say("bulletin_title", **_plan_and_period(voice)),
        parts=tuple(
            Chapter(voice.say("bulletin_heading", k=voice.look.ordinal(k), text=voice.say(name)), blocks)
            for k, (name, blocks) in enumerate(shown, 1)
        ),
        mark=own.mark or "",
        issue=voice.say("bulletin_issue", n=own.issue) if own.issue is not None else "",
        to=voice.say("bulletin_to", to=own.to) if own.to else "",
        opening=tuple(_opening(voice)),
        annexes=added,
        annex_list=annex_list(voice),
        signature=own.signature or (voice.look.name(office) if office else ""),
        date=voice.day(own.date) if own.date else "",
        closing=(
            *([voice.say("bulletin_contact", contact=own.contact)] if own.contact else ()),
            *([voice.say("bulletin_cc", cc=own.cc)] if own.cc else ()),
        ),
        made_from=origin(voice),
        gap=voice.language.gap,
        stamp=stamp(plan, voice.look),
    )


def until(voice: Voice) -> str:
    """The end of the period, or the day from which one looks where that is earlier."""
    day, period = voice.review.report.as_of, voice.review.period
    return voice.day(day) if day < period.end else voice.month(period.last - period.shift)


def origin(voice: Voice) -> str:
    """The data, the day and the program that the paper comes from."""
    report = voice.review.report
    return made_from(report.dataset, report.as_of, voice.look)


def stamp(plan: Plan, look: Look) -> str:
    """The word that made-up data always carries."""
    return look.say("synthetic") if plan.synthetic else ""


def _plan_and_period(voice: Voice) -> dict[str, str]:
    plan = voice.review.report.dataset.plan
    return {"plan": voice.look.name(plan.title), "period": voice.period(voice.review.period)}


def _opening(voice: Voice) -> Iterator[str]:
    review = voice.review
    elapsed, total = review.months
    yield voice.say(
        "bulletin_opening" if review.heard else "bulletin_opening_none",
        we=voice.look.we(review.report.dataset.plan),
        plan=voice.look.name(review.report.dataset.plan.title),
        when=until(voice),
        months=elapsed,
        span=span_words(total, voice.look.lang),
        share=percent(review.progress),
    )
    if review.report.as_of < review.close:
        yield voice.say("bulletin_early", close=voice.day(review.close), day=voice.day(review.report.as_of))


def _behind(voice: Voice) -> Blocks:
    """What is behind: each on its own, or some and all of them in short, and where to read the rest."""
    found = voice.review.behind
    if not found:
        n = voice.review.report.overall.assessed
        none = voice.say("bulletin_none_behind", n=n) if n else voice.say("bulletin_none_assessed")
        return tuple(Paragraph(text) for text in (none, stale(voice)) if text)
    told = {"full": BEHIND, "reds": RED, "short": frozenset()}[voice.detail]
    whole = [behind(one, voice) for one in found if one.status in told]
    rest = [one for one in found if one.status not in told]
    said = [voice.say("bulletin_item", k=k, text=text) for k, text in enumerate(whole, 1)]
    if rest:
        said += [by_status(rest, voice), left_out(rest, voice)]
    return tuple(Paragraph(text) for text in (*said, stale(voice)) if text)


def _actions(voice: Voice) -> Iterator[Paragraph]:
    """What there is to say of actions; that none is overdue is said, too."""
    review = voice.review
    late = [overdue(one, voice) for one in review.overdue]
    said = [
        ("bulletin_sub_done", [done(one, voice) for one in review.done]),
        ("bulletin_sub_praise", praise(voice)),
        ("bulletin_sub_overdue", [*late, *unexplained_actions(voice), *_promises(voice)]),
        ("bulletin_sub_next", [due_next(one, voice) for one in review.due_next]),
        ("bulletin_sub_requests", requests(voice)),
    ]
    if voice.detail == "short":
        return actions_in_short(voice)
    return subsections(
        voice,
        [
            (name, voice.joined(some).strip() if some else voice.say("bulletin_nothing"))
            for name, some in said
            if some or (name == "bulletin_sub_overdue" and review.report.actions)
        ],
    )


def _promises(voice: Voice) -> list[str]:
    """What was promised of actions; of targets it stands with them."""
    targets = {one.target.id for one in voice.review.behind}
    return [
        voice.say("bulletin_because", text=voice.subject(one.subject), why=promise(one, voice))
        for one in voice.review.promises
        if one.subject not in targets
    ]


def _next(voice: Voice) -> Iterator[Paragraph]:
    for text in voice.own.requirements:
        yield Paragraph(voice.finish(text).strip())
    if voice.own.reply_by and voice.review.behind:
        third = voice.look.ordinal(3)
        yield Paragraph(voice.say("bulletin_reply", k=third, day=voice.day(voice.own.reply_by)))


def bulletin_json(voice: Voice, text: dict[str, object]) -> dict[str, object]:
    """The numbers behind the bulletin with its *text*, for scripts; targets in full: `status -f json`."""
    review, found = voice.review, voice.review.comparison
    report = review.report
    return {
        **json_head(report.dataset, voice.look, report.as_of),
        "period": str(review.period),
        "closes": review.close.isoformat(),
        "time_progress": report.time_progress,
        "period_progress": review.progress,
        "counts": dict(report.overall.counts),
        "data_counts": dict(report.overall.data_counts),
        "coverage": coverage_json(report.overall),
        "values": values_json(tally(review.duties)),
        "behind": [one.target.id for one in review.behind],
        "stale": [
            {"id": one.target.id, "last_status": one.last_status, "data": one.data} for one in review.stale
        ],
        "year": _year_json(voice),
        "changes": [_change_json(one) for one in found.targets if one.moved] if found else None,
        "units": [
            {
                "id": duty.unit,
                "filed": duty.filing.filed.isoformat() if duty.filing else None,
                "state": duty.state,
                "days_late": duty.days_late,
            }
            for duty in review.duties
        ],
        "explanations": [
            {"unit": one.unit, "id": one.subject, "missing": list(one.wanting)}
            for one in review.explanations
        ],
        "actions": {
            "done": [one.action.id for one in review.done],
            "overdue": [one.action.id for one in review.overdue],
            "due_next": [one.action.id for one in review.due_next],
        },
        "text": text,
    }  # fmt: skip


def _year_json(voice: Voice) -> dict[str, object]:
    """The year in which the period lies, and the targets that have a goal for it."""
    rows = year_rows_of(voice)
    names = ("value", "period", "start", "goal", "completion", "elapsed")
    return {
        "year": str(year_of(voice.review.period)),
        "targets": [{"id": row.report.target.id, **YEARS.data(names, row, voice.scene)} for row in rows],
    }


def _change_json(one: TargetChange) -> dict[str, object]:
    return {
        "id": one.id,
        "before": one.before.status if one.before else None,
        "after": one.after.status if one.after else None,
        "direction": one.direction,
        "why": list(one.why),
    }
