"""The table: the tree's order, totals, themes matched by what is said alone, and sums where they make sense."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from qstrong.model.base import Text
from qstrong.model.period import Period
from qstrong.model.rollup.plans import PlansFile
from qstrong.model.rollup.summary import TargetSummary
from qstrong.model.rollup.table import Rollup, RollupView
from qstrong.rollup.matching import matched, theme_sum
from qstrong.rollup.pack import unpack
from qstrong.rollup.table import TableMaker
from qstrong.rollup.tree import PlansTree, choose_plans
from tests.rollup.made import TODAY, done_of, plans_of, write_plans

DEMO = "examples/demo"


def target(name: str = "x", **said: object) -> TargetSummary:
    """A target's summary: 10 of 20 at the end of 2026Q2, unless told otherwise."""
    base: dict[str, object] = {
        "id": name, "name": Text(zh=f"名{name}"), "theme": None, "group": None, "kind": "level", "op": ">=",
        "goal": Decimal(20), "between": None, "uom": Text(zh="项"), "measure": "stock", "decimals": 0,
        "binding": False, "method": "default", "value": Decimal(10), "period": Period.parse("2026Q2"),
        "completion": Fraction(1, 2), "attainment": None, "status": "on_track", "label": "on_track",
        "last_status": None, "data": "reported", "flags": (),
    }  # fmt: skip
    return TargetSummary(**{**base, **said})  # type: ignore[arg-type]


TREE = """\
regions:
- {id: land, name: 省}
- {id: north, name: 北, parent: land}
- {id: empty, name: 空, parent: land}
plans:
- {id: c, name: 丙, level: district, parent: city, path: c}
- {id: city, name: 市, level: city, parent: north, path: city}
- {id: b, name: 乙, level: district, parent: north, path: b}
- {id: a, name: 甲, level: district, parent: city, path: a}
- {id: alone, name: 独, path: alone}
"""


def test_the_tree_stands_parents_first_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = plans_of(write_plans(tmp_path, TREE))
    tree = PlansTree(file, [one.id for one in file.plans])
    assert [(one.id, depth) for one, depth in tree.walk()] == [
        ("land", 0), ("north", 1), ("city", 2), ("c", 3), ("a", 3), ("b", 2), ("alone", 0),
    ]  # fmt: skip
    assert tree.plans_below("north") == ["c", "city", "b", "a"]
    assert tree.nearest("north") == ["city", "b"]
    assert tree.nearest(None) == ["city", "b", "alone"]


def test_plans_are_chosen_by_level_and_region(tmp_path: Path) -> None:
    file = plans_of(write_plans(tmp_path, TREE))
    assert [one.id for one in choose_plans(file, ["district"], [])] == ["c", "b", "a"]
    assert [one.id for one in choose_plans(file, ["district"], ["city"])] == ["c", "a"]
    assert [one.id for one in choose_plans(file, [], ["city", "alone"])] == ["c", "city", "a", "alone"]
    tree = PlansTree(file, ["a"])
    assert [one.id for one, _ in tree.walk()] == ["land", "north", "city", "a"]


def plans_file(**said: object) -> PlansFile:
    return PlansFile(plans=(), **said)  # type: ignore[arg-type]


def test_a_theme_is_what_is_said_and_never_a_name() -> None:
    same = [target("x", theme="gdp"), target("y"), target("z", theme="two"), target("w", theme="two")]
    assert set(matched(plans_file(), "a", same)) == {"gdp"}
    mapped = matched(plans_file(themes={"gdp": {"a": "y"}, "two": {"a": "w"}, "more": {"b": "x"}}), "a", same)
    assert {theme: one.id for theme, one in mapped.items()} == {"gdp": "y", "two": "w"}
    assert matched(plans_file(themes={"gdp": {"a": "gone"}}), "a", same) == {}


