"""A certificate as PDF: a picture of the HTML, with the JSON attached. Needs the extra `pdf` and Pango."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

MISSING = (
    "PDF needs WeasyPrint and Pango: pip install 'sekisho[pdf]', and on Debian apt-get install libpango-1.0-0 "
    "libpangoft2-1.0-0 fonts-noto-core fonts-noto-cjk; or ask for format=html and print that"
)

_ONE_AT_A_TIME = threading.Lock()
"""Pango's font map is shared, and a page takes a whole processor."""


class PdfUnavailable(RuntimeError):  # noqa: N818 - reads as what it is
    """What makes PDFs is not installed. Says what to do."""


def pdf_of(html: str, *, attached: bytes, name: str) -> bytes:
    """The pages of a document, with a file in them. Nothing is fetched from anywhere. Raises PdfUnavailable."""
    try:
        from weasyprint import HTML, Attachment
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):
        raise PdfUnavailable(MISSING) from None
    with _ONE_AT_A_TIME:
        pages = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=()))
        attachments = [Attachment(string=attached, name=name)]
        content: bytes = pages.write_pdf(attachments=attachments, font_config=_fonts())
    return content


@cache
def _fonts() -> FontConfiguration:
    """The fonts of this machine, found once: to find them anew took 100 ms of each document. Only to be used under the
    lock. Our documents bring no fonts, so nothing of one document is left in it for the next."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()
