"""qstrong: plain-text accounting for public targets.

The command is `qstrong`; for scripts there is `open_plan`, see `qstrong.library`:

    import qstrong

    plan = qstrong.open_plan("data")
    for target in plan.report("2026Q3").targets():
        print(target["id"], target["status"], target["value"])
"""

__version__ = "1.0.0"
__all__ = [
    "DataRow",
    "OpenPlan",
    "PlanReport",
    "QstrongError",
    "RequestError",
    "RevisionError",
    "UnreadablePlanError",
    "__version__",
    "open_plan",
]

TYPE_CHECKING = False
if TYPE_CHECKING:  # as in `typing`, which would take longer to import than all else here
    from qstrong.library import OpenPlan, PlanReport, open_plan
    from qstrong.reading import DataRow, QstrongError, RequestError, RevisionError, UnreadablePlanError


def __getattr__(name: str) -> object:
    """What the library gives, imported when it is asked for: no start of the command waits for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from qstrong import library, reading

    return getattr(library if hasattr(library, name) else reading, name)


def __dir__() -> list[str]:
    return sorted(__all__)
