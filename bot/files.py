"""Paths a person gave → documents' names and bytes. Reads no file that is over the limit.

An archive (.zip) stands for the files in it, wherever it is found. A folder may say in its
`.footnoteignore` which of its files are no documents, in the language of `.gitignore`; the file
counts in the folder that was given, for all below it, and sees an archive as one file.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index.errors import UnreadableError
from index.types import Note, Refusal

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Raises UnreadableError for a source of that many bytes that the library wouldn't take.
Check = Callable[[str, int], None]

IGNORE = ".footnoteignore"


class _Found(NamedTuple):
    """A file, and the name that it would have in the library."""

    source: str
    path: Path


class Files:
    """The files under some paths: iterated as (source, bytes), in order of their sources.

    A folder's files are named by their path in it, a file by its own name, what is in an archive by
    its path in there after the archive's name; what is hidden in a folder is left out. What can't
    be taken is in `refused` once the iteration is over, and `notes` then tells what was left out.

    Raises:
        UnreadableError: a path isn't there, or a folder's `.footnoteignore` can't be followed.
    """

    def __init__(self, paths: Sequence[Path], *, limit: int, check: Check) -> None:
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            noun = "file or folder" if len(missing) == 1 else "files or folders"
            raise UnreadableError(f"No such {noun}: {', '.join(missing)}. Nothing was added.")
        self.refused: list[Refusal] = []
        self.notes: list[Note] = []
        self._limit = limit
        self._check = check
        self._found = self._distinct(found for path in paths for found in self._under(path))

    @property
    def found(self) -> list[tuple[str, Path]]:
        """The name of each file and where it is; archives are not opened."""
        return list(self._found)

    @property
    def sources(self) -> set[str]:
        """The names of the files, those of archives among them."""
        return {source for source, _ in self._found}

    @property
    def archives(self) -> set[str]:
        """The names of the archives."""
        return {source for source, path in self._found if _is_archive(path)}

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        return self.reading(self.sources)

    def reading(self, sources: Container[str]) -> Iterator[tuple[str, bytes]]:
        """The files with these names alone, as (source, bytes)."""
        taken: set[str] = set()
        for source, path in self._found:
            if source not in sources:
                continue
            try:
                if _is_archive(path):
                    files = self._unpack(source, path)
                else:
                    files = iter([(source, self._read(source, path))])
                for name, data in files:
                    if name in taken:
                        why = "stands in an archive and in a folder of that name. Rename one."
                        self.refused.append(Refusal(name, f"“{name}” {why}"))
                        continue
                    taken.add(name)
                    yield name, data
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

    def _unpack(self, source: str, path: Path) -> Iterator[tuple[str, bytes]]:
        """The files in an archive."""
        from index.unpack import Limits, unpack  # late: it brings the readers' table

        limits = Limits(self._limit)
        with path.open("rb") as file:
            large = os.fstat(file.fileno()).st_size > limits.total_bytes
            data = b"" if large else file.read(limits.total_bytes + 1)
        if large or len(data) > limits.total_bytes:
            raise UnreadableError(
                f"“{source}” is larger than {limits.total_bytes // 1024**2} MiB, the limit of an "
                "archive. Split it into several archives."
            )
        unpacked = unpack(source, data, limits)
        yield from unpacked
        self.refused += unpacked.refused
        if unpacked.hidden:
            self.notes.append(Note(source, f"{_were(unpacked.hidden, 'hidden file')} left out."))

    def _under(self, path: Path) -> Iterator[_Found]:
        """The files that a path stands for."""
        if not path.is_dir():
            yield from self._regular(_Found(path.name, path))
            return
        rules, ignored = _read_rules(path), 0
        for folder, folders, names in os.walk(path, onerror=self._unlisted):
            inside = Path(folder).relative_to(path)
            shown = [name for name in folders if not name.startswith(".")]
            # Nothing below an ignored folder can be taken back by a later rule, as with git.
            folders[:] = [name for name in shown if not _ignores(rules, inside / name, "/")]
            ignored += len(shown) - len(folders)
            for name in folders:
                link = Path(folder, name)
                if link.is_symlink():
                    source = link.relative_to(path).as_posix()
                    self._refuse(source, link, "is a link to a folder. Add that folder.")
            for name in names:
                file = Path(folder, name)
                if name.startswith("."):
                    continue
                if _ignores(rules, inside / name):
                    ignored += 1
                else:
                    yield from self._regular(_Found(file.relative_to(path).as_posix(), file))

        if ignored:
            left_out = f"{_were(ignored, 'file or folder', 'files and folders')} left out"
            text = f"{left_out}, as its {IGNORE} says."
            self.notes.append(Note(_legible(path.resolve().name), text))

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


def _is_archive(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _were(count: int, one: str, many: str | None = None) -> str:
    return f"1 {one} was" if count == 1 else f"{count:,} {many or one + 's'} were"


def _read_rules(folder: Path) -> GitIgnoreSpec | None:
    """What a folder says of the files in it that are no documents, if it says anything.

    Raises:
        UnreadableError: that can't be read. Going on would add what was meant to stay out.
    """
    path = folder / IGNORE
    try:
        text = path.read_text(encoding="utf-8-sig")
        from pathspec import GitIgnoreSpec  # late: few folders have rules

        # Split at newlines alone: other characters that end lines may stand in names.
        return GitIgnoreSpec.from_lines(text.split("\n"))
    except FileNotFoundError:
        return None
    except OSError as error:
        why = f"can't be read: {error.strerror}. Make it readable, or remove it."
        raise UnreadableError(f"“{path}” {why} Nothing was added.") from error
    except UnicodeDecodeError as error:
        why = "isn't UTF-8 text. Save it as UTF-8."
        raise UnreadableError(f"“{path}” {why} Nothing was added.") from error
    except ValueError as error:  # pathspec's error about a rule is one
        why = f"holds a rule that can't be followed: {error}. Mend it."
        raise UnreadableError(f"“{path}” {why} Nothing was added.") from error


def _ignores(rules: GitIgnoreSpec | None, path: Path, ending: str = "") -> bool:
    return rules is not None and rules.match_file(path.as_posix() + ending)


def _legible(name: str) -> str:
    """The name with U+FFFD where it isn't UTF-8, so that it can be printed."""
    return os.fsencode(name).decode("utf-8", "replace")
