"""What a new user does first, in both languages, with a command that was installed.

    python tests/release/new_user.py COMMAND…      # such as /home/me/.local/bin/qstrong

Nothing but the standard library: it runs where qstrong is installed and nothing of its checkout is in sight.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

TABLES = {
    "zh": (
        "指标.csv",
        """\
类别,指标,计量单位,2024年,2027年目标,责任单位
产品,产品质量合格率,%,94.5,达到96%以上,市场监管局
创新,高新技术企业,家,5000,新增500家,科技局
""",
    ),
    "en": (
        "indicators.csv",
        """\
Pillar,Indicator,Unit,2024,2027 target,Lead department
Health,Waiting time for surgery,days,42,no more than 28,Ministry of Health
Growth,Exports,NZ$ billion,80,120,Treasury
""",
    ),
}
CHINESE = re.compile("[\u4e00-\u9fff]")


class NewUser:
    """Somebody with an empty home and a *command*, who reads *lang*."""

    def __init__(self, command: list[str], lang: str, home: Path, **env: str) -> None:
        self.command, self.lang, self.home = command, lang, home
        kept = {
            name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL") if name in os.environ
        }
        self.env = kept | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONUTF8": "1"} | env

    def types(self, line: str, cwd: Path, *, speaks: bool = True) -> str:
        """What the command line `qstrong …` prints; fails where it fails."""
        words = [*self.command, *shlex.split(line)[1:]]
        words += ["--lang", self.lang] if speaks and "--lang" not in words else []
        ran = subprocess.run(
            words, cwd=cwd, env=self.env, capture_output=True, text=True, encoding="utf-8", check=False
        )
        if ran.returncode or ran.stderr:
            raise SystemExit(f"{line}: {ran.returncode}\n{ran.stdout}{ran.stderr}")
        return ran.stdout

    def tries_the_demo(self) -> None:
        """`qstrong demo`, then each line that it prints, as it is printed."""
        said = self.types("qstrong demo", self.home)
        folder = self.home
        for line in re.findall("^  (.*)$", said, re.MULTILINE):
            if line.startswith("cd "):
                folder /= shlex.split(line)[1]
            else:
                self.types(line, folder, speaks=False)
        assert "ai-output" in self.types("qstrong show ai-output", folder)
        self.types("qstrong validate --strict", folder)

    def begins_a_plan(self) -> None:
        """From a table to a first report, with what a plain `pip install` brings."""
        name, table = TABLES[self.lang]
        (self.home / name).write_text(table, encoding="utf-8")
        said = self.types(f"qstrong init plan --from {name}", self.home)
        plan = self.home / "plan"
        said += self.types("qstrong status", plan) + self.types("qstrong validate", plan)
        said += self.types("qstrong due", plan)
        self.types("qstrong bulletin -o report.md", plan)
        said += (plan / "report.md").read_text(encoding="utf-8")
        for said_by in table.splitlines()[1:]:
            assert said_by.split(",")[1] in said
        assert bool(CHINESE.search(said)) == (self.lang == "zh")


def try_all(command: list[str], **env: str) -> None:
    """All of it, in Chinese and in English, each in a home of its own."""
    for lang in TABLES:
        with tempfile.TemporaryDirectory() as folder:
            user = NewUser(command, lang, Path(folder).resolve(), **env)
            user.tries_the_demo()
            user.begins_a_plan()


if __name__ == "__main__":
    try_all(sys.argv[1:])
