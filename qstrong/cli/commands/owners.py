"""`qstrong owners`: CODEOWNERS from units.yaml, and the check that a change stays in its own unit's files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_revisions, complete_units
from qstrong.text import families

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qstrong.history.revisions import PathChange, Repository
    from qstrong.model.base import Lang
    from qstrong.model.task import UnitsFile

FORGES = ("github", "gitlab", "gitea")


@o.command("data", "lang", "output", "no_cache")
def owners(
    options: o.Options,
    forge: Annotated[str, o.choice("help.own_forge", "--for", FORGES)] = "github",
    check: Annotated[bool, o.option("help.own_check", "--check")] = False,
    base: Annotated[
        o.Said, o.option("help.own_base", "--base", metavar="REV", complete=complete_revisions)
    ] = None,
    head: Annotated[
        o.Said, o.option("help.own_head", "--head", metavar="REV", complete=complete_revisions)
    ] = None,
    unit: Annotated[o.Said, o.option("help.own_unit", "--unit", complete=complete_units)] = None,
    actor: Annotated[o.Said, o.option("help.own_actor", "--actor", metavar="LOGIN")] = None,
    registered: Annotated[bool, o.option("help.own_registered", "--where-registered")] = False,
) -> int:
    """help.cmd.owners"""
    from qstrong.cli.writer import Writer

    writer = Writer(replace(options, format="plain"))
    writer.check("--for", forge, FORGES)
    if not check:
        if base or head or unit or actor or registered:
            raise writer.stop("own_needs_check")
        return _write(forge, writer.options)
    if not base or bool(unit) == bool(actor):
        raise writer.stop("own_needs")
    said = writer.lang
    return _check(options.data, base, head or "HEAD", unit, actor, said, registered=registered)


def _write(forge: str, options: o.Options) -> int:
    """CODEOWNERS to the output."""
    from qstrong.cli.session import Session
    from qstrong.history.owners import OwnerError, codeowners
    from qstrong.model.task import UnitsFile
    from qstrong.render.document import visible

    session = Session(options)
    dataset = session.data()
    prefix = _repository(options.data, session.lang).folder
    try:
        rules = codeowners(UnitsFile(units=dataset.units, office=dataset.office), prefix, forge)  # type: ignore[arg-type]
    except OwnerError as error:
        raise session.stop("own_unwritable", 1, text=visible(str(error))) from error
    stamp = f"# [{session.say('synthetic')}]\n" if dataset.plan.synthetic else ""
    session.put(f"# {session.say('own_head')}\n{stamp}{rules}")
    if not dataset.office.accounts:
        session.err("own_no_office")
    return session.finish()


def _check(
    data: Path | None,
    base: str,
    head: str,
    unit: str | None,
    actor: str | None,
    lang: Lang,
    *,
    registered: bool,
) -> int:
    """The paths that aren't their author's to change; 1 where there are any.

    Raises `StopError` where the two are the same (2), and where either has no data there (2, 3). With
    *registered* nobody is refused as long as the base knows no account at all.
    """
    import sys

    from qstrong.cli.revision import git_errors
    from qstrong.cli.words import safe_word as word
    from qstrong.history.git import GitError
    from qstrong.history.owners import is_office, units_of
    from qstrong.history.revisions import changed_since
    from qstrong.history.tree import Tree
    from qstrong.render.document import visible

    repository = _repository(data, lang)
    with git_errors(lang):
        changes = changed_since(repository, base, head)
        who = _units_at(repository, base, lang)
        Tree(repository, head).close()  # no link, no submodule on the way to the data
    if registered and not (who.office.accounts or any(one.accounts for one in who.units)):
        sys.stdout.write(word("own_unregistered", lang) + "\n")
        return 0
    own = (_unit(who, unit, lang),) if unit else units_of(who, actor or "")
    with git_errors(lang):
        if repository.commit(head) in repository.merge_bases(base, head):
            raise GitError("itself", base)
    if actor and is_office(who, actor):
        sys.stdout.write(word("own_office", lang, name=visible(actor), n=len(changes)) + "\n")
        return 0
    author = visible(_author(who, own, actor, lang))
    return _judged(changes, repository.folder, own, author, lang)


def _author(who: UnitsFile, own: tuple[str, ...], actor: str | None, lang: Lang) -> str:
    """Whom a change is of: its units by their names, else the account."""
    from qstrong.model.index import names_of
    from qstrong.text.language import LANGUAGES

    names = names_of(who.units)
    return LANGUAGES[lang].listed(names[one].say(lang) for one in own) or f"@{actor}"


def _judged(changes: Sequence[PathChange], folder: str, own: tuple[str, ...], name: str, lang: Lang) -> int:
    """Every path of *changes* that isn't that of *own* units, and why; 1 where there are any."""
    import sys

    from qstrong.cli.words import safe_word as word
    from qstrong.history.owners import breaches
    from qstrong.render.document import visible

    found = breaches(changes, folder, own)
    for one in found:
        where = visible(one.path)
        sys.stdout.write(f"{where}: {word(families.BREACH.key(one.why), lang, name=name)}\n")
    if not found:
        sys.stdout.write(word("own_fine", lang, name=name, n=len(changes)) + "\n")
        return 0
    folders = [visible(f"{folder}progress/{one}/") for one in own]
    told = word("own_may", lang, where=" ".join(folders)) if own else word("own_nobody", lang, name=name)
    sys.stdout.write(word("own_refused", lang, n=len(found), name=name) + told + "\n")
    return 1


def _repository(data: Path | None, lang: Lang) -> Repository:
    """The repository of the data folder, which a bare one has in its trees only; raises `StopError` (2)."""
    from pathlib import Path

    from qstrong.cli.folder import find_data
    from qstrong.cli.revision import git_errors
    from qstrong.history.revisions import Repository

    with git_errors(lang):
        return Repository.around(find_data(data) or Path("data"))


def _units_at(repository: Repository, base: str, lang: Lang) -> UnitsFile:
    """units.yaml of the base; raises `StopError` (3) where it can't be read."""
    from qstrong.cli.stop import StopError
    from qstrong.history.owners import read_units
    from qstrong.history.tree import Tree
    from qstrong.render.findings.problems import as_text

    with Tree(repository, base) as tree:
        who, problems = read_units(tree)
    if who is None:
        raise StopError(3, as_text(problems, lang, prefix=f"{base}:{repository.folder}").rstrip("\n"))
    return who


def _unit(who: UnitsFile, said: str, lang: Lang) -> str:
    """The id of the unit that is called so in the base."""
    from qstrong.cli.names import find

    names = {name: one.id for one in who.units for name in (*one.name.texts(), *one.aliases)}
    return find({**names, **{one.id: one.id for one in who.units}}, said, lang)
