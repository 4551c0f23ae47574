"""Names of which the father's name has the form of another language: Igor Aleksandrov Zelmarin, Aleksandr Yuryoglu
Zelmarin for Aleksandrovich and Yuryevich.

Bulgaria calls sons -ov, Turkic languages -oglu, -ogly, -uly (Source: general knowledge of naming; `-ovych`, `-owitsch`,
`-ović` are spellings of -ovich, see `word_similarity.py`). All other words, two at least, have to be equal.

Not handled: the father's name alone (Igor son of Aleksandr), a word for son that stands apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.word_splitting import ascii_words

_FORM = lazy_pattern(r"(?<=[a-z]{3})(?:(?:y?[oe]v|av)(?:ich|na|a|)|ivna|og[hl]*[uyi]|[kgq][yi]z[yi]|ul[yi]|ich)\Z")
"""What stands behind the father's own name."""
_FORMS = (
    "ovich",
    "evich",
    "yevich",
    "avich",
    "ich",
    "ovna",
    "evna",
    "yevna",
    "ov",
    "ev",
    "yev",
    "ova",
    "eva",
    "oglu",
    "ogly",
)
_LEAST_WORDS = 3


def may_be_fathers_name(word: str, known: Collection[str]) -> bool:
    """Whether a folded word is a known one, or a father's name that is known in another form."""
    return word in known or bool(_other_forms(word, known))


def with_other_fathers_name(text: str, known: Collection[str]) -> Iterator[str]:
    """The words of a text, one father's name in each other form that is known, in the order of the alphabet, as
    `words_key` writes listed names."""
    words = ascii_words(text)
    if len(words) < _LEAST_WORDS or sum(word in known for word in words) < len(words) - 1:
        return
    for at, word in enumerate(words):
        rest = [*words[:at], *words[at + 1 :]]
        if all(one in known for one in rest):
            yield from (" ".join(sorted([*rest, form])) for form in _other_forms(word, known))


def _other_forms(word: str, known: Collection[str]) -> list[str]:
    found = _FORM.search(word)
    if found is None:
        return []
    father = word[: found.start()]
    return [father + form for form in _FORMS if father + form in known and father + form != word]
