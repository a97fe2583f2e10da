"""3499.99 of 3500 isn't met, and no output says otherwise."""

import io
import re
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Run

TARGETS = """\
plan:
  id: p
  title: {zh: 方案}
  start: 2024-12-31
  end: 2027-12-31
  filing: {every: quarter, due_days: 20, close_days: 30}
groups: [{id: g, title: {zh: 类}}]
targets:
  - {id: a, name: {zh: 甲}, group: g, kind: level, op: "OP", value: 3500, uom: 亿元, measure: stock,
     frequency: quarter, decimals: 2, reporters: [u], tasks: [1], baseline: {period: 2024, value: BASE}}
"""
TASKS = """\
sections: [{id: s, title: {zh: 部分}}]
tasks: [{id: 1, section: s, title: {zh: 任务}, units: [u], actions: [{id: "1.1", title: {zh: 举措}}]}]
"""
UNITS = "units: [{id: u, name: {zh: 甲局}, kind: other}]\n"
FILING = (
    "unit: u\nperiod: 2026Q4\nfiled: 2027-01-15\nobservations: [{indicator: a, value: VALUE, source: s}]\n"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "progress/u").mkdir(parents=True)
    (tmp_path / "tasks.yaml").write_text(TASKS, "utf-8")
    (tmp_path / "units.yaml").write_text(UNITS, "utf-8")
    fill(tmp_path)
    return tmp_path


def fill(data: Path, value: str = "3499.99", op: str = ">=", base: str = "3000") -> None:
    (data / "targets.yaml").write_text(TARGETS.replace("OP", op).replace("BASE", base), "utf-8")
    (data / "progress/u/2026Q4.yaml").write_text(FILING.replace("VALUE", value), "utf-8")


OUTPUTS = [("status", "-f", one) for one in ("plain", "md", "html", "json")] + [
    ("show", "a"),
    ("show", "a", "-f", "json"),
    ("bulletin", "2026Q4"),
    ("bulletin", "2026Q4", "-f", "html"),
]
LOOK = ("--as-of", "2027-02-01", "--lang", "en")


@pytest.mark.parametrize("output", OUTPUTS, ids=" ".join)
def test_what_is_all_but_met(output: tuple[str, ...], data: Path, qstrong: Run) -> None:
    said = qstrong(*output, *LOOK, "--data", str(data)).out
    # of what is due; of the months that have passed by then
    said = re.sub(r"assessable[^\n]*?\(100\.0%\)|<strong>100\.0%</strong>|100\.0% +2026Q4", "", said)
    if "json" in output:
        assert '"completion": 0.99998' in said
        assert '"gap": 0.01' in said
    else:
        assert "99.9997%" in said
        assert "99.998%" in said
    assert "100.0%" not in said
    assert "Achieved" not in said or output[0] == "bulletin"  # whose legend has it


@pytest.mark.parametrize(
    ("value", "op", "base", "shown"),
    [
        ("3500", ">=", "3000", ("met",)),
        ("3500", "<=", "4000", ("met",)),
        ("3500.01", "<=", "4000", ("0.01", "99.998%")),
        ("3500", ">", "3000", ("0, not beyond it",)),
        ("3499.999999", ">=", "3000", ("0.000001", "99.9999%")),
        ("3500.000001", ">", "3000", ("met",)),
        ("3333.33", ">=", "3000", ("66.666%", "66.667%")),
        ("3000.01", ">=", "3000", ("0.002%",)),
    ],
)
def test_its_siblings(
    value: str, op: str, base: str, shown: tuple[str, ...], data: Path, qstrong: Run
) -> None:
    fill(data, value, op, base)
    said = qstrong("status", "-f", "plain", *LOOK, "--data", str(data)).out
    for text in shown:
        assert re.search(rf"(?:^|[\", /]){re.escape(text)}(?:$|[\",; /])", said, re.MULTILINE), said


