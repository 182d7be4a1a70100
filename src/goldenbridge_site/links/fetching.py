"""Fetch one outside page under strict limits. Used by the background worker only.

The connection goes to the very address that was vetted, so a name that changes its answer in
between changes nothing; every redirect is vetted anew.
"""

import ssl
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import httpcore

from goldenbridge_site.links import addresses
from goldenbridge_site.links.addresses import RefusedError, Target

SECONDS = 5.0
LARGEST = 512 * 1024
MOST_REDIRECTS = 3
PAGE = "text/html"
_REDIRECTS = {301, 302, 303, 307, 308}
_HEADERS = [
    (b"User-Agent", b"GoldenBridge link preview"),
    (b"Accept", b"text/html"),
    (b"Accept-Encoding", b"gzip"),
]


@dataclass(frozen=True)
class Fetched:
    """A page: its bytes, unpacked, and the charset its header names (or an empty string)."""

    content: bytes
    charset: str


@dataclass
class Deadline:
    """The moment by which everything has to be over."""

    seconds: float = SECONDS
    started: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """Seconds left. Raises RefusedError when there are none."""
        left = self.started + self.seconds - time.monotonic()
        if left <= 0:
            raise RefusedError("the page did not come in time")
        return left


def fetch(url: str, deadline: Deadline | None = None) -> Fetched:
    """The page at `url`. Raises RefusedError for whatever is no plain public web page."""
    deadline = deadline or Deadline()
    for _hop in range(MOST_REDIRECTS + 1):
        target = addresses.target(url)
        address = addresses.vetted(target.host, target.port, deadline.left())
        answer = _ask(target, address, deadline)
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)
    raise RefusedError(f"more than {MOST_REDIRECTS} redirects")


def _ask(target: Target, address: str, deadline: Deadline) -> Fetched | str:
    """The page, or the address it redirects to."""
    host = f"[{target.host}]" if ":" in target.host else target.host
    backend = PinnedBackend(address, deadline)
    try:
        with (
            httpcore.ConnectionPool(
                network_backend=backend, ssl_context=ssl.create_default_context(), retries=0
            ) as pool,
            pool.stream(
                "GET",
                f"{target.scheme}://{host}:{target.port}{_quoted(target.path)}",
                headers=[(b"Host", host.encode("ascii")), *_HEADERS],
            ) as response,
        ):
            return _read(response, deadline)
    except RefusedError:
        raise
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
        raise RefusedError(f"the site did not answer ({type(error).__name__})") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise RefusedError("the site's answer cannot be read") from error


def _quoted(path: str) -> str:
    return "".join(
        c if " " < c < "\x7f" else "".join(f"%{b:02X}" for b in c.encode()) for c in path
    )


def _read(response: httpcore.Response, deadline: Deadline) -> Fetched | str:
    headers = {name.lower(): value for name, value in response.headers}
    if response.status in _REDIRECTS:
        location = headers.get(b"location", b"").decode("latin-1")
        if not location:
            raise RefusedError("a redirect to nowhere")
        return location
    if response.status != 200:
        raise RefusedError(f"the site answered {response.status}")
    kind, _semicolon, rest = headers.get(b"content-type", b"").decode("latin-1").partition(";")
    if kind.strip().lower() != PAGE:
        raise RefusedError("the address holds no web page")
    encoding = headers.get(b"content-encoding", b"identity").decode("latin-1").strip().lower()
    chunks = _within(response.iter_stream(), deadline)
    if encoding in {"gzip", "x-gzip"}:
        content = _unpacked(chunks)
    elif encoding == "identity":
        content = _limited(chunks)
    else:
        raise RefusedError("the page is packed in an unknown way")
    return Fetched(content, _charset(rest))


def _within(chunks: Iterable[bytes], deadline: Deadline) -> Iterator[bytes]:
    for chunk in chunks:
        deadline.left()
        yield chunk


def _limited(chunks: Iterable[bytes]) -> bytes:
    """The first LARGEST bytes; the rest is not waited for."""
    content = b""
    for chunk in chunks:
        content += chunk
        if len(content) >= LARGEST:
            break
    return content[:LARGEST]


def _unpacked(chunks: Iterable[bytes]) -> bytes:
    """The first LARGEST bytes of a gzip stream; never more than that is unpacked."""
    inflate, content = zlib.decompressobj(wbits=31), b""
    try:
        for chunk in chunks:
            content += inflate.decompress(chunk, LARGEST - len(content))
            if len(content) >= LARGEST or inflate.eof:
                break
    except zlib.error as error:
        raise RefusedError("the page cannot be unpacked") from error
    return content


def _charset(parameters: str) -> str:
    for part in parameters.split(";"):
        name, _equals, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'").lower()
    return ""


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to one vetted address whatever host is asked for, before one deadline."""

    def __init__(self, address: str, deadline: Deadline) -> None:
        self.address, self.deadline = address, deadline
        self.real = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Open a connection to the vetted address; certificates are still checked for `host`."""
        stream = self.real.connect_tcp(self.address, port, timeout=self.deadline.left())
        return TimedStream(stream, self.deadline)


class TimedStream(httpcore.NetworkStream):
    """A stream on which nothing outlasts the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.stream, self.deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there before the deadline."""
        return self.stream.read(max_bytes, timeout=self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write before the deadline."""
        self.stream.write(buffer, timeout=self.deadline.left())

    def close(self) -> None:
        """Close the connection."""
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Start TLS before the deadline."""
        secured = self.stream.start_tls(ssl_context, server_hostname, self.deadline.left())
        return TimedStream(secured, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the stream beneath knows."""
        return self.stream.get_extra_info(info)
