"""A page or file from the web → its name and bytes, without letting an address lead us astray.

Whoever gives an address may be after what only this machine can reach: a router, a neighbour, the
cloud's own data. So names are resolved here, every address is checked, and the connection goes to
the address that was checked: resolved once more, the name might lead elsewhere. Redirects are
followed by hand, each as if it had been typed. The environment's proxies are not asked.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from io import BufferedReader, RawIOBase
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from bot.target import PORT, FetchError, Target, follow, is_public, name_of, parse

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

MIB = 1024 * 1024
READ_AT_ONCE = 64 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
Resolve = Callable[[str], list[str]]
Allow = Callable[[str], bool]
Dial = Callable[[str, float], socket.socket]


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long fetching may take, and how much may come."""

    file_bytes: int = 10 * MIB
    step_seconds: float = 10
    all_seconds: float = 30
    redirects: int = 3


def look_up(host: str) -> list[str]:
    """The IP addresses of a host, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def dial(address: str, seconds: float) -> socket.socket:
    """A connection to an IP address."""
    return socket.create_connection((address, PORT), timeout=seconds)


@dataclass(frozen=True, slots=True)
class Network:
    """How the world is reached: names, addresses, connections. Tests put their own in its place.

    `tls` checks certificates for the host's name; without one, nothing is encrypted.
    """

    resolve: Resolve = look_up
    allow: Allow = is_public
    dial: Dial = dial
    tls: Callable[[], ssl.SSLContext] | None = ssl.create_default_context


def fetch(
    url: str, limits: FetchLimits | None = None, *, network: Network | None = None
) -> tuple[str, bytes]:
    """What a URL leads to: the name that it should have in the library, and its bytes.

    Raises:
        FetchError: the URL is not one of https, leads to no public machine, or what comes from
            there is not one whole file within the limits.
    """
    limits, network = limits or FetchLimits(), network or Network()
    clock = _Clock(limits)
    target = parse(url)
    for _ in range(limits.redirects + 1):
        connection = _Connection(target, clock, network)
        try:
            response = connection.ask()
            if response.status not in REDIRECTS:
                data = _body(target, response, limits)
                return name_of(target, response.headers.get_content_type()), data
            target = follow(target, response.getheader("Location"))
        except TimeoutError as error:
            raise FetchError(
                f"“{target.host}” takes too long: the limits are {limits.step_seconds:g} seconds "
                f"for an answer and {limits.all_seconds:g} seconds in all. Try again later, or "
                "download the file and add that."
            ) from error
        except ssl.SSLCertVerificationError as error:
            raise FetchError(
                f"“{target.host}” can't prove who it is: {error.verify_message}. Check the "
                "address, or download the file and add that."
            ) from error
        except (OSError, http.client.HTTPException) as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            raise FetchError(
                f"“{target.host}” can't be reached, or broke off: {why}. Try again later."
            ) from error
        finally:
            connection.hang_up()
    raise FetchError(
        f"“{url}” leads from one address to the next, more than {limits.redirects} times. "
        "Give the last address."
    )


class _Clock:
    """How long may still be waited."""

    def __init__(self, limits: FetchLimits) -> None:
        self._step = limits.step_seconds
        self._end = time.monotonic() + limits.all_seconds

    def left(self) -> float:
        """Seconds for the next step.

        Raises:
            TimeoutError: none are left.
        """
        seconds = min(self._step, self._end - time.monotonic())
        if seconds <= 0:
            raise TimeoutError
        return seconds


def _resolve(target: Target, clock: _Clock, network: Network) -> list[str]:
    """The addresses of a host, all of them public ones.

    In a thread of its own, since the system's resolver can't be told how long to take.

    Raises:
        FetchError: it has none, or any that isn't public.
    """
    answers: SimpleQueue[list[str] | OSError | UnicodeError] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(network.resolve(target.host))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=clock.left())
    except Empty as error:
        raise TimeoutError from error
    if isinstance(found, Exception) or not found:
        raise FetchError(f"“{target.host}” is not known. Check the address.")
    # One that isn't public among others is enough: it would be tried next.
    if not all(map(network.allow, found)):
        raise FetchError(
            f"“{target.host}” is not a public address, but one of a local network. Download the "
            "file and add that."
        )
    return found


class _Connection(http.client.HTTPConnection):
    """A connection to one of the checked addresses of a host."""

    def __init__(self, target: Target, clock: _Clock, network: Network) -> None:
        super().__init__(target.host, PORT)
        self._target = target
        self._clock = clock
        self._network = network
        self._plain: socket.socket | None = None

    def connect(self) -> None:
        """Open the connection; see that who answers has a certificate for the host's name."""
        plain = self._dial(_resolve(self._target, self._clock, self._network))
        try:
            plain.settimeout(self._clock.left())
            if self._network.tls is not None:
                context = self._network.tls()
                plain = context.wrap_socket(plain, server_hostname=self._target.host)
        except BaseException:
            plain.close()
            raise
        self._plain = plain
        self.sock = _Timely(plain, self._clock)

    def hang_up(self) -> None:
        """Close the connection, if there is one."""
        if self._plain is not None:
            self._plain.close()

    def _dial(self, addresses: list[str]) -> socket.socket:
        """A connection to the first address that answers."""
        problem = OSError("no address")
        for address in addresses:
            try:
                return self._network.dial(address, self._clock.left())
            except OSError as error:  # TimeoutError is one; when all time is up, `left` raises it
                problem = error
        raise problem

    def ask(self) -> http.client.HTTPResponse:
        """Ask for the target; no cookies, nothing packed, nothing kept open."""
        self.putrequest("GET", self._target.path, skip_host=True, skip_accept_encoding=True)
        self.putheader("Host", self._target.host)
        self.putheader("User-Agent", "Footnote")
        self.putheader("Accept", "*/*")
        self.putheader("Accept-Encoding", "identity")
        self.putheader("Connection", "close")
        self.endheaders()
        return self.getresponse()


