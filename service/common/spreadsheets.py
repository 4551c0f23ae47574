"""Texts in tables that spreadsheets open: none may be taken for a formula (OWASP, "CSV Injection")."""

from __future__ import annotations


def harmless_text(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
