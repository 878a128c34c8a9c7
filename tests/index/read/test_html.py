"""Web pages: which words are read, in which blocks, and what hostile ones come to."""

from __future__ import annotations

import pytest

from index.errors import UnreadableError
from index.read import html as checks
from index.read.format import Extracted
from index.read.html import read_html
from index.types import Block, BlockKind, Place, PlaceKind, Span
from tests.made.prose import HEADINGS, SECTIONS, SENTENCES, TITLE
from tests.made.web import made_html, pieces, place_of, sentences


def read(markup: str) -> Extracted:
    return read_html("a.html", markup.encode())


def texts(markup: str) -> list[str]:
    return [text for _, _, text in pieces(read(markup))]


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_html("a.html", data)
    return str(caught.value)


def test_the_known_text_is_read_word_for_word() -> None:
    extracted = read_html("a.html", made_html())
    assert [text for text, _, _ in sentences(extracted)] == list(SENTENCES)
    assert extracted.title == TITLE
    assert [(level, text) for kind, level, text in pieces(extracted) if kind == "heading"] == [
        (1, TITLE),
        *((2, heading) for heading in HEADINGS),
    ]
    assert extracted.notes == ("1 page header, 1 page footer and 1 script were left out.",)
    assert not extracted.lines


def test_each_sentence_is_in_the_paragraph_that_a_person_counts() -> None:
    extracted = read_html("a.html", made_html())
    paragraphs = [paragraph for _, section in SECTIONS for paragraph in section]
    number = {each: n for n, group in enumerate(paragraphs, start=1) for each in group}
    assert {text: place_of(extracted, start) for text, start, _ in sentences(extracted)} == number


def test_blocks_and_places_are_exact() -> None:
    assert read("<h2>A  b</h2><p>One\ntwo.</p>three<pre>\n x\n  y </pre>") == Extracted(
        title=None,
        text="A b\n\nOne two.\n\nthree\n\nx\n  y",
        blocks=(
            Block(BlockKind.HEADING, Span(0, 3), 2),
            Block(BlockKind.PARAGRAPH, Span(5, 13)),
            Block(BlockKind.PARAGRAPH, Span(15, 20)),
            Block(BlockKind.CODE, Span(22, 27)),
        ),
        places=(
            Place(PlaceKind.PARAGRAPH, 1, 5),
            Place(PlaceKind.PARAGRAPH, 2, 15),
            Place(PlaceKind.PARAGRAPH, 3, 22),
        ),
        tables=0,
    )


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Un<b>believ</b>able <i>things</i>.", ["Unbelievable things."]),
        ("<p>a &amp; b &lt;c&gt; &eacute;&#8212;d&nbsp;e", ["a & b <c> é—d e"]),
        ("<p>dis&shy;cover", ["discover"]),
        ("<p>one<br>two<br><br>three", ["one two", "three"]),
        ("<ul><li>one<li>two<ul><li>in</ul>after</ul>", ["one", "two", "in", "after"]),
        ("<dl><dt>term<dd>meaning</dl>", ["term", "meaning"]),
        ("<div>loose <p>inner</p> again</div>", ["loose", "inner", "again"]),
        ("<blockquote>said<p>more</blockquote>", ["said", "more"]),
        ("<figure><img alt=no><figcaption>shown</figcaption></figure>", ["shown"]),
        ("<table><tr><th>a<th>b<tr><td>1<td><tr><td>2<td>3</table>", ["a | b", "1", "2 | 3"]),
        ("<table><tr><td><h2>H</h2><p>x<p>y<td>z</table>", ["H", "x", "y", "z"]),
        ("<table><tr><td><table><tr><td>i<td>j</table><td>k</table>", ["i | j | k"]),
        ("<pre>a <b>b</b>\n<div>c</div>d</pre>", ["a b\nc\nd"]),
        ("<h1>Usage<a href=#u>¶</a></h1><p>x", ["Usage", "x"]),
        ("<article><header><p>By me</header><p>x</article>", ["By me", "x"]),
        ("<header><h1>T</h1><p>Abstract</header><p>x", ["T", "Abstract", "x"]),
        ("<details><summary>s</summary>d</details>", ["s", "d"]),
        ("<p>日本<ruby>語<rt>ご</rt></ruby>", ["日本語"]),
    ],
)
def test_what_a_person_sees_is_read_block_by_block(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


@pytest.mark.parametrize(
    ("markup", "note"),
    [
        ("<nav>no</nav><div role=navigation>no</div>", "2 menus were left out."),
        ("<script>no</script><style>no</style><template>no</template>", "2 scripts were left out."),
        ("<noscript>no</noscript>", "1 script was left out."),
        ("<aside>no</aside>", "1 side note was left out."),
        (
            "<header>no</header><footer>no</footer>",
            "1 page header and 1 page footer were left out.",
        ),
        ("<p hidden>no</p><p aria-hidden=true>no</p>", "2 hidden parts were left out."),
        ("<p style='color:red; DISPLAY : none'>no</p>", "1 hidden part was left out."),
        ("<dialog>no</dialog>", "1 hidden part was left out."),
        ("<button>no</button><select><option>no</select>", "2 form fields were left out."),
        (
            "<img src=a.png><img alt='a lamp'><img alt=''><img src='cid:x'>",
            "2 pictures and 1 description of pictures were left out.",
        ),
        ("<nav><a><img alt=Home></a></nav>", "1 menu was left out."),
        ("<b title='so to say'></b><a title=''></a>", "1 tooltip was left out."),
        ("<!-- not yet --><!-- --><!--[if mso]>x<![endif]-->", "1 comment was left out."),
        ("<ul><li></ul><ol><li><li></ol>", "2 list numbers were left out."),
        ("<video src=a></video><iframe src=b></iframe>", "2 embedded objects were left out."),
        ("<input value=y><input placeholder=z><input type=hidden value=n>", "2 form fields were"),
        ("<svg><text>no</text></svg><math><mi>no</mi></math>", "1 embedded object and 1 formula"),
    ],
)
def test_what_is_left_out_is_counted(markup: str, note: str) -> None:
    extracted = read(f"<p>yes{markup}")
    assert extracted.text == "yes"
    assert len(extracted.notes) == 1
    assert extracted.notes[0].startswith(note)


def test_what_holds_no_text_is_not_missed() -> None:
    assert (
        read("<p>x<script src=a.js></script><nav></nav><input><svg><path d=x /></svg>").notes == ()
    )


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title> The\n title </title><h1>Other</h1>", "The title"),
        ("<title></title><h1>First</h1><h1>Second</h1>", "First"),
        ("<h2>Deeper</h2>", None),
        ("<svg><title>Icon</title></svg>", None),
    ],
)
def test_the_title_is_the_page_s_own(head: str, title: str | None) -> None:
    assert read(f"{head}<p>x").title == title


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset='windows-1250'>", "cp1250"),
        ("<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=ISO-8859-2'>", "iso8859-2"),
        ("<?xml version='1.0' encoding='windows-1250'?>", "cp1250"),
        ("<meta charset=utf-16>", "utf-8"),
        ("", "utf-16"),
        ("<meta charset=shift_jis>", "utf-8-sig"),
    ],
)
def test_the_encoding_is_the_one_the_page_names(head: str, encoding: str) -> None:
    data = f"{head}<p>Zdeněk Dvořák</p>".encode(encoding)
    assert read_html("a.html", data).text == "Zdeněk Dvořák"


