"""PostgreSQL looks through recent documents first, by a term for their age."""

import pytest
from flask_sqlalchemy import SQLAlchemy

from app.search.engines import postgres_index, postgres_terms, postgres_ways
from app.search.engines.postgres_ways import Ways
from app.search.interface import Document, Found, Order, Question
from app.search.upkeep.home import Progress
from app.search.upkeep.table_home import TableHome

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.parametrize("app", ["postgresql"], indirect=True),
]


@pytest.mark.parametrize("order", Order)
def test_where_many_recent_ones_answer_older_ones_are_not_looked_at(
    db: SQLAlchemy, monkeypatch: pytest.MonkeyPatch, order: Order
) -> None:
    monkeypatch.setattr(postgres_terms, "AGE", 2)
    for module in (postgres_index, postgres_ways):
        monkeypatch.setattr(module, "MOST_COUNTED", 3)
    monkeypatch.setattr(Ways, "_all", 1000)
    monkeypatch.setattr(Ways, "_expected", lambda _self, _query: 1000.0)
    monkeypatch.setattr(postgres_ways, "FEW", 0)
    monkeypatch.setattr(Ways, "_few", None)
    looked_through = []
    of_all = Ways._from_newest
    monkeypatch.setattr(Ways, "_from_newest", lambda *given: looked_through.append(1) or of_all(*given))
    engine = TableHome().begin(Progress()).engine
    engine.index(Document(n * 4, "nước thải" if n % 2 else "đường ngập", rank=n) for n in range(20, 30))
    engine.index([Document(4, "nước thải và cầu gãy", rank=1)])

    assert engine.search(Question("cầu", order=order)) == Found((4,), 1)
    assert looked_through
    looked_through.clear()
    found = engine.search(Question("nước thải", order=order))
    assert found == Found((29 * 4, 27 * 4, 25 * 4), 3, is_capped=True)
    assert not looked_through, "29, 27 and 25 are of the last three ages"
    engine.remove([29 * 4])
    assert engine.search(Question("nước thải", order=order)).keys == (27 * 4, 25 * 4, 23 * 4)
    assert looked_through
