"""E-mails: who wrote when about what, and the text.

The header's lines come first, a block each, then the text as it was sent, with an empty line
between; lines end in a line feed. Of several versions of a text the plain one is read, or else the
page. In plain text quoted lines are blocks of their own, without their marks, and a signature is
kept. A place is a paragraph of the text, counted from 1 below the header's lines.
"""

from __future__ import annotations

import binascii
import email
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.policy import compat32

from index.errors import UnreadableError
from index.read.encoding import decode_claimed, known_encoding
from index.read.format import Extracted
from index.read.html import add_page, decode_page, page_notes
from index.read.mail_text import find_mail_blocks
from index.read.rows import Gathering, count, join
from index.types import Block, Place, PlaceKind, Span

HEADERS = ("From", "To", "Cc", "Date", "Subject")
LONGEST_HEADER = 16_000  # characters: what is longer holds no words
# Parts that hold parts are looked for before parsing, which takes longer the deeper they are.
MOST_NESTED = 100
NESTED = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
MOST_PARTS = 10_000
BOUNDARY = re.compile(rb"^--", re.MULTILINE)
# Headers that the email package takes apart, the slower the longer they are.
TAKEN_APART = re.compile(
    rb"^content-(?:type|disposition):[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE
)
ENCRYPTED = frozenset(("multipart/encrypted", "application/pgp-encrypted"))
PGP = re.compile(r"\s*-----BEGIN PGP MESSAGE-----")
SMIME = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
TEXTS = ("text/plain", "text/html")
# A word of a header in an encoding of its own; the space between two of them isn't meant.
ENCODED = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?([^?\s]*)\?=", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
BETWEEN = re.compile(r"(?<=\?=)\s+(?==\?)")
# What the email package runs into where a header isn't what it should be: it converts before it
# checks.
DAMAGE = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(slots=True)
class _Mail:
    """What was found in a mail's parts."""

    texts: list[Message] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    versions: int = 0


def read_eml(source: str, data: bytes) -> Extracted:
    """Read an e-mail.

    Raises:
        UnreadableError: it is encrypted, damaged, or holds no text.
    """
    mail = _Mail()
    with _library_errors(source):
        message = _parse(source, data)
        _find_texts(source, message, mail)
    gathering = Gathering()
    notes: list[str] = []
    title = None
    for name in HEADERS:
        value = _header(message, name)
        if value is None and name in message:
            notes.append(f"The line “{name}” of its header can’t be read and was left out.")
        elif value:
            gathering.add(f"{name}: {value}")
            title = value if name == "Subject" else title
    counts: Counter[str] = Counter({"other version(s) of the text": mail.versions})
    header = len(gathering.blocks)
    for part in mail.texts:
        notes += _add_text(source, part, gathering, counts)
    if len(gathering.blocks) == header:
        raise UnreadableError(f"“{source}” holds no text. Add a file with sentences in it.")
    if mail.attachments:
        number = count(len(mail.attachments), "attachment(s)")
        verb = "was" if len(mail.attachments) == 1 else "were"
        notes.append(f"{number} {verb} left out: {join(mail.attachments)}.")
    return gathering.finish(
        source,
        title,
        page_notes(counts, *dict.fromkeys(notes)),
        tables_told=any(part.get_content_type() == "text/html" for part in mail.texts),
    )


def _parse(source: str, data: bytes) -> Message:
    """The message that bytes hold.

    Read by the rules of old: the new ones take minutes over headers that are made for that.
    """
    nested = sum(1 for _ in NESTED.finditer(data))
    if nested > MOST_NESTED:
        raise UnreadableError(
            f"“{source}” holds {nested:,} e-mails or groups of parts, and the limit is "
            f"{MOST_NESTED}. Save the e-mails in it one by one and add those."
        )
    parts = sum(1 for _ in BOUNDARY.finditer(data))
    longest = max((len(match.group()) for match in TAKEN_APART.finditer(data)), default=0)
    if parts > MOST_PARTS or longest > LONGEST_HEADER:
        raise UnreadableError(
            f"“{source}” has more parts or longer headers than an honest e-mail. "
            "Save its text and add that."
        )
    message = email.message_from_bytes(data, policy=compat32)
    if not any(name in message for name in (*HEADERS, "Received", "Message-ID", "MIME-Version")):
        raise UnreadableError(
            f"“{source}” is not an e-mail: it doesn’t begin with a sender, date or subject. "
            "Save it again with the mail program and add that."
        )
    return message


def _header(message: Message, name: str) -> str | None:
    """A line of the header as a person reads it, or None if there is none, or none to be read."""
    found = (str(value) for key, value in message.raw_items() if key.lower() == name.lower())
    return _decode_words(next(found, ""))


