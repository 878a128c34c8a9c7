"""A page or file from the web → its name and bytes, without letting an address lead us astray.

Whoever gives an address may be after what only this machine can reach: a router, a neighbour, the
cloud's own data. So names are resolved here, every address is checked, and the connection goes to
the address that was checked: resolved once more, the name might lead elsewhere. Redirects are
followed by hand, each as if it had been typed. The environment's proxies are not asked.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from io import BufferedReader, RawIOBase
from pathlib import PurePosixPath
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

from bot.names import source_name
from index.errors import FootnoteError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

MIB = 1024 * 1024
PORT = 443
MOST_URL_CHARS = 2_048
READ_AT_ONCE = 64 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
IN_PLACE = "/:;@!$&'()*+,=~?%-._"  # in a path and a query, what isn't written as %…
HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_-]|\.(?!\.))*\Z")
NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)\Z")  # the last part of an IPv4 address, however written
# Networks that Python takes for public ones and that lead elsewhere.
ELSEWHERE = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24",  # a provider's own
            "192.88.99.0/24",  # relays to IPv6
            "64:ff9b::/96",  # IPv4 addresses behind a translator
            "64:ff9b:1::/48",  # the same, in a local network
            "2001::/23",  # among them Teredo, which holds IPv4 addresses
            "2002::/16",  # 6to4, which does too
        ),
    )
)
EXTENSIONS = {
    "application/epub+zip": ".epub",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/xhtml+xml": ".xhtml",
    "message/rfc822": ".eml",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
    "text/tab-separated-values": ".tsv",
    "text/x-rst": ".rst",
}

Resolve = Callable[[str], list[str]]
Allow = Callable[[str], bool]
Dial = Callable[[str, float], socket.socket]


class FetchError(FootnoteError):
    """An address that nothing can be fetched from."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long fetching may take, and how much may come."""

    file_bytes: int = 10 * MIB
    step_seconds: float = 10
    all_seconds: float = 30
    redirects: int = 3


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet's, and of one machine there."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or ip.sixtofour or ip.teredo):
        return False
    if ip.is_multicast or ip.is_reserved or ip.is_unspecified or not ip.is_global:
        return False
    return not any(ip in network for network in ELSEWHERE)


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


class _Target(NamedTuple):
    """A checked URL: shown to people as it was given, host and path as they are sent."""

    shown: str
    host: str
    path: str


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
    target = _parse(url)
    for _ in range(limits.redirects + 1):
        connection = _Connection(target, clock, network)
        try:
            response = connection.ask()
            if response.status not in REDIRECTS:
                return _name(target, response), _body(target, response, limits)
            target = _follow(target, response)
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
            connection.close()
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


def _parse(url: str) -> _Target:
    """A URL, checked as far as can be without asking anybody.

    Raises:
        FetchError: it is none that may be fetched.
    """
    if len(url) > MOST_URL_CHARS:
        raise FetchError(
            f"The address is {len(url):,} characters long, and the limit is {MOST_URL_CHARS:,}. "
            "Download the file and add that."
        )
    # urlsplit drops some of these without a word, and browsers take a backslash for a slash.
    if any(char <= " " or char in "\\\x7f" for char in url):
        raise FetchError(f"“{url}” holds a space, a backslash or a control character. Remove it.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode("ascii").lower().removesuffix(".") if host else ""
    except ValueError as error:  # UnicodeError is one
        raise FetchError(f"“{url}” is not an address of the web. Check it.") from error
    if parts.scheme != "https":
        raise FetchError(f"“{url}” doesn't begin with https://. Give an address that does.")
    if "@" in parts.netloc:  # not repeated: there may be a password in it
        raise FetchError("The address holds a user name or password. Remove what is before the @.")
    if port not in (None, PORT):
        raise FetchError(f"“{url}” names port {port}, and only {PORT} is used. Leave it out.")
    if "[" in parts.netloc or NUMBER.match(host.rpartition(".")[2]):
        raise FetchError(f"“{url}” names its host by a number. Give the host's name.")
    if not HOST.match(host):
        raise FetchError(f"“{url}” names no host that could be asked. Check it.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Target(url, host, quote(path, safe=IN_PLACE))


def _follow(target: _Target, response: http.client.HTTPResponse) -> _Target:
    """Where a response sends us, checked like an address that was typed."""
    location = response.getheader("Location")
    if not location:
        raise FetchError(f"“{target.shown}” leads elsewhere and doesn't say where. Check it.")
    # Headers come as Latin-1; what isn't ASCII is sent back byte for byte.
    location = quote(location.encode("latin-1"), safe=IN_PLACE + "#[]\\ ")
    try:
        joined = urljoin(f"https://{target.host}{target.path}", location)
    except ValueError as error:
        raise FetchError(f"“{target.shown}” leads to no address of the web. Check it.") from error
    return _parse(joined)


def _resolve(target: _Target, clock: _Clock, network: Network) -> list[str]:
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
    """A connection to one of the checked addresses of a host, with an eye on the clock."""

    def __init__(self, target: _Target, clock: _Clock, network: Network) -> None:
        super().__init__(target.host, PORT)
        self._target = target
        self._clock = clock
        self._network = network

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
        self.sock = _Timely(plain, self._clock)

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


class _Timely(RawIOBase):
    """A socket that looks at the clock each time: one byte now and then is no answer."""

    def __init__(self, plain: socket.socket, clock: _Clock) -> None:
        self._socket = plain
        self._clock = clock

    def makefile(self, mode: str) -> BufferedReader:
        """What http.client reads a response from."""
        return BufferedReader(self)

    def sendall(self, data: ReadableBuffer) -> None:
        self._socket.settimeout(self._clock.left())
        self._socket.sendall(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._socket.settimeout(self._clock.left())
        return self._socket.recv_into(buffer)

    def close(self) -> None:
        self._socket.close()
        super().close()


def _body(target: _Target, response: http.client.HTTPResponse, limits: FetchLimits) -> bytes:
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


def _refused(target: _Target, status: int) -> str:
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


def _name(target: _Target, response: http.client.HTTPResponse) -> str:
    """The name of what was fetched: the last part of the path, or the host.

    One that ends in no extension that can be read gets that of the content's type.
    """
    from index.read.table import EXTENSIONS as READABLE  # late: readers bring their libraries

    extension = EXTENSIONS.get(response.headers.get_content_type(), "")
    try:
        last = unquote_to_bytes(target.path.partition("?")[0].rpartition("/")[2]).decode()
    except UnicodeDecodeError:
        last = ""  # a name in another encoding, which can't be told
    if not last.strip("."):
        return source_name(target.host + (extension or ".html"))
    if PurePosixPath(last).suffix.lower() in READABLE:
        extension = ""
    return source_name(last + extension)
