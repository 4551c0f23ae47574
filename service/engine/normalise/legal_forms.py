"""Legal forms in names of bodies, whatever their dots, blanks and joins: GmbH, G M B H, S.A. de C.V, 株式会社."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from service.engine.normalise.scripts import script_of
from service.engine.normalise.word_splitting import HAN_OR_HANGUL, split_words
from service.engine.normalise.words import LegalForm, WordTables, word_tables

_LONGEST_RUN = 7
_PLAIN = "plain"
_LONGEST_APART = 3
_LEAST_GLUED = 3
_GLUED_BEFORE = frozenset(
    ("jsc", "ojsc", "cjsc", "pjsc", "ooo", "oao", "zao", "pao", "llc", "gmbh", "doo", "ооо", "оао", "зао", "пао")
)
_GLUED_BEHIND = _GLUED_BEFORE | frozenset(
    (
        *("ltd", "ltda", "limited", "llp", "plc", "inc", "incorporated", "corp", "corporation", "dooel", "sarl", "srl"),
        *("fze", "fzco", "eood", "kft", "bvba", "тов", "прат"),
    )
)
"""Forms that are looked for at either end of a word written together with them; shorter ones end too many words."""


@lru_cache(maxsize=1)
def _joined_forms() -> dict[str, LegalForm]:
    """Legal forms by their letters without blanks."""
    return {"".join(key): form for key, form in word_tables().legal_forms.items()}


def _form_apart(words: list[str], at: int) -> tuple[int, LegalForm] | None:
    """How many words from here are a legal form with its letters apart ("g m b h", "s a de c v"), and the form."""
    if at == 0 or len(words[at]) > _LONGEST_APART:
        return None
    for length in range(min(_LONGEST_RUN, len(words) - at), 1, -1):
        run = words[at : at + length]
        if all(len(word) <= _LONGEST_APART for word in run) and any(len(word) == 1 for word in run):
            form = _joined_forms().get("".join(run))
            if form is not None:
                return length, form
    return None


_DOUBLED = re.compile(r"(.)\1")
_LEAST_MISSPELT = 4
_LEAST_ONE_LETTER = 6
_FORMS_OFTEN_MISSPELT = (
    *("limited", "company", "corporation", "incorporated", "corporacion", "gesellschaft", "aktiengesellschaft"),
    *("gmbh", "sarl", "ltda", "pjsc", "ojsc", "cjsc", "fzco", "fzllc"),
)


def _undoubled(word: str) -> str:
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=1)
def _often_misspelt() -> tuple[tuple[str, str, list[str]], ...]:
    """The forms with their letters, without doubled ones and in order."""
    return tuple((form, _undoubled(form), sorted(form)) for form in _FORMS_OFTEN_MISSPELT)


@lru_cache(maxsize=1 << 14)
def meant_form(word: str) -> str | None:
    """The legal form that a word at an end of a name was meant to be: Limted, GmHb, PJJSC. Of short ones letters are
    only doubled or exchanged; of longer ones one may be another."""
    if len(word) < _LEAST_MISSPELT or not word.isascii() or (word,) in word_tables().legal_forms:
        return None
    undoubled, letters = _undoubled(word), sorted(word)
    for form, form_undoubled, form_letters in _often_misspelt():
        doubled = undoubled == form_undoubled
        exchanged = letters == form_letters and OSA.distance(word, form) == 1
        slip = len(form) >= _LEAST_ONE_LETTER and word[0] == form[0] and OSA.distance(word, form, score_cutoff=1) == 1
        if doubled or exchanged or slip:
            return form
    return None


def with_meant_forms(words: list[str]) -> list[str]:
    """The words with a misspelt legal form at either end put right."""
    if len(words) < 2:
        return words
    first, last = meant_form(words[0]) or words[0], meant_form(words[-1]) or words[-1]
    return [first, *words[1:-1], last]


def cut_latin_forms(words: list[str]) -> list[str]:
    """The words with legal forms cut off that were written together with them: SISDOO, JSCARGUMENT."""
    result: list[str] = []
    for word in words:
        if (word,) in word_tables().legal_forms or word in word_tables().generic_words:
            result.append(word)
            continue
        for length in range(len(word) - _LEAST_GLUED, _LEAST_GLUED - 1, -1):
            if word[-length:] in _GLUED_BEHIND:
                result += [word[:-length], word[-length:]]
                break
            if word[:length] in _GLUED_BEFORE:
                result += [word[:length], word[length:]]
                break
        else:
            result.append(word)
    return result


def _form_at(words: list[str], at: int, tables: WordTables) -> tuple[int, LegalForm] | None:
    """How many words from here are a legal form, the longest there is, and the form."""
    for length in range(min(tables.longest_forms.get(words[at], 0), len(words) - at), 0, -1):
        form = tables.legal_forms.get(tuple(words[at : at + length]))
        if form is not None and not (form.last_only and at == 0):
            return length, form
    return None


def strip_forms(words: list[str], tables: WordTables) -> tuple[list[str | None], frozenset[str]]:
    """Blank out legal forms, longest phrase first. A form that may only stand last is kept in first place."""
    words = with_meant_forms(words)
    if tables.longest_forms.keys().isdisjoint(words) and 1 not in map(len, words):
        return list(words), frozenset()
    left: list[str | None] = list(words)
    found: set[str] = set()
    at = 0
    while at < len(words):
        length, form = _form_at(words, at, tables) or _form_apart(words, at) or (1, None)
        if form is not None:
            left[at : at + length] = [None] * length
            found.add(form.form_class)
        at += length
    if all(word is None or word in tables.stop_words for word in left):
        return list(words), frozenset()
    return left, frozenset(found)


def _ends_name(form: LegalForm) -> bool:
    return not form.name_alone and form.form_class != _PLAIN


@lru_cache(maxsize=1)
def _first_of_ending_forms() -> frozenset[str]:
    return frozenset(key[0] for key, form in word_tables().legal_forms.items() if _ends_name(form))


def end_of_first_form(words: list[str]) -> int | None:
    """Where the first legal form behind a word ends, with those that follow it at once; None without one, or if it ends
    the whole. Company and Co. are none here, as much of a name stands behind them: Zelmar Company for Trading."""
    lengths = {*map(len, words)}
    if lengths == {1} or (1 not in lengths and _first_of_ending_forms().isdisjoint(words[1:])):
        return None
    tables, end, at = word_tables(), None, 1
    while at < len(words):
        length, form = _form_at(words, at, tables) or _form_apart(words, at) or (1, None)
        if form is not None and _ends_name(form):
            end = at + length
        elif end is not None:
            return end
        at += length
    return None


def without_foreign_forms(folded: str) -> str | None:
    """The name in a folded text whose legal form is in another script, in which the whole would seem to be written:
    "บริษัท Verkaro จำกัด" is Verkaro. None for all others."""
    if folded.isascii():
        return None
    left, forms = strip_forms(split_words(folded), word_tables())
    name = " ".join(word for word in left if word)
    return name if forms and script_of(name) != script_of(folded) else None


def cut_glued_forms(words: list[str]) -> list[str]:
    """East Asian forms are glued to the name: チョルノモルネフチガス社, 平壌商社株式会社. A word that is a form as it
    stands stays whole: 有限公司 is not 有限 with 公司."""
    result: list[str] = []
    known = word_tables().legal_forms
    for word in words:
        if word.isascii() or (word,) in known:
            result.append(word)
            continue
        for (form, *more), _ in _glued_forms():
            if more or len(word) <= len(form) + 1:
                continue
            if word.endswith(form):
                result.extend((word[: -len(form)], form))
                break
            if word.startswith(form):
                result.extend((form, word[len(form) :]))
                break
        else:
            result.append(word)
    return result


@lru_cache(maxsize=1)
def _glued_forms() -> tuple[tuple[tuple[str, ...], str], ...]:
    forms = word_tables().legal_forms.items()
    glued = [(key, form.form_class) for key, form in forms if len(key) == 1 and HAN_OR_HANGUL.match(key[0])]
    return tuple(sorted(glued, key=lambda item: -len(item[0][0])))
