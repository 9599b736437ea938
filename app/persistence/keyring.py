"""The keys of one instance, each in its own file below INSTANCE_DIR/keys (0600), apart from the database.

Names are `purpose-number.key`. New data uses the highest number; older ones stay to read old data.
"""

import os
import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

KEY_BYTES = 32
_NAME = re.compile(r"([a-z]+)-(\d+)\.key")


class KeyMissingError(Exception):
    """Something was sealed with a key that is not in the ring."""


class KeyRing:
    """Reads each key once; makes the first of a purpose when there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: dict[tuple[str, int], bytes] = {}
        self._newest: dict[str, int] = {}
        self._seen = 0  # when the folder had last changed as we read it

    def newest(self, purpose: str) -> tuple[int, bytes]:
        """Number and bytes of the key that new data is made with."""
        self._notice_changes()
        if purpose not in self._newest:
            self._newest[purpose] = max(self.numbers(purpose), default=0) or self._make(purpose, 1)
        number = self._newest[purpose]
        return number, self.key(purpose, number)

    def only(self, purpose: str, may_be_made: Callable[[], bool]) -> bytes:
        """The one key of a purpose that never gets a newer one. Where none is there it is made only if nothing needs an
        older; else KeyMissingError: a new one would fit nothing that is kept."""
        self._notice_changes()
        if purpose not in self._newest and not self.numbers(purpose) and not may_be_made():
            raise KeyMissingError(f"{purpose}-1")
        number, key = self.newest(purpose)
        if number != 1:
            raise RuntimeError(f"the key {purpose} is not to be replaced")
        return key

    def key(self, purpose: str, number: int) -> bytes:
        if (purpose, number) not in self._keys:
            try:
                key = self._file(purpose, number).read_bytes()
            except FileNotFoundError:
                raise KeyMissingError(f"{purpose}-{number}") from None
            if len(key) != KEY_BYTES:
                raise KeyMissingError(f"{purpose}-{number} is damaged")
            self._keys[purpose, number] = key
        return self._keys[purpose, number]

    def add(self, purpose: str) -> int:
        """Make the next key of a purpose; every process uses it from its next look on. Two at once make one."""
        return self._make(purpose, max(self.numbers(purpose), default=0) + 1)

    def made_at(self, purpose: str) -> datetime:
        """When the newest key of a purpose was made."""
        return datetime.fromtimestamp(self._file(purpose, self.newest(purpose)[0]).stat().st_mtime, UTC)

    def retire(self, purpose: str, number: int) -> Path:
        """Put a key aside that nothing needs any more. It stays in the folder `retired` for old backups."""
        aside = self._folder / "retired"
        aside.mkdir(exist_ok=True, mode=0o700)
        place = aside / self._file(purpose, number).name
        self._file(purpose, number).rename(place)
        self._keys.pop((purpose, number), None)
        return place

    def _notice_changes(self) -> None:
        """Another process may have made a newer key: the folder tells, for the price of asking when it changed."""
        try:
            changed = self._folder.stat().st_mtime_ns
        except FileNotFoundError:
            return
        if changed != self._seen:
            self._newest.clear()
            self._keys.clear()
            self._seen = changed

    def numbers(self, purpose: str) -> list[int]:
        """Of all keys of a purpose in use, oldest first."""
        if not self._folder.is_dir():
            return []
        found = [_NAME.fullmatch(path.name) for path in self._folder.iterdir()]
        return sorted(int(match[2]) for match in found if match and match[1] == purpose)

    def _file(self, purpose: str, number: int) -> Path:
        return self._folder / f"{purpose}-{number}.key"

    def _make(self, purpose: str, number: int) -> int:
        """Write, flush, then link: two processes at once get one key, a crash leaves one or none."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._folder / f".{purpose}-{secrets.token_hex(8)}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, secrets.token_bytes(KEY_BYTES))
            os.fsync(handle)
        finally:
            os.close(handle)
        try:
            os.link(draft, self._file(purpose, number))
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        folder = os.open(self._folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        return number
