"""What users see of the made-up city: golden files at several widths, in both languages and every format."""

from __future__ import annotations

import json
from typing import Any

import pytest
from wcwidth import wcswidth

from tests.conftest import Golden, Run

CITY = ("rollup", "examples/rollup/plans.yaml", "--no-cache", "-j", "1")
VIEWS = {
    "rollup-themes": ("--by", "theme"),
    "rollup-groups": ("--by", "group"),
    "rollup-theme": ("--theme", "product-pass-rate"),
    "rollup-sum": ("--theme", "new-standards"),
    "rollup-reds": ("--reds",),
    "rollup-missing": ("--missing",),
    "rollup-changes": ("--changes",),
    "rollup-sorted": ("--by", "theme", "--sort", "completion"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [80, 100, 120])
@pytest.mark.parametrize("view", VIEWS)
def test_terminal(view: str, columns: int, lang: str, qstrong: Run, golden: Golden) -> None:
    result = qstrong(*CITY, *VIEWS[view], "-f", "terminal", "--lang", lang, columns=columns)
    assert result.code == 1  # one plan can't be read
    for line in result.out.splitlines():
        assert wcswidth(line) <= columns, line
    golden(f"rollup/{view}.{columns}.{lang}.txt", result.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_pipe(view: str, lang: str, qstrong: Run, golden: Golden) -> None:
    result = qstrong(*CITY, *VIEWS[view], "--lang", lang)
    assert "\x1b" not in result.out
    golden(f"rollup/{view}.pipe.{lang}.txt", result.out)


@pytest.mark.parametrize("format_", ["md", "csv"])
@pytest.mark.parametrize("view", VIEWS)
def test_formats(view: str, format_: str, qstrong: Run, golden: Golden) -> None:
    golden(f"rollup/{view}.{format_}", qstrong(*CITY, *VIEWS[view], "-f", format_).out)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("format_", ["terminal", "plain", "md", "csv", "html", "json"])
def test_made_up_data_says_so(view: str, format_: str, qstrong: Run) -> None:
    out = qstrong(*CITY, *VIEWS[view], "-f", format_).out
    assert '"synthetic": true' in out if format_ == "json" else "演示数据" in out


def told(qstrong: Run, *words: str) -> Any:
    return json.loads(qstrong(*CITY, *words, "-f", "json").out)


def test_the_json_says_of_each_plan_what_its_status_says(qstrong: Run) -> None:
    for row in told(qstrong, "--by", "theme")["rows"]:
        if row["plan"] is None or row["plan"]["unread"]:
            continue
        own = json.loads(qstrong("status", "--data", f"examples/rollup/{row['id']}", "-f", "json").out)
        keys = ("counts", "data_counts", "coverage", "colour", "data_id", "as_of")
        assert {key: row["plan"][key] for key in keys} == {key: own[key] for key in keys}
        known = {one["id"]: one for one in own["targets"]}
        same = (
            "name",
            "op",
            "value",
            "period",
            "completion",
            "status",
            "label",
            "last_status",
            "data",
            "method",
        )
        for target in row["themes"].values():
            assert {key: target[key] for key in same} == {key: known[target["id"]][key] for key in same}


def test_what_has_another_name_or_id_is_matched_and_the_same_id_is_not(qstrong: Run) -> None:
    rows = {row["id"]: row for row in told(qstrong, "--by", "theme")["rows"]}
    ids = {name: rows[name]["themes"]["product-pass-rate"]["id"] for name in ("wanglan", "yunxi")}
    assert ids == {"wanglan": "manufactured-goods-pass-rate", "yunxi": "pass-rate"}
    assert not any("services-growth" in row["themes"] for row in rows.values() if row["themes"])
    assert rows["wanglan"]["unmatched"] > 0
