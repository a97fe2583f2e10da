"""Who may change what: every wrongful change is refused with a message, the rightful ones pass."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qstrong.history.owners import Forge, OwnerError, codeowners
from qstrong.model.task import Unit, UnitsFile
from tests.build import adapter
from tests.conftest import Result, Run
from tests.history.repos import Repo

UNITS = """units:
  - {id: commerce, name: {zh: 区商务局, en: Commerce}, kind: district, aliases: [商务局], accounts: [shangwu-1, "@Shangwu-2"]}
  - {id: water, name: {zh: 区水务局, en: Water}, kind: district, accounts: [shuiwu]}
  - {id: com, name: {zh: 前缀局}, kind: district, accounts: [qianzhui, shuiwu]}
office: {accounts: [office-1]}
"""
OWN, OTHER = "data/progress/commerce", "data/progress/water"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.commit(
        "起点",
        **{
            "data/units.yaml": UNITS,
            "data/targets.yaml": "plan: 计划\n",
            "data/progress/README.md": "x\n",
            "README.md": "x\n",
            f"{OWN}/2026Q1.yaml": "unit: commerce\nperiod: 2026Q1\nfiled: 2026-04-10\n",
            f"{OTHER}/2026Q1.yaml": "unit: water\nperiod: 2026Q1\nfiled: 2026-04-10\n",
        },
    )
    made.git("tag", "base")
    return made


@pytest.fixture
def check(repo: Repo, qstrong: Run) -> Callable[..., Result]:
    def run(*words: str, base: str = "base", **keys: Any) -> Result:
        who = () if {"--unit", "--actor"} & set(words) else ("--unit", "commerce")
        return qstrong("owners", "--check", "--base", base, *who, *words, cwd=repo.root, **keys)

    return run


def write(name: str, text: str | None = "a: 1\n") -> Callable[..., None]:
    def act(repo: Repo) -> None:
        repo.write(name, text)

    return act


def both(*acts: Callable[..., None]) -> Callable[..., None]:
    def act(repo: Repo) -> None:
        for one in acts:
            one(repo)

    return act


own = write(f"{OWN}/2026Q2.yaml")


def link(name: str, target: str) -> Callable[..., None]:
    def act(repo: Repo) -> None:
        path = repo.root / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)

    return act


def move(old: str, new: str) -> Callable[..., None]:
    def act(repo: Repo) -> None:
        (repo.root / new).parent.mkdir(parents=True, exist_ok=True)
        repo.git("mv", old, new)

    return act


def submodule(name: str) -> Callable[..., None]:
    def act(repo: Repo) -> None:
        path = repo.root / name
        path.unlink(missing_ok=True)
        Repo(path).commit("里", f="1")

    return act


def executable(repo: Repo) -> None:
    (repo.root / OWN / "2026Q1.yaml").chmod(0o755)


def hidden_submodule(repo: Repo) -> None:
    submodule("sub")(repo)
    repo.write(".gitmodules", '[submodule "sub"]\n\tpath = sub\n\turl = ./x\n\tignore = all\n')


WRONG: dict[str, Any] = {
    "another unit's file": (write(f"{OTHER}/2026Q1.yaml"), f"{OTHER}/2026Q1.yaml", "不是 区商务局 的填报"),
    "a new file of another unit": (write(f"{OTHER}/2026Q2.yaml"), f"{OTHER}/2026Q2.yaml", "不是"),
    "own and another's": (both(own, write(f"{OTHER}/2026Q1.yaml")), f"{OTHER}/2026Q1.yaml", "不是"),
    "a unit whose id begins alike": (write("data/progress/com/2026Q1.yaml"), "data/progress/com/2026Q1.yaml", "不是"),
    "a rename of another's to one's own": (move(f"{OTHER}/2026Q1.yaml", f"{OWN}/2026Q2.yaml"), f"{OTHER}/2026Q1.yaml", "不是"),
    "a rename of one's own": (move(f"{OWN}/2026Q1.yaml", f"{OWN}/2026Q2.yaml"), f"{OWN}/2026Q1.yaml", "不可删除或改名"),
    "a rename out of the folder": (move(f"{OWN}/2026Q1.yaml", "old.yaml"), "old.yaml", "不是"),
    "a deletion": (write(f"{OWN}/2026Q1.yaml", None), f"{OWN}/2026Q1.yaml", "不可删除或改名"),
    "a deletion of another's": (write(f"{OTHER}/2026Q1.yaml", None), f"{OTHER}/2026Q1.yaml", "不是"),
    "a link for a filing": (link(f"{OWN}/2026Q1.yaml", "../water/2026Q1.yaml"), f"{OWN}/2026Q1.yaml", "是链接"),
    "a new link": (link(f"{OWN}/2026Q2.yaml", "/etc/passwd"), f"{OWN}/2026Q2.yaml", "是链接"),
    "a link for the unit's folder": (link(OWN, "water"), OWN, "不是"),
    "a link for the data folder": (both(move("data", "evil"), link("data", "evil")), "data", "不是"),
    "a submodule for a filing": (submodule(f"{OWN}/2026Q1.yaml"), f"{OWN}/2026Q1.yaml", "是子仓库"),
    "a submodule that hides itself": (hidden_submodule, "sub", "不是"),
    "its own account in units.yaml": (
        both(write("data/units.yaml", UNITS.replace("shuiwu", "shangwu-1")), write(f"{OTHER}/2026Q1.yaml")),
        f"{OTHER}/2026Q1.yaml", "不是"),
    "units.yaml": (write("data/units.yaml", UNITS.replace("office-1", "shangwu-1")), "data/units.yaml", "不是"),
    "targets.yaml": (write("data/targets.yaml"), "data/targets.yaml", "不是"),
    "a nested path": (write(f"{OWN}/2026Q2.yaml/x"), f"{OWN}/2026Q2.yaml/x", "不是填报"),
    "a nested folder": (write(f"{OWN}/old/2026Q2.yaml"), f"{OWN}/old/2026Q2.yaml", "不是填报"),
    "a case variant of the unit": (write("data/progress/Commerce/2026Q2.yaml"), "data/progress/Commerce/2026Q2.yaml", "不是"),
    "a case variant of the period": (write(f"{OWN}/2026q2.yaml"), f"{OWN}/2026q2.yaml", "不是填报"),
    "a case variant of the ending": (write(f"{OWN}/2026Q2.YAML"), f"{OWN}/2026Q2.YAML", "不是填报"),
    "full-width digits": (write(f"{OWN}/２０２６.yaml"), f"{OWN}/２０２６.yaml", "不是填报"),
    "an extra file beside": (both(own, write(f"{OWN}/notes.txt")), f"{OWN}/notes.txt", "不是填报"),
    "a hidden file": (write(f"{OWN}/.gitattributes"), f"{OWN}/.gitattributes", "不是填报"),
    ".yml": (write(f"{OWN}/2026Q2.yml"), f"{OWN}/2026Q2.yml", "不是填报"),
    "no ending": (write(f"{OWN}/2026Q2"), f"{OWN}/2026Q2", "不是填报"),
    "no such period": (write(f"{OWN}/2026Q5.yaml"), f"{OWN}/2026Q5.yaml", "不是填报"),
    "a line end in a name": (write(f"{OWN}/2026Q2.yaml\n"), f"{OWN}/2026Q2.yaml ", "不是填报"),
    "the README": (write("README.md"), "README.md", "不是"),
    "the README of progress": (write("data/progress/README.md"), "data/progress/README.md", "不是"),
    "a workflow": (write(".github/workflows/x.yml"), ".github/workflows/x.yml", "不是"),
    "the same path elsewhere": (write("progress/commerce/2026Q2.yaml"), "progress/commerce/2026Q2.yaml", "不是"),
    "a mode": (executable, f"{OWN}/2026Q1.yaml", "可执行"),
    "one's own in place of a folder": (both(write("data/progress/README.md", None), own), "data/progress/README.md", "不是"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrongful_change(name: str, repo: Repo, check: Callable[..., Result]) -> None:
    act, path, why = WRONG[name]
    act(repo)
    repo.commit("改", who="office-1")
    result = check("--data", str(repo.root / "evil")) if (repo.root / "evil").exists() else check()
    if (repo.root / "evil").exists():
        assert result.code == 3  # the base has no units there
        result = check("--data", "data")
        assert (result.code, "是链接" in result.err) == (2, True)
        return
    assert result.code == 1
    line = next(line for line in result.out.splitlines() if line.startswith(f"{path}: "))
    assert why in line
    assert f"{OWN}/<期次>.yaml" in result.out.splitlines()[-1]


RIGHT: dict[str, Any] = {
    "an edit": (write(f"{OWN}/2026Q1.yaml", "filed: 2026-04-11\n"), "commerce"),
    "a new filing": (own, "区商务局"),
    "a broken one": (write(f"{OWN}/2026Q2.yaml", "\x00 {{{ <<<<<<< HEAD"), "商务局"),
    "a year and a month": (both(write(f"{OWN}/2026.yaml"), write(f"{OWN}/2026-07.yaml"), write(f"{OWN}/2026H1.yaml")), "Commerce"),
    "nothing": (lambda _: None, "commerce"),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_a_rightful_change(name: str, repo: Repo, check: Callable[..., Result]) -> None:
    act, unit = RIGHT[name]
    act(repo)
    repo.commit("改", who="nobody")
    result = check("--unit", unit)
    assert (result.code, result.err) == (0, "")
    assert "区商务局 自己的填报" in result.out
    assert check("--unit", unit, QSTRONG_LANG="en").out.startswith("Fine: ")


@pytest.mark.parametrize(
    ("actor", "path", "code"),
    [("shangwu-1", OWN, 0), ("@shangwu-1", OWN, 0), ("SHANGWU-2", OWN, 0), ("shuiwu", OWN, 1), ("shuiwu", OTHER, 0),
     ("shuiwu", "data/progress/com", 0), ("office-1", OWN, 0), ("Office-1", "data", 0), ("nobody", OWN, 1),
     ("shangwu", OWN, 1), ("", OWN, 2), ("@", OWN, 1)],
)  # fmt: skip
def test_actors(actor: str, path: str, code: int, repo: Repo, check: Callable[..., Result]) -> None:
    write(f"{path}/2026Q3.yaml")(repo)
    repo.commit("改", who="office-1")
    assert check("--actor", actor).code == code


def test_an_account_that_is_no_name_is_nobodys(repo: Repo, check: Callable[..., Result]) -> None:
    repo.commit("空", **{"data/units.yaml": UNITS.replace("office-1", '"@"')})
    repo.git("tag", "-f", "base")
    own(repo)
    repo.commit()
    assert check("--actor", "@").code == 1


def test_an_unknown_account_is_named(repo: Repo, check: Callable[..., Result]) -> None:
    own(repo)
    repo.commit()
    result = check("--actor", "li\x1b[2J")
    assert result.code == 1
    assert "没有单位登记了账号 @li\\x1b[2J" in result.out


def test_the_office_may_delete(repo: Repo, check: Callable[..., Result]) -> None:
    write(f"{OWN}/2026Q1.yaml", None)(repo)
    write("README.md")(repo)
    repo.commit()
    assert check("--actor", "office-1").code == 0
    assert check("--unit", "commerce").code == 1


def test_identity_is_never_the_authors(repo: Repo, check: Callable[..., Result]) -> None:
    """An author may call himself anything."""
    write("data/targets.yaml")(repo)
    repo.git("add", "-A")
    name: dict[str, Any] = {
        "GIT_AUTHOR_NAME": "office-1",
        "GIT_AUTHOR_EMAIL": "office-1@users.noreply.github.com",
    }
    repo.git("commit", "-qm", "x", **name)
    assert check("--actor", "shangwu-1").code == 1


def test_an_account_of_the_change_itself_is_none(repo: Repo, check: Callable[..., Result]) -> None:
    """Units and accounts are the base's."""
    write("data/units.yaml", UNITS.replace("office-1", "mallory"))(repo)
    repo.commit()
    assert check("--actor", "mallory").code == 1
    assert check("--actor", "office-1").code == 0


