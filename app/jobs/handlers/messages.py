"""Notices: what a step of a case promises to citizens and staff, and the handing over of each message."""

from datetime import datetime

from app.messaging import Outgoing
from app.persistence.outbox import Message
from app.services.notices import citizens, delivering, following, staff_mail

outgoing = Outgoing({})
"""What the worker sends with; made from the settings when it begins (jobs/worker.py)."""


def open_post(posts: Outgoing) -> None:
    """From now on messages go out by these."""
    global outgoing  # noqa: PLW0603  # one worker, one set of posts
    outgoing = posts


def tell(message: Message, at: datetime) -> None:
    """A step of a case: the message's number is the key, so a second try plans nothing twice."""
    key, case_id = f"outbox:{message.id}", message.payload["case_id"]
    if outgoing.posts:
        citizens.tell(message.topic, case_id, key=key, at=at)
    following.follow(message.topic, case_id, key=key, at=at)


def tell_of_appointment(message: Message, at: datetime) -> None:
    """An appointment was booked, moved, cancelled, or comes near."""
    if outgoing.posts:
        row = message.payload["appointment_id"]
        citizens.tell_of_appointment(message.topic, row, key=f"outbox:{message.id}", at=at)


def tell_owner(message: Message, at: datetime) -> None:
    """Something happened to an account: its owner reads it on the page of the account."""


def task_given(message: Message, at: datetime) -> None:
    following.task(message.payload["task_id"], at=at)


def send(message: Message, at: datetime) -> None:
    """Hand one message over; raised errors have it tried again."""
    delivering.deliver(message.payload["delivery_id"], outgoing, at=at)


def urgent(message: Message, at: datetime) -> None:
    """Mail to staff that cannot wait."""
    if outgoing.posts:
        staff_mail.post_urgent(message.payload["notice_ids"], at)


def digests(message: Message, at: datetime) -> None:
    """The mail of the morning."""
    if outgoing.posts:
        staff_mail.post_digests(at)
