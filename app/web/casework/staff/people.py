"""Who works here, what each has open, who signs for the head, and what nobody has taken over."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.domain.vocabulary import CaseKind
from app.i18n import labels
from app.persistence.queries import categories
from app.persistence.queries.offices import delegating as stored
from app.persistence.queries.offices import holding
from app.persistence.queries.offices import leaving as counted
from app.services.keeping.offices import delegating, leaving
from app.web.casework.queue import rows_of
from app.web.clock import today
from app.web.sessions import current_actor


def people() -> ResponseReturnValue:
    """One page for the head."""
    actor, day = current_actor(), today()
    body_id = actor.body_id or 0
    offices = holding.at_body(body_id, day)
    gone, waiting = leaving.not_handed_over(actor, day)
    return render_template(
        "casework/people.html",
        offices=offices,
        open_cases=counted.open_counts(actor, body_id, [office.user_id for office in offices]),
        gone=gone,
        waiting=rows_of(waiting, actor),
        delegations=delegating.of_own_body(actor),
        counting=stored.counting(body_id, day),
    )


def kind_words(kind: str) -> str:
    """A kind as a paper keeps it."""
    return labels.label(CaseKind(kind))


def category_words(code: str) -> str:
    """A category as a paper keeps it; its code where it is gone."""
    found = categories.by_code(code)
    return found.words if found else code
