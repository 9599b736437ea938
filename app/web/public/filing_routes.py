"""URLs of filing a petition. Sending is limited by address; many phones share one, so the limits are wide."""

from flask import Blueprint

from app.domain.access import Action
from app.web.doors import door
from app.web.limits.floods import FILING
from app.web.petition_form import SLUGS
from app.web.public import filing_kind, filing_pages, filing_review

_SLUGS = ",".join(f'"{slug}"' for slug in SLUGS)
KINDS = f"<any({_SLUGS}):slug>"
PAGES = '<any("quyet-dinh","noi-dung","nguoi-nop","tai-lieu"):path>'


def register(bp: Blueprint) -> None:
    """Open them."""
    public, both = Action.PUBLIC, ["GET", "POST"]
    door(bp, "/nop-don", filing_kind.file, access=public)
    door(bp, "/nop-don/ngoai-pham-vi", filing_kind.outside, access=public)
    door(bp, f"/nop-don/{KINDS}/la-gi", filing_kind.explain, access=public)
    door(bp, f"/nop-don/{KINDS}", filing_pages.fill, access=public, methods=both, limit="1200/hour")
    door(bp, f"/nop-don/{KINDS}/{PAGES}", filing_pages.fill, access=public, methods=both, limit="1200/hour")
    door(bp, "/nop-don/xoa-nhap", filing_pages.discard, access=public, methods=["POST"])
    door(bp, "/nop-don/xem-lai", filing_review.review, access=public, methods=both, limit="300/hour", flood=FILING)
    door(bp, "/nop-don/bien-nhan", filing_review.receipt, access=public)
    door(bp, "/nop-don/xong", filing_review.finish, access=public, methods=["POST"])
