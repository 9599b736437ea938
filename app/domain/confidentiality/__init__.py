"""What may be shown of a denouncer, to whom, where and what for (LTC Đ8, Đ47.2, Đ56)."""

from enum import StrEnum


class Opening(StrEnum):
    """Where a sealed case may be opened: a setting of the installation (docs/security.md)."""

    SESSION = "session"  # in the signed-in browser of who is entitled
    OFFLINE = "offline"  # only on a machine without network, from an exported envelope
    REGISTER = "register"  # nothing is taken on line: an entry number here, the paper in its envelope


class Purpose(StrEnum):
    """What a sealed case is opened for. It goes on record; nothing that was read does."""

    FIRST_ENTRY = "first_entry"
    CHECK_CONDITIONS = "check_conditions"
    WORK_WITH_DENOUNCER = "work_with_denouncer"
    VERIFY = "verify"
    CONCLUDE = "conclude"
    PROTECT = "protect"
    HAND_ON = "hand_on"
    RECOVERY = "recovery"  # with the paper from the safe; no page offers it
