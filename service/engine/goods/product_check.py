"""What the measures on countries and products say about one line of goods, regime by regime.

The worst answer of all measures wins. A block needs a stated origin, a line that was read (or read about) and no open
condition; everything else that touches the goods is a review; a clear needs coverage, see `import_law.Coverage`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from service.engine.goods.code_candidates import candidate_sentence
from service.engine.goods.code_match import (
    SHORTEST_CODE,
    CodeMatch,
    code_digits,
    existing_digits,
    match_code,
    of_other_edition,
)
from service.engine.goods.declared_countries import HINTED, STATED, country_of
from service.engine.goods.import_law import ImportLaw
from service.engine.goods.import_measures import ALL, PERMITS_CLEAR, Coverage, ImportMeasure
from service.engine.goods.law import Regime
from service.engine.goods.model import (
    Amount,
    AppliedMeasure,
    CoverageUsed,
    Direction,
    Goods,
    GoodsOrigin,
    StatedCountry,
)
from service.engine.model.decision import Decision, worst

_MOVED = {
    "shipped_from": ("shipped_from", "exported_from", "origin+exported_from"),
    "exported_from": ("exported_from", "shipped_from", "origin+exported_from"),
    "transit": ("transit",),
    "incorporates": ("incorporates",),
    "processed_in": ("origin", "exported_from", "shipped_from"),
}
"""The roles other than origin, with the connections of a measure that each may meet."""

_PAPERS = {
    "removed_from": "when and how the goods left the country: ask for export papers and provenance",
    "seller_government": "applies to the government and its bodies: ask who sells",
    "labour": "by whom the goods were made: ask for proof of the workforce",
    "incorporates": "inputs from {country}: ask for the mill certificate, diamond certificate or catch area",
}


@dataclass(frozen=True, slots=True)
class ProductAnswer:
    """The decision, the measures that touch the goods, the coverage used and sentences."""

    decision: Decision
    measures: tuple[AppliedMeasure, ...]
    coverage: tuple[CoverageUsed, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One line of goods, ready to be held against measures."""

    law: ImportLaw
    goods: Goods
    digits: str
    wrong_code: str
    origin: GoodsOrigin
    on: date
    disputed: bool
    origins: tuple[StatedCountry, ...]
    moved: tuple[StatedCountry, ...]

    def leaves_from(self) -> frozenset[str]:
        """The countries that the goods are said to be shipped or exported from."""
        roles = ("shipped_from", "exported_from")
        return frozenset(country_of(one.country) for one in self.origin.stated if one.role in roles)


def _asked(law: ImportLaw, goods: Goods, origin: GoodsOrigin, on: date) -> _Asked:
    origins = tuple(one for one in origin.stated if one.role == "origin")
    moved = tuple(one for one in origin.stated if one.role in _MOVED)
    stated = {country_of(one.country) for one in origins if one.stated == STATED}
    digits, wrong = existing_digits(code_digits(goods.hs_code))
    return _Asked(law, goods, digits, wrong, origin, on, len(stated) > 1, origins, moved)


def check_products(
    goods: Goods,
    origin: GoodsOrigin,
    law: ImportLaw,
    regimes: dict[str, Regime],
    on: date,
    asked: frozenset[str] | None,
) -> ProductAnswer:
    """The answer of some regimes (None: of all) for a line of goods on a day.

    A regime whose set of origins nobody has checked answers where it has measures. Asked for by name it never clears;
    among all regimes it is only named as not relied on.
    """
    chosen = sorted(regimes if asked is None else asked)
    if goods.direction is Direction.EXPORT:
        return _exports(goods, origin, law, on, chosen)
    line = _asked(law, goods, origin, on)
    answers = [_of_regime(line, regimes[regime], explicit=asked is not None) for regime in chosen]
    decision = worst(one.decision for one in answers)
    reasons = [reason for one in answers for reason in one.reasons]
    if not any(one.stated != HINTED for one in line.origins):
        decision = worst((decision, Decision.REVIEW))
        reasons.insert(0, "No country of origin is stated that is understood: a clear needs one.")
    if line.disputed:
        names = ", ".join(sorted(one.name for one in line.origins if one.stated == STATED))
        reasons.insert(0, f"More than one origin is stated: {names}.")
    if line.wrong_code:
        reasons.insert(0, f"HS code: {line.wrong_code}.")
    measures = tuple(measure for one in answers for measure in one.measures)
    coverage = tuple(dict.fromkeys(used for one in answers for used in one.coverage))
    if decision is Decision.CLEAR:
        reasons = [*reasons[: bool(line.wrong_code)], *_why_clear(line, coverage)]
    return ProductAnswer(decision, measures, coverage, tuple(dict.fromkeys(reasons)))


