"""The pieces that several renderers show alike: goals, statuses, counts, coverage."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from qstrong.assess.report import ActionVerdict, Aggregate, Report, TargetReport
from qstrong.assess.verdict import STALE
from qstrong.model.filing import Observation
from qstrong.model.kinds import goal_of, has_path
from qstrong.model.plan import AnyTarget, Plan
from qstrong.render.document import Cell, Column
from qstrong.render.look import COLOURS, Look
from qstrong.text import families
from qstrong.text.kinds import goal_words
from qstrong.text.labels import LABELS, label_word
from qstrong.text.numbers import apart, percent, with_uom
from qstrong.timeline.owed import own_plan

if TYPE_CHECKING:
    from qstrong.model.rollup.summary import Counted, TargetSummary
    from qstrong.model.rollup.table import Total

NONE = Cell("–", "dim")


def heads(
    look: Look, *words: str, fold: Collection[str] = (), right: Collection[str] = (), least: int = 10
) -> list[Column]:
    """Columns under words of the catalogue, of which some *fold* and some are set to the *right*."""
    return [Column(look.say(word), word in right, word in fold, least) for word in words]


def target_name(target: AnyTarget | TargetSummary, look: Look) -> str:
    """What a target is called, marked where it is a binding one: those decide a colour."""
    name = look.name(target.name)
    return look.say("bound", name=name) if target.binding else name


def goal_and_before(plan: Plan, one: TargetReport, look: Look, *, uom: bool) -> str:
    """The goal in force; one that was revised with what it was before: ≥200 (2026-03-01 由 ≥100 调整)."""
    if one.revised is None:
        return goal_words(one.target, look.lang, uom=uom)
    before, now = restated(plan, one.revised.target, one.target, look, uom=uom)
    return look.say("goal_revised", now=now, before=before, day=one.revised.on)


def restated(plan: Plan, before: AnyTarget, now: AnyTarget, look: Look, *, uom: bool) -> tuple[str, str]:
    """What a revision changed, as it was, and the goal since, with its day where that moved."""
    was, goal_now = (goal_words(each, look.lang, uom=uom) for each in (before, now))
    old_end, end = (own_plan(plan, each).end for each in (before, now))
    if old_end == end:
        return (look.say("other_milestones") if was == goal_now else was), goal_now
    moved = look.say("goal_by_day", goal=goal_now, day=end)
    if was == goal_now:
        return look.say("until_day", day=old_end), moved
    return look.say("goal_by_day", goal=was, day=old_end), moved


def withdrawn_names(report: Report, look: Look, *, signs: bool = True, unit: str = "") -> list[str]:
    """What is in no count any more: each target with the day, why, and its verdict of the day before.

    Without *signs* the verdict is a word alone, as prose has it; of a *unit* those that it reported.
    """
    found = []
    for one in report.withdrawn:
        if not unit or unit in one.target.reporters:
            was = target_status(one.last, look, full=False).text if signs else look.label(one.last.label)
            words = {"name": look.name(one.target.name), "day": one.on, "reason": one.reason, "status": was}
            found.append(look.say("withdrawn_one", **words))
    return found


def watched(total: Aggregate) -> int:
    """How many targets are watched only: they are in no count of statuses."""
    return total.total - sum(total.counts.values())


def target_status(report: TargetReport, look: Look, *, full: bool) -> Cell:
    """The status of a target; in brackets an older value's; with its flags where *full*."""
    cell = look.status(report.status, report.label)
    text = cell.text
    if report.last_status:
        old = look.status(report.last_status, report.verdict.label).text
        text = f"{text} ({old if full else look.sign(report.last_status)})"
    elif full and report.verdict.flags:
        text = " · ".join([text, *(flag_word(flag, report.said, look) for flag in report.verdict.flags)])
    return Cell(text, cell.style)


def flag_word(flag: str, said: Observation | None, look: Look) -> str:
    """A flag of a verdict in a word; of what *said* doesn't explain, what is missing and no more."""
    if flag == "unexplained" and said and (said.cause or said.measures):
        return look.say("no_measures" if said.cause else "no_cause")
    return look.say(families.FLAG.key(flag))


