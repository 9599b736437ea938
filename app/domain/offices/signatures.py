"""The block of a signature: in whose name, by which office, who (NĐ 30/2020, Phụ lục I, mục II, ô 7)."""

import re
from dataclasses import dataclass

from app.domain.offices.held import Capacity

_BODY_IN_TITLE = re.compile(r"\s+(?:UBND|Ủy ban nhân dân|Sở)\b.*")
"""The office is written without the body, whose name stands at the head of the document."""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Lines of authority in capitals, and below the signature the name."""

    lines: tuple[str, ...]
    name: str

    @property
    def title(self) -> str:
        """As a letter sets it: a line each."""
        return "\n".join(self.lines)


def block(capacity: Capacity | None, head_title: str, own_title: str, name: str) -> SignatureBlock:
    """`CHỦ TỊCH`, `Q. CHỦ TỊCH`, or `KT. CHỦ TỊCH` above `PHÓ CHỦ TỊCH`. Without an own title the lines stop there."""
    head, own = _written(head_title), _written(own_title)
    if capacity in (None, Capacity.OWN):
        return SignatureBlock((own or head,), name)
    if capacity is Capacity.ACTING:
        return SignatureBlock((f"Q. {head}",), name)
    return SignatureBlock(tuple(filter(None, (f"{capacity.value}. {head}", own))), name)


def _written(title: str) -> str:
    return _BODY_IN_TITLE.sub("", title.strip()).upper()
