"""Listed names that are found by the whole of a text and not by its words: in all ways of `matching/finders.py`; and
names whose words a text holds just as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.engine.index.likely_finders import TESTED, LikelyFinders
from service.engine.index.postings import Multimap
from service.engine.matching.by_ear import is_heard_as_written, key_of_words
from service.engine.matching.cut_names import cut_key
from service.engine.matching.finders import FINDERS, Asked
from service.engine.matching.heard_beside import keys_beside
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.listed_names import FoundBy, WholeNameKeys
from service.engine.matching.misread_words import KnownWords
from service.engine.matching.names import WholeScore
from service.engine.matching.without_vowels import NamesByConsonants
from service.engine.normalise.text import is_ordinary
from service.engine.normalise.word_splitting import ascii_words

_LONGEST_STRETCH = 8
_BY_BIT = [(1 << at, finder) for at, finder in enumerate(FINDERS)]
_ALL = sum(bit for bit, _ in _BY_BIT)
_BY_LETTERS = sum(bit for bit, finder in _BY_BIT if finder.found_by is not FoundBy.SOUNDS)

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

    def may_know(self, text: str, words: Sequence[str], lexicon: Lexicon, *, by_ear: bool) -> bool:
        """Whether a person's name of some ordinary words may be found here at all. Most are not, which is soon told."""
        if self._likely.of(words, lexicon):
            return True
        key = cut_key(text)
        if key is not None and self.cut.unit(key) is not None:
            return True
        return by_ear and (
            not is_heard_as_written(words)
            or self.heard.unit(key_of_words(words)) is not None
            or any(self.heard.unit(sounds) is not None for _, sounds in keys_beside(words))
        )

    def find(self, asked: Asked, text_of: Callable[[int], str], *, by_ear: bool) -> Iterator[Keyed]:
        """Names that a text is: cut, misread, backwards, whatever `FINDERS` know, and if asked for, those of the same
        sounds. `text_of` gives a name by its number."""
        likely = _ALL if by_ear else _BY_LETTERS
        if asked.is_person and is_ordinary(asked.text):
            likely &= ~TESTED | self._likely.of(ascii_words(asked.text), asked.lexicon)
        for bit, finder in _BY_BIT:
            for clue in finder.clues(asked, self) if bit & likely else ():
                for number in self._keyed_by(finder.found_by).get(clue.key).tolist():
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
