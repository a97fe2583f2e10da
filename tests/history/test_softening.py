"""A plan made easier while it runs: `diff` says so before all else, `validate --history` asks.

A row is what somebody does to the plan of a small repository in which filings were made.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qstrong.read.dataset import Loaded, load
from qstrong.read.source import Source
from tests.conftest import Run
from tests.history.repo import Repo
from tests.problems.specimens import HERE

pytestmark = pytest.mark.posix
Act = Callable[[Repo], object]
DAY = "2025-10-15"
PLAN, TASKS, UNITS = "data/targets.yaml", "data/tasks.yaml", "data/units.yaml"
Q2 = "data/progress/finance/2025Q2.yaml"
MORE = """\
  - id: energy
    name: {zh: 能耗, en: Energy}
    group: economy
    kind: level
    op: "<"
    value: 2
    uom: 吨
    measure: stock
    frequency: quarter
    decimals: 2
    reporters: [finance]
    tasks: [1]
    baseline: {period: 2024, value: 3, source: 公报}
    milestones: {2026: 2.10}
    binding: true
    due_days: 10
  - id: kept
    name: {zh: 保持, en: Kept}
    group: economy
    kind: level
    op: ">="
    value: 90
    uom: "%"
    measure: rate
    frequency: quarter
    decimals: 0
    reporters: [finance]
    tasks: [1]
    keep: true
  - id: satisfaction
    name: {zh: 满意度, en: Satisfaction}
    group: economy
    kind: trend
    direction: up
    uom: 分
    measure: rate
    frequency: annual
    decimals: 2
    reporters: [finance]
    tasks: [1]
    baseline: {period: 2024, value: 80, source: 公报}
  - id: ports
    name: {zh: 吞吐量, en: Ports}
    group: economy
    kind: record
    uom: 万吨
    measure: stock
    frequency: annual
    decimals: 0
    reporters: [finance]
    tasks: [1]
    history: [{period: 2023, value: 500}, {period: 2022, value: 400}]
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    made = Repo.new(tmp_path_factory.mktemp("soft") / "work")
    shutil.copytree(HERE / "base", made.path / "data")
    made.edit(PLAN, "  as_of: 2025-07-25\n", "  severity: {Q308: {level: warning, reason: 要出处}}\n")
    made.edit(PLAN, "close_days: 30}", "close_days: 30, due: {2025Q3: 2025-10-20}}")
    made.write(PLAN, (made.path / PLAN).read_text("utf-8") + MORE)
    made.edit(
        PLAN,
        "    limits: [0, 100]\n",
        "    limits: [0, 100]\n    definition: {zh: 监督抽查合格率, en: Random checks}\n",
    )
    made.edit(
        TASKS,
        "en: A test centre}, units",
        "en: A test centre}, quantity: {op: '>=', value: 8, uom: 个}, units",
    )
    made.commit("基准", "2025-10-12")
    return made


@pytest.fixture
def repo(template: Repo, tmp_path: Path) -> Repo:
    shutil.copytree(template.path, tmp_path / "work", symlinks=True)
    return Repo(tmp_path / "work")


def plan(old: Any, new: Any) -> Act:
    return lambda repo: repo.edit(PLAN, old, new)


def of(name: str, old: Any, new: Any) -> Act:
    """An edit inside one target's entry."""

    def act(repo: Repo) -> None:
        text = (repo.path / PLAN).read_text("utf-8")
        head, mark, rest = text.partition(f"  - id: {name}\n")
        mine, more, tail = rest.partition("  - id: ")
        assert old in mine
        repo.write(PLAN, head + mark + mine.replace(old, new, 1) + more + tail)

    return act


def without(name: str) -> Act:
    def act(repo: Repo) -> None:
        text = (repo.path / PLAN).read_text("utf-8")
        head, _, rest = text.partition(f"  - id: {name}\n")
        repo.write(PLAN, head + "".join(rest.partition("  - id: ")[1:]))

    return act


def several(*acts: Act) -> Act:
    return lambda repo: [act(repo) for act in acts]


def method(constant: str) -> Act:
    return plan("method: {coverage: 0.80}", f"method: {{coverage: 0.80, {constant}}}")


