"""`show`: one target, with everything that is known of it and how its verdict was computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from operator import itemgetter

from qstrong.assess.report import Report, TargetReport
from qstrong.model.index import index
from qstrong.model.keys import explaining
from qstrong.model.kinds import has_path, method_of, revisions_of
from qstrong.model.plan import AnyTarget, Figure
from qstrong.model.steps.reach import LandingValue, RequiredPace
from qstrong.model.steps.years import GrowthNeeded
from qstrong.render.charts.chart import chart_lines, drawable
from qstrong.render.document import Block, Cell, Document, Drawing, Heading, Line, line, plain_table
from qstrong.render.headed import about, headline, untranslated
from qstrong.render.look import Look
from qstrong.render.pieces import goal_and_before, heads, landing_number, restated, target_status, valued
from qstrong.text import families
from qstrong.text.arithmetic import step_words
from qstrong.text.fields import key_word
from qstrong.text.kinds import frequency_words, kind_name, value_text
from qstrong.text.numbers import month_words, number
from qstrong.timeline.comparable import figures
from qstrong.timeline.computed import parts_of, vintages
from qstrong.timeline.conflicts import Conflict
from qstrong.timeline.course import goal_on, whole
from qstrong.timeline.owed import own_plan
from qstrong.timeline.values import Entry

NEEDED = (RequiredPace, GrowthNeeded, LandingValue)
"""Steps that look ahead: they stand under a heading of their own."""


def show_target(report: Report, one: TargetReport, look: Look) -> Document:
    """Everything about one target."""
    place = index(whole(report.dataset)).order[one.target.id] + 1
    blocks: list[Block] = [headline(report, look), line("")]
    out = one.target.withdrawn
    if out and out.on <= report.as_of:
        one = _looking_back(one)
        blocks.append(line(look.say("withdrawn_then", day=out.on), target_status(one, look, full=True)))
    else:
        blocks.append(line(target_status(one, look, full=True), "  ", look.arrow(one.verdict.arrow)))
    blocks += [
        *facts(report, one, look),
        *_chart(report, one, look),
        *observation_blocks(one, look),
        *arithmetic(one, look),
        *own_words(one, look),
        *untranslated(report.dataset, look),
    ]
    return about(report, f"{place}. {look.name(one.target.name)} ({one.target.id})", blocks, look)


def _looking_back(one: TargetReport) -> TargetReport:
    """What was withdrawn, as it stood the day before: nothing is owed, needed or to be expected any more."""
    steps = tuple(step for step in one.verdict.steps if not isinstance(step, NEEDED))
    return replace(one, next_due=None, verdict=replace(one.verdict, steps=steps))


def fact(look: Look, key: str, text: str) -> Block:
    """A line `word: text`."""
    return line(Cell(f"{look.say(key)}: ", "dim"), text)


def facts(report: Report, one: TargetReport, look: Look) -> Iterator[Block]:
    """What the plan and its keepers say of the target."""
    target, data = one.target, report.dataset
    groups, units, tasks = look.names(data.groups), look.names(data.units), look.names(data.tasks)
    often = frequency_words(target.frequency, look.lang)
    kinds = [kind_name(target, look.lang), look.say(families.MEASURE.key(target.measure)), often]
    kinds += [look.say("binding")] if target.binding else []
    yield fact(look, "target", goal_and_before(data.plan, one, look, uom=True))
    if target.group:
        yield fact(look, "group", groups.get(target.group, target.group))
    yield fact(look, "kind", look.listed(kinds))
    yield fact(look, "reporters", look.listed(units.get(unit, unit) for unit in target.reporters))
    if target.tasks:
        yield fact(look, "task", look.listed(f"{task}. {tasks.get(task, '')}" for task in target.tasks))
    for key, text in _terms(report, one, look):
        yield fact(look, key, text)
    if has_path(target) and target.milestones:
        points = [f"{look.period(period)}: {number(value)}" for period, value in target.milestones.items()]
        yield fact(look, "milestones", look.listed(points))
    if target.clause:
        yield fact(look, "clause", look.name(target.clause))
    yield fact(look, "due_line", look.listed(_dues(report, one, look)) or "–")
    if one.wanted:
        said = (
            look.say("wanted_one", period=w.period, why=look.say(families.WANTED.key(w.why)))
            for w in one.wanted
        )
        yield fact(look, "wanted", look.listed(said))
    for key in ("definition", "data_source", "note"):
        if text := getattr(target, key):
            yield fact(look, key, look.name(text))


def _terms(report: Report, one: TargetReport, look: Look) -> Iterator[tuple[str, str]]:
    """A target's own terms, by the key of a word: its time, its goal before, whose method, its parts."""
    plan, target = report.dataset.plan, one.target
    own = own_plan(plan, target)
    if own is not plan:
        yield "own_time", f"{own.start} – {own.end}"
    if target.of:
        yield "of_indicator", target.of
    yield from _revised(report, target, look)
    if target.added:
        yield "added_on", str(target.added)
    if target.withdrawn:
        yield "withdrawn_on", f"{target.withdrawn.on} ({look.name(target.withdrawn.reason)})"
    if (method := method_of(plan, target)) != "default":
        yield "whose_method", look.say(families.METHOD.key(method))
    if target.computed:
        yield "parts", _parts(report, one, look)
    if assumed := whole(report.dataset).assumed.get(target.id):
        yield "assumed", ", ".join(assumed)


