"""A name as comparable parts: which words carry it, which only accompany it.

The listed side and the asked side go through the same function. Preparing is done once for a listed name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from service.engine.normalise.body_names import prepare_body
from service.engine.normalise.body_words import without_case
from service.engine.normalise.digraph_initials import with_single_letters
from service.engine.normalise.korean_given_names import syllables_apart
from service.engine.normalise.legal_forms import cut_latin_forms
from service.engine.normalise.person_names import MAY_HOLD_COMPOUND, prepare_person
from service.engine.normalise.prepared_name import Kind, PreparedName, Reading
from service.engine.normalise.romanised_words import in_english
from service.engine.normalise.spelling_views import from_french, from_kunrei, from_turkish, respelt
from service.engine.normalise.text import fold
from service.engine.normalise.transcription.han_languages import in_hangul, in_vietnamese
from service.engine.normalise.transcription.wade_giles import in_wade_giles, is_wade_giles
from service.engine.normalise.word_splitting import split_words
from service.engine.normalise.words import word_tables

_FEMALE_ENDING = re.compile(r"(?<=\w{3})ov(?:á|a\u0301)(?!\w)")
_LONGEST_DIGRAPH = 4
"""Letters of the longest initial that is one letter elsewhere: shch, tsch."""
_ELIDED = re.compile(r"(?<=\s)([dl]|(?:de|da|ne|su|a)ll)['’](?=\w)", re.IGNORECASE)

__all__ = ["Kind", "PreparedName", "Reading", "may_meet", "prepare", "split_words", "views"]


def prepare(raw: str, *, is_person: bool, compounds: bool = True) -> PreparedName:
    """Split a name into its comparable parts. Never raises; a name without letters or digits has no tokens.

    `compounds` makes one word of Arabic compounds (abd al-, -al-din), in persons' names only.
    """
    tables = word_tables()
    if is_person:
        return prepare_person(raw, fold(raw), tables, compounds=compounds)
    return prepare_body(raw, _folded_body(raw), tables)


def _folded_body(raw: str) -> str:
    """A body's name folded, with articles apart that French and Italian write together with a word: dell'Uzbekistan."""
    return fold(_ELIDED.sub(r"\1 ", raw) if "'" in raw or "’" in raw else raw)


def views(raw: str, *, is_person: bool) -> tuple[PreparedName, ...]:
    """The name as prepared, and once or twice more in other ways where those tell more.

    A person's compound word by word: a slip inside "abd" or "din" breaks it on one side only ("BADUR REHMAN"); a
    person's name respelt ("Šojgu", "Binladin"), from Turkish ("Cemal Şaban"), from French ("Naouel Djebbar") or from
    Kunrei ("Huzita"), without the ending of Czech and Slovak women ("Dvořáková"), with a title that may be the only
    given name ("King Zelmarson"), in Han characters as a Korean or Vietnamese one (阮富仲, Nguyen Phu Trong), or from
    pinyin in Wade-Giles (Deng Xiaoping, Teng Hsiao-ping), or with the syllables of a Korean given name apart (Choi
    Youngchul), or with initials of two letters as one (K.Yu. as K. Y.). A body's name without the legal form that is
    written together with a word ("SISDOO"), with a long name of a country as one place ("Democratic People's Republic
    of Korea"), or, in another language, with its names in the nominative ("aripa militară a Hezbollahului"), with no
    word in English only because of another ("Zweigstelle Nord Zelman", a branch of Nord Zelman), or with its common
    words in English ("Sharikat Zelman lil Tijara").
    """
    first = prepare(raw, is_person=is_person)
    others = (
        (
            _word_by_word(raw, first),
            *_respelt(raw, first),
            _without_female_ending(raw),
            _title_as_name(first),
            _romanised_otherwise(first),
            _syllables_apart(first),
            *_read_otherwise(raw, first),
            *_with_single_letters(raw, first),
        )
        if is_person
        else (
            _without_glued_form(raw, first),
            _with_long_places(raw, first),
            _without_cases(raw, first),
            _word_for_word(raw, first),
            *_in_english(first),
        )
    )
    found = {first.tokens: first}
    for other in others:
        if other is not None:
            found.setdefault(other.tokens, other)
    return tuple(found.values())


def _word_by_word(raw: str, first: PreparedName) -> PreparedName | None:
    if not first.latin or MAY_HOLD_COMPOUND.search(fold(raw)) is None:
        return None
    return prepare(raw, is_person=True, compounds=False)


def _read_otherwise(raw: str, first: PreparedName) -> list[PreparedName]:
    if not first.syllabic:
        return []
    return [
        replace(prepare(text, is_person=True), reading=Reading.HAN) for text in (*in_hangul(raw), *in_vietnamese(raw))
    ]


def _with_single_letters(raw: str, first: PreparedName) -> list[PreparedName]:
    if not first.latin or ("." not in raw and min(map(len, first.tokens), default=0) > _LONGEST_DIGRAPH):
        return []
    return [prepare(text, is_person=True) for text in with_single_letters(fold(raw))]


def _romanised_otherwise(first: PreparedName) -> PreparedName | None:
    text = in_wade_giles(first.plain) if first.latin else None
    return None if text is None else replace(prepare(text, is_person=True), reading=Reading.WADE_GILES)


def _syllables_apart(first: PreparedName) -> PreparedName | None:
    text = syllables_apart(first.plain) if first.latin else None
    return None if text is None else prepare(text, is_person=True)


def may_meet(left: PreparedName, right: PreparedName) -> bool:
    """Whether two views may be compared: one of them at least as it was written, a name in Wade-Giles with one that
    cannot be pinyin (Tang Wei is not Dang Wei, though Wade-Giles spells both T'ang), and a body's name word for word
    with one in no other language that stands in it as it is ("Gran Hotel" is no Grand Hotel)."""
    if left.word_for_word or right.word_for_word:
        return _stands_in(left, right) if right.word_for_word else _stands_in(right, left)
    if left.reading is Reading.WRITTEN:
        left, right = right, left
    if left.reading is Reading.WADE_GILES:
        return right.reading is Reading.WRITTEN and is_wade_giles(right.plain)
    return right.reading is Reading.WRITTEN


def _stands_in(name: PreparedName, word_for_word: PreparedName) -> bool:
    """Whether all words of a name stand in one that is read word for word."""
    return not (name.word_for_word or name.translated) and set(word_for_word.tokens).issuperset(name.tokens)


def _respelt(raw: str, first: PreparedName) -> list[PreparedName]:
    """A person's name in Latin letters as other spellings of it would have it."""
    if not first.latin:
        return []
    texts = (respelt(raw), from_turkish(raw), from_french(raw), from_kunrei(first.plain))
    return [prepare(text, is_person=True) for text in texts if text is not None]


def _without_female_ending(raw: str) -> PreparedName | None:
    text = raw if raw.isascii() else _FEMALE_ENDING.sub("", raw)
    return None if text == raw else prepare(text, is_person=True)


def _title_as_name(first: PreparedName) -> PreparedName | None:
    """A name of one word behind a title that is a name too, with the title as the given name."""
    if not first.title_first or len(first.tokens) != 1:
        return None
    word, *rest = first.plain.split()
    title = word_tables().titles.get(word)
    if title is None or not title.first_only or len(rest) != 1:
        return None
    return prepare(f"{rest[0]}, {word}", is_person=True)


def _with_long_places(raw: str, first: PreparedName) -> PreparedName | None:
    tables = word_tables()
    if tables.long_place_beginnings.isdisjoint(first.plain.split()):
        return None
    return prepare_body(raw, _folded_body(raw), tables, tables.longest_place)


def _without_cases(raw: str, first: PreparedName) -> PreparedName | None:
    """A name in another language than English without the endings of the names in it."""
    if not (first.translated and first.latin):
        return None
    kinds = zip(first.tokens, first.kinds, strict=True)
    cut = {word: stem for word, kind in kinds if kind is Kind.NAME and (stem := without_case(word)) != word}
    if not cut:
        return None
    return prepare(" ".join(cut.get(word, word) for word in split_words(_folded_body(raw))), is_person=False)


def _word_for_word(raw: str, first: PreparedName) -> PreparedName | None:
    """A name in which a word of another language may stand beside a name that is of none: its other words as they are
    without it."""
    if not (first.translated and first.latin):
        return None
    return replace(prepare_body(raw, _folded_body(raw), word_tables(), beside=False), word_for_word=True)


def _in_english(first: PreparedName) -> list[PreparedName]:
    """A name with common words of another language in Latin letters in English."""
    texts = in_english(first.plain.split()) if first.latin or not first.syllabic else ()
    return [replace(prepare(text, is_person=False), translated=True) for text in texts]


def _without_glued_form(raw: str, first: PreparedName) -> PreparedName | None:
    words = split_words(first.plain)
    cut = cut_latin_forms(words)
    return None if len(cut) == len(words) else prepare(" ".join(cut), is_person=False)
