"""One plan's summary: equal to what its own status says, wherever its bytes come from."""

import json
import shutil
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from qstrong.model.rollup.summary import Counted, Summary, TargetSummary
from qstrong.read.source import Folder
from qstrong.rollup.pack import pack, unpack
from qstrong.rollup.summarise import summarise
from qstrong.text.numbers import json_number
from tests.conftest import ROOT, Run
from tests.history.repos import DEMO, Repo
from tests.rollup.made import TODAY, summaries, write_plans

FOLDERS = sorted(
    path.parent
    for path in [*ROOT.glob("examples/*/targets.yaml"), *ROOT.glob("examples/*/*/targets.yaml"), ROOT / "data/targets.yaml"]
)  # fmt: skip
DAYS = ("2026-07-20", "2027-01-31", "2028-06-30")
SAME = ("id", "group", "kind", "op", "status", "last_status", "data", "method", "binding")


def plain(value: Any) -> Any:
    """As the JSON of status, read again, has it."""
    if isinstance(value, Decimal | Fraction):
        return Decimal(format(json_number(value), "f"))
    return list(map(plain, value)) if isinstance(value, tuple) else value


def says(one: Counted, status: dict[str, Any]) -> None:
    assert one.counts == status["counts"]
    assert one.data_counts == status["data_counts"]
    assert one.colour == status["colour"]
    coverage = {
        "assessable": one.assessable, "due": one.due, "reported": one.reported, "total": one.total,
    }  # fmt: skip
    assert coverage == status["coverage"]


