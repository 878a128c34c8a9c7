"""A question that only makes sense after another → the question that is searched. Pure.

No language model: the follow-up's year, name or number takes the place of the earlier question's,
its question word that of the earlier one, and a pronoun is replaced by what was asked about. A
question that stands alone is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.asked import MONTHS
from index.words import QUESTION_WORDS, fold

MOST_SAID = 200  # characters of a quote that are looked for, when it is asked who said it
LONGEST_FRAGMENT = 7  # words: what is longer says what it asks
WITHIN = 3  # words of its own before a pronoun, which then points to one of them
ALONE = 2  # words of its own, with a question word: a question that stands alone

LEADS = re.compile(
    r"^(?:(?:and|but|so|or|then|ok(?:ay)?|und|aber|oder|y|pero|o|et|mais|ou)\b,?\s+)*"
    r"(?:(?:what|how) about\b\s*|was ist mit\b\s*|wie ist es mit\b\s*|qué pasa con\b\s*"
    r"|qu'en est-il de\b\s*)?",
    re.IGNORECASE,
)
SAID_WHO = re.compile(
    r"^(?:who (?:said|says|wrote|claims|claimed) (?:that|this|it|so)|says who|according to whom"
    r"|wer (?:sagt|sagte|hat) das(?: gesagt)?|quién (?:lo dijo|dijo eso|lo dice)"
    r"|qui (?:l'a dit|a dit (?:ça|cela)|le dit))$",
    re.IGNORECASE,
)
WORDS_FOR = {
    word: english
    for english, words in {
        "Why": "why|how come|why so|why is that|why's that|how so|what for|for what reason"
        "|warum|wieso|weshalb|por qué|pourquoi",
        "When": "when|since when|until when|wann|seit wann|cuándo|quand",
        "Where": "where|wo|dónde|où",
        "Who": "who|by whom|wer|quién|qui",
        "How": "how|wie|cómo|comment",
        "How many": "how many|wie viele|cuántos|combien",
        "How much": "how much|wie viel|cuánto",
        "How long": "how long|for how long|wie lange",
    }.items()
    for word in words.split("|")
}
# A question's own question word, and what stands behind it.
HEAD = re.compile(
    r"^(?:in |for |since |until |by |at |from |to |on )?"
    r"(?:how (?:many|much|long|old|often|far|large|big|high)(?: (?!is|are|was|were|do|does|did|may"
    r"|can|must|will|should)[a-z]+){0,2}?(?= (?:is|are|was|were|do|does|did|may|can|must|will"
    r"|should|has|have)\b)|(?:what|which) (?:year|day|date|month|time|place|country|city)"
    r"|when|where|who|whom|why|how|what|which)\b\s*",
    re.IGNORECASE,
)
BEGINS = re.compile(
    r"^(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|may"
    r"|must|will|would|should|has|have|had)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
DATE = re.compile(rf"\b(?:\d{{1,2}}\.? )?(?:{MONTHS})(?: \d{{1,2}}(?:,? \d{{4}})?| \d{{4}})?\b")
NUMBER = re.compile(r"(?<![\w-])\d[\d.,]*(?![\w-])")
NAME = re.compile(r"(?<=\s)(?:[A-Z][\w'.-]*)(?:\s+(?:(?:of|the|de|von)\s+)?[A-Z][\w'-]*)*")
PREPOSITION = re.compile(
    r"^(?P<word>in|for|at|on|with|by|from|to|of|about|after|before|during|since|until)\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:it|they|them|he|him|she|her|this one|that one)\b", re.IGNORECASE)
OWNED = re.compile(r"\b(?:its|their|his)\b", re.IGNORECASE)
POINTED = re.compile(r"\b(?:that|this|those|these)\b(?=[?.!]*$)", re.IGNORECASE)
THERE = re.compile(r"\bthere\b(?=[?.!]*$)", re.IGNORECASE)
SUBJECT = re.compile(
    r"\b(?:the|a|an)\s+((?:[\w-]+\s+){0,3}?[\w-]+?)(?=\s+(?:is|are|was|were|be|been|may|can|must"
    r"|will|should|has|have|do|does|did|of|in|for|at|on|with|by|from|to|before|after|and|or)\b"
    r"|\s+(?:open|closed|valid|due|free|available|ready|like|[a-z]+ed)\b[?.!]*$|[?.!]*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What was asked before, as it was searched, and the words of its quotes, best first."""

    question: str
    quotes: tuple[str, ...] = ()


def follow(earlier: Sequence[Turn], said: str) -> str:
    """The question to search after `earlier` ones, oldest first; `said` if it stands alone."""
    said = " ".join(said.split())
    if not earlier or not _topic(earlier[-1].question):
        return said
    last = earlier[-1]
    bare = said.strip(" ?!.¿¡…")
    rest = LEADS.sub("", bare).strip()
    if SAID_WHO.match(rest):
        quoted = next((turn.quotes[0] for turn in reversed(earlier) if turn.quotes), "")
        return f"Who said “{_shortened(quoted)}”?" if quoted else f"Who said it: {last.question}"
    if word := WORDS_FOR.get(rest.lower()):
        return _with_head(last.question, word)
    if not rest:
        return last.question
    if _is_fragment(rest):
        return _with_value(last.question, rest)
    return _with_topic(last.question, said, rest)


