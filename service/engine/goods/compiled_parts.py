"""The parts of the rules that take long to make: compiled from their files, and as the bytes they are kept as.

Files are read here, and nothing is said about where the bytes are kept (`rules.CompiledRules`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from service.common.gc_tuning import without_collection
from service.engine.goods.country_names import CountryNames, load_country_names
from service.engine.goods.gazetteer import Area, GazetteerPlace, load_gazetteer
from service.engine.goods.import_law_files import load_import_law
from service.engine.goods.import_measures import Coverage, ImportMeasure
from service.engine.goods.misspellings import Misspellings
from service.engine.goods.phrase_index import PhraseIndex, Term, compile_phrases
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


@dataclass(frozen=True, slots=True)
class CompiledParts:
    """The parts of the rules that take long to make."""

    places: dict[int, GazetteerPlace]
    areas: tuple[Area, ...]
    phrases: PhraseIndex
    misspellings: Misspellings
    things: dict[str, Thing]
    imports: tuple[ImportMeasure, ...]
    coverage: tuple[Coverage, ...]
    countries: CountryNames

    def encoded(self) -> bytes:
        """The bytes that `decoded` reads."""
        return _ENCODER.encode(self)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(CompiledParts)


def decoded(content: bytes) -> CompiledParts | None:
    """The parts that were encoded as these bytes, None if they are damaged. No code is run by it."""
    try:
        with without_collection():
            return _DECODER.decode(content)
    except (msgspec.DecodeError, ValueError):
        return None


def compile_parts(folder: Path, goods: Path, territories: frozenset[str], regimes: frozenset[str]) -> CompiledParts:
    """Read and compile the files of `lists/territories/` and of `goods/` beside it. Raises RuleError with file and line
    for a broken one."""
    with without_collection():
        return _compiled(folder, goods, territories, regimes)


def _compiled(folder: Path, goods: Path, territories: frozenset[str], regimes: frozenset[str]) -> CompiledParts:
    gazetteer, gazetteer_terms = load_gazetteer(folder, territories, common_names(folder))
    # The hand-made names come first: where two files name the same place, theirs is the class that counts.
    names = with_homes(folder, [*region_terms(folder, territories), *town_terms(folder, gazetteer), *gazetteer_terms])
    terms: list[Term] = [*names, *goods_hints(folder, territories), *other_places(folder), *words_around(folder)]
    phrases = compile_phrases(terms)
    law = load_import_law(goods, regimes, territories)
    return CompiledParts(
        places=gazetteer.places,
        areas=gazetteer.areas,
        phrases=phrases,
        misspellings=compile_misspellings(folder, phrases),
        things={name: thing for thing in things(folder) for name in thing.keys},
        imports=law.measures,
        coverage=tuple(law.coverage.values()),
        countries=load_country_names(goods, folder),
    )
