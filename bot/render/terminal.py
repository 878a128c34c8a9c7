"""Answers and reports as rich text for the terminal. Pure.

Words of documents are put into `Text` objects, so that nothing in them is read as markup, and pass
through `show`, so that no escape sequence in them reaches the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.text import Text

from bot.language.speaker import ENGLISH
from bot.render.citation import BY_WORDS, place
from bot.render.read_as import read_as_lines
from bot.render.sameness import also, differing, with_leads
from index.types import Answer, Changes, DocumentInfo, Quote, Status

NO_DOCUMENTS = "No documents yet. Add some: footnote add corpus"

_MIN_WIDTH = 20  # ours: in a narrower terminal lines break where they must
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def show(text: str) -> str:
    """Words as they may be shown: same length, control characters as U+FFFD.

    Line breaks and tabs stay. What a terminal would obey (escape sequences, backspaces, C1
    controls) or can't encode (lone surrogates) does not.
    """
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", " \n"))


def show_line(text: str) -> str:
    """A name or message as it may be shown in one line."""
    return show(" ".join(text.split()))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text wrapped to the width, every line indented; `label` stands before the first."""

    text: Text
    indent: int = 0
    label: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        width = max(options.max_width - self.indent, _MIN_WIDTH)
        label = self.label
        for line in self.text.wrap(console, width):
            line.rstrip()
            yield Text(label.ljust(self.indent)).append_text(line)
            label = ""


def show_answer(answer: Answer) -> RenderableType:
    """Quotes with their places; or that the documents don't say, and the nearest passages."""
    parts: list[RenderableType] = [
        Paragraph(Text(show_line(line), "dim")) for line in read_as_lines(answer.read_as, ENGLISH)
    ]
    if answer.quotes:
        parts += _numbered(answer.quotes, "")
        for each in answer.differences:
            said = show_line(differing(each, answer.quotes))
            parts += [Text(), Paragraph(Text(said, "yellow"))]
    elif answer.nearest or not answer.withheld:
        parts.append(Text("The documents don't say.", "bold yellow"))
        if answer.nearest:
            parts += [Text(), Text("Nearest passages:", "dim"), *_numbered(answer.nearest, "dim")]
    # With nothing but withheld quotes nobody knows whether the documents say it: no word of that.
    if answer.withheld:
        parts += [Text()] if parts else []
        parts.append(Paragraph(Text(withheld(answer.withheld), "yellow")))
    if answer.by_words:
        parts += [Text(), Paragraph(Text(BY_WORDS, "yellow"))]
    return Group(*parts)


def withheld(count: int) -> str:
    """Why fewer quotes are shown than were found."""
    what, stands, document = (
        ("1 quote was", "it no longer stands", "document")
        if count == 1
        else (f"{count} quotes were", "they no longer stand", "documents")
    )
    return (
        f"{what} withheld: {stands} in the stored {document}. "
        "Run `footnote rebuild` to read the documents again."
    )


def show_quotes(quotes: Sequence[Quote]) -> RenderableType:
    """Each quote with its place."""
    return Group(*_numbered(quotes, ""))


def _numbered(quotes: Sequence[Quote], style: str) -> Iterator[RenderableType]:
    """Each quote with its place, a blank line between two; numbered if there are several."""
    indent = len(f"{len(quotes)}. ") if len(quotes) > 1 else 0
    for number, quote in enumerate(quotes, start=1):
        if number > 1:
            yield Text()
        label = f"{number}." if indent else ""
        yield Paragraph(_words(quote, style), indent, label)
        yield Paragraph(Text(show_line(place(quote.citation)), "cyan"), indent)
        if quote.citation.source != quote.citation.title:
            yield Paragraph(Text(show_line(quote.citation.source), "dim"), indent)
        if quote.citation.origin:
            yield Paragraph(Text(show_line(quote.citation.origin), "dim"), indent)
        if quote.also:
            yield Paragraph(Text(show_line(also(quote)), "dim"), indent)


def _words(quote: Quote, style: str) -> Text:
    """The quote below its leads in quotation marks, with the words that answer in bold."""
    words, marked = with_leads(quote)
    text = Text(f"“{show(words)}”", style)
    for span in marked:
        text.stylize("bold", span.start + 1, span.end + 1)  # past the opening quotation mark
    return text


def show_changes(changes: Changes) -> RenderableType:
    """What was done with each document, and a line that sums it up."""
    lines: list[RenderableType] = []
    for verb, sources, style in (
        ("added", changes.added, "green"),
        ("changed", changes.changed, "green"),
        ("removed", changes.removed, "yellow"),
    ):
        lines += [_entry(verb, show_line(source), style) for source in sources]
    for note in changes.notes:
        lines.append(_entry("note", show_line(f"{note.source}: {note.text}"), "yellow"))
    for refusal in changes.refused:
        # A reason that names the document needs no name before it.
        named = refusal.source in refusal.reason
        reason = refusal.reason if named else f"{refusal.source}: {refusal.reason}"
        lines.append(_entry("refused", show_line(reason), "red"))
    return Group(*lines, Paragraph(Text(_sum(changes))))


def _entry(verb: str, what: str, style: str) -> Text:
    return Text.assemble((f"{verb:<9}", style), what)


def _sum(changes: Changes) -> str:
    counts = (
        (len(changes.added), "added"),
        (len(changes.changed), "changed"),
        (len(changes.removed), "removed"),
        (len(changes.unchanged), "unchanged"),
        (len(changes.refused), "refused"),
    )
    said = ", ".join(f"{count:,} {verb}" for count, verb in counts if count)
    return f"{said}." if said else "Nothing to do."


def show_documents(documents: Sequence[DocumentInfo]) -> Text:
    """One line a document, its name last so that it is never cut."""
    if not documents:
        return Text(NO_DOCUMENTS)
    lines = [Text("added (UTC)       passages    lines        size  document", "dim")]
    for document in documents:
        line = Text(
            f"{moment(document.added)}  {document.passages:>8,}  {document.lines:>7,}"
            f"  {size(document.size):>10}  {show_line(document.source)}"
        )
        if document.title != document.source:
            line.append(f"  {show_line(document.title)}", "dim")
        lines.append(line)
    return Text("\n").join(lines)


def show_status(status: Status) -> Text:
    """The state of a library, one line a fact."""
    model = status.model
    facts = (
        ("library", show_line(status.library)),
        ("documents", f"{status.documents:,}"),
        ("passages", f"{status.passages:,}"),
        ("sentences", f"{status.sentences:,}"),
        ("generation", str(status.generation)),
        (
            "model",
            f"{model.name} ({model.dimension} dimensions, {model.fingerprint[:12]})"
            if model
            else "none yet",
        ),
        ("updated", f"{moment(status.updated)} UTC" if status.updated is not None else "never"),
    )
    return Text("\n").join(Text.assemble((f"{name:<12}", "dim"), value) for name, value in facts)


def moment(seconds: float) -> str:
    """A time, given in seconds since 1970, to the minute, UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M")


def size(count: int) -> str:
    """A number of bytes, in words."""
    if count < 1024:
        return f"{count} B"
    kib = count / 1024
    return f"{kib:,.1f} KiB" if kib < 1024 else f"{kib / 1024:,.1f} MiB"
