"""No door breaks, whatever is sent: every POST door × every role × hostile fields, every GET door × hostile queries.

Every role goes through every door once, the engines dealt among them; FUZZ_ENGINES=both sends everybody to both."""

import os
import random
import re
from collections import Counter

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.vocabulary import CaseKind
from tests import cast
from tests.builders import a_case
from tests.security import fuzzing
from tests.web.public.follower import NOW, follow
from tests.web.public.pen import Pen

pytestmark = pytest.mark.usefixtures("db")

COUNT = int(os.environ.get("FUZZ_COUNT", "1"))
SEED = int(os.environ.get("FUZZ_SEED", "20261123"))
DEALT = {"": "sqlite", "binh": "postgresql", "dung": "sqlite", "oanh": "postgresql"}
ENGINES = {"sqlite": "postgresql", "postgresql": "sqlite"}
NUMBERS = (0, 1, 2147483647, 2147483648, 10**15, 2**63 - 1, 2**63, 10**30, 10**300)
BIG = (2**63 - 1, 10**30)


def everybody(*roles: str, other: bool = False) -> pytest.MarkDecorator:
    """A role and its engine; `other`: the engine it did not have in the test before."""
    more = os.environ.get("FUZZ_ROLES", "").split()
    pairs = [(role, DEALT.get(role, "postgresql")) for role in (*roles, *more)]
    pairs = [(role, ENGINES[engine] if other else engine) for role, engine in pairs]
    if os.environ.get("FUZZ_ENGINES") == "both":
        pairs += [(role, ENGINES[engine]) for role, engine in pairs]
    marked = [pytest.param(r, e, marks=[pytest.mark.postgres] * (e == "postgresql"), id=f"{r}-{e}") for r, e in pairs]
    return pytest.mark.parametrize(("role", "app"), marked, indirect=["app"])


@pytest.fixture
def broken(app: Flask) -> list[str]:
    """Where something broke, as the program itself notes it."""
    found: list[str] = []
    app.config["NOW"] = NOW
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.log_exception = lambda info: found.append(trace_of(info[1]))  # type: ignore[method-assign]
    return found


def trace_of(error: BaseException) -> str:
    trace, last = error.__traceback__, ""
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if "/app/" in name:
            last = f"{name.rpartition('/app/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} {str(error)[:160]} at {last}"


def browser(app: Flask, name: str) -> FlaskClient:
    client = app.test_client()
    if name:
        return cast.sign_in(client, name)
    return follow(client, a_case().filed("2026-11-16")).client


def cases_of_all_kinds() -> list[int]:
    made = [
        a_case().filed("2026-11-16").made(),
        a_case().accepted("2026-11-16").made(),
        a_case().decided("2026-11-17").made(),
        a_case(CaseKind.RECOMMENDATION).accepted("2026-11-16").made(),
        a_case(CaseKind.DENUNCIATION).filed("2026-11-16").made(),
    ]
    return [case.id for case in made]


def paths(rule: str, numbers: list[int]) -> list[str]:
    """Addresses of a rule, a few for each of its numbers and words."""
    found = [rule]
    for part in re.findall(r"<[^>]+>", rule):
        if part.startswith("<int:"):
            found = [path.replace(part, str(n)) for path in found for n in numbers]
        elif part.startswith("<any"):
            words = re.findall(r'"([^"]+)"', part)
            found = [path.replace(part, word) for path in found for word in words]
        else:
            found = [path.replace(part, "x") for path in found]
    return found


def token(client: FlaskClient) -> str:
    for path in ("/mat-khau", "/tra-cuu", "/dang-nhap"):
        found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
        if found:
            return found[1]
    raise AssertionError("no token anywhere")


def is_shut(page: TestResponse) -> bool:
    """A door that this role may not enter looks at nothing that is sent."""
    to_sign_in = page.status_code == 302 and "/dang-nhap" in (page.location or "")
    return COUNT == 1 and (to_sign_in or page.status_code in (403, 404))


def complain(answer: TestResponse, broken: list[str], what: str, found: Counter[str]) -> None:
    if answer.status_code >= 500:
        found[f"{what}: {broken[-1] if broken else answer.status_code}"] += 1


@everybody("", "binh", "dung", "oanh")
def test_hostile_forms_never_break_a_door(app: Flask, broken: list[str], role: str) -> None:
    dice = random.Random(f"{SEED}{role}")  # noqa: S311 - the same each time, on purpose
    ids = cases_of_all_kinds()
    client, found = browser(app, role), Counter[str]()
    if not role:
        Pen(client).written()
    key = token(client)
    for rule in fuzzing.post_doors(app):
        if rule in ("/dang-xuat", "/tra-cuu/dong", "/nop-don/xong", "/nop-don/xoa-nhap"):
            continue
        for path in dice.sample(every := paths(rule, ids), min(len(every), 3 if COUNT > 1 else 1)):
            page = client.get(path)
            names, known = fuzzing.field_names(page.text), fuzzing.known_values(page.text)
            for fields in fuzzing.forms(dice, names, known, COUNT):
                if rule == "/mat-khau":
                    fields.pop("old", None)
                answer = client.post(path, data={"csrf_token": key, **fields})
                complain(answer, broken, f"POST {rule}", found)
            if takers := fuzzing.file_fields(page.text):
                sent = {"csrf_token": key, "upload": "1", "text": "Xin gửi.", **fuzzing.files(dice, takers)}
                answer = client.post(path, data=sent)
                complain(answer, broken, f"POST {rule} with files", found)
    assert found == Counter()


@everybody("", "dung", "oanh", other=True)
def test_hostile_addresses_never_break_a_door(app: Flask, broken: list[str], role: str) -> None:
    dice = random.Random(f"{SEED}{role}")  # noqa: S311 - the same each time, on purpose
    own = a_case().filed("2026-11-16").made().id
    client, found = browser(app, role), Counter[str]()
    for rule in app.url_map.iter_rules():
        for path in paths(rule.rule, [own, *(NUMBERS if COUNT > 1 else BIG)]):
            complain(client.get(path), broken, f"GET {rule.rule}", found)
        if rule.arguments or is_shut(page := client.get(rule.rule)):
            continue
        names = sorted({*fuzzing.field_names(page.text), *QUERIES})
        every = [*fuzzing.TEXTS, *fuzzing.NUMBERS, *fuzzing.DAYS]
        for value in ["a\x00b", "9" * 19, *(every if COUNT > 1 else dice.sample(every, 2))]:
            sent = dict.fromkeys(names, value)
            complain(client.get(rule.rule, query_string=sent), broken, f"GET {rule.rule}", found)
        for _each in range(COUNT):
            sent = {n: fuzzing.values(dice, ()) for n in names if dice.random() < 0.3}
            complain(client.get(rule.rule, query_string=sent), broken, f"GET {rule.rule} many", found)
    assert found == Counter()


QUERIES = set("q tab after before next lang body officer category commune year day into kind state loai ve".split())


@everybody("binh", "oanh", other=True)
def test_numbers_too_large_are_no_case(app: Flask, broken: list[str], role: str) -> None:
    client, found = browser(app, role), Counter[str]()
    key = token(client)
    for rule in fuzzing.post_doors(app):
        for path in paths(rule, list(NUMBERS if COUNT > 1 else BIG)) if "<int" in rule else ():
            complain(client.post(path, data={"csrf_token": key}), broken, f"POST {rule}", found)
    assert found == Counter()
