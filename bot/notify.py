"""What systemd is told of the service: that it runs, and that it stops (sd_notify(3))."""

from __future__ import annotations

import socket
from contextlib import suppress

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


class Notifier:
    """Sends states to the socket that systemd names; where it names none, to nobody."""

    def __init__(self, address: str | None) -> None:
        # Of the two forms one begins with an @ for the byte 0.
        self._address = f"\0{address[1:]}" if address and address[0] == "@" else address

    def tell(self, state: str) -> None:
        """Send one state; that nobody hears it does no harm."""
        if self._address is None or not hasattr(socket, "AF_UNIX"):
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.sendto(state.encode(), self._address)
