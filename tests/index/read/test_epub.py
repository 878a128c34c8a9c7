"""E-books: chapters in reading order, their names, and what hostile or protected books come to."""

from __future__ import annotations

import pytest

from index.errors import UnreadableError
from index.read import archive as archives
from index.read import epub as checks
from index.read import html as pages
from index.read.epub import read_epub
from index.read.format import Extracted
from index.types import Block, BlockKind, Place, PlaceKind, Span
from tests.made.prose import HEADINGS, SECTIONS, SENTENCES, TITLE
from tests.made.web import (
    CONTAINER,
    XML,
    archive,
    book,
    made_epub,
    package,
    pieces,
    place_of,
    sentences,
    xhtml,
)

DAMAGED = (
    "“a.epub” is damaged, or not a .epub file. Open it in the program that it came from, save it "
    "again and add that."
)
PROTECTED = "“a.epub” is protected against copying. Add a copy that isn’t, if you may have one."
HOSTILE = (
    "as only hostile files do. Save it again with the program that it came from, and add that."
)
DECLARES = "“a.epub” declares entities of its own, " + HOSTILE
DOCTYPE = "“a.epub” declares a document type of its own, " + HOSTILE
LOST = "1 chapter that the file doesn’t hold was left out."


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_epub("a.epub", data)
    return str(caught.value)


def test_the_known_text_is_read_word_for_word_a_section_a_chapter() -> None:
    extracted = read_epub("a.epub", made_epub())
    assert [text for text, _, _ in sentences(extracted)] == list(SENTENCES)
    assert [piece for piece in pieces(extracted) if piece[0] == "heading"] == [
        ("heading", 1, heading) for heading in HEADINGS
    ]
    assert extracted.title == TITLE
    assert extracted.notes == ()
    assert [(place.kind, place.number, place.label) for place in extracted.places] == [
        (PlaceKind.CHAPTER, number, heading) for number, heading in enumerate(HEADINGS, start=1)
    ]
    assert {text: place_of(extracted, start) for text, start, _ in sentences(extracted)} == {
        sentence: number
        for number, (_, paragraphs) in enumerate(SECTIONS, start=1)
        for paragraph in paragraphs
        for sentence in paragraph
    }


def test_blocks_and_places_are_exact() -> None:
    data = book({"a.xhtml": "<h1>One</h1><p>x</p>", "empty.xhtml": "", "b.xhtml": "<p>y</p>"})
    assert read_epub("a.epub", data) == Extracted(
        title=TITLE,
        text="One\n\nx\n\ny",
        blocks=(
            Block(BlockKind.HEADING, Span(0, 3), 1),
            Block(BlockKind.PARAGRAPH, Span(5, 6)),
            Block(BlockKind.PARAGRAPH, Span(8, 9)),
        ),
        places=(Place(PlaceKind.CHAPTER, 1, 0, "One"), Place(PlaceKind.CHAPTER, 3, 8, "")),
        tables=0,
    )


def labels(parts: dict[str, str | bytes], extra: str) -> list[str]:
    data = book({"t/a.xhtml": "<h1>A</h1>x", "t/b c.xhtml": "<h1>B</h1>y"}, parts, extra)
    return [place.label for place in read_epub("a.epub", data).places]


def test_chapters_are_called_what_the_table_of_contents_calls_them() -> None:
    nav = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        '<nav epub:type="landmarks"><a href="t/a.xhtml">Start</a></nav>'
        '<nav epub:type="toc"><a href="t/a.xhtml#x">First <b>of</b> all</a>'
        '<a href="./t/b%20c.xhtml">Then</a><a href="t/a.xhtml">Later</a></nav></html>'
    )
    item = '<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    assert labels({"OEBPS/nav.xhtml": nav}, item) == ["First of all", "Then"]


def test_the_older_table_of_contents_is_read_too() -> None:
    ncx = (
        XML + '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://x/ncx.dtd">'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint>'
        "<navLabel><text>First</text></navLabel><content src='../t/a.xhtml'/>"
        "<navPoint><navLabel><text>Within</text></navLabel><content src='../t/b%20c.xhtml#p'/>"
        "</navPoint></navPoint></navMap></ncx>"
    )
    item = '<item id="n" href="toc/x.ncx" media-type="application/x-dtbncx+xml"/>'
    assert labels({"OEBPS/toc/x.ncx": ncx}, item) == ["First", "Within"]


