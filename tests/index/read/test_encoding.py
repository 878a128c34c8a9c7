"""Encodings: what is certain, what is guessed, and what is refused rather than guessed wrong."""

from __future__ import annotations

import codecs

import pytest

from index.errors import UnreadableError
from index.read.encoding import decode_claimed, decode_guess, known_encoding

ENGLISH = (
    "“We don’t ask twice,” the manager’s assistant said. It’s a café – and it’s naïve to think "
    "otherwise… The price is £5. They’ve said so."
)
GERMAN = (
    "Die Lampe darf binnen dreißig Tagen zurückgegeben werden. „Wir fragen nie zweimal“, sagte "
    "der Geschäftsführer. Über Ausnahmen entscheidet Frau Müller; für größere Beträge gilt § 5."
)
FRENCH = (
    "La lampe peut être rendue dans les trente jours. L'été, la boutique ferme à midi ; c'est "
    "écrit à l'entrée. Le cœur du métier, dit-on, est le réglage, où naît la lumière."
)
SPANISH = (
    "¿Cuánto cuesta la lámpara? El señor dijo que mañana también habrá más. La 1ª vez está bien; "
    "el nº 5 no. Él vendrá después."
)
ITALIAN = (
    "La lampada può essere restituita entro trenta giorni. È così che funziona la città: perché "
    "la qualità è più importante della quantità."
)
POLISH = (
    "Lampę można zwrócić w ciągu trzydziestu dni od dostawy. Sklep jest otwarty również w sobotę, "
    "a później będzie zamknięty. Każdy może przyjść i zapytać, dlaczego światło się nie świeci."
)
CZECH = (
    "Lampu je možné vrátit do třiceti dnů. Prodejna je otevřena také v sobotu a potom bude "
    "zavřená. Každý může přijít a zeptat se, proč světlo nesvítí, když je večer."
)
RUSSIAN = (
    "Лампу можно вернуть в течение тридцати дней после доставки. Магазин открыт с девяти часов "
    "утра, а в субботу он закрывается раньше. Потом можно прийти и спросить, почему нет света."
)
GREEK = (
    "Η λάμπα μπορεί να επιστραφεί μέσα σε τριάντα ημέρες. Το κατάστημα είναι ανοιχτό και το "
    "Σάββατο, αλλά την Κυριακή είναι κλειστό. Όλοι μπορούν να ρωτήσουν γιατί δεν έχει φως."
)
HEBREW = (
    "אפשר להחזיר את המנורה בתוך שלושים ימים. החנות פתוחה גם ביום שישי, אבל בשבת היא סגורה. "
    "כל אחד יכול לבוא ולשאול למה אין אור בבית, והמנהל יענה לו מיד."
)
ARABIC = (
    "يمكن إعادة المصباح خلال ثلاثين يوما. المتجر مفتوح كل يوم من الساعة التاسعة صباحا، ولكن يوم "
    "الجمعة يكون مغلقا. يمكن لكل شخص أن يسأل لماذا لا يوجد ضوء في البيت."
)
TURKISH = (
    "Lamba otuz gün içinde geri verilebilir. Mağaza cumartesi günü de açık, ama pazar günü "
    "kapalı. Herkes gelip ışığın neden yanmadığını sorabilir; müdür hemen cevap verir."
)
JAPANESE = (
    "ランプは三十日以内に返品することができます。店は月曜日から金曜日まで九時に開きます。"
    "土曜日は一時間遅く開いて、午後四時に閉まります。誰でも来て質問することができます。"
)
CHINESE = (
    "灯可以在三十天之内退还。商店从星期一到星期五九点开门，星期六晚一个小时开门，"
    "下午四点关门。每个人都可以来问为什么没有光。经理马上就会回答他的问题。"
)
TRADITIONAL = (
    "燈可以在三十天之內退還。商店從星期一到星期五九點開門，星期六晚一個小時開門，"
    "下午四點關門。每個人都可以來問為什麼沒有光。經理馬上就會回答他的問題。"
)
KOREAN = (
    "램프는 삼십 일 안에 돌려줄 수 있습니다. 가게는 월요일부터 금요일까지 아홉 시에 문을 엽니다. "
    "토요일에는 한 시간 늦게 열고 오후 네 시에 닫습니다. 누구든지 와서 물어볼 수 있습니다."
)
GUESSED = [
    (ENGLISH, "cp1252", "windows-1252"),
    (GERMAN, "cp1252", "windows-1252"),
    (GERMAN.translate({0x201E: '"', 0x201C: '"'}), "latin-1", "windows-1252"),
    (FRENCH, "cp1252", "windows-1252"),
    (FRENCH, "iso8859-15", "ISO-8859-15"),
    (SPANISH, "cp1252", "windows-1252"),
    (ITALIAN, "cp1252", "windows-1252"),
    (POLISH, "cp1250", "windows-1250"),
    (POLISH, "iso8859-2", "ISO-8859-2"),
    (CZECH, "cp1250", "windows-1250"),
    (CZECH, "iso8859-2", "ISO-8859-2"),
    (RUSSIAN, "cp1251", "windows-1251"),
    (RUSSIAN, "koi8-r", "KOI8-R"),
    (RUSSIAN, "iso8859-5", "ISO-8859-5"),
    (RUSSIAN, "cp866", "IBM866"),
    (GREEK.replace("Σάββατο", "Σάββατο…"), "cp1253", "windows-1253"),
    (GREEK, "iso8859-7", "ISO-8859-7"),
    (HEBREW, "cp1255", "windows-1255"),
    (ARABIC, "cp1256", "windows-1256"),
    (TURKISH, "cp1254", "windows-1254"),
    (JAPANESE, "shift_jis", "Shift JIS"),
    (JAPANESE, "euc_jp", "EUC-JP"),
    (JAPANESE, "iso2022_jp", "ISO-2022-JP"),
    (CHINESE, "gb18030", "GB18030"),
    (TRADITIONAL, "big5", "Big5"),
    (KOREAN, "euc_kr", "EUC-KR"),
]