def _decode_words(raw: str) -> str | None:
    """A header's value, its encoded words decoded; None if that can't be done faithfully."""
    if len(raw) > LONGEST_HEADER:
        return None
    try:
        plain = BETWEEN.sub("", raw.encode("ascii", "surrogateescape").decode("utf-8"))
        pieces: list[str] = []
        position = 0
        words: list[tuple[str, bytes]] = []
        for match in ENCODED.finditer(plain):
            if match.start() > position or (words and words[-1][0] != match[1]):
                pieces += _joined(words)
                words = []
            pieces.append(plain[position : match.start()])
            words.append((match[1], _word_bytes(match[2], match[3])))
            position = match.end()
        value = "".join([*pieces, *_joined(words), plain[position:]])
    except (UnicodeError, LookupError, binascii.Error):
        return None
    value = " ".join(value.split())
    return None if CONTROL.search(value) else value


def _word_bytes(kind: str, text: str) -> bytes:
    """What an encoded word encodes."""
    if kind in "bB":
        return binascii.a2b_base64(text + "=" * (-len(text) % 4))
    return binascii.a2b_qp(text, header=True)


def _joined(words: list[tuple[str, bytes]]) -> list[str]:
    """Encoded words of one encoding as text: a character may begin in one and end in the next."""
    if not words:
        return []
    label = words[0][0]
    encoding = known_encoding(label) or ("ascii" if label.lower() == "us-ascii" else "")
    return [b"".join(word for _, word in words).decode(encoding)]


def _find_texts(source: str, message: Message, mail: _Mail) -> None:
    """Sort a message's parts into texts to read and attachments, without recursion.

    Raises:
        UnreadableError: a part is encrypted.
    """
    ahead = [message]
    while ahead:
        part = ahead.pop()
        kind = part.get_content_type()
        signed = "signed" in str(part.get_param("smime-type"))
        if kind in ENCRYPTED or (kind in SMIME and not signed):
            raise _encrypted(source)
        inner = _parts(part)
        if kind == "multipart/alternative" and inner:
            ahead.append(_choose(inner))
            mail.versions += len(inner) - 1
        elif part.get_content_maintype() == "multipart" and inner:
            ahead += reversed(inner)
        elif kind in TEXTS and not (
            part.get_filename() or part.get_content_disposition() == "attachment"
        ):
            mail.texts.append(part)
        else:
            mail.attachments.append(_name(part))


def _parts(message: Message) -> list[Message]:
    """The parts directly in a message."""
    payload = message.get_payload()
    return [part for part in payload if isinstance(part, Message)] if message.is_multipart() else []


def _choose(versions: list[Message]) -> Message:
    """Which version of a text is read: the plain one unless it is empty, else one with a page."""
    for kind in TEXTS:
        for version in versions:
            for part in version.walk():
                if part.get_content_type() == kind and str(part.get_payload()).strip():
                    return version
    return versions[0]


def _name(part: Message) -> str:
    """What to call an attachment."""
    inner = _parts(part)
    name = part.get_filename() or (_header(inner[0], "Subject") if inner else None)
    readable = _decode_words(name) if name and name.isascii() else name
    if not readable or not readable.isprintable():
        return f"one without a name ({part.get_content_type()})"
    return f"“{readable}”"


def _add_text(source: str, part: Message, gathering: Gathering, counts: Counter[str]) -> list[str]:
    """Put a text at the end, and give back what is to be said about its encoding.

    Raises:
        UnreadableError: it is encrypted, or no text.
    """
    with _library_errors(source):
        payload = part.get_payload(decode=True)
        label = part.get_content_charset()
    data = payload if isinstance(payload, bytes) else b""
    if part.get_content_type() == "text/html":
        page, note = decode_page(source, data, label, whole=True)
        add_page(gathering, page)
        counts.update(page.left_out)
    else:
        text, note = decode_claimed(source, data, label)
        if PGP.match(text):
            raise _encrypted(source)
        text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
        _add_plain(gathering, text, flowed=str(part.get_param("format")).lower() == "flowed")
    return [note] if note else []


def _add_plain(gathering: Gathering, text: str, *, flowed: bool) -> None:
    """Put plain text at the end exactly as it is, with the blocks in it."""
    if not text.strip():
        return
    if gathering.pieces:
        gathering.pieces.append("\n\n")
        gathering.length += 2
    base = gathering.length
    gathering.pieces.append(text)
    gathering.length += len(text)
    number = gathering.places[-1].number if gathering.places else 0
    for block in find_mail_blocks(text, flowed=flowed):
        span = _moved(block.span, base)
        skips = tuple(_moved(skip, base) for skip in block.skips)
        gathering.blocks.append(Block(block.kind, span, block.level, skips))
        if not block.level:
            number += 1
            gathering.places.append(Place(PlaceKind.PARAGRAPH, number, span.start))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


@contextmanager
def _library_errors(source: str) -> Iterator[None]:
    """Around calls of the email package: what it raises tells of a damaged file.

    Raises:
        UnreadableError: instead of `DAMAGE`.
    """
    try:
        yield
    except DAMAGE as error:
        raise UnreadableError(
            f"“{source}” is damaged. Save it again with the mail program and add that."
        ) from error


def _encrypted(source: str) -> UnreadableError:
    return UnreadableError(
        f"“{source}” is encrypted. Open it in the mail program, save its text and add that."
    )
