"""What the random plans are drawn with: a plan's time, its units, how numbers and entries are written."""

import json
import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from decimal import Decimal as D
from typing import Any

from tests.peer.clock import Calendar

NAMES = {12: "annual", 6: "half", 3: "quarter", 1: "month"}
PLAIN = re.compile(r"-?\w[\w.%-]*")
OPTIONS = {
    "on_track": ["0.9", "0.95", "1"],
    "at_risk": ["0.5", "0.7"],
    "ahead": ["1.1"],
    "slack_on": ["0", "0.02", "0.05"],
    "slack_risk": ["0.05", "0.12"],
    "worsening": ["0", "0.05"],
    "half_time": ["0.4", "0.6"],
    "catch_up": ["1.5", "3"],
    "borderline": ["0.02", "0.1"],
    "single_step": ["3", "8"],
    "single_step_quarters": ["2", "6"],
    "near_days": ["10", "60"],
    "path_short": ["0", "0.1"],
    "trend_window": ["1", "2"],
    "coverage": ["0.5", "0.9"],
    "share": ["1/4", "1/2"],
    "provisional_baseline": ["true", "false"],
}


def rounded(q: Decimal, x: Any) -> Decimal:
    return D(x).quantize(q, rounding=ROUND_HALF_EVEN)


def written(x: Any) -> str:
    """YAML, on one line."""
    if isinstance(x, dict):
        return "{" + ", ".join(f"{k}: {written(v)}" for k, v in x.items()) + "}"
    if isinstance(x, list | tuple):
        return "[" + ", ".join(map(written, x)) + "]"
    if isinstance(x, Decimal):
        return format(x, "f")
    if isinstance(x, str):
        return x if PLAIN.fullmatch(x) else json.dumps(x, ensure_ascii=False)
    return "null" if x is None else str(x).lower() if isinstance(x, bool) else str(x)


Limits = tuple[int, int] | None


@dataclass
class Drawn:
    """A target, and what its values are drawn from."""

    entry: dict[str, Any]
    kind: str
    measure: str
    t0: int
    t1: int
    step: int
    q: Decimal
    v0: Decimal
    T: Decimal
    up: bool = True
    often: bool = False
    lim: Limits = None
    """What the values are kept within, mostly."""
    full: bool = False
    """Near the limit of 100 %."""
    source: str = ""
    """Where the baseline comes from."""
    reporters: list[str] = field(default_factory=list)
    due_days: int = 0

    def r(s, x: Any) -> Decimal:
        return rounded(s.q, x)

    def kept(s, x: Decimal) -> Decimal:
        """Within the limits, as a figure of the plan has to be."""
        return min(max(x, D(s.lim[0])), D(s.lim[1])) if s.lim else x


