"""The errors that a person can act on. Each message names the thing, the value and the remedy.

FootnoteError
├── UnreadableError      a file can't be a document: empty, binary, too large, badly encoded …
├── UnknownDocumentError no document of that name here
├── EmptyLibraryError    nothing to search yet
├── ModelError           the embedding model can't be loaded, or isn't the one it claims to be
├── ModelMismatchError   the index was made with another model
├── StoreError           the data folder can't be read or written
│   ├── BusyError        another process is changing the library
│   ├── DiskFullError    there is no room left for what is to be added
│   └── StoppedError     a sync failed: nothing more is written until a restart
├── StoppingError        the program is about to end; a job is gone on with later
├── RenameError          a document can't have this name
├── UnknownJobError      no job of that number, or one that has ended
├── CancelledError       somebody cancelled the job
├── GlossaryError        a line that can't be in a glossary, or isn't
├── RollbackError        there is no generation to go back to
├── AnswerError          an answer that was given before can't be gone back to
│   ├── UnknownAnswerError  it isn't known here
│   ├── RemovedAnswerError  who asked for it took it back
│   ├── NotYoursError       it is somebody else's
│   ├── UnkeptQuestionError the words of its question are not kept
│   ├── DocumentGoneError   the document of a quote is gone
│   └── QuoteGoneError      the document doesn't say so any more
├── BackupError          a backup can't be made there, isn't whole, or can't be put back there
└── QuestionError        this can't be a question: empty, or too long

Anything else that is raised is a bug, and is treated as one: logged in full, told in a sentence.
"""


class FootnoteError(Exception):
    """Base of all errors whose text is meant for the person who caused or can mend them."""


class UnreadableError(FootnoteError):
    """A file that can't become a document."""


class UnknownDocumentError(FootnoteError):
    """A document that isn't in the library."""


class RenameError(FootnoteError):
    """A name that a document can't have."""


class EmptyLibraryError(FootnoteError):
    """A library without documents was asked."""


class ModelError(FootnoteError):
    """The embedding model is missing, damaged or not what it claims to be."""


class ModelMismatchError(FootnoteError):
    """The index was made with another embedding model."""


class StoreError(FootnoteError):
    """The data folder can't be read or written."""


class BusyError(StoreError):
    """Another process is changing the library."""


class DiskFullError(StoreError):
    """There is no room for what is to be written."""


class StoppedError(StoreError):
    """The disk failed to keep what was written; what follows could not be trusted."""


class StoppingError(FootnoteError):
    """The program is about to end and begins nothing more."""


class UnknownJobError(FootnoteError):
    """A job that isn't there, or can't be cancelled any more."""


class CancelledError(FootnoteError):
    """A job that somebody cancelled."""


class GlossaryError(FootnoteError):
    """An entry that can't be put into a glossary or taken out of it."""


class RollbackError(FootnoteError):
    """There is no earlier generation that could answer."""


class AnswerError(FootnoteError):
    """An answer that was given before, or a quote of it, that can't be gone back to."""


class UnknownAnswerError(AnswerError):
    """An answer that this library never gave, or gave to others."""


class RemovedAnswerError(AnswerError):
    """An answer that was taken back."""


class NotYoursError(AnswerError):
    """An answer that only its asker may change."""


class UnkeptQuestionError(AnswerError):
    """An answer whose question can't be asked again, since its words are not kept."""


class DocumentGoneError(AnswerError):
    """A quote whose document is not there any more."""


class QuoteGoneError(AnswerError):
    """A quote that its document doesn't hold any more."""


class BackupError(FootnoteError):
    """A backup that can't be made, trusted or put back."""


class QuestionError(FootnoteError):
    """What was asked can't be a question."""
