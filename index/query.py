"""A question as it is looked for: what it keeps to, its spelling, other ways to write it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.lexicon import Entry, Words
from index.numerals import number_variants
from index.scope import EVERYWHERE, Scope, find_scope
from index.sight import Sight
from index.spelling import frequency, mend
from index.types import ReadAs, ReadKind
from index.variants import Variant, Variants, form_id, needs_of
from index.words import QUESTION_WORDS, token_keys, word_matches

LONGEST_FORM = 8  # words of a question that are looked up together
MOST_FORMS = 4  # other ways to write one thing that are looked for
COMMON = 3.3  # Zipf frequency: “mad” and “start” are words, “abm” and “inf” hardly

Find = Callable[[str], list[Entry]]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: `text` instead of the question, its `variants` too, inside of `scope`.

    `meaning` is the text whose vector is looked for, `read_as` what a person should be told.
    """

    text: str
    meaning: str
    variants: Variants = ()
    scope: Scope = EVERYWHERE
    read_as: tuple[ReadAs, ...] = ()


def plain(question: str) -> Query:
    """A question taken word for word."""
    return Query(question, question)


def read_query(question: str, sights: Sequence[Sight], known: Sequence[Words]) -> Query:
    """Read a question as one who sees the libraries `sights`; `known` are their words."""

    def find(identity: str) -> list[Entry]:
        found = [
            entry
            for words, sight in zip(known, sights, strict=True)
            for entry in words.find(identity, sight.seen.readings)
        ]
        return list(dict.fromkeys(found))

    text, scope, kept = find_scope(question, sights, known)
    text, mended = mend(text, sights, lambda word: bool(find(form_id(word))))
    variants: list[Variant] = []
    others: list[ReadAs] = []
    meaning = text
    for said, entries in _named(text, find):
        keys = tuple(key for word in said.split() for key in token_keys(word))
        forms = list(_other_forms(said, text, entries, sights))[:MOST_FORMS]
        for kind, form in forms:
            variants += [Variant(needs, keys) for needs in needs_of(form)]
            others.append(ReadAs(kind, said, form))
        if forms:
            meaning = meaning.replace(said, _meant(said, *forms[0]), 1)
    return Query(
        text, meaning, (*number_variants(text), *variants), scope, (*kept, *mended, *others)
    )


def _meant(said: str, kind: ReadKind, form: str) -> str:
    """What is embedded for words of a question that have another form in the documents: both.

    The model has hardly met the abbreviation, and to it a “Kremlin” is a building.
    """
    if kind is ReadKind.ABBREVIATION and " " in said:
        return said  # the long form; the model knows its words
    return f"{said} ({form})"


def _named(text: str, find: Find) -> Iterator[tuple[str, list[Entry]]]:
    """The longest runs of a question's words that entries have a form for."""
    words = word_matches(text)
    at = 0
    while at < len(words):
        for end in range(min(len(words), at + LONGEST_FORM), at, -1):
            said = " ".join(words[at:end])
            entries = [entry for entry in find(form_id(said)) if _is_meant(said, entry, text)]
            if entries:
                yield said, entries
                at = end
                break
        else:
            at += 1


def _is_meant(said: str, entry: Entry, text: str) -> bool:
    """Whether words that are written like a form of an entry mean it: “MAD” is not “mad”."""
    form = next(each for each in entry.forms if form_id(each) == form_id(said))
    if not form.isupper() or " " in said:
        return said.lower() not in QUESTION_WORDS
    typed = said.removesuffix("s")
    if said.islower() or text.isupper():  # whoever types no capitals, or nothing else
        return typed.lower() not in QUESTION_WORDS and frequency(typed.lower()) < COMMON
    return typed == form


def _other_forms(
    said: str, text: str, entries: Sequence[Entry], sights: Sequence[Sight]
) -> Iterator[tuple[ReadKind, str]]:
    """What entries have beside the words said, as far as documents hold it; each form once."""
    words = word_matches(text)
    known = {
        form_id(" ".join(words[at:end]))
        for at in range(len(words))
        for end in range(at + 1, min(len(words), at + LONGEST_FORM) + 1)
    }
    for entry in entries:
        for form in entry.forms:
            identity = form_id(form)
            if identity in known:
                continue
            if any(len(sight.together(needs)) for sight in sights for needs in needs_of(form)):
                known.add(identity)
                yield entry.kind, form
