"""A clerk's year: every unit's workbooks for five quarters, filled in as people do, one cell in twenty wrong.

One made-up year in a run of all tests; `QSTRONG_YEARS=40 pytest tests/cli/test_clerks.py` makes more.
"""

import io
import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qstrong.model.dataset import placed_entries
from qstrong.model.filing import SUBJECTS
from qstrong.model.period import Period
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.text.fields import choice_word
from tests.conftest import ROOT
from tests.there import there

pytest.importorskip("openpyxl", reason="the excel extra isn't installed")

from qstrong.cli.forms.batch import each_workbook
from qstrong.cli.forms.incoming import Incoming
from qstrong.cli.forms.outgoing import file_name, make_all
from qstrong.cli.forms.taking import take_in
from qstrong.cli.options import Options
from qstrong.cli.session import Session
from tests.cli.clerks import Clerk, Place, Truth, row_of

QUARTERS = {
    "2026Q4": "2027-01-12",
    "2027Q1": "2027-04-12",
    "2027Q2": "2027-07-12",
    "2027Q3": "2027-10-12",
    "2027Q4": "2028-01-12",
}
YEARS = int(os.environ.get("QSTRONG_YEARS", "1"))
ROUNDS = 6
"""So often a workbook is sent back at most."""
ALLOWED = 200
"""Of so many right cells one may be questioned."""


@dataclass
class Tally:
    """What came of a year."""

    right: int = 0
    questioned: list[str] = field(default_factory=list)
    """Right cells that were refused, or waited for a yes."""
    slips: Counter[str] = field(default_factory=Counter)
    got_in: list[str] = field(default_factory=list)
    """Wrong values that were written and that nobody had confirmed."""
    stuck: list[str] = field(default_factory=list)
    """Workbooks that stayed out although nothing in them was wrong."""

    def __str__(self) -> str:
        rows = [f"{sum(self.slips.values())} slips, of which got in: {len(self.got_in)}", *self.got_in]
        rows += [f"{self.right} right cells, of which questioned: {len(self.questioned)}", *self.questioned]
        return "\n".join([*rows, f"stuck: {len(self.stuck)}", *self.stuck, str(self.slips.most_common())])


@dataclass
class Back:
    """What was said of a workbook: the cells that were named, and whether it was taken."""

    code: int = 1
    cells: set[Place] = field(default_factory=set)
    said: str = ""
    whole: bool = False
    """Whether something was said of it as a whole."""


def brought(options: Options, paths: list[Path], *, accept: bool) -> dict[Path, Back]:
    """Import workbooks, and what was said of each."""
    found = {path: Back() for path in paths}

    def step(one: Incoming) -> int:
        back, cells = found[one.path], []
        recording = one.recording
        cells += [(it.sheet, it.cell) for it in (*one.found.wrong, *one.found.taken)]
        if not one.found.wrong and one.found.answers:
            made = one.recorded()
            vars(one)["recorded"] = lambda: made
            asked = recording.questions(made.problems)
            for it in made.problems:
                if it in asked or it.severity == "error":
                    at = one.placed(it, made.places)
                    cells.append((at.sheet, at.cell))
        back.cells, back.whole = {it for it in cells if it[1]}, any(not cell for _, cell in cells)
        said = io.StringIO()
        try:
            with redirect_stderr(said), redirect_stdout(said):
                back.code = take_in(one, accept=accept, reason=None, dry_run=False)
        finally:
            back.said = said.getvalue()
        return back.code

    outer = io.StringIO()
    with redirect_stderr(outer), redirect_stdout(outer):
        each_workbook(options, paths, step)
    for path, back in found.items():
        if not back.said:
            back.whole, back.said = (
                True,
                "\n".join(row for row in outer.getvalue().split("\n") if path.name in row),
            )
    return found


def written(data: Path) -> Iterator[tuple[tuple[str, tuple[Any, ...]], str]]:
    """Everything that is in the data: by unit, filing and entry each key that clerks fill in."""
    dataset = there(load(Folder(data)).dataset)
    for filing in dataset.filings:
        yield (f"{filing.unit} {filing.period}", ("", "", 0, "filed")), filing.filed.isoformat()
    for filing, _, entry in placed_entries(dataset):
        part = "observations" if hasattr(entry, "indicator") else "actions"
        last = (getattr(entry, "period", None) or filing.period).last
        about = (part, getattr(entry, SUBJECTS[part]), last)  # type: ignore[index]
        for key in ("value", "last_year", "measures_by", "state", "quantity", "on"):
            value = getattr(entry, key, None)
            if value is not None:
                said = choice_word("state", value, "zh") if key == "state" else str(value)
                yield (f"{filing.unit} {filing.period}", (*about, key)), said


