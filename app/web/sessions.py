"""Flask-Login's user and the domain's Actor: who is asking. The cookie holds an opaque token, the database its hash."""

from flask import Flask, Response, current_app, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.services.sealing import keepers
from app.services.signing_in import sessions as keeping
from app.web.clock import now

PUBLIC_AUDIENCES = frozenset({"public"})
"""Here everybody is a citizen: staff who follow a petition of their own do it like anyone, by its code."""

TRACKED_SECONDS = 2 * 3600  # a proven tracking code opens its case for so long
MOST_TRACKED = 20
KEPT_AT_ENTRY = ("tracked",)
OWN_PASSWORD, ENROL = "auth.password", "account.begin"  # noqa: S105 - names of pages


class Manager(LoginManager):  # type: ignore[misc]  # Flask-Login publishes no types
    """Without "remember me": looking for its cookie after each request would make every file vary by session."""

    def _update_remember_cookie(self, response: Response) -> Response:
        return response


manager = Manager()


class Account(UserMixin):  # type: ignore[misc]  # Flask-Login publishes no types
    """A signed-in account as Flask-Login wants it; its id is the token of the session, not of the person."""

    def __init__(self, token: str, who: keeping.Recognised) -> None:
        self.token = token
        self.actor = who.actor
        self.username = who.username
        self.language = who.language
        self.is_halfway = who.is_halfway
        self.must_choose_password = who.must_choose_password
        self.offices = who.offices
        self.office = next(office for office in who.offices if office.id == who.actor.office_id)
        self.must_enrol = who.lacks_factor and not (who.is_demo and not current_app.config["TIEP_DAN"].in_production)
        self.is_confirmed = who.is_confirmed(now())

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask) -> None:
    """Put Flask-Login in front of every request."""
    manager.init_app(app)
    manager.session_protection = None  # it would bind sessions to addresses; phones change theirs
    manager.user_loader(load)


def load(token: str) -> Account | None:
    """The account behind a token, as it stands now: a changed office or a closed account counts at once."""
    who = keeping.recognise(token, at=now(), office_id=session.get("office"))
    return Account(token, who) if who else None


def current_account() -> Account | None:
    """The account that is fully signed in, or None."""
    return current_user if current_user.is_authenticated and not current_user.is_halfway else None


def halfway_account() -> Account | None:
    """Whose password was right and whose second factor is asked for; nobody to every other page."""
    return current_user if current_user.is_authenticated and current_user.is_halfway else None


def current_actor() -> Actor:
    """Who acts in this request: the account, or on public pages the citizen with the cases the browser has proven."""
    account = current_account() if request.blueprint not in PUBLIC_AUDIENCES else None
    return account.actor if account else Actor(role=Role.CITIZEN, case_ids=_tracked())


def choose_office(office_id: int | None) -> bool:
    """Act in this office from the next request on. The session remembers the choice and nothing of what it allows;
    False for an office that the account does not hold."""
    account = current_account()
    if account is None or office_id not in {office.id for office in account.offices}:
        return False
    session["office"] = office_id
    return True


def keyed_actor() -> Actor:
    """The same, with the own private key in hand if it is open in this browser: for what opens or hands on a seal."""
    account = current_account()
    return keepers.keyed(current_actor(), account.token) if account else current_actor()


def first_duty() -> str | None:
    """The page that this account must visit before any other: its own password, then its second factor."""
    account = current_account()
    if account is None:
        return None
    if account.must_choose_password:
        return OWN_PASSWORD
    return ENROL if account.must_enrol else None


def confirmed_recently() -> bool:
    """Whether the person has proven in the last five minutes to be there."""
    account = current_account()
    return account is not None and account.is_confirmed


def enter(token: str) -> None:
    """Begin a session of an account; nothing of the session before it survives, so it cannot have been planted."""
    kept = {name: session[name] for name in KEPT_AT_ENTRY if name in session}
    session.clear()
    session.update(kept)
    go_on_as(token)


def go_on_as(token: str) -> None:
    """The session has another token: its right was raised."""
    account = load(token)
    if account is not None:
        login_user(account)


def leave() -> None:
    """Sign out: the token is dead for every browser that has it."""
    if current_user.is_authenticated:
        keeping.sign_out(current_user.actor, current_user.token, at=now())
    logout_user()
    session.clear()


def remember_case(case_id: int) -> None:
    """The browser has proven the tracking code of this case."""
    tracked = {**session.get("tracked", {}), str(case_id): int(now().timestamp())}
    newest = sorted(tracked.items(), key=lambda item: item[1])[-MOST_TRACKED:]
    session["tracked"] = dict(newest)


def forget_cases() -> None:
    """Close what the tracking codes had opened, as on a shared computer."""
    session.pop("tracked", None)


def is_personal() -> bool:
    """Whether this browser is somebody's: signed in, or following a case."""
    return "_user_id" in session or bool(session.get("tracked"))


def _tracked() -> frozenset[int]:
    oldest = now().timestamp() - TRACKED_SECONDS
    return frozenset(int(case) for case, since in session.get("tracked", {}).items() if since >= oldest)
