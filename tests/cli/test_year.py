"""A year of the real plan: every unit's filings from `new`, filled in by `record`, and nothing is wrong.

By what stands under the two commands, as hundreds of runs would take minutes; the commands themselves make
a small plan's year in test_record.py.
"""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from qstrong.model.period import Period
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.timeline.blank import blank_of
from qstrong.timeline.duties import duties
from qstrong.write.files.atomic import digest, replace_file
from qstrong.write.filing.record import Answer, dated, recorded
from qstrong.write.filing.scaffold import scaffold
from tests.conftest import ROOT, Run
from tests.there import there

YEAR = (
    ("2026Q4", "2027-01-12"),
    ("2027Q1", "2027-04-12"),
    ("2027Q2", "2027-07-12"),
    ("2027Q3", "2027-10-12"),
)


def value(one: Any) -> Any:
    """Something that may be: the goal, or the part of it that belongs to so much of the year."""
    goal = getattr(one.target, "value", None) or (one.last[1] if one.last else Decimal(50))
    share = one.period.last % 12 or 12 if one.part_of_year else 12
    return str(round(Decimal(goal) * share / 12, one.target.decimals))


def answers(asked: Any) -> Iterator[Any]:
    """What a clerk says of everything that is asked for."""
    for one in asked.values:
        keys = {"value": value(one), "source": "统计月报"}
        if one.part_of_year and one.year_ago is None:
            keys["last_year"] = value(one)
        yield Answer("observations", one.target.id, keys, one.period)
    for action in asked.actions:
        yield Answer("actions", action.action.id, {"state": "in_progress", "progress": "按计划推进"})


def filings(data: Any, quarter: Any, day: Any) -> Iterator[Any]:
    """One quarter's filings of all units: the form, its answers one after the other, the file."""
    dataset = load(Folder(data)).dataset
    for duty in duties(there(dataset), Period.parse(quarter), day):
        asked = blank_of(there(dataset), duty, day)
        name, form = f"progress/{duty.unit}/{quarter}.yaml", scaffold(asked, "zh")
        replace_file(data, name, form.encode(), None)
        text = dated(form, day)
        for answer in answers(asked):
            text = recorded(text, asked.period, answer)
        assert len(text.splitlines()) == len(form.splitlines())  # every answer had its gap
        replace_file(data, name, text.encode(), digest(form.encode()))
        yield duty.unit


def test_a_year_of_all_units(tmp_path: Path, qstrong: Run) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for quarter, day in YEAR:
        assert len(list(filings(tmp_path / "data", quarter, date.fromisoformat(day)))) == 26
        found = json.loads(qstrong("validate", "-f", "json", "--as-of", day, cwd=tmp_path).out)["problems"]
        assert [(one["code"], one["message"]) for one in found if one["severity"] != "note"] == []
        due = json.loads(qstrong("due", quarter, "-f", "json", "--as-of", day, cwd=tmp_path).out)
        wanting = [one["id"] for unit in due["units"] for one in unit["indicators"] if one["missing"]]
        assert wanting == []
