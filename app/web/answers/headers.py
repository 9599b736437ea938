"""What every response carries: the security headers, compression of text, and caching fit for personal pages."""

import gzip

from flask import Flask, Response, abort, current_app, request

from app.web import sessions

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ]
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
}
A_YEAR = "max-age=31536000; includeSubDomains"
WORTH_SQUEEZING = 600  # bytes; below that the header costs more than it saves


def init_app(app: Flask) -> None:
    """Register the checks before and the headers after every request."""
    app.before_request(refuse_foreign_sites)
    app.after_request(add_headers)


def refuse_foreign_sites() -> None:
    """A second net under the CSRF token: a browser that says the request comes from another site is believed."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    if request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
        abort(403)


def add_headers(response: Response) -> Response:
    """A view that serves a file may set a stricter policy itself; nothing here overwrites it."""
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    if current_app.config["TIEP_DAN"].in_production:
        response.headers.setdefault("Strict-Transport-Security", A_YEAR)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = _caching()
    if not response.cache_control.public:  # the same address says something else to another person or language
        response.vary.update(("Cookie", "Accept-Language"))
    return _squeezed(response)


def _caching() -> str:
    """Personal pages leave no trace on the machine they were read on; the others are asked for anew each time."""
    return "no-store" if sessions.is_personal() else "private, no-cache"


def _squeezed(response: Response) -> Response:
    """Compress pages. The CSRF token in them is signed anew each second, so its bytes cannot be guessed by length."""
    if (
        response.mimetype not in ("text/html", "application/json", "text/plain")
        or response.direct_passthrough
        or response.is_streamed
        or response.content_encoding
        or (response.content_length or 0) < WORTH_SQUEEZING
    ):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0:
        response.set_data(gzip.compress(response.get_data(), 5))
        response.content_encoding = "gzip"
    return response
