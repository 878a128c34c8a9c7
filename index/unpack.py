"""A zip archive of documents → their names and bytes. Pure: nothing is written to disk.

What an archive says about itself isn't believed. A file in it is unpacked only up to the size that
was declared and found acceptable, and one that then has another size is refused; so the sum of the
declared sizes, which is checked before anything is unpacked, bounds the real one.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from index.errors import UnreadableError
from index.read import check_size, find_format
from index.read.archive import DAMAGE, MIB, MOST_RATIO, RATIO_FROM
from index.types import Refusal

ARCHIVE = ".zip"
# Entries of a list of contents are marked so. The marks are counted before the list is read, since
# reading it takes some hundred times its size; there are others in packed Office files, hence many.
LISTED = b"PK\x01\x02"
MOST_LISTED = 100_000
ENCRYPTED = 1  # a bit of an entry's flags
UNIX = 3  # the system whose kinds of files are told apart by their mode


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold; `file_bytes` is the limit of a document, and set by the caller."""

    file_bytes: int
    files: int = 2_000
    total_bytes: int = 200 * MIB


class Unpacked:
    """The files of an archive: iterated as (source, bytes), in order of their sources.

    A file is named by the archive's source and its path in there: "handbooks.zip/lamps.md". What
    can't be taken is in `refused` once the iteration is over, and `hidden` then counts the files
    that were left out because systems keep them hidden (".DS_Store", "__MACOSX/…").
    """

    def __init__(self, archive: zipfile.ZipFile, source: str, limits: Limits) -> None:
        self.refused: list[Refusal] = []
        self.hidden = 0
        self._archive = archive
        self._source = source
        self._limits = limits

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        for source, entry in self._entries():
            try:
                _check_entry(source, entry)
                check_size(source, entry.file_size, self._limits.file_bytes)
                yield source, _read(self._archive, source, entry)
            except UnreadableError as error:
                self.refused.append(Refusal(source, str(error)))

    def _entries(self) -> list[tuple[str, zipfile.ZipInfo]]:
        """What the archive holds and may be looked at, in order of the names it will get."""
        found = []
        for entry in self._archive.infolist():
            # zipfile cuts off what follows a zero, and on Windows turns backslashes round.
            name = entry.orig_filename
            if problem := _name_problem(name):
                source = f"{self._source}/{name}"
                self.refused.append(Refusal(source, problem.format(source=source)))
            elif _is_hidden(name):
                self.hidden += not name.endswith("/")
            elif not name.endswith("/"):
                found.append((f"{self._source}/{PurePosixPath(name)}", entry))
        times = Counter(source for source, _ in found)
        for source in sorted(source for source, count in times.items() if count > 1):
            why = f"“{source}” stands in the archive {times[source]} times. Keep one of them."
            self.refused.append(Refusal(source, why))
        # Sorted by name alone: entries have no order.
        return sorted((each for each in found if times[each[0]] == 1), key=lambda each: each[0])


def unpack(source: str, data: bytes, limits: Limits) -> Unpacked:
    """The files of a zip archive, each unpacked when the iteration comes to it.

    Raises:
        UnreadableError: it is damaged, empty, or holds or would unpack to too much.
    """
    try:
        if data.count(LISTED) > MOST_LISTED:
            raise UnreadableError(
                f"“{source}” holds too much: more than {MOST_LISTED:,} files and parts of files. "
                "Split it into several archives."
            )
        archive = zipfile.ZipFile(BytesIO(data))
    except (*DAMAGE, struct.error) as error:
        raise UnreadableError(
            f"“{source}” is damaged, or not a zip archive. Pack it again and add that."
        ) from error
    files = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
    if not files:
        raise UnreadableError(f"“{source}” holds no files. Add an archive that does.")
    if len(files) > limits.files:
        raise UnreadableError(
            f"“{source}” holds {len(files):,} files, and the limit is {limits.files:,}. "
            "Split it into several archives."
        )
    total = sum(entry.file_size for entry in files)
    if total > limits.total_bytes:
        raise UnreadableError(
            f"“{source}” unpacks to {total / MIB:,.1f} MiB, and the limit is "
            f"{limits.total_bytes / MIB:g} MiB. Split it into several archives."
        )
    return Unpacked(archive, source, limits)


def _name_problem(name: str) -> str | None:
    """What is wrong with the name of an entry, if it is no plain path below the archive.

    The sentence has a place for the name.
    """
    if "\\" in name:
        return "“{source}” has a backslash in its name. Rename it."
    if any(char < " " or char == "\x7f" for char in name):
        return "“{source}” has a control character in its name. Rename it."
    path = PurePosixPath(name)
    # A colon may name a drive, or on Windows a second stream of a file.
    if path.is_absolute() or ".." in path.parts or ":" in name or not path.parts:
        return "“{source}” has a name that leads out of the archive. Rename it, and pack it again."
    return None


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part.startswith(".") for part in parts)


def _check_entry(source: str, entry: zipfile.ZipInfo) -> None:
    """Refuse what isn't a document, or not one that should be unpacked.

    Raises:
        UnreadableError: it is.
    """
    kind = stat.S_IFMT(entry.external_attr >> 16) if entry.create_system == UNIX else 0
    if stat.S_ISLNK(kind):
        raise UnreadableError(f"“{source}” is a link. Pack the file that it leads to.")
    if kind not in (0, stat.S_IFREG):
        raise UnreadableError(f"“{source}” is not a regular file. Add a copy of what it holds.")
    if PurePosixPath(source).suffix.lower() == ARCHIVE:
        raise UnreadableError(f"“{source}” is an archive in an archive. Unpack it and add that.")
    find_format(source)
    if entry.flag_bits & ENCRYPTED:
        raise UnreadableError(
            f"“{source}” is protected by a password. Pack it without one and add it again."
        )
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableError(
            f"“{source}” is packed by an unusual method. Pack it by the usual one (deflate)."
        )
    if entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * entry.compress_size:
        raise UnreadableError(
            f"“{source}” grows more than {MOST_RATIO}-fold when it is unpacked, as only hostile "
            "files do. Unpack it and add that."
        )


def _read(archive: zipfile.ZipFile, source: str, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry, which are as many as it declares.

    Raises:
        UnreadableError: they are not, or are damaged.
    """
    damaged = UnreadableError(f"“{source}” is damaged. Pack it again and add that.")
    try:
        with archive.open(entry) as file:
            data = file.read(entry.file_size + 1)
    except (*DAMAGE, struct.error, zlib.error) as error:
        raise damaged from error
    if len(data) != entry.file_size:
        raise damaged
    return data
