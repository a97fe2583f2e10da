"""A command in a pseudo-terminal: what it shows is waited for, and answers are typed."""

import codecs
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT


class Terminal:
    """A process in a pseudo-terminal."""

    def __init__(self, folder: Path, *words: str, term: str = "dumb") -> None:
        pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX's")
        self.master, slave = pty.openpty()
        env = {
            **os.environ,
            "QSTRONG_LANG": "zh",
            "PYTHONPATH": str(ROOT),
            "TERM": term,
            "LC_ALL": "C.UTF-8",
        }
        code = (
            "import signal, sys; from qstrong.cli.main import main; "
            "signal.signal(signal.SIGINT, signal.default_int_handler); "  # a background job ignores it
            "sys.exit(main())"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, *words], cwd=folder, env=env, stdin=slave, stdout=slave, stderr=slave
        )
        os.close(slave)
        self.seen = ""
        self.decode = codecs.getincrementaldecoder("utf-8")().decode

    def expect(self, text: str) -> None:
        before, end = len(self.seen), time.monotonic() + 60
        while text not in self.seen[self.at :] and time.monotonic() < end:
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    self.seen += self.decode(os.read(self.master, 65536))
                except OSError:
                    break
        assert text in self.seen[self.at :], self.seen[before - 500 :]
        self.at = self.seen.index(text, self.at) + len(text)

    at = 0

    def send(self, text: str) -> None:
        os.write(self.master, (text + "\n").encode())

    def interrupt(self) -> None:
        """Ctrl-C, again where it comes just before readline waits, which loses it."""
        for _ in range(10):
            self.process.send_signal(signal.SIGINT)
            if select.select([self.master], [], [], 3)[0]:
                return

    def end(self) -> int:
        while select.select([self.master], [], [], 60)[0]:
            try:
                read = os.read(self.master, 65536)
                if not read:
                    break
                self.seen += self.decode(read)
            except OSError:
                break
        else:
            self.process.kill()  # it waits for an answer that nobody has
        return self.process.wait(60)
