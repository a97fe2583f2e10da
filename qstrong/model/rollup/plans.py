"""plans.yaml: which plans stand in one table, where each is, and which targets are the same indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from qstrong.model.base import Strict, Text
from qstrong.model.grammar import Bool, Day, Id, Str
from qstrong.model.shapes.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Strict):
    """A region that has no plan of its own in the table: plans and regions stand below it."""

    id: Id
    name: Text
    level: Str | None = None
    parent: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPlan(Strict):
    """One plan: its data folder, on disk (`path`) or in a git repository at a revision."""

    id: Id
    name: Text
    level: Str | None = None
    """What it is the plan of, in the file's own words: city, district."""
    parent: Id | None = None
    """The plan or region above it."""
    path: Str | None = None
    """Its data folder from the folder of plans.yaml; with `repository`, from the repository's top."""
    repository: Str | None = None
    """The git repository (bare, or a work tree's top), from the folder of plans.yaml."""
    revision: Str | None = None
    """The revision of the repository; None: HEAD."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansFile(Strict):
    """The whole of plans.yaml."""

    title: Text | None = None
    language: Id | None = None
    """What is said of the table unless told otherwise, and what its plain texts are in."""
    synthetic: Bool = False
    """Whether all of it is made up."""
    as_of: Day | None = None
    """The day from which all plans are looked at; None: today."""
    regions: tuple[Region, ...] = ()
    plans: tuple[ListedPlan, ...]
    themes: Mapping[Id, Mapping[Id, Id]] = field(default_factory=dict)
    """By theme and plan the target that is this indicator there, in place of what its `theme` says."""
    names: Mapping[Id, Text] = field(default_factory=dict)
    """What themes are called; one that isn't here as its first target is."""
