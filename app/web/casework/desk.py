"""The head's one page: what waits for a decision."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.domain.vocabulary import Role
from app.i18n.locale import gettext as _
from app.persistence.queries import bodies
from app.services.keeping.offices import leaving
from app.services.oversight import desk
from app.services.reception import large_groups
from app.web.casework.forms.intake import ApproveForm
from app.web.casework.queue import count_words, rows_of
from app.web.clock import now, today
from app.web.sessions import current_actor

GROUP_WORDS = {
    "proposals": lambda: (_("Đề xuất xử lý đơn chờ duyệt"), "stamp"),
    "drafts": lambda: (_("Dự thảo quyết định chờ ký"), "edit"),
    "reports": lambda: (_("Báo cáo xác minh chờ xem"), "search"),
    "dialogues": lambda: (_("Đối thoại"), "speech"),
    "answers": lambda: (_("Kiến nghị, phản ánh chờ trả lời"), "mail"),
    "orders": lambda: (_("Đã thụ lý, chờ giao xác minh"), "users"),
    "effects": lambda: (_("Hiệu lực và thi hành"), "scale"),
}


def head() -> ResponseReturnValue:
    """What waits for the head, most urgent first."""
    actor = current_actor()
    found = desk.laid_out(actor, today())
    groups = [
        (name, *GROUP_WORDS[name](), list(zip(rows_of(cases, actor), cases, strict=True)))
        for name, cases in found.groups
    ]
    body = bodies.by_id(actor.body_id or 0)
    gone, waiting = leaving.not_handed_over(actor, today()) if actor.role is Role.HEAD else ([], [])
    return render_template(
        "casework/head.html",
        desk=found,
        groups=groups,
        overdue=count_words(found.overdue),
        week=count_words(found.week),
        new=count_words(found.new),
        body=body,
        gone=gone,
        waiting=len(waiting),
        visits=large_groups.of_today(actor, now()),
        form=ApproveForm(document_on=today()),
    )
