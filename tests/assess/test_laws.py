"""Laws of the method."""

from datetime import date
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qstrong.assess.verdict import GREEN, STATUSES
from tests.build import filing, observation, one, series, target

settings.register_profile("laws", derandomize=True, deadline=None, max_examples=150)
settings.load_profile("laws")

PERIODS = [
    "2025Q1",
    "2025Q2",
    "2025Q3",
    "2025Q4",
    "2026Q1",
    "2026Q2",
    "2026Q3",
    "2026Q4",
    "2027Q1",
    "2027Q3",
    "2027Q4",
]
periods = st.sampled_from(PERIODS)
hundredths = st.integers(0, 20_000).map(lambda n: Decimal(n) / 100)
ORDER = ["achieved", "on_track", "at_risk", "off_track", "worsening"]


def rank(status: str) -> int:
    """Better first; at the deadline there are two ranks."""
    return 9 if status == "missed" else ORDER.index(status)


@given(periods, hundredths, hundredths, hundredths, hundredths)
def test_a_sharper_target_never_improves_a_status(
    period: str, v0: Decimal, rise: Decimal, more: Decimal, sharper: Decimal
) -> None:
    easy, hard = v0 + more + Decimal("0.01"), v0 + more + sharper + Decimal("0.02")
    value = v0 + rise
    base = {"baseline": {"period": 2024, "value": v0}}
    statuses = [series(target(value=goal, **base), (period, value)).status for goal in (easy, hard)]
    assert rank(statuses[0]) <= rank(statuses[1])


@given(periods, hundredths, hundredths, hundredths, st.sampled_from([-2, -1, 1, 3]))
def test_scaling_the_unit_of_measure_changes_no_status(
    period: str, v0: Decimal, value: Decimal, goal: Decimal, power: int
) -> None:
    factor = Decimal(10) ** power
    specs = [
        target(value=f"{goal * f:f}", decimals=2 + shift, baseline={"period": 2024, "value": f"{v0 * f:f}"})
        for f, shift in ((Decimal(1), 0), (1 / factor, power))
        if 2 + shift >= 0
    ]
    values = [value, value / factor]
    found = [series(spec, (period, f"{v:f}")) for spec, v in zip(specs, values, strict=False)]
    assert len({(report.status, report.label, report.verdict.arrow) for report in found}) == 1


@given(periods, hundredths, hundredths, hundredths, st.sampled_from([(">=", "<="), (">", "<")]))
def test_mirrored_direction_gives_mirrored_verdicts(
    period: str, v0: Decimal, value: Decimal, goal: Decimal, ops: tuple[str, str]
) -> None:
    assume(v0 or goal)  # where all figures are 0, the natural limit there stands, and has no mirror image
    up = series(target(op=ops[0], value=goal, baseline={"period": 2024, "value": v0}), (period, value))
    down = series(target(op=ops[1], value=-goal, baseline={"period": 2024, "value": -v0}), (period, -value))
    assert (up.status, up.label, up.verdict.arrow, up.verdict.gap) == (
        down.status, down.label, down.verdict.arrow, down.verdict.gap,
    )  # fmt: skip


@given(st.permutations(range(5)), st.lists(hundredths, min_size=5, max_size=5))
def test_the_order_of_filings_changes_nothing(order: list[int], values: list[Decimal]) -> None:
    filings = [filing(p, "2027-01-10", observation(p, v)) for p, v in zip(PERIODS, values, strict=False)]
    spec = target(baseline={"period": 2024, "value": 1})
    assert one(spec, *filings) == one(spec, *(filings[k] for k in order))


@given(
    st.lists(st.tuples(periods, hundredths), max_size=4, unique_by=lambda pair: pair[0]),
    st.dates(date(2025, 1, 1), date(2029, 1, 1)),
)
def test_missing_data_is_never_green(values: list[tuple[str, Decimal]], day: date) -> None:
    spec = target(baseline={"period": 2024, "value": 1})
    filings = [filing(p, "2028-02-10", observation(p, v)) for p, v in values]
    report = one(spec, *filings, as_of=day.isoformat())
    assert report.status in STATUSES
    if report.data != "reported":
        assert report.status == "not_assessable"
        assert report.status not in GREEN
