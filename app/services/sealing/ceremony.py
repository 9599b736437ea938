"""The sheet of the recovery key: one page to print, with the key as words and as a picture; it fetches nothing.

In Vietnamese alone: it is a paper of the authority, not a page."""

import os
from html import escape
from pathlib import Path

import segno

from app.services.sealing.recovery import Printed

STYLE = "body{font:16px/1.5 sans-serif;max-width:42rem;margin:2rem auto}pre{font:bold 18px/1.8 monospace}svg{width:9cm}"


def sheet(printed: Printed) -> str:
    """The page. The name tells two sheets apart; it opens nothing."""
    groups = printed.words.split("-")
    lines = "\n".join("-".join(groups[start : start + 6]) for start in range(0, len(groups), 6))
    picture = segno.make(printed.words, error="q", micro=False).svg_inline(scale=4)
    title = f"Khóa phục hồi {printed.name}"
    said = (
        "In hai bản, bỏ vào hai phong bì niêm phong, cất ở hai két khác nhau. In xong, xóa tệp này.",
        "Ai có tờ này mở được mọi đơn tố cáo. Không chụp ảnh, không gửi qua mạng, không lưu trên máy.",
        "Dùng khi người giữ khóa mất mật khẩu hoặc nghỉ việc: flask seal recovery reissue.",
        "Người lập, ngày lập, hai chữ ký: …………………………………",
    )
    body = "".join(f"<p>{escape(line)}</p>" for line in said)
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
        f"<h1>{escape(title)}</h1>{picture}<pre>{escape(lines)}</pre>{body}</html>\n"
    )


def write(place: Path, printed: Printed) -> None:
    """Write the sheet for its owner's eyes; an existing file is never overwritten."""
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(sheet(printed))
