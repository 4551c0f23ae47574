"""Texts in tables that spreadsheets open: none may be taken for a formula (OWASP, "CSV Injection")."""

from __future__ import annotations

_BEGIN_FORMULAS = tuple("=+-@\t\r\n＝＋－＠")
"""Spreadsheets of East Asian locales take the signs of full width for the plain ones."""


def harmless_text(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_BEGIN_FORMULAS) else text
