"""due as a user types it: which period, which units, where letters go, what bad data does."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Run

DEMO = ("--data", "examples/demo")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples/demo", tmp_path / "data")
    return tmp_path


def table(qstrong: Run, *words: str, **keys: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(qstrong("due", *words, "-f", "json", **keys).out)
    return found


def state(qstrong: Run, unit: str, *words: str, **keys: Path) -> tuple[Any, ...]:
    units = {one["id"]: one for one in table(qstrong, *words, **keys)["units"]}
    return units[unit]["state"], units[unit]["days_late"]


@pytest.mark.parametrize(
    ("day", "period", "left"),
    [("2026-10-05", "2026Q3", 15), ("2026-10-20", "2026Q3", 0), ("2026-10-30", "2026Q3", -10), ("2026-12-31", "2026Q3", -72),
     ("2027-01-01", "2026Q4", 19), ("2027-02-15", "2026Q4", -26)],
)  # fmt: skip
def test_which_period(day: str, period: str, left: int, qstrong: Run) -> None:
    """The water bureau never filed 2026Q3, and nobody filed 2026Q4."""
    found = table(qstrong, *DEMO, "--as-of", day)
    assert (found["period"], found["days_left"], found["as_of"]) == (period, left, day)


def test_a_period_by_another_name(qstrong: Run) -> None:
    assert table(qstrong, "2026", *DEMO)["period"] == "2026Q4"
    wrong = qstrong("due", "2026-08", *DEMO)
    assert (wrong.code, wrong.out) == (2, "")
    assert "2026Q3" in wrong.err


@pytest.mark.parametrize(
    ("unit", "day", "expected"),
    [("water", "2026-10-20", ("none", None)), ("water", "2026-10-21", ("none", 1)), ("transport", "2026-10-20", ("none", None)),
     ("transport", "2026-10-22", ("none", 2)), ("transport", "2026-10-23", ("late", 3)), ("transport", "2026-11-23", ("late", 3)),
     ("science", "2026-10-12", ("in_time", None)), ("science", "2026-11-12", ("in_time", None))],
)  # fmt: skip
def test_states(unit: str, day: str, expected: tuple[Any, ...], qstrong: Run) -> None:
    assert state(qstrong, unit, "2026Q3", *DEMO, "--as-of", day) == expected


def test_a_broken_filing(folder: Path, qstrong: Run) -> None:
    (folder / "data/progress/science/2026Q3.yaml").write_text("unit: [", "utf-8")
    words = ("2026Q3", "--as-of", "2026-10-25")
    assert state(qstrong, "science", *words, cwd=folder) == ("broken", 5)
    result = qstrong("due", *words, "--remind", "--unit", "science", cwd=folder)
    assert result.code == 1
    assert "qstrong validate" in result.out
    early = qstrong("due", "2026Q3", "--as-of", "2026-10-15", "--remind", "--unit", "science", cwd=folder)
    assert "【报送提醒】" in early.out
    assert "读不出来" in early.out
    assert "读不了, 逾期 5 天" in qstrong("due", *words, "--late", cwd=folder).out


def test_late_only(qstrong: Run) -> None:
    names = [one["id"] for one in table(qstrong, *DEMO, "--late")["units"]]
    assert names == ["development-reform", "water", "culture-tourism", "transport", "fucheng-subdistrict"]
    early = qstrong("due", "2026Q4", *DEMO, "--as-of", "2027-01-20", "--late")
    assert early.code == 0
    assert "--late" in early.out


@pytest.mark.parametrize(
    ("names", "n"),
    [(["区水务局"], 1), (["water", "水务局"], 1), (["water", "区工信局"], 2), (["各街道办"], 6)],
)
def test_units(names: list[str], n: int, qstrong: Run) -> None:
    words = [word for name in names for word in ("--unit", name)]
    assert len(table(qstrong, *DEMO, *words)["units"]) == n
    assert qstrong("due", *DEMO, *words).out.count("\n具体举措\n") == n


def test_an_unknown_unit(qstrong: Run) -> None:
    result = qstrong("due", *DEMO, "--unit", "水局")
    assert (result.code, result.out) == (2, "")
    assert "区水务局" in result.err or "是不是" in result.err


def test_a_unit_that_owes_nothing(folder: Path, qstrong: Run) -> None:
    path = folder / "data/units.yaml"
    more = "units:\n  - {id: idle, name: {zh: 闲置局}, kind: other}\n"
    path.write_text(path.read_text("utf-8").replace("units:\n", more, 1), "utf-8")
    result = qstrong("due", "--unit", "闲置局", cwd=folder)
    assert result.code == 0
    assert "去掉 --unit" in result.out
    assert "idle" not in [one["id"] for one in table(qstrong, cwd=folder)["units"]]


def test_a_filing_that_is_left_over_is_told(qstrong: Run) -> None:
    assert (
        "2026Q3 还有 2 个单位未报送或未报齐: 区发展改革局、区水务局"
        in qstrong("due", *DEMO, "--as-of", "2027-01-05").out
    )
    assert "2026Q3 还有" not in qstrong("due", *DEMO).out


# ── Letters ──


def test_all_letters_in_one_file(tmp_path: Path, qstrong: Run) -> None:
    path = tmp_path / "催报.md"
    result = qstrong("due", *DEMO, "--remind", "-o", path)
    assert (result.code, result.out) == (0, "")
    text = path.read_text("utf-8")
    assert text.count("【催报】") == 5
    assert text.count("\n## ") == 5


@pytest.mark.parametrize(("format_", "suffix"), [(None, ".md"), ("plain", ".txt"), ("html", ".html")])
def test_a_folder_gets_a_file_per_unit(
    format_: str | None, suffix: str, tmp_path: Path, qstrong: Run
) -> None:
    out = tmp_path / "letters"
    words = ("-f", format_) if format_ else ()
    result = qstrong("due", *DEMO, "--remind", "-o", f"{out}/", *words)
    assert result.code == 0
    assert str(out) in result.err
    names = {path.name for path in out.iterdir()}
    assert f"催报-区水务局{suffix}" in names
    assert len(names) == 5
    assert all("演示数据" in path.read_text("utf-8") for path in out.iterdir())
    # there already, it is a folder without the slash, too; earlier letters are replaced
    early = ("--as-of", "2026-10-15", "--unit", "water")
    assert qstrong("due", *DEMO, *early, "--remind", "-o", out, *words).code == 0
    assert (out / f"报送提醒-区水务局{suffix}").exists()


def test_names_of_files(folder: Path, qstrong: Run) -> None:
    path = folder / "data/units.yaml"
    text = (
        path.read_text("utf-8")
        .replace("zh: 区水务局", "zh: 区/水务:局")
        .replace("zh: 区商务局", "zh: 区_水务_局")
    )
    path.write_text(text, "utf-8")
    words = (
        "2026Q4",
        "--as-of",
        "2027-01-05",
        "--remind",
        "-o",
        "out/",
        "--unit",
        "water",
        "--unit",
        "commerce",
    )
    qstrong("due", *words, cwd=folder)
    assert {path.name for path in (folder / "out").iterdir()} == {
        "报送提醒-区_水务_局-water.md", "报送提醒-区_水务_局-commerce.md",
    }  # fmt: skip


def test_whoever_has_nothing_to_file_gets_no_letter(tmp_path: Path, qstrong: Run) -> None:
    words = (*DEMO, "--remind", "--unit", "science", "--unit", "各街道办")
    assert "7 个单位都没有待报的" in qstrong("due", *words).out
    result = qstrong("due", *words, "-o", f"{tmp_path}/new/")
    assert result.code == 0
    assert "没有" in result.out
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [(("-f", "csv"), "csv"), (("-o", "x.csv"), "x.csv"), (("-o", "x.docx"), "x.docx"), (("-f", "json", "-o", "out/"), "json")],
)  # fmt: skip
def test_letters_are_no_tables(words: tuple[str, ...], said: str, tmp_path: Path, qstrong: Run) -> None:
    result = qstrong("due", "--data", ROOT / "examples/demo", "--remind", *words, cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made(tmp_path: Path, qstrong: Run) -> None:
    (tmp_path / "file").write_text("x")
    result = qstrong("due", *DEMO, "--remind", "-o", f"{tmp_path}/file/")
    assert result.code == 2
    assert "file" in result.err


def test_the_office_s_contact(folder: Path, qstrong: Run) -> None:
    words = ("2026Q3", "--remind", "--unit", "water")
    assert "联系人〔…〕，电话〔…〕。" in qstrong("due", *words, cwd=folder).out
    (folder / "data/bulletins").mkdir()
    (folder / "data/bulletins/2026Q3.yaml").write_text("contact: 示例科，0755-00000000\n", "utf-8")
    assert "联系人：示例科，0755-00000000。" in qstrong("due", *words, cwd=folder).out


def test_a_plan_that_is_not_made_up_says_nothing_of_it(qstrong: Run) -> None:
    text = qstrong("due", "--as-of", "2027-01-05", "--remind").out
    assert text.count("【报送提醒】") == 26
    assert "演示数据" not in text


def test_after_the_last_filing_nothing_is_owed(qstrong: Run) -> None:
    for argv in ((), ("--unit", "water"), ("--late",)):
        result = qstrong("due", "2030Q1", *argv)
        assert (result.code, "方案已没有应报的" in result.out) == (0, True), result.out
        assert "区水务局" not in result.out
    assert "【" not in qstrong("due", "2030Q1", "--remind").out
