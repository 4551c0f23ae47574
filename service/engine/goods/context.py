"""What the words around a name do to it: streets, firms, exclusions, roles, things of the same name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.rules import OriginRules
from service.engine.goods.scan import PhraseMatch
from service.engine.goods.text import Folded, Token
from service.engine.goods.vocabulary import WORDS_AROUND, Thing

_CHUNK = lazy_pattern(r"[,;()\[\]|\n]")
_CLAUSE = lazy_pattern(r"[;|\n]|(?<=\w{4})\.(?=\s|$)")
_PART = lazy_pattern(r"[,:、，：]")
_NAMES = frozenset({"region", "place", "country", "elsewhere"})
_BRACKET = lazy_pattern(r"[()\[\]{}]")
_SPACED = lazy_pattern("[a-z\u0400-\u04ff]")  # scripts in which words have spaces between them
_NUMBER_OR_END = lazy_pattern(r"[\s.,\-]*(?:\d|[,;()\[\]|\n]|$)")
_VIA_IN_ITALY = lazy_pattern(r"(?: [^\W\d_]+){1,3},? (?:n[. ]{0,2})?\d{1,4}[a-z]?\s*(?:[,\n]|$)")
"""A name and a house number behind a street word that also tells a way: Via Crimea 5, but not via Crimea, 5 pallets."""
_CONNECTORS = 3  # how many words such as "de la" may stand between a street word and a name
_OTHER_WORDS = 3  # how many words that are no fillers may stand between an exclusion and a name
_NEAR_WORDS = 2  # how many words may stand between a name and a word such as "hotel"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the surroundings say about one mark: why it does not count (None if it does), and the role it stands in."""

    suppressed: str | None
    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around names in one field, ready to be asked about a mark."""

    folded: Folded
    by_kind: dict[str, list[PhraseMatch]]
    clauses: tuple[int, ...]
    things: dict[str, str]
    names: tuple[tuple[int, int], ...] = ()

    def around(self, mark: PhraseMatch) -> Circumstances:
        """The circumstances of one mark."""
        role = self.role(mark) if self.by_kind else "plain"
        if self.by_kind:
            if self._excluded(mark):
                return Circumstances("it is excluded, not named as the origin", "negation", role)
            if self._street(mark):
                return Circumstances("it is the name of a street", "street", role)
            if self._business(mark):
                return Circumstances("it is the name of a business", "business", role)
        thing = self.things.get(mark.key)
        if thing is not None:
            return Circumstances(f"the words around it tell {thing}", "thing", role)
        return Circumstances(None, "", role)

    def hidden(self, mark: PhraseMatch) -> bool:
        """Whether a place elsewhere does not count either: it is excluded or names a street."""
        return bool(self.by_kind) and (self._excluded(mark) or self._street(mark))

    def role(self, mark: PhraseMatch) -> str:
        """`origin`, `other` (shipper, office, destination ...) or `plain`: what the words before say about a place."""
        origin, other = self._before("role_origin", mark.start), self._before("role_other", mark.start)
        nearest = max((one for one in (origin, other) if one is not None), key=lambda one: one.start, default=None)
        if nearest is None or self._clause_ends(nearest.start, mark.start):
            return "plain"
        return "origin" if nearest is origin else "other"

    def _before(self, kind: str, position: int) -> PhraseMatch | None:
        """The nearest word of a kind that ends before a position."""
        words = self.by_kind.get(kind, [])
        index = bisect_right(words, position, key=lambda word: word.end)
        return words[index - 1] if index else None

    def _after(self, kind: str, position: int) -> PhraseMatch | None:
        """The nearest word of a kind that starts after a position."""
        words = self.by_kind.get(kind, [])
        index = bisect_left(words, position, key=lambda word: word.start)
        return words[index] if index < len(words) else None

    def _clause_ends(self, start: int, end: int) -> bool:
        return bisect_right(self.clauses, start) < bisect_right(self.clauses, end)

    def _between(self, start: int, end: int) -> tuple[Token, ...]:
        tokens = self.folded.tokens
        first = bisect_left(tokens, start, key=lambda token: token.start)
        return tokens[first : bisect_left(tokens, end, key=lambda token: token.start)]

    def _excluded(self, mark: PhraseMatch) -> bool:
        word = self._before("exclude_before", mark.start)
        if word is not None and not self._scope_ends(word.end, mark.start) and not self._denied(word):
            return True
        word = self._before("exclude_beside", mark.start)
        if word is not None and self._adjacent(word.end, mark.start) and not self._clause_ends(word.end, mark.start):
            return True
        word = self._after("exclude_after", mark.end)
        return word is not None and not self._scope_ends(mark.end, word.start)

    def _denied(self, exclusion: PhraseMatch) -> bool:
        """Whether an exclusion is itself excluded: no origin other than Crimea, nothing except Crimea."""
        word = self._before("no_other", exclusion.start)
        return word is not None and len(self._between(word.end, exclusion.start)) <= _NEAR_WORDS

    def _scope_ends(self, start: int, end: int) -> bool:
        """Whether an exclusion stops between two positions: at a bracket, a clause or a word such as "but", or because
        it excludes something else: "without alcohol, Crimea", "outside diameter 20 mm Sevastopol"."""
        if self._clause_ends(start, end) or _BRACKET.search(self.folded.text, start, end):
            return True
        resume = self._after("resume", start)
        if resume is not None and resume.start < end:
            return True
        others = [token for token in self._between(start, end) if not self._known(token)]
        parted = _PART.search(self.folded.text, start, end) is not None
        return len(others) > (0 if parted else _OTHER_WORDS) or any(token.text.isdecimal() for token in others)

    def _known(self, token: Token) -> bool:
        """Whether a word belongs to a name, or may stand between an exclusion and a name: "of the territories of"."""
        if any(start <= token.start < end for start, end in self.names):
            return True
        fillers = (
            self._before(kind, token.end) for kind in ("exclude_filler", "connector", "role_origin", "exclude_before")
        )
        return any(word is not None and word.start <= token.start < word.end for word in fillers)

    def _street(self, mark: PhraseMatch) -> bool:
        for kind in ("street_before", "street_both"):
            word = self._before(kind, mark.start)
            if word is not None and self._adjacent(word.end, mark.start):
                return True
        word = self._after("street_after", mark.end)
        if word is not None and self._adjacent(mark.end, word.start):
            return True
        word = self._after("street_both", mark.end)
        if word is None or not self._adjacent(mark.end, word.start):
            return False
        return _NUMBER_OR_END.match(self.folded.text, word.end) is not None

    def _adjacent(self, start: int, end: int) -> bool:
        """Whether only spaces, full stops and words such as "de" stand between two positions."""
        between = self._between(start, end)
        if len(between) > _CONNECTORS or _CHUNK.search(self.folded.text, start, end):
            return False
        return all((word := self._after("connector", token.start)) and word.start == token.start for token in between)

    def _business(self, mark: PhraseMatch) -> bool:
        before, after = self._before("business", mark.start), self._after("business", mark.end)
        return (before is not None and self._near(before.end, mark.start)) or (
            after is not None and self._near(mark.end, after.start)
        )

    def _near(self, start: int, end: int) -> bool:
        return len(self._between(start, end)) <= _NEAR_WORDS and not _CHUNK.search(self.folded.text, start, end)


def surroundings(folded: Folded, marks: list[PhraseMatch], hs_code: str, rules: OriginRules) -> Surroundings:
    """Sort the words around names out of the marks of a field. The customs heading is a word around them too."""
    by_kind: dict[str, list[PhraseMatch]] = {}
    things: dict[str, str] = {}
    for mark in marks:
        street = _VIA_IN_ITALY.match(folded.text, mark.end) is not None
        for term in mark.terms:
            if term.kind == "role_other" and street and any(one.kind == "street_before" for one in mark.terms):
                continue
            if term.kind in WORDS_AROUND:
                by_kind.setdefault(term.kind, []).append(mark)
        thing = rules.things.get(mark.key)
        if thing is not None and mark.key not in things and _is_thing(thing, folded, hs_code):
            things[mark.key] = thing.note
    clauses = tuple(match.end() for match in _CLAUSE.finditer(folded.text)) if by_kind else ()
    names = tuple((mark.start, mark.end) for mark in marks if any(term.kind in _NAMES for term in mark.terms))
    return Surroundings(folded, by_kind, clauses, things, names if by_kind else ())


def _is_thing(thing: Thing, folded: Folded, hs_code: str) -> bool:
    """Whether a word of the text (or the beginning of one) or the customs heading tells a thing from a place."""
    if any(hs_code.startswith(code) for code in thing.hs_codes):
        return True
    if any(word in folded.text for word in thing.words if not _SPACED.match(word)):
        return True
    words = tuple(word for word in thing.words if _SPACED.match(word))
    return any(token.text.startswith(words) for token in folded.tokens)
