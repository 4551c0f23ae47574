"""What a sequence of editions says about the past.

An entity that an edition no longer has was on the list until that edition appeared. It stays known: as the last
edition that had it described it, with every designation that was still open closed on the day of the edition that
dropped it. That day is the publisher's date of that edition, or the day it was loaded where it carries none.

What editions cannot say is not made up: an entity that a later edition adds is not given a listing date, so without a
published one it counts as listed on all earlier days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from service.engine.model.entity import Designation, Entity
from service.engine.model.watchlist import Watchlist

LAST_EDITION = "last edition (our record)"
"""The heading of the fact that an entity of the past carries."""


def succeed(former: Watchlist, current: Watchlist, day: date) -> Watchlist:
    """An edition with the entities of what came before it and that it dropped on this day."""
    present = {entity.id for entity in current.entities}
    listed = len(former.entities) - former.former
    dropped = tuple(
        _noted(closed(entity, day), former) for entity in former.entities[:listed] if entity.id not in present
    )
    dropped += tuple(entity for entity in former.entities[listed:] if entity.id not in present)
    return replace(
        current,
        entities=(*current.entities, *dropped),
        former=len(dropped),
        superseded=(*former.superseded, former.sha256),
    )


def closed(entity: Entity, day: date) -> Entity:
    """The entity as delisted from a day on. Designations that had ended before keep their dates."""
    if not entity.designations:
        open_ended = Designation(programme="", authority="")
        return replace(entity, designations=(replace(open_ended, delisted_on=day),))
    return replace(entity, designations=tuple(_ended(item, day) for item in entity.designations))


def _noted(entity: Entity, edition: Watchlist) -> Entity:
    """The entity with the edition that had it last: what is said of it stands there, and not in the active one."""
    return replace(entity, facts=(*entity.facts, (LAST_EDITION, f"{edition.edition}, SHA-256 {edition.sha256}")))


def _ended(designation: Designation, day: date) -> Designation:
    if designation.delisted_on is not None and designation.delisted_on <= day:
        return designation
    return replace(designation, delisted_on=day)
