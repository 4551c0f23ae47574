"""What can go wrong with editions."""

from __future__ import annotations

from service.watchlists.errors import ListError


class UnknownEditionError(ListError):
    """No stored edition of that watchlist goes by that name."""


class StoreBusyError(ListError):
    """Another process is changing the same watchlist."""


class StoreError(ListError):
    """The folder of editions is not as this program left it."""


class FetchError(ListError):
    """A download did not succeed. The active edition stays."""
