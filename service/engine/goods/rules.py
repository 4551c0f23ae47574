"""Everything the goods check knows, read once from `lists/territories/` and `lists/goods/` and frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from service.engine.goods.codes import Codes, load_codes
from service.engine.goods.law import Measure, Regime, Territory, load_measures, load_regimes, load_territories
from service.engine.goods.tables import RuleError

if TYPE_CHECKING:
    from service.engine.goods.compiled_parts import CompiledParts
    from service.engine.goods.country_names import CountryNames
    from service.engine.goods.gazetteer import Gazetteer
    from service.engine.goods.import_law import ImportLaw
    from service.engine.goods.misspellings import Misspellings
    from service.engine.goods.phrase_index import PhraseIndex
    from service.engine.goods.vocabulary import Thing

__all__ = ["CompiledRules", "OriginRules", "RuleError", "load_rules"]


@dataclass(frozen=True, repr=False)
class OriginRules:
    """The compiled rules. `sha256` covers the name and content of every data file; `regimes` are the regime codes.

    What was compiled before is read on first use, with the modules that it takes, in a quarter of a second: a command
    that screens a name without an address does without.
    """

    territories: dict[str, Territory]
    measures: tuple[Measure, ...]
    measures_by_territory: dict[str, tuple[Measure, ...]]
    sha256: str
    regimes: frozenset[str]
    regimes_by_id: dict[str, Regime]
    codes: Codes
    read_compiled: Callable[[], CompiledParts]

    @cached_property
    def compiled(self) -> CompiledParts:
        """The parts that take long to make."""
        return self.read_compiled()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places."""
        from service.engine.goods.gazetteer import gazetteer_of

        return gazetteer_of(self.compiled.places, self.compiled.areas)

    @cached_property
    def imports(self) -> ImportLaw:
        """The prohibitions of imports."""
        from service.engine.goods.import_law import import_law_of

        return import_law_of(self.compiled.imports, self.compiled.coverage, frozenset(self.territories))

    def read_all(self) -> None:
        """Read what is otherwise read on first use."""
        _ = self.gazetteer, self.imports

    @property
    def phrases(self) -> PhraseIndex:
        """The names of places, and the words around them, as they are found in texts."""
        return self.compiled.phrases

    @property
    def misspellings(self) -> Misspellings:
        """How those are misspelt."""
        return self.compiled.misspellings

    @property
    def things(self) -> dict[str, Thing]:
        """What else is called like a place."""
        return self.compiled.things

    @property
    def countries(self) -> CountryNames:
        """Countries by their names."""
        return self.compiled.countries

    def measures_on(self, territory: str, on: date, regimes: frozenset[str]) -> tuple[Measure, ...]:
        """The measures of some regimes that cover a territory on a day, in the order of the file."""
        covering = self.measures_by_territory.get(territory, ())
        return tuple(one for one in covering if one.regime in regimes and one.applies(territory, on))


class CompiledRules(Protocol):
    """Where compiled rules are kept between two starts. It is only a copy: what cannot be had is compiled anew."""

    def holds(self, sources: str) -> bool:
        """Whether anything was kept of rules with this hash of their sources. It is not read yet."""

    def find(self, sources: str) -> bytes | None:
        """What was kept of them."""

    def keep(self, sources: str, content: bytes) -> None:
        """Keep it; a disk that is full or read-only costs time at the next start, nothing else."""


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
    compile_anew = partial(_compile, folder, goods, known, frozenset(regimes))
    return OriginRules(
        territories=territories,
        measures=measures,
        measures_by_territory={one: tuple(m for m in measures if one in m.territories) for one in territories},
        sha256=sha256,
        regimes=frozenset(regimes),
        regimes_by_id=regimes,
        codes=load_codes(folder, known),
        read_compiled=_reader_of(compiled, sha256, compile_anew),
    )


def _compile(folder: Path, goods: Path, territories: frozenset[str], regimes: frozenset[str]) -> CompiledParts:
    from service.engine.goods.compiled_parts import compile_parts

    return compile_parts(folder, goods, territories, regimes)


def _reader_of(
    compiled: CompiledRules | None, sources: str, compile_anew: Callable[[], CompiledParts]
) -> Callable[[], CompiledParts]:
    if compiled is not None and compiled.holds(sources):
        return partial(_read_compiled, compiled, sources, compile_anew)
    made = compile_anew()  # at once, since a broken file is to be known before anything is asked
    if compiled is not None:
        compiled.keep(sources, made.encoded())
    return lambda: made


def _read_compiled(compiled: CompiledRules, sources: str, compile_anew: Callable[[], CompiledParts]) -> CompiledParts:
    from service.engine.goods.compiled_parts import decoded

    kept = compiled.find(sources)
    found = None if kept is None else decoded(kept)
    return compile_anew() if found is None else found


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
