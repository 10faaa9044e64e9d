"""What carries a message out of the house: an HTTP service, or files where none is set up.

A transport is told the same key when a message is tried again; whoever delivers drops the second.
Neither the number nor the text is ever put into an error or a log.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib import error, request

_TIMEOUT = 15  # seconds; a gateway that takes longer is asked again later
_TRY_AGAIN = frozenset({408, 409, 425, 429})  # of the 4xx: the message is sound, the moment was not


class Unsent(Exception):
    """Not carried. `final` means it never will be: the gateway refuses the message itself."""

    def __init__(self, why: str, final: bool = False) -> None:
        super().__init__(why)
        self.why, self.final = why, final


class Transport(Protocol):
    def send(self, key: str, to: str, text: str) -> None:
        """Hand it over, or raise `Unsent`."""


@dataclass(frozen=True)
class Files:
    """One file a message, named by its key: the stand-in for a demo and for tests."""

    folder: Path

    def send(self, key: str, to: str, text: str) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            part = self.folder / f"{key}.part"
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump({"to": to, "text": text}, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.folder / f"{key}.json")
        except OSError as wrong:
            raise Unsent(f"file: {type(wrong).__name__}") from None


@dataclass(frozen=True)
class Http:
    """A JSON POST with the key as `Idempotency-Key`, as the services in front of operators take it."""

    url: str
    token: str = ""
    sender: str = ""
    opened: Callable[..., Any] = request.urlopen

    def send(self, key: str, to: str, text: str) -> None:
        body = json.dumps({"id": key, "from": self.sender, "to": to, "text": text}).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        asked = request.Request(self.url, data=body, headers=headers, method="POST")
        try:
            with self.opened(asked, timeout=_TIMEOUT) as answer:
                answer.read()
        except error.HTTPError as refused:
            final = 400 <= refused.code < 500 and refused.code not in _TRY_AGAIN | {401, 403, 404}
            raise Unsent(f"HTTP {refused.code}", final) from None
        except (OSError, ValueError) as wrong:
            raise Unsent(type(wrong).__name__) from None


def configured(settings: Any) -> Transport:
    """The HTTP service of the settings, else files in the state directory."""
    if settings.GIAOBAN_SMS_URL:
        return Http(settings.GIAOBAN_SMS_URL, settings.GIAOBAN_SMS_TOKEN, settings.GIAOBAN_SMS_SENDER)
    return Files(Path(settings.STATE) / "sms")
