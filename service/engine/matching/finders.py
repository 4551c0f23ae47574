"""All ways to find a listed name by the whole of a text, one row for each.

A row says by which key of listed names it finds them, which keys a text has for it, and of which texts and words a name
must be to be worth asking. Both the comparison of two names (`name_pair.py`) and the search (`index/keyed_names.py`) go
by this table: a new way is a new row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, Flag, auto
from functools import partial
from itertools import chain
from typing import NamedTuple

from service.engine.matching.backwards import turned_key, turned_score
from service.engine.matching.by_ear import heard_key, heard_score, is_heard, texts_to_hear
from service.engine.matching.case_endings import case_endings_score, may_have_ending, without_endings
from service.engine.matching.cut_family_names import family_name_completed, may_be_begun
from service.engine.matching.cut_names import cut_key, cut_score, keys_before_address, tells_enough
from service.engine.matching.cut_with_dots import begun_with_dots
from service.engine.matching.cut_words import completed, cut_words_score, may_be_cut, with_given_names
from service.engine.matching.divided_words import divided, parts_of
from service.engine.matching.fathers_names import may_be_fathers_name, with_other_fathers_name
from service.engine.matching.filled_vowels import may_be_filled, without_filled_vowels
from service.engine.matching.heard_beside import LEAST_ALIKE, heard_without_a_word
from service.engine.matching.hidden_letters import may_hide_letters, with_hidden_letters, with_two_hidden
from service.engine.matching.initials_of_words import (
    initials_score,
    may_be_initials,
    with_initials,
    with_joined_initials,
)
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.listed_names import FoundBy, ListedNames
from service.engine.matching.misread_throughout import may_be_read_throughout, read_throughout
from service.engine.matching.misread_words import (
    is_one_letter_apart,
    is_read_as_two,
    misread_score,
    read_again,
    several_misread,
)
from service.engine.matching.names import WholeScore
from service.engine.matching.other_keyboards import keyboard_score, may_be_retyped, retyped
from service.engine.matching.slipped_keys import may_be_slipped, slipped
from service.engine.matching.without_vowels import is_bare, without_vowels, without_vowels_score
from service.engine.normalise.text import is_ordinary


class Texts(Flag):
    """Kinds of texts that are asked. Ordinary are those that are nothing but words of letters A to Z and blanks."""

    ORDINARY_PERSON = auto()
    PERSON_IN_ASCII = auto()
    OTHER_PERSON = auto()
    BODY_IN_ASCII = auto()
    OTHER_BODY = auto()
    PERSONS_IN_ASCII = ORDINARY_PERSON | PERSON_IN_ASCII
    PERSONS = PERSONS_IN_ASCII | OTHER_PERSON
    BODIES = BODY_IN_ASCII | OTHER_BODY
    IN_ASCII = PERSONS_IN_ASCII | BODY_IN_ASCII
    ANY = PERSONS | BODIES
    ANY_BUT_ORDINARY = PERSON_IN_ASCII | OTHER_PERSON | BODIES


class Asked(NamedTuple):
    """A text that is asked, and what it is compared with the help of."""

    text: str
    is_person: bool
    lexicon: Lexicon

    @property
    def kind(self) -> Texts:
        """Which kind of text it is."""
        if not self.is_person:
            return Texts.BODY_IN_ASCII if self.text.isascii() else Texts.OTHER_BODY
        if not self.text.isascii():
            return Texts.OTHER_PERSON
        return Texts.ORDINARY_PERSON if is_ordinary(self.text) else Texts.PERSON_IN_ASCII


class Clue(NamedTuple):
    """A key by which a listed name is the text asked, and how the two are scored then; `agrees`, if there is one, has
    the last word when it sees the listed name as it is written."""

    key: str
    score: WholeScore
    agrees: Callable[[str], bool] | None = None


class Words(Enum):
    """Which words of a name have to be able to stand for listed ones. Strange are those that are in nobody's name that
    was ever counted."""

    EACH = auto()
    """Each of them, listed ones too."""
    EACH_NOT_LISTED = auto()
    """Each that is no listed one itself; and one of a name of ordinary words has to be strange."""
    TWO_STRANGE = auto()
    """Two strange ones, listed or not, and each of the others that is no listed one."""
    ANY_STRANGE = auto()
    ONLY_NEW = auto()
    """Any word, if no other is new: in no listed name, and not a small one."""


@dataclass(frozen=True, slots=True)
class WordTest:
    """Which words have to pass a test, and the test of one word. It holds for all persons' names that the way looks at,
    of which the words are looked at without what stands between them; or for ordinary ones only."""

    of: Words
    may_stand: Callable[[str, ListedNames, Lexicon], bool]
    only_ordinary: bool = False


@dataclass(frozen=True, slots=True)
class Finder:
    """A way to find listed names by the whole of a text.

    `texts` are those that it may find, and `in_words` tells of the words of a person's name whether it may find that:
    without such a test it finds none that is ordinary, or all that it takes is to look up a key.
    """

    name: str
    found_by: FoundBy
    clues: Callable[[Asked, ListedNames], Iterable[Clue]]
    texts: Texts = Texts.ANY
    in_words: WordTest | None = None


def _scored(keys: Iterable[str], score: WholeScore) -> Iterator[Clue]:
    return (Clue(key, score) for key in keys)


def _cut(asked: Asked, _: ListedNames) -> Iterator[Clue]:
    key = cut_key(asked.text)
    if key is not None:
        yield _beginning(key)


def _cut_before_address(asked: Asked, _: ListedNames) -> Iterator[Clue]:
    return map(_beginning, keys_before_address(asked.text, asked.lexicon))


def _beginning(key: str) -> Clue:
    return Clue(key, cut_score, lambda _: tells_enough(key))


def _cut_words(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    if asked.is_person and "." not in asked.text:
        return iter(())
    words = names.known.in_order
    return _scored(completed(asked.text, words, asked.lexicon, is_person=asked.is_person), cut_words_score)


def _initials(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    if asked.is_person:
        return iter(())
    return _scored(with_initials(asked.text, names.with_word, asked.lexicon), initials_score)


def _hidden_letters(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    if not may_hide_letters(asked.text):
        return iter(())
    found = chain(with_hidden_letters(asked.text, names.known.words), with_two_hidden(asked.text, names.known.in_order))
    return _scored(found, misread_score)


def _joined_initials(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    found = with_joined_initials(
        asked.text, names.known.words, names.with_word, asked.lexicon, is_person=asked.is_person
    )
    return _scored(found, initials_score)


def _backwards(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    key = turned_key(asked.text, names.known.words)
    return _scored(() if key is None else (key,), turned_score)


def _cut_given_names(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    if not asked.is_person:
        return iter(())
    found = with_given_names(asked.text, names.known.words, names.with_word, asked.lexicon)
    return _scored(found, cut_words_score)


def _cut_family_name(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    if not asked.is_person:
        return iter(())
    return _scored(family_name_completed(asked.text, names.known.in_order, asked.lexicon), cut_words_score)


def _several_misread(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    return _scored(several_misread(asked.text, names.known, asked.lexicon), misread_score)


def _misread(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    found = read_again(asked.text, names.known, asked.lexicon, is_person=asked.is_person)
    return _scored(found, misread_score)


def _slipped(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    return _scored(slipped(asked.text, names.known, asked.lexicon), misread_score)


def _retyped(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    return _scored(retyped(asked.text, names.known.words, asked.lexicon), keyboard_score)


def _without_vowels(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    found = without_vowels(asked.text, names.known.words, names.by_consonants, asked.lexicon)
    return _scored(found, without_vowels_score)


def _divided(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    if not asked.is_person:
        return iter(())
    return (Clue(*found) for found in divided(asked.text, names.known.words, names.with_both, asked.lexicon))


def _heard(asked: Asked, _: ListedNames) -> Iterator[Clue]:
    for heard in texts_to_hear(asked.text):
        key = heard_key(heard)
        if key is not None:
            yield Clue(key, heard_score, partial(is_heard, heard))


def _heard_beside(asked: Asked, _: ListedNames) -> Iterator[Clue]:
    if not asked.is_person:
        return iter(())
    found = heard_without_a_word(asked.text)
    return (Clue(key, score, partial(is_heard, rest, least=LEAST_ALIKE)) for key, rest, score in found)


def _filled_vowels(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    if not asked.is_person:
        return iter(())
    found = without_filled_vowels(asked.text, names.sounds_by_consonants)
    return (Clue(key, heard_score, partial(is_heard, text)) for key, text in found)


def _case_endings(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    return _scored(without_endings(asked.text, names.known.words, asked.lexicon), case_endings_score)


def _cut_with_dots(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    found = begun_with_dots(asked.text, names.with_word, asked.lexicon, is_person=asked.is_person)
    return (Clue(key, cut_score, agrees) for key, agrees in found)


def _misread_throughout(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    return _scored(read_throughout(asked.text, names.known, asked.lexicon), misread_score)


def _fathers_name(asked: Asked, names: ListedNames) -> Iterator[Clue]:
    return _scored(with_other_fathers_name(asked.text, names.known.words), case_endings_score)


def _is_two(word: str, names: ListedNames, _: Lexicon) -> bool:
    return any(names.with_both(*parts) for parts in parts_of(word, names.known.words))


FINDERS = (
    Finder("cut", FoundBy.BEGINNING, _cut),
    Finder("cut before an address", FoundBy.BEGINNING, _cut_before_address, Texts.ANY_BUT_ORDINARY),
    Finder("cut, with dots behind", FoundBy.WORDS, _cut_with_dots, Texts.ANY_BUT_ORDINARY),
    Finder("words cut", FoundBy.WORDS, _cut_words, Texts.ANY_BUT_ORDINARY),
    Finder("initials of a body", FoundBy.WORDS, _initials, Texts.BODIES),
    Finder("letters hidden", FoundBy.WORDS, _hidden_letters, Texts.ANY_BUT_ORDINARY),
    Finder(
        "initials as one word",
        FoundBy.WORDS,
        _joined_initials,
        Texts.IN_ASCII,
        WordTest(Words.ONLY_NEW, lambda word, _, lexicon: may_be_initials(word, lexicon)),
    ),
    Finder(
        "backwards",
        FoundBy.WORDS,
        _backwards,
        Texts.ANY,
        WordTest(Words.EACH, lambda word, names, _: word[::-1] in names.known.words),
    ),
    Finder(
        "given names cut",
        FoundBy.WORDS,
        _cut_given_names,
        Texts.PERSONS_IN_ASCII,
        WordTest(Words.EACH_NOT_LISTED, lambda word, names, _: may_be_cut(word, names.known.in_order)),
    ),
    Finder(
        "family name cut",
        FoundBy.WORDS,
        _cut_family_name,
        Texts.PERSONS_IN_ASCII,
        WordTest(Words.EACH_NOT_LISTED, lambda word, names, _: may_be_begun(word, names.known.in_order)),
    ),
    Finder(
        "several words misread",
        FoundBy.WORDS,
        _several_misread,
        Texts.IN_ASCII,
        WordTest(Words.TWO_STRANGE, lambda word, names, _: is_one_letter_apart(word, names.known)),
    ),
    Finder(
        "misread",
        FoundBy.WORDS,
        _misread,
        Texts.IN_ASCII,
        WordTest(Words.EACH_NOT_LISTED, lambda word, names, _: is_read_as_two(word, names.known)),
    ),
    Finder(
        "misread throughout",
        FoundBy.WORDS,
        _misread_throughout,
        Texts.IN_ASCII,
        WordTest(
            Words.EACH_NOT_LISTED,
            lambda word, names, lexicon: may_be_read_throughout(word, names.known, lexicon),
        ),
    ),
    Finder(
        "keys slipped",
        FoundBy.WORDS,
        _slipped,
        Texts.IN_ASCII,
        WordTest(Words.EACH_NOT_LISTED, lambda word, names, _: may_be_slipped(word, names.known)),
    ),
    Finder(
        "typed in another keyboard layout",
        FoundBy.WORDS,
        _retyped,
        Texts.ANY,
        WordTest(
            Words.EACH_NOT_LISTED, lambda word, names, _: may_be_retyped(word, names.known.words), only_ordinary=True
        ),
    ),
    Finder(
        "without vowels",
        FoundBy.WORDS,
        _without_vowels,
        Texts.IN_ASCII,
        WordTest(Words.ANY_STRANGE, lambda word, *_: is_bare(word)),
    ),
    Finder("two words as one", FoundBy.WORDS, _divided, Texts.PERSONS, WordTest(Words.ANY_STRANGE, _is_two)),
    Finder("by ear", FoundBy.SOUNDS, _heard),
    Finder("by ear, with a word beside", FoundBy.SOUNDS, _heard_beside, Texts.PERSONS),
    Finder(
        "vowels filled in",
        FoundBy.SOUNDS,
        _filled_vowels,
        Texts.PERSONS,
        WordTest(Words.ANY_STRANGE, lambda word, *_: may_be_filled(word)),
    ),
    Finder(
        "endings of another language",
        FoundBy.WORDS,
        _case_endings,
        Texts.PERSONS_IN_ASCII,
        WordTest(Words.EACH, lambda word, names, _: may_have_ending(word, names.known.words)),
    ),
    Finder(
        "father's name in another form",
        FoundBy.WORDS,
        _fathers_name,
        Texts.PERSONS_IN_ASCII,
        WordTest(Words.EACH, lambda word, names, _: may_be_fathers_name(word, names.known.words)),
    ),
)
