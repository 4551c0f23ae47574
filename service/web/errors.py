"""What keeps a page from being shown."""

from __future__ import annotations


class SignInNeeded(Exception):  # noqa: N818 - reads as what it is
    """Whoever asks has to sign in first."""


class Refused(Exception):  # noqa: N818 - reads as what it is
    """The HTTP interface, or the desk itself, has said no. `detail` is for whoever asked."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
