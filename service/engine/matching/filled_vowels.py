"""Foreign names that come back from Hangul or kana in Latin letters, a vowel put behind each consonant that has none:
Pedeorobeu, Sereugei Beuladimireu; Hamukuho, Nabiru.

Hangul fills with eu, behind what hisses with i as well; kana with u, o behind t and d, i behind what hisses (Revised
Romanization of 2000, Hepburn). The same vowels may be the name's own, so that it is looked up by its consonants, and a
listed name of the same sounds as `by_ear.py` hears them is it, if only such vowels have to be left out.
McCune-Reischauer is read where its mark is kept (Pyodorobŭ).

Not handled: sounds that are lost on the way (an English r, the h of kh), and bodies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.by_ear import sounds_of
from service.engine.normalise.korean_given_names import is_korean
from service.engine.normalise.text import fold
from service.engine.normalise.word_splitting import split_words
from service.engine.normalise.words import word_tables

_RUN = lazy_pattern(r"[aeiouy]+|[^aeiouy]+")
_ONCE = lazy_pattern(r"t(?=k)|(.)(?=\1)")
_FILLED_IN_HANGUL = lazy_pattern(r"(?<=[^aeiouy])eu(?![aeiouy])")
_BREVE = str.maketrans({"ŭ": "eu", "Ŭ": "eu"})
_LEAST_LETTERS = 4
_OPEN = lazy_pattern(r"(?:(?:sh|ch|ts|[bdfghjkmnprstvwz])?y?[aeiou]|n(?![aeiouy])|([dgkpst])(?=\1)|t(?=ch))+")
"""Syllables of kana in Latin letters, whatever vowel stands behind a y."""
_FILLED_IN_KANA = lazy_pattern(r"[^aeiouy]u(?![aeiouy])|[td]o(?![aeiouy])")
_ARTICLES = {
    "eu": ((lazy_pattern(r"\babeud[aeu]l(?=[a-z]{3})"), "abeud "), (lazy_pattern(r"\b[ae]l(?=[^aeiouyl]|ll)"), "")),
    "u": ((lazy_pattern(r"\babud[aeou]ru(?=[a-z]{3})"), "abudo "), (lazy_pattern(r"\b[ae]ru(?=[^aeiouy])"), "")),
}
"""Arabic articles that are joined to words, with what stands in their place."""
_JAPANESE_ROWS = (("chi", "ti"), ("tsu", "tu"), ("fu", "hu"), ("shi", "si"))
"""Syllables that Japanese has for two of other languages."""
_HISSED_IN_HANGUL, _HISSED_IN_KANA = ("s", "ch", "j"), ("ch", "j", "sh", "k")
_HISSED = lazy_pattern(r"\bsi(?=[aeou])|\bs(?=i|[^aeiouy\s])")
"""What Hangul and Kunrei write for sh."""
_MOST_WORDS = 8

Sounds = Callable[[], Mapping[str, Sequence[str]]]
"""The sounds of listed names by the sounds of their consonants."""


class _Run(NamedTuple):
    """Vowels or consonants of a word, with their sounds; vowels may be put in."""

    letters: str
    sounds: str
    may_be_filled: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """A folded word by its runs, and the pattern of the sounds that it may have had, a group for each vowel put in."""

    runs: tuple[_Run, ...]
    pattern: re.Pattern[str]
    consonants: str

    def without_filled(self, sounds: str) -> str | None:
        """The word without the vowels that a word of some sounds has not; None if it is another word."""
        found = self.pattern.fullmatch(sounds)
        if found is None:
            return None
        kept = iter(found.groups())
        return "".join(run.letters for run in self.runs if not run.may_be_filled or next(kept))


def by_consonants(keys: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Sounds of names, as `heard_key` writes them, by the sounds of their consonants."""
    found = defaultdict[str, list[str]](list)
    for key in keys:
        found[_bare_key(map(_bare, key.split()))].append(key)
    return found


