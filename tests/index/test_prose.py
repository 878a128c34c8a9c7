"""Reading text joins what the page broke, and changes no letter and no digit."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.prose import Reading, Vocabulary, read_block
from index.types import Block, BlockKind, Document, Span
from index.words import keys

# Scripts, marks, line ends and characters that aren't seen: what real files mix.
ATOMS = """a B The lamp lámpa n\u0303 лампа Λάμπα مصباح מנורה 灯 ランプ です 한국 नमस्ते 12 3.5
U.S. Oct. e.g. ﬁ ﬃ ﬅ 😀 👩‍👩‍👧 . ! ? … , ; : ( ) “ ” ’ 。 ！ 「 」 - – — \u2010 \u2011 \u00ad \ufffe
\u200b \u2060 \ufeff * ** _ ` ``` # > | [1] === ----- <b>""".split()
GAPS = ["", "", "", " ", " ", "  ", "\t", "\n", "\n", "\n\n", "\r\n", "\r", "\u2028", "\x0b"]
GAPS += ["\x0c", "\x85", "\u00a0", "\u3000", "-\n", "-\r\n", "- \n", "-\n\n", "\u00ad\n", "—\n"]
TEXTS = st.lists(st.tuples(st.sampled_from(ATOMS), st.sampled_from(GAPS)), max_size=30).map(
    lambda parts: "".join(atom + gap for atom, gap in parts)
) | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)


def letters(text: str) -> str:
    """The letters and digits, those of ligatures one by one."""
    whole = (
        unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb06" else char
        for char in text
    )
    return "".join(char for char in "".join(whole) if char.isalnum())


def read(text: str, kind: BlockKind = BlockKind.PARAGRAPH, *, markup: bool = False) -> Reading:
    """The reading of a text that is one block."""
    block = Block(kind, Span(0, len(text)))
    document = Document("a.txt", "a", "", text, (block,), markup=markup)
    return read_block(document, block, Vocabulary.of(text))


# A word broken over lines (⏎), how it reads, and another form in which it may be asked for.
BROKEN = [
    ("bal-⏎listic", "ballistic", "bal-listic"),
    ("pro-⏎⏎posal", "proposal", "pro-posal"),
    ("Kiss-⏎inger", "Kissinger", "kiss-inger"),
    ("treat-⏎ed", "treated", "treat-ed"),
    ("continu-⏎ing", "continuing", "continu-ing"),
    ("MIS-⏎SILE", "MISSILE", "mis-sile"),
    ("high-⏎precision", "high-precision", "highprecision"),
    ("short-⏎range", "short-range", "shortrange"),
    ("well-⏎known", "well-known", "wellknown"),
    ("on-⏎disk", "on-disk", "ondisk"),
    ("in-⏎memory", "in-memory", "inmemory"),
    ("follow-⏎on", "follow-on", "followon"),
    ("mother-in-⏎law", "mother-in-law", "motherinlaw"),
    ("state-of-the-⏎art", "state-of-the-art", "stateoftheart"),
    ("U.S.-⏎Russia", "U.S.-Russia", "U.S. Russia"),
    ("anti-⏎American", "anti-American", "antiAmerican"),
    ("NATO-⏎EU", "NATO-EU", "NATOEU"),
    ("X-⏎ray", "X-ray", "xray"),
    ("e-⏎mail", "e-mail", "email"),
    ("12-⏎13", "12-13", "1213"),
    ("F-⏎16", "F-16", "F16"),
    ("re-⏎election", "reelection", "re-election"),
    ("co-⏎operate", "cooperate", "co-operate"),
    ("up-⏎date", "update", "up-date"),
    ("there-⏎fore", "therefore", "there-fore"),
    ("ballis\u00ad⏎tic", "ballistic", "ballis-tic"),
    ("ballis\ufffe⏎tic", "ballistic", "ballis-tic"),
    ("high\ufffe⏎precision", "high-precision", "highprecision"),
    ("ballis\u2010⏎tic", "ballistic", "ballis-tic"),
    ("high\u2010⏎precision", "high\u2010precision", "high-precision"),
    ("Пре-⏎дложение", "Предложение", "пре-дложение"),
    ("high-⏎“low”", "high-“low”", "high low"),
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " \n\t"], ids=repr)
@pytest.mark.parametrize(("broken", "reading", "_asked"), BROKEN, ids=lambda case: repr(case))
def test_a_broken_word_reads_whole(broken: str, reading: str, _asked: str, end: str) -> None:
    assert read(f"the {broken.replace('⏎', end)} too").text == f"the {reading} too"


