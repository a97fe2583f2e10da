"""Writes the demo: the Longhua plan with seven quarters of made-up filings from all 26 units.

    python examples/make_demo.py [OUT_DIR]
    python examples/make_demo.py --history OUT_DIR     # a git repository, a commit for each quarter

Everything that the demo says stands in the tables below, so that each target and action tells the
story it is meant to tell; a seeded die throws only the days of filing and the sub-districts' small
figures. The plan's own text comes from data/. The same bytes each time, on every Python from 3.11 on.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SEED = 20261030
QUARTERS = ("2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3")
STATES = {"未启动": "not_started", "推进": "in_progress", "完成": "done", "暂缓": "suspended"}
NAMES = ("张三", "李四", "王五", "赵六", "钱七", "孙八", "周九", "吴十", "郑一", "冯二")
SOURCE = "{zh: 演示数据, en: made-up data}"
NOTICE = "# 演示数据，全部虚构 / made-up data\n"

TARGETS_HEAD = """\
# 演示数据，全部虚构 / made-up data
# 《深圳市龙华区质量强区培育建设工作方案（2025—2027年）》的 36 项指标。
# 由 make_demo.py 写成：在 qstrong 的仓库里请勿手改，在自己的文件夹里随便改。
#
# 只有名称、目标值、方向、次序、分类出自方案。凡 baseline、history、milestones、binding、provisional_baseline
# 以及全部填报都是虚构的，不代表龙华区任何一项指标的实际情况；公开发表的真实数值一个也没有收。
# 方案 2025 年 11 月印发，演示假定自 2025 年第一季度起报送。
#
# Written by make_demo.py: change it as you like, but in qstrong's own repository change the script instead.
# Only names, target values, directions, order and groups are the plan's: every baseline, history, milestone,
# binding mark and all filings are made up, and no published value is among them. The plan was issued in
# November 2025; the demo pretends that filings were owed from the first quarter of 2025 on.

plan:
  id: longhua-quality-2027-demo
  title:
    zh: 深圳市龙华区质量强区培育建设工作方案（2025—2027年）（演示数据）
    en: Longhua District of Shenzhen, work plan for a quality-strong district 2025–2027 (made-up data)
  issued: 2025-11-25
  start: 2024-12-31            # 基期末 T0
  end: 2027-12-31              # 期末 T1
  filing: {every: quarter, due_days: 20, close_days: 30, from: 2025Q1}
  as_of: 2026-10-30            # 2026 年第三季度锁定之日
  synthetic: true
  office:                      # 文书里的称呼和签审手续，照原方案
    we: {zh: 我办, en: the office}
    statistics: {zh: 统计部门, en: the statistics departments}
    signed_by:
      - {zh: 科室负责人, en: the head of section}
      - {zh: 分管领导, en: the leader in charge}
    sealed: true
  severity:                    # 演示里有意安排了迟报和缺报
    Q308: {level: "off", reason: {zh: 演示迟报, en: the demo has late filings}}
    Q404: {level: "off", reason: {zh: 演示缺报, en: the demo lacks values}}

"""

UNITS_HEAD = """\
# 演示数据 / made-up data：演示方案的责任单位，以下照抄原方案的 units.yaml。
# 由 make_demo.py 写成。
"""

TASKS_HEAD = """\
# 演示数据 / made-up data：演示方案的任务，照抄原方案的 tasks.yaml；注明“演示用”的 due 是虚构的时限。
# Due dates marked 演示用 are made up. 由 make_demo.py 写成。
"""

DUE = {
    "1.2": "2026-12-31",
    "2.10": "2026-09-30",
    "3.3": "2026-06-30",
    "4.1": "2026-12-31",
    "4.3": "2026-12-31",
    "5.1": "2026-06-30",
    "6.9": "2026-03-31",
    "6.10": "2027-03-31",
    "7.5": "2026-06-30",
    "9.5": "2026-09-30",
    "16.3": "2026-11-20",
}

# Made-up lines for targets.yaml: a baseline for 2024 as "= value", other lines as they stand.
DECLARED = """
high-tech-enterprises = 3978
services-growth = 5.1
digital-economy-share = 37.2
medical-devices-output = 198.40
smart-terminals-output = 3120.45
ai-output = 214.60
fashion-output = 118.52
manufacturing-clusters = 3
services-clusters = 2
farm-produce-pass-rate = 98.60
food-pass-rate
    history:
      - {period: 2022, value: 96.85, source: {zh: 演示数据, en: made-up data}}
      - {period: 2023, value: 97.12, source: {zh: 演示数据, en: made-up data}}
      - {period: 2024, value: 97.40, source: {zh: 演示数据, en: made-up data}}
manufactured-goods-pass-rate = 94.10
housing-projects-pass-rate = 96.90
    history:
      - {period: 2022, value: 95.80, source: {zh: 演示数据, en: made-up data}}
      - {period: 2023, value: 96.40, source: {zh: 演示数据, en: made-up data}}
water-projects-pass-rate = 97.20
    history:
      - {period: 2022, value: 96.70, source: {zh: 演示数据, en: made-up data}}
      - {period: 2023, value: 97.60, source: {zh: 演示数据, en: made-up data}}
transport-projects-pass-rate = 100.00
    history:
      - {period: 2023, value: 99.20, source: {zh: 演示数据, en: made-up data}}
green-buildings-share = 88.0
quality-methods-enterprises
    provisional_baseline: true   # 演示用：没有 2024 年的数，以首次报送值暂定基期
new-zhenpin
    milestones: {2025: 15, 2026: 32}   # 演示用的年度目标
quality-awards = 1
renowned-enterprises
    history:
      - {period: 2024, value: 1, source: {zh: 演示数据, en: made-up data}}
certified-enterprises
    milestones: {2025: 4300, 2026: 4650}   # 演示用的年度目标
energy-per-gdp
    binding: true   # 演示用：方案没有写约束性
co2-per-gdp
    binding: true   # 演示用：方案没有写约束性
good-air-share = 96.2
    binding: true   # 演示用：方案没有写约束性
good-water-share = 80.1
    binding: true   # 演示用：方案没有写约束性
accident-death-rate = 1.42
"""

# What was filed: an indicator and its reporter with its source, then one line for each value: the filing,
# the period where it is another one, the value (? where it is pending), 上年同期 after a slash, and a flag.
# Deeper lines go into the filing as they stand.
VALUES = """
rd-expenditure development-reform 科技经费统计年报
2025Q4 2024 131.06
    note: 2024年数，年报口径，晚于年度终了约十一个月。
2026Q2 - ?市统计局科技经费年报预计11月反馈
    period: 2025

high-tech-enterprises science 高新技术企业认定公示
2026Q1 2025 4436

strategic-emerging-growth development-reform 区统计局核算数
2025Q2 2025Q1 7.6
2025Q3 2025Q2 7.4
2025Q4 2025Q3 7.1
2026Q1 2025Q4 7.0 preliminary
2026Q2 2025Q4 7.2
    note: 年度核算终审数，替代此前的初步数7.0。
2026Q2 2026Q1 6.5
2026Q3 2026Q2 6.3 preliminary

services-growth development-reform 区统计局核算数
2025Q2 2025Q1 5.4
2025Q3 2025Q2 5.8
2025Q4 2025Q3 5.9
2026Q1 2025Q4 6.1
2026Q2 2026Q1 6.0
    note: 比上年同期提高0.6个百分点。

manufacturing-quality-index market-regulation 年度测评通报
2025Q2 2024 92.10
2026Q2 2025 92.86

digital-economy-share industry 区统计局核算数
2026Q1 2025 38.1

medical-devices-output industry 工业统计快报
2025Q1 - 48.86/44.12
2025Q2 - 101.74/91.35
2025Q3 - 159.18/142.63
2025Q4 - 221.83
2026Q1 - 54.57
2026Q2 - 113.95 preliminary
2026Q3 2026Q2 114.29
    note: 快报定案数，替代上季度初步数。
