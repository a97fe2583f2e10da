"""Schemas for editors, against the reader: an independent YAML 1.2 loader and an independent validator."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from qstrong.check.registry import check
from qstrong.model.base import Lang
from qstrong.model.dataset import Dataset
from qstrong.read.dataset import load
from qstrong.read.source import Folder
from qstrong.render.editors.ids import one_of
from qstrong.render.editors.jsonschema import FILES, json_schema
from qstrong.render.formats.flat import md
from qstrong.render.formats.jsontext import dumps
from qstrong.text.language import LANGUAGES
from tests.conftest import ROOT, Golden
from tests.read.test_reading import Memory

# ── A loader as editors have it: YAML 1.2's core schema; days stay text, keys are text ──

CORE = (
    (re.compile(r"|~|null|Null|NULL"), lambda _: None),
    (re.compile(r"true|True|TRUE|false|False|FALSE"), lambda text: text.lower() == "true"),
    (re.compile(r"[-+]?[0-9]+"), int),
    (re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+"), lambda text: int(text, 0)),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"), lambda text: float(text.replace(".", ""))),
)


def core(text: str) -> Any:
    def value(node: Any) -> Any:
        if node is None:
            return None
        if node.id == "mapping":
            return {key.value: value(inside) for key, inside in node.value}
        if node.id == "sequence":
            return [value(inside) for inside in node.value]
        if node.style in ("'", '"', "|", ">"):
            return node.value
        return next((read(node.value) for pattern, read in CORE if pattern.fullmatch(node.value)), node.value)

    return value(yaml.compose(text, Loader=yaml.CBaseLoader))


def test_the_loader_reads_as_yaml_1_2_does() -> None:
    text = "[1, 1.10, 0x1F, 010, 1e3, no, off, 2026-03-01, 12:30, ~, , true, '1', .inf, 1_000, 2026Q1]"
    assert core(text.replace(", ,", ", null,")) == [
        1, 1.1, 31, 10, 1000.0, "no", "off", "2026-03-01", "12:30", None, None, True, "1", float("inf"), "1_000", "2026Q1",
    ]  # fmt: skip


# ── A plan with every key in it ──

TARGETS = """\
plan:
  id: p
  title: {zh: 方案, en: Plan}
  start: 2024-12-31
  end: 2027-12-31
  filing: {every: quarter, due_days: 20, close_days: 30, from: 2025Q1, due: {2026Q4: 2027-01-21}}
  issued: 2025-01-10
  method: {on_track: 0.9, share: 1/3, near_days: 20, provisional_baseline: true}
  severity: {Q305: {level: "off", reason: 按月调整}}
  as_of: 2026-10-30
  synthetic: true
groups:
  - {id: g, title: {zh: 类, en: Group}}
targets:
  - id: x
    name: {zh: 指标甲}
    group: g
    kind: level
    op: ">="
    value: 100
    uom: 亿元
    measure: stock
    frequency: quarter
    decimals: 2
    reporters: [u]
    tasks: [1]
    due_days: 0
    baseline: {period: 2024, value: 80.5, source: 年报, published: 2025-02, note: 备注}
    history: [{period: 2023, value: 70}]
    milestones: {2025: 85, 2026H1: 90}
    limits: [0, 200]
    provisional_baseline: false
    keep: false
    definition: 解释
    data_source: 统计局
    binding: true
    clause: 一(二)
    note: 备注
  - {id: gr, name: {zh: 指标乙}, group: g, kind: growth, op: ">", value: 6, uom: "%", measure: rate,
     frequency: annual, decimals: 1, reporters: [u, w], tasks: [1, 2], baseline: {period: 2024, value: 5}}
  - {id: in, name: {zh: 指标丙}, group: g, kind: increment, op: ">=", value: 8, uom: 家, measure: since_plan,
     frequency: half, decimals: 0, reporters: [w], tasks: [2], milestones: {2025: 2}}
  - {id: tr, name: {zh: 指标丁}, group: g, kind: trend, direction: up, uom: "%", measure: rate,
     frequency: quarter, decimals: 1, reporters: [u], tasks: [1], limits: null, baseline: {period: 2024, value: 9}}
  - {id: re, name: {zh: 指标戊}, group: g, kind: record, uom: "%", measure: rate, frequency: quarter,
     decimals: 1, reporters: [u], tasks: [1], baseline: {period: 2024, value: 9}}
