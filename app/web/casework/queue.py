"""The queue: what there is to do, in the order of its due dates. Everything that was chosen is in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import lawbook
from app.domain.access import SEAL_KEEPERS, Action, may_ever
from app.domain.facts import Actor
from app.domain.vocabulary import CaseKind, Procedure, Role, State
from app.i18n import formats
from app.i18n.locale import current, ngettext
from app.i18n.locale import gettext as _
from app.persistence.models.case import NO_DUE_DATE, Case
from app.persistence.queries import units, worklists
from app.persistence.queries.worklists import Tab
from app.services.intake import triage
from app.web.casework.forms.intake import HandOutForm
from app.web.casework.queue_filters import chips, filter_options, here, member, read_filters
from app.web.clock import now, today
from app.web.sessions import current_actor

FIRST_TAB = {Role.OFFICER: Tab.MINE, Role.HEAD: Tab.BODY, Role.INSPECTORATE: Tab.BODY}


@dataclass(frozen=True, slots=True)
class Row:
    """A case as a line of the table."""

    id: int
    href: str
    code: str
    title: str
    petitioner: str
    people: int
    kind: CaseKind
    procedure: Procedure
    state: State
    due_on: date | None
    clock: str
    is_paused: bool
    is_sealed: bool
    officer: str
    place: str
    body: str
    received_on: date
    is_mine: bool
    is_free: bool


def home() -> ResponseReturnValue:
    """Where the day begins: the head's desk, the board of all bodies, or the queue."""
    actor = current_actor()
    if may_ever(actor, Action.HEAD_DESK):
        return redirect(url_for("casework.head"))
    return redirect(url_for("oversight.board" if actor.role is Role.INSPECTORATE else "casework.queue"))


def queue() -> ResponseReturnValue:
    """One page of one tab, with the counts of all."""
    actor, filters = current_actor(), read_filters(request.args)
    tabs = worklists.tabs_of(actor)
    tab = member(Tab, request.args.get("tab"))
    tab = tab if tab in tabs else FIRST_TAB.get(actor.role, Tab.NEW)
    after, before = request.args.get("after"), request.args.get("before")
    found = worklists.page(actor, tab, filters, today(), after=after, before=before)
    counts = worklists.counts(actor, tabs, filters, today())
    return render_template(
        "casework/queue.html",
        tab=tab,
        tab_links=tab_links(tabs, tab, counts),
        rows=rows_of(found.cases, actor),
        older=here(before=found.previous, after=None) if found.previous else None,
        newer=here(after=found.next, before=None) if found.next else None,
        chosen=request.args,
        narrowed=chips(filters),
        empty_words=EMPTY_WORDS[tab](),
        options=filter_options(actor, filters),
        may_hand_out=actor.role in SEAL_KEEPERS,
        may_take=actor.role is not Role.INSPECTORATE and tab not in (Tab.CLOSED, Tab.FOLLOWED),
        form=HandOutForm(),
        back=request.full_path.rstrip("?"),
    )


def take() -> ResponseReturnValue:
    """Take up the ticked cases, or give them to an officer."""
    form, actor = HandOutForm(), current_actor()
    form.next.data = form.back.data
    chosen, officer = form.case_ids(), form.officer_id.data or ""
    if form.validate() and chosen:
        if officer.isdecimal() and int(officer) != actor.user_id:
            done = triage.hand_out(actor, chosen, int(officer), at=now())
            flash(ngettext("Đã giao %(count)s hồ sơ.", "Đã giao %(count)s hồ sơ.", len(done)), "success")
        else:
            done = triage.take_up(actor, chosen, at=now())
            flash(ngettext("Đã nhận %(count)s hồ sơ.", "Đã nhận %(count)s hồ sơ.", len(done)), "success")
    else:
        flash(_("Chưa chọn hồ sơ nào. Hãy đánh dấu vào ô đầu dòng."), "warning")
    return redirect(form.way_back() or url_for("casework.queue"))


