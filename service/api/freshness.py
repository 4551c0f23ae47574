"""How fresh the stored lists are. Reads the disk: not to be called on the event loop."""

from __future__ import annotations

from service.api.path_redaction import without_folders
from service.api.problems import NOT_READY, Problem
from service.api.schemas.editions import AttemptOut, FreshnessOut
from service.bootstrap.runtime import Runtime
from service.watchlists.editions.store import store_of
from service.watchlists.errors import ListError
from service.watchlists.service import ListStatus, list_statuses, stale_lists


def freshness(runtime: Runtime) -> dict[str, FreshnessOut]:
    """How fresh every stored list is, by id. Raises Problem for a store that cannot be read."""
    return {one.id: _freshness(one, runtime) for one in standing(runtime)}


def standing(runtime: Runtime) -> list[ListStatus]:
    """How every stored list stands. Raises Problem for a store that cannot be read."""
    try:
        return list(list_statuses(store_of(runtime.settings)))
    except (ListError, OSError) as error:
        raise Problem(NOT_READY, f"the editions of the lists cannot be read: {error}") from error


def refuse_stale(runtime: Runtime) -> None:
    """Raise Problem while a list is older than the operator allows."""
    if not runtime.settings.max_list_age_hours:
        return
    reasons = list(stale_lists(runtime.settings, store_of(runtime.settings), runtime.clock()))
    if reasons:
        raise Problem(NOT_READY, "; ".join(reasons))


def _freshness(one: ListStatus, runtime: Runtime) -> FreshnessOut:
    age = one.age(runtime.clock())
    attempt = one.attempt
    return FreshnessOut(
        loaded_at=one.active.loaded_at if one.active else None,
        last_attempt=None
        if attempt is None
        else AttemptOut(
            at=attempt.at,
            outcome=attempt.outcome,
            edition=attempt.edition,
            messages=[without_folders(one, runtime.settings) for one in attempt.messages],
        ),
        last_success=one.success.at if one.success else None,
        age_hours=None if age is None else round(age.total_seconds() / 3600, 2),
    )
