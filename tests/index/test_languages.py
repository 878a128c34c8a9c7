"""Documents in many languages and scripts are quoted exactly, in the text as in the terminal."""

from __future__ import annotations

import pytest

from index.chunk import chunk
from index.libraries import Libraries
from index.read import read_document
from tests.conftest import shown
from tests.made.office import paragraph, word

# A document each: its sentences, of which the second is asked for.
LANGUAGES: dict[str, list[str]] = {
    "German": [
        "Der Größenwahn der Straßenlaternen überrascht niemanden.",
        "Eine Öllampe darf höchstens „dreißig Minuten“ unbeaufsichtigt brennen.",
        "Danach löscht sie der Wärter.",
    ],
    "French": [
        "L’été dernier, l’horloge de la mairie s’est arrêtée à midi.",
        "Où qu’elle soit, la clé du phare reste chez le gardien « jusqu’à Noël » !",
        "Personne n’a jamais demandé pourquoi.",
    ],
    "Polish": [
        "Źródło światła leży w żółtej skrzyni.",
        "Każdą gęś zważono dwukrotnie, zanim trafiła na łąkę.",
        "Ćma krąży wokół świecy.",
    ],
    "Russian": [
        "Маяк построен в 1884 году на северном берегу острова.",
        "Смотритель зажигает лампу за час до захода солнца и пишет об этом в журнале.",
        "Ёлка стоит у входа.",
    ],
    "Greek": [
        "Ο φάρος χτίστηκε το 1884 στη βόρεια ακτή.",
        "Ο φύλακας ανάβει τη λάμπα μία ώρα πριν από τη δύση του ήλιου.",
        "Κανείς δεν ρωτά γιατί.",
    ],
    "Arabic": [
        "بُنيت المنارة عام 1884 على الشاطئ الشمالي.",
        "يشعل الحارس المصباح قبل غروب الشمس بساعة، ويكتب ذلك في الدفتر.",
        "هل يسأل أحد عن السبب؟",
    ],
    "Hebrew": [
        "המגדלור נבנה בשנת 1884 על החוף הצפוני.",
        "השומר מדליק את המנורה שעה לפני השקיעה, ורושם זאת ביומן.",
        "אף אחד לא שואל מדוע.",
    ],
    "Chinese": [
        "灯塔建于一八八四年，位于北岸。",
        "守塔人在日落前一小时点灯，并写入日志。",
        "“没有人问为什么。”",
    ],
    "Japanese": [
        "灯台は一八八四年に北の海岸に建てられた。",
        "守り人は日没の一時間前にランプを灯し、「点灯した。」と日誌に書く。",
        "なぜかと聞く人はいない！",
    ],
    "Thai": ["ประภาคารสร้างขึ้นในปี 1884 ผู้ดูแลจุดตะเกียงหนึ่งชั่วโมงก่อนพระอาทิตย์ตก และไม่มีใครถามว่าทำไม"],
    "emoji": [
        "The 👩‍👩‍👧‍👦 lamp has a 🇨🇿 plug.",
        "Press the 🔦 button twice 👍🏽 and the keycap 1️⃣ lights up in green.",
        "Then 😀 smile.",
    ],
    "combining marks": [
        "Die To\u0308rin of the cafe\u0301 wrote in n\u0303andu\u0301 letters.",
        "Vie\u0323\u0302t Nam’s lantern mo\u031b\u0309 makers sign with a\u030a.",
        "Z\u0351\u036bA\u0334LGO was here.",
    ],
}  # fmt: skip
UNSPACED = ("Chinese", "Japanese")


def text_of(name: str) -> str:
    return ("" if name in UNSPACED else " ").join(LANGUAGES[name])


@pytest.fixture(scope="module")
def sources() -> dict[str, bytes]:
    """Each language as plain text, and as a Word document."""
    made = {f"{name}.txt": f"{text_of(name)}\n".encode() for name in LANGUAGES}
    return made | {f"{name}.docx": word(paragraph(text_of(name))) for name in LANGUAGES}


@pytest.mark.parametrize("kind", ["txt", "docx"])
@pytest.mark.parametrize("name", LANGUAGES)
def test_sentences_end_where_they_end(name: str, kind: str, sources: dict[str, bytes]) -> None:
    document = read_document(f"{name}.{kind}", sources[f"{name}.{kind}"], limit=1 << 20)
    passages = chunk(document, count_tokens=len, max_tokens=1_000)
    read = [
        (passage.text[each.reading.start : each.reading.end], each.span)
        for passage in passages
        for each in passage.sentences
    ]
    assert [text for text, _ in read] == LANGUAGES[name]
    assert [document.text[span.start : span.end] for _, span in read] == LANGUAGES[name]


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_what_is_asked_for_is_quoted_exactly(
    kind: str, libraries: Libraries, sources: dict[str, bytes]
) -> None:
    files = [(source, data) for source, data in sources.items() if source.endswith(kind)]
    assert libraries.shared.add(files, by="ann").refused == ()
    for name, sentences in LANGUAGES.items():
        wanted = sentences[min(1, len(sentences) - 1)]
        quote = shown(libraries.shared.ask(wanted, quotes=1))[0]
        assert quote.citation.source == f"{name}.{kind}"
        assert wanted in quote.text
        assert quote.text in text_of(name)
        span = quote.citation.span
        assert text_of(name)[span.start : span.end] == quote.text


def test_lines_that_a_page_broke_join_without_a_space_where_words_have_none() -> None:
    data = "守塔人在日落前一小时\n点灯，并写入\n日志。".encode()
    [passage] = chunk(
        read_document("a.txt", data, limit=1 << 20), count_tokens=len, max_tokens=1_000
    )
    assert passage.text == "守塔人在日落前一小时点灯，并写入日志。"
