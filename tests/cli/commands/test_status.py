"""`status` as an analyst asks for it: columns, orders, colours, kinds, reasons, and data for programs."""

import csv
import json
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from typing import Any

import pytest

from qstrong.cli.commands.status import SORTS
from qstrong.cli.filters import ORDERS
from qstrong.render.look import Look
from qstrong.render.pieces import cut_names
from tests.conftest import Run

DEMO = ("status", "--data", "examples/demo")


def rows(run: Run, *words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(run(*DEMO, *words, "-f", "csv").out)))


def told(run: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*DEMO, *words, "-f", "json").out, parse_float=Decimal)[
        "targets"
    ]
    return found


def test_csv_is_data_as_an_export_is(qstrong: Run) -> None:
    exported = list(csv.DictReader(StringIO(qstrong("export", "assessments", *DEMO[1:]).out)))
    mine = {row["id"]: row for row in rows(qstrong)}
    assert len(mine) == len(exported) == 36
    for row in exported:
        own = mine[row["target"]]
        same = own.keys() & row.keys() - {"target", "goal"}
        assert {key: own[key] for key in same} == {key: row[key] for key in same}
        assert own["target"] == row["goal"]
    assert mine["ai-output"]["uom"] == "亿元"
    assert mine["ai-output"]["value"] == "248.81"


def test_csv_before_anything_was_filed_is_data_too(qstrong: Run) -> None:
    out = qstrong("status", "--as-of", "2026-11-24", "-f", "csv").out
    found = list(csv.DictReader(StringIO(out)))
    assert len(found) == 36
    assert found[0]["target"] == "145"


def test_columns_of_ones_own(qstrong: Run) -> None:
    assert list(rows(qstrong, "--columns", "id,uom", "--columns", "gap")[0]) == ["id", "uom", "gap", ""]
    lines = qstrong(*DEMO, "--columns", "id，指标,现值").out.splitlines()
    head = next(line for line in lines if line.startswith("指标编号"))
    assert head.split() == ["指标编号", "指标", "现值"]
    assert "id indicator value".split() == [
        word.casefold() for word in next(
            line for line in qstrong(*DEMO, "--columns", "id,Indicator,Value", "--lang", "en").out.splitlines()
            if line.startswith("Target id")
        ).replace("Target id", "id").split()
    ]  # fmt: skip


def test_an_unknown_column_lists_the_choices(qstrong: Run) -> None:
    run = qstrong(*DEMO, "--columns", "id,colour")
    assert run.code == 2
    assert "colour" in run.err
    assert "id, name, group" in run.err


def test_by_the_gap_as_a_share_of_the_target(qstrong: Run) -> None:
    found = told(qstrong, "--sort", "gap")
    shares = [
        Fraction(one["gap"]) / abs(Fraction(one["target"]))
        for one in found
        if one["gap"] is not None and one["target"] and not one["last_status"]
    ]
    assert shares == sorted(shares, reverse=True)
    assert len(shares) > 20
    assert found[-1]["gap"] is None or found[-1]["last_status"]


def test_by_unit_those_of_one_stand_together(qstrong: Run) -> None:
    units = [one["reporters"][0] for one in told(qstrong, "--sort", "unit")]
    assert len(set(units)) == sum(k == 0 or unit != units[k - 1] for k, unit in enumerate(units))


def test_by_change_what_became_worse_stands_first(qstrong: Run) -> None:
    first = [one["id"] for one in told(qstrong, "--sort", "change")][:4]
    changed = qstrong(*DEMO, "--changes").out
    names = {one["id"]: one["name"] for one in told(qstrong)}
    assert all(names[one] in changed.split("经济发展质量效益")[0] for one in first)


