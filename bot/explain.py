"""What went wrong → one sentence for a member, in their language; the rest goes to the log."""

from __future__ import annotations

import logging
import secrets

from discord import app_commands

from bot.language.heard import in_language, is_known
from bot.language.speaker import Speaker
from bot.manners import ElsewhereError, TooFastError
from bot.options import MisfitError
from bot.render.discord import sentence
from bot.server_settings import ServerSettingsError
from bot.worker import CrowdedError
from index.errors import (
    FootnoteError,
    ModelError,
    ModelMismatchError,
    QuestionError,
    StoppingError,
    StoreError,
)

_log = logging.getLogger(__name__)

_OLD_FORM = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch, MisfitError)
_CROWDED = {
    "questions": "crowded-questions",
    "changes": "crowded-changes",
    "look-ups": "crowded-lookups",
}


def explain(error: BaseException, where: str, say: Speaker) -> str:
    """One sentence about an error for whoever met it; what only a bug can cause goes to the log."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, FootnoteError):
        level, trace = _weight(error)
        if trace is not None and not is_known(str(error)):
            # What only the operator can mend names folders, which are nobody else's business.
            mark = secrets.token_hex(4)
            _log.log(level, "%s: %s, %s", mark, where, error, exc_info=trace)
            return say("operators-fault", mark=sentence(mark))
        _log.log(level, "Told, %s: %s", where, error, exc_info=trace)
        return _said(error, say)
    if isinstance(error, _OLD_FORM):
        _log.warning("Discord shows an old form of a command, %s: %s", where, error)
        return say("old-form")
    mark = secrets.token_hex(4)
    _log.error("%s: unexpected error, %s", mark, where, exc_info=error)
    return say("my-fault", mark=sentence(mark))


def _weight(error: FootnoteError) -> tuple[int, FootnoteError | None]:
    """How loudly the log says it: in full what the operator must mend, questions only for DEBUG."""
    if isinstance(error, ModelError | ModelMismatchError | StoreError):
        return logging.ERROR, error
    return (logging.DEBUG if isinstance(error, QuestionError) else logging.INFO), None


def _said(error: FootnoteError, say: Speaker) -> str:
    """An error that a person can act on."""
    if isinstance(error, TooFastError):
        key = "too-fast-server" if error.server else "too-fast-member"
        return say(key, count=error.most, when=f"<t:{error.until}:R>")
    if isinstance(error, CrowdedError):
        return sentence(say(_CROWDED[error.noun], count=error.ahead))
    if isinstance(error, StoppingError):
        return sentence(say("stopping"))
    if isinstance(error, ElsewhereError):
        places = error.places
        return (
            say("answers-elsewhere", channels=places) if places else say("answers-elsewhere-unseen")
        )
    if isinstance(error, ServerSettingsError):
        return sentence(error.said(say))
    return sentence(in_language(str(error), say))
