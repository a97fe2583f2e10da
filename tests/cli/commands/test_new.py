"""new: a filing to fill in, which reads as not filled in yet, and, filled in, without a problem."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Golden, Result, Run
from tests.problems.specimens import HERE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(HERE / "base", tmp_path / "data")
    return tmp_path


def codes(result: Result) -> list[str]:
    return [one["code"] for one in json.loads(result.out)["problems"]]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("data", "unit", "period"),
    [
        ("data", "development-reform", "2026Q4"),
        ("examples/demo", "industry", "2026Q4"),
        ("examples/demo", "water", "2026Q4"),
    ],
)
def test_how_it_looks(data: str, unit: str, period: str, lang: str, qstrong: Run, golden: Golden) -> None:
    words = ("new", unit, period, "--data", data, "--as-of", "2027-01-05", "--lang", lang, "-o", "-")
    golden(f"new-{data.replace('/', '-')}-{unit}.{lang}.yaml", qstrong(*words).out)


def test_it_is_not_filled_in_yet(folder: Path, qstrong: Run) -> None:
    result = qstrong("new", "财政局", "2025Q3", "--as-of", "2025-10-11", cwd=folder)
    assert result.code == 0
    assert "data/progress/finance/2025Q3.yaml" in result.out
    assert codes(qstrong("validate", "-f", "json", "--as-of", "2025-10-11", cwd=folder)) == ["Q119"]
    status = json.loads(qstrong("status", "-f", "json", "--as-of", "2025-10-25", cwd=folder).out)
    assert status["targets"][0]["data"] == "invalid"


def filled(text: str) -> str:
    """The form with something in every gap."""
    text = re.sub(r"^filed:.*", "filed: 2025-10-12", text, flags=re.MULTILINE)
    text = re.sub(r"^(    last_year:).*", r"\1 88.10", text, flags=re.MULTILINE)
    text = re.sub(r"(rd-expenditure\n    value:)", r"\1 95.20", text)
    text = re.sub(r"(pass-rate\n    value:)", r"\1 97.4", text)
    text = re.sub(r"(new-standards\n    )value:\n    pending:.*", r"\1pending: 市局预计11月发布", text)
    text = re.sub(r"^(    source:)", r"\1 月报", text, flags=re.MULTILINE)
    return re.sub(r"^(    state:).*", r"\1 in_progress", text, flags=re.MULTILINE)


def test_filled_in_it_is_sound(folder: Path, qstrong: Run) -> None:
    qstrong("new", "finance", "2025Q3", "--as-of", "2025-10-11", cwd=folder)
    path = folder / "data/progress/finance/2025Q3.yaml"
    path.write_text(filled(path.read_text("utf-8")), "utf-8")
    result = qstrong("validate", "--strict", "--as-of", "2025-10-13", cwd=folder)
    assert result.code == 0, result.out


def test_half_filled_in_each_gap_is_told(folder: Path, qstrong: Run) -> None:
    qstrong("new", "finance", "2025Q3", "--as-of", "2025-10-11", cwd=folder)
    path = folder / "data/progress/finance/2025Q3.yaml"
    path.write_text(path.read_text("utf-8").replace("filed:", "filed: 2025-10-12"), "utf-8")
    assert codes(qstrong("validate", "-f", "json", "--as-of", "2025-10-11", cwd=folder)).count("Q103") == 4
    text = re.sub(r"(rd-expenditure\n    value:)", r"\1 95.20", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    found = codes(qstrong("validate", "-f", "json", "--as-of", "2025-10-11", cwd=folder))
    assert found.count("Q103") == 3
    assert "Q119" not in found


def test_nothing_is_overwritten(folder: Path, qstrong: Run) -> None:
    path = folder / "data/progress/finance/2025Q2.yaml"
    before = path.read_bytes()
    result = qstrong("new", "finance", "2025Q2", cwd=folder)
    assert result.code == 2
    assert "2025Q2.yaml" in result.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("unit", [path.name for path in sorted((ROOT / "examples/demo/progress").iterdir())])
def test_every_unit_of_the_demo(unit: str, tmp_path: Path, qstrong: Run) -> None:
    shutil.copytree(ROOT / "examples/demo", tmp_path / "data")
    assert qstrong("new", unit, "2026Q4", "--as-of", "2027-01-05", cwd=tmp_path).code == 0
    found = json.loads(qstrong("validate", "-f", "json", "--as-of", "2027-01-05", cwd=tmp_path).out)[
        "problems"
    ]
    assert [(one["code"], one["path"]) for one in found] == [("Q119", f"data/progress/{unit}/2026Q4.yaml")]


def test_who_owes_nothing_gets_no_file(folder: Path, qstrong: Run) -> None:
    """After the plan's last filing nobody owes anything."""
    result = qstrong("new", "finance", "2031Q1", cwd=folder)
    assert (result.code, result.out) == (0, "")
    assert "没有要报的" in result.err
    assert not (folder / "data/progress/finance/2031Q1.yaml").exists()


