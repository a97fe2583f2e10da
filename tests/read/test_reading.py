"""Reading: every slip with its code and place; nothing raises, nothing is half read."""

import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qstrong.model.dataset import Void, entry_pointer
from qstrong.model.period import Period
from qstrong.model.problem import Problem
from qstrong.read.dataset import load, locate
from qstrong.read.source import FileKind, Folder
from tests.conftest import ROOT

TARGETS = """\
plan:
  id: p
  title: {zh: 方案}
  start: 2024-12-31
  end: 2027-12-31
  filing: {every: quarter, due_days: 20}
groups: [{id: g, title: {zh: 类}}]
targets:
  - {id: x, name: {zh: 指标甲}, group: g, kind: level, op: ">=", value: 100, uom: 亿元, measure: stock,
     frequency: quarter, decimals: 2, reporters: [u], tasks: [1]}
  - {id: y, name: {zh: 指标乙}, group: g, kind: trend, direction: up, uom: "%", measure: rate,
     frequency: annual, decimals: 1, reporters: [u], tasks: [1], limits: null}
"""
TASKS = """\
sections: [{id: s, title: {zh: 部分}}]
tasks: [{id: 1, section: s, title: {zh: 任务}, units: [u], actions: [{id: "1.1", title: {zh: 举措}}]}]
"""
UNITS = "units: [{id: u, name: {zh: 单位}, kind: other}]\n"
FILING = """\
unit: u
period: 2025Q1
filed: 2025-04-10
observations:
  - indicator: x
    value: 10.50
    note: 中文说明
  - {indicator: y, value: 5, period: 2024}
"""
PATH = "progress/u/2025Q1.yaml"


class Memory:
    """A source in memory: names and bytes."""

    def __init__(self, files: dict[str, Any]) -> None:
        self.files = files

    def entries(self, folder: str) -> list[tuple[str, FileKind]]:
        prefix = f"{folder}/" if folder else ""
        found: dict[str, FileKind] = {}
        for name in self.files:
            if name.startswith(prefix):
                head, _, rest = name[len(prefix) :].partition("/")
                found[head] = "folder" if rest else "file"
        return sorted(found.items())

    def read(self, name: str) -> bytes:
        found: bytes = self.files[name]
        return found


def read(filing: bytes | str | None = FILING, **files: Any) -> tuple[Any, ...]:
    everything = {"targets.yaml": TARGETS, "tasks.yaml": TASKS, "units.yaml": UNITS, PATH: filing}
    everything |= {name: text for name, text in files.items() if "." in name}
    everything |= files.get("more", {})
    source = Memory({
        name: text.encode() if isinstance(text, str) else text
        for name, text in everything.items() if text is not None and name != "more"
    })  # fmt: skip
    loaded = load(source)
    return loaded.dataset, locate(loaded.problems, source)


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_good_data() -> None:
    dataset, problems = read()
    assert problems == ()
    first, second = dataset.filings[0].observations
    assert (str(first.value), first.note, str(second.period)) == ("10.50", "中文说明", "2024")
    assert dataset.targets[1].limits is None
    assert dataset.targets[0].limits == "natural"


@pytest.mark.parametrize(
    ("bom", "newline"), [(b"\xef\xbb\xbf", "\n"), (b"", "\r\n"), (b"\xef\xbb\xbf", "\r\n")]
)
def test_a_bom_and_crlf_are_accepted_and_shift_no_place(bom: bytes, newline: str) -> None:
    dataset, problems = read(bom + FILING.replace("\n", newline).encode())
    assert problems == ()
    assert len(dataset.filings) == 1
    _, (problem,) = read(bom + FILING.replace("10.50", "10,50").replace("\n", newline).encode())
    assert (problem.place.line, problem.place.column, problem.place.end_column) == (6, 12, 17)
    assert problem.place.source == "    value: 10,50"


