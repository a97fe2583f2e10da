"""`due`: one filing, who owes what with it, who has filed, who is late, what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from qstrong.assess.outstanding import Outstanding
from qstrong.assess.report import Report
from qstrong.model.period import Period
from qstrong.render.document import (
    Block,
    Cell,
    Choice,
    Column,
    Document,
    Style,
    Table,
    dotted,
    line,
    plain_table,
)
from qstrong.render.filed import STYLES, filed_cell, filed_state, values_line
from qstrong.render.headed import of_plan, untranslated
from qstrong.render.look import Look
from qstrong.render.pieces import NONE, heads
from qstrong.text import families
from qstrong.text.language import period_words
from qstrong.timeline.duties import tally
from qstrong.timeline.inhand import late_units
from qstrong.timeline.owed import close_day, due_day, latest_filing
from qstrong.timeline.promises import Promise

FEW = 4
"""Up to so many actions are named by their numbers in the table; the list of one unit has them all."""


def due_document(
    report: Report, period: Period, found: Sequence[Outstanding], look: Look, *, listed_below: bool = False
) -> Document:
    """A row per unit for the filing of *period*, then the figures that are wanted, then how to go on.

    *listed_below*: the lists of units follow, so that nothing needs to be said of them.
    """
    blocks: list[Block] = [dates(report, period, look)]
    if found:
        blocks += [
            _counts(found, look),
            line(values_line(tally(one.duty for one in found), look)),
            _wanting(found, look),
            *_earlier(report, period, look),
            due_table(found, look),
        ]
    else:
        last = latest_filing(report.dataset.plan, report.as_of) or period
        blocks.append(line(look.say("due_empty", period=period, last=str(last))))
    if found and listed_below:
        blocks += untranslated(report.dataset, look)
    elif any(one.anything for one in found):
        next_step = line(Cell(look.say("due_next_step", period=str(period)), "dim"))
        blocks += [*_figures(found, look), line(""), next_step]
    return of_plan(report, look.say("due_title"), blocks, look)


def nobody_document(report: Report, period: Period, why: str, look: Look) -> Document:
    """What there is to say where --late or --unit leaves nobody: *why* is that word of the catalogue."""
    day = due_day(report.dataset.plan, period)
    text = look.say(why, period=period, day=with_weekday(day, day, look))
    return of_plan(report, look.say("due_title"), [dates(report, period, look), line(text)], look)


def with_weekday(day: date, shown: object, look: Look) -> str:
    """A day as it is *shown*, with its weekday: 2027-01-20（周三）."""
    return look.say("due_day", day=shown, weekday=look.language.weekdays[day.weekday()])


def dates(report: Report, period: Period, look: Look) -> Block:
    """The period, when it is due and closes, and how far that is from the as-of day."""
    day, close = due_day(report.dataset.plan, period), close_day(report.dataset.plan, period)
    left = (day - report.as_of).days
    word = "due_left" if left > 0 else "due_past" if left else "due_today"
    closes = "due_closes" if report.as_of <= close else "due_closed"
    facts = [
        look.say("due_until", day=with_weekday(day, day, look)),
        look.say(word, n=abs(left)),
        look.say(closes, day=with_weekday(close, close, look)),
        look.say("as_of", day=report.as_of),
    ]
    head = look.say("due_period", period=period_words(period, look.lang))
    return line(head, *dotted(facts))


def is_late(one: Outstanding) -> bool:
    """Whether something came late or is overdue, or what was filed can't be read."""
    return one.duty.broken or one.duty.days_late is not None


def _counts(found: Sequence[Outstanding], look: Look) -> Block:
    cells = [Cell(look.say("due_units_n", n=len(found)))]
    states = [filed_state(one.duty) for one in found]
    for name, style in STYLES.items():
        if count := states.count(name):
            cells += [Cell("  ")] if len(cells) > 1 else []
            cells.append(Cell(f"{look.say(families.FILED.key(name))} {count}", style))
    if broken := sum(one.duty.broken for one in found):
        cells.append(Cell(look.say("due_broken_n", n=broken), "bad"))
    return line(*cells)


def _wanting(found: Sequence[Outstanding], look: Look) -> Block:
    values = len({(item.target.id, item.period) for one in found for item in one.missing})
    parts = ("actions", "figures", "explanations", "outcomes")
    counts = {part: sum(len(getattr(one, part)) for one in found) for part in parts}
    return line(look.say("due_wanting_n", values=values, **counts))


