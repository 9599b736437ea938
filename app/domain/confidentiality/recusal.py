"""Stepping back from a case (từ chối tham gia), and who directs it then. The rows are those of conflicts.py."""

from enum import StrEnum

from app.domain.citations import Citation, Ground
from app.domain.refusals import WrongState
from app.domain.vocabulary import CaseKind, Confidence


class Act(StrEnum):
    """What was done about somebody's part in a case."""

    RECUSE = "recuse"  # he stepped back himself
    EXCLUDE = "exclude"  # the head named him
    LIFT = "lift"  # the head lets him take part again


class Because(StrEnum):
    """Why somebody should have no part in a case, in the words of a short list."""

    KIN = "kin"  # related to somebody in it
    INTEREST = "interest"  # has a right or a duty in it
    TOOK_PART = "took_part"  # made or settled before what it is about
    OTHER = "other"


class Direction(StrEnum):
    """Who directs a case when somebody has stepped back from it."""

    STAYS = "stays"  # the head who directs it, who gives it to another officer
    DEPUTY = "deputy"  # a deputy signs for the head (KT.), as the head has assigned in writing
    SUPERIOR = "superior"  # the superior settles


GROUNDS: dict[Direction, Ground] = {
    Direction.STAYS: Ground("exclusion.recused", Citation("N31", "10"), Confidence.PARTLY),
    Direction.DEPUTY: Ground("recusal.deputy", Citation("N30", "13", "1"), Confidence.UNSURE),
    Direction.SUPERIOR: Ground("recusal.superior", Citation("LTC", "38", "5"), Confidence.UNSURE),
}
"""UNSURE: the decree on papers knows the deputy who signs, the Law on Denunciations the superior who takes over what is
not settled impartially; neither speaks of a head who steps back. To be confirmed before the system goes live."""


def direction(kind: CaseKind, *, directs: bool, has_other_head: bool, has_deputy: bool) -> Direction:
    """Who directs the case when somebody steps back. `directs`: he is a head of the body that has it.

    Without a deputy a denunciation goes to the superior (LTC Đ38.5). A complaint or a recommendation has its settler by
    law (LKN Đ17–21): there the superior must say first who settles it. Raises WrongState("recusal_no_deputy").
    """
    if not directs or has_other_head:
        return Direction.STAYS
    if has_deputy:
        return Direction.DEPUTY
    if kind is CaseKind.DENUNCIATION:
        return Direction.SUPERIOR
    raise WrongState("recusal_no_deputy")