"""
TASKS = """\
sections:
  - {id: s, title: {zh: 部分}}
tasks:
  - id: 1
    section: s
    title: {zh: 任务一}
    units: [u, all]
    lead: u
    actions:
      - id: "1.1"
        title: {zh: 举措一}
        quantity: {op: ">=", value: 3, uom: 项}
        due: 2027-06-30
        units: [u]
        standing: false
  - {id: 2, section: s, title: {zh: "任务[二](http://x)"}, units: [w], lead: null, actions: []}
"""
UNITS = """\
units:
  - {id: u, name: {zh: 单位甲, en: One}, kind: district, aliases: [甲], contact: 张三, accounts: [zhang]}
  - {id: w, name: {zh: 单位乙}, kind: other}
office: {accounts: [office]}
groups:
  - {id: all, name: {zh: 全部}, members: [u, w]}
"""
FILING = """\
unit: u
period: 2026Q1
filed: 2026-04-10
prepared_by: 甲
reviewed_by: 乙
approved_by: 丙
signed: 文〔2026〕1号
highlights: 亮点
observations:
  - indicator: x
    value: 90.50
    period: 2025
    last_year: 80
    flag: preliminary
    reason: 理由
    source: 季报
    cause: 原因
    measures: 措施
    owner: 丁
    measures_by: 2026-06-30
    request: 协调
    evidence: [材料一, 材料二]
    note: 备注
    accept: [Q305]
    accept_reason: 理由
  - {indicator: tr, pending: 等统计}
actions:
  - action: "1.1"
    state: in_progress
    progress: 进展
    quantity: 1
    on: 2026-03-20
    evidence: 一份材料
