"""Whether the database is still whole: asked every night, and by a worker that finds the last one did not end well."""

from app.persistence.audit import verifying
from app.persistence.db import db


def problems(*, thorough: bool) -> list[str]:
    """What is wrong, in codes; nothing when all is well. `thorough` reads every page and the whole chain of acts."""
    found = [] if db.engine.dialect.name == "postgresql" else _of_sqlite(thorough)
    broken = verifying.verify() if thorough else []
    return [*found, *(f"audit_row_{each.row}_{each.what}" for each in broken[:10])]


def _of_sqlite(thorough: bool) -> list[str]:
    connection = db.session().connection()
    check = "PRAGMA integrity_check" if thorough else "PRAGMA quick_check"
    found = [] if connection.exec_driver_sql(check).scalar() == "ok" else ["file_damaged"]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").first() if thorough else None
    return [*found, "row_without_parent"] if orphans else found
