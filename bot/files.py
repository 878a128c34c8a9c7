"""Paths a person gave → documents' names and bytes. Reads no file that is over the limit."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from index.errors import UnreadableError
from index.types import Refusal

# Raises UnreadableError for a source of that many bytes that the library wouldn't take.
Check = Callable[[str, int], None]


class _Found(NamedTuple):
    """A file, and the name that it would have in the library."""

    source: str
    path: Path


class Files:
    """The files under some paths: iterated as (source, bytes), in order of their sources.

    A folder's files are named by their path in it, a file by its own name; what is hidden in a
    folder is left out. What can't be taken is in `refused` once the iteration is over.

    Raises:
        UnreadableError: a path isn't there.
    """

    def __init__(self, paths: Sequence[Path], *, limit: int, check: Check) -> None:
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            noun = "file or folder" if len(missing) == 1 else "files or folders"
            raise UnreadableError(f"No such {noun}: {', '.join(missing)}. Nothing was added.")
        self.refused: list[Refusal] = []
        self._limit = limit
        self._check = check
        self._found = self._distinct(found for path in paths for found in self._under(path))

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        for source, path in self._found:
            try:
                yield source, self._read(source, path)
            except UnreadableError as error:
                self.refused.append(Refusal(source, str(error)))
            except OSError as error:
                self._refuse(source, path, f"can't be read: {error.strerror}.")

    def _read(self, source: str, path: Path) -> bytes:
        with path.open("rb") as file:
            self._check(source, os.fstat(file.fileno()).st_size)
            # A file may grow after its size was asked, and some files have none.
            data = file.read(self._limit + 1)
        self._check(source, len(data))
        return data

    def _under(self, path: Path) -> Iterator[_Found]:
        """The files that a path stands for."""
        if not path.is_dir():
            yield from self._regular(_Found(path.name, path))
            return
        for folder, folders, names in os.walk(path, onerror=self._unlisted):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in folders:
                link = Path(folder, name)
                if link.is_symlink():
                    source = link.relative_to(path).as_posix()
                    self._refuse(source, link, "is a link to a folder. Add that folder.")
            for name in names:
                file = Path(folder, name)
                if not name.startswith("."):
                    yield from self._regular(_Found(file.relative_to(path).as_posix(), file))

    def _regular(self, found: _Found) -> Iterator[_Found]:
        """The file itself, if reading it comes to an end and its name can be kept."""
        try:
            found.source.encode()
            if stat.S_ISREG(found.path.stat().st_mode):
                yield found
            else:
                self._refuse(*found, "is not a regular file. Add a copy of what it holds.")
        except UnicodeEncodeError:
            self._refuse(*found, "has a name that isn't UTF-8. Rename it.")
        except OSError as error:
            self._refuse(*found, f"can't be read: {error.strerror}.")

    def _distinct(self, all_found: Iterator[_Found]) -> list[_Found]:
        """Each file once, by source; files that would share a source are refused, all of them."""
        paths: dict[str, dict[Path, _Found]] = {}
        for found in all_found:
            paths.setdefault(found.source, {}).setdefault(found.path.resolve(), found)
        distinct = []
        for source in sorted(paths):
            same = list(paths[source].values())
            if len(same) == 1:
                distinct += same
                continue
            names = " and ".join(f"“{found.path}”" for found in same)
            reason = (
                f"{names} would get the same name, “{source}”. Rename one, or add their folder."
            )
            self.refused.append(Refusal(source, reason))
        return distinct

    def _unlisted(self, error: OSError) -> None:
        self._refuse(error.filename, Path(error.filename), f"can't be listed: {error.strerror}.")

    def _refuse(self, source: str, path: Path, why: str) -> None:
        self.refused.append(Refusal(_legible(source), f"“{_legible(str(path))}” {why}"))


def _legible(name: str) -> str:
    """The name with U+FFFD where it isn't UTF-8, so that it can be printed."""
    return os.fsencode(name).decode("utf-8", "replace")
