"""Two published plans as data folders: Canada's indicator framework and Germany's sustainability strategy.

They are read from the folder that QSTRONG_PLANS names, and written for the tests alone. JSON is YAML, too.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

Entry = dict[str, Any]
Values = Mapping[str, Mapping[int, str]]
"""By indicator and year, as the program may read them: six decimals at most."""
PERCENT = ("percentage", "percent")
KEEP = "meet_every_year"


def figure(value: float | str) -> str:
    """A number without an exponent, to six decimals."""
    text = f"{round(Decimal(str(value)), 6):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def slug(text: str) -> str:
    """An id: the first 60 characters of what may stand in one."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-")


def named(text: str) -> Entry:
    return {"en": " ".join(text.split())}


def values_of(path: Path) -> Values:
    """The annual values of a plan."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["indicator"]][int(row["period"])] = figure(row["value"])
    return found


def indicators(folder: Path) -> list[Entry]:
    """The entries of a plan.json."""
    found: list[Entry] = json.loads((folder / "plan.json").read_text(encoding="utf-8"))["indicators"]
    return found


def canada(folder: Path, data: Path) -> dict[str, Entry]:
    """Canada's 83 indicators, judged by statcan: a level where there is a number to reach, else a trend.

    Returns their entries by the ids that they have in the data folder.
    """
    plan: Entry = {"id": "cif", "title": named("Canadian Indicator Framework"), "start": "2014-12-31"}
    plan |= {"end": "2040-12-31", "as_of": "2027-01-31", "method": {"name": "statcan"}}
    by_id = {f"i{slug(one['id'].replace('_', '-'))}": one for one in indicators(folder)}
    targets = [_canadian(name, one) for name, one in by_id.items()]
    of = {name: one["id"] for name, one in by_id.items()}
    write(data, plan, targets, values_of(folder / "values.csv"), of, lambda name: by_id[name]["source_org"])
    return by_id


def _canadian(name: str, one: Entry) -> Entry:
    up, first, goal = one["direction"] == "increase", one["baseline_year"], one["target_value"]
    target: Entry = {"id": name, "name": named(f"{one['indicator_number']} {one['series'] or one['name']}")}
    target |= {"uom": uom(one["unit"]), "decimals": 6, "limits": None, "note": one["target_text"]}
    target |= {"start": f"{first}-12-31", "end": f"{one['target_year']}-12-31"}
    target["baseline"] = {"period": first, "value": figure(one["baseline_value"])}
    if goal is None:
        return target | {"kind": "trend", "direction": "up" if up else "down"}
    return target | {"op": ">=" if up else "<=", "value": figure(goal)}


def germany(folder: Path, data: Path) -> dict[str, Entry]:
    """Germany's 46 targets on 32 indicators, judged by dns; those on one indicator are `of` its first."""
    plan: Entry = {
        "id": "dns",
        "title": named("German Sustainable Development Strategy"),
        "start": "2016-12-31",
    }
    plan |= {"end": "2050-12-31", "as_of": "2025-01-31", "method": {"name": "dns"}}
    by_id = {f"i{slug(one['id'])}": one for one in indicators(folder)}
    first: dict[tuple[str, str], str] = {}
    targets = []
    for name, one in by_id.items():
        other = first.setdefault((one["file"], one["series"]), name)
        targets.append(_german(name, one, None if other == name else other))
    of = {name: by_id[name]["values_key"] for name in first.values()}
    write(data, plan, targets, values_of(folder / "values.csv"), of, lambda name: by_id[name]["source_org"])
    return by_id


def _german(name: str, one: Entry, other: str | None) -> Entry:
    target: Entry = {"id": name, "name": named(one["name"]), "value": figure(one["target_value"])}
    target["op"] = operator(one)
    target |= {"note": one["target_text"], "keep": one["kind"] == KEEP}
    if one["target_year"]:
        target["end"] = f"{one['target_year']}-12-31"
    if other:
        return target | {"of": other}
    return target | {"uom": uom(one["unit"]), "decimals": 3, "limits": None}


def operator(one: Entry) -> str:
    """How a value meets a German target: its text says where equality doesn't."""
    word = ">=" if one["direction"] == "increase" else "<="
    return word[0] if re.search(r"\b(under|less than)\b", one["target_text"]) else word


def uom(unit: str | None) -> str:
    return "%" if (unit or "").lower() in PERCENT else unit or ""


def write(
    data: Path,
    plan: Entry,
    targets: list[Entry],
    values: Values,
    of: Mapping[str, str],
    whose: Callable[[str], str],
) -> None:
    """A data folder: values up to a target's T0, or the plan's, are history; each later year is a filing."""
    data.mkdir(parents=True)
    filing = {"every": "annual", "due_days": 31}
    filings: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    units: dict[str, Entry] = {}
    for target in targets:
        if target["id"] not in of:
            continue
        unit = " ".join(whose(target["id"]).split())
        units[slug(unit)] = {"id": slug(unit), "name": named(unit), "kind": "ministry"}
        target |= {
            "reporters": [slug(unit)],
            "due_days": 365,
            "measure": "rate" if target["uom"] == "%" else "stock",
        }
        begun = int(max(target.get("start", ""), plan["start"])[:4])
        base = target.get("baseline", {}).get("period")
        series = values[of[target["id"]]]
        target["history"] = [
            {"period": year, "value": value}
            for year, value in series.items()
            if year <= begun and year != base
        ]
        for year, value in series.items():
            if year > begun:
                filings[slug(unit), year].append({"indicator": target["id"], "value": value, "source": unit})
    _dump(
        data / "targets.yaml",
        {"plan": plan | {"filing": filing, "language": "en"}, "groups": [], "targets": targets},
    )
    _dump(data / "tasks.yaml", {"sections": [], "tasks": []})
    _dump(data / "units.yaml", {"units": [*units.values()]})
    for (unit, year), rows in filings.items():
        head = {"unit": unit, "period": year, "filed": f"{year + 1}-01-31"}
        _dump(data / f"progress/{unit}/{year}.yaml", head | {"observations": rows})


def _dump(path: Path, tree: Entry) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")


CONVERTED: dict[str, Callable[[Path, Path], dict[str, Entry]]] = {"canada": canada, "germany": germany}
"""By the name of the folder that a plan stands in."""
