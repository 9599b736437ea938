"""Checks what Tiep Dan gave out: a signed checkpoint of its log, or the proof of one case. Python 3.9 or newer, alone.

    python3 proof_tool.py FILE [--checkpoint FILE] [--key HEX]

FILE is a proof or a checkpoint as downloaded. --checkpoint is one that you have kept yourself: the proof must then
lead to that one. --key is the public key of the instance as printed on your first checkpoint; without it the key in
the file is believed, and shown. Ends with 0 when everything stands, else with 1 and the reason.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from typing import Any

Point = tuple[int, int, int, int]

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y: int, sign: int) -> int | None:
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0) or 0
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar: int, point: Point) -> Point:
    found = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            found = add(found, point)
        point = add(point, point)
        scalar >>= 1
    return found


def same(p: Point, q: Point) -> bool:
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def decompress(raw: bytes) -> Point | None:
    if len(raw) != 32:
        return None
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def signed_by(key: bytes, message: bytes, signature: bytes) -> bool:
    """Ed25519 (RFC 8032, section 6)."""
    public, nonce = decompress(key), decompress(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if public is None or nonce is None or len(signature) != 64 or scalar >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    return same(times(scalar, BASE), add(nonce, times(challenge, public)))


class RefusedError(Exception):
    """What was given does not stand."""


def demand(holds: bool, words: str) -> None:
    if not holds:
        raise RefusedError(words)


def checkpoint_facts(checkpoint: dict[str, str], key: bytes | None) -> dict[str, str]:
    text = checkpoint["statement"]
    own = bytes.fromhex(checkpoint["public_key"])
    demand(key is None or own == key, "the checkpoint is signed with another key than the one you gave")
    good = signed_by(own, text.encode(), bytes.fromhex(checkpoint["signature"]))
    demand(good, "the signature of the checkpoint is false")
    say("signature of the checkpoint: good, public key " + own.hex())
    return dict(line.split(" ", 1) for line in text.splitlines()[1:])


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def climb(start: bytes, path: list[list[str]]) -> bytes:
    for side, neighbour in path:
        other = bytes.fromhex(neighbour)
        start = sha(b"\1", other, start) if side == "L" else sha(b"\1", start, other)
    return start


def check_proof(proof: dict[str, Any], facts: dict[str, str]) -> None:
    case, head, entries = proof["case"], bytes(32), proof["entries"]
    for number, entry in enumerate(entries, 1):
        spelled = json.loads(entry["row"])
        demand(spelled["case_id"] == case, f"entry {number} is of another case")
        demand(spelled["case_entry"] == number, f"entry {number} is missing or out of order")
        demand(spelled["case_previous"] == head.hex(), f"entry {number} does not follow the one before")
        head = sha(head, bytes.fromhex(entry["hash"]), entry["row"].encode())
    leaf = sha(b"\0", case.to_bytes(8, "big"), len(entries).to_bytes(8, "big"), head)
    block = climb(leaf, proof["path"])
    top = climb(sha(b"\2", proof["block"].to_bytes(8, "big"), block), proof["block_path"])
    demand(case // 1024 == proof["block"], "the case is not of that block")
    demand(top.hex() == facts["root"], "the entries do not lead to the checkpoint: changed, or another checkpoint")
    for entry in entries:
        row = json.loads(entry["row"])
        say("  {at}  {action:<24} {role} user {user_id}".format(**row))
    say(f"case {proof['number']}: {len(entries)} entries, none changed, none missing up to the checkpoint")


def say(words: str) -> None:
    sys.stdout.write(words + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description="Checks a checkpoint or the proof of a case.")
    parser.add_argument("file")
    parser.add_argument("--checkpoint", help="a checkpoint that you have kept yourself")
    parser.add_argument("--key", help="the public key of the instance, 64 hexadecimal digits")
    given = parser.parse_args()
    with open(given.file, encoding="utf-8") as file:
        found = json.load(file)
    kept = None
    if given.checkpoint:
        with open(given.checkpoint, encoding="utf-8") as file:
            kept = json.load(file)
    try:
        key = bytes.fromhex(given.key) if given.key else None
        facts = checkpoint_facts(kept or found.get("checkpoint") or found, key)
        say("checkpoint {number} of {made_at}: {rows} rows, {cases} cases".format(**facts))
        if "entries" in found:
            check_proof(found, facts)
    except (RefusedError, KeyError, ValueError, TypeError) as reason:
        say(f"REFUSED: {reason}")
        return 1
    say("everything stands")
    return 0


if __name__ == "__main__":
    sys.exit(main())
