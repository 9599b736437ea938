"""One writer at a time on SQLite, over all threads and processes of the machine.

SQLite 3.7.0 to 3.51.2 can damage a WAL database when one connection checkpoints while another commits. This
lock, held for every write transaction and every checkpoint, takes the occasion away; writers queue, not spin.
"""

import fcntl
import os
import threading
import time
from collections import deque
from pathlib import Path


class WriterBusyError(Exception):
    """Nobody let go of the lock in time; nothing was written."""


class _Queue:
    """A lock between threads that is given in the order of asking: the last of sixteen writers does not wait for
    ever, and threads do not fight over it when it comes free."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._is_held = False

    def acquire(self, timeout: float) -> bool:
        with self._guard:
            if not self._is_held:
                self._is_held = True
                return True
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=timeout):
            return True
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return False
        return True  # it was our turn in the very moment of giving up

    def release(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_held = False


class WriterLock:
    """A lock between threads, and a lock file between processes (None: the database lives in memory)."""

    def __init__(self, path: Path | None, patience: float = 10.0) -> None:
        self._path = path
        self._patience = patience  # seconds
        self._threads = _Queue()
        self._file: int | None = None
        self._file_pid = 0

    def acquire(self) -> None:
        give_up = time.monotonic() + self._patience
        if not self._threads.acquire(timeout=self._patience):
            raise WriterBusyError
        try:
            self._lock_file(give_up)
        except BaseException:
            self._threads.release()
            raise

    def release(self) -> None:
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()

    def _lock_file(self, give_up: float) -> None:
        if self._path is None:
            return
        if self._file is None or self._file_pid != os.getpid():  # opened before a fork: one lock for both
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._file_pid = os.getpid()
        pause = 0.0002
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() > give_up:
                    raise WriterBusyError from None
                time.sleep(pause)
                pause = min(pause * 1.5, 0.002)
