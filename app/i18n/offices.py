"""Offices that settle, sign and answer (Giám đốc, Chủ tịch UBND xã …): the `head_title` of bodies and the `office` of
competence rows. They are data and their own messages; a test demands those of the seed and of the lawbook here."""

from typing import Any

from app.i18n.locale import gettext
from app.i18n.locale import lazy_gettext as _l

OFFICES: tuple[Any, ...] = (
    _l("Chủ tịch UBND tỉnh"),
    _l("Chủ tịch UBND thành phố"),
    _l("Chủ tịch UBND huyện"),
    _l("Chủ tịch UBND thị xã"),
    _l("Chủ tịch UBND thị trấn"),
    _l("Chủ tịch UBND phường"),
    _l("Chủ tịch UBND xã"),
    _l("Chủ tịch HĐND"),
    _l("Chủ tịch"),
    _l("Giám đốc"),
    _l("Chánh Văn phòng"),
    _l("Chánh Thanh tra"),
    _l("Trưởng ban"),
    _l("Trưởng Ban"),
    _l("Trưởng ban (Phó Chánh Văn phòng HĐND và UBND)"),
    _l("Trưởng đoàn"),
    _l("Cục trưởng"),
    _l("Chỉ huy trưởng"),
    _l("Chánh án"),
    _l("Viện trưởng"),
    _l("Bí thư"),
    _l("Tổng Biên tập"),
    # outside this system
    _l("Bộ trưởng, Thủ trưởng cơ quan ngang bộ quản lý ngành, lĩnh vực"),
    _l("Thủ trưởng cơ quan cấp trên trực tiếp theo ngành dọc"),
    _l("Thủ tướng Chính phủ"),
    _l("Tòa án nhân dân có thẩm quyền"),
    _l("Bộ trưởng Bộ Nội vụ"),
    _l("Giám đốc Công an tỉnh, thành phố"),
    _l("Trưởng Công an cấp huyện, hoặc Giám đốc Công an cấp tỉnh từ khi không còn Công an cấp huyện"),
    _l("Chánh án, Viện trưởng cấp trên hoặc Tổng Kiểm toán nhà nước"),
    _l("Cơ quan phê chuẩn kết quả bầu Chủ tịch, Phó Chủ tịch HĐND"),
    _l("Cơ quan phê chuẩn kết quả bầu (Chủ tịch, Phó Chủ tịch HĐND cấp xã: Thường trực HĐND cấp tỉnh)"),
    _l("Người có thẩm quyền theo quy định của Đảng, điều lệ của tổ chức"),
    _l("Người đứng đầu cơ quan cấp trên trực tiếp"),
    _l("Người đứng đầu cơ quan đại diện chủ sở hữu nhà nước"),
)


def words(office: str) -> str:
    """The office in the current language; as it is written where nobody has put it into words."""
    return gettext(office) if office else ""
