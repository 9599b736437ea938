"""Pictures: read by Pillow with our own limit on pixels (its own comes far later), and painted anew without the notes
that a camera leaves in them: place, time, device, owner."""

import warnings
from io import BytesIO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from app.domain.refusals import BadInput
from app.inspection.examined import Examined

MAX_PIXELS = 40_000_000

# Above the limit Pillow warns, and the warning is an error everywhere in this program.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
ImageFile.LOAD_TRUNCATED_IMAGES = False

_FAULTS = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError)
_WRITTEN: dict[str, dict[str, int]] = {
    "JPEG": {"quality": 90},
    "PNG": {"compress_level": 3},
    "WEBP": {"quality": 88, "method": 2},
}
_ALPHA = {"transparency"}  # all that a picture needs beside its points


def examine(content: bytes) -> Examined:
    """Decode to the last point, and encode again."""
    kind = _kind(content)
    try:
        return Examined(f"image/{kind.lower()}", _repainted(content, kind))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadInput("image_too_large", megapixels=MAX_PIXELS // 1_000_000) from None
    except _FAULTS:
        raise BadInput("file_damaged") from None


def _kind(content: bytes) -> str:
    if content.startswith(b"\xff\xd8"):
        return "JPEG"
    if content.startswith(b"\x89PNG"):
        if content[-8:-4] != b"IEND":
            raise BadInput("file_damaged")
        return "PNG"
    if content[8:12] != b"WEBP":
        raise BadInput("file_type_refused")
    if int.from_bytes(content[4:8], "little") + 8 > len(content):
        raise BadInput("file_damaged")
    return "WEBP"


def _repainted(content: bytes, kind: str) -> bytes:
    """The first picture of the file, turned the way it was held."""
    with Image.open(BytesIO(content), formats=[kind]) as image:
        if image.width * image.height > MAX_PIXELS:
            raise BadInput("image_too_large", megapixels=MAX_PIXELS // 1_000_000)
        image.load()
        upright = ImageOps.exif_transpose(image)
        upright.info = {name: value for name, value in upright.info.items() if name in _ALPHA}
        out = BytesIO()
        upright.save(out, kind, **_WRITTEN[kind])
    return out.getvalue()
