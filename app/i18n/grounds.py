"""Why this authority decides: the reason codes of competence rows (lawbook/*/competence.toml) as sentences.
A test demands one for every code in the lawbook."""

from typing import Any

from app.i18n.locale import lazy_gettext as _l

GROUNDS: dict[str, Any] = {
    "own_decision": _l(
        "Khiếu nại lần đầu do người đã ra quyết định, hoặc người quản lý cán bộ có hành vi bị khiếu nại, giải quyết."
    ),
    "superior_of_first": _l("Cấp trên trực tiếp của người đã giải quyết lần đầu giải quyết lần hai."),
    "ministry_of_the_field": _l("Bộ trưởng quản lý ngành, lĩnh vực giải quyết lần hai; đơn gửi đến Bộ đó."),
    "court_only": _l("Quyết định giải quyết của Bộ trưởng không có khiếu nại lần hai; có thể khởi kiện tại Tòa án."),
    "superior_of_the_body": _l("Cấp trên trực tiếp của cơ quan bị tố cáo giải quyết."),
    "superior_of_the_head": _l("Người bị tố cáo là người đứng đầu hoặc cấp phó, nên cấp trên trực tiếp giải quyết."),
    "manages_the_denounced": _l("Người đứng đầu cơ quan quản lý người bị tố cáo giải quyết."),
    "district_abolished": _l(
        "Cơ quan cấp huyện không còn từ ngày 01/07/2025; cơ quan tiếp nhận chức năng của cơ quan đó giải quyết."
    ),
    "no_district_level": _l("Từ ngày 01/07/2025 không còn cấp huyện, nên cấp tỉnh là cấp trên trực tiếp của cấp xã."),
    "vertical_body": _l("Cơ quan này thuộc ngành dọc của trung ương, nên việc được giải quyết trong ngành."),
    "public_service_unit": _l("Việc trong nội bộ đơn vị sự nghiệp công lập, theo quy định riêng."),
    "not_administrative": _l("Đây không phải cơ quan hành chính: việc này giải quyết theo luật riêng của cơ quan đó."),
    "prime_minister": _l("Việc vượt quá thẩm quyền của tỉnh, thành phố."),
    "respondent_unknown": _l("Chưa rõ đơn nói về cơ quan nào; Ban Tiếp công dân sẽ xem và xác định."),
    "body_of_the_field": _l("Cơ quan chuyên môn phụ trách lĩnh vực này trả lời."),
    "committee_of_the_place": _l("Ủy ban nhân dân nơi xảy ra sự việc trả lời."),
    "settler_not_found": _l("Chưa xác định được cơ quan giải quyết; Ban Tiếp công dân sẽ xem và xác định."),
}


REGIMES: dict[str, Any] = {
    "R1": _l("luật của thời ba cấp chính quyền, đến ngày 30/06/2025"),
    "R2": _l("luật của thời hai cấp chính quyền, từ ngày 01/07/2025 đến ngày 30/06/2026"),
    "R3": _l("luật từ ngày 01/07/2026 (Luật 136/2025/QH15 và các nghị định 154, 155, 156/2026)"),
}
"""The periods of law (lawbook/regimes.toml), inside a sentence."""


CIRCUMSTANCES: dict[str, Any] = {
    "remote": _l("vùng sâu, vùng xa"),
    "complex": _l("vụ việc phức tạp"),
    "especially_complex": _l("đặc biệt phức tạp"),
    "several_places": _l("phải xác minh ở nhiều nơi"),
    "second": _l("lần hai"),
    "dismissal": _l("kỷ luật buộc thôi việc"),
}
"""What a time limit may depend on besides the day (app/domain/rules.py CIRCUMSTANCES)."""


def circumstance(name: str) -> str:
    """A circumstance in words; its name where nobody has put it into words."""
    return str(CIRCUMSTANCES.get(name, name))


def regime(key: str) -> str:
    """A period of law in words; the key itself where nobody has put it into words."""
    return str(REGIMES.get(key, key))


def sentence(reason: str) -> str:
    """The sentence in the current language; empty for a code without one."""
    return str(GROUNDS.get(reason, ""))
