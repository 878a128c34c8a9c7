"""What lies in deploy/ fits what the bot is."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.config import Settings
from bot.metrics import Metrics
from bot.notify import Notifier
from bot.worker import Worker
from tests.bot.lamp_shop import libraries_in, stock

ROOT = Path(__file__).parents[1]
DASHBOARD: dict[str, Any] = json.loads((ROOT / "deploy" / "grafana.json").read_text("utf-8"))
UNIT = ROOT / "deploy" / "footnote.service"
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
EXPOSURE = 25  # in tenths: systemd's own measure, 0 for nothing and 100 for everything


def shown(folder: Path) -> set[str]:
    """The names of all metrics that a bot shows."""
    shutil.copytree(stock().name, folder)
    metrics = Metrics()
    worker = Worker()
    with libraries_in(folder, Settings()) as libraries:
        metrics.watch(worker, libraries)
        names = {
            sample.replace("_created", "_total")
            for family in metrics.registry.collect()
            for sample in (family.name, f"{family.name}_total")
            if (sample == family.name) == (family.type != "counter")
        }
        for family in metrics.registry.collect():
            if family.type == "histogram":
                names |= {f"{family.name}_{part}" for part in ("bucket", "sum", "count")}
    worker.stop()
    return names


def test_every_expression_of_the_dashboard_asks_for_metrics_that_exist(tmp_path: Path) -> None:
    known = shown(tmp_path / "data")
    asked = {
        name
        for panel in DASHBOARD["panels"]
        for target in panel["targets"]
        for name in re.findall(r"\b(?:footnote|process)_[a-z_]+", target["expr"])
    }
    assert asked - known == set()
    ours = {name for name in known if name.startswith("footnote_")}
    histogram = "footnote_step_seconds"
    parts = {f"{histogram}_{part}" for part in ("bucket", "sum", "count")}
    assert ours - asked == {histogram}
    table = OPERATIONS.split("| metric | says |", 1)[1].split("\n\n", 1)[0]
    assert set(re.findall(r"`(footnote_\w+)`", table)) == ours - parts
    assert len({each["id"] for each in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])


def test_exit_codes_are_documented() -> None:
    table = OPERATIONS.split("| code | means |", 1)[1].split("\n\n", 1)[0]
    assert re.findall(r"^\| ([\d, ]+) \|", table, re.MULTILINE) == [
        *("0", "1", "2", "3", "70", "130, 143"),
    ]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_the_service_is_as_shut_off_as_systemd_measures() -> None:
    done = subprocess.run(  # noqa: S603 - systemd's own
        *(["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}", str(UNIT)],),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


def test_systemd_hears_that_the_bot_lives(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        address = str(tmp_path / "notify")
        systemd.bind(address)
        Notifier(address).tell("READY=1")
        assert systemd.recv(100) == b"READY=1"
    Notifier(address).tell("WATCHDOG=1")  # nobody listens any more
    Notifier(None).tell("READY=1")


def test_the_image_asks_for_the_bot_s_health() -> None:
    assert "HEALTHCHECK --interval=1m" in (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
    assert "WatchdogSec=2min" in UNIT.read_text("utf-8")
