"""Files that are made to hurt whoever reads them: small to send, huge or endless to read.

Sizes are those at which parsers were seen to fail; tests ask for smaller ones, against smaller
limits. All bytes are the same each time.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

SECRET_FILE = "/etc/passwd"  # what a parser that follows references would show
ESCAPE = "../../../../escaped.txt"  # a name that leads out of the folder it is unpacked in
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
OFFICE_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    "</Relationships>"
)
BOOK_ROOT = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


# PDF


def pdf(objects: Iterable[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    made = bytearray(b"%PDF-1.7\n")
    table = [b"0000000000 65535 f \n"]
    for number, content in enumerate(objects, 1):
        table.append(b"%010d 00000 n \n" % len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n%b" % (len(table), b"".join(table))
    made += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(table), start)
    return bytes(made)


def stream(content: bytes, attributes: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), attributes, content)


def pdf_page(content: bytes, pages: bytes = b"/Kids[3 0 R]/Count 1", *more: bytes) -> bytes:
    """A PDF of a page that shows object 5, `content`, with a font, object 4."""
    return pdf(
        (
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages%b>>" % pages,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R"
            b"/Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            content,
            *more,
        )
    )


HELLO = b"BT /F 12 Tf 100 700 Td (A lamp may be returned within thirty days.) Tj ET\n"


def pdf_of_much_text(letters: int = 20_000_000) -> bytes:
    """A page of single letters, each set by itself: 420 MB in 1 MB."""
    content = zlib.compress(HELLO + b"BT /F 1 Tf (A) Tj ET " * letters, 9)
    return pdf_page(stream(content, b"/Filter/FlateDecode"))


def pdf_packed_twice(letters: int = 50_000_000) -> bytes:
    """The same, and what it was packed into packed again: 1 GB in 8 kB."""
    packer = zlib.compressobj(9)
    piece = b"BT /F 12 Tf (A) Tj ET " * 10_000
    once = b"".join(packer.compress(piece) for _ in range(letters // 10_000)) + packer.flush()
    return pdf_page(stream(zlib.compress(once, 9), b"/Filter[/FlateDecode/FlateDecode]"))


def pdf_of_forms(depth: int = 10, width: int = 10) -> bytes:
    """A form that shows a form many times, and so on, down to a word: `width` to the `depth`."""
    show = b"q " + b"/X Do " * width + b"Q"
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]"
    inner = [
        stream(show, form + b"/Resources<</XObject<</X %d 0 R>>>>" % number)
        for number in range(7, 6 + depth)
    ]
    word = stream(HELLO, form + b"/Resources<</Font<</F 4 0 R>>>>")
    return pdf_page(stream(show), b"/Kids[3 0 R]/Count 1", *inner, word)


def pdf_of_one_page_often(pages: int = 1_000_000) -> bytes:
    """A list of pages that names one page a million times."""
    return pdf_page(stream(HELLO), b"/Kids[%b]/Count %d" % (b"3 0 R " * pages, pages))


def pdf_of_slow_pages(pages: int = 4_000, letters: int = 100_000) -> bytes:
    """Pages that each take long and come one after another, so that there is always progress."""
    content = zlib.compress(HELLO + b"BT /F 1 Tf (A) Tj ET " * letters, 9)
    kids = b"3 0 R " * pages
    return pdf_page(stream(content, b"/Filter/FlateDecode"), b"/Kids[%b]/Count %d" % (kids, pages))


def pdf_that_lies(pages: int = 2**31 - 1) -> bytes:
    """One page, said to be two milliards."""
    return pdf_page(stream(HELLO), b"/Kids[3 0 R]/Count %d" % pages)


# Word and e-books


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as files:
        for name, content in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            files.writestr(zipfile.ZipInfo(name), content, stored)
    return made.getvalue()


def docx(body: str, head: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document; `head` stands before its root, `more` are further parts."""
    document = f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    parts = {
        "[Content_Types].xml": OFFICE_TYPES,
        "_rels/.rels": OFFICE_ROOT,
        "word/document.xml": document,
    }
    return archive(parts | dict(more or {}))


