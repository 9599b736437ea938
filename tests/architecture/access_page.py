"""docs/access.md: the permission table as people read it, made from app/domain/access.py by `make docs`."""

import inspect
import re

from app.domain import access
from app.domain.access import Action, Predicate
from app.domain.vocabulary import Role
from app.i18n.labels import label
from tests.architecture.source import ROOT

ACCESS = ROOT / "docs" / "access.md"
PLAIN = {
    "system_acts": "The worker does what a clock or an earlier step demands.",
    "desk_or_head_of_body": "The receiving desk and the head give out the work of their body.",
}
"""What needs no sentence beside the code."""
SOURCE = inspect.getsource(access)

INTRODUCTION = """# Who may do what

Made by `make docs` from `app/domain/access.py`. A door opens for a role that has a mark; where "of which case" says
something, one of these sentences must also hold for the case in hand. Above all of them stands: whom a case is kept
from (conflict of interest, `domain/confidentiality/conflicts.py`) may do nothing with it, and who may not see a case
gets the answer of one that does not exist. What a head has laid into the hands of another counts for what has a †.
"""


def access_page() -> str:
    """The roles, the actions, and what the conditions mean."""
    roles = list(Role)
    titles = " | ".join(label(role) for role in roles)
    rows = [INTRODUCTION, "## The table", "", f"| action | {titles} | of which case |"]
    rows.append("|---|" + ":-:|" * len(roles) + "---|")
    rows += [_row(action, roles) for action in Action]
    rows += ["", "## The conditions", "", "| condition | means |", "|---|---|"]
    named = {predicate: None for predicates in access.ON_CASE.values() for predicate in predicates}
    rows += [f"| {_words(one)} | {_meaning(one)} |" for one in named]
    return "\n".join(rows) + "\n"


def _row(action: Action, roles: list[Role]) -> str:
    mark = " †" if action in access.DELEGABLE else ""
    said = re.search(rf"^    {action.name} = [^#\n]+# (.+)$", SOURCE, re.MULTILINE)
    what = f"`{action.value}`{mark}" + (f"<br>{said[1]}" if said else "")
    marks = ("●" if role in access.BY_ROLE[action] else "" for role in roles)
    return f"| {what} | {' | '.join(marks)} | {'; or '.join(map(_words, access.ON_CASE.get(action, ())))} |"


def _words(predicate: Predicate) -> str:
    return predicate.__name__.replace("_", " ")


def _meaning(predicate: Predicate) -> str:
    return " ".join((inspect.getdoc(predicate) or PLAIN[predicate.__name__]).split())
