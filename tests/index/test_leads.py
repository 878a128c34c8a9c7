"""What has to be read before a sentence: the opening of its list, the names of its columns."""

from __future__ import annotations

import pytest

from index.chunk import chunk
from index.libraries import Libraries
from index.read.html import read_html
from index.read.rst import read_rst
from index.types import Document, Passage
from tests.conftest import assert_stands
from tests.index.test_chunk import count, cut

LIST = """To return a lamp:

1. Write to the shop.
2. Hand it to the carrier:
   - DHL takes 31 kilograms.
   - Hermes takes 25 kilograms.

     No more.
3. Wait.

The shop pays.
"""
TABLE = "| Lamp | Price |\n|---|--:|\n| Aurora | 12 € |\n| Borealis | 14 € |\n| Corona | 9 € |\n"


def led(passages: list[Passage]) -> list[tuple[list[str], str]]:
    """The leads of each sentence, and how it reads."""
    return [
        (
            [each.leads[number].text for number in one.leads],
            each.text[one.reading.start : one.reading.end],
        )
        for each in passages
        for one in each.sentences
    ]


TO_RETURN, CARRIER = "To return a lamp:", "2. Hand it to the carrier:"


def test_an_item_is_led_by_what_opens_its_list_and_by_the_item_around_it() -> None:
    assert led(cut("a.md", LIST)) == [
        ([], TO_RETURN),
        ([TO_RETURN], "1. Write to the shop."),
        ([TO_RETURN], CARRIER),
        ([TO_RETURN, CARRIER], "DHL takes 31 kilograms."),
        ([TO_RETURN, CARRIER], "Hermes takes 25 kilograms."),
        ([TO_RETURN, CARRIER, "Hermes takes 25 kilograms."], "No more."),
        ([TO_RETURN], "3. Wait."),
        ([], "The shop pays."),
    ]


def test_in_plain_text_only_what_follows_a_colon_is_taken_for_a_list() -> None:
    text = (
        "Bring these with you:\n\n- the lamp and all of its parts;\n- the bill.\n\nThe shop pays.\n"
    )
    opening = "Bring these with you:"
    assert led(cut("a.txt", text)) == [
        ([], opening),
        ([opening], "- the lamp and all of its parts;"),
        ([opening], "- the bill."),
        ([], "The shop pays."),
    ]
    assert led(cut("a.txt", "Hello.\n\n- the lamp.\n\n- the bill.\n"))[1:] == [
        ([], "- the lamp."),
        ([], "- the bill."),
    ]


def test_a_row_is_led_by_the_names_of_its_columns_however_far_they_are() -> None:
    rows = "".join(f"| Lamp number {n} | {n} euros |\n" for n in range(100))
    passages = cut("a.md", "| Name | Price |\n|---|---|\n" + rows + "\nEnd.\n")
    found = led(passages)
    assert len(passages) > 3
    assert found[0] == ([], "Name | Price")
    assert found[1:-1] == [(["Name | Price"], f"Lamp number {n} | {n} euros") for n in range(100)]
    assert found[-1] == ([], "End.")


def test_a_heading_that_asks_leads_what_answers_it() -> None:
    text = "# Guide\n\n## How long is the guarantee?\n\nTwo years.\n\nThree for bulbs.\n"
    assert led(cut("a.md", text)) == [
        (["How long is the guarantee?"], "Two years."),
        ([], "Three for bulbs."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n## Emergency number: 0800 11\n\nText.\n", ["Emergency number: 0800 11", "Text."]),
        (
            "# A\n\nText.\n\n## Closed on all Sundays\n\n## B\n\nMore.\n",
            ["Text.", "Closed on all Sundays", "More."],
        ),
        (
            "# A\n\n## Part 2: Lamps\n\nText.\n\n## B c d\n\n### Under it\n\nEnd.\n",
            ["Text.", "End."],
        ),
        ("# The title of this\n\n## B\n\nText.\n\n## See also\n", ["Text."]),
    ],
)
def test_a_heading_with_a_fact_or_nothing_under_it_can_be_quoted(
    text: str, expected: list[str]
) -> None:
    assert [said for _, said in led(cut("a.md", text))] == expected


def test_lists_and_tables_of_a_page_have_leads() -> None:
    page = (
        "<p>To return a lamp:</p><ol><li>Write.<li><p>Wait.</p><p>And wait.</p></ol><p>Done.</p>"
        "<table><tr><th>Lamp<th>Price<tr><td>Aurora<td>12 €</table>"
        "<table><tr><td>Plain<td>table<tr><td>Bulb<td>1 €</table>"
    )
    found = read_html("a.html", page.encode())
    document = Document("a.html", "a", "", found.text, found.blocks, found.places, lines=False)
    assert led(chunk(document, count_tokens=count, max_tokens=200)) == [
        ([], TO_RETURN),
        ([TO_RETURN], "Write."),
        ([TO_RETURN], "Wait."),
        ([TO_RETURN, "Wait."], "And wait."),
        ([], "Done."),
        ([], "Lamp | Price"),
        (["Lamp | Price"], "Aurora | 12 €"),
        ([], "Plain | table"),
        ([], "Bulb | 1 €"),
    ]


