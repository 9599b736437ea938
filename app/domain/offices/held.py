"""An office (chức vụ) is held from a day to a day; whoever signs does so in a capacity (NĐ 30/2020 Đ13)."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.vocabulary import CaseKind


class Standing(StrEnum):
    """How a person holds an office."""

    HOLDER = "holder"
    ACTING = "acting"  # quyền: has every right of the office until it is filled
    DEPUTY = "deputy"  # cấp phó: signs for the head only what was assigned in writing


class Capacity(StrEnum):
    """In whose name a step is taken and a document signed."""

    OWN = "own"
    ACTING = "Q"  # quyền
    FOR_HEAD = "KT"  # ký thay: a deputy
    BY_ORDER = "TL"  # thừa lệnh
    BY_AUTHORITY = "TUQ"  # thừa ủy quyền


DELEGATED_CAPACITIES = frozenset({Capacity.FOR_HEAD, Capacity.BY_ORDER, Capacity.BY_AUTHORITY})


@dataclass(frozen=True, slots=True)
class Delegated:
    """What the head of a body has laid in writing into the hands of another. An empty scope means everything."""

    id: int
    body_id: int
    capacity: Capacity
    kinds: frozenset[CaseKind] = field(default_factory=frozenset)
    categories: frozenset[str] = field(default_factory=frozenset)  # a group (A1) holds its leaves (A1.01)

    def covers(self, body_id: int, kind: CaseKind, category: str | None) -> bool:
        """Whether a case lies within it; a case that nobody has put in a category only within all categories."""
        if self.body_id != body_id or (self.kinds and kind not in self.kinds):
            return False
        if not self.categories:
            return True
        return category is not None and not self.categories.isdisjoint((category, category.partition(".")[0]))
