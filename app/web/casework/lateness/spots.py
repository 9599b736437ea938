"""Hot spots for heads and inspectors: the list, one with its numbers and its cases, and what is done about it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.escalation.hot_spots import About
from app.domain.refusals import BadInput
from app.i18n import locale, reasons
from app.i18n.locale import gettext as _
from app.persistence.models.case import Case
from app.persistence.queries import bodies, categories, units
from app.persistence.queries.categories import CategoryItem
from app.persistence.queries.escalation.hot_spots import PAGE
from app.services.escalation import gathering
from app.services.escalation.gathering import Spot
from app.web.casework.lateness.forms import ActForm
from app.web.casework.queue import rows_of
from app.web.clock import now, today
from app.web.forms import read_number
from app.web.sessions import current_actor


def hot_spots() -> ResponseReturnValue:
    """Those that are hot, or those that are over; of one body when the address names it."""
    over, body = request.args.get("da-xong") == "1", bodies.by_id(read_number(request.args.get("body", "")) or 0)
    before, owner = read_number(request.args.get("truoc", "")), body.id if body else None
    spots = gathering.page(current_actor(), today(), over=over, body_id=owner, before=before)
    return render_template(
        "casework/hot_spots.html",
        spots=spots,
        over=over,
        body=body,
        more=spots[-1].row.id if len(spots) == PAGE else None,
        rule_words=rule_words,
        where=_places(spots),
    )


def hot_spot(hot_spot_id: int) -> ResponseReturnValue:
    """One spot."""
    return _one(hot_spot_id, ActForm())


def act_on_spot(hot_spot_id: int) -> ResponseReturnValue:
    """Keep what is done about it."""
    form = ActForm()
    if form.validate_on_submit():
        try:
            gathering.act(current_actor(), hot_spot_id, form.what.data or "", at=now())
        except BadInput as refusal:
            form.what.errors = [reasons.sentence(refusal)]
        else:
            flash(_("Đã ghi việc đã làm."), "success")
            return redirect(url_for("casework.hot_spot", hot_spot_id=hot_spot_id), 303)
    return _one(hot_spot_id, form, 422)


def _one(hot_spot_id: int, form: ActForm, status: int = 200) -> ResponseReturnValue:
    actor = current_actor()
    spot, cases, visits = gathering.read(actor, hot_spot_id, today())
    return render_template(
        "casework/hot_spot.html",
        spot=spot,
        called=_called(spot, cases),
        rows=rows_of(cases, actor),
        visits=visits,
        form=form,
        rule_words=rule_words,
        where=_places([spot]),
    ), status


def rule_words(spot: Spot) -> str:
    """What the rule looks for, in the language of the page."""
    return spot.rule.words.get(locale.current()) or spot.rule.words[locale.SOURCE]


def _called(spot: Spot, cases: list[Case]) -> str:
    """What most of its cases that the reader may see say that it is about; nothing where he sees none."""
    fields = {one.code: one for one in categories.everything()} if spot.row.about is About.PLACE else {}
    found = Counter(
        said for case in cases if not case.is_sealed for said in _names(spot.row.about, case, fields) if said
    )
    return found.most_common(1)[0][0] if found else ""


def _names(about: About, case: Case, fields: Mapping[str, CategoryItem]) -> list[str]:
    if about is About.PLACE:
        leaf = fields.get(case.category_code or "")
        parent = fields.get(leaf.parent_code or leaf.code) if leaf else None
        return [parent.words] if parent else []
    if about is About.SITE:
        return [petition.place_detail for petition in case.petitions]
    return [petition.decision_number for petition in case.petitions] if about is About.DECISION else []


def _places(spots: Sequence[Spot]) -> Callable[[Spot], str]:
    """Where each of these is: its commune as it is called today, else its body."""
    known = units.several((spot.row.unit_code, today()) for spot in spots if spot.row.unit_code)

    def where(spot: Spot) -> str:
        unit = known.get((spot.row.unit_code or "", today()))
        return unit.full_name if unit else spot.row.body.name

    return where
