"""Which addresses of the network a preview may be fetched from: public ones, named plainly."""

import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from dataclasses import dataclass
from urllib.parse import urlsplit

import idna

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# ipaddress.is_private and is_global leave gaps (100.64.0.0/10, multicast, NAT64, 6to4), so the
# special blocks are named here. Source: the IANA registries of special-purpose addresses.
_CLOSED_4 = [
    ipaddress.ip_network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"),
        *("192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
]
_OPEN_6 = ipaddress.ip_network("2000::/3")
_CLOSED_6 = [
    ipaddress.ip_network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]
PORTS = {"http": 80, "https": 443}


class RefusedError(Exception):
    """This address is not fetched; the message says why."""


@dataclass(frozen=True)
class Target:
    """A checked web address: `host` in ASCII, `port` 80 or 443, `path` with its query."""

    scheme: str
    host: str
    port: int
    path: str


def public(address: Address) -> bool:
    """Whether `address` belongs to the open network and to one machine."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in block for block in _CLOSED_4)
    return address in _OPEN_6 and not any(address in block for block in _CLOSED_6)


def target(url: str) -> Target:
    """The parts of `url`. Raises RefusedError unless it is plain http or https to a plain host."""
    if any(ord(character) < 33 for character in url):
        raise RefusedError("the address holds spaces or control characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RefusedError("the address cannot be read") from error
    if parts.scheme not in PORTS:
        raise RefusedError("only http and https are fetched")
    if "@" in parts.netloc:
        raise RefusedError("the address holds a name or password")
    if port not in {None, 80, 443}:
        raise RefusedError("only the ports 80 and 443 are fetched")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, _host(parts.hostname or ""), port or PORTS[parts.scheme], path)


def _host(name: str) -> str:
    literal = _literal(name)
    if literal is not None:
        if not public(literal):
            raise RefusedError("the address is not public")
        return str(literal)
    if not name or name.endswith(".") or "." not in name or "%" in name:
        raise RefusedError("the host has no public name")
    last = name.rsplit(".", 1)[1]
    # inet_aton reads 127.1, 0x7f000001 or 017700000001 as addresses; nobody writes those.
    if last.isdigit() or last.startswith("0x"):
        raise RefusedError("the host is a number in an unusual spelling")
    try:
        plain = name if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise RefusedError("the host's name cannot be read") from error
    if not all(c.isalnum() or c in "-._" for c in plain) or len(plain) > 253:
        raise RefusedError("the host's name cannot be read")
    return plain


def _literal(name: str) -> Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def vetted(host: str, port: int, seconds: float) -> str:
    """One public address of `host`, asked for once.

    Raises RefusedError if the name has no address, takes longer than `seconds`, or any of its
    addresses is not public: a name that leads inside as well is not trusted at all.
    """
    literal = _literal(host)
    found = [literal] if literal is not None else _resolved(host, port, seconds)
    if not all(public(address) for address in found):
        raise RefusedError("the host leads to an address that is not public")
    return str(found[0])


def _resolved(host: str, port: int, seconds: float) -> list[Address]:
    asking = ThreadPoolExecutor(max_workers=1)
    try:
        answers = asking.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM).result(
            timeout=max(seconds, 0.01)
        )
    except TooSlow as error:
        raise RefusedError("the host's name was not found in time") from error
    except (OSError, UnicodeError) as error:
        raise RefusedError("the host's name was not found") from error
    finally:
        asking.shutdown(wait=False)
    if not answers:
        raise RefusedError("the host's name was not found")
    return [ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers]
