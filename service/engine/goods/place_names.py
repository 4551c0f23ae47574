"""Read one field of words: territories and places named in it, and what points elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from operator import attrgetter

from service.common.cooperative import Steps
from service.common.lazy_pattern import lazy_pattern
from service.engine.goods.context import Circumstances, Surroundings, surroundings
from service.engine.goods.findings import (
    CRIMEA,
    CounterEvidence,
    FieldReading,
    Finding,
    Strength,
    distinct_evidence,
    distinct_findings,
)
from service.engine.goods.model import Evidence, Place
from service.engine.goods.phrase_index import Term
from service.engine.goods.rules import OriginRules
from service.engine.goods.scan import PhraseMatch, scan_in_steps
from service.engine.goods.text import Folded, fold

_TARGETS = ("region", "place", "goods_hint")
_MARKS_AT_ONCE = 16
"""Phrases of which the meaning is read before others may have a turn: a millisecond or two."""
_AFTER_STATE = lazy_pattern(r"\s*\d")
_BEFORE_STATE = lazy_pattern(r",\s*$")
_OF_SOMETHING = lazy_pattern(r"\.?\s+of\b")
"""What follows other words that are short for something: "Yalta, AR of Crimea" is not in Arkansas."""
_BASE_SCORE = {"unique": 0.95, "needs_context": 0.5, "never_alone": 0.3, "review": 0.5}
_FLAVOURS = {
    "adjective": "an adjective, which may name a style, a people or a street",
    "feature": "a name that is historical or shared with places outside",
    "partial": "an oblast of which only a part is outside the control of the Government of Ukraine",
    "port": "a port known for transshipment",
    "goods": "goods that hint at the territory",
}


def read_words_in_steps(field: str, raw: str, rules: OriginRules, on: date, hs_code: str = "") -> Steps[FieldReading]:
    """Read the names in one field, pausing within a long one. `hs_code` tells things from places where the field
    describes goods. What a text says twice counts, and is shown, where it stands first."""
    folded = fold(raw)
    yield
    marks = yield from scan_in_steps(folded, rules)
    yield
    around = surroundings(folded, marks, hs_code, rules)
    counter_evidence: dict[CounterEvidence, None] = {}
    namesakes: set[str] = set()
    for number, mark in enumerate(marks, 1):
        pointer = _read_elsewhere(field, mark, folded, around, namesakes)
        if pointer is not None:
            counter_evidence.setdefault(pointer)
        if number % _MARKS_AT_ONCE == 0:
            yield
    findings: list[Finding] = []
    suppressed: list[Evidence] = []
    elsewhere = any(pointer.role != "other" for pointer in counter_evidence)
    for number, mark in enumerate(marks, 1):
        if any(term.kind == "phrase" for term in mark.terms):
            suppressed.append(_phrase(field, mark, folded))
            continue
        for one in _read_targets(field, mark, around, rules, on, elsewhere, bool(namesakes)):
            if isinstance(one, Finding):
                findings.append(one)
            else:
                suppressed.append(one)
        if number % _MARKS_AT_ONCE == 0:
            yield
    yield
    return FieldReading(
        field,
        distinct_findings(findings),
        tuple(counter_evidence),
        frozenset(namesakes),
        distinct_evidence(suppressed),
        _says_nothing(folded, marks),
    )


def _says_nothing(folded: Folded, marks: list[PhraseMatch]) -> bool:
    """Whether a field holds nothing but punctuation and words such as "unknown"."""
    blank = [mark for mark in marks if any(term.kind == "not_stated" for term in mark.terms)]
    end = 0
    for mark in sorted(blank, key=attrgetter("start")):
        if any(map(str.isalnum, folded.text[end : mark.start])):
            return False
        end = max(end, mark.end)
    return not any(map(str.isalnum, folded.text[end:]))


def _read_targets(
    field: str,
    mark: PhraseMatch,
    around: Surroundings,
    rules: OriginRules,
    on: date,
    elsewhere: bool,
    at_home: bool,
) -> Iterator[Finding | Evidence]:
    """What a phrase says of each territory: a finding, or why it does not count."""
    targets = tuple(_targets(mark))
    if not targets:
        return
    circumstances = around.around(mark)
    for term in targets:
        finding = _finding(field, mark, term, around.folded, rules, on)
        kept = _judge(finding, circumstances, mark, elsewhere, at_home)
        if kept is None:
            yield _suppress(finding.evidence, circumstances.kind, circumstances.suppressed or "")
        else:
            yield kept


def _targets(mark: PhraseMatch) -> Iterator[Term]:
    """One meaning a territory: the hand-made names stand first. Crimea and Sevastopol count as one here."""
    seen: set[str] = set()
    known_elsewhere: tuple[str, ...] = ()
    if any(term.kind == "country" or (term.kind == "elsewhere" and not term.note) for term in mark.terms):
        known_elsewhere = ("needs_context", "never_alone")
    elif any(term.kind == "elsewhere" for term in mark.terms):
        known_elsewhere = ("never_alone",)
    for term in mark.terms:
        if term.name_class in known_elsewhere:
            continue  # a village may well be called Chechnya
        if term.kind in _TARGETS and term.territory is not None:
            group = "crimea" if term.territory in CRIMEA else term.territory
            if group not in seen:
                seen.add(group)
                yield term


def _finding(field: str, mark: PhraseMatch, term: Term, folded: Folded, rules: OriginRules, on: date) -> Finding:
    start, end = folded.span(mark.start, mark.end)
    located = next((one for one in mark.terms if one.place is not None and one.territory == term.territory), term)
    known = rules.gazetteer.places.get(located.place) if located.place is not None else None
    assert term.territory is not None  # nosec B101  # the caller picked terms with a territory
    kind = {"region": "region_name", "place": "place_name"}.get(term.kind, term.kind)
    base = 0.98 if term.kind == "region" and term.name_class == "unique" else _BASE_SCORE[term.name_class]
    score = round(base * mark.score, 2)
    name = rules.territories[term.territory].name
    detail = _detail(mark, term, name, folded.raw[start:end])
    whole = all(mark.start <= token.start < mark.end for token in folded.tokens)
    return Finding(
        evidence=Evidence(field, folded.raw[start:end], kind, score, detail, term.territory, start, end),
        territory=term.territory,
        name_class=term.name_class,
        name_kind=term.code or "",
        namesakes=term.namesakes,
        people=term.people,
        place=Place(known.name, known.latitude, known.longitude) if known else None,
        outside_government_control=known is None or term.kind == "region" or known.outside_government_control(on),
        whole=whole,
        misspelt=bool(mark.how),
    )


def _detail(mark: PhraseMatch, term: Term, territory: str, written: str) -> str:
    how = f", read as {term.name} ({mark.how})" if mark.how else ""
    if term.name_class == "review":
        return f"{written!r}{how}: {_FLAVOURS.get(term.code or '', 'a hint')} ({territory})."
    if term.kind == "region":
        return f"{written!r}{how} names {territory}."
    return f"{written!r}{how} is a place in {territory}."


def _judge(
    finding: Finding, around: Circumstances, mark: PhraseMatch, elsewhere: bool, at_home: bool
) -> Finding | None:
    """The finding with its role and limit; None if it does not count."""
    limit = Strength.BLOCK
    if around.kind == "negation" or (around.kind == "thing" and (elsewhere or not at_home)):
        return None
    if around.kind == "thing":
        limit = Strength.REVIEW
    if around.kind in ("street", "business"):
        if elsewhere:
            return None
        limit = Strength.REVIEW
    if around.role == "other" or mark.compound:
        limit = Strength.REVIEW
    return replace(finding, role=around.role, limit=limit)


def _suppress(evidence: Evidence, kind: str, why: str) -> Evidence:
    return Evidence(
        evidence.field, evidence.matched, kind, 0.0, f"{evidence.matched!r} does not count: {why}.",
        evidence.territory, evidence.start, evidence.end,
    )  # fmt: skip


def _phrase(field: str, mark: PhraseMatch, folded: Folded) -> Evidence:
    start, end = folded.span(mark.start, mark.end)
    written = folded.raw[start:end]
    note = next(term.note for term in mark.terms if term.kind == "phrase")
    return Evidence(field, written, "phrase", 0.0, f"{written!r} does not count: {note}.", None, start, end)


def _read_elsewhere(
    field: str,
    mark: PhraseMatch,
    folded: Folded,
    around: Surroundings,
    namesakes: set[str],
) -> CounterEvidence | None:
    """What points elsewhere. A country that may be home to a place is put among the `namesakes`."""
    if any(term.kind == "phrase" for term in mark.terms) or any(True for _ in _targets(mark)):
        return None
    for term in mark.terms:
        if term.kind not in ("country", "elsewhere") or term.code is None:
            continue
        if term.note == "abbreviation" and not _is_state(mark, folded):
            continue
        if around.hidden(mark):
            return None
        if term.kind == "country" and term.code in ("UA", "RU"):
            namesakes.add(term.code)
            return None
        written = folded.written(mark.start, mark.end)
        role = around.role(mark) if around.by_kind else "plain"
        return CounterEvidence(field, written, term.code, f"{written!r} is in {term.code}.", role)
    return None


def _is_state(mark: PhraseMatch, folded: Folded) -> bool:
    if _OF_SOMETHING.match(folded.text, mark.end) is not None:
        return False
    after = _AFTER_STATE.match(folded.text, mark.end) is not None
    return after or _BEFORE_STATE.search(folded.text[: mark.start]) is not None
