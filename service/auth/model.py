"""The nouns of access: a role, an actor, an API key, a refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from service.auth.key_policy import KeyPolicy
from service.auth.token_bucket import TokenBucket
from service.common.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. `name` goes into records and events; `key_id` tells which of an actor's keys it was, if it was a key.

    `bucket` is None where no limit of rate applies, `policy` where the options of requests are free.
    """

    name: str
    roles: frozenset[Role]
    key_id: str | None = None
    bucket: TokenBucket | None = field(default=None, compare=False, repr=False)
    policy: KeyPolicy | None = None


@dataclass(frozen=True, slots=True)
class ApiKey:
    """An API key as it is kept: never the secret, only its SHA-256.

    Several keys may carry one name: they are the same actor, so that a key can be replaced without losing the
    idempotency keys and records of its actor. `requests_per_second` overrides the setting; 0 is without limit.
    `used_at` is written now and then, not at every request. It is not `genuine` if the audit chain does not know it as
    it is: somebody else than this program has written or changed it. One that was `proposed_at` some moment waits until
    it is approved.
    """

    id: str
    name: str
    secret_sha256: str
    roles: frozenset[Role]
    created_at: datetime
    created_by: str
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    revoked_by: str | None = None
    used_at: datetime | None = None
    requests_per_second: float | None = None
    policy: KeyPolicy | None = None
    genuine: bool = True
    proposed_at: datetime | None = None
    approved_at: datetime | None = None
    approved_by: str | None = None

    @property
    def prefix(self) -> str:
        """What may be shown of the secret."""
        return f"sk_{self.id}"

    def state(self, now: datetime) -> str:
        """`valid`, `expired`, `revoked`, `proposed` if it waits for approval, or `changed` if it is not genuine. Only a
        valid one lets anybody in."""
        if not self.genuine:
            return "changed"
        if self.revoked_at is not None:
            return "revoked"
        if self.expires_at is not None and self.expires_at <= now:
            return "expired"
        return "proposed" if self.proposed_at is not None and self.approved_at is None else "valid"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nobody was let in. `presented` if there was a credential that does not do, `wait_seconds` if there were too
    many of them."""

    detail: str
    presented: bool
    wait_seconds: int = 0
