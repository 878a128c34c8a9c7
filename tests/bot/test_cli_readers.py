"""A PDF through the terminal: what would be read, a quote with its page, the page's picture."""

from __future__ import annotations

import io
import json
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from tests.bot.conftest import forget_settings
from tests.bot.scripted import Done, footnote
from tests.made.pdf import Print, make_pdf

MADE = make_pdf(Print(columns=2, heads=True, roman=2)).data
HEADS = "8 lines with running heads, feet or page numbers are not quoted."
OIL = b"# Oil\n\nLamp oil is stored in tin cans below the stairs.\n"
QUESTION = "How heavy may chandeliers be?"
QUESTIONS = "\n".join(
    json.dumps(each)
    for each in (
        {"question": QUESTION, "answers": ["48 kilograms"], "document": "shop.pdf"},
        {"question": "Who composed the Moonlight Sonata?", "answers": []},
    )
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the PDF, and a data folder that holds it."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "shop.pdf").write_bytes(MADE)
    with pytest.MonkeyPatch.context() as patch:
        forget_settings(patch)
        patch.chdir(folder)
        assert footnote("--data", "data", "add", "shop.pdf") == Done(
            0, f"added    shop.pdf\nnote     shop.pdf: {HEADS}\n1 added.\n", ""
        )
    return folder


@pytest.fixture
def here(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    forget_settings(monkeypatch)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(filled)
    return filled


def test_a_dry_run_says_what_would_be_read(here: Path) -> None:
    (here / "copy.pdf").write_bytes(MADE)
    assert footnote("--data", "data", "add", "--check", "shop.pdf", "copy.pdf") == Done(
        0,
        "copy.pdf: would be added\n"
        "  title      copy\n"
        "  found      4 pages, 6 headings, 5 passages, 36 sentences\n"
        "  duplicate  of shop.pdf\n"
        f"  note       {HEADS}\n"
        "shop.pdf: is there already, the same\n"
        "  title      shop\n"
        "  found      4 pages, 6 headings, 5 passages, 36 sentences\n"
        f"  note       {HEADS}\n",
        "",
    )
    listed = json.loads(footnote("--data", "data", "list", "--json").out)
    assert [each["source"] for each in listed["documents"]] == ["shop.pdf"]


def test_a_dry_run_counts_tables_where_a_file_tells_them(here: Path, tmp_path: Path) -> None:
    table = tmp_path / "prices.md"
    table.write_text("# Prices\n\n| Lamp | Price |\n| --- | --- |\n| Aurora | 12 euros |\n")
    assert footnote("--data", "data", "add", "--check", str(table)) == Done(
        0,
        "prices.md: would be added\n"
        "  title      Prices\n"
        "  found      1 heading, 1 table, 1 passage, 2 sentences\n",
        "",
    )


def test_a_dry_run_says_what_would_be_refused(here: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "plan.txt"
    wrong.write_bytes(MADE)
    done = footnote("--data", "data", "add", "--check", "--json", str(wrong))
    reason = "“plan.txt” is not plain text but a PDF. Rename it to plan.pdf and add it again."
    assert (done.code, json.loads(done.out)) == (
        3,
        {
            "files": [
                {
                    "source": "plan.txt",
                    "state": "refused",
                    "title": "",
                    "places": {},
                    "sections": 0,
                    "tables": None,
                    "passages": 0,
                    "sentences": 0,
                    "same_as": [],
                    "notes": [reason],
                    "near": [],
                }
            ]
        },
    )


def test_a_quote_of_a_pdf_names_its_page_and_the_page_can_be_saved(
    here: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "page.png"
    done = footnote("--data", "data", "ask", QUESTION, "--json", "--page-image", str(picture))
    assert (done.code, done.err) == (0, f"footnote: The page is in {picture}.\n")
    quote = json.loads(done.out)["quotes"][0]
    del quote["score"]
    assert quote == {
        "text": "Mr. Dvořák rewires chandeliers that weigh up to 48 kilograms.",
        "marked": [[48, 50]],
        "source": "shop.pdf",
        "title": "shop",
        "section": ["The Lamp Shop Handbook", "Lamps We Repair"],
        "page": 3,
        "page_label": "1",
        "places": [{"kind": "page", "first": 3, "last": 3, "first_label": "1", "last_label": "1"}],
        "first_line": None,
        "last_line": None,
        "start": quote["start"],
        "end": quote["end"],
        "fingerprint": sha256(MADE).hexdigest(),
        "origin": None,
        "leads": [],
        "also": [],
    }
    assert Image.open(io.BytesIO(picture.read_bytes())).size == (642, 642)


def test_a_text_has_no_page_to_save(here: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The oldest pear tree was planted in 1742.\n")
    data = str(tmp_path / "data")
    assert footnote("--data", data, "add", str(tmp_path / "a.txt")).code == 0
    done = footnote("--data", data, "ask", "When was the pear tree planted?", "--page-image", "p")
    assert (done.code, done.err) == (
        3,
        "footnote: The first quote is not from a PDF, so there is no page to save.\n",
    )


def test_an_evaluation_counts_what_was_found_and_declined(here: Path) -> None:
    (here / "questions.jsonl").write_text(QUESTIONS)
    done = footnote("--data", "data", "evaluate", "--json", "questions.jsonl")
    measures = json.loads(done.out)
    del measures["median_ms"]
    del measures["reliability"], measures["calibration_error"], measures["marked_f1"]
    marked = measures["questions"][0]["marked_f1"]
    one = {"value": 1.0, "interval": [0.2065, 1.0], "hits": 1, "total": 1}
    nothing = {"value": None, "interval": None, "total": 0}
    assert measures == {
        "hit_at_1": one,
        "hit_at_3": one,
        "hit_at_5": one,
        "mrr_at_10": {"value": 1.0, "interval": [1.0, 1.0], "total": 1},
        "quote_at_1": one,
        "quote_at_3": one,
        "marked_exact": measures["marked_exact"],
        "separation": measures["separation"],
        "adversarial_separation": nothing,
        "answered": one,
        "declined": one,
        "declined_foreign": nothing,
        "declined_adversarial": nothing,
        "questions": [
            {
                "id": "1",
                "kind": "own",
                "question": QUESTION,
                "answered": True,
                "evidence": measures["questions"][0]["evidence"],
                "confidence": measures["questions"][0]["confidence"],
                "rank": 1,
                "passage_rank": 1,
                "marked_f1": marked,
            },
            {
                "id": "2",
                "kind": "other",
                "question": "Who composed the Moonlight Sonata?",
                "answered": False,
                "evidence": measures["questions"][1]["evidence"],
                "confidence": measures["questions"][1]["confidence"],
                "rank": None,
                "passage_rank": None,
                "marked_f1": None,
            },
        ],
    }
    seen = footnote("--data", "data", "evaluate", "questions.jsonl").out.splitlines()
    assert [line.split("  ")[0] for line in seen[:8]] == [
        "measure",
        "first passage holds the answer",
        "one of the first three passages does",
        "one of the first five passages does",
        "mean reciprocal rank, first ten",
        "first quote holds the answer",
        "one of the first three does",
        "marked words of the first quote, F1",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes: line 1 column 2"),
        ('{"question": 3}', 'needs an object with "question" (text) and "answers"'),
    ],
)
def test_a_line_that_is_no_question_is_named(here: Path, line: str, message: str) -> None:
    (here / "wrong.jsonl").write_text(f"\n{line}\n")
    done = footnote("--data", "data", "evaluate", "wrong.jsonl")
    assert done.code == 3
    assert done.err.startswith(f"footnote: wrong.jsonl, line 2: {message}")


@pytest.mark.parametrize("arguments", [(), ("questions.jsonl", "--from-feedback")])
def test_a_file_or_the_feedback_is_evaluated(here: Path, arguments: tuple[str, ...]) -> None:
    done = footnote("--data", "data", "evaluate", *arguments)
    assert done.code == 2
    assert "Give either a file of questions or --from-feedback." in done.err


def test_without_feedback_there_is_nothing_to_evaluate(here: Path) -> None:
    (here / "a.txt").write_text("The lamp is lit.")
    footnote("--data", "data", "add", "a.txt")
    assert footnote("--data", "data", "evaluate", "--from-feedback") == Done(
        3,
        "",
        "footnote: No answer of the library shared was marked Helpful yet. The buttons below an "
        "answer on Discord do that; until then give a file of questions.\n",
    )


def test_addresses_are_refused_unless_allowed(here: Path) -> None:
    assert footnote("--data", "data", "add", "https://example.org/a.md") == Done(
        3,
        "",
        "footnote: Addresses of the web are not allowed. "
        "Set FOOTNOTE_ALLOW_URLS=true to add them.\n",
    )


def test_a_page_is_cited_with_its_address(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_ALLOW_URLS", "true")
    monkeypatch.setattr("bot.fetch.fetch", lambda url, limits: ("oil.md", OIL))
    data = str(tmp_path / "data")
    url = "https://lamps.example/oil.md"
    assert footnote("--data", data, "add", f"{url}#key=secret") == Done(
        0, "added    oil.md\n1 added.\n", ""
    )
    asked = footnote("--data", data, "ask", "How is lamp oil stored?")
    assert asked.out.split("\n\n")[0].splitlines()[-3:] == [
        "Oil · line 3",
        "oil.md",
        url,
    ]
    answer = json.loads(footnote("--data", data, "ask", "--json", "How is lamp oil stored?").out)
    assert [each["origin"] for each in answer["quotes"]] == [url]
