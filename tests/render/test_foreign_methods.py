"""Papers of a plan that others' methods judge, without groups: whose they are, and no empty part."""

from pathlib import Path

import pytest

from tests.conftest import Run

PLAN = """plan:
  {id: p, title: Plan, language: en, start: 2020-12-31, end: 2025-12-31, filing: {every: annual, due_days: 20}, METHOD}
targets:
  - {id: x, name: Energy, op: "<=", value: 80, uom: GWh, frequency: annual, baseline: {period: 2020, value: 100}}
"""


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("method: {name: statcan}", "1 target is judged by Statistics Canada's method instead"),
        ("method: {name: dns}", "1 target is judged by the German Sustainable Development Strategy's method"),
        ("issued: 2020-12-31", None),
    ],
)
def test_the_annex_says_whose_method_it_is(
    method: str, said: str | None, tmp_path: Path, qstrong: Run
) -> None:
    (tmp_path / "targets.yaml").write_text(PLAN.replace("METHOD", method), "utf-8")
    (tmp_path / "tasks.yaml").write_text("sections: []\ntasks: []\n", "utf-8")
    (tmp_path / "units.yaml").write_text("units: [{id: u, name: Energy office}]\n", "utf-8")
    filed = tmp_path / "progress" / "u" / "2023.yaml"
    filed.parent.mkdir(parents=True)
    filed.write_text(
        "unit: u\nperiod: 2023\nfiled: 2024-01-10\nobservations:\n  - {indicator: x, value: 90}\n"
    )
    out = qstrong("bulletin", "2023", "--data", tmp_path, "--lang", "en").out
    assert "Targets by group" not in out
    assert "\n.\n" not in out
    assert ("judged by" in out) is (said is not None)
    assert said is None or said in out


def test_what_was_withdrawn_is_shown_as_it_was_and_needs_nothing(qstrong: Run) -> None:
    out = qstrong("show", "market-renovation", "--data", "examples/five-year", "--lang", "en").out
    assert "Withdrawn on 2023-07-01; the day before: ● " in out
    assert "Withdrawn on" in out
    assert "2023H1" not in out  # nothing is owed any more
    assert "What is needed" not in out
    before = qstrong("show", "market-renovation", "--data", "examples/five-year", "--as-of", "2023-06-30").out
    assert "已调出" not in before
    assert "2023H1" in before