def _revised(report: Report, target: AnyTarget, look: Look) -> Iterator[tuple[str, str]]:
    """Each revision up to the day: what the goal was before, and why it changed."""
    stated = index(whole(report.dataset)).targets.get(target.id, target)
    for each in revisions_of(target):
        if each.on <= report.as_of:
            states = (goal_on(stated, each.on - timedelta(days=1)), goal_on(stated, each.on))
            before, now = restated(report.dataset.plan, *states, look, uom=False)
            words = {"day": each.on, "before": before, "now": now, "reason": each.reason}
            yield "revised_line", look.say("revised_from", **words)


def _parts(report: Report, one: TargetReport, look: Look) -> str:
    """The parts with their values for the judged period, as they are added or divided."""
    how, point = one.target.computed, one.verdict.point
    assert how
    known = vintages(report.dataset, report.as_of).of
    found = []
    for part in parts_of(report.dataset, one.target):
        entry = known[part.id].judged(point.last) if point else None
        value = value_text(part, entry.value) if entry else "–"
        found.append(f"{look.name(part.name)} {value}")
    if how.sum:
        return " + ".join(found)
    times = f" × {number(how.times)}" if how.times != 1 else ""
    return " / ".join(found) + times


def _dues(report: Report, one: TargetReport, look: Look) -> Iterator[str]:
    if one.due:
        state = look.say(families.DATA.key(one.data))
        late = (report.as_of - one.due.day).days
        if one.data == "not_reported" and late:
            state += f", {look.language.small(look.say('overdue_days', n=late))}"
        yield f"{look.say('latest_due', period=one.due.period, day=one.due.day)} ({state})"
    if one.next_due:
        yield look.say("next_due", period=one.next_due.period, day=one.next_due.day)


def _chart(report: Report, one: TargetReport, look: Look) -> Iterator[Block]:
    def draw(width: int) -> tuple[Line, ...]:
        return chart_lines(report.dataset.plan, one, look, width)

    if drawable(report.dataset.plan, one, look):
        yield Heading(look.say("chart", uom=look.uom(one.target.uom)))
        yield Drawing(draw)


