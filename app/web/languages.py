"""Which language a page speaks: ?lang= (kept in a cookie), else the cookie, else the browser's, else Vietnamese."""

from flask import Flask, Response, current_app, g, request

from app.i18n.locale import LANGUAGES, SOURCE, STAFF_LANGUAGES, choose, current
from app.web.doors import STAFF_AUDIENCES

COOKIE = "lang"
A_YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Choose before every request; keep what was chosen by hand."""
    app.before_request(choose_language)
    app.after_request(keep_choice)
    app.teardown_request(forget_choice)


def choose_language() -> None:
    """A language is no secret and may stand in the address, so that a link can be shared in it."""
    wanted = request.args.get("lang", "")
    spoken = spoken_here()
    if wanted in spoken:
        g.chosen_language = wanted
    kept = request.cookies.get(COOKIE, "")
    by_browser = request.accept_languages.best_match(spoken, SOURCE)
    choose(next((code for code in (wanted, kept) if code in spoken), by_browser or SOURCE))


def spoken_here() -> list[str]:
    """The languages of this page."""
    is_for_staff = request.blueprint in STAFF_AUDIENCES or request.endpoint == "auth.password"
    return list(STAFF_LANGUAGES if is_for_staff else LANGUAGES)


def keep_choice(response: Response) -> Response:
    """Remember a language chosen by hand, and say which one the page is in."""
    if "chosen_language" in g:
        secure = current_app.config["TIEP_DAN"].in_production
        response.set_cookie(COOKIE, g.chosen_language, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
    if response.mimetype == "text/html":
        response.content_language = current()
        response.vary.add("Accept-Language")
    return response


def forget_choice(_error: BaseException | None) -> None:
    """Threads are used again: the next request starts in Vietnamese."""
    choose(SOURCE)
