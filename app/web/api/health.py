"""Health: 200 only when what a petition needs, database, storage and keys, works. That notices do not go out is told as
an alarm beside it: petitions can be filed all the same, and a web that is restarted for it would help nobody."""

import shutil
import tempfile

from flask import current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from app.persistence import outbox
from app.persistence.queries import health
from app.persistence.queries.conflicts import ties
from app.web.answers.logs import log_failure
from app.web.clock import now

LEAST_FREE_BYTES = 200 * 1024 * 1024


def healthz() -> ResponseReturnValue:
    """Ask the database a question and write a file; say which of them failed, and nothing else."""
    answers = {"database": _database_works(), "storage": _storage_works(), "keys": _keys_are_there()}
    works = all(answers.values())
    moves = works and _queue_moves()
    status = "ok" if moves else "alarm" if works else "failing"
    body = jsonify(status=status, queue=moves, **answers)
    return body, 200 if works else 503, {"Cache-Control": "no-store"}


def _database_works() -> bool:
    try:
        return health.schema_is_there()
    except SQLAlchemyError as error:
        log_failure(error)
        return False


def _queue_moves() -> bool:
    """Somebody does the work that is promised."""
    try:
        return outbox.late_seconds(now()) <= outbox.STUCK_SECONDS
    except SQLAlchemyError as error:
        log_failure(error)
        return False


def _keys_are_there() -> bool:
    try:
        return ties.key_is_there()
    except SQLAlchemyError as error:
        log_failure(error)
        return False


def _storage_works() -> bool:
    folder = current_app.config["INSTANCE_DIR"]
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"health")
            file.flush()
        return shutil.disk_usage(folder).free >= LEAST_FREE_BYTES
    except OSError as error:
        log_failure(error)
        return False
