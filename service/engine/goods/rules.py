"""Everything the goods check knows, read once from `lists/territories/` and `lists/goods/` and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import msgspec

from service.common.gc_tuning import without_collection
from service.engine.goods.codes import Codes, load_codes
from service.engine.goods.country_names import CountryNames, load_country_names
from service.engine.goods.gazetteer import Area, Gazetteer, GazetteerPlace, gazetteer_of, load_gazetteer
from service.engine.goods.import_law import Coverage, ImportLaw, ImportMeasure, import_law_of, load_import_law
from service.engine.goods.law import Measure, Regime, Territory, load_measures, load_regimes, load_territories
from service.engine.goods.misspellings import Misspellings
from service.engine.goods.phrase_index import PhraseIndex, Term, compile_phrases
from service.engine.goods.tables import RuleError
from service.engine.goods.vocabulary import (
    Thing,
    common_names,
    compile_misspellings,
    goods_hints,
    other_places,
    region_terms,
    things,
    town_terms,
    with_homes,
    words_around,
)

__all__ = ["CompiledRules", "OriginRules", "RuleError", "load_rules"]


@dataclass(frozen=True, slots=True, repr=False)
class OriginRules:
    """The compiled rules. `sha256` covers the name and content of every data file; `regimes` are the regime codes."""

    territories: dict[str, Territory]
    measures: tuple[Measure, ...]
    measures_by_territory: dict[str, tuple[Measure, ...]]
    sha256: str
    regimes: frozenset[str]
    regimes_by_id: dict[str, Regime]
    gazetteer: Gazetteer
    codes: Codes
    phrases: PhraseIndex
    misspellings: Misspellings
    things: dict[str, Thing]
    imports: ImportLaw
    countries: CountryNames

    def measures_on(self, territory: str, on: date, regimes: frozenset[str]) -> tuple[Measure, ...]:
        """The measures of some regimes that cover a territory on a day, in the order of the file."""
        covering = self.measures_by_territory.get(territory, ())
        return tuple(one for one in covering if one.regime in regimes and one.applies(territory, on))


class CompiledRules(Protocol):
    """Where compiled rules are kept between two starts. It is only a copy: what cannot be had is compiled anew."""

    def find(self, sources: str) -> bytes | None:
        """What was kept of rules with this hash of their sources."""

    def keep(self, sources: str, content: bytes) -> None:
        """Keep it; a disk that is full or read-only costs time at the next start, nothing else."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The parts of the rules that take long to make."""

    places: dict[int, GazetteerPlace]
    areas: tuple[Area, ...]
    phrases: PhraseIndex
    misspellings: Misspellings
    things: dict[str, Thing]
    imports: tuple[ImportMeasure, ...]
    coverage: tuple[Coverage, ...]
    countries: CountryNames


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Compiled)


def load_rules(folder: Path, compiled: CompiledRules | None = None) -> OriginRules:
    """Read and compile the data files of `lists/territories/` and of `goods/` beside it.

    Raises RuleError with file and line for a broken one. Files that were `compiled` before are not compiled again.
    """
    goods = folder.parent / "goods"
    sha256 = hash_of(folder, goods)
    territories = load_territories(folder)
    known = frozenset(territories)
    regimes = load_regimes(folder)
    measures = load_measures(folder, territories, regimes)
    with without_collection():
        made = _kept(compiled, sha256)
        if made is None:
            made = _compile(folder, goods, known, frozenset(regimes))
            if compiled is not None:
                compiled.keep(sha256, _ENCODER.encode(made))
    return OriginRules(
        territories=territories,
        measures=measures,
        measures_by_territory={one: tuple(m for m in measures if one in m.territories) for one in territories},
        sha256=sha256,
        regimes=frozenset(regimes),
        regimes_by_id=regimes,
        gazetteer=gazetteer_of(made.places, made.areas),
        codes=load_codes(folder, known),
        phrases=made.phrases,
        misspellings=made.misspellings,
        things=made.things,
        imports=import_law_of(made.imports, made.coverage, known),
        countries=made.countries,
    )


def _kept(compiled: CompiledRules | None, sha256: str) -> _Compiled | None:
    content = None if compiled is None else compiled.find(sha256)
    if content is None:
        return None
    try:
        return _DECODER.decode(content)
    except (msgspec.DecodeError, ValueError):
        return None


def _compile(folder: Path, goods: Path, territories: frozenset[str], regimes: frozenset[str]) -> _Compiled:
    gazetteer, gazetteer_terms = load_gazetteer(folder, territories, common_names(folder))
    # The hand-made names come first: where two files name the same place, theirs is the class that counts.
    names = with_homes(folder, [*region_terms(folder, territories), *town_terms(folder, gazetteer), *gazetteer_terms])
    terms: list[Term] = [*names, *goods_hints(folder, territories), *other_places(folder), *words_around(folder)]
    phrases = compile_phrases(terms)
    law = load_import_law(goods, regimes, territories)
    return _Compiled(
        places=gazetteer.places,
        areas=gazetteer.areas,
        phrases=phrases,
        misspellings=compile_misspellings(folder, phrases),
        things={name: thing for thing in things(folder) for name in thing.keys},
        imports=law.measures,
        coverage=tuple(law.coverage.values()),
        countries=load_country_names(goods, folder),
    )


def hash_of(*folders: Path) -> str:
    """SHA-256 over the name and content of every data file of some folders. Raises RuleError if one is missing."""
    digest = sha256()
    for folder in folders:
        if not folder.is_dir():
            raise RuleError(folder, 0, "there is no such folder")
        for path in sorted(folder.iterdir()):
            if path.suffix in (".csv", ".json"):
                content = path.read_bytes()
                digest.update(f"{folder.name}/{path.name} {len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()