2026Q3 - 178.92

smart-terminals-output industry 工业统计快报
2025Q1 - 701.44/683.20
2025Q2 - 1469.90/1427.16
2025Q3 2025Q2 1467.35/1427.16 revised
    reason: 两家企业总部迁出，产值按在地口径剔除。
2025Q3 - 2318.20/2248.73
2025Q4 - 3224.18
2026Q1 - 738.61
    cause: 一季度为传统淡季，海外订单交付后移。
    measures: 跟踪二季度新品备货，协调两条新产线按期投产。
    owner: 李四（产业科）
    measures_by: 2026-06-30
2026Q2 - 1548.27
    outcome: 新品备货已跟踪到位；两条新产线投产一条，另一条推迟到三季度。
    cause: 新产线爬坡慢于预期，整机出口订单同比持平。
    measures: 组织三场供需对接会；对新投产线逐条排产调度。
    owner: 李四（产业科）
    measures_by: 2026-09-30
2026Q3 - 2486.05
    outcome: 供需对接会办了三场，促成订单11项；四条新产线两条已满产。
    cause: 整机出口订单恢复较慢，新增产能集中在四季度释放。
    measures: 落实首台套和技改补助，确保四条新产线年内满产；每月调度前二十家重点企业。
    owner: 李四（产业科）
    measures_by: 2026-12-31

ai-output industry 工业统计快报
2025Q1 - 49.02/46.37
2025Q2 - 103.66/98.05
2025Q3 - 162.41/153.20
2025Q4 - 228.15
2026Q1 - 54.88
    cause: 大模型类企业尚在投入期，纳统企业少。
    measures: 梳理未纳统企业名单，推动20家企业升规纳统。
    owner: 王五（信息化科）
    measures_by: 2026-09-30
2026Q2 - 116.23
    cause: 升规纳统进度滞后，已纳统6家。
    measures: 联合街道逐家上门辅导，三季度再纳统10家。
    owner: 王五（信息化科）
    measures_by: 2026-09-30
2026Q3 - 183.07
    outcome: 上门辅导已覆盖全部未纳统企业，三季度新纳统8家，差2家。
    cause: 基数小、纳统企业不足，两个重点项目推迟至明年投产；按现有进度完成2027年目标难度较大。
    measures: 一企一策推动14家企业升规纳统；以场景开放带动首批订单；争取两个推迟项目先行试产。
    owner: 王五（信息化科）
    measures_by: 2027-03-31
    request: 恳请区联席会议协调解决两个项目的用地用电指标，并支持开放一批政务、医疗场景。
    evidence: [深龙华质联〔2026〕示例31号, 深龙华质联〔2026〕示例32号]

low-altitude-output development-reform 低空经济专项统计（试行）
2025Q1 - ?低空经济统计口径正在制定
2025Q2 - ?低空经济统计口径正在制定
2025Q3 - ?统计口径已报市统计局审定
2025Q4 - ?市统计局已批复口径，自2026年第一季度起报送
2026Q1 - 17.36
    note: 新口径首次报送，2025年没有同口径数。
    accept: [Q510]
    accept_reason: 2025年没有同口径数，无从补报。
2026Q2 - 38.92
    accept: [Q510]
    accept_reason: 2025年没有同口径数，无从补报。
2026Q3 - 62.45
    note: 2025年同口径数正在补测，补齐后即可推算近四个季度。
    accept: [Q510]
    accept_reason: 2025年没有同口径数，无从补报。

fashion-output industry 工业统计快报
2025Q1 - 26.74/27.31
    cause: 服装内需偏弱。
    measures: 组织企业参加春季时尚活动，开拓线上渠道。
    owner: 赵六（产业科）
    measures_by: 2025-09-30
2025Q2 - 55.92/56.84
    cause: 服装内需偏弱，部分代工订单外流。
    measures: 组织设计师品牌与本地工厂对接。
    owner: 赵六（产业科）
    measures_by: 2025-12-31
2025Q3 - 85.61/86.90
    cause: 代工订单外流，线上退货率上升。
    measures: 推动小单快反改造，支持品牌出海。
    owner: 赵六（产业科）
    measures_by: 2025-12-31
2025Q4 - 117.20
    cause: 代工企业外迁，全年产值比上年下降1.1%。
    measures: 稳住骨干企业，补齐面料、打版等公共服务。
    owner: 赵六（产业科）
    measures_by: 2026-06-30
2026Q1 - 25.43
    cause: 又有两家代工企业外迁。
    measures: 对外迁意向企业逐家走访，落实租金和技改支持。
    owner: 赵六（产业科）
    measures_by: 2026-06-30
2026Q2 - 53.10
    outcome: 对外迁意向企业走访21家，落实租金支持9家。
    cause: 外迁企业产值缺口尚未补上，新引进品牌仍在装修期。
    measures: 加快三个设计师品牌落地，推动大浪时尚小镇公共打版中心投用。
    owner: 赵六（产业科）
    measures_by: 2026-09-30
2026Q3 - 81.79
    cause: 代工企业外迁影响延续，新引进的三个品牌尚未形成产值，近四个季度合计已低于基期。
    measures: 年内促成公共打版中心投用；引进两家品牌总部；对骨干企业实行专员服务。
    owner: 赵六（产业科）
    measures_by: 2026-12-31
    request: 建议将现代时尚产业列入区领导挂点服务范围。

manufacturing-clusters industry 产业集群培育台账
2025Q2 2025H1 3
2025Q4 2025H2 4
2026Q2 2026H1 4

services-clusters development-reform 产业集群培育台账
2025Q2 2025H1 2
2025Q4 2025H2 2
2026Q2 2026H1 2

farm-produce-pass-rate market-regulation 例行监测通报
2025Q1 - 98.85
2025Q2 - 99.02
2025Q3 - 98.94
2025Q4 - 99.10
2026Q1 - 98.77
2026Q2 - 98.91
2026Q3 - ?第三季度例行监测结果待市局汇总，预计11月上旬反馈

food-pass-rate market-regulation 食品抽检信息系统
2025Q1 - 97.35
    cause: 抽检批次少，个别餐饮具不合格拉低合格率。
    measures: 对集中消毒单位开展专项整治。
    owner: 周九（食品科）
    measures_by: 2025-06-30
2025Q2 - 97.71
2025Q3 - 97.90
2025Q4 - 98.06
2026Q1 - 97.48
    cause: 春节前后加大问题导向抽检，不合格检出增多。
    measures: 对不合格单位全部复检，约谈三家平台。
    owner: 周九（食品科）
    measures_by: 2026-06-30
2026Q2 - 97.62
    outcome: 复检全部完成，约谈三家平台，下架不合格商户12家。
    cause: 农贸市场水产品药残检出仍偏多。
    measures: 推行入场快检全覆盖。
    owner: 周九（食品科）
    measures_by: 2026-09-30
2026Q3 - 97.70
    outcome: 农贸市场入场快检已全覆盖，流动摊贩尚未覆盖。
    cause: 水产品和餐饮具两类不合格占八成，2025年达标后有所回落。
    measures: 水产品批批快检；集中消毒单位停业整改两家；四季度复检不少于600批次。
    owner: 周九（食品科）
    measures_by: 2026-12-31
    evidence: 深龙华质联〔2026〕示例41号

manufactured-goods-pass-rate market-regulation 年度监督抽查通报
2026Q1 2025 94.41

housing-projects-pass-rate housing-construction 竣工验收台账
2025Q4 2025 97.50

water-projects-pass-rate water 竣工验收台账
2025Q4 2025 96.40
    cause: 两处管网工程因资料不全，首次验收未通过。
    measures: 推行验收前预检，资料随工程同步归档。
    owner: 钱七（建设科）
    measures_by: 2026-12-31

transport-projects-pass-rate transport 竣工验收台账
2025Q4 2025 100.00

