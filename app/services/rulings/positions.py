"""What a word says of the denounced: the head or a deputy of the body, somebody else of it, or the body as a whole.

A head of a division inside the body is one of its staff: the head of the body manages him (LTC Đ12, Đ13).
"""

import re
import unicodedata

STAFF, HEAD, BODY = "staff", "head", "body"

BODIES = frozenset(
    {"body", "co_quan", "to_chuc", "don_vi", "collective", "tap_the", "organisation", "organization", "institution"}
    | {"agency", "ubnd", "uy_ban_nhan_dan"}
)
STAFF_WORDS = re.compile(
    r"(staff|official|officer|employee|clerk|specialist|civil_servant|public_(servant|employee)|delegate|member|other"
    r"|cong_chuc|vien_chuc|can_bo|nhan_vien|chuyen_vien|dai_bieu|ke_toan|van_thu|giao_vien|bac_si|chien_si|dia_chinh"
    r"|(pho_)?truong_phong|division_head|head_of_division)(_.*)?"
)
HEAD_WORDS = re.compile(
    r"(head|deputy|vice|chair|chairman|chairwoman|chairperson|director|minister|chief|leader|president|principal"
    r"|chu_tich|pho|truong|giam_doc|thu_truong|bo_truong|cuc_truong|chi_cuc_truong|vien_truong|hieu_truong"
    r"|chi_huy_truong|tong_giam_doc|chanh_(van_phong|thanh_tra|an)|bi_thu|nguoi_dung_dau|dung_dau|cap_pho|ct|pct|gd|pgd)(_.*)?"
)


def folded(word: str) -> str:
    """`Phó Chủ tịch UBND xã` is `pho_chu_tich_ubnd_xa`."""
    plain = unicodedata.normalize("NFD", word.casefold().replace("đ", "d"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_")


def position(word: str) -> str | None:
    """staff, head or body; None when nobody understands the word."""
    said = folded(word)
    if said in BODIES:
        return BODY
    if STAFF_WORDS.fullmatch(said):
        return STAFF
    return HEAD if HEAD_WORDS.fullmatch(said) else None
