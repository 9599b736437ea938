"""Floor 2. The law as data: TOML rows, dated and cited, read once and checked before anything rests on them."""

from functools import lru_cache

from app.domain.rules import LawBook
from app.lawbook.checks import faults
from app.lawbook.errors import LawbookError
from app.lawbook.loader import FOLDER, read

__all__ = ["LawbookError", "load"]


@lru_cache(maxsize=1)
def load() -> LawBook:
    """The checked lawbook of this release; LawbookError lists every fault of the files."""
    law = read(FOLDER)
    found = faults(law)
    if found:
        raise LawbookError(found)
    return law
