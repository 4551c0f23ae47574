"""Listed names that are found by the whole of a text and not by its words: in all ways of `matching/finders.py`; and
names whose words a text holds just as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.engine.index.likely_finders import LOOKING_AT, TESTED, LikelyFinders
from service.engine.index.postings import Multimap
from service.engine.matching.by_ear import heard_key, is_heard_as_written, key_of_words, texts_to_hear
from service.engine.matching.cut_names import cut_key
from service.engine.matching.filled_vowels import by_consonants
from service.engine.matching.finders import FINDERS, Asked, Texts
from service.engine.matching.heard_beside import keys_beside
from service.engine.matching.listed_names import FoundBy, WholeNameKeys
from service.engine.matching.misread_words import KnownWords
from service.engine.matching.names import WholeScore
from service.engine.matching.without_vowels import NamesByConsonants
from service.engine.normalise.text import fold
from service.engine.normalise.word_splitting import split_words

_LONGEST_STRETCH = 8
_BY_BIT = [(1 << at, finder) for at, finder in enumerate(FINDERS)]
_ORDINARY = Texts.ORDINARY_PERSON


def _bits_found_by(*keys: FoundBy) -> int:
    return sum(bit for bit, finder in _BY_BIT if finder.found_by in keys)


_BY_SOUNDS = _bits_found_by(FoundBy.SOUNDS)
_UNTESTED = sum(bit for bit, finder in _BY_BIT if finder.in_words is None)
_BY_ONE_KEY = (_BY_SOUNDS | _bits_found_by(FoundBy.BEGINNING)) & _UNTESTED
"""Ways that take an ordinary name for nothing but one key, or one for each of its words that may stand beside."""

Keyed = tuple[int, WholeScore]
"""The number of a name, and how a text that is known to be that name is scored."""


@dataclass(eq=False, slots=True)
class KeyedNames:
    """The numbers of names by all their words in the order of the alphabet, by what fields of each width hold of them,
    and by their sounds."""

    exactly: Multimap
    cut: Multimap
    heard: Multimap
    _known: KnownWords | None = field(default=None, init=False, repr=False)
    _with_word: Multimap | None = field(default=None, init=False, repr=False)
    _by_consonants: NamesByConsonants | None = field(default=None, init=False, repr=False)
    _sounds_by_consonants: Mapping[str, Sequence[str]] | None = field(default=None, init=False, repr=False)
    _likely: LikelyFinders = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._likely = LikelyFinders(self)

    @classmethod
    def build(cls, names: Mapping[int, WholeNameKeys]) -> KeyedNames:
        """From the keys of whole names by their numbers, which rise."""
        exactly, cut, heard = (defaultdict[str, list[int]](list) for _ in range(3))
        for number, keys in names.items():
            exactly[keys.words].append(number)
            for key in keys.cut:
                cut[key].append(number)
            if keys.sounds is not None:
                heard[keys.sounds].append(number)
        return cls(Multimap.build(exactly), Multimap.build(cut), Multimap.build(heard))

    def likely(self, asked: Asked, *, by_ear: bool) -> int:
        """The finders, as bits, that may find a text here, and if asked for, by ear. None may find most persons' names,
        which is soon told: every second one was looked at in full before, which was a sixth of a row of a file."""
        kind = asked.kind
        bits = LOOKING_AT[kind] if by_ear else LOOKING_AT[kind] & ~_BY_SOUNDS
        if not asked.is_person:
            return bits
        text = asked.text
        words = text.lower().split(" ") if kind is _ORDINARY else split_words(fold(text))
        bits &= ~TESTED[kind] | self._likely.of(words, asked.lexicon, kind)
        if kind is _ORDINARY and not self._has_key(text, words, by_ear=by_ear):
            bits &= ~_BY_ONE_KEY
        return bits

    def _has_key(self, text: str, words: Sequence[str], *, by_ear: bool) -> bool:
        """Whether a name here has a key of an ordinary text that is looked up and nothing else."""
        key = cut_key(text)
        if key is not None and self.cut.unit(key) is not None:
            return True
        if not by_ear:
            return False
        heard = self.heard.unit
        return (
            heard(key_of_words(words)) is not None
            or any(heard(sounds) is not None for _, sounds in keys_beside(words))
            or (not is_heard_as_written(words) and any(heard(key) is not None for key in _keys_heard_otherwise(text)))
        )

    def find(self, asked: Asked, text_of: Callable[[int], str], likely: int) -> Iterator[Keyed]:
        """Names that a text is: cut, misread, backwards, whatever those of `FINDERS` know that are `likely`. `text_of`
        gives a name by its number."""
        for bit, finder in _BY_BIT:
            if not bit & likely:
                continue
            names = self._keyed_by(finder.found_by)
            for clue in finder.clues(asked, self):
                unit = names.unit(clue.key)
                for number in () if unit is None else names.postings.of(unit).tolist():
                    if clue.agrees is None or clue.agrees(text_of(number)):
                        yield number, clue.score

    def _keyed_by(self, by: FoundBy) -> Multimap:
        if by is FoundBy.WORDS:
            return self.exactly
        return self.cut if by is FoundBy.BEGINNING else self.heard

    def of_words(self, words: Sequence[str]) -> list[int]:
        """Names of just these folded words, or of a stretch of two to eight of them, whatever their order."""
        stretches = _stretches(words, self.words)
        return sorted({number for stretch in stretches for number in self.exactly.get(stretch).tolist()})

    @property
    def words(self) -> frozenset[str]:
        """All words of the names. Few of the words that are asked are among them."""
        return self.known.words

    @property
    def known(self) -> KnownWords:
        """The same, and what they may be misread for."""
        if self._known is None:
            self._known = KnownWords.of(" ".join(self.exactly.keys).split())
        return self._known

    def by_consonants(self) -> NamesByConsonants:
        """The names by what is left of them without vowels."""
        if self._by_consonants is None:
            self._by_consonants = NamesByConsonants.of(self.exactly.keys)
        return self._by_consonants

    def sounds_by_consonants(self) -> Mapping[str, Sequence[str]]:
        """The sounds of the names by the sounds of their consonants."""
        if self._sounds_by_consonants is None:
            self._sounds_by_consonants = by_consonants(self.heard.keys)
        return self._sounds_by_consonants

    def with_both(self, word: str, other: str) -> list[str]:
        """The names that have two words, each by all its words in the order of the alphabet."""
        return [key for key in self.with_word(word) if other in key.split()]

    def with_word(self, word: str) -> Iterator[str]:
        """The names that have a word, each by all its words in the order of the alphabet."""
        if self._with_word is None:
            places = defaultdict[str, list[int]](list)
            for at, key in enumerate(self.exactly.keys):
                for one in set(key.split()):
                    places[one].append(at)
            self._with_word = Multimap.build(places)
        return (self.exactly.keys[at] for at in self._with_word.get(word).tolist())


def _keys_heard_otherwise(text: str) -> Iterator[str]:
    """The keys of a text that is not heard as it is written."""
    return (key for one in texts_to_hear(text)[1:] if (key := heard_key(one)) is not None)


def _stretches(words: Sequence[str], known: frozenset[str]) -> set[str]:
    """The words as a whole, and every stretch of two to eight of them, as names are looked up by their words; only
    those of known words."""
    found: set[str] = set()
    if known.isdisjoint(words):
        return found
    first = 0
    for end, word in enumerate((*words, ""), 1):
        if word not in known:
            found.update(_stretches_within(words[first : end - 1]))
            first = end
    if words and known.issuperset(words):
        found.add(" ".join(sorted(words)))
    return found


def _stretches_within(words: Sequence[str]) -> Iterator[str]:
    for length in range(2, min(_LONGEST_STRETCH, len(words)) + 1):
        for at in range(len(words) - length + 1):
            yield " ".join(sorted(words[at : at + length]))
