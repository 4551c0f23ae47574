"""Download one file: only if it changed, not too large, not too slow, going on where a broken connection stopped.

Only https, and only to public addresses, at each redirect too; a setting allows http and private addresses, as for a
mirror of one's own. The address is checked once the connection stands, so a name that resolves anew does not get by. A
body shorter than announced is no file.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from service import __version__
from service.common.ip_addresses import is_public
from service.watchlists.editions.errors import FetchError
from service.watchlists.editions.model import EditionSource

_BLOCK = 1 << 16
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})
_ALLOW = "SEKISHO_FETCH_ALLOW_PRIVATE=true lets it pass"
_NOT_MODIFIED, _PARTIAL, _RANGE_REFUSED = 304, 206, 416


@dataclass(frozen=True, slots=True)
class DownloadLimits:
    """How patient and how generous to be. `seconds` bounds one wait for data, `deadline_seconds` all of it;
    `allow_private` lets http and addresses that are not public pass."""

    seconds: float = 30.0
    deadline_seconds: float = 900.0
    max_bytes: int = 500_000_000
    tries: int = 4
    pause_seconds: float = 1.0
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class DownloadEnvironment:
    """Time, as something that a test can replace."""

    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = field(default=time.monotonic)


class _PublicConnection(http.client.HTTPSConnection):
    """A connection that is given up when its other end has no public address, before anything is sent."""

    def connect(self) -> None:
        super().connect()
        if self.sock is None or self._tunnelled():
            return
        peer = str(self.sock.getpeername()[0])
        if not is_public(peer):
            self.close()
            raise FetchError(f"https://{self.host}", "", "a public address", f"{peer}; {_ALLOW}")

    def _tunnelled(self) -> bool:
        return getattr(self, "_tunnel_host", None) is not None  # then the other end is the operator's own proxy


class _PublicHandler(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_PublicConnection, req)


class _CheckedRedirects(urllib.request.HTTPRedirectHandler):
    """Publishers redirect to signed addresses elsewhere. None may lead to plain http, unless that was allowed."""

    def __init__(self, terms: DownloadLimits) -> None:
        self.terms = terms

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(req.full_url).scheme == "https" and urlsplit(newurl).scheme != "https":
            raise FetchError(req.full_url, "", "a redirect to https", newurl)
        _check_address(newurl, self.terms)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_ip_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _check_address(address: str, terms: DownloadLimits) -> None:
    """Raise FetchError for a scheme or a literal address that is not allowed."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        raise FetchError(address, "", "an address with https", "another kind")
    if terms.allow_private:
        return
    if parts.scheme != "https":
        raise FetchError(address, "", "an address with https", f"plain http; {_ALLOW}")
    host = parts.hostname or ""
    if _is_ip_address(host) and not is_public(host):
        raise FetchError(address, "", "a public address", f"{host}; {_ALLOW}")