GUARANTEE = "## How long is the guarantee?\n\nTwo years.\n"
SHOP = f"# Shop\n\n## Sending back\n\n{LIST}\n## Prices\n\n{TABLE}\n{GUARANTEE}"


@pytest.mark.parametrize(
    ("question", "leads", "said"),
    [
        ("How heavy may a box for Hermes be?", [TO_RETURN, CARRIER], "Hermes takes 25 kilograms."),
        ("What is the price of the Borealis lamp?", ["Lamp | Price"], "Borealis | 14 €"),
        ("price Corona", ["Lamp | Price"], "Corona | 9 €"),
        ("How long is the guarantee?", ["How long is the guarantee?"], "Two years."),
    ],
)
def test_a_quote_comes_with_its_leads_each_at_its_place(
    question: str, leads: list[str], said: str, libraries: Libraries
) -> None:
    libraries.shared.add([("shop.md", SHOP.encode())], by="ann")

    answer = libraries.shared.ask(question, quotes=1)

    [quote] = answer.quotes
    assert answer.withheld == 0
    assert said in quote.text
    assert [each.text for each in quote.leads] == leads
    assert_stands(quote, SHOP.encode())
    for lead in quote.leads:
        span = lead.citation.span
        assert SHOP[span.start : span.end] == lead.text
        assert lead.citation.first_line == SHOP.count("\n", 0, span.start) + 1
        assert span.end <= quote.citation.span.start


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("How many seats does Starter have?", "Plan: Starter; Seats: 5; Price: 19 EUR"),
        ("How much does the Team plan cost?", "Plan: Team; Seats: 25; Price: 79 EUR"),
        ("price business", "Plan: Business; Seats: 100; Price: 249 EUR"),
    ],
)
def test_a_row_is_quoted_alone_and_the_one_above_speaks_not_for_it(
    question: str, row: str, libraries: Libraries
) -> None:
    rows = b"Plan,Seats,Price\nStarter,5,19 EUR\nTeam,25,79 EUR\nBusiness,100,249 EUR\n"
    libraries.shared.add([("prices.csv", rows)], by="ann")

    assert libraries.shared.ask(question, quotes=1).quotes[0].text == row


def test_sentences_of_two_paragraphs_are_two_quotes(libraries: Libraries) -> None:
    text = "# Care\n\nLamps are dusted once a week.\n\nLamps are washed once a year.\n"
    libraries.shared.add([("care.md", text.encode())], by="ann")

    quotes = libraries.shared.ask("How often are lamps dusted and washed?", quotes=2).quotes

    assert {each.text for each in quotes} == {
        "Lamps are dusted once a week.",
        "Lamps are washed once a year.",
    }


def test_a_lead_in_is_quoted_with_what_it_leads(libraries: Libraries) -> None:
    libraries.shared.add([("shop.md", SHOP.encode())], by="ann")

    [quote] = libraries.shared.ask("How do I return a lamp?", quotes=1).quotes

    assert quote.text == (
        f"{TO_RETURN}\n1. Write to the shop.\n{CARRIER}\nDHL takes 31 kilograms.\n"
        "Hermes takes 25 kilograms.\nNo more.\n3. Wait."
    )
    assert quote.leads == ()
    assert_stands(quote, SHOP.encode())


def test_a_lead_that_no_longer_stands_withholds_the_quote(libraries: Libraries) -> None:
    libraries.shared.add([("shop.md", SHOP.encode())], by="ann")
    with libraries.store.writing() as writer:
        writer.connection.execute(
            "UPDATE passage SET sentences = replace(sentences, 'Lamp | Price', 'Lamp | Prize')"
        )
        writer.mend_checksums()

    answer = libraries.shared.ask("What is the price of the Borealis lamp?", quotes=1)

    assert answer.withheld > 0
    assert not any("Borealis" in each.text for each in answer.quotes)


def test_lists_and_tables_of_restructured_text_have_leads() -> None:
    text = (
        "To return a lamp:\n\n* Write.\n* Wait.\n\n  And wait.\n\nDone.\n\n| a verse\n\n"
        "====  =====\nLamp  Price\n====  =====\nAur   12\n====  =====\n\nEnd.\n"
    )
    found = read_rst("a.rst", text.encode())
    document = Document("a.rst", "a", "", found.text, found.blocks)
    assert led(chunk(document, count_tokens=count, max_tokens=200)) == [
        ([], TO_RETURN),
        ([TO_RETURN], "Write."),
        ([TO_RETURN], "Wait."),
        ([TO_RETURN, "Wait."], "And wait."),
        ([], "Done."),
        ([], "a verse"),
        ([], "Lamp Price"),
        (["Lamp Price"], "Aur 12"),
        ([], "End."),
    ]
