"""What is known about single words: how rare they are, and which are spellings of one another.

The tables come with the program and do not depend on the lists that are loaded, so that a score stays the same
when another list is added, and `compare` gives the score that `screen` gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from math import log

from service.common.kept_tables import kept_table
from service.engine.matching.common_words import common_words
from service.engine.normalise.phonetic import phonetic, sounds
from service.engine.normalise.words import WordTables, read_table, word_tables

# Counts are per this many names; a word that was never counted is taken as met half a time.
_POPULATION = 10_000
_UNSEEN = log(_POPULATION / 0.5)
_SOUND_FROM = 5
"""Shorter words sound like a given name by chance."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Rarity of words and relations between them. `places` is keyed as core words are written, without blanks, and
    `common` has the rarity of words that tables call common and that were never counted.

    Compared and hashed by identity, as there is one a process."""

    rarities: dict[str, float]
    common: dict[str, float]
    variants: frozenset[tuple[str, str]]
    places: dict[str, tuple[str, str]]
    tables: WordTables

    def rarity(self, word: str) -> float:
        """Natural logarithm of how many names one has to read to meet the word: 3 is common, 10 never seen."""
        counted = self.rarities.get(word)
        return self.common.get(word, _UNSEEN) if counted is None else counted

    def is_known(self, word: str) -> bool:
        """Whether the word is a name or word met before, so that it is hardly a slip of another."""
        return word in self.rarities or word in self.tables.same_given

    def are_variants(self, left: str, right: str) -> bool:
        """Whether two words are spellings of one name, by the learned pairs or the table of given names."""
        if (left, right) in self.variants or (right, left) in self.variants:
            return True
        classes = self.given_classes(left)
        return bool(classes) and not classes.isdisjoint(self.given_classes(right))

    def given_classes(self, word: str) -> frozenset[int]:
        """The given names of which a word is a spelling: by the table, or as it sounds like a name in the table."""
        known = self.tables.same_given.get(word)
        if known is not None:
            return known
        return (_by_sound(word) or _without_baltic_ending(word)) if len(word) >= _SOUND_FROM else frozenset()

    def table_keys(self, word: str) -> list[str]:
        """Keys under which all words stand together that the tables of given names relate to this one."""
        tables = (("short", self.tables.short_given), ("cousin", self.tables.cousin_given))
        found = [f"same:{number}" for number in self.given_classes(word)]
        return found + [f"{kind}:{number}" for kind, table in tables for number in table.get(word, ())]

    def father_keys(self, father: str) -> frozenset[int]:
        """The given names from which the stem of a patronymic may come (Vladimir-, Uladzimir- are one)."""
        found = (self.given_classes(father + ending) for ending in ("", "i", "y", "iy"))
        return frozenset().union(*found)

    def are_nicknames(self, left: str, right: str) -> bool:
        """Whether one name is a short form of the other, or the same name in another language. Spellings of a name that
        has short forms are so, too."""
        for table in (self.tables.short_given, self.tables.cousin_given):
            classes = table.get(left)
            if classes is not None and not classes.isdisjoint(table.get(right, ())):
                return True
        return False


@kept_table
def _classes_by_sound() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for name, classes in word_tables().same_given.items():
        if name.isascii() and len(name) >= _SOUND_FROM:
            found.setdefault(phonetic(name), set()).update(classes)
    return {sound: frozenset(classes) for sound, classes in found.items()}


@lru_cache(maxsize=1 << 15)
def _by_sound(word: str) -> frozenset[int]:
    known = _classes_by_sound()
    found = [known[sound] for sound in sounds(word) if sound in known] if word.isascii() else []
    return frozenset().union(*found)


_BALTIC_ENDINGS = ("as", "is", "us", "s")
_LEAST_BEFORE_ENDING = 4


def _without_baltic_ending(word: str) -> frozenset[int]:
    """The given names of which a word is one with a Lithuanian or Latvian ending: Olegas, Igoris, Olegs are Oleg."""
    if not word.endswith("s"):
        return frozenset()
    known = word_tables().same_given
    stems = (word.removesuffix(ending) for ending in _BALTIC_ENDINGS if word.endswith(ending))
    return next((known[one] for one in stems if len(one) >= _LEAST_BEFORE_ENDING and one in known), frozenset())


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """The word without an ending that only tells gender or language (Petrova, Petrov; Lavrovs, Lavrov)."""
    for ending, replacement, least in word_tables().endings.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: len(word) - len(ending)] + replacement
    return word


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    tables = word_tables()
    return Lexicon(
        rarities=_rarities(),
        common={word: log(_POPULATION / often) for word, often in common_words().items()},
        variants=_variants(),
        places={"".join(words): place for words, place in tables.places.items()},
        tables=tables,
    )


@kept_table
def _rarities() -> dict[str, float]:
    counts = {row["word"]: float(row["per_10000"]) for row in read_table("word_counts.csv")}
    counts = _shared_by_spellings(counts, word_tables().same_given)
    return {word: log(_POPULATION / count) for word, count in counts.items()}


@kept_table
def _variants() -> frozenset[tuple[str, str]]:
    """Pairs of spellings of one name: those learned from lists, and those of Korean syllables (chol, chul)."""
    learned = {(row["left"], row["right"]) for row in read_table("variants.csv")}
    syllables = (row["spellings"].split() for row in read_table("korean_syllables.csv"))
    return frozenset(learned.union(*(permutations(spellings, 2) for spellings in syllables)))


def _shared_by_spellings(counts: dict[str, float], classes: dict[str, frozenset[int]]) -> dict[str, float]:
    """A rare spelling of a common given name is as common as the name: Mohamet tells no more than Muhammad."""
    totals: dict[int, float] = {}
    for word, numbers in classes.items():
        for number in numbers:
            totals[number] = totals.get(number, 0.0) + counts.get(word, 0.0)
    shared = dict(counts)
    for word, numbers in classes.items():
        total = max(totals[number] for number in numbers)
        if total > 0:
            shared[word] = max(total, counts.get(word, 0.0))
    return shared
