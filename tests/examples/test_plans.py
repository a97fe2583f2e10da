"""The other examples: each sound, each told in both languages; what is made up says so everywhere."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import ROOT, Golden, Run

DAY = {"qinghai-2025": "2025-12-31", "new-zealand-2030": "2026-03-31", "five-year": "2024-07-30"}
"""By example the day from which it is looked at."""
FIVE = ("--data", "examples/five-year")


@pytest.mark.parametrize("name", DAY)
def test_nothing_to_mend(name: str, qstrong: Run) -> None:
    run = qstrong("validate", "--strict", "--data", f"examples/{name}", "--as-of", DAY[name])
    assert run.code == 0, run.out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", DAY)
def test_status(name: str, lang: str, qstrong: Run, golden: Golden) -> None:
    words = ("status", "--data", f"examples/{name}", "--as-of", DAY[name], "--lang", lang)
    run = qstrong(*words, columns=120)
    assert (run.code, run.err) == (0, "")
    golden(f"example-{name}.{lang}.txt", run.out)


def test_new_zealands_year_and_relative_goals(qstrong: Run) -> None:
    run = qstrong("status", "--data", "examples/new-zealand-2030", "--as-of", "2026-03-31", "-f", "json")
    said = {one["id"]: one for one in json.loads(run.out)["targets"]}
    goals = {"youth-offending": 901, "violent-crime": 165000, "jobseeker": 140000, "emergency-housing": 800}
    assert {name: said[name]["target"] for name in goals} == goals
    assert {one["end"] for one in said.values()} == {"2029-06-30", "2030-06-30", "2030-12-31"}
    worse = said["jobseeker"]
    assert (worse["period"], worse["status"]) == (
        "2026Q2",
        "worsening",
    )  # July 2025 to June 2026; its second quarter
    assert worse["expected"] == pytest.approx(24 / 66)  # months from December 2023 to June 2029
    assert said["net-emissions"]["data"] == "not_due"


def test_every_target_of_qinghai_waits_for_its_first_filing(qstrong: Run) -> None:
    data = ("--data", "examples/qinghai-2025", "-f", "json")
    assert json.loads(qstrong("status", *data).out)["data_counts"]["not_due"] == 11
    assert (
        json.loads(qstrong("status", *data, "--as-of", "2026-03-31").out)["data_counts"]["not_reported"] == 11
    )


def test_five_years_have_everything_that_begins_and_ends() -> None:
    text = "".join(
        (ROOT / "examples/five-year" / name).read_text("utf-8") for name in ("targets.yaml", "units.yaml")
    )
    keys = "of start end added withdrawn revised computed change over between from until successor"
    assert {key for key in keys.split() if not re.search(rf"\b{key}:\s", text)} == set()
    assert {"{years: 2}", "{in: [2023, 2025]}"} == set(re.findall(r"frequency: (\{.*\})", text))


def test_five_years_as_they_were_seen_on_other_days(qstrong: Run) -> None:
    def said(day: str) -> dict[str, dict[str, object]]:
        run = qstrong("status", *FIVE, "--as-of", day, "-f", "json")
        return {one["id"]: one for one in json.loads(run.out)["targets"]}

    before, after = said("2022-12-31"), said("2023-07-01")
    assert set(before) - set(after) == {"market-renovation"}
    assert set(after) - set(before) == {"complaints-on-time"}
    assert [said(day)["quality-brands"]["target"] for day in ("2023-02-28", "2023-03-01")] == [20, 30]
    assert [said(day)["online-markets"]["end"] for day in ("2023-08-31", "2023-09-01")] == [
        "2023-12-31",
        "2024-12-31",
    ]
    assert said("2024-07-30")["pass-rate-2023"]["status"] == "achieved"
    assert said("2024-07-30")["tourism-units"]["last_status"] == "on_track"  # filed by the unit before


def test_a_bulletin_speaks_of_a_targets_own_end(qstrong: Run) -> None:
    full = qstrong("bulletin", "--full", *FIVE).out
    assert "剩余6个月需增加8个" in full  # online markets: to December 2024, not to the plan's end
    assert "剩余18个月年均需增加10.7家" in full
    landing = qstrong("bulletin", "--landing", *FIVE).out
    assert "上线的实体市场：按现有进度完成难度较大，预计2024年12月底为47个" in landing


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "line",
    [
        "status", "status -f md", "status -f html", "show quality-brands", "show commerce", "units", "tasks", "due",
        "due --remind", "bulletin", "bulletin --brief", "bulletin --unit market", "new market 2024H2 -o -",
    ],
)  # fmt: skip
def test_what_is_made_up_says_so(line: str, lang: str, qstrong: Run) -> None:
    run = qstrong(*line.split(), *FIVE, "--lang", lang)
    assert run.code == 0, run.err
    assert {"zh": "演示数据", "en": "made-up data"}[lang] in run.out, run.out[:300]
