"""Values in, the objects that `--json` prints out."""

from __future__ import annotations

import json

from bot.render.json import answer_to_dict, changes_to_dict, documents_to_dict, status_to_dict
from index.types import (
    Answer,
    Changes,
    Citation,
    DocumentInfo,
    ModelName,
    Quote,
    ReadAs,
    ReadKind,
    Refusal,
    Span,
    Status,
)

PDF = Quote(
    text="A “lamp” may be returned.\n\x1b[31mÄ",
    marked=(Span(2, 8), Span(9, 12)),
    citation=Citation(
        source="shop/handbook.pdf",
        title="Handbook",
        section=("Returns", "Lamps"),
        page=4,
        page_label="iv",
        first_line=12,
        last_line=13,
        span=Span(100, 170),
        fingerprint="ab" * 32,
    ),
    score=1.25,
)
TEXT = Quote(
    text="No.",
    marked=(),
    citation=Citation("a.txt", "a", (), None, None, None, None, Span(0, 3), "cd" * 32),
    score=0.0,
)
PDF_OBJECT = {
    "text": "A “lamp” may be returned.\n\x1b[31mÄ",
    "marked": [[2, 8], [9, 12]],
    "source": "shop/handbook.pdf",
    "title": "Handbook",
    "section": ["Returns", "Lamps"],
    "page": 4,
    "page_label": "iv",
    "places": [],
    "first_line": 12,
    "last_line": 13,
    "start": 100,
    "end": 170,
    "fingerprint": "ab" * 32,
    "origin": None,
    "score": 1.25,
    "leads": [],
    "also": [],
}
TEXT_OBJECT: dict[str, object] = {
    "text": "No.",
    "marked": [],
    "source": "a.txt",
    "title": "a",
    "section": [],
    "page": None,
    "page_label": None,
    "places": [],
    "first_line": None,
    "last_line": None,
    "start": 0,
    "end": 3,
    "fingerprint": "cd" * 32,
    "origin": None,
    "score": 0.0,
    "leads": [],
    "also": [],
}


def test_an_answer_is_written_exactly() -> None:
    answer = Answer("Why?", (PDF, TEXT), (), 0.75, evidence=0.625, withheld=1)
    exact = answer_to_dict(answer)
    assert exact == {
        "id": "",
        "question": "Why?",
        "answered": True,
        "evidence": 0.625,
        "confidence": 0.75,
        "by_words": False,
        "quotes": [PDF_OBJECT, TEXT_OBJECT],
        "nearest": [],
        "differences": [],
        "read_as": [],
    }
    assert list(exact) == [
        *(
            "id",
            "question",
            "answered",
            "evidence",
            "confidence",
            "by_words",
            "quotes",
            "nearest",
            "differences",
            "read_as",
        )
    ]
    assert json.loads(json.dumps(exact)) == exact


def test_a_declined_answer_has_the_nearest_passages() -> None:
    assert answer_to_dict(Answer("Why?", (), (TEXT,), 0.1)) == {
        "id": "",
        "question": "Why?",
        "answered": False,
        "evidence": 0.0,
        "confidence": 0.1,
        "by_words": False,
        "quotes": [],
        "nearest": [TEXT_OBJECT],
        "differences": [],
        "read_as": [],
    }


def test_changes_are_written_exactly() -> None:
    changes = Changes(
        added=("a.txt",),
        changed=("b.txt",),
        removed=("c.txt",),
        unchanged=("d.txt", "e.txt"),
        refused=(Refusal("f.png", "“f.png” is a picture."),),
        passages=7,
        embedded=6,
        passages_of={"a.txt": 7},
    )
    assert json.loads(json.dumps(changes_to_dict(changes))) == {
        "added": ["a.txt"],
        "changed": ["b.txt"],
        "removed": ["c.txt"],
        "unchanged": ["d.txt", "e.txt"],
        "refused": [{"source": "f.png", "reason": "“f.png” is a picture."}],
        "notes": [],
        "passages": 7,
        "embedded": 6,
        "passages_of": {"a.txt": 7},
    }


def test_documents_are_written_exactly() -> None:
    document = DocumentInfo("a.txt", "A", "ab" * 32, 5, 1, 2, 1.5, shared=True)
    assert documents_to_dict([document]) == {
        "documents": [
            {
                "source": "a.txt",
                "title": "A",
                "fingerprint": "ab" * 32,
                "size": 5,
                "passages": 1,
                "lines": 2,
                "added": 1.5,
                "shared": True,
                "limits": {"channels": [], "roles": []},
            }
        ]
    }
    assert documents_to_dict([]) == {"documents": []}


def test_the_status_is_written_exactly() -> None:
    model = ModelName("small", "ef" * 32, 384)
    assert status_to_dict(Status("shared", 1, 2, 3, 4, model, 5.5)) == {
        "library": "shared",
        "documents": 1,
        "passages": 2,
        "sentences": 3,
        "generation": 4,
        "model": {"name": "small", "fingerprint": "ef" * 32, "dimension": 384},
        "updated": 5.5,
    }
    assert status_to_dict(Status("shared", 0, 0, 0, 0, None, None)) == {
        "library": "shared",
        "documents": 0,
        "passages": 0,
        "sentences": 0,
        "generation": 0,
        "model": None,
        "updated": None,
    }


def test_how_a_question_was_read_is_written_exactly() -> None:
    read_as = (ReadAs(ReadKind.SPELLING, "lmap", "lamp"),)
    assert answer_to_dict(Answer("lmap?", (), (), 0.1, read_as=read_as))["read_as"] == [
        {"kind": "spelling", "said": "lmap", "meant": "lamp"}
    ]