def action_status(verdict: ActionVerdict, look: Look) -> Cell:
    """The status of an action, with its days."""
    if verdict.label == "overdue":
        return Cell(f"{look.sign('overdue')} {look.say('overdue_days', n=verdict.days)}", "bad")
    if verdict.label == "done_late":
        return Cell(f"{look.sign('achieved')} {look.say('late_days', n=verdict.days)}", "good")
    cell = look.status(verdict.status, verdict.label)
    if verdict.status == "not_assessable" and verdict.label in ("standing", "in_progress"):
        cell = Cell(f"{look.sign('going_on')} {label_word(verdict.label, look.lang)}", cell.style)
    notes = []
    if verdict.near and verdict.label != "near":
        notes.append(label_word("near", look.lang))
    if verdict.near and verdict.days is not None:
        notes.append(look.say("days_left", n=verdict.days))
    if verdict.stale:
        notes.append(look.say("stale"))
    return Cell(" · ".join([cell.text, *notes]), cell.style)


def stale_names(targets: Sequence[TargetReport], look: Look) -> list[tuple[str, list[str]]]:
    """What silence doesn't clear: what became of the data in words, and the targets' names."""
    found: dict[str, list[str]] = {}
    for state in STALE:
        names = [target_name(one.target, look) for one in targets if one.stale and one.data == state]
        found |= {look.say(families.STALE.key(state)): names} if names else {}
    return list(found.items())


def counts_cells(total: Aggregate, look: Look) -> list[Cell]:
    """Each status that occurs, with its count: ✔ 已达目标 6  ● 达序时进度 14."""
    cells: list[Cell] = []
    for status, count in total.counts.items():
        if count:
            cell = look.status(status, status)
            cells += [Cell("  ")] if cells else []
            cells.append(Cell(f"{cell.text} {count}", cell.style))
    known = [label for label in LABELS if label in total.reasons]
    ordered = [*known, *(label for label in total.reasons if label not in known)]
    if unknown := [f"{why(label, look)} {total.reasons[label]}" for label in ordered]:
        cells.append(Cell(look.say("of_which", parts=look.listed(unknown)), "dim"))
    if n := watched(total):
        cells += [Cell("  "), Cell(look.say("watched_n", n=n), "dim")]
    return cells


def why(label: str, look: Look) -> str:
    """Why a target isn't assessed, without saying that it isn't: 缺基期, 未报送."""
    said = look.status("not_assessable", label).text.partition(" ")[2]  # a public page has words of its own
    return said.rpartition(": ")[2]


MOST = 12
"""Of so many names each is said; of more the first ones, and how many there are besides."""


def cut_names(names: Sequence[str], look: Look) -> list[str]:
    """*names* in a row: of a long one the first, and the number of the rest."""
    if len(names) <= MOST:
        return list(names)
    return [*names[: MOST - 1], look.say("names_more", n=len(names) - MOST + 1)]


def bar(total: Aggregate, look: Look) -> Cell:
    """A unit's or a task's targets by status, in short: ✔2 ●3 ?1."""
    parts = [f"{look.sign(status)}{count}" for status, count in total.counts.items() if count]
    return Cell(" ".join(parts), COLOURS[total.colour]) if parts else NONE


def coverage(total: Aggregate | Total, look: Look) -> str:
    """应报 36 项, 可评价 29 项 (80.6%)."""
    share = f" ({percent(Fraction(total.assessable, total.due))})" if total.due else ""
    return look.say("coverage", due=total.due, n=total.assessable, share=share)


def coverage_json(total: Aggregate | Counted | Total) -> dict[str, int]:
    """The same for scripts; `reported`: of those due, whose value is there."""
    return {key: getattr(total, key) for key in ("assessable", "due", "reported", "total")}


def landing_number(one: TargetReport) -> str:
    """The value to be expected, with the target's decimals; what isn't the goal doesn't look like it."""
    landing = one.verdict.landing
    assert landing is not None
    goal = goal_of(one.target) if has_path(one.target) else None
    beside = () if goal is None else (Fraction(goal),)
    return apart(landing.value, one.target.decimals, *beside)


def valued(text: str, target: AnyTarget, look: Look) -> str:
    """A value with its target's unit of measure."""
    return with_uom(text, look.uom(target.uom))
