"""Computed indicators: what of their parts is owed, and what their parts' past gives."""

from datetime import date

from qstrong.timeline.comparable import known
from qstrong.timeline.computed import dues_of_parts, vintages
from tests.build import dataset, filing, observation, target

SUM = target(id="sum", computed={"sum": ["x", "y"]}, reporters=[])


def test_years_of_a_part_count_from_its_own_start() -> None:
    often = {"years": 2}
    early = target(id="x", frequency=often, start="2023-12-31")
    data = dataset([early, target(id="y", frequency=often), {**SUM, "frequency": often}], ())
    owed = dict.fromkeys(("2026-02-01", "2027-02-01"))
    for day in owed:
        owed[day] = [
            due and str(due.period)
            for _, due in dues_of_parts(data, data.targets[2], date.fromisoformat(day))
        ]
    assert owed == {"2026-02-01": ["2025", None], "2027-02-01": ["2025", "2026"]}


def test_the_year_at_which_a_part_begins_isnt_one_of_its_periods() -> None:
    often = {"years": 2}
    late = target(id="x", frequency=often, start="2025-12-31")
    data = dataset([late, target(id="y", frequency=often), {**SUM, "frequency": often}], ())
    owed = dues_of_parts(data, data.targets[2], date(2026, 2, 1))
    assert [due for _, due in owed] == [None, None]


def test_a_part_of_last_year_on_record_serves_as_its_figure_within_a_year() -> None:
    past = [{"period": "2025Q1", "value": 5}]
    one = target(id="x", measure="stock", history=past)
    other = target(id="y", measure="stock")
    filed = filing("2025Q1", "2025-04-10", observation("2025Q1", 7, indicator="y"))
    data = dataset([one, other, SUM], [filed])
    sum_ = data.targets[2]
    vintage = vintages(data, date(2026, 1, 31)).of["sum"]
    assert not vintage.values
    assert known(sum_, vintage, data.filings[0].period.last) == 12
