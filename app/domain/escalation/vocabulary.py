"""Words of the ladder of lateness. Labels: app/i18n/escalation.py."""

from enum import StrEnum


class Act(StrEnum):
    """What a rung does."""

    WARN = "warn"  # nhắc việc: the date comes near
    OVERDUE = "overdue"  # báo quá hạn: the case is marked
    REMIND = "remind"  # đôn đốc: a numbered document with a due answer
    EXAMINE = "examine"  # kiến nghị kiểm tra trách nhiệm người đứng đầu
    RED_LINE = "red_line"  # 45 ngày không xử lý đơn (N154 Đ41.3b)


class Rank(StrEnum):
    """Whom a rung reaches."""

    OFFICER = "officer"
    HEAD = "head"
    SUPERIOR = "superior"
    INSPECTORATE = "inspectorate"


class Reply(StrEnum):
    """Why a body is late, in its answer to a reminder. Chosen, not written, where a case is sealed."""

    COMPLEX = "complex"
    WAITS_FOR_EXPERT = "waits_for_expert"
    WAITS_FOR_OTHERS = "waits_for_others"
    SHORT_OF_PEOPLE = "short_of_people"
    OVERLOOKED = "overlooked"
    NEARLY_DONE = "nearly_done"


class Verdict(StrEnum):
    """What is done with a proposal to examine a head's responsibility."""

    EXAMINE = "examine"  # sẽ kiểm tra trách nhiệm
    EXPLAINED = "explained"  # đã giải trình, chấp nhận
    PASSED_ON = "passed_on"  # chuyển cơ quan có thẩm quyền
