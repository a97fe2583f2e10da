"""Help that teaches: two examples that run for each command, every option in words, nothing in another language."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from typer._click import Parameter

from qstrong.cli.app import COMMANDS, GROUPS, _built, build
from qstrong.cli.helping import COMMON, OWN, broken_lines
from qstrong.cli.options import READING
from qstrong.model.base import Lang
from qstrong.render.document import width
from qstrong.text.words.help import EXAMPLES, FRAME, HELP
from tests.conftest import ROOT, Golden, Run
from tests.history.repo import Repo

LANGS: tuple[Lang, ...] = get_args(Lang)
CSV = {"zh": "指标.csv", "en": "indicators.csv"}


def helps(qstrong: Run, lang: str, columns: int) -> Iterator[str]:
    for name in ("", *COMMANDS):
        result = qstrong(*([name] if name else []), "--help", columns=columns, QSTRONG_LANG=lang)
        assert (result.code, result.err) == (0, ""), name
        yield result.out


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("lang", LANGS)
def test_what_it_looks_like(lang: str, columns: int, qstrong: Run, golden: Golden) -> None:
    shown = "\n────\n\n".join(helps(qstrong, lang, columns))
    golden(f"help.{lang}.{columns}.txt", shown)
    examples = {f"  $ {line[LANGS.index(lang)]}" for pairs in EXAMPLES.values() for line, _ in pairs}
    for line in shown.splitlines():
        assert width(line) <= columns or line in examples, line


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_said_in_english_in_chinese(lang: str, qstrong: Run) -> None:
    for shown in helps(qstrong, lang, 100):
        told = re.search(r"Usage|Options|Commands|Show this|Install comp|default:|required|<\w+", shown)
        assert bool(told) == (lang == "en")
        assert not re.search(r"help\.\w+|⟦|\{\w+\}", shown)


def test_every_command_is_in_one_group() -> None:
    assert len(set(COMMANDS)) == len(COMMANDS) == sum(map(len, GROUPS.values()))
    assert [f"group_{name}" for name in GROUPS] == [name for name in FRAME if name.startswith("group_")]


def test_common_options_are_those_that_are_shared() -> None:
    assert {*READING, "help"} == COMMON


# ── Every option is explained ──


def words(param: Parameter) -> str:
    """What a parameter's help says; not every sort of them has one."""
    return getattr(param, "help", None) or ""


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_parameter_has_words_in_each_language(name: str) -> None:
    made = [_built(name, lang) if name else build(lang) for lang in LANGS]
    texts = []
    for one in made:
        with one.make_context("qstrong", [], resilient_parsing=True) as ctx:
            params = one.get_params(ctx)
        texts.append({
            param.name: HELP[OWN[param.name]][LANGS.index(one.lang)] if param.name in OWN else words(param)
            for param in params
        })  # fmt: skip
        texts[-1][""] = one.help or ""
    zh, en = texts
    assert list(zh) == list(en)
    for key in zh:
        assert zh[key], key
        assert en[key], key
        assert zh[key] != en[key], key
        assert re.search("[一-鿿]", zh[key]), key
        assert not re.search("[一-鿿]", en[key]), key


LISTED_ELSEWHERE = {
    "status", "data_state", "kind", "columns", "codes", "select", "ignore", "table", "format", "lang",
}  # fmt: skip
"""What has more names to choose from than a help could list: an error names them all."""