def test_pages_in_xml_may_close_tags_at_once_and_hold_character_data() -> None:
    page = (
        '<?xml version="1.0"?><html><head><title/><script src="a.js"/></head>'
        '<body><p><a id="x"/>one<br/>two</p><p><![CDATA[a < b]]></p></body></html>'
    )
    assert texts(page) == ["one two", "a < b"]


def test_pages_without_text_are_refused() -> None:
    assert refusal(b"<nav>Menu</nav><script>x</script>") == (
        "“a.html” holds no text. Add a file with sentences in it."
    )
    assert refusal(b"<h1>Only</h1>") == (
        "“a.html” holds no text under its headings. Add a file with sentences in it."
    )


HOSTILE = ", which no honest page has. Save it as text and add that."
NESTED = "“a.html” has more than 512 tags within each other" + HOSTILE
ATTRIBUTES = "“a.html” has a tag with more than 256 attributes" + HOSTILE


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("<div>" * 1_000_000, NESTED),
        ("<table><tr><td>" * 30_000, NESTED),
        ("<p><b id=x>" * 1_000, NESTED),
        ("<div><!-- </div> -->" * 1_000, NESTED),
        ("<div><script></div></script>" * 1_000, NESTED),
        ("<div title='</div>'>" * 1_000, NESTED),
        ("<div><select></div></select>" * 1_000, NESTED),
        ("<table><td><template></table></template>" * 1_000, NESTED),
        ("<a " + " ".join(f"a{n}=1" for n in range(500_000)) + ">", ATTRIBUTES),
        ("<a " + "x" * 100 + " ='" + "y " * 1_000_000 + "'" + " z" * 300, ATTRIBUTES),
        ("<a " * 1_000_000, ATTRIBUTES),
    ],
)
def test_markup_that_would_keep_the_parser_busy_is_refused(markup: str, message: str) -> None:
    assert refusal(markup.encode()) == message


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>x" + "<!--" * 300_000, "x"),
        ("<p>x</p>" + '<a title="' + "<a " * 100_000, "x"),
        ("<?xml?><p>x</p><!-- " + "<![CDATA[" * 100_000 + "]]>-->", "x"),
        ("<ul>" + "<li>x" * 600 + "</ul>", "\n\n".join(["x"] * 600)),
        ("<p><a name=x>" * 600 + "y", "y"),
        ("<svg>" + "<path d=x />" * 600 + "</svg><p>x", "x"),
        ("<!x <div>" * 600 + "<p>x", "x"),
        ("<div>" * 500 + "x", "x"),
    ],
)
def test_markup_that_only_looks_dangerous_is_read(markup: str, text: str) -> None:
    assert read(markup).text == text


def test_large_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "MOST_BYTES", 100)
    assert refusal(b"x" * 101) == (
        "“a.html” holds a page of 0.0 MiB, and the limit is 9.53674e-05 MiB. "
        "Split it, or save it as text and add that."
    )
    monkeypatch.setattr(checks, "MOST_TAGS", 2)
    assert refusal(b"<p>a<p>b<p>c") == (
        "“a.html” holds a page of more than 2 tags. Split it, or save it as text and add that."
    )
