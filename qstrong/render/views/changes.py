"""`diff`: what changed in meaning between two states of the data, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qstrong import __version__
from qstrong.assess.compare import Comparison
from qstrong.assess.report import ActionVerdict, TargetReport
from qstrong.model.shapes.value import dataclass
from qstrong.render.cells.last import difference_cell, effect_cell
from qstrong.render.document import Block, Cell, Document, Heading, Style, Table, line, plain_table
from qstrong.render.formats.flat import markdown, md_line, md_table
from qstrong.render.formats.html import text as html_text
from qstrong.render.formats.register import How
from qstrong.render.headed import about, untranslated
from qstrong.render.look import Look
from qstrong.render.pieces import NONE, coverage, coverage_json, heads, valued
from qstrong.render.views.planned import both_sides, change_name, plan_blocks, plan_json
from qstrong.text import families
from qstrong.text.kinds import as_printed, value_text
from qstrong.text.labels import label_word
from qstrong.text.numbers import json_number, number
from qstrong.timeline.values import Entry

MOST_CHARACTERS = 60_000
"""GitHub takes 65 536 in a comment."""
SORTS: dict[str, Style] = {"new": "good", "changed": "warn", "withdrawn": "bad"}


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from *base* to *head*, two names for what is compared."""

    found: Comparison
    look: Look
    base: str
    head: str


def changes_document(told: Changes) -> Document:
    """What changed, and what came of it."""
    found, look = told.found, told.look
    parts = list(_parts(found, look))
    blocks = [*plan_blocks(found, look), _between(found, look, told.base, told.head)]
    if parts:
        blocks += _consequence(found, look)
    elif not found.plan:
        blocks.append(line(look.say("diff_none")))
    for title, table in parts:
        blocks += [Heading(title), table]
    blocks += untranslated(found.after.dataset, look)
    return about(found.after, look.say("diff_title"), blocks, look)


def folded(told: Changes, _: How) -> str:
    """The same as Markdown for a pull request: counts first, details to unfold, within its limit."""
    document, found, look = changes_document(told), told.found, told.look
    parts = list(_parts(found, look))
    if not parts:
        return markdown(document)
    text = markdown(Document(document.title, document.blocks[: -2 * len(parts)], document.stamp))
    for title, table in parts:
        shown = _fold(title, table, opened=title.startswith(look.say("diff_statuses")))
        if len(text) + len(shown) > MOST_CHARACTERS:
            left = look.say("diff_left_out", title=title)
            shown = f"\n{md_line(left)}  \n"
        text += shown
    return text


def _fold(title: str, table: Table, *, opened: bool) -> str:
    rows = "\n".join(md_table(table))
    head = f"<details{' open' if opened else ''}><summary>{html_text(title)}</summary>"
    return f"\n{head}\n\n{rows}\n\n</details>\n"


def _between(found: Comparison, look: Look, base: str, head: str) -> Block:
    days = [look.say("as_of", day=found.after.as_of)]
    if found.before.as_of != found.after.as_of:
        days = [look.say("diff_days", before=found.before.as_of, after=found.after.as_of)]
    return line(look.say("diff_between", base=base, head=head), " · ", *days)


def _consequence(found: Comparison, look: Look) -> Iterator[Block]:
    """Counts and coverage, before → after, of what differs."""
    before, after = found.before.overall, found.after.overall
    cells = []
    for status in after.counts:
        old, new = before.counts[status], after.counts[status]
        if old or new:
            cell = look.status(status, status)
            text = f"{cell.text} {new}" if old == new else f"{cell.text} {old}→{new}"
            cells.append(Cell(f"{text}  ", cell.style if old != new else "dim"))
    if cells:
        yield line(*cells)
    old_coverage, new_coverage = coverage(before, look), coverage(after, look)
    same = old_coverage == new_coverage
    yield line(Cell(new_coverage if same else f"{old_coverage} → {new_coverage}", "dim" if same else ""))


def _parts(found: Comparison, look: Look) -> Iterator[tuple[str, Table]]:
    """Each kind of change that there is, with its count in its title."""
    kinds = (
        ("diff_statuses", found.moves, moved_targets),
        ("diff_observations", found.observations, _observations),
        ("actions", found.actions, _actions),
    )
    for key, rows, make in kinds:
        if rows:
            yield f"{look.say(key)} ({len(rows)})", make(found, look)


def _table(
    look: Look, words: Sequence[str], rows: Iterable[Sequence[Cell]], right: Sequence[str] = ()
) -> Table:
    return plain_table(heads(look, *words, fold=(words[0], words[-1]), right=right), rows)


