"""A plans.yaml with folders of the examples, for tests."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from qstrong.model.rollup.plans import PlansFile
from qstrong.model.rollup.summary import Summary
from qstrong.rollup.listed import plan_tasks, read_plans
from qstrong.rollup.pack import unpack
from qstrong.rollup.work import PlanDone, job_of, work
from tests.conftest import ROOT

BASE = ROOT / "tests" / "problems" / "base"
TODAY = date(2026, 11, 28)
DAY = "2026-01-20"


def write_plans(folder: Path, text: str) -> Path:
    """A plans.yaml of that *text* in *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "plans.yaml"
    path.write_text(text, "utf-8", newline="\n")
    return path


def small_plans(folder: Path, count: int, more: str = "") -> Path:
    """So many sound plans of few files, and *more* of plans.yaml."""
    for k in range(count):
        shutil.copytree(BASE, folder / f"p{k}")
    rows = "".join(f"- {{id: p{k}, name: 第{k}, level: district, path: p{k}}}\n" for k in range(count))
    return write_plans(folder, f"plans:\n{rows}{more}")


def plans_of(path: Path) -> PlansFile:
    """What a sound plans.yaml holds."""
    file, problems = read_plans(path)
    assert file is not None, problems
    return file


def done_of(path: Path, as_of: str = DAY) -> list[PlanDone]:
    """What came of each plan, done here."""
    jobs = [job_of(k, one, None) for k, one in enumerate(plan_tasks(plans_of(path), path, as_of, TODAY))]
    return work(jobs)


def summaries(path: Path, as_of: str = DAY) -> list[Summary]:
    """The summary of each plan."""
    found = []
    for one in done_of(path, as_of):
        assert one.packed is not None
        found.append(unpack(*one.packed))
    return found
