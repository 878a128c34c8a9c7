"""How the log is written: lines of text or JSON objects, and never a token."""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_HIDDEN = "[token]"
_EXTRA = "footnote"  # where a record carries what `event` was given

# Tokens of whoever's bot: an id, a time and a signature, each in base64.
_A_TOKEN = re.compile(r"[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}")
# The token of an interaction: whoever has it may answer in the bot's name for 15 minutes.
_IN_A_PATH = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w-]{20,}")
_IN_AN_OBJECT = re.compile(r"""(['\"]token['\"]\s*:\s*)(['\"]).*?\2""")


def event(name: str, **fields: object) -> dict[str, Mapping[str, object]]:
    """The `extra` of a log call that tells of an event: its name, and what is known of it.

    In JSON each field is a key of the object; the message says the same in words.
    """
    return {_EXTRA: {"event": name, **fields}}


def hide(text: str, secret: str | None = None) -> str:
    """`text` without the secret, and without whatever else is or looks like a token."""
    if secret:
        text = text.replace(secret, _HIDDEN)
    text = _A_TOKEN.sub(_HIDDEN, text)
    text = _IN_A_PATH.sub(rf"\1{_HIDDEN}", text)
    return _IN_AN_OBJECT.sub(rf"\1\2{_HIDDEN}\2", text)


class TextFormatter(logging.Formatter):
    """A line a record, and below it the traceback if there is one."""

    def __init__(self, secret: str | None) -> None:
        super().__init__(_TEXT)
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The record without tokens, whoever put them there."""
        return hide(super().format(record), self._secret)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """The line: what a document's name or an error holds can't begin another."""
        line = super().formatMessage(record)
        return line.replace("\r", "\\r").replace("\n", "\\n")


class JsonFormatter(logging.Formatter):
    """One JSON object a line, whatever a record holds.

    `time` (UTC), `level`, `logger`, `event` (null where it has no name) and `message` are always
    there; `error` is the class of what was raised, `trace` its traceback; an event's own fields,
    such as `server`, `command`, `milliseconds`, stand where they are known.
    """

    def __init__(self, secret: str | None) -> None:
        super().__init__()
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The record without tokens, whoever put them there."""
        at = datetime.fromtimestamp(record.created, UTC)
        fields: dict[str, object] = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": None,
            "message": record.getMessage(),
        }
        more = getattr(record, _EXTRA, None)
        if isinstance(more, Mapping):
            fields.update(more)
        if record.exc_info and record.exc_info[1] is not None:
            fields["error"] = type(record.exc_info[1]).__name__
            fields["trace"] = "".join(traceback.format_exception(record.exc_info[1]))
        shown = {
            key: hide(value, self._secret) if isinstance(value, str) else value
            for key, value in fields.items()
        }
        # Once more over all of it: what isn't a text was made one only now.
        return hide(json.dumps(shown, ensure_ascii=False, default=str), self._secret)