def same_target(one: TargetSummary, told: dict[str, Any]) -> None:
    assert {name: getattr(one, name) for name in SAME} == {name: told[name] for name in SAME}
    assert plain(one.goal) == told["target"]
    assert plain(one.between) == told["between"]
    assert plain(one.completion) == told["completion"]
    assert plain(one.attainment) == told["attainment"]
    assert list(one.flags) == told["flags"]
    assert (str(one.period) if one.period else None) == told["period"]
    assert plain(one.value) == told["value"]
    assert one.uom.say("zh") == told["uom"]
    assert one.name.say("zh") == told["name"]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_it_says_what_status_says(
    folder: Path, day: str, qstrong: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qstrong.cli.session.today", lambda: TODAY)
    found = summarise(Folder(folder), day, TODAY)
    result = qstrong("status", "-f", "json", "--as-of", day, "--data", folder)
    if found.unread:
        assert found.unread.reason == "data"
        assert result.code == 3
        assert found.unread.code in result.err
        assert found.unread.detail.say("zh") in result.err
        return
    status = json.loads(result.out, parse_float=Decimal, parse_int=Decimal)
    assert (found.errors > 0) == (result.code == 1)
    assert found.overall
    says(found.overall, status)
    assert [one.id for one in found.targets] == [one["id"] for one in status["targets"]]
    for one, told in zip(found.targets, status["targets"], strict=True):
        same_target(one, told)
    assert found.data_id == status["data_id"]
    assert found.as_of.isoformat() == status["as_of"]
    for group in found.groups:
        told = qstrong("status", "-f", "json", "--as-of", day, "--data", folder, "--group", group.id)
        says(group.counted, json.loads(told.out, parse_float=Decimal, parse_int=Decimal))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_lost_in_packing(folder: Path) -> None:
    found = summarise(Folder(folder), "2027-06-30", TODAY)
    assert unpack(*pack(found)) == found


def test_who_has_not_filed_is_whom_units_names(qstrong: Run) -> None:
    found = summarise(Folder(DEMO), "2026-10-30", TODAY)
    told = json.loads(
        qstrong("units", "-f", "json", "--as-of", "2026-10-30", "--data", DEMO, "--period", "2026Q3").out
    )
    assert [one.unit for one in found.missing] == [
        one["id"] for one in told["units"] if one["state"] in ("partial", "none")
    ]
    assert found.owing == sum(one["state"] is not None for one in told["units"])
    assert str(found.period) == "2026Q3"


def test_what_was_is_that_of_the_filing_before(qstrong: Run) -> None:
    found = summarise(Folder(DEMO), "2026-10-30", TODAY)
    assert found.previous
    told = json.loads(qstrong("status", "-f", "json", "--as-of", found.previous, "--data", DEMO).out)
    assert {one.id: one.before for one in found.targets} == {
        one["id"]: one["status"] for one in told["targets"]
    }


def test_last_filing() -> None:
    assert summarise(Folder(DEMO), "2024-01-01", TODAY).last is None
    found = summarise(Folder(DEMO), "2026-10-30", TODAY)
    assert found.last
    assert (found.last.filed, str(found.last.period)) == (date(2026, 10, 28), "2026Q3")


def test_a_revision_says_the_same_as_the_folder(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    shutil.copytree(DEMO, repo.data)
    first = repo.commit()
    repo.write("data/progress/culture-tourism/2026Q3.yaml", None)
    repo.commit()
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    (repo.data / "targets.yaml").write_text("plan: {")  # what is checked out is nobody's concern
    path = write_plans(
        tmp_path,
        f"""
plans:
- {{id: disk, name: 盘, path: {DEMO}}}
- {{id: tree, name: 树, repository: repo, revision: {first}, path: data}}
- {{id: bare, name: 裸, repository: bare.git, revision: "{first[:12]}", path: ./data}}
- {{id: head, name: 后, repository: bare.git, path: data}}
""",
    )
    disk, tree, bare, head = summaries(path, "2026-10-30")
    assert disk.unread is None
    assert disk == tree == bare
    assert head.filings == disk.filings - 1


@pytest.mark.parametrize(
    ("row", "reason", "code"),
    [
        ("path: nowhere", "folder", ""),
        ("path: plans.yaml", "folder", ""),
        ("repository: nowhere", "git", "no_repository"),
        ("repository: repo/data, path: .", "git", "no_repository"),
        ("repository: repo, revision: gone, path: data", "git", "unknown_revision"),
        ("repository: repo, path: nowhere", "data", "Q001"),
        ("repository: repo", "data", "Q001"),
    ],
)
def test_what_cannot_be_read_says_why(row: str, reason: str, code: str, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    shutil.copytree(DEMO, repo.data)
    repo.commit()
    found = summaries(write_plans(tmp_path, f"plans: [{{id: a, name: 甲, {row}}}]\n"))[0]
    assert found.unread
    assert (found.unread.reason, found.unread.code) == (reason, code)
    assert found.overall is None


def test_a_hook_or_a_setting_of_the_repository_runs_nothing(tmp_path: Path) -> None:
    repo, mark = Repo(tmp_path / "repo"), tmp_path / "ran"
    shutil.copytree(DEMO, repo.data)
    repo.commit()
    repo.git("config", "core.fsmonitor", f"touch {mark}")
    repo.git("config", "core.sshCommand", f"touch {mark}")
    repo.git("config", "filter.x.smudge", f"touch {mark}")
    repo.write("data/.gitattributes", "* filter=x\n")
    found = summaries(write_plans(tmp_path, "plans: [{id: a, name: 甲, repository: repo, path: data}]\n"))[0]
    assert found.unread is None
    assert not mark.exists()


def test_a_period_is_the_day_on_which_it_closes_there() -> None:
    assert summarise(Folder(DEMO), "2026Q3", TODAY).as_of == date(2026, 10, 30)
    other = summarise(Folder(DEMO), "2026/27", TODAY)
    assert other.unread
    assert other.unread.reason == "day"


def test_a_program_that_fails_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Summary:
        raise RuntimeError("突然")

    monkeypatch.setattr("qstrong.rollup.work.summarise", fails)
    found = summaries(write_plans(tmp_path, f"plans: [{{id: a, name: 甲, path: {DEMO}}}]\n"))[0]
    assert found.unread
    assert found.unread.reason == "failed"
    assert "突然" in found.unread.detail.zh
