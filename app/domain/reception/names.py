"""Names as they are looked up: without marks and case, in one spacing."""

import unicodedata


def folded(name: str) -> str:
    """ "Nguyễn  Văn Đức" becomes "nguyen van duc"; letters of other scripts stay."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return " ".join("".join(one for one in plain if not unicodedata.combining(one)).split())
