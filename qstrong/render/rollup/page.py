"""The roll-up as one offline file: a heat map of plans by themes, regions folded; and what stands out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

from qstrong.render.rollup.plans import LINES, by_theme
from qstrong.render.rollup.theme import changes_document, missing_document, reds_document, themes_document

from qstrong import __version__
from qstrong.assess.report import STATUSES
from qstrong.model.rollup import TargetSummary
from qstrong.model.shapes.value import dataclass
from qstrong.render.document import Choice, Style, Table
from qstrong.render.formats.flat import widest
from qstrong.render.formats.register import How
from qstrong.render.look import STYLE
from qstrong.render.page.offline import offline
from qstrong.render.rollup.scene import UNREAD, Line, RollScene, colours, statuses, tree
from qstrong.text.labels import label_word
from qstrong.text.numbers import number, percent

FILLS: dict[Style, str] = {"good": "g", "warn": "y", "bad": "x", "dim": "q"}
"""By style: the class of a cell of the map, short because there are many."""
OPEN = 60
"""Up to so many plans all regions are unfolded."""
NUMBERS = 14
"""Up to so many themes the map has their values beside the signs."""
FIXED = ("overall", "statuses", "coverage", "filed", "problems")


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of something, with its sign."""

    sign: str
    word: str
    n: int
    style: Style


@dataclass(frozen=True, slots=True)
class MapCell:
    """A cell of the map: what it says, its class, and what it says on being pointed at."""

    text: str
    style: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class MapRow:
    """A plan's row; a *note* stands instead of the cells where it can't be read."""

    id: str
    name: str
    cells: Sequence[MapCell]
    note: str = ""


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region: how many plans it has, of each colour; its own plans' rows, and the regions in it."""

    id: str
    name: str
    plans: str
    colours: Sequence[Tally]
    open: bool
    rows: Sequence[MapRow]
    total: Sequence[MapCell]
    regions: Sequence[RegionView]


def rollup_page(scene: RollScene, _: How) -> str:
    """The page. The same roll-up gives the same bytes."""
    here = Path(__file__)
    parts = [here.parents[1] / "page" / "page", here.with_name("rollup")]
    return offline(parts, _context(scene))


def _context(scene: RollScene) -> dict[str, object]:
    """Everything that the template names."""
    look, rollup = scene.look, scene.rollup
    tops, rows = tree(rollup), [row for row in rollup.rows if row.is_plan]
    found, plans = statuses(rollup.plans), rollup.plans
    due, n = sum(one.due for one in plans), sum(one.assessable for one in plans)
    silent = [one for one in plans if one.missing]
    tables = {
        "themes": (look.say("rollup_themes"), themes_document(scene)),
        "reds": (look.say("rollup_reds"), reds_document(scene)),
        "missing": (look.say("rollup_missing"), missing_document(scene)),
        "changes": (look.say("rollup_changes"), changes_document(scene)),
    }
    names = [scene.theme_name(theme) for theme in rollup.themes]
    heads = [look.say("rollup_plan"), *(LINES[name].title(look) for name in FIXED), *names]
    return {
        "say": look.say,
        "lang": look.language.tag,
        "stamp": look.say("synthetic") if scene.synthetic else "",
        "title": scene.title,
        "facts": scene.facts,
        "parts": [("overview", look.say("page_overview"), ()), ("map", look.say("rollup_map"), ())]
        + [
            (name, words, [_told(block) for block in document.blocks[1:]])
            for name, (words, document) in tables.items()
        ],
        "colours": _colours(scene, rows),
        "plans": len(rows),
        "statuses": [
            Tally(look.sign(status), label_word(status, look.lang), k, STYLE[status])
            for status, k in found.items()
        ],
        "targets": sum(found.values()),
        "covered": percent(Fraction(n, due) if due else None),
        "coverage": look.say("page_coverage_note", due=due, n=n),
        "silent": len(silent),
        "silent_words": look.say("rollup_silent_note", n=len(silent), total=len(rows)),
        "map_title": look.say("rollup_map"),
        "every_status": [look.status(status, status) for status in STATUSES],
        "heads": heads,
        "regions": _regions(scene, tops, open=len(rows) <= OPEN),
        "made_from": look.say("rollup_made", version=__version__),
    }


