"""Names typed in another keyboard layout than was meant, or by hands that lie one key too far to a side or up.

"ЯФКМФТУЧ" are the keys of "ZARVANEX" on a Russian keyboard, "Wqrvqnex" on a French one. Each key is taken for the
letter that an American keyboard has there; the words of the whole have to be those of a listed name. Text that is
hardly a name as it stands is read so in any case, also beside other words and with slips
(`normalise/keyboard_layouts.py`).

Not handled: layouts that are not in `tables/keyboards.csv`, and names meant to be written in other letters than Latin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from math import prod

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.backwards import words_key
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, known_as_one
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.keyboards import Key, layouts, with_shift
from service.engine.normalise.names import PreparedName, split_words
from service.engine.normalise.text import fold

_LEAST_LETTERS = 5
_MOST_WAYS = 32
"""So many ways to read keys that may be two are tried: the Greek Σ is the key of S and of W, the Arabic لا that of B or
those of G and H."""
_FROM_LEFT = str.maketrans("qwertyuioasdfghjkzxcvbn", "wertyuiopsdfghjklxcvbnm")
_LOST = dict.fromkeys(map(ord, "qaz"))
_NEVER_LEFT = lazy_pattern(r"[plmPLM0-9]")
"""Letters that no hand gives that lies one key too far to the left."""
_LEAST_LETTERS_LEFT = 7
_MOST_WORDS_LOST = 500
_COMMA = ","
_OTHER_LETTER = lazy_pattern(r"[^\W\d_A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Layout:
    """The American keys by the letters of another layout: those that are one key, and those that may be several or that
    one key gives together, with a pattern of those."""

    single: Mapping[int, str]
    several: Mapping[str, Sequence[str]]
    unclear: re.Pattern[str] | None

    def meant(self, text: str) -> Iterable[str]:
        """What the keys of a text would have given, in small letters, in each way to read them."""
        parts = self.unclear.split(text) if self.unclear is not None else [text]
        if len(parts) == 1:
            return (text.translate(self.single).lower(),)
        options = [self.several.get(part) or (part.translate(self.single).lower(),) for part in parts]
        return map("".join, islice(product(*options), _MOST_WAYS))


def retyped(text: str, known: frozenset[str], lexicon: Lexicon) -> Iterator[str]:
    """The words that the keys of a text are on an American keyboard, in the order of the alphabet, as `words_key`
    writes listed names. Nothing for texts of which the first strange word stands for none of the known words."""
    for word in text.lower().split() if text.isascii() else text.split():
        if word not in known and not lexicon.is_known(word):
            for layout in _fitting(word, known) if len(text) >= _LEAST_LETTERS else ():
                yield from {*map(words_key, layout.meant(text))} - {words_key(text)}
            break
    else:
        return
    if _NEVER_LEFT.search(text) is None and text.isascii():
        yield from _typed_to_the_left(text.lower(), known)


def may_be_retyped(word: str, known: frozenset[str]) -> bool:
    """Whether the keys of a word of small letters A to Z are those of known words, or of signs alone, however large its
    letters are written."""
    if _NEVER_LEFT.search(word) is None and word.translate(_FROM_LEFT) in _without_lost(known):
        return True
    written = (word,) if _otherwise_in_capitals().isdisjoint(word) else (word, word.upper())
    return any(_are_known(meant, known) for one in written for layout in _latin() for meant in layout.meant(one))


def _are_known(meant: str, known: frozenset[str]) -> bool:
    return meant in known if meant.isalpha() else known.issuperset(split_words(fold(meant)))


@lru_cache(maxsize=1)
def _otherwise_in_capitals() -> frozenset[str]:
    """Letters of which the capital may be of another key in some layout: the I of Turkish is that of an ı."""
    return frozenset(key.lower() for layout in _latin() for key in layout.several if key.isascii() and key.isupper())


def _latin() -> Sequence[_Layout]:
    """The layouts in which a text of letters A to Z may be written."""
    return _layouts().get("", ())


def _typed_to_the_left(text: str, known: frozenset[str]) -> Iterator[str]:
    """The words of a text typed by hands that lie one key too far to the left, where q, a and z are lost: in the order
    of the alphabet, each of the known words that they may be, unless those are too many. S.A. leaves two full stops."""
    rests = _without_lost(known)
    words = split_words(fold(text.translate(_FROM_LEFT)))
    ways = [*(rests.get(word, ()) for word in words), *([("a",)] if ".." in text else [])]
    if ways and 0 < prod(map(len, ways)) <= _MOST_WORDS_LOST and sum(map(len, text.split())) >= _LEAST_LETTERS_LEFT:
        yield from (" ".join(sorted(way)) for way in product(*ways))


@lru_cache(maxsize=4)
def _without_lost(known: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """Words by what is left of them without q, a and z."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in known:
        found[word.translate(_LOST)].append(word)
    return found


@lru_cache(maxsize=1 << 12)
def _fitting(word: str, known: frozenset[str]) -> tuple[_Layout, ...]:
    """The layouts in which a word stands for one that is known."""
    found = _OTHER_LETTER.search(word)
    layouts = _layouts().get("" if found is None else found[0].lower(), ())
    return tuple(one for one in layouts if any(_begins_with_known(meant, known) for meant in one.meant(word)))


def _begins_with_known(word: str, known: frozenset[str]) -> bool:
    if word.isalpha():
        return word in known
    words = split_words(fold(word))
    return bool(words) and words[0] in known


@lru_cache(maxsize=1)
def _layouts() -> Mapping[str, Sequence[_Layout]]:
    """All layouts by each letter that they have and an American keyboard has not; by nothing those of Latin letters."""
    found: dict[str, list[_Layout]] = defaultdict(list)
    for _, pairs in layouts():
        layout = _layout(pairs)
        keys = [key for key, _ in pairs]
        letters = {letter for key in keys for letter in key if letter.isalpha() and not letter.isascii()}
        for letter in letters:
            found[letter].append(layout)
        if sum(key.isascii() for key in keys) > len(keys) // 2 and "e" in keys:
            found[""].append(layout)
    return found


def _layout(keys: Sequence[Key]) -> _Layout:
    meant: dict[str, list[str]] = defaultdict(list)
    for key, american in keys:
        for written in dict.fromkeys((key, key.upper(), with_shift(key))):
            if american not in meant[written]:
                meant[written].append(american)
    if _COMMA in meant and _COMMA not in meant[_COMMA]:
        meant[_COMMA].append(_COMMA)  # typed as itself as often, since it is of both layouts
    single = {ord(written): some[0] for written, some in meant.items() if len(written) == 1}
    several = {written: tuple(some) for written, some in meant.items() if len(some) > 1}
    several |= {two: (some[0], two.translate(single)) for two, some in meant.items() if len(two) > 1}
    unclear = re.compile(f"({'|'.join(map(re.escape, several))})") if several else None
    return _Layout(single, several, unclear)


def keyboard_score(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> NameScore:
    """The score of a name whose keys are those of a listed one."""
    return known_as_one(PenaltyType.KEYBOARD, weights.other_keyboard, query, listed, lexicon, weights)
