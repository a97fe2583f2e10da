"""One plan's bytes and a day to its summary: a pure function of both."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from qstrong.assess.assess import assess, report_before
from qstrong.assess.report import Aggregate, Report, TargetReport
from qstrong.check.registry import blocks
from qstrong.checked import found_problems
from qstrong.model.base import Text, UnitOfMeasure
from qstrong.model.dataset import Dataset
from qstrong.model.index import names_of
from qstrong.model.kinds import method_of
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.model.rollup.summary import (
    Counted,
    GroupSummary,
    LastFiling,
    MissingUnit,
    Summary,
    TargetSummary,
    UnreadPlan,
)
from qstrong.read.dataset import load
from qstrong.read.places import locate
from qstrong.read.source import Source
from qstrong.text.kinds import as_printed
from qstrong.timeline.duties import duties
from qstrong.timeline.owed import day_meant, day_of_plan, latest_filing


def summarise(source: Source, as_of: str, today: date) -> Summary:
    """What a table of many plans says of the plan in *source*, as its own status has it for *as_of*.

    *as_of* is a day, or a period, which stands for the day on which it closes there. Rules take what is later
    than *today* for the future, unless the plan says another day.
    """
    loaded = load(source)
    dataset = loaded.dataset
    found = found_problems(source, loaded, day_of_plan(dataset.plan, today) if dataset else today)
    if dataset is None or blocks(found):
        return unread_plan(found, source, asked_day(as_of, today))
    try:
        day = day_meant(dataset.plan, as_of)
    except ValueError:
        return Summary(today, UnreadPlan("day", Text(zh=as_of)), dataset.plan.id, dataset.plan.title)
    return _summed(dataset, found, day)


def asked_day(as_of: str, today: date) -> date:
    """The day that *as_of* is, where no plan says on which day a period closes: *today* for a period."""
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        return today


def unread_plan(found: tuple[Problem, ...], source: Source, day: date) -> Summary:
    """The summary on *day* of a plan whose own files have an error: the first of them."""
    errors = [one for one in locate(found, source) if one.severity == "error"]
    plan = next(one for one in errors if blocks((one,)))
    where = f"{plan.path}:{plan.place.line}" if plan.place else plan.path
    why = UnreadPlan("data", plan.message, plan.code, where)
    warnings = sum(one.severity == "warning" for one in found)
    return Summary(day, why, errors=len(errors), warnings=warnings)


def _summed(dataset: Dataset, found: tuple[Problem, ...], day: date) -> Summary:
    plan, report = dataset.plan, assess(dataset, day)
    latest, before = latest_filing(plan, day), report_before(report)
    then = {one.target.id: one.status for one in before.targets} if before else {}
    filed = [one for one in dataset.filings if one.filed <= day]
    last = max(filed, key=lambda one: (one.filed, one.period.last), default=None)
    missing, owing = _missing(dataset, latest, day) if latest else ((), 0)
    return Summary(
        as_of=day,
        plan=plan.id,
        title=plan.title,
        start=plan.start,
        end=plan.end,
        synthetic=plan.synthetic,
        data_id=dataset.data_id,
        language=plan.language,
        overall=_counted(report.overall),
        groups=tuple(
            GroupSummary(one.id, one.title, _counted(report.groups[one.id])) for one in dataset.groups
        ),
        targets=tuple(_target(report, one, then.get(one.target.id)) for one in report.targets),
        filings=len(filed),
        last=LastFiling(last.period, last.filed, last.unit) if last else None,
        missing=missing,
        owing=owing,
        period=latest,
        errors=sum(one.severity == "error" for one in found),
        warnings=sum(one.severity == "warning" for one in found),
        previous=before.as_of if before else None,
    )


def _counted(found: Aggregate) -> Counted:
    return Counted(**{one.name: getattr(found, one.name) for one in fields(Counted)})


def _target(report: Report, one: TargetReport, before: str | None) -> TargetSummary:
    target, verdict = one.target, one.verdict
    uom = target.uom
    return TargetSummary(
        id=target.id,
        name=target.name,
        theme=target.theme,
        group=target.group,
        kind=target.kind,
        op=getattr(target, "op", None),
        goal=getattr(target, "value", None),
        between=getattr(target, "between", None),
        uom=uom.texts if isinstance(uom, UnitOfMeasure) else Text(zh=uom),
        measure=target.measure,
        decimals=target.decimals,
        binding=target.binding,
        method=method_of(report.dataset.plan, target),
        value=as_printed(target, verdict.point.value) if verdict.point else None,
        period=verdict.point.period if verdict.point else None,
        completion=verdict.completion,
        attainment=verdict.attainment,
        status=one.status,
        label=one.label,
        last_status=one.last_status,
        data=one.data,
        flags=verdict.flags,
        before=before,
    )


def _missing(dataset: Dataset, period: Period, day: date) -> tuple[tuple[MissingUnit, ...], int]:
    """Who hasn't filed all that is due for *period*, and how many units owe something for it."""
    owing = [one for one in duties(dataset, period, day) if one.state is not None]
    names = names_of(dataset.units)
    late = tuple(
        MissingUnit(one.unit, names[one.unit], period, one.day, len(one.missing), one.days_late)
        for one in owing
        if one.state in ("partial", "none")
    )
    return late, len(owing)
