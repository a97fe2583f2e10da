"""What users see, as golden files: at several widths, in both languages, on a terminal and in a pipe."""

import pytest
from wcwidth import wcswidth

from tests.conftest import Golden, Run
from tests.there import there

DEMO = ("--data", "examples/demo")
OUTLINE = ("--data", "examples/national-outline-2025", "--as-of", "2025-06-30")
REAL = ("--as-of", "2026-11-24")
VIEWS = {
    "status-demo": ("status", *DEMO),
    "status-outline": ("status", *OUTLINE),
    "status-outline-closed": ("status", "--data", "examples/national-outline-2025", "--as-of", "2026-11-24"),
    "status-real": ("status", *REAL),
    "show-mqci": ("show", "mqci", *OUTLINE),
    "show-ai-output": ("show", "指标9", *DEMO),
    "show-services-growth": ("show", "services-growth", *DEMO),
    "show-task": ("show", "任务7", *DEMO),
    "show-unit": ("show", "区水务局", *DEMO),
    "tasks": ("tasks", *DEMO),
    "annex": ("tasks", "--table", *REAL),
    "units": ("units", *DEMO),
    "units-real": ("units", *REAL),
    "matrix": ("units", "--matrix", *REAL),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [80, 100, 120])
@pytest.mark.parametrize("view", VIEWS)
def test_terminal(view: str, columns: int, lang: str, qstrong: Run, golden: Golden) -> None:
    result = qstrong(*VIEWS[view], "-f", "terminal", columns=columns, QSTRONG_LANG=lang)
    assert result.code == 0
    for line in result.out.splitlines():
        assert wcswidth(line) <= columns, line
    golden(f"{view}.{columns}.{lang}.txt", result.out)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_pipe(view: str, lang: str, qstrong: Run, golden: Golden) -> None:
    result = qstrong(*VIEWS[view], QSTRONG_LANG=lang)
    assert result.code == 0
    assert "\x1b" not in result.out
    golden(f"{view}.pipe.{lang}.txt", result.out)


@pytest.mark.parametrize("format_", ["md", "csv", "html", "json"])
@pytest.mark.parametrize("view", ["status-demo", "annex", "units", "tasks"])
def test_formats(view: str, format_: str, qstrong: Run, golden: Golden) -> None:
    result = qstrong(*VIEWS[view], "-f", format_)
    assert result.code == 0
    golden(f"{view}.{format_}", result.out)


@pytest.mark.parametrize("view", [view for view, words in VIEWS.items() if "examples/demo" in words])
@pytest.mark.parametrize("format_", ["terminal", "plain", "md", "csv", "html", "json"])
def test_made_up_data_says_so(view: str, format_: str, qstrong: Run) -> None:
    for lang, stamp in (("zh", "演示数据"), ("en", "made-up data")):
        assert stamp in qstrong(*VIEWS[view], "-f", format_, QSTRONG_LANG=lang).out


def column_starts(line: str, heads: list[str]) -> list[int]:
    """Where each head stands, in terminal columns."""
    return [wcswidth(line[: line.index(head)]) for head in heads]


@pytest.mark.parametrize("view", ["status-demo", "status-real"])
def test_columns_are_aligned_with_chinese_in_them(view: str, qstrong: Run) -> None:
    """In a pipe every row's status (or reporter) begins under its head."""
    lines = qstrong(*VIEWS[view]).out.splitlines()
    head = next(line for line in lines if "指标  " in line and ("状态" in line or "责任单位" in line))
    word = "状态" if "状态" in head else "责任单位"
    (start,) = column_starts(head, [word])
    rows = [line for line in lines if line[:4].strip().isdigit()]
    assert len(rows) == 36
    for row in rows:
        left = 0
        while wcswidth(row[:left]) < start:
            left += 1
        assert wcswidth(row[:left]) == start
        assert row[left - 1] == " "
        assert row[left] != " "


def test_names_are_never_cut(qstrong: Run) -> None:
    from qstrong.read.dataset import load
    from qstrong.read.source import Folder
    from tests.conftest import ROOT

    targets = there(load(Folder(ROOT / "data")).dataset).targets
    for columns in (80, 100, 120):
        lines = qstrong("status", *DEMO, "-f", "terminal", columns=columns).out
        joined = "".join(line[4:].split("  ")[0].strip() if line[:3].strip().isdigit() else line.strip().split("  ")[0]
                         for line in lines.splitlines())  # fmt: skip
        for target in targets:
            assert target.name.zh in joined, (columns, target.name.zh)


def test_colours_and_ascii(qstrong: Run) -> None:
    coloured = qstrong("status", *DEMO, "-f", "terminal", "--color", "always").out
    assert "\x1b[1;31m■ 滞后" in coloured
    old = qstrong("status", *DEMO, "-f", "terminal", "--ascii").out
    assert "[x] 滞后" in old
    assert not set(old) & set("✔●▲■▼✖↑↗→↓•") - set("→·")
