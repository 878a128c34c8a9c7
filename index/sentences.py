"""Reading text to sentences: boundaries by rule, as spans. Pure.

A boundary is a sentence end (`.`, `!`, `?`, an ellipsis), closing quotes and brackets, white
space, and something that can begin a sentence; abbreviations, initials, numbers and list markers
veto it. The abbreviations are English; ends of Chinese and Japanese sentences need no space.
"""

from __future__ import annotations

import re

from index.types import Span

# Never the end of a sentence: a name or number follows.
TITLES = frozenset(
    """mr mrs ms mx dr prof sen rep gov gen brig col lt capt sgt maj adm cmdr rev hon mme
    mlle messrs supt pres sec amb atty insp fr no nos vol vols fig figs eq eqs p pp para ch
    chap sect art e.g i.e cf viz vs v approx ca tel ext mt op cit""".split()
)
# May end a sentence: it does if what follows begins one with a word that sentences begin with.
SHORT = frozenset(
    """u.s u.k u.n e.u u.s.a d.c a.m p.m ph.d m.d b.c a.d etc al jr sr inc ltd co corp llc plc
    ave blvd rd assoc jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu
    thur thurs fri st ft est ret ind dept univ assn bros ed eds trans""".split()
)
STARTERS = frozenset(
    """the this that these those it he she they we i you in on at but and however for a an
    when while as if there here his her their our my its what who how why where one some many
    most all after before since although no yes not so then both each either according during
    under president mr mrs ms dr""".split()
)
STARTERS_AFTER_SHORT = STARTERS - {"president", "mr", "mrs", "ms", "dr"}
CANDIDATE = re.compile(
    # A run of marks is tried once, from its first: else a line of dots would take for ever.
    r"(?<![.!?…؟۔।॥])(?<![.!?…؟۔।॥]\s)"
    r"(?P<end>\.(?:\s?\.){2,}+|[.!?…؟۔।॥]++)"
    r"(?P<close>(?:[\"”“’‘'»«)\]*]|\s»(?!\w))*+(?:\[\d+(?:[-,–]\d+)*\])*+)"
    r"(?P<space>\s++)"
    r"(?=(?P<open>[\"“‘'„‚«»(\[¿¡—–-]*+\s?)(?P<next>\S+))"
    # "「はい。」と言った": what a particle follows is still inside of a sentence.
    r"|(?P<cjk>[。！？｡]++(?:(?![」』”’）)])|[」』”’）)]++(?!\s*[\u3041-\u3096]))\s*)(?=\S)"
)
LAST_WORD = re.compile(r"[^\s(\[“\"‘«—–/]*$")
MARKER = re.compile(r"\s*[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")
LONGEST_WORD = 100  # characters before a full stop that are looked at
DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]")


def find_sentences(text: str) -> list[Span]:
    """Split reading text into sentences. The spans cover the text without the white space between.

    A text without any boundary is one sentence; an empty text has none.
    """
    spans: list[Span] = []
    start = 0
    for match in CANDIDATE.finditer(text):
        if match["cjk"] is None and not _ends(text, start, match):
            continue
        end = match.end("cjk") if match["cjk"] is not None else match.end("close")
        spans.append(Span(start, start + len(text[start:end].rstrip())))
        start = match.end()
    tail = text[start:].rstrip()
    if tail:
        spans.append(Span(start, start + len(tail)))
    return spans


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a candidate really ends the sentence that began at `start`."""
    before = text[max(start, match.start() - LONGEST_WORD) : match.start()]
    if MARKER.match(before) or not before.strip(' ([“"‘.…'):
        return False  # "1." of a list; dots that a sentence begins with
    following = match["next"]
    if following[0].islower():
        return False
    if match["end"] != ".":
        return True
    last = LAST_WORD.search(before)
    word = last.group().lower() if last else ""
    if match["close"]:
        # "(R-Ind.) and", "(ret.), former": the bracket closes an abbreviation, not a sentence.
        return not (match["close"][0] in ")]" and word.split("-")[-1] in TITLES | SHORT)
    return not _is_abbreviation(word, following)


def _is_abbreviation(word: str, following: str) -> bool:
    """Whether the full stop after `word` only shortens it, given the word that follows."""
    if word in TITLES or (word.split("-")[-1] in TITLES and "-" in word):
        return not (word == "no" and following[0].isalpha())
    begins = re.match(r"[^\W\d_]*", following)
    opener = begins.group().lower() if begins else ""
    if word in SHORT or DOTTED.fullmatch(word):
        return opener not in STARTERS_AFTER_SHORT
    if len(word) != 1 or not word.isalpha() or word == "i":
        return False
    # "J. An" and "A. A. Milne", but "Plan B. It failed."
    return opener not in STARTERS_AFTER_SHORT or (len(opener) < 3 and opener not in ("it", "we"))
