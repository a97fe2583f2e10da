"""One list of who must explain what: bulletin, feedback sheet, `due`, reminder and form say the same."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from qstrong.text.catalogue import word
from tests.conftest import ROOT, Run

openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")

DEMO = "examples/demo"
Wanting = dict[tuple[str, str], tuple[str, ...]]
"""By unit and target or action what is missing."""
BOTH = ("cause", "measures")
SAID = {"cause": "no_cause", "measures": "no_measures"}
TODO = {
    "bulletin_todo_both": BOTH,
    "bulletin_todo_cause": ("cause",),
    "bulletin_todo_measures": ("measures",),
}
ORANGE = "FFFDE9D9"


def silenced(folder: Path, *keys: str, only: str = "") -> None:
    """Takes those keys out of every filing for 2026Q3, or of that unit's."""
    for path in (folder / "progress").glob(f"{only or '*'}/2026Q3.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(rf"^    ({'|'.join(keys)}): .*\n", "", text, flags=re.MULTILINE), "utf-8")


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str, str]:
    """The demo as it is, or one in which less was said; the period, and the day."""
    case, day = request.param
    folder = tmp_path / "data"
    shutil.copytree(ROOT / DEMO, folder)
    if case == "no causes":
        silenced(folder, "cause")
    elif case == "no measures":
        silenced(folder, "measures", "owner", "measures_by")
    elif case == "nothing":
        silenced(folder, "cause", "measures", "owner", "measures_by")
    elif case == "silence":
        (folder / "progress/industry/2026Q3.yaml").unlink()
        silenced(folder, "cause", only="market-regulation")
    period = "2026Q4" if case == "next" else "2026Q3"
    return str(folder), period, day


CASES = [
    (case, day)
    for case, day in (
        ("as it is", "2026-10-30"), ("as it is", "2026-10-11"), ("as it is", "2026-10-20"), ("no causes", "2026-10-30"),
        ("no measures", "2026-10-30"), ("nothing", "2026-10-30"), ("silence", "2026-10-30"), ("silence", "2026-10-11"),
        ("next", "2027-01-10"), ("next", "2027-01-30"),
    )
]  # fmt: skip


@pytest.mark.parametrize("place", CASES, indirect=True, ids=map(" ".join, CASES))
def test_all_say_the_same(place: tuple[str, str, str], qstrong: Run, tmp_path: Path) -> None:
    folder, period, day = place
    where = ("--data", folder, "--as-of", day)
    due = json.loads(qstrong("due", period, *where, "--remind", "-f", "json").out)
    told = json.loads(qstrong("bulletin", period, *where, "-f", "json").out)
    wanting: Wanting = {
        (unit["id"], one["id"]): tuple(one["missing"])
        for unit in due["units"]
        for one in unit["explanations"]
    }
    assert wanting
    assert {(one["unit"], one["id"]): tuple(one["missing"]) for one in told["explanations"]} == wanting
    _flags(qstrong, where, wanting)
    names = {one["id"]: one["name"] for unit in due["units"] for one in unit["explanations"]}
    called = {unit["id"]: unit["name"] for unit in due["units"]}
    _letters(due, wanting)
    sheets, forms = tmp_path / "sheets", tmp_path / "forms"
    assert qstrong("bulletin", period, *where, "--unit", "all", "-f", "md", "-o", f"{sheets}/").code == 0
    assert qstrong("form", "--all", forms, period, *where).code == 0
    for unit in {unit for unit, _ in wanting} | {"water", "industry"}:
        mine = {subject: missing for (who, subject), missing in wanting.items() if who == unit}
        name = called[unit]
        _sheet((sheets / f"反馈单-{period}-{name}.md").read_text("utf-8"), mine, names)
        assert asked_in(forms / f"{period}-{name}.xlsx") == mine
    if day >= due["due"]:
        _bulletin(qstrong("bulletin", period, *where, "--full", "-f", "md").out, wanting, names)


def _flags(qstrong: Run, where: tuple[str, ...], wanting: Wanting) -> None:
    """Whatever is flagged as unexplained is on the list."""
    targets = json.loads(qstrong("status", *where, "-f", "json").out)["targets"]
    flagged = {one["id"] for one in targets if "unexplained" in one["flags"]}
    assert flagged <= {subject for _, subject in wanting}


