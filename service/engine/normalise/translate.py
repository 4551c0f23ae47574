"""Names of bodies in other scripts word by word: translated where the word is a common one, else romanised."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.company_words import are_common, english_of, meanings_of, names_in_english
from service.engine.normalise.declension import nominative_of_genitive
from service.engine.normalise.eastern_words import english_of_eastern, known_words
from service.engine.normalise.greek import english_of_greek
from service.engine.normalise.names import split_words
from service.engine.normalise.scripts import script_of
from service.engine.normalise.slavic import english_of_cyrillic, is_name
from service.engine.normalise.slavic_compounds import english_of_compound, is_adjective
from service.engine.normalise.text import fold
from service.engine.normalise.transcription.greek import in_latin
from service.engine.normalise.transcription.japanese import is_japanese
from service.engine.normalise.transcription.segmentation import known_parts
from service.engine.normalise.words import word_tables

_ENOUGH_COMMON_WORDS, _ENOUGH_BESIDE_A_FORM = 3, 2
_SCRIPTS = frozenset(("Cyrl", "Arab", "Grek", "Hang", "Hani", "Hebr"))
_JOINS_IN_JAPANESE = lazy_pattern("[のと・]")
"""Of, and, and the dot between words."""
_EASTERN = frozenset(("Arab", "Hebr", "Hang", "Hani"))
_LETTERS = {"Hang": ("\uac00", "\ud7a3"), "Hani": ("\u3400", "\u9fff")}
"""First and last signs of the scripts that are written without blanks between words."""
_MINISTRY = "ministry"
_NAMED_AFTER = frozenset(("имени", "им", "імені", "ім", "імя"))
_LONGEST_INITIALS = 2
_MOST_INITIALS = 3
_MOST_NAMED = 3
"""Words behind "named after" that may be of the name: a rank, a given name, a surname."""
_ORDINAL_ENDING = lazy_pattern(r"(?<=\d)-[\u0400-\u04ff]{1,4}(?!\w)")
"""Of a number in digits that is an ordinal: 64-я, 39-та."""
_CYRILLIC, _GREEK = lazy_pattern(r"[\u0400-\u04ff]"), lazy_pattern(r"[\u0370-\u03ff]")
_WITH_INITIALS = frozenset(("Grek", "Armn", "Geor"))
"""Scripts beside Cyrillic of which initials are read letter by letter."""
_LONE_LETTER = lazy_pattern(r"(?<!\w)[^\W\d_](?![\w.])")
_ENDINGS = "ий|ая|ое|ие|ого|ой|их|а|о|и|ата|ото|ия|ият|ите|і|ае|ага"
_UKRAINIAN_ENDINGS = "ий|а|е|і|ого|ої|их"
# "Муромский завод" is the plant of Murom: an adjective made of a place stands for the place.
_ADJECTIVE = lazy_pattern(rf"(?<=\w{{4}})(?:ск(?:{_ENDINGS})|ськ(?:{_UKRAINIAN_ENDINGS}))$")
# "Иркутский завод" is the plant of Irkutsk: some places end so themselves.
_ADJECTIVE_ENDING = lazy_pattern(rf"(?<=\w{{3}}ск)(?:{_ENDINGS})$|(?<=\w{{3}}ськ)(?:{_UKRAINIAN_ENDINGS})$")


def _meaning(word: str, script: str) -> str | None:
    """The English for a word of the tables; nothing for small words, None for all that are not known."""
    if script == "Cyrl":
        english = english_of_cyrillic(word)
        if english is not None:
            return english
    if script == "Grek":
        english = english_of_greek(word)
        if english is not None:
            return english
    if script in _EASTERN:
        english = english_of_eastern(word, script)
        if english is not None:
            return english
    numbers = meanings_of(word, script)
    return english_of(numbers) if numbers else None


def _names_somebody(words: list[str], meant: list[str | None], script: str, enough: int) -> bool:
    """Whether words that are all known name a body: so many, one that names among them ("Российский банк", "завод
    Маяк"), or those of a ministry ("Министерство обороны")."""
    said = sum(len(meaning.split()) for meaning in meant if meaning) if script in _LETTERS else len(words)
    if said >= enough or (len(words) > 1 and any(meaning and _may_name(meaning) for meaning in meant)):
        return True
    if len(words) > 1 and _MINISTRY in meant:
        return True
    return any((numbers := meanings_of(word, script)) and not are_common(numbers) for word in words)


def _without_forms(words: list[str]) -> list[str]:
    """The words without legal forms, which would only be spelt out."""
    forms = word_tables().legal_forms
    left = list(words)
    for length in (5, 4, 3, 2, 1):
        for at in range(len(left) - length + 1):
            if tuple(left[at : at + length]) in forms and length < len(left):
                del left[at : at + length]
                break
    return left


@lru_cache(maxsize=4096)
def translated(text: str) -> tuple[str, ...]:
    """The name of a body in Latin letters with its common words in English; nothing if it is one or two common words,
    or in no script of which words are known one by one (Cyrillic, Arabic, Hebrew, Greek, Hangul, Chinese), or in
    Japanese with a word that is not known.

    "Зельнинское предприятие по обеспечению нефтепродуктами" is "zel'nin enterprise supply oil products". A second one
    keeps words that are often names as they sound, and words that are several written as one: "Торговый дом Победа" is
    "trading house victory" and "trading house pobeda". A third keeps all words so that few bodies share, and the suffix
    of adjectives.
    """
    if text.isascii():
        return ()
    script = "Cyrl" if _CYRILLIC.search(text) else "Grek" if _GREEK.search(text) else script_of(text)
    if script not in _SCRIPTS or is_japanese(text):
        return _of_japanese(text)
    whole = split_words(fold(_ORDINAL_ENDING.sub("", text)))
    words = _in_nominative(_without_initials(_without_forms(whole)))
    enough = _ENOUGH_COMMON_WORDS if len(words) == len(whole) else _ENOUGH_BESIDE_A_FORM
    if script in _LETTERS:
        more = known_words(*_LETTERS[script])
        words = [part for word in words for part in known_parts(word, script, more)]
    meant = [_meaning(word, script) for word in words]
    compounds = [
        english_of_compound(word) if script == "Cyrl" and meaning is None else None
        for word, meaning in zip(words, meant, strict=True)
    ]
    sure = [_sure(*meanings) for meanings in zip(words, meant, compounds, strict=True)]
    if all(meaning is not None for meaning in sure) and not _names_somebody(words, sure, script, enough):
        return ()
    every = [compound if meaning is None else meaning for meaning, compound in zip(meant, compounds, strict=True)]
    as_names = [None if is_name(word) else meaning for word, meaning in zip(words, sure, strict=True)]
    common = [None if meaning is None or _may_name(meaning) else meaning for meaning in sure]
    found = (
        _in_letters(words, every, _ADJECTIVE),
        _in_letters(words, as_names, _ADJECTIVE),
        _in_letters(words, common, _ADJECTIVE_ENDING),
    )
    return tuple(dict.fromkeys(name for name in found if name))


def _of_japanese(text: str) -> tuple[str, ...]:
    """The English of a name in Japanese all of whose words are known and name a body together; a place that leads it
    stands behind: シリア国防省 is "ministry of defense of syria"."""
    if not is_japanese(text):
        return ()
    more = known_words("\u3041", "\u9fff")
    runs = [run for word in _without_forms(split_words(fold(text))) for run in _JOINS_IN_JAPANESE.split(word) if run]
    words = [part for run in runs for part in known_parts(run, "Hani", more)]
    meant = [_meaning(word, "Hani") for word in words]
    if not all(meant) or not _names_somebody(words, meant, "Hani", _ENOUGH_COMMON_WORDS):
        return ()
    first, *others = filter(None, meant)
    return (
        f"{' '.join(others)} of {first}" if others and (first,) in word_tables().places else " ".join((first, *others)),
    )


def _sure(word: str, meaning: str | None, compound: str | None) -> str | None:
    """What a word means unless it may be a name: of words written as one the adjectives, not Транснефть."""
    return compound if meaning is None and is_adjective(word) else meaning


def _may_name(english: str) -> bool:
    """Whether a word of this meaning may be a name: as none of the English words is one that bodies share, or as the
    table of meanings says so ("Звезда" is "star" and "zvezda")."""
    return english in names_in_english() or (
        bool(english) and word_tables().generic_words.keys().isdisjoint(english.split())
    )


def _in_letters(words: list[str], meant: list[str | None], ending: re.Pattern[str]) -> str:
    parts = [
        anyascii(ending.sub("", word)).lower() if meaning is None else meaning
        for word, meaning in zip(words, meant, strict=True)
    ]
    return " ".join(part for part in parts if part)


def _in_nominative(words: list[str]) -> list[str]:
    """The words with the surname behind "named after" in the nominative: "имени Зельмана" is "named after Zelman"."""
    last = max((at for at, word in enumerate(words) if word in _NAMED_AFTER), default=-1)
    if last < 0:
        return words
    behind = [
        nominative_of_genitive(word) if (meaning := _meaning(word, "Cyrl")) is None or _may_name(meaning) else word
        for word in words[last + 1 : last + 1 + _MOST_NAMED]
    ]
    return [*words[: last + 1], *behind, *words[last + 1 + _MOST_NAMED :]]


def _without_initials(words: list[str]) -> list[str]:
    """The words without initials behind "named after": "имени В.И. Ленина" is "named after Lenin" in English."""
    return [
        word
        for at, word in enumerate(words)
        if len(word) > _LONGEST_INITIALS or _NAMED_AFTER.isdisjoint(words[max(0, at - _MOST_INITIALS) : at])
    ]


@lru_cache(maxsize=4096)
def romanised(text: str) -> str | None:
    """A person's name letter by letter in Latin, if it is in Cyrillic, Greek, Armenian or Georgian and has initials,
    or in Cyrillic and has words in Latin; else None. A full stop stands behind an initial: Ю is Yu.

    By sound initials tell nothing, and a name half in Latin ("Сергей AKSYONOV") is in no one script.
    """
    script = script_of(text)
    if _CYRILLIC.search(text) is None and script not in _WITH_INITIALS:
        return None
    words = split_words(fold(text))
    mixed = script not in _WITH_INITIALS and any(word.isascii() and word.isalpha() for word in words)
    if not mixed and all(len(word) > 1 for word in words):
        return None
    dotted = _LONE_LETTER.sub(r"\g<0>.", text)
    return in_latin(dotted)[0] if script == "Grek" else anyascii(dotted)