@pytest.mark.parametrize(("text", "encoding", "name"), GUESSED)
def test_texts_in_old_encodings_are_read_as_they_are(text: str, encoding: str, name: str) -> None:
    note = f"Read as {name}, which was guessed: check the accents."
    assert decode_guess("a.txt", text.encode(encoding)) == (text, note)


@pytest.mark.parametrize(
    "mark_and_encoding",
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-8"),
    ],
)
@pytest.mark.parametrize("text", [RUSSIAN, JAPANESE, "é\r\nb\n"])
def test_unicode_is_certain(mark_and_encoding: tuple[bytes, str], text: str) -> None:
    mark, encoding = mark_and_encoding
    assert decode_guess("a.txt", mark + text.encode(encoding)) == (text, None)


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        decode_guess("a.txt", data)
    return str(caught.value)


def test_short_files_are_not_guessed_at() -> None:
    assert refusal("eins\nzwei für\n".encode("latin-1")) == (
        "“a.txt” is not valid UTF-8 (byte 0xFC in line 2 doesn’t fit), and it is too short to tell "
        "in which encoding it is. Save it as UTF-8 and add it again."
    )


# What a plain guess reads as something else: it finds a language, and not the one of the accents.
@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp437"])
@pytest.mark.parametrize("text", [ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN])
def test_texts_from_dos_and_the_old_mac_are_refused(text: str, encoding: str) -> None:
    assert refusal(text.encode(encoding, "ignore")).endswith(
        "and its encoding can’t be told. Save it as UTF-8 and add it again."
    )


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Dvořák", "cp1250"),
        ("Łukasz Wałęsa", "iso8859-2"),
        ("Чехов", "cp1251"),
        ("Çağdaş", "cp1254"),
    ],
)
def test_foreign_names_in_an_english_text_are_not_changed_into_others(
    name: str, encoding: str
) -> None:
    text = f"The lamps of {name} are sold in the shop, and nobody but {name} repairs them. " * 3
    assert refusal(text.encode(encoding)).endswith(
        "and its encoding can’t be told. Save it as UTF-8 and add it again."
    )


