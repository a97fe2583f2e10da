"""`import qstrong`: rows are what the commands print, exactly; it is quiet, typed and quick to import."""

import ast
import doctest
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import qstrong as library
from qstrong.render.editors.jsonschema import SCHEMAS, json_schema
from tests.conftest import ROOT, Run
from tests.history.repo import Repo

PLANS = ["data", *(f"examples/{path.parent.name}" for path in sorted(ROOT.glob("examples/*/targets.yaml")))]
DEMO = "examples/demo"
LANGS = ["zh", "en"]


def parsed(text: str) -> Any:
    """JSON with its own digits."""
    return json.loads(text, parse_float=Decimal)


@pytest.fixture
def said(qstrong: Run) -> Any:
    """What a command prints as JSON."""

    def run(*argv: object, cwd: Path = ROOT) -> Any:
        return parsed(qstrong(*argv, "-f", "json", cwd=cwd).out)

    return run


# ── Rows are what the commands say ──


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_says_what_the_commands_say(
    name: str, lang: str, said: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    plan = library.open_plan(name, lang=lang)
    options = ("--data", name, "--lang", lang)
    report = plan.report()
    status = said("status", *options)
    assert report.status() == status
    assert report.targets() == status.pop("targets")
    assert report.summary() == status
    assert report.tasks() == said("tasks", *options)["tasks"]
    assert report.units() == said("units", *options)["units"]
    assert plan.problems() == said("validate", *options)["problems"]
    tables = said("export", *options)["tables"]
    assert plan.export() == report.export() == tables
    for table in ("targets", "tasks", "actions", "units", "observations"):
        assert getattr(plan, table)() == tables[table]
    assert (plan.id, plan.title) == (status["plan"]["id"], status["plan"]["title"])
    assert (plan.start.isoformat(), plan.end.isoformat()) == (status["plan"]["start"], status["plan"]["end"])
    assert (plan.synthetic, plan.data_id) == (status["plan"]["synthetic"], status["data_id"])


@pytest.mark.parametrize("day", ["2026Q2", "2026-04-30", "2026", "9999-12-31"])
def test_on_another_day(day: str, said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    plan = library.open_plan(DEMO)
    options = ("--data", DEMO, "--as-of", day)
    assert plan.report(day).status() == said("status", *options)
    assert plan.export(day) == said("export", *options)["tables"]
    assert plan.problems(day) == said("validate", *options)["problems"]
    assert plan.report(plan.report(day).day).status() == plan.report(day).status()


def test_units_of_a_period(said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    report = library.open_plan(DEMO).report()
    for period in ("2026Q1", "2026H1"):
        assert report.units(period) == said("units", "--data", DEMO, "--period", period)["units"]
    for wrong in ("2026-05", "soon"):
        with pytest.raises(library.RequestError, match=wrong):
            report.units(wrong)


def test_rows_are_exact_and_plain() -> None:
    seen: set[type] = set()

    def walk(value: Any) -> None:
        seen.add(type(value))
        for one in value.values() if type(value) is dict else value if type(value) is list else ():
            walk(one)

    plan = library.open_plan(ROOT / DEMO)
    walk([plan.export(), plan.report().status(), plan.problems(), plan.report().units()])
    assert seen <= {dict, list, str, int, bool, Decimal, type(None)}


def test_numbers_keep_their_digits(repo: Repo) -> None:
    values = [str(one["value"]) for one in library.open_plan(repo.path).observations()]
    assert "123456789012345.10" in values
    shares = [one["completion"] for one in library.open_plan(repo.path).report().targets()]
    assert {type(one) for one in shares} == {Decimal, type(None)}


def test_what_is_done_to_rows_stays_there() -> None:
    plan = library.open_plan(ROOT / DEMO)
    for made in (plan.report().targets, plan.targets, plan.problems, plan.report().tasks):
        before = made()
        if before:
            before[0].clear()
            assert made()[0]


# ── Problems, revisions, errors ──


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """The demo with a second commit that changes a value, and a third version on disk."""
    found = Repo.new(tmp_path / "repo")
    shutil.copytree(ROOT / DEMO, found.path / "data")
    found.commit("first")
    path = found.path / "data/progress/ecology/2026Q2.yaml"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"value: [\d.]+", "value: 123456789012345.10", text, count=1)
    assert changed != text
    path.write_text(changed, encoding="utf-8", newline="\n")
    found.commit("second")
    return found


def test_a_revision_and_what_changed(repo: Repo, said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo.path)
    before, after = library.open_plan("data", at="HEAD~1"), library.open_plan("data")
    assert before.data_id != after.data_id
    changed = before.diff(after)
    assert changed == said("diff", "HEAD~1", cwd=repo.path)
    assert changed["observations"]
    assert before.diff(after, "2026Q2") == said("diff", "HEAD~1", "--as-of", "2026Q2", cwd=repo.path)
    at = library.open_plan(".", at="HEAD")
    assert at.folder == Path("data")
    assert before.diff(at) == said("diff", "HEAD~1", "HEAD", cwd=repo.path)
    assert at.problems() == said("validate", "--at", "HEAD", cwd=repo.path)["problems"]
    back = after.diff(before)["observations"][0]
    assert (back["before"], back["after"]) == (
        changed["observations"][0]["after"],
        changed["observations"][0]["before"],
    )
    assert not after.diff(after)["targets"]


def test_a_revision_of_a_folder_that_is_not_on_disk(repo: Repo) -> None:
    shutil.rmtree(repo.path / "data")
    plan = library.open_plan(repo.path / "data", at="HEAD")
    assert plan.lang == "zh"
    assert plan.report().targets()


def test_two_days_of_one_plan() -> None:
    plan = library.open_plan(ROOT / DEMO)
    changed = plan.report("2026Q1").diff(plan.report())
    assert changed["as_of"]["before"] < changed["as_of"]["after"]
    assert changed["targets"]


def test_what_is_wrong_with_filings_raises_nothing(tmp_path: Path, said: Any) -> None:
    shutil.copytree(ROOT / DEMO, tmp_path / "data")
    (tmp_path / "data/progress/nobody").mkdir()
    (tmp_path / "data/progress/nobody/2026Q3.yaml").write_text("unit: nobody\n", encoding="utf-8")
    plan = library.open_plan(tmp_path)
    found = plan.problems()
    assert any(one["severity"] == "error" and one["path"].startswith(str(tmp_path)) for one in found)
    told = said("validate", "--data", tmp_path / "data")["problems"]
    strip = ("path",)
    assert [{k: v for k, v in one.items() if k not in strip} for one in found] == [
        {k: v for k, v in one.items() if k not in strip} for one in told
    ]


@pytest.mark.parametrize(("lang", "words"), [("zh", "缺少"), ("en", "missing")])
def test_a_plan_that_cannot_be_read(lang: str, words: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / DEMO, tmp_path / "data")
    text = (tmp_path / "data/targets.yaml").read_text(encoding="utf-8")
    (tmp_path / "data/targets.yaml").write_text(re.sub(r"(?m)^  end:.*\n", "", text), encoding="utf-8")
    with pytest.raises(library.UnreadablePlanError) as told:
        library.open_plan(tmp_path / "data", lang=lang)
    assert str(told.value).startswith(f"{tmp_path}/data/targets.yaml")
    assert isinstance(told.value, library.QstrongError)
    (one,) = told.value.problems
    assert words in one["message"]
    assert (one["code"], one["severity"], one["line"] > 0) == ("Q102", "error", True)


def test_a_folder_without_a_plan(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(library.UnreadablePlanError) as told:
            library.open_plan(folder)
        assert [one["code"] for one in told.value.problems] == ["Q001"]


def test_other_errors(repo: Repo, tmp_path: Path) -> None:
    with pytest.raises(library.RevisionError, match="nowhere") as told:
        library.open_plan(repo.path / "data", at="nowhere")
    assert told.value.reason == "unknown_revision"
    with pytest.raises(library.RevisionError) as outside:
        library.open_plan(tmp_path, at="HEAD")
    assert outside.value.reason == "no_repository"
    with pytest.raises(library.RequestError, match="fr"):
        library.open_plan(repo.path, lang="fr")
    plan = library.open_plan(repo.path, lang="en")
    for wrong in ("tomorrow", "2026Q5", ""):
        with pytest.raises(ValueError, match="neither a day nor a period"):
            plan.report(wrong)
    with pytest.raises(library.RequestError, match="neither"):
        plan.problems("x")


# ── Quiet, and quick to import ──

QUIET = """
import qstrong
plan = qstrong.open_plan("examples/demo")
assert plan.title == {title!r}, plan.title
assert plan.report().targets()[0]["label"]
assert plan.problems() is not None
"""


def test_nothing_around_has_a_say(tmp_path: Path) -> None:
    title = library.open_plan(ROOT / DEMO).title
    env = {
        **os.environ,
        "QSTRONG_LANG": "en",
        "QSTRONG_DATA": str(tmp_path),
        "QSTRONG_CACHE": str(tmp_path / "cache"),
        "LANG": "en_US.UTF-8",
        "COLUMNS": "20",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", QUIET.format(title=title)],
        cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not list(tmp_path.iterdir())


def test_importing_it_brings_nothing_along() -> None:
    code = (
        "import sys; before = set(sys.modules); import qstrong; qstrong.__version__\n"
        "print(sorted(set(sys.modules) - before)); from qstrong import open_plan; print(open_plan.__module__)\n"
        "print(dir(qstrong) == sorted(qstrong.__all__))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["['qstrong']", "qstrong.library", "True"]


def test_every_name_is_there() -> None:
    for name in library.__all__:
        assert getattr(library, name)
    with pytest.raises(AttributeError, match="nothing"):
        library.nothing  # noqa: B018


def test_its_types_are_known_to_a_checker(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import qstrong\n"
        "plan = qstrong.open_plan('x', at=None, lang='zh')\n"
        "reveal_type(plan.report('2026Q3').targets())\n"
        "reveal_type(plan.export())\n"
        "plan.nothing\n",
        encoding="utf-8",
    )  # fmt: skip
    pytest.importorskip("mypy", reason="the dev extra isn't installed")
    with tempfile.TemporaryDirectory() as cache:
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={cache}", script],
            cwd=tmp_path, env={**os.environ, "MYPYPATH": str(ROOT)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
    said = done.stdout
    assert 'list[dict[str, Any]]"' in said.replace("builtins.", "")
    assert '"OpenPlan" has no attribute "nothing"' in said


# ── What is written about it ──

PAGES = [ROOT / "docs" / lang / "library.md" for lang in LANGS]
STABILITY = [ROOT / "docs" / lang / "stability.md" for lang in LANGS]


@pytest.mark.parametrize("page", PAGES, ids=LANGS)
def test_what_the_page_shows_is_so(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```pycon\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)
    told: list[str] = []
    done = doctest.DocTestRunner().run(test, out=told.append)
    assert done.attempted > 10
    assert not done.failed, "".join(told)


@pytest.mark.parametrize("page", PAGES, ids=LANGS)
def test_the_page_has_every_name_and_no_other(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for kind in (library.OpenPlan, library.PlanReport):
        plan = library.open_plan(ROOT / DEMO)
        one = plan if kind is library.OpenPlan else plan.report()
        lacking = [name for name in dir(one) if name[0] != "_" and not re.search(rf"`\.{name}[`(]", text)]
        assert not lacking, kind
    known = {*dir(library.OpenPlan), *dir(plan), *dir(plan.report())}
    assert set(re.findall(r"`\.(\w+)[`(]", text)) <= known
    for name in {*library.__all__} - {"OpenPlan", "PlanReport", "DataRow", "__version__"}:
        assert name in text


@pytest.mark.parametrize("page", STABILITY, ids=LANGS)
def test_every_exit_code_is_explained(page: Path) -> None:
    """Those that the program ends with, by its own text: every StopError, and what ends a run by itself."""
    given = {0, 1, 4}  # 1 and 4 are worked out where they are given
    for path in [ROOT / "qstrong/__main__.py", *(ROOT / "qstrong/cli").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            said: list[ast.expr | None] = []
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
                ("StopError", "stop", "failed")
            ):
                said = [*node.args, *(one.value for one in node.keywords if one.arg == "code")]
            elif isinstance(node, ast.FunctionDef) and node.name == "stop":
                said = [*node.args.defaults]
            elif isinstance(node, ast.Return) and path.name in ("__main__.py", "app.py", "main.py"):
                said = [node.value]
            given |= {one.value for one in said if isinstance(one, ast.Constant) and type(one.value) is int}
    explained = re.findall(r"^\| (\d+) \| \S", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(one) for one in explained] == sorted(given)
    assert {2, 3, 130} <= given


@pytest.mark.parametrize("page", STABILITY, ids=LANGS)
def test_the_page_names_the_schemas(page: Path) -> None:
    said = re.findall(r"^\| `(urn:\S+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert said == [json_schema(kind, "zh")["$id"] for kind in SCHEMAS]
