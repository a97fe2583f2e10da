"""Goals' words as plans print them, and what each is read as."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qstrong.write.plan.goals import GoalRead, read_goal

TABLE = """
# name | uom of the table | the goal's words | kind, op, what it is, uom [| more]
产品质量合格率 | % | 达到96%以上 | level >= 96 %
产品质量合格率 | | 96%以上 | level >= 96 %
产品质量合格率 | % | 96 | level >= 96 %
产品质量合格率 | % | ≥96 | level >= 96 %
产品质量合格率 | | ＞９６％ | level > 96 %
产品质量合格率 | | 到2027年，产品质量合格率达到96%以上 | level >= 96 %
产品质量合格率 | | 产品质量合格率力争达到96% | level >= 96 %
产品质量合格率 | | 稳定在94%以上 | level >= 94 % keep
产品质量合格率 | | 保持在94%以上 | level >= 94 % keep
产品质量合格率 | | 高于95% | level > 95 %
产品质量合格率 | | 由94%提高到96% | level >= 96 %
产品质量合格率 | | 2025年95%，2027年96%以上 | level >= 96 %
产品质量合格率 | | 提高到96% | level >= 96 %
产品质量合格率 | | 提高2个百分点 | level >= points 2 %
产品质量合格率 | % | 比2024年提高2个百分点以上 | level >= points 2 %
服务质量满意度 | | 达到90分以上 | level >= 90 分
制造业质量竞争力指数 | | 达到92,处于全省前列 | level >= 92
制造业质量竞争力指数 | – | 92左右 | level >= 92
高新技术企业 | 家 | 5000 | level >= 5000 家
高新技术企业 | 家 | 突破1万家 | level > 10000 家
高新技术企业 | | 突破1万家 | level > 1 万家
高新技术企业 | 家 | 超过5,000家 | level > 5000 家
高新技术企业 | 家 | 不少于5000家 | level >= 5000 家
高新技术企业 | 家 | 翻一番 | level >= times 2 家
高新技术企业 | | 努力实现双倍增目标 | level >= times 2
高新技术企业 | 家 | 新增500家 | increment >= 500 家
高新技术企业 | | 累计新增500家以上 | increment >= 500 家
高新技术企业 | | 每年新增100家以上 | increment >= 100 家 yearly
社会公用计量标准 | | 增加12项 | increment >= 12 项
新增发明专利 | 件 | 300 | increment >= 300 件
发明专利 | 件 | 增加到300件 | level >= 300 件
注册商标总量 | | 达到7万件 | level >= 7 万件
注册商标总量 | 件 | 达到7万件 | level >= 70000 件
研发经费 | 亿元 | 1.2万亿元 | level >= 12000 亿元
质量卓越产业集群 | 个 | 建成5个以上质量卓越产业集群 | level >= 5 个
质量卓越产业集群 | | 力争建成5个质量卓越产业集群 | level >= 5 个
千亿级产业集群 | | 三个以上 | level >= 3 个
企业 | 家 | 进入“中国500强”企业达60家 | level >= 60 家
企业 | 家 | 培育5家以上100强企业 | level >= 5 家
地区生产总值 | | 年均增长6%左右 | growth >= 6 % average
地区生产总值 | % | 增长6%以上 | growth >= 6 % year
地区生产总值增速 | % | 6.5 | growth >= 6.5 % year
研发经费投入 | 亿元 | 年均增长8%以上 | growth >= 8 % average
工业增加值 | | 五年累计增长30% | growth >= 30 % total
战略性新兴产业增加值占地区生产总值比重 | % | 20 | level >= 20 %
旅游产业增加值占地区生产总值的比重 | | 达10%以上 | level >= 10 %
工业增加值 | 亿元 | 1500 | level >= 1500 亿元
地区生产总值 | | 5%-6% | range 5–6 %
地区生产总值增速 | % | 5—6 | growth >= 5 % year
单位GDP能耗 | | 下降13.5% | level <= percent -13.5
单位GDP能耗降低 | % | [13.5] | level <= percent -13.5
工业增加值增长 | % | [30] | growth >= 30 % total
单位GDP能耗降低率 | % | 13.5 | level <= percent -13.5
单位GDP能耗 | 吨标准煤/万元 | 比2020年降低14% | level <= percent -14 吨标准煤/万元
化学需氧量排放量 | 吨 | 减少500吨 | level <= by -500 吨
PM2.5浓度 | 微克/立方米 | 25 | level <= 25 微克/立方米
PM2.5浓度 | 微克/立方米 | 控制在25以内 | level <= 25 微克/立方米
PM2.5浓度 | | 降至25微克/立方米 | level <= 25 微克/立方米
亿元GDP生产安全事故死亡人数 | 人 | 0.02 | level <= 0.02 人
城镇调查失业率 | | 控制在5.5%以内 | level <= 5.5 %
城镇调查失业率 | | 5.5%左右 | level <= 5.5 %
重大质量事故 | 起 | 不发生 | level <= 0 起
国家标准 | 项 | 三年累计30项以上 | increment >= 30 项
重大事故 | 起 | 不超过2起 | level <= 2 起
投诉处理时限 | | 低于5天 | level < 5 天
重大质量事故 | 起 | 零 | level <= 0 起
黑臭水体 | | 基本消除 | level <= 0
5G基站 | | 建成5G基站1000个 | level >= 1000 个
万人发明专利拥有量 | 件 | 每万人30件以上 | level >= 30 件
每千人口执业医师数 | 人 | 3.2 | level >= 3.2 人
空气质量优良天数比率 | % | 95%以上 | level >= 95 %
营商环境排名 | 位 | 进入全省前10 | level <= 10 位
营商环境排名 | | 前三名 | level <= 3
工程质量抽查符合率 | | 不断提高 | trend up
顾客满意度 | | 全面提升 | trend up
顾客满意度 | | 稳步提升 | trend up
PM2.5浓度 | | 持续改善 | trend down
森林覆盖率 | | 只增不减 | trend up
不良率 | | 逐年下降 | trend down
进出口总额 | | 创历史新高 | record
进出口总额 | 亿元 | 再创新高 | record 亿元
人均预期寿命 | 岁 | 78—80 | range 78–80 岁
人均预期寿命 | 岁 | [1] | level >= by 1 岁
城镇新增就业 | 万人 | [5] | increment >= 5 万人
耕地保有量 | 万亩 | 5.2 | level >= 5.2 万亩
耕地保有量 | | 完成国家下达任务 | watch
耕地保有量 | | 以上级下达为准 | watch
耕地保有量 | | – | watch
耕地保有量 | | | watch
村级服务站 | % | 全覆盖 | level >= 100 %
Pass rate of goods | | at least 95% | level >= 95 %
Pass rate of goods | % | 95 | level >= 95 %
Pass rate of goods | | ≥ 95 % | level >= 95 %
Pass rate of goods | | 95 per cent or more | level >= 95 %
Pass rate of goods | | 95%+ | level >= 95 %
Pass rate of goods | | no less than 95% by 2030 | level >= 95 %
Pass rate of goods | | maintain above 95% | level > 95 % keep
Pass rate of goods | | increase to 95% by 2030 | level >= 95 %
Pass rate of goods | | increase from 90% to 95% | level >= 95 %
Pass rate of goods | | increase by 5 percentage points | level >= points 5 %
Waiting time | days | below 10 | level < 10 days
Waiting time | days | no more than 10 days | level <= 10 days
Waiting time | days | 10 | level <= 10 days
Waiting time | | reduce to 10 days | level <= 10 days
Smoking prevalence | % | less than 5% | level < 5 %
Smoking prevalence | % | 5 | level <= 5 %
Emissions | | reduce by 20% compared with 2019 | level <= percent -20
Emissions | Mt | 20% reduction from 2005 levels | level <= percent -20 Mt
Emissions | | halve by 2030 | level <= times 0.5
Young offenders | | 15% fewer children in serious crime | level <= percent -15
Benefit recipients | | 50,000 fewer people | level <= by -50000 people
Wetlands | | additional 500 ha | increment >= 500 ha
Schools | | 100 new schools | increment >= 100 schools
Patients | | 95% of patients within 6 hours | level >= 95 %
Students | | 80% of Year 8 students at the curriculum level | level >= 80 %
GDP | | annual average growth of 3% | growth >= 3 % average
Exports | | grow by 5% a year | growth >= 5 % year
Exports | | double in 10 years | level >= times 2
Exports | | record high | record
Satisfaction | | keeps improving | trend up
Satisfaction | | increase | trend up
Poverty rate | | decrease | trend down
Ratio | | between 60 and 70 | range 60–70
Ratio | % | 60–70 | range 60–70 %
Fatalities | | zero | level <= 0
Fatalities per 100,000 people | | no more than 3 per 100,000 | level <= 3
Broadband | | universal access | level >= 100 %
合格率 | % | 98±1 | range 97–99 %
合格率 | | 98%（含）以上 | level >= 98 %
合格率 | | 不低于全国平均水平 | watch
合格率 | | 高于全省平均1个百分点 | watch
合格率 | | 每年提高1个百分点 | level >= points 1 % yearly
研发投入 | 亿元 | 达到200亿元，年均增长10% | level >= 200 亿元
增加值 | 亿元 | 占比达到30% | level >= 30 %
能耗 | | 年均下降3% | growth <= -3 % average
死亡率 | | 控制在0.8人/亿元以内 | level <= 0.8 人/亿元
国际标准 | 项 | 实现零的突破 | level >= 1 项
园区 | 个 | 3-5个 | range 3–5 个
配比 | | 1:1.5 | watch
Growth | | 3% p.a. | growth >= 3 % year
Rate | | no increase | trend down
Rate | | no decline | trend up
Rate | | up 5% | level >= percent 5
Rate | | 10 or fewer | level <= 10
Rate | | above the national average | watch
Crime | | 20,000 fewer victims of assault | level <= by -20000 victims
Crime | | reduce to fewer than 100 | level < 100
Jobs | | 500 new jobs a year | increment >= 500 jobs yearly
投诉处理时间 | | 不超过5个工作日 | level <= 5 个工作日
New high-tech firms | firms | 300 new firms | increment >= 300 firms
New high-tech firms | firms | 300 | increment >= 300 firms
Exports | | a new high | record
能耗 | 吨 | 每年下降3% | growth <= -3 % average
Energy use | kt | 3% lower per year | growth <= -3 % average
Energy use | kt | 3% lower | level <= percent -3 kt
Start-ups | | +500 | increment >= 500
Anything | | as agreed with the ministry | watch
New school | | by 30 June 2027 | watch
New school | | opened before 1st March | watch
School | | 30/06/2027 | watch
School | | 2027-06-30 | watch
School | | Sept 2026 | watch
新建小学投用 | | 2027年6月底前完成 | watch
小学 | | 6月30日前投用 | watch
合格率 | % | 2027年6月前达到95%以上 | level >= 95 %
合格率 | | 1—9月达到95% | level >= 95 %
Pass rate | | at least 95% by 30 June 2027 | level >= 95 %
Pass rate | | 95% by December 2027 | level >= 95 %
Cycle lanes | | 40 km by March 31 | level >= 40 km
Height | m | 2010.5 | level >= 2010.5 m
Decisions | | 5 decisions | level >= 5 decisions
审批 | | 12个月以内 | level <= 12 个月
"""
ROWS = [line for line in TABLE.strip().splitlines() if not line.startswith("#")]


def said(goal: GoalRead) -> str:
    """The keys that a goal would be written with, on one line."""
    what: list[object] = [goal.kind, goal.op or "", goal.direction or ""]
    if goal.between:
        what.append("–".join(map(_plain, goal.between)))
    if goal.change:
        what += [goal.change[0], _plain(goal.change[1])]
    if goal.value is not None:
        what.append(_plain(goal.value))
    what += [goal.uom, goal.over or "", "keep" if goal.keep else "", "yearly" if goal.yearly else ""]
    return " ".join(str(one) for one in what if one != "")


def _plain(number: Decimal) -> str:
    return f"{number:f}"


@pytest.mark.parametrize("words", ["by 30 June 2027", "2027年6月底前完成", "2027-06-30"])
def test_a_day_is_told_to_be_no_number(words: str) -> None:
    assert read_goal(words).why["kind"] == ("init_why_day", {"said": words})


@pytest.mark.parametrize("line", ROWS)
def test_what_goals_are_read_as(line: str) -> None:
    name, uom, words, expected = (part.strip() for part in line.split("|"))
    goal = read_goal(words, name, "" if uom == "–" else uom)
    assert said(goal) == expected
    guessed = {"kind", *(key for key in ("op", "direction", "change", "over") if getattr(goal, key))}
    assert guessed - {"direction", "op"} <= set(goal.why) or goal.kind == "watch"
    assert "op" in goal.why or not goal.op
