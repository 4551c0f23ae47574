"""What one screening will use: the options of the request resolved against a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from service.engine.matching.policy import threshold_of
from service.engine.matching.profile import Profile
from service.engine.model.watchlist import Watchlist
from service.engine.screening.errors import Fault, InvalidRequest, NotReady
from service.engine.screening.request import Options
from service.engine.screening.result import UsedOptions, UsedProfile, UsedSnapshot, UsedWatchlist
from service.engine.screening.snapshot_summary import SnapshotSummary, summary_of
from service.engine.screening.warnings import ScreeningWarning, as_of_warnings, watchlist_warnings
from service.engine.snapshot import Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class ResolvedOptions:
    """Options with nothing left open. `watchlists` is None where all of the snapshot are searched. The last five are
    what the answer says of it; `watchlist_warnings` only where parties are asked about. One plan serves many questions;
    two are the same only if they are one."""

    profile: Profile
    watchlists: frozenset[str] | None
    regimes: frozenset[str] | None
    on: date
    limit: int
    threshold: float
    editions: dict[str, Watchlist]
    used_snapshot: UsedSnapshot
    used_options: UsedOptions
    used_profile: UsedProfile
    warnings: tuple[ScreeningWarning, ...]
    watchlist_warnings: tuple[ScreeningWarning, ...]


def resolve_options(options: Options, snapshot: Snapshot, *, today: date) -> ResolvedOptions:
    """Resolve options against a snapshot. Raises InvalidRequest, naming what is known, for anything unknown, and
    NotReady."""
    profile = choose_profile(options, summary_of(snapshot))
    refuse_future(options, profile, today)
    available = {watchlist.id: watchlist for watchlist in snapshot.watchlists}
    wanted = _wanted(options, profile)
    regimes = options.regimes if options.regimes is not None else profile.regimes
    threshold = threshold_of(profile, options.threshold)
    on = options.as_of or today
    editions = available if wanted is None else {name: available[name] for name in wanted}
    return ResolvedOptions(
        profile=profile,
        watchlists=None if wanted is None else frozenset(wanted),
        regimes=None if regimes is None else frozenset(regimes),
        on=on,
        limit=options.limit,
        threshold=threshold,
        editions=editions,
        used_snapshot=_used_snapshot(snapshot, editions.values()),
        used_options=UsedOptions(
            profile=profile.id,
            watchlists=None if wanted is None else tuple(sorted(set(wanted))),
            regimes=None if regimes is None else tuple(sorted(set(regimes))),
            limit=options.limit,
            threshold=threshold,
        ),
        used_profile=UsedProfile(profile.id, profile.sha256),
        warnings=tuple(as_of_warnings(on, today)),
        watchlist_warnings=tuple(watchlist_warnings(snapshot.watchlists, editions.values(), profile, today)),
    )


def choose_profile(options: Options, summary: SnapshotSummary) -> Profile:
    """Check options, and give the profile that they name. Raises InvalidRequest, naming what is known, for anything
    unknown, and NotReady if a list that the profile needs is not loaded."""
    profile = summary.profiles.get(options.profile)
    faults = [] if profile else [_unknown("/options/profile", "profile", options.profile, summary.profiles)]
    faults += _unknown_words("watchlist", options.watchlists, summary.watchlists)
    faults += _unknown_words("regime", options.regimes, summary.regimes)
    if options.threshold is not None and not 0 <= options.threshold <= 1:
        faults.append(Fault("/options/threshold", "a threshold lies between 0 and 1", "0 to 1", options.threshold))
    if options.limit < 1:
        faults.append(Fault("/options/limit", "at least one hit has to be shown", "1 or more", options.limit))
    if faults or profile is None:
        raise InvalidRequest(faults)
    _refuse_missing(profile, _wanted(options, profile), summary.watchlists)
    return profile


def refuse_future(options: Options, profile: Profile, today: date) -> None:
    """Raises InvalidRequest for a day still to come, unless the profile lets the lists of today answer for it. Tomorrow
    may be today where the caller is."""
    latest = today + timedelta(days=1)
    if options.as_of is not None and options.as_of > latest and not profile.future_as_of:
        detail = (
            f"{options.as_of} is still to come, and nobody knows what the lists will say; today is {today}. Leave it "
            "null, or use a profile with future_as_of to be answered by the lists of today"
        )
        raise InvalidRequest([Fault("/options/as_of", detail, f"{latest} or earlier", options.as_of.isoformat())])


def _wanted(options: Options, profile: Profile) -> tuple[str, ...] | None:
    return options.watchlists if options.watchlists is not None else profile.watchlists


def _used_snapshot(snapshot: Snapshot, editions: Iterable[Watchlist]) -> UsedSnapshot:
    used = [UsedWatchlist(one.id, one.edition, one.sha256, len(one.entities), one.published_on) for one in editions]
    return UsedSnapshot(snapshot.sha256, tuple(used))


def find_profile(snapshot: Snapshot, profile_id: str, *, pointer: str) -> Profile:
    """The profile of that id. Raises InvalidRequest, naming the known ones, if there is none."""
    profile = snapshot.profiles.get(profile_id)
    if profile is None:
        raise InvalidRequest([_unknown(pointer, "profile", profile_id, snapshot.profiles)])
    return profile


def _refuse_missing(profile: Profile, wanted: tuple[str, ...] | None, available: Iterable[str]) -> None:
    """A list that a profile needs and that is not loaded stops the answer."""
    loaded = frozenset(available)
    if not loaded:
        raise NotReady("no watchlist is loaded")
    missing = [name for name in wanted or () if name not in loaded]
    if missing:
        raise NotReady(f"the profile {profile.id!r} needs watchlists that are not loaded: {', '.join(missing)}")


def _unknown_words(noun: str, asked: tuple[str, ...] | None, known: Iterable[str]) -> Iterator[Fault]:
    if asked is None:
        return
    if not asked:
        detail = f"no {noun} at all would be asked; leave it null for those of the profile"
        yield Fault(f"/options/{noun}s", detail, f"at least one {noun}, or null")
    names = frozenset(known)
    for position, name in enumerate(asked):
        if name not in names:
            yield _unknown(f"/options/{noun}s/{position}", noun, name, names)


def _unknown(pointer: str, noun: str, got: str, known: Iterable[str]) -> Fault:
    names = ", ".join(sorted(known)) or "none"
    return Fault(pointer, f"unknown {noun} {got!r}; known: {names}", f"one of: {names}", got)
