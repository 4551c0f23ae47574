"""Who may do what over HTTP, as a table. What is not in it does not exist: no other request is let through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.common.roles import Role

_READERS = frozenset(Role)
_ASKING = frozenset({Role.SCREENER, Role.OFFICER})
_LOOKING_BACK = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR})
_OFFICERS = frozenset({Role.OFFICER, Role.SUPERVISOR})
_PROPOSING = frozenset({Role.OFFICER})
_APPROVING = frozenset({Role.SUPERVISOR})
_ADMIN = frozenset({Role.ADMIN})
_OVERSIGHT = frozenset({Role.ADMIN, Role.AUDITOR})

SEES_ALL_RECORDS = _LOOKING_BACK
"""Who sees the screenings of others. Everybody else sees those of their own."""


@dataclass(frozen=True, slots=True)
class Permission:
    """Which roles may do something; None for everybody, without a key. `timed` if it has to end within the time budget
    of a request: what goes on as long as its work does is not."""

    roles: frozenset[Role] | None
    timed: bool = True


EVERYBODY = Permission(None)

PERMISSIONS: dict[str, Permission] = {
    "POST /v1/screenings": Permission(_ASKING),
    "GET /v1/screenings": Permission(_ASKING | _LOOKING_BACK),
    "GET /v1/screenings/{id}": Permission(_ASKING | _LOOKING_BACK),
    "GET /v1/screenings/{id}/status": Permission(_ASKING | _LOOKING_BACK),
    "GET /v1/screenings/{id}/request": Permission(_ASKING | _LOOKING_BACK),
    "GET /v1/screenings/{id}/certificate": Permission(_ASKING | _LOOKING_BACK),
    "POST /v1/screenings/{id}/replay": Permission(_LOOKING_BACK),
    "GET /v1/screenings/{id}/goods/{goods_id}/map": Permission(_ASKING | _LOOKING_BACK),
    "POST /v1/certificates/verify": Permission(_ASKING | _LOOKING_BACK),
    "POST /v1/compare": Permission(_ASKING),
    "POST /v1/bulk-jobs": Permission(_ASKING, timed=False),
    "GET /v1/bulk-jobs": Permission(_ASKING | _LOOKING_BACK),
    "GET /v1/bulk-jobs/{id}": Permission(_ASKING | _LOOKING_BACK),
    "GET /v1/bulk-jobs/{id}/events": Permission(_ASKING | _LOOKING_BACK, timed=False),
    "GET /v1/bulk-jobs/{id}/alerts": Permission(_ASKING | _LOOKING_BACK),
    "GET /v1/bulk-jobs/{id}/results": Permission(_ASKING | _LOOKING_BACK, timed=False),
    "DELETE /v1/bulk-jobs/{id}": Permission(_ASKING),
    "GET /v1/alerts": Permission(_LOOKING_BACK),
    "GET /v1/alerts/{id}": Permission(_LOOKING_BACK),
    "GET /v1/alerts/{id}/dossier": Permission(_LOOKING_BACK),
    "POST /v1/alerts/{id}/assign": Permission(_OFFICERS),
    "POST /v1/alerts/{id}/escalate": Permission(_OFFICERS),
    "POST /v1/alerts/{id}/comments": Permission(_OFFICERS),
    "POST /v1/alerts/{id}/dispositions": Permission(_PROPOSING),
    "GET /v1/dispositions": Permission(_LOOKING_BACK),
    "GET /v1/dispositions/{id}": Permission(_LOOKING_BACK),
    "POST /v1/dispositions/{id}/approve": Permission(_APPROVING),
    "POST /v1/dispositions/{id}/return": Permission(_APPROVING),
    "POST /v1/dispositions/{id}/withdraw": Permission(_PROPOSING),
    "PUT /v1/subjects/{reference}": Permission(_ASKING),
    "GET /v1/subjects": Permission(_ASKING | _LOOKING_BACK),
    "GET /v1/subjects/{reference}": Permission(_ASKING | _LOOKING_BACK),
    "GET /v1/subjects/{reference}/dossier": Permission(_LOOKING_BACK),
    "POST /v1/subjects/{reference}/withdraw": Permission(_ASKING),
    "GET /v1/rescreens": Permission(_LOOKING_BACK),
    "POST /v1/rescreens": Permission(_PROPOSING),
    "GET /v1/rescreens/{id}": Permission(_LOOKING_BACK),
    "GET /v1/rescreens/{id}/certificate": Permission(_LOOKING_BACK),
    "GET /v1/suppressions": Permission(_LOOKING_BACK),
    "POST /v1/suppressions": Permission(_PROPOSING),
    "GET /v1/suppressions/{id}": Permission(_LOOKING_BACK),
    "POST /v1/suppressions/{id}/revoke": Permission(_OFFICERS),
    "GET /v1/reports/alerts": Permission(_LOOKING_BACK),
    "GET /v1/events": Permission(_LOOKING_BACK | _ADMIN),
    "GET /v1/webhooks": Permission(_OVERSIGHT),
    "POST /v1/webhooks": Permission(_ADMIN),
    "GET /v1/webhooks/{id}": Permission(_OVERSIGHT),
    "DELETE /v1/webhooks/{id}": Permission(_ADMIN),
    "POST /v1/webhooks/{id}/rotate": Permission(_ADMIN),
    "POST /v1/webhooks/{id}/enable": Permission(_ADMIN),
    "POST /v1/webhooks/{id}/test": Permission(_ADMIN),
    "GET /v1/webhooks/{id}/deliveries": Permission(_OVERSIGHT),
    "POST /v1/webhooks/deliveries/{id}/replay": Permission(_ADMIN),
    "GET /v1/watchlists": Permission(_READERS),
    "GET /v1/watchlists/{id}": Permission(_READERS),
    "GET /v1/watchlists/{id}/editions": Permission(_READERS),
    "GET /v1/watchlists/{id}/diff": Permission(_READERS),
    "GET /v1/watchlists/{id}/timeline": Permission(_READERS),
    "POST /v1/watchlists/fetch": Permission(_ADMIN),
    "POST /v1/watchlists/{id}/editions": Permission(_ADMIN, timed=False),
    "POST /v1/watchlists/{id}/activate": Permission(_ADMIN, timed=False),
    "POST /v1/watchlists/{id}/rollback": Permission(_ADMIN, timed=False),
    "GET /v1/search": Permission(_READERS),
    "GET /v1/entities": Permission(_READERS),
    "GET /v1/entities/{id}": Permission(_READERS),
    "GET /v1/territories": Permission(_READERS),
    "GET /v1/profiles": Permission(_READERS),
    "GET /v1/keys": Permission(_OVERSIGHT),
    "POST /v1/keys": Permission(_ADMIN),
    "POST /v1/keys/{id}/approve": Permission(_ADMIN),
    "DELETE /v1/keys/{id}": Permission(_ADMIN),
    "GET /v1/audit/events": Permission(_OVERSIGHT),
    "GET /v1/audit/verify": Permission(_OVERSIGHT, timed=False),
    "POST /yente/match/{dataset}": Permission(_ASKING),
    "GET /yente/search/{dataset}": Permission(_READERS),
    "GET /yente/entities/{id}": Permission(_READERS),
    "GET /yente/entities/{id}/adjacent": Permission(_READERS),
    "GET /yente/entities/{id}/adjacent/{property}": Permission(_READERS),
    "GET /yente/reconcile/{dataset}": Permission(_READERS),
    "POST /yente/reconcile/{dataset}": Permission(_ASKING),
    "GET /yente/reconcile/{dataset}/suggest/entity": Permission(_READERS),
    "GET /yente/reconcile/{dataset}/suggest/property": Permission(_READERS),
    "GET /yente/reconcile/{dataset}/suggest/type": Permission(_READERS),
    "GET /yente/reconcile/{dataset}/flyout/{kind}": Permission(_READERS),
    "GET /yente/reconcile/{dataset}/extend/property": Permission(_READERS),
    "GET /yente/reconcile/{dataset}/preview/{id}": Permission(_READERS),
    "GET /yente/datasets/{id}/entities.ftm.json": Permission(_READERS, timed=False),
    "GET /yente/datasets/{id}/delta.json": Permission(_READERS),
    "GET /yente/datasets/{id}/delta/{version}.json": Permission(_READERS, timed=False),
    "GET /yente/catalog": Permission(_READERS),
    "GET /yente/manifest": Permission(_READERS),
    "GET /yente/algorithms": Permission(_READERS),
    "GET /yente/healthz": EVERYBODY,
    "GET /yente/readyz": EVERYBODY,
    "POST /yente/updatez": Permission(_ADMIN),
    "GET /metrics": Permission(_OVERSIGHT),
    "GET /livez": EVERYBODY,
    "GET /readyz": EVERYBODY,
    "GET /": EVERYBODY,
    "GET /docs": EVERYBODY,
    "GET /redoc": EVERYBODY,
    "GET /openapi.json": EVERYBODY,
    "GET /static/{path:path}": EVERYBODY,
}
"""Operations, as method and path."""

YENTE_OPEN = dict.fromkeys(("GET /yente/catalog", "GET /yente/manifest", "GET /yente/algorithms"), EVERYBODY)
"""What everybody may see where the operator lets clients of yente look at the catalogue without a key."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of the table."""

    method: str
    path: str
    permission: Permission

    @property
    def name(self) -> str:
        """Method and path."""
        return f"{self.method} {self.path}"


