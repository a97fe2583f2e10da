"""Everything known on a day as tidy tables: the plan, what was filed, and what the method says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args, get_type_hints

from qstrong.assess.report import STATUSES, Arrow, Outlook, Report
from qstrong.model.base import Lang
from qstrong.model.filing import ActionReport, Filing, Observation, Part, State
from qstrong.model.index import index
from qstrong.model.keys import as_written
from qstrong.model.kinds import KINDS, limits_of
from qstrong.model.period import MONTHS
from qstrong.model.plan import Figure, Group, LevelTarget, Measure, Op
from qstrong.model.task import Action, Task, Unit
from qstrong.render.export import rows
from qstrong.render.export.tables import DataField, DataTable, FieldKind, Reference, filled, stamped
from qstrong.text.catalogue import word
from qstrong.text.columns import column_words, table_words
from qstrong.timeline.state import DATA_STATES
from qstrong.timeline.values import Origin


@dataclass(frozen=True, slots=True)
class _Spec:
    """How one table is made."""

    name: str
    model: type | None
    """Where columns take their words from that have none of their own."""
    objects: rows.Objects
    fields: tuple[DataField, ...]
    key: tuple[str, ...] = ("id",)
    references: tuple[Reference, ...] = ()


def tables(report: Report, lang: Lang) -> tuple[DataTable, ...]:
    """All tables, those first that others refer to; titles, labels and descriptions in *lang*."""
    made_up = report.dataset.plan.synthetic
    return tuple(_stamp(_table(spec, report, lang), lang) if made_up else _table(spec, report, lang)
                 for spec in SPECS)  # fmt: skip


def _table(spec: _Spec, report: Report, lang: Lang) -> DataTable:
    said = table_words(spec.name)
    fields = tuple(_worded(spec, column, lang) for column in spec.fields)
    made = filled(fields, spec.objects(report, lang))
    return DataTable(
        spec.name, fields, made, spec.key, spec.references, said.title.say(lang), said.description.say(lang)
    )


def _worded(spec: _Spec, column: DataField, lang: Lang) -> DataField:
    said = column_words(spec.name, column.name, spec.model)
    return replace(column, title=said.title.say(lang), description=said.description.say(lang))


def _stamp(table: DataTable, lang: Lang) -> DataTable:
    """*table* with the stamp in every row, so that a file on its own still says what it is."""
    said, stamp = column_words(table.name, "synthetic", None), word("synthetic", lang)
    column = DataField("synthetic", "word", lambda _: stamp, required=True, choices=(stamp,))
    worded = replace(column, title=said.title.say(lang), description=said.description.say(lang))
    return stamped(table, worded)


# ── Columns ──


def _c(name: str, kind: FieldKind = "text", path: str = "", get: Callable[[Any], Any] | None = None, *,
       need: bool = False, unique: bool = False, choices: Sequence[str] = ()) -> DataField:  # fmt: skip
    """A column; *path* leads to its value by attributes (None at any of them: nothing), else *get*."""
    return DataField(name, kind, get or _path(path or name), need, unique, tuple(choices))


def _path(path: str) -> Callable[[Any], Any]:
    names = path.split(".")

    def get(one: Any) -> Any:
        for name in names:
            one = getattr(one, name, None)
        return one

    return get


def _id_column(path: str = "id") -> DataField:
    return _c("id", "id", path, need=True, unique=True)


def _titled(name: str, path: str) -> tuple[DataField, DataField]:
    return _c(name, path=f"{path}.zh", need=True), _c(f"{name}_en", path=f"{path}.en")


GROUP = (_id_column(), *_titled("title", "title"))
UNIT = (
    _id_column(),
    *_titled("name", "name"),
    _c("kind", "word", need=True, choices=get_args(get_type_hints(Unit)["kind"])),
    _c("aliases", "texts"),
)
TASK = (
    _id_column("one.id"),
    _c("section", "id", "one.section", need=True),
    *_titled("title", "one.title"),
    _c("units", "ids", get=lambda row: index(row.report.dataset).members(row.one.units), need=True),
    _c("lead", "id", "one.lead"),
)
TARGET = (
    _id_column("one.id"),
    _c("number", "count", "place", need=True, unique=True),
    *_titled("name", "one.name"),
    _c("group", "id", "one.group", need=True),
    _c("kind", "word", "one.kind", need=True, choices=tuple(KINDS)),
    _c("op", "word", "one.op", choices=get_args(Op)),
    _c("direction", "word", "one.direction", choices=("up", "down")),
    _c("value", "number", "one.value"),
    _c("uom", path="one.uom", need=True),
    _c("measure", "word", "one.measure", need=True, choices=get_args(Measure)),
    _c("frequency", "word", "one.frequency", need=True, choices=tuple(MONTHS)),
    _c("due_days", "count", "one.due_days", need=True),
    _c("decimals", "count", "one.decimals", need=True),
    _c("reporters", "ids", "one.reporters"),
    _c("tasks", "ids", "one.tasks"),
    _c("limit_low", "number", get=lambda row: limits_of(row.one)[0]),
    _c("limit_high", "number", get=lambda row: limits_of(row.one)[1]),
    _c("keep", "yes", "one.keep"),
    _c("provisional_baseline", "yes", "one.provisional_baseline"),
    _c("binding", "yes", "one.binding", need=True),
    *(_c(name, path=f"one.{name}") for name in ("definition", "data_source", "clause", "note")),
)

FILING = (
    _c("unit", "id", need=True),
    _c("period", "period", need=True),
    _c("period_end", "day", "period.end", need=True),
    _c("filed", "day", need=True),
    _c("signed"),
    _c("highlights"),
)
FILED = (
    _c("unit", "id", "filing.unit", need=True),
    _c("filing", "period", "filing.period", need=True),
    _c("filed", "day", "filing.filed", need=True),
    _c("entry", "count", need=True),
)


def _entry(part: Part, behind: Mapping[str, Sequence[DataField]]) -> Iterator[DataField]:
    """A column for each key of an entry, and others *behind* some; its period has columns of its own."""
    for key in as_written(part):
        if key.name != "period":
            yield _c(key.name, key.kind, f"said.{key.name}", need=key.always, choices=key.choices)
        yield from behind.get(key.name, ())


OBSERVATION = (
    *FILED,
    *_entry("observations", {
        "indicator": (
            _c("period", "period", get=lambda row: row.said.period or row.filing.period, need=True),
            _c("period_end", "day", get=lambda row: (row.said.period or row.filing.period).end, need=True),
        ),
        "flag": (
            _c("use", "word", need=True, choices=("counts", "replaced", "pending", "refused")),
            _c("refusal", "words"),
        ),
    }),
)  # fmt: skip
REPORT = (
    *FILED,
    *_entry("actions", {"on": (_c("latest", "yes", get=lambda row: row.use == "latest", need=True),)}),
)
FIGURE = (
    _c("target", "id", need=True),
    _c("entry", "count", need=True),
    _c("role", "word", need=True, choices=("baseline", "history", "milestone")),
    _c("period", "period", "figure.period", need=True),
    _c("period_end", "day", "figure.period.end", need=True),
    _c("value", "number", "figure.value", need=True),
    *(_c(name, path=f"figure.{name}") for name in ("source", "published", "note")),
)
AS_OF = _c("as_of", "day", "report.as_of", need=True)
SHARES = (
    "attainment", "completion", "expected", "lead", "pace_ratio", "required_pace", "catch_up",
)  # fmt: skip
ASSESSMENT = (
    AS_OF,
    _c("target", "id", "one.target.id", need=True),
    _c("data", "word", "one.data", need=True, choices=DATA_STATES),
    _c("status", "word", "one.status", need=True, choices=STATUSES),
    _c("label", need=True),
    _c("last_status", "word", "one.last_status", choices=STATUSES),
    _c("period", "period", "one.verdict.point.period"),
    _c("period_end", "day", "one.verdict.point.period.end"),
    _c("value", "number", "one.verdict.point.value"),
    _c("baseline", "number", "one.baseline.value"),
    _c("baseline_origin", "word", "one.baseline.origin", choices=get_args(Origin)),
    _c("gap", "number", "one.verdict.gap"),
    *(_c(name, "share", f"one.verdict.{name}") for name in SHARES),
    _c("arrow", "word", "one.verdict.arrow", need=True, choices=get_args(Arrow)),
    _c("flags", "words", "one.verdict.flags"),
    _c("landing_value", "share", "one.verdict.landing.value"),
    _c("landing_low", "number", "one.verdict.landing.low"),
    _c("landing_high", "number", "one.verdict.landing.high"),
    _c("landing_verdict", "word", "one.verdict.landing.outlook", choices=get_args(Outlook)),
    _c("basis", "word", "one.verdict.basis", need=True),
    _c("due_period", "period", "one.due.period"),
    _c("due_day", "day", "one.due.day"),
    _c("next_due_period", "period", "one.next_due.period"),
    _c("next_due_day", "day", "one.next_due.day"),
)
ACTION = (
    _id_column("one.action.id"),
    _c("task", "id", "one.task", need=True),
    *_titled("title", "one.action.title"),
    _c("units", "ids", "one.units"),
    _c("due", "day", "one.action.due"),
    _c("standing", "yes", "one.action.standing", need=True),
    _c("quantity_op", "word", "one.action.quantity.op", choices=get_args(Op)),
    _c("quantity_value", "number", "one.action.quantity.value"),
    _c("quantity_uom", path="one.action.quantity.uom"),
    AS_OF,
    _c("status", "word", "one.status", need=True, choices=STATUSES),
    _c("label", need=True),
    _c("state", "word", "one.state", choices=get_args(State)),
    _c("reported", "count", get=lambda row: len(row.one.reports), need=True),
    _c("quantity_reported", "number", "one.quantity"),
    _c("on", "day", "one.on"),
    _c("days", "integer", "one.days"),
    _c("near", "yes", "one.near", need=True),
    _c("stale", "yes", "one.stale", need=True),
)


def _to(column: str, table: str, *, there: str = "id") -> Reference:
    return Reference((column,), table, (there,))


OF_FILING = Reference(("unit", "filing"), "filings", ("unit", "period"))
ENTRY = ("unit", "filing", "entry")

SPECS = (
    _Spec("groups", Group, lambda report, _: report.dataset.groups, GROUP),
    _Spec("sections", Group, lambda report, _: report.dataset.sections, GROUP),
    _Spec("units", Unit, lambda report, _: report.dataset.units, UNIT),
    _Spec("tasks", Task, rows.numbered(lambda report: report.dataset.tasks), TASK,
          references=(_to("section", "sections"), _to("lead", "units"))),
    _Spec("targets", LevelTarget, rows.numbered(lambda report: report.dataset.targets), TARGET,
          references=(_to("group", "groups"),)),
    _Spec("figures", Figure, rows.figure_rows, FIGURE, ("target", "entry"), (_to("target", "targets"),)),
    _Spec("actions", Action, rows.numbered(lambda report: report.actions, labelled=True), ACTION,
          references=(_to("task", "tasks"),)),
    _Spec("filings", Filing, rows.filing_rows, FILING, ("unit", "period"), (_to("unit", "units"),)),
    _Spec("observations", Observation, rows.observation_rows, OBSERVATION, ENTRY,
          (OF_FILING, _to("unit", "units"), _to("indicator", "targets"))),
    _Spec("action_reports", ActionReport, rows.action_rows, REPORT, ENTRY,
          (OF_FILING, _to("unit", "units"), _to("action", "actions"))),
    _Spec("assessments", None, rows.numbered(lambda report: report.targets, labelled=True), ASSESSMENT,
          ("as_of", "target"), (_to("target", "targets"),)),
)  # fmt: skip
TABLES = tuple(spec.name for spec in SPECS)
"""The names of all tables."""
