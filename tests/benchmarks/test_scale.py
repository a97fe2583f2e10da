"""The page on scale: it says what was measured, what holds and what doesn't, and a dash for what wasn't."""

from __future__ import annotations

from benchmarks.scale import page

PER_PLAN = {"stat": 0.002, "bare": 0.15, "one.cold": 0.16, "one.again": 0.006, "two.cold": 0.17}


def measured(*counts: int, **other: float) -> dict[str, dict[str, dict[str, float]]]:
    found = {
        str(count): {
            name: {"cpu": cpu * count, "wall": cpu * count, "megabytes": 90.0}
            for name, cpu in PER_PLAN.items()
        }
        for count in counts
    }
    for name, cpu in other.items():
        found[str(counts[-1])][name.replace("_", ".")] = {"cpu": cpu, "wall": cpu, "megabytes": 90.0}
    return found


def row(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"| {start}"))


def test_what_holds_and_what_does_not() -> None:
    told = page(measured(1000, 2844, one_changed=0.006 * 2844 + 0.3), 2, "Here.")
    assert "| 4 | 3 | kept |" in row(told, "2,844 plans, nothing changed")
    assert "| 15 % | 6.67 % | kept |" in row(told, "1,000 plans at first")
    assert "| 300 MB | 90 MB | kept |" in row(told, "memory at")
    assert "| 1 | 2 | **not kept** |" in row(told, "one plan changed")  # 0.3 s are two plans' bare work
    slow = page(measured(1000, 2844, one_again=0.009 * 2844), 2, "Here.")
    assert "| 4 | 4.5 | **not kept** |" in row(slow, "2,844 plans, nothing changed")


def test_what_was_not_measured_is_a_dash() -> None:
    told = page(measured(10), 2, "Here.")
    assert "| 4 | – | |" in row(told, "2,844 plans, nothing changed").replace("|  |", "| |")
    assert "## The country" not in told
    assert "895,860 files" in told


def test_the_country_is_reckoned_from_what_was_measured() -> None:
    told = page(measured(2844), 2, "Here.")
    assert "costs 154 ms of CPU" in told
    assert row(told, "8 |").split("|")[2].strip().endswith("s")
