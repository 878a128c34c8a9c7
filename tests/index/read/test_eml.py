"""E-mails: the header's lines, which of the texts is read, quotations, and hostile ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.errors import UnreadableError
from index.read.eml import read_eml
from index.read.format import Extracted
from index.types import Block, BlockKind, Place, PlaceKind, Span
from tests.made.prose import HEADINGS, SECTIONS, SENTENCES, TITLE
from tests.made.web import made_eml, pieces, place_of, sentences

HEADER = [
    "From: Zdeněk Dvořák <z@example.org>",
    "To: staff@example.org",
    "Date: Tue, 03 Mar 2026 09:30:00 +0100",
    f"Subject: {TITLE}",
]
DAMAGED = "“a.eml” is damaged. Save it again with the mail program and add that."
ENCRYPTED = "“a.eml” is encrypted. Open it in the mail program, save its text and add that."
NO_TEXT = "“a.eml” holds no text. Add a file with sentences in it."
OTHER_VERSION = "1 other version of the text was left out."
DISHONEST = (
    "“a.eml” has more parts or longer headers than an honest e-mail. Save its text and add that."
)


def read(mail: str, encoding: str = "utf-8") -> Extracted:
    return read_eml("a.eml", mail.encode(encoding))


def texts(mail: str) -> list[str]:
    """The reading text of all blocks but the header's."""
    return [text for _, _, text in pieces(read(f"From: a\n{mail}"))][1:]


def refusal(mail: str) -> str:
    with pytest.raises(UnreadableError) as caught:
        read(mail)
    return str(caught.value)


def multipart(kind: str, *parts: str, boundary: str = "b") -> str:
    inner = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{inner}--{boundary}--\n'


PLAIN = "Content-Type: text/plain; charset=utf-8\n\nPlain text."
PAGE = "Content-Type: text/html; charset=utf-8\n\n<p>Page."


@pytest.mark.parametrize("kind", ["plain", "flowed", "html", "both"])
def test_the_known_text_is_read_word_for_word(kind: str) -> None:
    extracted = read_eml("a.eml", made_eml(kind))
    found = [text for text, _, _ in sentences(extracted)]
    assert found[:4] == HEADER
    assert [text for text in found[4:] if text not in HEADINGS] == list(SENTENCES)
    assert extracted.title == TITLE
    assert extracted.notes == ((OTHER_VERSION,) if kind == "both" else ())
    assert not extracted.lines


@pytest.mark.parametrize(("kind", "level"), [("plain", 1), ("html", 2), ("both", 1)])
def test_each_sentence_is_under_its_heading_and_in_its_paragraph(kind: str, level: int) -> None:
    extracted = read_eml("a.eml", made_eml(kind))
    assert [piece for piece in pieces(extracted) if piece[0] == "heading"] == [
        ("heading", level, heading) for heading in HEADINGS
    ]
    paragraphs = [paragraph for _, section in SECTIONS for paragraph in section]
    number = {each: n for n, group in enumerate(paragraphs, start=1) for each in group}
    assert {t: place_of(extracted, start) for t, start, _ in sentences(extracted)[4:]} == number


