"""Everything known on a day as tidy tables: the plan, what was filed, and what the method says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Generic, get_args, get_type_hints

from qstrong.assess.report import ActionVerdict, Report, TargetReport
from qstrong.model.base import Lang
from qstrong.model.filing import ActionReport, Filing, Observation, Part
from qstrong.model.index import index
from qstrong.model.keys import as_written
from qstrong.model.kinds import KINDS, limits_of
from qstrong.model.period import MONTHS
from qstrong.model.plan import AnyTarget, Figure, Group, LevelTarget, Measure, Over
from qstrong.model.shapes.value import dataclass
from qstrong.model.task import Action, Task, Unit
from qstrong.model.terms.course import MethodName, Op, RelativeGoal, Revision
from qstrong.render.cells.actions import ACTIONS, TASKS
from qstrong.render.cells.aspect import Aspect, Aspects, Kind, Plain, Scene, T, at
from qstrong.render.cells.entries import (
    OBSERVATIONS,
    REPORTS,
    FiledEntry,
    action_rows,
    known_filings,
    observation_rows,
)
from qstrong.render.cells.targets import TARGETS
from qstrong.render.export.rows import Declared, Revised, figure_rows, revision_rows
from qstrong.render.export.tables import DataField, DataTable, Reference
from qstrong.render.look import Look
from qstrong.text.catalogue import word
from qstrong.text.columns import column_words, table_words
from qstrong.text.language import LANGUAGES
from qstrong.timeline.course import whole


@dataclass(frozen=True, slots=True)
class _Spec(Generic[T]):
    """How one table is made."""

    name: str
    model: type[object] | None
    """Where columns take their words from that have none of their own."""
    things: Callable[[Report], Sequence[T]]
    columns: Aspects[T, Scene]
    key: tuple[str, ...] = ("id",)
    references: tuple[Reference, ...] = ()
    unique: tuple[str, ...] = ("id",)


def tables(report: Report, lang: Lang) -> tuple[DataTable, ...]:
    """All tables, those first that others refer to; titles, labels and descriptions in *lang*."""
    scene = Scene(report, Look(lang, statistics=report.dataset.plan.office.statistics))
    return tuple(_table(spec, scene) for spec in SPECS)


def _table(spec: _Spec[T], scene: Scene) -> DataTable:
    """One table; made-up data says so in every row, so that a file on its own still does."""
    lang, columns = scene.look.lang, spec.columns
    if scene.report.dataset.plan.synthetic:
        stamp = word("synthetic", lang)
        columns = columns.but(
            synthetic=Aspect(value=lambda *_: stamp, kind="word", need=True, choices=(stamp,))
        )
    said = table_words(spec.name)
    held = tuple(_field(spec, name, one, lang) for name, one in columns.items())
    made = tuple(
        tuple(aspect.plain(one, scene) for aspect in columns.values()) for one in spec.things(scene.report)
    )
    return DataTable(
        spec.name, held, made, spec.key, spec.references, said.title.say(lang), said.description.say(lang)
    )


def _field(spec: _Spec[T], name: str, one: Aspect[T, Scene], lang: Lang) -> DataField:
    said = column_words(spec.name, name, spec.model)
    title, description = said.title.say(lang), said.description.say(lang)
    return DataField(name, one.kind, one.need, name in spec.unique, one.choices, title, description)


# ── Columns ──


def _c(
    path: str, kind: Kind = "text", *, need: bool = False, choices: Sequence[str] = ()
) -> Aspect[T, Scene]:
    """A column; *path* leads to its value by attributes."""
    return Aspect(value=at(path), kind=kind, need=need, choices=tuple(choices))


def _named(name: str, path: str = "", *, need: bool = True) -> dict[str, Aspect[T, Scene]]:
    """A name, a title or another text of the plan, in Chinese and in each of the other languages."""
    first, *rest = LANGUAGES
    others: dict[str, Aspect[T, Scene]] = {f"{name}_{lang}": _c(f"{path or name}.{lang}") for lang in rest}
    return {name: _c(f"{path or name}.{first}", need=need), **others}


def _id() -> Aspect[T, Scene]:
    return _c("id", "id", need=True)


def _as_of() -> Aspect[T, Scene]:
    return Aspect(value=lambda _, scene: scene.report.as_of, kind="day", need=True)


GROUP: Aspects[Group, Scene] = Aspects({"id": _id(), **_named("title")})
UNIT: Aspects[Unit, Scene] = Aspects({
    "id": _id(),
    **_named("name"),
    "kind": _c("kind", "word", need=True, choices=get_args(get_type_hints(Unit)["kind"])),
    "aliases": _c("aliases", "texts"),
    "from": _c("from_", "day"),
    "until": _c("until", "day"),
    "successor": _c("successor", "id"),
})  # fmt: skip
TASK: Aspects[Task, Scene] = Aspects({
    **{name: TASKS[name] for name in ("id", "section")},
    **_named("title"),
    "units": Aspect(
        value=lambda task, scene: index(scene.report.dataset).members(task.units), kind="ids", need=True,
    ),
    "lead": TASKS["lead"],
})  # fmt: skip


def _goal(path: str = "") -> dict[str, Aspect[T, Scene]]:
    """A goal's terms: a number, a change, two bounds."""
    changes = (one.name for one in fields(RelativeGoal))
    return {
        "op": _c(f"{path}op", "word", choices=get_args(Op)),
        "value": _c(f"{path}value", "number"),
        **{f"change_{name}": _c(f"{path}change.{name}", "number") for name in changes},
        "low": _nth(f"{path}between", 0),
        "high": _nth(f"{path}between", 1),
    }


