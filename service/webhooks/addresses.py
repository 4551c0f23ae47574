"""Where events may be sent: to public addresses over https, and elsewhere only where the operator lets them.

A name is resolved once for each attempt, and the connection goes to the very address that was checked: a name that
resolves anew, to a private address, has no effect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit

from service.common.ip_addresses import is_public, read_address
from service.webhooks.errors import WebhookRefused

Network = IPv4Network | IPv6Network

LONGEST_URL = 2000
_PORTS = {"https": 443, "http": 80}
_ALLOW = "SEKISHO_WEBHOOK_NETWORKS lets it pass"


class NotAllowed(Exception):  # noqa: N818 - reads as what it is
    """Nothing may be sent to where this leads."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. `path` is what stands in the request line."""

    scheme: str
    host: str
    port: int
    path: str = field(repr=False)

    @property
    def host_header(self) -> str:
        """As in the address: with a port unless it is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def read_target(url: str) -> Target:
    """Take an address apart. Raises WebhookRefused."""
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
        raise WebhookRefused("url", f"printable ASCII without spaces, up to {LONGEST_URL} characters", "something else")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise WebhookRefused("url", "an address such as https://receiver.example.org/sekisho", str(error)) from None
    if parts.scheme not in _PORTS or not parts.hostname or port == 0:
        raise WebhookRefused("url", "an address such as https://receiver.example.org/sekisho", _origin(url))
    if parts.username is not None or parts.password is not None:
        raise WebhookRefused("url", "an address without a user or password", "one with them")
    if "#" in url:
        raise WebhookRefused("url", "an address without a fragment (#)", "one with it")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, parts.hostname, port or _PORTS[parts.scheme], path)


def read_networks(networks: Sequence[str]) -> tuple[Network, ...]:
    """Networks such as `10.0.0.0/8`. Raises ValueError."""
    return tuple(ip_network(one) for one in networks)


def allowed(target: Target, addresses: Sequence[str], networks: Sequence[Network]) -> list[str]:
    """Those of the addresses that a name resolved to that may be connected to. Raises NotAllowed if there is none."""
    chosen = list(_allowed(target, addresses, networks))
    if not chosen:
        if any(map(is_public, addresses)):
            raise NotAllowed(f"expected an address with https, got plain http to {target.host}; {_ALLOW}")
        raise NotAllowed(f"expected a public address, got {', '.join(addresses)} for {target.host}; {_ALLOW}")
    return chosen


def _allowed(target: Target, addresses: Sequence[str], networks: Sequence[Network]) -> Iterator[str]:
    for one in addresses:
        found = read_address(one)
        if found is None:
            continue
        if any(found in network for network in networks) or (target.scheme == "https" and is_public(one)):
            yield one


def _origin(url: str) -> str:
    """What may be told of an address: its path may hold a secret."""
    scheme, separator, rest = url.partition("://")
    return f"{scheme}{separator}{rest.partition('/')[0].rpartition('@')[2]}"[:100]
