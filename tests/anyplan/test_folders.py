"""A plan that uses everything, in two languages, and plans of one: every command says all of it in its reader's words.

Texts of a folder are its author's; the interface speaks Chinese and English. So what is said of a plan in
English or German has no word of Chinese.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from qstrong.render.office.word_styles import STYLES
from tests.anyplan.folder import write
from tests.conftest import Golden, Result, Run

HAN = re.compile("[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef]+")
OFFICE = re.compile(r"联席会议|我办|市统计局|科室负责人|分管领导|盖章")
SHOWN = (
    "parks parks-early waste output trade prices visitors tested passed pass-rate tests water energy schools "
    "survey trust clinics stations museums town lab-old lab task1"
).split()
NEXT = ("--as-of", "2025-10-10")
WRITTEN = ("bulletin.md", "bulletin.html", "bulletin.docx", "bulletin.xlsx", "bulletin.json", "page.html")
COMMANDS: tuple[tuple[str, ...], ...] = (
    *(("status", "-f", name) for name in ("plain", "md", "csv", "json", "html", "svg")),
    *(("show", name) for name in SHOWN),
    ("show", "parks", "-f", "json"),
    ("show", "stations", "-f", "md"),
    ("tasks",),
    ("tasks", "--table"),
    ("units",),
    ("units", "--matrix"),
    ("validate",),
    ("due",),
    ("due", "2025/26 Q1"),
    ("due", "2025Q1", "--remind"),
    ("due", "2025Q1", "--unit", "town"),
    ("bulletin", "2025/26 Q1"),
    ("bulletin", "2025Q1", "--full"),
    ("bulletin", "2025Q1", "--brief"),
    ("bulletin", "2025Q1", "--unit", "town"),
    ("export",),
    ("export", "-f", "json"),
    ("export", "targets"),
    ("schema", "targets"),
    ("schema", "filing"),
)


@pytest.fixture(params=["both", "en", "de"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name = request.param
    return write(tmp_path / name, None if name == "both" else name)


def sound(result: Result) -> str:
    assert result.code in (0, 1), result.err
    assert "Traceback" not in result.err
    return result.out + result.err


def visible_in(path: Path) -> Iterator[str]:
    """What a person sees of a file: of those that are packed the text, names of sheets, styles and fonts."""
    if path.suffix not in (".docx", ".xlsx"):
        yield path.read_text("utf-8")
        return
    with ZipFile(path) as packed:
        for name in packed.namelist():
            if name.endswith(".xml") and "theme" not in name and "fontTable" not in name:
                yield packed.read(name).decode("utf-8").replace("％", "%")  # in a rule that takes both


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_plan_in_one_language_is_spoken_of_in_that_alone(
    words: tuple[str, ...], qstrong: Run, tmp_path: Path
) -> None:
    for tongue in ("en", "de"):
        data = write(tmp_path / tongue, tongue)
        said = sound(qstrong(*words, "--data", data, QSTRONG_LANG="", LANG="zh_CN.UTF-8"))
        assert not HAN.findall(said)
        assert "RelativeGoal(" not in said
        assert "Decimal(" not in said


@pytest.mark.parametrize("tongue", ["en", "de"])
def test_files_that_are_written_have_its_words_and_fonts(tongue: str, qstrong: Run, tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="the docx extra isn't installed")
    data = write(tmp_path / tongue, tongue)
    for name in WRITTEN:
        words = ("status",) if name == "page.html" else ("bulletin", "2025Q1")
        sound(qstrong(*words, "--data", data, "-o", tmp_path / name, QSTRONG_LANG="", LANG="zh"))
    sound(
        qstrong(
            "form",
            "town",
            "2025/26 Q2",
            *NEXT,
            "--data",
            data,
            "-o",
            tmp_path / "form.xlsx",
            QSTRONG_LANG="",
            LANG="zh",
        )
    )
    for name in (*WRITTEN, "form.xlsx"):
        for text in visible_in(tmp_path / name):
            assert not HAN.findall(text), name
    assert '<html lang="en">' in (tmp_path / "page.html").read_text("utf-8")
    styles = "".join(visible_in(tmp_path / "bulletin.docx"))
    assert "Bulletin Body" in styles
    assert STYLES["body"] not in styles
    assert not re.search(r'(?:lang|FontLang)\b[^>]*eastAsia="(?!en)', styles)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_says_everything(
    words: tuple[str, ...], lang: str, qstrong: Run, tmp_path: Path
) -> None:
    data = write(tmp_path / "both", None)
    said = sound(qstrong(*words, "--data", data, QSTRONG_LANG=lang, columns=400))
    assert not OFFICE.search(said)
    assert not re.search(r"RelativeGoal\(|Decimal\(|Fraction\(|InYears\(|Revision\(", said)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_table_shows(lang: str, qstrong: Run, golden: Golden, tmp_path: Path) -> None:
    data = write(tmp_path / "both", None)
    said = sound(qstrong("status", "-f", "plain", "--data", data, QSTRONG_LANG=lang, columns=200))
    golden(f"anyplan-status.{lang}.txt", said)


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (("status",), "≥90（2025-03-01 由 ≥100 调整）", "≥90 (from ≥100 on 2025-03-01)"),
        (("status",), "未完成目标（2025-03-31 到期）", "Missed (due 2025-03-31)"),
        (("status",), "滞后（加拿大统计局的方法）", "Behind (Statistics Canada's method)"),
        (
            ("units", "town"),
            "（德国可持续发展战略的方法）",
            "(the German Sustainable Development Strategy's method)",
        ),
        (("bulletin", "2025Q1"), "已调出：诊所数（2025-06-01，", "Withdrawn: Clinics (2025-06-01, "),
        (("bulletin", "2025Q1"), "仅监测2项", "monitored only 2"),
        (("status",), "2024/25年度四季度", "2024/25 Q4"),
        (
            ("show", "pass-rate"),
            "合格批次 910 / 检验批次 950 × 100",
            "Lots passed 910 / Lots inspected 950 × 100",
        ),
        (
            ("show", "waste"),
            "较2022/23年度下降18%, 即 ≤98.8 吨",
            "18% below the 2022/23 figure, that is ≤98.8 tonnes",
        ),
        (("show", "trust"), "2024/25年度、2026/27年度", "2024/25, 2026/27"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_said_where(words: tuple[str, ...], zh: str, en: str, qstrong: Run, tmp_path: Path) -> None:
    data = write(tmp_path / "both", None)
    for lang, expected in (("zh", zh), ("en", en)):
        assert expected in sound(qstrong(*words, "--data", data, QSTRONG_LANG=lang, columns=400))


def test_json_has_the_data_s_own_periods(qstrong: Run, tmp_path: Path) -> None:
    data = write(tmp_path / "both", None)
    found = json.loads(qstrong("status", "-f", "json", "--data", data, QSTRONG_LANG="en").out)
    by_id = {one["id"]: one for one in found["targets"]}
    assert by_id["parks"]["period"] == "2025Q1"
    assert by_id["parks"]["revised_from"] == {"on": "2025-03-01", "value": 100}
    assert by_id["waste"]["uom"] == "tonnes"
    assert [one["id"] for one in found["withdrawn"]] == ["clinics"]
    assert found["watched"] == ["visitors", "tested"]


def test_a_form_comes_back(folder: Path, qstrong: Run, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    form = tmp_path / "form.xlsx"
    sound(
        qstrong(
            "form",
            "town",
            "2025/26 Q2",
            *NEXT,
            "--data",
            folder,
            "-o",
            form,
            QSTRONG_LANG="",
            LANG="en_GB.UTF-8",
        )
    )
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[4]}
    values = {"parks": "77", "prices": "103", "stations": "81", "museums": "1"}
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=5) if row[0].value in values}
    assert set(rows) == set(values)
    assert sheet.cell(rows["parks"], heads["Period"]).value == "2025/26 Q2"
    for name, row in rows.items():
        sheet.cell(row, heads["Value"]).value = values[name]
        sheet.cell(row, heads["Source"]).value = "x"
        sheet.cell(row, heads["Evidence"]).value = "x"
    book.save(form)
    result = qstrong("import", form, *NEXT, "--data", folder, QSTRONG_LANG="", LANG="en_GB.UTF-8")
    assert result.code == 0, result.err
    filed = (folder / "progress/town/2025Q2.yaml").read_text("utf-8")
    assert "period: 2025Q2" in filed
    assert "value: 103" in filed


def test_the_plan_s_language_is_the_output_s(qstrong: Run, tmp_path: Path) -> None:
    """--lang, else $QSTRONG_LANG, else the plan's own, else the locale's."""
    data = write(tmp_path / "zh", "zh")
    mine = ("status", "--data", data)
    assert "指标" in qstrong(*mine, QSTRONG_LANG="", LANG="en_GB.UTF-8").out
    assert "Indicator" in qstrong(*mine, QSTRONG_LANG="en").out
    assert "Indicator" in qstrong(*mine, "--lang", "en", QSTRONG_LANG="zh").out
    german = ("status", "--data", write(tmp_path / "de", "de"))
    assert "指标" in qstrong(*german, QSTRONG_LANG="zh").out


def test_an_office_has_its_own_words(qstrong: Run, tmp_path: Path) -> None:
    data = write(tmp_path / "zh", "zh")
    path = data / "targets.yaml"
    own = "  office: {name: 河湾办, we: 我办, signed_by: [科室负责人, 分管领导], sealed: true}\n"
    path.write_text(path.read_text("utf-8").replace("  id: river", f"{own}  id: river"), encoding="utf-8")
    letters = sound(qstrong("due", "2025Q2", "--remind", "--as-of", "2025-10-10", "--data", data))
    assert "表格经科室负责人、分管领导审签后，将可编辑版和盖章扫描件一并发我办。" in letters
    paper = sound(qstrong("bulletin", "2025Q1", "--data", data))
    assert "我办汇总了各责任单位" in paper
    assert "河湾办" in paper


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_forms_of_a_year_in_two_lie_in_the_folder_itself(lang: str, qstrong: Run, tmp_path: Path) -> None:
    """2025/26 is a year, and no folder; what was written is read back under that name."""
    data = write(tmp_path / "both", None)
    forms = tmp_path / "forms"
    sound(qstrong("form", "--all", forms, *NEXT, "--data", data, QSTRONG_LANG=lang))
    assert [path.suffix for path in forms.iterdir()] == [".xlsx"] * 2
    assert all("2025_26" in path.name for path in forms.iterdir())
    said = sound(qstrong("import", forms, *NEXT, "--data", data, QSTRONG_LANG=lang))
    assert not re.search("文件名|file name", said)
