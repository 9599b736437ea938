"""What turns out to be a denunciation leaves nothing of it in the register, whichever way that comes to light."""

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text

from app.domain.reception.vocabulary import VisitOutcome
from app.domain.vocabulary import CaseKind, Procedure
from app.persistence.models import Visit
from app.services.intake import triage
from app.services.reception import following, sealing_visits
from tests import cast
from tests.builders import body
from tests.houses import both_engines
from tests.services.reception.visits import a_visit, received
from tests.times import at

MOMENT = at("2026-08-04 09:00")


def in_the_clear(db: SQLAlchemy) -> str:
    db.session.rollback()
    return str(
        db.session.execute(text("SELECT * FROM visit")).all()
        + db.session.execute(text("SELECT * FROM visit_person")).all()
    )


@both_engines
def test_a_petition_classified_anew_takes_its_visit_under_the_seal(db: SQLAlchemy) -> None:
    wrong = received(a_visit(outcomes=(VisitOutcome.PETITION,), request="Xử lý người đã chặt cây.", note="Nói nhỏ."))
    assert wrong.receipt is not None
    binh = cast.actor("binh")
    following.correct(binh, wrong.visit_id, a_visit(), "Bà An nói lại.", "another-token", at=MOMENT)
    triage.classify(binh, wrong.receipt.case_id, Procedure.DENUNCIATION, "Tố cáo cán bộ.", at=MOMENT)
    left = in_the_clear(db)
    for words in ("Lâm", "triều cường", "chặt cây", "Nói nhỏ", "nói lại", "31507"):
        assert words not in left, words
    assert all(line.is_sealed for line in db.session.query(Visit))
    opened = sealing_visits.opened(binh, wrong.visit_id, at=MOMENT)
    assert (opened["people"][0]["name"], opened["note"]) == ("Lâm Thị An", "Nói nhỏ.")


def test_a_line_corrected_to_a_denunciation_is_sealed_with_its_correction(db: SQLAlchemy) -> None:
    wrong = received(a_visit())
    other = body(cast.OTHER_WARD, "2026-08-03")
    mended = a_visit(CaseKind.DENUNCIATION, respondent_body_id=other.id)
    following.correct(cast.actor("binh"), wrong.visit_id, mended, "Lâm Thị An tố cáo.", "another-token", at=MOMENT)
    left = in_the_clear(db)
    assert "Lâm" not in left and "triều cường" not in left
