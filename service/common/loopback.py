"""Which addresses only reach this machine."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address

_HOST = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[^:\[\]/@]+))(?::\d{1,5})?\Z")


@lru_cache(maxsize=1024)
def is_loopback(host: str) -> bool:
    """Does this address only reach this machine?"""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@lru_cache(maxsize=1024)
def names_loopback(host: str) -> bool:
    """Does a `Host` header, with or without a port, name this machine?"""
    found = _HOST.match(host)
    return found is not None and is_loopback(found["v6"] or found["name"])
