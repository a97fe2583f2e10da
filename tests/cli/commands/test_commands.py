"""Commands as a user types them: names, filters, exit codes, what bad data does."""

import json
import os
import re
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qstrong.cli.app import COMMANDS
from qstrong.render.formats.register import formats_of
from qstrong.text.language import LANGUAGES
from qstrong.text.words.help import HELP
from tests.conftest import ROOT, Result, Run

DEMO = ("--data", "examples/demo")


def test_every_module_is_a_command_of_its_own() -> None:
    modules = {path.stem.rstrip("_") for path in (ROOT / "qstrong/cli/commands").glob("[!_]*.py")}
    assert modules == set(COMMANDS)


def targets(result: Result) -> dict[str, Any]:
    return {one["id"]: one for one in json.loads(result.out)["targets"]}


def test_the_real_plan(qstrong: Run) -> None:
    result = qstrong("status", "-f", "json", "--as-of", "2026-11-24")
    data = json.loads(result.out)
    assert (data["schema"], len(data["targets"]), result.code) == (1, 36, 0)
    ops = {k: one["op"] for k, one in enumerate(data["targets"], 1)}
    assert [k for k, op in ops.items() if op == ">"] == [7, 8, 9, 10, 11]
    assert [k for k, op in ops.items() if op == "<"] == [36]
    assert all(one["value"] is None for one in data["targets"])
    assert [k for k, one in enumerate(data["targets"], 1) if one["baseline"] is not None] == [
        4,
        23,
        26,
        27,
        28,
        29,
    ]


def test_the_national_outline(qstrong: Run) -> None:
    data = ("--data", "examples/national-outline-2025", "-f", "json")
    one = targets(qstrong("status", *data, "--as-of", "2025-06-30"))["mqci"]
    assert one["status"] == "at_risk"
    assert one["completion"] == pytest.approx(float(Fraction(41, 61)), abs=1e-12)
    assert one["catch_up"] == pytest.approx(float(Fraction(80, 41)), abs=1e-12)
    closed = targets(qstrong("status", *data, "--as-of", "2026-11-24"))["mqci"]
    assert (closed["status"], closed["data"], closed["last_status"]) == (
        "not_assessable",
        "not_reported",
        "at_risk",
    )


def test_json_keeps_the_datas_own_decimals(qstrong: Run) -> None:
    text = qstrong("status", *DEMO, "-f", "json").out
    assert '"value": 97.70,' in text
    assert set(targets(qstrong("status", *DEMO, "-f", "json"))["ai-output"]) == {
        "id", "name", "group", "kind", "op", "target", "uom", "baseline", "period", "value", "gap", "completion",
        "attainment", "expected", "lead", "pace_ratio", "required_pace", "catch_up", "status", "label",
        "last_status", "arrow", "data", "flags", "reporters", "landing", "basis",
        "filed", "judged_as", "shown", "binding", "between", "start", "end", "method", "revised_from",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["--group", "economy"], 4),
        (["--group", "经济发展质量效益"], 4),
        (["--unit", "区工信局"], 6),
        (["--unit", "区工业和信息化局", "--kind", "level", "--status", "off_track"], 1),
        (["--task", "7"], 8),
        (["--task", "任务7", "--data-state", "reported"], 8),
        (["--status", "at_risk", "--status", "off_track"], 8),
        (["--unit", "各街道办"], 0),
    ],
)
def test_filters(words: list[str], ids: int, qstrong: Run) -> None:
    assert len(targets(qstrong("status", *DEMO, *words, "-f", "json"))) == ids


def test_an_empty_selection_says_what_to_do(qstrong: Run) -> None:
    assert "没有符合条件的指标" in qstrong("status", *DEMO, "--unit", "各街道办").out


