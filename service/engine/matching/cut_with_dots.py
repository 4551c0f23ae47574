"""Names cut at any width, with dots or a tilde behind, as screens and reports show them: "Oktavian Zelmar…",
`GORGEOUS ZARVANEX OF NO...`.

What is left has to be the beginning of a listed name, of a person with the given names before the family name or
behind. It is found by its rarest whole word. Not handled: names of one word, and of which too little is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.cut_names import tells_enough
from service.engine.matching.lexicon import Lexicon
from service.engine.normalise.word_splitting import plain_words

_DOTS = lazy_pattern(r"(?<=\w)\s*(?:\.{2,}|\u2026|~)\s*\Z")
_LEAST_OF_PERSON = 8
"""Letters that are left of a person's name."""
_LEAST_OF_WORD, _LEAST_TOLD = 3, 9.0
"""Letters that are left of its last word, if the others do not tell so much: not "Ali M…"."""

WithWord = Callable[[str], Iterable[str]]
"""The listed names that have a word, as `words_key` writes them."""


def begun_with_dots(
    text: str, with_word: WithWord, lexicon: Lexicon, *, is_person: bool
) -> Iterator[tuple[str, Callable[[str], bool]]]:
    """The listed names of which a text with dots behind may be the beginning, each with what makes sure of it."""
    dots = _DOTS.search(text)
    if dots is None:
        return
    begun = plain_words(text[: dots.start()])
    *whole, last = begun.split() or [""]
    if not whole or not _tells(begun, whole, last, lexicon, is_person=is_person):
        return
    for key in with_word(max(whole, key=lexicon.rarity)):
        words = set(key.split())
        if words.issuperset(whole) and any(word.startswith(last) for word in words):
            yield key, partial(_begins_so, begun)


def _tells(begun: str, whole: list[str], last: str, lexicon: Lexicon, *, is_person: bool) -> bool:
    if not is_person:
        return tells_enough(begun)
    if len(begun) - begun.count(" ") < _LEAST_OF_PERSON:
        return False
    return len(last) >= _LEAST_OF_WORD or sum(map(lexicon.rarity, whole)) >= _LEAST_TOLD


def _begins_so(begun: str, listed: str) -> bool:
    family, _, given = listed.partition(", ")
    return any(plain_words(one).startswith(begun) for one in (listed, f"{given} {family}"))
