"""Which IP addresses belong to the internet."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

_NAT64 = ip_network("64:ff9b::/96")
"""RFC 6052: the last four bytes are an IPv4 address, which may be a private one."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the internet: not to this machine, a local network, a group or a reserved range.
    An IPv4 address within an IPv6 one is judged itself."""
    found = read_address(address)
    return found is not None and found.is_global and not found.is_multicast


def read_address(address: str) -> Address | None:
    """The address, with an IPv4 address taken out of the IPv6 one that carries it; None for anything else."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return found if isinstance(found, IPv4Address) else _carried(found) or found


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(address.packed[-4:])
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (None if teredo is None else teredo[1])
