"""What isn't met never looks met, what isn't nothing never looks like nothing, and the other way round."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qstrong.text.numbers import apart, json_number, number, percent, percents, with_uom


@pytest.mark.parametrize(
    ("share", "one", "whole"),
    [
        (Fraction(349999, 350000), "99.9997%", "99.999%"),
        (Fraction(49999, 50000), "99.998%", "99.998%"),
        (Fraction(1999, 2000), "99.95%", "99.95%"),
        (Fraction(9996, 10000), "99.96%", "99.96%"),
        (1 - Fraction(1, 10**9), "99.9999%", "99.999%"),
        (Fraction(1), "100.0%", "100%"),
        (1 + Fraction(1, 10**9), "100.0001%", "100.001%"),
        (Fraction(10003, 10000), "100.03%", "100.03%"),
        (Fraction(0), "0.0%", "0%"),
        (Fraction(4, 10000), "0.04%", "0.04%"),
        (Fraction(-1, 10**6), "-0.0001%", "-0.0001%"),
        (Fraction(1, 3 * 10**7), "0.0000033%", "0.0000033%"),
        (Fraction(41, 61), "67.2%", "67%"),
    ],
)
def test_shares_near_all_and_nothing(share: Fraction, one: str, whole: str) -> None:
    assert percent(share) == one
    assert percent(share, 0) == whole


@pytest.mark.parametrize(
    ("done", "expected", "shown"),
    [
        (Fraction(2, 3) - Fraction(1, 10**5), Fraction(2, 3), ("66.666%", "66.667%")),
        (Fraction(2, 3) - Fraction(1, 10**9), Fraction(2, 3), ("66.6666%", "66.6667%")),
        (Fraction(49999, 100000), Fraction(1, 2), ("49.999%", "50.000%")),
        (Fraction(1, 2) - Fraction(1, 10**9), Fraction(1, 2), ("49.9999%", "50.0000%")),
        (Fraction(2, 3), Fraction(2, 3), ("66.7%", "66.7%")),
        (Fraction(2, 3) + Fraction(1, 10**5), Fraction(2, 3), ("66.7%", "66.7%")),
        (Fraction(1, 3), Fraction(2, 3), ("33.3%", "66.7%")),
        (1 - Fraction(1, 10**9), Fraction(1), ("99.9999%", "100.0000%")),
        (Fraction(1, 3), None, ("33.3%", "–")),
    ],
)
def test_what_is_less_than_expected_doesnt_look_as_much(
    done: Fraction, expected: Fraction | None, shown: tuple[str, str]
) -> None:
    assert percents(done, expected) == shown


def of(text: str) -> Fraction:
    return Fraction(text.removesuffix("%"))


SHARES = st.fractions(min_value=-2, max_value=3, max_denominator=10**9)


@given(SHARES, st.integers(0, 2))
def test_rounding_keeps_the_side(share: Fraction, places: int) -> None:
    shown = of(percent(share, places)) / 100
    for cut in (0, 1):
        assert ((shown > cut) - (shown < cut)) == ((share > cut) - (share < cut))


@example(Fraction(-297, 14487805), Fraction(-98, 5025669))
@example(Fraction(-297, 14487805), Fraction(-98, 4950213))
@given(SHARES, SHARES)
def test_beside_each_other_less_is_less(one: Fraction, other: Fraction) -> None:
    less, more = sorted([one, other])
    shown = tuple(map(of, percents(less, more)))
    assert (
        shown[0] < shown[1] or less == more or shown[0] == shown[1] == of(percent(less)) == of(percent(more))
    )
    assert shown[0] != shown[1] or less == more


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.3333"),
        (Fraction(34999999, 10000) + Fraction(6, 100000), "3499.99996"),
        (Fraction(3500) - Fraction(1, 10**6), "3499.999999"),
        (Fraction(3500) - Fraction(1, 10**9), "3499.9999999"),
        (Fraction(1, 10**6), "0.000001"),
        (Fraction(1, 3 * 10**9), "0.00000000033"),
        (Fraction(-1, 10**9), "-0.000000001"),
        (Fraction(5, 4), "1.25"),
        (Fraction(3500), "3500"),
        (Decimal("0.000001"), "0.000001"),
    ],
)
def test_fractions_that_look_short_are_just_that(value: Decimal | Fraction, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "places", "others", "text"),
    [
        (Fraction("2.0004"), 2, (2,), "2.0004"),
        (Fraction("1.9996"), 2, (2,), "1.9996"),
        (Fraction(2), 2, (2,), "2.00"),
        (Fraction("0.94996"), 3, (1, Fraction("0.95")), "0.94996"),
        (Fraction("0.000041"), 2, (0, 2), "0.000041"),
        (Fraction("3499.9999999"), 2, (3500,), "3499.99999"),
        (Fraction("3500.0000001"), 0, (3500,), "3500.001"),
        (Fraction("37.4"), 0, (3500,), "37"),
    ],
)
def test_apart(value: Fraction, places: int, others: tuple[int | Fraction, ...], text: str) -> None:
    assert apart(value, places, *map(Fraction, others)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.333333333333"),
        (1 - Fraction(1, 10**14), "0.99999999999999"),
        (1 - Fraction(1, 10**20), "0.999999999999999"),
        (1 + Fraction(1, 10**20), "1.000000000000001"),
        (Fraction(1, 10**15), "0.000000000000001"),
        (Fraction(1), "1"),
        (Fraction(0), "0"),
    ],
)
def test_json_keeps_the_side(value: Fraction, text: str) -> None:
    assert format(json_number(value), "f") == text


def test_a_deadline_at_the_end_of_all_days() -> None:
    from datetime import date

    from qstrong.text.numbers import deadline_words

    assert deadline_words(date(9999, 12, 31), 2026, "zh") == "9999年12月底"
    assert deadline_words(date(2026, 2, 28), 2026, "zh") == "2月底"
    assert deadline_words(date(2028, 2, 28), 2026, "zh") == "2028年2月28日"


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("enterprises", "enterprise"), ("facilities", "facility"), ("batches", "batch"), ("boxes", "box"),
        ("people", "person"), ("days", "day"), ("houses", "house"), ("percentage points", "percentage point"),
        ("deaths per 100,000 people", "death per 100,000 people"), ("hours/week", "hour/week"),
        ("series", "series"), ("species", "species"), ("Mbps", "Mbps"), ("loss", "loss"), ("census", "census"),
        ("kg", "kg"), ("Mt CO2-e", "Mt CO2-e"), ("tce/10,000 yuan", "tce/10,000 yuan"), ("个", "个"),
    ],
)  # fmt: skip
def test_one_of_what_is_counted(several: str, one: str) -> None:
    assert with_uom("1", several) == f"1 {one}"
    assert with_uom("≥1", several) == f"≥1 {one}"
    for text in ("0", "2", "11", "1.0", "-0.1", "0–1"):
        assert with_uom(text, several) == f"{text} {several}"
    assert with_uom("1", "%") == "1%"
