"""Prints each target of a data folder with the last value filed for it; PyYAML alone, nothing of qstrong.

Run: python examples/without-qstrong/read.py [DATA_FOLDER]
"""

import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

MONTHS = {"": 12, "H": 6, "Q": 3, "-": 1}  # in a part of a year: 2026, 2026H1, 2026Q3, 2026-09


def read(path: Path) -> Any:  # every scalar as its text: no float rounds a value, and 2026-09 is no date
    return yaml.load(path.read_text("utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506 (it makes texts only)


def month(period: str) -> int:  # the last month of a period, as a number to sort by
    year, sort, part = re.findall(r"^(\d{4})([HQ-]?)(\d*)$", period)[0]
    return int(year) * 12 + int(part or 1) * MONTHS[sort]


folder = Path(sys.argv[1] if len(sys.argv) > 1 else "data")
values: dict[str, tuple[str, Decimal | str]] = {}
for filing in sorted(map(read, folder.glob("progress/*/*.yaml")), key=lambda one: month(one["period"])):
    for row in filter(lambda one: one.get("value"), filing.get("observations") or ()):
        period = row.get("period") or filing["period"]
        if month(period) >= month(values.get(row["indicator"], (period,))[0]):  # a revision comes later
            values[row["indicator"]] = period, Decimal(row["value"])
for target in read(folder / "targets.yaml")["targets"]:
    print(target["id"], *values.get(target.get("of") or target["id"], ("", "")), sep="\t")