def test_what_the_base_did_meanwhile_is_not_the_changes(repo: Repo, check: Callable[..., Result]) -> None:
    repo.git("switch", "-q", "-c", "work")
    own(repo)
    repo.commit()
    repo.git("switch", "-q", "main")
    repo.commit("别人", **{f"{OTHER}/2026Q2.yaml": "b: 1\n"})
    assert check("--head", "work", base="main").code == 0
    repo.git("merge", "-q", "work", "-m", "合")
    assert check("--head", "main", base="work").code == 1


def test_a_merge_commit_that_smuggles(repo: Repo, check: Callable[..., Result]) -> None:
    """A merge in which something changed that neither side had."""
    repo.git("switch", "-q", "-c", "work")
    own(repo)
    repo.commit()
    repo.git("switch", "-q", "main")
    repo.commit("别人", **{f"{OTHER}/2026Q2.yaml": "b: 1\n"})
    repo.git("switch", "-q", "work")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "main")
    repo.commit("合", **{f"{OTHER}/2026Q1.yaml": "value: 999\n"})
    result = check("--head", "work", base="main")
    assert result.code == 1
    assert f"{OTHER}/2026Q1.yaml" in result.out
    assert f"{OTHER}/2026Q2.yaml" not in result.out


def test_a_merge_that_undoes_what_the_base_did(repo: Repo, check: Callable[..., Result]) -> None:
    """Two best common ancestors: since the one the change shows nothing, and would still undo."""
    repo.git("switch", "-q", "-c", "work")
    own(repo)
    first = repo.commit("一")
    repo.git("switch", "-q", "main")
    fix = repo.commit("更正", **{f"{OTHER}/2026Q1.yaml": "fixed: 1\n"})
    repo.git("merge", "-q", "--no-ff", "-m", "合并", first)
    repo.git("switch", "-q", "work")
    repo.git("merge", "-q", "--no-ff", "--no-commit", fix)
    old = repo.git("show", f"base:{OTHER}/2026Q1.yaml") + "\n"
    repo.commit("合", **{f"{OTHER}/2026Q1.yaml": old})
    assert len(repo.git("merge-base", "--all", "main", "work").split()) == 2
    result = check("--head", "work", base="main")
    assert result.code == 1
    assert f"{OTHER}/2026Q1.yaml" in result.out
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "-m", "进", "work")
    assert repo.git("show", f"HEAD:{OTHER}/2026Q1.yaml") + "\n" == old  # so it would have been