def _bare_key(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def _bare(sounds: str) -> str:
    return _ONCE.sub("", sounds.replace("a", ""))


def may_be_filled(word: str) -> bool:
    """Whether a folded word has vowels put in, as far as it alone tells."""
    if len(word) < _LEAST_LETTERS:
        return False
    return _FILLED_IN_HANGUL.search(word) is not None or _is_filled_kana(word)


def _is_filled_kana(word: str) -> bool:
    return _FILLED_IN_KANA.search(word) is not None and _OPEN.fullmatch(word) is not None


def without_filled_vowels(text: str, names: Sounds) -> Iterator[tuple[str, str]]:
    """The sounds of listed names which a text may have had before vowels were put in, and the text without these."""
    folded = fold(text.translate(_BREVE))
    if not folded.isascii() or is_korean(split_words(folded)):
        return
    for filled, words in _ways(folded):
        if len(words) > _MOST_WORDS:
            return
        own = [_word_of(word, filled) for word in words if word not in word_tables().particles]
        for key in names().get(_bare_key(word.consonants for word in own), ()):
            found = _paired(own, key.split())
            if found is not None:
                yield from ((key, one) for one in dict.fromkeys((found, _HISSED.sub("sh", found))))


def _ways(folded: str) -> Iterator[tuple[str, list[str]]]:
    """The vowel that fills, and the words of a folded text, in each way that they may be read."""
    if _FILLED_IN_HANGUL.search(folded) is not None:
        yield from (("eu", split_words(one)) for one in _with_articles(folded, "eu"))
    elif all(map(_OPEN.fullmatch, words := split_words(folded))) and any(map(_is_filled_kana, words)):
        choices = [
            ((kana, kana), (kana, other)) if kana in folded else ((kana, kana),) for kana, other in _JAPANESE_ROWS
        ]
        for way in product(*choices):
            read = folded
            for kana, other in way:
                read = read.replace(kana, other)
            yield from (("u", split_words(one)) for one in _with_articles(read, "u"))


def _with_articles(folded: str, filled: str) -> list[str]:
    """The text, and without Arabic articles that are joined to words."""
    found = [folded]
    for article, instead in _ARTICLES[filled]:
        found += [article.sub(instead, one) for one in found]
    return [*dict.fromkeys(found)]


@lru_cache(maxsize=1 << 12)
def _word_of(word: str, filled: str) -> _Word:
    runs: list[_Run] = []
    for letters in _RUN.findall(word):
        is_vowel = letters[0] in "aeiouy"
        before = runs[-1].letters if runs else ""
        may_be_filled = is_vowel and bool(before) and _fills(before, letters, filled)
        runs.append(_Run(letters, "a" if is_vowel else _sounds_of_consonants(letters, before), may_be_filled))
    return _Word(tuple(runs), re.compile(_pattern(runs)), _bare("".join(run.sounds for run in runs)))


def _sounds_of_consonants(letters: str, before: str) -> str:
    """Their sounds, within a word behind a vowel: only at its beginning Greeks write nt for d."""
    return sounds_of(f"aa{letters}")[1:] if before else sounds_of(letters) or letters


def _fills(consonants: str, vowels: str, filled: str) -> bool:
    if vowels == filled:
        return True
    if filled == "eu":
        return vowels == "i" and consonants.endswith(_HISSED_IN_HANGUL)
    return (vowels == "o" and consonants.endswith(("t", "d"))) or (
        vowels == "i" and consonants.endswith(_HISSED_IN_KANA)
    )


def _pattern(runs: Sequence[_Run]) -> str:
    """The sounds that a word may have had. Two of one sound are one where no vowel parts them, and so are t and k."""
    found = []
    for at, run in enumerate(runs):
        if run.may_be_filled:
            found.append("(a?)")
            continue
        following = runs[at + 2].sounds[:1] if at + 2 < len(runs) and runs[at + 1].may_be_filled else ""
        last = run.sounds[-1]
        merges = following and (last == following or last + following == "tk")
        found.append(run.sounds[:-1] + (f"{last}?" if merges else last))
    return "".join(found)


def _paired(words: Sequence[_Word], sounds: Sequence[str]) -> str | None:
    """The words without what was put in, one for each word of some sounds; None if they are no such words."""
    left, found = [*words], []
    for one in sounds:
        for word in left:
            own = word.without_filled(one) if word.consonants == _bare(one) else None
            if own is not None:
                found.append(own)
                left.remove(word)
                break
        else:
            return None
    return None if left else " ".join(found)
