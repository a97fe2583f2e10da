"""Pull requests as CI sees them: the wrongful refused, each for its own reason, the rightful green.

A row is what somebody does to a clone of a small repository. 2025Q1 and 2025Q2 have closed there, 2025Q3 is
open; the day is said, and the checks are those of the shipped pipelines.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.history.repo import Repo
from tests.problems.specimens import HERE

pytestmark = pytest.mark.posix
DAY = "2025-10-15"
FINANCE, MARKET = "data/progress/finance", "data/progress/market"
Q2, Q3 = f"{FINANCE}/2025Q2.yaml", f"{MARKET}/2025Q3.yaml"
OPEN = 'unit: market\nperiod: 2025Q3\nfiled: 2025-10-10\nactions:\n  - {action: "1.2", state: in_progress, progress: 推进中}\n'


def filing(period: str, filed: str, *rows: str, unit: str = "finance") -> str:
    listed = "".join(f"  - {{{row}}}\n" for row in rows) or None
    return f"unit: {unit}\nperiod: {period}\nfiled: {filed}\n" + (
        f"observations:\n{listed}" if listed else "actions: []\n"
    )


RD = "indicator: rd-expenditure, source: 统计月报"
RATE = "indicator: pass-rate, source: 通报"
REVISED = f"{RD}, period: 2025Q2, value: 63, flag: revised, reason: 统计部门终报"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    made = Repo.new(tmp_path_factory.mktemp("guards") / "work")
    shutil.copytree(HERE / "base", made.path / "data")
    made.edit("data/targets.yaml", "  as_of: 2025-07-25\n", "")
    made.edit("data/units.yaml", "kind: district, aliases", "kind: district, accounts: [caizheng], aliases")
    made.edit(
        "data/units.yaml",
        "en: Market regulation}, kind: district",
        "en: Market regulation}, kind: district, accounts: [shichang]",
    )
    made.edit("data/units.yaml", "groups:", "office: {accounts: [zhiliang]}\ngroups:")
    made.write("data/README.md", "说明\n")
    made.write("README.md", "x\n")
    (made.path / MARKET / "2025Q1.yaml").unlink()
    made.write(Q3, OPEN)
    made.commit("基准", "2025-10-12")
    made.git("branch", "base")
    made.git("checkout", "-qb", "pr")
    return made


@pytest.fixture
def repo(template: Repo, tmp_path: Path) -> Repo:
    shutil.copytree(template.path, tmp_path / "work", symlinks=True)
    return Repo(tmp_path / "work")


@pytest.fixture
def ci(qstrong: Run, repo: Repo) -> Callable[..., tuple[tuple[int, int], str]]:
    """Both checks, on what is committed: their exit codes, and what they say."""

    def run(actor: str, base: str = "base", data: str = "data") -> tuple[tuple[int, int], str]:
        found = qstrong(
            "validate", "--data", data, "--changed", base, "--history", base, "--on", DAY, cwd=repo.path
        )
        owners = qstrong("owners", "--check", "--data", data, "--base", base, "--actor", actor, cwd=repo.path)
        return (found.code, owners.code), found.out + found.err + owners.out + owners.err

    return run


# ── What people do ──


def edit(path: str, old: str, new: str) -> Callable[..., Any]:
    return lambda repo: repo.edit(path, old, new)


def write(path: str, text: str) -> Callable[..., Any]:
    return lambda repo: repo.write(path, text)


def remove(*paths: str) -> Callable[..., Any]:
    return lambda repo: repo.git("rm", "-rqf", *paths)


def move(old: str, new: str) -> Callable[..., Any]:
    return lambda repo: (
        (repo.path / new).parent.mkdir(parents=True, exist_ok=True),
        repo.git("mv", old, new),
    )


def link(path: str, target: str) -> Callable[..., None]:
    def act(repo: Repo) -> None:
        there = repo.path / path
        if there.is_dir() and not there.is_symlink():
            shutil.rmtree(there)
        there.parent.mkdir(parents=True, exist_ok=True)
        there.unlink(missing_ok=True)
        there.symlink_to(target)

    return act


def submodule(path: str) -> Callable[..., None]:
    """A submodule whose content is this very repository, as it is at the base."""

    def act(repo: Repo) -> None:
        shutil.rmtree(repo.path / path, ignore_errors=True)
        repo.git("rm", "-rqf", "--cached", "--ignore-unmatch", path)
        repo.git("clone", "-q", "-b", "base", str(repo.path), str(repo.path / path))

    return act


def executable(path: str) -> Callable[..., Any]:
    return lambda repo: (repo.path / path).chmod(0o755)


def both(*acts: Callable[..., Any]) -> Callable[..., Any]:
    return lambda repo: [act(repo) for act in acts]


def bare(folder: str) -> Callable[..., None]:
    def act(repo: Repo) -> None:
        shutil.copytree(repo.path / ".git" / "objects", repo.path / folder / "objects")
        repo.write(f"{folder}/HEAD", "ref: refs/heads/base\n")
        repo.write(f"{folder}/refs/heads/base", repo.git("rev-parse", "base") + "\n")
        repo.write(
            f"{folder}/config",
            '[core]\n bare = false\n worktree = .\n[filter "e"]\n clean = "touch ran; cat"\n',
        )
        repo.write(f"{folder}/.gitattributes", "* filter=e\n")

    return act


def overlaid(repo: Repo) -> None:
    """The base where the change would be read: `data` leads into a clone beside it."""
    repo.git("mv", "data", "kept")
    repo.edit("kept/progress/finance/2025Q2.yaml", "62.15", "99.99")
    repo.git("clone", "-q", "-b", "base", str(repo.path), str(repo.path / ".base"))
    (repo.path / "data").symlink_to(".base/data")
    repo.git("add", "kept", "data")


def undone_in_a_merge(repo: Repo) -> None:
    """Criss-cross: since one of the two places where the branches met nothing seems changed."""
    repo.write(f"{FINANCE}/2025Q3.yaml", filing("2025Q3", "2025-10-14", f"{RD}, value: 90"))
    first = repo.commit("报")
    repo.git("checkout", "-q", "base")
    repo.edit(Q3, "推进中", "已办结大半")
    fixed = repo.commit("市场监管局改")
    repo.git("merge", "-q", "--no-ff", "-m", "合", first)
    repo.git("checkout", "-q", "pr")
    repo.git("merge", "-q", "--no-ff", "--no-commit", fixed)
    repo.write(Q3, OPEN)


def dropped_in_a_merge(repo: Repo) -> None:
    """The same with a whole filing, which the base has got meanwhile."""
    repo.write(f"{FINANCE}/2025Q3.yaml", filing("2025Q3", "2025-10-14", f"{RD}, value: 90"))
    first = repo.commit("报")
    repo.git("checkout", "-q", "base")
    repo.write(f"{MARKET}/2025Q1.yaml", filing("2025Q1", "2025-10-13", unit="market"))
    added = repo.commit("补报")
    repo.git("merge", "-q", "--no-ff", "-m", "合", first)
    repo.git("checkout", "-q", "pr")
    repo.git("merge", "-q", "--no-ff", "--no-commit", added)
    (repo.path / f"{MARKET}/2025Q1.yaml").unlink()


def smuggled_in_a_merge(repo: Repo) -> None:
    repo.git("checkout", "-q", "base")
    repo.write("README.md", "main\n")
    repo.commit("别的")
    repo.git("checkout", "-q", "pr")
    repo.write(f"{FINANCE}/2025Q3.yaml", filing("2025Q3", "2025-10-14", f"{RD}, value: 90"))
    repo.commit("报")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "base")
    repo.edit(Q2, "62.15", "64")


def by_half_years(repo: Repo) -> None:
    text = (repo.path / PLAN).read_text("utf-8")
    repo.write(
        PLAN, text.replace("every: quarter", "every: half").replace("frequency: quarter", "frequency: half")
    )


def reported(*rows: str, actions: str = "") -> Callable[..., Any]:
    """A filing for the quarter that is open, as its unit makes it."""
    text = filing("2025Q3", "2025-10-14", *rows)
    text = text.replace("actions: []\n", f"actions:\n  - {{{actions}}}\n")
    return write(f"{FINANCE}/2025Q3.yaml", text)


def hidden(attribute: str) -> Callable[..., Any]:
    return both(write(".gitattributes", f"* {attribute}\n"), edit(Q2, "62.15", "64"))


PLAN, UNITS = "data/targets.yaml", "data/units.yaml"
VALUE = edit(Q2, "62.15", "64")
FILING = "filing: {every: quarter, due_days: 20, close_days: 30}"
UNIT, OTHER, OFFICE = "caizheng", "shichang", "zhiliang"

WRONG: dict[str, Any] = {
    # what has closed
    "a value": (VALUE, UNIT, "Q701"),
    "a value of an earlier quarter": (edit(f"{FINANCE}/2025Q1.yaml", "29.30", "30"), UNIT, "Q701"),
    "a value by the office": (VALUE, OFFICE, "Q701"),
    "a value, said to be revised": (edit(Q2, "value: 62.15", "value: 64\n    flag: revised\n    reason: 核定"), UNIT, "Q701"),
    "a value made pending": (edit(Q2, "value: 62.15", "pending: 待核"), UNIT, "Q701"),
    "a source": (edit(Q2, "统计月报", "统计年报"), UNIT, "Q701"),
    "a note": (edit(Q2, "上半年累计数", "累计"), UNIT, "Q701"),
    "a note more": (edit(Q2, "value: 97.2", "value: 97.2\n    note: 口径有变"), UNIT, "Q701"),
    "evidence": (edit(Q2, "3号", "4号"), UNIT, "Q701"),
    "last year's figure": (edit(Q2, "value: 62.15", "value: 62.15\n    last_year: 50"), UNIT, "Q701"),
    "an accepted warning": (edit(Q2, "value: 97.2", "value: 97.2\n    accept: [Q305]\n    accept_reason: 属实"), UNIT, "Q701"),
    "an accepted refusal": (edit(Q2, "value: 62.15", "value: 64\n    accept: [Q701]\n    accept_reason: 属实"), UNIT, "Q701"),
    "another period": (edit(Q2, "value: 62.15", "value: 62.15\n    period: 2025Q1"), UNIT, "Q701"),
    "an entry gone": (edit(Q2, "  - {indicator: new-standards, value: 9, source: 标准平台}\n", ""), UNIT, "Q701"),
    "an entry more": (edit(f"{FINANCE}/2025Q1.yaml", "actions:", "  - {indicator: pass-rate, value: 90, period: 2024, source: 抽检}\nactions:"), UNIT, "Q701"),
    "an action's state": (edit(Q2, "state: in_progress", "state: done, evidence: 文1号"), UNIT, "Q701"),
    "an action's evidence": (edit(Q2, "5号", "6号"), UNIT, "Q701"),
    "an action's day": (edit(Q2, "on: 2025-06-20", "on: 2025-05-20"), UNIT, "Q701"),
    "who prepared it": (edit(Q2, "张三", "李四"), UNIT, "Q701"),
    "who approved it": (edit(Q2, "prepared_by: 张三", "prepared_by: 张三\napproved_by: 王五"), UNIT, "Q701"),
    "a signature": (edit(Q2, "prepared_by: 张三", "prepared_by: 张三\nsigned: 深财〔2025〕1号"), UNIT, "Q701"),
    "no signature": (edit(Q2, "prepared_by: 张三\n", ""), UNIT, "Q701"),
    "highlights": (edit(Q2, "prepared_by: 张三", "prepared_by: 张三\nhighlights: 全市第一"), UNIT, "Q701"),
    # its day
    "filed later, closed": (edit(Q2, "filed: 2025-07-12", "filed: 2025-07-13"), UNIT, "Q703"),
    "filed earlier, closed": (edit(Q2, "filed: 2025-07-12", "filed: 2025-07-11"), UNIT, "Q703"),
    "filed earlier, open": (edit(Q3, "filed: 2025-10-10", "filed: 2025-10-09"), OTHER, "Q703"),
    # gone
    "deleted, closed": (remove(Q2), OFFICE, "Q702"),
    "deleted, open": (remove(Q3), OTHER, "Q702"),
    "all of a unit's": (remove(MARKET), OFFICE, "Q702"),
    "renamed to another quarter": (both(move(Q2, f"{FINANCE}/2025Q3.yaml"), edit(f"{FINANCE}/2025Q3.yaml", "period: 2025Q2\nfiled: 2025-07-12", "period: 2025Q3\nfiled: 2025-10-12")), OFFICE, "Q702"),
    "renamed to another spelling": (both(move(Q2, f"{FINANCE}/2025H1.yaml"), edit(f"{FINANCE}/2025H1.yaml", "period: 2025Q2", "period: 2025H1")), OFFICE, "Q702"),
    "given to another unit": (both(move(Q2, f"{MARKET}/2025H1.yaml"), edit(f"{MARKET}/2025H1.yaml", "unit: finance\nperiod: 2025Q2", "unit: market\nperiod: 2025H1")), OFFICE, "Q702"),
    "a unit struck from the list": (both(remove(MARKET), edit(UNITS, "id: market", "id: culture")), OFFICE, "Q151"),
    "made unreadable": (write(Q2, "{{{"), UNIT, "Q026"),
    "emptied": (write(Q2, ""), UNIT, "Q023"),
    # backdated
    "a missing quarter, before it closed": (write(f"{MARKET}/2025Q1.yaml", filing("2025Q1", "2025-04-12", unit="market")), OTHER, "Q704"),
    "a missing quarter, on the day it closed": (write(f"{MARKET}/2025Q1.yaml", filing("2025Q1", "2025-04-30", unit="market")), OTHER, "Q704"),
    "a month between": (write(f"{FINANCE}/2025-05.yaml", filing("2025-05", "2025-07-20", f"{RD}, value: 64")), UNIT, "Q704"),
    "a month between, after its own end": (write(f"{FINANCE}/2025-05.yaml", filing("2025-05", "2025-07-05", f"{RD}, value: 64")), UNIT, "Q704"),
    "a quarter before the plan": (write(f"{FINANCE}/2024Q4.yaml", filing("2024Q4", "2025-01-12", f"{RD}, value: 124")), UNIT, "Q704"),
    "this quarter's with a revision, before the last one closed": (write(f"{FINANCE}/2025Q3.yaml", filing("2025Q3", "2025-07-30", REVISED)), UNIT, "Q704"),
    "this quarter's with a missing value, before that closed": (write(f"{FINANCE}/2025Q3.yaml", filing("2025Q3", "2025-04-30", f"{RD}, period: 2025-02, value: 20")), UNIT, "Q704"),
    # two spellings
    "the month that ends with the quarter, backdated": (write(f"{FINANCE}/2025-06.yaml", filing("2025-06", "2025-07-25", f"{RD}, value: 64, flag: revised, reason: 核定")), UNIT, "Q120"),
    "the month that ends with the quarter": (write(f"{FINANCE}/2025-06.yaml", filing("2025-06", "2025-10-14", f"{RD}, value: 64, flag: revised, reason: 核定")), UNIT, "Q120"),
    "the half-year that ends with the quarter": (write(f"{FINANCE}/2025H1.yaml", filing("2025H1", "2025-10-14", f"{RD}, value: 64, flag: revised, reason: 核定")), UNIT, "Q120"),
    "a month of an open quarter that is there": (write(f"{MARKET}/2025-09.yaml", filing("2025-09", "2025-10-14", unit="market")), OTHER, "Q120"),
    # the plan, so that nothing seems to have closed
    "as_of set back": (both(VALUE, edit(PLAN, "  synthetic", "  as_of: 2025-07-20\n  synthetic")), OFFICE, "Q701"),
    "as_of before the plan": (both(VALUE, edit(PLAN, "  synthetic", "  as_of: 2024-12-31\n  synthetic")), OFFICE, "Q701"),
    "later closing days": (both(VALUE, edit(PLAN, "close_days: 30", "close_days: 300")), OFFICE, "Q701"),
    "later due days": (both(VALUE, edit(PLAN, "due_days: 20, close_days: 30", "due_days: 200, close_days: 300")), OFFICE, "Q701"),
    "a due day of its own": (both(VALUE, edit(PLAN, "close_days: 30}", "close_days: 30, due: {2025Q2: 2025-12-31}}")), OFFICE, "Q701"),
    "filings of half-years": (both(VALUE, by_half_years), OFFICE, "Q701"),
    "filings of half-years, targets by quarters": (both(VALUE, edit(PLAN, "every: quarter", "every: half")), OFFICE, "Q603"),
    "a later first filing": (both(VALUE, edit(PLAN, "close_days: 30}", "close_days: 30, from: 2025Q4}")), OFFICE, "Q701"),
    "a refusal switched off": (both(VALUE, edit(PLAN, "  synthetic", "  severity: {Q701: off}\n  synthetic")), OFFICE, "Q701"),
    "a missing quarter and later closing days": (both(write(f"{MARKET}/2025Q1.yaml", filing("2025Q1", "2025-04-12", unit="market")), edit(PLAN, "close_days: 30", "close_days: 300")), OFFICE, "Q704"),
    # the past by way of the plan
    "a target's id changed": (edit(PLAN, "id: new-standards", "id: standards"), OFFICE, "Q110"),
    "a target gone under its values": (lambda repo: repo.write(PLAN, (repo.path / PLAN).read_text("utf-8").split("  - id: new-standards")[0]), OFFICE, "Q110"),
    "a reporter gone under its values": (edit(PLAN, "reporters: [market, finance]", "reporters: [market]"), OFFICE, "Q401"),
    "limits that void a closed value": (edit(PLAN, "limits: [0, 100]", "limits: [98, 100]"), OFFICE, "Q212"),
    "a unit's id changed": (both(edit(UNITS, "{id: finance,", "{id: treasury,"), edit(UNITS, "members: [finance, market]", "members: [treasury, market]")), OFFICE, "Q004"),
    "a unit and its filings renamed": (both(move(FINANCE, "data/progress/treasury"), edit(UNITS, "{id: finance,", "{id: treasury,")), OFFICE, "Q114"),
    "an action's id changed": (edit("data/tasks.yaml", 'id: "1.1"', 'id: "1.9"'), OFFICE, "Q112"),
    "an action given to others": (edit("data/tasks.yaml", "units: [finance]", "units: [market]"), OFFICE, "Q402"),
    # what can't be read any more
    "cut off": (lambda repo: repo.write(Q2, (repo.path / Q2).read_text("utf-8")[:200] + "\n  - {indic"), UNIT, "Q034"),
    "nothing left in it": (write(Q2, ""), UNIT, "Q023"),
    "in another encoding": (lambda repo: (repo.path / Q2).write_bytes((repo.path / Q2).read_text("utf-8").encode("gbk")), UNIT, "Q010"),
    "a conflict left": (edit(Q2, "    value: 62.15\n", "<<<<<<< a\n    value: 62.15\n=======\n    value: 64\n>>>>>>> b\n"), UNIT, "Q012"),
    "a second document": (lambda repo: repo.write(Q2, (repo.path / Q2).read_text("utf-8") + "---\nunit: finance\n"), UNIT, "Q022"),
    "a key twice": (edit(Q2, "    value: 62.15\n", "    value: 62.15\n    value: 64\n"), UNIT, "Q019"),
    "an alias": (edit(Q2, "value: 62.15", "value: &v 62.15"), UNIT, "Q018"),
    "names that differ in case": (lambda repo: repo.write(f"{FINANCE}/2025q2.yaml", (repo.path / Q2).read_text("utf-8")), UNIT, "Q009"),
    # links
    "a link for a filing": (link(f"{FINANCE}/2025Q3.yaml", "2025Q2.yaml"), UNIT, "Q007"),
    "a link for a filing that was there": (link(Q2, "2025Q1.yaml"), UNIT, "Q007"),
    "a link out of the repository": (link(f"{FINANCE}/2025Q3.yaml", "/etc/hostname"), UNIT, "Q007"),
    "a link for a unit's folder": (both(move(FINANCE, "kept"), link(FINANCE, "../../kept")), OFFICE, "Q037"),
    "a link for progress": (both(move("data/progress", "kept"), link("data/progress", "../kept")), OFFICE, "Q037"),
    "a link for bulletins": (link("data/bulletins", "progress"), OFFICE, "Q037"),
    "a link for the plan": (both(move(PLAN, "kept.yaml"), link(PLAN, "../kept.yaml")), OFFICE, "Q007"),
    "a link for the data": (both(move("data", "kept"), link("data", "kept"), edit("kept/progress/finance/2025Q2.yaml", "62.15", "64")), OFFICE, "是链接"),
    "a link for the data, out of the repository": (lambda repo: (shutil.copytree(repo.path / "data", repo.path.parent / "copy"), link("data", "../copy")(repo)), OFFICE, "是链接"),
    "a link over a clone of the base": (overlaid, OFFICE, "是链接"),
    "a link to where the base is checked out": (link("data", ".git/../data2"), OFFICE, "是链接"),
    # submodules
    "a submodule for the data": (submodule("data"), OFFICE, "子仓库"),
    "a submodule for a unit's folder": (submodule(FINANCE), OFFICE, "Q702"),
    "a submodule for progress": (submodule("data/progress"), OFFICE, "Q702"),
    "a submodule for a filing": (submodule(f"{FINANCE}/2025Q3.yaml"), UNIT, "Q007"),
    # what git would obey
    "a repository in the data": (bare("data"), OFFICE, "Q051"),
    "a repository in progress": (bare("data/progress"), OFFICE, "Q003"),
    "a repository in a unit's folder": (bare(FINANCE), UNIT, "Q003"),
    "HEAD alone": (write("data/HEAD", "x"), OFFICE, "Q051"),
    "config alone": (write("data/config", "x"), OFFICE, "Q051"),
    "objects alone": (write("data/objects/x", "x"), OFFICE, "Q051"),
    "refs alone": (write("data/refs/x", "x"), OFFICE, "Q051"),
    "HEAD in small letters": (write("data/head", "x"), OFFICE, "Q051"),
    "a filter": (hidden("filter=lfs"), OFFICE, "Q701"),
    "no text": (hidden("-text -diff binary"), OFFICE, "Q701"),
    "a merge driver": (hidden("merge=ours export-ignore"), OFFICE, "Q701"),
    "an identity": (hidden("ident eol=crlf"), OFFICE, "Q701"),
    "a macro": (hidden("text=auto whitespace=fix -merge"), OFFICE, "Q701"),
    "ignored": (both(write(".gitignore", "data/\n"), VALUE), OFFICE, "Q701"),
    # merges
    "undone in a merge": (undone_in_a_merge, UNIT, "2025Q3.yaml: 不是"),
    "dropped in a merge": (dropped_in_a_merge, OFFICE, "Q702"),
    "smuggled into a merge": (smuggled_in_a_merge, UNIT, "Q701"),
    # what a clerk typed, and nobody has said yes to
    "万 for 亿": (reported(f"{RD}, value: 905000"), UNIT, "Q214"),
    "a hundredfold": (reported(f"{RD}, value: 9050"), UNIT, "Q214"),
    "below nothing": (reported(f"{RD}, value: -90.5"), UNIT, "Q213"),
    "a code for missing": (reported("indicator: new-standards, value: -9999, source: 平台"), UNIT, "Q213"),
    "less than before of what accumulates": (reported(f"{RD}, value: 9.05"), UNIT, "Q304"),
    "a share for a percentage": (reported(f"{RATE}, value: 0.972"), UNIT, "Q216"),
    "beyond a hundred per cent": (reported(f"{RATE}, value: 197.2"), UNIT, "Q212"),
    "a stock for what is new": (reported("indicator: new-standards, value: 900, source: 平台"), UNIT, "Q214"),
    "an outlier": (reported(f"{RATE}, value: 47.2"), UNIT, "Q217"),
    "a question switched off beside what it asks about": (both(reported(f"{RD}, value: 905000"), edit(PLAN, "  synthetic", "  severity: {Q214: {level: off, reason: 常有}}\n  synthetic")), OFFICE, "Q214"),
    "a question made a note beside what it asks about": (both(reported(f"{RATE}, value: 0.972"), edit(PLAN, "  synthetic", "  severity: {Q216: {level: note, reason: 常有}}\n  synthetic")), OFFICE, "Q216"),
    "a yes without a reason": (reported(f"{RATE}, value: 0.972, accept: [Q216]"), UNIT, "Q216"),
    "a yes to something else": (reported(f"{RATE}, value: 0.972, accept: [Q305], accept_reason: 属实"), UNIT, "Q216"),
    "another T0 than declared": (reported(f"{RATE}, period: 2024, value: 95.1"), UNIT, "Q311"),
    "another past than declared": (reported(f"{RD}, period: 2024Q2, value: 68.30"), UNIT, "Q311"),
    "another figure of last year": (reported(f"{RD}, period: 2025Q2, value: 62.15, last_year: 50"), UNIT, "Q312"),
    "a value of a time to come": (reported(f"{RD}, period: 2025Q4, value: 130"), UNIT, "Q301"),
    "a deadline in another century": (reported(f"{RATE}, value: 97.3, measures: 调度, measures_by: 2062-03-31"), UNIT, "Q325"),
    "a deadline of last year": (reported(f"{RATE}, value: 97.3, measures: 调度, measures_by: 2024-12-31"), UNIT, "Q325"),
    "done in another century": (reported(actions='action: "1.1", state: done, on: 2062-06-20, evidence: x'), UNIT, "Q320"),
    "done before the plan": (reported(actions='action: "1.1", state: done, on: 2016-06-20, evidence: x'), UNIT, "Q324"),
    "undone again": (reported(actions='action: "1.1", state: in_progress, progress: 推进'), UNIT, "Q323"),
    "done when it was under way": (reported(actions='action: "1.2", state: done, on: 2025-02-20, evidence: x'), UNIT, "Q328"),
    # who
    "another unit's filing": (edit(Q3, "推进中", "停滞"), UNIT, "不是"),
    "another unit's new filing": (write(f"{MARKET}/2025Q4.yaml", filing("2025Q4", "2025-10-14", unit="market")), UNIT, "不是"),
    "the plan": (edit(PLAN, "value: 145", "value: 100"), UNIT, "不是"),
    "an account for oneself": (both(edit(UNITS, "accounts: [shichang]", "accounts: [caizheng]"), edit(Q3, "推进中", "停滞")), UNIT, "不是"),
    "the office's account": (edit(UNITS, "accounts: [zhiliang]", "accounts: [zhiliang, caizheng]"), UNIT, "不是"),
    "a workflow": (write(".github/workflows/data.yml", "on: push\n"), UNIT, "不是"),
    "GitLab's pipeline": (write(".gitlab-ci.yml", "x: {script: [id]}\n"), UNIT, "不是"),
    "the owners": (write(".github/CODEOWNERS", "* @caizheng\n"), UNIT, "不是"),
    "pre-commit's settings": (write(".pre-commit-config.yaml", "repos: []\n"), UNIT, "不是"),
    "git's modules": (write(".gitmodules", "x\n"), UNIT, "不是"),
    "a bulletin": (write("data/bulletins/2025Q3.yaml", "opinions: {}\n"), UNIT, "不是"),
    "a program": (both(write(f"{FINANCE}/2025Q3.yaml", filing("2025Q3", "2025-10-14", f"{RD}, value: 90")), executable(f"{FINANCE}/2025Q3.yaml")), UNIT, "可执行"),
    "a stranger": (write(f"{FINANCE}/2025Q3.yaml", filing("2025Q3", "2025-10-14", f"{RD}, value: 90")), "nobody", "没有单位登记了账号"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrongful_pull_request_is_refused(
    name: str, repo: Repo, ci: Callable[..., tuple[tuple[int, int], str]]
) -> None:
    act, actor, reason = WRONG[name]
    act(repo)
    repo.commit(name, DAY)
    codes, said = ci(actor)
    assert any(codes), said
    assert reason in said
    assert not (repo.path / "ran").exists()
    assert not (repo.path / "data/ran").exists()


NEW = write(f"{FINANCE}/2025Q3.yaml", filing("2025Q3", "2025-10-14", f"{RD}, value: 90.5"))


def moved_main(repo: Repo) -> None:
    NEW(repo)
    repo.commit("报")
    repo.git("checkout", "-q", "base")
    repo.edit(Q3, "推进中", "已办结大半")
    repo.edit("data/README.md", "说明", "说明二")
    repo.commit("别人")
    repo.git("checkout", "-q", "pr")


def merged_main(repo: Repo) -> None:
    moved_main(repo)
    repo.git("merge", "-q", "--no-ff", "-m", "合", "base")


def rebased(repo: Repo) -> None:
    moved_main(repo)
    repo.git("rebase", "-q", "base")


def criss_crossed(repo: Repo) -> None:
    NEW(repo)
    first = repo.commit("报")
    repo.git("checkout", "-q", "base")
    repo.edit(Q3, "推进中", "已办结大半")
    second = repo.commit("别人")
    repo.git("merge", "-q", "--no-ff", "-m", "合", first)
    repo.git("checkout", "-q", "pr")
    repo.git("merge", "-q", "--no-ff", "-m", "合", second)
    repo.edit(f"{FINANCE}/2025Q3.yaml", "90.5", "90.6")


def crlf(repo: Repo) -> None:
    path = repo.path / Q2
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def reordered(repo: Repo) -> None:
    text = (repo.path / Q2).read_text("utf-8")
    row = "  - {indicator: new-standards, value: 9, source: 标准平台}\n"
    repo.write(Q2, text.replace(row, "").replace("observations:\n", f"observations:\n{row}"))


RIGHT: dict[str, Any] = {
    "this quarter's filing": (NEW, UNIT),
    "this quarter's filing by the office": (NEW, OFFICE),
    "all in time for the day": (write(f"{FINANCE}/2025Q3.yaml", filing("2025Q3", DAY, f"{RD}, value: 90.5")), UNIT),
    "measures until next year": (reported(f"{RATE}, value: 97.3, measures: 调度, measures_by: 2026-03-31"), UNIT),
    "a deadline beyond the plan, with a reason": (reported(f"{RATE}, value: 97.3, measures: 立法, measures_by: 2029-12-31, accept: [Q325], accept_reason: 列入五年立法计划"), UNIT),
    "a question switched off, and answered": (both(reported(f"{RATE}, value: 0.972, accept: [Q216], accept_reason: 属实"), edit(PLAN, "  synthetic", "  severity: {Q214: {level: off, reason: 常有}}\n  synthetic")), OFFICE),
    "a question switched off": (edit(PLAN, "  synthetic", "  severity: {Q214: {level: off, reason: 常有}}\n  synthetic"), OFFICE),
    "an action done": (reported(actions='action: "1.2", state: done, on: 2025-09-20, evidence: 深质字〔2025〕9号'), UNIT),
    "last year's figure as it was filed": (reported(f"{RD}, value: 90.5, last_year: 88.1"), UNIT),
    "pending": (write(f"{FINANCE}/2025Q3.yaml", filing("2025Q3", "2025-10-14", f"{RD}, pending: 统计部门尚未反馈")), UNIT),
    "a revision": (write(f"{FINANCE}/2025Q3.yaml", filing("2025Q3", "2025-10-14", f"{RD}, value: 90.5", REVISED)), UNIT),
    "a revision alone": (write(f"{FINANCE}/2025Q3.yaml", filing("2025Q3", "2025-10-14", REVISED)), UNIT),
    "an open filing edited": (edit(Q3, "推进中", "已办结大半"), OTHER),
    "an open filing edited by the office": (edit(Q3, "推进中", "已办结大半"), OFFICE),
    "an open filing, filed anew": (edit(Q3, "filed: 2025-10-10", "filed: 2025-10-14"), OTHER),
    "an open filing, signed": (edit(Q3, "filed: 2025-10-10", "filed: 2025-10-10\nsigned: 深市监〔2025〕9号\nhighlights: 新"), OTHER),
    "a missing quarter, late and so said": (write(f"{MARKET}/2025Q1.yaml", filing("2025Q1", "2025-10-14", unit="market")), OTHER),
    "a missing quarter, the day after it closed": (write(f"{MARKET}/2025Q1.yaml", filing("2025Q1", "2025-05-01", unit="market")), OTHER),
    "comments": (edit(Q2, "observations:", "# 已核\nobservations:"), UNIT),
    "quotes": (edit(Q2, "note: 上半年累计数", "note: '上半年累计数'"), UNIT),
    "a value's last zeros": (edit(Q2, "62.15", "62.150"), UNIT),
    "another order": (reordered, UNIT),
    "Windows' line ends": (crlf, UNIT),
    "nothing": (lambda _: None, UNIT),
    "back and forth": (both(VALUE, lambda repo: repo.commit("错"), edit(Q2, "value: 64", "value: 62.15")), UNIT),
    "main has moved": (moved_main, UNIT),
    "main has moved and is merged": (merged_main, UNIT),
    "main has moved and is rebased upon": (rebased, UNIT),
    "criss-cross": (criss_crossed, UNIT),
    "a unit more": (edit(UNITS, "groups:", "groups:"), OFFICE),
    "another name of a unit": (edit(UNITS, "财政局]", "区财局]"), OFFICE),
    "an account more": (edit(UNITS, "accounts: [caizheng]", "accounts: [caizheng, caizheng-2]"), OFFICE),
    "a day for a plan that is closed": (edit(PLAN, "  synthetic", "  as_of: 2025-10-15\n  synthetic"), OFFICE),
    "earlier closing days": (edit(PLAN, "close_days: 30", "close_days: 25"), OFFICE),
    "the office's words": (write("data/bulletins/README.md", "说明\n"), OFFICE),
    "schemas beside the data": (write("data/schemas/filing.json", "{}\n"), OFFICE),
    "a README": (both(remove("data/README.md"), write("data/README.en.md", "x\n")), OFFICE),
    "a README of progress": (write("data/progress/README.md", "x\n"), OFFICE),
    "what isn't data": (both(write("src/HEAD", "x"), write("config", "x"), link("docs", "src")), OFFICE),
    "attributes": (write(".gitattributes", "*.yaml text eol=lf\n"), OFFICE),
    "a workflow by the office": (write(".github/workflows/x.yml", "x"), OFFICE),
    "links elsewhere": (both(link("latest", "data/targets.yaml"), link("data-link", "data")), OFFICE),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_rightful_pull_request_stays_green(
    name: str, repo: Repo, ci: Callable[..., tuple[tuple[int, int], str]]
) -> None:
    act, actor = RIGHT[name]
    act(repo)
    repo.commit(name, DAY)
    codes, said = ci(actor)
    assert codes == (0, 0), said


def test_there_are_enough_of_both() -> None:
    assert (len(WRONG) >= 86, len(RIGHT) >= 32) == (True, True)


# ── What is compared with what ──


def test_nothing_is_compared_with_itself(repo: Repo, ci: Callable[..., tuple[tuple[int, int], str]]) -> None:
    for base in ("HEAD", "pr", "base"):
        codes, said = ci(OFFICE, base)
        assert codes == (2, 2)
        assert "就是正在检查的版本" in said
    repo.edit(Q2, "62.15", "64")
    assert "Q701" in ci(OFFICE, "HEAD")[1]  # what isn't committed yet is something to compare
    repo.commit()
    repo.git("branch", "ahead")
    repo.git("reset", "-q", "--hard", "base")
    assert ci(OFFICE, "ahead")[0] == (2, 2)  # all of it is in there already


@pytest.mark.parametrize("option", ["--history", "--changed"])
def test_a_base_that_is_empty_is_none(repo: Repo, qstrong: Run, option: str) -> None:
    """Such as a variable of the pipeline that isn't set: nothing would be compared, and all be well."""
    VALUE(repo)
    repo.commit("改", DAY)
    done = qstrong("validate", "--data", "data", option, "", "--on", DAY, cwd=repo.path)
    assert (done.code, done.out) == (2, "")
    assert f"{option} 的值是空的: ''" in done.err
    assert "例如 HEAD" in done.err


