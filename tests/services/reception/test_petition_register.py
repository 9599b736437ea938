"""The petition register: every arrival has a number, also of what is passed on; nothing that is sealed shows."""

from datetime import date

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text

from app.domain.reception.registers import Book, Chosen
from app.domain.vocabulary import CaseKind, Disposition
from app.services.registers import books, exporting, paper
from tests import cast
from tests.builders import a_case, body
from tests.houses import both_engines

COLUMNS = 21


def lines(by: str, ward: str = cast.WARD, **more: object) -> list[tuple[object, ...]]:
    chosen = Chosen(body(ward, "2026-08-03").id, date(2026, 1, 1), date(2026, 12, 31), **more)  # type: ignore[arg-type]
    reading = exporting.reading(cast.actor(by), Book.PETITIONS, chosen)
    return [tuple(row) for table in books.tables(reading, date(2026, 8, 20)) for row in table.rows]


@both_engines
def test_every_petition_has_a_number_where_it_arrives(db: SQLAlchemy) -> None:
    a_case().filed("2026-07-13").accepted("2026-07-20").made()
    a_case(CaseKind.DENUNCIATION).filed("2026-07-14").made()
    other = body(cast.OTHER_WARD, "2026-07-20").id
    moved = a_case(CaseKind.RECOMMENDATION).filed("2026-07-15")
    case = moved.disposed(Disposition.TRANSFER, on="2026-07-20", target_body_id=other).made()
    assert case.body_id == other
    rows = lines("binh")
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1)) and len(rows[0]) == COLUMNS
    complaint = rows[0]
    assert (complaint[1], complaint[8], complaint[11]) == (date(2026, 7, 13), "KN", "Có")
    assert complaint[5] == "Lâm Thị An" and complaint[6] == "•••, khóm 3" and "Thụ lý" in str(complaint[13])
    assert [row[0] for row in lines("ha", cast.OTHER_WARD)] == [1]
    everything = str(rows)
    assert "Từ Bá Mẫn" not in everything and "TC" not in [row[8] for row in rows]
    assert not any(row[8] == "TC" for row in lines("em"))
    chosen = Chosen(body(cast.WARD, "2026-08-03").id, date(2026, 1, 1), date(2026, 12, 31))
    letter = paper.letter(exporting.reading(cast.actor("binh"), Book.PETITIONS, chosen), date(2026, 8, 20))
    assert "SỔ THEO DÕI TIẾP NHẬN, XỬ LÝ ĐƠN" in str(letter.blocks)
    doubled = "SELECT count(*) FROM petition_entry GROUP BY body_id, petition_id HAVING count(*) > 1"
    assert db.session.execute(text(doubled)).all() == []
