"""Completion by Tab: its script, installed or printed."""

from __future__ import annotations

import sys

from typer._completion_shared import Shells, _get_shell_name, get_completion_script, install

from qstrong.cli.stop import bad_choice
from qstrong.cli.stop import safe_word as word
from qstrong.model.base import Lang


def complete_by_tab(asked: str, named: str, lang: Lang) -> int:
    """Do what is *asked* for the shell that is *named*, else the one in use; raises `StopError` (2)."""
    shell = named or _get_shell_name() or ""
    if shell not in list(Shells):
        raise bad_choice(asked, shell, Shells, Shells, lang)
    if asked == "--show-completion":
        said = get_completion_script(prog_name="qstrong", complete_var="_QSTRONG_COMPLETE", shell=shell)
    else:
        _, path = install(shell, "qstrong")
        said = word("doctor_completed", lang, shell=shell, path=path)
    sys.stdout.write(said + "\n")
    return 0