green-buildings-share housing-construction 绿色建筑项目台账
2025Q2 2025H1 89.1
    cause: 上半年完工项目中按旧标准设计的仍占一成。
    measures: 新报建项目一律按绿色建筑标准审查。
    owner: 孙八（科技科）
    measures_by: 2025-12-31
2025Q4 2025H2 90.3
2026Q2 2026H1 92.0
2026Q3 2026H1 91.6 revised
    reason: 一个项目的绿色建筑标识未获通过，相应调减。
    evidence: 深龙华质联〔2026〕示例45号

public-services-satisfaction market-regulation 公共服务质量监测报告
2026Q1 2025 81.35
    note: 首次按新问卷监测，2024年没有可比数。

quality-methods-enterprises market-regulation 质量提升项目台账
2025Q1 - 31
2025Q2 - 36
2025Q3 - 42
2025Q4 - 49
2026Q1 - 55
2026Q2 - 62
2026Q3 - 69

new-zhenpin market-regulation “圳品”评价公示
2025Q1 - 2
2025Q2 - 6
2025Q3 - 10
2025Q4 - 16
2026Q1 - 20
2026Q2 - 26
2026Q3 - 31

quality-awards market-regulation 获奖通报
2025Q2 2025H1 1
2025Q4 2025H2 1
    cause: 当年评审尚未启动。
    measures: 辅导三家企业申报市长质量奖。
    owner: 吴十（质量科）
    measures_by: 2026-06-30
2026Q2 2026H1 2
    evidence: 深龙华质联〔2026〕示例28号

renowned-enterprises commerce 认定公告
2025Q4 2025 2
    note: 新增一家“广东老字号”。

new-one-stop-platforms market-regulation 平台批复文件
2025Q2 2025H1 0
2025Q4 2025H2 0
2026Q2 2026H1 1

new-inspection-centres market-regulation 批复文件
2025Q2 2025H1 0
2025Q4 2025H2 1
    evidence: 深龙华质联〔2025〕示例19号
2026Q2 2026H1 1

new-metrology-centres market-regulation 批复文件
2025Q2 2025H1 0
2025Q4 2025H2 0
2026Q2 2026H1 0
    note: 申报材料已通过省局形式审查。

new-standards market-regulation 标准信息平台
2025Q1 - 6
2025Q2 - 17
2025Q3 - 30
2025Q4 - 45
2026Q1 - 58
2026Q2 2026Q1 55 revised
    reason: 三项团体标准与上年重复计列，予以核减。
2026Q2 - 69
    cause: 多项团体标准仍在征求意见。
    measures: 开辟低空经济、人工智能标准立项绿色通道。
    owner: 郑一（标准化科）
    measures_by: 2026-09-30
2026Q3 - 86
    cause: 国家和行业标准周期长，已立项未发布的有37项。
    measures: 逐项倒排发布时间；四季度集中发布一批团体标准。
    owner: 郑一（标准化科）
    measures_by: 2027-03-31

certified-enterprises market-regulation 认证认可信息平台
2025Q1 - ?国家平台数据尚未开放下载
2025Q2 2025Q1 3976
2025Q2 - 4058
2025Q3 - 4170
2025Q4 - 4312
2026Q1 - 4406
2026Q2 - 4498
2026Q3 - 4590

energy-per-gdp development-reform 能源统计年报
2025Q3 2024 0.214
2026Q3 2025 ?市统计局预计11月反馈2025年能耗核定数

water-per-gdp water 水资源公报
2025Q3 2024 7.85

co2-per-gdp ecology 碳排放核算报告
2025Q3 2024 0.286
2026Q3 2025 0.279

good-air-share ecology 环境空气自动监测
2025Q1 - 97.8
2025Q2 - 97.2
2025Q3 - 96.4
2025Q4 - 95.9
2026Q1 - 97.5
2026Q2 - 96.8
2026Q3 - 96.0

good-water-share ecology 地表水监测月报
2025Q1 - 80.4
2025Q2 - 80.8
2025Q3 - 81.0
    cause: 汛期两处断面短时超标。
    measures: 排查雨污混接点，整改12处。
    owner: 冯二（水科）
    measures_by: 2025-12-31
2025Q4 - 81.5
2026Q1 - 81.7
    cause: 枯水期补水不足。
    measures: 优化再生水补水调度。
    owner: 冯二（水科）
    measures_by: 2026-06-30
2026Q2 - 82.1
    outcome: 再生水补水调度方案已执行，枯水期断面改善。
    cause: 一处支流溢流污染尚未根治。
    measures: 推进支流截流改造，9月底前完成七成。
    owner: 冯二（水科）
    measures_by: 2026-09-30
2026Q3 - 82.4
    outcome: 支流截流改造完成六成，比承诺少一成。
    cause: 支流截流改造受交叉施工影响，两处断面仍有波动。
    measures: 与区水务局联合调度，12月底前完成剩余改造；对两处断面加密监测。
    owner: 冯二（水科）
    measures_by: 2026-12-31
    request: 请协调交叉施工路段的占道审批。

accident-death-rate emergency 生产安全事故统计
2026Q1 2025 1.34
    cause: 小型工程和零星作业事故占比偏高。
"""

# What was reported of the actions: an action and who acts, then one line for each report: the filing, the
# state and the progress. Deeper lines go into the filing as they stand; {a-b} is a figure for the die.
REPORTS = """
1.1 science
2025Q1 推进 征集企业技术需求46项，促成联合实验室签约1家。
2025Q3 推进 新增联合实验室2家，累计3家。
2026Q1 推进 举办“企业出题、联合解题”对接会2场。
2026Q3 推进 联合实验室累计6家，转化成果11项。

1.2 market-regulation
2025Q3 推进 完成智能终端、高端医疗器械两个产业的图谱初稿。
2026Q1 推进 人工智能、低空经济图谱完成数据采集。
2026Q3 推进 五个重点产业图谱完成四个，余下一个计划12月发布。

1.3 market-regulation
2025Q2 推进 建立重点产业集群有效发明专利季度监测。
2026Q2 推进 开展高价值专利培育，入库项目28个。

1.4 science
2025Q2 推进 受理研发投入支持项目申报312个。
2026Q2 推进 兑现研发投入支持项目205个。

1.5 science
2025Q4 推进 研究院完成选址和建设方案评审。
2026Q3 推进 研究院一期装修完成，首批团队12个入驻。

1.5 development-reform
2026Q1 推进 研究院建设列入区重大项目计划。

1.6 science
2025Q4 推进 “6+X”工程首批任务清单印发。
2026Q2 推进 已落地任务9项。

1.7 industry
2025Q3 推进 遴选数字化质量管理试点企业14家。
2026Q2 推进 试点企业验收8家，形成典型案例5个。

2.1 development-reform
2025Q2 推进 完成重点用能单位碳排放摸底。
2026Q1 推进 编制碳排放双控年度分解方案。

2.2 ecology
2025Q2 推进 印发低碳社区、零碳园区创建指引。
2026Q2 推进 指导申报低碳社区9个、零碳园区2个。

2.2 subdistricts
2025Q4 推进 选定低碳社区创建点{1-3}个，完成现状调查。
2026Q2 推进 低碳社区完成改造项目{2-6}项。

2.3 ecology
2025Q1 推进 落实“深圳蓝”年度任务，检查涉气企业186家次。
2025Q4 推进 完成涉气企业治理设施升级31家。
2026Q3 推进 开展臭氧污染季节应对，夜查23次。

2.4 housing-construction
2025Q1 推进 工地扬尘在线监测接入率100%。
2025Q3 推进 检查工地410个次，责令整改57个。
2026Q1 推进 推广雾炮、围挡喷淋标准化工地23个。
2026Q3 推进 检查工地436个次，扬尘立案9宗。