def epub(body: str, head: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A book of one chapter; `head` stands before its root, `more` are further parts.

    Parts whose names begin with `chapter` are chapters, too.
    """
    parts = dict(more or {})
    chapters = ["chapter.xhtml", *(name for name in parts if name.startswith("chapter"))]
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate([*chapters, ESCAPE, f"../../../..{SECRET_FILE}"])
    )
    order = "".join(f'<itemref idref="i{number}"/>' for number in range(len(chapters) + 2))
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x'
        "</dc:identifier><dc:title>Lamps</dc:title><dc:language>en</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    chapter = (
        f'{head}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Lamps</title></head>'
        f"<body>{body}</body></html>"
    )
    fixed: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": BOOK_ROOT,
        "book.opf": book,
        "chapter.xhtml": chapter,
    }
    return archive(fixed | parts)


def word_paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx_of_many_paragraphs(paragraphs: int = 3_000_000) -> bytes:
    return docx(word_paragraph("x") * paragraphs)


def docx_of_different_paragraphs(paragraphs: int = 1_000_000) -> bytes:
    """Paragraphs that pack no better than honest ones."""
    return docx("".join(map(word_paragraph, different_words(paragraphs))))


def docx_of_one_text(characters: int = 300_000_000) -> bytes:
    return docx(word_paragraph("A" * characters))


def docx_of_nested_paragraphs(depth: int = 200_000) -> bytes:
    return docx("<w:p>" * depth + "</w:p>" * depth)


def docx_that_laughs() -> bytes:
    return docx(word_paragraph(f"&{LAST_LAUGH};"), laughs())


def docx_of_one_entity_often(times: int = 50_000) -> bytes:
    return docx(word_paragraph("&b;" * times), f'<!DOCTYPE d [<!ENTITY b "{"B" * times}">]>')


def docx_that_asks_for_a_file() -> bytes:
    return docx(word_paragraph("[&x;]"), asks_for_file())


def docx_that_escapes() -> bytes:
    return docx(word_paragraph("A lamp."), more={ESCAPE: "escaped", f"/{ESCAPE}": "escaped"})


def docx_of_zeros(megabytes: int = 2_000) -> bytes:
    """A picture of nothing: its zeros pack to a thousandth."""
    return docx(word_paragraph("A lamp."), more={"word/media/image.bin": bytes(megabytes << 20)})


def epub_of_one_text(characters: int = 300_000_000) -> bytes:
    return epub(f"<p>{'A' * characters}</p>")


def epub_of_many_paragraphs(paragraphs: int = 3_000_000) -> bytes:
    return epub("<p>x</p>" * paragraphs)


def epub_of_different_paragraphs(paragraphs: int = 1_000_000) -> bytes:
    return epub("".join(f"<p>{word}</p>" for word in different_words(paragraphs)))


def epub_of_nested_parts(depth: int = 200_000) -> bytes:
    return epub("<div>" * depth + "</div>" * depth)


def epub_that_laughs() -> bytes:
    return epub(f"<p>&{LAST_LAUGH};</p>", laughs())


def epub_that_asks_for_a_file() -> bytes:
    return epub("<p>[&x;]</p>", asks_for_file())


def epub_that_escapes() -> bytes:
    return epub("<p>A lamp.</p>", more={ESCAPE: "<p>escaped</p>"})


def epub_of_zeros(megabytes: int = 2_000) -> bytes:
    return epub("<p>A lamp.</p>", more={"image.bin": bytes(megabytes << 20)})


def different_words(count: int) -> Iterator[str]:
    """Words without a pattern that a packer could find."""
    return (sha256(b"%d" % number).hexdigest()[:16] for number in range(count))


LAST_LAUGH = "laugh9"


def laughs() -> str:
    """Entities that each stand for ten of the one before: a milliard laughs in a line."""
    first = '<!ENTITY laugh0 "ha ha ha">'
    others = (f'<!ENTITY laugh{n} "{f"&laugh{n - 1};" * 10}">' for n in range(1, 10))
    return f"<!DOCTYPE d [{first}{''.join(others)}]>"


def asks_for_file() -> str:
    """An entity that stands for what is in a file of the machine."""
    return f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{SECRET_FILE}">]>'


# Web pages


def html_of_many_attributes(attributes: int = 500_000) -> bytes:
    names = " ".join(f"a{number}=1" for number in range(attributes))
    return f"<p {names}>A lamp.".encode()


def html_of_nested_parts(depth: int = 1_000_000) -> bytes:
    return b"<div>" * depth + b"A lamp."


def html_of_nested_tables(depth: int = 30_000) -> bytes:
    return b"<table>" * depth + b"A lamp."


def html_of_many_paragraphs(paragraphs: int = 3_000_000) -> bytes:
    return b"<p>word </p>" * paragraphs