# each: what replaces what in the filing, the code, and the text that the caret is under (None: elsewhere)
SLIPS = [
    ("10.50", "145亿元", "Q204", "145亿元"),
    ("10.50", "145 家", "Q204", "145 家"),
    ("10.50", "１４５", "Q201", "１４５"),
    ("10.50", "1,450", "Q202", "1,450"),
    ("10.50", "98%", "Q203", "98%"),
    ("10.50", "14.5万", "Q209", "14.5万"),
    ("10.50", "12:30", "Q200", "12:30"),
    ("10.50", "010", "Q205", "010"),
    ("10.50", "1_000", "Q205", "1_000"),
    ("10.50", "1E+5", "Q205", "1E+5"),
    ("10.50", "+5", "Q205", "+5"),
    ("10.50", ".5", "Q205", ".5"),
    ("10.50", ".nan", "Q206", ".nan"),
    ("10.50", "Infinity", "Q206", "Infinity"),
    ("10.50", "9" * 400, "Q207", "9" * 400),
    ("10.50", "1.1234567", "Q207", "1.1234567"),
    ("10.50", "很多", "Q200", "很多"),
    ("10.50", "10.50\xa0", "Q201", "10.50\xa0"),
    ("10.50", "[1]", "Q116", None),
    ("10.50", "", "Q103", "value"),
    ("    value: 10.50\n", "", "Q117", "indicator"),
    ("{indicator: y, value: 5,", "{indicator: y, value,", "Q103", "value"),
    ("10.50", '"10,5"', "Q202", '"10,5"'),
    ("10.50", "0x10", "Q200", "0x10"),
    ("10.50", "10²", "Q200", "10²"),
    ("10.50", "①", "Q200", "①"),
    ("10.50", "－5", "Q201", "－5"),
    ("10.50", "1.5E+3", "Q205", "1.5E+3"),
    ("10.50", "1E+999999999", "Q207", "1E+999999999"),
    ("value: 10.50", "valeu: 10.50", "Q101", "valeu"),
    ("value: 10.50", "pending: 等\n    value: 10.50", "Q107", None),
    ("filed: 2025-04-10", "filed: 2025/4/10", "Q220", "2025/4/10"),
    ("filed: 2025-04-10", "filed: 2025-02-30", "Q229", "2025-02-30"),
    ("filed: 2025-04-10", "filed:", "Q103", "filed"),
    ("filed: 2025-04-10\n", "", "Q102", None),
    ("period: 2025Q1", "period: 2025q1", "Q221", "2025q1"),
    ("period: 2025Q1", "period: 2025年一季度", "Q221", "2025年一季度"),
    ("period: 2025Q1", "period: 2025Q2", "Q115", "2025Q2"),
    ("unit: u", "unit: U 1", "Q223", "U 1"),
    ("unit: u", "unit: v", "Q114", "v"),
    ("note: 中文说明", "note: ''", "Q225", "''"),
    ("note: 中文说明", "flag: revise", "Q109", "revise"),
    ("note: 中文说明", "accept: [305]", "Q227", "305"),
    ("note: 中文说明", "accept: Q305", "Q105", "Q305"),
    ("note: 中文说明", "note: [a]", "Q116", None),
    ("indicator: x\n    value: 10.50", "indicator: x\n    value：10.50", "Q015", "："),
    ("indicator: x\n    value: 10.50", "indicator: x\n    value:10.50", "Q014", "value:10.50"),
    ("    note: 中文说明", "\tnote: 中文说明", "Q016", "\t"),
    ("note: 中文说明", 'note: "中文说明', "Q017", None),
    ("value: 10.50", "value: &a 10.50", "Q018", None),
    ("value: 10.50", "value: !!float 10.50", "Q018", None),
    ("value: 10.50", "value: *a", "Q018", None),
    ("value: 10.50", "<<: {value: 10.50}", "Q018", None),
    ("unit: u", "%YAML 1.2\n---\nunit: u", "Q018", None),
    ("value: 10.50", "value: 10.50\n    value: 11", "Q019", "value"),
    ("note: 中文说明", "note: " + "[" * 20 + "]" * 20, "Q020", None),
    ("note: 中文说明", "note: " + "字" * 10_001, "Q021", None),
    ("  - {indicator: y", "---\n  - {indicator: y", "Q022", None),
    ("note: 中文说明", "note: 中\u200b文", "Q011", "\u200b"),
    ("note: 中文说明", "note: 中\u202e文", "Q011", "\u202e"),
    ("note: 中文说明", "note: 中文 # \x07", "Q011", "\x07"),
    ("note: 中文说明", 'note: "\\u202e"', "Q011", '"\\u202e"'),
    ("note: 中文说明", 'note: "\\x07"', "Q011", '"\\x07"'),
    ("note: 中文说明", "note: 中\u2028文", "Q011", "\u2028"),
    ("note: 中文说明", "note: 中\x85文", "Q011", "\x85"),
    ("note: 中文说明", "note: 中\r文", "Q055", "\r"),
    ("note: 中文说明", "note: \ufffd", "Q011", "\ufffd"),
    ("note: 中文说明", "note: \ufdd0", "Q011", "\ufdd0"),
    ("unit: u", "<<<<<<< HEAD\nunit: u\n=======\nunit: v\n>>>>>>> b", "Q012", "<<<<<<<"),
    ("unit: u", "unit: u: v", "Q031", ":"),
    ("note: 中文说明", "note: 说明: 见附件", "Q031", ":"),
    ("unit: u", "unit: ]", "Q013", None),
    ("  - indicator: x", "  -indicator: x", "Q027", "-"),
    ("  - indicator: x", "  -\tindicator: x", "Q016", "\t"),
    ("value: 5, period", "value: 5，period", "Q028", "，"),
    ("{indicator: y, value: 5,", "{indicator: y， value: 5,", "Q028", "，"),
    ("note: 中文说明", "note: %5", "Q029", "%"),
    ("note: 中文说明", "note: @张三", "Q029", "@"),
    ("note: 中文说明", "note: *重要*", "Q029", "*"),
    ("note: 中文说明", "note: &重要", "Q029", "&"),
    ("note: 中文说明", "note: !重要", "Q029", "!"),
    ("    value: 10.50", "   value: 10.50", "Q032", "value: 10.50"),
    ("    value: 10.50", "      value: 10.50", "Q032", "value: 10.50"),
    ("note: 中文说明", 'note: "中文"说明', "Q033", "说明"),
    ("period: 2024}", "period: 2024", "Q034", "{"),
    ("note: 中文说明", "evidence: [a, b", "Q034", "["),
    ("note: 中文说明", 'note: "C:\\材料"', "Q035", "\\材"),
    ("note: 中文说明", 'note: "\\ud800"', "Q035", None),
    ("{indicator: y, value", "{indicator：y, value", "Q015", "indicator：y"),
    ("{indicator: y, value", "{indicator:y, value", "Q014", "indicator:y"),
    ("note: 中文说明", "nota:", "Q101", "nota"),
    ("note: 中文说明", '"": 1', "Q101", None),
    ("    note", "=======\n    note", "Q012", "======="),
    ("    note", ">>>>>>> b\n    note", "Q012", ">>>>>>>"),
    ("  - {indicator: y", "  -\n  - {indicator: y", "Q025", None),
    ("unit: u", "[a]: b", "Q026", None),
    ("observations:", "observation:", "Q101", "observation"),
    ("indicator: x", "indicator: x\n      y", "Q223", None),
    ("indicator: x\n", "indicator: x\n     value：3\n", "Q230", None),
]