"""
TEXTS = {"targets": TARGETS, "tasks": TASKS, "units": UNITS, "filing": FILING}
NAMES = {
    "targets": "targets.yaml",
    "tasks": "tasks.yaml",
    "units": "units.yaml",
    "filing": "progress/u/2026Q1.yaml",
}


def reads(kind: str, text: str) -> tuple[Any, ...]:
    """The dataset and all errors with *text* in place of that kind of file."""
    files = {NAMES[one]: text if one == kind else other for one, other in TEXTS.items()}
    loaded = load(Memory({name: one.encode() for name, one in files.items()}))
    found = (*loaded.problems, *(check(loaded.dataset) if loaded.dataset else ()))
    return loaded.dataset, [problem for problem in found if problem.severity == "error"]


@cache
def dataset() -> Dataset:
    found, errors = reads("targets", TARGETS)
    assert errors == []
    given: Dataset = found
    return given


@cache
def validator(kind: str, *, named: bool = True, lang: Lang = "zh") -> Any:
    return Draft7Validator(json_schema(kind, lang, dataset() if named else None, md))


def refused(kind: str, text: str, *, named: bool = True) -> list[str]:
    return [error.message for error in validator(kind, named=named).iter_errors(core(text))]


# ── The schemas themselves ──


def inside(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for one in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from inside(one)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("kind", FILES)
def test_they_are_of_draft_7(kind: str, named: bool, lang: str) -> None:
    schema = validator(kind, named=named, lang=lang).schema
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    text = json.dumps(schema)
    for newer in ("$defs", "prefixItems", "unevaluated", "dependentRequired", "minContains", "$anchor"):
        assert newer not in text
    for one in inside(schema):
        if "$ref" in one:
            assert set(one) == {"$ref"}  # whatever stood beside it would be ignored
            assert one["$ref"].removeprefix("#/definitions/") in schema["definitions"]
        if "enumDescriptions" in one and isinstance(one["enumDescriptions"], list):
            assert len(one["enumDescriptions"]) == len(one["enum"])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", FILES)
def test_they_look_as_they_did(kind: str, lang: Lang, golden: Golden) -> None:
    golden(f"schema-{kind}.{lang}.json", dumps(json_schema(kind, lang, dataset(), md)))


def test_any_other_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        json_schema("bulletin", "zh")


def test_names_are_shown_and_are_no_markup() -> None:
    tasks = validator("targets").schema["definitions"]["Target"]["properties"]["tasks"]
    offered, taken = tasks["items"]["anyOf"]
    assert offered == {"enum": [1, 2], "enumDescriptions": ["任务一", "任务[二](http://x)"]}
    assert taken == {"not": {"not": {"enum": ["1", "2"]}}}
    assert r"- `2` 任务\[二\](http\://x)" in tasks["markdownDescription"]
    action = validator("filing").schema["definitions"]["ActionReport"]["properties"]["action"]
    assert action["anyOf"][0]["enum"] == ["1.1"]
    assert action["anyOf"][1] == {"not": {"not": {"enum": [1.1]}}}


@pytest.mark.parametrize(
    ("ids", "offered", "taken"),
    [
        (["a", "b"], ["a", "b"], []),
        (["1", "2"], [1, 2], ["1", "2"]),
        (["1.1", "1.10", "1.2"], ["1.1", "1.10", "1.2"], [1.1, 1.2]),  # to YAML 1.1 and 1.10 are one number
        (["01", "0x1f", "1e5", "1e999"], ["01", "0x1f", "1e5", "1e999"], [1, 31, 1e5]),
        (["1", "1.0"], [1, "1.0"], ["1"]),
        (["1e"], ["1e"], []),
    ],
)
def test_ids_are_taken_in_every_form_and_offered_in_the_best(
    ids: list[str], offered: list[Any], taken: list[Any]
) -> None:
    found: dict[str, Any] = dict(one_of(dict.fromkeys(ids, "name")))
    Draft7Validator.check_schema(found)
    first, *rest = found.get("anyOf", [found])
    assert (first["enum"], [one["not"]["not"]["enum"] for one in rest]) == (offered, [taken] if taken else [])
    for one in ids:
        for form in (one, core(one)):
            assert form == float("inf") or Draft7Validator(found).is_valid(form)


def test_made_up_data_are_called_so() -> None:
    for kind in FILES:
        assert "[演示数据]" in validator(kind).schema["description"]
        assert "[made-up data]" in validator(kind, lang="en").schema["description"]
        assert "description" not in validator(kind, named=False).schema


# ── What the reader accepts ──

FOLDERS = [ROOT / "data", *sorted(path.parent for path in (ROOT / "examples").glob("*/targets.yaml"))]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_all_shipped_files_are_accepted(folder: Path) -> None:
    shipped = load(Folder(folder)).dataset
    paths = {kind: [folder / f"{kind}.yaml"] for kind in ("targets", "tasks", "units")}
    paths["filing"] = sorted((folder / "progress").glob("*/*.yaml"))
    for kind, files in paths.items():
        for named in (shipped, None):
            check_file = Draft7Validator(json_schema(kind, "zh", named))
            for path in files:
                assert not list(check_file.iter_errors(core(path.read_text(encoding="utf-8")))), path


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("named", [True, False])
def test_the_plan_with_every_key_is_accepted(kind: str, named: bool) -> None:
    assert reads(kind, TEXTS[kind])[1] == []
    assert refused(kind, TEXTS[kind], named=named) == []


# each: what the reader accepts in another form
FORMS = [
    ("targets", "value: 100", 'value: "100"'),
    ("targets", "decimals: 2", 'decimals: "2"'),
    ("targets", "tasks: [1]", 'tasks: ["1"]'),
    ("targets", "limits: [0, 200]", "limits:"),
    ("targets", "limits: [0, 200]", "limits: null"),
    ("targets", "keep: false", "keep: 'true'"),
    ("targets", "keep: false", "keep:"),
    ("targets", "milestones: {2025: 85, 2026H1: 90}", "milestones: {}"),
    ("targets", "baseline: {period: 2024,", "baseline: {period: '2024',"),
    ("targets", "published: 2025-02", "published: 2025"),
    ("targets", "share: 1/3", "share: 0.3333"),
    ("targets", "clause: 一(二)", "clause: 1.2"),
    ("targets", "note: 备注\n  - {id: gr", "note: no\n  - {id: gr"),
    ("targets", "note: 备注\n  - {id: gr", "note: true\n  - {id: gr"),
    ("targets", "method: {on_track: 0.9,", "method: {on_track: ,"),
    ("tasks", "id: 1\n", 'id: "1"\n'),
    ("tasks", 'id: "1.1"', "id: 1.1"),
    ("tasks", "lead: u", "lead:"),
    ("tasks", "lead: u", "lead: all"),
    ("tasks", "quantity: {op: '>=', value: 3, uom: 项}", "quantity:"),
    ("units", "office: {accounts: [office]}", "office:"),
    ("filing", "period: 2026Q1", 'period: "2026Q1"'),
    ("filing", "period: 2025\n", "period: '2025'\n"),
    ("filing", "evidence: [材料一, 材料二]", "evidence: 〔2026〕1号"),
    ("filing", "evidence: [材料一, 材料二]", "evidence: [1, 2.5]"),
    ("filing", "value: 90.50", "value: 90.50\n    pending:"),
    ("filing", "pending: 等统计", "pending: 等统计, value: null"),
    ("filing", 'action: "1.1"', "action: 1.1"),
    ("filing", "flag: preliminary", "flag:"),
    ("filing", "quantity: 1", "quantity: 999999999999999.999999"),
]


@pytest.mark.parametrize(("kind", "old", "new"), FORMS)
def test_other_forms_of_the_same(kind: str, old: str, new: str) -> None:
    text = TEXTS[kind].replace(old.replace("'", '"') if old not in TEXTS[kind] else old, new, 1)
    assert text != TEXTS[kind]
    assert reads(kind, text)[1] == []
    for named in (True, False):
        assert refused(kind, text, named=named) == []


# ── What both refuse ──

BAD = [
    ("filing", "value: 90.50", "valeu: 90.50"),
    ("filing", "filed: 2026-04-10\n", ""),
    ("filing", "filed: 2026-04-10", "filed:"),
    ("filing", "filed: 2026-04-10", "filed: 2026/4/10"),
    ("filing", "filed: 2026-04-10", "filed: 2026-13-10"),
    ("filing", "filed: 2026-04-10", "filed: 20260410"),
    ("filing", "value: 90.50", "value: 145亿元"),
    ("filing", "value: 90.50", "value: １４５"),
    ("filing", "value: 90.50", "value: 1,450"),
    ("filing", "value: 90.50", "value: 98%"),
    ("filing", "value: 90.50", "value: 12:30"),
    ("filing", "value: 90.50", "value: 1_000"),
    ("filing", "value: 90.50", 'value: "010"'),
    ("filing", "value: 90.50", "value: 1e400"),
    ("filing", "value: 90.50", "value: true"),
    ("filing", "value: 90.50", "value: [90.50]"),
    ("filing", "value: 90.50", "value:"),
    ("filing", "value: 90.50", "value: 90.50\n    pending: 等统计"),
    ("filing", "    value: 90.50\n", ""),
    ("filing", "pending: 等统计", "pending: 等统计, value: 5"),
    ("filing", "pending: 等统计", "pending: "),
    ("filing", "pending: 等统计", "pending: ' '"),
    ("filing", "indicator: x\n", "indicator: nothing\n"),
    ("filing", 'action: "1.1"', 'action: "9.9"'),
    ("filing", 'action: "1.1"', "action: 9.9"),
    ("filing", "unit: u", "unit: v"),
    ("filing", "unit: u", "unit: U 1"),
    ("filing", "period: 2026Q1", "period: 2026年一季度"),
    ("filing", "period: 2026Q1", "period: 2026q1"),
    ("filing", "period: 2026Q1", "period: 2026-13"),
    ("filing", "period: 2026Q1", "period: 202601"),
    ("filing", "period: 2025\n", "period: 1899\n"),
    ("filing", "flag: preliminary", "flag: revise"),
    ("filing", "state: in_progress", "state: 推进中"),
    ("filing", "note: 备注", "note: [备注]"),
    ("filing", "accept: [Q305]", "accept: Q305"),
    ("filing", "accept: [Q305]", "accept: [305]"),
    ("filing", "evidence: [材料一, 材料二]", "evidence: {材料: 一}"),
    ("filing", "evidence: [材料一, 材料二]", "evidence: [材料一, ~]"),
    ("filing", "observations:", "observation:"),
    ("filing", FILING[FILING.index("observations:") :], ""),
    ("filing", FILING, "- a\n"),
    ("filing", FILING, "text\n"),
    ("targets", "kind: level", "kind: levle"),
    ("targets", "kind: trend, direction: up", "kind: trend, direction: up, value: 5"),
    ("targets", "kind: trend, direction: up", "kind: trend"),
    ("targets", "kind: trend, direction: up", "kind: trend, direction: sideways"),
    ("targets", "kind: record,", "kind: record, op: '>=',"),
    ("targets", "value: 8,", "value: -8,"),
    ("targets", "measure: since_plan", "measure: stock"),
    ("targets", "decimals: 2", "decimals: two"),
    ("targets", "decimals: 2", "decimals: -1"),
    ("targets", "decimals: 2", "decimals: 1.5"),
    ("targets", "limits: [0, 200]", "limits: [0]"),
    ("targets", "limits: [0, 200]", "limits: [0, 1, 2]"),
    ("targets", "limits: [0, 200]", "limits: natural"),
    ("targets", "keep: false", "keep: yes"),
    ("targets", "keep: false", "keep: 1"),
    ("targets", "name: {zh: 指标甲}", "name: [指标甲]"),
    ("targets", "name: {zh: 指标甲}", "name: {de: Name}"),
    ("targets", "tasks: [1]\n", "tasks: 1\n"),
    ("targets", "tasks: [1]\n", "tasks: [9]\n"),
    ("targets", "tasks: [1]\n", "tasks: [~]\n"),
    ("targets", "reporters: [u]\n", "reporters: [nobody]\n"),
    ("targets", "group: g\n", "group: h\n"),
    ("targets", "share: 1/3", "share: half"),
    ("targets", "share: 1/3", "share: 1/0"),
    ("targets", "on_track:", "ontrack:"),
    ("targets", "milestones: {2025: 85, 2026H1: 90}", "milestones: {一季度: 85}"),
    ("targets", "milestones: {2025: 85, 2026H1: 90}", "milestones: {2025: }"),
    ("targets", "severity: {Q305:", "severity: {305:"),
    ("targets", 'level: "off"', "level: fatal"),
    ("targets", "every: quarter", "every: week"),
    ("targets", "every: quarter, ", ""),
    ("targets", "groups:\n", "group:\n"),
    ("tasks", "sections:", "section:"),
    ("tasks", "section: s\n", "section: t\n"),
    ("tasks", "units: [u, all]", "units: u"),
    ("tasks", "units: [u, all]", "units: [u, everybody]"),
    ("tasks", "due: 2027-06-30", "due: 2027-06"),
    ("tasks", "uom: 项", "unit: 项"),
    ("units", "kind: other", "kind: bureau"),
    ("units", "members: [u, w]", "members: [u, v]"),
    ("units", "id: w", "id: W"),
    ("units", "id: w", "id: -1"),
    ("units", "accounts: [office]", "account: [office]"),
]


@pytest.mark.parametrize(("kind", "old", "new"), BAD)
def test_what_both_refuse(kind: str, old: str, new: str) -> None:
    assert old in TEXTS[kind]
    text = TEXTS[kind].replace(old, new, 1)
    assert reads(kind, text)[1]
    assert refused(kind, text)


# ── Every key of every class, one at a time: both say the same ──


def spots(tree: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every key and every item."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, value in pairs:
        yield (*at, step)
        yield from spots(value, (*at, step))


def edited(tree: dict[str, Any], spot: tuple[Any, ...], change: Callable[..., None]) -> dict[str, Any]:
    """A copy of *tree* with one thing changed: `change` gets the mapping or list, and the step."""
    copy = json.loads(json.dumps(tree))
    here = copy
    for step in spot[:-1]:
        here = here[step]
    change(here, spot[-1])
    found: dict[str, Any] = copy
    return found


def drop(here: dict[str, Any] | list[Any], step: Any) -> None:
    del here[step]


def put(value: dict[str, int] | list[str] | None) -> Callable[..., None]:
    def change(here: Any, step: int | str) -> None:
        here[step] = value

    return change


def add(here: Any, step: int | str) -> None:
    if isinstance(here[step], dict):
        here[step]["nothing"] = "x"


EDITS = {
    "drop": drop,
    "null": put(None),
    "list": put(["x y"]),
    "mapping": put({"x y": 1}),
    "unknown key": add,
}


def fits(kind: str, tree: dict[str, Any]) -> bool:
    """Whether the reader takes the tree: what is amiss in other files for it doesn't count."""
    text = json.dumps(tree, ensure_ascii=False)
    files = {NAMES[one]: text if one == kind else other for one, other in TEXTS.items()}
    problems = load(Memory({name: one.encode() for name, one in files.items()})).problems
    return not [problem for problem in problems if problem.path == NAMES[kind]]