2.5 water
2025Q1 推进 排查重点水体排口214个。
2025Q2 推进 重点水体巡查610公里次，整改问题21个。
2025Q4 推进 完成暗涵清淤6.3公里。
2026Q1 推进 观澜河生态补水调度方案印发。
2026Q2 推进 重点水体巡查1260公里次，整改问题38个。

2.6 ecology
2025Q3 推进 减污降碳协同创新试点方案获批复。
2026Q1 推进 试点项目开工5个。

2.7 industry
2025Q4 推进 “绿色智造赋能计划”入库企业36家。
2026Q3 推进 清洁生产审核通过企业22家。

2.9 development-reform
2025Q3 推进 举办产品碳足迹核算培训1场，参训企业63家。

2.10 ecology
2025Q2 推进 近零碳排放区试点项目完成设计。
2026Q1 推进 试点项目主体改造完成。
2026Q3 完成 近零碳排放区试点项目建成并通过验收。
    on: 2026-09-18
    evidence: 深龙华质联〔2026〕示例36号

3.1 market-regulation
2025Q4 推进 启动放心消费示范、消费秩序规范两项行动。
    quantity: 2
2026Q3 推进 五大行动已完成三项，余下两项年内部署。
    quantity: 3
    evidence: 深龙华质联〔2026〕示例38号

3.1 commerce
2025Q4 推进 品牌服务提质行动方案征求意见。
2026Q2 推进 创建品质消费街区2条。

3.1 culture-tourism
2025Q2 推进 整治文旅消费投诉热点3类。
2026Q1 推进 文旅场所放心消费承诺单位达到85家。

3.1 subdistricts
2025Q2 推进 创建放心消费承诺单位{12-40}家。
2026Q2 推进 放心消费承诺单位累计{45-90}家。

3.2 commerce
2025Q3 推进 建立预付式经营风险预警清单。
2026Q3 推进 预付式经营备案企业138家，处置投诉412宗。

3.2 culture-tourism
2025Q3 推进 排查体育健身预付式门店96家。
2026Q3 推进 推动健身门店接入资金存管31家。

3.3 commerce
2025Q4 推进 规划中期成果通过专家咨询。
2026Q1 推进 规划送审稿征求各单位意见。
2026Q3 完成 龙华区十五五商贸业规划印发，晚于时限45天。
    on: 2026-08-14
    evidence: 深龙华质联〔2026〕示例33号

3.4 commerce
2025Q1 推进 完成六个街道商业网点摸底。
2025Q2 推进 北站商圈业态调整方案印发。
2026Q2 推进 新开业商业综合体1个。

4.1 key-areas
2025Q1 推进 成立试点专班，走访服装企业40家。
2025Q3 推进 试点实施方案印发，确定任务21项。
2026Q1 推进 试点任务完成9项，公共打版中心动工。
2026Q3 推进 试点任务完成17项，公共打版中心设备进场。

4.1 dalang-subdistrict
2025Q3 推进 时尚小镇服装检测服务站挂牌。
2026Q2 推进 服务企业检测打样1300批次。

4.2 market-regulation
2025Q3 推进 8个提质项目全部立项。
    quantity: 0
2026Q1 推进 养老、就业、公交等3个项目发布服务规范。
    quantity: 3
2026Q3 推进 完成5个项目，余下3个进入试运行。
    quantity: 5

4.2 justice
2025Q2 推进 公共法律服务规范完成调研。
2025Q4 推进 公共法律服务规范发布试行。
2026Q3 推进 规范在六个街道推行。

4.2 human-resources
2025Q3 推进 零工市场服务规范立项。
2026Q2 推进 零工市场服务规范试点2处。

4.2 transport
2025Q3 推进 公交站点服务规范立项。
2026Q1 推进 公交站点服务规范发布，改造站点45座。

4.3 mass-organizations
2025Q1 推进 制定5大行业党建强基行动方案。
    quantity: 0
2025Q2 推进 物流行业行动启动。
    quantity: 1
2025Q3 推进 物流行业行动深化，新建党支部3个。
    quantity: 1
2025Q4 推进 电商行业行动启动。
    quantity: 2
2026Q1 推进 服装行业行动启动。
    quantity: 3
2026Q2 推进 三个行业开展质量先锋岗评选。
    quantity: 3
2026Q3 推进 人力资源行业行动启动，余下一个行业计划11月启动。
    quantity: 4

4.4 market-regulation
2025Q4 推进 “深质贷”授信企业37家。
2026Q3 推进 “深质贷”授信企业累计92家。

4.5 commerce
2025Q2 推进 完成品牌出海需求问卷218份。
2026Q1 推进 发布品牌出海质量指引（服装、消费电子）。

4.6 commerce
2025Q3 推进 品牌出海服务窗口开设，受理咨询64宗。
2026Q3 推进 窗口受理咨询累计390宗。

4.6 justice
2025Q1 推进 组建涉外法律服务团。
2025Q3 推进 提供出海法律咨询28宗。
2026Q1 推进 发布出海合规提示2期。
2026Q2 推进 提供出海法律咨询41宗。

5.1 government-data
2025Q2 推进 平台需求调研完成。
2025Q4 推进 平台完成招标。
2026Q2 推进 平台基础模块上线，场景数据接口未全部打通。
    cause: 三个部门的数据接口标准不一，联调时间长。
    measures: 成立联调专班，按周销号。
    owner: 赵六（数据科）
    measures_by: 2026-09-30
2026Q3 推进 已接通两个部门，余下一个部门正在联调。
    cause: 余下部门系统升级，接口推迟开放。
    measures: 先以批量交换方式上线，接口开放后切换。
    owner: 赵六（数据科）
    measures_by: 2026-12-15
    request: 请协调余下部门于11月底前开放接口。

5.1 science
2025Q4 推进 提出首批场景需求18个。
2026Q2 推进 场景需求入库42个。

5.2 government-data
2025Q1 推进 发布清单1期，场景15个。
2025Q3 推进 发布清单1期，场景22个。
2026Q1 推进 发布清单1期，场景31个。

5.3 science
2025Q3 推进 遴选应用场景示范项目6个。
2026Q2 推进 示范项目累计11个。

5.4 industry
2025Q1 推进 新增上云企业120家。
2025Q4 推进 新增上云企业累计405家。
2026Q3 推进 新增上云企业累计730家。

5.5 industry
2025Q2 推进 平台入驻工业企业860家。
2026Q1 推进 平台入驻工业企业1140家。

5.6 industry
2025Q3 推进 链主企业带动供应链企业改造58家。
2026Q2 推进 发布“链式”转型案例4个。

5.7 industry
2025Q4 推进 引进数字化质量管理工具9种。

6.1 development-reform
2025Q1 推进 完成生产性服务业重点企业名录。
2025Q4 推进 出台生产性服务业支持措施。
2026Q3 推进 组织专题对接会3场。

6.2 development-reform
2025Q3 推进 北站产融结合示范区方案印发。
2026Q2 推进 新引进金融机构4家。

6.3 culture-tourism
2025Q1 推进 创意设计企业摸底512家。
2025Q4 推进 举办工程设计周。
2026Q2 推进 引进工程设计总部2家。

6.4 industry
2025Q2 推进 软件产业基地一期封顶。
2026Q1 推进 基地一期入驻企业35家。

6.5 industry
2025Q4 未启动 待上位规划明确后启动。
2026Q3 未启动 上位规划仍在编制，计划2027年一季度启动。

6.6 civil-affairs
2025Q1 推进 新增长者服务站4个。
2025Q3 推进 街道长者服务站实现全覆盖。
2026Q1 推进 家庭养老床位累计建成460张。
2026Q3 推进 养老机构等级评定完成9家。

6.6 health
2025Q2 推进 新增托位380个。
2025Q4 推进 新增托位累计910个。
2026Q3 推进 普惠托育机构累计52家。

6.6 human-resources
2025Q2 推进 家政服务员培训620人次。
2026Q1 推进 家政服务员培训1150人次。