def _nth(path: str, k: int) -> Aspect[T, Scene]:
    """One of several numbers."""
    get = at(path)

    def nth(one: object, scene: Scene) -> Plain:
        found = get(one, scene)
        return found[k] if isinstance(found, tuple) and found else None

    return Aspect(value=nth, kind="number")


def _often(target: AnyTarget, _: Scene) -> str:
    """How often in a word; full years where it goes by years."""
    return target.frequency if isinstance(target.frequency, str) else "annual"


TARGET: Aspects[AnyTarget, Scene] = Aspects({
    "id": _id(),
    "number": Aspect(value=lambda target, scene: scene.place(target.id), kind="count", need=True),
    **_named("name"),
    "group": _c("group", "id"),
    "of": _c("of", "id"),
    "kind": _c("kind", "word", need=True, choices=tuple(KINDS)),
    **_goal(),
    "direction": _c("direction", "word", choices=("up", "down")),
    "over": _c("over", "word", choices=get_args(Over)),
    "start": _c("start", "day"),
    "end": _c("end", "day"),
    "uom": _c("uom", need=True),
    "uom_en": _c("uom.texts.en"),
    "measure": _c("measure", "word", need=True, choices=get_args(Measure)),
    "frequency": Aspect(value=_often, kind="word", need=True, choices=tuple(MONTHS)),
    "every_years": _c("frequency.years", "count"),
    "in_years": _c("frequency.in_", "words"),
    "due_days": _c("due_days", "count", need=True),
    "decimals": _c("decimals", "count", need=True),
    "reporters": _c("reporters", "ids"),
    "tasks": _c("tasks", "ids"),
    "limit_low": Aspect(value=lambda target, _: limits_of(target)[0], kind="number"),
    "limit_high": Aspect(value=lambda target, _: limits_of(target)[1], kind="number"),
    "keep": _c("keep", "yes"),
    "provisional_baseline": _c("provisional_baseline", "yes"),
    "method": _c("method", "word", choices=get_args(MethodName)),
    "computed_sum": _c("computed.sum", "ids"),
    "computed_ratio": _c("computed.ratio", "ids"),
    "computed_times": _c("computed.times", "number"),
    "added": _c("added", "day"),
    "withdrawn_on": _c("withdrawn.on", "day"),
    **_named("withdrawn_reason", "withdrawn.reason", need=False),
    "theme": _c("theme", "id"),
    "binding": _c("binding", "yes", need=True),
    **_named("definition", need=False), **_named("data_source", need=False),
    **_named("clause", need=False), **_named("note", need=False),
})  # fmt: skip
FILING: Aspects[Filing, Scene] = Aspects({
    "unit": _c("unit", "id", need=True),
    "period": _c("period", "period", need=True),
    "period_end": _c("period.end", "day", need=True),
    "filed": _c("filed", "day", need=True),
    "signed": _c("signed"),
    "highlights": _c("highlights"),
})  # fmt: skip


def _entry(
    part: Part, of: Aspects[FiledEntry, Scene], behind: Mapping[str, Sequence[str]]
) -> Aspects[FiledEntry, Scene]:
    """What an entry has: where it stands, its keys, and *behind* some of them other columns."""
    names = ["unit", "filing", "filed", "entry"]
    for key in as_written(part):
        names += [key.name] if key.name != "period" else []
        names += behind.get(key.name, ())
    return Aspects({name: of[name] for name in names})


