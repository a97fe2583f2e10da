"""`qstrong owners`: CODEOWNERS from units.yaml, and the check that a change stays in its own unit's files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from qstrong.cli import options as o
from qstrong.cli.complete import complete_revisions, complete_units
from qstrong.text import families

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qstrong.cli.writer import Writer
    from qstrong.history.revisions import PathChange, Repository
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
    return _check(writer, base, head or "HEAD", unit, actor, registered=registered)


def _write(forge: str, options: o.Options) -> int:
    """CODEOWNERS to the output."""
    from qstrong.cli.session import Session
    from qstrong.history.owners import OwnerError, codeowners
    from qstrong.model.task import UnitsFile

    session = Session(options)
    dataset = session.data()
    prefix = _repository(session).folder
    try:
        rules = codeowners(UnitsFile(units=dataset.units, office=dataset.office), prefix, forge)  # type: ignore[arg-type]
    except OwnerError as error:
        raise session.stop("own_unwritable", 1, text=str(error)) from error
    stamp = f"# [{session.say('synthetic')}]\n" if dataset.plan.synthetic else ""
    session.put(f"# {session.say('own_head')}\n{stamp}{rules}")
    if not dataset.office.accounts:
        session.err("own_no_office")
    return session.finish()


def _check(
    writer: Writer, base: str, head: str, unit: str | None, actor: str | None, *, registered: bool
) -> int:
    """The paths that aren't their author's to change; 1 where there are any.

    Raises `StopError` where the two are the same (2), and where either has no data there (2, 3). With
    *registered* nobody is refused as long as the base knows no account at all.
    """
    from qstrong.cli.revision import git_errors
    from qstrong.history.git import GitError
    from qstrong.history.owners import is_office, units_of
    from qstrong.history.revisions import changed_since
    from qstrong.history.tree import Tree

    repository = _repository(writer)
    with git_errors(writer.lang):
        changes = changed_since(repository, base, head)
        who = _units_at(repository, base, writer)
        Tree(repository, head)  # no link, no submodule on the way to the data
    if registered and not (who.office.accounts or any(one.accounts for one in who.units)):
        writer.out("own_unregistered")
        return 0
    own = (_unit(who, unit, writer),) if unit else units_of(who, actor or "")
    with git_errors(writer.lang):
        if repository.commit(head) in repository.merge_bases(base, head):
            raise GitError("itself", base)
    if actor and is_office(who, actor):
        writer.out("own_office", name=actor, n=len(changes))
        return 0
    names = writer.look.names(who.units)
    author = writer.look.listed(names[one] for one in own) or f"@{actor}"
    return _judged(changes, repository.folder, own, author, writer)


def _judged(
    changes: Sequence[PathChange], folder: str, own: tuple[str, ...], name: str, writer: Writer
) -> int:
    """Every path of *changes* that isn't that of *own* units, and why; 1 where there are any."""
    import sys

    from qstrong.history.owners import breaches
    from qstrong.render.document import visible

    found = breaches(changes, folder, own)
    for one in found:
        why = writer.say(families.BREACH.key(one.why), name=name)
        sys.stdout.write(f"{visible(one.path)}: {why}\n")
    if not found:
        writer.out("own_fine", name=name, n=len(changes))
        return 0
    where = " ".join(visible(f"{folder}progress/{one}/") for one in own)
    told = writer.say("own_may", where=where) if own else writer.say("own_nobody", name=name)
    sys.stdout.write(writer.say("own_refused", n=len(found), name=name) + told + "\n")
    return 1


def _repository(writer: Writer) -> Repository:
    """The repository of the data folder, which a bare one has in its trees only; raises `StopError` (2)."""
    from pathlib import Path

    from qstrong.cli.folder import find_data
    from qstrong.cli.revision import git_errors
    from qstrong.history.revisions import Repository

    with git_errors(writer.lang):
        return Repository.around(find_data(writer.options.data) or Path("data"))


def _units_at(repository: Repository, base: str, writer: Writer) -> UnitsFile:
    """units.yaml of the base; raises `StopError` (3) where it can't be read."""
    from qstrong.history.owners import read_units
    from qstrong.history.tree import Tree

    with Tree(repository, base) as tree:
        who, problems = read_units(tree)
    if who is None:
        raise writer.unusable(problems, f"{base}:{repository.folder}")
    return who


def _unit(who: UnitsFile, said: str, writer: Writer) -> str:
    """The id of the unit that is called so in the base."""
    from qstrong.cli.names import find

    names = {name: one.id for one in who.units for name in (*one.name.texts(), *one.aliases)}
    return find({**names, **{one.id: one.id for one in who.units}}, said, writer.lang)
