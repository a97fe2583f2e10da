"""Periods are printed as people have them, and read back: also where years don't begin in January."""

from typing import Any

import pytest

from qstrong.model.base import Lang
from qstrong.model.period import Period
from qstrong.model.terms.course import Year
from qstrong.read.scalars import as_period
from qstrong.text.language import LANGUAGES, period_short, period_words, say

APRIL, FALL = Year(starts=4), Year(starts=10, named="end")


@pytest.mark.parametrize(
    ("year", "text", "zh", "en"),
    [
        (APRIL, "2024", "2024/25年度", "2024/25"),
        (APRIL, "2024H2", "2024/25年度下半年", "2024/25 H2"),
        (APRIL, "2024Q1", "2024/25年度一季度", "2024/25 Q1"),
        (APRIL, "2024-05", "2024-05", "2024-05"),
        (APRIL, "1999Q4", "1999/00年度四季度", "1999/00 Q4"),
        (FALL, "2025", "2024/25年度", "2024/25"),
        (FALL, "2025Q1", "2024/25年度一季度", "2024/25 Q1"),
        (Year(starts=1), "2024Q1", "2024Q1", "2024Q1"),
        (Year(starts=1, named="end"), "2024", "2024", "2024"),
    ],
)
def test_a_period_is_printed_and_read_back(year: Year, text: str, zh: str, en: str) -> None:
    period = Period.parse(text, year.shift)
    assert str(period) == text
    for lang, said in (("zh", zh), ("en", en)):
        assert period_short(period, _lang(lang)) == said
        assert Period.parse(said, year.shift) == period
        assert as_period(said, year.shift) == text
        assert say(("{p}", "{p}"), _lang(lang), p=period) == said


def _lang(lang: Any) -> Lang:
    found: Lang = lang
    return found


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2024/25Q3", "2024Q3"),
        ("2024-25 Q3", "2024Q3"),
        ("2024/25年度第三季度", "2024Q3"),
        ("2024／25 q3", "2024Q3"),
        ("2024/26", None),
        ("2024/25 Q5", None),
        ("2024/25 H3", None),
        ("2011/12", "2011"),  # no December: years are written so in this plan
        ("2011-12", "2011-12"),
    ],
)
def test_what_people_type(text: str, right: str | None) -> None:
    assert as_period(text, APRIL.shift) == right


def test_in_a_plan_of_calendar_years_nothing_is_read_so() -> None:
    with pytest.raises(ValueError, match="2024/25"):
        Period.parse("2024/25")
    assert as_period("2011/12") == "2011-12"


def test_prose_has_the_same_words_there() -> None:
    for lang in LANGUAGES:
        period = Period.parse("2024Q1", APRIL.shift)
        assert period_words(period, lang) == period_short(period, lang)
