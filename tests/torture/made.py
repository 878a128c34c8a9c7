"""Small documents whose words tell which version they are, and what must hold of a library."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from index.doctor import examine
from index.libraries import Libraries
from index.types import OPERATOR, Answer, Severity
from tests.conftest import assert_stands, shown

NAMES = ("ferry.md", "garden.txt", "kitchen.md", "lighthouse.txt", "museum.md", "workshop.txt")
VERSIONS = 4


def content(name: str, version: int) -> bytes:
    """A document of a few sentences, no two alike."""
    place = name.partition(".")[0]
    return (
        f"# The {place}\n\n"
        f"The {place} opens at {7 + version} in the morning. "
        f"Its keeper is called Ada number {version}.\n\n"
        f"Visitors of the {place} pay {3 * version + 2} euros, and children pay nothing.\n"
    ).encode()


KNOWN = {
    sha256(content(name, version)).hexdigest(): content(name, version)
    for name in NAMES
    for version in range(VERSIONS)
}
QUESTIONS = tuple(f"When does the {name.partition('.')[0]} open?" for name in NAMES)


def held(libraries: Libraries) -> dict[str, str]:
    """For each document of the shared library the fingerprint of its version."""
    return {each.source: each.fingerprint for each in libraries.shared.documents(OPERATOR)}


def assert_right(answer: Answer, state: dict[str, str]) -> None:
    """Every quote stands in the version that the library holds."""
    for quote in shown(answer):
        assert quote.citation.fingerprint == state[quote.citation.source]
        assert_stands(quote, KNOWN[quote.citation.fingerprint])


def damages(libraries: Libraries) -> list[str]:
    """What a thorough examination finds damaged."""
    return [
        each.what
        for each in examine(libraries.store, libraries.encoder, deep=True)
        if each.severity is Severity.DAMAGE
    ]


def files_of(folder: Path, *parts: str) -> list[Path]:
    """The files below some folders of a data folder."""
    return sorted(path for part in parts for path in (folder / part).rglob("*") if path.is_file())