def test_blocks_and_places_are_exact() -> None:
    first, second = "May a lamp be returned within", "thirty days of delivery?"
    mail = f"From: a\r\nSubject: b\r\n\r\nYes.\r\n> {first}\r\n> {second}\r\n-- \r\nJo\r\n"
    assert read(mail) == Extracted(
        title="b",
        text=f"From: a\nSubject: b\n\nYes.\n> {first}\n> {second}\n-- \nJo",
        blocks=(
            Block(BlockKind.PARAGRAPH, Span(0, 7)),
            Block(BlockKind.PARAGRAPH, Span(8, 18)),
            Block(BlockKind.PARAGRAPH, Span(20, 24)),
            Block(BlockKind.PARAGRAPH, Span(27, 83), 0, (Span(57, 59),)),
            Block(BlockKind.PARAGRAPH, Span(88, 90)),
        ),
        places=(
            Place(PlaceKind.PARAGRAPH, 1, 20),
            Place(PlaceKind.PARAGRAPH, 2, 27),
            Place(PlaceKind.PARAGRAPH, 3, 88),
        ),
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "On Monday Jo wrote:\n> A lamp may be returned within\n> thirty days.\n"
            ">> Which lamp?\nYes.",
            [
                "On Monday Jo wrote:",
                "A lamp may be returned within thirty days.",
                "Which lamp?",
                "Yes.",
            ],
        ),
        (
            "> the lamp that was bought in the shop on Tuesday\n"
            "is not the one that was returned to it later on\n",
            [
                "the lamp that was bought in the shop on Tuesday",
                "is not the one that was returned to it later on",
            ],
        ),
        ("Best regards,\n\n-- \nJo Doe\nLamp shop", ["Best regards,", "Jo Doe", "Lamp shop"]),
    ],
)
def test_quotations_and_signatures_are_blocks_of_their_own(body: str, expected: list[str]) -> None:
    assert texts("\n" + body) == expected


def test_flowed_lines_are_joined_as_the_sender_meant() -> None:
    body = "Content-Type: text/plain; format=flowed\n\nOne \nline.\nAnother.\n> Quoted \n> words.\n"
    assert texts(body) == ["One line.", "Another.", "Quoted words."]


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        (multipart("alternative", PAGE, PLAIN), ["Plain text."]),
        (multipart("alternative", "Content-Type: text/plain\n\n \n", PAGE), ["Page."]),
        (multipart("mixed", PLAIN, PAGE), ["Plain text.", "Page."]),
        (multipart("mixed", PLAIN, 'Content-Type: text/plain; name="a"\n\nno'), ["Plain text."]),
        ("Content-Type: text/html\n\n<p>Hi<footer>Jo</footer>", ["Hi", "Jo"]),
        (
            multipart(
                "mixed",
                multipart(
                    "alternative", PLAIN, multipart("related", PAGE, boundary="d"), boundary="c"
                ),
                "Content-Type: text/plain\n\nThe list adds this.",
            ),
            ["Plain text.", "The list adds this."],
        ),
        (
            "Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=windows-1250\n\n"
            "RHZv+OFr\n",
            ["Dvořák"],
        ),
        (
            "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html; "
            "charset=iso-8859-2\n\n<p>Dvo=F8=\n=E1k\n",
            ["Dvořák"],
        ),
    ],
)
def test_the_text_is_found_among_the_parts(mail: str, expected: list[str]) -> None:
    assert texts(mail) == expected


def test_attachments_are_named_and_counted() -> None:
    forwarded = "Content-Type: message/rfc822\n\nSubject: Older\nFrom: b\n\nNot read."
    named = (
        "Content-Type: text/plain\n"
        'Content-Disposition: attachment; filename="=?utf-8?q?Pl=C3=A1n.txt?="\n\nNot read.'
    )
    picture = "Content-Type: image/png\n\nxx"
    page = PAGE.replace("Page.", "Page.<img src='cid:1' alt='a lamp'><img src='http://x/y'>")
    assert read("From: a\n" + multipart("related", page, picture)).notes == (
        "1 picture and 1 description of pictures were left out.",
        "1 attachment was left out: one without a name (image/png).",
    )
    assert read("From: a\n" + multipart("mixed", PLAIN, named)).notes == (
        "1 attachment was left out: “Plán.txt”.",
    )
    assert read("From: a\n" + multipart("mixed", PLAIN, named, forwarded, picture)).notes == (
        "3 attachments were left out: “Plán.txt”, “Older” and one without a name (image/png).",
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Subject: =?utf-8?b?w7w=?=\n =?utf-8?q?=C3=BC_x?= and\n  more", "üü x and more"),
        ("Subject: =?utf-8?q?=C3?= =?utf-8?q?=BC?=", "ü"),
        ("Subject: =?iso-8859-2?q?Dvo=F8=E1k?=, =?koi8-r?b?/sXIz9c=?=", "Dvořák, Чехов"),
        ("Subject: =?koi8-r?b?/g==?= =?utf-8?q?=C3=BC?=", "Чü"),
        ("Subject: Grüße", "Grüße"),
        ("Subject: 2 =? 3", "2 =? 3"),
    ],
)
def test_the_subject_is_decoded(line: str, expected: str) -> None:
    extracted = read(f"{line}\n\nText.")
    assert extracted.title == expected
    assert extracted.text == f"Subject: {expected}\n\nText."


