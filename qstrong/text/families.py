"""Families of words: those whose keys are made from a name in the data, each with all the names that there are.

Tests hold them against the enumerations that the names come from; every other key stands in the code as it is.
"""

from __future__ import annotations

from dataclasses import fields
from typing import NamedTuple, get_args

from qstrong.model.filing import Flag
from qstrong.model.period import Frequency
from qstrong.model.plan import Measure, Over
from qstrong.model.steps import Quality
from qstrong.model.terms.course import MethodName
from qstrong.model.terms.settings import Method, Severity


class Family(NamedTuple):
    """The pattern of its keys, and its members."""

    pattern: str
    members: tuple[str, ...]

    def key(self, name: str) -> str:
        """The key of a member. KeyError where *name* is none."""
        if name not in self.members:
            raise KeyError(self.pattern.format(name))
        return self.pattern.format(name)

    def keys(self) -> tuple[str, ...]:
        """The keys of all members."""
        return tuple(map(self.pattern.format, self.members))


def _family(pattern: str, members: str) -> Family:
    return Family(pattern, tuple(members.split()))


_EVERY: tuple[str, ...] = get_args(Frequency)
_SEVERITIES: tuple[str, ...] = get_args(Severity)
_FLAGS: tuple[str, ...] = get_args(Flag)

SEVERITY = Family("severity_{}", _SEVERITIES)
SEVERITIES = Family("{}s_n", _SEVERITIES)
RULES = _family("family_{}", "Q0 Q1 Q2 Q3 Q4 Q5 Q6 Q7 Q8")
DATA = _family("{}", "reported not_due pending not_reported invalid")
OWED = _family("{}", "reported pending invalid missing not_due")
FLAG = Family("{}", (*_FLAGS, "borderline", "provisional_baseline", "keep", "lost", "unexplained"))
FORM_FLAG = Family("form_flag_{}", _FLAGS)
OUTLOOK = _family("{}", "on_course uncertain short insufficient")
UNREAD = _family("unread_{}", "folder git data day failed lost")
NO_SUM = _family("no_sum_{}", "none rate uom measure goal missing")
COLOUR = _family("{}", "red yellow green grey")
MEASURE = Family("{}", get_args(Measure))
FREQUENCY = Family("{}", _EVERY)
METHOD = Family("method_{}", get_args(MethodName))
OVER = Family("over_{}", get_args(Over))
NEEDED = Family("step_needed_{}", get_args(Over))
QUALITY = Family("step_{}", get_args(Quality))
ORIGIN = _family("{}", "declared filed history plan provisional")
EXPLAINED = _family("{}", "outcome cause measures owner measures_by request")
CHANGE = _family(
    "change_{}",
    "new gone target baseline responsibilities method new_data revision withdrawn pending errors time",
)
MOVE = _family("bulletin_{}", "better worse assessed lost otherwise")
SORT = _family("diff_{}", "new changed withdrawn")
ACTION_CHANGE = _family("diff_action_{}", "new gone edited report withdrawn time")
JUDGES = _family("conflict_by_{}", "declared filed year best own")
EASE = _family("diff_{}", "easier harder neither unclear")
SINCE = Family("bulletin_since_{}", _EVERY)
LAST = Family("bulletin_last_{}", _EVERY)
ANNEX = _family("bulletin_annex_{}", "targets actions behind units method")
ANNEXED = _family("bulletin_sub_{}", "done next requests praise")
FILED = _family("filed_{}", "in_time late partial none not_due idle")
SHEET = _family("bulletin_unit_{}", "in_time late partial none not_due broken")
METHOD_NOTE = _family("bulletin_m_{}", "statcan dns")
SHOWN = _family("shown_{}", "after_end finer no_last_year within_year")
STALE = _family("stale_{}", "not_reported pending invalid")
WANTED = _family("wanted_{}", "baseline record year last_year same_months")
_WANTING = "cause measures both"
WANTING = tuple(_WANTING.split())
UNSAID = _family("no_{}", _WANTING)
UNEXPLAINED = _family("bulletin_no_{}", _WANTING)
TODO = _family("bulletin_todo_{}", _WANTING)
LACKED = _family("due_lack_{}", _WANTING)
ASKED = _family("due_explain_{}", _WANTING)
LETTER = _family("due_{}", "reminder dunning")
USE = _family("ledger_{}", "counts replaced pending refused")
STATUS = _family(
    "ledger_is_{}", "achieved on_track at_risk off_track worsening missed overdue not_assessable"
)
FORM = _family(
    "form_{}",
    "id name uom goal last for value last_year flag pending source note cause measures owner measures_by request "
    "evidence title_of_action due was state quantity progress on subject corrected reason highlights prepared_by "
    "reviewed_by approved_by filed",
)
CONSTANT = Family("constant_{}", tuple(one.name for one in fields(Method) if one.name != "name"))
BREACH = _family("own_{}", "not_own not_a_filing link submodule program deleted")
GIT = _family(
    "git_{}",
    "no_git no_repository no_commits dubious unknown_revision shallow partial unrelated link submodule inside itself broken large slow failed",
)
BLANK = _family("blank_{}", "revision day day_or_period")
YAML = _family("found_{}", "directive alias anchor tag merge")
_FOREIGN = "workbook document archive picture page lfs annex git_crypt encrypted damaged"
FOREIGN = _family("foreign_{}", _FOREIGN)
FOREIGN_HINT = _family("foreign_hint_{}", _FOREIGN)
DOCTOR = _family(
    "doctor_of_{}",
    "qstrong Python libyaml git encoding terminal colours excel word html cluster completion cache data",
)
INIT_ASK = _family("init_ask_{}", "title start end every units")
WRITE = _family("write_{}", "lost_race exists link failed")
REFUSED = _family(
    "refused_{}",
    "not_text encoding form quotes no_columns no_rows gone large cells packed twice number encrypted xls xlsb ods document "
    "macros links web not_xlsx "
    "no_form no_heads",
)
SYSTEM = _family("why_{}", "EACCES EBADF EEXIST EISDIR ENAMETOOLONG ENOENT ENOSPC ENOTDIR EROFS")
HINT = _family(
    "import_hint_{}",
    "Q213 Q214 Q216 Q217 Q301 Q302 Q303 Q304 Q305 Q306 Q307 Q309 Q310 Q322 Q323 Q325 Q326 Q327 Q328 Q401 Q402 "
    "Q403 Q501 Q502 Q503 Q510",
)
_MEANT = "mark two flag"
TYPED = _family("import_why_{}", _MEANT)
KEYED = _family("found_{}_key", _MEANT)
