"""Asking ClamAV (clamd, command INSTREAM) about a file. Off unless an address is configured."""

import socket
import struct

from app.domain.refusals import BadInput

PIECE = 64 * 1024
SECONDS = 30


def is_clean(content: bytes, address: str) -> bool:
    """Whether the scanner has seen it and found nothing; False when there is no scanner or it does not answer.

    `address` is host:port or the path of a socket. Raises BadInput("file_infected").
    """
    if not address:
        return False
    try:
        answer = _asked(content, address)
    except OSError:
        return False
    if answer.endswith(b" FOUND"):
        raise BadInput("file_infected")
    return answer.endswith(b": OK")


def _asked(content: bytes, address: str) -> bytes:
    with _connected(address) as line:
        line.settimeout(SECONDS)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and (more := line.recv(4096)):
            answer += more
    return answer.rstrip(b"\0\n")


def _connected(address: str) -> socket.socket:
    if "/" in address:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), SECONDS)