def test_what_was_changed_and_changed_back(repo: Repo, check: Callable[..., Result]) -> None:
    repo.commit("错", **{f"{OTHER}/2026Q1.yaml": "x: 1\n"})
    repo.git("revert", "--no-edit", "HEAD")
    own(repo)
    repo.commit()
    assert check().code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [(("--head", "nowhere"), 2, "没有这个版本: nowhere"), (("--unit", "commerc"), 2, "commerce"),
     (("--unit", "commerce", "--actor", "x"), 2, "只写一个"), (("--lang", "fr"), 2, "--lang"), (("--head=--all",), 2, "--all")],
)  # fmt: skip
def test_usage(words: tuple[str, ...], code: int, said: str, check: Callable[..., Result]) -> None:
    result = check(*words)
    assert (result.code, result.out) == (code, "")
    assert said in result.err


def test_usage_without_a_check(qstrong: Run, repo: Repo) -> None:
    assert "--check" in qstrong("owners", "--actor", "x", cwd=repo.root).err
    assert qstrong("owners", "--check", cwd=repo.root).code == 2
    assert "gitea" in qstrong("owners", "--for", "svn", cwd=repo.root).err


def test_a_base_whose_units_cannot_be_read(repo: Repo, check: Callable[..., Result]) -> None:
    repo.commit("坏", **{"data/units.yaml": "units: [\n"})
    result = check(base="HEAD")
    assert result.code == 3
    assert "HEAD:data/units.yaml" in result.err


