"""One count of what is due: every output of every quarter says the same, and it adds up."""

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run
from tests.there import there

DEMO = "examples/demo"
QUARTERS = [f"{year}Q{k}" for year in (2025, 2026) for k in (1, 2, 3, 4)][:7]
CASES = {
    **{quarter: (DEMO, quarter, quarter) for quarter in QUARTERS},
    "early": (DEMO, "2026Q3", "2026-10-11"),
    "on the due day": (DEMO, "2026Q3", "2026-10-20"),
    "nobody filed": (DEMO, "2026Q4", "2027-01-30"),
    "real, before the first due day": ("data", "2026Q4", "2027-01-19"),
    "real, on the first due day": ("data", "2026Q4", "2027-01-20"),
    "real, closed": ("data", "2026Q4", "2027-01-30"),
    "several reporters": ("shared", "2026Q3", "2026Q3"),
    "several reporters, one filed": ("shared", "2026Q3", "2026-10-12"),
    "outline": ("examples/national-outline-2025", "2024", "2024"),
}
THERE = {"reported", "pending"}


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str, str]:
    """Where the data is, the period, and the day; of `shared` two units report two of the values."""
    folder, period, day = CASES[request.param]
    if folder == "shared":
        folder = str(shutil.copytree(ROOT / DEMO, tmp_path / "data"))
        plan = tmp_path / "data/targets.yaml"
        text = plan.read_text("utf-8")
        for name, both in (("smart-terminals-output", "science"), ("water-per-gdp", "health")):
            head, mark, rest = text.partition(f"  - id: {name}\n")
            text = head + mark + re.sub(r"reporters: \[(\S+)\]", rf"reporters: [\1, {both}]", rest, count=1)
        plan.write_text(text, "utf-8")
    return folder, period, day


def numbers(text: str, *words: str) -> list[int]:
    """The number that stands in *text* with each of the words; 0 where the word isn't said."""
    found = (re.search(rf"{word} ?(\d+) ?个", text) for word in words)
    return [int(one.group(1)) if one else 0 for one in found]


def table(markdown: str, first: str) -> list[dict[str, str]]:
    """The rows of the table whose first head that is."""
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in markdown.splitlines()]
    start = next(k for k, line in enumerate(lines) if line[:2] == [first, "应报"])
    rows = []
    for line in lines[start + 2 :]:
        if len(line) != len(lines[start]):
            break
        rows.append(dict(zip(lines[start], line, strict=True)))
    return rows


@pytest.mark.parametrize("place", CASES, indirect=True)
def test_what_is_owed_adds_up_everywhere(place: tuple[str, str, str], qstrong: Run) -> None:
    folder, period, day = place
    where = ("--data", folder, "--as-of", day)

    def read(*words: str) -> Any:
        return json.loads(qstrong(*words, *where, "-f", "json").out)

    units, due, told = read("units", "--period", period), read("due", period), read("bulletin", period)
    over = day >= due["due"] if "-" in day else True
    owed = {
        (one["indicator"], one["period"]): one["state"] for unit in units["units"] for one in unit["owed"]
    }
    states = list(owed.values())
    values = {
        "owed": len(owed),
        "reported": states.count("reported"),
        "pending": states.count("pending"),
        "missing": sum(state not in THERE for state in states) if over else 0,
    }
    assert units["values"] == due["values"] == told["values"] == values
    assert {
        (one["id"], one["period"]): one["state"] for unit in due["units"] for one in unit["indicators"]
    } == owed

    wanted = list(values.values())
    words = ("应报数据", "已报", "待反馈", "未报")
    for lines in (
        qstrong("units", "--period", period, *where).out.splitlines(),
        qstrong("due", period, *where).out.splitlines(),
    ):
        assert numbers(next(line for line in lines if "应报数据" in line), *words) == wanted
    paper = qstrong("bulletin", period, *where, "-f", "md").out
    said = re.findall(r"本期(?:应报数据|没有应报的数据)[^。]*。", paper)
    assert len(said) == 2  # in the text and below its annex
    assert said[0] == said[1]
    assert numbers(said[0], *words) == wanted

    mine = {one["name"]: one for one in units["units"]}
    text = qstrong("units", "--period", period, *where, "-f", "csv").out
    for rows in (table(paper, "单位"), list(csv.DictReader(io.StringIO(text[text.index("单位,") :])))):
        for row in rows:
            each = [one["state"] for one in mine[row["单位"]]["owed"]]
            missing = sum(state not in THERE for state in each) if over else 0
            counts = (len(each), each.count("reported"), each.count("pending"), missing)
            assert tuple(int(row[head]) for head in ("应报", "已报", "待反馈", "未报")) == counts


@pytest.mark.parametrize("place", CASES, indirect=True)
def test_what_is_due_by_now_adds_up_everywhere(place: tuple[str, str, str], qstrong: Run) -> None:
    folder, period, day = place
    where = ("--data", folder, "--as-of", day)
    status = json.loads(qstrong("status", *where, "-f", "json").out)
    told = json.loads(qstrong("bulletin", period, *where, "-f", "json").out)
    assert status["coverage"] == told["coverage"]
    assert (status["counts"], status["data_counts"]) == (told["counts"], told["data_counts"])
    covered, targets = status["coverage"], status["targets"]
    assert covered["total"] == len(targets) == sum(status["data_counts"].values())
    assert covered["assessable"] <= covered["reported"] <= covered["due"] <= covered["total"]
    owing = [one for one in targets if one["data"] != "not_due"]
    assert covered["due"] <= len(owing) <= covered["due"] + status["data_counts"]["reported"]
    text = told["text"]["parts"][0]["paragraphs"][0]
    head = there(
        re.search(
            r"(\d+)项指标截至本期应报(\d+)项、有数(\d+)项，可评价(\d+)项(?:（含提前报送(\d+)项）)?", text
        )
    )
    total, due, reported, assessed, early = (int(one or 0) for one in head.groups())
    assert (total, due, reported) == (covered["total"], covered["due"], covered["reported"])
    assert assessed - early == covered["assessable"]
    counted, _, rest = text[head.end() :].partition("。")
    by_status = [int(n) for n in re.findall(r"(\d+)项", counted)]
    assert sum(by_status) == assessed
    assert sum(int(n) for n in re.findall(r"(\d+)项", rest)) == total - assessed
