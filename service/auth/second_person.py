"""Nobody approves what they have proposed, a decision or a key. Actors are names and not keys: two keys of one name are
one actor."""

from __future__ import annotations

import unicodedata

from service.audit.chain import PROGRAM
from service.records.action import ActionRefused

_NOBODY_IN_PARTICULAR = frozenset({"local", "unauthenticated", "system", PROGRAM})
"""Names under which nobody can be told from anybody else."""


class SecondPersonNeeded(ActionRefused):
    """Nobody approves what they have proposed themselves."""


def same_actor(left: str, right: str) -> bool:
    """Are two names those of one actor? However they are capitalised."""
    return plain_name(left) == plain_name(right)


def is_a_person(actor: str) -> bool:
    """Does a name say who somebody is? An account of this machine (`local:NAME`) does not: whoever may use the machine
    may use the account."""
    return plain_name(actor).partition(":")[0] not in _NOBODY_IN_PARTICULAR


def require_second_person(proposed_by: str, actor: str) -> None:
    """Raises SecondPersonNeeded unless the actor is another person than the one who proposed."""
    if not is_a_person(actor):
        raise SecondPersonNeeded(f"{actor} may be anybody: a decision has to be made under a key or token of a person")
    if same_actor(proposed_by, actor):
        raise SecondPersonNeeded(f"{actor} has proposed this: another person has to decide it")


def plain_name(name: str) -> str:
    """The name of an actor without what does not tell it from others."""
    return unicodedata.normalize("NFKC", name).strip().casefold()