@pytest.mark.parametrize(("old", "new", "code", "caret"), SLIPS)
def test_slips(old: str, new: str, code: str, caret: str | None) -> None:
    assert old in FILING
    text = FILING.replace(old, new, 1)
    dataset, problems = read(text)
    assert code in codes(problems), [(p.code, p.message.zh) for p in problems]
    problem = next(one for one in problems if one.code == code)
    assert problem.path == PATH
    assert problem.place.source == text.split("\n")[problem.place.line - 1]
    if caret is not None:
        start, end = problem.place.column - 1, problem.place.end_column - 1
        assert problem.place.source[start:end] == caret
    assert dataset.voids
    assert problem.hint


def test_the_caret_is_right_behind_chinese() -> None:
    _, (problem,) = read(
        FILING.replace("{indicator: y, value: 5,", "{indicator: y, note: 中文在前, value: ５,")
    )
    assert problem.code == "Q201"
    assert problem.place.source[problem.place.column - 1 : problem.place.end_column - 1] == "５"
    assert problem.pointer == "observations/1/value"


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("targets.yaml", "kind: level", "kind: levle", "Q109"),
        ("targets.yaml", 'op: ">=", ', "", "Q102"),
        ("targets.yaml", "measure: stock,", "", "Q122"),
        ("targets.yaml", "direction: up", "value: 5, direction: up", "Q106"),
        ("targets.yaml", "direction: up, ", "", "Q102"),
        ("targets.yaml", "decimals: 2", "decimals: two", "Q224"),
        ("targets.yaml", "decimals: 2", "decimals: 2, limits: [0]", "Q228"),
        ("targets.yaml", "decimals: 2", "decimals: 2, keep: yes", "Q222"),
        ("targets.yaml", "due_days: 20}", "due_days: 20}\n  method: {share: half}", "Q226"),
        ("targets.yaml", "name: {zh: 指标甲}", "name: [指标甲]", "Q104"),
        ("targets.yaml", "tasks: [1], limits", "tasks: 1, limits", "Q105"),
        ("targets.yaml", "kind: trend, direction: up", "kind: growth, op: '>=', value: 0", "Q208"),
        ("tasks.yaml", "sections:", "section:", "Q101"),
        ("units.yaml", UNITS, "", "Q023"),
        ("units.yaml", UNITS, "- a\n", "Q024"),
        ("units.yaml", UNITS, None, "Q002"),
    ],
)
def test_an_error_in_the_plans_own_files_leaves_no_dataset(
    name: str, old: str, new: str | None, code: str
) -> None:
    files = {"targets.yaml": TARGETS, "tasks.yaml": TASKS, "units.yaml": UNITS}
    dataset, problems = read(more={name: None if new is None else files[name].replace(old, new, 1)})
    assert dataset is None
    assert code in codes(problems)
    assert {problem.path for problem in problems} == {name}


