"""The documents as they were given, packed into zip archives."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from bot.render.exports import Left

_NAME_ROOM = 256  # bytes that an entry takes beside its bytes and twice its name
_END_ROOM = 1024


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip archive, and how many documents are in it."""

    data: bytes
    documents: int


def archives(
    originals: Iterable[tuple[str, bytes | None]], limit: int, left: Left
) -> Iterator[Archive]:
    """As few archives of at most `limit` bytes as hold the documents, in order.

    What is in none of them is put down in `left`.
    """
    draft = _Draft()
    for source, data in originals:
        if data is None:
            left.damaged.append(source)
            continue
        room = _room(source, data)
        if room + _END_ROOM > limit:
            alone = _Draft()
            alone.add(source, data)
            archive = alone.close()
            if len(archive.data) <= limit:
                yield archive
            else:
                left.large.append(source)
            continue
        if draft.room + room + _END_ROOM > limit:
            yield draft.close()
            draft = _Draft()
        draft.add(source, data)
    if draft.documents:
        yield draft.close()


def export_to(
    file: Path, originals: Iterable[tuple[str, bytes | None]]
) -> tuple[int, tuple[str, ...]]:
    """Write one archive of all documents; how many are in it, and which were damaged.

    Raises:
        OSError: the file is there already, or can't be written.
    """
    count = 0
    damaged = []
    with zipfile.ZipFile(file, "x", zipfile.ZIP_DEFLATED) as archive:
        for source, data in originals:
            if data is None:
                damaged.append(source)
            else:
                archive.writestr(_inside(source), data)
                count += 1
    return count, tuple(damaged)


def _room(source: str, data: bytes) -> int:
    """At most so many bytes of an archive a document takes: packing may add a little."""
    return len(data) + len(data) // 1000 + 2 * len(source.encode()) + _NAME_ROOM


class _Draft:
    """An archive that is being made."""

    def __init__(self) -> None:
        self.documents = 0
        self.room = 0
        self._bytes = BytesIO()
        self._zip = zipfile.ZipFile(self._bytes, "w", zipfile.ZIP_DEFLATED)

    def add(self, source: str, data: bytes) -> None:
        self._zip.writestr(_inside(source), data)
        self.documents += 1
        self.room += _room(source, data)

    def close(self) -> Archive:
        self._zip.close()
        return Archive(self._bytes.getvalue(), self.documents)


def _inside(source: str) -> str:
    """The name of a document in an archive: nothing in it leads out of where that is unpacked."""
    parts = [part for part in PurePosixPath(source.replace("\\", "/")).parts if part.strip("./")]
    return "/".join(parts) or "document"