6.6 subdistricts
2025Q3 推进 社区长者食堂运营{2-6}家。
2026Q3 推进 社区长者食堂服务{3-9}千人次，托育点{1-4}个。

6.7 market-regulation
2025Q1 推进 检验检测机构质量提升帮扶12家。
2026Q1 推进 检验检测机构营业收入统计完成，能力验证21项。

6.8 culture-tourism
2025Q2 推进 举办数字文旅展1场。
2025Q4 推进 新增数字文旅体验点3处。
2026Q3 推进 举办融合消费活动5场。

6.8 commerce
2025Q1 推进 举办促消费活动4场。
2026Q2 推进 直播电商基地新增2个。

6.9 human-resources
2025Q1 推进 制定星级评定标准。
2025Q4 推进 受理申报机构34家。
2026Q1 完成 首批星级人力资源机构21家评定公布。
    on: 2026-03-20
    evidence: 深龙华质联〔2026〕示例12号
2026Q3 完成 首批星级机构已公布，组织交流会2场。
    on: 2026-03-20
    evidence: 深龙华质联〔2026〕示例12号

6.10 development-reform
2025Q4 推进 平台可行性研究完成。
2026Q3 暂缓 与市级平台功能重叠，暂缓建设，待市级平台开放接口后再定。
    cause: 市级服务业平台计划2027年上线，功能重叠超过六成。
    measures: 先梳理接口需求，争取接入市级平台，避免重复建设。
    owner: 孙八（服务业科）
    measures_by: 2027-03-31
    request: 请区联席会议研究是否调整该项举措。

6.10 commerce
2026Q1 推进 提出商贸场景需求11项。

6.11 industry
2025Q2 推进 “数字+”场景征集32个。

7.1 market-regulation
2025Q2 推进 高端医疗器械质量提升诊断18家。
2026Q1 推进 新能源、半导体质量提升活动各1场。
2026Q3 推进 质量提升诊断累计57家。

7.2 key-areas
2025Q2 推进 举办春季时尚活动1场。
2025Q4 推进 举办时装周分会场活动。
2026Q2 推进 举办时尚产业大会。

7.3 industry
2025Q4 推进 千亿级产业集群1个，另有2个超过700亿元。
    quantity: 1
2026Q3 推进 千亿级产业集群2个。
    quantity: 2

7.3 development-reform
2026Q3 推进 将集群用地需求纳入年度供应计划。

7.4 industry
2025Q4 推进 百亿级产业集群2个。
    quantity: 2
2026Q2 完成 百亿级产业集群3个，经统计部门核定。
    quantity: 3
    on: 2026-06-30
    evidence: 深龙华质联〔2026〕示例27号

7.4 development-reform
2026Q2 完成 配合完成百亿级集群认定。
    on: 2026-06-30
    evidence: 深龙华质联〔2026〕示例27号

7.5 industry
2025Q3 推进 人工智能专业园区选定，完成规划。
    quantity: 0
2026Q2 完成 龙华人工智能及机器人产业园开园。
    quantity: 1
    on: 2026-06-12
    evidence: 深龙华质联〔2026〕示例25号

7.6 science
2025Q4 推进 数据采集工厂设备到位六成。
2026Q2 推进 数据采集工厂试运行。

7.7 science
2025Q1 推进 “模力营”首期招募项目24个。
2026Q1 推进 训练营累计开办6期，学员410人。

7.8 science
2025Q3 推进 峰会筹备方案审定。
2025Q4 完成 2025人形机器人场景应用数据采集峰会举办。
    on: 2025-11-20
    evidence: 深龙华质联〔2025〕示例16号

7.9 industry
2025Q4 推进 遴选创建园区5个。
2026Q2 推进 授牌人工智能专业园区2个。

7.9 subdistricts
2026Q1 推进 推荐创建园区{1-2}个，完成空间摸底{4-12}万平方米。

7.10 science
2025Q2 推进 智慧教育、智慧医疗场景立项7个。
2026Q3 推进 场景投用累计15个。

7.11 development-reform
2025Q2 推进 物流运输网开通航线18条。
    quantity: 1
2026Q1 推进 物流运输、社区配送两张网初步成形。
    quantity: 2
2026Q3 推进 城市治理网投用，低空载人网完成试飞。
    quantity: 3

8.1 science
2025Q2 推进 集成电路测试产业园主体施工。
2026Q1 推进 医疗器械创新中心新平台启用。

8.1 industry
2026Q2 推进 测试产业园入驻企业9家。

8.2 market-regulation
2025Q4 推进 质量强链项目立项3个，链员企业61家。
2026Q2 推进 质量强链项目共享检测设备240台套。

8.3 industry
2026Q3 未启动 申报条件尚不具备，先行培育。

8.4 industry
2025Q1 推进 撮合产业空间供需86宗。
2026Q1 推进 新供应产业空间42万平方米。

8.4 subdistricts
2025Q1 推进 走访企业{25-60}家，收集空间诉求{5-15}条。
2025Q3 推进 盘活产业空间{1-5}万平方米。
2026Q1 推进 走访企业{30-70}家，解决空间诉求{4-12}条。
2026Q3 推进 盘活产业空间{2-6}万平方米。

8.5 development-reform
2025Q3 推进 半导体专业园区完成定位研究。
2026Q2 推进 产业链公共服务平台立项。

8.6 industry
2025Q3 推进 组织企业参加市级供需对接会2场。

9.1 market-regulation
2025Q1 推进 例行监测农产品1260批次。
2025Q4 推进 全年例行监测农产品5310批次。
2026Q3 推进 例行监测农产品4120批次。

9.2 market-regulation
2025Q3 推进 承诺达标合格证开证主体118家。
2026Q2 推进 承诺达标合格证开证主体163家。

9.4 market-regulation
2025Q2 推进 食品监督抽检3900批次。
2026Q2 推进 食品监督抽检4200批次，处置不合格96批次。

9.5 market-regulation
2025Q4 推进 食药科普基地改造开工。
2026Q3 完成 食药科普教育基地改造后重新开放，接待1.2万人次。
    on: 2026-09-22
    evidence: [深龙华质联〔2026〕示例37号, 演示材料/食药科普基地验收表]

9.6 market-regulation
2025Q3 推进 药品零售企业检查率100%。
2026Q1 推进 药化生产企业质量体系检查26家。

10.1 market-regulation
2025Q2 推进 消费品质量升级行动方案印发。
2026Q1 推进 完成儿童用品、小家电质量比对2类。

10.2 commerce
2025Q1 推进 家电以旧换新补贴3.6万台。
2025Q4 推进 汽车以旧换新补贴1.1万辆。
2026Q2 推进 电动自行车以旧换新4800辆。

10.3 industry
2025Q2 推进 优质制造标杆企业评选12家。
2026Q3 推进 全过程质量控制改造企业44家。

10.4 industry
2026Q1 推进 新增市级工业设计中心3个。

11.1 housing-construction
2025Q2 推进 在建项目质量终身责任承诺书签订率100%。
2026Q2 推进 开展首要责任落实检查2轮。

11.2 housing-construction
2025Q2 推进 建材抽检620组，不合格9组已退场。
2025Q4 推进 建材抽检全年1980组。
2026Q3 推进 建材抽检1530组。

11.3 housing-construction
2025Q4 推进 绿色建材应用示范项目6个。
2026Q2 推进 装配式建筑新开工占比提高。

11.4 housing-construction
2025Q3 推进 创建质量管理标准化示范项目8个。
2026Q1 推进 示范项目观摩会2场。

11.5 housing-construction
2026Q1 推进 推荐国家优质工程奖申报项目2个。

12.1 industry
2025Q4 推进 支持企业增设软件公司7家。

12.1 market-regulation
2025Q2 推进 检测认证机构服务企业450家次。
2025Q4 推进 知识产权托管服务企业120家。
2026Q2 推进 检测认证机构服务企业520家次。