@pytest.mark.parametrize(
    ("cells", "value", "there", "why"),
    [
        ([target(), target()], 20, 2, None),
        ([target(), None], None, 1, "missing"),
        ([target(), target(value=None, period=None)], None, 1, "missing"),
        ([target(), target(last_status="on_track")], None, 1, "missing"),
        ([target(), target(period=Period.parse("2026Q1"))], None, 1, "missing"),
        ([target(), target(period=Period.parse("2026H1"))], None, 1, "missing"),
        ([target(), target(uom=Text(zh="个"))], None, 2, "uom"),
        ([target(), target(measure="flow_ytd")], None, 2, "measure"),
        ([target(measure="rate"), target(measure="rate")], None, 2, "rate"),
        ([None, None], None, 0, "none"),
        ([target(value=Decimal("0.1")), target(value=Fraction(1, 3))], Fraction(13, 30), 2, None),
    ],
)
def test_sums_stand_only_where_they_make_sense(
    cells: list[TargetSummary | None], value: object, there: int, why: str | None
) -> None:
    found = theme_sum(cells)
    assert (found.value, found.there, found.plans, found.why) == (value, there, 2, why)
    assert found.goal == (None if why else 40)


def test_goals_of_two_sides_are_not_added() -> None:
    assert theme_sum([target(), target(op="<=")]).goal is None
    assert theme_sum([target(), target(goal=None)]).goal is None
    assert theme_sum([target(), target()]).goal == 40


TWO = """\
title: 两份
plans:
- {{id: city, name: 市, path: {demo}}}
- {{id: part, name: 区, parent: city, path: {demo}}}
- {{id: gone, name: 无, parent: city, path: nowhere}}
themes:
  gdp: {{city: {one}, part: gone-target}}
names: {{gdp: 主题, nothing: 无}}
"""


def table(tmp_path: Path, view: RollupView, theme: str | None = None, *, ordered: bool = False) -> Rollup:
    from tests.conftest import ROOT

    one = "rd-expenditure"
    path = write_plans(tmp_path, TWO.format(demo=ROOT / DEMO, one=one))
    file = plans_of(path)
    maker = TableMaker(file, path.name, file.plans, view, theme)
    for plan, done in reversed(list(zip(file.plans, done_of(path, "2026-10-30"), strict=True))):
        assert done.packed
        maker.add(plan, unpack(*done.packed))
    return maker.table("2026-10-30", TODAY, by_completion=ordered)


def test_groups_and_totals(tmp_path: Path) -> None:
    found = table(tmp_path, "group")
    city, part, gone = found.rows
    assert (city.depth, part.depth, gone.depth) == (0, 1, 1)
    assert city.groups
    assert city.groups == part.groups
    assert gone.groups == {}
    assert gone.summary
    assert gone.summary.unread
    assert city.below
    assert (city.below.plans, city.below.read, found.total.plans, found.total.read) == (2, 1, 3, 2)
    assert part.summary
    assert part.summary.overall
    assert city.below.counts == part.summary.overall.counts
    assert found.total.counts == {name: 2 * n for name, n in city.below.counts.items()}
    assert found.total.colours == {**dict.fromkeys(found.total.colours, 0), part.summary.overall.colour: 2}
    assert {one.plans for one in found.columns} == {2}


def test_themes_say_what_is_not_matched(tmp_path: Path) -> None:
    found = table(tmp_path, "theme")
    city, part, gone = found.rows
    assert city.summary
    assert city.summary.overall
    assert [one.code for one in found.problems] == ["Q808", "Q811"]
    assert city.unmatched == city.summary.overall.total - 1
    assert part.themes == {}
    assert part.unmatched == city.summary.overall.total
    assert gone.unmatched == 0
    assert found.unmatched == city.unmatched + part.unmatched


def test_an_order_by_completion_says_what_it_leaves_out(tmp_path: Path) -> None:
    found = table(tmp_path, "group", ordered=True)
    assert [one.id for one in found.left_out] == ["gone"]
    assert {one.id for one in found.rows} == {"city", "part"}
    assert found.by_completion


@pytest.mark.parametrize("view", ["reds", "changes"])
def test_lists_have_what_they_are_of(view: RollupView, tmp_path: Path) -> None:
    red = {"off_track", "worsening", "missed", "overdue"}
    for row in table(tmp_path, view).rows:
        for one in row.targets:
            assert one.status in red if view == "reds" else one.status != one.before
        if row.summary and row.summary.overall and view == "reds":
            assert len(row.targets) == sum(row.summary.overall.counts[name] for name in red)