def tasks(old: Any, new: Any) -> Act:
    return lambda repo: repo.edit(TASKS, old, new)


def units(old: Any, new: Any) -> Act:
    return lambda repo: repo.edit(UNITS, old, new)


RD = "rd-expenditure"
SOFTER: dict[str, tuple[Act, str | None, str | None, str | None]] = {
    # goals
    "a lower goal": (of(RD, "value: 145", "value: 140"), "value", "145", "140"),
    "a lower goal, by a little": (of(RD, "value: 145", "value: 144.99"), "value", "145", "144.99"),
    "a higher goal where lower is better": (of("energy", "value: 2\n", "value: 2.5\n"), "value", "2", "2.5"),
    "a lower rate of growth": (of("service-growth", "value: 6", "value: 5.5"), "value", "6", "5.5"),
    "fewer new ones": (of("new-standards", "value: 30", "value: 20"), "value", "30", "20"),
    "no longer strictly": (of("energy", 'op: "<"', 'op: "<="'), "op", "<", "<="),
    "from level to trend": (several(of("kept", 'kind: level\n    op: ">="\n    value: 90', "kind: trend\n    direction: up"), of("kept", "    keep: true\n", "")), "kind", "level", "trend"),
    "from growth to record": (of("service-growth", 'kind: growth\n    op: ">="\n    value: 6', "kind: record"), "kind", "growth", "record"),
    "turned round": (of("pass-rate", 'op: ">="', 'op: "<="'), "op", ">=", "<="),
    "a trend turned round": (of("satisfaction", "direction: up", "direction: down"), "direction", "up", "down"),
    "a smaller unit of measure": (of(RD, "uom: 亿元", "uom: 万元"), "uom", "亿元", "万元"),
    "measured otherwise": (of(RD, "measure: flow_ytd", "measure: stock"), "measure", "flow_ytd", "stock"),
    "another definition": (of("pass-rate", "监督抽查合格率", "企业自检合格率"), "definition", "监督抽查合格率 / Random checks", "企业自检合格率 / Random checks"),
    "no definition": (of("pass-rate", "    definition: {zh: 监督抽查合格率, en: Random checks}\n", ""), "definition", "监督抽查合格率", None),
    "no longer kept": (of("kept", "    keep: true\n", ""), "keep", "true", "false"),
    # what it is measured from
    "a lower baseline": (of("pass-rate", "value: 96.5", "value: 95.5"), "baseline/value", "96.5", "95.5"),
    "a higher baseline where lower is better": (of("energy", "value: 3,", "value: 4,"), "baseline/value", "3", "4"),
    "last year's figure of a flow": (of(RD, "value: 58.30", "value: 48.30"), "history/2024Q2", "2024Q2: 58.30", "2024Q2: 48.30"),
    "no figure of last year": (of(RD, "      - {period: 2024Q2, value: 58.30}\n", ""), "history/2024Q2", "2024Q2: 58.30", None),
    "a lower start of a trend": (of("satisfaction", "value: 80", "value: 70"), "baseline/value", "80", "70"),
    "a baseline of a flow": (of(RD, "value: 125.02", "value: 130"), "baseline/value", "125.02", "130"),
    "no baseline": (of("energy", "    baseline: {period: 2024, value: 3, source: 公报}\n", ""), "baseline", "2024: 3", None),
    "a lower record to beat": (of("ports", "value: 500", "value: 300"), "history/2023", "2023: 500", "2023: 300"),
    "a record forgotten": (of("ports", "{period: 2023, value: 500}, ", ""), "history/2023", "2023: 500", None),
    "a provisional baseline": (of("kept", "    keep: true\n", "    keep: true\n    provisional_baseline: true\n"), "provisional_baseline", None, "true"),
    # the path
    "a lower milestone": (of(RD, "2025: 131", "2025: 127"), "milestones/2025", "131", "127"),
    "a milestone gone": (of("energy", "    milestones: {2026: 2.10}\n", ""), "milestones/2026", "2.10", None),
    "a milestone below the line": (of("new-standards", "    measure: since_plan\n", "    measure: since_plan\n    milestones: {2025: 1}\n"), "milestones/2025", None, "1"),
    # when it is owed
    "a longer plan": (plan("end: 2027-12-31", "end: 2028-12-31"), "end", "2027-12-31", "2028-12-31"),
    "more days until it is due": (plan("due_days: 20", "due_days: 45"), "filing/due_days", "20", "45"),
    "a later close": (plan("close_days: 30", "close_days: 60"), "filing/close_days", "30", "60"),
    "a later due day of one filing": (plan("2025-10-20", "2025-12-20"), "filing/due/2025Q3", "2025-10-20", "2025-12-20"),
    "filings by half-years": (several(plan("every: quarter", "every: half"), plan("frequency: quarter", "frequency: half")), "filing/every", "quarter", "half"),
    "a later first filing": (plan("close_days: 30,", "close_days: 30, from: 2026Q1,"), "filing/from", None, "2026Q1"),
    "owed less often": (of("pass-rate", "frequency: quarter", "frequency: annual"), "frequency", "quarter", "annual"),
    "owed later": (of("energy", "due_days: 10", "due_days: 100"), "due_days", "10", "100"),
    "looked at from the past": (plan("  synthetic", "  as_of: 2025-04-30\n  synthetic"), "as_of", None, "2025-04-30"),
    "there only from a later day": (of("new-standards", "    measure: since_plan\n", "    measure: since_plan\n    added: 2026-06-30\n"), "added", None, "2026-06-30"),
    "owed every three years": (of("satisfaction", "frequency: annual", "frequency: {years: 3}"), "frequency", "annual", "{years: 3}"),
    "owed for a year that is named": (of("satisfaction", "frequency: annual", "frequency: {in: [2027]}"), "frequency", "annual", "{in: [2027]}"),
    # from a day that is past
    "a lower goal from before a close": (of("pass-rate", "    limits: [0, 100]\n", "    limits: [0, 100]\n    revised: [{on: 2025-07-30, value: 97, reason: 调}]\n"), "revised/2025-07-30", None, "{on: 2025-07-30, reason: 调, value: 97}"),
    "withdrawn before a close": (of("energy", "    binding: true\n", "    binding: true\n    withdrawn: {on: 2025-07-30, reason: 调}\n"), "withdrawn", None, "{on: 2025-07-30, reason: 调}"),
    # who answers
    "the other reporter first": (of("pass-rate", "[market, finance]", "[finance, market]"), "reporters", "market、finance", "finance、market"),
    "a reporter less": (of("pass-rate", "[market, finance]", "[finance]"), "reporters", "market、finance", "finance"),
    "an action's unit less": (tasks("units: [finance, market]}", "units: [market]}"), "units", "finance、market", "market"),
    # how it is judged
    "a lower cut": (method("on_track: 0.8"), "method/on_track", "0.95", "0.8"),
    "a lower second cut": (method("at_risk: 0.3"), "method/at_risk", "0.6", "0.3"),
    "more slack": (method("slack_on: 0.2"), "method/slack_on", "0.03", "0.2"),
    "more slack at risk": (method("slack_risk: 0.5"), "method/slack_risk", "0.1", "0.5"),
    "worse is not yet worse": (method("worsening: 0.5"), "method/worsening", "0.03", "0.5"),
    "a later half-time": (method("half_time: 0.9"), "method/half_time", "0.5", "0.9"),
    "a longer catching-up": (method("catch_up: 9"), "method/catch_up", "2", "9"),
    "more steps at once": (method("single_step: 50"), "method/single_step", "5", "50"),
    "a shorter trend": (method("trend_window: 1"), "method/trend_window", "3", "1"),
    "less coverage": (plan("coverage: 0.80", "coverage: 0.10"), "method/coverage", "0.8", "0.1"),
    "more reds before it is red": (method("share: 1"), "method/share", "1/3", "1"),
    "short of the path by more": (method("path_short: 0.5"), "method/path_short", "0.05", "0.5"),
    "any first value": (method("provisional_baseline: true"), "method/provisional_baseline", "false", "true"),
    # what is asked of values
    "wider limits": (of("pass-rate", "limits: [0, 100]", "limits: [0, 200]"), "limits", "0、100", "0、200"),
    "no limits": (of("pass-rate", "limits: [0, 100]", "limits: null"), "limits", "0、100", None),
    "fewer decimals": (of("satisfaction", "decimals: 2", "decimals: 0"), "decimals", "2", "0"),
    "a rule switched off": (plan("level: warning", 'level: "off"'), "severity/Q308", "warning", "off"),
    "another rule switched off": (plan("severity: {", 'severity: {Q305: {level: "off", reason: 不查}, '), "severity/Q305", None, "off"),
    "no longer binding": (of("energy", "    binding: true\n", ""), "binding", "true", "false"),
    # what is there at all
    "a target gone": (without("energy"), None, "能耗", None),
    "an action gone": (tasks('      - {id: "1.2", title: {zh: 建设检测中心, en: A test centre}, quantity: {op: \'>=\', value: 8, uom: 个}, units: [finance, market]}\n', ""), None, "建设检测中心", None),
    # actions
    "a later deadline": (tasks("due: 2025-06-30", "due: 2026-06-30"), "due", "2025-06-30", "2026-06-30"),
    "no deadline": (tasks("due: 2025-06-30, ", ""), "due", "2025-06-30", None),
    "a smaller quantity": (tasks("value: 8", "value: 4"), "quantity/value", "8", "4"),
    "no quantity": (tasks("quantity: {op: '>=', value: 8, uom: 个}, ", ""), "quantity", ">= 8 个", None),
    "work without an end": (tasks("due: 2025-06-30, units", "due: 2025-06-30, standing: true, units"), "standing", "false", "true"),
}  # fmt: skip

