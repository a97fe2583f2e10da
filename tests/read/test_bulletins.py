"""The office's own words for a bulletin: read, checked, and reported like everything else."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qstrong.model.bulletin import Bulletin
from qstrong.model.period import Period
from qstrong.read.bulletins import check_bulletins, load_bulletin
from qstrong.read.cache.store import Store
from qstrong.read.places import locate
from qstrong.read.source import Folder
from tests.build import dataset, target
from tests.read.test_reading import Memory
from tests.there import there

DATA = dataset([target(id="rd-expenditure", name={"zh": "研发投入"})])
PERIOD = Period.parse("2026Q4")
PATH = "bulletins/2026Q4.yaml"
TEXT = """\
issue: 1
date: 2027-02-04
title: null
to: 各街道办,区直各有关单位
cc: 区领导
mark: 内部事项 注意保管
contact:
opinions: {rd-expenditure: 情况属实}
praise: 一句话也可以
requirements: [一是对表补差, 二是把好数据关]
reply_by: 2027-02-15
"""


def read(text: str, path: str = PATH) -> tuple[Any, ...]:
    return load_bulletin(Memory({path: text.encode()}), PERIOD, DATA)


def test_the_whole_file() -> None:
    bulletin, problems = read(TEXT)
    assert problems == ()
    assert bulletin == Bulletin(
        issue=1, date=date(2027, 2, 4), to="各街道办,区直各有关单位", cc="区领导", mark="内部事项 注意保管",
        opinions={"rd-expenditure": "情况属实"}, praise=("一句话也可以",),
        requirements=("一是对表补差", "二是把好数据关"), reply_by=date(2027, 2, 15),
    )  # fmt: skip


def test_nothing_is_needed() -> None:
    assert load_bulletin(Memory({}), PERIOD, DATA) == (None, ())
    assert read("{}\n") == (Bulletin(), ())


@pytest.mark.parametrize(
    ("text", "code", "pointer", "place"),
    [
        ("opinions: {rd-expenditur: 好}\n", "Q160", "opinions/rd-expenditur", (1, 12)),
        ("isue: 1\n", "Q101", "isue", (1, 1)),
        ("date: 2027年2月4日\n", "Q220", "date", (1, 7)),
        ("opinions: [a]\n", "Q104", "opinions", (1, 12)),
        ("- a\n", "Q024", "", (1, 3)),
        ("a: [\n", "Q020", "", None),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    text: str, code: str, pointer: str, place: tuple[int, int] | None
) -> None:
    bulletin, problems = read(text)
    assert bulletin is None
    (found,) = locate(problems, Memory({PATH: text.encode()}))
    assert (found.path, found.pointer) == (PATH, pointer)
    if place:
        assert (found.code, there(found.place).line, there(found.place).column) == (code, *place)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("README.md", None),
        ("2026Q4.yaml", None),
        ("第一期.yaml", "Q008"),
        ("2026Q4.yml", "Q008"),
        ("2026H2.yaml", "Q161"),
        ("2026Q4.docx", "Q003"),
    ],
)
def test_names(name: str, code: str | None) -> None:
    found = check_bulletins(Memory({f"bulletins/{name}": b"issue: 1\n"}), DATA)
    assert [one.code for one in found] == ([code] if code else [])
    assert all(there(one.hint).zh and there(one.hint).en and one.severity == "error" for one in found)


@pytest.mark.parametrize(
    "name", ["2026Q4 - 副本.yaml", "2026Q4 (1).yaml", "Copy of 2026Q4.yaml", "2026Q4.yml"]
)
@pytest.mark.parametrize(
    ("text", "said"), [("issue: 1\n", "内容完全一样: 删去 {name}"), ("issue: 2\n", "不要改名覆盖")]
)
def test_a_copy_is_not_renamed_over_the_original(name: str, text: str, said: str) -> None:
    source = Memory({PATH: b"issue: 1\n", f"bulletins/{name}": text.encode()})
    (found,) = check_bulletins(source, DATA)
    assert (found.code, found.path) == ("Q008", f"bulletins/{name}")
    assert said.format(name=name) in there(found.hint).zh


@pytest.mark.parametrize(("name", "right"), [("2026-05", "2026Q2"), ("2026", "2026Q4"), ("2026H1", "2026Q2")])
def test_the_right_period_is_the_one_that_holds_it(name: str, right: str) -> None:
    (found,) = check_bulletins(Memory({f"bulletins/{name}.yaml": b"issue: 1\n"}), DATA)
    assert right in there(found.hint).zh


def test_all_of_them_are_checked() -> None:
    source = Memory({"bulletins/2026Q3.yaml": b"issue: x\n", "bulletins/2026Q4.yaml": b"opinions: {z: a}\n"})
    assert [one.path for one in check_bulletins(source, DATA)] == [
        "bulletins/2026Q3.yaml",
        "bulletins/2026Q4.yaml",
    ]
    assert [one.code for one in check_bulletins(Memory({"bulletins": b""}), DATA)] == ["Q037"]
    assert check_bulletins(Memory({}), DATA) == ()


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("issue: 1\r\nmark: 内部\n", "Q040", (2, 1)),
        ("contact: 张三 #2 号楼\n", "Q044", (1, 13)),
        ("mark: “内部事项”\n", "Q045", (1, 7)),
        ("cc: 区领导\n  mark：内部\n", "Q046", (2, 3)),
    ],
)
def test_what_is_odd_is_told_too_and_the_words_are_taken(
    text: str, code: str, place: tuple[int, int]
) -> None:
    bulletin, problems = read(text)
    assert bulletin is not None
    (found,) = locate(problems, Memory({PATH: text.encode()}))
    assert (found.code, there(found.place).line, there(found.place).column) == (code, *place)


def test_what_is_odd_is_told_each_time(tmp_path: Path) -> None:
    """What has an oddity isn't kept in the cache, which holds no problems."""
    (tmp_path / "bulletins").mkdir()
    (tmp_path / PATH).write_text("mark: “内部事项”\n", encoding="utf-8")
    for _ in range(2):
        folder = Folder(tmp_path)
        folder.cache = Store(folder, tmp_path / "kept")
        assert [one.code for one in load_bulletin(folder, PERIOD, DATA)[1]] == ["Q045"]
        folder.cache.save()
