"""The word lists as terms: ranks, what namesakes are shared, and what a file may not say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from service.engine.goods.gazetteer import GazetteerPlace, gazetteer_of
from service.engine.goods.phrase_index import Term, compile_phrases
from service.engine.goods.tables import RuleError
from service.engine.goods.vocabulary import (
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

TERRITORIES = frozenset({"crimea", "dpr"})
PLACES = {
    1: GazetteerPlace(1, "crimea", "Testove", 45, 34, 200, date(2014, 3, 18), None),
    2: GazetteerPlace(2, "dpr", "Probne", 48, 38, 50_000, None, None),
}
END = ",s,2026-11-23\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def file(name: str, columns: str, *lines: str, ending: str = END) -> Path:
        heading = columns + (",source,checked\n" if ending == END else "\n")
        (tmp_path / name).write_text(heading + "".join(line + ending for line in lines), encoding="utf-8")
        return tmp_path

    return file


Write = Callable[..., Path]


def test_names_of_regions(write: Write) -> None:
    folder = write(
        "region_names.csv",
        "territory,class,language,names,note",
        "crimea,unique,en,Crimea|Krym,",
        "crimea,abbreviation,en,ARC,",
        "dpr,review,adjective,Donetskian,",
    )
    found = list(region_terms(folder, TERRITORIES))
    assert [(one.name, one.name_class, one.code, one.capitals) for one in found] == [
        ("Crimea", "unique", None, False),
        ("Krym", "unique", None, False),
        ("ARC", "unique", None, True),
        ("Donetskian", "review", "adjective", False),
    ]


def test_names_of_towns_take_the_size_of_the_place_but_a_village_counts_as_a_town(write: Write) -> None:
    folder = write(
        "town_names.csv", "geonameid,territory,class,names", "1,crimea,unique,テスト", "2,dpr,needs_context,プロブ"
    )
    found = list(town_terms(folder, gazetteer_of(PLACES, ())))
    assert [(one.place, one.name_class, one.people) for one in found] == [
        (1, "unique", 3000),
        (2, "needs_context", 50_000),
    ]


@pytest.mark.parametrize("line", ["3,crimea,unique,X", "1,dpr,unique,X"])
def test_a_town_that_is_not_in_the_gazetteer_is_refused(write: Write, line: str) -> None:
    folder = write("town_names.csv", "geonameid,territory,class,names", line)
    with pytest.raises(RuleError, match=r"town_names\.csv, line 2: no place"):
        list(town_terms(folder, gazetteer_of(PLACES, ())))


def test_the_name_to_show_is_the_first_in_plain_latin(write: Write) -> None:
    folder = write(
        "town_names.csv",
        "geonameid,territory,class,names",
        "1,crimea,unique,テスト|Testowo|Testove",
        "1,crimea,unique,Other",
    )
    assert common_names(folder) == {1: "Testowo"}


def test_terms_of_a_name_and_a_side_share_their_namesakes(write: Write) -> None:
    write("namesakes.csv", "territories,name,homes", "crimea|sevastopol,Novoe,US:50+CA:1", ending="\n")
    folder = write("homonyms.csv", "name,places,note", "Novoe,PL,")
    terms = [
        Term("place", "Novoe", territory="crimea", namesakes=(("US", 20), ("RU", 9))),
        Term("place", "NOVOE", territory="sevastopol"),
        Term("place", "Novoe", territory="dpr", namesakes=(("US", 7),)),
    ]
    peninsula = (("CA", 1), ("PL", 0), ("RU", 9), ("US", 50))
    assert [one.namesakes for one in with_homes(folder, terms)] == [peninsula, peninsula, (("PL", 0), ("US", 7))]


def test_other_places(write: Write) -> None:
    write("countries.csv", "code,names", "JP,Japan|日本")
    write("regions_elsewhere.csv", "code,names", "US-TX,Texas")
    write("abbreviations.csv", "code,names,note", "US-TX,TX,")
    write("city_names.csv", "code,names", "IT,Milano")
    folder = write("cities_elsewhere.csv", "country,name,names", "US,Odessa,Odessa|オデッサ", ending="\n")
    found = [(one.kind, one.name, one.code, one.note, one.capitals) for one in other_places(folder)]
    assert found == [
        ("country", "Japan", "JP", "", False),
        ("country", "日本", "JP", "", False),
        ("elsewhere", "Texas", "US-TX", "", False),
        ("elsewhere", "TX", "US-TX", "abbreviation", True),
        ("elsewhere", "Milano", "IT", "city", False),
        ("elsewhere", "Odessa", "US", "city", False),
        ("elsewhere", "オデッサ", "US", "city", False),
    ]


def test_words_around_names_are_of_known_kinds(write: Write) -> None:
    write("phrases.csv", "phrases,note", "Crimean-Congo,a disease")
    folder = write("words.csv", "kind,language,words", "street_after,en,street|lane")
    assert [(one.kind, one.name, one.note) for one in words_around(folder)] == [
        ("street_after", "street", ""),
        ("street_after", "lane", ""),
        ("phrase", "Crimean-Congo", "a disease"),
    ]
    write("words.csv", "kind,language,words", "shouting,en,Hey")
    with pytest.raises(RuleError, match="kind is 'shouting'"):
        list(words_around(folder))


def test_goods_only_hint(write: Write) -> None:
    folder = write("goods_hints.csv", "phrases,territory,note", "Testbrand,crimea,a wine")
    assert [(one.name_class, one.territory, one.code) for one in goods_hints(folder, TERRITORIES)] == [
        ("review", "crimea", "goods")
    ]


def test_things_are_kept_in_folded_form(write: Write) -> None:
    folder = write("things.csv", "names,words,hs_codes,note", "Sudak|СУДАК,Fillet,0304|0305,a fish")
    (one,) = things(folder)
    assert (one.keys, one.words, one.hs_codes, one.note) == (
        {"sudak", "судак"},
        ("fillet",),
        ("0304", "0305"),
        "a fish",
    )


def test_long_names_may_have_two_slips_and_words_near_them_are_exempt(write: Write) -> None:
    names = ["Simferopol", "Yalta", "not", "made"]
    kinds = ["place", "place", "not_a_slip", "glue"]
    phrases = compile_phrases([Term(kind, name) for kind, name in zip(kinds, names, strict=True)])
    write("near_names.csv", "word,near,country", "yalda,yalta,IR", ending="\n")
    folder = write("slips.csv", "names,note", "Simferopol|Yalta,")
    found = compile_misspellings(folder, phrases)
    assert found.exempt == {"yalda", "not"}
    assert found.glue == {"made"}
    assert found.joined == ("simferopol", "yalta")
    assert "simferpl" in found.index
    assert "yla" not in found.index
    write("slips.csv", "names,note", "Atlantis,")
    with pytest.raises(RuleError, match="Atlantis is no known name"):
        compile_misspellings(folder, phrases)


def test_every_line_needs_a_source_and_a_day(write: Write) -> None:
    folder = write("goods_hints.csv", "phrases,territory,note", "X,crimea,n", ending=",,2026-11-23\n")
    (folder / "goods_hints.csv").write_text("phrases,territory,note,source,checked\nX,crimea,n,,2026-11-23\n")
    with pytest.raises(RuleError, match="source is empty"):
        list(goods_hints(folder, TERRITORIES))
