"""The tables, and which of their columns a row's checksum covers.

A document is a name; a version is bytes that somebody gave it; a reading is what Footnote made of
those bytes, with its passages. The document's row says which version and which reading answer.
A generation is a FAISS file: the readings that are in it are its members. A rebuild begins a new
epoch, and the last generation of each of the last few epochs can be gone back to.
"""

from __future__ import annotations

SCHEMA_VERSION = 6
DOCUMENTS = """
CREATE TABLE library (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL DEFAULT 0,   -- counts the changes that a question could notice
  generation INTEGER NOT NULL DEFAULT 0, -- the one that answers; 0 while there is none
  model TEXT, model_fingerprint TEXT, dimension INTEGER,
  updated REAL,
  checksum BLOB
) STRICT;
CREATE TABLE generation (
  library_id INTEGER NOT NULL REFERENCES library (id),
  number INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  model TEXT NOT NULL, model_fingerprint TEXT NOT NULL, dimension INTEGER NOT NULL,
  sha256 TEXT NOT NULL,                  -- of the FAISS file
  made REAL NOT NULL,
  checksum BLOB,
  PRIMARY KEY (library_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE member (
  library_id INTEGER NOT NULL, number INTEGER NOT NULL,
  reading_id INTEGER NOT NULL REFERENCES reading (id),
  PRIMARY KEY (library_id, number, reading_id),
  FOREIGN KEY (library_id, number) REFERENCES generation (library_id, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX member_reading ON member (reading_id);
CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  library_id INTEGER NOT NULL REFERENCES library (id),
  source TEXT NOT NULL,
  version_id INTEGER NOT NULL REFERENCES version (id) DEFERRABLE INITIALLY DEFERRED,
  reading_id INTEGER NOT NULL REFERENCES reading (id) DEFERRABLE INITIALLY DEFERRED,
  limits TEXT NOT NULL DEFAULT '{}',     -- JSON: channels and roles; empty: everybody
  removed REAL,                          -- when it was taken out; its readings are kept a while
  checksum BLOB,
  UNIQUE (library_id, source)
) STRICT;
CREATE INDEX document_reading ON document (reading_id);
CREATE TABLE version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL
    REFERENCES document (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  fingerprint TEXT NOT NULL, size INTEGER NOT NULL,
  added REAL NOT NULL, added_by TEXT NOT NULL,
  checksum BLOB
) STRICT;
CREATE INDEX version_document ON version (document_id);
CREATE INDEX version_fingerprint ON version (fingerprint);
CREATE TABLE reading (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id INTEGER NOT NULL
    REFERENCES document (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  version_id INTEGER NOT NULL
    REFERENCES version (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL, lines INTEGER NOT NULL,
  text_fingerprint TEXT NOT NULL, -- of the extracted text, which lies among the originals
  layout TEXT NOT NULL,           -- JSON: places, skips, lines, markup, notes
  passages INTEGER NOT NULL, sentences INTEGER NOT NULL, keys INTEGER NOT NULL, -- how many
  checksum BLOB
) STRICT;
CREATE INDEX reading_version ON reading (version_id);
CREATE INDEX reading_document ON reading (document_id);
CREATE TABLE passage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reading_id INTEGER NOT NULL REFERENCES reading (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  section TEXT NOT NULL,   -- JSON: the headings above it
  sentences TEXT NOT NULL, -- JSON: [start, end, reading start, reading end] of each
  keys TEXT NOT NULL,      -- its search keys, with spaces between
  hash BLOB NOT NULL,      -- of the text and its sentences: names its vectors
  checksum BLOB
) STRICT;
CREATE INDEX passage_reading ON passage (reading_id);
CREATE INDEX passage_hash ON passage (hash);
CREATE TABLE vector (
  model_fingerprint TEXT NOT NULL, hash BLOB NOT NULL,
  vectors BLOB NOT NULL,   -- float16, little endian: the passage's, then each sentence's
  checksum BLOB,
  PRIMARY KEY (model_fingerprint, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE failure (
  fingerprint TEXT NOT NULL PRIMARY KEY, -- of the library's name, the format and the bytes
  times INTEGER NOT NULL, reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  library_id INTEGER NOT NULL REFERENCES library (id),
  kind TEXT NOT NULL,      -- add or rebuild
  who TEXT NOT NULL,
  state TEXT NOT NULL,     -- collecting, waiting, running, done, cancelled or failed
  made REAL NOT NULL, ended REAL,
  tries INTEGER NOT NULL DEFAULT 0, -- how often it was begun or taken up again
  note TEXT NOT NULL DEFAULT '',
  checksum BLOB
) STRICT;
CREATE TABLE item ( -- one file of a job
  job_id INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  source TEXT NOT NULL, fingerprint TEXT NOT NULL,
  state TEXT NOT NULL,     -- waiting, added, changed, unchanged or refused
  reading_id INTEGER REFERENCES reading (id) ON DELETE SET NULL,
  passages INTEGER NOT NULL DEFAULT 0, embedded INTEGER NOT NULL DEFAULT 0,
  notes TEXT NOT NULL DEFAULT '[]', -- JSON: what was left out; of a refused one, why
  checksum BLOB,
  PRIMARY KEY (job_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_reading ON item (reading_id);
CREATE INDEX item_fingerprint ON item (fingerprint);
CREATE TABLE event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at REAL NOT NULL, library_id INTEGER NOT NULL,
  who TEXT NOT NULL, what TEXT NOT NULL, source TEXT, fingerprint TEXT,
  checksum BLOB
) STRICT;
"""
ANSWERS = """
CREATE TABLE answer (
  id TEXT PRIMARY KEY,
  library_id INTEGER NOT NULL, -- the library that was asked, not where the quotes are from
  at REAL NOT NULL, who TEXT NOT NULL,
  question TEXT NOT NULL, confidence REAL NOT NULL, answered INTEGER NOT NULL,
  body TEXT NOT NULL DEFAULT '{}',     -- JSON: the rest of the answer but its quotes
  occasion TEXT NOT NULL DEFAULT '{}', -- JSON: language, private or not, server, channel, messages
  removed REAL,                        -- when whoever asked took it back: then its words are gone
  settled TEXT NOT NULL DEFAULT '',    -- of an unanswered question: dismissed, answered or neither
  checksum BLOB
) STRICT, WITHOUT ROWID;
CREATE TABLE quoted (
  answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  library_id INTEGER NOT NULL, source TEXT NOT NULL, fingerprint TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  body TEXT NOT NULL DEFAULT '', -- JSON: the quote; empty when its words had to go
  checksum BLOB,
  PRIMARY KEY (answer_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX quoted_source ON quoted (library_id, source);
CREATE TABLE feedback ( -- one of each person on each answer
  answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
  who TEXT NOT NULL,
  helpful INTEGER NOT NULL, reason TEXT NOT NULL, at REAL NOT NULL,
  checksum BLOB,
  PRIMARY KEY (answer_id, who)
) STRICT, WITHOUT ROWID;
CREATE TABLE waiting ( -- who wants to be told when a document answers
  answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
  who TEXT NOT NULL,
  at REAL NOT NULL, told REAL,
  revision INTEGER NOT NULL, -- of the libraries, when the question was last asked
  checksum BLOB,
  PRIMARY KEY (answer_id, who)
) STRICT, WITHOUT ROWID;
"""
SETTINGS = """
CREATE TABLE setting ( -- what a server has chosen, and what is known of it beside its documents
  library_id INTEGER NOT NULL REFERENCES library (id),
  name TEXT NOT NULL,
  value TEXT NOT NULL, -- JSON
  checksum BLOB,
  PRIMARY KEY (library_id, name)
) STRICT, WITHOUT ROWID;
"""
ORIGINS = """
CREATE TABLE origin ( -- from which address a version was taken, where that is known
  version_id INTEGER PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE,
  link TEXT NOT NULL,
  checksum BLOB
) STRICT;
CREATE TABLE item_origin ( -- the same of a job's file, until the job has ended
  job_id INTEGER NOT NULL, number INTEGER NOT NULL,
  link TEXT NOT NULL,
  checksum BLOB,
  PRIMARY KEY (job_id, number),
  FOREIGN KEY (job_id, number) REFERENCES item (job_id, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
"""
SCHEMA = DOCUMENTS + ANSWERS + SETTINGS + ORIGINS