@dataclass
class Draft:
    """A plan that is being drawn; months are its calendar's."""

    R: random.Random
    seed: int
    more: bool
    """Whether it uses the method's second part."""
    cal: Calendar = field(default_factory=Calendar)
    t0: int = 0
    t1: int = 0
    every: int = 3
    yearly: bool = True
    """Whether it begins and ends with years."""
    due_days: int = 20
    due_ex: dict[int, date] = field(default_factory=dict)
    plan: dict[str, Any] = field(default_factory=dict)
    units: dict[str, dict[str, Any]] = field(default_factory=dict)
    obs: dict[tuple[str, int], list[dict[str, Any]]] = field(default_factory=dict)
    """By unit and filing."""
    tidy: bool = False
    """An office where nearly all is there and in time."""

    @property
    def first(s) -> int:
        return (s.t0 // s.every + 1) * s.every

    @property
    def filings(s) -> list[int]:
        return list(range(s.first, s.t1 + 13, s.every))

    def maybe(s, p: float) -> bool:
        return s.R.random() < p

    def also(s, p: float) -> bool:
        """With that probability, and only where the second part is used."""
        return s.more and s.R.random() < p

    def due(s, e: int) -> date:
        return s.due_ex.get(e) or s.cal.last(e) + timedelta(days=s.due_days)

    def filing_for(s, e: int, days: int) -> int:
        """The filing, mostly, with which a period is due that ends with month e."""
        k = max(-(-e // s.every) * s.every, s.first)
        want = s.cal.last(e) + timedelta(days=days)
        while s.due(k) < want and s.maybe(0.9):
            k += s.every
        return k

    def name(s, e: int, most: int = 12) -> str:
        """What the longest period is called that ends with month e, of so many months at most."""
        return s.cal.name(e, max(k for k in (12, 6, 3, 1) if e % k == 0 and k <= most))

    def any_name(s, e: int) -> str:
        return s.cal.name(e, s.R.choice([k for k in (12, 6, 3, 1) if e % k == 0]))

    def put(s, unit: str, e: int, entry: dict[str, Any]) -> None:
        s.obs.setdefault((unit, e), []).append(entry)


def draw(seed: int) -> Draft:
    """A plan's time, filing rule, method and units."""
    R = random.Random(seed)
    d = Draft(R, seed, more=R.random() < 0.7)
    d.every, d.yearly = R.choice([12, 6, 3, 3, 3, 1, 1]), d.maybe(0.9 if d.more else 0.75)
    if d.also(0.3):
        d.plan["year"] = {"starts": R.choice([2, 4, 4, 7, 10]), "named": R.choice(["start", "end"])}
        d.cal = Calendar(**d.plan["year"])
    time(d)
    filing(d)
    method(d)
    units(d)
    d.tidy = d.maybe(0.35)
    return d


def time(d: Draft) -> None:
    R, y0, years = d.R, d.R.choice([2022, 2023, 2024]), d.R.choice([1, 2, 3, 3, 4, 5, 5])
    d.t0 = 12 * (y0 + 1) if d.yearly else 12 * y0 + R.choice([3, 6, 9, 6, 5])
    d.t1 = d.t0 + 12 * years
    if not d.yearly:
        d.t1 = max(min(d.t1 + R.choice([0, 0, 3, -3, 6]), d.t0 + 48), d.t0 + 12)
        d.t1 += 12 if d.t1 // d.every == d.t0 // d.every else 0
    d.plan |= {"start": d.cal.last(d.t0), "end": d.cal.last(d.t1), "issued": d.cal.last(d.t0)}


def filing(d: Draft) -> None:
    R = d.R
    d.due_days = R.randint(10, 30) if d.maybe(0.9) else R.choice([45, 60, 75, 100])
    rule: dict[str, Any] = {"every": NAMES[d.every], "due_days": d.due_days}
    if d.maybe(0.4):
        rule["close_days"] = d.due_days + R.randint(0, 20)
    first = d.first
    if d.maybe(0.3):
        first = R.choice([e for e in d.filings[:4] if e <= d.t1])
        rule["from"] = d.cal.name(first, d.every)
    if d.maybe(0.3):
        ok = [e for e in d.filings if e >= first]
        for e in sorted(R.sample(ok, min(2, len(ok)))):
            days = max(1, min(d.due_days + R.randint(-6, 6), 60))
            d.due_ex[e] = d.cal.last(e) + timedelta(days=days)
        rule["due"] = {d.cal.name(e, d.every): due for e, due in d.due_ex.items()}
    d.plan["filing"] = rule


def method(d: Draft) -> None:
    R = d.R
    own = {"name": R.choice(["statcan", "dns", "default"])} if d.yearly and d.also(0.2) else {}
    if d.maybe(0.3):
        own |= {k: R.choice(OPTIONS[k]) for k in R.sample(sorted(OPTIONS), R.randint(1, 4))}
    if own:
        d.plan["method"] = own


def units(d: Draft) -> None:
    """Four units; and some that end, and whoever comes after them."""
    d.units = {f"unit-{x}": {} for x in "abcd"}
    if not d.also(0.5):
        return
    days = sorted(
        d.cal.last(d.t0) + timedelta(days=d.R.randint(20, (d.t1 - d.t0) * 30 + 60)) for _ in range(2)
    )
    x = d.R.random()
    if x < 0.35:  # another takes over as well
        d.units["unit-a"] = {"until": days[0], "successor": "unit-b"}
    elif x < 0.7:  # a new one, and a newer one
        d.units["unit-a"] = {"until": days[0], "successor": "unit-e"}
        d.units["unit-e"] = {"from": days[0] + timedelta(days=1)}
        if d.maybe(0.5) and days[1] > days[0]:
            d.units["unit-e"] |= {"until": days[1], "successor": "unit-f"}
            d.units["unit-f"] = {"from": days[1] + timedelta(days=1)}
    elif x < 0.9:  # two become one
        d.units |= {u: {"until": days[0], "successor": "unit-e"} for u in ("unit-a", "unit-b")}
        d.units["unit-e"] = {"from": days[0] + timedelta(days=1)}
    else:  # nobody comes after it
        d.units["unit-d"] = {"until": days[0]}
