"""What happens when something goes wrong: a line for the person, the rest for the log, a code."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from logging.handlers import RotatingFileHandler
from pathlib import Path

import typer

from bot.logs import JsonFormatter, TextFormatter, hide
from bot.render.terminal import show_line
from index.errors import FootnoteError

LOG_NAME = "footnote.log"

_LOG_BYTES = 5 * 1024 * 1024  # ours: about a month of a busy bot
_LOG_COPIES = 2  # ours
_TALKERS = ("bot", "index", "discord")  # whose log level is the one in the settings

_logger = logging.getLogger(__name__)


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    NOT_ANSWERED = 1
    DAMAGED = 1  # doctor, backup
    WRONG_USE = 2
    FAILED = 3
    BUG = 70  # sysexits.h: EX_SOFTWARE
    INTERRUPTED = 130  # shells: 128 + SIGINT
    PIPE_CLOSED = 141  # shells: 128 + SIGPIPE


class OutputError(FootnoteError):
    """Standard output can't be written, though somebody reads it."""


def complain(message: str) -> None:
    """Tell the person, in one line on standard error, whatever the message holds."""
    typer.echo(f"footnote: {show_line(message)}", err=True)


class _LogFile(RotatingFileHandler):
    """A log file that makes its folder at the first record and never writes to the terminal."""

    lost = False

    def _open(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - typeshed hides the type
        Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        self.lost = True


class Journal:
    """The log of one command: a file in the data folder and, for the bot, standard error too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._secret: str | None = None
        self._file: _LogFile | None = None
        self._handlers: list[logging.Handler] = []
        self._levels: dict[str, int] = {}

    def start(
        self,
        folder: Path,
        level: str,
        *,
        secret: str | None,
        aloud: bool,
        as_json: bool = False,
        questions: bool = False,
    ) -> None:
        """Write what is logged from here on to the file in `folder`, and `aloud` if wanted.

        discord.py's log for DEBUG holds whole messages, so it is written only with `questions`.
        """
        self._secret = secret
        self._file = _LogFile(
            folder.absolute() / LOG_NAME,
            maxBytes=_LOG_BYTES,
            backupCount=_LOG_COPIES,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )
        self._handlers = [self._file, *([logging.StreamHandler()] if aloud else [])]
        formatter = JsonFormatter(secret) if as_json else TextFormatter(secret)
        for handler in self._handlers:
            handler.setFormatter(formatter)
            logging.getLogger().addHandler(handler)
        # Other people's libraries tell at every start how they started: from them only warnings.
        for name in ("", *_TALKERS):
            logger = logging.getLogger(name)
            self._levels[name] = logger.level
            logger.setLevel(level if name or level == "ERROR" else "WARNING")
            if name == "discord" and level == "DEBUG" and not questions:
                logger.setLevel("INFO")
        logging.captureWarnings(True)  # a library's warning is for the operator

    def bug(self, error: Exception) -> None:
        """Log an unexpected error in full, and say in one line where."""
        if self._file is None:
            self.start(self._folder, "INFO", secret=None, aloud=False)
        _logger.critical("A bug: this should not have happened.", exc_info=error)
        what = hide("".join(traceback.format_exception_only(error)).strip(), self._secret)
        log = self._file
        if log is None or log.lost:
            complain(f"this is a bug in Footnote: {what}. No log could be written; here it is:")
            typer.echo(hide("".join(traceback.format_exception(error)), self._secret), err=True)
        else:
            complain(f"this is a bug in Footnote: {what}. The full story is in {log.baseFilename}")

    def stop(self) -> None:
        """Leave logging as it was."""
        root = logging.getLogger()
        for handler in self._handlers:
            root.removeHandler(handler)
            handler.close()
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)
        logging.captureWarnings(False)


@contextmanager
def guarded(folder: Path) -> Iterator[Journal]:
    """Turn whatever is raised inside into a line on standard error and an exit code.

    Until the journal is started a bug is logged in `folder`.
    """
    journal = Journal(folder)
    try:
        yield journal
    except FootnoteError as error:
        if isinstance(error, OutputError):
            _mute()
        complain(str(error))
        raise typer.Exit(_code(error)) from None
    except KeyboardInterrupt:
        raise typer.Exit(Exit.INTERRUPTED) from None
    except BrokenPipeError:
        _mute()
        raise typer.Exit(Exit.PIPE_CLOSED) from None
    except typer.Exit:
        raise
    except Exception as error:
        journal.bug(error)
        raise typer.Exit(Exit.BUG) from None
    finally:
        journal.stop()


def _code(error: FootnoteError) -> Exit:
    # Late: pydantic takes half the time that --help may take; here it is loaded or not needed.
    from bot.config import SettingsError

    return Exit.WRONG_USE if isinstance(error, SettingsError) else Exit.FAILED


def _mute() -> None:
    """Send what Python still wants to flush nowhere; Python's manual says so for SIGPIPE."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
