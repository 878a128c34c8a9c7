"""How a reader's process ended, told in one sentence to the person and in full to the operator."""

from __future__ import annotations

import logging
import signal
from dataclasses import dataclass, field

from index.errors import UnreadableError
from index.read.confine import Limits
from index.read.format import Extracted
from index.read.wire import Failed, MalformedReplyError, OutOfMemory, Refused, TooLong, unpack

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Ending:
    """How a reader's process ended.

    `status` is 0 or above for an exit, below for a signal; `late` and `long` say that it was
    stopped for its time or its reply's size; `log` is what it printed.
    """

    status: int = 0
    late: bool = False
    long: bool = False
    reply: bytearray = field(default_factory=bytearray)
    log: bytearray = field(default_factory=bytearray)


def judge(source: str, ending: Ending, limits: Limits) -> Extracted:
    """What the reader made of the file.

    Raises:
        UnreadableError: nothing, for one of many reasons.
    """
    if ending.late:
        raise _too_slow(source, limits.wall_seconds)
    if ending.long:
        raise _too_long(source, limits)
    try:
        reply = unpack(ending.reply)
    except MalformedReplyError as error:
        raise _ended(source, ending, limits, error) from error
    match reply:
        case Refused(reason):
            raise UnreadableError(reason)
        case Failed(report):
            logger.error("The reader failed on “%s”:\n%s", source, report)
            raise _failed(source)
        case OutOfMemory():
            raise _too_big(source, limits)
        case TooLong():
            raise _too_long(source, limits)
    return reply


def _ended(
    source: str, ending: Ending, limits: Limits, error: MalformedReplyError
) -> UnreadableError:
    """Why there is no reply, by how the process ended."""
    log = show_log(ending.log)
    if ending.status >= 0:
        logger.error(
            "The reader of “%s” exited with status %d and answered with %d bytes, %s.\n%s",
            *(source, ending.status, len(ending.reply), error, log),
        )
        return _failed(source)
    name = _signal_name(-ending.status)
    logger.error("The reader of “%s” was ended by %s.\n%s", source, name, log)
    if name == "SIGXCPU":
        return _too_slow(source, limits.cpu_seconds)
    if name == "SIGKILL":
        return UnreadableError(
            f"“{source}” can't be read: the system stopped its reader, as it does when memory runs "
            "short. Add it again later, or split it into smaller files."
        )
    # Libraries in C++ abort when memory runs out, and don't say so.
    return UnreadableError(
        f"“{source}” can't be read: its reader crashed, or ran out of memory. "
        "Split it into smaller files, or export it anew and add that."
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal
        return f"signal {number}"


def _too_slow(source: str, seconds: float) -> UnreadableError:
    return UnreadableError(
        f"“{source}” took longer than {seconds:g} second{'' if seconds == 1 else 's'} to read and "
        "was stopped. Split it into smaller files, or export it anew and add that."
    )


def _too_big(source: str, limits: Limits) -> UnreadableError:
    return UnreadableError(
        f"“{source}” takes more memory to read than the {limits.memory / (1 << 20):,.0f} MiB that "
        "a file may. Split it into smaller files, or export it anew and add that."
    )


def _too_long(source: str, limits: Limits) -> UnreadableError:
    return UnreadableError(
        f"“{source}” holds more text than the {limits.reply_bytes / 1_000_000:,g} MB that a file "
        "may. Split it into smaller files."
    )


def _failed(source: str) -> UnreadableError:
    return UnreadableError(
        f"“{source}” can't be read: the reader failed on it. Save it in another format and add "
        "that; the log tells the operator why."
    )


def show_log(log: bytearray) -> str:
    """What a reader printed, for the log."""
    return log.decode(errors="backslashreplace")