def _letters(due: dict[str, Any], wanting: Wanting) -> None:
    """So many of each sort are counted in the letter to each unit."""
    letters = {one["unit"]: one["text"] for one in due["letters"]}
    for unit in {unit for unit, _ in wanting}:
        mine = [
            (missing, "." in subject and subject[0].isdigit())
            for (who, subject), missing in wanting.items()
            if who == unit
        ]
        for missing, of_action in set(mine):
            what = word("due_stuck" if of_action else "due_behind", "zh")
            kind = "both" if len(missing) > 1 else missing[0]
            n = mine.count((missing, of_action))
            said = [word(f"due_{way}_{kind}", "zh", n=n, what=what) for way in ("explain", "lack")]
            assert any(one in letters[unit] for one in said), (unit, letters[unit])


def _sheet(text: str, mine: dict[str, tuple[str, ...]], names: dict[str, str]) -> None:
    """What a unit's sheet asks it to explain."""
    plain = text.replace("\\", "")
    for key, missing in TODO.items():
        head = re.escape(word(key, "zh", names="@")).replace("@", "(.*)")
        found = re.search(rf"^\d+\. ?{head} *$", plain, flags=re.MULTILINE)
        wanted = [subject for subject, lacks in mine.items() if lacks == missing]
        assert bool(found) == bool(wanted)
        said = found.group(1) if found else ""
        assert all((subject if subject[0].isdigit() else names[subject]) in said for subject in wanted)


def asked_in(path: Path) -> dict[str, tuple[str, ...]]:
    """What a form's orange cells ask to explain."""
    heads = {"原因分析": "cause", "下一步措施": "measures"}
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets[:2]:
        columns = {cell.column: heads[cell.value] for cell in sheet[4] if cell.value in heads}
        for row in sheet.iter_rows(min_row=5):
            keys = tuple(
                columns[one.column] for one in row if one.column in columns and one.fill.fgColor.rgb == ORANGE
            )
            if keys:
                found[str(row[0].value)] = keys
    return found


def _bulletin(text: str, wanting: Wanting, names: dict[str, str]) -> None:
    """The whole text says it of each target and action once, and what is missing, no more."""
    plain = text.replace("\\", "")
    part = plain[plain.index("未达序时进度的指标") : plain.index("附件1：")]
    for (_, subject), missing in wanting.items():
        line = next(
            (
                one
                for one in part.splitlines()
                if re.match(rf"\d+\. ?{names[subject]}(?:（约束性）)?（责任单位", one)
            ),
            None,
        )
        if line:
            kind = word("unexplained" if missing == BOTH else SAID[missing[0]], "zh")
            assert f"责任单位{kind}，请" in line
        else:  # stale, or an action
            name = subject if subject[0].isdigit() else names[subject]
            every = "以上各项，责任单位均未说明原因和措施" in part and missing == BOTH
            assert (every and not subject[0].isdigit()) or re.search(
                rf"未说明原因或措施\d+项（[^。]*{name}", part
            )
    said = re.findall(
        r"^\d+\. ?(\S+?)(?:（约束性）)?（责任单位[^\n]*责任单位未说明", part, flags=re.MULTILINE
    )
    assert set(said) <= set(names.values())


def test_an_explanation_is_filed_for_a_value_of_before(qstrong: Run, tmp_path: Path) -> None:
    """The form has the value that was filed; what is added takes effect; a form sent back as it was does nothing."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / DEMO, folder)
    where, path = ("--data", str(folder), "--as-of", "2027-01-10"), tmp_path / "2026Q4-区应急管理局.xlsx"
    assert qstrong("form", "emergency", "2026Q4", *where, "-o", path).code == 0
    assert asked_in(path) == {"accident-death-rate": ("measures",)}
    assert qstrong("import", path, *where).code == 1  # nothing is filled in
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[4]}
    row = next(row for row in sheet.iter_rows(min_row=5) if row[0].value == "accident-death-rate")
    assert str(row[columns["填报数"] - 1].value) == "1.34"
    assert row[columns["原因分析"] - 1].value
    row[columns["下一步措施"] - 1].value = "对高风险工地逐一复查"
    book.save(path)
    result = qstrong("import", path, *where)
    assert result.code == 0, result.err
    assert qstrong("validate", *where[:2]).code == 0
    due = json.loads(qstrong("due", "2026Q4", *where, "-f", "json").out)
    assert not any(
        one["id"] == "accident-death-rate" for unit in due["units"] for one in unit["explanations"]
    )
    targets = json.loads(qstrong("status", *where, "-f", "json").out)["targets"]
    one = next(one for one in targets if one["id"] == "accident-death-rate")
    assert (one["value"], "unexplained" in one["flags"]) == (1.34, False)
