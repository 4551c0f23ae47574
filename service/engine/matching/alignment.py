"""Which word of one name meets which word of the other.

Equal words first, then words that are the same when written together, then the likeliest spellings, then what is
left: nicknames, initials, acronyms. Every step only takes words that no earlier step has taken.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from service.engine.matching.lexicon import Lexicon
from service.engine.matching.weights import Weights
from service.engine.matching.word_similarity import Similarity, similarity
from service.engine.normalise.abbreviations import is_short_for
from service.engine.normalise.digraph_initials import initials_of_digraph
from service.engine.normalise.names import Kind, PreparedName
from service.engine.normalise.phonetic import phonetic


class AlignmentType(StrEnum):
    """Why two words, or groups of words, were taken for one another."""

    EQUAL = "equal"
    SPELLING = "spelling"
    ABBREVIATION = "abbreviation"
    JOIN = "join"
    ANAGRAM = "anagram"
    NICKNAME = "nickname"
    INITIAL = "initial"
    ACRONYM = "acronym"


class Pair(NamedTuple):
    """Core words `query[q_first:q_end]` met core words `listed[l_first:l_end]`."""

    meeting: AlignmentType
    q_first: int
    q_end: int
    l_first: int
    l_end: int
    edits: float = 0.0
    ratio: float = 0.0


class Alignment(NamedTuple):
    """All pairs, and the core indexes of each side that met nothing."""

    pairs: tuple[Pair, ...]
    query_left: tuple[int, ...]
    listed_left: tuple[int, ...]


def turned(alignment: Alignment) -> Alignment:
    """An alignment with its sides exchanged."""
    pairs = [
        Pair(pair.meeting, pair.l_first, pair.l_end, pair.q_first, pair.q_end, pair.edits, pair.ratio)
        for pair in alignment.pairs
    ]
    return Alignment(tuple(sorted(pairs, key=lambda pair: pair.q_first)), alignment.listed_left, alignment.query_left)


class _Board:
    """The words of both sides that are still free, and the pairs made so far."""

    __slots__ = ("free_l", "free_q", "lexicon", "listed", "pairs", "query", "weights")

    def __init__(self, query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> None:
        self.query, self.listed, self.lexicon, self.weights = query, listed, lexicon, weights
        self.free_q = list(range(len(query.tokens)))
        self.free_l = list(range(len(listed.tokens)))
        self.pairs: list[Pair] = []

    def take(self, pair: Pair) -> None:
        self.pairs.append(pair)
        for at in range(pair.q_first, pair.q_end):
            self.free_q.remove(at)
        for at in range(pair.l_first, pair.l_end):
            self.free_l.remove(at)

    def free(self, first: int, end: int, *, on_query: bool) -> bool:
        free = self.free_q if on_query else self.free_l
        return all(at in free for at in range(first, end))


def _equal(board: _Board) -> None:
    q_tokens, l_tokens = board.query.tokens, board.listed.tokens
    for q in tuple(board.free_q):
        for at in board.free_l:
            if l_tokens[at] == q_tokens[q]:
                board.take(Pair(AlignmentType.EQUAL, q, q + 1, at, at + 1))
                break


def _joins(board: _Board) -> None:
    """Take words of one side that, written together, are one word of the other, letter for letter.

    Joins with a slip in them are left to the comparison of the whole names.
    """
    found: list[Pair] = []
    for text, first, end in board.query.joins:
        for at in board.free_l:
            if board.listed.tokens[at] == text:
                found.append(Pair(AlignmentType.JOIN, first, end, at, at + 1))
    for text, first, end in board.listed.joins:
        for at in board.free_q:
            if board.query.tokens[at] == text:
                found.append(Pair(AlignmentType.JOIN, at, at + 1, first, end))
    found.sort(key=lambda pair: -(pair.q_end - pair.q_first) - (pair.l_end - pair.l_first))
    for pair in found:
        if board.free(pair.q_first, pair.q_end, on_query=True) and board.free(pair.l_first, pair.l_end, on_query=False):
            board.take(pair)


def _abbreviations(board: _Board) -> None:
    """Take common words of bodies with what is short for them: TRDG is Trading."""
    for q in tuple(board.free_q):
        word = board.query.tokens[q]
        for at in board.free_l:
            other = board.listed.tokens[at]
            if is_short_for(word, other) or is_short_for(other, word):
                board.take(Pair(AlignmentType.ABBREVIATION, q, q + 1, at, at + 1))
                break


def _spellings(board: _Board) -> None:
    found: list[tuple[float, int, int, Similarity]] = []
    left = _spelt_out(board.query, board.free_q)
    right = _spelt_out(board.listed, board.free_l)
    for q, word in left:
        for at, other in right:
            match = similarity(word, other, board.lexicon)
            if match is not None and _say_the_same(word, other, board):
                match = Similarity(*_OF_SAME_MEANING, match.raw)
            if match is not None:
                found.append((match.ratio, q, at, match))
    found.sort(key=lambda item: item[:3])
    for _, q, at, match in found:
        if q in board.free_q and at in board.free_l:
            board.take(Pair(AlignmentType.SPELLING, q, q + 1, at, at + 1, match.edits, match.ratio))


_OF_SAME_MEANING = (0.3, 0.06)
"""Edits and their share of two common words of one meaning: frente is front, whatever letters they share."""


def _say_the_same(word: str, other: str, board: _Board) -> bool:
    """Whether two words of bodies are common ones of one meaning in two languages, or say one country."""
    if board.query.is_person:
        return False
    group = board.lexicon.tables.generic_words.get(word)
    if group is not None:
        return group == board.lexicon.tables.generic_words.get(other)
    place = board.lexicon.places.get(word)
    return place is not None and place[1] != "city" and place == board.lexicon.places.get(other)


def _spelt_out(name: PreparedName, free: list[int]) -> list[tuple[int, str]]:
    """The free words that may be spelt in several ways."""
    tokens, kinds = name.tokens, name.kinds
    return [(at, tokens[at]) for at in free if kinds[at] is not Kind.INITIAL and kinds[at] is not Kind.NUMBER]


def _anagrams(board: _Board) -> None:
    for q in tuple(board.free_q):
        word = board.query.tokens[q]
        if len(word) < 4 or not word.isalpha():
            continue
        for at in board.free_l:
            other = board.listed.tokens[at]
            if len(other) == len(word) and sorted(other) == sorted(word):
                board.take(Pair(AlignmentType.ANAGRAM, q, q + 1, at, at + 1))
                break


def _nicknames(board: _Board) -> None:
    for q in tuple(board.free_q):
        for at in board.free_l:
            if board.lexicon.are_nicknames(board.query.tokens[q], board.listed.tokens[at]):
                board.take(Pair(AlignmentType.NICKNAME, q, q + 1, at, at + 1))
                break


def initial_fits(initial: str, word: str) -> bool:
    """Whether a single letter may stand for the word: by first letter, by first sound (Y. for Evgeny), or by the first
    letter of another spelling (H. for Khasan)."""
    if word.startswith(initial):
        return True
    return initial.isascii() and (phonetic(word)[:1] == phonetic(initial)[:1] or initial in initials_of_digraph(word))


def _initials(board: _Board) -> None:
    for q in tuple(board.free_q):
        for at in board.free_l:
            word, other = board.query.tokens[q], board.listed.tokens[at]
            short, long = (word, other) if len(word) <= len(other) else (other, word)
            if len(short) == 1 and (len(long) > 1 or short == long) and initial_fits(short, long):
                board.take(Pair(AlignmentType.INITIAL, q, q + 1, at, at + 1))
                break


_LONGEST_PERSON_ACRONYM = 3


def acronyms(name: PreparedName) -> list[tuple[str, int, int]]:
    """Short forms by first letters, with the core words they stand for.

    For a person those of two or three neighbouring words (JC for Jean Claude), for a body that of all its words.
    """
    if name.syllabic:
        return []
    letters = "".join([token[0] for token in name.tokens])
    if not name.is_person:
        return [(letters, 0, len(letters))] if len(letters) >= 3 else []
    return [
        (letters[first : first + length], first, first + length)
        for length in range(2, _LONGEST_PERSON_ACRONYM + 1)
        for first in range(len(letters) - length + 1)
    ]


def _may_be_acronym(name: PreparedName, free: list[int]) -> bool:
    return not name.is_person or any(len(name.tokens[at]) <= _LONGEST_PERSON_ACRONYM for at in free)


def _acronyms(board: _Board) -> None:
    if not (_may_be_acronym(board.query, board.free_q) or _may_be_acronym(board.listed, board.free_l)):
        return
    for text, first, end in acronyms(board.listed):
        for q in tuple(board.free_q):
            if board.query.tokens[q] == text and board.free(first, end, on_query=False):
                board.take(Pair(AlignmentType.ACRONYM, q, q + 1, first, end))
    for text, first, end in acronyms(board.query):
        for at in tuple(board.free_l):
            if board.listed.tokens[at] == text and board.free(first, end, on_query=True):
                board.take(Pair(AlignmentType.ACRONYM, first, end, at, at + 1))


def align(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> Alignment:
    """Pair the words of two names of the same kind. Han and Hangul syllables only meet their equals."""
    board = _Board(query, listed, lexicon, weights)
    _equal(board)
    if board.free_q and board.free_l:
        _finish(board, syllabic=query.syllabic or listed.syllabic)
    pairs = sorted(board.pairs, key=lambda pair: pair.q_first)
    return Alignment(tuple(pairs), tuple(board.free_q), tuple(board.free_l))


def _finish(board: _Board, *, syllabic: bool) -> None:
    _joins(board)
    if syllabic or not (board.free_q and board.free_l):
        return
    if not board.query.is_person:
        _abbreviations(board)
    _spellings(board)
    if board.free_q and board.free_l:
        if board.query.is_person:
            _anagrams(board)
            _nicknames(board)
            _initials(board)
        if board.pairs or not board.query.is_person:
            _acronyms(board)


def letters_apart(left: str, right: str, most: int) -> int | None:
    """Letters to change, insert, drop or swap between two strings, or None if more than `most`."""
    if abs(len(left) - len(right)) > most:
        return None
    distance = OSA.distance(left, right, score_cutoff=most)
    return distance if distance <= most else None
