"""One contract for every engine."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.dialects.postgresql import ARRAY

from app.search.engines import postgres_ways
from app.search.engines.postgres_ways import Ways
from app.search.engines.tantivy_index import TantivyIndex
from app.search.engines.whoosh_index import WhooshIndex
from app.search.interface import Document, Engine, Found, Order, Question
from app.search.keys import Kind, key
from app.search.upkeep.home import Progress
from app.search.upkeep.table_home import TableHome

TEXTS = (
    "Khiếu nại quyết định số 15/QĐ-UBND ngày 13/07/2026 của UBND xã Trường Khánh về bồi thường đường Nam Sông Hậu",
    "Tố cáo cán bộ địa chính nhận tiền, đề nghị khiếu kiện và nại ra",
    "Thửa đất số 123, tờ bản đồ số 45 bị lấn chiếm tại xã Long Phú",
    "Toi la Nguyen Van An de nghi cap giay chung nhan quyen su dung dat",
    "Nhà máy xả nước thải gây ô nhiễm, mùi hôi tại phường Sóc Trăng",
    "ខេត្តសុកត្រាំង ដីធ្លី",
    "Ô nhiễm ở xã Long Phú, ô nhiễm nặng, ô nhiễm nhiều năm",
)


pytestmark = pytest.mark.parametrize(
    ("app", "engine"),
    [("sqlite", "whoosh"), ("sqlite", "tantivy"), pytest.param("postgresql", "postgres", marks=pytest.mark.postgres)],
    indirect=True,
)
FOUND = (
    ("duong nam song hau", 1),
    ("dduwowngf nam soong haauj", 1),
    ("d9u7o7ng2 nam so6ng ha65u", 1),
    ("15/QD UBND", 1),
    ("so 015/qđ-ubnd", 1),
    ("ngày 13 tháng 7 năm 2026", 1),
    ("ủy ban nhân dân", 1),
    ("khiếu nại", 1),
    ("đền bù", 1),
    ("thửa 123 tờ 45", 3),
    ("GCNQSDĐ", 4),
    ("Nguyễn Văn An", 4),
    ("nguyen van anh", 4),
    ("quyết định số 15/2026/QĐ-UBND", 1),
    ("thị trấn Long Phú", 7),
    ("សុកត្រាំង", 6),
)


@pytest.fixture
def engine(request: pytest.FixtureRequest, db: SQLAlchemy, tmp_path: Path) -> Engine:
    if request.param == "postgres":
        return filled(TableHome().begin(Progress()).engine)
    return filled({"whoosh": WhooshIndex, "tantivy": TantivyIndex}[request.param](tmp_path / "index"))


def filled(engine: Engine) -> Engine:
    count = engine.index(Document(key(Kind.CASE, n), text, rank=n) for n, text in enumerate(TEXTS, 1))
    assert count == len(TEXTS)
    return engine


class Only:
    """Rights as the tests have them."""

    def __init__(self, *numbers: int, hides: bool = False) -> None:
        self.hides = hides
        self._keys = [key(Kind.CASE, number) for number in numbers]

    @property
    def rows(self) -> Any:
        return sa.select(sa.func.unnest(sa.literal(self._keys, ARRAY(sa.BigInteger))))

    def keys(self) -> list[int]:
        return self._keys

    def holds(self, column: Any) -> Any:
        return column.not_in(self._keys) if self.hides else column.in_(self._keys)


def ask(engine: Engine, text: str, **more: Any) -> list[int]:
    return [found >> 2 for found in engine.search(Question(text, **more)).keys]


def test_it_is_found(engine: Engine) -> None:
    assert {text: ask(engine, text)[:1] for text, _best in FOUND} == {text: [best] for text, best in FOUND}


def test_the_place_lifts_and_does_not_carry(engine: Engine) -> None:
    assert ask(engine, "ô nhiễm ở Long Phú", fills=True)[:2] == [7, 5]
    assert engine.search(Question("ô nhiễm")).count == 2


def test_words_that_nobody_wrote(engine: Engine) -> None:
    assert engine.search(Question("huơ khoắng nguýt")) == Found((), 0)
    assert engine.search(Question("")) == engine.search(Question("  ...  ")) == Found((), 0)


def test_rights_come_before_counting(engine: Engine) -> None:
    assert ask(engine, "ô nhiễm", within=Only(5)) == [5]
    assert engine.search(Question("ô nhiễm", within=Only(7, hides=True))).count == 1
    assert engine.search(Question("ô nhiễm", within=Only())).count == 0
    assert engine.search(Question("ô nhiễm", kinds=frozenset({Kind.VISIT}))).count == 0
    assert engine.search(Question("ô nhiễm", within=Only(5, 7), tallied=1)).newest == (key(Kind.CASE, 7),)


def test_what_the_database_expects_changes_the_way_and_not_the_answer(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL alone has several ways: by few, by many, by many of which few may be seen, by the recent ones."""
    for expected, every in ((1, 0), (postgres_ways.FEW + 1, 0), (10**9, 0), (10**9, 10**9)):
        monkeypatch.setattr(Ways, "_expected", lambda _self, _query, expected=expected: float(expected))
        monkeypatch.setattr(Ways, "_all", every)
        for few in (0, postgres_ways.FEW):
            monkeypatch.setattr(postgres_ways, "FEW", few)
            test_rights_come_before_counting(engine)
            test_newest_first_and_pages(engine)


def test_newest_first_and_pages(engine: Engine) -> None:
    assert ask(engine, "ô nhiễm", order=Order.NEWEST) == [7, 5]
    assert ask(engine, "ô nhiễm", order=Order.NEWEST, limit=1, offset=1) == [5]
    assert ask(engine, "ô nhiễm", limit=1, offset=1) == [5]


def test_replaced_and_removed(engine: Engine) -> None:
    engine.index([Document(key(Kind.CASE, 5), "nội dung hoàn toàn khác", rank=9)])
    assert ask(engine, "nhà máy xả nước thải", within=Only(5)) == []
    assert ask(engine, "hoàn toàn khác") == [5]
    engine.remove([key(Kind.CASE, 5), key(Kind.CASE, 99)])
    engine.optimize()
    assert ask(engine, "hoàn toàn khác") == []
    assert engine.missing([key(Kind.CASE, 5), key(Kind.CASE, 7)]) == [key(Kind.CASE, 5)]
    assert engine.status()["documents"] == len(TEXTS) - 1
    engine.check()