@pytest.mark.parametrize("lang", LANGS)
def test_a_help_names_all_that_may_be_chosen(
    lang: Lang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where no plan has names
    found = set()
    for name in COMMANDS:
        command = _built(name, lang)
        with command.make_context(name, [], resilient_parsing=True) as ctx:
            for param in command.get_params(ctx):
                choices = [one.value for one in param.shell_complete(ctx, "") if one.value]
                if choices and (
                    (name, param.name) == ("schema", "kind") or param.name not in LISTED_ELSEWHERE
                ):
                    found.add(param.name)
                    said = re.findall(r"[a-z_]+", f"{words(param)} {param.metavar}")
                    assert set(choices) <= set(said), (name, param.name)
    assert {"sort", "by", "flag", "state", "color", "kind"} <= found


# ── Examples ──


def test_each_command_has_two() -> None:
    assert set(EXAMPLES) == set(COMMANDS)
    for name, pairs in EXAMPLES.items():
        assert len(pairs) == 2
        for line, what in pairs:
            assert all(said.startswith(f"qstrong {name}") for said in line)
            assert len(set(what)) == len(LANGS)


def office(folder: Path, lang: str) -> Repo:
    """A repository of the demo with two commits, and a table of indicators beside it."""
    repo = Repo.new(folder)
    shutil.copytree(ROOT / "examples/demo", folder / "data")
    table = re.findall(
        r"^```csv\n(.*?)^```$", (ROOT / f"docs/{lang}/start.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    (folder / CSV[lang]).write_text(table[0], encoding="utf-8")
    (folder / "plans.yaml").write_text("plans: [{id: own, name: 本区, path: data}]\n", encoding="utf-8")
    late = folder / "data/progress/ecology/2026Q3.yaml"
    text = late.read_text(encoding="utf-8")
    late.unlink()
    repo.commit("second quarter", day="2026-07-30")
    late.write_text(text, encoding="utf-8", newline="\n")
    repo.commit("third quarter", day="2026-10-30")
    return repo


FINE = {
    ("owners", 0): {0},
    ("doctor", 0): {0, 1},
    ("doctor", 1): {0, 1},
    ("import", 0): {0, 1},
    ("import", 1): {0, 1},
}
"""A form that nobody has filled in is questioned, and doctor says what is wrong here; all others end well."""


@pytest.mark.parametrize("lang", LANGS)
def test_every_example_runs(lang: str, qstrong: Run, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl", reason="the excel extra isn't installed")
    pytest.importorskip("docx", reason="the word extra isn't installed")
    repo = office(tmp_path / "office", lang)
    folder = repo.path
    for name in COMMANDS:
        for k, (line, _) in enumerate(EXAMPLES[name]):
            said = line[LANGS.index(lang)]
            result = qstrong(*shlex.split(said)[1:], cwd=folder, QSTRONG_LANG=lang)
            assert result.code in FINE.get((name, k), {0}), (said, result)
            assert result.out or result.err or " -o " in said, said
            for made in re.findall(r"-o (\S+[^-\s])", said):
                assert (folder / made).exists(), said
        repo.git("checkout", "-q", "--", "data")  # what new and record wrote is gone again
        repo.git("clean", "-qfd", "data")


# ── What was typed wrongly ──


@pytest.mark.parametrize(
    ("argv", "zh", "en"),
    [
        (
            ["statuz"],
            "没有这个命令: statuz 是不是 status?",
            "There is no command statuz. Did you mean status?",
        ),
        (
            ["status", "--formatt", "md"],
            "没有这个选项: --formatt 是不是 --format?",
            "There is no option --formatt. Did you mean --format",
        ),
        (["show"], "缺少参数: ID", "ID is missing."),
        (["status", "-f"], "-f 后面要写一个值", "-f needs a value."),
        (["status", "--ascii=3"], "--ascii 后面不写值", "--ascii takes no value."),
        (["status", "x", "y"], "多写了: x y", "This is too much: x y."),
    ],
)
def test_errors_are_said_in_the_language(argv: list[str], zh: str, en: str, qstrong: Run) -> None:
    where = "qstrong" if argv == ["statuz"] else f"qstrong {argv[0]}"
    for lang, said, see in (("zh", zh, "用法见"), ("en", en, "See")):
        result = qstrong(*argv, QSTRONG_LANG=lang)
        assert (result.code, result.out) == (2, "")
        assert said in result.err
        assert f"{see}: {where} --help" in result.err


@pytest.mark.parametrize("argv", [[], ["status"], ["record", "--lang", "en"]])
def test_it_is_had_by_its_letter(argv: list[str], qstrong: Run) -> None:
    short, whole = (qstrong(*argv, option) for option in ("-h", "--help"))
    assert short == whole
    assert short.code == 0


@pytest.mark.parametrize("argv", [["--help", "--lang", "en"], ["--lang", "en", "--help"], ["--lang=en"]])
def test_the_language_may_be_said_beside_help(argv: list[str], qstrong: Run) -> None:
    result = qstrong(*argv)
    assert "Usage: qstrong COMMAND" in result.out + result.err


def test_lines_are_folded_by_what_they_take_on_a_screen() -> None:
    assert broken_lines("一二三四五六", 6) == ["一二三", "四五六"]
    assert broken_lines("一二三，四（五）六", 6) == ["一二", "三，四", "（五）", "六"]
    assert broken_lines("a bb ccc", 5) == ["a bb", "ccc"]
    assert broken_lines("写成 data/targets.yaml 的", 12) == ["写成", "data/targets.yaml", "的"]
    assert broken_lines("", 10) == [""]
