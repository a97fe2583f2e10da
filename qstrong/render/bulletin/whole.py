"""季度通报: the bulletin of one period, part by part; its sentences on single targets are in `sentences`.

An office's text has at most three pages: where it would have more, it says less, and the annexes say it all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from qstrong.assess.compare import TargetChange
from qstrong.assess.report import TargetReport, worst_first
from qstrong.assess.verdict import BEHIND, RED
from qstrong.assess.year import year_of
from qstrong.render.bulletin.annexes import annex_list, annex_numbers, annexes
from qstrong.render.bulletin.content import (
    Blocks,
    BulletinContent,
    Chapter,
    Paragraph,
    chapters,
    fits,
    paper_of,
)
from qstrong.render.bulletin.overview import count_word, group_paragraphs, overall, subsections, year_rows_of
from qstrong.render.bulletin.quality import quality_paragraphs
from qstrong.render.bulletin.sentences import (
    behind,
    done,
    due_next,
    in_short,
    overdue,
    praise,
    promise,
    requests,
)
from qstrong.render.bulletin.silence import broken_promises, reply_by, stale, unexplained_actions
from qstrong.render.bulletin.voice import DETAILS, Voice, ended
from qstrong.render.cells.year import YEARS
from qstrong.render.filed import values_json
from qstrong.render.headed import json_head
from qstrong.render.pieces import coverage_json
from qstrong.text import families
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
    own, office = voice.own, voice.review.report.dataset.plan.office.name
    parts: list[tuple[str, Blocks]] = [
        ("bulletin_part_overall", overall(voice)),
        ("bulletin_part_groups", tuple(group_paragraphs(voice))),
        ("bulletin_part_behind", _behind(voice)),
        ("bulletin_part_actions", tuple(_actions(voice))),
        ("bulletin_part_data", tuple(quality_paragraphs(voice))),
        ("bulletin_part_next", tuple(_next(voice))),
    ]
    plan = voice.look.name(voice.review.report.dataset.plan.title)
    title = own.title or voice.say("bulletin_title", plan=plan, period=voice.period(voice.review.period))
    made = paper_of(voice, title, chapters(voice, parts))
    return replace(
        made,
        issue=voice.say("bulletin_issue", n=own.issue) if own.issue is not None else "",
        to=voice.say("bulletin_to", to=own.to) if own.to else "",
        opening=tuple(_opening(voice)),
        annexes=added,
        annex_list=annex_list(voice),
        signature=own.signature or (voice.look.name(office) if office else ""),
        closing=(*made.closing, *([voice.say("bulletin_cc", cc=own.cc)] if own.cc else ())),
    )


def _opening(voice: Voice) -> Iterator[str]:
    review, period = voice.review, voice.review.period
    elapsed, total = review.months
    early = review.report.as_of < period.end
    yield voice.say(
        "bulletin_opening" if review.heard else "bulletin_opening_none",
        we=voice.look.we(review.report.dataset.plan),
        plan=voice.look.name(review.report.dataset.plan.title),
        when=voice.day(review.report.as_of) if early else voice.month(period.last - period.shift),
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
    said = voice.numbered(whole)
    if rest:
        said += [_by_status(rest, voice), _left_out(rest, voice)]
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
        return _actions_in_short(voice)
    return subsections(
        voice,
        [
            (name, voice.joined(some).strip() if some else voice.say("bulletin_nothing"))
            for name, some in said
            if some or (name == "bulletin_sub_overdue" and review.report.actions)
        ],
    )


def _by_status(some: Sequence[TargetReport], voice: Voice) -> str:
    """滞后2项：…；…。 A sentence for each status, the worst first, its targets in the plan's order."""
    said = []
    for status, group in groupby(worst_first(some), key=lambda one: one.status):
        mine = list(group)
        head = ended(voice.sentence(voice.counted(count_word(status, voice), len(mine))))
        names = voice.finish(voice.listed(voice.named(one.target) for one in mine))
        text = voice.joined(in_short(one, voice) for one in mine) if status in RED else names
        said.append(voice.say("bulletin_pair", head=head, text=text))
    return "".join(said).strip()


def _left_out(some: Sequence[TargetReport], voice: Voice) -> str:
    """Where causes and measures stand; of whom they are wanting; promises of which nothing was said."""
    wanting = voice.review.unexplained
    silent = [voice.look.name(one.target.name) for one in some if one.target.id in wanting]
    said = [voice.say("bulletin_see_behind", k=annex_numbers(voice)["behind"])]
    if silent:
        words = {"n": len(silent), "names": voice.listed(silent), "by": reply_by(voice)}
        said.append(voice.say("bulletin_some_unexplained", **words))
    if open_ := broken_promises(some, voice):
        said.append(voice.say("bulletin_some_unanswered", n=open_))
    return voice.sentence(*said).strip()


def _actions_in_short(voice: Voice) -> Iterator[Paragraph]:
    """What is overdue; of all else how many, which, and where to read of them."""
    review, own = voice.review, voice.own.praise
    late = [overdue(one, voice) for one in review.overdue]
    if review.report.actions:
        head = voice.finish(voice.look.say("bulletin_sub_overdue"))
        said = [*late, *unexplained_actions(voice)]
        yield Paragraph(voice.joined(said).strip() if said else voice.say("bulletin_nothing"), head)

    def number(n: int) -> list[str]:
        return [voice.counted("", n).strip()] if n else []

    filed = 0 if own else sum(one.highlights is not None for one in review.filings)
    annexed = {
        "actions": {
            "done": [voice.look.name(one.action.title) for one in review.done],
            "next": [one.action.id for one in review.due_next],
        },
        "behind": {"requests": number(len(review.requests))},
        "units": {"praise": number(filed)},
    }
    said = [_annexed(name, lists, voice) for name, lists in annexed.items() if any(lists.values())]
    if said:
        yield Paragraph(voice.sentence(*said).strip())
    if own:
        head = voice.finish(voice.look.say("bulletin_sub_praise"))
        yield Paragraph(voice.joined(praise(voice)).strip(), head)


def _annexed(annex: str, lists: Mapping[str, Sequence[str]], voice: Voice) -> str:
    """已完成事项（2.10、3.3）、下期到期事项（1.2）见附件2: which, and where to read of them."""
    heads = {name: voice.inside(voice.say(families.ANNEXED.key(name))) for name in lists}
    named = [
        voice.say("bulletin_because", text=heads[name], why=voice.listed(names))
        for name, names in lists.items()
        if names
    ]
    return voice.say("bulletin_see", names=voice.listed(named), k=annex_numbers(voice)[annex])


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
        third = voice.language.numeral(3)
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