@pytest.mark.parametrize(
    ("sort", "first"),
    [("status", "fashion-output"), ("completion", "fashion-output"), ("name", "accident-death-rate")],
)
def test_sorting(sort: str, first: str, qstrong: Run) -> None:
    assert next(iter(targets(qstrong("status", *DEMO, "--sort", sort, "-f", "json")))) == first


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["status", "--group", "econmy"], "economy"),
        (["status", "--unit", "区商物局"], "区商务局"),
        (["status", "--task", "任务77"], "任务7"),
        (["status", "--status", "at-risk"], "at_risk"),
        (["status", "--kind", "levels"], "level"),
        (["status", "--sort", "lad"], "lead"),
        (["status", "--as-of", "2026-13-01"], "2026-10-30"),
        (["status", "-f", "jsn"], "json"),
        (["status", "-o", "x.pdf"], "*.md"),
        (["status", "--color", "maybe"], "auto"),
        (["status", "--lang", "de"], "zh, en"),
        (["status", "--grup", "x"], "--group"),
        (["statsu"], "statsu"),
        (["show", "rd-expenditur"], "rd-expenditure"),
        (["show", "7"], "任务7"),
        (["show"], "缺少参数"),
        (["units", "--period", "2026Q5"], "2026Q4"),
    ],
)
def test_usage_errors_say_what_is_meant(words: list[str], said: str, qstrong: Run) -> None:
    result = qstrong(*words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    "name", ["rd-expenditure", "研究与试验发展经费支出", "指标1", "target 1", "R&D expenditure"]
)
def test_a_target_by_any_name(name: str, qstrong: Run) -> None:
    assert "1. 研究与试验发展经费支出 (rd-expenditure)" in qstrong("show", name).out


@pytest.mark.parametrize("name", ["commerce", "区商务局", "商务局", "Commerce Bureau"])
def test_a_unit_by_any_name(name: str, qstrong: Run) -> None:
    assert "区商务局" in qstrong("show", name).out.splitlines()[0]
    assert "区商务局" in qstrong("units", name).out.splitlines()[0]


def test_options_may_stand_before_the_command(qstrong: Run) -> None:
    before = qstrong("--lang", "en", *DEMO, "-f", "json", "status")
    assert before.out == qstrong("status", "--lang", "en", *DEMO, "-f", "json").out
    assert json.loads(before.out)["targets"][1]["label"] == "Achieved"


def test_a_period_stands_for_the_day_it_closes(qstrong: Run) -> None:
    assert (
        json.loads(qstrong("status", *DEMO, "--as-of", "2026Q2", "-f", "json").out)["as_of"] == "2026-07-30"
    )