def test_a_workbook_shows_the_same(data: Path, qstrong: Run) -> None:
    path = data.parent / "ledger.xlsx"
    for value, shown in (("3499.99", "0.0000%"), ("3500", "0.0%"), ("3499.999999", None)):
        fill(data, value)
        assert qstrong("bulletin", "2026Q4", *LOOK, "--data", str(data), "-o", str(path)).code == 0
        sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        near = [one for one in cells if isinstance(one.value, int | float) and 0.99 < one.value <= 1]
        if shown:
            assert shown in {one.number_format for one in near}
        else:
            assert "99.9999%" in {one.value for one in cells}
        assert all(one.value == 1 or one.number_format != "0.0%" for one in near)


COMPUTED = """\
  - {id: n, name: {zh: 合格数}, group: g, kind: watch, uom: 个, measure: stock, frequency: quarter, decimals: 0,
     reporters: [u], tasks: [1]}
  - {id: d, name: {zh: 检验数}, group: g, kind: watch, uom: 个, measure: stock, frequency: quarter, decimals: 0,
     reporters: [u], tasks: [1]}
  - {id: c, name: {zh: 合格率}, group: g, kind: level, op: ">=", value: 98, uom: "%", measure: rate,
     frequency: quarter, decimals: 0, tasks: [1], computed: {ratio: [n, d], times: 100},
     baseline: {period: 2024, value: 90}}
"""


@pytest.mark.parametrize(
    ("change", "op", "value", "shown"),
    [
        ("{times: 1.3333}", ">=", "3999.8", ("3999.8 亿元", "≥4000", "0.1")),  # of 3999.9
        ("{times: 1.33337}", ">=", "4000", ("4000 亿元", "≥4000", "0.11")),  # of 4000.11
        ("{percent: -18}", "<=", "2460.3", ("2460.3 亿元", "≤2460", "0.3")),
        ("{percent: -18}", "<=", "2460", ("met",)),
    ],
)
def test_a_goal_relative_to_the_baseline(
    change: str, op: str, value: str, shown: tuple[str, ...], data: Path, qstrong: Run
) -> None:
    """The goal is printed rounded; what was filed isn't, nor a gap to nothing."""
    fill(data, value, op)
    path = data / "targets.yaml"
    text = path.read_text("utf-8").replace("value: 3500", f"change: {change}")
    path.write_text(text.replace("decimals: 2", "decimals: 0"), "utf-8")
    for output in (("status", "-f", "plain"), ("bulletin", "2026Q4", "-f", "csv")):
        said = qstrong(*output, *LOOK, "--data", str(data)).out
        for one in shown:
            assert all(re.search(rf"(?<![\d.]){re.escape(part)}(?![\d.])", said) for part in one.split()), (
                said
            )


@pytest.mark.parametrize(
    ("passed", "value", "gap"),
    [("97960", "97.96", "0.04"), ("97400", "97", "1"), ("98000", "98", "met"), ("97999", "97.999", "0.001")],
)
def test_what_is_computed(passed: str, value: str, gap: str, data: Path, qstrong: Run) -> None:
    """It is printed to the target's decimals, and to more where it would look as if it met the goal."""
    path = data / "targets.yaml"
    path.write_text(path.read_text("utf-8") + COMPUTED, "utf-8")
    values = f"{{indicator: n, value: {passed}, source: s}}, {{indicator: d, value: 100000, source: s}}"
    filing = data / "progress/u/2026Q4.yaml"
    filing.write_text(filing.read_text("utf-8").replace("s}]", f"s}}, {values}]"), "utf-8")
    said = qstrong("bulletin", "2026Q4", "-f", "csv", *LOOK, "--data", str(data)).out
    row = next(line.split(",") for line in said.splitlines() if "合格率" in line)
    assert {value, gap} <= set(row), row
    ledger = data.parent / "ledger.xlsx"
    assert qstrong("bulletin", "2026Q4", *LOOK, "--data", str(data), "-o", str(ledger)).code == 0
    rows = openpyxl.load_workbook(io.BytesIO(ledger.read_bytes())).worksheets[0].iter_rows(values_only=True)
    cells = next(row for row in rows if "合格率" in row)
    assert float(value) in cells
    assert gap == "met" or float(gap) in cells
