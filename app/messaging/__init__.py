"""Floor 4. Telling people outside: mail by SMTP, texts by providers over HTTP, and posts that only print or keep."""

from app.messaging.letterbox import (
    Mail,
    NotSentError,
    Post,
    PrintingPost,
    RecordingPost,
    RefusedError,
    Text,
    UncertainError,
)
from app.messaging.outgoing import Outgoing, from_settings

__all__ = [
    "Mail",
    "NotSentError",
    "Outgoing",
    "Post",
    "PrintingPost",
    "RecordingPost",
    "RefusedError",
    "Text",
    "UncertainError",
    "from_settings",
]