12.2 culture-tourism
2025Q1 推进 星级旅游饭店服务质量暗访6家。
2025Q3 推进 文化场馆延时开放11处。
2026Q1 推进 旅游服务质量培训320人次。

12.2 housing-construction
2025Q1 推进 物业服务质量评价覆盖小区190个。
2026Q1 推进 物业服务质量评价覆盖小区260个。

12.2 health
2025Q2 推进 健康服务机构质量评价36家。
2026Q1 推进 健康体检机构质量控制检查21家。

12.2 subdistricts
2025Q1 推进 整改物业、餐饮服务问题{8-25}宗。
2025Q4 推进 评选优质服务门店{5-18}家。
2026Q3 推进 整改物业、餐饮服务问题{10-28}宗。

12.3 health
2025Q1 推进 区属医院招聘卫生技术人员146人。
2025Q3 推进 引进学科带头人5名。
2026Q1 推进 区属医院招聘卫生技术人员203人。

12.4 health
2025Q3 推进 两家医院改扩建主体封顶。
2026Q2 推进 一家医院改扩建工程投用。

12.5 health
2025Q4 推进 执业（助理）医师比上年增加310人。
2026Q3 推进 执业（助理）医师比上年末增加265人。

12.6 government-data
2025Q1 推进 “一件事”集成办事项28项。
2025Q3 推进 视频办事项扩至120项。
2026Q1 推进 上门办服务1300人次。
2026Q3 推进 集成办事项累计52项。

12.7 education
2025Q1 推进 新增公办学位项目开工5个。
2025Q2 推进 学校食堂质量管理检查全覆盖。
2025Q3 推进 秋季新增公办学位1.1万个。
2025Q4 推进 校园质量教育活动37场。
2026Q1 推进 新开工学校项目4个。
2026Q2 推进 课后服务满意度调查完成。
2026Q3 推进 秋季新增公办学位0.9万个。

12.7 human-resources
2025Q3 推进 发放就业补贴4300人次。
2026Q3 推进 举办招聘会58场。

12.7 health
2025Q2 推进 新增社康机构3家。
2025Q4 推进 家庭医生签约服务扩至21万人。
2026Q2 推进 新增社康机构2家。

12.7 housing-construction
2025Q3 推进 配租保障性住房1100套。
2026Q1 推进 配租保障性住房900套。
2026Q3 推进 保障性住房新开工两个项目。

12.7 civil-affairs
2025Q2 推进 社会救助“一键申请”上线。
2025Q4 推进 救助对象动态核查2轮。
2026Q2 推进 社会救助办理时限压缩三成。

12.7 transport
2025Q1 推进 优化公交线路7条。
2025Q2 推进 新增慢行道6.5公里。
2025Q4 推进 优化公交线路全年19条。
2026Q2 推进 整治拥堵点8处。
2026Q3 推进 学校周边交通微循环改造11处。

12.7 culture-tourism
2025Q2 推进 公益文化活动410场次。
2025Q4 推进 新增图书馆服务点7处。
2026Q2 推进 公益文化活动460场次。

12.8 market-regulation
2025Q4 推进 公共服务质量监测方案印发。
2026Q1 推进 公共服务质量监测报告发布。

12.10 government-data
2025Q4 未启动 待粤港澳服务机构名录确定后启动。
2026Q2 推进 名录收集服务机构140家，系统设计开始。

13.1 market-regulation
2025Q1 推进 精益生产辅导企业9家。
2025Q3 推进 卓越绩效管理辅导企业15家。
2026Q3 推进 质量工具辅导企业累计74家。

13.2 market-regulation
2025Q2 推进 质量技术攻关项目征集45个。

13.3 market-regulation
2025Q3 推进 首席质量官培训2期，160人。
2026Q2 推进 首席质量官培训累计5期，430人。

14.1 commerce
2025Q3 推进 辅导“广东老字号”申报企业3家。
2025Q4 推进 一家企业获评“广东老字号”。
2026Q1 推进 老字号进商圈活动2场。

14.2 market-regulation
2025Q1 推进 质量奖申报动员会1场。
2026Q1 推进 辅导市长质量奖申报企业6家。

14.2 subdistricts
2025Q2 推进 推荐质量奖申报企业{1-4}家。
2025Q4 推进 走访质量奖后备企业{3-9}家。
2026Q2 推进 推荐质量奖申报企业{2-5}家。

14.3 market-regulation
2025Q4 推进 “圳品”全年新增16个。
2026Q3 推进 “圳品”累计新增31个。

14.4 commerce
2025Q2 推进 组织“深圳100强”企业交流1场。
2026Q3 推进 推荐企业7家。

14.5 market-regulation
2025Q3 推进 知识产权纠纷快速处理134宗。
2026Q2 推进 知识产权纠纷快速处理210宗。

14.6 market-regulation
2025Q1 推进 查处商标侵权案件21宗。
2025Q4 推进 查处商标侵权案件全年96宗。
2026Q3 推进 查处商标侵权案件72宗。

15.1 market-regulation
2025Q1 推进 低空经济标准专班成立。
2026Q3 推进 人工智能、低空经济标准立项37项。

15.1 industry
2025Q3 推进 组织企业参与标准研制26项。

15.2 market-regulation
2025Q4 推进 企业标准“领跑者”新增8家。

15.3 market-regulation
2026Q1 未启动 申报条件梳理中。

15.3 science
2026Q1 推进 推荐质量标准实验室候选单位2家。

15.4 development-reform
2025Q1 推进 试点示范项目摸底。
2026Q1 推进 获批市级标准化试点3个。

15.5 science
2025Q1 推进 检验检测技术研发项目立项6个。
2026Q2 推进 检验检测技术研发项目结题4个。

15.6 market-regulation
2025Q2 推进 中小微企业认证提升行动启动，帮扶120家。
2026Q2 推进 帮扶企业累计410家，获证268家。

16.1 market-regulation
2025Q4 推进 国家级质量基础设施落地1个。
    quantity: 1
2026Q3 推进 国家级质量基础设施落地2个，另1个进入评审。
    quantity: 2

16.1 science
2026Q3 推进 创新中心（智能光电传感）完成场地改造。

16.2 market-regulation
2025Q2 推进 “一站式”服务站点升级5处。
2026Q1 推进 “一站式”平台服务企业1900家次。

16.3 data-company
2025Q1 推进 算力中心方案论证。
2025Q3 推进 算力中心机房改造开工。
2026Q1 推进 算力中心一期设备上架。
2026Q3 推进 调度系统联调，计划11月中旬上线。
    cause: 设备到货晚两个月。
    measures: 联调与试运行并行，11月15日前完成验收。
    owner: 周九（算力部）
    measures_by: 2026-11-15

16.4 data-company
2025Q2 推进 接入边缘数据中心2个。
2025Q4 推进 接入边缘数据中心4个。
2026Q2 推进 接入边缘数据中心7个。

17.2 market-regulation
2025Q3 推进 产品质量监督抽查计划改为按风险分级。
2026Q1 推进 监督抽查1150批次，不合格处理率100%。

17.3 market-regulation
2025Q1 推进 网络交易商品抽检180批次。
2025Q3 推进 网络交易商品抽检累计520批次。

17.4 housing-construction
2025Q3 推进 查处工程质量违法案件6宗。
2026Q3 推进 查处工程质量违法案件8宗。

17.4 subdistricts
2025Q2 推进 巡查小散工程{60-140}处，整改{5-22}处。
2025Q4 推进 巡查小散工程{70-150}处，整改{6-20}处。
2026Q1 推进 巡查小散工程{50-130}处，整改{4-18}处。
2026Q2 推进 巡查小散工程{80-160}处，整改{7-24}处。

17.5 market-regulation
2025Q2 推进 检验检测报告专项检查机构14家。
2026Q3 推进 查处虚假检验检测报告2宗。

