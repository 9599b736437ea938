"""Sentences of what staff are told. Numbers, clocks and days; never a name of a citizen or a matter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.i18n import formats
from app.i18n.locale import gettext as _
from app.i18n.locale import ngettext


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence is made of, with the names of clock and body already in the reader's language."""

    kept: Mapping[str, Any]
    clock: str = ""
    body: str = ""

    @property
    def case(self) -> str:
        return str(self.kept.get("case", ""))

    @property
    def delay(self) -> int:
        return int(self.kept.get("delay", 0))

    def day(self, name: str = "due_on") -> str:
        kept = self.kept.get(name)
        return formats.day(date.fromisoformat(kept)) if kept else ""


def _warn(facts: Facts) -> str:
    return _(
        "Hồ sơ %(case)s sắp đến hạn: %(clock)s, chậm nhất %(day)s.", case=facts.case, clock=facts.clock, day=facts.day()
    )


def _overdue(facts: Facts) -> str:
    return _(
        "Hồ sơ %(case)s đã quá hạn: %(clock)s, hạn là %(day)s.", case=facts.case, clock=facts.clock, day=facts.day()
    )


def _remind(facts: Facts) -> str:
    return _(
        "Đôn đốc: hồ sơ %(case)s tại %(body)s trễ %(delay)s ngày (%(clock)s, hạn %(day)s).",
        case=facts.case,
        body=facts.body,
        delay=facts.delay,
        clock=facts.clock,
        day=facts.day(),
    )


def _examine(facts: Facts) -> str:
    return _(
        "Kiến nghị kiểm tra trách nhiệm: hồ sơ %(case)s tại %(body)s trễ %(delay)s ngày (%(clock)s, hạn %(day)s).",
        case=facts.case,
        body=facts.body,
        delay=facts.delay,
        clock=facts.clock,
        day=facts.day(),
    )


def _red_line(facts: Facts) -> str:
    return _(
        "Mốc đỏ: đơn của hồ sơ %(case)s tại %(body)s quá 45 ngày chưa được xử lý (khoản 3 Điều 41 NĐ 154/2026/NĐ-CP).",
        case=facts.case,
        body=facts.body,
    )


def _answered(facts: Facts) -> str:
    return _(
        "%(body)s đã trả lời đôn đốc về hồ sơ %(case)s, hứa xong ngày %(day)s.",
        body=facts.body,
        case=facts.case,
        day=facts.day("promised_on"),
    )


SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "rung.warn": _warn,
    "rung.overdue": _overdue,
    "rung.remind": _remind,
    "rung.examine": _examine,
    "rung.red_line": _red_line,
    "reminder.answered": _answered,
    "reminder.written": lambda facts: _(
        "Văn bản đôn đốc mới về hồ sơ %(case)s (%(clock)s, hạn %(day)s). Cần trả lời.",
        case=facts.case,
        clock=facts.clock,
        day=facts.day(),
    ),
    "case.assigned": lambda facts: _("Hồ sơ %(case)s được giao cho bạn.", case=facts.case),
    "case.replied": lambda facts: _("Người dân đã bổ sung cho hồ sơ %(case)s.", case=facts.case),
    "visit.group": lambda facts: _(
        "Đoàn đông người: %(many)s người đang ở nơi tiếp công dân.", many=facts.kept.get("people")
    ),
    "task.given": lambda facts: _("Việc mới sau buổi tiếp công dân, phải xong ngày %(day)s.", day=facts.day()),
    "round.joined": lambda facts: _("Bạn là thành viên của một đoàn thanh tra, kiểm tra mới."),
    "finding.sent": lambda facts: _(
        "Thanh tra gửi phát hiện số %(n)s đến %(body)s. Cần trả lời, khắc phục trước hết ngày %(day)s.",
        n=facts.kept.get("place"),
        body=facts.body,
        day=facts.day(),
    ),
    "finding.answered": lambda facts: _(
        "%(body)s đã trả lời phát hiện số %(n)s. Xin xem và chấp nhận hoặc trả lại.",
        n=facts.kept.get("place"),
        body=facts.body,
    ),
    "finding.returned": lambda facts: _(
        "Thanh tra chưa chấp nhận trả lời về phát hiện số %(n)s. Xin xem lý do và trả lời lại.",
        n=facts.kept.get("place"),
    ),
    "finding.accepted": lambda facts: _(
        "Thanh tra đã chấp nhận trả lời về phát hiện số %(n)s.", n=facts.kept.get("place")
    ),
    "finding.withdrawn": lambda facts: _("Thanh tra đã rút phát hiện số %(n)s.", n=facts.kept.get("place")),
    "hot_spot": lambda facts: _(
        "Điểm nóng mới tại %(body)s: %(many)s đơn trong %(days)s ngày.",
        body=facts.body,
        many=facts.kept.get("petitions"),
        days=facts.kept.get("days"),
    ),
}


def say(topic: str, facts: Facts) -> str:
    """One sentence; a topic nobody has words for as it is."""
    words = SENTENCES.get(topic)
    return words(facts) if words else topic


def letter(name: str, sentences: Sequence[str], page: str, *, urgent: bool) -> tuple[str, str]:
    """Subject and words of a mail to one of the staff."""
    many = len(sentences)
    subject = _("Cần xem ngay") if urgent else ngettext("%(count)s thông báo mới", "%(count)s thông báo mới", many)
    lead = _("Kính gửi %(name)s,", name=name)
    end = _("Xem và xử lý: %(page)s. Chọn thư muốn nhận ở cùng trang đó.", page=page or _("trang Thông báo"))
    return subject, "\n\n".join([lead, "\n".join(f"- {one}" for one in sentences), end]) + "\n"