def test_a_base_without_units(repo: Repo, check: Callable[..., Result]) -> None:
    repo.git("rm", "-q", "data/units.yaml")
    repo.git("commit", "-qm", "x")
    result = check(base="HEAD")
    assert result.code == 3
    assert "HEAD:data/units.yaml: error[Q002]" in result.err


def test_without_git_or_history(
    check: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = check()
    assert (result.code, result.err) == (2, "这台电脑上没有 git; 装好再试。\n")


def test_a_shallow_clone_says_what_to_do(repo: Repo, qstrong: Run, tmp_path: Path) -> None:
    own(repo)
    repo.commit()
    clone = tmp_path / "shallow"
    repo.git("clone", "-q", "--depth=1", f"file://{repo.root}", str(clone))
    words = ("owners", "--check", "--unit", "commerce", "--base", repo.git("rev-parse", "base"))
    result = qstrong(*words, cwd=clone)
    assert result.code == 2
    assert "git fetch --unshallow" in result.err


def test_a_bare_repository(repo: Repo, qstrong: Run, tmp_path: Path) -> None:
    own(repo)
    repo.commit()
    repo.git("clone", "-q", "--bare", str(repo.root), str(tmp_path / "bare.git"))
    words = ("owners", "--check", "--data", str(tmp_path / "bare.git" / "data"), "--base", "base")
    assert qstrong(*words, "--unit", "commerce", cwd=tmp_path).code == 0
    assert qstrong(*words, "--unit", "water", cwd=tmp_path).code == 1


# CODEOWNERS


def who(*accounts: str, office: tuple[str, ...] = ("office-1",)) -> UnitsFile:
    unit = {"id": "u.1", "name": {"zh": "甲"}, "kind": "other", "accounts": list(accounts)}
    bare = {"id": "none", "name": {"zh": "乙"}, "kind": "other"}
    found: UnitsFile = adapter(UnitsFile).validate_python(
        {"units": [unit, bare], "office": {"accounts": list(office)}}
    )
    return found


@pytest.mark.parametrize(
    ("forge", "text"),
    [
        ("github", "* @office-1\n/data/progress/u.1/ @a @org/team office-1@x.cn @office-1\n"),
        ("gitlab", "* @office-1\n/data/progress/u.1/ @a @org/team office-1@x.cn @office-1\n"),
        ("gitea", ".* @office-1\ndata/progress/u\\\\.1/.* @a @org/team office-1@x.cn\n"),
    ],
)
def test_codeowners(forge: Forge, text: str) -> None:
    assert codeowners(who("a", "@org/team", "office-1@x.cn"), "data/", forge) == text


@pytest.mark.parametrize("account", ["a b", "a\n* @mallory", "a #", "", "a,b", "-a", "[x]", "@"])
def test_an_account_that_would_mean_something_else(account: str) -> None:
    with pytest.raises(OwnerError):
        codeowners(who().__class__(units=(_with(account),)), "", "github")


def _with(account: str) -> Unit:
    import dataclasses

    return dataclasses.replace(who("a").units[0], accounts=(account,))


def test_without_an_office_or_accounts() -> None:
    assert codeowners(who(office=()), "", "github") == ""
    assert codeowners(who("a", office=()), "", "gitea") == "progress/u\\\\.1/.* @a\n"


ODD = ["数据/", "a b/", "a#b/", "[x]/", "a*b?/", "a\\b/", "(a|b)+$/", "!x/", "a.b/", "#x/"]


@pytest.mark.parametrize("folder", ODD)
def test_a_gitea_rule_matches_its_folder_alone(folder: str) -> None:
    """As Gitea reads a line: a backslash keeps the next character, blanks end a word, # the line."""
    line = codeowners(who("a", office=()), folder, "gitea").rstrip("\n")
    words: list[Any] = []
    word = ""
    keep = False
    for char in line:
        if keep or char not in "\\# ":
            word, keep = word + char, False
        elif char == "\\":
            keep = True
        elif char == "#":
            break
        else:
            words, word = [*words, word], ""
    pattern, owner = [*words, word]
    assert owner == "@a"
    assert re.fullmatch(pattern, f"{folder}progress/u.1/2026.yaml")
    assert not re.fullmatch(pattern, f"{folder}progress/u21/2026.yaml")
    assert not re.fullmatch(pattern, f"x{folder}progress/u.1/2026.yaml")


@pytest.mark.parametrize("forge", ["github", "gitlab"])
@pytest.mark.parametrize("folder", ODD)
def test_other_rules_are_gits_own(forge: Forge, folder: str, tmp_path: Path) -> None:
    """As .gitignore reads a pattern, which both follow; git itself is the judge."""
    repo = Repo(tmp_path)
    rule = codeowners(who("a", office=()), folder, forge).removesuffix(" @a\n")
    repo.write(".gitignore", rule + "\n")

    def matches(name: str) -> bool:
        words = ["git", "check-ignore", "-q", "--", name]
        return subprocess.run(words, cwd=tmp_path, check=False).returncode == 0

    for path in (
        f"{folder}progress/u.1/2026.yaml",
        f"{folder}progress/u21/2026.yaml",
        "progress/u.1/2026.yaml",
    ):
        repo.write(path, "x")
        assert matches(path) == (path == f"{folder}progress/u.1/2026.yaml")
    assert rule.startswith("/")
    assert " " not in re.sub(r"\\.", "", rule)


def test_the_command_writes_it(qstrong: Run, tmp_path: Path) -> None:
    from tests.history.repos import demo_repo

    repo = demo_repo(tmp_path)
    text = (repo.data / "units.yaml").read_text(encoding="utf-8")
    text = text.replace(
        "aliases: [区科创局, 科创局]", "aliases: [区科创局, 科创局]\n    accounts: [kechuang]"
    )
    (repo.data / "units.yaml").write_text(text, encoding="utf-8")
    result = qstrong("owners", cwd=tmp_path)
    assert result.code == 0
    assert result.out == (
        "# 由 qstrong owners 按 units.yaml 写成, 请勿手改。\n# [演示数据]\n/data/progress/science/ @kechuang\n"
    )
    assert "office.accounts" in result.err
    (repo.data / "units.yaml").write_text(text + "office: {accounts: [office]}\n", encoding="utf-8")
    qstrong("owners", "--for", "gitea", "-o", "CODEOWNERS", "--lang", "en", cwd=tmp_path)
    assert (
        (tmp_path / "CODEOWNERS")
        .read_text(encoding="utf-8")
        .endswith(".* @office\ndata/progress/science/.* @kechuang\n")
    )
    (repo.data / "units.yaml").write_text(text.replace("[kechuang]", '["a b"]'), encoding="utf-8")
    assert qstrong("owners", cwd=tmp_path).code == 1
