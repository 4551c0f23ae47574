"""The newest file that a publisher's page links to: for lists whose file has another name at each issue."""

from __future__ import annotations

import html
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin

from service.watchlists.editions.download import DownloadEnvironment, DownloadLimits, download, file_name
from service.watchlists.editions.errors import FetchError

_HREF = re.compile(r"""\bhref\s*=\s*["']([^"']+)["']""", re.IGNORECASE)


def newest_link(page: str, pattern: str, terms: DownloadLimits, world: DownloadEnvironment | None = None) -> str:
    """The address of the file whose name has the pattern, the last by name of several, as their names hold the day of
    issue. Raises FetchError when the page cannot be had or has no such link."""
    with TemporaryDirectory() as folder:
        got = download(page, Path(folder), terms, world=world)
        if got is None:
            raise FetchError(page, "", "a page", "status 304 Not Modified, without having been asked")
        content = got[0].read_bytes().decode("utf-8", errors="replace")
    name = re.compile(pattern)
    links = (urljoin(page, html.unescape(link)) for link in _HREF.findall(content))
    found = [link for link in links if name.search(file_name(link))]
    if not found:
        raise FetchError(page, "links", f"one to a file like {pattern}", "none; has the page changed?")
    return max(found, key=file_name)
