"""What is in no count any more is named apart: in the bulletin, on the leader's page, to the unit that reported it."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Run

FIVE = ("--data", "examples/five-year")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ((), True),
        (("--brief",), True),
        (("--unit", "market"), True),
        (("--unit", "commerce"), False),
    ],
    ids=["bulletin", "brief", "its unit", "another unit"],
)
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "已调出：老旧市场改造（2023-07-01，改由城市更新计划管理；前一日达序时进度）"),
        (
            "en",
            "Withdrawn: Old markets renovated (2023-07-01, 改由城市更新计划管理; On track the day before)",
        ),
    ],
)
def test_it_is_named_apart(words: tuple[str, ...], named: bool, lang: str, said: str, qstrong: Run) -> None:
    text = qstrong("bulletin", "2024H1", *words, *FIVE, "--lang", lang, "-f", "plain", columns=1000).out
    assert (said in text) == named


def test_a_group_without_targets_leaves_no_gap_in_the_numbers(qstrong: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree("examples/five-year", folder)
    plan = folder / "targets.yaml"
    text = plan.read_text("utf-8")
    more = text.replace("\ngroups:\n", "\ngroups:\n  - {id: gone, title: {zh: 已无指标, en: Gone}}\n", 1)
    assert more != text

    def told() -> str:
        text = qstrong("bulletin", "2024H1", "--data", folder, "-f", "plain", columns=1000).out
        return text.partition("数据标识")[0]

    before = told()
    plan.write_text(more, "utf-8")
    assert told() == before
    assert "（一）" in before