UNCLEAR = {
    "from level to trend", "from growth to record", "turned round", "a trend turned round",
    "a smaller unit of measure", "measured otherwise", "a baseline of a flow", "no baseline",
    "another definition", "no definition", "last year's figure of a flow", "no figure of last year", "the other reporter first",
}  # fmt: skip
"""What is another goal: nobody can tell from the key which is easier."""


def told(repo: Repo, qstrong: Run) -> Any:
    found = qstrong("diff", "HEAD", "-f", "json", "--as-of", DAY, cwd=repo.path)
    return json.loads(found.out)


@pytest.mark.parametrize("name", SOFTER)
def test_a_softening_is_told_first_and_warned_of(name: str, repo: Repo, qstrong: Run) -> None:
    act, key, old, new = SOFTER[name]
    act(repo)
    (mine,) = [one for one in told(repo, qstrong)["plan"]["edits"] if one["key"] == key]
    assert (mine["before"], mine["after"]) == (old, new)
    assert mine["ease"] == ("unclear" if name in UNCLEAR else "easier")
    for fmt, bold in (("md", "**"), ("html", "<b>"), ("plain", "")):
        text = qstrong("diff", "HEAD", "-f", fmt, "--as-of", DAY, cwd=repo.path).out
        assert "没有实质变化" not in text
        body = text[text.index("方案改动") :]
        assert text.index("方案改动") < text.index("从 HEAD 到")
        assert f"{bold}{'难易不明' if name in UNCLEAR else '放宽'}" in body
    result = qstrong("validate", "--history", "HEAD", "--on", DAY, "-f", "json", cwd=repo.path)
    warned = [one for one in json.loads(result.out)["problems"] if one["code"] == "Q705"]
    assert any((key or "") in one["message"] and one["severity"] == "warning" for one in warned)
    assert any((old or "–") in one["message"] for one in warned)
    for one in warned:
        assert one["hint"].startswith("删去新加的" if " 由 – 改成了 " in one["message"] else "改回 "), one


