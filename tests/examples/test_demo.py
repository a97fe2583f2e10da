"""The demo: exactly what its script writes, and everything that can occur before the deadline."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from qstrong.assess.assess import assess
from qstrong.assess.report import Report
from qstrong.check.registry import check, settled_problems
from qstrong.cli.setup.sample import demo_files
from qstrong.model.dataset import Dataset
from qstrong.model.period import Period
from qstrong.read.dataset import Loaded, load
from qstrong.read.source import Folder
from qstrong.render.filed import filed_state
from qstrong.timeline.duties import duties
from tests.there import there

EXAMPLES = Path(__file__).parents[2] / "examples"
DEMO = EXAMPLES / "demo"
AS_OF = date(2026, 10, 30)
MAKE = "运行 python examples/make_demo.py 重新写出 / run it again"
ECOLOGY = {"co2-per-gdp", "good-air-share", "good-water-share"}


def read(folder: Path) -> Loaded:
    return load(Folder(folder))


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def make(out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(EXAMPLES / "make_demo.py"), str(out)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return there(read(DEMO).dataset)


@pytest.fixture(scope="module")
def report(dataset: Dataset) -> Report:
    return assess(dataset, AS_OF)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO, tmp_path / "demo"))


# ── the script ──


def test_the_script_writes_what_is_committed(tmp_path: Path) -> None:
    assert make(tmp_path / "demo").returncode == 0
    written, committed = files(tmp_path / "demo"), files(DEMO)
    assert sorted(written) == sorted(committed), MAKE
    assert [name for name in written if written[name] != committed[name]] == [], MAKE


def test_the_package_brings_the_same() -> None:
    inside = {name.removeprefix("data/"): text.encode() for name, text in demo_files().items()}
    assert inside == files(DEMO), MAKE
    assert {name for name in demo_files() if "/" not in name} == {"README.md"}


def test_the_script_clears_away_older_filings(copy: Path) -> None:
    (copy / "progress/water/2026Q3.yaml").write_text("unit: water\n")
    assert make(copy).returncode == 0
    assert files(copy) == files(DEMO)


def test_the_script_leaves_other_plans_alone(tmp_path: Path) -> None:
    (tmp_path / "targets.yaml").write_text("plan: {}\n")
    run = make(tmp_path)
    assert run.returncode == 1
    assert "not a demo" in run.stderr
    assert files(tmp_path) == {"targets.yaml": b"plan: {}\n"}


def test_every_file_says_that_it_is_made_up() -> None:
    for name, content in files(DEMO).items():
        assert "演示数据" in content.decode().splitlines()[0], name


def test_no_published_value_is_left(dataset: Dataset) -> None:
    figures = [
        figure
        for target in dataset.targets
        for figure in (*target.history, getattr(target, "baseline", None))
        if figure
    ]
    assert {figure.source.zh for figure in figures if figure.source} == {"演示数据"}


# ── what it holds ──


def test_nothing_to_mend(dataset: Dataset) -> None:
    """But for what the demo is to show: who was late, and what nobody reports."""
    assert settled_problems(dataset, read(DEMO).problems, AS_OF) == ()
    assert {one.code for one in check(dataset, AS_OF)} == {"Q308", "Q404", "Q510"}


def test_the_plan(dataset: Dataset) -> None:
    plan = dataset.plan
    assert (plan.id, plan.synthetic, plan.as_of) == ("longhua-quality-2027-demo", True, AS_OF)
    assert "演示数据" in plan.title.zh
    assert "made-up data" in there(plan.title.en)
    assert len(dataset.targets) == 36


def test_all_units_file_for_seven_quarters_but_for_one_filing(dataset: Dataset) -> None:
    quarters = {f"{year}Q{n}" for year in (2025, 2026) for n in (1, 2, 3, 4)} - {"2026Q4"}
    filed = {(filing.unit, str(filing.period)) for filing in dataset.filings}
    expected = {(unit.id, quarter) for unit in dataset.units for quarter in quarters}
    assert len(dataset.units) == 26
    assert expected - filed == {("water", "2026Q3")}
    assert filed <= expected


def test_some_file_late(dataset: Dataset) -> None:
    late = {
        quarter: [
            duty.unit for duty in duties(dataset, Period.parse(quarter), AS_OF) if filed_state(duty) == "late"
        ]
        for quarter in ("2025Q1", "2025Q3", "2026Q3")
    }
    assert late == {
        "2025Q1": ["culture-tourism"],
        "2025Q3": [],
        "2026Q3": ["culture-tourism", "transport", "fucheng-subdistrict"],
    }


def test_every_kind_and_measure(dataset: Dataset) -> None:
    assert {target.kind for target in dataset.targets} == {"level", "growth", "increment", "trend", "record"}
    assert {target.measure for target in dataset.targets} == {"stock", "rate", "flow_ytd", "since_plan"}


def test_counts(report: Report) -> None:
    counts = {status: count for status, count in report.overall.counts.items() if count}
    assert counts == {
        "achieved": 6,
        "on_track": 14,
        "at_risk": 5,
        "off_track": 3,
        "worsening": 1,
        "not_assessable": 7,
    }
    assert report.overall.data_counts == {
        "reported": 31,
        "not_due": 1,
        "pending": 2,
        "not_reported": 2,
        "invalid": 0,
    }
    assert (report.overall.assessable, report.overall.due, report.overall.colour) == (29, 35, "yellow")


def test_every_label(report: Report) -> None:
    assert {target.label for target in report.targets} == {
        "achieved",
        "achieved.record",
        "on_track",
        "on_track.ahead",
        "on_track.nearly",
        "on_track.keep",
        "on_track.growth",
        "on_track.trend_down",
        "on_track.single_step",
        "on_track.milestone",
        "at_risk",
        "off_track",
        "off_track.record",
        "worsening",
        "not_assessable.no_baseline",
        "not_assessable.no_last_year",
        "not_assessable.not_due",
        "not_assessable.not_reported",
        "not_assessable.pending",
    }


def test_every_flag(report: Report) -> None:
    flags: dict[str, set[str]] = {}
    for target in report.targets:
        for flag in target.verdict.flags:
            flags.setdefault(flag, set()).add(target.target.id)
    assert flags == {
        "preliminary": {"strategic-emerging-growth"},
        "revised": {"green-buildings-share"},
        "borderline": {"digital-economy-share", "manufacturing-clusters", "new-standards"},
        "provisional_baseline": {"quality-methods-enterprises"},
        "keep": {"farm-produce-pass-rate", "good-air-share"},
        "lost": {"food-pass-rate"},
        "unexplained": {"services-clusters", "accident-death-rate"},
    }


def test_older_verdicts_stand_beside_what_is_missing(report: Report) -> None:
    beside = {one.target.id: (one.data, one.last_status) for one in report.targets if one.data != "reported"}
    assert beside == {
        "rd-expenditure": ("not_due", None),
        "services-growth": ("not_reported", "on_track"),
        "farm-produce-pass-rate": ("pending", "on_track"),
        "energy-per-gdp": ("pending", None),
        "water-per-gdp": ("not_reported", None),
    }
    for one in report.targets:
        assert (one.pending is not None and bool(one.pending.observation.pending)) == (one.data == "pending")


def test_every_origin_of_a_baseline_and_every_outlook(report: Report) -> None:
    origins = {target.baseline.origin for target in report.targets if target.baseline}
    assert origins == {"declared", "filed", "history", "plan", "provisional"}
    outlooks = {target.verdict.landing.outlook for target in report.targets if target.verdict.landing}
    assert outlooks == {"on_course", "uncertain", "short", "insufficient"}


def test_trailing_twelve_months(report: Report) -> None:
    ttm = {
        target.target.id: target.verdict.point.value
        for target in report.targets
        if target.verdict.point and target.verdict.point.ttm
    }
    assert {name: str(value) for name, value in ttm.items()} == {
        "medical-devices-output": "241.57",
        "smart-terminals-output": "3392.03",
        "ai-output": "248.81",
        "fashion-output": "113.38",
    }


def test_every_verdict_on_actions(report: Report) -> None:
    labels: dict[tuple[str, str], set[str]] = {}
    for action in report.actions:
        if (action.status, action.label) not in {
            ("not_assessable", "in_progress"),
            ("not_assessable", "standing"),
        }:
            labels.setdefault((action.status, action.label), set()).add(action.action.id)
    assert labels == {
        ("achieved", "done"): {"2.10", "6.9", "7.4", "7.5", "7.8", "9.5"},
        ("achieved", "done_late"): {"3.3"},
        ("overdue", "overdue"): {"5.1"},
        ("at_risk", "near"): {"16.3"},
        ("on_track", "in_progress"): {"1.2", "4.1", "4.3"},
        ("off_track", "suspended"): {"6.10"},
        ("not_assessable", "not_started"): {"6.5", "8.3", "15.3"},
        ("not_assessable", "not_reported"): {"2.8", "12.9", "17.1"},
    }
    standing = [action for action in report.actions if action.label == "standing"]
    assert {action.stale for action in standing} == {True, False}
    assert {a.action.id for a in standing if a.stale} == {"2.9", "6.11", "8.6", "9.3", "13.2", "17.3"}


def test_corrections_and_explanations(dataset: Dataset) -> None:
    observations = [one for filing in dataset.filings for one in filing.observations]
    revised = {one.indicator: one.reason for one in observations if one.flag == "revised"}
    assert set(revised) == {"smart-terminals-output", "green-buildings-share", "new-standards"}
    assert all(revised.values())
    for key in ("cause", "measures", "owner", "measures_by", "request", "evidence", "last_year", "note"):
        assert any(getattr(one, key) not in (None, ()) for one in observations), key
    for key in ("prepared_by", "reviewed_by", "approved_by", "signed", "highlights"):
        assert any(getattr(filing, key) for filing in dataset.filings), key


# ── what happens to it ──


def states(folder: Path) -> dict[str, tuple[str, str]]:
    report = assess(there(read(folder).dataset), AS_OF)
    return {target.target.id: (target.data, target.status) for target in report.targets}


def test_a_filing_removed_turns_its_targets_not_reported(copy: Path) -> None:
    before = states(copy)
    (copy / "progress/ecology/2026Q3.yaml").unlink()
    after = states(copy)
    assert {name: after[name] for name in ECOLOGY} == dict.fromkeys(
        ECOLOGY, ("not_reported", "not_assessable")
    )
    assert {name for name in after if after[name] != before[name]} == ECOLOGY


@pytest.mark.parametrize("text", ["observations: [\n", "\tx: 1\n", "<<<<<<< HEAD\n", "unit: ecology\n"])
def test_a_filing_broken_turns_its_targets_invalid(copy: Path, text: str) -> None:
    before = states(copy)
    path = copy / "progress/ecology/2026Q3.yaml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    after = states(copy)
    assert {name: after[name] for name in ECOLOGY} == dict.fromkeys(ECOLOGY, ("invalid", "not_assessable"))
    assert {name for name in after if after[name] != before[name]} == ECOLOGY
    assert {problem.path for problem in read(copy).problems} == {"progress/ecology/2026Q3.yaml"}
    assert any(problem.severity == "error" for problem in read(copy).problems)
