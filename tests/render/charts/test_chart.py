"""Charts in the terminal: one of every kind as a golden file, and laws that hold for all of them."""

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from qstrong.assess.assess import assess
from qstrong.assess.report import Report, TargetReport
from qstrong.model.base import Lang
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.render.charts.chart import Plot, chart_lines, drawable
from qstrong.render.charts.curve import history, known_points, path, runs
from qstrong.render.charts.scale import MOST, scale
from qstrong.render.charts.svg import axis
from qstrong.render.charts.svg import chart_svg as picture
from qstrong.render.look import Look
from tests.build import dataset, filing, observation, target
from tests.conftest import ROOT, Golden, Run
from tests.there import there

KINDS = {
    "level, trailing twelve months, landing": "ai-output",
    "level downwards": "accident-death-rate",
    "keep": "good-air-share",
    "milestones": "certified-enterprises",
    "growth": "strategic-emerging-growth",
    "increment with a landing band beyond its target": "new-zhenpin",
    "one step at the deadline: no path": "new-one-stop-platforms",
    "trend": "services-growth",
    "record": "transport-projects-pass-rate",
    "a lonely baseline with a path": "rd-expenditure",
    "history from before the plan": "food-pass-rate",
}


@pytest.fixture(scope="module")
def demo() -> Report:
    data = load(Folder(ROOT / "examples" / "demo")).dataset
    return assess(there(data), there(there(data).plan.as_of))


@pytest.fixture(scope="module")
def outline() -> Report:
    return assess(there(load(Folder(ROOT / "examples" / "national-outline-2025")).dataset), date(2025, 6, 30))


def rows(report: Report, one: TargetReport, width: int, look: Look) -> list[str]:
    drawn = chart_lines(report.dataset.plan, one, look, width)
    return ["".join(cell.text for cell in row.cells).rstrip() for row in drawn]


@pytest.mark.parametrize(
    ("name", "width", "look"),
    [
        ("80.zh", 80, Look("zh")),
        ("60.en", 60, Look("en")),
        ("ascii.80.zh", 80, Look("zh", ascii_only=True)),
        ("ascii.60.en", 60, Look("en", ascii_only=True)),
    ],
)
def test_every_kind(name: str, width: int, look: Look, demo: Report, outline: Report, golden: Golden) -> None:
    found = {one.target.id: one for one in demo.targets}
    parts = [
        f"{said}: {id_}\n" + "\n".join(rows(demo, found[id_], width, look)) for said, id_ in KINDS.items()
    ]
    parts.append("a year without a value: mqci\n" + "\n".join(rows(outline, outline.targets[0], width, look)))
    golden(f"chart.{name}.txt", "\n\n".join(parts) + "\n")


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_fits_and_what_it_draws_with_is_narrow(
    width: int, lang: Lang, demo: Report, outline: Report
) -> None:
    for report in (demo, outline):
        for one in report.targets:
            if not drawable(report.dataset.plan, one, Look()):
                continue
            drawn = rows(report, one, width, Look(lang))
            assert max(map(wcswidth, drawn)) <= width
            inside = "".join(row.partition("┤")[2] or row.partition("│")[2] for row in drawn)
            said = {char for char in inside if not "\u2800" <= char <= "\u28ff"} - set("▪ ")
            assert said <= set("0123456789.-≥≤<>每年 each year")
            old = "".join(rows(report, one, width, Look("en", ascii_only=True)))
            assert set(old) - set("≥≤") <= set(map(chr, range(128)))


def test_colours_say_what_the_lines_are(demo: Report) -> None:
    one = next(one for one in demo.targets if one.target.id == "ai-output")
    drawn = chart_lines(demo.dataset.plan, one, Look(), 80)
    cells = [cell for row in drawn for cell in row.cells]
    assert [cell.text for cell in cells if cell.style == "bad"] == [
        "▪"
    ]  # the value that was judged, by its status
    styles = {cell.text: cell.style for cell in drawn[-1].cells}
    assert (styles["▪"], styles["⠂ ⠂"], styles["⠒ ⠒"]) == ("strong", "dim", "")
    assert not {cell.style for cell in drawn[0].cells} & {"strong"}  # the target's row


def test_year_to_date_values_are_drawn_as_full_years(demo: Report) -> None:
    for one in demo.targets:
        if one.target.measure == "flow_ytd":
            raw = {entry.observation.value for entry in one.entries if entry.last % 12}
            assert not raw & {value for _, value in [*history(demo.dataset.plan, one), *known_points(one)]}


def test_a_missing_value_is_a_gap() -> None:
    data = dataset(
        [target(baseline={"period": 2024, "value": 10})],
        [
            filing("2025Q2", "2025-07-10", observation("2025Q1", 20), observation("2025Q2", 30)),
            filing("2025Q4", "2026-01-10", observation("2025Q4", 40)),
        ],
    )
    one = assess(data, date(2026, 2, 1)).targets[0]
    t0 = 2024 * 12 + 12
    drawn = [[(t0, 10), (t0 + 3, 20), (t0 + 6, 30)], [(t0 + 12, 40)]]
    assert runs(one, known_points(one)) == [
        [(month, Fraction(value)) for month, value in run] for run in drawn
    ]


