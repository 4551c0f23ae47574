"""The roles that a caller can have. They are named in settings as well as in keys and tokens."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody is here for. A key or token may carry several."""

    SCREENER = "screener"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"
    AUDITOR = "auditor"


ALL_ROLES = frozenset(Role)
