"""Slips of the pen: which number was meant, in words, a row each."""

from decimal import Decimal
from typing import Any

import pytest

from qstrong.check.sizes.slips import slip
from tests.build import dataset, target

RATE = {"uom": "%", "kind": "growth"}


@pytest.mark.parametrize(
    ("keys", "value", "expected", "zh", "en"),
    [
        (RATE, "-6", 6, "像是写错了正负号, 应写 6", "the sign looks wrong: it may be 6"),
        (RATE, 106, 6, "像是报了指数 (上年=100), 增速应写 6",
         "it looks like an index (last year = 100): as a rate of growth it is 6"),
        (RATE, 146, 6, "像是报了指数 (上年=100), 增速应写 46",  # 40 points apart, and no more
         "it looks like an index (last year = 100): as a rate of growth it is 46"),
        (RATE, 147, 6, "像是多打了 1 位, 也许是 14.7", "1 digit too many, perhaps: 14.7"),
        ({"uom": "%"}, "0.950", 95, "像是写成了小数, 应写 95", "it looks like a share: in per cent it is 95"),
        ({"uom": "亿元"}, 1234500, 123, "像是按万元填的, 按亿元应写 123.45",
         "it looks as if given in 万元: in 亿元 it is 123.45"),
        ({"uom": "亿元"}, 12345000000, 123, "像是按元填的, 按亿元应写 123.45",
         "it looks as if given in 元: in 亿元 it is 123.45"),
        ({"uom": "万人"}, "0.0120", 123, "像是按亿人填的, 按万人应写 120",
         "it looks as if given in 亿人: in 万人 it is 120"),
        ({"uom": "万人"}, 1230000, 123, "像是按人填的, 按万人应写 123",
         "it looks as if given in 人: in 万人 it is 123"),
        ({"uom": "家"}, "0.0123", 123, "像是按万家填的, 按家应写 123",
         "it looks as if given in 万家: in 家 it is 123"),
        ({"uom": "家"}, "0.00000123", 123, "像是按亿家填的, 按家应写 123",
         "it looks as if given in 亿家: in 家 it is 123"),
        ({"uom": "t"}, "0.123", 123, "像是按thousand t填的, 按t应写 123",
         "it looks as if given in thousand t: in t it is 123"),
        ({"uom": "t"}, "0.000123", 123, "像是按million t填的, 按t应写 123",
         "it looks as if given in million t: in t it is 123"),
        ({"uom": "thousand t"}, 123000, 123, "像是按t填的, 按thousand t应写 123",
         "it looks as if given in t: in thousand t it is 123"),
        ({"uom": "million t"}, 123000000, 123, "像是按t填的, 按million t应写 123",
         "it looks as if given in t: in million t it is 123"),
        ({"uom": "USD million"}, 123000000, 123, "像是按USD填的, 按USD million应写 123",
         "it looks as if given in USD: in USD million it is 123"),
        ({"uom": "USD million"}, 123000, 123, "像是按USD thousand填的, 按USD million应写 123",
         "it looks as if given in USD thousand: in USD million it is 123"),
        ({"uom": "Billion euros"}, 123000, 123, "像是按million euros填的, 按Billion euros应写 123",
         "it looks as if given in million euros: in Billion euros it is 123"),
        ({"uom": "billion"}, 123 * 10**9, 123, "像是按个填的, 按billion应写 123",
         "it looks as if given in ones: in billion it is 123"),
        ({"uom": "万"}, 1230000, 123, "像是按个填的, 按万应写 123",
         "it looks as if given in ones: in 万 it is 123"),
        ({"uom": "km²"}, 12300, 123, "像是按ha填的, 按km²应写 123", "it looks as if given in ha: in km² it is 123"),
        ({"uom": {"zh": "平方公里", "en": "km²"}}, 123000000, 123, "像是按平方米填的, 按平方公里应写 123",
         "it looks as if given in m²: in km² it is 123"),
        ({"uom": "公顷"}, "1.23", 123, "像是按平方公里填的, 按公顷应写 123",
         "it looks as if given in 平方公里: in 公顷 it is 123"),
        ({"uom": "吨"}, 123000, 123, "像是按千克填的, 按吨应写 123", "it looks as if given in 千克: in 吨 it is 123"),
        ({"uom": "吨"}, "9999.9", 123, "像是用 9999.9 表示没有数; 没有数就空着, 写明暂无数据的原因 (pending)",
         "9999.9 looks like a code for a missing value: where there is none, leave it empty and say why (pending)"),
        ({"uom": "吨"}, "0", 123, "像是用 0 表示没有数; 没有数就空着, 写明暂无数据的原因 (pending)",
         "0 looks like a code for a missing value: where there is none, leave it empty and say why (pending)"),
        ({"uom": "亿元"}, 1230, 123, "像是多打了 1 位, 也许是 123", "1 digit too many, perhaps: 123"),
        ({"uom": "亿元"}, "12.30", 123, "像是少打了 1 位, 也许是 123", "1 digit too few, perhaps: 123"),
        ({"uom": "亿元"}, 123 * 10**9, 123, "像是多打了 9 位, 也许是 123", "9 digits too many, perhaps: 123"),
        ({"uom": "亿元"}, 123 * 10**10, 123, "数或计量单位 (亿元) 可能不对",
         "the number or its unit of measure (亿元) may be wrong"),
        ({"uom": "亿元"}, "0.0123", 123, "像是少打了 4 位, 也许是 123", "4 digits too few, perhaps: 123"),
        ({"uom": "亿元"}, 124, 123, "数或计量单位 (亿元) 可能不对",  # no digit is wrong
         "the number or its unit of measure (亿元) may be wrong"),
        ({"uom": "亿元"}, 123, 0, "数或计量单位 (亿元) 可能不对",
         "the number or its unit of measure (亿元) may be wrong"),
        ({"uom": "件", "measure": "since_plan"}, 500, 123, "要报本方案以来新增的数, 像是报了总数, 或多打了一位",
         "wanted is what is new since the plan's start: it looks like the total, or has a digit too many"),
    ],
)  # fmt: skip
def test_what_was_meant(keys: dict[str, Any], value: Any, expected: int, zh: str, en: str) -> None:
    spec = dataset([target(**keys)]).targets[0]
    said = slip(spec, Decimal(value), Decimal(expected))
    assert (said.zh, said.en) == (zh, en)