def test_a_check_of_the_change_alone_warns_as_well(repo: Repo, qstrong: Run) -> None:
    of(RD, "value: 145", "value: 140")(repo)
    warned = {
        words: [one for one in json.loads(qstrong("validate", *words, "--on", DAY, "-f", "json", cwd=repo.path).out)["problems"] if one["code"] == "Q705"]
        for words in (("--changed", "HEAD"), ("--history", "HEAD"), ("--changed", "HEAD", "--history", "HEAD"))
    }  # fmt: skip
    first, *others = warned.values()
    assert len(first) == 1
    assert others == [first, first]


def test_a_base_is_read_once(repo: Repo, qstrong: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    of(RD, "value: 145", "value: 140")(repo)
    sources: list[object] = []

    def counted(source: Source) -> Loaded:
        sources.append(source)
        return load(source)

    monkeypatch.setattr("qstrong.cli.past.changed.load", counted)
    qstrong("validate", "--changed", "HEAD", "--history", "HEAD", "--on", DAY, cwd=repo.path)
    assert len(sources) == 1


QUIET: dict[str, tuple[Act, str, str]] = {
    "a title": (plan("样例方案", "样例方案二"), "title", "neither"),
    "a name": (of(RD, "zh: 研发经费", "zh: 研发投入"), "name", "neither"),
    "a name in English": (of(RD, "R&D expenditure", "R&D"), "name", "neither"),
    "a definition at last": (of(RD, "    tasks: [1]\n", "    tasks: [1]\n    definition: {zh: 全社会研发支出}\n"), "definition", "neither"),
    "a definition in English": (of("pass-rate", "Random checks", "Supervisory checks"), "definition", "neither"),
    "a group": (plan("zh: 经济发展", "zh: 经济"), "title", "neither"),
    "a source": (of("pass-rate", "source: 统计公报", "source: 年报"), "baseline/source", "neither"),
    "a note": (of(RD, "    tasks: [1]\n", "    tasks: [1]\n    note: 说明\n"), "note", "neither"),
    "not made up": (plan("  synthetic: true\n", ""), "synthetic", "neither"),
    "a unit's name": (units("zh: 区财政局", "zh: 财政"), "name", "neither"),
    "an account": (units("kind: district}", "kind: district, accounts: [a]}"), "accounts", "neither"),
    "a lead": (tasks("lead: finance", "lead: market"), "lead", "neither"),
    "a reason": (plan("reason: 要出处", "reason: 写出处"), "severity/Q308", "neither"),
    "a higher goal": (of(RD, "value: 145", "value: 150"), "value", "harder"),
    "a stricter word": (of(RD, 'op: ">="', 'op: ">"'), "op", "harder"),
    "an earlier end": (several(plan("end: 2027-12-31", "end: 2026-12-31"), plan(", 2026: 138", ""), plan("    milestones: {2026: 2.10}\n", "")), "end", "harder"),
    "a baseline filled in": (of("kept", "    keep: true\n", "    keep: true\n    baseline: {period: 2024, value: 91}\n"), "baseline", "neither"),
    "an earlier deadline": (tasks("due: 2025-06-30", "due: 2025-05-30"), "due", "harder"),
    "a reporter more": (of(RD, "[finance]", "[finance, market]"), "reporters", "harder"),
    "a higher cut": (method("on_track: 0.99"), "method/on_track", "harder"),
    "a milestone below the line gone": (of(RD, "2025: 131, ", ""), "milestones/2025", "harder"),
    "a milestone above the line": (of("new-standards", "    measure: since_plan\n", "    measure: since_plan\n    milestones: {2025: 25}\n"), "milestones/2025", "harder"),
    "a lower goal from the day after a close": (of("pass-rate", "    limits: [0, 100]\n", "    limits: [0, 100]\n    revised: [{on: 2025-07-31, value: 97, reason: 调}]\n"), "revised/2025-07-31", "easier"),
    "withdrawn after a close": (of("energy", "    binding: true\n", "    binding: true\n    withdrawn: {on: 2025-07-31, reason: 调}\n"), "withdrawn", "easier"),
    "a higher goal from before a close": (of("pass-rate", "    limits: [0, 100]\n", "    limits: [0, 100]\n    revised: [{on: 2025-07-30, value: 99, reason: 调}]\n"), "revised/2025-07-30", "harder"),
    "narrower limits": (of("pass-rate", "limits: [0, 100]", "limits: [10, 99]"), "limits", "harder"),
}  # fmt: skip


@pytest.mark.parametrize("name", QUIET)
def test_what_makes_nothing_easier_is_told_and_not_warned_of(name: str, repo: Repo, qstrong: Run) -> None:
    act, key, ease = QUIET[name]
    act(repo)
    edits = told(repo, qstrong)["plan"]["edits"]
    assert {one["ease"] for one in edits if one["key"] == key} == {ease}
    text = qstrong("diff", "HEAD", "--as-of", DAY, cwd=repo.path).out
    assert "方案改动" in text.split("\n", 3)[2]
    assert "没有实质变化" not in text
    result = qstrong("validate", "--history", "HEAD", "--on", DAY, cwd=repo.path)
    assert "Q705" not in result.out


def test_nobody_is_warned_before_the_first_filing(repo: Repo, qstrong: Run) -> None:
    for one in (repo.path / "data/progress/finance").iterdir():
        one.unlink()
    repo.commit()
    of(RD, "value: 145", "value: 140")(repo)
    assert "Q705" not in qstrong("validate", "--history", "HEAD", "--on", DAY, cwd=repo.path).out
    of("pass-rate", "value: 98", "value: 97")(repo)
    assert "97" in qstrong("validate", "--history", "HEAD", "--on", DAY, cwd=repo.path).out
    assert [one["ease"] for one in told(repo, qstrong)["plan"]["edits"]] == ["easier", "easier"]


def test_the_order_of_targets(repo: Repo, qstrong: Run) -> None:
    text = (repo.path / PLAN).read_text("utf-8")
    head, mark, rest = text.partition("  - id: energy\n")
    mine, more, tail = rest.partition("  - id: ")
    repo.write(PLAN, head + more + tail + mark + mine)
    (one,) = told(repo, qstrong)["plan"]["edits"]
    assert (one["key"], one["ease"]) == ("order", "neither")
    assert one["before"] == "energy, kept, satisfaction, ports"
    assert one["after"] == "kept, satisfaction, ports, energy"


def test_what_a_filing_accepts(repo: Repo, qstrong: Run) -> None:
    repo.edit(Q2, "    evidence: [", "    accept: [Q305]\n    accept_reason: 属实\n    evidence: [")
    (one,) = told(repo, qstrong)["plan"]["edits"]
    assert (one["file"], one["id"], one["after"], one["ease"]) == (
        "progress/finance/2025Q2.yaml", "pass-rate", "Q305", "easier",
    )  # fmt: skip


def test_what_the_plan_moves_by_itself(repo: Repo, qstrong: Run) -> None:
    """The value filed in the same change counts for the whole, and not for the plan's own effect."""
    of("pass-rate", "value: 98", "value: 97")(repo)
    repo.write(
        "data/progress/finance/2025Q3.yaml",
        "unit: finance\nperiod: 2025Q3\nfiled: 2025-10-14\nobservations:\n  - {indicator: new-standards, value: 30, source: 平台}\n",
    )
    found = told(repo, qstrong)
    alone = found["plan"]["alone"]
    assert [(one["id"], one["before"], one["after"]) for one in alone["targets"]] == [
        ("pass-rate", "on_track", "achieved")
    ]
    assert alone["counts"]["after"]["achieved"] == alone["counts"]["before"]["achieved"] + 1
    assert found["counts"]["after"]["achieved"] == alone["counts"]["after"]["achieved"] + 1
    assert alone["coverage"]["before"] == alone["coverage"]["after"] == found["coverage"]["before"]
    text = qstrong("diff", "HEAD", "--as-of", DAY, cwd=repo.path).out
    assert "只因方案改动 (数据不变): ✔ 已达目标 0→1" in text


def test_the_overall_colour(repo: Repo, qstrong: Run) -> None:
    plan("coverage: 0.80", "coverage: 0.10")(repo)
    colour = told(repo, qstrong)["plan"]["alone"]["colour"]
    assert colour == {"before": "grey", "after": "green"}
    assert "总体 灰 → 绿" in qstrong("diff", "HEAD", "--as-of", DAY, cwd=repo.path).out


def test_as_of_of_the_plan_moves_the_day(repo: Repo, qstrong: Run) -> None:
    plan("  synthetic", "  as_of: 2025-01-31\n  synthetic")(repo)
    found = json.loads(qstrong("diff", "HEAD", "-f", "json", cwd=repo.path).out)
    assert found["plan"]["alone"]["coverage"]["after"]["due"] == 0


def test_the_plan_alone_moves_nothing_and_says_so(repo: Repo, qstrong: Run) -> None:
    of(RD, "zh: 研发经费", "zh: 研发投入")(repo)
    assert "状态、覆盖面和总体都不变" in qstrong("diff", "HEAD", "--as-of", DAY, cwd=repo.path).out


def test_there_are_enough() -> None:
    assert len(SOFTER) >= 48
