"""The roll-up as one offline file: plans by themes or groups as a map in signs and hues, regions folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from qstrong import __version__
from qstrong.assess.verdict import STATUSES
from qstrong.model.rollup.table import Rollup, RollupRow, RollupView, Total
from qstrong.render.document import Cell, Choice, Column, Line, Section, Style, Table
from qstrong.render.formats.flat import widest
from qstrong.render.formats.register import How
from qstrong.render.look import Look
from qstrong.render.page.offline import offline
from qstrong.render.rollup.lists import goal_text
from qstrong.render.rollup.scene import UNREAD, RollScene, unread
from qstrong.render.rollup.views import LINES, VIEWS, column_cell
from qstrong.text import families
from qstrong.text.numbers import number, percent

FILLS: dict[Style, str] = {"good": "g", "warn": "y", "bad": "x", "dim": "q"}
"""By style: the class of a cell of the map, short because there are many."""
OPEN = 60
"""Up to so many plans all regions are unfolded."""
NUMBERS = 14
"""Up to so many themes the map has their values beside the signs."""
MOST = 500
"""So many rows a list has on the page; the commands have all."""
FIXED = ("overall", "statuses", "coverage", "filed", "missing", "errors")
OPTIONS = {"reds": "--reds", "missing": "--missing", "changes": "--changes", "one": "--theme"}


MapCell = tuple[str, str, str]
"""A cell of the map: what it says, its class, and what it says on being pointed at."""
MapRow = tuple[str, str, Sequence[MapCell], str]
"""A plan's row: id, name, cells; a note stands instead of the cells where it can't be read."""
RegionView = dict[str, object]
PagePart = tuple[str, str, Sequence[str | Table]]
"""A part of the page below the map: its id, its title, lines and tables."""


def rollup_page(rollup: Rollup, how: How) -> str:
    """The page, in the language of *how*. The same roll-up gives the same bytes."""
    return offline("rollup/rollup", _context(RollScene(rollup, Look(how.lang))))


def _context(scene: RollScene) -> dict[str, object]:
    """Everything that the template names."""
    look, rollup, total = scene.look, scene.rollup, scene.rollup.total
    known = scene.counted_statuses(total.counts)
    title = look.name(rollup.title) if rollup.title else look.say("rollup_title")
    stamp = look.say("synthetic") if rollup.synthetic else ""
    map_title = look.say("rollup_map_groups" if rollup.view == "group" else "rollup_map_themes")
    heads, parts = [LINES[name].title(look) for name in ("name", *FIXED)], _parts(scene)
    links = [("overview", look.say("page_overview")), ("map", map_title), *(part[:2] for part in parts)]
    return {
        "say": look.say,
        "lang": look.language.tag,
        "stamp": stamp,
        "title": title,
        "tab": f"{title} [{stamp}]" if stamp else title,
        "links": links,
        "facts": scene.facts,
        "parts": parts,
        "colours": scene.counted_colours(total),
        "plans": total.plans,
        "statuses": known,
        "targets": sum(n for _, _, n in known),
        "covered": percent(Fraction(total.assessable, total.due) if total.due else None),
        "coverage": look.say("page_coverage_note", due=total.due, n=total.assessable),
        "silent": total.missing,
        "silent_words": look.say("rollup_silent_note", total=total.owing),
        "map_title": map_title,
        "every_status": [look.status(one, one) for one in STATUSES],
        "heads": [*heads, *(look.name(one.name) for one in rollup.columns)],
        "regions": _regions(scene),
        "notes": [block.text for block in scene.foot()],
        "made_from": look.say("rollup_made", day=rollup.as_of, made=rollup.day, version=__version__),
    }


def _parts(scene: RollScene) -> list[PagePart]:
    """What stands below the map: the list that was asked for, else the themes and who hasn't filed."""
    rollup, look = scene.rollup, scene.look
    if rollup.view in OPTIONS:
        return [_part(scene, rollup.view)]
    themes: list[PagePart] = (
        [("themes", look.say("rollup_themes"), [_themes(scene)])] if rollup.total.sums else []
    )
    return [*themes, _part(scene, "missing")]


def _part(scene: RollScene, view: RollupView) -> PagePart:
    """What a view shows."""
    title, found = VIEWS[view](scene)
    blocks: list[str | Table] = []
    for block in found:
        if isinstance(block, Table | Choice):
            table, n = _cut(widest(block))
            blocks.append(table)
            if n > MOST:
                blocks.append(scene.look.say("rollup_cut", most=MOST, n=n, option=OPTIONS[view]))
        elif isinstance(block, Line) and block.text:
            blocks.append(block.text)
    return view, title, blocks


def _cut(table: Table) -> tuple[Table, int]:
    """*table* with its first rows, and how many it has."""
    left, sections = MOST, []
    for section in table.sections:
        if left > 0:
            sections.append(Section(section.title, section.rows[:left]))
        left -= len(section.rows)
    return replace(table, sections=tuple(sections)), MOST - left


