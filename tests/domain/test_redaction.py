"""What the machine masks, and what it refuses to let pass."""

import pytest

from app.domain.confidentiality import redaction

NAMES = ("Quách Tỷ Hoàng Ngưu",)
OTHER = ("094199887766", "0987650123", "hoang.nguu@thu.example", "hẻm 77/9 Bờ Kè Mắm Nêm")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Tôi là Quách Tỷ Hoàng Ngưu.", "Tôi là […]."),
        ("quách  tỷ\nhoàng ngưu viết", "[…] viết"),
        ("Hôm ấy anh Ngưu có mặt.", "Hôm ấy anh […] có mặt."),
        ("Gọi 098 765 0123 hoặc 0987.650.123.", "Gọi […] hoặc […]."),
        ("Số khác: +84 912 345 678.", "Số khác: […]."),
        ("Căn cước 094199887766.", "Căn cước […]."),
        ("Thư: ai.do@noi.example nhé", "Thư: […] nhé"),
        ("Ở hẻm 77/9 Bờ Kè Mắm Nêm.", "Ở […]."),
        ("Nhà số 12/4 gần chợ", "[…] gần chợ"),
        ("Xe 83A-123.45 đỗ", "Xe […] đỗ"),
        ("Nhận 37 phong bì ngày 12/10/2026.", "Nhận 37 phong bì ngày 12/10/2026."),
        ("Ông ấy thu 120.000.000 đồng.", "Ông ấy thu 120.000.000 đồng."),
    ],
)
def test_what_is_masked(text: str, masked: str) -> None:
    assert redaction.masked(text, NAMES, OTHER) == masked


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Một người dân báo.", False),
        ("Ông Quach Ty Hoang Nguu báo.", True),
        ("QUÁCH TỶ  HOÀNG NGƯU", True),
        ("điện thoại 0987 650 123", True),
        ("ở hem 77/9 bo ke mam nem", True),
    ],
)
def test_what_still_tells(text: str, tells: bool) -> None:
    assert redaction.tells(text, NAMES, OTHER) is tells


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("Em tôi là Canary Thị Kín cũng bị ông Trịnh Văn Bí đòi tiền.", ["Em tôi", "Canary Thị Kín"]),
        ("Ngày 3/11/2026 lúc 8 giờ 30, thửa 214 tờ 7.", ["Ngày 3/11/2026", "8 giờ 30", "thửa 214", "tờ 7"]),
        ("Chỉ có một mình tôi thấy, vợ của tôi không biết.", ["Chỉ có một mình tôi", "vợ của tôi"]),
        ("Cán bộ nhận tiền của dân nhiều lần.", []),
    ],
)
def test_what_a_reader_should_look_at(text: str, doubts: list[str]) -> None:
    assert redaction.doubtful(text, ["Trịnh Văn Bí"]) == doubts