class Year:
    """Five quarters of all units, in a folder of its own."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.data, self.seed = folder, folder / "data", seed
        shutil.copytree(ROOT / "data", self.data)
        self.truth, self.rng = Truth(there(load(Folder(self.data)).dataset), seed), random.Random(seed)
        self.tally = Tally()
        self.truths: dict[tuple[str, Any], str] = {}
        self.known: set[Any] = set()
        """What was wrong already."""

    def run(self) -> Tally:
        """All quarters."""
        for quarter, day in QUARTERS.items():
            options = Options(data=self.data, as_of=day, lang="zh")
            self.rounds(
                options, self.clerks(options, Period.parse(quarter), date.fromisoformat(day)), quarter
            )
        return self.tally

    def clerks(self, options: Options, quarter: Period, day: date) -> dict[Path, Clerk]:
        """Whoever fills in a form, by its path."""
        session, found = Session(options), dict[Path, Clerk]()
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            make_all(session, self.folder / str(quarter), quarter, day)
        for unit in session.data().units:
            path = self.folder / str(quarter) / file_name(unit, quarter, "zh")
            if path.exists():
                found[path] = Clerk(path, unit.id, quarter, day, self.truth, self.rng)
                cells = found[path].filled.cells.values()
                self.truths |= {(f"{unit.id} {quarter}", one.key): one.right for one in cells}
        return found

    def rounds(self, options: Options, clerks: dict[Path, Clerk], quarter: str) -> None:
        """Each workbook comes in, is sent back for what is named in it, and comes again."""
        left, sure, backs = list(clerks), set[Path](), dict[Path, Back]()
        for k in range(ROUNDS):
            for path in left:
                clerks[path].write()
            backs = brought(options, [path for path in left if path not in sure], accept=False)
            backs |= brought(options, [path for path in left if path in sure], accept=True)
            for path, back in backs.items():
                if k == 0:
                    count(self.tally, clerks[path], back, f"{self.seed} {quarter}")
                if not clerks[path].mend(
                    {(sheet, row_of(cell)) for sheet, cell in back.cells}, whole=back.whole
                ):
                    sure.add(path)  # whoever looks finds nothing wrong any more
            self.look()
            left = [path for path, back in backs.items() if back.code]
        self.tally.stuck += [f"  {self.seed}: {path.name} {backs[path].said[-600:]}" for path in left]

    def look(self) -> None:
        """Whether what was written is true."""
        for about, value in written(self.data):
            if about not in self.known and self.truths.get(about) != value:
                self.known.add(about)
                self.tally.got_in.append(f"  {self.seed}: {about} {value}, not {self.truths.get(about)}")


def count(tally: Tally, clerk: Clerk, back: Back, about: str) -> None:
    """What of a workbook, as it first came, was right, and what of that was questioned."""
    filled = clerk.filled
    tally.slips.update(one.slip for one in filled.cells.values() if one.slip)
    if filled.slip:
        tally.slips[filled.slip] += 1
        return
    spoiled = {(sheet, row_of(cell)) for (sheet, cell), one in filled.cells.items() if one.slip}
    for (sheet, cell), one in filled.cells.items():
        if one.key[3] and (sheet, row_of(cell)) not in spoiled:
            tally.right += 1
            if (sheet, cell) in back.cells:
                said = next((row for row in back.said.split("\n") if f"!{cell}:" in row), "")
                tally.questioned.append(f"  {about} {filled.unit} {one.key} {one.right}: {said}")
    if back.whole and not spoiled:
        tally.questioned.append(f"  {about} {filled.unit}: {back.said[:300]}")


def test_no_wrong_value_gets_in_and_hardly_a_right_one_is_questioned(tmp_path: Path) -> None:
    total = Tally()
    for seed in range(YEARS):
        one = Year(tmp_path / str(seed), seed).run()
        for name, part in vars(one).items():
            if isinstance(part, Counter):
                total.slips.update(part)
            else:
                setattr(total, name, getattr(total, name) + part)
    assert total.slips
    assert not total.got_in, str(total)
    assert not total.stuck, str(total)
    assert len(total.questioned) * ALLOWED <= total.right, str(total)
