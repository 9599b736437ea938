"""The first page and the pages that explain, for anybody."""

import pytest
from flask.testing import FlaskClient

from tests.times import at

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def today(client: FlaskClient) -> None:
    client.application.config["NOW"] = at("2026-11-23 10:00")


def test_two_doors_and_the_reception_board_of_the_day(client: FlaskClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert 'href="/tra-cuu"' in page.text and 'href="/nop-don"' in page.text
    assert "Ban Tiếp công dân thành phố Cần Thơ" in page.text


@pytest.mark.parametrize(
    ("day", "words"), [("2026-06-30", "<strong>10 ngày</strong>"), ("2026-07-01", "7 ngày làm việc")]
)
def test_promises_are_the_law_of_the_day(client: FlaskClient, day: str, words: str) -> None:
    client.application.config["NOW"] = at(f"{day} 10:00")
    assert words in client.get("/").text


def test_the_table_of_time_limits_says_where_it_is_not_sure(client: FlaskClient) -> None:
    page = client.get("/huong-dan").text
    assert "Điều 28 Luật Khiếu nại" in page
    assert "Tiếp tục khiếu nại sau khi có thông báo đình chỉ" in page
    assert page.count("chưa chắc</span>") >= 1
    assert "luật không định" in page


@pytest.mark.parametrize("path", ["/quyen-rieng-tu", "/tiep-can", "/huong-dan", "/"])
@pytest.mark.parametrize("language", ["vi", "en", "km"])
def test_every_page_in_every_language(client: FlaskClient, path: str, language: str) -> None:
    assert client.get(f"{path}?lang={language}").status_code == 200
