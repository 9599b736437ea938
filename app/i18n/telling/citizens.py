"""Words of the letters and texts that citizens get. Never the matter; of a denunciation only that there is news."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.i18n import formats
from app.i18n.locale import gettext as _
from app.i18n.locale import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Said:
    """What is told: the subject of a letter, its sentence, and the few words of a text."""

    subject: str
    sentence: str
    short: str


@dataclass(frozen=True, slots=True)
class About:
    """What the words are made of. `ground`: the article, where one is named."""

    facts: Mapping[str, Any]
    body: str = ""
    ground: str = ""

    @property
    def number(self) -> str:
        return str(self.facts.get("number", ""))

    def day(self, name: str) -> str:
        """A day among the facts, as people read it."""
        kept = self.facts.get(name)
        return formats.day(date.fromisoformat(kept)) if kept else ""

    def hour(self) -> str:
        """The hour and day of an appointment."""
        return formats.moment(datetime.fromisoformat(self.facts["starts_at"]))


def _accepted(about: About) -> Said:
    sentence = _(
        "%(body)s đã thụ lý đơn số %(number)s ngày %(day)s.", body=about.body, number=about.number, day=about.day("on")
    )
    due_on = about.day("due_on")
    if due_on:
        sentence += " " + _("Cơ quan giải quyết chậm nhất ngày %(day)s.", day=due_on)
    short = _("đã thụ lý, hạn giải quyết %(day)s", day=due_on) if due_on else _("đã thụ lý")
    return Said(_("Đơn số %(number)s đã được thụ lý", number=about.number), sentence, short)


def _declined(about: About) -> Said:
    return Said(
        _("Thông báo về đơn số %(number)s", number=about.number),
        _(
            "%(body)s không thụ lý đơn số %(number)s. Lý do và những việc bà con có thể làm ghi trong thông báo.",
            body=about.body,
            number=about.number,
        ),
        _("không thụ lý, lý do ghi trong thông báo"),
    )


def _guided(about: About) -> Said:
    return Said(
        _("Hướng dẫn về đơn số %(number)s", number=about.number),
        _(
            "Đơn số %(number)s không thuộc thẩm quyền của %(body)s. Đã có hướng dẫn nơi cần gửi.",
            body=about.body,
            number=about.number,
        ),
        _("đã có hướng dẫn nơi cần gửi"),
    )


def _sent_back(about: About) -> Said:
    return Said(
        _("Trả lại đơn số %(number)s", number=about.number),
        _("%(body)s trả lại đơn số %(number)s; lý do ghi trong phiếu trả đơn.", body=about.body, number=about.number),
        _("đơn được trả lại, lý do ghi trong phiếu"),
    )


def _asked(about: About) -> Said:
    sentence = _("%(body)s cần bà con bổ sung cho đơn số %(number)s.", body=about.body, number=about.number)
    by = about.day("reply_by")
    if by:
        sentence += " " + _("Xin trả lời trước hết ngày %(day)s.", day=by)
    short = _("cần bổ sung trước hết ngày %(day)s", day=by) if by else _("cần bổ sung giấy tờ, thông tin")
    return Said(_("Đề nghị bổ sung cho đơn số %(number)s", number=about.number), sentence, short)


def _forwarded(about: About) -> Said:
    to = about.facts.get("to") or _("cơ quan có thẩm quyền")
    return Said(
        _("Đơn số %(number)s đã được chuyển", number=about.number),
        _("Đơn số %(number)s đã được chuyển đến %(to)s ngày %(day)s.", number=about.number, to=to, day=about.day("on")),
        _("đã chuyển đến %(to)s", to=to),
    )


def _extended(about: About) -> Said:
    due_on = about.day("due_on")
    sentence = _(
        "Vụ việc phức tạp nên thời hạn giải quyết đơn số %(number)s được kéo dài đến ngày %(day)s (%(ground)s).",
        number=about.number,
        day=due_on,
        ground=about.ground,
    )
    return Said(
        _("Gia hạn giải quyết đơn số %(number)s", number=about.number),
        sentence,
        _("vụ việc phức tạp, gia hạn đến %(day)s", day=due_on),
    )


def _dialogue(about: About) -> Said:
    return Said(
        _("Mời đối thoại về đơn số %(number)s", number=about.number),
        _(
            "%(body)s mời bà con dự đối thoại về đơn số %(number)s ngày %(day)s. Giờ và nơi ghi trong giấy mời.",
            body=about.body,
            number=about.number,
            day=about.day("held_on"),
        ),
        _("mời đối thoại ngày %(day)s", day=about.day("held_on")),
    )


def _decided(about: About) -> Said:
    return Said(
        _("Đã có quyết định về đơn số %(number)s", number=about.number),
        _(
            "%(body)s đã ban hành quyết định về đơn số %(number)s ngày %(day)s. Quyết định được gửi đến bà con.",
            body=about.body,
            number=about.number,
            day=about.day("on"),
        ),
        _("đã có quyết định ngày %(day)s", day=about.day("on")),
    )


def _answered(about: About) -> Said:
    return Said(
        _("Đã trả lời đơn số %(number)s", number=about.number),
        _(
            "%(body)s đã trả lời đơn số %(number)s ngày %(day)s.",
            body=about.body,
            number=about.number,
            day=about.day("on"),
        ),
        _("đã có trả lời ngày %(day)s", day=about.day("on")),
    )


def _news(about: About) -> Said:
    news = _("Có tin mới về hồ sơ của bà con.")
    return Said(_("Có tin mới"), news, news)


def _booked(about: About) -> Said:
    sentence = _(
        "Lịch hẹn tiếp công dân: %(hour)s tại %(place)s (%(body)s). Xin mang theo giấy tờ tùy thân.",
        hour=about.hour(),
        place=about.facts["place"],
        body=about.body,
    )
    return Said(
        _("Lịch hẹn tiếp công dân"),
        sentence,
        _("hẹn tiếp %(hour)s tại %(place)s", hour=about.hour(), place=about.facts["place"]),
    )


def _moved(about: About) -> Said:
    sentence = _(
        "Buổi tiếp được dời sang %(hour)s tại %(place)s (%(body)s). Không đến được, xin hủy hoặc đổi bằng mã hẹn.",
        hour=about.hour(),
        place=about.facts["place"],
        body=about.body,
    )
    return Said(
        _("Lịch hẹn đã đổi"),
        sentence,
        _("hẹn dời sang %(hour)s tại %(place)s", hour=about.hour(), place=about.facts["place"]),
    )


def _cancelled(about: About) -> Said:
    sentence = _(
        "Lịch hẹn %(hour)s với %(body)s đã hủy. Bà con có thể đặt lịch khác.", hour=about.hour(), body=about.body
    )
    return Said(_("Lịch hẹn đã hủy"), sentence, _("lịch hẹn %(hour)s đã hủy", hour=about.hour()))


def _remind(about: About) -> Said:
    sentence = _(
        "Nhắc lịch hẹn: %(hour)s tại %(place)s (%(body)s). Xin mang theo giấy tờ tùy thân.",
        hour=about.hour(),
        place=about.facts["place"],
        body=about.body,
    )
    return Said(
        _("Nhắc lịch hẹn tiếp công dân"),
        sentence,
        _("nhắc hẹn %(hour)s tại %(place)s", hour=about.hour(), place=about.facts["place"]),
    )


WORDS: Mapping[str, Callable[[About], Said]] = {
    "accepted": _accepted,
    "declined": _declined,
    "guided": _guided,
    "sent_back": _sent_back,
    "asked": _asked,
    "forwarded": _forwarded,
    "extended": _extended,
    "dialogue": _dialogue,
    "decided": _decided,
    "answered": _answered,
    "news": _news,
    "appointment_booked": _booked,
    "appointment_moved": _moved,
    "appointment_cancelled": _cancelled,
    "appointment_remind": _remind,
}


def letter(topic: str, about: About, *, site: str, stop_url: str) -> tuple[str, str]:
    """Subject and words of a letter."""
    said = WORDS[topic](about)
    parts = [
        _("Kính gửi bà con,"),
        said.sentence,
        _where(topic, site),
        _("Thư không ghi nội dung đơn. Cơ quan không bao giờ hỏi mã tra cứu hay đòi tiền qua thư, tin nhắn."),
        _("Thư này gửi tự động, xin đừng trả lời."),
    ]
    if stop_url:
        parts.append(_("Không muốn nhận thư nữa: %(url)s", url=stop_url))
    return said.subject, "\n\n".join(parts) + "\n"


def text(topic: str, about: About, *, site: str, stop_url: str) -> str:
    """The few words of a text."""
    said = WORDS[topic](about)
    start = _("Tiếp Dân: đơn %(number)s", number=about.number) if about.number else _("Tiếp Dân")
    words = f"{start}: {said.short}."
    return words if topic.startswith("appointment_") or not site else f"{words} {site}/tra-cuu"


def _where(topic: str, site: str) -> str:
    if topic.startswith("appointment_"):
        return (
            _("Xem, đổi hoặc hủy lịch hẹn bằng mã hẹn: %(url)s", url=f"{site}/dat-lich")
            if site
            else (_("Xem, đổi hoặc hủy lịch hẹn bằng mã hẹn ở trang Đặt lịch, hoặc gọi cho nơi tiếp công dân."))
        )
    if site:
        return _("Xem chi tiết bằng mã tra cứu trên giấy biên nhận: %(url)s", url=f"{site}/tra-cuu")
    return _("Xem chi tiết ở trang Tra cứu bằng mã trên giấy biên nhận, hoặc hỏi tại nơi tiếp công dân.")


NOTICE_SENTENCES: dict[str, Any] = {
    "notice_address_wrong": _l("Địa chỉ này không đúng dạng. Ví dụ: an@example.vn, hoặc 0912 345 678."),
}