@pytest.mark.parametrize(
    ("data", "code", "filed", "planned"),
    [
        ("", "Q023", "or delete it", "get back from git what it held; don't delete it"),
        ("# 全删了\n", "Q023", "or delete it", "don't delete it"),
        (
            "PK\x03\x04 xl/workbook",
            "Q052",
            "read it in by qstrong import",
            "the plan's own file back from git",
        ),
        ("%PDF-1.7", "Q052", "file its figures by qstrong new", "the plan's own file back from git"),
        ("version https://git-lfs", "Q052", "git lfs pull", "git lfs pull"),
        ("- a\n", "Q024", "for example unit: office", "for example plan: …"),
    ],
)
def test_the_plans_own_files_are_neither_filed_nor_deleted(
    data: str, code: str, filed: str, planned: str
) -> None:
    for (_, problems), hint in ((read(data), filed), (read(more={"targets.yaml": data}), planned)):
        (found,) = (one for one in problems if one.code == code)
        assert hint in found.hint.en


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("schema: 1", None),
        ('schema: "1"', None),
        ("schema:", None),
        ("schema: 2", "Q056"),
        ("schema: 0", "Q056"),
        ("schema: 1.1", "Q224"),
    ],
)
def test_a_folder_in_another_format_is_refused_as_such(line: str, code: str | None) -> None:
    """Nothing else is told of it: not the key that isn't known yet, nor another file."""
    other = code == "Q056"
    text = TARGETS.replace("plan:\n", f"plan:\n  {line}\n" + "  glossary: {a: b}\n" * other)
    dataset, problems = read(more={"targets.yaml": text, "tasks.yaml": TASKS + "new: 1\n" * other})
    assert codes(problems) == ([code] if code else [])
    assert [(one.path, one.pointer) for one in problems] == [("targets.yaml", "plan/schema")] * bool(code)
    assert (dataset is None) == bool(code)


def test_empty_limits_are_absent_and_null_ones_are_none() -> None:
    dataset, problems = read(**{"targets.yaml": TARGETS.replace("limits: null", "limits: ")})
    assert problems == ()
    assert dataset.targets[1].limits == "natural"


