"""Floor 3. The only room with SQL: models, named queries, transaction, audit log, outbox, seals."""

from flask import Flask

from app.persistence import db, models

__all__ = ["init_app", "models"]


def init_app(app: Flask) -> None:
    """Bind the application to its database and its keys."""
    db.init_app(app)
