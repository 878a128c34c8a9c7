"""Who may see what, and under which evidence the documents don't say."""

from __future__ import annotations

from dataclasses import dataclass

# Under which evidence the documents don't say, by how much is risked; see docs/measures.md.
SILENCE = {"strict": 0.4, "balanced": 0.28, "generous": 0.2}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks and where, as far as that decides which limited documents they may see.

    `channels` are the ids of the channel and of what it is part of, `roles` those of the asker's
    roles that everyone who will read the answer has too. `everything` is for those who run the
    library. `sources` are the documents that alone are asked; empty for all.
    """

    channels: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    everything: bool = False
    sources: frozenset[str] = frozenset()


OPERATOR = Viewer(everything=True)


STRANGER = Viewer()  # sees what everybody sees


@dataclass(frozen=True, slots=True)
class Limits:
    """Who may see a document: those in one of `channels` with one of `roles`; empty sets let all.

    Both hold Discord's ids.
    """

    channels: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()

    def allow(self, viewer: Viewer) -> bool:
        """Whether `viewer` may see the document."""
        return viewer.everything or (
            (not self.channels or bool(self.channels & viewer.channels))
            and (not self.roles or bool(self.roles & viewer.roles))
        )