def rows_of(cases: Sequence[Case], actor: Actor) -> list[Row]:
    """The lines of a table."""
    places = units.names((case.unit_code, case.received_on) for case in cases if case.unit_code)
    return [_row(case, actor, places.get((case.unit_code or "", case.received_on), "")) for case in cases]


def _row(case: Case, actor: Actor, place: str) -> Row:
    """What the table shows; of a sealed case its number and nothing else."""
    return Row(
        id=case.id,
        href=url_for("casework.show", case_id=case.id),
        code=case.number,
        title=_("Tố cáo %(number)s", number=case.number) if case.is_sealed else case.title,
        petitioner=case.lead_name,
        people=case.people_count,
        kind=case.procedure.kind,
        procedure=case.procedure,
        state=case.state,
        due_on=None if case.next_due_on == NO_DUE_DATE else case.next_due_on,
        clock=clock_name(case.next_clock),
        is_paused=case.state is State.SUSPENDED and case.next_due_on == NO_DUE_DATE,
        is_sealed=case.is_sealed,
        officer=case.officer.name if case.officer else "",
        place=place,
        body=case.body.short_name,
        received_on=case.received_on,
        is_mine=case.officer_id is not None and case.officer_id == actor.user_id,
        is_free=case.officer_id is None,
    )


def clock_name(clock: str | None) -> str:
    """What a clock is called, in the language of the page."""
    names = lawbook.load().clock_names.get(clock or "", {})
    return names.get(current()) or names.get("vi", "")


def count_words(number: int) -> str:
    """200+ where nobody counted further."""
    if number > worklists.COUNT_LIMIT:
        return formats.number(worklists.COUNT_LIMIT) + "+"
    return formats.number(number)


EMPTY_WORDS = {
    Tab.NEW: lambda: (_("Không có đơn mới"), _("Đơn mới nộp hoặc mới chuyển đến sẽ hiện ở đây.")),
    Tab.MINE: lambda: (
        _("Chưa giữ hồ sơ nào"),
        _("Sang mục Mới đến, đánh dấu hồ sơ và bấm nhận; hoặc chờ được giao."),
    ),
    Tab.BODY: lambda: (_("Cơ quan không có hồ sơ đang giải quyết"), _("Đơn mới sẽ tự vào đây theo thẩm quyền.")),
    Tab.HEAD: lambda: (
        _("Không có gì chờ người đứng đầu"),
        _("Khi cán bộ trình đề xuất hoặc báo cáo, hồ sơ sẽ sang đây."),
    ),
    Tab.WEEK: lambda: (_("Trong 7 ngày tới không có hạn nào"), _("Hạn gần nhất luôn đứng đầu mục Cơ quan.")),
    Tab.OVERDUE: lambda: (_("Không có hồ sơ quá hạn"), _("Mọi việc đều trong hạn.")),
    Tab.FOLLOWED: lambda: (
        _("Không theo dõi hồ sơ nào"),
        _("Đơn đã nhận ở đây rồi chuyển nơi khác sẽ hiện ở mục này, kèm kết quả."),
    ),
    Tab.CLOSED: lambda: (_("Chưa có hồ sơ nào xong"), _("Hồ sơ đã kết thúc sẽ được giữ ở đây để tra lại.")),
}

TAB_WORDS = {
    Tab.NEW: lambda: _("Mới đến"),
    Tab.MINE: lambda: _("Của tôi"),
    Tab.BODY: lambda: _("Cơ quan"),
    Tab.HEAD: lambda: _("Chờ người đứng đầu"),
    Tab.WEEK: lambda: _("Trong 7 ngày"),
    Tab.OVERDUE: lambda: _("Quá hạn"),
    Tab.FOLLOWED: lambda: _("Theo dõi"),
    Tab.CLOSED: lambda: _("Đã xong"),
}


def tab_links(tabs: tuple[Tab, ...], chosen: Tab, counts: Mapping[Tab, int]) -> list[tuple[str, str, str, bool]]:
    """Words, address, count, whether here; the filters go along."""
    return [
        (TAB_WORDS[tab](), here(tab=tab.value, after=None, before=None), count_words(counts[tab]), tab is chosen)
        for tab in tabs
    ]
