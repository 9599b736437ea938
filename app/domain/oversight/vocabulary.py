"""Words of case audit (kiểm tra hồ sơ, thanh tra trách nhiệm). Labels: app/i18n/staff/audit.py."""

from enum import StrEnum


class RoundKind(StrEnum):
    """What an inspection round is."""

    INSPECTION = "inspection"  # thanh tra trách nhiệm người đứng đầu
    CHECK = "check"  # kiểm tra việc tiếp công dân, giải quyết khiếu nại, tố cáo


class RoundState(StrEnum):
    """How far a round is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    CONCLUDED = "concluded"


class Method(StrEnum):
    """How a sample was drawn."""

    RANDOM = "random"
    RISK = "risk"


class Progress(StrEnum):
    """Which cases of the period a sample is drawn from."""

    EVERY = "every"
    OPEN = "open"
    CLOSED = "closed"


class Risk(StrEnum):
    """Why a case should be looked at before others."""

    LATE_NOW = "late_now"  # overdue today
    UNHANDLED = "unhandled"  # nobody has decided for 45 days what is done with it
    REVOKED = "revoked"  # its decision was taken back
    MISSED = "missed"  # a time limit of the authority was not kept
    SECOND_INSTANCE = "second_instance"  # complained about again
    REMINDED = "reminded"  # a superior had to remind
    GROUP = "group"  # five people or more
    LONG = "long"  # open for more than ninety days
    DISSATISFIED = "dissatisfied"  # the citizen rates it 1 or 2


class Severity(StrEnum):
    """How heavy a finding weighs."""

    MINOR = "minor"  # thiếu sót
    BREACH = "breach"  # vi phạm
    SERIOUS = "serious"  # vi phạm nghiêm trọng


class FindingState(StrEnum):
    """How far a finding is."""

    DRAFT = "draft"
    SENT = "sent"
    ANSWERED = "answered"
    RETURNED = "returned"  # the answer is not enough
    ACCEPTED = "accepted"  # the answer is; what it promises is still to be done
    DONE = "done"
    WITHDRAWN = "withdrawn"


class FindingStep(StrEnum):
    """What is done with a finding."""

    WRITE = "write"
    SEND = "send"
    ANSWER = "answer"
    RETURN = "return"
    ACCEPT = "accept"
    WITHDRAW = "withdraw"
