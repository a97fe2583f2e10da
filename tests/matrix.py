"""The whole suite on other versions and at other hours; slow, so no part of `.ci/run`.

    python tests/matrix.py lowest          the lowest versions that pyproject.toml allows
    python tests/matrix.py 3.11 3.12 …     the newest versions on these Pythons
    python tests/matrix.py hours           at hours that are another day elsewhere, and at a year's seams
    python tests/matrix.py                 all of these

What follows `--` goes to pytest. A Python that isn't here is said, and fails the run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
HOURS = (
    ("2028-02-29 20:00", "Asia/Shanghai"),
    ("2026-12-31 16:30", "Asia/Shanghai"),
    ("2027-01-01 00:05", "UTC"),
    ("2027-03-28 01:30", "Europe/Berlin"),
    ("2026-10-31 11:00", "Pacific/Kiritimati"),
    ("2026-11-01 05:30", "America/New_York"),
)
"""Moments in UTC, and where one looks from."""


def python(version: str) -> str | None:
    """The interpreter of that version: on the path, or among pyenv's."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for path in (shutil.which(f"python{version}"), *sorted(root.glob(f"{version}*/bin/python"))):
        said = (
            path and subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
        )
        if said and said.startswith(f"Python {version}."):
            return str(path)
    return None


def lowest() -> str:
    """pip's constraints: each dependency that pyproject.toml names, at the lowest version that it allows."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [
        *told["dependencies"],
        *(one for extra in told["optional-dependencies"].values() for one in extra),
    ]
    return "\n".join(re.sub(r">=.*", lambda found: f"=={found[0][2:]}", one) for one in named if ">=" in one)


def suite(interpreter: str, words: list[str], constraints: str = "") -> int:
    """pytest's exit code in a new environment of *interpreter*."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        (at / "constraints.txt").write_text(constraints, encoding="utf-8")
        subprocess.run([interpreter, "-m", "venv", at / "venv"], check=True)
        inside = at / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
        install: list[str | Path] = [
            inside,
            "-m",
            "pip",
            "install",
            "-q",
            "-c",
            at / "constraints.txt",
            "-e",
            f"{ROOT}[test]",
        ]
        subprocess.run(install, check=True)
        return subprocess.run(
            [inside, "-m", "pytest", "-n", "auto", *words], cwd=ROOT, check=False
        ).returncode


def run(name: str, words: list[str]) -> int:
    """One row of the matrix; its exit code."""
    if name == "hours":
        return max(
            subprocess.run(
                [ROOT / ".ci/at", *where, sys.executable, "-m", "pytest", "-n", "auto", *words],
                cwd=ROOT,
                check=False,
            ).returncode
            for where in HOURS
        )
    if name == "lowest":
        return suite(python(PYTHONS[0]) or sys.executable, words, lowest())
    found = python(name)
    if found is None:
        sys.stdout.write(f"Python {name} isn't here\n")
        return 1
    return suite(found, words)


def main(argv: list[str]) -> int:
    """Run the rows that *argv* names, all without one; 1 where one of them failed."""
    cut = argv.index("--") if "--" in argv else len(argv)
    codes = {name: run(name, argv[cut + 1 :]) for name in argv[:cut] or ["lowest", *PYTHONS, "hours"]}
    for name, code in codes.items():
        sys.stdout.write(f"{name}: {'passed' if code == 0 else f'failed ({code})'}\n")
    return max(codes.values()) and 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
