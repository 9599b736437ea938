"""Every time limit in force on a day, by procedure; and what changed when a new period of law began."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.domain.rules import LawBook
from app.domain.vocabulary import Procedure
from app.i18n import reasons
from app.i18n.locale import lazy_gettext as _l
from app.services.law import law_in_force
from app.services.oversight import law_changes as changing
from app.services.oversight.dossier import SILENT
from app.services.oversight.law_desk import applies_to, clock_groups
from app.services.oversight.promises import Promise, promises
from app.web.clock import today
from app.web.forms import read_day
from app.web.public.law_desk import clock_name, group_name

CONDITIONS = {"absence_recorded": _l("Khi đã lập biên bản về việc vắng mặt không có lý do chính đáng.")}
"""Where the sentence of a refusal would say the opposite."""


def law_limits() -> ResponseReturnValue:
    """All time limits of a day, with their articles and how sure they are."""
    law = law_in_force()
    day = read_day(request.args.get("day", "")[:20]) or today()
    groups = [(group_name(group.procedure), group.procedure, group.clocks) for group in clock_groups(law)]
    tables = [(name, procedure, _rows(law, procedure, clocks, day)) for name, procedure, clocks in groups]
    no_law = {key for key, instrument in law.instruments.items() if not instrument.is_law}
    days = [turn.in_force.since for turn in law.regimes]
    return render_template("public/law/limits.html", tables=tables, day=day, no_law=no_law, days=days)


def _rows(law: LawBook, procedure: Procedure | None, clocks: Iterable[str], day: date) -> list[Promise]:
    """The rows of these clocks that speak of this procedure."""
    found = promises(law, clocks, day).values()
    return [replace(one, rows=tuple(row for row in one.rows if applies_to(row, procedure))) for one in found]


def law_changes() -> ResponseReturnValue:
    """What changed, newest first."""
    turns = changing.turns(law_in_force())
    return render_template("public/law/changes.html", turns=turns, name=clock_name, condition=condition_words)


def condition_words(code: str) -> str:
    """A condition of a step, in words; empty for those that are bookkeeping."""
    return "" if code in SILENT else str(CONDITIONS.get(code) or reasons.REASONS.get(code, ""))
