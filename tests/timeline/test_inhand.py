"""Which filing a day's work is about."""

from datetime import date

import pytest

from qstrong.model.dataset import Void
from qstrong.model.period import Period
from qstrong.timeline.inhand import filing_in_hand, filing_in_review, is_over, last_filing, late_units
from tests.build import dataset, filing, observation, target

SPECS = [target(), target(id="z", reporters=["w"])]
FULL = [
    filing("2025Q1", "2025-04-10", observation("2025Q1", 1)),
    filing("2025Q1", "2025-04-12", observation("2025Q1", 2, indicator="z"), unit="w"),
]


@pytest.mark.parametrize(
    ("day", "all_filed", "one_missing"),
    [("2024-11-01", "2025Q1", "2025Q1"), ("2025-04-19", "2025Q1", "2025Q1"), ("2025-04-20", "2025Q1", "2025Q1"),
     ("2025-04-30", "2025Q1", "2025Q1"), ("2025-05-01", "2025Q2", "2025Q1"), ("2025-06-30", "2025Q2", "2025Q1"),
     ("2025-07-01", "2025Q2", "2025Q2"), ("2027-12-31", "2027Q3", "2027Q3"), ("2028-01-05", "2027Q4", "2027Q4"),
     ("2028-02-05", "2027Q4", "2027Q4"), ("2035-01-01", "2027Q4", "2027Q4")],
)  # fmt: skip
def test_the_filing_in_hand(day: str, all_filed: str, one_missing: str) -> None:
    """It closes on 30 April 2025; after that a unit that hasn't filed keeps it until the next period is over."""
    for filings, period in ((FULL, all_filed), (FULL[:1], one_missing)):
        assert str(filing_in_hand(dataset(SPECS, filings), date.fromisoformat(day))) == period


@pytest.mark.parametrize(
    ("day", "period"),
    [("2024-11-01", "2025Q1"), ("2025-04-19", "2025Q1"), ("2025-04-20", "2025Q1"), ("2025-07-19", "2025Q1"),
     ("2025-07-20", "2025Q2"), ("2035-01-01", "2027Q4")],
)  # fmt: skip
def test_the_filing_to_look_back_on(day: str, period: str) -> None:
    """The latest one due: 20 days after its period."""
    assert str(filing_in_review(dataset(SPECS), date.fromisoformat(day))) == period


def test_who_is_late() -> None:
    period, day = Period.parse("2025Q1"), date(2025, 4, 25)
    assert late_units(dataset(SPECS, FULL), period, day) == ()
    assert late_units(dataset(SPECS, FULL[:1]), period, day) == ("w",)
    void = Void("u", period)
    assert late_units(dataset(SPECS, FULL[1:], voids=[void]), period, day) == ("u",)
    # whoever owes nothing isn't late
    tasks = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u"]}]
    assert late_units(dataset([target()], FULL[:1], tasks=tasks), period, day) == ()


def test_filings_end_when_everything_is_due() -> None:
    assert str(last_filing(dataset([target()]))) == "2027Q4"
    assert str(last_filing(dataset([target(frequency="annual", due_days=330)]))) == "2028Q4"
    assert str(last_filing(dataset([]))) == "2027Q4"


@pytest.mark.parametrize(("period", "over"), [("2025Q1", False), ("2027Q4", False), ("2028Q1", True)])
def test_after_the_last_filing_nothing_is_owed(period: str, over: bool) -> None:
    assert is_over(dataset([target()]), Period.parse(period)) == over
    assert not is_over(dataset([target(frequency="annual", due_days=330)]), Period.parse("2028Q4"))
