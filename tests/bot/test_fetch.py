"""Fetching: from a server on this machine what is served, from anywhere local nothing at all."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from bot.fetch import FetchLimits, Network, fetch
from bot.target import FetchError, is_public, parse

PUBLIC = "93.184.216.34"
LIMITS = FetchLimits(file_bytes=1000, step_seconds=5, all_seconds=5)
Serve = Callable[[socket.socket], None]


class Server:
    """A server of scripted answers, one a connection, that keeps what it was asked."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answers: list[bytes | Serve] = []
        self.asked: list[bytes] = []
        self.dialled: list[str] = []
        self.over = Event()
        self._tls = tls
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def dial(self, address: str, seconds: float) -> socket.socket:
        self.dialled.append(address)
        return socket.create_connection(self._socket.getsockname(), timeout=seconds)

    def network(self, *addresses: str) -> Network:
        return Network(lambda host: list(addresses or [PUBLIC]), is_public, self.dial, tls=None)

    def stop(self) -> None:
        self.over.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _run(self) -> None:
        while not self.over.is_set():
            with suppress(OSError):  # a client that had enough, or the end
                plain, _ = self._socket.accept()
                with plain:
                    self._serve(plain)

    def _serve(self, plain: socket.socket) -> None:
        with self._tls.wrap_socket(plain, server_side=True) if self._tls else plain as client:
            asked = b""
            while not asked.endswith(b"\r\n\r\n"):
                asked += client.recv(1)
            self.asked.append(asked)
            answer = self.answers.pop(0)
            if callable(answer):
                answer(client)
            else:
                client.sendall(answer)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def refusal(url: str, server: Server, *addresses: str, limits: FetchLimits = LIMITS) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, limits, network=server.network(*addresses))
    return str(caught.value)


def test_a_file_is_fetched_from_the_address_that_was_checked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    server.answers = [answer(b"L\r\n", Content_Type="text/markdown", Set_Cookie="a=b")]
    url = "https://Docs.Example./größe/lamps.md?v=1#top"
    assert fetch(url, LIMITS, network=server.network(PUBLIC, "1.1.1.1")) == ("lamps.md", b"L\r\n")
    assert server.dialled == [PUBLIC]
    assert server.asked == [
        b"GET /gr%C3%B6%C3%9Fe/lamps.md?v=1 HTTP/1.1\r\nHost: docs.example\r\n"
        b"User-Agent: Footnote\r\nAccept: */*\r\nAccept-Encoding: identity\r\n"
        b"Connection: close\r\n\r\n"
    ]


@pytest.mark.parametrize(
    ("path", "content_type", "name"),
    [
        ("", "text/html; charset=utf-8", "docs.example.html"),
        ("/", "text/plain", "docs.example.txt"),
        ("/a/", "image/png", "docs.example.html"),
        ("/abs/1706.03762", "application/pdf", "1706.03762.pdf"),
        ("/a/Gr%C3%B6%C3%9Fe%20A.PDF", "text/html", "Größe A.PDF"),
        ("/a/gr%F6%DFe.txt", "text/plain", "docs.example.txt"),
        ("/a/..%2F..%2Fetc%2Fpasswd%00%E2%80%AE", "text/plain", "passwd.txt"),
        ("/page.php", "text/html", "page.php.html"),
        ("/p", "image/png", "p"),
    ],
)
def test_the_name(server: Server, path: str, content_type: str, name: str) -> None:
    server.answers = [answer(b"x", Content_Type=content_type)]
    url = f"https://docs.example{path}"
    assert fetch(url, LIMITS, network=server.network()) == (name, b"x")


@pytest.mark.parametrize(
    "address",
    """0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.8 192.0.0.9 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1
    224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1
    ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1 100::1 2001::1
    2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2002:7f00:1:: 2002:808:808:: fc00::1 fd00::1
    fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1""".split(),
)
def test_an_address_that_is_not_public_is_never_dialled(server: Server, address: str) -> None:
    message = (
        "“docs.example” is not a public address, but one of a local network. Download the file "
        "and add that."
    )
    assert refusal("https://docs.example/", server, address) == message
    assert refusal("https://docs.example/", server, PUBLIC, address) == message
    assert server.dialled == []


@pytest.mark.parametrize("address", ["8.8.8.8", PUBLIC, "2606:4700:4700::1111", "2a00:1450::1"])
def test_a_public_address(address: str) -> None:
    assert is_public(address)


NUMBERED = "names its host by a number. Give the host's name."
NO_HOST = "names no host that could be asked. Check it."
STRANGE = "holds a space, a backslash or a control character. Remove it."
NO_HTTPS = "doesn't begin with https://. Give an address that does."
NO_URL = "is not an address of the web. Check it."


