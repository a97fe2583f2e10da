"""The language in which messages are said before the plan is read: as YAML's own reader would find it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from qstrong import open_plan
from qstrong.cli.folder import said_by
from qstrong.text.help import language
from tests.conftest import ROOT, Run

TEXTS = (
    "plan:\n  id: x\n  language: en\n",
    "plan:\n  language: en",
    "plan: {id: x, language: en}\n",
    "plan: {id: x, language: en}\ntargets:\n  - {name: x}\n",
    "plan: {id: x, title: \"a, language: de\", language: 'en'}\n",
    "plan: {id: x, 'language': \"en\", x: y}\r\n",
    "plan: {id: x, office: {language: de}, language: en}\n",
    "plan: {id: x, office: {language: de}}\n",
    "plan: {id: x, # language: de\n  language: en # c\n }\n",
    "plan:\n  {id: x,\n   language: en}\n",
    "plan: {id: x, notes: [language, {language: de}], language: en}",
    'plan:   # c\r\n\r\n    id: x\r\n    language: "en"   # c\r\n    office:\r\n      language: de\r\n',
    "plan:\n  office:\n    language: de\n",
    "plan:\n  scope: |\n    language: de\n  id: x\n",
    "plan:\n  # language: de\n  id: x\n",
    "plan:\n  id: x # language: de\n",
    "plan:\n  title: 'a\n    language: de'\n  id: b\ntargets:\n  - id: language\n",
    "plan:\n  id: x\n  title: {zh: language\n    , en: y}\n  language: en\n",
    "plan:\n  id: x\ngroups:\n  - {id: a, language: de}\nother:\n  language: de\n",
    "plan: {id: a}\ntargets: [{language: de}]\n",
    "groups: []\n" + "# x\n" * 5000 + "plan:\n  id: x\n  language: en\n",
    '{"plan": {"id": "x", "language":"en"}, "groups": []}',
    '{"x": {"language": "de"}, "plan":{"title":{"zh":"a"},"language":"en"}}',
    '---\n{"plan": {"id": "x"}, "language": "de"}',
    "'plan':\n  'language': 'en'\n",
    "plan: &p\n  language: en\n",
    "---\nplan:\n  id: x\n\n# c\n  title: y\n  language: en",
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_language_is_found_wherever_it_may_stand(text: str) -> None:
    assert said_by(text) == yaml.safe_load(text)["plan"].get("language")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "language",
        "plan: {language",
        "plan:\n language: 3\n",
        "plan: {language: 3}",
        "plan:\n- language: en",
    ],
)
def test_what_says_none_gives_none(text: str) -> None:
    assert said_by(text) is None


def test_a_plan_on_one_line_is_spoken_of_in_its_language(tmp_path: Path, qstrong: Run) -> None:
    (tmp_path / "targets.yaml").write_text("plan: {id: x, language: en}\n")
    said = qstrong("status", "--data", tmp_path, QSTRONG_LANG="", LANG="zh_CN.UTF-8")
    assert said.code == 3
    assert "7 to fix" in said.err
    assert not qstrong(
        "status", "--data", tmp_path / "none", QSTRONG_LANG="", LANG="zh_CN.UTF-8"
    ).err.isascii()


@pytest.mark.posix
def test_nobody_waits_for_a_pipe_of_the_plans_name(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples/five-year", tmp_path / "data")
    (tmp_path / "data/targets.yaml").unlink()
    os.mkfifo(tmp_path / "data/targets.yaml")
    words = [sys.executable, "-m", "qstrong", "validate", "--data", "data"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 3
    assert "data/targets.yaml: error[Q007]" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("stated", "environ", "own", "lang"),
    [
        ("en", {"QSTRONG_LANG": "zh"}, "zh", "en"),
        ("fr", {"LANG": "en_US.UTF-8"}, None, "en"),
        ("fr", {"LANG": "zh_CN.UTF-8"}, None, "zh"),
        (None, {"QSTRONG_LANG": "zh", "LANG": "en_US.UTF-8"}, "en", "zh"),
        (None, {"LANG": "zh_CN.UTF-8"}, "en", "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "fr", "en"),
        (None, {"LANG": "de_DE.UTF-8"}, None, "en"),
        (None, {"LC_ALL": "C.UTF-8", "LANG": "en_US.UTF-8"}, None, "en"),
        (None, {"LANG": "C.UTF-8"}, None, "zh"),
        (None, {"LANG": "POSIX"}, None, "zh"),
        (None, {}, None, "zh"),
    ],
)
def test_whose_language_counts(
    stated: str | None, environ: dict[str, str], own: str | None, lang: str
) -> None:
    assert language(stated, environ, own) == lang


def test_the_folder_that_holds_data_will_do(tmp_path: Path, qstrong: Run) -> None:
    shutil.copytree(ROOT / "examples/five-year", tmp_path / "data")
    status = qstrong("status", "--data", tmp_path / "data")
    assert status.code == 0
    assert qstrong("status", "--data", tmp_path).out == status.out
    assert qstrong("status", QSTRONG_DATA=str(tmp_path)).out == status.out
    assert open_plan(tmp_path).folder == tmp_path / "data"
    (tmp_path / "targets.yaml").write_text("plan: [", encoding="utf-8")
    assert qstrong("status", "--data", tmp_path).code == 3