def test_an_entrys_error_voids_the_entry_alone() -> None:
    text = FILING.replace("10.50", "x").replace("value: 5", "value: 5, note: b")
    dataset, problems = read(text)
    assert codes(problems) == ["Q200"]
    assert dataset.voids == (Void("u", Period.parse("2025Q1"), "observations", 0, "x", None),)
    (filing,) = dataset.filings
    assert [one.indicator for one in filing.observations] == ["y"]
    assert entry_pointer(dataset, filing, "observations", 0) == "observations/1"


def test_any_other_error_voids_the_whole_filing() -> None:
    dataset, _ = read(FILING.replace("filed: 2025-04-10", "filed: gestern"))
    assert dataset.filings == ()
    assert dataset.voids == (Void("u", Period.parse("2025Q1")),)


def test_neither_observations_nor_actions() -> None:
    dataset, problems = read("unit: u\nperiod: 2025Q1\nfiled: 2025-04-10\n")
    assert codes(problems) == ["Q108"]
    assert dataset.voids
    assert codes(read("unit: u\nperiod: 2025Q1\nfiled: 2025-04-10\nobservations: []\n")[1]) == ["Q118"]


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("progress/u/2025q2.yaml", "Q008", "2025Q2.yaml"),
        ("progress/u/二季度.yaml", "Q008", "2025Q2.yaml"),
        ("progress/u/2025Q2.yml", "Q008", "2025Q2.yaml"),
        ("progress/u/2025Q2 - 副本.yaml", "Q008", "2025Q2.yaml"),
        ("progress/u/2025年二季度.yaml", "Q008", "2025Q2.yaml"),
        ("progress/u/.2025Q2.yaml", "Q003", "progress"),
        ("progress/U/2025Q2.yaml", "Q004", "u (单位)"),
        ("progress/u/.2025Q2.yaml.swp", "Q003", "progress"),
        ("progress/u/.2025Q2.yaml.0123456789ab.tmp", "Q003", "还没有写成"),
        ("progress/u/a/2025Q2.yaml", "Q003", "progress"),
        ("progress/x.yaml", "Q003", "progress"),
        ("progress/v/2025Q2.yaml", "Q004", "units.yaml"),
        ("progress/单位/2025Q2.yaml", "Q004", "u"),
        ("progress/u/2025Q1.YAML", "Q008", "2025Q1.yaml"),
    ],
)
def test_what_does_not_belong(name: str, code: str, hint: str) -> None:
    dataset, problems = read(more={name: FILING.replace("2025Q1", "2025Q2").replace("2025-04", "2025-07")})
    assert code in codes(problems)
    assert hint in next(one for one in problems if one.code == code).hint.zh
    assert len(dataset.filings) == 1


HALF = FILING.replace("2025Q1", "2025H1").replace("2025-04", "2025-07")
QUARTER, MONTH = HALF.replace("2025H1", "2025Q2"), HALF.replace("2025H1", "2025-06")


@pytest.mark.parametrize(
    ("files", "void", "kept"),
    [
        ({"2025H1": HALF, "2025Q2": QUARTER}, ["2025H1"], ["2025Q1", "2025Q2"]),
        ({"2025-06": MONTH, "2025H1": HALF, "2025Q2": QUARTER}, ["2025-06", "2025H1"], ["2025Q1", "2025Q2"]),
        ({"2025-06": MONTH, "2025H1": HALF}, ["2025-06", "2025H1"], ["2025Q1"]),
        ({"2025-06": MONTH, "2025Q2": "{{{"}, ["2025-06"], ["2025Q1"]),
        ({"2025-06": MONTH}, [], ["2025-06", "2025Q1"]),
        (
            {"2025-05": HALF.replace("2025H1", "2025-05"), "2025Q2": QUARTER},
            [],
            ["2025-05", "2025Q1", "2025Q2"],
        ),
    ],
)
def test_two_spellings_of_one_period(files: dict[str, str], void: list[str], kept: list[str]) -> None:
    """Only the plan's own counts, whichever was filed last."""
    dataset, problems = read(more={f"progress/u/{name}.yaml": text for name, text in files.items()})
    twice = [one for one in problems if one.code == "Q120"]
    assert sorted(one.path for one in twice) == [f"progress/u/{name}.yaml" for name in void]
    assert all(one.severity == "error" for one in twice)
    assert {str(one.period) for one in dataset.voids} >= set(void)
    assert [str(one.period) for one in dataset.filings] == kept


