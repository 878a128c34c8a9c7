"""The table of formats: which file names claim which, and which reader reads it."""

from __future__ import annotations

from typing import NamedTuple


class Reader(NamedTuple):
    """A format: what a person calls it, its file extensions, and where its reader is."""

    name: str
    extensions: tuple[str, ...]
    module: str
    function: str


FORMATS: dict[str, Reader] = {
    "txt": Reader("plain text", (".txt", ".text", ".log"), "index.read.text", "read_text"),
    "md": Reader("Markdown", (".md", ".markdown"), "index.read.markdown", "read_markdown"),
    "rst": Reader("reStructuredText", (".rst",), "index.read.rst", "read_rst"),
    "html": Reader("a web page", (".html", ".htm", ".xhtml"), "index.read.html", "read_html"),
    "pdf": Reader("a PDF", (".pdf",), "index.read.pdf", "read_pdf"),
    "docx": Reader("a Word document", (".docx",), "index.read.docx", "read_docx"),
    "pptx": Reader("a PowerPoint presentation", (".pptx",), "index.read.pptx", "read_pptx"),
    "xlsx": Reader("an Excel workbook", (".xlsx", ".xlsm"), "index.read.xlsx", "read_xlsx"),
    "csv": Reader("a CSV table", (".csv", ".tsv"), "index.read.csv", "read_csv"),
    "epub": Reader("an e-book", (".epub",), "index.read.epub", "read_epub"),
    "eml": Reader("an e-mail", (".eml",), "index.read.eml", "read_eml"),
}

READERS: dict[str, tuple[str, str]] = {
    key: (each.module, each.function) for key, each in FORMATS.items()
}
EXTENSIONS: dict[str, str] = {
    extension: key for key, each in FORMATS.items() for extension in each.extensions
}
