"""Find every known phrase in a folded text: longest first, then disguises in what is left."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from service.common.cooperative import Steps
from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.misspellings import Disguised, disguised, slip
from service.engine.goods.phrase_index import PhraseIndex, Term
from service.engine.goods.rules import OriginRules
from service.engine.goods.text import Folded, Token

_BREAK = lazy_pattern(r"[,;:()\[\]{}|\n\"]")
_LINE_END = lazy_pattern(r"[\r\n]")
_KANA = lazy_pattern("[\u30a0-\u30ff]")
_HAN = lazy_pattern("[\u3400-\u9fff]")
_HANGUL = lazy_pattern("[\uac00-\ud7a3]")
_SIGNS = lazy_pattern(r"[^\W_]*(?:[@$][^\W_]*|[!|][^\W_]+)+")  # signs for letters: Crime@, Cr!mea
_LONG_RUN = lazy_pattern("[\u30a0-\u30ff]{5,}|[\uac00-\ud7a3]{5,}|[\u3400-\u9fff]{6,}")
_SHORTEST_BROKEN = 6
_SHORTEST_BROKEN_BY_LINE = 4
_GAP = 2  # how many characters may stand between the halves of a broken name
_SHORTEST_DECLINED, _LONGEST_ENDING = 7, 4
_LETTER_RUN = 4  # so many single letters in a row are read as one word


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase found at `start` to `end` of the folded text. `how` is empty for an exact match; `compound` tells that
    the phrase is only a part of a longer word."""

    start: int
    end: int
    key: str
    terms: tuple[Term, ...]
    how: str = ""
    score: float = 1.0
    compound: bool = False


_WORDS_A_STEP = 4
"""Unknown words that are looked at for disguises before others may have a turn. One of eight letters and digits
is read in four ways, and of each every way to leave out two letters is looked up: sixteen took up to 25 ms."""


_CHARACTERS_A_STEP = 128
"""Characters of scripts without spaces: some begin hundreds of phrases, and a text of nothing else takes 30 ms."""


def scan_in_steps(folded: Folded, rules: OriginRules) -> Steps[list[PhraseMatch]]:
    """All marks in the order of the text; they do not overlap."""
    marks, left = _words(folded, rules.phrases)
    yield
    if folded.unspaced:
        marks.extend((yield from _unspaced_in_steps(folded, rules)))
    for number, token in enumerate(left, 1):
        if not number % _WORDS_A_STEP:
            yield
        found = _disguised(token, folded, rules)
        if found is not None:
            marks.append(_mark(token.start, token.end, found, rules.phrases))
    for one, other in pairwise(left):
        marks.extend(_broken(one, other, folded, rules))
    if "\n" in folded.text or "\r" in folded.text:
        marks = _joined_lines(marks, folded, rules)
    if len(folded.tokens) >= _LETTER_RUN:
        marks.extend(_letter_runs(folded, rules))
    if any(sign in folded.text for sign in "@$!|"):
        marks.extend(_with_signs(folded, rules))
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return marks


def _words(folded: Folded, phrases: PhraseIndex) -> tuple[list[PhraseMatch], list[Token]]:
    """Marks of phrases made of words, and the words that belong to none."""
    tokens = folded.tokens
    marks: list[PhraseMatch] = []
    left: list[Token] = []
    index = 0
    while index < len(tokens):
        longest = min(phrases.longest.get(tokens[index].text, 0), len(tokens) - index)
        for length in range(longest, 0, -1):
            phrase = " ".join(token.text for token in tokens[index : index + length])
            terms = phrases.words.get(phrase)
            if terms is None:
                continue
            start, end = tokens[index].start, tokens[index + length - 1].end
            terms = _written_right(terms, folded, start, end)
            fixed = any(term.kind == "phrase" for term in terms)  # Korea (DPR)
            if terms and (length == 1 or fixed or not _BREAK.search(folded.text, start, end)):
                marks.append(PhraseMatch(start, end, phrase, terms))
                index += length
                break
        else:
            left.append(tokens[index])
            index += 1
    return marks, left


def _written_right(terms: tuple[Term, ...], folded: Folded, start: int, end: int) -> tuple[Term, ...]:
    """Leave out abbreviations that are not written in capitals."""
    if not any(term.capitals for term in terms):
        return terms
    if folded.written(start, end).isupper():
        return terms
    return tuple(term for term in terms if not term.capitals)


def _unspaced_in_steps(folded: Folded, rules: OriginRules) -> Steps[list[PhraseMatch]]:
    """Marks in scripts without spaces: by substring, then checked against what stands beside them."""
    text = folded.text
    found: list[PhraseMatch] = []
    position = paused = 0
    while position < len(text):
        if position - paused >= _CHARACTERS_A_STEP:
            paused = position
            yield
        for entry in rules.phrases.unspaced.get(text[position], ()):
            if text.startswith(entry.key, position):
                found.append(PhraseMatch(position, position + len(entry.key), entry.key, entry.terms))
                position += len(entry.key)
                break
        else:
            position += 1
    starts, ends = {mark.start for mark in found}, {mark.end for mark in found}
    marks = [checked for mark in found if (checked := _beside(mark, text, starts, ends)) is not None]
    yield
    covered = {index for mark in marks for index in range(mark.start, mark.end)}
    for match in _LONG_RUN.finditer(text):
        if covered.isdisjoint(range(*match.span())) and (slipped := slip(match.group(), rules.misspellings)):
            marks.append(_mark(*match.span(), slipped, rules.phrases))
    return marks


