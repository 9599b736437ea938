"""One JSON line a request, with nothing personal in it: no query, no form field, not even the address."""

import logging
import secrets
import sys
import time

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger("web")


def init_app(app: Flask) -> None:
    """Number every request and log its end."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    app.before_request(number_request)
    if not app.testing:
        app.after_request(log_request)


def number_request() -> None:
    """Give the request the id that the error page shows and the log repeats."""
    g.request_id = secrets.token_hex(6)
    g.started = time.monotonic()


def request_id() -> str:
    """Id of this request; made on the spot when the request broke before it had one."""
    if "request_id" not in g:
        number_request()
    number: str = g.request_id
    return number


def log_request(response: Response) -> Response:
    """The rule (/ho-so/<int:case_id>), not the address: what fills the rule may be somebody's secret."""
    if request.endpoint != "static":
        log.info(
            "request",
            id=request_id(),
            method=request.method,
            rule=str(request.url_rule or "-"),
            status=response.status_code,
            ms=round((time.monotonic() - g.started) * 1000),
        )
    return response


def log_failure(error: BaseException) -> None:
    """A defect: its kind and the lines it passed through, never its text, which may quote what a citizen wrote."""
    rule = str(request.url_rule or "-")
    log.error("failure", id=request_id(), rule=rule, kind=type(error).__name__, frames=_frames(error))


def log_outside(error: BaseException, where: str) -> str:
    """The same where no request is known any more; the id that a visitor may be told."""
    number = secrets.token_hex(6)
    log.error("failure", id=number, rule=where, kind=type(error).__name__, frames=_frames(error))
    return number


def log_library(name: str, level: str, words: str, error: BaseException | None) -> None:
    """What a library wants to say: its fixed words at most."""
    kind = type(error).__name__ if error else ""
    log.warning("library", logger=name, grave=level, words=words, kind=kind, frames=_frames(error) if error else [])


def _frames(error: BaseException) -> list[str]:
    frames, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return frames[-12:]