@pytest.mark.parametrize(
    ("words", "statuses"),
    [
        (("red",), {"off_track", "worsening", "missed", "overdue"}),
        (("红",), {"off_track", "worsening", "missed", "overdue"}),
        (("yellow",), {"at_risk"}),
        (("green",), {"achieved", "on_track"}),
        (("grey",), {"not_assessable"}),
        (("red,yellow",), {"off_track", "worsening", "missed", "overdue", "at_risk"}),
        (("滞后", "黄"), {"off_track", "at_risk"}),
    ],
)
def test_statuses_by_their_colours(words: tuple[str, ...], statuses: set[str], qstrong: Run) -> None:
    found = told(qstrong, *(word for name in words for word in ("--status", name)))
    every = [one for one in told(qstrong) if one["status"] in statuses]
    assert found == every
    assert found


@pytest.mark.parametrize(("word", "kind"), [("增速类", "growth"), ("水平类", "level"), ("trend", "trend")])
def test_kinds_by_their_words(word: str, kind: str, qstrong: Run) -> None:
    found = told(qstrong, "--kind", word)
    assert {one["kind"] for one in found} == {kind}


def test_every_reason_for_no_verdict_is_counted(qstrong: Run) -> None:
    whole = json.loads(qstrong(*DEMO, "-f", "json").out)
    assert sum(whole["reasons"].values()) == whole["counts"]["not_assessable"]
    line = next(line for line in qstrong(*DEMO).out.splitlines() if "暂不评价" in line)
    assert "缺基期 1、缺上年同期数 1、未到报送时间 1、未报送 2、待统计部门反馈 2" in line


def test_who_answers_stands_where_there_is_room(qstrong: Run) -> None:
    def heads(columns: int) -> str:
        out = qstrong(*DEMO, "-f", "terminal", columns=columns).out
        return next(line for line in out.splitlines() if line.startswith("序"))

    assert "责任单位" not in heads(120)
    assert "责任单位" in heads(160)


@pytest.mark.parametrize(("n", "last"), [(12, "12"), (13, "另 2 项"), (40, "另 29 项")])
def test_long_rows_of_names_are_cut_with_a_count(n: int, last: str) -> None:
    names = [str(k + 1) for k in range(n)]
    found = cut_names(names, Look("zh"))
    assert len(found) == 12
    assert found[-1] == last


def test_the_orders_are_those_that_the_option_offers() -> None:
    assert set(ORDERS) == set(SORTS)


def test_binding_targets_are_marked(qstrong: Run) -> None:
    out = qstrong(*DEMO).out
    binding = [one["name"] for one in told(qstrong) if one["binding"]]
    assert binding
    assert all(f"{name} (约束性)" in out for name in binding)


def test_what_nobody_filed_is_said_of_each_once_it_is_due(qstrong: Run) -> None:
    early = qstrong("status", "--as-of", "2026-12-01", columns=200).out
    assert "首次应报" in early
    assert "? 未报送" not in early
    late = qstrong("status", "--as-of", "2027-03-01", columns=200).out
    found = json.loads(qstrong("status", "--as-of", "2027-03-01", "-f", "json").out)["targets"]
    rows = [line for line in late.splitlines() if line[:2].strip().isdigit()]
    assert sum("? 未报送" in row for row in rows) == sum(one["data"] == "not_reported" for one in found) == 24


def test_no_count_heads_nothing(qstrong: Run) -> None:
    out = qstrong("status", "--data", "examples/demo", "--unit", "各街道办").out
    assert "0 项指标" not in out
    assert "没有符合条件的指标" in out


def test_a_growth_over_several_years_is_short_in_all(qstrong: Run) -> None:
    out = qstrong("status", "--data", "examples/five-year", columns=200).out
    (row,) = (line for line in out.splitlines() if "服务业增加值年均增长" in line)
    assert "累计 15.9" in row


def test_a_years_first_half_is_no_fall_from_the_year_before(qstrong: Run) -> None:
    """What is watched is shown as filed: only the same months can be compared."""
    text = qstrong("bulletin", "--data", "examples/five-year", "-f", "csv").out
    heads, *rows = csv.reader(StringIO(text))
    found = {row[2]: dict(zip(heads, row, strict=False)) for row in rows if len(row) > 5}
    row = found["食品抽检批次"]
    assert (row["现值"], row["上期值"], row["增减"]) == ("1430", "2812", "–")
    assert found["参与制修订国家标准"]["增减"] == "+4"
