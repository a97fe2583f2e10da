"""A new plan's folder: what is known of it gathered, its files made, and put in their places."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from qstrong import __version__
from qstrong.cli.recording.prompt import confirm
from qstrong.cli.setup.known import Wishes, outlined, told_by_table
from qstrong.cli.setup.placing import put_all
from qstrong.cli.stop import StopError, not_installed, why_not
from qstrong.cli.stop import safe_word as word
from qstrong.model.base import Lang
from qstrong.model.shapes.value import dataclass
from qstrong.text import families
from qstrong.text.language import LANGUAGES
from qstrong.write.intake.grid import GridRead, grid
from qstrong.write.intake.guard import RefusedError
from qstrong.write.intake.remarks import Remark
from qstrong.write.plan.doubts import doubts, faults, unused_comments
from qstrong.write.plan.entries import with_table
from qstrong.write.plan.files import DATA, pipeline, plan_files
from qstrong.write.plan.heads import TableError, known_heads
from qstrong.write.plan.outline import Outline
from qstrong.write.plan.rows import TableRead, read_table


@dataclass(frozen=True, slots=True)
class Founding:
    """Where the folder is to be, and what it is made from."""

    folder: Path
    wishes: Wishes
    table: str | None
    """The file of a table; `-` for standard input."""
    platforms: Sequence[str]
    accept: bool
    """Whether all that is to be confirmed of the table is."""
    dry_run: bool
    day: date


def begin(founding: Founding, lang: Lang, *, spoken: bool) -> int:
    """Make the folder of a new plan, or say what would be made. Raises `StopError`.

    What is said is said in *lang*; where the reader hasn't *spoken* of a language, in the table's.
    """
    refuse_taken(founding.folder, lang)
    found = GridRead([])
    if founding.table is None:
        wishes = founding.wishes
        if sys.stdin.isatty():
            from qstrong.cli.setup.asking import asked

            wishes = asked(wishes, lang, founding.day)
        plan, read = outlined(wishes, lang, lang, founding.day), None
    else:
        found, read = _table(founding.table, lang)
        plan_lang: Lang = "zh" if read.chinese else "en"
        lang = lang if spoken else plan_lang
        _refuse(founding, faults(found, read), lang)
        _tell_cells(founding.table, unused_comments(found), lang)
        _confirm(founding, doubts(found, read), lang)
        above = [
            row for row in found.cells[: read.columns.below - 1] if len({one for one in row if one}) == 1
        ]
        titles = [next(filter(None, row)) for row in above]
        wishes = told_by_table(founding.wishes, founding.table, read, titles, founding.day)
        plan = with_table(outlined(wishes, plan_lang, lang, founding.day), read.rows)
    files = _files(plan, founding.platforms)
    kept = [name for name in files if _is_there(founding.folder / name)]
    files = {name: text for name, text in files.items() if name not in kept}
    if not founding.dry_run:
        put_all(founding.folder, files, lang)
    if found.others:
        names = LANGUAGES[lang].listed(found.others)
        sys.stdout.write(word("init_sheets", lang, sheet=found.sheet, names=names) + "\n")
    _tell(founding, plan, read, files, kept, lang)
    return 0


def _tell_cells(table: str | None, told: Sequence[Remark], lang: Lang) -> None:
    for one in told:
        key = "import_at" if one.sheet else "import_at_table"
        words = {"path": table, "sheet": one.sheet, "cell": one.cell, "text": one.text.say(lang)}
        sys.stderr.write(word(key, lang, **words) + "\n")


def _refuse(founding: Founding, wrong: Sequence[Remark], lang: Lang) -> None:
    """Tell what is wrong with the table's cells; raises `StopError` (1) where anything is."""
    _tell_cells(founding.table, wrong, lang)
    if wrong:
        raise StopError(1, word("import_refused_all", lang, path=founding.table))


def _confirm(founding: Founding, asked: Sequence[Remark], lang: Lang) -> None:
    """Tell what is to be confirmed of the table; raises `StopError` (1) where it isn't."""
    _tell_cells(founding.table, asked, lang)
    if not asked or founding.accept or founding.dry_run:
        return
    if not sys.stdin.isatty():
        raise StopError(1, word("init_accept", lang))
    if not confirm(word("import_confirm", lang)):
        raise StopError(1, word("record_nothing", lang))


