"""The bulletin's sentences on single targets and actions: every number comes from the report, once."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from qstrong.assess.report import ActionVerdict, TargetReport
from qstrong.assess.verdict import RED
from qstrong.model.kinds import compounds
from qstrong.model.plan import AnyTarget
from qstrong.model.steps.reach import AgainstPath
from qstrong.model.steps.years import GrowthNeeded, RecordBest
from qstrong.model.terms.exact import Exact
from qstrong.render.bulletin.silence import explanation
from qstrong.render.bulletin.voice import Voice, clipped, ended
from qstrong.render.look import Look
from qstrong.render.pieces import goal_and_before, landing_number
from qstrong.text import families
from qstrong.text.kinds import gap_text, value_text
from qstrong.text.numbers import apart, number, percents, with_uom
from qstrong.timeline.duties import tally
from qstrong.timeline.owed import last_month, own_plan
from qstrong.timeline.promises import Promise
from qstrong.timeline.values import Entry


def amount(text: str, target: AnyTarget, look: Look) -> str:
    """A number with its unit of measure: 131.6亿元."""
    return with_uom(text, look.uom(target.uom), look.language.space)


def difference(text: str, target: AnyTarget, look: Look) -> str:
    """A difference with its unit of measure: per cents differ by percentage points."""
    return look.say("bulletin_points", n=text) if target.uom == "%" else amount(text, target, look)


def gap_words(one: TargetReport, gap: Exact, voice: Voice) -> str:
    """What is short of the target, with its unit of measure; of a growth over several years in all."""
    said = difference(gap_text(one.target, gap), one.target, voice.look)
    return voice.tight(voice.say("gap_in_all", gap=said)) if compounds(one.target) else said


def points(share: Fraction, look: Look) -> str:
    """A difference of shares, in percentage points."""
    return look.say("bulletin_points", n=apart(share * 100, 1, Fraction(0)))


def value_sentence(one: TargetReport, voice: Voice) -> str:
    """4436家（2025年，初步数): the value, its period where that isn't the bulletin's, and its flags."""
    point = one.verdict.point
    if point is None:
        return ""
    notes = [] if point.last == voice.review.period.last else [voice.period(point.period)]
    if point.ttm:
        notes.append(voice.say("bulletin_ttm_filed", filed=number(point.ttm.ytd)))
    flags = ("preliminary", "revised", "provisional_baseline")
    notes += [voice.say(families.FLAG.key(flag)) for flag in flags if flag in one.verdict.flags]
    return amount(value_text(one.target, point.value), one.target, voice.look) + voice.brackets(notes)


def behind(one: TargetReport, voice: Voice) -> str:
    """Value, gap, what is needed, cause, measures, who and by when, the office's opinion, promises."""
    who = voice.say("bulletin_responsible", units=voice.units(one.target.reporters))
    head = voice.finish(voice.say("bulletin_because", text=voice.named(one.target), why=who))
    where = voice.clauses((value_sentence(one, voice), voice.label(one.label), *_gap(one, voice)))
    facts = voice.sentence(where, progress(one, voice), need(one, voice))
    outlook, *rest = remarks(one, voice)
    return "".join((head, facts, outlook, explanation(one, voice), *rest)).strip()


def in_short(one: TargetReport, voice: Voice) -> str:
    """Name, value, its kind's own word, gap, a red's lag, and who answers: a clause."""
    gap, best = one.verdict.gap, _best(one, voice)
    named = voice.named(one.target) + voice.language.space + value_sentence(one, voice)
    own = [voice.label(one.label)] if one.label != one.status else []  # such as 暂未创新高
    facts = [named, *own, *([voice.say("bulletin_best", best=best)] if best else [])]
    if gap is not None and gap >= 0:
        facts.append(voice.say("bulletin_gap_only", gap=gap_words(one, gap, voice)))
    return voice.say("bulletin_because", text=voice.clauses(facts), why=voice.units(one.target.reporters))


def remarks(one: TargetReport, voice: Voice) -> tuple[str, ...]:
    """The landing value if it is asked for; promises that fell due; the office's opinion; "" where none."""
    opinion = voice.own.opinions.get(one.target.id)
    return (
        _landing(one, voice) if voice.landing and one.verdict.landing else "",
        *promised(one, voice),
        voice.finish(voice.say("bulletin_opinion", text=opinion)) if opinion else "",
    )


