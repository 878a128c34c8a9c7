"""Documents that say the same, say otherwise, or are versions of one another."""

from __future__ import annotations

import pytest

from index.libraries import Libraries
from index.types import OPERATOR, STRANGER, Answer, DateSource, DocumentDate, Edition, Limits, Quote
from tests.conftest import assert_all_stand

HANDBOOK = """# Lamp shop handbook {year}

## Returns

A lamp may be returned within {days} days of delivery. The customer pays for the parcel.
{more}
## Repairs

Broken lamps are repaired free of charge for two years. After that a repair costs 12.50 euros.
The workshop is behind the shop and opens on weekdays.

## Opening hours

The shop opens at nine in the morning and closes at six in the evening.
"""
CRACKS = "\nLamps with a crack are taken back at any time, whoever broke them.\n"
OLD = HANDBOOK.format(year=2023, days="fourteen", more="").encode()
NEW = HANDBOOK.format(year=2024, days="thirty", more=CRACKS).encode()
QUESTIONS = (
    b"# Questions\n\nLast updated: 3 May 2022\n\n"
    b"## Opening\n\nThe shop opens at nine in the morning and closes at 6 in the evening.\n\n"
    b"## Returns\n\nA lamp may be returned within 7 days of delivery.\n"
)
FILES = {"handbook-2023.md": OLD, "handbook-2024.md": NEW, "questions.md": QUESTIONS}
RETURNED = "How long may a lamp be returned?"


def ask(libraries: Libraries, question: str, files: dict[str, bytes], quotes: int = 3) -> Answer:
    libraries.shared.add(list(files.items()), by="ann")
    answer = libraries.shared.ask(question, quotes=quotes, viewer=OPERATOR)
    assert_all_stand(answer, files)
    assert answer.withheld == 0
    return answer


def first_sentences(answer: Answer) -> list[tuple[str, str]]:
    return [
        (each.citation.source, each.text.split(". ")[0].removesuffix(".")) for each in answer.quotes
    ]


def named(value: str) -> DocumentDate:
    return DocumentDate(value, DateSource.NAME)


def also(quote: Quote) -> list[tuple[str, int | None]]:
    return [(each.source, each.first_line) for each in quote.also]


def test_what_several_documents_say_is_quoted_once(libraries: Libraries) -> None:
    answer = ask(libraries, "When does the shop open?", FILES)

    first = answer.quotes[0]
    places = [(first.citation.source, first.citation.first_line), *also(first)]
    assert sorted(places) == [
        ("handbook-2023.md", 14),
        ("handbook-2024.md", 16),
        ("questions.md", 7),
    ]
    assert not any("shop opens" in each.text for each in answer.quotes[1:])
    assert answer.differences == ()


def test_what_documents_say_otherwise_is_quoted_newest_first(libraries: Libraries) -> None:
    answer = ask(libraries, RETURNED, FILES)

    assert first_sentences(answer) == [
        ("handbook-2024.md", "A lamp may be returned within thirty days of delivery"),
        ("handbook-2023.md", "A lamp may be returned within fourteen days of delivery"),
        ("questions.md", "A lamp may be returned within 7 days of delivery"),
    ]
    [difference] = answer.differences
    assert (difference.values, difference.ordered) == (True, True)
    assert difference.editions == (
        Edition(0, named("2024")),
        Edition(1, named("2023")),
        Edition(2, DocumentDate("2022-05-03", DateSource.TEXT)),
    )


def test_both_are_quoted_even_if_one_quote_is_wanted(libraries: Libraries) -> None:
    answer = ask(libraries, RETURNED, {each: FILES[each] for each in list(FILES)[:2]}, quotes=1)

    assert [each.citation.source for each in answer.quotes] == [
        "handbook-2024.md",
        "handbook-2023.md",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "May a lamp be returned within 14 days of delivery?",
        "How long may a lamp be returned by the handbook of 2023?",
    ],
)
def test_a_question_that_chooses_gets_no_alarm(question: str, libraries: Libraries) -> None:
    files = {"handbook-2023.md": OLD.replace(b"fourteen", b"14"), "handbook-2024.md": NEW}

    assert ask(libraries, question, files).differences == ()


