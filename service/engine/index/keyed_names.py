"""Listed names that are found by the whole of a text and not by its words: names cut at the width of a field, with
words cut or misread, written backwards, typed in another keyboard layout, without their vowels, or written down by ear;
and names whose words a text holds just as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_

from service.engine.index.postings import Multimap
from service.engine.matching.backwards import turned_key, turned_score, words_key
from service.engine.matching.by_ear import (
    heard_key,
    heard_score,
    is_heard,
    is_heard_as_written,
    key_of_words,
    listed_key,
    texts_to_hear,
)
from service.engine.matching.cut_names import cut_key, cut_keys, cut_score, keys_before_address, tells_enough
from service.engine.matching.cut_words import completed, cut_words_score, may_be_cut, with_given_names
from service.engine.matching.divided_words import divided, parts_of
from service.engine.matching.hidden_letters import with_hidden_letters
from service.engine.matching.initials_of_words import (
    initials_score,
    is_small,
    may_be_initials,
    with_initials,
    with_joined_initials,
)
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.misread_words import KnownWords, may_be_misread, misread_score, read_again
from service.engine.matching.names import WholeScore
from service.engine.matching.other_keyboards import keyboard_score, may_be_retyped, retyped
from service.engine.matching.without_vowels import (
    NamesByConsonants,
    is_bare,
    without_vowels,
    without_vowels_score,
)
from service.engine.normalise.text import is_ordinary
from service.engine.normalise.word_splitting import ascii_words

_LONGEST_STRETCH = 8
_REMEMBERED = 1 << 15
_CUT, _MISREAD, _RETYPED, _TURNED, _BARE, _STRANGE, _JOINED, _INITIALS, _NEW = 1, 2, 4, 8, 16, 32, 64, 128, 256
_BY_STRANGE_WORDS = _CUT | _MISREAD | _RETYPED
_BY_ANY_WORD = _BARE | _JOINED
_EVERY_WAY = _BY_STRANGE_WORDS | _TURNED | _BY_ANY_WORD | _INITIALS
"""Ways in which words may stand for listed ones, as bits: the first three if all strange words may, then if the first
word may, two if any strange word may, and the initials if those are the only new word at most."""

Keyed = tuple[int, WholeScore]
"""The number of a name, and how a text that is known to be that name is scored."""


@dataclass(frozen=True, slots=True)
class WholeNameKeys:
    """What a listed name is found by as a whole: its words in the order of the alphabet, what fields of each width hold
    of it, and its sounds if they tell enough."""

    words: str
    cut: tuple[str, ...]
    sounds: str | None


def whole_name_keys(text: str, *, is_person: bool) -> WholeNameKeys:
    """The keys of a listed name."""
    return WholeNameKeys(words_key(text), tuple(sorted(cut_keys(text, is_person=is_person))), listed_key(text))


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
    _ways: dict[str, int] = field(default_factory=dict, init=False, repr=False)

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
        if self._ways_to_read(words, lexicon):
            return True
        key = cut_key(text)
        if key is not None and self.cut.unit(key) is not None:
            return True
        return by_ear and (not is_heard_as_written(words) or self.heard.unit(key_of_words(words)) is not None)

    def by_letters(self, text: str, lexicon: Lexicon, *, is_person: bool) -> Iterator[Keyed]:
        """Names that a text is, cut, with words cut or misread, with letters hidden, backwards, typed in another
        keyboard layout, without vowels, or with two words written as one."""
        key = cut_key(text)
        if key is not None:
            begun = self.cut.get(key).tolist()
            yield from ((number, cut_score) for number in begun if tells_enough(key))
        for key in keys_before_address(text, lexicon):
            yield from ((number, cut_score) for number in self.cut.get(key).tolist() if tells_enough(key))
        if "." in text or not is_person:
            for key in completed(text, self._known_words().in_order, lexicon, is_person=is_person):
                yield from self._exactly(key, cut_words_score)
        if not is_person:
            for key in with_initials(text, self._keys_with, lexicon):
                yield from self._exactly(key, initials_score)
        for key in with_hidden_letters(text, self.words):
            yield from self._exactly(key, misread_score)
        ways = self._ways_to_read(ascii_words(text), lexicon) if is_person and is_ordinary(text) else _EVERY_WAY
        if ways:
            yield from self._read_otherwise(text, ways, lexicon, is_person=is_person)

    def _read_otherwise(self, text: str, ways: int, lexicon: Lexicon, *, is_person: bool) -> Iterator[Keyed]:
        if ways & _INITIALS:
            for whole in with_joined_initials(text, self.words, self._keys_with, lexicon, is_person=is_person):
                yield from self._exactly(whole, initials_score)
        key = turned_key(text, self.words) if ways & _TURNED else None
        if key is not None:
            yield from self._exactly(key, turned_score)
        if is_person and ways & _CUT:
            for key in with_given_names(text, self.words, self._keys_with, lexicon):
                yield from self._exactly(key, cut_words_score)
        if ways & _MISREAD:
            for key in read_again(text, self._known_words(), lexicon, is_person=is_person):
                yield from self._exactly(key, misread_score)
        if ways & _RETYPED:
            for key in retyped(text, self.words, lexicon):
                yield from self._exactly(key, keyboard_score)
        if ways & _BARE:
            for key in without_vowels(text, self.words, self._names_by_consonants, lexicon):
                yield from self._exactly(key, without_vowels_score)
        if is_person and ways & _JOINED:
            for key, score in divided(text, self.words, self._with_both, lexicon):
                yield from self._exactly(key, score)

    def _ways_to_read(self, words: Sequence[str], lexicon: Lexicon) -> int:
        """In which ways the words of a person's ordinary name may stand for those of a listed one. In most names a
        strange word is like no listed one."""
        found = [self._ways_of(word, lexicon) for word in words]
        strange = [ways for ways in found if ways & _STRANGE]
        by_strange = reduce(and_, strange, _BY_STRANGE_WORDS) if strange else 0
        by_any = reduce(or_, found)
        initials = _INITIALS * (by_any & _INITIALS > 0 and _are_known_beside_initials(found))
        return by_strange | found[0] & _TURNED | by_any & _BY_ANY_WORD | initials

    def _ways_of(self, word: str, lexicon: Lexicon) -> int:
        """In which ways a word may stand for a listed one. Kept, as the world's words repeat."""
        ways = self._ways.get(word)
        if ways is None:
            if len(self._ways) >= _REMEMBERED:
                self._ways = {}
            ways = self._ways[word] = self._looked_at(word, lexicon)
        return ways

    def _looked_at(self, word: str, lexicon: Lexicon) -> int:
        known = self._known_words()
        ways = (
            _TURNED * (word[::-1] in known.words)
            | _INITIALS * may_be_initials(word, lexicon)
            | _NEW * (word not in known.words and not is_small(word))
        )
        if lexicon.is_known(word):
            return ways
        joined = any(self._with_both(*parts) for parts in parts_of(word, known.words))
        ways |= _STRANGE | _BARE * is_bare(word) | _JOINED * joined
        if word in known.words:
            return ways | _BY_STRANGE_WORDS
        return (
            ways
            | _CUT * may_be_cut(word, known.in_order)
            | _MISREAD * may_be_misread(word, known)
            | _RETYPED * may_be_retyped(word, known.words)
        )

    def by_ear(self, text: str, text_of: Callable[[int], str]) -> Iterator[Keyed]:
        """Names of the same sounds as a text; `text_of` gives a name by its number."""
        for heard in texts_to_hear(text):
            key = heard_key(heard)
            for number in self.heard.get(key).tolist() if key is not None else ():
                if is_heard(heard, text_of(number)):
                    yield number, heard_score

    def of_words(self, words: Sequence[str]) -> list[int]:
        """Names of just these folded words, or of a stretch of two to eight of them, whatever their order."""
        stretches = _stretches(words, self.words)
        return sorted({number for stretch in stretches for number in self.exactly.get(stretch).tolist()})

    @property
    def words(self) -> frozenset[str]:
        """All words of the names. Few of the words that are asked are among them."""
        return self._known_words().words

    def _exactly(self, key: str, score: WholeScore) -> list[Keyed]:
        return [(number, score) for number in self.exactly.get(key).tolist()]

    def _known_words(self) -> KnownWords:
        if self._known is None:
            self._known = KnownWords.of(" ".join(self.exactly.keys).split())
        return self._known

    def _names_by_consonants(self) -> NamesByConsonants:
        if self._by_consonants is None:
            self._by_consonants = NamesByConsonants.of(self.exactly.keys)
        return self._by_consonants

    def _with_both(self, word: str, other: str) -> list[str]:
        """The names that have two words, each by all its words in the order of the alphabet."""
        return [key for key in self._keys_with(word) if other in key.split()]

    def _keys_with(self, word: str) -> Iterator[str]:
        """The names that have a word, each by all its words in the order of the alphabet."""
        if self._with_word is None:
            places = defaultdict[str, list[int]](list)
            for at, key in enumerate(self.exactly.keys):
                for one in set(key.split()):
                    places[one].append(at)
            self._with_word = Multimap.build(places)
        return (self.exactly.keys[at] for at in self._with_word.get(word).tolist())


def _are_known_beside_initials(found: Sequence[int]) -> bool:
    """Whether words of these ways may be initials and known words beside them."""
    new = [ways for ways in found if ways & _NEW]
    return not new or (len(new) == 1 and new[0] & _INITIALS > 0)


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