def test_a_damaged_table_of_contents_costs_only_names() -> None:
    item = '<item id="n" href="x.ncx" media-type="application/x-dtbncx+xml"/>'
    assert labels({"OEBPS/x.ncx": "<ncx>"}, item) == ["A", "B"]


def test_headers_and_side_notes_are_text_in_a_book() -> None:
    body = "<header><p>h</p></header><aside>a</aside><footer>f</footer><nav>no</nav>"
    extracted = read_epub("a.epub", book({"a.xhtml": body}))
    assert extracted.text == "h\n\na\n\nf"
    assert extracted.notes == ("1 menu was left out.",)


def test_a_chapter_is_xml_though_it_does_not_say_so() -> None:
    chapter = "<html><head><title/></head><body><p>x</p></body></html>"
    data = book({"a.xhtml": ""}, {"OEBPS/a.xhtml": chapter})
    assert read_epub("a.epub", data).text == "x"


@pytest.mark.parametrize(
    "href",
    [
        "gone.xhtml",
        "../../../../etc/passwd",
        "/etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "..%2F..%2Fetc%2Fpasswd",
        "file:///etc/passwd",
        "http://example.org/a.xhtml",
        "..\\..\\etc\\passwd",
        "",
    ],
)
def test_chapters_that_are_not_in_the_file_are_counted(href: str) -> None:
    data = book(
        {"a.xhtml": "<p>x</p>"},
        {"OEBPS/book.opf": package({"a": "a.xhtml", "b": href})},
    )
    extracted = read_epub("a.epub", data)
    assert (extracted.text, extracted.notes) == ("x", (LOST,))


def test_an_entry_that_leads_out_of_the_archive_is_no_chapter() -> None:
    data = book(
        {"a.xhtml": "<p>x</p>"},
        {
            "../evil.xhtml": xhtml("<p>evil</p>"),
            "OEBPS/book.opf": package({"a": "a.xhtml", "b": "../../evil.xhtml"}),
        },
    )
    extracted = read_epub("a.epub", data)
    assert (extracted.text, extracted.notes) == ("x", (LOST,))


def test_chapters_in_other_formats_are_counted_and_listed_twice_read_once() -> None:
    listing = package(
        {"a": "a.xhtml"}, extra='<item id="s" href="s.svg" media-type="image/svg+xml"/>'
    )
    listing = listing.replace("</spine>", '<itemref idref="s"/><itemref idref="a"/></spine>')
    data = book({"a.xhtml": "<p>x</p>"}, {"OEBPS/book.opf": listing, "OEBPS/s.svg": "<svg/>"})
    extracted = read_epub("a.epub", data)
    assert extracted.text == "x"
    assert extracted.notes == ("1 chapter in another format was left out.",)


def test_pages_that_no_reader_comes_to_and_pictures_are_counted() -> None:
    extra = "".join(
        f'<item id="{key}" href="{href}" properties="{kind}" media-type="application/xhtml+xml"/>'
        for key, href, kind in (
            ("m", "more.xhtml", ""),
            ("n", "nav.xhtml", "nav"),
            ("g", "gone", ""),
        )
    )
    parts: dict[str, str | bytes] = {
        "OEBPS/more.xhtml": xhtml("<p>more</p>"),
        "OEBPS/nav.xhtml": xhtml("<nav/>"),
    }
    extracted = read_epub("a.epub", book({"a.xhtml": "<p>x</p><img alt='a lamp'/>"}, parts, extra))
    assert extracted.text == "x"
    assert extracted.notes == (
        "1 picture, 1 description of pictures and 1 page outside the reading order were left out.",
    )


def encryption(algorithm: str) -> str:
    return (
        XML + '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
        f'<e:EncryptionMethod Algorithm="{algorithm}"/></e:EncryptedData></encryption>'
    )


