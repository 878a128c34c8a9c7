"""A question to a group of pairs: the right passage, hard wrong ones, an unanswerable one."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from index.judge.window import WINDOW
from index.types import Span
from index.words import QUESTION_WORDS
from training.reader.data import Asked, Pool, Told
from training.reader.search import Search

DEPTH = 30  # how far down search looks for wrong passages; a question whose right one lies
# below is left out: it can't be told what it is about ("Does the writer like it?")
SHARES = {"squadshifts-amazon": 0.45, "squadshifts-reddit": 0.45, "policyqa": 0.10}
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
PAIRS = """first last more less most least before after largest smallest highest lowest best worst
increase decrease like dislike good bad old new long short always never inside outside""".split()
OPPOSITES = {PAIRS[i]: PAIRS[i ^ 1] for i in range(len(PAIRS))}


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a passage, by its number in the pool, or some of it.

    `kept` are the ranges of the passage's text that are read, None for all of it; `answer` is the
    range that answers, None where none does. `ranked` says whether the pair stands beside the
    question's right passage in the list.
    """

    question: str
    passage: int
    kept: tuple[Span, ...] | None = None
    answer: Span | None = None
    ranked: bool = True


class Examples:
    """Groups of pairs, drawn anew each time: crops, wrong passages and changed questions vary."""

    def __init__(
        self, pool: Pool, search: Search, *, hard: bool = True, unanswerable: bool = True
    ) -> None:
        """Take the questions of a pool; `search` is over its passages.

        What comes of leaving things out is measured without `hard` ones, by wrong passages drawn
        from the whole pool, and without `unanswerable` questions.
        """
        self._pool, self._search = pool, search
        self._hard, self._unanswerable = hard, unanswerable
        self._words = sorted(
            {
                word
                for asked in pool.questions
                for word in WORD.findall(asked.question)
                if word.lower() not in QUESTION_WORDS and len(word) > 3
            }
        )
        self._of: dict[str, list[Asked]] = {name: [] for name in SHARES}
        for asked in pool.questions:
            if asked.places:
                self._of[next(name for name in SHARES if asked.set.startswith(name))].append(asked)
        self._beside: dict[tuple[str, int], list[int]] = {}
        self._mates: dict[str, list[int]] = {}
        for number, told in enumerate(pool.passages):
            self._beside.setdefault((told.article, told.paragraph), []).append(number)
            self._mates.setdefault(told.article, []).append(number)
        self._found: dict[str, list[int]] = {}

    def group(self, rng: random.Random) -> list[Pair]:
        """One question's pairs, the right one first."""
        while True:  # until one is drawn whose passage search finds
            name = rng.choices(list(SHARES), list(SHARES.values()))[0]
            asked = rng.choice(self._of[name])
            if asked.question not in self._found:
                best = self._search.best(asked.question, DEPTH)
                self._found[asked.question] = [each for each, _ in best]
            found = self._found[asked.question]
            right = next((place for place in asked.places if place[0] in found), None)
            if right:
                return self._group(asked, right, found, rng)

    def _group(
        self, asked: Asked, right: tuple[int, Span], found: list[int], rng: random.Random
    ) -> list[Pair]:
        number, span = right
        told = self._pool.passages[number]
        wrong = [each for each in found if self._is_wrong(each, asked)]
        near = [
            each
            for each in (self._beside[told.article, told.paragraph] or self._mates[told.article])
            if self._is_wrong(each, asked)
        ]
        kept = crop(told, span, rng)
        pairs = [Pair(asked.question, number, kept, span)]
        if self._hard:
            top = wrong[:8]
            chosen = rng.sample(top, min(2, len(top)))
            chosen += rng.sample(near, min(1, len(near))) if near else wrong[8:9]
        else:
            count = len(self._pool.passages)
            drawn = rng.sample(range(count), min(6, count))
            chosen = [each for each in drawn if self._is_wrong(each, asked)][:3]
        pairs += [
            Pair(asked.question, each, crop(self._pool.passages[each], None, rng))
            for each in dict.fromkeys(chosen)
        ]
        if self._unanswerable and rng.random() < 0.25:
            rest = without_answer(told, span, asked)
            if rest:
                pairs.append(Pair(asked.question, number, rest))
        if self._unanswerable and rng.random() < 0.4:
            changed = change(asked.question, told.passage.text, self._words, rng)
            if changed:
                pairs.append(Pair(changed, number, kept, ranked=False))
        return pairs

    def _is_wrong(self, number: int, asked: Asked) -> bool:
        """Whether a passage holds none of the answers."""
        if any(number == place for place, _ in asked.places):
            return False
        text = self._pool.passages[number].passage.text.casefold()
        return not any(answer.casefold() in text for answer in asked.answers if len(answer) > 2)


def crop(told: Told, span: Span | None, rng: random.Random) -> tuple[Span, ...] | None:
    """What of a passage is read: some sentences around `span`, or anywhere; None for all of it."""
    sentences = told.passage.sentences
    limit = WINDOW if rng.random() < 0.25 else rng.randint(100, 350)
    if len(sentences) < 2 or len(told.passage.text) <= limit:
        return None
    inside = [
        number
        for number, each in enumerate(sentences)
        if span and each.reading.start < span.end and span.start < each.reading.end
    ] or [rng.randrange(len(sentences))]
    first, last = inside[0], inside[-1]
    while sentences[last].reading.end - sentences[first].reading.start < limit:
        if first > 0 and (last == len(sentences) - 1 or rng.random() < 0.5):
            first -= 1
        elif last < len(sentences) - 1:
            last += 1
        else:
            break
    kept = Span(sentences[first].reading.start, sentences[last].reading.end)
    whole = span is None or (kept.start <= span.start and span.end <= kept.end)
    return (kept,) if whole else None


def without_answer(told: Told, span: Span, asked: Asked) -> tuple[Span, ...]:
    """The sentences of a passage that hold no answer; none where too little is left."""
    text = told.passage.text
    kept = [
        each.reading
        for each in told.passage.sentences
        if not (each.reading.start < span.end and span.start < each.reading.end)
        and not any(
            answer in text[each.reading.start : each.reading.end] for answer in asked.answers
        )
    ]
    return tuple(kept) if sum(map(len, kept)) >= 80 else ()


def change(question: str, text: str, words: list[str], rng: random.Random) -> str:
    """The question with a number, name, opposite or rare word swapped; empty where there is none.

    The new word occurs neither in the question nor in the passage.
    """
    present = {word.lower() for word in WORD.findall(text)}
    found = list(WORD.finditer(question))
    numbers = [each for each in found if each.group().isdigit()]
    opposites = [each for each in found if each.group().lower() in OPPOSITES]
    names = [each for each in found[1:] if each.group()[0].isupper()]
    shared = [
        each
        for each in found
        if each.group().lower() in present
        and each.group().lower() not in QUESTION_WORDS
        and len(each.group()) > 3
    ]
    kinds = [each for each in (numbers, opposites, names, shared) if each]
    if not kinds:
        return ""
    target = rng.choice(rng.choice(kinds))
    old = target.group()
    if old.isdigit():
        new = str(int(old[:9]) + rng.choice([-7, -3, -2, -1, 1, 2, 3, 5, 10]))
    elif old.lower() in OPPOSITES:
        new = OPPOSITES[old.lower()]
    else:
        drawn = rng.sample(words, min(20, len(words)))
        strange = [
            each
            for each in map(str.lower, drawn)
            if each not in present and each not in question.lower()
        ]
        if not strange:
            return ""
        new = strange[0]
        new = new.capitalize() if old[0].isupper() else new
    return question[: target.start()] + new + question[target.end() :]
