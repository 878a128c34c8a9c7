"""The library's English sentences in other languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.language.heard import PREFIX, in_language
from bot.language.speaker import ENGLISH, LANGUAGES, Speaker
from index import errors
from tests.bot.language.catalogue import patterns, variables

ROOT = Path(__file__).parents[3]
GERMAN = Speaker.for_locale("de")
VALUE = "\0"
# Put together of several texts: only how they end is found in one.
COMPOSED = {
    "error-file-unknown",
    "error-file-slow",
    "error-pdf-scanned",
    "error-pdf-scanned-page",
}
HEARD = [key for key, _ in patterns("en") if key.startswith(PREFIX)]


def sentences() -> Iterator[str]:
    """Every text of the index, with `VALUE` where it holds one."""
    for path in sorted((ROOT / "index").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.sub(r"\{\w+\}", VALUE, node.value)  # what str.format fills in
            elif isinstance(node, ast.JoinedStr):
                yield "".join(
                    str(part.value) if isinstance(part, ast.Constant) else VALUE
                    for part in node.values
                )


SENTENCES = frozenset(sentences())


@pytest.mark.parametrize("key", HEARD)
def test_every_sentence_is_one_that_the_library_says(key: str) -> None:
    wanted = ENGLISH(key, **dict.fromkeys(variables("en")[key], VALUE))
    if key in COMPOSED:
        wanted = wanted.rpartition(f"{VALUE}). " if key.endswith("unknown") else ". ")[2]
        assert any(wanted in each for each in SENTENCES)
    else:
        assert wanted in SENTENCES


def told() -> Iterator[str]:
    """Every sentence that is told to whoever can act on it, with 12 for each of its values."""
    trees = {path: ast.parse(path.read_bytes()) for path in (ROOT / "index").rglob("*.py")}
    constants = {
        node.targets[0].id: node.value
        for tree in trees.values()
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for file, node in ((path.name, node) for path in trees for node in ast.walk(trees[path])):
        if isinstance(node, ast.JoinedStr) and file not in CHECKING:
            if text(node).startswith("“12” ") and text(node).endswith("."):
                yield text(node)  # a file that is refused; the error may be made elsewhere
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            given = node.args[0]
            if isinstance(given, ast.Call) and isinstance(given.func, ast.Attribute):
                given = given.func.value  # what str.format fills in
            if isinstance(given, ast.Name):
                given = constants.get(given.id, given)
            if node.func.id in TOLD and isinstance(given, ast.Constant | ast.JoinedStr):
                yield from (each for each in (text(given),) if each.endswith("."))


def text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return re.sub(r"\{\w+\}", "12", str(node.value))
    assert isinstance(node, ast.JoinedStr)
    parts = (part.value if isinstance(part, ast.Constant) else "12" for part in node.values)
    return "".join(map(str, parts))


# Of a damaged data folder or model a mark is told, by which the operator finds it in the log.
TOLD = {
    name
    for name, error in vars(errors).items()
    if isinstance(error, type) and issubclass(error, errors.FootnoteError)
} - {"StoreError", "ModelError", "BackupError"}
CHECKING = {"deep.py", "repair.py"}  # what the terminal's doctor finds
NEVER_TOLD = {
    "12 quotes can't be shown. Ask for at least one.",  # the settings don't allow it
    "There is no job 12 that could be worked on.",
    # Put together of several texts: they are known as a whole.
    "“12” is 12. Types that can be read: 12.",
    "“12” holds no text12. Add a file with sentences in it.",
    "“12” took longer than 12 second12 to read and was stopped. Split it into smaller files, or "
    "export it anew and add that.",
    "“12” seems to be scanned: 12 no text, only pictures. Run text recognition (OCR) over it and "
    "add the result.",
    "“12” says that it is in 12, which isn’t true.",  # a note, and a guess may follow
}


@pytest.mark.parametrize("sentence", sorted({*told()} - NEVER_TOLD))
def test_no_sentence_that_is_told_is_missing(sentence: str) -> None:
    assert in_language(sentence, GERMAN) != sentence


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("key", HEARD)
def test_every_sentence_is_recognized(key: str, language: str) -> None:
    values = {name: "12" for name in variables("en")[key]}
    say = Speaker.for_locale(language)
    said = in_language(ENGLISH(key, **values), say)
    assert said == in_language(ENGLISH(key, **values), say) != ENGLISH(key, **values)
    assert said.count("12") >= len(values)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "There is no document “a.txt” in this library. The list of documents shows the names.",
            "In dieser Bibliothek gibt es kein Dokument „a.txt“. Die Liste der Dokumente zeigt die "
            "Namen.",
        ),
        (
            "“a.pdf” is too large: 12.5 MiB, and the limit is 10 MiB. Split it, or raise "
            "FOOTNOTE_MAX_FILE_MIB.",
            "„a.pdf“ ist zu groß: 12,5 MiB, und die Grenze ist 10 MiB. Teil die Datei, oder lass "
            "FOOTNOTE_MAX_FILE_MIB erhöhen.",
        ),
        (
            "The question has 1,200 characters; at most 1,000 are read. Ask it in fewer words.",
            "Die Frage hat 1.200 Zeichen; gelesen werden höchstens 1.000. Frag mit weniger Worten.",
        ),
        (
            "“a.txt” failed 3 times and is not tried again. The last time: “a.txt” is empty. "
            "Add a file that holds text.",
            "„a.txt“ ist 3-mal gescheitert und wird nicht noch einmal versucht. Beim letzten Mal: "
            "„a.txt“ ist leer. Füge eine Datei hinzu, in der Text steht.",
        ),
        ("Job 12 has ended already: it is done.", "Auftrag 12 ist schon zu Ende (done)."),
        ("Nobody has ever said this.", "Nobody has ever said this."),
    ],
)
def test_a_sentence_keeps_its_values(sentence: str, said: str) -> None:
    assert in_language(sentence, GERMAN) == said
    assert in_language(sentence, ENGLISH) == sentence