def test_a_filing_under_another_name_is_the_same(folder: Path, qstrong: Run) -> None:
    path = folder / "data/progress/finance/2025Q2.yaml"
    other = path.with_name("2025-06.yaml")
    other.write_text(path.read_text("utf-8").replace("period: 2025Q2", "period: 2025-06"), "utf-8")
    path.unlink()
    refused = qstrong("new", "finance", "2025Q2", cwd=folder)
    assert refused.code == 2
    assert "2025-06.yaml" in refused.err
    words = ("record", "finance", "2025Q2", "rd-expenditure", "62.18", "-y")
    assert qstrong(*words, cwd=folder).code == 0
    assert "value: 62.18" in other.read_text("utf-8")
    assert not path.exists()


@pytest.mark.parametrize("said", [[], ["2025Q3"], ["2025-09"]])
def test_without_a_period_it_is_the_one_in_hand(folder: Path, qstrong: Run, said: list[str]) -> None:
    qstrong("new", "finance", *said, "--as-of", "2025-10-11", cwd=folder)
    assert (folder / "data/progress/finance/2025Q3.yaml").exists()


def test_a_suspended_action_is_to_be_explained(folder: Path, qstrong: Run) -> None:
    path = folder / "data/progress/finance/2025Q2.yaml"
    path.write_text(path.read_text("utf-8").replace("state: in_progress", "state: suspended"), "utf-8")
    text = qstrong("new", "finance", "2025Q3", "--as-of", "2025-10-11", "-o", "-", cwd=folder).out
    explained = "    # 逾期或暂缓的请说明:\n    cause:\n    measures:\n    owner:\n    measures_by:\n"
    assert text.endswith(explained)
    assert text.count("cause:") == 1


def test_a_group_stands_for_each_of_its_units(qstrong: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree("examples/demo", data)
    common = ("--data", data, "--as-of", "2027-01-05")
    assert qstrong("new", "各街道办", "2026Q4", *common).code == 0
    written = sorted(path.parent.name for path in data.glob("progress/*/2026Q4.yaml"))
    assert len(written) == 6
    assert all(name.endswith("-subdistrict") for name in written)
    (data / f"progress/{written[0]}/2026Q4.yaml").unlink()
    again = qstrong("new", "subdistricts", "2026Q4", *common)  # the others keep no unit from its own
    assert (again.code, len(again.err.splitlines())) == (2, 5)
    assert (data / f"progress/{written[0]}/2026Q4.yaml").exists()
    shown = qstrong("show", "各街道办", *common).out
    assert sum("街道办  " in line for line in shown.splitlines()) == 6
    refused = qstrong("record", "各街道办", "2026Q4", "7.1", "--state", "done", *common)
    assert refused.code == 2
    assert "单位组" in refused.err
    assert "大浪街道办" in refused.err


def test_the_forms_of_a_group_go_into_a_folder(qstrong: Run, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    common = ("form", "subdistricts", "2026Q4", "--data", "examples/demo", "-o")
    assert qstrong(*common, tmp_path / "forms").code == 0
    assert len(list((tmp_path / "forms").glob("*.xlsx"))) == 6
    assert qstrong(*common, tmp_path / "f.xlsx").code == 2
