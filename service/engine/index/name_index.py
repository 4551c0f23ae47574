"""All listed names of one kind as arrays and tables of their words, in which `candidates.py` finds those that are like
a name asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from service.engine.index.initials import fitting, initials_of
from service.engine.index.multi_word_index import MultiWordIndex
from service.engine.index.postings import Multimap, Postings
from service.engine.index.serialization import UNPACKED
from service.engine.index.vocabulary import Vocabulary
from service.engine.index.whole_name_index import NameWords, WholeNameIndex
from service.engine.index.word_matches import WordMatcher
from service.engine.index.word_overlap import ListedWords
from service.engine.matching.acronyms import first_letters
from service.engine.matching.alignment import acronyms
from service.engine.matching.containment import may_be_contained
from service.engine.matching.lexicon import Lexicon, lexicon
from service.engine.normalise.names import Kind, PreparedName


@dataclass(eq=False, slots=True)
class NameIndex:
    """All listed names of one kind (persons, or everything else), numbered from 0 in the order given.

    `words` are the names of each word of the vocabulary, `spelt` the words of each name in order. `groups` and
    `acronyms` are the names of which several words together, or their first letters, are a text. `plain` and `joined`
    are names by their folded text, and by that and their core without blanks. `glued` are the words of each name that a
    particle makes if it is written together with its word. The arrays behind have an entry for each name
    (`initial_letters` and `fitting`: bits of its initials, and of those that may stand for its words), and
    `is_distinctive` one for each word. `matcher` and all behind it are made of the others and not saved.
    """

    vocabulary: Vocabulary
    words: Postings
    spelt: Postings
    glued: Postings
    groups: MultiWordIndex
    acronyms: MultiWordIndex
    plain: Multimap
    joined: Multimap
    whole: WholeNameIndex
    is_distinctive: NDArray[np.bool_]
    lengths: NDArray[np.int16]
    initials: NDArray[np.int16]
    initial_letters: NDArray[np.uint64]
    fitting: NDArray[np.uint64]
    distinctive: NDArray[np.int16]
    titled: NDArray[np.bool_]
    one_is_enough: NDArray[np.uint8]
    may_be_contained: NDArray[np.bool_]
    lexicon: Lexicon = field(default_factory=lexicon, metadata=UNPACKED)
    matcher: WordMatcher = field(init=False, repr=False, metadata=UNPACKED)
    listed_words: ListedWords = field(init=False, repr=False, metadata=UNPACKED)
    name_words: NameWords = field(init=False, repr=False, metadata=UNPACKED)
    is_single: NDArray[np.bool_] = field(init=False, repr=False, metadata=UNPACKED)

    def __post_init__(self) -> None:
        self.is_single = np.diff(self.spelt.starts) == 1
        self.matcher = WordMatcher(self.vocabulary, self.words, self.groups, self.acronyms, self.is_distinctive)
        self.listed_words = ListedWords(self.vocabulary, self.words, len(self))
        self.name_words = NameWords.of(self.spelt, self.vocabulary.words)

    @classmethod
    def build(cls, names: Sequence[PreparedName], lexicon: Lexicon) -> NameIndex:
        found = _Gathered.of(names)
        numbers = dict(zip(found.words, range(len(found.words)), strict=True))
        kinds = {word: kind for name in names for word, kind in zip(name.tokens, name.kinds, strict=True)}
        glued_words = {text for texts in found.glued for text in texts}
        distinctive = (kinds.get(word, Kind.NAME) is Kind.NAME or word in glued_words for word in found.words)
        different = [len(set(name.tokens)) for name in names]
        one = [
            length <= 1 or name.title_first or Kind.INITIAL in name.kinds
            for name, length in zip(names, different, strict=True)
        ]
        return cls(
            vocabulary=Vocabulary.build(list(found.words), lexicon),
            words=Postings.build(list(found.words.values())),
            spelt=Postings.build([[numbers[token] for token in name.tokens] for name in names]),
            glued=Postings.build([[numbers[text] for text in texts] for texts in found.glued]),
            groups=MultiWordIndex.build(found.groups),
            acronyms=MultiWordIndex.build(found.short),
            plain=Multimap.build(found.plain),
            joined=Multimap.build(found.joined),
            whole=WholeNameIndex.build(names),
            is_distinctive=np.fromiter(distinctive, dtype=bool, count=len(found.words)),
            lengths=np.array(different, dtype=np.int16),
            initials=np.array([name.kinds.count(Kind.INITIAL) for name in names], dtype=np.int16),
            initial_letters=np.array([initials_of(name) for name in names], dtype=np.uint64),
            fitting=np.array([fitting(name.tokens) for name in names], dtype=np.uint64),
            distinctive=np.array([_distinctive(name, kinds) for name in names], dtype=np.int16),
            titled=np.array([name.title_first for name in names], dtype=bool),
            one_is_enough=np.array(one, dtype=np.uint8),
            may_be_contained=np.array([may_be_contained(name, lexicon) for name in names], dtype=bool),
            lexicon=lexicon,
        )

    def __len__(self) -> int:
        return len(self.lengths)

    def forget(self) -> None:
        """Empty the cache of resolved words."""
        self.matcher.forget()


@dataclass(eq=False, slots=True)
class _Gathered:
    """What names are found by, gathered name by name.

    The numbers of names by their words, and by texts that are all of a name; pieces of several words that are one text
    (the number of the name, the text, how many words), and first letters likewise; the words of each name that a
    particle makes together with its word.
    """

    words: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    plain: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    joined: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    groups: list[tuple[int, str, int]] = field(default_factory=list)
    short: list[tuple[int, str, int]] = field(default_factory=list)
    glued: list[list[str]] = field(default_factory=list)

    @classmethod
    def of(cls, names: Iterable[PreparedName]) -> _Gathered:
        found = cls()
        for number, name in enumerate(names):
            found._add(number, name)
        return found

    def _add(self, number: int, name: PreparedName) -> None:
        for word in dict.fromkeys(name.tokens):
            self.words[word].append(number)
        glued = []
        for text, first, end in name.joins:
            if end - first > 1:
                self.groups.append((number, text, end - first))
            else:
                glued.append(text)
                if self.words[text][-1:] != [number]:
                    self.words[text].append(number)
        self.glued.append(glued)
        self.short += [(number, text, end - first) for text, first, end in acronyms(name)]
        self.short += [(number, text, len(name.tokens)) for text in first_letters(name)]
        self.plain[name.plain].append(number)
        for whole in dict.fromkeys(("".join(name.tokens), name.solid, name.given_first, name.given_first_joined)):
            self.joined[whole].append(number)


def _distinctive(name: PreparedName, kinds: Mapping[str, Kind]) -> int:
    """How many different words of a listed name are distinctive, there and in the index: "Company Ltd" consists of
    words that are none elsewhere."""
    words = {word for word, kind in zip(name.tokens, name.kinds, strict=True) if kind is Kind.NAME}
    return sum(kinds[word] is Kind.NAME for word in words)
