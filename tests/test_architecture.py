"""Who imports what: read from the source, so that no wrong arrow gets by unnoticed."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODEL_LIBRARIES = {
    "sentence_transformers",
    "torch",
    "transformers",
    "huggingface_hub",
    "safetensors",
    "tokenizers",
}
# The network itself needs torch from its first line; it is imported late.
JUDGE = ("index.judge.judge", "index.judge.network")
OUTSIDE_WORLD = {"os", "pathlib", "subprocess", "shutil", "socket", "tempfile", "sys"}
PURE = ["layout", "prose", "sentences", "chunk", "words", "verify", "quote", "types", "errors"]
# What holds a hostile file away from the rest has to do with processes; the readers have not.
GUARDS = {"index.read.guard", "index.read.child", "index.read.confine", "index.read.kernel"}
WITHOUT_FILES = {"PurePosixPath"}


@dataclass(frozen=True, slots=True)
class Import:
    """`name` imported from `module`, or the module itself where `name` is empty.

    `late` is inside a function, `typing` is for type checkers alone.
    """

    module: str
    name: str = ""
    late: bool = False
    typing: bool = False

    @property
    def top(self) -> str:
        """The package that it is of."""
        return self.module.split(".")[0]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def find_imports(node: ast.AST, *, late: bool = False, typing: bool = False) -> Iterator[Import]:
    """The imports of a piece of source, wherever in it they stand."""
    if isinstance(node, ast.Import):
        yield from (Import(each.name, "", late, typing) for each in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "write imports out in full"
        for each in node.names:
            found = f"{node.module}.{each.name}"
            if found in MODULES:
                yield Import(found, "", late, typing)
            else:
                yield Import(str(node.module), each.name, late, typing)
    elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        for child in node.body:
            yield from find_imports(child, late=late, typing=True)
        for child in node.orelse:
            yield from find_imports(child, late=late, typing=typing)
    else:
        late = late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for below in ast.iter_child_nodes(node):
            yield from find_imports(below, late=late, typing=typing)


PATHS = {
    module_name(path): path
    for room in ("index", "bot")
    for path in sorted((ROOT / room).rglob("*.py"))
}
MODULES = frozenset(PATHS)
TREES = {name: ast.parse(path.read_bytes()) for name, path in PATHS.items()}
IMPORTS = {name: tuple(find_imports(tree)) for name, tree in TREES.items()}


def importers(*libraries: str, typing: bool = True) -> set[str]:
    """The modules that import any of these packages; with `typing`, also those that only type."""
    return {
        name
        for name, imports in IMPORTS.items()
        if any(each.top in libraries and (typing or not each.typing) for each in imports)
    }


def test_the_parser_sees_imports_wherever_they_stand() -> None:
    source = """
import os.path
from index.types import Span, Quote
from index import chunk
if TYPE_CHECKING:
    import apsw
def load():
    try:
        from torch import nn
    except ImportError:
        import faiss as f
"""
    assert list(find_imports(ast.parse(source))) == [
        Import("os.path"),
        Import("index.types", "Span"),
        Import("index.types", "Quote"),
        Import("index.chunk"),
        Import("apsw", typing=True),
        Import("torch", "nn", late=True),
        Import("faiss", late=True),
    ]
    assert {"index.library", "index.read", "bot.cli", "bot.render.json"} <= MODULES


def test_the_engine_knows_no_front_end() -> None:
    front_ends = importers("bot", "discord", "typer", "rich", "prompt_toolkit", "pydantic_settings")

    assert {name for name in front_ends if name.startswith("index")} == set()


NOUNS = [each for each in IMPORTS if each == "index.errors" or each.startswith("index.types")]


@pytest.mark.parametrize("name", NOUNS)
def test_nouns_and_errors_import_nothing_of_ours_but_nouns(name: str) -> None:
    ours = [each for each in IMPORTS[name] if each.top in ("index", "bot")]
    assert [each for each in ours if not each.module.startswith("index.types.")] == []


@pytest.mark.parametrize(
    ("libraries", "expected"),
    [
        ({"torch", "sentence_transformers"}, {"index.embed", *JUDGE}),
        (MODEL_LIBRARIES, {"index.embed", "index.judge.tokens", *JUDGE}),
        ({"faiss"}, {"index.vectors"}),
        ({"filelock"}, {"index.store"}),
        ({"Stemmer"}, {"index.words"}),
        ({"pydantic_settings"}, {"bot.config"}),
        ({"prometheus_client"}, {"bot.metrics"}),
    ],
)
def test_a_library_is_imported_in_one_file(libraries: set[str], expected: set[str]) -> None:
    assert importers(*libraries) == expected


def test_sqlite_is_imported_in_the_store_and_named_in_the_record() -> None:
    assert importers("apsw", typing=False) == {"index.store"}
    assert importers("apsw") == {"index.store", "index.record.reader"}
    assert importers("sqlite3") == set()


def test_the_model_is_loaded_late() -> None:
    early = [
        each
        for name in ("index.embed", "index.judge.judge", "index.judge.tokens")
        for each in IMPORTS[name]
        if each.top in MODEL_LIBRARIES and not (each.late or each.typing)
    ]

    assert early == []


def test_the_environment_is_read_in_one_file() -> None:
    readers = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute | ast.ImportFrom | ast.Name)
        and ast.unparse(node).startswith(("os.environ", "os.getenv", "from os import"))
    }

    assert readers == {"bot.config"}


@pytest.mark.parametrize(
    "name",
    [
        *(f"index.{name}" for name in PURE),
        *(name for name in sorted(PATHS) if name.startswith("index.read") and name not in GUARDS),
    ],
)
def test_a_pure_file_has_nothing_to_do_with_the_world_outside(name: str) -> None:
    outside = [
        each
        for each in IMPORTS[name]
        if each.top in OUTSIDE_WORLD and each.name not in WITHOUT_FILES
    ]
    calls = [ast.unparse(node) for node in ast.walk(TREES[name]) if isinstance(node, ast.Call)]

    assert outside == []
    assert [call for call in calls if call.startswith(("open(", "io.open(", "print("))] == []


@pytest.mark.parametrize("room", ["index", "bot"])
def test_no_file_imports_itself_by_way_of_others(room: str) -> None:
    graph = {
        name: {
            each.module
            for each in imports
            if each.module in MODULES and not each.typing and each.module != name
        }
        for name, imports in IMPORTS.items()
        if name.startswith(room)
    }

    TopologicalSorter(graph).prepare()  # raises CycleError with the cycle


def test_what_front_ends_hold_brings_no_torch_before_it_is_needed() -> None:
    code = (
        "import sys, index.library; "
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert done.stdout == "[]\n"
