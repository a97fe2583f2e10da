"""Real plans as data folders, each committed in a repository of its own."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.history.repo import Repo
from tests.plans.convert import CONVERTED, Entry


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder of published plans; skips, saying so, where the environment doesn't name one."""
    named = os.environ.get("QSTRONG_PLANS")
    if not named:
        pytest.skip("no published plans: QSTRONG_PLANS isn't set")
    return ROOT / named


Real = Callable[[str], tuple[Path, dict[str, Entry]]]


@pytest.fixture(scope="session")
def real(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Real:
    """By its name a plan's data folder, made once, and its published entries by their ids there."""

    @cache
    def made(name: str) -> tuple[Path, dict[str, Entry]]:
        repo = Repo.new(tmp_path_factory.mktemp(name) / "repo")
        entries = CONVERTED[name](published / name, repo.path / "data")
        repo.commit()
        return repo.path / "data", entries

    return made
