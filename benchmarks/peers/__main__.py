"""Footnote beside its peers, one system after the other, each in a process of its own.

    make peers                                     # .venv-peers, once
    .venv-peers/bin/python -m benchmarks.peers FILE… --results results.jsonl

The files are question sets in SQuAD's form. A row is appended to the results for each system, cut
and set; those that are there already are left out, so that what broke off goes on. `--again`
measures systems anew. `python -m benchmarks.peers.table results.jsonl` prints the tables.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from time import strftime

from benchmarks.peers.rows import key_of, read_rows
from benchmarks.peers.systems import SYSTEMS

QUIET = {  # one thread for every system; nothing is fetched, nothing is told to anybody
    "OMP_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "LANGSMITH_TRACING": "false",
}


def commit() -> str:
    """Which state of Footnote was measured."""
    told = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    return told.stdout.strip()


def main() -> None:
    """Measure what isn't there yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="question sets in SQuAD's form")
    parser.add_argument("--results", type=Path, required=True, help="a file of JSON lines")
    parser.add_argument("--sample", type=int, default=500, help="questions of each set")
    parser.add_argument("--systems", nargs="*", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument(
        "--cuts", nargs="*", choices=("passages", "own"), default=["passages", "own"]
    )
    parser.add_argument("--again", action="store_true", help="measure what is there already too")
    given = parser.parse_args()
    there = set(map(key_of, read_rows(given.results)))
    failed = False
    for cut in given.cuts:
        for path in given.files:
            for name in given.systems:
                key = (name, cut, path.name.split(".")[0])
                if cut in SYSTEMS[name].cuts and (given.again or key not in there):
                    failed = not measure(name, cut, path, given) or failed
    sys.exit(int(failed))


def measure(name: str, cut: str, path: Path, given: argparse.Namespace) -> bool:
    """Measure one system on one set, and append its row; whether it came to an end."""
    print(strftime("%H:%M:%S"), name, cut, path.name, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.peers.one", name, cut, str(path), str(given.sample)],
        env={**os.environ, **QUIET},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        return False
    row = {**json.loads(done.stdout.splitlines()[-1]), "commit": commit(), "at": strftime("%F %R")}
    with given.results.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
    return True


if __name__ == "__main__":
    main()
