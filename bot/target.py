"""What may be fetched: URLs and IP addresses checked, and the names of what they lead to. Pure."""

from __future__ import annotations

import ipaddress
import re
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

from bot.names import source_name
from index.errors import FootnoteError

PORT = 443
MOST_URL_CHARS = 2_048
IN_PLACE = "/:;@!$&'()*+,=~?%-._"  # in a path and a query, what isn't written as %…
# A user's name before the host, wherever a program might look for one.
USER = re.compile(r"[^/\\?#]*[/\\]+[^/\\?#]*@")
HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_-]|\.(?!\.|\Z))*\Z")
NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)\Z")  # the last part of an IPv4 address, however written
# All of IPv6 that is given to single machines of the internet. What lies outside of it is not only
# local (fec0::/10, which Python takes for public): 64:ff9b::/96 leads to any IPv4 address.
UNICAST = ipaddress.ip_network("2000::/3")
# Networks that Python takes for public ones and that lead elsewhere.
ELSEWHERE = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24",  # a provider's own
            "192.88.99.0/24",  # relays to IPv6
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


class FetchError(FootnoteError):
    """An address that nothing can be fetched from."""


class Target(NamedTuple):
    """A checked URL: `shown` to people without its query, where a secret may be."""

    shown: str
    host: str
    path: str

    @property
    def address(self) -> str:
        """Where whoever reads a quote finds the page; empty if it takes what may be a secret."""
        return "" if "?" in self.path or ";" in self.path else f"https://{self.host}{self.path}"


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet's, and of one machine there."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and ip not in UNICAST:
        return False
    if ip.is_multicast or ip.is_reserved or ip.is_unspecified or not ip.is_global:
        return False
    return not any(ip in network for network in ELSEWHERE)


def parse(url: str) -> Target:
    """A URL, checked as far as can be without asking anybody.

    Raises:
        FetchError: it is none that may be fetched.
    """
    if USER.match(url):  # not repeated: there may be a password in it
        raise FetchError("The address holds a user name or password. Remove what is before the @.")
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
    if port not in (None, PORT):
        raise FetchError(f"“{url}” names port {port}, and only {PORT} is used. Leave it out.")
    if "[" in parts.netloc or NUMBER.match(host.rpartition(".")[2]):
        raise FetchError(f"“{url}” names its host by a number. Give the host's name.")
    if not HOST.match(host):
        raise FetchError(f"“{url}” names no host that could be asked. Check it.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(url.partition("?")[0], host, quote(path, safe=IN_PLACE))


def follow(target: Target, location: str | None) -> Target:
    """Where a header sends us, checked like an address that was typed.

    Raises:
        FetchError: it is none that may be fetched.
    """
    if not location:
        raise FetchError(f"“{target.shown}” leads elsewhere and doesn't say where. Check it.")
    # Headers come as Latin-1; what isn't ASCII is sent back byte for byte.
    location = quote(location.encode("latin-1"), safe=IN_PLACE + "#[]\\ ")
    try:
        joined = urljoin(f"https://{target.host}{target.path}", location)
    except ValueError as error:
        raise FetchError(f"“{target.shown}” leads to no address of the web. Check it.") from error
    return parse(joined)


def name_of(target: Target, content_type: str) -> str:
    """The name of what was fetched: the last part of the path, or the host.

    One that ends in no extension that can be read gets that of the content's type.
    """
    from index.read.table import EXTENSIONS as READABLE  # late: readers bring their libraries

    extension = EXTENSIONS.get(content_type, "")
    try:
        last = unquote_to_bytes(target.path.partition("?")[0].rpartition("/")[2]).decode()
    except UnicodeDecodeError:
        last = ""  # a name in another encoding, which can't be told
    if not last.strip("."):
        return source_name(target.host + (extension or ".html"))
    if PurePosixPath(last).suffix.lower() in READABLE:
        extension = ""
    return source_name(last + extension)
