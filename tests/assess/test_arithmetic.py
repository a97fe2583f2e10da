"""The arithmetic as `show` prints it: one small plan for each kind of step, with numbers that a reader can check."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.build import KIND, PLAN, TARGET, filing, observation, text
from tests.conftest import Golden, Run

BASE = {"baseline": {"period": 2024, "value": 80, "source": "公报"}}
STONES = {"milestones": {"2025": 90, "2026": 96}}
ENDS = {"Q1": "-04-10", "Q2": "-07-10", "Q3": "-10-10", "Q4": "-12-31"}


def filed(period: str, value: int | str, **keys: int | str) -> dict[str, Any]:
    """A filing of one value, in time."""
    year, part = (period[:4], period[4:] or "Q4")
    day = f"{int(year) + 1}-01-10" if part == "Q4" else year + ENDS[part]
    return filing(f"{year}{part}", day, observation(period, value, **keys))


CASES: dict[str, Any] = {
    "a level": (BASE, [filed("2025Q3", "85.5")], "2025-10-15"),
    "a level, by its quarters": (
        BASE, [filed(f"2025Q{k + 1}", value) for k, value in enumerate(["81", "83", "84", "86.5"])], "2026-01-15",
    ),
    "a lower level, behind": (
        {"op": "<=", "value": 20, "baseline": {"period": 2024, "value": 50}}, [filed("2026Q3", "41")], "2026-10-15",
    ),
    "worse than the baseline": (BASE, [filed("2025Q3", 75)], "2025-10-15"),
    "reached": (BASE, [filed("2025Q3", 101)], "2025-10-15"),
    "a path": (BASE | STONES, [filed("2026Q2", "90.5")], "2026-07-15"),
    "a path, counted": (BASE | STONES | {"decimals": 0}, [filed("2025Q1", 82)], "2025-04-15"),
    "a path without a baseline": (STONES, [filed("2026Q2", "91")], "2026-07-15"),
    "before its first milestone": (STONES, [filed("2025Q2", "91")], "2025-07-15"),
    "without a baseline": ({}, [filed("2025Q3", 85)], "2025-10-15"),
    "a provisional baseline": (
        {"provisional_baseline": True}, [filed("2025Q1", 80), filed("2026Q1", "88.5")], "2026-04-15",
    ),
    "to be kept": (BASE | {"keep": True}, [filed("2025Q3", 99)], "2025-10-15"),
    "on its line": (
        {"op": ">", "baseline": {"period": 2024, "value": 100}}, [filed("2025Q3", 100)], "2025-10-15",
    ),
    "at the deadline": (BASE, [filed("2027Q4", "99.5")], "2028-01-15"),
    "a count": ({"kind": "increment"}, [filed("2025Q2", 7)], "2025-07-15"),
    "a single step": ({"kind": "increment", "value": 3}, [filed("2025Q2", 1)], "2025-07-15"),
    "a single step at its end": ({"kind": "increment", "value": 3}, [filed("2027Q4", 3)], "2028-01-15"),
    "twelve months": (
        {"measure": "flow_ytd", "baseline": {"period": 2024, "value": 80}},
        [filed("2025Q2", 45, last_year=40)], "2025-07-15",
    ),
    "twelve months after none": (
        {"measure": "flow_ytd", "baseline": {"period": 2024, "value": 80}},
        [filed("2025Q2", 45, last_year=0)], "2025-07-15",
    ),
    "a landing within limits": (
        BASE | {"limits": [0, 110]},
        [filed(f"2025Q{k + 1}", value) for k, value in enumerate(["81", "88", "90", "98"])], "2026-01-15",
    ),
    "growth": (
        {"kind": "growth"}, [filed("2025", "6.5"), filed("2026Q2", "5.9")], "2026-07-15",
    ),
    "growth, a year missing": ({"kind": "growth"}, [filed("2026Q2", "5.9")], "2026-07-15"),
    "growth at the deadline": (
        {"kind": "growth"}, [filed("2025", "6.5"), filed("2026", "6.1"), filed("2027", "6.2")], "2028-01-15",
    ),
    "a trend": (
        {"kind": "trend", "baseline": {"period": 2024, "value": 50}},
        [filed("2025", "52.5"), filed("2026Q2", "51.2", last_year="51.9")], "2026-07-15",
    ),
    "a falling trend": (
        {"kind": "trend", "direction": "down", "baseline": {"period": 2024, "value": 50}},
        [filed("2025", "48.5"), filed("2026", "48.4")], "2027-01-15",
    ),
    "a record": (
        {"kind": "record", "history": [{"period": "2022", "value": 71}, {"period": "2024Q2", "value": "88.5"}]},
        [filed("2025Q2", "88.6")], "2025-07-15",
    ),
    "a record at its limit": (
        {"kind": "record", "history": [{"period": "2022", "value": 100}]}, [filed("2025Q2", 100)], "2025-07-15",
    ),
}  # fmt: skip


def write(folder: Path, spec: dict[str, Any], filings: list[dict[str, Any]]) -> None:
    """A data folder with one target."""
    full = TARGET | KIND[spec.get("kind", "level")] | spec
    files = {
        "targets.yaml": {"plan": PLAN, "groups": [{"id": "g", "title": {"zh": "类"}}], "targets": [full]},
        "tasks.yaml": {
            "sections": [{"id": "s", "title": {"zh": "部分"}}],
            "tasks": [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u"]}],
        },
        "units.yaml": {"units": [{"id": "u", "name": {"zh": "单位"}, "kind": "other"}]},
    }
    files |= {f"progress/u/{one['period']}.yaml": one for one in filings}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(text(content), allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_the_arithmetic(case: str, tmp_path: Path, qstrong: Run, golden: Golden) -> None:
    spec, filings, day = CASES[case]
    write(tmp_path, spec, filings)
    run = qstrong("show", "x", "--data", tmp_path, "--as-of", day)
    assert (run.code, run.err) == (0, "")
    _, heading, steps = run.out.partition("测算过程")
    assert heading
    golden(f"arithmetic/{case.replace(', ', ' ').replace(' ', '-')}.txt", steps.lstrip())
