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
    "commune_function": _l("Việc này thường thuộc Ủy ban nhân dân cấp xã nơi xảy ra sự việc."),
    "district_function": _l("Việc này thường thuộc Ủy ban nhân dân cấp huyện nơi xảy ra sự việc."),
    "district_function_with_commune": _l(
        "Việc này trước đây thường thuộc cấp huyện; từ ngày 01/07/2025 Ủy ban nhân dân cấp xã nơi đó xem trước."
    ),
    "body_it_speaks_of": _l("Cơ quan mà đơn nói đến trả lời về người và việc của mình."),
    "committee_of_the_place": _l("Ủy ban nhân dân nơi xảy ra sự việc trả lời."),
    "commune_unit": _l("Phòng chuyên môn của xã: Chủ tịch Ủy ban nhân dân xã giải quyết, chờ xác nhận."),
    "manages_the_official": _l("Người đứng đầu cơ quan quản lý công chức, người đã ra quyết định kỷ luật, giải quyết."),
    "minister_of_home_affairs": _l(
        "Khiếu nại kỷ luật lần hai đối với cấp tỉnh, cấp bộ do Bộ trưởng Bộ Nội vụ giải quyết."
    ),
    "police": _l("Tố cáo trong Công an nhân dân do Giám đốc Công an cấp tỉnh giải quyết."),
    "council": _l("Tố cáo đại biểu Hội đồng nhân dân do Thường trực Hội đồng nhân dân giải quyết."),
    "own_branch": _l("Tòa án, Viện kiểm sát, Kiểm toán nhà nước giải quyết tố cáo trong ngành của mình."),
    "state_enterprise": _l("Việc trong doanh nghiệp 100% vốn nhà nước do doanh nghiệp, cơ quan chủ sở hữu giải quyết."),
    "own_statute": _l("Việc của tổ chức Đảng, đoàn thể được giải quyết theo quy định, điều lệ của tổ chức đó."),
    "superior_of_the_settler": _l("Cấp trên trực tiếp của người đã giải quyết tố cáo xem xét tố cáo tiếp."),
    "moved_to_equal_post": _l(
        "Người bị tố cáo đã chuyển sang chức vụ tương đương: cấp trên của cơ quan cũ chủ trì giải quyết."
    ),
    "moved_to_higher_post": _l("Người bị tố cáo nay ở chức vụ cao hơn: người đang quản lý người đó giải quyết."),
    "manager_at_the_time": _l("Người quản lý người bị tố cáo lúc có hành vi giải quyết."),
    "body_reorganised": _l(
        "Cơ quan đã chia tách, sáp nhập: người đứng đầu cơ quan nơi người bị tố cáo đang làm việc giải quyết."
    ),
    "body_dissolved": _l(
        "Cơ quan đã giải thể: người đứng đầu cơ quan quản lý cơ quan đó trước khi giải thể giải quyết."
    ),
    "direct_manager_chairs": _l(
        "Nhiều cơ quan cùng quản lý: cơ quan quản lý trực tiếp chủ trì, các cơ quan khác phối hợp."
    ),
    "body_of_the_sector": _l("Cơ quan quản lý nhà nước về lĩnh vực đó giải quyết."),
    "dispute": _l("Các cơ quan chưa thống nhất: Chủ tịch Ủy ban nhân dân cấp tỉnh xác định cơ quan giải quyết."),
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
