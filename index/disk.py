"""What the store does to files, each in one place: so that a test can stand in for the disk.

After `write` returns, a file has its new bytes or its old ones whatever happens to the power.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile


class Disk:
    """The operating system's files."""

    def write(self, path: Path, data: bytes, *, temporary: Path) -> None:
        """Write a whole file or nothing: a file in the folder `temporary`, synced and renamed.

        Raises:
            OSError: it could not be written; then the old file is as it was.
        """
        draft = self.draft(temporary, data)
        try:
            self.sync_file(draft)
            self.rename(draft, path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        self.sync_folder(path.parent)

    def draft(self, folder: Path, data: bytes) -> Path:
        """A new file with these bytes, which need not outlast a power failure."""
        with NamedTemporaryFile(dir=folder, delete=False) as file:
            try:
                file.write(data)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        return Path(file.name)

    def sync_file(self, path: Path) -> None:
        """See that a file's bytes outlast a power failure."""
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def rename(self, path: Path, to: Path) -> None:
        """Give a file another name, in the place of the file that has it."""
        path.replace(to)

    def make_folder(self, path: Path) -> None:
        """Make a folder that only we may enter, with those above it, and keep its name."""
        if not path.is_dir():
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.sync_folder(path.parent)

    def remove(self, path: Path) -> None:
        """Delete a file, if it is there."""
        path.unlink(missing_ok=True)

    def sync_folder(self, path: Path) -> None:
        """See that the names in a folder outlast a power failure."""
        if not hasattr(os, "O_DIRECTORY"):  # Windows can't sync a folder, and needs not
            return
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def free(self, path: Path) -> int:
        """How many bytes there is room for beside a file."""
        return shutil.disk_usage(path).free
