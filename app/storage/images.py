"""Pictures: read by Pillow, with our own limit on pixels (its own comes far later)."""

import warnings
from typing import BinaryIO

from PIL import Image, ImageFile, UnidentifiedImageError

from app.domain.refusals import BadInput

MAX_PIXELS = 40_000_000

# Above the limit Pillow warns, and the warning is an error everywhere in this program.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
ImageFile.LOAD_TRUNCATED_IMAGES = False

_FAULTS = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError)


def jpeg(stream: BinaryIO, size: int) -> str:
    """Decoded at an eighth of its size: every byte is read, little memory is used."""
    _decode(stream, "JPEG", reduced=True)
    return "image/jpeg"


def png(stream: BinaryIO, size: int) -> str:
    """Every chunk against its checksum, up to the end mark."""
    _decode(stream, "PNG", reduced=False)
    stream.seek(-12, 2)
    if stream.read(8)[4:] != b"IEND":
        raise BadInput("file_damaged")
    return "image/png"


def webp(stream: BinaryIO, size: int) -> str:
    head = stream.read(12)
    if head[8:] != b"WEBP":
        raise BadInput("file_type_refused")
    if int.from_bytes(head[4:8], "little") + 8 > size:
        raise BadInput("file_damaged")
    stream.seek(0)
    _decode(stream, "WEBP", reduced=False)
    return "image/webp"


def _decode(stream: BinaryIO, kind: str, *, reduced: bool) -> None:
    try:
        with Image.open(stream, formats=[kind]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise BadInput("image_too_large", megapixels=MAX_PIXELS // 1_000_000)
            if reduced:
                image.draft("L", (max(1, image.width // 8), max(1, image.height // 8)))
                image.load()
            else:
                image.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadInput("image_too_large", megapixels=MAX_PIXELS // 1_000_000) from None
    except _FAULTS:
        raise BadInput("file_damaged") from None
