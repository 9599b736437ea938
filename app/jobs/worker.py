"""The worker: claim, do, mark done. Killed at any moment it repeats a message, and loses none."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app import messaging
from app.jobs import handlers, schedule
from app.jobs.handlers import messages
from app.jobs.indexing import Indexer
from app.messaging import Outgoing
from app.persistence import heartbeat, integrity, outbox
from app.persistence.db import db
from app.persistence.outbox import Message
from app.persistence.writerlock import WriterBusyError

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
TROUBLE_SECONDS = 5.0
BATCH = 5  # few: what is claimed and not begun when a worker dies waits for the end of the lease

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def run(app: Flask, stop: threading.Event, clock: Clock = utc_now) -> None:
    """Work until told to stop; what is in hand is finished, what is only claimed is given back."""
    log.info("worker begins")
    messages.open_post(_posts(app))
    _look_after_a_crash(app)
    indexer = Indexer(app, stop)
    while not stop.is_set():
        pause = 0.0
        try:
            with app.app_context():
                heartbeat.beat(clock())
                schedule.post_due(clock())
                worked, indexed = work(stop, clock), indexer.feed(clock())
                pause = 0.0 if worked or indexed else POLL_SECONDS
        except (SQLAlchemyError, WriterBusyError, OSError) as error:
            log.error("worker cannot reach the database: %s", type(error).__name__)
            pause = TROUBLE_SECONDS
        stop.wait(pause)
    indexer.end()
    with app.app_context():
        heartbeat.end()
    log.info("worker ends")


def run_once(app: Flask, stop: threading.Event, clock: Clock = utc_now) -> int:
    """Do what is due, and what follows from it, until nothing is left or somebody says stop; tell how many messages."""
    done = 0
    messages.open_post(_posts(app))
    with app.app_context():
        schedule.post_due(clock())
        while not stop.is_set() and (many := work(stop, clock)):
            done += many
    return done


def _posts(app: Flask) -> Outgoing:
    config = app.config["TIEP_DAN"]
    return messaging.from_settings(
        config.mail, config.text_providers, site_url=config.site_url, in_production=config.in_production
    )


def _look_after_a_crash(app: Flask) -> None:
    """After a kill or a power cut the database is looked at before the work goes on."""
    with app.app_context():
        if not heartbeat.ended_well():
            found = integrity.problems(thorough=False)
            log.log(logging.ERROR if found else logging.INFO, "after an unclean stop: %s", found or "database whole")


def work(stop: threading.Event, clock: Clock = utc_now) -> int:
    """Do what is due now; tell how many messages were in hand."""
    messages = outbox.claim(clock(), BATCH)
    for index, message in enumerate(messages):
        if stop.is_set():
            outbox.release(messages[index:], clock())
            return index
        _handle(message, clock)
    return len(messages)


def _handle(message: Message, clock: Clock) -> None:
    handler = handlers.find(message.topic)
    if handler is None:
        log.warning("nobody handles %s", message.topic)
        outbox.done(message, clock())
        return
    try:
        handler(message, clock())
    except Exception as error:  # whatever it was, the message is tried again and the others go on
        db.session.rollback()
        log.error("message %d (%s), try %d: %s", message.id, message.topic, message.attempt, type(error).__name__)
        outbox.failed(message, error, clock())
        return
    outbox.done(message, clock())
