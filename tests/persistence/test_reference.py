"""Reference data: the same after every load, and right for the day that is asked about."""

import csv
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event, select

from app.domain.vocabulary import BodyLevel, CaseKind
from app.persistence.models import AdminUnit, AuditEntry, Body
from app.persistence.queries import bodies, categories, units
from app.persistence.seed import reading
from app.persistence.seed.loading import SOURCES
from app.persistence.transaction import transaction
from app.services.keeping import reference
from tests.houses import both_engines
from tests.times import at

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
NOW = at("2026-07-01")


@both_engines
def test_loading_again_changes_nothing(db: SQLAlchemy) -> None:
    acts = db.session.scalars(select(AuditEntry.id)).all()
    counts = reference.load(NOW)
    assert all(count.rows and not count.added and not count.changed for count in counts.values())
    assert db.session.scalars(select(AuditEntry.id)).all() == acts


def test_a_changed_row_is_mended_and_an_edited_one_left_alone(db: SQLAlchemy) -> None:
    first, second = db.session.scalars(select(Body.id).order_by(Body.id).limit(2)).all()
    with transaction() as session:
        for body_id, edited in ((first, False), (second, True)):
            body = session.get_one(Body, body_id)
            body.name, body.is_edited = "Khác", edited
    assert reference.load(NOW)["bodies"].changed == 1
    assert db.session.get_one(Body, first).name != "Khác"
    assert db.session.get_one(Body, second).name == "Khác"


def test_a_remote_area_named_by_the_province_survives_a_load(db: SQLAlchemy) -> None:
    commune = units.communes(AFTER)[0]
    assert not units.in_remote_area(commune.code, AFTER)
    with transaction() as session:
        unit = session.scalars(select(AdminUnit).where(AdminUnit.code == commune.code)).all()[-1]
        unit.in_remote_area, unit.remote_source = True, "12/QĐ-UBND"
    assert units.in_remote_area(commune.code, unit.valid_to or AFTER)
    reference.load(NOW)
    assert units.in_remote_area(commune.code, unit.valid_to or AFTER)


def test_communes_of_both_epochs(db: SQLAlchemy) -> None:
    assert (len(units.communes(BEFORE)), len(units.communes(AFTER))) == (108, 43)
    old, new = units.by_code("31528", BEFORE), units.by_code("31528", AFTER)
    assert old is not None and new is not None
    assert (old.full_name, new.full_name) == ("Thị trấn Kế Sách", "Xã Kế Sách")


def test_every_old_commune_has_its_successor_and_committee(db: SQLAlchemy) -> None:
    directory = bodies.directory()
    for old in units.communes(BEFORE):
        new = units.successor(old.code, AFTER)
        assert new is not None and new.level is BodyLevel.COMMUNE, old.code
        then, now = directory.committee_of(old.code, BEFORE), directory.committee_of(old.code, AFTER)
        assert then is not None and now is not None, old.code
        assert now.unit_code == new.code


def test_districts_end_without_successor(db: SQLAlchemy) -> None:
    districts = [body for body in bodies.on(BEFORE, level=BodyLevel.DISTRICT) if body.type == "ubnd"]
    assert len(districts) == 11
    assert all(bodies.directory().successor(body.code, AFTER) is None for body in districts)
    assert bodies.on(AFTER, level=BodyLevel.DISTRICT) == []


@pytest.mark.parametrize("day", [date(2025, 2, 19), date(2025, 2, 20), BEFORE, AFTER, date(2026, 11, 23)])
def test_every_body_of_a_day_hangs_on_bodies_of_that_day(db: SQLAlchemy, day: date) -> None:
    directory = bodies.directory()
    living = [body for body in directory if body.exists_on(day)]
    assert len({body.code for body in living}) == len(living)
    for body in living:
        superior = directory.superior(body, day)
        assert superior is not None or body.parent_code in (None, "STNMT", "TU"), body.code


