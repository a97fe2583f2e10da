"""The script that shows a plan in pandas prints what it printed."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT, Golden


def test_the_script_for_pandas(golden: Golden) -> None:
    pytest.importorskip("pandas", reason="the test extra isn't installed: no pandas")
    words = [sys.executable, "-W", "error", "examples/library/standing.py"]
    env = {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, check=True)
    golden("library-standing.txt", done.stdout.decode().replace("\r\n", "\n"))
