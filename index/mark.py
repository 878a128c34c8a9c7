"""A sentence that answers to the words in it that do, by the kind of answer asked for. Pure."""

from __future__ import annotations

import re

from index.asked import MONTHS, NUMBER_WORDS, Asked
from index.types import Span
from index.words import QUESTION_WORDS, token_keys

_WORDS = "|".join(sorted(NUMBER_WORDS))
_NUMBER = rf"(?:[$€£]\s?)?\d(?:[\d.,]*\d)?(?:\s?%|(?:st|nd|rd|th)\b)?|\b(?:{_WORDS})\b"
NUMBER = re.compile(
    rf"(?:{_NUMBER})(?:[\s-](?:{_NUMBER}|percent|per cent|and a half))*", re.IGNORECASE
)
_DURATION = (
    rf"\b(?:{_NUMBER})[\s-](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)\b"
)
DURATION = re.compile(_DURATION, re.IGNORECASE)
DATE = re.compile(
    rf"(?:\b(?:early|late|mid)[\s-])?(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s)?\b(?:{MONTHS})\b\.?"
    r"(?:\s\d{1,2}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{1,2})?\b)?(?:,?\s\d{4}\b)?"
    r"|\b(?:1\d{3}|20\d\d)s?(?:\s?[-–]\s?(?:1\d{3}|20\d\d|\d\d)\b)?"
    r"|\b\d{1,2}:\d\d(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}(?:st|nd|rd|th)[\s-]century\b"
    rf"|{_DURATION}"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\b(?:noon|midnight|dawn|sunset)\b"
)
NAME = re.compile(
    r"\b[A-Z][\w’'-]*(?:\.?\s(?:(?:of|the|de|von|van|and|for|la|du|al)\s)*[A-Z][\w’'-]*)*"
)
NEAR = 60  # characters: the answer stands near the question's words


def find_answer(text: str, sentence: Span, asked: Asked) -> Span:
    """The words of a sentence of `text` that answer; the whole sentence where none stand out."""
    said = text[sentence.start : sentence.end]
    if asked.lasting:
        kinds = (DURATION, DATE, NUMBER)  # “how long” may be a time or a length
        found = next(filter(None, (_best(said, kind, asked) for kind in kinds)), None)
    elif asked.when:
        found = _best(said, DATE, asked)
    elif asked.how_many:
        found = _best(said, NUMBER, asked)
    elif asked.who or asked.where:
        found = _best(said, NAME, asked)
    else:
        return sentence
    if found is None:
        return sentence
    return Span(sentence.start + found.start, sentence.start + found.end)


def _best(said: str, kind: re.Pattern[str], asked: Asked) -> Span | None:
    """The match that isn't in the question and stands nearest to the question's words."""
    places = [
        match.start()
        for match in re.finditer(r"\w+", said)
        if match.group().lower() not in QUESTION_WORDS
        and asked.known.intersection(token_keys(match.group()))
    ]
    best: tuple[float, Span] | None = None
    for match in kind.finditer(said):
        words = re.findall(r"\w+", match.group())
        new = [word for word in words if not asked.known.intersection(token_keys(word))]
        if not new or all(word.lower() in QUESTION_WORDS for word in new):
            continue
        far = min((abs(match.start() - each) for each in places), default=0)
        alone = NEAR if match.start() == 0 and len(words) == 1 and words[0].isalpha() else 0
        known = NEAR * (len(words) - len(new)) / len(words)
        if best is None or far + alone + known < best[0]:
            best = (far + alone + known, Span(*match.span()))
    return best[1] if best else None