@pytest.mark.parametrize(
    ("url", "why"),
    [
        *((f"https://{host}/", NUMBERED) for host in "127.0.0.1 8.8.8.8 127.1 2130706433".split()),
        *((f"https://{host}/", NUMBERED) for host in "0x7f.1 0x7f000001 0177.0.0.1 0x".split()),
        *(
            (f"https://{host}/", NUMBERED)
            for host in "127.0.0.1. a.1 １２７.0.0.1 127。0。0。1".split()
        ),
        *((f"https://{host}/", NUMBERED) for host in "[::1] [::ffff:127.0.0.1] [fe80::1]".split()),
        *((f"https://{host}/", NO_HOST) for host in "-a a%2eb a%00 a*b a,b".split()),
        *((url, NO_HOST) for url in ("https://", "https:///a", "https:a")),
        *((url, NO_HTTPS) for url in ("http://a/", "file:///etc/passwd", "ftp://a/", "//a/", "a")),
        *(
            (url, STRANGE)
            for url in ("https://a/ b", "https://a\\@b", "ht\ntps://a", "https://a\0")
        ),
        *((url, NO_URL) for url in ("https://[a/", "https://a:b/", "https://a:99999/")),
        ("https://a..b/", NO_URL),
        ("https://.a/", NO_URL),
        (f"https://{'a' * 64}.example/", NO_URL),
        ("https://a:8443/", "names port 8443, and only 443 is used. Leave it out."),
        ("https://a:0/", "names port 0, and only 443 is used. Leave it out."),
    ],
)
def test_a_url_that_is_refused_before_anybody_is_asked(url: str, why: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse(url)
    assert str(caught.value) == f"“{url}” {why}"


def test_a_url_with_a_password_or_without_end_is_not_repeated() -> None:
    for url in ("https://u:secret@a/", "http://secret@a", "//secret@a", "https:/\\secret @a/"):
        with pytest.raises(FetchError) as caught:
            parse(url)
        assert str(caught.value) == (
            "The address holds a user name or password. Remove what is before the @."
        )
    with pytest.raises(FetchError) as caught:
        parse("https://a/" + "b" * 2039)
    assert str(caught.value) == (
        "The address is 2,049 characters long, and the limit is 2,048. Download the file and add "
        "that."
    )
    assert parse("https://a:443/@b").host == "a"


def moved(to: str, status: str = "302 Found") -> bytes:
    return answer(status=status, Location=to)


def test_redirects_are_followed_and_checked_anew(server: Server) -> None:
    server.answers = [
        moved("/b", "301 Moved"),
        moved("c.txt?x=1", "307 Moved"),
        moved("https://other.example/d.txt", "308 Moved"),
        answer(b"D"),
    ]
    looked_up: list[str] = []

    def resolve(host: str) -> list[str]:
        looked_up.append(host)
        return [PUBLIC]

    network = Network(resolve, is_public, server.dial, tls=None)
    assert fetch("https://a.example/", LIMITS, network=network) == ("d.txt", b"D")
    assert [asked.split(b" ")[1] for asked in server.asked] == [
        b"/",
        b"/b",
        b"/c.txt?x=1",
        b"/d.txt",
    ]
    assert looked_up == ["a.example"] * 3 + ["other.example"]


def test_too_many_redirects(server: Server) -> None:
    server.answers = [moved("/x")] * 5
    assert refusal("https://a.example/", server) == (
        "“https://a.example/” leads from one address to the next, more than 3 times. Give the last "
        "address."
    )
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("http://b.example/", f"“http://b.example/” {NO_HTTPS}"),
        ("file:///etc/passwd", f"“file:///etc/passwd” {NO_HTTPS}"),
        ("https://169.254.169.254/", f"“https://169.254.169.254/” {NUMBERED}"),
        ("//[::1]/", f"“https://[::1]/” {NUMBERED}"),
        (
            "//u:p@b.example/",
            "The address holds a user name or password. Remove what is before the @.",
        ),
        ("//[b", "“https://a.example/” leads to no address of the web. Check it."),
        ("", "“https://a.example/” leads elsewhere and doesn't say where. Check it."),
        (
            "https://local.example/",
            "“local.example” is not a public address, but one of a local network. Download the "
            "file and add that.",
        ),
    ],
)
def test_a_redirect_to_where_nobody_may_go(server: Server, to: str, message: str) -> None:
    server.answers = [moved(to)]
    network = Network(
        lambda host: ["10.0.0.1" if host == "local.example" else PUBLIC],
        is_public,
        server.dial,
        tls=None,
    )
    with pytest.raises(FetchError) as caught:
        fetch("https://a.example/?secret", LIMITS, network=network)
    assert str(caught.value) == message
    assert server.dialled == [PUBLIC]