def _of_regime(line: _Asked, regime: Regime, *, explicit: bool) -> ProductAnswer:
    measures: dict[str, AppliedMeasure] = {}
    coverage: list[CoverageUsed] = []
    reasons: list[str] = []
    decision = Decision.CLEAR
    for stated in line.origins:
        hits, wanting = _of_origin(line, stated, regime)
        _keep(measures, hits)
        if stated.stated == HINTED:
            continue
        used = line.law.coverage_of(regime.id, stated.country)
        missing = _missing(used, stated, wanting, hits, explicit=explicit)
        if missing and wanting:
            missing += candidate_sentence(line.goods.description, wanting, line.on)
        reasons += missing
        if missing:
            decision = Decision.REVIEW
        coverage.append(_used(used, explicit=explicit))
    if not coverage:
        coverage.append(_used(line.law.coverage_of(regime.id, ALL), explicit=explicit))
    for stated in line.moved:
        hits, wanting = _of_moved(line, stated, regime)
        _keep(measures, hits)
        if wanting:
            decision = Decision.REVIEW
            reasons.append(_without_code(regime.id, wanting, f"{stated.role.replace('_', ' ')} {stated.name}"))
    if not measures:
        return ProductAnswer(decision, (), tuple(coverage), tuple(reasons))
    reasons += [_sentence(measure) for measure in measures.values()]
    decision = worst([decision, *(one.decision for one in measures.values())])
    return ProductAnswer(decision, tuple(measures.values()), tuple(coverage), tuple(reasons))


def _keep(measures: dict[str, AppliedMeasure], hits: list[AppliedMeasure]) -> None:
    for hit in hits:
        known = measures.get(hit.measure_id or "")
        if known is None or hit.decision.severity > known.decision.severity:
            measures[hit.measure_id or ""] = hit


def _of_origin(line: _Asked, stated: StatedCountry, regime: Regime) -> tuple[list[AppliedMeasure], list[ImportMeasure]]:
    """The measures that touch goods of an origin, and those that cannot tell without a (longer) code."""
    hits: list[AppliedMeasure] = []
    wanting: list[ImportMeasure] = []
    if not line.digits:
        for one in line.law.without_code(regime.id, stated.country, line.on):
            hit = _hit(line, one.measure, stated, one.connection) if one.all_goods else None
            if hit is not None:
                hits.append(hit)
            elif one.measure.origins != (ALL,) and one.measure.in_force(line.on):
                wanting.append(one.measure)
        return hits, wanting
    for measure in line.law.on_imports_of(regime.id, stated.country, line.digits):
        connection = measure.of_origin
        hit = _hit(line, measure, stated, connection) if connection else None
        if hit is not None:
            hits.append(hit)
    if country_of(stated.country) not in regime.members:
        hits += _third_country(line, stated, regime)
    return hits, wanting


def _third_country(line: _Asked, stated: StatedCountry, regime: Regime) -> Iterator[AppliedMeasure]:
    """Goods of another country that may be made from inputs of the country a measure names."""
    too_short = not line.digits or len(code_digits(line.goods.hs_code)) < SHORTEST_CODE
    if too_short or regime.id not in line.law.incorporating:
        return
    origin = country_of(stated.country)
    for measure in line.law.on_inputs(regime.id, line.digits):
        if origin in measure.exempt_origins or origin in map(country_of, measure.origins):
            continue
        hit = _hit(line, measure, stated, "incorporates")
        if hit is not None:
            yield hit


def _of_moved(line: _Asked, stated: StatedCountry, regime: Regime) -> tuple[list[AppliedMeasure], list[ImportMeasure]]:
    """Measures that a place of shipment, transit, processing or of inputs may meet, which is never more than a review;
    and those that cannot tell without a code: Turkish steel that is shipped from Russia falls under the EU's ban."""
    hits: list[AppliedMeasure] = []
    wanting: list[ImportMeasure] = []
    if any(one.country == stated.country and one.stated != HINTED for one in line.origins):
        return hits, wanting
    for measure in line.law.by_origin.get((regime.id, stated.country), ()):
        if measure.direction != "import" or measure.effect == "information":
            continue
        connection = next((one for one in _MOVED[stated.role] if one in measure.connects), None)
        if connection is None:
            continue
        hit = _hit(line, measure, stated, connection)
        if hit is not None:
            hits.append(hit)
        elif not line.digits and measure.in_force(line.on):
            wanting.append(measure)
    return hits, wanting


