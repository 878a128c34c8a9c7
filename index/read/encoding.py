"""Bytes to characters where the encoding isn't told: what is certain, else a guess, checked.

A byte order mark or valid UTF-8 is certain. Anything else is guessed by chardet and believed only
if the text that comes out is made of words: the code pages of Europe share so many bytes that a
name in a foreign spelling, the wrong page taken for the right one, turns into another name without
any error. Where that can't be told the file is refused, since saving it as UTF-8 is easily done.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from index.errors import UnreadableError
from index.layout import line_starts

# UTF-32's marks must be tried before UTF-16's, which begin them.
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Controls that text may hold: tab, line feed, vertical tab, form feed, carriage return, escape.
TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1b")
JIS_ESCAPE = re.compile(rb"\x1b\$[@B]")  # how ISO-2022-JP, which looks like ASCII, changes over
FALLBACK = "cp1252"
FEWEST = 100  # bytes: about less than that nothing can be said
FEWEST_WORDS = 2  # one may be a word by chance

WESTERN = "en de fr es it pt nl sv da nb fi is ca"
CENTRAL = "pl cs hu sk sl sh ro de en"
CYRILLIC = "ru uk bg mk"
# What a guess may be, by Python's name: the name for a person, and the languages of wordfreq's
# lists that are written in it. Those of many bytes a character have none: they check themselves.
ENCODINGS: dict[str, tuple[str, str]] = {
    "cp1252": ("windows-1252", WESTERN),
    "iso8859-15": ("ISO-8859-15", WESTERN),
    "cp1250": ("windows-1250", CENTRAL),
    "iso8859-2": ("ISO-8859-2", CENTRAL),
    "cp1251": ("windows-1251", CYRILLIC),
    "iso8859-5": ("ISO-8859-5", CYRILLIC),
    "koi8-r": ("KOI8-R", CYRILLIC),
    "koi8-u": ("KOI8-U", CYRILLIC),
    "cp866": ("IBM866", CYRILLIC),
    "cp1253": ("windows-1253", "el"),
    "iso8859-7": ("ISO-8859-7", "el"),
    "cp1254": ("windows-1254", "tr"),
    "cp1255": ("windows-1255", "he"),
    "iso8859-8": ("ISO-8859-8", "he"),
    "cp1256": ("windows-1256", "ar fa ur"),
    "iso8859-6": ("ISO-8859-6", "ar"),
    "cp1257": ("windows-1257", "lt lv"),
    "cp932": ("Shift JIS", ""),
    "euc_jp": ("EUC-JP", ""),
    "iso2022_jp": ("ISO-2022-JP", ""),
    "gb18030": ("GB18030", ""),
    "big5": ("Big5", ""),
    "big5hkscs": ("Big5", ""),
    "cp949": ("EUC-KR", ""),
}
# Encodings that are part of another, which files that claim them are really in: Windows puts
# letters and quotation marks where ISO-8859-1 and -9 have controls.
PARTS = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift_jis_2004": "cp932",
    "euc_jis_2004": "euc_jp",
    "euc_kr": "cp949",
}
# Encodings that a text in another one is taken for: ours, and those of DOS and of the old Mac.
RIVALS = (
    *(name for name, (_, languages) in ENCODINGS.items() if languages),
    *("mac_roman", "mac_latin2", "mac_cyrillic", "cp437", "cp850", "cp852"),
)
MARGIN = 3  # by which known words must outnumber others
# Marks that may stand by themselves.
MARKS = frozenset("‚„…†‡‰‹›‘’“”•–—™\u00a0¦§©«»¬\u00ad®°±µ¶·£¥€¢½¼¾×÷¿¡ºª²³¹")
ASCII = frozenset(map(chr, range(128)))
# A run of letters and of marks beyond ASCII; the words in it; and what words may be joined by.
WORD = re.compile(r"(?:[^\W\d_]|[^\x00-\x7f\s\u00a0]|['-])+")
HALF = re.compile(r"[^\W\d_ªº]+")
PART = re.compile(r"[^\W\d_ªº]+(?:['’][^\W\d_ªº]+)*")
JOINED = re.compile(
    r"(?!.+[¿¡]|[¿¡]\w(?!\w))[\Wªº]*[^\W\d_ªº]+(?:(?:['’‘”“»«/–—-]|…)+[^\W\d_ªº]+)*[\Wªº]*"
)


def decode_guess(source: str, data: bytes) -> tuple[str, str | None]:
    """The text of a file in whichever encoding, and a note that names the guess, if it is one.

    A byte order mark is not part of the text. Line endings stay as they are.

    Raises:
        UnreadableError: the bytes are no text, or their encoding can't be told.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decode_marked(source, data[len(bom) :], encoding), None
    if JIS_ESCAPE.search(data):
        text, note = _decode_as(data, "iso2022_jp"), _note("iso2022_jp")
    else:
        text, note = _decode_as(data, "utf-8"), None
    if text is None:
        if b"\0" in data:
            raise _binary(source)
        text, note = _guess(source, data)
    if any(char < " " and char not in TEXT_CONTROLS for char in set(text)):
        raise _binary(source)
    return text, note


def known_encoding(label: str) -> str | None:
    """Python's name for an encoding that a page or mail claims, or None if we don't take it.

    Python knows "encodings" that are programs in disguise (unicode_escape) or no text at all.
    """
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError, UnicodeError):
        return None
    name = PARTS.get(name, name)
    return name if name in ENCODINGS or name == "utf-8" else None


