"""The names that every template may use."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, current_app, request, url_for

from app.domain.access import may_ever
from app.domain.offices.held import Standing
from app.domain.reception.vocabulary import VisitOutcome
from app.i18n import calendar_days, formats, labels, locale, offices, reasons
from app.i18n.locale import gettext as _
from app.persistence.models.office import HeldOffice
from app.persistence.queries import bodies
from app.web import languages, sessions
from app.web.assets.static import static_url
from app.web.clock import now, today


def init_app(app: Flask) -> None:
    """Translation in templates, and the shared names."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # given by the extension
        locale.bare_gettext, locale.bare_ngettext, newstyle=True
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals.update(
        static_url=static_url,
        has_endpoint=has_endpoint,
        may_open=may_open,
        language_url=language_url,
        label=labels.label,
        held_words=held_words,
        formats=formats,
    )
    app.jinja_env.filters.update(day_name=calendar_days.words, office_title=offices.words)
    app.jinja_env.filters.update(reason_words=reasons.say, outcome_words=outcome_words, join_values=join_values)
    app.context_processor(shared_names)


def shared_names() -> dict[str, Any]:
    """What depends on the request; `csrf_token` and `_` are there already."""
    actor = sessions.current_actor()
    body = bodies.by_id(actor.body_id) if actor.body_id else None
    return {
        "current_lang": locale.current(),
        "languages": [(code, locale.LANGUAGES[code]) for code in languages.spoken_here()],
        "actor": actor,
        "body_name": body.short_name if body else None,
        "account": sessions.current_account(),
        "today": today(),
        "now": now(),
        "hotline": current_app.config["TIEP_DAN"].hotline,
    }


def outcome_words(value: str) -> str:
    """What followed a visit, as it is kept in a list."""
    return labels.label(VisitOutcome(value))


def join_values(row: Mapping[str, Any]) -> str:
    """A row of a short list in one line."""
    return ", ".join(str(value) for value in row.values() if value)


def held_words(office: HeldOffice) -> str:
    """What an office is called: its title, else its role; and how it is held where that is not plainly."""
    name = office.title or labels.label(office.role)
    if office.standing is Standing.ACTING:
        return _("%(office)s (quyền)", office=name)
    return name


def has_endpoint(name: str) -> bool:
    """Whether a page exists in this installation, so that a menu never points at nothing."""
    return name in current_app.view_functions


def may_open(endpoint: str) -> bool:
    """Whether this actor's role may ever open a page, so that a menu offers nothing it would refuse."""
    guard = getattr(current_app.view_functions.get(endpoint), "guard", None)
    return guard is not None and may_ever(sessions.current_actor(), guard)


def language_url(code: str) -> str:
    """This page in another language. What was asked for stays; a sent form's page has no address to come back to."""
    if request.endpoint is None or request.method not in ("GET", "HEAD"):
        return f"/?lang={code}"
    asked = {name: values for name, values in request.args.lists() if not name.startswith("_")}  # _scheme … are Flask's
    wanted = {**asked, **(request.view_args or {}), "lang": code}
    return url_for(request.endpoint, **wanted)
