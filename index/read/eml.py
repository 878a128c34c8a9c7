"""E-mails: who wrote when about what, and the text.

The header's lines come first, a block each, then the text as it was sent, with an empty line
between; lines end in a line feed. Of several versions of a text the plain one is read, or else the
page. In plain text quoted lines are blocks of their own, without their marks, and a signature is
kept. A place is a paragraph of the text, counted from 1 below the header's lines.
"""

from __future__ import annotations

import email
import re
from binascii import Error as Base64Error
from collections import Counter
from dataclasses import dataclass, field
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32

from index.errors import UnreadableError
from index.layout import find_blocks
from index.read.encoding import decode_claimed, known_encoding
from index.read.format import Extracted
from index.read.html import add_pieces, decode_page, page_notes
from index.read.rows import Gathering, count, join
from index.types import Block, BlockKind, Place, PlaceKind, Span

HEADERS = ("From", "To", "Cc", "Date", "Subject")
LONGEST_HEADER = 16_000  # characters: what is longer holds no words
# Parts that hold parts are looked for before parsing, which takes longer the deeper they are.
MOST_NESTED = 100
NESTED = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
ENCRYPTED = frozenset(("multipart/encrypted", "application/pgp-encrypted"))
PGP = re.compile(r"\s*-----BEGIN PGP MESSAGE-----")
SMIME = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")
MARKS = re.compile(r"[ \t]?(?:>[ \t]?)+")  # that quoted lines begin with
SIGNATURE = re.compile(r"-- ?\n?")
UNNAMED = "without a name"


@dataclass(slots=True)
class _Mail:
    """What was found in a mail's parts."""

    texts: list[Message] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)


def read_eml(source: str, data: bytes) -> Extracted:
    """Read an e-mail.

    Raises:
        UnreadableError: it is encrypted, damaged, or holds no text.
    """
    message = _parse(source, data)
    mail = _Mail()
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
    counts: Counter[str] = Counter()
    header = len(gathering.blocks)
    for part in mail.texts:
        notes += _add_text(source, part, gathering, counts)
    if len(gathering.blocks) == header:
        raise UnreadableError(f"“{source}” holds no text. Add a file with sentences in it.")
    if mail.attachments:
        number = count(len(mail.attachments), "attachment(s)")
        verb = "was" if len(mail.attachments) == 1 else "were"
        notes.append(f"{number} {verb} left out: {join(mail.attachments)}.")
    return gathering.finish(source, title, page_notes(counts, *dict.fromkeys(notes)))


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
    message = email.message_from_bytes(data, policy=compat32)
    if not any(name in message for name in (*HEADERS, "Received", "Message-ID", "MIME-Version")):
        raise UnreadableError(
            f"“{source}” is not an e-mail: it doesn’t begin with a sender, date or subject. "
            "Save it again with the mail program and add that."
        )
    return message