def test_the_day_of_adding_counts_where_nothing_else_is_known(libraries: Libraries) -> None:
    files = {"a.md": QUESTIONS.replace(b"Last updated: 3 May 2022", b"Ask away.")}
    files["b.md"] = files["a.md"].replace(b"7 days", b"9 days")
    libraries.shared.add(list(files.items()), by="ann")
    with libraries.store.writing() as writer:
        writer.connection.execute("UPDATE version SET added = 86400 * 365 * document_id")
        writer.mend_checksums()

    answer = libraries.shared.ask(RETURNED)

    [difference] = answer.differences
    assert (difference.values, difference.ordered) == (True, True)
    assert [each.citation.source for each in answer.quotes[:2]] == ["b.md", "a.md"]
    assert difference.editions == (
        Edition(0, DocumentDate("1972-01-01", DateSource.ADDED)),
        Edition(1, DocumentDate("1971-01-01", DateSource.ADDED)),
    )


def test_documents_of_one_day_are_not_put_in_order(libraries: Libraries) -> None:
    files = {"a.md": QUESTIONS.replace(b"Last updated: 3 May 2022", b"Ask away.")}
    files["b.md"] = files["a.md"].replace(b"7 days", b"9 days")

    [difference] = ask(libraries, RETURNED, files).differences

    assert (difference.values, difference.ordered) == (True, False)
    assert {each.quote: each.date for each in difference.editions} == {0: None, 1: None}


def test_versions_in_other_words_stand_side_by_side(libraries: Libraries) -> None:
    old = OLD.replace(
        b"A lamp may be returned within fourteen days of delivery.",
        b"Customers may bring back a lamp for two weeks after they got it.",
    )
    files = {"handbook v1.md": old, "handbook v2.md": NEW}

    answer = ask(libraries, "For how long may customers bring a lamp back after delivery?", files)

    [difference] = answer.differences
    assert (difference.values, difference.ordered) == (False, True)
    assert [each.version for each in difference.editions] == ["v2", "v1"]
    both = [answer.quotes[each.quote].citation.source for each in difference.editions]
    assert both == ["handbook v2.md", "handbook v1.md"]


def test_what_may_not_be_seen_is_neither_another_place_nor_a_difference(
    libraries: Libraries,
) -> None:
    libraries.shared.add(list(FILES.items()), by="ann")
    for source in ("handbook-2023.md", "questions.md"):
        libraries.shared.limit(source, Limits(channels=frozenset({7})), by="ann")

    for question in (RETURNED, "When does the shop open?"):
        answer = libraries.shared.ask(question)
        assert {each.citation.source for each in answer.quotes} == {"handbook-2024.md"}
        assert [each.also for each in answer.quotes] == [()] * len(answer.quotes)
        assert answer.differences == ()


def test_another_place_that_no_longer_stands_is_withheld(libraries: Libraries) -> None:
    libraries.shared.add(list(FILES.items()), by="ann")
    with libraries.store.writing() as writer:
        writer.connection.execute(
            "UPDATE passage SET text = replace(text, 'nine in', 'nine  in') WHERE reading_id = "
            "(SELECT reading_id FROM document WHERE source = 'handbook-2023.md')"
        )
        writer.connection.execute(
            "UPDATE passage SET text = replace(text, 'evening', 'evenong') WHERE reading_id = "
            "(SELECT reading_id FROM document WHERE source = 'handbook-2023.md')"
        )
        writer.mend_checksums()

    answer = libraries.shared.ask("When does the shop open?", quotes=1)

    [first] = answer.quotes
    places = {first.citation.source, *(each.source for each in first.also)}
    assert places == {"handbook-2024.md", "questions.md"}
    assert answer.withheld == 1


def test_what_was_limited_or_purged_since_leaves_kept_answers(libraries: Libraries) -> None:
    libraries.shared.add(list(FILES.items()), by="ann")
    opens = libraries.shared.ask("When does the shop open?", who="ann")
    returned = libraries.shared.ask(RETURNED, who="ann")
    kept = libraries.shared.kept
    assert kept.answered(opens.id, STRANGER).answer == opens
    assert kept.answered(returned.id, STRANGER).answer == returned

    libraries.shared.limit("handbook-2023.md", Limits(channels=frozenset({7})), by="ann")

    [first, *_] = kept.answered(opens.id, STRANGER).answer.quotes
    assert "handbook-2023.md" not in {each.source for each in first.also}
    [difference] = kept.answered(returned.id, STRANGER).answer.differences
    assert difference.editions == (
        Edition(0, named("2024")),
        Edition(1, DocumentDate("2022-05-03", DateSource.TEXT)),
    )
    assert kept.answered(returned.id, OPERATOR).answer == returned

    libraries.shared.remove("questions.md", by="ann", purge=True)

    assert kept.answered(returned.id, STRANGER).answer.differences == ()
    with libraries.store.reading() as reader:
        rows = reader.rows("quoted", "answer_id = ?", (opens.id,))
    assert not any("Questions" in row[7] for row in rows)
