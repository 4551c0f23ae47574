"""What a key may ask with: bounds that an administrator sets on the options of requests.

Whoever can choose a threshold of 1.0, one list or a day of 1990 can have any party cleared. A policy only refuses: it
never changes what was asked, so that a recorded question says all that its answer rests on.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from service.auth.errors import KeyRefused
from service.engine.matching.policy import threshold_of
from service.engine.matching.profile import Profile
from service.engine.screening.errors import Fault, NotReady
from service.engine.screening.request import Options


@dataclass(frozen=True, slots=True)
class KeyPolicy:
    """None, and `as_of` true, leave the choice to whoever asks.

    `profiles` are those that may be named. The threshold in force has to lie between the two bounds. `watchlists` and
    `regimes` are those that every request has to include. `as_of` says whether a day may be named. `segments` are those
    of the book whose subjects it may see and change.
    """

    profiles: tuple[str, ...] | None = None
    min_threshold: float | None = None
    max_threshold: float | None = None
    watchlists: tuple[str, ...] | None = None
    regimes: tuple[str, ...] | None = None
    as_of: bool = True
    segments: tuple[str, ...] | None = None


class NotAllowed(RuntimeError):  # noqa: N818 - reads as what it is
    """The key may not ask with these options. Carries every fault, each naming what the key allows."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(fault.detail for fault in faults))


def refuse_options(
    policy: KeyPolicy | None, options: Options, profile: Profile | None, loaded: Collection[str]
) -> None:
    """Raises NotAllowed if a key with this policy may not ask with these options, NotReady if a list that it has to
    search is not among those `loaded`. `profile` is the one that the options name, None if there is none of that id."""
    if policy is None:
        return
    absent = [name for name in policy.watchlists or () if name not in loaded]
    if absent:
        raise NotReady(f"this key has to search watchlists that are not loaded: {', '.join(absent)}")
    faults = tuple(_faults(policy, options, profile))
    if faults:
        raise NotAllowed(faults)


def refuse_profile(policy: KeyPolicy | None, profile_id: str, *, pointer: str) -> None:
    """Raises NotAllowed if a key with this policy may not use this profile."""
    if policy is not None and policy.profiles is not None and profile_id not in policy.profiles:
        raise NotAllowed((_not_one_of(pointer, "profiles", policy.profiles, profile_id),))


def _faults(policy: KeyPolicy, options: Options, profile: Profile | None) -> Iterator[Fault]:
    if policy.profiles is not None and options.profile not in policy.profiles:
        yield _not_one_of("/options/profile", "profiles", policy.profiles, options.profile)
    if options.as_of is not None and not policy.as_of:
        detail = "this key allows no as_of: it asks by the measures of today"
        yield Fault("/options/as_of", detail, "null", options.as_of.isoformat())
    if profile is None:
        return
    yield from _threshold_faults(policy, threshold_of(profile, options.threshold))
    for name, required, searched in (
        ("watchlists", policy.watchlists, options.watchlists or profile.watchlists),
        ("regimes", policy.regimes, options.regimes or profile.regimes),
    ):
        missing = _missing(required, searched)
        if missing:
            detail = f"this key allows no request without the {name} {', '.join(required or ())}"
            yield Fault(f"/options/{name}", detail, f"null, or a list with {', '.join(missing)}")


def _threshold_faults(policy: KeyPolicy, threshold: float) -> Iterator[Fault]:
    least = 0.0 if policy.min_threshold is None else policy.min_threshold
    most = 1.0 if policy.max_threshold is None else policy.max_threshold
    if not least <= threshold <= most:
        detail = f"this key allows thresholds from {least:g} to {most:g}; {threshold:g} was asked with"
        yield Fault("/options/threshold", detail, f"{least:g} to {most:g}", threshold)


def _missing(required: Collection[str] | None, searched: Collection[str] | None) -> list[str]:
    """What has to be included and is not; all are searched if `searched` is None."""
    return [] if searched is None else [name for name in required or () if name not in searched]


def _not_one_of(pointer: str, noun: str, allowed: Collection[str], got: str) -> Fault:
    names = ", ".join(allowed) or "none"
    return Fault(pointer, f"this key allows the {noun} {names}", f"one of: {names}", got)


def check_policy(policy: KeyPolicy) -> None:
    """Raises KeyRefused for bounds that nothing fits."""
    bounds = {"min_threshold": policy.min_threshold, "max_threshold": policy.max_threshold}
    for name, bound in bounds.items():
        if bound is not None and not 0 <= bound <= 1:
            raise KeyRefused(f"policy/{name}", "a number from 0 to 1", str(bound))
    least, most = bounds.values()
    if least is not None and most is not None and least > most:
        raise KeyRefused("policy/max_threshold", f"{least:g}, which is min_threshold, or more", f"{most:g}")
    for name in ("profiles", "watchlists", "regimes", "segments"):
        if getattr(policy, name) == ():
            raise KeyRefused(f"policy/{name}", "at least one, or null", "none")


def write_policy(policy: KeyPolicy | None) -> str | None:
    """As it is kept: JSON with sorted keys."""
    return None if policy is None else json.dumps(asdict(policy), sort_keys=True)


def read_policy(text: str | None) -> KeyPolicy | None:
    """From what was kept."""
    if text is None:
        return None
    kept: dict[str, Any] = json.loads(text)
    lists = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
    return KeyPolicy(**kept | lists)
