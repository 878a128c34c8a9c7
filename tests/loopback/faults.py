"""Faults that a test asks the server to commit on its next requests."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import struct
from dataclasses import dataclass
from typing import Literal

from aiohttp import web


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one request, before or after it took effect."""

    kind: Literal["status", "rate limit", "reset", "hang"]
    status: int = 500
    after_effect: bool = False
    retry_after: float = 0.0
    everywhere: bool = False


FAILED_BEFORE = Fault("status")
FAILED_AFTER = Fault("status", after_effect=True)
RESET_BEFORE = Fault("reset")
RESET_AFTER = Fault("reset", after_effect=True)
HANG = Fault("hang")


def rate_limited(retry_after: float, *, everywhere: bool = False) -> Fault:
    """Return a 429 that asks to wait."""
    return Fault("rate limit", 429, retry_after=retry_after, everywhere=everywhere)


@dataclass(frozen=True)
class _Planned:
    method: str
    pattern: re.Pattern[str]
    fault: Fault


class Faults:
    """The faults still to come, in the order asked for."""

    def __init__(self) -> None:
        """Start with none."""
        self._planned: list[_Planned] = []

    def next(self, method: str, path_pattern: str, fault: Fault, *, times: int = 1) -> None:
        """Commit a fault on the next requests whose path the pattern is found in."""
        self._planned += [_Planned(method, re.compile(path_pattern), fault)] * times

    def take(self, method: str, path: str) -> Fault | None:
        """Return the first fault planned for a request, and forget it."""
        for place, planned in enumerate(self._planned):
            if planned.method == method and planned.pattern.search(path):
                return self._planned.pop(place).fault
        return None


async def commit(fault: Fault, request: web.Request, stopping: asyncio.Event) -> web.Response:
    """Answer a request with its fault."""
    if fault.kind == "hang":
        await stopping.wait()
    if fault.kind in ("hang", "reset"):
        _reset(request)
        return web.Response(status=fault.status)
    if fault.kind == "status":
        body: dict[str, object] = {"message": f"{fault.status}: loopback fault", "code": 0}
        return _as_json(fault.status, body, {})
    body = {
        "message": "You are being rate limited.",
        "retry_after": fault.retry_after,
        "global": fault.everywhere,
    }
    headers = {"Via": "1.1 loopback", "Retry-After": str(fault.retry_after)}
    return _as_json(fault.status, body, headers)


def _as_json(status: int, body: dict[str, object], headers: dict[str, str]) -> web.Response:
    return web.Response(
        status=status,
        body=json.dumps(body).encode(),
        content_type="application/json",
        headers=headers,
    )


def _reset(request: web.Request) -> None:
    transport = request.transport
    if transport is None:
        return
    plain = transport.get_extra_info("socket")
    if plain is not None:
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
