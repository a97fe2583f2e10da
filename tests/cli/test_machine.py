"""Where the machine fails: no traceback, a sentence on standard error, and an exit code that isn't the data's."""

import errno
import json
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from qstrong.cli.stop import machine_failed
from tests.conftest import ROOT, Run

CLOCK = ("LD_PRELOAD", "FAKETIME")
"""What shifts the clock keeps it in memory that it opens: with standard output closed, in its place."""
DEMO = f"--data '{ROOT}/examples/demo'"
pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a system with /dev/full")


def test_what_may_not_be_read_is_named() -> None:
    refused = machine_failed(PermissionError(errno.EACCES, "Permission denied", "/a b/.git"), "zh")
    assert (refused.code, refused.message) == (4, "系统出错, 没有做完: 没有权限: /a b/.git")
    refused = machine_failed(PermissionError(errno.EACCES, "Permission denied", b"/a/\xff"), "en")
    assert refused.message == "the system failed, and this wasn't finished: no permission for /a/\\udcff"


def shell(command: str, cwd: Path = ROOT, **env: str) -> tuple[int, bytes, bytes]:
    """What a shell makes of *command*, in which Q is the program."""
    clean = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith(("LC_", "LANG", "PYTHONIO", *CLOCK))
    }
    ready = clean | {"PYTHONPATH": str(ROOT), "QSTRONG_LANG": "zh", "PYTHONUTF8": "1", **env}
    done = subprocess.run(
        ["/bin/sh", "-c", command.replace("Q ", f"'{sys.executable}' -m qstrong ")],
        cwd=cwd, env=ready, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@cache
def printed(command: str) -> tuple[int, bytes, bytes]:
    """What comes of a command where everything can be printed."""
    return shell(command)


@pytest.mark.parametrize(
    ("command", "code", "why"),
    [
        (f"Q status {DEMO} >&-", 4, "输出已经关闭"),
        (f"Q status -f json {DEMO} >/dev/full", 4, "磁盘满了"),
        (f"Q validate {DEMO} >&-", 4, "输出已经关闭"),
        (f"Q bulletin 2026Q2 {DEMO} >/dev/full", 4, "磁盘满了"),
        ("Q --version >/dev/full", 4, "磁盘满了"),
        ("Q --help >&-", 4, "输出已经关闭"),
        (f"Q status {DEMO} -f md -o /dev/full", 4, "磁盘满了"),
        ("Q status --bogus 2>&-", 2, ""),
        ("Q status --bogus 2>/dev/full", 2, ""),
        ("Q explain Q204 >&- 2>&-", 4, ""),
        (f"Q status --data {'x' * 300}", 2, "名字太长"),
        (f"Q status {DEMO} -o {'x' * 300}.md", 2, "名字太长"),
        (f"Q import {'x' * 300}.xlsx {DEMO}", 2, "名字太长"),
        (f"HOME=/nowhere Q status {DEMO} >/dev/null", 0, ""),
        (f"Q status {DEMO} | head -c 1 >/dev/null", 0, ""),
    ],
)
def test_output_that_cant_be_written(command: str, code: int, why: str) -> None:
    found, _, said = shell(command)
    assert found == code
    assert why in said.decode()


@pytest.mark.parametrize(
    "words", ["status", "status -f json", "show ai-output", "tasks", "--help", "explain Q204"]
)
def test_nobody_who_reads_on_is_no_error(words: str) -> None:
    """Whether it is found out while the command writes, or when it is through."""
    more = () if words in ("--help", "explain Q204") else ("--data", f"{ROOT}/examples/demo")
    command = [sys.executable, "-m", "qstrong", *words.split(), *more]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (0, b"")


@pytest.mark.parametrize("command", ["Q status", "Q validate", f"Q due {DEMO}", "Q new", f"Q show 1 {DEMO}"])
def test_a_working_directory_that_is_gone(command: str, tmp_path: Path) -> None:
    shell(f"mkdir gone; cd gone; rmdir ../gone; {command}", tmp_path)


@pytest.mark.parametrize("encoding", ["gbk", "latin-1", "ascii", "cp437", "big5"])
def test_consoles_that_cant_print_all(encoding: str) -> None:
    for command, signs, told in (
        ("status", "[+]", {1}),
        ("due", "", {0, 1}),
        ("show 1", "", {0, 1}),
        ("validate", "", {0, 1}),
    ):
        code, out, said = shell(f"Q {command} {DEMO}", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert code == printed(f"Q {command} {DEMO}")[0]
        assert signs in out.decode(encoding)
        assert said.decode(encoding).count("PYTHONUTF8=1") in told


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_locale_that_cant_print_all(locale: str) -> None:
    """Python's own way with what such a locale can't print isn't to be strict, and raises all the same."""
    for command in ("status", "due", "show 1", "validate", "status -f json"):
        code, out, said = shell(
            f"Q {command} {DEMO}", LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING=""
        )
        assert code == printed(f"Q {command} {DEMO}")[0]
        assert out.isascii()
        assert out or command in ("validate", "show 1")
        assert b"Traceback" not in said


@pytest.mark.parametrize("encoding", ["gbk", "latin-1", "ascii"])
def test_json_loses_nothing(encoding: str) -> None:
    code, out, said = shell(f"Q status -f json {DEMO}", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    without_loss = printed(f"Q status -f json {DEMO}")
    assert json.loads(out.decode(encoding)) == json.loads(without_loss[1])
    assert (code, said) == (without_loss[0], b"")


STOPPED = """\
import os, signal, sys, time

signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job ignores it

class Finder:
    def find_spec(self, name, *_):
        if name == "{module}":
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(1)

sys.meta_path.insert(0, Finder())
sys.argv = ["qstrong", "show", "1", "--data", "examples/demo"]
{start}
"""
"""A run in which ^C is typed just when a module begins to be imported."""


@pytest.mark.parametrize(
    "module",
    [
        "qstrong.cli", "qstrong.cli.main", "qstrong.cli.streams", "qstrong.cli.app", "typer",
        "qstrong.cli.commands.show", "qstrong.cli.session", "qstrong.read.dataset", "yaml",
        "qstrong.render.views.show",
    ],
)  # fmt: skip
def test_an_interrupt_in_the_first_instant(module: str) -> None:
    starts: tuple[str, ...] = ("import qstrong.__main__; sys.exit(qstrong.__main__.entry_point())",)
    if module != "qstrong.cli":  # the way in of those who installed it earlier
        starts += ("import qstrong.cli; from qstrong.cli.main import main; sys.exit(main())",)
    for start in starts if module != "qstrong.cli.main" else starts[:1]:
        script = STOPPED.format(module=module, start=start)
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, capture_output=True, timeout=60, check=False
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (130, False), done.stderr.decode()


def test_the_command_is_the_module_that_can_be_stopped() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert scripts == {"qstrong": "qstrong.__main__:entry_point"}


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (f"Q status {DEMO}", 0),
        ("Q record --data data", 2),
        ("Q record industry 2026Q3 2.7 --state suspended --as-of 2026-10-20 --data data", 2),
        ("Q record industry 2026Q3 2.7 --remove --as-of 2026-10-20 --data data", 2),
        ("Q import t.csv --as-of 2026-10-20 --data data", 1),
        ("Q new industry 2026Q4 -o - --data data", 0),
        ("Q validate --data data", 0),
    ],
)
def test_a_standard_input_that_is_closed(command: str, code: int, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples/demo", tmp_path / "data")
    (tmp_path / "t.csv").write_text(
        "unit,filing,indicator,value\nindustry,2026Q3,ai-output,183.11\n", encoding="utf-8"
    )
    found, _, said = shell(f"{command} <&-", tmp_path)
    assert found == code, said.decode()
    assert said.decode().strip() or not code


IN_TURN = """\
import sys
from qstrong.cli.main import main

for command in sys.argv[1:]:
    if code := main(command.split()):
        sys.exit(f"{command}: {code}")
"""
"""A process that runs one command after another, as long as they end well."""


@pytest.mark.parametrize("home", ["/nowhere", "a-file", "closed", "/dev/null", "", "relative", None])
def test_a_home_that_is_none(home: str | None, tmp_path: Path) -> None:
    """No folder, a file, one that nobody may look into, none at all."""
    (tmp_path / "a-file").touch()
    (tmp_path / "closed").mkdir(mode=0o000)
    data = tmp_path / "work/data"
    shutil.copytree(ROOT / "examples/demo", data)
    ready = "git init -q . && git add -A && git -c user.name=a -c user.email=a@example.org commit -qm a"
    assert shell(ready, data.parent)[0] == 0
    commands = (
        "status",
        "validate --changed HEAD",
        "diff HEAD",
        "form water 2026Q4 -o f.xlsx",
        "doctor",
        "--version",
    )
    env = {} if home is None else {"HOME": str(tmp_path / home) if home in ("a-file", "closed") else home}
    process = shlex.join([sys.executable, "-c", IN_TURN, *commands])
    code, _, said = shell(process if env else f"unset HOME; {process}", data.parent, **env)
    assert code == 0, said.decode()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "9999-01-01"])
