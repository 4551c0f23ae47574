"""Create and revoke API keys. Each change of a key is an audit event before it is carried out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from service.audit.event import Detail, Event
from service.auth.errors import KeyRefused
from service.auth.key_generation import new_secret, sha256_of
from service.auth.key_policy import KeyPolicy, check_policy, write_policy
from service.auth.model import ApiKey
from service.auth.second_person import is_a_person, plain_name
from service.common.clock import sortable
from service.common.roles import Role

NAME = r"^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$"
_NAME = re.compile(NAME.removesuffix("$") + r"\Z", re.ASCII)
RESERVED = frozenset({"local", "unauthenticated", "system"})
"""Names that the program gives to those who need no key, and to itself."""

MOST_REQUESTS_PER_SECOND = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """The key that somebody wants to have."""

    name: str
    roles: frozenset[Role]
    expires_at: datetime | None = None
    requests_per_second: float | None = None
    policy: KeyPolicy | None = None


def make_key(wanted: Wanted, *, by: str, now: datetime, proposed: bool = False) -> tuple[ApiKey, str]:
    """A new key, and its secret, which is nowhere else. If it is only `proposed` it lets nobody in until it is
    approved. Raises KeyRefused for a wish that cannot be granted."""
    _check(wanted, now)
    key_id, secret = new_secret()
    key = ApiKey(
        id=key_id,
        name=wanted.name,
        secret_sha256=sha256_of(secret),
        roles=wanted.roles,
        created_at=now,
        created_by=by,
        expires_at=wanted.expires_at,
        requests_per_second=wanted.requests_per_second,
        policy=wanted.policy,
        proposed_at=now if proposed else None,
    )
    return key, secret


def needs_approval(keys: Iterable[ApiKey], *, by: str, now: datetime, keys_need_two: bool) -> bool:
    """Has a key that `by` makes to wait for a second administrator?

    Whoever works on this machine under no name of their own makes the keys of the first two: before them there is
    nobody who could approve.
    """
    if not keys_need_two or is_a_person(by):
        return keys_need_two
    admins = (one for one in keys if Role.ADMIN in one.roles and one.state(now) == "valid")
    return len({plain_name(one.name) for one in admins}) >= 2


def _check(wanted: Wanted, now: datetime) -> None:
    if not _NAME.match(wanted.name):
        raise KeyRefused("name", "a letter or digit, then letters, digits and . _ @ -, up to 100", wanted.name)
    if wanted.name in RESERVED:
        raise KeyRefused("name", f"another name than {', '.join(sorted(RESERVED))}", wanted.name)
    if not wanted.roles:
        raise KeyRefused("roles", f"at least one of {', '.join(Role)}", "none")
    if wanted.expires_at is not None and wanted.expires_at <= now:
        raise KeyRefused("expires_at", "a moment still to come", wanted.expires_at.isoformat())
    rate = wanted.requests_per_second
    if rate is not None and not 0 <= rate <= MOST_REQUESTS_PER_SECOND:
        raise KeyRefused("requests_per_second", f"0 (no limit) to {MOST_REQUESTS_PER_SECOND:,.0f}", str(rate))
    if wanted.policy is not None:
        check_policy(wanted.policy)


def find_key(keys: Iterable[ApiKey], key_id: str) -> ApiKey | None:
    """The key of that id, with or without `sk_` before it."""
    wanted = key_id.removeprefix("sk_")
    return next((key for key in keys if key.id == wanted), None)


def created_event(key: ApiKey) -> Event:
    """What the audit chain says of a new key."""
    expires_at = None if key.expires_at is None else sortable(key.expires_at)
    details: dict[str, Detail] = {
        "name": key.name,
        "roles": " ".join(sorted(key.roles)),
        "expires_at": expires_at,
    }
    if key.policy is not None:
        details["policy"] = write_policy(key.policy)
    if key.proposed_at is not None:
        details["waits_for_approval"] = 1
    return Event("key_created", key.created_by, key.id, details)


def approved_event(key: ApiKey, *, by: str) -> Event:
    """What the audit chain says of a key that a second administrator lets come into force."""
    return Event("key_approved", by, key.id, {"name": key.name, "proposed_by": key.created_by})


def revoked_event(key: ApiKey, *, by: str) -> Event:
    """What the audit chain says of a key that is withdrawn."""
    return Event("key_revoked", by, key.id, {"name": key.name})
