"""Many districts' plans are made as they are asked for: each sound, each its own, none made twice."""

from __future__ import annotations

from pathlib import Path

import yaml

from benchmarks.counties import FILINGS, THEMES, county, make_counties, plans_text
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from tests.there import there


def test_each_is_sound_and_its_own(tmp_path: Path) -> None:
    make_counties(tmp_path, 2)
    one, other = (load(Folder(tmp_path / county(k))) for k in range(2))
    assert (one.problems, other.problems) == ((), ())
    data = there(one.dataset)
    assert len(data.filings) == FILINGS
    assert sum(target.theme is not None for target in data.targets) == THEMES
    assert data.plan.synthetic
    values = [{entry.value for filing in there(told.dataset).filings for entry in filing.observations}
              for told in (one, other)]  # fmt: skip
    assert len(values[0] ^ values[1]) > 100


def test_more_are_made_beside_those_that_are_there(tmp_path: Path) -> None:
    make_counties(tmp_path, 1)
    kept = tmp_path / county(0) / "units.yaml"
    before = kept.stat().st_mtime_ns
    listed = make_counties(tmp_path, 2)
    assert kept.stat().st_mtime_ns == before
    assert listed.name == "plans-2.yaml"


def test_the_country_has_its_levels() -> None:
    listed = yaml.safe_load(plans_text(2844))
    rows = [*listed["regions"], *listed["plans"]]
    by_level = {
        level: [row for row in rows if row["level"] == level] for level in ("province", "city", "county")
    }
    assert {level: len(some) for level, some in by_level.items()} == {
        "province": 29,
        "city": 316,
        "county": 2844,
    }
    ids = {row["id"] for row in rows}
    assert len(ids) == len(rows)
    assert all(row["parent"] in ids for level in ("city", "county") for row in by_level[level])