def _told(block: object) -> tuple[str, Table | None]:
    """A line, or a table."""
    if isinstance(block, Table | Choice):
        return "", widest(block)
    return "".join(cell.text for cell in getattr(block, "cells", ())), None


def _colours(scene: RollScene, rows: Iterable[object]) -> list[Tally]:
    made = []
    for name, n in colours(rows).items():
        cell = scene.colour(name)
        made.append(Tally(scene.sign(name), cell.text.partition(" ")[2], n, cell.style))
    return made


def _regions(scene: RollScene, lines: Sequence[Line], *, open: bool) -> list[RegionView]:
    """Regions with what is in them; plans that belong to none stand under a title of their own."""
    found = [_region(scene, one, open=open) for one in lines if one.region]
    loose = [one for one in lines if not one.region]
    if loose:
        found.append(_view(scene, "", scene.look.say("rollup_no_region"), loose, (), open=open))
    return found


def _region(scene: RollScene, one: Line, *, open: bool) -> RegionView:
    own = [line for line in one.lines if not line.region]
    inner = [_region(scene, line, open=open) for line in one.lines if line.region]
    return _view(scene, one.row.id, scene.look.name(one.row.name), own, inner, open=open, every=one)


def _view(
    scene: RollScene,
    id_: str,
    name: str,
    own: Sequence[Line],
    inner: Sequence[RegionView],
    *,
    open: bool,
    every: Line | None = None,
) -> RegionView:
    plans = every.plans if every else tuple(row for line in own for row in line.plans)
    return RegionView(
        id=id_,
        name=name,
        plans=scene.look.say("rollup_plans", n=len(plans)),
        colours=_colours(scene, plans),
        open=open,
        rows=[_row(scene, line) for line in own],
        total=_total(scene, own) if own else (),
        regions=inner,
    )


def _row(scene: RollScene, line: Line) -> MapRow:
    name = scene.look.name(line.row.name)
    if line.row.summary is None:
        return MapRow(line.row.id, name, (), f"{scene.colour(UNREAD).text}: {line.row.fault}")
    first = scene.colour(line.row.summary.colour)
    cells = [MapCell(first.text, FILLS[first.style])]
    for column in FIXED[1:]:
        cell = LINES[column].shown(line, scene)
        cells.append(MapCell(cell.text, "r" if LINES[column].right else ""))
    targets = by_theme(line.row.summary.targets)
    return MapRow(
        line.row.id, name, [*cells, *(_cell(scene, targets.get(theme)) for theme in scene.rollup.themes)]
    )


def _cell(scene: RollScene, target: TargetSummary | None) -> MapCell:
    """A plan's indicator: its sign and value; the goal and the status in words on being pointed at."""
    if target is None:
        return MapCell("·", "n")
    look, sign = scene.look, scene.look.sign(target.status)
    shown = target.value is not None and not target.last_status and len(scene.rollup.themes) <= NUMBERS
    text = f"{sign} {number(target.value)}" if shown else sign
    return MapCell(
        text, FILLS[STYLE[target.status]], f"{look.label(target.label)} · {look.name(target.goal)}"
    )


def _total(scene: RollScene, own: Sequence[Line]) -> list[MapCell]:
    """What the plans of a region come to: counts, and no average."""
    from qstrong.render.rollup.scene import Line as _Line

    every = _Line(own[0].row, 0, tuple(row for line in own for row in line.plans), tuple(own))
    cells = [
        MapCell(LINES[name].shown(every, scene).text, "r" if LINES[name].right else "") for name in FIXED
    ]
    for theme in scene.rollup.themes:
        there = [found for plan in every.read if (found := by_theme(plan.targets).get(theme))]
        counts = {status: sum(one.status == status for one in there) for status in STATUSES}
        cells.append(MapCell(" ".join(f"{scene.look.sign(status)}{n}" for status, n in counts.items() if n)))
    return cells
