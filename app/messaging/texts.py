"""Texts to telephones by providers over HTTP: SMS and Zalo. The second is asked when the first cannot or will not."""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from app.messaging.letterbox import Handing, Mail, NotSentError, RefusedError, Text, UncertainError

LONGEST_ANSWER = 64 * 1024
NO_SUCH_NUMBER = frozenset({404, 410, 422})


@dataclass(frozen=True, slots=True)
class Provider:
    """One address of one provider; nothing else is ever called and no redirection is followed (ASVS 15.3.2).

    `kind`: `sms` takes a text as it is; `zalo` takes the number of an approved template with the text as its content.
    """

    name: str
    url: str
    token: str = field(default="", repr=False)
    kind: str = "sms"
    template: str = ""
    timeout: float = 10.0  # seconds of silence

    def send(self, text: Text, handing: Handing) -> str:
        """Post the text with its key; the provider knows by it what it has had before."""
        parts = urlsplit(self.url)
        secure = parts.scheme == "https"
        connection = (HTTPSConnection if secure else HTTPConnection)(parts.netloc, timeout=self.timeout)
        headers = {"Content-Type": "application/json", "Idempotency-Key": text.key}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        with closing(connection):
            try:
                connection.connect()
            except OSError as error:
                raise NotSentError(type(error).__name__) from error
            handing(self.name)
            try:
                connection.request("POST", parts.path or "/", json.dumps(self._form(text)), headers)
                with connection.getresponse() as answer:
                    return _read(answer)
            except (HTTPException, OSError) as error:
                raise UncertainError(type(error).__name__) from error

    def _form(self, text: Text) -> Mapping[str, Any]:
        if self.kind == "zalo":
            data = {"content": text.text}
            return {
                "phone": "84" + text.to[1:],
                "template_id": self.template,
                "template_data": data,
                "tracking_id": text.key,
            }
        return {"to": text.to, "text": text.text, "key": text.key}


def _read(answer: HTTPResponse) -> str:
    body = answer.read(LONGEST_ANSWER)
    if answer.status in NO_SUCH_NUMBER:
        raise RefusedError(f"status {answer.status}")
    if answer.status >= 300:
        raise NotSentError(f"status {answer.status}")
    try:
        said = json.loads(body)
        return str(said.get("id", ""))[:80] if isinstance(said, dict) else ""
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class TextPost:
    """Several providers in their order. `only`: the one that may have the text already; then nobody else is asked."""

    providers: Sequence[Provider]
    is_idempotent: bool = True

    def send(self, message: Mail | Text, handing: Handing, only: str = "") -> str:
        if not isinstance(message, Text):
            raise TypeError("providers of texts take texts")
        failed: Exception = NotSentError("no provider")
        for provider in self.providers:
            if only and provider.name != only:
                continue
            try:
                return provider.send(message, handing)
            except (NotSentError, RefusedError) as error:
                failed = error
        raise failed
