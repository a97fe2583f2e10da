"""Silence clears nothing: what was behind and isn't reported is named wherever the reds are."""

import json
import re

import pytest

from tests.conftest import Run

DEMO = ("--data", "examples/demo")
SILENT = (*DEMO, "--as-of", "2027-01-30")
"""The next filing has closed, and nobody filed."""
Names = dict[str, tuple[str, str]]
"""By id the names of targets, in Chinese and English."""


@pytest.fixture(scope="module")
def stale() -> Names:
    """The ids of targets that were behind when the period before closed and owe a value since."""
    from datetime import date
    from pathlib import Path

    from qstrong.assess.assess import assess
    from qstrong.read.dataset import load
    from qstrong.read.source import Folder

    data = load(Folder(Path("examples/demo"))).dataset
    assert data
    report = assess(data, date(2027, 1, 30))
    red = {"at_risk", "off_track", "worsening", "missed"}
    return {
        one.target.id: (one.target.name.say("zh"), one.target.name.say("en"))
        for one in report.targets
        if one.last_status in red and one.data in ("not_reported", "pending", "invalid")
    }


def test_json_names_them(stale: Names, qstrong: Run) -> None:
    found = json.loads(qstrong("status", *SILENT, "-f", "json").out)
    assert [one["id"] for one in found["stale"]] == list(stale)
    of = {one["id"]: one for one in found["targets"]}
    assert all(one["data"] == of[one["id"]]["data"] for one in found["stale"])
    assert all(one["last_status"] == of[one["id"]]["last_status"] for one in found["stale"])
    told = json.loads(qstrong("bulletin", "2026Q4", *SILENT, "-f", "json").out)
    assert told["stale"] == found["stale"]
    assert stale


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("status", "-f", "html"),
        ("bulletin", "2026Q4", "-f", "html"),
        ("bulletin", "2026Q4", "-f", "md"),
        ("bulletin", "2026Q4", "--brief", "-f", "md"),
    ],
    ids=" ".join,
)
def test_every_output_names_them(words: tuple[str, ...], lang: str, stale: Names, qstrong: Run) -> None:
    head = {"zh": "上期未达序时进度、本期未报送", "en": "ehind last time, not reported now"}[lang]
    text = qstrong(*words, *SILENT, "--lang", lang, columns=4000).out
    said = [row for row in text.splitlines() if head in row]
    assert said
    told = "".join(said).replace("&amp;", "&")
    assert all(names[lang == "en"] in re.sub(r"\s+", " ", told) for names in stale.values())


def test_a_late_filing_clears_them(qstrong: Run) -> None:
    found = json.loads(qstrong("status", *DEMO, "--as-of", "2026-10-30", "-f", "json").out)
    assert all(one["data"] != "reported" for one in found["stale"])
    assert {one["id"] for one in found["stale"]} == {
        one["id"]
        for one in found["targets"]
        if one["data"] in ("not_reported", "pending", "invalid")
        and one["last_status"] in ("at_risk", "off_track", "worsening", "missed")
    }


def test_a_binding_one_is_marked(qstrong: Run) -> None:
    """It decides a colour, wherever it stands."""
    told = [row for row in qstrong("status", *SILENT, columns=4000).out.splitlines() if "本期未报送:" in row]
    assert "地表水达到或好于Ⅲ类水体比例 (约束性)" in told[0]
