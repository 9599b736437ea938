"""How a log proves itself to somebody outside: one tree of hashes over the chains of all cases, and the statement that
is signed. The form of RFC 6962 (leaves and nodes hashed apart), two levels deep so that a proof reads one block only.

`proof_tool.py` beside this file checks the same with the standard library alone.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

ORIGIN = bytes(32)
BLOCK = 1024  # cases to a block, by their numbers: a proof recomputes one block, not five million leaves

Path = tuple[tuple[str, bytes], ...]
"""From a leaf upwards: on which side the neighbour stands ("L" or "R"), and its hash."""


def case_link(previous: bytes, row_hash: bytes, spelled: bytes) -> bytes:
    """The next head of a case's own chain. The keyed hash of the row in it keeps others from guessing contents."""
    return hashlib.sha256(previous + row_hash + spelled).digest()


def leaf(number: int, entries: int, head: bytes) -> bytes:
    """A case in its block: number, count of its entries, head of its chain."""
    return hashlib.sha256(b"\0" + number.to_bytes(8, "big") + entries.to_bytes(8, "big") + head).digest()


def block_leaf(block: int, root: bytes) -> bytes:
    """A block in the whole."""
    return hashlib.sha256(b"\2" + block.to_bytes(8, "big") + root).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of a tree; of an empty one the hash of nothing."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    row = list(leaves)
    while len(row) > 1:
        row = [node(*row[i : i + 2]) if i + 1 < len(row) else row[i] for i in range(0, len(row), 2)]
    return row[0]


def path(leaves: Sequence[bytes], index: int) -> Path:
    """What leads from a leaf to the root."""
    found, row = [], list(leaves)
    while len(row) > 1:
        if index % 2:
            found.append(("L", row[index - 1]))
        elif index + 1 < len(row):
            found.append(("R", row[index + 1]))
        row = [node(*row[i : i + 2]) if i + 1 < len(row) else row[i] for i in range(0, len(row), 2)]
        index //= 2
    return tuple(found)


def climbed(start: bytes, steps: Path) -> bytes:
    """The root that a path leads to."""
    for side, neighbour in steps:
        start = node(neighbour, start) if side == "L" else node(start, neighbour)
    return start


def blocks(heads: Iterable[tuple[int, int, bytes]]) -> Iterator[tuple[int, bytes, int]]:
    """Number, root and count of cases of each block, from (case, entries, head) in the order of case numbers."""
    current, leaves = -1, list[bytes]()
    for number, entries, head in heads:
        if number // BLOCK != current and leaves:
            yield current, root(leaves), len(leaves)
            leaves = []
        current = number // BLOCK
        leaves.append(leaf(number, entries, head))
    if leaves:
        yield current, root(leaves), len(leaves)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint says and the instance signs: so many rows, ending so; so many cases, under this root."""

    number: int
    made_at: datetime
    rows: int
    head: bytes
    cases: int
    root: bytes
    previous: bytes  # digest of the statement before, so that no checkpoint can be left out either

    def text(self) -> str:
        """The signed words, one fact a line, readable on paper."""
        lines = (
            "tiepdan audit checkpoint 1",
            f"number {self.number}",
            f"made_at {self.made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            f"rows {self.rows}",
            f"head {self.head.hex()}",
            f"cases {self.cases}",
            f"root {self.root.hex()}",
            f"previous {self.previous.hex()}",
        )
        return "\n".join(lines) + "\n"

    def digest(self) -> bytes:
        return hashlib.sha256(self.text().encode()).digest()


def read_statement(text: str) -> Statement:
    """The statement of a text; ValueError when it is not one, or is not spelled exactly so."""
    title, *lines = text.splitlines()
    said = dict(line.split(" ", 1) for line in lines if " " in line)
    try:
        found = Statement(
            number=int(said["number"]),
            made_at=datetime.strptime(said["made_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
            rows=int(said["rows"]),
            head=bytes.fromhex(said["head"]),
            cases=int(said["cases"]),
            root=bytes.fromhex(said["root"]),
            previous=bytes.fromhex(said["previous"]),
        )
    except KeyError as missing:
        raise ValueError(f"{title}: no {missing}") from None
    if found.text() != text:
        raise ValueError("not spelled as a checkpoint is")
    return found
