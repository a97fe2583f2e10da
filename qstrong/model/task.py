"""Who does what: tasks, their actions, and the units that answer."""

from __future__ import annotations

from typing import Literal

from qstrong.model.base import Strict, Text, Uom
from qstrong.model.grammar import Bool, Day, Id, Number, Str
from qstrong.model.plan import Group
from qstrong.model.shapes.value import dataclass
from qstrong.model.terms.course import Op


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Strict):
    """What an action has to bring."""

    op: Op
    value: Number
    uom: Uom


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Strict):
    """A step inside a task. `units`: who acts; none named: all of the task's."""

    id: Id
    title: Text
    quantity: Quantity | None = None
    due: Day | None = None
    units: tuple[Id, ...] = ()
    standing: Bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Strict):
    """One of the plan's tasks. `units` may name groups of units."""

    id: Id
    section: Id
    title: Text
    units: tuple[Id, ...]
    lead: Id | None = None
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Strict):
    """An organisation that answers."""

    id: Id
    name: Text
    kind: Literal["district", "municipal-branch", "subdistrict", "enterprise", "ministry", "other"] = "other"
    aliases: tuple[Str, ...] = ()
    contact: Str | None = None
    accounts: tuple[Str, ...] = ()
    from_: Day | None = None
    """The day from which it answers."""
    until: Day | None = None
    """The last day on which it answers."""
    successor: Id | None = None
    """The unit that answers after `until`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGroup(Strict):
    """A name that stands for several units."""

    id: Id
    name: Text
    members: tuple[Id, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Strict):
    """The accounts that may change everything."""

    accounts: tuple[Str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksFile(Strict):
    """data/tasks.yaml."""

    sections: tuple[Group, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsFile(Strict):
    """data/units.yaml."""

    units: tuple[Unit, ...]
    office: Office = Office()
    groups: tuple[UnitGroup, ...] = ()