def decode_claimed(source: str, data: bytes, label: str | None) -> tuple[str, str | None]:
    """The text of bytes that claim an encoding, and a note if the claim isn't true.

    Valid UTF-8 is UTF-8 even where an encoding of one byte a character is claimed: that many
    bytes don't fall into its pattern by chance.

    Raises:
        UnreadableError: the bytes are no text, or their encoding can't be told.
    """
    encoding = known_encoding(label) if label else None
    if encoding is None or data.startswith(tuple(bom for bom, _ in BOMS)):
        return decode_guess(source, data)
    single = bool(ENCODINGS.get(encoding, ("", ""))[1])
    text = _decode_as(data, "utf-8") if single and not data.isascii() else None
    text = text if text is not None else _decode_as(data, encoding)
    if text is None:
        text, note = decode_guess(source, data)
        named = f"“{source}” says that it is in {label}, which isn’t true."
        return text, f"{named} {note}" if note else named
    if any(char < " " and char not in TEXT_CONTROLS for char in set(text)):
        raise _binary(source)
    return text, None


def _decode_as(data: bytes, encoding: str) -> str | None:
    """The text in that encoding, or None if the bytes aren't."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decode_marked(source: str, body: bytes, encoding: str) -> str:
    """The text after a byte order mark."""
    text = _decode_as(body, encoding)
    if text is None:
        raise UnreadableError(
            f"“{source}” is not valid {encoding.upper()}, as its first bytes say it is. "
            "Save it as UTF-8 and add it again."
        )
    if any(char < " " and char not in TEXT_CONTROLS for char in set(text)):
        raise _binary(source)
    return text


def _guess(source: str, data: bytes) -> tuple[str, str]:
    """The text as chardet takes it, if it is made of words, and the note about it."""
    import chardet

    if len(data) < FEWEST:
        raise _unknown(source, data, "and it is too short to tell in which encoding it is")
    guess = str(chardet.detect(data, compat_names=False)["encoding"])
    for encoding in dict.fromkeys((PARTS.get(guess, guess), FALLBACK)):
        text = _decode_as(data, encoding) if encoding in ENCODINGS else None
        if text is not None and _is_plausible(text, encoding):
            return text, _note(encoding)
    raise _unknown(source, data, "and its encoding can’t be told")


def _is_plausible(text: str, encoding: str) -> bool:
    """Whether a text may be believed to be in an encoding.

    Where a character takes several bytes the bytes themselves prove it: others don't fit.
    """
    return not ENCODINGS[encoding][1] or _is_made_of_words(text, encoding)


def _is_made_of_words(text: str, encoding: str) -> bool:
    """Whether the text beyond ASCII is words of the languages that are written in this encoding.

    Not all words are known: some are names. But those that a rival encoding would read in another
    way must be known ones for the most part, or the rival may be right.
    """
    beyond = {word for word in WORD.findall(text) if not word.isascii()}
    if any(set(word) - MARKS - ASCII for word in beyond if not PART.search(word)):
        return False  # "¤", "¨": letters or currency signs of another encoding
    words = {word for word in beyond if PART.search(word)}
    known = _known_words(words, {*ENCODINGS[encoding][1].split(), "en"})
    if words and len(known) < FEWEST_WORDS:
        return False
    for rival in RIVALS:
        spoilt = {word for word in words if _differs(word, encoding, rival)}
        doubtful = len(spoilt - known)
        if doubtful and len(spoilt & known) < doubtful + MARGIN:
            return False
    return True


def _known_words(words: Iterable[str], languages: Iterable[str]) -> set[str]:
    """Those of the words whose every part stands in a list of one of the languages.

    Their parts must be soundly capitalised, and joined by nothing but apostrophes and dashes.
    """
    from wordfreq import get_frequency_dict

    lists = [get_frequency_dict(language, "small") for language in languages]

    def is_known(part: str) -> bool:
        if part not in (part.lower(), part.upper(), part.capitalize()):
            return False
        return any(part.casefold() in each for each in lists)

    return {
        word
        for word in words
        if JOINED.fullmatch(word)
        and all(char.isalpha() or char in MARKS or char.isascii() for char in word)
        and all(
            is_known(part.replace("’", "'")) or all(map(is_known, HALF.findall(part)))
            for part in PART.findall(word)
        )
    }


def _differs(word: str, encoding: str, rival: str) -> bool:
    """Whether the bytes of a word are another word, or none, in another encoding."""
    return _decode_as(word.encode(encoding), rival) != word


def _note(encoding: str) -> str:
    return f"Read as {ENCODINGS[encoding][0]}, which was guessed: check the accents."


def _unknown(source: str, data: bytes, why: str) -> UnreadableError:
    """What to say about bytes that aren't UTF-8 and can't be told to be something else."""
    at = 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start
    line = len(line_starts(data[:at].decode("utf-8")))
    return UnreadableError(
        f"“{source}” is not valid UTF-8 (byte 0x{data[at]:02X} in line {line} doesn’t fit), {why}. "
        "Save it as UTF-8 and add it again."
    )


def _binary(source: str) -> UnreadableError:
    return UnreadableError(
        f"“{source}” is not text: it holds control characters as binary files do. "
        "Export it as text and add that."
    )
