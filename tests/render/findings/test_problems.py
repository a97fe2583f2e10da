"""Problems as text: the reader's own line, carets that stand right, nothing raw; and as JSON."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from qstrong.model.base import Text
from qstrong.model.problem import Place, Problem
from qstrong.model.terms.settings import Severity
from qstrong.render.document import visible
from qstrong.render.findings.problems import Findings, as_json, findings_text
from qstrong.render.formats.register import How
from tests.build import said

HINT = Text(zh="提示", en="hint")


def made(
    source: str, start: int, end: int, severity: Severity = "error", path: str = "progress/u/2025Q1.yaml"
) -> Problem:
    place = Place(3, start + 1, 3, end + 1, source)
    return Problem("Q204", severity, said(HINT, Text(zh="话", en="words"), HINT), path, "a/0", place=place)


LINES = [
    ("    value: 145亿元", "145亿元", "           ^^^^^^^"),
    ("中文，全角：值", "值", "            ^^"),
    ("a\tb", "b", "  ^"),
    ("e\u0301x", "x", " ^"),  # a combining accent takes no cell
    ("\u202ex", "x", "      ^"),  # shown as \u202e
    ("\rx", "x", "    ^"),  # shown as \x0d
    ("😀x", "x", "  ^"),
    ("x", "", "^"),
]


@pytest.mark.parametrize(("source", "meant", "caret"), LINES)
def test_the_caret_stands_under_what_is_meant(source: str, meant: str, caret: str) -> None:
    start = source.index(meant) if meant else len(source)
    lines = findings_text(Findings([made(source, start, start + len(meant))]), How("zh")).splitlines()
    assert lines[1] == f"  3 │ {visible(source)}"
    assert lines[2].startswith(f"    │ {caret}" if meant else "    │  ^")
    assert lines[2].endswith(" 提示")


@pytest.mark.parametrize(
    "char",
    [*map(chr, (*range(32), *range(127, 160), 0x2028, 0x2029, 0x3164, 0xFEFF, 0xDC80)), "\u202e", "\ufe0f"],
)
def test_nothing_raw(char: str) -> None:
    shown = visible(f"a{char}b")
    assert shown.encode()
    assert shown == "a b" if char in "\t\n" else re.fullmatch(r"a(\\x..|\\u....|\u00a0)b", shown)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.text(min_size=1, max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_the_caret_never_leaves_the_line(source: str, start: int, length: int) -> None:
    start = min(start, len(source))
    _, shown, caret, *_ = findings_text(
        Findings([made(source, start, start + length)]), How("zh")
    ).splitlines()
    run = caret.rindex("^", 0, len(caret) - len(" 提示"))
    assert wcswidth(caret[:run]) <= max(wcswidth(shown), 0) + 1


def test_the_whole_look() -> None:
    problems = [
        made("    value: 145亿元", 11, 16),
        made("", 0, 1, "warning"),
        made("x", 0, 1, "note", "tasks.yaml"),
    ]
    assert findings_text(Findings(problems, 312, "data"), How("zh")) == (
        "data/progress/u/2025Q1.yaml:3:12: error[Q204] 话\n"
        "  3 │     value: 145亿元\n"
        "    │            ^^^^^^^ 提示\n"
        "data/progress/u/2025Q1.yaml:3:1: warning[Q204] 话\n"
        "  提示\n"
        "data/tasks.yaml:3:1: note[Q204] 话\n"
        "  3 │ x\n"
        "    │ ^ 提示\n"
        "1 处须改, 1 处请核, 1 处说明, 在 312 个文件中的 2 个\n"
    )


def test_colour_changes_nothing_but_colour() -> None:
    problems = Findings([made("    value: 145亿元", 11, 16)])
    coloured = findings_text(problems, How("en", color=True))
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == findings_text(problems, How("en"))


def test_json() -> None:
    out = as_json(Findings([made("value: 145亿元", 7, 12)], 312, "data"), "en")
    assert out == {
        "schema": 1,
        "summary": {"errors": 1, "warnings": 0, "notes": 0, "files": 312},
        "problems": [
            {
                "code": "Q204",
                "severity": "error",
                "path": "data/progress/u/2025Q1.yaml",
                "line": 3,
                "column": 8,
                "end_line": 3,
                "end_column": 13,
                "pointer": "a/0",
                "message": "words",
                "hint": "hint",
                "confirm": False,
            }
        ],
    }
