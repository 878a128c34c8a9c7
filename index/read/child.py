"""A reader's process: it shuts itself in, reads one file from its standard input, and answers.

Started by guard.py. The orders come as an argument and the file's bytes only after the doors are
shut; the answer goes out by what was the standard output, and all that libraries print to the log.
"""

from __future__ import annotations

import faulthandler
import json
import mimetypes
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

from index.errors import UnreadableError
from index.read.confine import Limits, confine
from index.read.format import Extracted, Read
from index.read.wire import Failed, OutOfMemory, Refused, TooLong, pack

LOG_CHARACTERS = 20_000  # of a traceback: its end says most


def main() -> NoReturn:
    """Do what the orders in the last argument say, and end."""
    orders = json.loads(sys.argv[-1])
    answer = os.dup(1)
    os.dup2(2, 1)
    faulthandler.enable()  # the log tells where a library crashed
    # openpyxl imports numpy where it is there, which starts threads and can't; and looks up types
    # of files in the system's lists, which a reader may not open. It does without either.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    mimetypes.knownfiles.clear()
    reply = memoryview(_obey(orders))
    sys.stdout.flush()
    while reply:
        reply = reply[os.write(answer, reply) :]
    os._exit(0)  # no library gets to tidy up, which takes time and may fail


def _obey(orders: dict[str, Any]) -> bytes:
    """The reply to orders; without a reader in them, what this system can't protect from."""
    limits = Limits(**orders["limits"])
    if orders["reader"] is None:
        missing = confine(limits, orders["readable"], orders["parent"])
        return pack(Extracted(title=None, text="", blocks=(), notes=missing))
    try:
        # Before the doors are shut, as our own code may lie where a reader must not look.
        reader = find_reader(*orders["reader"])
    except Exception:  # whatever may be wrong with a module, it is our bug
        return _failed()
    confine(limits, orders["readable"], orders["parent"])
    source = json.loads(sys.stdin.buffer.readline())
    return answer_for(reader, source, sys.stdin.buffer.read(), limits.reply_bytes)


def find_reader(module: str, function: str) -> Read:
    """The reader of that name.

    Raises:
        ImportError: there is no such module.
        AttributeError: the module has no such function.
    """
    reader: Read = getattr(import_module(module), function)
    return reader


def answer_for(reader: Read, source: str, data: bytes, limit: int) -> bytes:
    """The reader's reply, packed into at most `limit` bytes, however the reader ends."""
    try:
        packed = pack(reader(source, data))
    except UnreadableError as error:
        packed = pack(Refused(str(error)))
    except MemoryError:
        packed = pack(OutOfMemory())
    except BaseException:  # a bug in a reader or its library, and attempts to end the process
        packed = _failed()
    return packed if len(packed) <= limit else pack(TooLong())


def _failed() -> bytes:
    """The exception that is being handled, for the operator."""
    import traceback  # only for the rare case, as it takes time

    # Escaped, as a message may hold halves of characters, which can't be sent.
    report = traceback.format_exc().encode(errors="backslashreplace").decode()
    return pack(Failed(report[-LOG_CHARACTERS:]))