@pytest.mark.parametrize(
    "field", ["lao_dong", "giao_thong", "dat_dai", "vien_thong", "dau_tu", "chinh_sach_dan_toc_khmer"]
)
@pytest.mark.parametrize("day", [date(2025, 2, 1), date(2025, 4, 1), BEFORE, AFTER])
def test_a_merged_departments_work_is_found_by_its_successor(db: SQLAlchemy, field: str, day: date) -> None:
    directory = bodies.directory()
    ever = [body for body in directory if field in body.fields and body.type in ("so", "ban")]
    heirs = {heir.code for body in ever if (heir := directory.successor(body.code, day))}
    assert len([code for code in heirs if code]) >= 1


def test_bodies_are_found_by_words_of_their_name(db: SQLAlchemy) -> None:
    found = bodies.on(AFTER, q="sở NỘI vụ")
    assert [body.code for body in found] == ["CT-SNV"]
    assert bodies.on(AFTER, q="") != []
    assert bodies.on(AFTER, q="' OR 1=1 --") == []
    assert {body.type for body in bodies.receivers(AFTER)}.isdisjoint({"dang", "tu_phap", "mttq", "doanh_nghiep"})
    assert bodies.by_code("UBND-92", AFTER) is not None
    assert bodies.by_code("UBND-92", BEFORE) is None


def test_hamlets_of_the_day(db: SQLAlchemy) -> None:
    assert "Khóm 1" in units.hamlets("31498", BEFORE)
    assert units.hamlets("31498", AFTER) == []
    assert "Khóm 1 (Phường 5 cũ)" in units.hamlets("31507", AFTER)
    assert all(8 < lat < 11 and 104 < lon < 107 for _, lat, lon in units.hamlet_points("31507", AFTER))


def test_categories_by_kind(db: SQLAlchemy) -> None:
    recovery, portal = categories.by_code("A1.01"), categories.by_code("B8.04")
    assert recovery and portal
    assert (recovery.field, recovery.level, recovery.handler_code) == ("dat_dai", "district", None)
    assert (portal.level, portal.handler_code) == ("province", "STTTT")
    assert categories.by_code("nothing") is None
    assert all(item.code.startswith("B") for item in categories.of_kind(CaseKind.FIELD_REPORT))
    assert {item.parent_code for item in categories.everything() if item.parent_code} <= {
        item.code for item in categories.everything()
    }


def test_what_is_remembered_follows_the_database(db: SQLAlchemy) -> None:
    before = bodies.directory()
    assert bodies.directory() is before
    with transaction() as session:
        body = session.scalars(select(Body).where(Body.code == "CT-SNV")).one()
        body.name = "Sở Nội vụ khác"
    after = bodies.directory().get("CT-SNV", AFTER)
    assert after is not None
    assert after.name == "Sở Nội vụ khác"


def test_whether_it_changed_is_asked_once_a_transaction(db: SQLAlchemy) -> None:
    bodies.directory()
    db.session.rollback()
    asked: list[str] = []
    with asking(db, asked):
        assert bodies.directory() is bodies.directory()
    assert len([words for words in asked if words.startswith("SELECT")]) == 1


def test_what_changes_in_a_transaction_is_read_again_in_it(db: SQLAlchemy) -> None:
    with transaction() as session:
        before = bodies.directory()
        session.scalars(select(Body).where(Body.code == "CT-SNV")).one().name = "Sở Nội vụ khác"
        assert bodies.directory() is before
        bodies.changed()
        after = bodies.directory().get("CT-SNV", AFTER)
    assert after is not None and after.name == "Sở Nội vụ khác"


@contextmanager
def asking(db: SQLAlchemy, asked: list[str]) -> Iterator[None]:
    """What the database is asked meanwhile."""

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)


@pytest.mark.parametrize("name", [*SOURCES, "demo_names", "demo_streets"])
def test_seed_files_are_clean(name: str) -> None:
    text = (reading.FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    rows = list(reading.rows(name))
    assert rows and len({len(row) for row in csv.reader(text.splitlines())}) == 1
    if name in SOURCES:
        key = SOURCES[name][1]
        assert len({tuple(row[column] for column in key) for row in rows}) == len(rows)
