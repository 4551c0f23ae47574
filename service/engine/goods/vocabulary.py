"""The word lists of `lists/territories/` as terms: names of territories and towns, other places, words around names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from service.engine.goods.gazetteer import Gazetteer, read_home
from service.engine.goods.misspellings import TWO_SLIPS, Misspellings, index_misspellings
from service.engine.goods.phrase_index import PhraseIndex, Term
from service.engine.goods.tables import Row, read_rows
from service.engine.goods.text import key

_REGION_CLASSES = frozenset({"unique", "needs_context", "review", "abbreviation"})
_TOWN_CLASSES = frozenset({"unique", "needs_context", "never_alone"})
WORDS_AROUND = frozenset(
    [
        "street_before",
        "street_both",
        "street_after",
        "connector",
        "business",
        "role_origin",
        "role_other",
        "exclude_before",
        "exclude_beside",
        "exclude_filler",
        "no_other",
        "exclude_after",
        "resume",
    ]
)
"""Kinds of words that say something about a place beside them."""
_WORD_KINDS = WORDS_AROUND | {"suffix", "glue", "not_a_slip", "not_stated", "case_ending"}
_PEOPLE_OF_A_REGION = 1_000_000  # the order of magnitude: a region outweighs any village that bears its name
_NOTABLE = 3000  # a town worth writing down by hand counts as at least so large
_TRAILER = ("source", "checked")


@dataclass(frozen=True, slots=True)
class Thing:
    """A name that is also a thing: the words and customs headings that tell so."""

    keys: frozenset[str]
    words: tuple[str, ...]
    hs_codes: tuple[str, ...]
    note: str


def region_terms(folder: Path, territories: frozenset[str]) -> Iterator[Term]:
    """The names of the territories. The class `review` never decides: an adjective, a strait, an oblast."""
    for row in _rows(folder / "region_names.csv", "territory", "class", "language", "names", "note"):
        name_class = row.choice("class", _REGION_CLASSES)
        name_kind = row.text("language") if name_class == "review" else ""
        for name in row.items("names"):
            yield Term(
                kind="region",
                name=name,
                name_class="unique" if name_class == "abbreviation" else name_class,
                territory=row.choice("territory", territories),
                code=name_kind or None,
                people=_PEOPLE_OF_A_REGION,
                capitals=name_class == "abbreviation",
                note=row.values["note"],
            )


def town_terms(folder: Path, gazetteer: Gazetteer) -> Iterator[Term]:
    """The names of towns written by hand, in the scripts GeoNames lacks."""
    for row in _rows(folder / "town_names.csv", "geonameid", "territory", "class", "names"):
        place = gazetteer.places.get(int(row.number("geonameid", 1, 1e9)))
        if place is None or place.territory != row.text("territory"):
            raise row.error(f"no place {row.values['geonameid']} in {row.values['territory']} in the gazetteer")
        name_class = row.choice("class", _TOWN_CLASSES)
        for name in row.items("names"):
            yield Term(
                "place", name, name_class, place.territory, place.geonameid, people=max(place.population, _NOTABLE)
            )


def common_names(folder: Path) -> dict[int, str]:
    """The names to show for places, by GeoNames id: the first name in plain Latin letters that is written by hand."""
    names: dict[int, str] = {}
    for row in _rows(folder / "town_names.csv", "geonameid", "territory", "class", "names"):
        latin = next((name for name in row.items("names") if name.isascii()), None)
        if latin is not None:
            names.setdefault(int(row.number("geonameid", 1, 1e9)), latin)
    return names


def with_homes(folder: Path, terms: list[Term]) -> list[Term]:
    """Terms that share a name and a side share what is known about its namesakes.

    The sides are the peninsula and the mainland. Sources are the gazetteer, `namesakes.csv` and `homonyms.csv`.
    """
    namesakes: dict[tuple[str, str], dict[str, int]] = {}
    for term in terms:
        _add_homes(namesakes.setdefault((_side(term.territory), key(term.name)), {}), term.namesakes)
    for row in read_rows(folder / "namesakes.csv", ("territories", "name", "homes")):
        place = (_side(row.items("territories")[0]), key(row.text("name")))
        _add_homes(
            namesakes.setdefault(place, {}), tuple(read_home(row, home) for home in row.text("homes").split("+"))
        )
    for row in _rows(folder / "homonyms.csv", "name", "places", "note"):
        for side in ("peninsula", "mainland"):
            found = namesakes.setdefault((side, key(row.text("name"))), {})
            _add_homes(found, tuple((place, 0) for place in row.items("places")))
    return [
        replace(term, namesakes=tuple(sorted(namesakes[_side(term.territory), key(term.name)].items())))
        for term in terms
    ]


def _side(territory: str | None) -> str:
    return "peninsula" if territory in ("crimea", "sevastopol") else "mainland"


def _add_homes(known: dict[str, int], namesakes: tuple[tuple[str, int], ...]) -> None:
    for place, people in namesakes:
        known[place] = max(people, known.get(place, 0))


def compile_misspellings(folder: Path, phrases: PhraseIndex) -> Misspellings:
    """The names of `slips.csv`, which have to be known names, and the words that are none."""
    names: dict[str, int] = {}
    for row in _rows(folder / "slips.csv", "names", "note"):
        for name in row.items("names"):
            folded = key(name)
            if not any(term.kind in ("region", "place") for term in phrases.of(folded)):
                raise row.error(f"{name} is no known name of a territory or a place in one")
            names[folded] = 2 if len(folded) >= TWO_SLIPS else 1
    exempt = {row.text("word") for row in read_rows(folder / "near_names.csv", ("word", "near", "country"))}
    exempt |= {name for name, terms in phrases.words.items() if any(term.kind == "not_a_slip" for term in terms)}
    glue = {name for name, terms in phrases.words.items() if any(term.kind == "glue" for term in terms)}
    joined = sorted((name for name in names if phrases.words.get(name)), key=lambda name: (-len(name), name))
    return Misspellings(index_misspellings(names), tuple(joined), frozenset(glue), frozenset(exempt))


def other_places(folder: Path) -> Iterator[Term]:
    """Countries, regions and cities elsewhere."""
    for row in _rows(folder / "countries.csv", "code", "names"):
        for name in row.items("names"):
            yield Term("country", name, code=row.text("code"))
    for row in _rows(folder / "regions_elsewhere.csv", "code", "names"):
        for name in row.items("names"):
            yield Term("elsewhere", name, code=row.text("code"))
    for row in _rows(folder / "abbreviations.csv", "code", "names", "note"):
        for name in row.items("names"):
            yield Term("elsewhere", name, code=row.text("code"), capitals=True, note="abbreviation")
    for row in _rows(folder / "city_names.csv", "code", "names"):
        for name in row.items("names"):
            yield Term("elsewhere", name, code=row.text("code"), note="city")
    for row in read_rows(folder / "cities_elsewhere.csv", ("country", "name", "names")):
        for name in row.items("names"):
            yield Term("elsewhere", name, code=row.text("country"), note="city")


def words_around(folder: Path) -> Iterator[Term]:
    """Street words, business words, roles, exclusions, endings; and phrases that only look like a territory."""
    for row in _rows(folder / "words.csv", "kind", "language", "words"):
        kind = row.choice("kind", _WORD_KINDS)
        for name in row.items("words"):
            yield Term(kind, name)
    for row in _rows(folder / "phrases.csv", "phrases", "note"):
        for name in row.items("phrases"):
            yield Term("phrase", name, note=row.text("note"))


def goods_hints(folder: Path, territories: frozenset[str]) -> Iterator[Term]:
    """Brands and plants of a territory, which ask for a look."""
    for row in _rows(folder / "goods_hints.csv", "phrases", "territory", "note"):
        for name in row.items("phrases"):
            territory = row.choice("territory", territories)
            yield Term("goods_hint", name, "review", territory, code="goods", note=row.text("note"))


def things(folder: Path) -> tuple[Thing, ...]:
    """The names that are also things."""
    found: list[Thing] = []
    for row in _rows(folder / "things.csv", "names", "words", "hs_codes", "note"):
        names = frozenset(key(name) for name in row.items("names"))
        words = tuple(key(word) for word in row.items("words"))
        found.append(Thing(names, words, row.items("hs_codes"), row.values["note"]))
    return tuple(found)


def _rows(path: Path, *columns: str) -> Iterator[Row]:
    for row in read_rows(path, (*columns, *_TRAILER)):
        row.text("source")
        row.day("checked")
        yield row
