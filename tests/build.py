"""Datasets for tests, from plain Python: every scalar goes through the same grammars as a file's."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from qstrong.assess.assess import assess
from qstrong.assess.report import ActionVerdict, TargetReport
from qstrong.model.base import Text
from qstrong.model.dataset import Dataset
from qstrong.model.filing import Filing
from qstrong.model.kinds import TargetsFile
from qstrong.model.problem import ProblemTexts
from qstrong.model.shapes.later import Later
from qstrong.model.task import TasksFile, UnitsFile
from qstrong.read.terms.complete import complete, in_calendar
from qstrong.read.terms.together import made_whole

PLAN: dict[str, Any] = {
    "id": "test-plan",
    "title": {"zh": "试验方案"},
    "start": "2024-12-31",
    "end": "2027-12-31",
    "filing": {"every": "quarter", "due_days": 20, "close_days": 30},
}
TARGET: dict[str, Any] = {
    "id": "x",
    "name": {"zh": "指标"},
    "group": "g",
    "kind": "level",
    "uom": "亿元",
    "measure": "stock",
    "frequency": "quarter",
    "decimals": 2,
    "reporters": ["u"],
    "tasks": ["1"],
    "data_source": "统计",
}
KIND: dict[str, dict[str, Any]] = {
    "level": {"op": ">=", "value": 100},
    "growth": {"op": ">=", "value": 6, "measure": "rate", "uom": "%", "decimals": 1},
    "increment": {"op": ">=", "value": 50, "measure": "since_plan", "decimals": 0},
    "trend": {"direction": "up", "measure": "rate", "uom": "%", "decimals": 1},
    "record": {"measure": "rate", "uom": "%"},
    "range": {"between": [95, 105]},
    "watch": {},
}


@cache
def adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def text(value: Any) -> Any:
    """Scalars as a file's text; None stays."""
    if isinstance(value, dict):
        return {str(key): text(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [text(item) for item in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value if value is None else str(value)


def target(**keys: Any) -> dict[str, Any]:
    found: dict[str, Any] = TARGET | KIND[keys.get("kind", "level")] | keys
    return found


def observation(period: str, value: Any = None, **keys: Any) -> dict[str, Any]:
    """For the target x; without a value it is pending."""
    stated = {"pending": "等统计"} if value is None else {"value": value}
    return {"indicator": "x", "period": period} | stated | keys


def filing(
    period: str, filed: str, *observations: dict[str, Any], unit: str = "u", **keys: Any
) -> dict[str, Any]:
    return {"unit": unit, "period": period, "filed": filed, "observations": list(observations)} | keys


def dataset(
    targets: Any = (),
    filings: Any = (),
    *,
    plan: dict[str, Any] | None = None,
    tasks: Any = None,
    units: tuple[Any, ...] = ("u", "w"),
    voids: Any = (),
) -> Dataset:
    given = PLAN | (plan or {})
    named = [{"id": unit} if isinstance(unit, str) else unit for unit in units]
    head = text({"plan": given, "groups": [{"id": "g", "title": {"zh": "类"}}], "targets": list(targets)})
    complete(head, tuple(unit["id"] for unit in named), "targets.yaml")
    body = {
        "sections": [{"id": "s", "title": {"zh": "部分"}}],
        "tasks": tasks
        or [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": [unit["id"] for unit in named]}],
    }
    who = {"units": [{"name": {"zh": f"单位{unit['id']}"}, "kind": "other", **unit} for unit in named]}
    a: TargetsFile = adapter(TargetsFile).validate_python(head)
    a = in_calendar(a, a.plan.shift)
    b: TasksFile = adapter(TasksFile).validate_python(text(body))
    c: UnitsFile = adapter(UnitsFile).validate_python(text(who))
    filed = in_calendar(tuple(adapter(Filing).validate_python(text(one)) for one in filings), a.plan.shift)
    return Dataset(
        a.plan, a.groups, made_whole(a), b.sections, b.tasks, c.units, c.groups, c.office, filed, tuple(voids)
    )


def one(
    spec: dict[str, Any], *filings: dict[str, Any], as_of: str = "2030-01-01", **keys: Any
) -> TargetReport:
    """The report of the first target of a dataset made of these."""
    return assess(dataset([spec], filings, **keys), date.fromisoformat(as_of)).targets[0]


def series(
    spec: dict[str, Any], *values: tuple[str, Any], as_of: str | None = None, **keys: Any
) -> TargetReport:
    """One filing per value, each filed on the 15th day after its period; as of the last of them."""
    from datetime import timedelta

    from qstrong.model.period import Period

    filings = []
    for period, value in values:
        end = Period.parse(period).end + timedelta(days=15)
        filings.append(filing(period, end.isoformat(), observation(period, value)))
    day = as_of or max(one["filed"] for one in filings)
    return one(spec, *filings, as_of=day, **keys)


def action(spec: dict[str, Any], *filings: dict[str, Any], as_of: str, **keys: Any) -> ActionVerdict:
    """The verdict of the one action of a dataset made of these."""
    full = {"id": "1.1", "title": {"zh": "举措"}} | spec
    tasks = [{"id": 1, "section": "s", "title": {"zh": "任务"}, "units": ["u", "w"], "actions": [full]}]
    return assess(dataset([], filings, tasks=tasks, **keys), date.fromisoformat(as_of)).actions[0]


def said(title: Text, message: Text, hint: Text) -> Later[ProblemTexts]:
    """The texts of a problem."""
    return Later(lambda: ProblemTexts(title, message, hint))
