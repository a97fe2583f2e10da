"""Where the work of many plans is done, as the command line says; what goes wrong there, in words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from qstrong.cli.stop import StopError, not_installed
from qstrong.cli.words import safe_word as word
from qstrong.model.base import Lang
from qstrong.model.shapes.value import dataclass
from qstrong.render.document import visible
from qstrong.rollup.engine.run import Engine, EngineError


@dataclass(frozen=True, slots=True)
class Where:
    """At most one of them is given."""

    jobs: int | None
    """So many processes of this machine; one is this process."""
    workers: int | None
    """So many workers of a Dask cluster that is started for the run."""
    scheduler: str | None
    """The address of a Dask scheduler."""

    @contextmanager
    def engine(self, count: int, lang: Lang) -> Iterator[Engine]:
        """The engine for so many plans; raises `StopError`: (2) where Dask is missing, (4) where it fails."""
        if sum(one is not None for one in (self.jobs, self.workers, self.scheduler)) > 1:
            raise StopError(2, word("rollup_one_engine", lang))
        if self.workers is None and self.scheduler is None:
            from qstrong.rollup.engine.local import local_engine

            yield local_engine(self.jobs, count)
            return
        from qstrong.rollup.engine.cluster import cluster_engine

        def tell(key: str, words: dict[str, object]) -> None:
            sys.stderr.write(word(key, lang, **words) + "\n")

        try:
            with cluster_engine(self.scheduler, self.workers, tell) as engine:
                yield engine
        except EngineError as error:
            said = {name: visible(str(one)) for name, one in error.words.items()}
            raise StopError(4, word(error.key, lang, **said)) from error
        except ImportError as error:
            if (error.name or "").partition(".")[0] not in ("distributed", "dask"):
                raise
            raise not_installed(error, "cluster", lang) from error
