"""All readers, in the order in which they are asked whether they know a file. A new reader is one line here."""

from __future__ import annotations

from service.watchlists.reader import Reader

READERS: tuple[Reader, ...] = ()
