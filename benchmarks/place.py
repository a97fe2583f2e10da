"""Where everything that is measured lies: qstrong as it is installed, what else one could take, made data."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.made import beancount, hledger, make_folder, make_history
from benchmarks.measure import Command, environment, instructions

ROOT = Path(__file__).resolve().parents[1]
PEERS = ("beancount", "yamllint", "check-jsonschema")
SMALL = 1000
"""Up to so many filings are of three years, more of ten."""
DAYS = ("2018-01-20", "2025-02-01")
"""When all that is made up is in, of three years and of ten."""


@dataclass
class Place:
    """A folder for it all; what can't be had here is in *missing*, with why."""

    folder: Path = ROOT / ".bench"
    missing: dict[str, str] = field(default_factory=dict)

    @cached_property
    def own(self) -> Path:
        """The programs of an environment with qstrong as users install it, anew from this tree."""
        made = self._venv("own", f"{ROOT}[all]")
        pip = [
            str(made / "python"),
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--force-reinstall",
            str(ROOT),
        ]
        subprocess.run(pip, check=True, cwd=self.folder)
        shutil.rmtree(ROOT / "build", ignore_errors=True)
        subprocess.run([made / "python", "-m", "compileall", "-q", made.parent / "lib"], check=False)
        return made

    @cached_property
    def peers(self) -> Path:
        """The programs of an environment with what else one could take."""
        return self._venv("peers", *PEERS)

    def _venv(self, name: str, *packages: str) -> Path:
        """The programs of an environment by today's pip: launchers of before 25.1 import `re`, 0.7 B."""
        made = self.folder / name
        if not (made / "bin" / "python").exists():
            subprocess.run([sys.executable, "-m", "venv", "--upgrade-deps", made], check=True)
            subprocess.run([made / "bin" / "python", "-m", "pip", "install", "-q", *packages], check=True)
        return made / "bin"

    @property
    def python(self) -> Path:
        """The interpreter beside qstrong."""
        return self.own / "python"

    @cached_property
    def bare(self) -> int:
        """B: the instructions of a Python that does nothing."""
        return instructions((self.python, "-c", "pass"))

    def qstrong(self, *words: str | Path) -> Command:
        """The command as it is installed."""
        return (self.own / "qstrong", *words)

    @cached_property
    def uncached(self) -> tuple[str, ...]:
        """The option that keeps a run from what an earlier one has kept, where there is such a thing."""
        told = subprocess.run(
            list(map(str, self.qstrong("validate", "--help"))),
            capture_output=True,
            text=True,
            env=environment(),
            check=True,
        )
        return ("--no-cache",) if "--no-cache" in told.stdout else ()

    def reading(self, command: str, count: int, *more: str) -> Command:
        """`status` or `validate` of *count* filings; to a pipe, plain."""
        return self.qstrong(command, "--data", self.data(count), "--as-of", DAYS[count > SMALL], *more)

    def obvious(self, count: int) -> Command:
        """The obvious design on the same files."""
        return (self.python, ROOT / "benchmarks" / "design.py", self.data(count))

    def data(self, count: int) -> Path:
        """Made data of *count* filings: up to a thousand of twelve quarters, else of ten years."""
        return self._made(
            f"data-{count}",
            lambda path: make_folder(path, count, 12) if count <= SMALL else make_folder(path, count),
        )

    def ledger(self, count: int) -> Path:
        """The observations of 10,000 filings for bean-check."""
        return self._made(f"{count}.beancount", lambda path: path.write_text(beancount(count), "utf-8"))

    def journal(self, count: int) -> Path:
        """The same for hledger."""
        return self._made(f"{count}.journal", lambda path: path.write_text(hledger(count), "utf-8"))

    def history(self, commits: int) -> Path:
        """The data folder of a repository of so many commits, a filing each."""
        return self._made(f"history-{commits}", lambda path: make_history(path, commits)) / "data"

    def forms(self) -> Path:
        """The 26 forms of the plan that comes with this repository, as they are sent out."""
        words = self.qstrong("form", "2026Q4", "--all", self.folder / "forms", "--data", ROOT / "data")

        def make(path: Path) -> None:
            words_ = [*map(str, words), "--as-of", "2027-01-12"]
            subprocess.run(words_, check=True, env=environment(), capture_output=True, cwd=path.parent)

        return self._made("forms", make)

    def _made(self, name: str, make: Callable[[Path], object]) -> Path:
        """What is made once."""
        path = self.folder / name
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            make(path)
        return path

    def program(self, name: str, why: str) -> str | None:
        """A program of the system's; one that isn't there is noted as missing."""
        found = shutil.which(name)
        if found is None:
            self.missing[name] = why
        return found

    @cached_property
    def floor(self) -> Path | None:
        """The program of limits.c; None without a compiler and libyaml."""
        compiler = self.program("cc", "a C compiler")
        made = self.folder / "limits"
        command = [str(compiler), "-O2", "-o", str(made), str(ROOT / "benchmarks/limits.c"), "-lyaml"]
        if compiler and subprocess.run(command, check=False, capture_output=True).returncode == 0:
            return made
        self.missing["libyaml"] = "libyaml-dev"
        return None
