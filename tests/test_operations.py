"""docs/operations.md to the letter: every block of commands is run, in order, by a shell."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from dotenv import dotenv_values

ROOT = Path(__file__).parents[1]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", OPERATIONS, re.MULTILINE | re.DOTALL)
PLAYED = ("systemctl", "journalctl", "git", "make")
QUESTION = "When does START expire?"


def shell(script: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run lines as an operator would who stops at the first that fails."""
    return subprocess.run(  # noqa: S603
        ["/bin/bash", "-euo", "pipefail", "-c", script],
        cwd=ROOT,
        env={
            "PATH": f"{home / 'bin'}:{os.environ['PATH']}",
            "HOME": str(home),
            "FOOTNOTE_DATA": str(home / "data"),
            "BACKUPS": str(home / "backups"),
            "OMP_NUM_THREADS": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def prepare(home: Path) -> None:
    """Put `footnote` on the path, and what isn't on every machine as a file that says its name."""
    (home / "bin").mkdir()
    real = f'#!/bin/sh\nexec "{sys.executable}" -m bot "$@"\n'
    for name in ("footnote", *PLAYED):
        file = home / "bin" / name
        file.write_text(real if name == "footnote" else f'#!/bin/sh\necho "{name} $*"\n')
        file.chmod(0o755)


def answer(home: Path, data: str) -> object:
    """The answer to a question from a data folder, without what differs from one to the next."""
    done = shell(f'footnote --data "{data}" ask --json "{QUESTION}"', home)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["answered"]
    return {**found, "id": ""}


def test_every_command_of_operations_md_does_what_it_says(tmp_path: Path) -> None:
    prepare(tmp_path)
    said: dict[str, str] = {}
    known = ""
    for block in BLOCKS:
        # Variables live on from block to block, as they do in an operator's shell.
        done = shell(f"{known}\n{block}", tmp_path)
        assert done.returncode == 0, f"{block}\n{done.stdout}{done.stderr}"
        said[block] = done.stdout
        known += "".join(
            f"{line}\n" for line in block.splitlines() if re.match(r"export |\w+=", line)
        )
        if block == "footnote add corpus\n":
            before = answer(tmp_path, str(tmp_path / "data"))
        if block.startswith("systemctl stop footnote\nmkdir"):
            assert answer(tmp_path, str(tmp_path / "data")) == before
    assert answer(tmp_path, str(tmp_path / "backups" / "new-machine")) == before
    assert "footnote-guide.md" in said["footnote add corpus\n"]
    listed = shell("footnote list --json", tmp_path)
    assert [each["source"] for each in json.loads(listed.stdout)["documents"]] == [
        "missile-defense-talks-2007.md"
    ]


def test_every_command_in_the_text_is_in_a_block() -> None:
    lines = "".join(BLOCKS).splitlines()
    text = re.sub(r"^```sh\n.*?^```$", "", OPERATIONS, flags=re.MULTILINE | re.DOTALL)
    named = re.findall(r"`((?:footnote|systemctl|journalctl) [a-z-][^`]*)`", text)

    unknown = [each for each in named if not any(line.startswith(each) for line in lines)]
    assert unknown == ["footnote ask"]


def test_units_and_images_use_settings_that_exist() -> None:
    known = set(dotenv_values(ROOT / ".env.example"))
    for file in ("deploy/footnote.service", "deploy/Dockerfile"):
        named = re.findall(r"FOOTNOTE_[A-Z_]+", (ROOT / file).read_text(encoding="utf-8"))
        assert named == ["FOOTNOTE_DATA"]
        assert set(named) <= known