def test_other_units_and_misnamed_files_are_no_second_spelling() -> None:
    more = {"progress/u/2025Q2.yaml": QUARTER, "progress/u/2025-06 - 副本.yaml": MONTH}
    assert "Q120" not in codes(read(more=more)[1])


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("index", "Q050", "README"),
        (".gitattributes", "Q050", "README"),
        ("说明.docx", "Q050", "README"),
        ("Progress/u/2025Q2.yaml", "Q050", "progress"),
        ("bulletin/2025Q2.yaml", "Q050", "bulletins"),
        ("targets.yml", "Q050", "targets.yaml"),
        ("schemas", "Q050", "README"),
        ("HEAD", "Q051", "HEAD"),
        ("head", "Q051", "head"),
        ("config", "Q051", "config"),
        ("config/x", "Q051", "config"),
        ("objects/pack/x", "Q051", "objects"),
        ("refs/heads/x", "Q051", "refs"),
    ],
)
def test_the_top_of_a_data_folder(name: str, code: str, hint: str) -> None:
    dataset, (problem,) = read(more={name: "x"})
    assert dataset
    assert (problem.code, problem.path) == (code, name.split("/", 1)[0])
    assert hint in problem.hint.zh
    assert problem.severity == ("error" if code == "Q051" else "warning")


@pytest.mark.parametrize(
    "name", ["README.md", "README", "readme.txt", "README.en.md", "schemas/x.json", "bulletins/README.md"]
)
def test_what_may_stand_beside_the_plan(name: str) -> None:
    assert read(more={name: "x"})[1] == ()


def test_at_the_top_of_a_repository_there_is_more_than_data(folder: Path) -> None:
    for name in (".github", "qstrong", "schemas"):
        (folder / name).mkdir()
    for name in ("pyproject.toml", ".gitignore", ".pre-commit-config.yaml"):
        (folder / name).touch()
    assert codes(on_disk(folder)[1]) == ["Q050"] * 5
    (folder / ".git").mkdir()
    assert on_disk(folder)[1] == ()
    (folder / "HEAD").touch()
    assert codes(on_disk(folder)[1]) == ["Q051"]


def test_no_data_is_read_through_a_link_in_its_repository(folder: Path) -> None:
    work = folder.parent / "work"
    (work / ".git").mkdir(parents=True)
    (work / "data").symlink_to(folder)
    (work / "a").symlink_to(folder.parent)
    (folder.parent / "whole").symlink_to(work)
    for path in (work / "data", work / "a" / folder.name, folder.parent / "whole/data"):
        dataset, problems = on_disk(path)
        assert (dataset, codes(problems)) == (None, ["Q007"])
    (folder / ".git").mkdir()  # a repository of its own behind the link
    assert codes(on_disk(work / "data")[1]) == ["Q007"]
    (work / ".git").rmdir()
    assert on_disk(work / "a" / folder.name)[
        0
    ]  # without a repository around it, or above one, links are the user's


def test_names_that_collide() -> None:
    _, problems = read(more={"progress/u/2025Q1.YAML": FILING})
    assert "Q009" in codes(problems)


def test_a_readme_is_welcome() -> None:
    assert read(more={"progress/README.md": "# 说明"})[1] == ()


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("gb18030", "GBK"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32"),
    ],
)
def test_other_encodings_are_named(encoding: str, name: str) -> None:
    _, (problem,) = read(FILING.encode(encoding))
    assert problem.code == "Q010"
    assert name in problem.message.zh
    assert f"iconv -f {name}" in problem.hint.zh
    if encoding == "gb18030":
        assert (problem.place.line, problem.place.column) == (7, 11)
    elif encoding != "utf-32":
        assert problem.place.source == "unit: u"


