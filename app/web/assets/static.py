"""Our style sheets, scripts and fonts, and Bootstrap's from its package: hashed, compressed once, cached for a year."""

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from flask import Flask, Response, abort, g, request, url_for
from werkzeug.security import safe_join

from app.web.assets import stylesheet

OWN = Path(__file__).resolve().parents[2] / "static"
COMPRESSIBLE = {".css", ".js", ".svg", ".json", ".txt", ".webmanifest"}
BOOTSTRAP = "bootstrap/css/bootstrap.min.css"
YEAR = "public, max-age=31536000, immutable"


class Asset(NamedTuple):
    """A file as it goes over the wire."""

    body: bytes
    squeezed: bytes | None
    type: str
    version: str


def init_app(app: Flask) -> None:
    """Serve /static/<name>; names under bootstrap/ come from the installed package."""
    app.add_url_rule("/static/<path:name>", endpoint="static", view_func=serve)


def static_url(name: str) -> str:
    """Address of an asset with the hash of its content: a changed file has a new address, so caches never lie.

    static_url("css/site.css") is ours; static_url("bootstrap/css/bootstrap.min.css") is Bootstrap's.
    """
    told: dict[str, str] = g.setdefault("static_urls", {})  # a queue draws hundreds of icons from one file
    if name not in told:
        asset = _asset(name, _changed(name))
        told[name] = url_for("static", name=name, v=asset.version if asset else None)
    return told[name]


def serve(name: str) -> Response:
    """One asset, compressed when the browser takes it."""
    asset = _asset(name, _changed(name))
    if asset is None:
        abort(404)
    zipped = asset.squeezed is not None and request.accept_encodings["gzip"] > 0
    response = Response(asset.squeezed if zipped else asset.body, mimetype=asset.type)
    if zipped:
        response.content_encoding = "gzip"
    if asset.squeezed is not None:
        response.vary.add("Accept-Encoding")
    response.set_etag(asset.version)
    current = request.args.get("v") == asset.version
    response.headers["Cache-Control"] = YEAR if current else "public, max-age=300"
    response.make_conditional(request)
    return response


@lru_cache(maxsize=1)
def _bootstrap() -> Path | None:
    found = find_spec("flask_bootstrap")
    return Path(found.origin).parent / "static" / "bootstrap5" if found and found.origin else None


def _path(name: str) -> Path | None:
    inside, _, rest = name.partition("/")
    root = _bootstrap() if inside == "bootstrap" else OWN
    joined = safe_join(str(root), rest if inside == "bootstrap" else name) if root else None
    return Path(joined) if joined and Path(joined).is_file() else None


def _changed(name: str) -> int:
    """When the file was last written; part of the cache key, so an edit shows without a restart."""
    if name == stylesheet.SHEET:
        return stylesheet.changed(OWN / "css")
    path = _path(name)
    return path.stat().st_mtime_ns if path else 0


@lru_cache(maxsize=64)
def _asset(name: str, changed_ns: int) -> Asset | None:
    path = OWN / name if name == stylesheet.SHEET else _path(name)
    if path is None:
        return None
    body = stylesheet.build(_path(BOOTSTRAP), OWN / "css") if name == stylesheet.SHEET else path.read_bytes()
    squeezed = gzip.compress(body, 9, mtime=0) if path.suffix in COMPRESSIBLE else None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(body, squeezed, kind, hashlib.sha256(body).hexdigest()[:12])
