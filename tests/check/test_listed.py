"""plans.yaml: everything that is wrong with it is told, with its place, in both languages."""

from pathlib import Path

import pytest

from qstrong.check.listed import check_targets
from qstrong.model.base import Text
from qstrong.model.rollup.summary import TargetSummary
from qstrong.rollup.listed import read_plans
from qstrong.text.problems import problem_catalogue
from tests.rollup.made import plans_of, write_plans

SOUND = """\
regions:
- {id: city, name: 市, level: city}
plans:
- {id: a, name: 甲, level: district, parent: city, path: a}
- {id: b, name: 乙, parent: a, repository: b.git, revision: v1, path: data}
themes:
  gdp: {a: x, b: y}
names: {gdp: 生产总值}
"""
CASES = {
    "Q801": ("parent: city, path", "parent: cit, path", "4:cit"),
    "Q802": ("level: city}", "level: city, parent: b}", "2:b"),
    "Q803": ("id: b,", "id: a,", "5:a"),
    "Q804": (", path: a}", "}", "4:a"),
    "Q805": ("repository: b.git, ", "", "5:v1"),
    "Q806": ("path: data", "path: ../data", "5:../data"),
    "Q807": ("b: y", "c: y", "7:c"),
    "Q810": ("repository: b.git, revision: v1, path: data", "path: ./a", "5:b"),
    "Q101": ("parent: a,", "parents: a,", "5:parents"),
    "Q102": ("id: b, ", "", "5:name"),
    "Q019": ("names:", "themes:", ""),
    "Q229": ("names: {gdp: 生产总值}", "as_of: 2026-13-01", ""),
}


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_is_told_with_its_place(code: str, tmp_path: Path) -> None:
    old, new, place = CASES[code]
    assert SOUND.count(old) == 1
    file, found = read_plans(write_plans(tmp_path, SOUND.replace(old, new)))
    mine = [one for one in found if one.code == code]
    assert mine, found
    at = mine[0].place
    assert at
    token = at.source[at.column - 1 : at.end_column - 1]
    assert not place or f"{at.line}:{token}" == place
    assert (file is None) == (mine[0].severity == "error")
    for text in (mine[0].message, mine[0].hint):
        assert text
        assert text.zh
        assert text.en
        assert text.zh != text.en


def test_a_sound_one_has_nothing(tmp_path: Path) -> None:
    file, found = read_plans(write_plans(tmp_path, SOUND))
    assert file
    assert not found
    assert file.themes == {"gdp": {"a": "x", "b": "y"}}


def test_every_code_is_tried() -> None:
    """Q808, Q809 and Q811 need what the plans hold: see below, and tests/rollup/test_table.py."""
    codes = {code for code in problem_catalogue() if code.startswith("Q8")}
    assert codes == {code for code in CASES if code.startswith("Q8")} | {"Q808", "Q809", "Q811"}


@pytest.mark.parametrize("path", ["/etc", "..", "a/../../b", "C:/x", "\\\\host\\x", "a\\..\\b"])
def test_no_path_leaves_its_repository(path: str, tmp_path: Path) -> None:
    file, found = read_plans(write_plans(tmp_path, SOUND.replace("path: data", f"path: '{path}'")))
    assert file is None
    assert [one.code for one in found] == ["Q806"]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    assert [one.code for one in read_plans(tmp_path / "plans.yaml")[1]] == ["Q005"]
    (tmp_path / "plans.yaml").write_bytes(b"\xff\xfe\x00")
    file, found = read_plans(tmp_path / "plans.yaml")
    assert file is None
    assert found


def summary(name: str, theme: str | None = None) -> TargetSummary:
    """A target of one plan, as its summary has it."""
    return TargetSummary(
        id=name, name=Text(zh=name), theme=theme, group=None, kind="watch", op=None, goal=None, between=None,
        uom=Text(zh=""), measure="stock", decimals=0, binding=False, method="qstrong", value=None, period=None,
        completion=None, attainment=None, status="not_assessable", label="not_assessable.watch", last_status=None,
        data="reported", flags=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("targets", "told"),
    [
        ([summary("x"), summary("z")], []),  # gdp means x
        ([summary("z", "gdp")], [("Q808", "themes/gdp/a", "a 里没有指标 x")]),
        ([summary("x"), summary("z", "jobs")], []),
        ([summary("x"), summary("z", "jobs"), summary("y", "jobs")],
         [("Q809", "plans/0/id", "a 里 z, y 都写了主题 jobs")]),
        ([summary("x", "gdp"), summary("z", "gdp")], []),  # themes say which one is meant
    ],
)  # fmt: skip
def test_themes_against_a_plans_targets(
    targets: list[TargetSummary], told: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    file = plans_of(write_plans(tmp_path, SOUND))
    found = check_targets(file, "plans.yaml", file.plans[0], tuple(targets))
    assert [(one.code, one.pointer, one.message.zh) for one in found] == told
