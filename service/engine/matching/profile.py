"""Profiles: which lists and regimes count, from which score on, and with which weights. Versioned data with a hash."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from service.engine.matching.weights import Weights

DECISIONS_BY_MEASURE = (("asset_freeze", "block"), ("none", "review"), ("other", "review"))
"""What a certain hit asks for, by the measure against the listed entity, unless the profile says otherwise."""

PUBLICATION_AGE_DAYS = (("jp_meti_eul", 400), ("other", 60))
"""After how many days an edition is old by its publisher's date, by list, unless the profile says otherwise."""


class ProfileError(ValueError):
    """A profile file that cannot be used. Says which file, which key, and what was expected."""


@dataclass(frozen=True)
class FourEyes:
    """Which false positives need a second person before they take effect: all where neither is given, those with a
    score above `above_score`, `sample_percent` of a hundred by chance; with both, those that either chooses."""

    above_score: float | None = None
    sample_percent: float | None = None


@dataclass(frozen=True)
class Profile:
    """Settings of a screening. None for watchlists or regimes means all that are loaded.

    `decisions` are pairs of a measure and `block` or `review`, `publication_age_days` pairs of a watchlist and days;
    `other` in either stands for all that are not named. `future_as_of` lets the lists of today answer for any day to
    come.
    """

    id: str
    title: str = ""
    review_threshold: float = 0.70
    block_threshold: float = 0.985
    weak_aliases_fire: bool = False
    show_below: float = 0.0
    screen_addresses: bool = True
    future_as_of: bool = False
    watchlists: tuple[str, ...] | None = None
    regimes: tuple[str, ...] | None = None
    weights: Weights = field(default_factory=Weights)
    decisions: tuple[tuple[str, str], ...] = DECISIONS_BY_MEASURE
    publication_age_days: tuple[tuple[str, int], ...] = PUBLICATION_AGE_DAYS
    four_eyes: FourEyes = field(default_factory=FourEyes)

    def screening_settings(self) -> dict[str, Any]:
        """All that a screening depends on: every setting but those of what people do with its answer."""
        return {name: value for name, value in asdict(self).items() if name != "four_eyes"}

    @cached_property
    def sha256(self) -> str:
        """Hash over every setting of a screening, weights included: equal hashes screen alike."""
        lines = [f"{name}={value!r}" for name, value in sorted(self.screening_settings().items())]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def decision_for(self, measure: str) -> str:
        """The most that a hit asks for if this measure is in force against it: `block` or `review`."""
        table = dict(self.decisions)
        return table.get(measure, table["other"])

    def oldest_edition_days(self, watchlist_id: str) -> int:
        """After how many days an edition of this list is old by its publisher's date."""
        table = dict(self.publication_age_days)
        return table.get(watchlist_id, table["other"])


_NUMBERS = {"review_threshold", "block_threshold", "show_below"}
_SWITCHES = {"weak_aliases_fire", "screen_addresses", "future_as_of"}
_TABLES = {"weights", "decisions", "publication_age_days", "four_eyes"}
_MOST_OF_FOUR_EYES = {"above_score": 1, "sample_percent": 100}


def _read_value(path: Path, key: str, value: Any) -> Any:
    if key in _NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ProfileError(f"{path.name}: {key}: expected a number from 0 to 1, got {value!r}")
        return float(value)
    if key in ("watchlists", "regimes"):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ProfileError(f"{path.name}: {key}: expected a list of ids, got {value!r}")
        return tuple(value)
    if key in _SWITCHES:
        if not isinstance(value, bool):
            raise ProfileError(f"{path.name}: {key}: expected true or false, got {value!r}")
        return value
    if not isinstance(value, str):
        raise ProfileError(f"{path.name}: {key}: expected a text, got {value!r}")
    return value


def _read_weights(path: Path, table: dict[str, Any]) -> Weights:
    known = {item.name for item in fields(Weights)}
    for key, value in table.items():
        if key not in known:
            raise ProfileError(f"{path.name}: weights.{key}: unknown weight; known are {', '.join(sorted(known))}")
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ProfileError(f"{path.name}: weights.{key}: expected a number, got {value!r}")
    return Weights(**{key: float(value) for key, value in table.items()})


def _read_decisions(path: Path, table: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    for measure, decision in table.items():
        if decision not in ("block", "review"):
            raise ProfileError(f"{path.name}: decisions.{measure}: expected block or review, got {decision!r}")
    return tuple(sorted((dict(DECISIONS_BY_MEASURE) | table).items()))


def _read_ages(path: Path, table: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    for name, days in table.items():
        if isinstance(days, bool) or not isinstance(days, int) or days < 1:
            raise ProfileError(f"{path.name}: publication_age_days.{name}: expected a number of days, got {days!r}")
    return tuple(sorted((dict(PUBLICATION_AGE_DAYS) | table).items()))


def _read_four_eyes(path: Path, table: dict[str, Any]) -> FourEyes:
    for key, value in table.items():
        if key not in _MOST_OF_FOUR_EYES:
            known = ", ".join(sorted(_MOST_OF_FOUR_EYES))
            raise ProfileError(f"{path.name}: four_eyes.{key}: unknown setting; known are {known}")
        most = _MOST_OF_FOUR_EYES[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise ProfileError(f"{path.name}: four_eyes.{key}: expected a number from 0 to {most}, got {value!r}")
    return FourEyes(**{key: float(value) for key, value in table.items()})


def load_profile(path: Path) -> Profile:
    """Read one TOML file. Raises ProfileError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path.name}: not a TOML file: {error}") from error
    weights = _read_weights(path, table.pop("weights", {}))
    decisions = _read_decisions(path, table.pop("decisions", {}))
    ages = _read_ages(path, table.pop("publication_age_days", {}))
    four_eyes = _read_four_eyes(path, table.pop("four_eyes", {}))
    known = {item.name for item in fields(Profile)} - _TABLES
    unknown = sorted(set(table) - known)
    if unknown:
        raise ProfileError(f"{path.name}: {unknown[0]}: unknown setting; known are {', '.join(sorted(known))}")
    if "id" not in table:
        raise ProfileError(f"{path.name}: id: expected a text, got nothing")
    return Profile(
        **{key: _read_value(path, key, value) for key, value in table.items()},
        weights=weights,
        decisions=decisions,
        publication_age_days=ages,
        four_eyes=four_eyes,
    )


def load_profiles(folder: Path) -> dict[str, Profile]:
    """All profiles of a folder by id. Raises ProfileError for a broken file or an id used twice."""
    profiles: dict[str, Profile] = {}
    for path in sorted(folder.glob("*.toml")):
        profile = load_profile(path)
        if profile.id in profiles:
            raise ProfileError(f"{path.name}: id: {profile.id!r} is used by another file too")
        profiles[profile.id] = profile
    if "default" not in profiles:
        raise ProfileError(f"{folder.name}: a profile with id 'default' is needed")
    return profiles
