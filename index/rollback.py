"""Back to a generation before the last rebuild: how documents were read, cut and embedded then."""

from __future__ import annotations

from dataclasses import replace

from index.build import embed, merge
from index.embed import Encoder
from index.errors import RollbackError
from index.record import GenerationRow, LibraryRow
from index.store import Store
from index.types import GenerationInfo, Progress

TRIES = 5


def _silent(progress: Progress) -> None:
    """Report to nobody."""


def roll_back(
    store: Store, encoder: Encoder, library: str, *, by: str, to: int | None
) -> GenerationInfo:
    """Let the generation numbered `to` answer again, or the last before the last rebuild.

    Raises:
        RollbackError: there is no such generation, or it needs another model.
    """
    for _ in range(TRIES):
        target, lacking = _try(store, encoder, library, by, to)
        if not lacking:
            merge(store, encoder, library)
            return target
        with store.reading() as reader:
            passages = [each for one in lacking for each in reader.reading_passages(one)]
        for _count in embed(store, encoder, passages, _silent):
            pass
    raise RollbackError("Other changes keep getting in the way. Try again in a moment.")


def _try(
    store: Store, encoder: Encoder, library: str, by: str, to: int | None
) -> tuple[GenerationInfo, list[int]]:
    """Go back, unless readings lack vectors of that generation's model: then those."""
    with store.writing() as writer:
        row = writer.library(library)
        if row is None:
            raise RollbackError("There is nothing to go back to: the library is empty.")
        target = _earlier(row, writer.generations(row.id), to)
        if target.model != encoder.model:
            raise RollbackError(
                f"Generation {target.number} was made with the model {target.model.name}, and "
                f"the settings name {encoder.name}. Set "
                f"FOOTNOTE_MODEL={target.model.name} first."
            )
        then = writer.reading_of_version(row.id, target.number)
        changes: dict[str, tuple[int, int, int]] = {}
        for source in writer.fingerprints(row.id):
            found = writer.version_of(row.id, source)
            if found:
                changes[source] = (*found[:2], then.get(found[1], found[2]))
        lacking = writer.lacking(target.model, [each[2] for each in changes.values()])
        if not lacking:
            for source, ids in changes.items():
                if writer.version_of(row.id, source) != ids:
                    writer.set_reading(row.id, source, *ids)
            writer.use_generation(row.id, target.number, target.model)
            writer.record(row.id, by, f"rollback to {target.number}", None, None)
        infos = writer.generation_infos(replace(row, generation=target.number))
    return next(each for each in infos if each.number == target.number), lacking


def _earlier(row: LibraryRow, known: list[GenerationRow], to: int | None) -> GenerationRow:
    """The generation to go back to: that numbered `to`, or the last of an earlier epoch."""
    live = next((each for each in known if each.number == row.generation), None)
    if to is not None:
        found = next((each for each in known if each.number == to), None)
        if found is None:
            numbers = ", ".join(str(each.number) for each in known) or "none"
            raise RollbackError(f"There is no generation {to}. There are: {numbers}.")
        return found
    before = [each for each in known if live and each.epoch < live.epoch]
    if not before:
        raise RollbackError(
            "There is nothing to go back to: the index has not been rebuilt since the documents "
            "were added."
        )
    return max(before, key=lambda each: each.epoch)