@pytest.mark.parametrize("command", ["status", "due", "units", "tasks", "validate", "show 1"])
def test_the_calendars_ends(command: str, day: str, qstrong: Run) -> None:
    assert qstrong(*command.split(), "--as-of", day, "--data", ROOT / "examples/demo").code in (0, 1, 2)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("progress/industry/2026Q2.yaml", "filed: ", "filed: 9999-12-31 # "),
        ("targets.yaml", "as_of: ", "as_of: 9999-12-31 # "),
        ("tasks.yaml", "due: 20", "due: 9999-12-31 # 20"),
        ("progress/industry/2026Q2.yaml", "observations:\n", "observations:\n  - {indicator: ai-output, period: 2026Q1, value: 1, measures_by: 9999-12-31, cause: x, measures: y}\n"),
        ("progress/industry/2026Q2.yaml", "actions:\n", "actions:\n  - {action: '1.1', state: done, on: 9999-12-31, measures_by: 9999-12-31}\n"),
    ],
)  # fmt: skip
def test_the_calendars_last_day_in_the_data(
    file: str, old: str, new: str, tmp_path: Path, qstrong: Run
) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "examples/demo", data)
    text = (data / file).read_text("utf-8")
    assert old in text or file == "tasks.yaml"
    (data / file).write_text(text.replace(old, new, 1), "utf-8")
    for command in ("validate", "status", "due", "show ai-output", "bulletin 2026Q2", "tasks"):
        assert qstrong(*command.split(), "--data", data).code in (0, 1, 2)
