"""Words and numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qstrong.model.period import Period
from qstrong.text.words.common import WORDS
from qstrong.text.catalogue import span_words
from qstrong.text.labels import LABELS, SYMBOLS, label_word
from qstrong.text.numbers import day_words, month_words, number, percent, period_words, rounded


def test_every_word_has_both_languages_with_the_same_blanks():
    import re

    for zh, en in WORDS.values():
        assert set(re.findall(r"{(\w+)}", zh)) == set(re.findall(r"{(\w+)}", en))
    assert all(zh and en for zh, en in (*LABELS.values(), *SYMBOLS.values()))


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("120.50"), "120.50"), (Decimal("1E+3"), "1000"), (Fraction(1, 3), "0.3333"), (Fraction(5, 2), "2.5"),
     (7, "7"), (None, "–"), (Fraction(-1, 8), "-0.125")],
)  # fmt: skip
def test_numbers(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(Fraction(41, 61), "67.2%"), (Fraction(1, 2), "50.0%"), (Fraction(-163, 1000), "-16.3%"), (Fraction(5, 10000), "0.0%"),
     (Fraction(15, 10000), "0.2%"), (None, "–")],
)  # fmt: skip
def test_percentages_are_rounded_half_to_even(share, text):
    assert percent(share) == text


def test_rounded():
    assert [rounded(Fraction(k, 2), 0) for k in (1, 3, 5, -1)] == ["0", "2", "2", "0"]


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [("2026", "2026 年", "2026"), ("2026H1", "2026 年上半年", "H1 2026"), ("2026Q2", "2026 年第二季度", "Q2 2026"),
     ("2026-06", "2026 年 6 月", "June 2026")],
)  # fmt: skip
def test_periods(period, zh, en):
    assert (period_words(Period.parse(period), "zh"), period_words(Period.parse(period), "en")) == (zh, en)


def test_days_and_spans():
    assert month_words(2026 * 12 + 6, "zh") == "2026 年 6 月底"
    assert day_words(Period.parse("2026").end, "en") == "31 December 2026"
    assert [span_words(n, "zh") for n in (36, 24, 18)] == ["三年", "两年", "18个月"]


def test_an_unknown_refinement_is_said_as_its_status():
    assert label_word("on_track.nonsense", "zh") == "达序时进度"