def _hit(line: _Asked, measure: ImportMeasure, stated: StatedCountry, connection: str) -> AppliedMeasure | None:
    """What a measure says about the goods, None if it does not touch them."""
    if not line.law.lines_of(measure, line.digits):
        return None
    match = match_code(line.law, measure, line.digits, line.on)
    if match is None and line.digits:
        match = of_other_edition(line.law, measure, line.digits, line.on)
    doubts: list[str] = []
    if not measure.in_force(line.on) or match is None:
        match, doubt = _at_the_edges(measure, line)
        if match is None:
            return None
        doubts.append(doubt)
    doubts += _doubts(line, measure, match, stated, connection)
    blocks = measure.effect == "block" and not doubts
    return AppliedMeasure(
        regime=measure.regime,
        decision=Decision.BLOCK if blocks else Decision.REVIEW,
        legal_basis=measure.legal_basis,
        in_force_from=match.line.in_force_from or measure.in_force_from,
        exception=measure.exception,
        source_url=measure.source_url,
        measure_id=measure.id,
        what=measure.what,
        connects=connection,
        matched_code=match.line.prefix,
        hs_edition=match.line.hs_edition or None,
        grade=_grade(measure, match),
        open_conditions=tuple(doubts),
    )


def _at_the_edges(measure: ImportMeasure, line: _Asked) -> tuple[CodeMatch | None, str]:
    """A measure shortly before a first day that nobody read, or after a last day that may have been put off."""
    if measure.start_uncertain(line.on) and measure.in_force_from is not None:
        match = match_code(line.law, measure, line.digits, measure.in_force_from)
        return match, f"the first day, {measure.in_force_from.isoformat()}, was not read in the law"
    if measure.lapse_unconfirmed(line.on) and measure.in_force_to is not None:
        match = match_code(line.law, measure, line.digits, measure.in_force_to)
        return match, f"it was to lapse on {measure.in_force_to.isoformat()}: ask whether it was extended"
    return None, ""


def _grade(measure: ImportMeasure, match: CodeMatch) -> str:
    """The weaker of the grades of a measure and of its line."""
    return "background" if "background" in (measure.grade, match.line.grade) else match.line.grade


def _doubts(
    line: _Asked, measure: ImportMeasure, match: CodeMatch, stated: StatedCountry, connection: str
) -> Iterator[str]:
    """What keeps a measure from blocking: everything that a paper or a person has to settle."""
    found = match.line
    if _grade(measure, match) == "background":
        yield "the rule was not read in its text, nor in an account of it"
    if measure.in_force_from is None and measure.effect == "block":
        yield "the first day of the measure is not known"
    if found.prefix == ALL and not measure.scope_complete:
        yield "which goods are covered was not read in full"
    if match.other_edition:
        edition = f" (HS {found.hs_edition})" if found.hs_edition else ""
        yield f"the code {line.digits} and {found.prefix}{edition} stand in different editions of HS: find today's code"
    elif not match.inside:
        yield f"the code {line.digits} is too short: {found.prefix} lies inside it; give the full code"
    elif found.part:
        yield f"only a part of {found.prefix} is covered{': ' + found.heading if found.heading else ''}"
    if condition := found.open_condition(line.on):
        yield condition
    if measure.caps:
        yield _cap(measure, line)
    if measure.effect == "review" and connection not in _PAPERS:
        yield measure.exception or "the measure leaves the decision to a paper or a permit"
    if connection in _PAPERS:
        yield _PAPERS[connection].format(country=", ".join(measure.origins))
    yield from _about_origin(line, stated, connection)


def _about_origin(line: _Asked, stated: StatedCountry, connection: str) -> Iterator[str]:
    """Doubts about the country itself: not stated as the origin, disputed, or exported from somewhere else."""
    if stated.role != "origin":
        role = stated.role.replace("_", " ")
        yield f"{stated.name} is stated as {role}, not as the origin; {_elsewhere(line)}"
        return
    if stated.stated != STATED:
        yield f"{stated.name} is not stated as the origin, only {stated.stated} by {stated.matched!r} in {stated.field}"
    elif line.disputed:
        yield "another origin is stated too"
    left, country = line.leaves_from(), country_of(stated.country)
    if connection in ("exported_from", "shipped_from") and left and country not in left:
        yield f"the goods are shipped or exported from {', '.join(sorted(left))}"
    if connection == "origin+exported_from" and country not in left:
        yield f"the measure needs the export from {stated.name} too: say where the goods were exported from"


def _elsewhere(line: _Asked) -> str:
    names = [one.name for one in line.origins if one.stated != HINTED]
    return f"the origin is {', '.join(names)}: goods only in transit may be exempt" if names else "no origin is stated"


