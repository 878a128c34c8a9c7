"""Disks that are full: real ones, small, in a namespace where we may mount them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture import rounds

DISKS = rounds(4, 25)
OWN_MOUNTS = ["unshare", "--user", "--map-root-user", "--mount"]


def _can_mount(folder: Path) -> bool:
    if not shutil.which("unshare"):
        return False
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "small", str(folder)]
    return subprocess.run([*OWN_MOUNTS, *mount], capture_output=True, check=False).returncode == 0  # noqa: S603


def test_nothing_is_lost_on_a_full_disk(tmp_path: Path) -> None:
    if not _can_mount(tmp_path):
        pytest.skip("this system lets nobody mount a small disk for the test")
    program = [sys.executable, "-m", "tests.torture.full_disk", str(tmp_path), str(DISKS)]
    done = subprocess.run(  # noqa: S603
        [*OWN_MOUNTS, *program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert done.stdout.count("documents, then") == DISKS