def promised(one: TargetReport, voice: Voice) -> list[str]:
    """What was promised of a target, where its day has come: a sentence each."""
    return [voice.sentence(promise(p, voice)) for p in voice.review.promises if p.subject == one.target.id]


def _gap(one: TargetReport, voice: Voice) -> Iterable[str]:
    gap = one.verdict.gap
    if gap is not None and gap >= 0:
        wanted = tight_goal(one, voice)
        yield voice.say("bulletin_gap", goal=wanted, gap=gap_words(one, gap, voice))


def progress(one: TargetReport, voice: Voice) -> str:
    """How far it came, against the time that passed, the best before the plan, or a milestone."""
    return voice.clauses(_progress(one, voice))


def _progress(one: TargetReport, voice: Voice) -> Iterable[str]:
    verdict, look = one.verdict, voice.look
    if verdict.completion is not None:
        zero = one.baseline and not one.baseline.value
        yield voice.say(
            "bulletin_done_zero" if zero else "bulletin_done",
            done=percents(verdict.completion, verdict.expected)[0],
        )
        yield from _lag(one, voice)
    if best := _best(one, voice):
        yield voice.say("bulletin_best", best=best)
    if step := verdict.step(AgainstPath):
        path = amount(number(step.path.value), one.target, look)
        yield voice.say(
            "bulletin_milestone", path=path, short=difference(number(step.short), one.target, look)
        )


def _lag(one: TargetReport, voice: Voice) -> list[str]:
    lead = one.verdict.lead
    return [voice.say("bulletin_lag", lag=points(-lead, voice.look))] if lead is not None and lead < 0 else []


def _best(one: TargetReport, voice: Voice) -> str:
    """The best value before the plan, which a record is held against; "" for other kinds."""
    step = one.verdict.step(RecordBest)
    return amount(number(step.best), one.target, voice.look) if step and step.best is not None else ""


def need(one: TargetReport, voice: Voice) -> str:
    """What the time that is left has to bring; nothing where the method says nothing of it."""
    verdict, target, look = one.verdict, one.target, voice.look
    if step := verdict.step(GrowthNeeded):
        return voice.say("bulletin_rate", years=step.years, rate=apart(Fraction(step.rate), 2, Fraction(0)))
    if verdict.required_pace is None or verdict.point is None or verdict.gap is None or verdict.gap < 0:
        return ""
    months = last_month(own_plan(voice.review.report.dataset.plan, target)) - verdict.point.last
    way = voice.say("bulletin_more" if verdict.required_pace > 0 else "bulletin_less")
    if months <= 12:
        gap = gap_words(one, verdict.gap, voice)
        return voice.say("bulletin_need", months=months, way=way, gap=gap)
    pace = difference(pace_number(abs(verdict.required_pace), target), target, look)
    return voice.say("bulletin_need_yearly", months=months, way=way, pace=pace)


def pace_number(pace: Fraction, target: AnyTarget) -> str:
    """A pace per year with the target's decimals, counts with one."""
    return apart(pace, max(target.decimals, 1), Fraction(0))


def _landing(one: TargetReport, voice: Voice) -> str:
    landing = one.verdict.landing
    assert landing is not None
    plan = own_plan(voice.review.report.dataset.plan, one.target)
    value = amount(landing_number(one), one.target, voice.look)
    words = {
        "outlook": voice.say(families.OUTLOOK.key(landing.outlook)),
        "end": voice.month(last_month(plan) - plan.shift),
        "value": value,
    }
    return voice.finish(voice.say("bulletin_landing", **words))


def promise(one: Promise, voice: Voice) -> str:
    """A promise whose day has come, and what the unit says of it now; the unit where there are several."""
    review = voice.review
    who = _answering(one.subject, voice)
    last = review.period.last - one.since.last == review.period.months
    every = review.report.dataset.plan.filing.every
    since = voice.say(families.LAST.key(every)) if last else voice.period(one.since)
    return voice.say(
        "bulletin_promise",
        unit=voice.unit(one.unit) + voice.language.space if len(who) > 1 else "",
        since=since,
        by=voice.by(one.by),
        text=ended(one.measures),
        answer=voice.say("bulletin_answered", text=ended(one.answer))
        if one.answer
        else voice.say("bulletin_unanswered"),
    )


