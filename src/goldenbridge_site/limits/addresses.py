"""Where a request comes from, behind the trusted proxies the operator named."""

import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.http import HttpRequest

# Where a proxy of the operator's stands: this machine, and networks nobody reaches from outside.
_NEAR = [
    ipaddress.ip_network(block)
    for block in (
        *("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"),
        *("::1/128", "fc00::/7", "fe80::/10", "::ffff:127.0.0.0/104"),
    )
]


def client(request: HttpRequest) -> str:
    """The client's address as text; the empty string where the server does not tell.

    `X-Forwarded-For` counts only if the operator named proxies and the request reached us from
    this machine or a private network, where a proxy stands; of its entries the one that the
    outermost trusted proxy wrote is taken. What a client put in front of it is not believed.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if proxies and _near(peer):
        named = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if len(named) >= proxies and _readable(named[-proxies]):
            return named[-proxies]
    return peer


def _near(peer: str) -> bool:
    if not peer:
        return True  # a socket file
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return False
    return any(address in block for block in _NEAR)


def _readable(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def key(request: HttpRequest) -> str:
    """A name for the client's network that does not give the address away.

    IPv6 addresses count by their /64, which one household has to itself. The name is keyed with
    the site's secret, so that a stolen table of limits lists no addresses.
    """
    text = client(request)
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        network = str(mapped or ipaddress.ip_network((int(address) >> 64 << 64, 64)))
    else:
        network = str(address)
    digest = hmac.new(settings.SECRET_KEY.encode(), network.encode(), hashlib.sha256)
    return digest.hexdigest()[:32]