# For each table that matters: its key, and all its columns but the checksum.
KEYS = {
    "library": ("id",),
    "generation": ("library_id", "number"),
    "document": ("id",),
    "version": ("id",),
    "reading": ("id",),
    "passage": ("id",),
    "vector": ("model_fingerprint", "hash"),
    "job": ("id",),
    "item": ("job_id", "number"),
    "answer": ("id",),
    "quoted": ("answer_id", "number"),
    "feedback": ("answer_id", "who"),
    "waiting": ("answer_id", "who"),
    "setting": ("library_id", "name"),
    "origin": ("version_id",),
    "item_origin": ("job_id", "number"),
    "event": ("id",),
}
COLUMNS = {
    "library": (
        *("id", "name", "revision", "generation"),
        *("model", "model_fingerprint", "dimension", "updated"),
    ),
    "generation": (
        *("library_id", "number", "epoch", "model", "model_fingerprint", "dimension"),
        *("sha256", "made"),
    ),
    "document": ("id", "library_id", "source", "version_id", "reading_id", "limits", "removed"),
    "version": ("id", "document_id", "fingerprint", "size", "added", "added_by"),
    "reading": (
        *("id", "document_id", "version_id", "title", "lines", "text_fingerprint", "layout"),
        *("passages", "sentences", "keys"),
    ),
    "passage": (
        *("id", "reading_id", "start", "end", "text", "section", "sentences", "keys", "hash"),
    ),
    "vector": ("model_fingerprint", "hash", "vectors"),
    "job": ("id", "library_id", "kind", "who", "state", "made", "ended", "tries", "note"),
    "item": (
        *("job_id", "number", "source", "fingerprint", "state", "reading_id"),
        *("passages", "embedded", "notes"),
    ),
    "answer": (
        *("id", "library_id", "at", "who", "question", "confidence", "answered"),
        *("body", "occasion", "removed", "settled"),
    ),
    "quoted": (
        *("answer_id", "number", "library_id", "source", "fingerprint", "start", "end", "body"),
    ),
    "feedback": ("answer_id", "who", "helpful", "reason", "at"),
    "waiting": ("answer_id", "who", "at", "told", "revision"),
    "setting": ("library_id", "name", "value"),
    "origin": ("version_id", "link"),
    "item_origin": ("job_id", "number", "link"),
    "event": ("id", "at", "library_id", "who", "what", "source", "fingerprint"),
}


def columns_of(table: str) -> str:
    """The columns that a checksum covers, as SQL."""
    return ", ".join(f'"{column}"' for column in COLUMNS[table])