def test_bytes_of_no_known_encoding() -> None:
    _, (problem,) = read("unit: u\nhighlights: é\n".encode("latin-1"))
    assert (problem.code, problem.place.line, problem.place.column) == ("Q036", 2, 13)


# what is offered for pasting is what was meant, or is nothing
OFFERS = [
    ("value: 10.50", "value: １４５．５", "145.5"),
    ("value: 10.50", "value: −5", "-5"),
    ("value: 10.50", "value: 1,234,567.8", "1234567.8"),
    ("value: 10.50", "value: 007", "7"),
    ("value: 10.50", "value: 1_000", "1000"),
    ("value: 10.50", "value: .5", "0.5"),
    ("value: 10.50", "value: 5.", "5"),
    ("value: 10.50", "value: 1.5E+3", "1500"),
    ("value: 10.50", "value: 1e-3", "0.001"),
    ("filed: 2025-04-10", "filed: 2025年4月10日", "2025-04-10"),
    ("filed: 2025-04-10", "filed: 20250410", "2025-04-10"),
    ("period: 2025Q1", "period: 2025-Q1", "2025Q1"),
    ("period: 2025Q1", "period: 2025年第一季度", "2025Q1"),
    ("period: 2025Q1", "period: 2025年上半年", "2025H1"),
    ("period: 2025Q1", "period: 2025年1月", "2025-01"),
]


@pytest.mark.parametrize(("old", "new", "offer"), OFFERS)
def test_what_is_offered_is_what_was_meant(old: str, new: str, offer: str) -> None:
    _, problems = read(FILING.replace(old, new))
    hint = next(one.hint for one in problems if one.code[1] == "2")
    assert hint.zh.startswith(f"写成 {offer}")
    assert hint.en.startswith(f"write {offer}")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 10.50", 'value: "10,5"'),
        ("period: 2025Q1", "period: 一季度"),
        ("filed: 2025-04-10", "filed: 4月10日"),
    ],
)
def test_what_cannot_be_told_is_not_offered(old: str, new: str) -> None:
    _, problems = read(FILING.replace(old, new))
    hint = next(one.hint for one in problems if one.code[1] == "2")
    assert not hint.zh.startswith("写成 1")
    assert not hint.zh.startswith("写成 2")


def test_all_of_a_filing_at_once() -> None:
    """A disagreement with the path, a bad scalar, an unknown key and an odd entry, together."""
    _, problems = read(
        "unit: v\nperiod: 2025Q2\nfiled: gestern\nfoo:\n"
        "observations: [{indicator: x, value: 12:30, pending: x}, {indicator: y}]\n"
    )
    assert codes(problems) == ["Q114", "Q115", "Q220", "Q101", "Q107", "Q200", "Q117"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "targets.yaml": TARGETS,
        "tasks.yaml": TASKS,
        "units.yaml": UNITS,
        PATH: FILING,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def on_disk(folder: Path) -> tuple[Any, ...]:
    source = Folder(folder)
    loaded = load(source)
    return loaded.dataset, locate(loaded.problems, source)


@pytest.mark.parametrize("text", [TARGETS, TARGETS + "# x\n"])
@pytest.mark.parametrize(
    "name", ["targets - 副本.yaml", "targets (1).yaml", "targets.yaml.bak", "targets.yml"]
)
def test_a_copy_of_the_plan_is_not_renamed_over_it(name: str, text: str) -> None:
    (found,) = (one for one in read(more={name: text})[1] if one.code == "Q050")
    said = f"targets.yaml 已经在了, 内容完全一样: 删去 {name}" if text == TARGETS else "不要改名覆盖"
    assert said in found.hint.zh


def test_a_copy_of_a_folder_is_moved_away() -> None:
    (found,) = (one for one in read(more={"progress2/u/2025Q2.yaml": FILING})[1] if one.code == "Q050")
    assert "请移走" in found.hint.zh


@pytest.mark.posix
def test_special_files(folder: Path) -> None:
    (folder / "progress/u/2025Q2.yaml").symlink_to("/etc/hostname")
    os.mkfifo(folder / "progress/u/2025Q3.yaml")
    (folder / "progress/u/2025Q4.yaml").mkdir()
    dataset, problems = on_disk(folder)
    assert codes(problems) == ["Q007", "Q007", "Q003"]
    assert [str(void.period) for void in dataset.voids] == ["2025Q2", "2025Q3"]


@pytest.mark.posix
def test_a_plan_file_that_is_a_link_is_not_followed(folder: Path) -> None:
    (folder / "units.yaml").rename(folder.parent / "units.yaml")
    (folder / "units.yaml").symlink_to(folder.parent / "units.yaml")
    dataset, problems = on_disk(folder)
    assert dataset is None
    assert codes(problems) == ["Q007"]


@pytest.mark.posix
@pytest.mark.usefixtures("no_override")
def test_an_unreadable_file(folder: Any) -> None:
    (folder / PATH).chmod(0)
    assert codes(on_disk(folder)[1]) == ["Q005"]


def test_a_file_that_is_too_large(folder: Path) -> None:
    (folder / PATH).write_text("note: " + "a" * 10_000_000, encoding="utf-8")
    assert codes(on_disk(folder)[1]) == ["Q006"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "value: " + "9" * 1_000_000,
        "a" * 3_000_000,
        "? " * 5000,
    ],
)
def test_monsters_are_problems(text: str) -> None:
    dataset, problems = read(text)
    assert problems
    assert dataset.voids