WRONG = [
    (RUSSIAN, "mac_cyrillic", "cp1251"),
    (RUSSIAN, "koi8-r", "cp1251"),
    (POLISH, "cp1250", "iso8859-2"),
    (POLISH, "cp1250", "cp1252"),
    (CZECH, "iso8859-2", "cp1250"),
    (TURKISH, "cp1254", "iso8859-1"),
    (FRENCH, "iso8859-15", "iso8859-1"),
    (GERMAN + " Preis: 5 €.", "iso8859-15", "iso8859-1"),
    (GERMAN, "cp850", "cp1252"),
    (SPANISH, "mac_roman", "cp1252"),
    # Words that are others without their first letter, or where a mark or a capital is in them.
    ("In Polish, the word że is used, and iż is used for the same. " * 2, "cp1250", "cp1252"),
    ("In Polish, the words Że and Żar are rarely heard at all. " * 2, "iso8859-2", "iso8859-1"),
    ("Ma sœur a du cœur, et elle le sait. " * 3, "iso8859-15", "iso8859-1"),
    ("семья и земля, неделя и яблоко, история. " * 3, "mac_cyrillic", "cp1251"),
    # Words that are the same in both, and a name that isn't; a letter that is a word in both.
    ("The café, a cliché: the fiancée of Dvořák wrote a résumé. " * 3, "cp1250", "cp1252"),
    (
        "The letter ą stands in the word for it, and nobody here reads that aloud. " * 2,
        "cp1257",
        "cp1252",
    ),
]


@pytest.mark.parametrize(("text", "encoding", "guess"), WRONG)
def test_a_wrong_guess_is_noticed_by_its_words(
    text: str, encoding: str, guess: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chardet.detect", lambda *_, **__: {"encoding": guess})
    assert refusal(text.encode(encoding, "ignore")).endswith(
        "and its encoding can’t be told. Save it as UTF-8 and add it again."
    )


def test_a_damaged_byte_in_utf_8_does_not_turn_the_rest_into_something_else() -> None:
    data = (GERMAN * 3).encode().replace(b"M\xc3\xbcller", b"M\xfcller", 1)
    assert refusal(data) == (
        "“a.txt” is not valid UTF-8 (byte 0xFC in line 1 doesn’t fit), and its encoding can’t be "
        "told. Save it as UTF-8 and add it again."
    )


@pytest.mark.parametrize(
    "data", [b"a\0b", b"\xff\0\xfe" * 50, b"text \x01\x02", codecs.BOM_UTF8 + b"\x07"]
)
def test_binary_files_are_refused(data: bytes) -> None:
    assert refusal(data) == (
        "“a.txt” is not text: it holds control characters as binary files do. "
        "Export it as text and add that."
    )


def test_a_byte_order_mark_is_believed_or_the_file_refused() -> None:
    assert refusal(codecs.BOM_UTF16_LE + b"a") == (
        "“a.txt” is not valid UTF-16-LE, as its first bytes say it is. "
        "Save it as UTF-8 and add it again."
    )


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("UTF-8", "utf-8"),
        ("iso-8859-1", "cp1252"),
        (" Windows-1251 ", "cp1251"),
        ("gb2312", "gb18030"),
        ("unicode_escape", None),
        ("utf-7", None),
        ("base64", None),
        ("no-such\0thing", None),
        ("", None),
    ],
)
def test_only_encodings_of_text_may_be_claimed(label: str, name: str | None) -> None:
    assert known_encoding(label) == name


def test_a_true_claim_is_believed_however_short_the_text() -> None:
    assert decode_claimed("a.html", "Müller".encode("latin-1"), "iso-8859-1") == ("Müller", None)
    assert decode_claimed("a.html", "Чехов".encode("koi8-r"), "koi8-r") == ("Чехов", None)


def test_utf_8_is_seen_where_another_encoding_is_claimed() -> None:
    assert decode_claimed("a.html", "Müller".encode(), "iso-8859-1") == ("Müller", None)


def test_a_false_claim_is_told() -> None:
    assert decode_claimed("a.html", GERMAN.encode("cp1252"), "utf-8") == (
        GERMAN,
        "“a.html” says that it is in utf-8, which isn’t true. "
        "Read as windows-1252, which was guessed: check the accents.",
    )
    assert decode_claimed("a.html", RUSSIAN.encode(), "shift_jis") == (
        RUSSIAN,
        "“a.html” says that it is in shift_jis, which isn’t true.",
    )
