"""The record: what is true about every library, as tables of one SQLite file.

`schema` names the tables, `rows` is what comes out of them, `Reader` asks and `Writer` changes.
Neither opens the file; that is the store's work.
"""

from index.record.reader import Reader
from index.record.rows import (
    CatalogRow,
    GenerationRow,
    Halves,
    ItemRow,
    LibraryRow,
    StoredLayout,
    StoredPassage,
    passage_hash,
    row_checksum,
)
from index.record.schema import SCHEMA_VERSION
from index.record.writer import Writer

__all__ = [
    "SCHEMA_VERSION",
    "CatalogRow",
    "GenerationRow",
    "Halves",
    "ItemRow",
    "LibraryRow",
    "Reader",
    "StoredLayout",
    "StoredPassage",
    "Writer",
    "passage_hash",
    "row_checksum",
]
