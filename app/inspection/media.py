"""Sound, film and HEIC pictures: the chain of boxes or frames is followed, nothing is played."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from app.domain.refusals import BadInput
from app.inspection import media_copy
from app.inspection.examined import Examined

HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})
SOUND_BRANDS = frozenset({b"M4A ", b"M4B "})
FILM_BRANDS = frozenset({b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"qt  "})
FRAMES_READ = 4

# Layer III, indexed by the bits of a frame's head; kilobits and hertz.
_BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def examine(content: bytes) -> Examined:
    """Sound, film or HEIC picture, and its copy without place, device and title."""
    stream, size = BytesIO(content), len(content)
    if content[4:8] != b"ftyp":
        return Examined(mp3(stream, size), media_copy.bare_mp3(content))
    media_type = boxes(stream, size)
    copy = media_copy.bare_heic(content) if media_type == "image/heic" else media_copy.bare_film(content)
    return Examined(media_type, copy)


def boxes(stream: BinaryIO, size: int) -> str:
    """ISO media: top boxes fill the file exactly; a film or sound has `moov`, a HEIC picture has `meta`."""
    stream.seek(8)
    brand = stream.read(4)
    kinds = set(_top_boxes(stream, size))
    if brand in HEIC_BRANDS and b"meta" in kinds:
        return "image/heic"
    if b"moov" not in kinds:
        raise BadInput("file_damaged" if brand in FILM_BRANDS | SOUND_BRANDS | HEIC_BRANDS else "file_type_refused")
    if brand in SOUND_BRANDS:
        return "audio/mp4"
    if brand in FILM_BRANDS or brand.startswith(b"3gp"):
        return "video/mp4"
    raise BadInput("file_type_refused")


def mp3(stream: BinaryIO, size: int) -> str:
    """Frames that follow each other where each says the next begins."""
    stream.seek(0)
    head = stream.read(10)
    position = 0
    if head[:3] == b"ID3":
        a, b, c, d = (byte & 0x7F for byte in head[6:10])
        position = 10 + (a << 21 | b << 14 | c << 7 | d)
    for _ in range(FRAMES_READ):
        stream.seek(position)
        length = _frame_length(stream.read(4))
        if not length:
            raise BadInput("file_type_refused")
        position += length
        if position >= size:
            break
    return "audio/mpeg"


def _top_boxes(stream: BinaryIO, size: int) -> Iterator[bytes]:
    position = 0
    while position < size:
        stream.seek(position)
        head = stream.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length == 0:
            length = size - position
        if length < 8 or position + length > size:
            raise BadInput("file_damaged")
        yield head[4:8]
        position += length


def _frame_length(head: bytes) -> int:
    """Bytes of the MPEG layer III frame that begins here; 0 when none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer != 1 or bitrate in (0, 15) or rate == 3:
        return 0
    kilobits = _BITRATES[3 if version == 3 else 2][bitrate]
    return (144 if version == 3 else 72) * kilobits * 1000 // _RATES[version][rate] + (head[2] >> 1 & 1)
