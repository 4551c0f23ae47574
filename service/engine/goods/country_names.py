"""Names of countries in a text: names, adjectives and towns in many languages and scripts, and the role each stands in.

Read from `lists/goods/` (`cldr_country_names.csv`, `origin_names.csv`, `role_words.csv`) and
`lists/territories/countries.csv`; exclusions ("except", "not from") are those of `lists/territories/words.csv`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.model import Place
from service.engine.goods.phrase_index import is_unspaced
from service.engine.goods.tables import read_rows
from service.engine.goods.text import Folded, Token, key

NAME_KINDS = frozenset({"name", "adjective", "place", "ambiguous", "nothing"})
"""`nothing` marks phrases that contain a name and mean something else, such as ylang-ylang or turkey meat."""

ROLES = (
    "origin", "shipped_from", "exported_from", "transit", "incorporates", "processed_in", "destination", "party",
)  # fmt: skip

NEGATION = "negation"
"""A word such as not, nicht, не: it excludes the country beside it, of which only an origin may be said between."""

_EXCLUSIONS = {"exclude_before": "before", "exclude_after": "after"}
_CLAUSE = lazy_pattern(r"[;|\n]|(?<=\w{4})\.(?=\s|$)")
_STOP = lazy_pattern(r"[,;:()\[\]|\n]")
_KATAKANA = lazy_pattern("[\u30a0-\u30ff]")
_AFTER_GAP = 2  # how many characters may stand between a country and a role written after it
_CONNECTORS = frozenset(
    {"a", "an", "the", "of", "from", "in", "de", "d", "du", "des", "di", "da", "von", "aus", "с", "из", "в", "z"}
)
_EXCLUSION_WORDS = 3  # how many words an exclusion may stand away from a country


class NameTerm(NamedTuple):
    """What a phrase means: a country, or a part of one such as CN-XJ, or a role (`role`, `before` or `after`)."""

    code: str
    kind: str


@dataclass(frozen=True, slots=True, repr=False)
class CountryNames:
    """Phrases by their folded words and, for scripts without spaces, by their first character, longest first."""

    words: dict[str, tuple[NameTerm, ...]]
    longest: dict[str, int]
    unspaced: dict[str, tuple[tuple[str, tuple[NameTerm, ...]], ...]]
    shown: dict[str, str]
    capitals: dict[str, Place]

    def name_of(self, code: str) -> str:
        """The name to show for a country or a part of one."""
        return self.shown.get(code, code)


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A country named at `start` to `end` of the raw text. `role` is `plain` where no word around it tells another."""

    code: str
    kind: str
    role: str
    matched: str
    start: int
    end: int


class _Found(NamedTuple):
    start: int
    end: int
    terms: tuple[NameTerm, ...]


def load_country_names(goods: Path, territories: Path) -> CountryNames:
    """The names of two folders. Raises RuleError for a line that cannot be used."""
    phrases: dict[str, list[NameTerm]] = {}
    shown: dict[str, str] = {}
    for name, term in _names(goods, territories, shown):
        folded = key(name)
        if folded and term not in phrases.setdefault(folded, []):
            phrases[folded].append(term)
    words = {phrase: tuple(_settled(terms)) for phrase, terms in phrases.items() if not is_unspaced(phrase)}
    longest: dict[str, int] = {}
    for phrase in words:
        parts = phrase.split(" ")
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    unspaced: dict[str, list[tuple[str, tuple[NameTerm, ...]]]] = {}
    for phrase in sorted((one for one in phrases if is_unspaced(one)), key=lambda text: (-len(text), text)):
        unspaced.setdefault(phrase[0], []).append((phrase, tuple(_settled(phrases[phrase]))))
    return CountryNames(
        words, longest, {first: tuple(group) for first, group in unspaced.items()}, shown, _capitals(goods)
    )


def _capitals(goods: Path) -> dict[str, Place]:
    """Where the seat of a country or a part of one lies, for the map."""
    columns = ("origin", "name", "latitude", "longitude", "source", "checked")
    return {
        row.text("origin"): Place(row.text("name"), row.number("latitude", -90, 90), row.number("longitude", -180, 180))
        for row in read_rows(goods / "capitals.csv", columns)
    }