def _beside(mark: PhraseMatch, text: str, starts: set[int], ends: set[int]) -> PhraseMatch | None:
    """Judge a mark by its neighbours of the same script that belong to no other mark."""
    before = mark.start > 0 and mark.start not in ends
    after = mark.end < len(text) and mark.end not in starts
    for script, free in ((_KANA, 4), (_HANGUL, 4), (_HAN, 3)):
        if not script.match(mark.key[0]):
            continue
        glued = (before and script.match(text[mark.start - 1]) is not None) or (
            after and script.match(text[mark.end]) is not None
        )
        if not glued or (script is _HAN and len(mark.key) >= free):
            return mark
        if script is _HANGUL and len(mark.key) >= free and not (before and script.match(text[mark.start - 1])):
            return mark
        if len(mark.key) < free:
            return None
        return PhraseMatch(mark.start, mark.end, mark.key, mark.terms, mark.how, mark.score, compound=True)
    return mark


def _disguised(token: Token, folded: Folded, rules: OriginRules) -> Disguised | None:
    if len(token.text) < 4:
        return None
    if (stem := _without_case_ending(token.text, rules.phrases)) is not None:
        return Disguised(stem, "with a case ending", 0.95)
    found = disguised(token.text, folded.written(token.start, token.end), rules.phrases, rules.misspellings)
    return found or slip(token.text, rules.misspellings)


def _without_case_ending(word: str, phrases: PhraseIndex) -> str | None:
    """The long and unique name of a territory or place that a word declines: Sevastopolissa, Szimferopolból."""
    for length in range(1, min(_LONGEST_ENDING, len(word) - _SHORTEST_DECLINED) + 1):
        stem, ending = word[:-length], word[-length:]
        if any(term.kind == "case_ending" for term in phrases.words.get(ending, ())) and any(
            term.kind in ("region", "place") and term.name_class == "unique" for term in phrases.words.get(stem, ())
        ):
            return stem
    return None


def _broken(one: Token, other: Token, folded: Folded, rules: OriginRules) -> list[PhraseMatch]:
    """A long name broken in two by a hyphen, a space or the end of a line: Sevas-topol."""
    gap = folded.text[one.end : other.start]
    line_ends = "\n" in gap or "\r" in gap
    shortest = _SHORTEST_BROKEN_BY_LINE if line_ends else _SHORTEST_BROKEN
    near = len(gap) <= _GAP or (line_ends and not gap.strip(" \t\r\n-"))
    if not near or len(one.text) + len(other.text) < shortest:
        return []
    word = one.text + other.text
    ranks = ("unique", "needs_context") if line_ends else ("unique",)
    terms = tuple(term for term in rules.phrases.words.get(word, ()) if term.name_class in ranks)
    broken = any(term.kind in ("region", "place") for term in terms)
    return [PhraseMatch(one.start, other.end, word, terms, "broken in two", 0.9)] if broken else []


def _joined_lines(marks: list[PhraseMatch], folded: Folded, rules: OriginRules) -> list[PhraseMatch]:
    """Names broken by the end of a line whose halves are words of their own: Sim-feropol, where Sim is a town too."""
    for one, other in pairwise(folded.tokens):
        if not _LINE_END.search(folded.text, one.end, other.start):
            continue
        for found in _broken(one, other, folded, rules):
            marks = [mark for mark in marks if mark.end <= found.start or found.end <= mark.start]
            marks.append(found)
    return marks


def _letter_runs(folded: Folded, rules: OriginRules) -> list[PhraseMatch]:
    """Words spaced out letter by letter: C r i m e a, C.R.I.M.E.A."""
    marks: list[PhraseMatch] = []
    run: list[Token] = []
    for token in (*folded.tokens, None):
        if token is not None and len(token.text) == 1 and (not run or token.start - run[-1].end <= 2):
            run.append(token)
            continue
        if len(run) >= _LETTER_RUN:
            word = "".join(one.text for one in run)
            terms = rules.phrases.words.get(word, ())
            if terms:
                marks.append(PhraseMatch(run[0].start, run[-1].end, word, terms, "letter by letter", 0.9))
            elif found := slip(word, rules.misspellings):
                marks.append(_mark(run[0].start, run[-1].end, found, rules.phrases))
        run = [token] if token is not None and len(token.text) == 1 else []
    return marks


def _with_signs(folded: Folded, rules: OriginRules) -> list[PhraseMatch]:
    """Signs for letters inside a word: Crime@, $evastopol."""
    marks: list[PhraseMatch] = []
    for match in _SIGNS.finditer(folded.text):
        found = disguised(match.group(), match.group(), rules.phrases, rules.misspellings)
        if found is not None:
            marks.append(_mark(*match.span(), found, rules.phrases))
    return marks


def _mark(start: int, end: int, found: Disguised, phrases: PhraseIndex) -> PhraseMatch:
    return PhraseMatch(start, end, found.key, phrases.of(found.key), found.how, found.score)