def _shortened(quoted: str) -> str:
    """The beginning of a quote, cut between words."""
    if len(quoted) <= MOST_SAID:
        return quoted
    return quoted[: quoted.rfind(" ", 0, MOST_SAID)]


def _with_head(question: str, word: str) -> str:
    """The earlier question with another question word."""
    body = HEAD.sub("", question, count=1) if HEAD.match(question) else question
    return f"{word} {_uncapitalized(body)}"


def _uncapitalized(body: str) -> str:
    """The rest of a question without the capital letter of its beginning."""
    first = body.split(maxsplit=1)[0] if body else ""
    return body[0].lower() + body[1:] if BEGINS.match(first) else body


def _is_fragment(rest: str) -> bool:
    """Whether this asks nothing of its own: “in 2006”, “for repairs”, “the lamp”."""
    return not BEGINS.match(rest) and len(rest.split()) <= LONGEST_FRAGMENT and not _verbs(rest)


def _verbs(rest: str) -> bool:
    words = fold(rest).split()
    return any(word in ("is", "are", "was", "were", "does", "did", "has", "had") for word in words)


def _with_value(question: str, fragment: str) -> str:
    """The earlier question with a year, date, number, name or phrase of the fragment in place."""
    for pattern in (DATE, YEAR, NUMBER):
        found = pattern.search(fragment)
        alone = found and len(fragment.split()) - len(found.group().split()) <= 1
        if found and alone and pattern.search(question):
            return _replaced(question, pattern, found.group())
    if (phrase := PREPOSITION.match(fragment)) and (
        there := _phrase(question, phrase["word"], phrase["rest"])
    ):
        return question[: there[0]] + phrase["rest"] + question[there[1] :]
    named = NAME.search(f" {fragment}")
    own = [] if PREPOSITION.match(fragment) else list(NAME.finditer(question))
    if named and fragment.endswith(named.group()) and own:
        at = own[-1].span()
        return question[: at[0]] + named.group() + question[at[1] :]
    if not PREPOSITION.match(fragment) and (subject := SUBJECT.search(question)):
        new = re.sub(r"^(?:the|a|an)\s+", "", fragment, flags=re.IGNORECASE)
        return question[: subject.start(1)] + new + question[subject.end(1) :]
    mark = "?" if question.endswith("?") else ""
    return f"{question.rstrip(' ?!.')} {fragment}{mark}"


def _replaced(question: str, pattern: re.Pattern[str], value: str) -> str:
    """The question with the last match of a pattern replaced."""
    at = list(pattern.finditer(question))[-1].span()
    return question[: at[0]] + value + question[at[1] :]


def _phrase(question: str, word: str, rest: str) -> tuple[int, int] | None:
    """Where the earlier question has the same preposition before a value of the same kind."""
    for found in reversed(list(re.finditer(rf"\b{word}\s+", question, re.IGNORECASE))):
        behind = question[found.end() :]
        for pattern in (DATE, YEAR, NUMBER):
            if pattern.match(rest):
                if value := pattern.match(behind):
                    return found.end(), found.end() + value.end()
                break
        else:
            value = NAME.match(f" {behind}", 1) or re.match(
                r"(?:(?:the|a|an)\s+)?[a-z][\w-]*", behind
            )
            if value and not (YEAR.match(behind) or DATE.match(behind)):
                shift = 1 if value.re is NAME else 0
                return found.end(), found.end() + value.end() - shift
    return None


def _with_topic(question: str, said: str, rest: str) -> str:
    """A question of its own, with what its pronouns point to, or what it leaves out."""
    topic = _topic(question)
    asked = said if rest == said.strip(" ?!.¿¡…") else rest + ("?" if said.endswith("?") else "")
    asked = asked[:1].upper() + asked[1:]
    if not topic:
        return asked
    if _points_within(asked):
        return asked if rest != said.strip(" ?!.¿¡…") else said
    if PRONOUN.search(asked):
        return PRONOUN.sub(lambda _: topic, asked, count=1)
    if OWNED.search(asked):
        return OWNED.sub(lambda _: f"{topic}'s", asked, count=1)
    if THERE.search(asked):
        return THERE.sub(lambda _: f"in {topic}", asked)
    if POINTED.search(asked):
        return POINTED.sub(lambda _: topic, asked)
    own = [word for word in re.findall(r"[\w'-]+", asked) if fold(word) not in QUESTION_WORDS]
    if len(own) < ALONE:
        mark = "?" if asked.endswith("?") else ""
        return f"{asked.rstrip(' ?!.')} {topic}{mark}"
    return asked if rest != said.strip(" ?!.¿¡…") else said


def _points_within(asked: str) -> bool:
    """Whether a pronoun has enough before it, in the same question, that it may point to."""
    found = PRONOUN.search(asked) or OWNED.search(asked)
    before = re.findall(r"[\w'-]+", asked[: found.start()]) if found else []
    return len([word for word in before if fold(word) not in QUESTION_WORDS]) >= WITHIN


def _topic(question: str) -> str:
    """What a question is about: its first name, else its first “the …”, else its words."""
    # A question in quotation marks asked who said something: that is what it is about.
    if quoted := re.search(r"“(.+)”", question):
        return quoted[1]
    if named := NAME.search(question):
        return named.group().rstrip("?.")
    if subject := SUBJECT.search(question):
        return f"the {subject[1]}"
    words = [w for w in re.findall(r"[\w'-]+", question) if fold(w) not in QUESTION_WORDS]
    return " ".join(words)
