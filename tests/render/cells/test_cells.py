"""What can be said of targets, tasks, actions, units and entries: each of it, everywhere, and a new one."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.report import Report
from qstrong.model.filing import PARTS
from qstrong.model.keys import as_written
from qstrong.model.period import Period
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.render.bulletin.annexes import ANNEX, TARGET_ROW
from qstrong.render.cells.actions import ACTIONS, TASKS, by_section, by_task, task_units
from qstrong.render.cells.aspect import Aspect, Scene, at, for_json, plain_cell
from qstrong.render.cells.entries import OBSERVATIONS, REPORTS, action_rows, observation_rows
from qstrong.render.cells.last import last_aspects
from qstrong.render.cells.targets import TARGETS, by_group
from qstrong.render.cells.units import UNITS
from qstrong.render.document import Cell
from qstrong.render.look import Look
from qstrong.render.office import ledger
from qstrong.render.page.targets import CELLS
from qstrong.render.pieces import NONE
from qstrong.render.views import status, tasks, units
from qstrong.timeline.duties import duties
from tests.conftest import Run
from tests.there import there

ROOT = Path(__file__).parents[3]
PLACES = {"demo": ("examples/demo", date(2026, 10, 30)), "real": ("data", date(2027, 2, 20)),
          "outline": ("examples/national-outline-2025", date(2025, 12, 31))}  # fmt: skip
SORTS: dict[str, tuple[Any, Callable[[Report], Any]]] = {
    "targets": (TARGETS, lambda report: report.targets),
    "tasks": (TASKS, lambda report: report.dataset.tasks),
    "actions": (ACTIONS, lambda report: report.actions),
    "units": (UNITS, lambda report: duties(report.dataset, Period.parse("2026Q3"), report.as_of)),
    "observations": (OBSERVATIONS, observation_rows),
    "reports": (REPORTS, action_rows),
}
TYPES: dict[str, Any] = {
    "id": str, "ids": tuple, "word": str, "words": tuple, "text": str, "texts": tuple, "status": str,
    "number": Decimal, "share": (Fraction, Decimal), "count": int, "integer": int, "yes": bool, "day": (date, str),
    "period": Period,
}  # fmt: skip


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    made = {
        name: assess(there(load(Folder(ROOT / path)).dataset), day) for name, (path, day) in PLACES.items()
    }
    return [Scene(report, Look(lang)) for report in made.values() for lang in ("zh", "en")]


@pytest.mark.parametrize("sort", SORTS)
def test_each_can_be_said_of_everything(sort: str, scenes: list[Scene]) -> None:
    """A cell for people, a value of its kind or none, and always one where it is needed; none is never anything."""
    aspects, things = SORTS[sort]
    some = set()
    for scene in scenes:
        for one in things(scene.report):
            for name, aspect in aspects.items():
                cell, value = aspect.shown(one, scene), aspect.plain(one, scene)
                assert isinstance(cell, Cell), name
                some |= {name} if value is not None and value != () else set()
                assert value is not None or not aspect.need, name
                if aspect.value and value is not None and not isinstance(value, dict):
                    assert isinstance(value, TYPES[aspect.kind]) or name == "owed", (name, value)
                if aspect.choices and value is not None:
                    assert value in aspect.choices, (name, value)
    assert set(aspects) - some <= {
        "between",
        "revised_from",
        "accept",
        "accept_reason",
        "refusal",
        "lead",
        "note",
        "outcome",
    }  # not in these data


@pytest.mark.parametrize("sort", SORTS)
def test_heads_are_words_of_both_languages(sort: str) -> None:
    aspects, _ = SORTS[sort]
    headed = {name: aspect for name, aspect in aspects.items() if aspect.head}
    assert headed
    for aspect in headed.values():
        assert aspect.title(Look("zh"))
        assert aspect.title(Look("en"))


def test_every_layout_names_what_there_is() -> None:
    chosen: list[tuple[Any, Any]] = [
        (TARGETS, (*status.LAYOUTS, status.BEGINNING, status.JSON, tasks.TARGET_ROW, CELLS)),
        (ANNEX.but(**last_aspects(None)), (TARGET_ROW,)),
        (ACTIONS, (*tasks.ACTION_ROWS, tasks.ACTION_JSON)),
        (TASKS, (ledger.TASK_SHEET,)),
        (UNITS, (*units.LAYOUTS, units.JSON, ledger.UNIT_SHEET)),
        (OBSERVATIONS, (ledger.VALUE_SHEET,)),
        (REPORTS, (ledger.REPORT_SHEET,)),
    ]  # fmt: skip
    for aspects, layouts in chosen:
        for names in layouts:
            assert set(names) <= set(aspects)
            assert len(set(names)) == len(names)


def test_every_key_of_an_entry_can_be_said() -> None:
    for part, aspects in zip(PARTS, (OBSERVATIONS, REPORTS), strict=True):
        assert {key.name for key in as_written(part)} <= set(aspects)


def test_a_new_column_is_a_row_and_a_name(scenes: list[Scene]) -> None:
    scene = scenes[0]
    more = TARGETS.but(
        last_gap=Aspect(head="gap", value=lambda *_: Decimal("1.50"), kind="number", right=True)
    )
    names = ("name", "last_gap")
    table = more.table(names, by_group(scene.report.targets, scene), scene, least={"name": 9})
    assert [column.head for column in table.columns] == ["指标", "距目标"]
    assert [(column.right, column.least) for column in table.columns] == [(False, 9), (True, 0)]
    assert {row[1].text for section in table.sections for row in section.rows} == {"1.50"}
    assert more.data(names, scene.report.targets[0], scene)["last_gap"] == Decimal("1.50")
    assert "last_gap" not in TARGETS


def test_parts_are_those_of_the_plan_and_empty_ones_are_left_out(scenes: list[Scene]) -> None:
    scene = scenes[0]
    report = scene.report
    for parts, things in (
        (by_group(report.targets, scene), report.targets),
        (by_section(report.dataset.tasks, scene), report.dataset.tasks),
        (by_task(report.actions, scene), report.actions),
    ):
        assert sorted(str(one) for _, some in parts for one in some) == sorted(map(str, things))
    few = by_group(report.targets[:1], scene)
    assert len(TARGETS.table(("name",), few, scene).sections) == 1
    assert TARGETS.table(("name",), [("", [])], scene).sections[0].rows == ()


def test_a_value_for_people_and_for_programs(scenes: list[Scene]) -> None:
    assert plain_cell(None) == NONE
    assert plain_cell(Decimal("2.50")) == Cell("2.50")
    assert for_json({"day": date(2026, 1, 2), "of": (Period.parse("2026Q1"), Decimal("1.0"))}) == (
        {"day": "2026-01-02", "of": ["2026Q1", Decimal("1.0")]}
    )
    assert at("filing.period")(None, scenes[0]) is None


def test_what_is_owed_first_stays_the_first_once_its_day_has_passed(qstrong: Run) -> None:
    def first(day: str) -> list[str]:
        said = qstrong("status", "--as-of", day, "-f", "plain", columns=400).out
        return re.findall("2026Q4 · [0-9]{4}-[0-9]{2}-[0-9]{2}", said)

    early, late = first("2026-12-01"), first("2027-03-01")
    assert early == late
    assert "2026Q4 · 2027-01-20" in early


@pytest.mark.parametrize(("lead", "first"), [("industry", "science"), ("finance", "finance")])
def test_the_unit_that_leads_is_marked(lead: str, first: str, tmp_path: Path) -> None:
    """It stays where it is among a task's units; one that isn't among them comes first."""
    shutil.copytree(ROOT / "examples" / "demo", tmp_path / "data")
    file = tmp_path / "data" / "tasks.yaml"
    text = file.read_text("utf-8").replace("units: [development-reform, ", "units: [", 1)
    file.write_text(text.replace("lead: null", f"lead: {lead}", 1), "utf-8")
    dataset = load(Folder(tmp_path / "data")).dataset
    assert dataset
    scene = Scene(assess(dataset, date(2026, 10, 30)), Look("zh"))
    short = task_units(dataset.tasks[0], scene)
    marked = [part for part in re.split("[、，,]", short) if "牵头" in part]
    assert len(marked) == 1
    assert scene.units((lead,)) in marked[0]
    assert short.startswith(scene.units((first,)))
