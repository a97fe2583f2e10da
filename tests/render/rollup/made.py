"""Roll-ups to be shown, made by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qstrong.model.base import Text
from qstrong.model.period import Period
from qstrong.model.rollup.summary import (
    Counted,
    GroupSummary,
    LastFiling,
    MissingUnit,
    Summary,
    TargetSummary,
    UnreadPlan,
)
from qstrong.model.rollup.table import Rollup, RollupColumn, RollupRow, RollupView, ThemeSum, Total

DAY = date(2026, 10, 30)
QUARTER = Period.parse("2026Q3")
COLOURS = {"on_track": "green", "at_risk": "yellow", "off_track": "red", "not_assessable": "grey"}
THEMES = ("jobs", "air")


def text(said: str) -> Text:
    return Text(zh=said, en=said)


def counted(*statuses: str) -> Counted:
    counts = Counter(statuses)
    n = len(statuses) - counts["not_assessable"]
    colour = COLOURS[max(statuses, key=list(COLOURS).index)] if n else "grey"
    return Counted(dict(counts), {"reported": n}, n, len(statuses), n, len(statuses), colour)


def target(name: str, status: str, theme: str | None = None, **other: object) -> TargetSummary:
    one = TargetSummary(
        id=name, name=text(f"指标{name}"), theme=theme, group="g", kind="level", op=">=", goal=Decimal(10),
        between=None, uom=text("家"), measure="stock", decimals=0, binding=False, method="default",
        value=Decimal(7), period=QUARTER, completion=Fraction(1, 2), attainment=Fraction(7, 10), status=status,
        label=status, last_status=None, data="reported", flags=(),
    )  # fmt: skip
    return replace(one, **other)  # type: ignore[arg-type]


def summary(*targets: TargetSummary, missing: int = 0) -> Summary:
    whole = replace(
        counted(*(one.status for one in targets)), mean_completion=Fraction(1, 2), completions=len(targets)
    )
    return Summary(
        as_of=DAY, plan="p", title=text("方案"), start=date(2024, 12, 31), end=date(2027, 12, 31), data_id="0" * 12,
        overall=whole, groups=(GroupSummary("g", text("类"), whole),), targets=targets, filings=1,
        last=LastFiling(QUARTER, date(2026, 10, 12), "u"), owing=5, period=QUARTER,
        missing=tuple(MissingUnit(f"u{k}", text(f"单位{k}"), QUARTER, date(2026, 10, 20), 2, 10) for k in range(missing)),
        previous=date(2026, 7, 30),
    )  # fmt: skip


UNREAD = Summary(as_of=DAY, unread=UnreadPlan("data", text("坏了"), "Q012", "targets.yaml:3"))


def total(found: Sequence[Summary], sums: Mapping[str, ThemeSum] | None = None) -> Total:
    read = [one.overall for one in found if one.overall]
    counts: Counter[str] = Counter()
    for one in read:
        counts.update(one.counts)
    return Total(
        plans=len(found), read=len(read), filed=sum(one.filings > 0 for one in found),
        colours=dict(Counter(one.colour for one in read)), counts=dict(counts),
        assessable=sum(one.assessable for one in read), due=sum(one.due for one in read),
        reported=sum(one.reported for one in read), total=sum(one.total for one in read),
        errors=0, warnings=0, missing=sum(len(one.missing) for one in found), owing=sum(one.owing for one in found),
        sums=sums or {},
    )  # fmt: skip


def rolled(plans: Mapping[str, Summary], view: RollupView = "theme", **other: object) -> Rollup:
    """A region with these *plans*, by their names."""
    columns = [
        RollupColumn(name, text(f"主题{name}"), len(plans), {"default": len(plans)}) for name in THEMES
    ]
    if view == "group":
        columns = [RollupColumn("g", text("类"), len(plans), {})]
    if view == "one":
        columns = columns[:1]
    whole = total(
        list(plans.values()), {name: ThemeSum(1, len(plans), QUARTER, why="missing") for name in THEMES}
    )
    rows = [RollupRow("region", text("地区"), "city", None, 0, below=whole)]
    names = {column.id for column in columns}
    for name, one in plans.items():
        shown = view in ("reds", "changes")
        rows.append(
            RollupRow(
                id=name, name=text(f"县{name}"), level="county", parent="region", depth=1, source=name, summary=one,
                groups={each.id: each.counted for each in one.groups} if view == "group" else None,
                themes=None if view == "group" else {each.theme: each for each in one.targets if each.theme in names},
                targets=one.targets if shown else (),
            )
        )  # fmt: skip
    made = Rollup(
        title=text("许多方案"), synthetic=True, as_of="2026-10-30", day=DAY, view=view, columns=tuple(columns),
        rows=tuple(rows), total=whole, unmatched=3,
    )  # fmt: skip
    return replace(made, **other)  # type: ignore[arg-type]


PLANS = {
    "a": summary(target("jobs", "on_track", "jobs"), target("air", "off_track", "air", value=Decimal("9.50")), missing=1),
    "b": summary(target("work", "at_risk", "jobs", last_status="off_track", data="not_reported")),
    "c": UNREAD,
    "d": replace(summary(target("jobs", "not_assessable", "jobs", value=None, period=None)), filings=0, last=None),
}  # fmt: skip
"""One that goes well, one that says an older value, one that can't be read, one that never filed."""


def country(n: int, themes: int = 12) -> Rollup:
    """A made-up country: *n* counties, nine to a city, eleven cities to a province; the same each time."""
    names = [f"t-{k}" for k in range(themes)]
    sums = {name: ThemeSum(1, n, QUARTER, why="missing") for name in names}
    rows: list[RollupRow] = []
    below: dict[str, list[Summary]] = {}
    for k in range(n):
        province, city = f"p-{k // 99}", f"c-{k // 9}"
        for name, up, depth in ((province, None, 0), (city, province, 1)):
            if name not in below:
                below[name] = []
                rows.append(RollupRow(name, text(f"地区{name}"), "region", up, depth))
        cells = {
            name: target(
                name,
                list(COLOURS)[(k * 7 + j * 3) % 11 % 4],
                name,
                value=Decimal(f"{k * 13 % 1000}.{j % 9 + 1}"),
            )
            for j, name in enumerate(names)
        }
        one = UNREAD if k % 97 == 5 else replace(summary(*cells.values(), missing=k % 3 == 0), targets=())
        below[province].append(one)
        below[city].append(one)
        rows.append(
            RollupRow(
                f"k-{k}", text(f"县{k}"), "county", city, 2, summary=one, themes={} if one.unread else cells
            )
        )
    rows = [replace(row, below=total(below[row.id], sums)) if row.id in below else row for row in rows]
    every = [row.summary for row in rows if row.summary]
    columns = tuple(RollupColumn(name, text(f"主题{name}"), n, {"default": n}) for name in names)
    return Rollup(
        title=text("全国"), synthetic=True, as_of="2026-10-30", day=DAY, view="theme", columns=columns,
        rows=tuple(rows), total=total(every, sums), unmatched=0,
    )  # fmt: skip
