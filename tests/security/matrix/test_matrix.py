"""Every URL and every member of the cast: the right answer, and no word of what is hidden from him. Hidden = absent."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain import access
from app.domain.facts import Actor
from app.domain.vocabulary import Role
from app.persistence.db import db
from app.web.doors import STAFF_AUDIENCES
from tests import cast
from tests.houses import SqliteHouse
from tests.security.matrix import table, world
from tests.security.matrix.world import GONE, HOLDS, SEES, WORKS_AT, Known
from tests.web.casework.clerk import fields_of

ABSENT = 98_765
NEVER = Known("never", ABSENT, "", "", ABSENT, frozenset(), "0900000001")
NOUGHT = Known("nought", 0, "", "", 0, frozenset(), "")  # how `told` writes a case
VARYING = (
    re.compile(rb'name="csrf_token"[^>]*value="[^"]*"'),
    re.compile(rb'<span class="td-code">[0-9a-zA-Z-]+</span></p>\s*</div>'),  # the number of the request
)
MEMBERS = ["", *cast.PEOPLE]


class Matrix:
    """The prepared world, with a browser for everybody."""

    def __init__(self, house: SqliteHouse) -> None:
        self.house = house
        self.app = house.renew()
        self.settings = dict(self.app.config)
        self.app.config["WTF_CSRF_ENABLED"] = False  # tokens are tests/security/test_every_answer.py
        with self.app.app_context():
            self.cases = world.build(self.app)
            self.browsers = {name: self.browser(name) for name in MEMBERS}
            db.session.remove()
        self._absent: dict[tuple[str, str], list[tuple[int, bytes]]] = {}
        self.rules = {table.address_of(rule.rule): rule for rule in self.app.url_map.iter_rules()}

    def browser(self, name: str) -> FlaskClient:
        return cast.sign_in(self.app.test_client(), name) if name else self.app.test_client()

    def is_absent(self, name: str, address: str, method: str, answer: TestResponse, case: Known) -> bool:
        """Whether the answer is that about a case that there never was. One of these is kept for everybody; only where
        an address has another is it asked for there."""
        mine = (answer.status_code, told(answer, case).replace(filled(address, NOUGHT).encode(), b""))
        if mine not in self._absent.setdefault((name, method), []):
            there = self.browsers[name].open(filled(address, NEVER), method=method)
            words = told(there, NEVER).replace(filled(address, NOUGHT).encode(), b"")
            self._absent[name, method].append((there.status_code, words))
        return mine in self._absent[name, method]

    def hidden_from(self, name: str) -> list[Known]:
        return [case for key, case in self.cases.items() if name not in SEES[key]]


@pytest.fixture(scope="module")
def matrix(houses: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matrix]:
    if "sqlite" not in houses:
        houses["sqlite"] = SqliteHouse(tmp_path_factory.mktemp("houses") / "sqlite")
    made = Matrix(houses["sqlite"])
    yield made
    made.app.config.clear()
    made.app.config.update(made.settings)


def told(answer: TestResponse, *asked: Known) -> bytes:
    """The answer without what differs by itself: tokens, the number of the request, the numbers that were asked for."""
    body = answer.data
    for pattern in VARYING:
        body = pattern.sub(b"", body)
    for number in sorted({n for case in asked for n in (case.id, case.attachment_id)}, reverse=True):
        body = re.sub(rb"(?<=/)%d(?![0-9])" % number, b"0", body)
    return body


def nothing_given_away(answer: TestResponse, hidden: list[Known], where: object, asked: str = "") -> None:
    """No word of a hidden case anywhere in the answer; the address that was typed comes back in links, and says
    nothing."""
    said = answer.get_data(as_text=True) + "".join(f"{name}: {value}" for name, value in answer.headers)
    said = said.replace(asked, "") if asked else said
    for case in hidden:
        assert not [word for word in case.words if word in said], (where, case.key)


def filled(address: str, case: Known) -> str:
    found = address.replace("<int:case_id>", str(case.id)).replace("<int:attachment_id>", str(case.attachment_id))
    return re.sub(r"<int:\w+>", "770077", found).replace("<step>", "request_documents")


def unknown_to(matrix: Matrix, name: str, key: str) -> list[Known]:
    """The cases of which nothing may be said on a page of this one. Who settles the second complaint has the decision
    of the first before him, with its number (LKN Đ33)."""
    told_with_it = {"first"} if key == "second" and name in SEES[key] else set()
    return [case for case in matrix.hidden_from(name) if case.key not in told_with_it]


OF_STAFF = sorted((a, what, group) for a, (what, group) in table.rows().items() if what not in ("page", "citizen"))


def test_the_doors_open_for_the_roles_of_the_table(matrix: Matrix) -> None:
    """Every address and every role; then one address of each action really asked by everybody whom it refuses."""
    asked: set[object] = set()
    for address, (what, group) in sorted(table.rows().items()):
        rule = matrix.rules[address]
        view = matrix.app.view_functions[rule.endpoint]
        if group == "everyone":
            continue
        allowed = table.ROLES[group]
        opens = {role for role in Role if access.may_ever(Actor(role=role, user_id=1, body_id=1), view.guard)}
        assert opens - {Role.SYSTEM, Role.CITIZEN} == allowed, (address, what, view.guard)
        assert rule.endpoint.partition(".")[0] in STAFF_AUDIENCES or Role.CITIZEN not in opens, address
        if (view.guard, group) not in asked:
            asked.add((view.guard, group))
            refused_everywhere(matrix, address, [name for name in MEMBERS if is_refused(name, allowed)])


def is_refused(name: str, allowed: set[Role]) -> bool:
    return not name or name in GONE or cast.PEOPLE[name].role not in allowed


def refused_everywhere(matrix: Matrix, address: str, names: list[str]) -> None:
    one_a_role = {cast.PEOPLE[name].role if name and name not in GONE else name: name for name in names}
    for name in one_a_role.values():
        method = min((matrix.rules[address].methods or set()) & {"GET", "POST"})
        answer = matrix.browsers[name].open(filled(address, matrix.cases["plain"]), method=method)
        is_sent_to_sign_in = (not name or name in GONE) and method == "GET"
        assert answer.status_code == (302 if is_sent_to_sign_in else 403), (name, method, address)


def tried(index: int, what: str, group: str) -> Iterator[tuple[str, str, str]]:
    """One pair of each sort whom the door lets in, another at every address; with what the table says of it."""
    for pairs in world.RELATIONS.values():
        inside = [(name, key, wanted_of(name, key, what, group)) for name, key in pairs]
        inside = [one for one in inside if one[2] not in ("never", "sign in")]
        if inside:
            yield inside[index % len(inside)]


@pytest.mark.parametrize("index", range(len(OF_STAFF)), ids=[address for address, _what, _group in OF_STAFF])
def test_doors_of_a_case(matrix: Matrix, index: int) -> None:
    """The status of the table; where the case is hidden, the answer of one that does not exist. Reading and sending in
    turn: both are tried at every address."""
    address, what, group = OF_STAFF[index]
    methods = sorted((matrix.rules[address].methods or set()) & {"GET", "POST"})
    for turn, (name, key, wanted) in enumerate(sorted(set(tried(index, what, group)), key=lambda one: one[2])):
        case, method = matrix.cases[key], methods[turn % len(methods)]
        if wanted == "open":
            method = methods[0]
            if method == "POST" or "/tep/" in address:
                continue  # it would change the world; every step has its own test, and files theirs (test_access.py)
        answer = matrix.browsers[name].open(filled(address, case), method=method)
        where = (name, key, method, address)
        assert answer.status_code in STATUS[wanted, method], (where, answer.status_code, wanted)
        nothing_given_away(answer, unknown_to(matrix, name, key), where, filled(address, case))
        assert wanted != "hidden" or matrix.is_absent(name, address, method, answer, case), where


STATUS = {
    ("hidden", "GET"): (404,),
    ("hidden", "POST"): (404,),
    ("not yours", "GET"): (403,),
    ("not yours", "POST"): (403, 409, 422),
    ("open", "GET"): (200, 409),
    ("asked", "GET"): (200, 403, 404),  # who may see the case at all; whose data and files has tests of its own
    ("asked", "POST"): (200, 303, 403, 404, 409, 422),
}


def wanted_of(name: str, key: str, what: str, group: str) -> str:
    """What the table says of this person, this case and this door."""
    if not name or name in GONE:
        return "sign in"
    role = cast.PEOPLE[name].role
    if role not in table.ROLES[group]:
        return "never"
    if name not in SEES[key]:
        return "hidden"
    if what == "view":
        return "open"
    if what in ("original", "seal"):
        return "asked"
    if what == "log" and name == "em":
        return "open"
    if what == "identity" and key not in world.SEALED:
        return "not yours"
    return "open" if WORKS_AT.get(name) == HOLDS[key] else "not yours"


PAGES = sorted((a, group) for a, (what, group) in table.rows().items() if what == "page")
READERS = ("", "binh", "cam", "dung", "em", "nga", "oanh")
"""One of each role from whom cases are hidden."""


@pytest.mark.parametrize("name", READERS, ids=lambda name: name or "stranger")
def test_pages_of_no_case(matrix: Matrix, name: str) -> None:
    """No word of any case that is hidden from this person: lists, counts and choices."""
    hidden, browser = matrix.hidden_from(name), matrix.browsers[name]
    groups = {group for group in table.ROLES if not is_refused(name, table.ROLES[group])}
    for address, group in PAGES:
        is_open = group in groups or (group == "everyone" and not name)
        if not is_open or "<" in address or "GET" not in (matrix.rules[address].methods or set()):
            continue
        answer = browser.get(address)
        assert answer.status_code in (200, 302, 303, 400, 404), (name, address, answer.status_code)
        nothing_given_away(answer, hidden, (name, address))


LISTS = (
    *(f"/ho-so?tab={tab}" for tab in "new mine body head week overdue followed closed".split()),
    *("/ho-so?tab=body&kind=denunciation", "/ho-so?tab=body&from=2026-08-01", "/ho-so?officer=3&tab=body"),
    *("/cho-duyet", "/thong-ke", "/theo-doi"),
)
KEPT_AWAY = ("cam", "dung")
TYPES = ("binh", "cam", "ha", "khanh")


@pytest.mark.parametrize("name", KEPT_AWAY)
def test_lists_and_counts_are_those_of_a_world_without_it(matrix: Matrix, name: str) -> None:
    """Every list, count, board and number of who is kept away, byte for byte as if the case had never been filed; the
    pages of other cases too. What is missing is neither counted nor pointed at."""
    hidden = [case for case in matrix.hidden_from(name) if case.key != "first"]  # the second points back at it
    told_there = {"first"} if name in SEES["first"] else set()  # its body is told that there is a second complaint
    others = [f"/ho-so/{c.id}" for key, c in matrix.cases.items() if name in SEES[key] and key not in told_there]
    before = pages(matrix, name, others)
    copy = matrix.house.folder / "world.db"
    matrix.house.let_go()
    shutil.copy(matrix.house.folder / "test.db", copy)
    try:
        forget(matrix.house.folder / "test.db", [case.id for case in hidden])
        after = pages(matrix, name, others)
    finally:
        matrix.house.let_go()
        for leftover in ("test.db-wal", "test.db-shm"):
            (matrix.house.folder / leftover).unlink(missing_ok=True)
        shutil.move(copy, matrix.house.folder / "test.db")
    for address, body in before.items():
        assert body == after[address], (name, address)


def pages(matrix: Matrix, name: str, others: list[str]) -> dict[str, bytes]:
    browser = matrix.browsers[name]
    return {address: told(browser.get(address)) for address in (*LISTS, *others)}


def forget(database: Path, case_ids: list[int]) -> None:
    """The cases were never filed."""
    numbers = ", ".join(str(number) for number in case_ids)
    with closing(sqlite3.connect(database)) as connection:
        for name in ("deadline", "case_event", "exclusion"):
            connection.execute(f"DELETE FROM {name} WHERE case_id IN ({numbers})")  # noqa: S608
        connection.execute(f'DELETE FROM "case" WHERE id IN ({numbers})')  # noqa: S608
        connection.commit()


@pytest.mark.parametrize("name", TYPES)
def test_no_form_tells_a_hidden_case_from_none(matrix: Matrix, name: str) -> None:
    """The number typed into the search box, ticked in the queue, or named as the case to join to."""
    browser, own = matrix.browsers[name], matrix.cases[OWN[name]]
    browser.get("/ho-so")  # what another page had still to say
    form = cache(lambda path: form_at(browser, path))
    never = cache(lambda path, field, typed: answered(browser, path, form(path), field, str(typed)))
    for case in matrix.hidden_from(name)[::2]:
        for path, field in (("/ho-so/tim", "number"), ("/ho-so/giao-viec", "case"), (f"/ho-so/{own.id}/gop", "into")):
            whole = "2026-{:06d}" if field == "number" else "{}"  # a bare number is also a word that others may hold
            said = answered(browser, path, form(path), field, whole.format(case.id))
            assert said == never(path, field, whole.format(ABSENT)), (name, case.key, path)
        by_phone = answered(browser, "/ho-so/tim", {}, "number", case.phone)
        assert by_phone == never("/ho-so/tim", "number", NEVER.phone), (name, case.key, "the telephone of who filed it")


OWN = {"binh": "plain", "cam": "of_officer", "ha": "recused", "khanh": "of_head"}
"""A case from whose page each of them names another."""


def form_at(browser: FlaskClient, path: str) -> dict[str, str]:
    page = browser.get(path)
    return fields_of(page, path) if page.status_code == 200 else {}


def answered(browser: FlaskClient, path: str, form: dict[str, str], field: str, typed: str) -> tuple[object, ...]:
    """What sending a form says, with the page it leads to; but for the number that was typed."""
    sent = browser.post(path, data={**form, "reason": "Thử.", "officer_id": "", field: typed})
    where = sent.headers.get("Location", "")
    if where.startswith("/tim-kiem/"):
        answers = told(browser.get(where)).replace(f'value="{typed}"'.encode(), b"")
        return sent.status_code, "", answers.replace(where.rpartition("/")[2].encode(), b"")
    if sent.status_code in (302, 303):
        return sent.status_code, sent.headers.get("Location"), told(browser.get("/ho-so"))
    return sent.status_code, "", told(sent).replace(f'value="{typed}"'.encode(), b"")


def test_a_code_opens_its_case_alone(matrix: Matrix) -> None:
    """A citizen with his own code; with the code of another; and staff without one."""
    own, other = matrix.cases["plain"], matrix.cases["of_head"]
    citizen = matrix.app.test_client()
    assert citizen.post("/tra-cuu", data={"code": own.code}).status_code == 303
    for below in ["", *table.OF_CITIZEN.split()]:
        address = filled(f"/tra-cuu/ho-so/<int:case_id>{below}", own)
        assert citizen.get(address).status_code in (200, 303, 404, 405, 409), below
        rule = f"/tra-cuu/ho-so/<int:case_id>{below}"
        for browser in (citizen, matrix.browsers["dung"]):
            browser.get("/tra-cuu")  # what a page before had still to say
            for method in (matrix.rules[rule].methods or set()) & {"GET", "POST"}:
                found, absent = (asked(browser, filled(rule, each), method) for each in (other, NEVER))
                assert found.status_code == absent.status_code, (below, method)
                assert found.status_code in (303, 404), (below, method)
                assert told(found, other) == told(absent, NEVER), (below, method)


def asked(browser: FlaskClient, address: str, method: str) -> TestResponse:
    """The answer; what it left to be said on the next page is said, so that the next answer is its own."""
    answer = browser.open(address, method=method)
    if answer.status_code == 303:
        browser.get("/tra-cuu")
    return answer
