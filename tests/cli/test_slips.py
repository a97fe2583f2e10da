"""Slips on the command line that had wrong or half answers once."""

from fractions import Fraction
from typing import Any

import pytest

from tests.conftest import Run

DEMO = ("--data", "examples/demo")


@pytest.mark.parametrize("period", ["2024Q1", "2026-05"])
def test_a_period_that_the_plan_has_no_filing_for(period: str, qstrong: Run) -> None:
    result = qstrong("units", *DEMO, "--period", period)
    assert (result.code, result.out) == (2, "")
    assert "2026Q2" in result.err or "2025Q1" in result.err


def test_filters_take_the_words_of_the_table(qstrong: Run) -> None:
    assert qstrong("status", *DEMO, "--status", "滞后", "-f", "csv").out == (
        qstrong("status", *DEMO, "--status", "off_track", "-f", "csv").out
    )
    assert qstrong("status", *DEMO, "--data-state", "未报送").code == 0


def test_a_wrong_choice_names_its_option(qstrong: Run) -> None:
    assert qstrong("status", *DEMO, "--status", "offtrack").err.startswith("--status ")


@pytest.mark.parametrize("words", [(), ("-f", "json"), ("--lang", "zh")])
def test_without_a_command_the_help(words: Any, qstrong: Run) -> None:
    result = qstrong(*words)
    assert result.code == 2
    assert result.err.startswith("用法: qstrong")


@pytest.mark.parametrize("blank", ["", " "])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("validate", "--history", "{}"),
            "--history 的值是空的: '{}' (变量没有设定?)。写提交号、分支或标签, 例如 HEAD",
        ),
        (("validate", "--changed={}"), "--changed 的值是空的: '{}'"),
        (("validate", "--on", "{}"), "--on 的值是空的: '{}' (变量没有设定?)。写日期, 例如 2026-10-30。"),
        (("status", "--at", "{}"), "--at 的值是空的: '{}'"),
        (("status", "--as-of", "{}"), "--as-of 的值是空的: '{}' (变量没有设定?)。写日期或期次, "),
        (("status", "--known-on", "{}"), "--known-on 的值是空的: '{}'"),
        (("status", "--unit", "{}"), "--unit 的值是空的: '{}' (变量没有设定?)。\n"),
        (("diff", "{}", "HEAD"), "BASE 的值是空的: '{}'"),
        (("diff", "HEAD", "{}"), "HEAD 的值是空的: '{}'"),
        (("owners", "--check", "--base", "{}", "--actor", "x"), "--base 的值是空的: '{}'"),
        (("owners", "--check", "--base", "HEAD", "--head", "{}", "--actor", "x"), "--head 的值是空的: '{}'"),
        (("owners", "--check", "--base", "HEAD", "--actor", "{}"), "--actor 的值是空的: '{}'"),
        (("log", "{}"), "ID 的值是空的: '{}'"),
        (("status", "--data", "{}"), "--data 的值是空的: '{}'"),
        (("status", "-o", "{}"), "--output 的值是空的: '{}'"),
        (("import", "{}"), "FILES 的值是空的: '{}'"),
    ],
)
def test_a_blank_value_is_none(words: Any, said: str, blank: str, qstrong: Run) -> None:
    """As by a variable that nobody has set: going on without it would look like an answer."""
    done = qstrong(*(word.format(blank) for word in words))
    assert (done.code, done.out) == (2, "")
    assert said.format(blank) in done.err
    assert f"'{blank}'" in qstrong(*(word.format(blank) for word in words), "--lang", "en").err


def test_an_option_without_its_value(qstrong: Run) -> None:
    assert "--status 后面要写一个值" in qstrong("status", "--status").err


@pytest.mark.parametrize("columns", [80, 100, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_head_and_no_date_is_folded(columns: int, lang: str, qstrong: Run) -> None:
    out = qstrong("units", *DEMO, "-f", "terminal", columns=columns, QSTRONG_LANG=lang).out
    assert "2026-10-14" in out
    assert ("报送情况" if lang == "zh" else "Filing") in out


def test_the_data_is_dated_by_the_data(qstrong: Run) -> None:
    outline = ("--data", "examples/national-outline-2025", "--as-of", "2026-11-24")
    assert "数据截至 2024 年 12 月底" in qstrong("status", *outline).out
    assert "数据截至" not in qstrong("status", "--as-of", "2026-11-24").out


def test_the_catch_up_factor_follows_from_the_printed_numbers(qstrong: Run) -> None:
    outline = ("--data", "examples/national-outline-2025", "--as-of", "2025-06-30")
    assert "((1 − 41/61)/(1 − 4/5))/((41/61)/(4/5)) = 80/41 ≈ 1.95" in qstrong("show", "mqci", *outline).out
    line = next(one for one in qstrong("show", "指标8", *DEMO).out.splitlines() if "追赶倍数" in one)
    c, e = Fraction(27158, 57955), Fraction(7, 12)
    assert "((1 − 27158/57955)/(1 − 7/12))/((27158/57955)/(7/12))" in line
    assert line.endswith(f"≈ {float(((1 - c) / (1 - e)) / (c / e)):.2f}")
