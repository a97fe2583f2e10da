"""Random targets of every kind, way of saying a goal, calendar and method, with plausible values and awkward ones."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from qstrong.assess.assess import assess
from qstrong.assess.report import Report
from qstrong.model.period import Period
from tests.build import KIND, TARGET, dataset

STEPS = {"annual": 12, "half": 6, "quarter": 3, "month": 1}
END = 12 * 2031
START = 12 * 2025
"""A plan from the end of 2024 to that of 2030 (or of years that begin in April)."""


def number(r: random.Random, size: float, places: int) -> str:
    return format(Decimal(str(round(r.uniform(-size * 0.2, size), places))), "f")


def _level(r: random.Random, base: Decimal, goal: Decimal, sign: int) -> dict[str, Any]:
    one: dict[str, Any] = {"op": r.choice([">=", ">"] if sign > 0 else ["<=", "<"])}
    one["value"] = goal if goal != base else goal + sign
    if r.random() < 0.35 and base > 0:
        changes = {"percent": sign * r.randint(1, 60), "times": "1.5" if sign > 0 else "0.7", "by": sign * 2}
        name = r.choice(sorted(changes))
        one = {"op": one["op"], "value": None, "change": {name: changes[name]}}
    elif r.random() < 0.3:
        at = base + (Decimal(one["value"]) - base) * Decimal(r.choice(["0.2", "0.333", "0.7"]))
        one["milestones"] = {"2027": format(round(at, 4), "f")}
    elif r.random() < 0.25:
        one["method"] = r.choice(["statcan", "dns"])
    return one


def _range(_: random.Random, base: Decimal, goal: Decimal, sign: int) -> dict[str, Any]:
    return {"between": sorted([goal, goal + sign * (abs(goal - base) / 2 + 1)])}


def _growth(r: random.Random, *_: Any) -> dict[str, Any]:
    over = r.choice(["year", "average", "total"])
    value = 6 if over == "year" else r.choice([6, "0.5", 12, "-3"])
    op = r.choice([">=", ">"] if over == "year" else [">=", ">", "<="])
    return {"over": over, "value": value, "op": op, "decimals": 2}


def _increment(r: random.Random, *_: Any) -> dict[str, Any]:
    return {"value": r.choice([1, 3, 5, 7, 50, 1000]), "decimals": 0}


OWN: dict[str, Callable[..., dict[str, Any]]] = {
    "level": _level,
    "range": _range,
    "growth": _growth,
    "increment": _increment,
}
KINDS = (
    ["level"] * 7 + ["range"] * 3 + ["growth"] * 4 + ["increment"] * 2 + ["trend", "trend", "record", "watch"]
)


def spec(r: random.Random, name: str) -> dict[str, Any]:
    """One target, by the plan's grammar."""
    kind, places = r.choice(KINDS), r.choice([0, 1, 2, 4])
    one: dict[str, Any] = TARGET | KIND[kind] | {"id": name, "kind": kind, "decimals": places}
    size, sign = r.choice([1, 10, 100, 1e5]), r.choice([1, 1, -1])
    base = Decimal(number(r, size, places))
    goal = base + sign * Decimal(number(r, size, places)).copy_abs()
    if kind in OWN:
        one |= OWN[kind](r, base, goal, sign)
    one = {key: value for key, value in one.items() if value is not None}
    if kind in ("level", "range") and "change" not in one and r.random() < 0.25:
        one["provisional_baseline"] = True
    elif kind in ("level", "range", "trend", "record") and r.random() < 0.7:
        one["baseline"] = {"period": "2024", "value": format(base, "f")}
    if kind in ("level", "range") and r.random() < 0.3:
        one["measure"] = "flow_ytd"
    if kind == "trend" and r.random() < 0.4:
        one["method"] = "statcan"
    if kind in ("level", "trend", "record") and r.random() < 0.7:
        years = range(2019, 2024)
        one["history"] = [{"period": str(year), "value": number(r, size, places)} for year in years]
    often = r.choice(["annual", "annual", "half", "quarter"])
    return one | {"frequency": often} | ({} if kind == "increment" else {"limits": None})


def filings(r: random.Random, targets: list[dict[str, Any]], shift: int) -> list[dict[str, Any]]:
    """One for each quarter, with what each of the targets owes then, now and then nothing."""
    found = []
    so_far: dict[str, Decimal] = {}
    pace = {one["id"]: r.choice(["0.01", "0.1", "0.25", "0.04", "-0.05"]) for one in targets}
    for month in range(START + 3, END + 1, 3):
        said = []
        for one in targets:
            months = STEPS[str(one["frequency"])]
            if month % months or r.random() < 0.08 or one.get("computed"):
                continue
            period = str(Period.ending(month, months, shift))
            value = _value(r, one, Decimal(pace[one["id"]]), so_far, month)
            entry: dict[str, Any] = {
                "indicator": one["id"],
                "period": period,
                "value": value,
                "flag": "revised",
                "reason": "x",
            }
            if one["measure"] == "flow_ytd" and month % 12 and r.random() < 0.8:
                entry["last_year"] = number(r, 30, 2)
            said.append(entry)
        end = Period.ending(month, 3, shift)
        day = (end.end + timedelta(days=10)).isoformat()
        found.append({"unit": "u", "period": str(end), "filed": day, "observations": said})
    return [one for one in found if one["observations"]]


def _value(
    r: random.Random, one: dict[str, Any], pace: Decimal, so_far: dict[str, Decimal], month: int
) -> str:
    places = int(one["decimals"])
    if one["kind"] == "growth":
        return number(r, 14, 2)
    if one["kind"] == "increment":
        so_far[one["id"]] = so_far.get(one["id"], Decimal(0)) + r.choice([0, 0, 1, 2])
        return format(so_far[one["id"]], "f")
    base = Decimal(str((one.get("baseline") or {}).get("value", "20")))
    goal = Decimal(str(one.get("value") or (one.get("between") or [base + 10])[0] or 1))
    way = (goal - base) * pace * (month - START) / 3
    return format(
        round(base + way + Decimal(number(r, float(abs(goal - base)) * 0.1 + 0.01, places)), places), "f"
    )


def random_report(seed: int) -> Report:
    """The report of a plan of a few such targets on some day."""
    r = random.Random(seed)
    targets: list[dict[str, Any]] = [spec(r, f"t{k}") for k in range(3)]
    if r.random() < 0.5:
        parts = [
            TARGET
            | {"id": f"p{k}", "kind": "watch", "measure": "stock", "frequency": "annual", "limits": None}
            for k in range(2)
        ]
        how: dict[str, Any] = r.choice(
            [{"sum": ["p0", "p1"]}, {"ratio": ["p0", "p1"], "times": 100}, {"ratio": ["p0", "p1"]}]
        )
        made = TARGET | KIND["level"] | {
            "id": "made", "computed": how, "measure": "rate" if "ratio" in how else "stock", "value": r.choice([30, 120]),
            "op": r.choice([">=", "<="]), "frequency": "annual", "limits": None,
        }  # fmt: skip
        made.pop("reporters")
        if r.random() < 0.5:
            made["baseline"] = {"period": "2024", "value": "51.5"}
        targets += [*parts, made]
    plan: dict[str, Any] = {"end": "2030-12-31"}
    shift = 0
    if r.random() < 0.2:
        plan = {"start": "2025-03-31", "end": "2031-03-31", "year": {"starts": 4, "named": "start"}}
        shift = -3
    whole = dataset(targets, filings(r, targets, shift), plan=plan)
    return assess(whole, date(2025, 6, 1) + timedelta(days=r.randint(0, 2300)))