TOO_LARGE = "“https://a.example/f” is larger than 0.000953674 MiB. Split it, or raise "
BROKEN = "“a.example” can't be reached, or broke off: "


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (answer(b"x" * 1001), TOO_LARGE + "FOOTNOTE_MAX_FILE_MIB."),
        (answer(b"x" * 5, Content_Length="9"), "“https://a.example/f” broke off before its end. "),
        (answer(b"5\r\nab", Transfer_Encoding="chunked"), BROKEN + "IncompleteRead. "),
        (answer(b"x", Content_Encoding="gzip"), "“https://a.example/f” comes packed, though it "),
        (answer(status="404 <b>"), "“https://a.example/f” isn't there (status 404). Check the "),
        (answer(status="403 No"), "“https://a.example/f” isn't open to everybody (status 403). "),
        (answer(status="503 No"), "“https://a.example/f” can't be had at the moment (status 503)"),
        (answer(status="206 Part"), "“https://a.example/f” was not given (status 206). Download "),
        (answer(status="304 Same"), "“https://a.example/f” was not given (status 304). Download "),
        (b"SSH-2.0-OpenSSH_9.6\r\n", BROKEN + "BadStatusLine. Try again later."),
        (b"", BROKEN + "RemoteDisconnected. Try again later."),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 101 + b"\r\n", BROKEN + "HTTPException. "),
    ],
)
def test_an_answer_that_is_no_whole_file(server: Server, given: bytes, message: str) -> None:
    server.answers = [given]
    assert refusal("https://a.example/f?secret=1", server)[: len(message)] == message


def test_a_file_may_be_as_large_as_the_limit_and_may_come_in_pieces(server: Server) -> None:
    server.answers = [
        answer(b"3e8\r\n" + b"x" * 1000 + b"\r\n0\r\n\r\n", Transfer_Encoding="chunked")
    ]
    assert fetch("https://a.example/f.txt", LIMITS, network=server.network()) == (
        "f.txt",
        b"x" * 1000,
    )


def test_a_body_without_end_is_stopped(server: Server) -> None:
    def endless(client: socket.socket) -> None:
        client.sendall(answer(Content_Length="99999999999"))
        while True:
            client.sendall(b"x" * 65536)

    server.answers = [endless]
    message = refusal("https://a.example/f", server)
    assert message == TOO_LARGE + "FOOTNOTE_MAX_FILE_MIB."


@pytest.mark.parametrize("begin", [b"", b"HTTP/1.1 200 OK\r\nA: ", answer()])
@pytest.mark.parametrize("drips", [False, True])
def test_a_slow_server_is_not_waited_for(server: Server, begin: bytes, drips: bool) -> None:
    def slow(client: socket.socket) -> None:
        client.sendall(begin)
        while not server.over.wait(0.01):
            if drips:  # each byte in time, and no end
                client.sendall(b"x")

    server.answers = [slow]
    limits = FetchLimits(file_bytes=10**6, step_seconds=0.1, all_seconds=0.3)
    assert refusal("https://a.example/f", server, limits=limits) == (
        "“a.example” takes too long: the limits are 0.1 seconds for an answer and 0.3 seconds in "
        "all. Try again later, or download the file and add that."
    )


def test_a_slow_or_failing_look_up(server: Server) -> None:
    def slow(host: str) -> list[str]:
        server.over.wait()
        return [PUBLIC]

    def unknown(host: str) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    limits = FetchLimits(step_seconds=0.1)
    for resolve, message in (
        (slow, "“a.example” takes too long: "),
        (unknown, "“a.example” is not known. Check the address."),
        (lambda host: [], "“a.example” is not known. Check the address."),
    ):
        with pytest.raises(FetchError) as caught:
            fetch("https://a.example/", limits, network=Network(resolve, is_public, server.dial))
        assert str(caught.value)[: len(message)] == message
    assert server.dialled == []


def test_the_next_address_is_tried_where_one_does_not_answer(server: Server) -> None:
    server.answers = [answer(b"x")]

    def dial(address: str, seconds: float) -> socket.socket:
        if address != PUBLIC:
            raise ConnectionRefusedError(111, "Connection refused")
        return server.dial(address, seconds)

    found = ["1.1.1.1", PUBLIC]
    network = Network(lambda host: found, is_public, dial, tls=None)
    assert fetch("https://a.example/f.txt", LIMITS, network=network) == ("f.txt", b"x")
    found.remove(PUBLIC)
    with pytest.raises(FetchError, match="or broke off: Connection refused"):
        fetch("https://a.example/f.txt", LIMITS, network=network)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for docs.example, signed by itself, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here to make a certificate with")
    folder = tmp_path_factory.mktemp("certificate")
    made, key = folder / "made.pem", folder / "key.pem"
    command = (
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=docs.example "
        f"-addext subjectAltName=DNS:docs.example -keyout {key} -out {made}"
    )
    subprocess.run([openssl, *command.split()], check=True, capture_output=True)  # noqa: S603
    return made, key


def test_who_answers_must_have_a_certificate_for_the_name(
    certificate: tuple[Path, Path],
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server = Server(context)

    def trusting() -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(certificate[0]))

    def network(tls: Callable[[], ssl.SSLContext]) -> Network:
        return Network(lambda host: [PUBLIC], is_public, server.dial, tls)

    try:
        server.answers = [answer(b"x")]
        name, data = fetch("https://docs.example/f.txt", LIMITS, network=network(trusting))
        assert (name, data) == ("f.txt", b"x")
        for url, tls in (
            ("https://other.example/f.txt", trusting),
            ("https://docs.example/f.txt", ssl.create_default_context),
        ):
            with pytest.raises(FetchError, match="can't prove who it is: "):
                fetch(url, LIMITS, network=network(tls))
        assert len(server.asked) == 1
    finally:
        server.stop()
