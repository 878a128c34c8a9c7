"""A disk that writes down what is done to it, so that the power may fail at any moment."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

from index.disk import Disk


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing done to a file: "draft", "sync", "rename", "remove", "folder", "commit", "ack"."""

    kind: str
    path: Path = Path()
    data: bytes = b""
    to: Path = Path()


@dataclass
class WatchedDisk(Disk):
    """The real disk, with a list of all that was done."""

    done: list[Operation] = field(default_factory=list)

    def draft(self, folder: Path, data: bytes) -> Path:
        path = super().draft(folder, data)
        self.done.append(Operation("draft", path, data))
        return path

    def sync_file(self, path: Path) -> None:
        super().sync_file(path)
        self.done.append(Operation("sync", path))

    def rename(self, path: Path, to: Path) -> None:
        super().rename(path, to)
        self.done.append(Operation("rename", path, to=to))

    def remove(self, path: Path) -> None:
        super().remove(path)
        self.done.append(Operation("remove", path))

    def sync_folder(self, path: Path) -> None:
        super().sync_folder(path)
        self.done.append(Operation("folder", path))


@dataclass
class Platter:
    """What is on a disk for certain, and what the operating system has yet to write."""

    bytes_kept: dict[int, bytes] = field(default_factory=dict)
    bytes_new: dict[int, bytes] = field(default_factory=dict)
    names_kept: dict[Path, int] = field(default_factory=dict)
    names_new: dict[Path, int] = field(default_factory=dict)
    database: bytes = b""

    def apply(self, operation: Operation) -> None:
        """Do what was done."""
        path = operation.path
        match operation.kind:
            case "draft":
                number = len(self.bytes_new)
                self.bytes_new[number] = operation.data
                self.names_new[path] = number
            case "sync":
                number = self.names_new.get(path, -1)
                if number >= 0:
                    self.bytes_kept[number] = self.bytes_new[number]
            case "rename":
                self.names_new[operation.to] = self.names_new.pop(path)
            case "remove":
                self.names_new.pop(path, None)
            case "folder":
                for name in {*self.names_kept, *self.names_new}:
                    if name.parent != path:
                        continue
                    if name in self.names_new:
                        self.names_kept[name] = self.names_new[name]
                    else:
                        self.names_kept.pop(name, None)
            case "commit":
                self.database = operation.data

    def fail(self, chance: random.Random) -> dict[Path, bytes]:
        """The files after the power failed: what was not synced is there, gone, or half there."""
        files: dict[Path, bytes] = {}
        for name in sorted({*self.names_kept, *self.names_new}):
            choices = [names[name] for names in (self.names_kept, self.names_new) if name in names]
            certain = name in self.names_kept and name in self.names_new and len({*choices}) == 1
            if not certain:
                choices += [-1] if len(choices) == 1 else []
                number = chance.choice(choices)
                if number < 0:
                    continue
            else:
                number = choices[0]
            if number in self.bytes_kept:
                files[name] = self.bytes_kept[number]
            else:
                new = self.bytes_new[number]
                files[name] = chance.choice([b"", new[: len(new) // 2], new, bytes(len(new))])
        return files
