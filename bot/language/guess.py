"""Which language a text is in, by its small words. Pure.

Only to say that a quote is in another language than the question: where that isn't clear, nothing
is said. The words are the commonest of each language that mean nothing by themselves; one that two
languages have in common counts for both.
"""

from __future__ import annotations

import re

_LEAST = 2  # small words of one language; and more of them than of any other

_SMALL = {
    "en": "the a an and or of to in on at by for with from is are was were be been has have had do "
    "does did may can will would should must not it its this that these those which who what when "
    "where why how there their they he she we you i as if than but",
    "de": "der die das den dem des ein eine einen einem einer und oder von zu zum zur im in an am "
    "auf bei für mit aus ist sind war waren wird werden wurde wurden hat haben darf dürfen kann "
    "können soll sollen muss müssen nicht es sie er wir ihr ich du sich dass wenn als wie was wer "
    "wann wo warum welche welcher welches lange viel viele nach bis über unter vor",
    "es": "el la los las un una unos unas y o de del a al en con por para sin es son era fue ha "
    "han hay ser está están puede pueden debe deben no se su sus lo que qué quién cuándo cuánto "
    "cuánta cuántos cuántas dónde cómo cuál cuáles como si más pero este esta ese esa "
    "desde hasta sobre",
    "fr": "le la les un une des du de et ou à au aux en dans sur par pour avec sans est sont était "
    "a ont être peut peuvent doit doivent ne pas se son sa ses ce cette ces il elle ils elles nous "
    "vous je tu que qui quoi quand où comment combien pourquoi quel quelle quels quelles si plus "
    "mais depuis jusqu",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL.items()}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The language of a text, as en, de, es or fr; None where that isn't clear."""
    words = [found.casefold() for found in _WORD.findall(text)]
    hits = sorted(
        ((sum(word in small for word in words), language) for language, small in _WORDS.items()),
        reverse=True,
    )
    (most, language), (next_most, _) = hits[:2]
    return language if most >= _LEAST and most > next_most else None


def differ(question: str, quote: str) -> bool:
    """Whether a question is in one language and a quote clearly in another."""
    asked, said = language_of(question), language_of(quote)
    return asked is not None and said is not None and asked != said