OBSERVATION = _entry(
    "observations", OBSERVATIONS, {"indicator": ("period", "period_end"), "flag": ("use", "refusal")}
)
REPORT = _entry("actions", REPORTS, {"on": ("latest",)})
FIGURE: Aspects[Declared, Scene] = Aspects({
    "target": _c("target", "id", need=True),
    "entry": _c("entry", "count", need=True),
    "role": _c("role", "word", need=True, choices=("baseline", "history", "milestone")),
    "revision": _c("revision", "count"),
    "period": _c("figure.period", "period", need=True),
    "period_end": _c("figure.period.end", "day", need=True),
    "value": _c("figure.value", "number", need=True),
    **_named("source", "figure.source", need=False),
    "published": _c("figure.published"),
    **_named("note", "figure.note", need=False),
})  # fmt: skip
REVISION: Aspects[Revised, Scene] = Aspects({
    "target": _c("target", "id", need=True),
    "entry": _c("entry", "count", need=True),
    "on": _c("revision.on", "day", need=True),
    **_named("reason", "revision.reason"),
    **_goal("revision."),
    "end": _c("revision.end", "day"),
})  # fmt: skip
ASSESSMENT: Aspects[TargetReport, Scene] = Aspects({
    "as_of": _as_of(),
    "target": TARGETS["id"],
    "goal": TARGETS["target"],
    "goal_low": _nth("target.between", 0),
    "goal_high": _nth("target.between", 1),
    **{name: TARGETS[name] for name in (
        "start", "end", "method", "data", "status", "label", "last_status", "period", "period_end", "value",
        "judged_as", "filed", "baseline", "baseline_origin", "gap", "attainment", "completion", "expected",
        "lead", "pace_ratio", "required_pace", "catch_up", "arrow", "flags", "landing_value", "landing_low",
        "landing_high", "landing_verdict", "basis", "due_period", "due_day", "next_due_period",
        "next_due_day",
    )},
})  # fmt: skip
ACTION: Aspects[ActionVerdict, Scene] = Aspects({
    **{name: ACTIONS[name] for name in ("id", "task")},
    **_named("title", "action.title"),
    **{name: ACTIONS[name] for name in (
        "units", "due", "standing", "quantity_op", "quantity_value", "quantity_uom", "quantity_uom_en",
    )},
    "as_of": _as_of(),
    **{name: ACTIONS[name] for name in (
        "status", "label", "state", "reported", "quantity_reported", "on", "days", "near", "stale",
    )},
})  # fmt: skip


def _to(column: str, table: str) -> Reference:
    return Reference((column,), table, ("id",))


OF_FILING = Reference(("unit", "filing"), "filings", ("unit", "period"))
ENTRY = ("unit", "filing", "entry")

SPECS: tuple[_Spec[Any], ...] = (
    _Spec("groups", Group, lambda report: report.dataset.groups, GROUP),
    _Spec("sections", Group, lambda report: report.dataset.sections, GROUP),
    _Spec("units", Unit, lambda report: report.dataset.units, UNIT),
    _Spec("tasks", Task, lambda report: report.dataset.tasks, TASK,
          references=(_to("section", "sections"), _to("lead", "units"))),
    _Spec("targets", LevelTarget, lambda report: whole(report.dataset).targets, TARGET,
          references=(_to("group", "groups"), _to("of", "targets")), unique=("id", "number")),
    _Spec("revisions", Revision, revision_rows, REVISION, ("target", "entry"), (_to("target", "targets"),)),
    _Spec("figures", Figure, figure_rows, FIGURE, ("target", "entry"), (_to("target", "targets"),)),
    _Spec("actions", Action, lambda report: report.actions, ACTION,
          references=(_to("task", "tasks"),)),
    _Spec("filings", Filing, known_filings, FILING, ("unit", "period"), (_to("unit", "units"),)),
    _Spec("observations", Observation, observation_rows, OBSERVATION, ENTRY,
          (OF_FILING, _to("unit", "units"), _to("indicator", "targets"))),
    _Spec("action_reports", ActionReport, action_rows, REPORT, ENTRY,
          (OF_FILING, _to("unit", "units"), _to("action", "actions"))),
    _Spec("assessments", None, lambda report: report.targets, ASSESSMENT,
          ("as_of", "target"), (_to("target", "targets"),)),
)  # fmt: skip
TABLES = tuple(spec.name for spec in SPECS)
"""The names of all tables."""
