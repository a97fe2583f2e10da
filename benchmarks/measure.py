"""Measuring whole processes: their instructions where those are steady, else their CPU time, in pairs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

Command = Sequence[str | Path]
_COUNTED = ("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")


class FailedError(Exception):
    """A program that was to be measured didn't do what it is for."""


def environment(more: Mapping[str, str | Path] | None = None) -> dict[str, str]:
    """An environment that is the same everywhere: no CI, no settings of the user's, one hash seed."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    fixed = {"PYTHONHASHSEED": "0", "LANG": "C.UTF-8", "TZ": "UTC", "QSTRONG_LANG": "zh"}
    return {**kept, **fixed, **{name: str(value) for name, value in (more or {}).items()}}


def has_valgrind() -> bool:
    """Whether instructions can be counted here."""
    return shutil.which("valgrind") is not None


def instructions(command: Command, more: Mapping[str, str | Path] | None = None) -> int:
    """How many instructions *command* takes, by cachegrind."""
    done = subprocess.run(
        [*_COUNTED, *map(str, command)], capture_output=True, text=True, env=environment(more), check=False
    )
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    if found is None or done.returncode:
        raise FailedError(f"{' '.join(map(str, command))}\n{done.stdout[-500:]}{done.stderr[-2000:]}")
    return int(found[1].replace(",", ""))


def spent(
    command: Command, more: Mapping[str, str | Path] | None = None, fine: tuple[int, ...] = (0,)
) -> tuple[float, float]:
    """The CPU seconds (user and system, with its children's) of a process, and its peak memory in MB."""
    process = subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(more),
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        raise FailedError(f"{' '.join(map(str, command[:4]))}: exit code {process.returncode}")
    kilo = 1024 * 1024 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, used.ru_maxrss / kilo


def cpu(command: Command, more: Mapping[str, str | Path] | None = None, runs: int = 3) -> float:
    """The median CPU time of some runs."""
    return median(spent(command, more)[0] for _ in range(runs))


def paired(
    one: Command, other: Command, runs: int = 3, more: Mapping[str, str | Path] | None = None
) -> float:
    """CPU time of *one* over that of *other*: the median of ratios of runs that follow on each other."""
    return median(spent(one, more)[0] / spent(other, more)[0] for _ in range(runs))
