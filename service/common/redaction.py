"""Secrets taken out of what is logged or answered: API keys, JSON Web Tokens, `Authorization`."""

from __future__ import annotations

import re

_IN_TEXT = re.compile(
    r"(sk_[a-km-np-z2-9]{8})_[A-Za-z0-9_-]{20,}|\b(eyJ)[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*"
    r"|(?i:\b(bearer|basic))\s+[A-Za-z0-9._~+/=-]{8,}"
)


def without_secrets(text: str) -> str:
    """The text with the secret part of keys and tokens taken out, for logs and errors."""
    return _IN_TEXT.sub(lambda found: f"{found[1] or found[2] or found[3]}…", text)