def _status(report: TargetReport | None, look: Look) -> Cell:
    if report is None:
        return NONE
    cell = look.status(report.status, report.label)
    point = report.verdict.point
    if point is None or report.last_status:
        return cell
    value = valued(value_text(report.target, point.value), report.target, look)
    return Cell(f"{cell.text} ({value}, {look.period(point.period)})", cell.style)


def moved_targets(found: Comparison, look: Look) -> Table:
    """Every target with another status than before, and why."""
    rows = (
        (
            change_name(one, look),
            _status(one.before, look),
            _status(one.after, look),
            difference_cell(one.before, one.after),
            effect_cell(one.before, one.after),
            _why(one.why, families.CHANGE, look),
        )
        for one in found.moves
    )
    words = ("indicator", "diff_before", "diff_after", "last_change", "page_completion", "diff_why")
    return _table(look, words, rows, right=("last_change", "page_completion"))


def _why(reasons: Sequence[str], words: families.Family, look: Look) -> Cell:
    return Cell("; ".join(look.say(words.key(why)) for why in reasons))


def _said(entry: Entry | None, look: Look) -> Cell:
    if entry is None:
        return NONE
    value = entry.observation.value
    return Cell(look.say("pending"), "dim") if value is None else Cell(number(value))


def _observations(found: Comparison, look: Look) -> Table:
    sides = [{one.target.id: one for one in report.targets} for report in (found.before, found.after)]
    targets = {name: one.target for side in sides for name, one in side.items()}
    units = look.names(found.after.dataset.units)
    rows = []
    for one in found.observations:
        target = targets.get(one.indicator)
        reason = one.after.observation.reason if one.after and one.sort == "changed" else None
        what = look.say(families.SORT.key(one.sort)) + (f": {', '.join(one.edited)}" if one.edited else "")
        rows.append(
            (
                Cell(look.name(target.name) if target else one.indicator),
                Cell(units.get(one.unit, one.unit)),
                Cell(look.period(one.period)),
                _said(one.before, look),
                _said(one.after, look),
                Cell(look.uom(target.uom) if target else ""),
                effect_cell(*(side.get(one.indicator) for side in sides)),
                Cell(what + (f" ({reason})" if reason else ""), SORTS[one.sort]),
            )
        )
    values = ("diff_before", "diff_after")
    words = ("indicator", "unit", "period", *values, "diff_uom", "page_completion", "diff_what")
    return _table(look, words, rows, right=values)


def _actions(found: Comparison, look: Look) -> Table:
    def state(side: ActionVerdict | None) -> Cell:
        if side is None:
            return NONE
        return Cell(label_word(side.label, look.lang), look.status(side.status, side.label).style)

    rows = (
        (
            change_name(one, look),
            state(one.before),
            state(one.after),
            _why(one.why, families.ACTION_CHANGE, look),
        )
        for one in found.actions
    )
    return _table(look, ("action", "diff_before", "diff_after", "diff_why"), rows)


def changes_json(told: Changes) -> dict[str, object]:
    """The same for scripts; values with the data's own decimals, null where there is none."""
    found, look = told.found, told.look
    return {
        "schema": 1,
        "base": told.base,
        "head": told.head,
        "plan": plan_json(found, look),
        "data_id": both_sides(found, lambda side: side.dataset.data_id or None),
        "version": __version__,
        "as_of": both_sides(found, lambda side: side.as_of.isoformat()),
        "method": both_sides(found, lambda side: side.dataset.plan.method.constants()),
        "counts": both_sides(found, lambda side: dict(side.overall.counts)),
        "coverage": both_sides(found, lambda side: coverage_json(side.overall)),
        "targets": [
            {
                "id": one.id,
                "why": list(one.why),
                "direction": one.direction,
                "edited": list(one.edited),
                **both_sides(one, lambda side: _side(side, look)),
            }
            for one in found.targets
        ],
        "observations": [
            {
                "unit": one.unit,
                "indicator": one.indicator,
                "period": str(one.period),
                "change": one.sort,
                "edited": list(one.edited),
                **both_sides(one, lambda entry: json_number(entry.observation.value)),
            }
            for one in found.observations
        ],
        "actions": [
            {"id": one.id, "why": list(one.why), **both_sides(one, lambda side: side.label)}
            for one in found.actions
        ],
    }


def _side(report: TargetReport, look: Look) -> dict[str, object]:
    point = report.verdict.point
    return {
        "status": report.status,
        "label": look.label(report.label),
        "data": report.data,
        "value": json_number(as_printed(report.target, point.value)) if point else None,
        "period": str(point.period) if point else None,
        "completion": json_number(report.verdict.completion) if not report.last_status else None,
    }
