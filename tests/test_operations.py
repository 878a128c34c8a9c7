"""docs/operations.md to the letter: every block of commands is run, in order, by a shell."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from dotenv import dotenv_values

from index.embed import BUILT_IN
from index.libraries import Libraries
from index.types import OPERATOR, Standing

ROOT = Path(__file__).parents[1]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", OPERATIONS, re.MULTILINE | re.DOTALL)
PLAYED = ("systemctl", "journalctl", "git", "make")
QUESTION = "When does START expire?"
# What stands in for systemd also stands in for the bot that it runs: a pulse, while it does.
SYSTEMCTL = """#!/bin/sh
echo "systemctl $*"
case "$1" in
enable | start | restart)
  now=$(date +%s)
  printf '{"process": 1, "started": %s, "at": %s, "shards": [1, 1], "lost": null, "servers": 1,
    "last_event": %s, "queues": {"questions": [0, 202]}, "trouble": null}' \\
    "$now" "$now" "$now" > "$FOOTNOTE_DATA/running.json" ;;
stop) rm -f "$FOOTNOTE_DATA/running.json" ;;
esac
"""


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
    (home / "bin" / "systemctl").write_text(SYSTEMCTL)


def every_kept_answer(folder: Path) -> dict[str, set[Standing]]:
    """What became of the quotes of each question that was ever answered from a data folder."""
    with Libraries.open(
        folder, model=BUILT_IN, min_evidence=0.5, max_file_bytes=1 << 20
    ) as libraries:
        with libraries.store.reading() as reader:
            asked = [(str(row[0]), str(row[4])) for row in reader.rows("answer", "true", ())]
        found: dict[str, set[Standing]] = {}
        for answer_id, question in asked:
            library = libraries.of_answer(answer_id)
            assert library is not None
            kept = library.kept.answered(answer_id, OPERATOR, by="terminal").answer
            found[question] = {
                library.sources.check(each).standing for each in kept.quotes or kept.nearest
            }
        return found


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
            shell('footnote ask "Who is the king of Mars?"', tmp_path)
            kept = every_kept_answer(tmp_path / "data")
            assert kept == {
                QUESTION: {Standing.UNCHANGED},
                "Who is the king of Mars?": {Standing.UNCHANGED},
            }
        if block.startswith("systemctl stop footnote\nmkdir"):
            assert every_kept_answer(tmp_path / "data") == kept
            assert answer(tmp_path, str(tmp_path / "data")) == before
    assert shell("systemctl start footnote; footnote health", tmp_path).returncode == 0
    assert shell("systemctl stop footnote; footnote health", tmp_path).returncode == 3
    assert every_kept_answer(tmp_path / "backups" / "new-machine") == kept
    assert answer(tmp_path, str(tmp_path / "backups" / "new-machine")) == before
    assert "footnote-guide.md" in said["footnote add corpus\n"]
    listed = shell("footnote list --json", tmp_path)
    assert [each["source"] for each in json.loads(listed.stdout)["documents"]] == [
        "glossary.md",
        "missile-defense-talks-2007.md",
    ]


def test_every_command_in_the_text_is_in_a_block() -> None:
    lines = "".join(BLOCKS).splitlines()
    text = re.sub(r"^```sh\n.*?^```$", "", OPERATIONS, flags=re.MULTILINE | re.DOTALL)
    named = re.findall(r"`((?:footnote|systemctl|journalctl) [a-z-][^`]*)`", text)

    unknown = [each for each in named if not any(line.startswith(each) for line in lines)]
    # The first needs a question; the second is run against a Discord in tests/bot/test_sync.py.
    assert unknown == ["footnote ask", "footnote run --sync"]


def test_units_and_images_use_settings_that_exist() -> None:
    known = set(dotenv_values(ROOT / ".env.example"))
    for file in ("deploy/footnote.service", "deploy/Dockerfile"):
        named = re.findall(r"FOOTNOTE_[A-Z_]+", (ROOT / file).read_text(encoding="utf-8"))
        assert named == ["FOOTNOTE_DATA"]
        assert set(named) <= known
