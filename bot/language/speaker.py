"""A key of the catalogue and its values → a sentence in somebody's language. Pure."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("en", "de", "es", "fr")  # the first is spoken where a locale is of none of them

Value = str | int | float

_LONG = 500  # characters; Fluent takes 2,500, and a whole quote may be said
_MARK = re.compile("\ue000(\\d+)\ue001")  # for private use: no text of ours has it


class Speaker:
    """Says the texts of the catalogue in one language: `say("quotes-withheld", count=3)`.

    Numbers are written, and plurals chosen, as the language does it. A value that is text goes in
    as it is given: what isn't ours has to be escaped before. A number that names something, a
    job's or a year's, is given as text, or it would be grouped: 2,024.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        self._bundle.add_resource(FluentResource(catalogue(language)))

    @classmethod
    def for_locale(cls, locale: str) -> Speaker:
        """The speaker for a locale as Discord names it (de, es-419); English for all others."""
        language = locale.partition("-")[0]
        return _speaker(language if language in LANGUAGES else LANGUAGES[0])

    def __call__(self, key: str, /, **values: Value) -> str:
        """Say the text `key`, or its part `key.part`.

        Raises:
            LookupError: the catalogue has no such text, or the text wants other values: a bug.
        """
        name, _, part = key.partition(".")
        message = self._bundle.get_message(name)
        pattern = message.attributes[part] if part else message.value
        if pattern is None:
            raise LookupError(f"The text “{key}” has parts alone.")
        long = [value for value in values.values() if isinstance(value, str) and len(value) > _LONG]
        marked = {
            name: f"\ue000{long.index(value)}\ue001" if value in long else value
            for name, value in values.items()
        }
        said, faults = self._bundle.format_pattern(pattern, marked)
        if faults:
            raise LookupError(f"The text “{key}” can't be said in “{self.language}”: {faults}")
        return _MARK.sub(lambda mark: long[int(mark[1])], str(said)) if long else str(said)


def catalogue(language: str) -> str:
    """The source of a language's file."""
    return resources.files("bot.language").joinpath(f"{language}.ftl").read_text("utf-8")


@cache
def _speaker(language: str) -> Speaker:
    """One speaker a language: a file is read once."""
    return Speaker(language)


ENGLISH = _speaker("en")
