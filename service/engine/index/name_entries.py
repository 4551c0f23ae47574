"""What an index holds of one listed name, whatever else is listed: it can be kept, so that a list that changes a little
is indexed in a part of the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from service.engine.index.phonetic_index import ListedSounds, listed_sounds
from service.engine.matching.listed_names import WholeNameKeys, whole_name_keys
from service.engine.matching.name_pair import parts
from service.engine.normalise.names import PreparedName, views
from service.engine.normalise.scripts import fold_homoglyphs


@dataclass(frozen=True, slots=True)
class PartView:
    """One view of one part of a name; part 0 is the whole."""

    part: int
    view: int
    prepared: PreparedName


@dataclass(frozen=True, slots=True)
class NameEntry:
    """The views of a name and of its parts, its sounds if it is in Latin letters, and the keys of the whole name."""

    views: tuple[PartView, ...]
    sounds: ListedSounds | None
    keys: WholeNameKeys


EntryOf = Callable[[str], NameEntry]
"""Gives the entry of a listed name, made now or kept from before."""


def name_entry(text: str, *, is_person: bool) -> NameEntry:
    """The entry of a listed name."""
    found = [
        PartView(part, view, prepared)
        for part, (one, _) in enumerate(parts(text, is_person=is_person))
        for view, prepared in enumerate(views(fold_homoglyphs(one), is_person=is_person))
        if prepared.tokens
    ]
    is_latin = any(one.prepared.latin for one in found if not one.part)
    sounds = listed_sounds(text, is_person=is_person) if is_latin else None
    return NameEntry(tuple(found), sounds, whole_name_keys(text, is_person=is_person))
