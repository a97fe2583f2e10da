"""The language in which messages are said before the plan is read: as YAML's own reader would find it."""

from pathlib import Path

import pytest
import yaml

from qstrong.cli.folder import said_by
from tests.conftest import Run

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