def refuse_taken(folder: Path, lang: Lang) -> None:
    """Raises `StopError` (2) where a *folder* has a plan already, or is none."""
    there = [folder / DATA / name for name in ("targets.yaml", "tasks.yaml", "units.yaml", "progress")]
    taken = [path for path in there if _is_there(path)]
    if folder.exists() and not folder.is_dir():
        taken = [folder]
    if taken:
        raise StopError(2, word("init_exists", lang, paths=", ".join(map(str, taken))))


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _files(plan: Outline, platforms: Sequence[str]) -> dict[str, str]:
    from qstrong.render.editors.jsonschema import FILES, json_schema
    from qstrong.render.formats.flat import md
    from qstrong.render.formats.jsontext import dumps

    schemas = {
        f"{DATA}/schemas/{kind}.schema.json": dumps(json_schema(kind, plan.lang, None, md)) for kind in FILES
    }
    return plan_files(plan) | schemas | dict(pipeline(one, plan, _checker()) for one in platforms)


def _checker() -> str:
    """What pip is to install in CI: this program, from where it came if git did, else by its version."""
    with suppress(PackageNotFoundError, ValueError, KeyError):
        told = json.loads(distribution("qstrong").read_text("direct_url.json") or "{}")
        if "vcs_info" in told:
            return f"qstrong @ {told['vcs_info']['vcs']}+{told['url']}@{told['vcs_info']['commit_id']}"
    return f"qstrong=={__version__}"


def _table(table: str, lang: Lang) -> tuple[GridRead, TableRead]:
    """The cells of the *table*, and the indicators in them."""
    try:
        found = grid(sys.stdin.buffer.read() if table == "-" else Path(table).read_bytes(), known_heads)
        return found, read_table(found.cells)
    except OSError as error:
        gone = isinstance(error, FileNotFoundError)
        why = word("why_not_there", lang) if gone else why_not(error, lang)
        raise StopError(2, word("init_no_file", lang, path=table, why=why)) from error
    except RefusedError as error:
        _tell_cells(table, [Remark("", cell, text) for cell, text in error.told], lang)
        why = word(families.REFUSED.key(error.reason), lang)
        raise StopError(2, word("init_not_table", lang, path=table, why=why)) from error
    except ImportError as error:
        raise not_installed(error, "excel", lang) from error
    except TableError as error:
        raise StopError(2, word(error.key, lang, **error.words)) from error


def _tell(
    founding: Founding,
    plan: Outline,
    read: TableRead | None,
    files: Mapping[str, str],
    kept: Sequence[str],
    lang: Lang,
) -> None:
    folder, out = founding.folder, sys.stdout
    if read:
        guesses = sum(len(target.why) for target in plan.targets) + len(plan.why)
        out.write(word("init_read", lang, n=len(plan.targets), guesses=guesses) + "\n")
        for target, row in zip(plan.targets, read.rows, strict=True):
            phrase, words = target.why.get("kind", ("", {}))
            if phrase in ("init_why_unread", "init_why_years"):
                why = word(phrase, lang, **words)
                out.write(word("init_look", lang, row=row.place, name=target.name, why=why) + "\n")
            for cell in target.unread:
                why = word("init_unread", lang, said=cell)
                out.write(word("init_look", lang, row=row.place, name=target.name, why=why) + "\n")
        if read.columns.unused:
            out.write(word("init_unused", lang, heads=", ".join(read.columns.unused)) + "\n")
    out.write(word("init_would" if founding.dry_run else "init_written", lang, n=len(files)) + "\n")
    out.writelines(f"  {folder / name}\n" for name in files)
    if kept:
        out.write(word("init_kept", lang, paths=", ".join(kept)) + "\n")
    if founding.dry_run:
        out.write("\n" + files[f"{DATA}/targets.yaml"])
        return
    out.write(word("init_next", lang) + "\n")
    if folder != Path():
        out.write(f"  cd {shlex.quote(str(folder))}\n")
    out.write("  qstrong status\n")
