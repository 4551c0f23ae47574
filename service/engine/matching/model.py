"""The nouns of matching: who is asked about, what was found, and why."""

from __future__ import annotations

from dataclasses import dataclass

from service.engine.model.entity import Entity, EntityType, Identifier, Name, PartialDate


@dataclass(frozen=True, slots=True)
class FactsRead:
    """Which facts of a party were not stated in fields of their own but stood in the text of its name."""

    birth_date: bool
    countries: bool
    identifiers: frozenset[Identifier]


@dataclass(frozen=True, slots=True)
class Party:
    """Who is asked about. `names[0]` is the main name, the rest are aliases of the same party.

    Countries and nationalities are ISO 3166-1 alpha-2 codes, upper case; `gender` is `male`, `female` or None.
    """

    type: EntityType
    names: tuple[str, ...]
    birth_date: PartialDate | None = None
    nationalities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    gender: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    address: str | None = None
    read: FactsRead | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """One line of an explanation.

    `score` says how well this piece of evidence agrees (0 to 1), `contribution` what it added to or took from the
    total, `detail` says so in a sentence.
    """

    name: str
    score: float
    contribution: float
    detail: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """Which word of the query met which word of the list. An empty side means the word met nothing."""

    query: str
    listed: str
    score: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two parties are: the total (0 to 1) and everything it is made of."""

    score: float
    query: str
    listed: Name
    features: tuple[Feature, ...]
    alignment: tuple[Aligned, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A listed entity worth showing for a party, best name first."""

    entity: Entity
    comparison: Comparison

    @property
    def score(self) -> float:
        return self.comparison.score