class _Retry(Exception):  # noqa: N818 - never leaves this module
    """Something that may be over in a moment."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


def download(
    address: str,
    folder: Path,
    terms: DownloadLimits,
    *,
    known: EditionSource | None = None,
    world: DownloadEnvironment | None = None,
) -> tuple[Path, EditionSource] | None:
    """The file at an address and what its server said of it; None if it is still the known one. Raises FetchError."""
    _check_address(address, terms)
    world = world or DownloadEnvironment()
    deadline = world.now() + terms.deadline_seconds
    target = folder / file_name(address)
    reason = "nothing"
    for attempt in range(terms.tries):
        try:
            return _try(address, target, terms, known, world, deadline)
        except _Retry as again:
            reason = str(again)
            pause = max(terms.pause_seconds * 2**attempt, again.after or 0.0)
        if attempt + 1 < terms.tries and world.now() + pause < deadline:
            world.sleep(pause)
        else:
            break
    raise FetchError(address, "", "the list", f"{reason} ({attempt + 1} tries)")


def file_name(address: str) -> str:
    """A plain file name for an address: the last part of its path."""
    name = re.sub(r"[^A-Za-z0-9._-]", "_", urlsplit(address).path.rsplit("/", 1)[-1]).strip("._")
    return name or "list"


def _try(
    address: str,
    target: Path,
    terms: DownloadLimits,
    known: EditionSource | None,
    world: DownloadEnvironment,
    deadline: float,
) -> tuple[Path, EditionSource] | None:
    part = target.with_name(target.name + ".part")
    notes = target.with_name(target.name + ".part.json")
    held = _held(part, notes, address)
    request = urllib.request.Request(address, headers=_headers(known, held))  # `download` checked the address
    handlers: list[urllib.request.BaseHandler] = [_CheckedRedirects(terms)]
    opener = urllib.request.build_opener(*handlers, *([] if terms.allow_private else [_PublicHandler()]))
    try:
        with opener.open(request, timeout=terms.seconds) as response:
            origin = EditionSource(target.name, address, response.headers["ETag"], response.headers["Last-Modified"])
            if response.status != _PARTIAL:
                held = {}
            notes.write_text(json.dumps({"address": address, "etag": origin.etag}), encoding="utf-8")
            _receive(response, part, int(held.get("size", 0)), terms, world, deadline)
    except urllib.error.HTTPError as error:
        if error.code == _NOT_MODIFIED:
            return None
        raise _refused(error, part) from error
    except (OSError, http.client.HTTPException) as error:
        raise _Retry(str(getattr(error, "reason", error)) or type(error).__name__) from error
    os.replace(part, target)
    notes.unlink(missing_ok=True)
    return target, origin


def _receive(
    response: Any, part: Path, start: int, terms: DownloadLimits, world: DownloadEnvironment, deadline: float
) -> None:
    """Write the body behind what is there. What has come stays for the next try when the connection breaks."""
    announced = response.headers["Content-Length"]
    whole = start + int(announced) if announced and announced.isdigit() else None
    size = start
    with part.open("r+b" if start else "wb") as stream:
        stream.seek(start)
        stream.truncate()
        while whole is None or size < whole:
            if max(size, whole or 0) > terms.max_bytes:
                raise FetchError(response.url, "", f"at most {terms.max_bytes:,} bytes", f"{max(size, whole or 0):,}")
            if world.now() > deadline:
                raise FetchError(response.url, "", f"the list within {terms.deadline_seconds:.0f} s", f"{size:,} bytes")
            block = response.read(_BLOCK)
            if not block:
                break
            stream.write(block)
            size += len(block)
    if whole is not None and size != whole:
        raise _Retry(f"a download cut off after {size:,} of {whole:,} bytes")
    if size == 0:
        raise _Retry("an empty answer")


def _held(part: Path, notes: Path, address: str) -> dict[str, Any]:
    """What is there of a download that broke off: only with an ETag is it known to be of the same file."""
    with suppress(OSError, ValueError):
        kept: dict[str, Any] = json.loads(notes.read_text(encoding="utf-8"))
        size = part.stat().st_size
        if kept["address"] == address and kept["etag"] and not kept["etag"].startswith("W/") and size:
            return {"etag": kept["etag"], "size": size}
    return {}


def _headers(known: EditionSource | None, held: Mapping[str, Any]) -> dict[str, str]:
    headers = {"User-Agent": f"sekisho/{__version__}", "Accept": "*/*", "Accept-Encoding": "identity"}
    if held:
        return headers | {"Range": f"bytes={held['size']}-", "If-Range": held["etag"]}
    if known is not None and known.etag:
        headers["If-None-Match"] = known.etag
    if known is not None and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def _refused(error: urllib.error.HTTPError, part: Path) -> Exception:
    reason = f"status {error.code} {error.reason}"
    if error.code == _RANGE_REFUSED:
        part.unlink(missing_ok=True)
        return _Retry(reason)
    if error.code in _WORTH_ANOTHER_TRY:
        after = error.headers["Retry-After"] or ""
        return _Retry(reason, float(after) if after.isdigit() else None)
    return FetchError(error.url or "", "", "the list", reason)
