"""What the words around a name do to it: streets, firms, exclusions, roles, things of the same name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.goods.rules import OriginRules
from service.goods.scan import Mark
from service.goods.text import Folded

_CHUNK = re.compile(r"[,;()\[\]|\n]")
_CLAUSE = re.compile(r"[;|\n]|(?<=\w{4})\.(?=\s|$)")
_BRACKET = re.compile(r"[()\[\]{}]")
_NUMBER_OR_END = re.compile(r"[\s.,\-]*(?:\d|[,;()\[\]|\n]|$)")
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
    by_kind: dict[str, list[Mark]]
    clauses: tuple[int, ...]
    hs_code: str = ""

    def around(self, mark: Mark, rules: OriginRules) -> Circumstances:
        """The circumstances of one mark."""
        role = self.role(mark) if self.by_kind else "plain"
        if self.by_kind:
            if self._excluded(mark):
                return Circumstances("it is excluded, not named as the origin", "negation", role)
            if self._street(mark):
                return Circumstances("it is the name of a street", "street", role)
            if self._business(mark):
                return Circumstances("it is the name of a business", "business", role)
        thing = self._thing(mark, rules)
        if thing is not None:
            return Circumstances(f"the words around it tell {thing}", "thing", role)
        return Circumstances(None, "", role)

    def hidden(self, mark: Mark) -> bool:
        """Whether a place elsewhere does not count either: it is excluded or names a street."""
        return bool(self.by_kind) and (self._excluded(mark) or self._street(mark))

    def role(self, mark: Mark) -> str:
        """`origin`, `other` (shipper, office, destination ...) or `plain`: what the words before say about a place."""
        start = max((one for one in self.clauses if one <= mark.start), default=0)
        found, role = -1, "plain"
        for kind, name in (("role_origin", "origin"), ("role_other", "other")):
            for word in self.by_kind.get(kind, ()):
                if start <= word.start <= mark.start and word.start > found:
                    found, role = word.start, name
        return role

    def _excluded(self, mark: Mark) -> bool:
        for word in self.by_kind.get("exclude_before", ()):
            if word.end <= mark.start and not self._scope_ends(word.end, mark.start):
                return True
        for word in self.by_kind.get("exclude_after", ()):
            if mark.end <= word.start and not self._scope_ends(mark.end, word.start):
                return True
        return False

    def _scope_ends(self, start: int, end: int) -> bool:
        """Whether an exclusion stops between two positions: at a bracket, a clause or a word such as "but"."""
        if _BRACKET.search(self.folded.text, start, end) or any(start < clause <= end for clause in self.clauses):
            return True
        return any(start <= word.start < end for word in self.by_kind.get("resume", ()))

    def _street(self, mark: Mark) -> bool:
        text = self.folded.text
        for kind in ("street_before", "street_both"):
            for word in self.by_kind.get(kind, ()):
                if word.end <= mark.start and self._adjacent(word.end, mark.start):
                    return True
        for kind in ("street_after", "street_both"):
            for word in self.by_kind.get(kind, ()):
                if mark.end <= word.start and self._adjacent(mark.end, word.start):
                    return kind == "street_after" or _NUMBER_OR_END.match(text, word.end) is not None
        return False

    def _adjacent(self, start: int, end: int) -> bool:
        """Whether only spaces, full stops and words such as "de" stand between two positions."""
        if _CHUNK.search(self.folded.text, start, end):
            return False
        connectors = {word.start for word in self.by_kind.get("connector", ())}
        between = [token for token in self.folded.tokens if start <= token.start < end]
        return all(token.start in connectors for token in between)

    def _business(self, mark: Mark) -> bool:
        for word in self.by_kind.get("business", ()):
            start, end = (word.end, mark.start) if word.end <= mark.start else (mark.end, word.start)
            if _CHUNK.search(self.folded.text, start, end):
                continue
            between = [token for token in self.folded.tokens if start <= token.start < end]
            if len(between) <= _NEAR_WORDS:
                return True
        return False

    def _thing(self, mark: Mark, rules: OriginRules) -> str | None:
        thing = rules.things.get(mark.key)
        if thing is None:
            return None
        for word in thing.words:
            if word.isascii() or "\u0400" <= word[0] <= "\u04ff":
                if any(token.text.startswith(word) for token in self.folded.tokens if token.start != mark.start):
                    return thing.note
            elif word in self.folded.text[: mark.start] + self.folded.text[mark.end :]:
                return thing.note
        if any(self.hs_code.startswith(code) for code in thing.hs_codes):
            return thing.note
        return None


_AROUND = frozenset(
    [
        "street_before",
        "street_both",
        "street_after",
        "connector",
        "business",
        "role_origin",
        "role_other",
        "exclude_before",
        "exclude_after",
        "resume",
    ]
)


def surroundings(folded: Folded, marks: list[Mark], hs_code: str) -> Surroundings:
    """Sort the words around names out of the marks of a field. The customs heading is a word around them too."""
    by_kind: dict[str, list[Mark]] = {}
    for mark in marks:
        for term in mark.terms:
            if term.kind in _AROUND:
                by_kind.setdefault(term.kind, []).append(mark)
    if not by_kind:
        return Surroundings(folded, by_kind, (), hs_code)
    return Surroundings(folded, by_kind, tuple(match.end() for match in _CLAUSE.finditer(folded.text)), hs_code)