def _answering(subject: str, voice: Voice) -> tuple[str, ...]:
    """The units of a target or an action."""
    report = voice.review.report
    targets = [one.target.reporters for one in report.targets if one.target.id == subject]
    return next(iter((*targets, *(one.units for one in report.actions if one.action.id == subject))), ())


def action(one: ActionVerdict, more: str, voice: Voice) -> str:
    """3.1 title（units，more)."""
    tail = voice.language.comma + more if more else ""
    title = voice.look.name(one.action.title)
    return voice.say(
        "bulletin_action", id=one.action.id, title=title, units=voice.units(one.units), more=tail
    )


def done(one: ActionVerdict, voice: Voice) -> str:
    """An action that is done, and when."""
    if one.on is None:
        return action(one, "", voice)
    if one.label == "done_late":
        return action(one, voice.say("bulletin_done_late", day=voice.by(one.on), n=one.days), voice)
    return action(one, voice.say("bulletin_done_on", day=voice.by(one.on)), voice)


def overdue(one: ActionVerdict, voice: Voice) -> str:
    """An action past its day."""
    assert one.action.due
    return action(one, voice.say("bulletin_was_due", day=voice.by(one.action.due), n=one.days), voice)


def due_next(one: ActionVerdict, voice: Voice) -> str:
    """An action that falls due next, and where it stands."""
    assert one.action.due
    state = voice.label(one.state or ("not_due" if one.label == "not_due" else "not_reported"))
    return action(one, voice.say("bulletin_is_due", day=voice.by(one.action.due), state=state), voice)


def pending(target: AnyTarget, entry: Entry, voice: Voice) -> str:
    """A target without a value so far, and why: name（reason)."""
    why = ended(entry.observation.pending or "")
    return voice.say("bulletin_because", text=voice.look.name(target.name), why=why)


def values(voice: Voice) -> str:
    """本期应报数据41个、已报38个: each once, whoever reports it; none where nothing is owed."""
    values = tally(voice.review.duties)
    if not values.owed:
        return voice.say("bulletin_values_none")
    said = [voice.say("bulletin_values", owed=values.owed, n=values.reported)]
    if values.pending:
        said.append(voice.say("bulletin_values_pending", n=values.pending))
    if values.missing:
        said.append(voice.say("bulletin_values_missing", n=values.missing))
    return voice.listed(said)


def praise(voice: Voice) -> list[str]:
    """What the office chose; without a choice all that the units filed as their highlights."""
    filed = {one.unit: one.highlights for one in voice.review.filings if one.highlights}
    silent = {unit.id for unit in voice.review.report.dataset.units} - set(filed)
    return [
        voice.say("bulletin_pair", head=voice.unit(text), text=ended(filed[text]))
        if text in filed
        else voice.say("bulletin_pair", head=voice.unit(text), text=voice.say("bulletin_no_praise"))
        if text in silent
        else text
        for text in voice.own.praise or tuple(filed)
    ]


def requests(voice: Voice, *, most: int | None = None) -> list[str]:
    """What is asked to be coordinated, in the units' own words; of each at most so many characters.

    Those of red targets first, then those of overdue actions, then of suspended ones.
    """
    report = voice.review.report
    urgent = {one.target.id: 0 for one in report.targets if one.status in RED}
    urgent |= {
        one.action.id: 1 if one.label == "overdue" else 2 for one in report.actions if one.status in RED
    }
    found = sorted(voice.review.requests, key=lambda one: urgent.get(one.subject, 3))
    return [
        voice.say(
            "bulletin_request",
            text=clipped(ended(one.text), most) if most else ended(one.text),
            subject=voice.subject(one.subject),
            unit=voice.unit(one.unit),
        )
        for one in found
    ]


def tight_goal(one: TargetReport, voice: Voice) -> str:
    """What is to be reached, and was before it was revised, tight."""
    return voice.tight(goal_and_before(voice.review.report.dataset.plan, one, voice.look, uom=True))
