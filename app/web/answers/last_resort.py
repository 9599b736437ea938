"""What fails where nothing else catches it: in the making of an error page, in a thread, in a library's own log.

It is logged as everything else, by kind and place and never by its text, and the visitor still gets a page with an id.
"""

import logging
import sys
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from flask import Flask

from app.web.answers import logs
from app.web.answers.headers import ALWAYS

WORDS = "500 Hệ thống gặp lỗi và chưa làm được việc vừa rồi. Xin thử lại sau ít phút. ({})"


class LastResort:
    """Around the whole application: no exception reaches the server, which would print its text."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            answer: Iterable[bytes] = self._inner(environ, start_response)
            return answer
        except Exception as error:
            number = logs.log_outside(error, "request")
            headers = {**ALWAYS, "Cache-Control": "no-store", "Content-Type": "text/plain; charset=utf-8"}
            start_response("500 INTERNAL SERVER ERROR", list(headers.items()))
            return [WORDS.format(number).encode()]


class Quoting(logging.Handler):
    """Python's own loggers: which one, how grave, and its fixed words; never what was put into them."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        words = record.msg if isinstance(record.msg, str) and record.args else ""
        logs.log_library(record.name, record.levelname, words, error)


def init_app(app: Flask) -> None:
    """Put the last net under everything."""
    if app.testing:
        return  # a test wants to see the defect itself
    app.wsgi_app = LastResort(app.wsgi_app)  # type: ignore[method-assign]
    logging.basicConfig(level=logging.WARNING, handlers=[Quoting()], force=True)
    sys.excepthook = _of_the_process
    threading.excepthook = lambda failed: _of_the_process(failed.exc_type, failed.exc_value, failed.exc_traceback)


def _of_the_process(_kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
    if error is not None and not isinstance(error, KeyboardInterrupt):
        logs.log_outside(error, "process")