def test_a_base_without_data_there(repo: Repo, ci: Callable[..., tuple[tuple[int, int], str]]) -> None:
    """A folder that has been moved has no past under its new name."""
    repo.git("mv", "data", "moved")
    repo.commit()
    codes, said = ci(OFFICE, data="moved")
    assert codes == (3, 3)
    assert "Q001" in said


def test_a_base_that_cannot_be_read(repo: Repo, ci: Callable[..., tuple[tuple[int, int], str]]) -> None:
    repo.write(UNITS, "units: [\n")
    repo.commit()
    repo.git("branch", "-f", "base")
    repo.git("checkout", "-q", "base~1", "--", UNITS)
    repo.edit(Q2, "62.15", "64")
    repo.commit()
    codes, said = ci(OFFICE)
    assert codes == (3, 3)
    assert "base:data/units.yaml" in said


def test_the_later_of_the_bases_day_and_the_calendars(repo: Repo, qstrong: Run) -> None:
    repo.edit(Q2, "62.15", "64")
    repo.commit()

    def refused(on: str) -> bool:
        return "Q701" in qstrong("validate", "--history", "base", "--on", on, cwd=repo.path).out

    assert [refused(day) for day in ("2025-07-30", "2025-07-31", "2025-10-15")] == [False, True, True]
    repo.git("checkout", "-q", "base")
    repo.edit(PLAN, "  synthetic", "  as_of: 2025-07-31\n  synthetic")
    repo.commit()
    repo.git("checkout", "-q", "pr")
    repo.git("rebase", "-q", "base")
    assert [refused(day) for day in ("2025-07-01", "2025-07-30")] == [True, True]
    assert qstrong("validate", "--history", "base", "--on", "昨天", cwd=repo.path).code == 2


def test_without_a_day_it_is_today(repo: Repo, qstrong: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    repo.edit(Q2, "62.15", "64")
    repo.commit()
    for day, found in ((date(2025, 7, 30), False), (date(2025, 7, 31), True)):
        monkeypatch.setattr("qstrong.cli.past.changed.today", lambda day=day: day)
        assert ("Q701" in qstrong("validate", "--history", "base", cwd=repo.path).out) == found


def test_by_a_revision_it_is_the_same(repo: Repo, qstrong: Run, tmp_path: Path) -> None:
    """As a server asks, which has no work tree."""
    repo.edit(Q2, "62.15", "64")
    repo.commit()
    repo.git("clone", "-q", "--bare", str(repo.path), str(tmp_path / "bare.git"))
    words = ("validate", "--at", "pr", "--history", "base", "--changed", "base", "--on", DAY)
    for folder in (repo.path / "data", tmp_path / "bare.git" / "data"):
        assert "Q701" in qstrong(*words, "--data", str(folder), cwd=tmp_path).out
    assert not (tmp_path / "bare.git" / "data").exists()
