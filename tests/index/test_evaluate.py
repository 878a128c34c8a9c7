"""Evaluation: SQuAD's form to documents and places, figures by hand, the same run twice."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.render.curves import curves
from index.errors import UnreadableError
from index.evaluate import evaluate, read_question_set
from index.evaluate.figures import Bin, Share, calibration_error, reliability, separation
from index.evaluate.measure import overlap
from index.types import Citation, Quote, Span

LAMP = "The lamp of Brno was lit in 1742. It burns linseed oil."
SHIP = "The ship Aurora carries forty sailors and two cats."
PEAR = "The pear tree was planted by Ambrose Tull."


def squad() -> dict[str, object]:
    def asked(name: str, question: str, context: str, answer: str) -> dict[str, object]:
        answers = [{"text": answer, "answer_start": context.index(answer)}] if answer else []
        return {"id": name, "question": question, "answers": answers, "is_impossible": not answer}

    return {
        "data": [
            {
                "title": "Brno lamp",
                "paragraphs": [
                    {
                        "context": LAMP,
                        "qas": [
                            asked("1", "When was the lamp of Brno lit?", LAMP, "1742"),
                            asked("2", "Who stole the lamp of Brno?", LAMP, ""),
                        ],
                    },
                    {
                        "context": PEAR,
                        "qas": [asked("3", "Who planted the pear tree?", PEAR, "Ambrose Tull")],
                    },
                ],
            },
            {
                "title": "Brno/lamp",
                "paragraphs": [
                    {
                        "context": SHIP,
                        "qas": [
                            asked("4", "How many sailors does the Aurora carry?", SHIP, "forty")
                        ],
                    }
                ],
            },
        ]
    }


@pytest.fixture(params=["a.json", "a.json.gz"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file: Path = tmp_path / request.param
    data = json.dumps(squad()).encode()
    file.write_bytes(gzip.compress(data) if file.suffix == ".gz" else data)
    return file


def test_each_article_is_a_document_and_each_answer_has_its_place(path: Path) -> None:
    found = read_question_set(path)

    assert found.documents == (
        ("Brno_lamp.txt", f"{LAMP}\n\n{PEAR}".encode()),
        ("Brno_lamp_2.txt", SHIP.encode()),
    )
    assert [(each.id, each.kind, each.document, each.spans) for each in found.questions] == [
        ("1", "", "Brno_lamp.txt", (Span(28, 32),)),
        ("2", "adversarial", "Brno_lamp.txt", ()),
        ("3", "", "Brno_lamp.txt", (Span(86, 98),)),
        ("4", "", "Brno_lamp_2.txt", (Span(24, 29),)),
    ]
    assert [each.answers for each in found.questions] == [
        ("1742",),
        (),
        ("Ambrose Tull",),
        ("forty",),
    ]


def test_version_1_1_of_the_form_does_not_say_what_is_impossible(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(
        json.dumps(squad()).replace(', "is_impossible": false', "").replace('"2.0"', '"1.1"')
    )

    assert "is_impossible" in file.read_text()  # the adversarial one's alone
    assert [each.kind for each in read_question_set(file).questions] == ["", "adversarial", "", ""]


def test_lines_may_be_packed_too(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(gzip.compress(b'{"question": "Who?", "answers": ["Ann"], "document": "a.md"}'))

    [question] = read_question_set(file).questions
    assert (question.question, question.answers, question.document) == ("Who?", ("Ann",), "a.md")


@pytest.mark.parametrize("text", ["[]", "{", '{"data": [{"title": "a"}]}'])
def test_what_is_not_of_the_form_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    file.write_text(text)

    with pytest.raises(UnreadableError, match="are not in SQuAD's form"):
        read_question_set(file)


def test_the_same_run_twice_gives_the_same_figures(path: Path, tmp_path: Path) -> None:
    runs = [
        evaluate(
            read_question_set(path),
            model="all-MiniLM-L6-v2",
            reader="off",
            min_evidence=0.28,
            cache=tmp_path / "cache",
        )
        for _ in range(2)
    ]

    one, other = (replace(each, median_ms=0, outcomes=()) for each in runs)
    assert one == other
    assert [each.kind for each in runs[0].outcomes] == ["own"] * 3 + ["adversarial"] + [
        "foreign"
    ] * 3
    assert (one.hit_at_1, one.quote_at_1) == (Share(3, 3), Share(3, 3))
    assert one.marked_exact == Share(3, 3)
    assert one.declined_foreign == Share(3, 3)
    drawn = curves(runs[0], 0.28)
    assert sorted(drawn) == ["recall.svg", "reliability.svg", "silence.svg"]
    assert {each.splitlines()[-1] for each in drawn.values()} == {"</svg>"}


def test_with_a_sample_fewer_are_asked(path: Path, tmp_path: Path) -> None:
    measures = evaluate(
        read_question_set(path),
        model="all-MiniLM-L6-v2",
        reader="off",
        min_evidence=0.28,
        sample=1,
    )

    assert [each.kind for each in measures.outcomes] == ["own", "adversarial", "foreign"]


def test_figures_are_those_reckoned_by_hand() -> None:
    found = separation([0.9, 0.5, 0.5], [0.5, 0.1])
    assert found is not None
    assert found.value == pytest.approx((2 + 1.5 + 1.5) / 6)
    bins = reliability([0.25, 0.25, 0.95, 1.0], [False, True, True, True])
    assert bins == [
        Bin(0.2, 0.3, 0.25, Share(1, 2)),
        Bin(0.9, 1.0, 0.975, Share(2, 2)),
    ]
    assert calibration_error(bins) == pytest.approx((0.25 * 2 + 0.025 * 2) / 4)


def test_marked_words_are_compared_as_squad_does() -> None:
    citation = Citation("a", "a", (), None, None, 1, 1, Span(0, 9), "")
    quote = Quote("It was the Old Mill, then.", (Span(7, 19),), citation, 1.0)

    assert overlap(quote, ["old mill"]) == (1.0, True)
    assert overlap(quote, ["mill of Brno", "none"]) == (0.4, False)