WHOLE_PLAN = ("measure", "decimals", "reporters")
"""Keys of a target that may be left out or not, by what else the plan says: that is for the reader."""


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("edit", EDITS)
def test_every_key_is_judged_as_the_reader_does(kind: str, edit: str) -> None:
    tree = core(TEXTS[kind])
    judge = validator(kind, named=False)
    differ = []
    for spot in spots(tree):
        changed = edited(tree, spot, EDITS[edit])
        if spot[-1] in WHOLE_PLAN and spot[0] == "targets":
            continue
        if (right := fits(kind, changed)) != judge.is_valid(changed):
            differ.append((spot, right))
    assert differ == []


# ── The law: what the reader accepts, the schema accepts ──

SCALARS = st.one_of(
    st.from_regex(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{2}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?", fullmatch=True),
    st.from_regex(r"[a-z0-9]{1,3}([.-][a-z0-9]{1,3}){0,2}", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}/[0-9]{1,3}", fullmatch=True),
    st.from_regex(r"20[0-9]{2}-[01][0-9]-[0-3][0-9]", fullmatch=True),
    st.sampled_from(
        ["true", "false", "null", "~", "", "no", "0x1f", "0o17", "1e5", ".5", "-0", "010", ".nan", "-.inf", ">=", "%",
         "level", "growth", "trend", "up", "stock", "rate", "final", "done", "Q305", "annual", "[]", "{}", "[1]",
         "[0, 1]", "{zh: a}", "{2025: 1}", "{period: 2024, value: 1}", "[{period: 2023, value: 1}]"]
    ),
    st.text("甲 0a,.:-\t\"'", max_size=6),
)  # fmt: skip
QUOTES = st.sampled_from(["", "", '"', "'"])


def lines(text: str) -> list[tuple[int, int]]:
    """A YAML text's scalars after `key: `, each with what is before and behind it."""
    return [match.span("value") for match in re.finditer(r"(?<=: )(?P<value>[^\s,{}\[\]]+)(?=[\n,}])", text)]


@pytest.mark.parametrize("kind", FILES)
@settings(derandomize=True, deadline=None, max_examples=150)
@given(data=st.data())
def test_what_the_reader_accepts_the_schema_accepts(kind: str, data: Any) -> None:
    text = TEXTS[kind]
    places = data.draw(st.lists(st.sampled_from(lines(text)), min_size=1, max_size=2, unique=True))
    for start, end in sorted(places, reverse=True):
        quote = data.draw(QUOTES)
        text = f"{text[:start]}{quote}{data.draw(SCALARS)}{quote}{text[end:]}"
    found, errors = reads(kind, text)
    unplaced = [one for one in errors if one.code not in ("Q110", "Q150", "Q151", "Q152", "Q153")]
    assume(found is not None and not unplaced)
    tree = core(text)
    assume(not re.search(r"\b(id|unit|indicator|action|group|section|lead): (true|false)\b", text))
    assert not list(validator(kind, named=False).iter_errors(tree)), text
    if not errors:
        assert not list(Draft7Validator(json_schema(kind, "zh", found)).iter_errors(tree)), text


def test_each_goes_by_an_id_of_its_own() -> None:
    for lang in LANGUAGES:
        for data in (None, dataset()):
            ids = [json_schema(kind, lang, data)["$id"] for kind in FILES]
            assert ids == [f"urn:qstrong:schema:1:{kind}" for kind in FILES]


def references(schema: Any) -> Iterator[str]:
    """Every $ref in a schema."""
    if isinstance(schema, dict):
        yield from (value for key, value in schema.items() if key == "$ref")
        for value in schema.values():
            yield from references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from references(value)


def test_every_reference_leads_somewhere_by_the_id() -> None:
    schemas = [json_schema(kind, "zh", dataset()) for kind in FILES]
    registry = Registry().with_resources((one["$id"], DRAFT7.create_resource(one)) for one in schemas)
    for one in schemas:
        assert all(ref.startswith("#/definitions/") for ref in references(one))  # nothing is fetched
        for ref in set(references(one)):
            found = registry.resolver(one["$id"]).lookup(ref).contents
            assert found["title"]
            assert registry.resolver().lookup(one["$id"] + ref).contents == found


@pytest.mark.parametrize("kind", FILES)
def test_check_jsonschema_takes_them(kind: str, tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="the test extra isn't installed")
    schema = tmp_path / f"{kind}.schema.json"
    folder = ROOT / "examples/demo"
    made = json_schema(kind, "en", load(Folder(folder)).dataset, md)
    schema.write_text(dumps(made), encoding="utf-8")
    files = sorted(folder.glob("progress/*/2026Q3.yaml")) if kind == "filing" else [folder / f"{kind}.yaml"]

    def checked(*paths: Path) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *map(str, paths)]
        return subprocess.run(words, capture_output=True, text=True, check=False)

    good = checked(*files)
    assert good.returncode == 0, good.stdout + good.stderr
    bad = tmp_path / "bad.yaml"
    bad.write_text(files[0].read_text(encoding="utf-8") + "\nnonsense: 1\n", encoding="utf-8")
    assert "nonsense" in checked(bad).stdout


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_of_many_plans_has_one_too(lang: Lang) -> None:
    schema = json_schema("plans", lang, None)
    assert schema["$id"] == "urn:qstrong:schema:1:plans"
    listed = core((ROOT / "examples/rollup/plans.yaml").read_text(encoding="utf-8"))
    judge = Draft7Validator(schema)
    assert [*judge.iter_errors(listed)] == []
    first, *rest = listed["plans"]
    for wrong in ({**first, "rank": 1}, {key: first[key] for key in first if key != "id"}, first["id"]):
        assert [*judge.iter_errors({**listed, "plans": [wrong, *rest]})]
    assert [*judge.iter_errors({key: listed[key] for key in listed if key != "plans"})]