class _Timely:
    """As much of a socket as http.client uses, with an eye on the clock."""

    def __init__(self, plain: socket.socket, clock: _Clock) -> None:
        self._socket = plain
        self._clock = clock

    def sendall(self, data: ReadableBuffer) -> None:
        self._socket.settimeout(self._clock.left())
        self._socket.sendall(data)

    def makefile(self, mode: str) -> BufferedReader:
        return BufferedReader(_Stream(self._socket, self._clock))

    def close(self) -> None:
        """Nothing: http.client closes when the headers are there, and the body is yet to come."""


class _Stream(RawIOBase):
    """What comes in. The clock is looked at each time: one byte now and then is no answer."""

    def __init__(self, plain: socket.socket, clock: _Clock) -> None:
        self._socket = plain
        self._clock = clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._socket.settimeout(self._clock.left())
        return self._socket.recv_into(buffer)


def _body(target: Target, response: http.client.HTTPResponse, limits: FetchLimits) -> bytes:
    """The bytes of a response, if they are all there and as they are.

    Raises:
        FetchError: they are not, or are too many.
    """
    if response.status != HTTPStatus.OK:
        raise FetchError(_refused(target, response.status))
    packed = response.getheader("Content-Encoding", "identity").strip().lower()
    if packed not in ("", "identity"):
        raise FetchError(
            f"“{target.shown}” comes packed, though it was asked for as it is. Download the file "
            "and add that."
        )
    data = bytearray()
    while more := response.read(READ_AT_ONCE):
        data += more
        if len(data) > limits.file_bytes:
            raise FetchError(
                f"“{target.shown}” is larger than {limits.file_bytes / MIB:g} MiB. Split it, or "
                "raise FOOTNOTE_MAX_FILE_MIB."
            )
    if response.length:  # what was announced and never came; read() doesn't mind
        raise FetchError(f"“{target.shown}” broke off before its end. Try again later.")
    return bytes(data)


def _refused(target: Target, status: int) -> str:
    """What to say about a status other than 200."""
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        why, remedy = "isn't there", "Check the address."
    elif status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        why, remedy = "isn't open to everybody", "Download the file and add that."
    elif status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        why, remedy = "can't be had at the moment", "Try again later."
    else:
        why, remedy = "was not given", "Download the file and add that."
    return f"“{target.shown}” {why} (status {status}). {remedy}"