@pytest.mark.parametrize(
    "line",
    [
        "Subject: =?utf-8?q?=FF?=",
        "Subject: =?unicode_escape?q?=5Cx41?=",
        "Subject: =?utf-8?b?w?=",
        "Subject: =?utf-8?q?=00?=",
        "Subject: " + "x" * 20_000,
    ],
)
def test_a_subject_that_cannot_be_read_is_left_out_and_told(line: str) -> None:
    extracted = read(f"{line}\n\nText.")
    assert (extracted.title, extracted.text) == (None, "Text.")
    assert extracted.notes == ("The line “Subject” of its header can’t be read and was left out.",)


def test_a_false_encoding_is_guessed_and_told() -> None:
    text = "Die Lampe darf binnen dreißig Tagen zurückgegeben werden, größere Beträge für Müller. "
    text += "Über Ausnahmen entscheidet niemand."
    extracted = read(f"From: a\nContent-Type: text/plain; charset=ascii\n\n{text}", "cp1252")
    assert extracted.text == f"From: a\n\n{text}"
    assert extracted.notes == ("Read as windows-1252, which was guessed: check the accents.",)


@pytest.mark.parametrize(
    "mail",
    [
        "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n",
        multipart("mixed", "Content-Type: application/pgp-encrypted\n\nVersion: 1"),
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIx\n",
        "\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n",
    ],
)
def test_encrypted_mails_are_refused(mail: str) -> None:
    assert refusal(f"From: a\n{mail}") == ENCRYPTED


def nested(depth: int) -> str:
    parts = (
        f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n"
        for number in range(depth)
    )
    return "".join(parts) + "Content-Type: text/plain\n\nDeep.\n"


def test_parts_nest_only_so_deeply() -> None:
    assert texts(nested(100)) == ["Deep."]
    assert refusal("From: a\n" + nested(10_000)) == (
        "“a.eml” holds 10,000 e-mails or groups of parts, and the limit is 100. "
        "Save the e-mails in it one by one and add those."
    )


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: "From: a\nContent-Type: text/plain" + ";a=b" * 300_000 + "\n\nx", DISHONEST),
        (lambda: "From: a\nContent-Type: text/plain" + ";\n a=b" * 5_000 + "\n\nx", DISHONEST),
        (lambda: "From: a\n" + multipart("mixed", *(["\nx"] * 20_000)), DISHONEST),
        (lambda: "From: a\nContent-Type: text/plain; x*" + "9" * 5_000 + "=y\n\nx", DAMAGED),
        (lambda: "From: a\nContent-Type: image/png\n\nx", NO_TEXT),
        (lambda: "From: a\n\n \n", NO_TEXT),
        (
            lambda: "Not a mail at all.",
            "“a.eml” is not an e-mail: it doesn’t begin with a sender, date or subject. "
            "Save it again with the mail program and add that.",
        ),
    ],
)
def test_hostile_and_empty_mails_are_refused(make: Callable[[], str], message: str) -> None:
    assert refusal(make()) == message


@pytest.mark.parametrize(
    "header",
    [
        "To: " + "=?" * 1_000_000,
        "To: " + "(" * 1_000_000,
        "X: y\n" * 100_000 + "To: b",
        "To: " + "=?a?q?" * 2_000,
        "To: " + "\n ".join(["a@example.org,"] * 10_000),
    ],
)
def test_header_bombs_take_no_time(header: str) -> None:
    assert read(f"{header}\nSubject: s\n\nText.").title == "s"
