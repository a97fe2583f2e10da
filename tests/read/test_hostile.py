"""What somebody might put there on purpose: answered soon, with problems, and nothing passed over in silence."""

import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from qstrong.model.dataset import Void
from qstrong.model.period import Period
from qstrong.read.dataset import load, locate
from qstrong.read.faults import MOST_PROBLEMS
from qstrong.read.source import FileKind, Folder, UnreadableError
from qstrong.render.findings.problems import Findings, as_json, findings_text
from qstrong.render.formats.register import How
from tests.read.test_reading import FILING, PATH, Memory, codes, folder, on_disk, read  # noqa: F401

HEAD = "unit: u\nperiod: 2025Q1\nfiled: 2025-04-10\n"
MANY = 10_000
MONSTERS = {
    "unknown keys": FILING + "".join(f"k{i}: 1\n" for i in range(MANY)),
    "unknown empty keys": FILING + "".join(f"k{i}:\n" for i in range(MANY)),
    "bad values": HEAD + "observations:\n" + "- {indicator: x, value: a}\n" * MANY,
    "missing values": HEAD + "observations:\n" + "- {value: }\n" * MANY,
    "neither": HEAD + "observations:\n" + "- {indicator: x}\n" * MANY,
    "one key many times": FILING + "a: 1\n" * MANY,
    "empty items": FILING + "x: [" + "~," * MANY + "]\n",
    "anchors": FILING + "x: [" + ",".join(f"&a{i} 1" for i in range(MANY)) + "]\n",
    "one long line": HEAD + "observations: [" + "{indicator: x, value: a}," * MANY + "]\n",
    "hidden characters": "a\x07" * 400_000,
    "brackets": "[" * 100_000,
    "a line of 900 kB": FILING + "note: " + "a" * 900_000,
    "digits": FILING.replace("10.50", "9" * 900_000),
    "a long key": FILING + "a" * 900 + ": 1\n",
}


@pytest.mark.parametrize("name", MONSTERS)
def test_monsters_are_answered_soon_and_briefly(name: str) -> None:
    before = time.process_time()
    _, problems = read(MONSTERS[name])
    out = findings_text(Findings(problems, files=1), How("zh"))
    assert time.process_time() - before < 10
    assert 0 < len(problems) <= 2 * MOST_PROBLEMS + 1
    assert max(map(len, out.splitlines())) < 400


def test_more_problems_than_are_listed_are_said_to_be_there() -> None:
    dataset, problems = read(MONSTERS["bad values"])
    assert codes(problems).count("Q030") == 1
    assert len(problems) == MOST_PROBLEMS + 1
    assert len(dataset.voids) == MANY
    assert codes(read(MONSTERS["one key many times"])[1]).count("Q030") == 1


def test_a_large_filing(folder: Path) -> None:  # noqa: F811
    (folder / PATH).write_text(FILING + "# " + "a" * 1_100_000, encoding="utf-8")
    dataset, (problem,) = on_disk(folder)
    assert problem.code == "Q006"
    assert "1 MiB" in problem.message.zh
    assert dataset.voids == (Void("u", Period.parse("2025Q1")),)


@pytest.mark.parametrize("name", ["targets.yaml", "tasks.yaml", "units.yaml"])
def test_a_plan_file_that_is_a_folder(folder: Path, name: str) -> None:  # noqa: F811
    (folder / name).unlink()
    (folder / name).mkdir()
    dataset, problems = on_disk(folder)
    assert dataset is None
    assert codes(problems) == ["Q007"]


@pytest.mark.posix
@pytest.mark.parametrize("name", ["progress", "progress/u"])
@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_folder_that_is_none_is_told(folder: Path, name: str, kind: str) -> None:  # noqa: F811
    (folder / name).rename(folder / "elsewhere")
    if kind == "link":
        (folder / name).symlink_to(folder / "elsewhere")
    else:
        (folder / name).write_text("x")
    dataset, problems = on_disk(folder)
    assert dataset.filings == ()
    assert codes(problems) == ["Q050", "Q037"]  # what it was renamed to is no name of the folder's


def test_a_socket(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.chdir(folder / "progress/u")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("2025Q2.yaml")
        assert codes(on_disk(folder)[1]) == ["Q007"]
        with pytest.raises(UnreadableError, match="special"):
            Folder(folder).read("progress/u/2025Q2.yaml")


class Denied(Memory):
    """A source that may not be looked into at *name*."""

    def __init__(self, files: dict[str, bytes], name: str) -> None:
        super().__init__(files)
        self.name = name

    def entries(self, folder: str) -> list[tuple[str, FileKind]]:  # noqa: F811
        if folder == self.name:
            raise UnreadableError("denied")
        return super().entries(folder)

    def read(self, name: str) -> bytes:
        if name == self.name:
            raise UnreadableError("denied")
        return super().read(name)


@pytest.mark.parametrize("name", ["", "targets.yaml", "progress", "progress/u", PATH])
def test_what_may_not_be_read_is_told(folder: Path, name: str) -> None:  # noqa: F811
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    source = Denied(files, name)
    loaded = load(source)
    assert [(one.code, one.path) for one in locate(loaded.problems, source)] == [("Q005", name)]
    assert (loaded.dataset is None) == (name in ("", "targets.yaml"))


@pytest.mark.parametrize(
    "name", [b"\xff\xfe.yaml", b"a\x1b[31m\n.yaml", "a\u202e.yaml".encode(), b"a\r.yaml"]
)
def test_odd_names_reach_no_terminal_and_break_no_output(folder: Path, name: bytes) -> None:  # noqa: F811
    (folder / "progress/u" / os.fsdecode(name)).write_text("x")
    _, problems = on_disk(folder)
    out = findings_text(Findings(problems, files=1), How("zh"))
    assert codes(problems) == ["Q008"]
    assert out.encode()
    assert not {char for char in out if not char.isprintable()} - {"\n"}
    told: Any = as_json(Findings(problems), "zh")
    assert told["problems"][0]["path"].encode()


@pytest.mark.parametrize(
    ("there", "hint"), [("Targets.yaml", "Targets.yaml"), ("targets.yml", "targets.yml")]
)
def test_a_plan_file_under_nearly_its_name(folder: Path, there: str, hint: str) -> None:  # noqa: F811
    (folder / "targets.yaml").rename(folder / there)
    dataset, problems = on_disk(folder)
    beside, problem = sorted(problems, key=lambda one: one.code, reverse=True)
    assert dataset is None
    assert (beside.code, beside.path) == ("Q050", there)
    assert problem.code == "Q002"
    assert hint in problem.hint.zh


def test_a_misnamed_filing_is_void_for_the_period_that_it_states() -> None:
    text = FILING.replace("2025Q1", "2025Q2").replace("2025-04", "2025-07")
    for name in ("二季度最终版", "2025q2", "2025Q2 (1)"):
        dataset, problems = read(more={f"progress/u/{name}.yaml": text})
        assert codes(problems) == ["Q008"]
        assert dataset.voids == (Void("u", Period.parse("2025Q2")),)