def test_output_goes_to_a_file_whose_suffix_gives_the_format(qstrong: Run, tmp_path: Path) -> None:
    for suffix, start in (
        (".md", "# "),
        (".csv", "\ufeff"),
        (".json", "{"),
        (".html", "<!doctype"),
        (".txt", "深圳"),
    ):
        path = tmp_path / f"out{suffix}"
        assert qstrong("status", *DEMO, "-o", path).out == ""
        assert path.read_text(encoding="utf-8").startswith(start)
    assert qstrong("status", *DEMO, "-o", tmp_path / "no" / "out.md").code == 2


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A copy of the demo that a test may damage."""
    shutil.copytree(ROOT / "examples" / "demo", tmp_path / "demo")
    return tmp_path / "demo"


def test_a_deleted_filing_leaves_its_targets_grey(demo: Path, qstrong: Run) -> None:
    (demo / "progress/industry/2026Q3.yaml").unlink()
    result = qstrong("status", "--data", demo, "-f", "json")
    one = targets(result)["ai-output"]
    assert (one["status"], one["data"], one["last_status"]) == ("not_assessable", "not_reported", "off_track")
    assert result.code == 0


def test_a_broken_filing_is_to_be_checked_and_the_rest_is_shown(demo: Path, qstrong: Run) -> None:
    path = demo / "progress/industry/2026Q3.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n  broken: [", encoding="utf-8")
    result = qstrong("status", "--data", demo, "-f", "json")
    found = targets(result)
    assert (found["ai-output"]["data"], found["ai-output"]["last_status"]) == ("invalid", "off_track")
    assert found["high-tech-enterprises"]["status"] == "achieved"
    assert result.code == 1
    assert "qstrong validate" in result.err


def test_an_error_in_the_plan_is_all_that_is_said(demo: Path, qstrong: Run) -> None:
    path = demo / "targets.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("group: economy", "group: econmy", 1), encoding="utf-8"
    )
    result = qstrong("status", "--data", demo)
    assert (result.code, result.out) == (3, "")
    assert "error[Q151]" in result.err
    assert "economy" in result.err
    assert qstrong("validate", "--data", demo).code == 3


@pytest.mark.parametrize(
    ("old", "new", "code", "caret", "hint"),
    [
        ("value: 183.07", "value: 183.07亿元", "Q204", "183.07亿元", "183.07"),
        ("value: 183.07", "value: １８３.07", "Q201", "１８３.07", "183.07"),
        ("value: 183.07", "value: 1,183.07", "Q202", "1,183.07", "1183.07"),
        ("indicator: ai-output", "indicator: ai-outputt", "Q110", "ai-outputt", "ai-output"),
        ("value: 183.07", "value:183.07", "Q014", None, "value: 183.07"),
        ("value: 183.07", "value：183.07", "Q015", "：", "value: 183.07"),
        ("unit: industry", "unit: industri", "Q114", "industri", "industry"),
        ("filed: ", "filled: ", "Q101", "filled", "filed"),
        ("unit: industry", "unit: industry\nunit: industry", "Q019", "unit", "对的"),
        ("unit: industry", "<<<<<<< HEAD\nunit: industry", "Q012", "<<<<<<<", "<<<<<<<"),
    ],
)
def test_each_slip_at_its_place_with_its_cause(
    old: str, new: str, code: str, caret: str | None, hint: str, demo: Path, qstrong: Run
) -> None:
    path = demo / "progress/industry/2026Q3.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    result = qstrong("validate", "--data", demo, "-f", "json")
    problem = next(one for one in json.loads(result.out)["problems"] if one["code"] == code)
    lines = path.read_text(encoding="utf-8").splitlines()
    line = lines[problem["line"] - 1]
    if caret:
        assert line[problem["column"] - 1 : problem["end_column"] - 1] == caret
    assert hint in problem["hint"]
    assert result.code == 1
    text = qstrong("validate", "--data", demo).out
    assert f":{problem['line']}:{problem['column']}: error[{code}]" in text


def test_a_gbk_file(demo: Path, qstrong: Run) -> None:
    path = demo / "progress/industry/2026Q3.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").replace("·", "").encode("gb18030"))
    result = qstrong("validate", "--data", demo)
    assert "error[Q010]" in result.out
    assert "iconv -f GBK -t UTF-8" in result.out
    assert result.code == 1


def test_no_data_says_what_to_do(tmp_path: Path, qstrong: Run) -> None:
    result = qstrong("status", cwd=tmp_path)
    assert (result.code, result.out) == (3, "")
    assert "--data" in result.err
    assert qstrong("status", "--data", tmp_path).code == 3
    (tmp_path / "targets.yaml").write_text("plan:\n", encoding="utf-8")
    half = qstrong("status", "--data", tmp_path)
    assert half.code == 3
    assert "tasks.yaml" in half.err
    assert "units.yaml" in half.err


def test_validate_of_some_paths(demo: Path, qstrong: Run) -> None:
    for unit in ("industry", "commerce"):
        path = demo / f"progress/{unit}/2026Q3.yaml"
        path.write_text("unit: x\n", encoding="utf-8")
    result = qstrong("validate", demo / "progress/commerce", "--data", demo, "-f", "json")
    assert {one["path"].split("/")[-2] for one in json.loads(result.out)["problems"]} == {"commerce"}


@pytest.mark.parametrize("data", ["data", "examples/demo", "examples/national-outline-2025"])
def test_shipped_data_is_clean(data: str, qstrong: Run) -> None:
    assert qstrong("validate", "--strict", "--data", data).code == 0


def loaded(*words: str) -> set[str]:
    """The modules that a whole process has imported by its end."""
    code = "import sys; from qstrong.cli.main import main; main(sys.argv[1:]); print('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return set(done.stderr.splitlines())


@pytest.mark.parametrize(
    ("words", "unused"),
    [
        (["--version"], {"typer", "pydantic", "yaml", "rich", "wcwidth", "qstrong.cli.app"}),
        (["--help"], {"pydantic", "yaml", "rich", "wcwidth", "qstrong.cli.session"}),
        (["form", "--help"], {"pydantic", "yaml", "rich", "wcwidth", "qstrong.cli.session"}),
        (["status", "-f", "json"], {"rich.table", "wcwidth"}),
        (["status", "-f", "terminal"], {"wcwidth"}),
        (["status", "-f", "plain"], {"rich", "wcwidth"}),
        (["validate", "-f", "json"], {"rich.table", "wcwidth"}),
    ],
)
def test_only_what_is_used_is_imported(words: list[str], unused: set[str]) -> None:
    assert not loaded(*words) & unused


@pytest.mark.parametrize("words", [["status"], ["show", "指标17"], ["validate"]], ids=lambda words: words[0])
def test_no_library_for_reports_is_imported_by_the_daily_commands(words: list[str]) -> None:
    assert not loaded(*words, "--data", "examples/demo") & {
        "xlsxwriter",
        "openpyxl",
        "docx",
        "jinja2",
        "lxml",
    }


@pytest.mark.posix
@pytest.mark.parametrize("words", [["status"], ["import", "--help"], ["--help"], ["export", "targets"]])
def test_no_command_is_imported_but_the_one_that_runs(words: list[str]) -> None:
    modules = {name.split(".")[3] for name in loaded(*words) if name.startswith("qstrong.cli.commands.")}
    assert modules == ({words[0] if words[0] != "import" else "import_"} if words[0] in COMMANDS else set())


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_what_the_table_says(command: str, qstrong: Run) -> None:
    for lang in (0, 1):
        said = HELP[f"help.cmd.{command}"][lang]
        shown = qstrong(command, "--help", columns=300, QSTRONG_LANG=("zh", "en")[lang]).out
        assert "".join(said.split()) in "".join(shown.split())
        assert "help." not in shown


def test_a_closed_pipe_is_quiet() -> None:
    command = f"{sys.executable} -m qstrong status --data examples/demo -f json | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stderr == ""
    assert done.stdout.startswith("{")


def test_help_is_in_the_readers_language(qstrong: Run) -> None:
    assert "全部指标的进展" in qstrong("--help").out
    assert "Every target at a glance" in qstrong("--help", QSTRONG_LANG="en").out


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("st", ["status"]),
        ("ex", ["explain", "export"]),
        ("--ver", ["--version"]),
        ("status --data", ["--data-state", "--data"]),
        ("import --re", ["--reply"]),
        ("status -f ", [*formats_of("document")]),
        ("validate --format s", ["sarif"]),
        ("status --lang ", [*LANGUAGES]),
        ("show rd", ["rd-expenditure"]),
        ("new comm", ["commerce"]),
        ("status --group eco", ["economy"]),
        ("tasks --task 18", ["18"]),
        ("show --data examples/national-outline-2025 mq", ["mqci"]),
        ("--data examples/national-outline-2025 --no-cache show mq", ["mqci"]),
        ("--lang=en --as-of 2027 sho", ["show"]),
        ("--lang ", [*LANGUAGES]),
        ("--strict -f js", ["json"]),
        ("--known", ["--known-on"]),
        ("--strict --a", ["--as-of", "--at", "--ascii"]),
    ],
)
def test_completion(line: str, offered: list[str]) -> None:
    words = ["qstrong", *line.split(" ")]
    said = {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "qstrong"],
        capture_output=True, text=True, cwd=ROOT, check=True,
        env={**os.environ, "_QSTRONG_COMPLETE": "complete_bash", **said},
    )  # fmt: skip
    assert done.stdout.split() == offered


def test_completion_says_what_commands_are_for() -> None:
    for lang, said in (("zh", "全部指标的进展"), ("en", "Every target at a glance")):
        done = subprocess.run(
            [sys.executable, "-m", "qstrong"],
            capture_output=True, text=True, cwd=ROOT, check=True, encoding="utf-8",
            env={
                **os.environ, "PYTHONUTF8": "1", "QSTRONG_LANG": lang,
                "_QSTRONG_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "qstrong st",
            },
        )  # fmt: skip
        assert f'"status":"{said}' in done.stdout


def test_changes_since_the_filing_before(qstrong: Run) -> None:
    words = ("status", "--data", "examples/demo")
    plain, listed = qstrong(*words), qstrong(*words, "--changes")
    line = next(row for row in plain.out.splitlines() if row.startswith("较 "))
    assert line in listed.out
    counts = [
        json.loads(qstrong(*words, "--as-of", day, "-f", "json").out)["counts"]
        for day in ("2026-07-30", "2026-10-30")
    ]
    moves = [new - old for old, new in zip(counts[0].values(), counts[1].values(), strict=True) if new != old]
    assert [int(one) for one in re.findall(r"[+-]\d+", line.partition(": ")[2])] == moves
    assert "新报数据" in listed.out
    assert "较 " not in qstrong(*words, "--group", "economy").out
    assert "较 " not in qstrong("status", "--data", "data", "--as-of", "2026-11-01").out
