"""plans.yaml: read as strictly as any file of the data, and made into one task for each of its plans."""

from __future__ import annotations

import os
from collections.abc import Collection
from datetime import date
from pathlib import Path

from qstrong.check.listed import check_plans
from qstrong.model.problem import Problem
from qstrong.model.rollup.plans import ListedPlan, PlansFile
from qstrong.read.document import read_document
from qstrong.read.places import locate
from qstrong.read.schema import validate_tree
from qstrong.read.source import Folder
from qstrong.rollup.places import PlanTask
from qstrong.rollup.work import program


def read_plans(path: Path) -> tuple[PlansFile | None, tuple[Problem, ...]]:
    """What plans.yaml, the file *path*, holds, and what is wrong with it; None where it has an error."""
    source, name = Folder(path.parent), path.name
    parsed, wrong = read_document(source, name)
    found = list(wrong)
    file: PlansFile | None = None
    if parsed is not None:
        checked = validate_tree(PlansFile, parsed, name)
        file, found = checked.value, [*wrong, *checked.problems]
    if file is not None:
        found += check_plans(file, name)
    problems = locate(found, source)
    return (None if any(one.severity == "error" for one in problems) else file), problems


def placed(problems: Collection[Problem], path: Path) -> tuple[Problem, ...]:
    """*problems* of plans.yaml with their places in it."""
    return locate(problems, Folder(path.parent)) if problems else ()


def plan_tasks(file: PlansFile, path: Path, as_of: str, today: date) -> list[PlanTask]:
    """The task of each plan, in the order of *file*, which is the file *path*."""
    base = Path(os.path.abspath(path.parent))  # noqa: PTH100 (`..` goes, links stay)
    return [_task(one, base, as_of, today) for one in file.plans]


def _task(one: ListedPlan, base: Path, as_of: str, today: date) -> PlanTask:
    place = os.path.normpath(base / (one.path or "." if one.repository is None else one.repository))
    if one.repository is None:
        return PlanTask(place, as_of, today, program())
    return PlanTask(place, as_of, today, program(), revision=one.revision or "HEAD", inside=one.path or ".")


def said_place(one: ListedPlan) -> str:
    """Where its data is, in short, as plans.yaml has it."""
    if one.repository is None:
        return one.path or ""
    inside = f":{one.path}" if one.path else ""
    return f"{one.repository}@{one.revision or 'HEAD'}{inside}"