17.5 emergency
2025Q1 推进 联合检查检测机构5家。
2025Q2 推进 安全评价报告抽查30份。
2025Q3 推进 移送线索1宗。
2025Q4 推进 安全评价报告抽查全年112份。
2026Q1 推进 联合检查检测机构6家。
2026Q2 推进 安全评价报告抽查41份。
2026Q3 推进 安全评价机构信用评价公布。

18.1 market-regulation
2025Q2 推进 质量技术服务进园区12场。
2026Q3 推进 质量技术服务进园区31场。

18.2 market-regulation
2025Q3 推进 质量公益短片制作2部。
2026Q3 推进 质量月主题海报、短片发布。

18.3 market-regulation
2025Q3 推进 质量月活动26场。
2026Q3 推进 质量月活动33场，参与1.5万人次。
"""

HIGHLIGHTS = """
2025Q4 science 高标准办好人形机器人场景应用数据采集峰会，发布场景需求18个。
2025Q4 market-regulation 新增省级质检中心1家，食品抽检合格率全年首次超过98%。
2026Q1 human-resources 首批星级人力资源机构21家公布。
2026Q1 science 高新技术企业达到4436家，提前达到2027年目标。
2026Q2 market-regulation 新获政府质量奖1项，累计2项。
2026Q2 industry 龙华人工智能及机器人产业园开园；百亿级产业集群达到3个。
2026Q3 ecology 近零碳排放区试点项目通过验收，单位GDP二氧化碳排放量继续下降。
2026Q3 market-regulation 质量月活动33场；食药科普教育基地重新开放。
"""

# Filed after the due day, which is the 20th of the month after the quarter.
LATE = {
    ("culture-tourism", "2025Q1"): "2025-04-24",
    ("commerce", "2025Q2"): "2025-07-23",
    ("guanlan-subdistrict", "2025Q2"): "2025-07-28",
    ("water", "2025Q4"): "2026-01-26",
    ("key-areas", "2026Q1"): "2026-04-22",
    ("data-company", "2026Q2"): "2026-07-27",
    ("transport", "2026Q3"): "2026-10-23",
    ("culture-tourism", "2026Q3"): "2026-10-28",
    ("fucheng-subdistrict", "2026Q3"): "2026-10-22",
}
NOT_FILED = {("water", "2026Q3")}

README = """\
# 演示数据

**本文件夹里的数值、填报、姓名、文号全部虚构，不代表龙华区任何一项指标的实际情况。**
只有指标和任务的名称、目标值与分工，照《深圳市龙华区质量强区培育建设工作方案（2025—2027年）》。

26 个单位自 2025 年第一季度起按季填报，截至 2026 年 10 月 30 日（2026 年第三季度锁定之日）共 7 个季度。
用来看各种状态是什么样子。在 `qstrong demo` 写出的文件夹里运行（在 qstrong 的仓库里，
命令后加 `--data examples/demo`）：

```
qstrong status
```

看点：

| 看什么 | 在哪里 |
|---|---|
| 已达目标；截至本期创新高 | 高新技术企业数；住建、交通工程一次性通过竣工验收合格率 |
| 超序时进度、基本达序时进度、保持达标、历年均达到 | 第 7、6、34、3 项 |
| 保持下降、单步指标、年度目标 | 第 33、26、30 项 |
| 略低于序时进度（临界、达标后回落、未说明原因或措施） | 第 8、35 项（第 29、15、36 项） |
| 滞后、暂未创新高、差于基期 | 第 9、13 项，第 18 项，第 11 项 |
| 未到报送时间、待统计部门反馈、未报送 | 第 1 项，第 14、31 项，第 4、32 项 |
| 缺基期、缺上年同期数 | 第 21 项，第 10 项 |
| 初步数、已修订、暂定基期 | 第 3、20、22 项 |
| 累计值推算近四个季度（TTM） | 第 7—9、11 项 |
| 举措逾期、临期、暂缓、逾期完成 | 5.1，16.3，6.10，3.3（时限为演示用） |
| 迟报、未报 | 区文化广电旅游体育局等；区水务局 2026 年第三季度 |

看历史的命令（`log`、`diff`、`owners`）要用 git：先在文件夹里 `git init`、`git add -A`、`git commit`。
在 `qstrong demo` 写出的文件夹里，什么都可以改。仓库里的这一份由 `make_demo.py` 写成，请勿手改。

## In English

**Everything in this folder is made up: values, filings, names and document numbers say nothing about
Longhua.** Only the names, target values and assignments are those of the district's plan for 2025–2027.

