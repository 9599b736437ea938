"""How often an address has sent, kept in the memory of this process.

The library's own keeping in memory starts a thread for nearly every request and goes through all addresses in it; here
the moments of an address are looked at when it sends again, and the others once a minute.
"""

import threading
import time
from collections import deque

from limits.storage import MovingWindowSupport, Storage

URI = "moments://"
SWEEP_SECONDS = 60


class Moments(Storage, MovingWindowSupport):
    """When each key was used, oldest first. Only moving windows are counted in this house."""

    STORAGE_SCHEME = ["moments"]

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: str) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions, **options)
        self._guard = threading.Lock()
        self._moments: dict[str, deque[float]] = {}
        self._windows: dict[str, int] = {}  # seconds
        self._swept = time.monotonic()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Note one use, unless the window is full."""
        now = time.monotonic()
        with self._guard:
            if now - self._swept > SWEEP_SECONDS:
                self._sweep(now)
            moments = self._moments.setdefault(key, deque())
            self._windows[key] = expiry
            _forget(moments, now - expiry)
            if len(moments) + amount > limit:
                return False
            moments.extend([now] * amount)
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the window began (wall clock), and the uses in it."""
        now = time.monotonic()
        with self._guard:
            moments = self._moments.get(key, deque())
            _forget(moments, now - expiry)
            return time.time() - (now - moments[0] if moments else 0), len(moments)

    def clear(self, key: str) -> None:
        with self._guard:
            self._moments.pop(key, None)
            self._windows.pop(key, None)

    def reset(self) -> int:
        with self._guard:
            count = len(self._moments)
            self._moments.clear()
            self._windows.clear()
            return count

    def check(self) -> bool:
        return True

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        raise NotImplementedError("fixed windows are not counted here")

    def get(self, key: str) -> int:
        return len(self._moments.get(key, ()))

    def get_expiry(self, key: str) -> float:
        return time.time() + self._windows.get(key, 0)

    def _sweep(self, now: float) -> None:
        self._swept = now
        for key, moments in list(self._moments.items()):
            _forget(moments, now - self._windows[key])
            if not moments:
                del self._moments[key], self._windows[key]


def _forget(moments: deque[float], before: float) -> None:
    while moments and moments[0] <= before:
        moments.popleft()
