"""The communes of the city as shapes that are part of the program. They come from
thanglequoc/vietnamese-provinces-database (MIT), simplified to about 200 metres."""

import json
from pathlib import Path
from typing import Any

_drawing: dict[str, Any] = json.loads((Path(__file__).parent / "communes.json").read_text(encoding="utf-8"))

WIDTH: int = _drawing["width"]
HEIGHT: int = _drawing["height"]
PATHS: dict[str, str] = {code: shape["path"] for code, shape in _drawing["communes"].items()}
"""Code of the commune → what an SVG path draws."""