def _earlier(report: Report, period: Period, look: Look) -> Iterator[Block]:
    """That an earlier filing, due by now, still lacks units."""
    latest = latest_filing(report.dataset.plan, report.as_of)
    if latest and latest.last < period.last and (late := late_units(report.dataset, latest, report.as_of)):
        named = look.listed(look.name(unit.name) for unit in report.dataset.units if unit.id in late)
        yield line(
            Cell(look.say("due_earlier", period=latest, at=str(latest), n=len(late), names=named), "warn")
        )


def due_table(found: Sequence[Outstanding], look: Look) -> Choice:
    """A row per unit, in layouts from full to narrow."""
    full = ("due_owed", "due_missing", "due_actions", "wanted", "due_explanations")
    brief = ("due_missing_short", "due_actions_short", "due_figures_short", "due_explanations_short")
    rows = [_row(one, look) for one in found]

    def layout(kept: Sequence[int], words: Sequence[str], unit: int, state: int, wanting: int) -> Table:
        least = {"unit": unit, "state": state, "due_wanting": wanting}
        first, *rest = (Column(look.say(word), flexible=True, least=n) for word, n in least.items())
        columns = [first, *heads(look, *words, right=words), *rest]
        return plain_table(columns[: len(kept)], ([row[k] for k in kept] for row in rows))

    layouts = (
        partial(layout, range(8), full, 14, 18, 26),
        partial(layout, (0, 2, 3, 4, 5, 6, 7), brief, look.language.name_width, 18, 22),
        partial(layout, (0, 2, 3, 4, 5, 6), brief, 10, 10, 0),
    )
    return Choice(layouts)


def _row(one: Outstanding, look: Look) -> tuple[Cell, ...]:
    late: Style = "bad" if one.days_left < 0 else ""
    missing, *others = (len(part) for part in (one.missing, one.actions, one.figures))
    others.append(len(one.explanations) + len(one.outcomes))
    return (
        Cell(look.name(one.unit.name)),
        Cell(str(len(one.values))),
        Cell(str(missing), late if missing else "dim"),
        *(Cell(str(n), "" if n else "dim") for n in others),
        state_cell(one, look),
        _wanted(one, look),
    )


def state_cell(one: Outstanding, look: Look) -> Cell:
    """What was filed when, how late it is, or how long there is."""
    duty = one.duty
    if duty.state == "not_due":
        left = look.say("due_left", n=one.days_left)
        return Cell(f"{look.say('broken')}, {left}", "bad") if duty.broken else Cell(left)
    cell = filed_cell(duty, look)
    today = f", {look.say('due_today')}" if duty.missing and not one.days_left else ""
    return Cell(cell.text + today, cell.style)


def _wanted(one: Outstanding, look: Look) -> Cell:
    """What is missing, by name: indicators, actions by number; a target to explain."""
    parts = [look.listed(look.name(item.target.name) for item in one.missing)]
    if few := one.actions if len(one.actions) <= FEW else ():
        parts.append(look.say("due_actions_named", names=look.listed(each.action.id for each in few)))
    elif one.actions:
        parts.append(look.say("due_actions_n", n=len(one.actions)))
    asked = (
        look.name(each.title) if each.part == "observations" else each.subject for each in one.explanations
    )
    if why := look.listed(asked):
        parts.append(look.say("due_explanations_named", names=why))
    if promised := look.listed(promise_name(each, one, look) for each in one.outcomes):
        parts.append(look.say("due_outcomes_named", names=promised))
    text = " · ".join(filter(None, parts))
    return Cell(text) if text else NONE


def promise_name(promise: Promise, one: Outstanding, look: Look) -> str:
    """What measures were promised for: a target's name, or an action's number."""
    names = {item.target.id: item.target.name for item in one.values}
    return look.name(names[promise.subject]) if promise.subject in names else promise.subject


def _figures(found: Sequence[Outstanding], look: Look) -> Iterator[Block]:
    """The figures that are wanted, by the units that have them, with their periods."""
    if n := sum(len(one.figures) for one in found):
        yield line("")
        yield line(look.say("due_figures_head", n=n))
    for one in found:
        periods: dict[Period, list[str]] = {}
        for figure in one.figures:
            periods.setdefault(figure.period, []).append(look.name(figure.target.name))
        if periods:
            parts = (f"{look.period(period)} {look.listed(names)}" for period, names in periods.items())
            words = {"unit": look.name(one.unit.name), "names": "; ".join(parts)}
            yield line(look.say("due_figure", **words), indent=2)
