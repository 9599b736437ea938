"""The doors of the law for machines: what they answer, what they refuse, and that their description is true."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.web.api import law


def told(client: FlaskClient, path: str, **asked: Any) -> Any:
    answer = client.get(path, query_string=asked)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_by_when(client: FlaskClient) -> None:
    asked = {"clock": "DL-TC-04", "from": "2025-02-03", "pause": "2025-02-20:2025-03-20"}
    answer = told(client, "/api/luat/han", **asked)
    assert (answer["due"], answer["citation"]) == ("2025-04-02", "khoản 1 Điều 30 LTC")
    assert "steps" not in answer
    assert told(client, "/api/luat/han", **asked, steps="1")["steps"][0]["note"] == "event"


def test_whose_matter(client: FlaskClient) -> None:
    answer = told(client, "/api/luat/tham-quyen", kind="KN2", respondent_code="SYT", filed_on="2025-03-10")
    assert (answer["settler_body"], answer["citation"]) == ("UBND-94", "Điều 21 LKN")


def test_what_next(client: FlaskClient) -> None:
    answer = told(client, "/api/luat/buoc", kind="KN1", state="DA_THULY", on="2026-08-01")
    verify = next(step for step in answer if step["action"] == "verify")
    assert (verify["to_code"], verify["who"], verify["document"]) == ("DANG_XACMINH", ["TTR"], "verification_order")


def test_what_to_do(client: FlaskClient) -> None:
    answer = told(client, "/api/luat/phan-loai", kind="TC", received_on="2025-03-10", is_anonymous="true")
    assert (answer["disposition"], answer["proposed"]["citation"]) == ("LUU", "khoản 1 Điều 25 LTC")
    kind = told(client, "/api/luat/phan-loai", received_on="2025-03-10", reports_violation="true")
    assert kind["procedure"] == "TC"


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        ("/api/luat/han", {"clock": "DL-KN-13", "from": "2025-03-03"}, 422),
        ("/api/luat/han", {"clock": "DL-KN-03", "from": "soon"}, 400),
        ("/api/luat/han", {"clock": "DL-KN-03", "from": "2025-03-03", "name": "An"}, 400),
        ("/api/luat/tham-quyen", {"kind": "KN1", "filed_on": "2025-03-03", "respondent_name": "An"}, 400),
        ("/api/luat/buoc", {"kind": "KN1", "state": "Ở ĐÂU", "on": "2025-03-03"}, 400),
        ("/api/luat/phan-loai", {"kind": "K" * 81, "received_on": "2025-03-03"}, 400),
    ],
)
def test_refused(client: FlaskClient, path: str, asked: dict[str, str], status: int) -> None:
    answer = client.get(path, query_string=asked)
    assert (answer.status_code, bool(answer.json["error"])) == (status, True)


def test_nothing_is_sent_here(client: FlaskClient) -> None:
    assert client.post("/api/luat/han", json={"clock": "DL-KN-03"}).status_code in (400, 405)


def test_the_description_names_what_the_doors_take(client: FlaskClient) -> None:
    found = json.loads(client.get("/api/luat/openapi.json").text)
    assert found["openapi"].startswith("3.1")
    paths = {path: {p["name"] for p in item["get"]["parameters"]} for path, item in found["paths"].items()}
    assert paths == {
        "/api/luat/han": law.OF_DEADLINE,
        "/api/luat/tham-quyen": law.OF_COMPETENCE,
        "/api/luat/buoc": law.OF_STEPS,
        "/api/luat/phan-loai": set(law.triage.KNOWN),
    }


SCHEMAS = json.loads(law.OPENAPI)["components"]["schemas"]
OPEN = {"clock": "DL-TC-04", "from": "2025-02-03", "pause": "2025-02-20:", "steps": "1"}


@pytest.mark.parametrize(
    ("path", "asked", "schema"),
    [
        ("/api/luat/han", {"clock": "DL-KN-01", "from": "2025-03-03", "steps": "1"}, "DueDate"),
        ("/api/luat/han", OPEN, "DueDate"),
        ("/api/luat/han", {"clock": "DL-KN-07", "from": "2025-01-02", "received_on": "2025-01-08"}, "DueDate"),
        ("/api/luat/tham-quyen", {"kind": "TC", "respondent_code": "SYT", "filed_on": "2025-03-03"}, "Authority"),
        ("/api/luat/phan-loai", {"kind": "KN1", "received_on": "2025-03-03"}, "Screening"),
        ("/api/luat/phan-loai", {"received_on": "2025-03-03"}, "Kind"),
    ],
)
def test_an_answer_has_the_shape_that_is_described(
    client: FlaskClient, path: str, asked: dict[str, str], schema: str
) -> None:
    answer = told(client, path, **asked)
    assert set(SCHEMAS[schema]["required"]) <= answer.keys() <= SCHEMAS[schema]["properties"].keys()


def test_a_step_has_the_shape_that_is_described(client: FlaskClient) -> None:
    (first, *_more) = told(client, "/api/luat/buoc", kind="KN1", state="DA_THULY", on="2026-08-01")
    assert first.keys() == SCHEMAS["Step"]["properties"].keys()


def test_a_term_that_stands_has_no_date(client: FlaskClient) -> None:
    answer = told(client, "/api/luat/han", **OPEN)
    assert (answer["due"], answer["days_left"]) == (None, 13)