@pytest.mark.parametrize(("broken", "_reading", "asked"), BROKEN, ids=lambda case: repr(case))
def test_a_broken_word_is_found_with_and_without_its_hyphen(
    broken: str, _reading: str, asked: str
) -> None:
    found = set(keys(read(broken.replace("⏎", "\n")).text))
    assert found & set(keys(asked))
    assert found & set(keys(broken.replace("⏎", "").replace("\ufffe", "-")))


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("The bal-\nlistic one", "The ballistic one"),
        ("The bal-\nlistic one, a bal-listic one", "The bal-listic one, a bal-listic one"),
        ("A high-\nway to a high-way, not a highway or highway", None),
        ("LA-\nMPX, LAMPX", "LAMPX, LAMPX"),
        ("LA-\nMPX", "LA-MPX"),
    ],
)
def test_the_documents_own_words_decide_first(text: str, reading: str | None) -> None:
    expected = reading or text.replace("-\n", "")
    assert read(text).text == expected


def test_halves_of_broken_words_are_no_words_of_the_document() -> None:
    words = Vocabulary.of("The on-disk bal-\nlistic shield, anti-air-\ncraft on-disk,\u00ad\r\nso")
    assert words.solid == {"the": 1, "shield": 1}
    assert words.compound == {"on-disk": 1}


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        (" a  b\t\nc \r\n d\u00a0\u2003e\u2028f\x0cg ", "a b c d e f g"),
        ("ﬁsh, oﬃce, ﬅop", "fish, office, stop"),
        ("½ ² Ⅳ ㎏ ™", "½ ² Ⅳ ㎏ ™"),
        ("co\u00adoperate\u200b \ufeff now", "cooperate now"),
        ("a \u200b b", "a b"),
        ("the Republic\n—which is—\nlarge", "the Republic—which is—large"),
        ("the house\n— it is old —\nfell", "the house — it is old — fell"),
        ("the plan -\nor not", "the plan - or not"),
        ("one (two)-\nthree", "one (two)-three"),
        ("one --\ntwo", "one -- two"),
        ("これは長い\n文章です。\n次", "これは長い文章です。次"),
        ("これは\nPython です", "これは Python です"),
        ("한국어는\n띄어쓴다", "한국어는 띄어쓴다"),
        ("cafe\u0301-\nteria", "cafe\u0301-teria"),
        ("soft\u00ad\n(hard)", "soft (hard)"),
        ("stop.\u00ad\nhard", "stop. hard"),
        ("PDF\ufffeium", "PDF\ufffeium"),
        ("*not* `mark` _up_", "*not* `mark` _up_"),
        ("\u200b \u00ad", ""),
    ],
)
def test_white_space_ligatures_and_unseen_characters(text: str, reading: str) -> None:
    assert read(text).text == reading
    assert read(text.replace("\n", "\r\n")).text == reading


def test_code_keeps_its_lines_and_marks() -> None:
    code = "if a:\r\n    b = *c  # `d` __e__\r\n\r\nf-\r\ng\u00ad"
    assert read(code, BlockKind.CODE, markup=True).text == (
        "if a:\n    b = *c  # `d` __e__\n\nf-\ng"
    )


def test_every_character_knows_where_it_stands() -> None:
    text = "  The ﬁrst bal-\nlistic\n\n lamp "
    reading = read(text)
    assert reading.text == "The first ballistic lamp"
    assert [text[at] for at in reading.offsets] == [*"The ﬁﬁrst ballistic\nlamp"]
    assert reading.source_span(4, 9) == Span(6, 10)
    assert reading.source_span(10, 19) == Span(11, 22)


def test_what_is_skipped_inside_a_block_is_not_read() -> None:
    text = "The bal-\n12 HEAD\nlistic one,\nFOOT\n\nof two."
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)), skips=(Span(9, 17), Span(29, 34)))
    document = Document("a.txt", "a", "", text, (block,))
    reading = read_block(document, block, Vocabulary.of(text))
    assert reading.text == "The ballistic one, of two."
    assert [text[at] for at in reading.offsets] == [*"The ballistic one,\nof two."]
    assert reading.source_span(4, 13) == Span(4, 23)


@given(TEXTS, st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_reading_has_the_letters_of_its_source_in_order(text: str, markup: bool) -> None:
    reading = read(text, markup=markup)
    offsets = reading.offsets.tolist()
    assert letters(reading.text) == letters(text)
    assert offsets == sorted(offsets)
    assert len(offsets) == len(reading.text)
    assert reading.text == reading.text.strip()
    for char, at in zip(reading.text, offsets, strict=True):
        assert char == text[at] or letters(text[at]).find(char) >= 0 or char in " -"


@pytest.mark.parametrize("text", ["a", "-", "a-", "a-\n", "a ", "*a", "_a ", "`", "a` "])
def test_a_long_text_without_a_break_comes_to_an_end(text: str) -> None:
    read(text * (100_000 // len(text)), markup=True)