def test_no_folder_at_all(tmp_path: Path) -> None:
    dataset, problems = on_disk(tmp_path / "none")
    assert dataset is None
    assert codes(problems) == ["Q001"]


LAWS = settings(derandomize=True, deadline=None, max_examples=150)
REAL = [path.read_bytes() for path in sorted(Path(ROOT / "examples/demo/progress").rglob("*.yaml"))[:20]]


@LAWS
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    dataset, problems = read(data)
    assert problems
    assert dataset.voids


@LAWS
@given(st.sampled_from(REAL), st.data())
def test_any_damage_is_read_or_refused(data: bytes, draw: Any) -> None:
    at = draw.draw(st.integers(0, len(data)))
    cut = draw.draw(st.integers(0, 30))
    new = draw.draw(
        st.one_of(
            st.binary(max_size=6), st.sampled_from([b":", b"- ", b"\t", b"&", b"!", b"\xef\xbc\x9a", b"'"])
        )
    )
    dataset, problems = read(data[:at] + new + data[at + cut :])
    assert dataset.filings or dataset.voids
    assert all(problem.place is None or problem.place.line >= 1 for problem in problems)


@LAWS
@given(st.decimals(min_value=Decimal(-999999999999999), max_value=Decimal(999999999999999), places=3))
def test_a_number_is_read_as_it_is_written(value: Decimal) -> None:
    dataset, problems = read(FILING.replace("10.50", f"{value:f}"))
    assert problems == ()
    assert str(dataset.filings[0].observations[0].value) == f"{value:f}"


@pytest.mark.parametrize("name", ["targets.yaml", "tasks.yaml", "units.yaml"])
def test_one_run_tells_of_every_file(name: str) -> None:
    """An error in the plan's own files hides none in the filings."""
    source = Memory(
        {
            "targets.yaml": TARGETS.encode(),
            "tasks.yaml": TASKS.encode(),
            "units.yaml": UNITS.encode(),
            PATH: b"unit: [u\n",
        }
        | {name: b"a: 1\nb: {\n"}
    )
    loaded = load(source)
    assert loaded.dataset is None
    assert {one.path for one in loaded.problems} == {name, PATH}


def test_plans_of_many_units_are_not_cut_off() -> None:
    names = ["u", *(f"u{k}" for k in range(1_200))]
    units = "units:\n" + "".join(f"  - {{id: {name}, name: {name}}}\n" for name in names)
    filings = {f"progress/{name}/2025Q1.yaml": FILING.replace("unit: u", f"unit: {name}") for name in names}
    more: dict[str, Any] = {"units.yaml": units, "more": filings}
    data, problems = read(**more)
    assert [one.code for one in problems] == []
    assert [one.unit for one in data.filings] == sorted(names)
