"""`qstrong schema`: one to standard output, or all into a folder with what to write where."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.conftest import ROOT, Result, Run
from tests.render.editors.test_jsonschema import core

KINDS = ("targets", "tasks", "units", "filing")


@pytest.fixture
def empty(tmp_path: Path, qstrong: Run) -> Callable[..., Result]:
    """A folder from which no data is found."""

    def run(*argv: str, **env: Any) -> Result:
        return qstrong(*argv, cwd=tmp_path, **env)

    return run


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_of_them(kind: str, lang: str, qstrong: Run) -> None:
    result = qstrong("schema", kind, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    schema = json.loads(result.out)
    Draft7Validator.check_schema(schema)
    said = {"zh": "质量强区", "en": "quality-strong district"}[lang]
    assert said in schema["description"]


def test_made_up_data_are_called_so(qstrong: Run) -> None:
    assert "演示数据" in json.loads(qstrong("schema", "filing", "--data", "examples/demo").out)["description"]


def test_without_data_there_are_no_ids(empty: Callable[..., Result]) -> None:
    result = empty("schema", "filing")
    assert result.code == 0
    assert "没有数据文件夹" in result.err
    assert "No data folder" in empty("schema", "filing", "--lang", "en").err
    assert "rd-expenditure" not in json.dumps(json.loads(result.out)["properties"]["observations"]["items"])
    assert "enum" not in json.loads(result.out)["properties"]["unit"]


def links(out: str, form: str) -> list[tuple[str, str]]:
    """Each file's path with the schema that is to stand in its first line."""
    return re.findall(rf"^  (\S+)\n    {form}(\S+)$", out, re.MULTILINE)


@pytest.mark.parametrize("target", ["schemas", "tools/schemas", ".", "../outside"])
def test_all_of_them_and_what_to_write(target: str, tmp_path: Path, qstrong: Run) -> None:
    work = tmp_path / "work"
    (work / "data").mkdir(parents=True)
    for kind in ("targets", "tasks", "units"):
        text = (ROOT / "data" / f"{kind}.yaml").read_text(encoding="utf-8")
        (work / "data" / f"{kind}.yaml").write_text(text, encoding="utf-8")
    result = qstrong("schema", "-o", target, cwd=work)
    assert (result.code, result.err) == (0, "")
    for form in (r"# yaml-language-server: \$schema=", r"# \$schema: "):
        found = links(result.out, form)
        assert [file for file, _ in found] == [
            "data/targets.yaml", "data/tasks.yaml", "data/units.yaml", "data/progress/<单位>/<期次>.yaml",
        ]  # fmt: skip
        for kind, (file, link) in zip(KINDS, found, strict=True):
            folder = (work / file.replace("<单位>", "parks")).parent
            folder.mkdir(parents=True, exist_ok=True)
            schema = json.loads((folder / link).read_text(encoding="utf-8"))
            Draft7Validator.check_schema(schema)
            assert (folder / link).resolve() == (work / target / f"{kind}.schema.json").resolve()
    settings = json.loads(result.out[result.out.index("{") :])["yaml.schemas"]
    assert list(settings.values()) == [
        "data/targets.yaml", "data/tasks.yaml", "data/units.yaml", "data/progress/*/*.yaml",
    ]  # fmt: skip
    for path in settings:
        assert path.startswith((".", "/"))
        assert (work / path).is_file()


def test_what_is_written_accepts_a_file_with_its_first_line(tmp_path: Path, qstrong: Run) -> None:
    qstrong("schema", "-o", tmp_path / "schemas")
    schema = json.loads((tmp_path / "schemas" / "targets.schema.json").read_text(encoding="utf-8"))
    text = (ROOT / "data" / "targets.yaml").read_text(encoding="utf-8")
    first = "# yaml-language-server: $schema=../schemas/targets.schema.json\n"
    assert not list(Draft7Validator(schema).iter_errors(core(first + text)))


def test_one_of_them_into_a_folder(tmp_path: Path, qstrong: Run) -> None:
    result = qstrong("schema", "filing", "-o", tmp_path / "new")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["filing.schema.json"]
    assert "targets" not in result.out
    assert (tmp_path / "new" / "filing.schema.json").read_text(encoding="utf-8") == qstrong(
        "schema", "filing"
    ).out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["schema"], "targets, tasks, units, filing, plans"),
        (["schema", "filings"], "是不是 filing?"),
        (["schema", "filing", "--lang", "fr"], "--lang"),
        (["schema", "-o", "README.md/x"], "README.md"),
    ],
)
def test_usage(argv: list[str], words: str, qstrong: Run) -> None:
    result = qstrong(*argv)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_a_plan_that_cannot_be_read(tmp_path: Path, qstrong: Run) -> None:
    (tmp_path / "targets.yaml").write_text("plan:\n", encoding="utf-8")
    result = qstrong("schema", "filing", "--data", tmp_path)
    assert (result.code, result.out) == (3, "")
    assert "Q103" in result.err
