"""A question about a value in what a change adds or alters waits for an answer; older ones only warn."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.history.repo import Repo

BASE = Path(__file__).parent.parent / "problems" / "base"
FILE = "data/progress/finance/2025Q2.yaml"
WRONG = ("value: 62.15", "value: 621500")
ANSWER = ("value: 621500", "value: 621500\n    accept: [Q214]\n    accept_reason: 并入两区")
OTHER = ("prepared_by: 张三", "prepared_by: 李四")


@pytest.mark.parametrize("option", ["--changed", "--history"])
@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ([], [WRONG], 1),
        ([], [WRONG, ANSWER], 0),
        ([WRONG], [OTHER], 0),  # it was there before
        ([WRONG], [("note: 上半年累计数", "note: 累计数")], 1),  # the entry is altered
        ([WRONG, ANSWER], [("    accept: [Q214]\n    accept_reason: 并入两区\n", "")], 1),
        ([], [("value: 97.2", "value: 0.972")], 1),
        ([], [("value: 9,", "value: 90,")], 1),
        ([], [OTHER], 0),
    ],
)
def test_who_answers(
    tmp_path: Path,
    qstrong: Run,
    option: str,
    before: list[tuple[str, str]],
    after: list[tuple[str, str]],
    code: int,
) -> None:
    shutil.copytree(BASE, tmp_path / "data")
    repo = Repo.new(tmp_path)
    for old, new in before:
        repo.edit(FILE, old, new)
    base = repo.commit()
    for old, new in after:
        repo.edit(FILE, old, new)
    repo.commit()
    done = qstrong("validate", "--data", "data", option, base, "--on", "2025-07-20", cwd=tmp_path)
    assert done.code == code, done.out
    assert qstrong("validate", "--data", "data", cwd=tmp_path).code == 0
