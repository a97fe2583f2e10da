"""show: what it says of a target beside its verdict."""

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.problems.specimens import make


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "2024 有两个数: 报送的数 96.1, targets.yaml 登记的 96.5; 现按登记的数作基期"),
        (
            "en",
            "two figures for 2024: Value 96.1 as filed, 96.5 on record in targets.yaml; as the baseline the one",
        ),
    ],
)
def test_two_figures_for_one_period_and_which_of_them_judges(
    tmp_path: Path, qstrong: Run, lang: str, said: str
) -> None:
    make("Q311", tmp_path / "data")
    assert said in qstrong("show", "pass-rate", "--lang", lang, "--data", "data", cwd=tmp_path).out
