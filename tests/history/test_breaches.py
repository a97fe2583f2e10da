"""What who acts for a unit may not do, path by path; and folders that a rule can't name as they are."""

import pytest

from qstrong.history.owners import Breach, BreachReason, Forge, OwnerError, breaches, codeowners
from qstrong.history.revisions import ABSENT, FILE, LINK, PROGRAM, SUBMODULE, PathChange
from qstrong.model.task import UnitsFile
from tests.build import adapter


def change(path: str, after: str = FILE, before: str = FILE) -> PathChange:
    return PathChange(path, before, after, "M")


@pytest.mark.parametrize(
    ("path", "after", "why"),
    [
        ("data/progress/u/2026Q1.yaml", FILE, None),
        ("data/progress/u/2026.yaml", FILE, None),
        ("data/progress/u/2026Q1.yaml", PROGRAM, "program"),
        ("data/progress/u/2026Q1.yaml", LINK, "link"),
        ("data/progress/u/2026Q1.yaml", SUBMODULE, "submodule"),
        ("data/progress/u/2026Q1.yaml", ABSENT, "deleted"),
        ("data/progress/u/2026Q1.yaml", "040000", "not_a_filing"),  # whatever it is, it is no file
        ("data/progress/u/2026Q1.yml", FILE, "not_a_filing"),
        ("data/progress/u/2026Q1", FILE, "not_a_filing"),
        ("data/progress/u/2026Q5.yaml", FILE, "not_a_filing"),
        ("data/progress/u/2026-1.yaml", FILE, "not_a_filing"),
        ("data/progress/u/README.md", FILE, "not_a_filing"),
        ("data/progress/u/more/2026Q1.yaml", FILE, "not_a_filing"),
        ("data/progress/u/.yaml", FILE, "not_a_filing"),
        ("data/progress/w/2026Q1.yaml", FILE, "not_own"),
        ("data/progress/u2/2026Q1.yaml", FILE, "not_own"),
        ("progress/u/2026Q1.yaml", FILE, "not_own"),
        ("data/targets.yaml", FILE, "not_own"),
        ("data/progress/w/2026Q1.yaml", LINK, "not_own"),
    ],
)
def test_what_may_not_be_done(path: str, after: str, why: BreachReason | None) -> None:
    assert breaches([change(path, after)], "data/", ["u", "v"]) == ([Breach(path, why)] if why else [])


def test_all_of_them_by_path() -> None:
    changes = [change("data/z"), change("data/progress/u/2026Q1.yaml"), change("data/a"), change("data/m")]
    assert [one.path for one in breaches(changes, "data/", ["u"])] == ["data/a", "data/m", "data/z"]
    assert len(breaches(changes, "data/", [])) == 4


def rule(folder: str, forge: Forge) -> str | None:
    spec = {"units": [{"id": "u", "name": {"zh": "单位"}, "kind": "other", "accounts": ["a"]}]}
    return codeowners(adapter(UnitsFile).validate_python(spec), folder, forge).removesuffix(" @a\n")


@pytest.mark.parametrize(
    ("forge", "folder", "pattern"),
    [
        ("github", "d/", "/d/progress/u/"),
        ("github", "d[1]#/", "/d?1??/progress/u/"),  # it has no way of saying these
        ("gitlab", "d[1]#/", "/d\\[1\\]\\#/progress/u/"),
        ("github", "d *?\\/", "/d\\ \\*\\?\\\\/progress/u/"),
        ("gitlab", "d *?\\/", "/d\\ \\*\\?\\\\/progress/u/"),
        ("gitea", "d/", "d/progress/u/.*"),
        ("gitea", "d.1 #/", "d\\\\.1\\ \\#/progress/u/.*"),
    ],
)
def test_a_folders_rule(forge: Forge, folder: str, pattern: str) -> None:
    assert rule(folder, forge) == pattern


@pytest.mark.parametrize("forge", ["github", "gitlab", "gitea"])
@pytest.mark.parametrize("folder", ["a\nb/", "a\tb/", "a\u2028b/"])
def test_a_folder_that_would_be_another_line_is_refused(folder: str, forge: Forge) -> None:
    with pytest.raises(OwnerError):
        rule(folder, forge)