def observation_blocks(one: TargetReport, look: Look) -> Iterator[Block]:
    """Every value that counts, with flag, day and source."""
    yield Heading(look.say("observations"))
    rows = [
        *((figure.period.last, _figure_row(figure, look)) for figure in figures(one.target)),
        *((entry.last, _entry_row(one.target, entry, look)) for entry in one.entries),
    ]
    if rows:
        words = ("period", "value", "flag", "filed_on", "source")
        columns = heads(look, *words, right=("value",), fold=("source",), least=16)
        yield plain_table(columns, (row for _, row in sorted(rows, key=itemgetter(0))))
    else:
        yield line(Cell(look.say("no_observations"), "dim"))
    if one.beside:
        said = (f"{look.period(entry.period)} {_value(one.target, entry)}" for entry in one.beside)
        yield line(Cell(look.say("beside", text=", ".join(said)), "dim"))
    if one.others:
        said = (f"{entry.filing.unit} {_value(one.target, entry)}" for entry in one.others)
        yield line(Cell(look.say("others", text=", ".join(said)), "warn"))
    for conflict in one.conflicts:
        yield line(Cell(_conflict(conflict, look), "warn"))


def _value(target: AnyTarget, entry: Entry) -> str:
    return value_text(target, entry.value)


def _conflict(one: Conflict, look: Look) -> str:
    """Two figures for one period, and which of them judges."""
    return look.say(
        "conflict_line",
        period=one.period,
        what=key_word(one.key, look.lang),
        value=number(one.filed),
        old=number(one.other),
        where=look.say("conflict_declared" if one.declared else "conflict_filed"),
        judges=look.say(families.JUDGES.key(one.judges)),
    )


def _figure_row(figure: Figure, look: Look) -> tuple[Cell, ...]:
    where = ", ".join(look.name(text) for text in (figure.source, figure.note) if text)
    return (
        Cell(look.period(figure.period)),
        Cell(number(figure.value)),
        Cell(look.say("declared"), "dim"),
        Cell(figure.published or "–", "dim"),
        Cell(where or "–", "dim"),
    )


def _entry_row(target: AnyTarget, entry: Entry, look: Look) -> tuple[Cell, ...]:
    observation = entry.observation
    where = ", ".join(text for text in (observation.source, observation.reason, observation.note) if text)
    return (
        Cell(look.period(entry.period)),
        Cell(_value(target, entry)),
        Cell(look.say(families.FLAG.key(observation.flag)) or "–", "dim"),
        Cell(f"{entry.filing.filed} ({look.period(entry.filing.period)})", "dim"),
        Cell(where or "–", "dim"),
    )


def arithmetic(one: TargetReport, look: Look) -> Iterator[Block]:
    """The steps of the verdict, then what is needed and what is to be expected."""
    steps, landing = one.verdict.steps, one.verdict.landing
    if not steps:
        return
    ahead = [step for step in steps if isinstance(step, NEEDED)]
    yield Heading(look.say("arithmetic"))
    yield from (line(step_words(step, look.lang), indent=2) for step in steps if not isinstance(step, NEEDED))
    if ahead:
        yield Heading(look.say("outlook"))
        yield from (line(step_words(step, look.lang), indent=2) for step in ahead)
    if landing:
        said = look.say(
            "landing_line",
            value=valued(landing_number(one), one.target, look),
            outlook=look.say(families.OUTLOOK.key(landing.outlook)),
            n=landing.increments,
            when=month_words(landing.last, look.lang),
        )
        yield line(said, indent=2)


def own_words(one: TargetReport, look: Look) -> Iterator[Block]:
    """The unit's own words: why there is no value, cause, measures."""
    entry = one.verdict.point.entry if one.verdict.point else None
    said = [
        (key_word(key, look.lang, families.EXPLAINED), str(text))
        for key in explaining()
        if entry and (text := getattr(entry.observation, key))
    ]
    if one.pending:
        said.insert(0, (look.say("pending_reason"), str(one.pending.observation.pending)))
    if said:
        yield Heading(look.say("explained"))
        yield from (line(Cell(f"{head}: ", "dim"), text) for head, text in said)
