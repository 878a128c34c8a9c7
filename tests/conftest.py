"""The real engine on made-up documents. Its model is loaded once for all tests."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from index.embed import BUILT_IN, Encoder, model_folder
from index.libraries import Libraries
from index.store import Store
from index.types import Answer, Quote

# Line ends of Windows, dashes, curly quotes, marks of Markdown, a mention, a broken line.
HANDBOOK = (
    "# Lamp shop handbook\r\n"
    "\r\n"
    "## Returns\r\n"
    "\r\n"
    "A lamp may be returned within **thirty\r\n"
    "days** of delivery, “in its box”. The customer pays for the parcel.\r\n"
    "\r\n"
    "## Repairs\r\n"
    "\r\n"
    "Tell @everyone: broken lamps are repaired *free* of charge for two years – after that,\r\n"
    "a repair costs 12.50 euros.\r\n"
    "\r\n"
    "## Opening hours\r\n"
    "\r\n"
    "The shop opens at nine in the morning and closes at six in the evening.\r\n"
).encode()
# Text as it is copied out of a PDF: words broken over lines, a ligature.
GARDEN = (
    "The Walled Garden\n"
    "\n"
    "The oldest pear tree in the garden was plan-\n"
    "ted in 1742 by the gardener Ambrose Tull. It is wa-\n"
    "tered twice a week in summer.\n"
    "\n"
    "Visitors may not pick the ﬁgs. The gate is locked at sunset, and the key hangs in the\n"
    "porter's lodge.\n"
).encode()
RETURNS = "How long may a customer keep a lamp before sending it back?"
RETURNS_QUOTE = "A lamp may be returned within thirty days of delivery, “in its box”."
PEAR = "Who planted the oldest pear tree?"
PEAR_QUOTE = "The oldest pear tree in the garden was planted in 1742 by the gardener Ambrose Tull."
MAX_FILE_BYTES = 1 << 20

OpenLibraries = Callable[..., Libraries]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The built-in model."""
    return Encoder(BUILT_IN)


@pytest.fixture(scope="session")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of the same weights that takes its first token's vector instead of the mean."""
    from sentence_transformers import SentenceTransformer

    folder = tmp_path_factory.mktemp("models") / "first-token"
    transformer: Any
    pooling: Any
    transformer, pooling, _ = SentenceTransformer(str(model_folder(BUILT_IN)), device="cpu")
    first_token = type(pooling)(transformer.get_embedding_dimension(), pooling_mode="cls")
    changed = SentenceTransformer(modules=[transformer, first_token], device="cpu")
    changed.save_pretrained(str(folder))
    return folder


@pytest.fixture(scope="session")
def other_encoder(other_model: Path) -> Encoder:
    """A model whose vectors mean something else than the built-in's."""
    return Encoder(str(other_model))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where the data folder of a test lies, which need not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def open_libraries(data: Path, encoder: Encoder) -> Iterator[OpenLibraries]:
    """Opens the data folder as another process would, with an encoder that is loaded already."""
    with ExitStack() as opened:

        def open_them(encoder: Encoder = encoder, min_evidence: float = 0.0) -> Libraries:
            return opened.enter_context(
                Libraries(
                    Store(data),
                    encoder,
                    min_evidence=min_evidence,
                    max_file_bytes=MAX_FILE_BYTES,
                )
            )

        yield open_them


@pytest.fixture
def libraries(open_libraries: OpenLibraries) -> Libraries:
    """Empty libraries that answer however unsure they are."""
    return open_libraries()


def shown(answer: Answer) -> tuple[Quote, ...]:
    """All quotes of an answer, whether they are an answer or an offer."""
    return answer.quotes + answer.nearest


def assert_stands(quote: Quote, data: bytes) -> None:
    """Compare a quote with the file, here decoded and counted in a way of its own."""
    citation = quote.citation
    assert citation.fingerprint == sha256(data).hexdigest()
    text = data.decode("utf-8-sig")
    span = citation.span
    assert 0 <= span.start < span.end <= len(text)
    assert letters(quote.text) == letters(text[span.start : span.end])
    ends = [len("\n".join(text.split("\n")[:count])) for count in range(1, text.count("\n") + 2)]
    assert citation.first_line == next(n for n, end in enumerate(ends, 1) if span.start <= end)
    assert citation.last_line == next(n for n, end in enumerate(ends, 1) if span.end - 1 <= end)
    assert quote.marked
    for mark in quote.marked:
        assert 0 <= mark.start < mark.end <= len(quote.text)
    assert json.loads(json.dumps(asdict(quote)))["text"] == quote.text


def assert_all_stand(answer: Answer, files: dict[str, bytes]) -> None:
    """Compare each quote of an answer with the file of its source."""
    for quote in shown(answer):
        assert_stands(quote, files[quote.citation.source])


def letters(text: str) -> str:
    """The letters and digits of a text, ligatures unfolded."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