def _themes(scene: RollScene) -> Table:
    """Every theme: how many plans have it, where they stand, what it sums up to, whose methods judge it."""
    look, rows = scene.look, []
    plans = [row for row in scene.plans if row.themes is not None]
    for column in scene.rollup.columns:
        found = [target for row in plans if (target := (row.themes or {}).get(column.id))]
        counts = scene.short_counts(Counter(target.status for target in found))
        methods = look.listed(look.say(families.METHOD.key(name)) for name in column.methods)
        total = scene.rollup.total.sums.get(column.id)
        texts = (
            look.name(column.name), column.id, f"{len(found)}/{len(plans)}", counts,
            scene.summed(total) if total else "–", methods,
        )  # fmt: skip
        rows.append(tuple(map(Cell, texts)))
    heads = (
        "rollup_theme", "rollup_id", "rollup_with_it", "rollup_statuses", "rollup_total", "rollup_method",
    )  # fmt: skip
    columns = tuple(Column(look.say(head)) for head in heads)
    return Table(columns, (Section("", tuple(rows)),))


def _regions(scene: RollScene) -> list[RegionView]:
    """Regions with what is in them; plans that are in none stand under a title of their own."""
    below: dict[str | None, list[RollupRow]] = {}
    for row in (*scene.rollup.rows, *scene.rollup.left_out):
        below.setdefault(row.parent, []).append(row)
    there = {row.id for rows in below.values() for row in rows}
    tops = [row for parent, rows in below.items() if parent not in there for row in rows]
    made = [_region(scene, row, below) for row in tops if row.id in below]
    if loose := [row for row in tops if row.id not in below and row.summary]:
        made.append(_view(scene, scene.look.say("rollup_no_region"), None, loose, []))
    return made


def _region(scene: RollScene, row: RollupRow, below: Mapping[str | None, list[RollupRow]]) -> RegionView:
    inner = [_region(scene, one, below) for one in below[row.id] if one.id in below]
    own = [one for one in below[row.id] if one.id not in below and one.summary]
    if row.summary:  # a city's own plan, before those of its districts
        own.insert(0, row)
    return _view(scene, scene.look.name(row.name), row.below, own, inner)


def _view(
    scene: RollScene, name: str, total: Total | None, own: Sequence[RollupRow], inner: Sequence[object]
) -> RegionView:
    """A region: its plans of each colour, the rows of those right below it, and the regions in it."""
    return {
        "name": name,
        "plans": scene.look.say("rollup_plans", n=total.plans if total else len(own)),
        "colours": scene.counted_colours(total) if total else (),
        "open": scene.rollup.total.plans <= OPEN,
        "rows": [_row(scene, row) for row in own],
        "total": _total(scene, own, total) if total else (),
        "regions": inner,
    }


def _row(scene: RollScene, row: RollupRow) -> MapRow:
    name = scene.look.name(row.name)
    if found := unread(row):
        return row.id, name, (), f"{scene.sign(UNREAD)} {scene.why_unread(found)}"
    (_, first), *others = _fixed(scene, row)
    cells = [(first.text, FILLS[first.style], "")]
    for style, cell in others:
        bad = "bad" if cell.style == "bad" else ""
        cells.append((cell.text, " ".join(filter(None, (style, bad))), ""))
    return row.id, name, [*cells, *(_cell(scene, row, one.id) for one in scene.rollup.columns)], ""


def _fixed(scene: RollScene, row: RollupRow) -> list[tuple[str, Cell]]:
    """The cells before those of groups or themes, each with its class."""
    return [("r" if LINES[name].right else "", LINES[name].shown(row, scene)) for name in FIXED]


def _cell(scene: RollScene, row: RollupRow, column: str) -> MapCell:
    """Where a plan stands with a theme or a group; what there is to say of it on being pointed at."""
    cell = column_cell(row, scene, column=column)
    if group := (row.groups or {}).get(column):
        told = scene.short_counts(group.counts)
        return f"{cell.text} {group.assessable}/{group.due}", FILLS[cell.style], told
    if target := (row.themes or {}).get(column):
        shown = target.value is not None and target.fresh and len(scene.rollup.columns) <= NUMBERS
        text = f"{cell.text} {number(target.value)}" if shown else cell.text
        said = scene.status(target).text.partition(" ")[2]
        return text, FILLS[cell.style], f"{said} · {goal_text(target, scene)}"
    return cell.text, "n", ""


def _total(scene: RollScene, own: Sequence[RollupRow], total: Total) -> list[MapCell]:
    """What a region's plans come to, those of the regions in it too: counts, and no average."""
    row = replace(own[0] if own else scene.rollup.rows[0], summary=None, below=total)
    cells = [(cell.text, style, "") for style, cell in _fixed(scene, row)]
    for column in scene.rollup.columns:
        found = Counter(target.status for one in own if (target := (one.themes or {}).get(column.id)))
        cells.append((scene.short_counts(found), "", ""))
    return cells
