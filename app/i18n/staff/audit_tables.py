"""Headings of rounds and findings as files, with how wide their words usually are."""

from typing import Any

from app.i18n.locale import lazy_gettext as _l

FINDINGS: Any = _l("Phát hiện của thanh tra, kiểm tra")
FINDING_COLUMNS: tuple[tuple[Any, int], ...] = (
    *((_l("Số"), 6), (_l("Cuộc"), 40), (_l("Cơ quan"), 30), (_l("Hồ sơ"), 16), (_l("Điều luật"), 30)),
    *((_l("Mức độ"), 16), (_l("Nội dung"), 50), (_l("Biện pháp"), 40), (_l("Hạn khắc phục"), 16)),
    *((_l("Tình trạng"), 24), (_l("Quá hạn"), 10), (_l("Ngày gửi"), 16), (_l("Ngày khắc phục xong"), 16)),
)
ROUNDS: Any = _l("Cuộc thanh tra, kiểm tra")
ROUND_COLUMNS: tuple[tuple[Any, int], ...] = (
    *((_l("Tên cuộc"), 50), (_l("Loại"), 24), (_l("Quyết định, kế hoạch"), 16), (_l("Từ ngày"), 16)),
    *((_l("đến ngày"), 16), (_l("Cơ quan"), 50), (_l("Trưởng đoàn"), 24), (_l("Tình trạng"), 20)),
    *((_l("Kết luận số"), 16), (_l("Ngày kết luận"), 16), (_l("Hồ sơ đã rút"), 12), (_l("Phát hiện"), 12)),
    *((_l("Nghiêm trọng"), 12), (_l("Khắc phục đúng hạn"), 12), (_l("Khắc phục trễ"), 12)),
    (_l("Chưa xong, quá hạn"), 12),
)
