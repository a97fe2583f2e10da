"""Feedback sheets: for one unit, several, a group, or all, in one place or each in a file of its own."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run

DEMO = ("2026Q3", "--data", "examples/demo")
OFFICES = ("观湖街道办", "民治街道办", "龙华街道办", "大浪街道办", "福城街道办", "观澜街道办")


def asked(sheet: dict[str, Any]) -> str:
    """What a sheet asks for, in its first part."""
    return "\n".join(sheet["text"]["parts"][0]["paragraphs"])


def test_all_units_in_one_call(qstrong: Run, tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="the word extra isn't installed")
    done = qstrong("bulletin", *DEMO, "--unit", "all", "-o", f"{tmp_path}/out/")
    assert (done.code, done.out) == (0, "")
    assert "26 份" in done.err
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(written) == 26
    assert "反馈单-2026Q3-区水务局.docx" in written
    alone = tmp_path / "alone.docx"
    assert qstrong("bulletin", *DEMO, "--unit", "water", "-o", alone).code == 0
    assert (tmp_path / "out/反馈单-2026Q3-区水务局.docx").read_bytes() == alone.read_bytes()


@pytest.mark.parametrize(("format_", "suffix"), [("md", ".md"), ("html", ".html"), ("json", ".json")])
def test_other_formats_into_a_folder(qstrong: Run, tmp_path: Path, format_: str, suffix: str) -> None:
    done = qstrong(
        "bulletin", *DEMO, "--unit", "各街道办", "--unit", "water", "-f", format_, "-o", f"{tmp_path}/"
    )
    assert done.code == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        f"反馈单-2026Q3-{name}{suffix}" for name in (*OFFICES, "区水务局")
    }


def test_a_group_and_several_in_one_place(qstrong: Run) -> None:
    said = qstrong("bulletin", *DEMO, "--unit", "water", "--unit", "各街道办", "-f", "md").out
    heads = [line.removeprefix("## ") for line in said.splitlines() if line.endswith("反馈单")]
    assert heads == [f"{name}：2026年第三季度进展情况反馈单" for name in ("区水务局", *OFFICES)]
    found = json.loads(qstrong("bulletin", *DEMO, "--unit", "subdistricts", "-f", "json").out)
    assert [len(found["sheets"]), found["text"]] == [6, None]


def test_units_takes_a_group(qstrong: Run) -> None:
    found = json.loads(qstrong("units", "各街道办", "--data", "examples/demo", "-f", "json").out)
    assert len(found["units"]) == 6


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--unit", "water", "--unit", "industry", "-o", "x.docx"), "文件夹"),
        (("--unit", "区水利局"), "没有叫"),
        (("--unit", "all", "-f", "xlsx", "-o", "x/"), "台账"),
    ],
)
def test_what_does_not_go(qstrong: Run, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    pytest.importorskip("docx", reason="the word extra isn't installed")
    where = ("2026Q3", "--data", ROOT / "examples/demo")
    done = qstrong("bulletin", *where, *words, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not list(tmp_path.iterdir())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples/demo", tmp_path / "data")
    return tmp_path / "data"


def test_a_sheet_asks_for_all_that_the_unit_owes_or_must_explain(qstrong: Run, data: Path) -> None:
    """For every unit it is what `due` lists, nothing less: values, figures, actions, reasons, outcomes."""
    (data / "progress/industry/2026Q3.yaml").unlink()
    path = data / "targets.yaml"
    path.write_text(path.read_text("utf-8").replace("as_of: 2026-10-30", "as_of: 2026-10-25"), "utf-8")
    due = json.loads(qstrong("due", "2026Q3", "--data", data, "-f", "json").out)["units"]
    sheets = json.loads(qstrong("bulletin", "2026Q3", "--data", data, "--unit", "all", "-f", "json").out)
    texts = {one["unit"]: asked(one) for one in sheets["sheets"]}
    names = {
        one["id"]: one["name"]
        for one in json.loads(qstrong("status", "--data", data, "-f", "json").out)["targets"]
    }
    seen = set()
    for unit in due:
        asked_of = {
            "indicators": [one["name"] for one in unit["indicators"] if one["missing"]],
            "wanted": [one["name"] for one in unit["wanted"] if one["missing"]],
            "actions": [one["id"] for one in unit["actions"] if one["missing"]],
            "explanations": [one["name"] for one in unit["explanations"]],
            "outcomes": [names.get(one["id"], one["id"]) for one in unit["outcomes"]],
        }
        for key, items in asked_of.items():
            seen |= {key} if items else set()
            assert [item for item in items if item not in texts[unit["id"]]] == [], (unit["id"], key)
        if not any(asked_of.values()):
            assert "补报" not in texts[unit["id"]]
    assert {"indicators", "explanations", "actions", "outcomes"} <= seen


def test_the_list_stands_in_the_sheet(qstrong: Run, data: Path) -> None:
    (data / "progress/industry/2026Q3.yaml").unlink()
    found = json.loads(qstrong("bulletin", "2026Q3", "--data", data, "--unit", "industry", "-f", "json").out)
    (annex,) = [one for one in found["text"]["annexes"] if one["heading"].endswith("待报清单")]
    assert annex["tables"][0]["rows"]
