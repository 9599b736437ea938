"""Opens exported envelopes of denunciations on a machine without network. Needs Python 3.11 and `cryptography` alone.

    python moniem.py khoa  khoa.json           make a key pair; prints the public key to be registered
    python moniem.py mo    khoa.json phongbi.zip thu-muc   open an envelope into a folder

It knows nothing of the rest of the program: this one file is carried on paper or a clean stick and can be read through.
"""

import argparse
import base64
import getpass
import hashlib
import hmac
import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
PIECE, TAG, OWN_KEY = 64 * 1024, 16, b"\x02tiepdan"
SHORTEST = 12


def say(words: str) -> None:
    sys.stdout.write(words + "\n")


def stretched(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=128 * 1024 * 1024, dklen=32)


def new_key(place: Path, passphrase: str) -> str:
    """Write a locked key pair; returns the line to be registered."""
    private, salt, nonce = X25519PrivateKey.generate(), os.urandom(16), os.urandom(12)
    public = private.public_key().public_bytes_raw()
    locked = AESGCM(stretched(passphrase, salt)).encrypt(nonce, private.private_bytes_raw(), public)
    kept = {"public": public.hex(), "salt": salt.hex(), "nonce": nonce.hex(), "locked": locked.hex()}
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(kept, file)
    return "TDPUB1-" + base64.urlsafe_b64encode(public).decode().rstrip("=")


def open_key(place: Path, passphrase: str) -> bytes:
    """The private key; InvalidTag when it is another passphrase."""
    kept = {name: bytes.fromhex(value) for name, value in json.loads(place.read_text()).items()}
    return AESGCM(stretched(passphrase, kept["salt"])).decrypt(kept["nonce"], kept["locked"], kept["public"])


def take(private: bytes, sealed: bytes, place: str) -> bytes:
    if sealed[:1] != b"\x02":
        raise InvalidTag
    return SUITE.decrypt(sealed[1:], X25519PrivateKey.from_private_bytes(private), info=place.encode())


def open_envelope(private: bytes, envelope: Path, folder: Path) -> list[str]:
    """Write what an envelope holds; returns the names of the files."""
    with zipfile.ZipFile(envelope) as packed:
        told: dict[str, Any] = json.loads(packed.read("phong-bi.json"))
        case_key = take(private, _bytes(told["copy"]), told["copy"]["place"])
        folder.mkdir(mode=0o700)
        written = []
        for number, one in enumerate(told["petitions"], 1):
            written.append(_write(folder / f"don-{number}.json", take(case_key, _bytes(one), one["place"])))
        said = [json.loads(take(case_key, _bytes(one), one["place"])) | one["about"] for one in told["words"]]
        written.append(_write(folder / "ghi-chep.json", json.dumps(said, ensure_ascii=False, indent=1).encode()))
        for number, one in enumerate(told["files"], 1):
            found = json.loads(take(case_key, _bytes(one), one["place"]))
            content = _unsealed(packed.read(one["name"]), bytes.fromhex(found["key"]), one["context"])
            name = f"tep-{number}-{Path(found['name']).name}"[:200]
            written.append(_write(folder / name, content))
    return written


def _bytes(one: dict[str, str]) -> bytes:
    return base64.b64decode(one["sealed"])


def _write(place: Path, content: bytes) -> str:
    place.write_bytes(content.rstrip() if place.suffix == ".json" else content)
    place.chmod(0o600)
    return place.name


def _unsealed(sealed: bytes, key: bytes, context: str) -> bytes:
    if not sealed.startswith(OWN_KEY):
        raise InvalidTag
    cipher = AESGCM(hmac.digest(key, context.encode(), hashlib.sha256))
    body, found, size = sealed[len(OWN_KEY) :], b"", PIECE + TAG
    for index, start in enumerate(range(0, len(body), size)):
        last = start + size >= len(body)
        bound = OWN_KEY + bytes([last]) + context.encode()
        found += cipher.decrypt(index.to_bytes(12, "big"), body[start : start + size], bound)
    return found


def _asked(words: str, ask: Callable[[str], str] = getpass.getpass) -> str:
    return ask(f"{words}: ")


def main() -> int:
    parser = argparse.ArgumentParser(description="Mở phong bì đơn tố cáo trên máy không nối mạng.")
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("khoa", help="tạo cặp khóa").add_argument("key", type=Path)
    opening = acts.add_parser("mo", help="mở phong bì")
    for name in ("key", "envelope", "folder"):
        opening.add_argument(name, type=Path)
    asked = parser.parse_args()
    passphrase = _asked("Cụm từ giữ khóa")
    if asked.act == "khoa":
        if len(passphrase) < SHORTEST or passphrase != _asked("Nhập lại"):
            say("Cụm từ cần ít nhất 12 ký tự và hai lần nhập phải giống nhau.")
            return 1
        say("Khóa công khai, chép vào trang Khóa niêm phong của tôi:")
        say(new_key(asked.key, passphrase))
        return 0
    try:
        for name in open_envelope(open_key(asked.key, passphrase), asked.envelope, asked.folder):
            say(name)
    except InvalidTag:
        say("Không mở được: sai cụm từ, sai khóa, hoặc phong bì đã bị sửa.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