def test_history_within_the_plan_is_drawn_but_is_not_the_judged_value() -> None:
    spec = target(
        frequency="annual",
        baseline={"period": 2024, "value": 10},
        history=[{"period": 2025, "value": 20}, {"period": "2026Q1", "value": 30}],
    )
    report = assess(dataset([spec]), date(2026, 5, 1))
    one = report.targets[0]
    t0 = 2024 * 12 + 12
    assert known_points(one) == [(t0, Fraction(10))]
    assert history(report.dataset.plan, one) == [(t0 + 12, Fraction(20)), (t0 + 15, Fraction(30))]
    cells = [
        cell
        for row in chart_lines(report.dataset.plan, one, Look(), 60)
        for cell in row.cells
        if "▪" in cell.text
    ]
    assert [cell.style for cell in cells].count(
        "dim"
    ) == 1  # not assessed: the baseline's dot, not the newest
    assert (
        len(re.findall("M[0-9.]+ ", picture(report.dataset.plan, one, Look()).partition('class="dots"')[2]))
        == 2
    )


def test_history_goes_back_as_far_as_the_plan_is_long() -> None:
    past = [{"period": year, "value": year} for year in (2020, 2021, 2022, 2023)]
    for measure, more in (("stock", [2024 * 12 - 6]), ("flow_ytd", [])):
        spec = target(
            measure=measure,
            baseline={"period": 2024, "value": 10},
            history=[*past, {"period": "2023H1", "value": 9}],
        )
        report = assess(dataset([spec]), date(2025, 2, 1))
        months = [month for month, _ in history(report.dataset.plan, report.targets[0])]
        assert months == sorted([2021 * 12 + 12, 2022 * 12 + 12, 2023 * 12 + 12, *more])


def test_a_lonely_point_is_not_drawn(qstrong: Run) -> None:
    report = assess(
        dataset([target(kind="trend", history=[{"period": 2024, "value": 10}])]), date(2025, 2, 1)
    )
    assert known_points(report.targets[0])
    assert not drawable(report.dataset.plan, report.targets[0], Look())
    out = qstrong("show", "energy-per-gdp", "--data", "examples/demo").out
    assert "走势图" not in out


def test_no_path_where_nothing_is_expected_before_the_deadline(demo: Report) -> None:
    one = next(one for one in demo.targets if one.target.id == "new-one-stop-platforms")
    assert one.path
    assert not path(one)


@pytest.mark.parametrize(
    ("start", "end", "named"),
    [
        ("2024-12-31", "2027-12-31", ["2025", "2026", "2027"]),
        ("2024-06-30", "2027-03-31", ["2024", "2025", "2026"]),  # a quarter of 2027 has no room for its name
        ("2024-12-31", "2025-06-30", ["2025"]),
        ("2024-11-30", "2024-12-31", ["2024"]),
        ("2010-12-31", "2035-12-31", ["2015", "2020", "2025", "2030", "2035"]),
    ],
)
def test_years_are_named_where_there_is_room(start: str, end: str, named: list[str]) -> None:
    first = int(start[:4]) * 12 + int(start[5:7])
    period = f"{first // 12}-{first % 12 + 1:02}"
    data = dataset(
        [target(frequency="month")],
        [filing(period, end, observation(period, 20))],
        plan={"start": start, "end": end, "filing": {"every": "month", "due_days": 20}},
    )
    report = assess(data, date.fromisoformat(end))
    drawn = rows(report, report.targets[0], 60, Look())
    row = next(row for row in drawn if "└" in row)
    assert row.replace("└", " ").replace("╵", " ").split() == named
    assert max(map(wcswidth, drawn)) <= 60
    names = re.findall(r'<text class="centre"[^>]*>([0-9]{4})<', axis(report.dataset.plan))
    assert set(named) <= set(names)
    assert len(names) <= 8


def test_the_axis_ends_with_the_targets_own_time() -> None:
    spec = target(frequency="annual", end="2025-12-31", baseline={"period": 2024, "value": 80})
    report = assess(
        dataset([spec], [filing("2025Q4", "2026-01-10", observation("2025", 90))]), date(2026, 1, 31)
    )
    years = next(row for row in rows(report, report.targets[0], 60, Look()) if "└" in row)
    assert re.findall("[0-9]{4}", years) == ["2025"]


@pytest.mark.parametrize("width", range(24, 90, 3))
def test_no_name_of_a_year_is_cut_or_stands_elsewhere(width: int) -> None:
    plan = {"start": "2014-12-31", "end": "2040-12-31"}
    spec = target(frequency="annual", baseline={"period": 2014, "value": 80})
    report = assess(
        dataset([spec], [filing("2016Q4", "2017-01-10", observation("2016", 82))], plan=plan),
        date(2017, 2, 1),
    )
    years = next(row for row in rows(report, report.targets[0], width, Look()) if "└" in row)
    named = years.replace("└", " ").replace("╵", " ").split()
    assert named == sorted(named)
    assert all(re.fullmatch("20[0-4][0-9]", name) for name in named)


NUMBERS = st.lists(st.decimals(-(10**9), 10**9, places=3).map(Fraction), min_size=1, max_size=9)


@given(NUMBERS)
def test_scales_hold_what_they_are_for(values: list[Fraction]) -> None:
    made = scale(values)
    assert made.low <= min(values)
    assert max(values) <= made.high
    assert 1 <= made.steps <= MOST
    assert str(made.step.numerator).rstrip("0") in ("", "1", "2", "5") or made.step.denominator > 1
    marks = [Fraction(mark) for mark in made.marks()]
    assert marks == [made.high - k * made.step for k in range(made.steps + 1)]  # exact as they are printed
    plot = Plot(0, 36, made, 50)
    assert [plot.y(mark) for mark in marks] == [1 + 4 * plot.rows_a_step * k for k in range(made.steps + 1)]
    assert all(0 <= plot.y(value) < 4 * plot.rows for value in values)


def test_what_is_counted_has_no_half_steps() -> None:
    assert [*scale([Fraction(0), Fraction(1)]).marks()] == ["1", "0"]
    assert [*scale([Fraction(0), Fraction(1, 2)]).marks()] == ["0.5", "0.4", "0.3", "0.2", "0.1", "0.0"]
