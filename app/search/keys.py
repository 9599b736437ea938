"""Keys of what is indexed: the number of a row and, in the two low bits, what kind of thing it is."""

from enum import IntEnum

BITS = 2


class Kind(IntEnum):
    """`PUBLIC` is what a case has published (and nothing else of it), for everybody; `QUESTION` is
    a question with its answer."""

    CASE = 0
    VISIT = 1
    PUBLIC = 2
    QUESTION = 3


STAFF = frozenset({Kind.CASE, Kind.VISIT})
EVERYBODY = frozenset({Kind.PUBLIC, Kind.QUESTION})


def key(kind: Kind, row_id: int) -> int:
    return row_id << BITS | kind


def kind_of(found: int) -> Kind:
    return Kind(found & (1 << BITS) - 1)


def id_of(found: int) -> int:
    return found >> BITS