def _cap(measure: ImportMeasure, line: _Asked) -> str:
    """How the declared price compares with the cap on the day."""
    cap = measure.cap_on(line.on)
    if cap is None:
        return "no price cap is known for that day"
    limit = f"{cap.cap:g} {cap.currency} a {cap.unit} for {cap.what}"
    price: Amount | None = line.goods.unit_price
    if price is None:
        return f"price cap {limit}: give the unit price"
    if price.currency != cap.currency or price.unit.strip().lower().rstrip("s") not in (cap.unit, "bbl"):
        return f"price cap {limit}: give the unit price in {cap.currency} a {cap.unit}"
    side = "above" if price.value > cap.cap else "not above"
    return f"the price of {price.value:g} {cap.currency} a {cap.unit} is {side} the cap of {limit}"


def _missing(
    used: Coverage, stated: StatedCountry, wanting: list[ImportMeasure], hits: list[AppliedMeasure], *, explicit: bool
) -> list[str]:
    """Why nothing hit is not yet a clear for an origin."""
    if wanting and not any(hit.decision is Decision.BLOCK for hit in hits):
        return [_without_code(used.regime, wanting, f"of {stated.name}")]
    if hits or used.state in PERMITS_CLEAR:
        return []
    if used.state == "none" and used.origin == ALL and not explicit:
        return []
    known = f" on {used.checked_on.isoformat()}" if used.checked_on else ""
    return [f"What {used.regime} restricts of goods of {stated.name} is known only in part{known}: {used.why}."]


def _without_code(regime: str, wanting: list[ImportMeasure], which: str) -> str:
    count = f"{len(wanting)} measures" if len(wanting) > 1 else "a measure"
    return f"{regime} has {count} on products {which}: give the HS code."


@lru_cache(maxsize=1024)
def _used(used: Coverage, *, explicit: bool) -> CoverageUsed:
    relied = used.state in PERMITS_CLEAR or explicit or used.origin != ALL
    return CoverageUsed(used.regime, used.origin, used.state, used.checked_on, relied, used.why)


def _why_clear(line: _Asked, coverage: tuple[CoverageUsed, ...]) -> Iterator[str]:
    names = ", ".join(dict.fromkeys(one.name for one in line.origins if one.stated != HINTED))
    relied = [
        f"{one.regime} ({one.state} {one.checked_on.isoformat() if one.checked_on else 'on an unknown day'})"
        for one in coverage
        if one.relied_on
    ]
    code = f" with HS code {line.digits}" if line.digits else ""
    if relied:
        yield f"No measure known of {', '.join(dict.fromkeys(relied))} applies to goods of {names}{code}."
    others = [one.regime for one in coverage if not one.relied_on]
    if others:
        yield f"Not covered: {', '.join(dict.fromkeys(others))}; nobody has checked which origins they restrict."


def _sentence(measure: AppliedMeasure) -> str:
    code = "all goods" if measure.matched_code == ALL else f"HS {measure.matched_code}"
    said = f"{measure.regime}: {measure.what} ({code}; {measure.legal_basis})"
    if measure.decision is Decision.BLOCK:
        return f"{said}."
    return f"{said}. A review, because {'; '.join(measure.open_conditions) or 'a person has to decide'}."


def _exports(goods: Goods, origin: GoodsOrigin, law: ImportLaw, on: date, chosen: list[str]) -> ProductAnswer:
    """Exports: the few rows that exist; nothing says that they are all, so never a clear."""
    line = _asked(law, goods, origin, on)
    destinations = [one for one in origin.stated if one.role == "destination"]
    measures: list[AppliedMeasure] = []
    for regime in chosen:
        for stated in destinations:
            for measure in law.by_origin.get((regime, stated.country), ()):
                if measure.direction == "export":
                    as_origin = StatedCountry(
                        stated.country, stated.name, "origin", STATED, stated.field, stated.matched
                    )
                    hit = _hit(line, measure, as_origin, "destination")
                    measures += [hit] if hit is not None else []
    reasons = [_sentence(measure) for measure in measures]
    unknown = [regime for regime in chosen if regime not in law.exporting]
    if unknown:
        reasons.append(f"No measure on exports of {', '.join(unknown)} is in the tables.")
    reasons.append("Bans on exports are known only in part: a person has to look.")
    if not destinations:
        reasons.insert(0, "No destination is stated.")
    decision = worst([Decision.REVIEW, *(one.decision for one in measures)])
    coverage = tuple(CoverageUsed(one, ALL, "none", None, True, "exports are known only in part") for one in chosen)
    return ProductAnswer(decision, tuple(measures), coverage, tuple(reasons))