@pytest.mark.parametrize(
    "parts",
    [
        {"META-INF/encryption.xml": encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")},
        {"META-INF/rights.xml": "<rights/>"},
        {"META-INF/license.lcpl": "{}"},
    ],
)
def test_protected_books_are_refused(parts: dict[str, str | bytes]) -> None:
    assert refusal(book({"a.xhtml": "<p>x</p>"}, parts)) == PROTECTED


def test_books_with_hidden_fonts_are_read() -> None:
    parts: dict[str, str | bytes] = {
        "META-INF/encryption.xml": encryption("http://www.idpf.org/2008/embedding")
    }
    assert read_epub("a.epub", book({"a.xhtml": "<p>x</p>"}, parts)).text == "x"


SECRET = '<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("declared", [SECRET, LAUGHS])
@pytest.mark.parametrize("part", ["META-INF/container.xml", "OEBPS/book.opf", "OEBPS/a.xhtml"])
def test_entities_are_refused_wherever_they_are(part: str, declared: str, encoding: str) -> None:
    evil = f"<?xml version='1.0' encoding='{encoding}'?>{declared}<x>&s;</x>".encode(encoding)
    assert refusal(book({"a.xhtml": "<p>x</p>"}, {part: evil})) == DECLARES


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["META-INF/container.xml", "OEBPS/book.opf", "OEBPS/a.xhtml"])
def test_document_types_with_declarations_are_refused(part: str, encoding: str) -> None:
    evil = '<!DOCTYPE x SYSTEM "x.dtd" [<!ATTLIST x y CDATA "z">]><x/>'.encode(encoding)
    assert refusal(book({"a.xhtml": "<p>x</p>"}, {part: evil})) == DOCTYPE


@pytest.mark.parametrize(
    "parts",
    [
        {"META-INF/container.xml": "<container>"},
        {"META-INF/container.xml": "<container/>"},
        {"META-INF/container.xml": CONTAINER.replace("OEBPS/book.opf", "../../etc/passwd")},
        {"META-INF/container.xml": "<?xml version='1.0' encoding='rot13'?><a/>"},
        {"OEBPS/book.opf": "not xml"},
        {"OEBPS/book.opf": b"\xff\xfe\x00"},
    ],
)
def test_books_whose_parts_are_damaged_are_refused(parts: dict[str, str | bytes]) -> None:
    assert refusal(book({"a.xhtml": "<p>x</p>"}, parts)) == DAMAGED


def test_files_that_are_no_books_are_refused() -> None:
    assert refusal(b"PK\x03\x04 no zip") == DAMAGED
    assert refusal(archive({"a.txt": "x"})) == DAMAGED
    assert refusal(book({"a.xhtml": "<img alt='no'/>"})) == (
        "“a.epub” holds no text. Add a file with sentences in it."
    )


def test_large_chapters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book({"a.xhtml": "<p>" + "lamp " * 5_000, "b.xhtml": "<p>" + "lamp " * 5_000})
    monkeypatch.setattr(checks, "MOST_BYTES", 30_000)
    monkeypatch.setattr(checks, "MIB", 1_000)
    assert refusal(data) == (
        "“a.epub” holds more than 30 MiB of text and markup. Split it into several files."
    )
    monkeypatch.setattr(pages, "MOST_BYTES", 20_000)
    monkeypatch.setattr(pages, "MIB", 1_000)
    assert refusal(data) == (
        "“a.epub” holds a page of 25.2 MiB, and the limit is 20 MiB. "
        "Split it, or save it as text and add that."
    )
    monkeypatch.setattr(archives, "MOST_PART_BYTES", 10_000)
    monkeypatch.setattr(archives, "MIB", 1_000)
    assert refusal(data) == (
        "“a.epub” holds a part of more than 10 MiB. Split it into several files."
    )


def test_deeply_nested_tables_of_contents_take_no_time() -> None:
    nav = "<nav>" + "<a>" * 100_000 + "</a>" * 100_000 + "</nav>"
    item = '<item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    assert labels({"OEBPS/n.xhtml": nav}, item) == ["A", "B"]


def test_chapters_built_to_keep_the_parser_busy_are_refused() -> None:
    assert refusal(book({"a.xhtml": "<div>" * 600})) == (
        "“a.epub” has more than 512 tags within each other, which no honest page has. "
        "Save it as text and add that."
    )