26 units file for seven quarters, 2025Q1 to 2026Q3, seen from 2026-10-30, the day on which 2026Q3 closed, so
that every status that can occur before the deadline can be looked at. In a folder that `qstrong demo` wrote
(in qstrong's repository add `--data examples/demo`):

```
qstrong status --lang en
```

| What to look at | Where |
|---|---|
| Achieved; New high so far | target 2; targets 17, 19 |
| Ahead, Nearly on track, Maintained, Met every year | targets 7, 6, 34, 3 |
| Still falling, Step still ahead, Milestone met | targets 33, 26, 30 |
| Slightly behind (borderline, met then lost, nothing explained) | targets 8, 35 (29, 15, 36) |
| Behind, No new high yet, Worse than baseline | targets 9 and 13, 18, 11 |
| Not due yet, Pending, Not reported | targets 1, 14 and 31, 4 and 32 |
| No baseline, no figure of a year ago | targets 21, 10 |
| Preliminary, revised, provisional baseline | targets 3, 20, 22 |
| Year to date made trailing twelve months | targets 7–9, 11 |
| Actions overdue, due soon, suspended, done late | 5.1, 16.3, 6.10, 3.3 (`qstrong show 5.1`) |
| Filed late, not filed | the Culture, Broadcasting, Tourism and Sports Bureau; the Water Bureau for 2026Q3 |

What looks at history (`log`, `diff`, `owners`) needs git: `git init`, `git add -A`, `git commit` in the
folder first. Change what you like there. The repository's copy is written by
`make_demo.py`: don't edit it by hand.
"""


class Story:
    """What all units file: entries as lines of YAML, by unit and quarter."""

    def __init__(self, units: list[str], order: list[str]) -> None:
        self.units = units
        self.observations: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.actions: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.highlights: dict[tuple[str, str], str] = {}
        self.dice = random.Random(SEED)
        for head, reports in blocks(VALUES):
            name, unit, source = head.split()
            for line, deeper in reports:
                quarter, period, value, *flag = line.split()
                self.observations[unit, quarter].append(
                    observation(name, period, value, flag, source, deeper)
                )
        for entries in self.observations.values():
            entries.sort(key=lambda entry: order.index(entry.split(maxsplit=3)[2]))
        for head, reports in blocks(REPORTS):
            name, unit = head.split()
            members = [u for u in units if u.endswith("-subdistrict")] if unit == "subdistricts" else [unit]
            for line, deeper in reports:
                quarter, state, progress = line.split(" ", 2)
                for member in members:
                    self.actions[member, quarter].append(report(name, state, self.roll(progress), deeper))
        for line in HIGHLIGHTS.strip().splitlines():
            quarter, unit, text = line.split(" ", 2)
            self.highlights[unit, quarter] = text

    def throw(self, low: int, high: int) -> int:
        """A whole number from *low* to *high*."""
        return low + int(self.dice.random() * (high - low + 1))

    def roll(self, text: str) -> str:
        """*text* with each {a-b} replaced by a figure in between."""
        return re.sub(r"\{(\d+)-(\d+)\}", lambda found: str(self.throw(*map(int, found.groups()))), text)

    def filings(self) -> Iterator[tuple[str, str]]:
        """Paths and texts of all filings."""
        for number, unit in enumerate(self.units):
            for quarter in QUARTERS:
                filed = self.filed(unit, quarter)
                if (unit, quarter) not in NOT_FILED:
                    yield f"progress/{unit}/{quarter}.yaml", self.filing(number, unit, quarter, filed)

    def filed(self, unit: str, quarter: str) -> str:
        """The day of filing: a working day from the 9th to the 19th, unless it is a late one."""
        year, months = int(quarter[:4]), int(quarter[5]) * 3
        day = date(year + months // 12, months % 12 + 1, 9) + timedelta(days=self.throw(0, 8))
        day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
        return LATE.get((unit, quarter), day.isoformat())

    def filing(self, number: int, unit: str, quarter: str, filed: str) -> str:
        """One filing, as a clerk would write it."""
        key = unit, quarter
        lines = [f"unit: {unit}", f"period: {quarter}", f"filed: {filed}"]
        lines.append(f"prepared_by: {NAMES[number % 10]}")
        if number % 3 < 2:
            lines.append(f"reviewed_by: {NAMES[(number + 3) % 10]}")
        if number % 2 == 0:
            lines.append(f"approved_by: {NAMES[(number + 7) % 10]}")
        if number % 5 == 3:
            lines.append(f"signed: 深龙华质联〔{filed[:4]}〕示例{100 + number}号")
        if key in self.highlights:
            lines.append(f"highlights: {self.highlights[key]}")
        if not self.observations[key] and not self.actions[key]:
            raise ValueError(f"{unit} files nothing for {quarter}")
        text = NOTICE + "\n".join(lines) + "\n"
        for name, entries in (("observations", self.observations[key]), ("actions", self.actions[key])):
            text += f"{name}:\n{''.join(entries)}" if entries else ""
        return text


def blocks(table: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The blocks of *table*: a head, and its lines, each with the deeper ones below it."""
    for block in table.strip().split("\n\n"):
        head, *rest = block.splitlines()
        lines: list[tuple[str, str]] = []
        for line in rest:
            if line.startswith(" "):
                first, deeper = lines[-1]
                lines[-1] = first, f"{deeper}{line}\n"
            else:
                lines.append((line, ""))
        yield head, lines


def observation(name: str, period: str, value: str, flag: list[str], source: str, deeper: str) -> str:
    """One observation as lines of YAML."""
    lines = [f"  - indicator: {name}"]
    if value.startswith("?"):
        lines.append(f"    pending: {value[1:]}")
    else:
        number, *last_year = value.split("/")
        lines.append(f"    value: {number}")
        lines += [f"    last_year: {one}" for one in last_year]
    lines += [f"    period: {period}"] * (period != "-")
    lines += [f"    flag: {one}" for one in flag]
    lines += [f"    source: 演示数据：{source}"] * (not value.startswith("?"))
    return "\n".join(lines) + "\n" + deeper


def report(name: str, state: str, progress: str, deeper: str) -> str:
    """One report on an action as lines of YAML."""
    return f'  - action: "{name}"\n    state: {STATES[state]}\n    progress: {progress}\n{deeper}'


def declared() -> dict[str, str]:
    """The made-up lines of targets.yaml, by target."""
    lines: dict[str, str] = {}
    name = ""
    for line in DECLARED.strip().splitlines():
        if line.startswith(" "):
            lines[name] += f"{line}\n"
        else:
            name, _, value = line.partition(" = ")
            figure = f"    baseline: {{period: 2024, value: {value}, source: {SOURCE}}}\n"
            lines[name] = figure if value else ""
    return lines


def targets_text(plan: str) -> str:
    """data/targets.yaml with the demo's plan block, and made-up figures in place of published ones."""
    made_up = declared()
    text, name, published = TARGETS_HEAD, "", False
    for line in plan[plan.index("groups:\n") :].splitlines(keepends=True):
        found = re.match(r"  - id: (\S+)", line)
        name = found[1] if found else name
        published = line.rstrip() in {"    baseline:", "    history:"} or (
            published and line.startswith("      ")
        )
        if line.startswith("    clause:"):
            text += made_up.pop(name, "")
        text += "" if published else line
    if made_up:
        raise ValueError(f"no such targets: {sorted(made_up)}")
    return text


def tasks_text(plan: str) -> str:
    """data/tasks.yaml with made-up due dates for a few actions."""
    due = dict(DUE)
    text, name = TASKS_HEAD, ""
    for line in plan.splitlines(keepends=True):
        found = re.match(r'      - id: "([0-9.]+)"', line)
        name = found[1] if found else name
        text += line
        if line.startswith("        title:") and name in due:
            text += f"        due: {due.pop(name)}  # 演示用\n"
    if due:
        raise ValueError(f"no such actions: {sorted(due)}")
    return text


def write(out: Path, data: Path) -> dict[str, str]:
    """Write the demo into *out*, which is empty or holds an older one, from the plan in *data*; its texts."""
    older = out / "targets.yaml"
    if older.exists() and not older.read_text(encoding="utf-8").startswith(NOTICE):
        raise SystemExit(f"{out}: 不是演示数据，没有覆盖 / not a demo, left alone")
    plan, tasks, units = (
        (data / f"{name}.yaml").read_text(encoding="utf-8") for name in ("targets", "tasks", "units")
    )
    order = re.findall(r"^  - id: (\S+)", plan, flags=re.MULTILINE)
    ids = re.findall(r"^  - id: (\S+)", units[: units.index("\ngroups:")], flags=re.MULTILINE)
    files = {
        "README.md": README,
        "targets.yaml": targets_text(plan),
        "tasks.yaml": tasks_text(tasks),
        "units.yaml": UNITS_HEAD + units,
        **dict(Story(ids, order).filings()),
    }
    shutil.rmtree(out / "progress", ignore_errors=True)
    for name, text in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return files


def packed(files: dict[str, str]) -> str:
    """What `qstrong demo` writes: texts by their paths in a new folder, where data lie in data/."""
    placed = {name if name == "README.md" else f"data/{name}": text for name, text in files.items()}
    return json.dumps(placed, ensure_ascii=False, indent=0) + "\n"


def write_history(out: Path, data: Path) -> None:
    """Write the demo into a new git repository *out*: a commit a quarter, tagged, on the day it closed."""
    write(out / "data", data)
    filings = {path: path.read_bytes() for path in (out / "data/progress").glob("*/*.yaml")}
    for path in filings:
        path.unlink()
    _git(out, "init", "-q", "-b", "main")
    _commit(out, "方案 / the plan", "2025-01-01")
    for quarter in QUARTERS:
        for path, text in filings.items():
            if path.stem == quarter:
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(text)
        year, index = int(quarter[:4]), int(quarter[5])
        closed = date(year + (index == 4), index * 3 % 12 + 1, 30)  # 30 days after the quarter's end
        _commit(out, f"{quarter} 填报 / filings", closed.isoformat())
        _git(out, "tag", quarter)


def _commit(out: Path, message: str, day: str) -> None:
    _git(out, "add", "-A")
    _git(out, "commit", "-q", "-m", message, day=day)


def _git(out: Path, *words: str, day: str = "2025-01-01") -> None:
    who = {"NAME": "演示", "EMAIL": "demo@example.org", "DATE": f"{day}T12:00:00+08:00"}
    made = {f"GIT_{role}_{key}": text for role in ("AUTHOR", "COMMITTER") for key, text in who.items()}
    subprocess.run(["git", *words], cwd=out, env=os.environ | made, check=True)  # noqa: S603, S607


def main() -> None:
    """Write the demo into the folder named on the command line, or beside this script and in the package."""
    here = Path(__file__).resolve().parent
    words = sys.argv[1:]
    if words[:1] == ["--history"]:
        write_history(Path(words[1]), here.parent / "data")
    elif words:
        write(Path(words[0]), here.parent / "data")
    else:
        inside = here.parent / "qstrong/cli/setup/demo.json"
        inside.write_bytes(packed(write(here / "demo", here.parent / "data")).encode())


if __name__ == "__main__":
    main()
