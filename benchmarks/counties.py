"""Made-up plans of many districts, the same for the same seed: what a roll-up is measured on."""

from __future__ import annotations

from pathlib import Path

from benchmarks.made import make_folder, plan

FILINGS, QUARTERS = 312, 12
"""What each district files: 26 units for three years."""
THEMES = 12
"""Indicators that are the same in all plans."""
COUNTIES_OF_A_CITY, CITIES_OF_A_PROVINCE = 9, 11
"""About as many as in the country: 2,844 counties of 333 cities of 31 provinces."""
NOTICE = "# 演示数据，全部虚构 / made-up data\n"


def county(k: int) -> str:
    """The id of a district's plan, and its folder."""
    return f"county-{k:04}"


def make_counties(folder: Path, count: int) -> Path:
    """The list of the first *count* districts' plans in *folder*, which are made where they aren't there."""
    units = FILINGS // QUARTERS
    for k in range(count):
        done = folder / county(k) / "units.yaml"
        if not done.exists():
            texts = plan(units, county(k), THEMES)
            last = texts.pop("units.yaml")
            make_folder(done.parent, FILINGS, QUARTERS, k + 1, texts)
            done.write_bytes(last.encode())
    listed = folder / f"plans-{count}.yaml"
    listed.write_bytes(plans_text(count).encode())
    return listed


def plans_text(count: int) -> str:
    """The list: provinces, their cities, and *count* districts."""
    cities = -(-count // COUNTIES_OF_A_CITY)
    provinces = -(-cities // CITIES_OF_A_PROVINCE)
    regions = [f"  - {{id: province-{k}, name: 省{k}, level: province}}" for k in range(provinces)]
    regions += [
        f"  - {{id: city-{k}, name: 市{k}, level: city, parent: province-{k // CITIES_OF_A_PROVINCE}}}"
        for k in range(cities)
    ]
    plans = [
        f"  - {{id: {county(k)}, name: 县{k}, level: county, parent: city-{k // COUNTIES_OF_A_CITY},"
        f" path: {county(k)}}}"
        for k in range(count)
    ]
    return NOTICE + "\n".join(["synthetic: true", "regions:", *regions, "plans:", *plans]) + "\n"