class Operations:
    """Finds the row of a request. Paths without parameters are found at once, others by their patterns."""

    def __init__(self, permissions: dict[str, Permission]) -> None:
        split = ((*name.partition(" "), permission) for name, permission in permissions.items())
        rows = [Operation(method, path, permission) for method, _, path, permission in split]
        self._plain = {(row.method, row.path): row for row in rows if "{" not in row.path}
        self._patterned = [(_pattern(row.path), row) for row in rows if "{" in row.path]

    def find(self, method: str, path: str) -> Operation | None:
        """The row of this request, if there is one."""
        found = self._plain.get((method, path))
        return found or next((row for row in self._with_parameters(path) if row.method == method), None)

    def methods(self, path: str) -> list[str]:
        """What can be done at a path; HEAD wherever GET can."""
        plain = (row for row in self._plain.values() if row.path == path)
        methods = {row.method for rows in (plain, self._with_parameters(path)) for row in rows}
        return sorted(methods | {"HEAD"} if "GET" in methods else methods)

    def _with_parameters(self, path: str) -> Iterator[Operation]:
        return (row for pattern, row in self._patterned if pattern.match(path))


def names(roles: Iterable[Role]) -> str:
    """Roles in words, in the order of their definition."""
    wanted = frozenset(roles)
    return ", ".join(role for role in Role if role in wanted)


def _pattern(path: str) -> re.Pattern[str]:
    """As the router reads paths: a parameter is all up to the next slash, or all there is where it says path."""
    parts = re.split(r"(\{[^}]+\})", path)
    written = (
        ".*" if part.endswith(":path}") else "[^/]+" if part.startswith("{") else re.escape(part) for part in parts
    )
    return re.compile("".join(written) + r"\Z", re.DOTALL)