def names_in_languages(goods: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The codes of all countries, each with its names in many languages. Raises RuleError."""
    for row in read_rows(goods / "cldr_country_names.csv", ("origin", "names", "source", "checked")):
        yield row.text("origin"), row.items("names")


def find_countries(folded: Folded, names: CountryNames) -> list[CountryMention]:
    """The countries named in a text, in its order, without those that it excludes."""
    found = sorted([*_words(folded, names), *_unspaced(folded, names)])
    named = [one for one in found if any(term.kind in NAME_KINDS for term in one.terms)]
    if not named:
        return []
    around = _words_around(folded, found)
    mentions: list[CountryMention] = []
    for one in named:
        if any(term.kind == "nothing" for term in one.terms) or _excluded(one, around):
            continue
        role = _role(one, around)
        start, end = folded.span(one.start, one.end)
        for term in one.terms:
            if term.kind in NAME_KINDS:
                mentions.append(CountryMention(term.code, term.kind, role, folded.raw[start:end], start, end))
    return mentions


def _names(goods: Path, territories: Path, shown: dict[str, str]) -> Iterator[tuple[str, NameTerm]]:
    for row in read_rows(goods / "origin_names.csv", ("origin", "kind", "names", "source", "checked")):
        term = NameTerm(row.text("origin"), row.choice("kind", NAME_KINDS))
        row.day("checked")
        if term.kind == "name":
            shown.setdefault(term.code, row.items("names")[0])
        for name in row.items("names"):
            yield name, term
    for code, cldr_names in names_in_languages(goods):
        shown[code] = cldr_names[0]
        for name in cldr_names:
            yield name, NameTerm(code, "name")
    for row in read_rows(territories / "countries.csv", ("code", "names", "source", "checked")):
        for name in row.items("names"):
            yield name, NameTerm(row.text("code"), "name")
    for row in read_rows(goods / "role_words.csv", ("role", "position", "words", "source", "checked")):
        term = NameTerm(
            row.choice("role", frozenset((*ROLES, NEGATION))), row.choice("position", frozenset({"before", "after"}))
        )
        for word in row.items("words"):
            yield word, term
    for row in read_rows(territories / "words.csv", ("kind", "language", "words", "source", "checked")):
        if row.text("kind") in _EXCLUSIONS:
            for word in row.items("words"):
                yield word, NameTerm("excluded", _EXCLUSIONS[row.text("kind")])


def _settled(terms: list[NameTerm]) -> Iterable[NameTerm]:
    """A phrase that means nothing, or one country by its hand-written line, means that alone."""
    nothing = [term for term in terms if term.kind == "nothing"]
    if nothing:
        return nothing
    by_code: dict[str, NameTerm] = {}
    for term in terms:
        by_code.setdefault(f"{term.code} {term.kind in NAME_KINDS} {term.kind if term.kind == 'after' else ''}", term)
    return by_code.values()


def _words(folded: Folded, names: CountryNames) -> Iterator[_Found]:
    tokens = folded.tokens
    index = 0
    while index < len(tokens):
        for length in range(min(names.longest.get(tokens[index].text, 0), len(tokens) - index), 0, -1):
            terms = names.words.get(" ".join(token.text for token in tokens[index : index + length]))
            if terms is not None:
                yield _Found(tokens[index].start, tokens[index + length - 1].end, terms)
                index += length
                break
        else:
            index += 1


def _unspaced(folded: Folded, names: CountryNames) -> list[_Found]:
    if not folded.unspaced:
        return []
    text, position = folded.text, 0
    found: list[_Found] = []
    while position < len(text):
        for phrase, terms in names.unspaced.get(text[position], ()):
            if text.startswith(phrase, position):
                found.append(_Found(position, position + len(phrase), terms))
                position += len(phrase)
                break
        else:
            position += 1
    starts, ends = {one.start for one in found}, {one.end for one in found}
    return [one for one in found if not _glued(one, text, starts, ends)]


def _glued(one: _Found, text: str, starts: set[int], ends: set[int]) -> bool:
    """Whether a katakana name is a part of a longer katakana word, as in シリアル (cereal), which is not Syria. A
    phrase that ends in another script ends there: ロシア産カニ."""
    before = one.start > 0 and one.start not in ends and _both_katakana(text, one.start - 1)
    after = one.end < len(text) and one.end not in starts and _both_katakana(text, one.end - 1)
    return before or after


def _both_katakana(text: str, place: int) -> bool:
    return bool(_KATAKANA.match(text[place]) and _KATAKANA.match(text[place + 1]))


@dataclass(frozen=True, slots=True)
class _WordsAround:
    """Words that tell the role of a country, and where clauses end. Whatever is asked about a country is asked of the
    nearest of them: a text of a thousand characters has room for a hundred countries and as many words around them, and
    to hold each against each took it half a second."""

    folded: Folded
    roles: list[_Found]
    before: list[_Found]
    negations: list[_Found]
    clauses: list[int]

    def tokens(self, start: int, end: int) -> tuple[Token, ...]:
        """The words of the text that begin between two positions."""
        tokens = self.folded.tokens
        first = bisect_left(tokens, start, key=_START)
        return tokens[first : bisect_left(tokens, end, key=_START)]

    def of_origin(self, token: Token) -> bool:
        """Whether a word of the text is part of what says that an origin is meant."""
        role = _last(self.roles, bisect_right(self.roles, token.start, key=_START))
        return role is not None and token.start < role.end and any(term.code == "origin" for term in role.terms)

    def stops(self, start: int, end: int) -> bool:
        """Whether punctuation stands between two positions."""
        return _STOP.search(self.folded.text, start, end) is not None


def _words_around(folded: Folded, found: list[_Found]) -> _WordsAround:
    roles = [one for one in found if any(term.kind in ("before", "after") for term in one.terms)]
    return _WordsAround(
        folded,
        roles,
        [role for role in roles if any(term.kind == "before" and term.code in ROLES for term in role.terms)],
        [role for role in roles if any(term.code == NEGATION for term in role.terms)],
        [match.end() for match in _CLAUSE.finditer(folded.text)],
    )


_START: Callable[[_Found | Token], int] = attrgetter("start")
_END: Callable[[_Found], int] = attrgetter("end")


def _last(found: list[_Found], number: int) -> _Found | None:
    """The last of the first so many."""
    return found[number - 1] if number else None


def _ended(found: list[_Found], position: int) -> _Found | None:
    """The last that ends before a position."""
    return _last(found, bisect_right(found, position, key=_END))


def _role(one: _Found, around: _WordsAround) -> str:
    """A role written right after the country, else the nearest one before it in its clause."""
    following = around.roles[bisect_left(around.roles, one.end, key=_START) :][:1]
    for role in following:
        if role.start - one.end <= _AFTER_GAP and not around.stops(one.end, role.start):
            after = next((term.code for term in role.terms if term.kind == "after" and term.code in ROLES), None)
            if after is not None:
                return after
    nearest = _ended(around.before, one.start)
    if nearest is None:
        return "plain"
    if bisect_left(around.clauses, nearest.end) < bisect_right(around.clauses, one.start):
        return "plain"
    return next(term.code for term in nearest.terms if term.kind == "before" and term.code in ROLES)


def _excluded(one: _Found, around: _WordsAround) -> bool:
    """Whether an exclusion stands close by, with no other mark or punctuation between."""
    negation = _ended(around.negations, one.start)
    if negation is not None and _is_denied(one, negation, around):
        return True
    before = _ended(around.roles, one.start)
    if before is not None and _excludes(before, "before") and _is_near(before.end, one.start, around):
        return True
    after = around.roles[bisect_left(around.roles, one.end, key=_START) :][:1]
    return any(_excludes(role, "after") and _is_near(one.end, role.start, around) for role in after)


def _excludes(role: _Found, where: str) -> bool:
    return any(term.code == "excluded" and term.kind == where for term in role.terms)


def _is_near(start: int, end: int, around: _WordsAround) -> bool:
    return not around.stops(start, end) and len(around.tokens(start, end)) <= _EXCLUSION_WORDS


def _is_denied(one: _Found, negation: _Found, around: _WordsAround) -> bool:
    """`не российского`, `pas d'origine russe`, `nicht in Russland hergestellt`: no other word stands between."""
    if around.stops(negation.end, one.start):
        return False
    between = around.tokens(negation.end, one.start)
    return all(token.text in _CONNECTORS or around.of_origin(token) for token in between)
