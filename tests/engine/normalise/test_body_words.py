"""Words of bodies' names in languages of Europe and their English."""

from __future__ import annotations

import pytest

from service.engine.normalise.body_words import canonical, is_numbered, place_in_genitive, without_case
from service.engine.normalise.names import Kind, prepare
from service.engine.normalise.text import fold
from service.engine.normalise.words import read_table, word_tables


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("Befreiung", "liberation"),
        ("libération", "liberation"),
        ("osvobození", "liberation"),
        ("Verteidigungsministerium", "defense ministry"),
        ("sikkerhedsbureau", "security bureau"),
        ("Zelmaninätverket", "zelmani network"),
        ("trabajadores", "workers"),
        ("ministerului", "ministry"),
        ("vojenských", "military"),
        ("rewolucyjnego", "revolutionary"),
        ("keskusvaalilautakunta", "central election commission"),
        ("Kernforschung", "nuclear research"),
        ("Pakistanie", "pakistan"),
        ("macedonskega", "macedonia"),
        ("dobroczynna", "charity"),
        ("luftvåben", "air force"),
        ("fogaskerék", "gear"),
        ("skladiště", "storage"),
        ("NPO", "research production association"),
        ("gosudarstvennyy", "state"),
        ("security", "security"),
        ("Zelmanko", "zelmanko"),
        ("Qorvatinov", "qorvatinov"),
    ],
)
def test_the_english_of_a_word(word: str, english: str) -> None:
    assert canonical(fold(word)) == english


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Zelmanska befrielsearmén", "Zelmanska Liberation Army"),
        ("Ministerio de Defensa de Zelmania", "Ministerstwo Obrony Zelmania"),
        ("Ufficio per la sicurezza Zelmanko", "Zelmanko security office"),
        ("Movimento popolare dell'Uzbekistan", "Movimento popolare del Uzbekistan"),
        ("Movimiento del Norte de Zelmania", "Mouvement du nord de Zelmania"),
        ("Martyrstiftelsen", "Nadace mučedníků"),
    ],
)
def test_names_in_two_languages_have_the_same_words(left: str, right: str) -> None:
    one, other = prepare(left, is_person=False), prepare(right, is_person=False)
    assert sorted(one.tokens) == sorted(other.tokens)


def test_a_word_alone_is_a_name() -> None:
    assert prepare("Libertad", is_person=False).tokens == ("libertad",)
    assert prepare("Libertad Ltd", is_person=False).tokens == ("libertad",)
    assert prepare("Grupo Libertad", is_person=False).tokens == ("group", "freedom")


def test_words_that_may_be_names_are_translated_beside_another_word_of_the_language_only() -> None:
    assert prepare("Frente Norte", is_person=False).tokens == ("front", "northern")
    assert prepare("Norte Zelmanko", is_person=False).tokens == ("norte", "zelmanko")


def test_a_long_word_written_together_is_translated_though_it_stands_alone() -> None:
    assert prepare("Verteidigungsministerium", is_person=False).tokens == ("defense", "ministry")
    assert prepare("Landesbank", is_person=False).tokens == ("landesbank",)


def test_parts_of_compounds_are_written_as_they_are_folded() -> None:
    rows = read_table("compound_parts.csv")
    assert all(row["part"] == fold(row["part"]) and row["place"] in ("first", "last") for row in rows)
    assert len({(row["part"], row["place"]) for row in rows}) == len(rows)


def test_words_to_be_read_beside_others_stand_under_one_meaning() -> None:
    words = [fold(word) for row in read_table("european_words_beside.csv") for word in row["words"].split("|")]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


def test_small_words_are_left_out_beside_words_of_another_language_only() -> None:
    assert prepare("Ministerio a Qorvat", is_person=False).tokens == ("ministry", "qorvat")
    assert prepare("Team A Qorvat", is_person=False).tokens == ("team", "a", "qorvat")


def test_countries_in_other_languages_are_places() -> None:
    name = prepare("Banque Syrienne", is_person=False)
    assert name.kinds == (Kind.GENERIC, Kind.PLACE)


def test_words_that_are_kept_are_written_as_they_are_folded() -> None:
    assert all(row["word"] == fold(row["word"]) for row in read_table("kept_words.csv"))


def test_the_table_holds_words_of_other_languages_only() -> None:
    rows = read_table("european_words.csv")
    assert sum(len(row["words"].split("|")) for row in rows) > 1500
    assert not any(row["english"] == fold(word) for row in rows for word in row["words"].split("|"))


@pytest.mark.parametrize("word", ["policy", "internet", "republican", "guardian"])
def test_english_words_that_look_like_others_are_kept(word: str) -> None:
    assert canonical(word) == word


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("Zelmanko Plant named after V.I. Qorvatin", ("zelmanko", "plant", "qorvatin")),
        ("Zavod imeni Qorvatina", ("plant", "qorvatina")),
        ("Machine-Building Plant Zelmanko", ("machine", "plant", "zelmanko")),
        ("Instrument Making Zelmanko", ("instrument", "zelmanko")),
        ("Zelmanko Building", ("zelmanko", "building")),
    ],
)
def test_words_that_stand_beside_others_for_form_only_are_left_out(written: str, tokens: tuple[str, ...]) -> None:
    assert prepare(written, is_person=False).tokens == tokens


@pytest.mark.parametrize("word", ["generali", "tigris"])
def test_kept_words_stay_though_they_are_words_of_another_language_too(word: str) -> None:
    assert canonical(word) == word
    assert word in word_tables().in_english


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("arbeiterpartei", "workers party"),
        ("eisenbahn", "railway"),
        ("financiera", "finance"),
        ("shipbuilding", "shipbuilding"),
        ("properties", "properties"),
    ],
)
def test_common_words_of_companies_in_other_languages_are_put_into_english(word: str, english: str) -> None:
    assert canonical(word) == english


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("hezbollahului", "hezbollah"),
        ("zelmanskiego", "zelman"),
        ("zelmanko", "zelmanko"),
        ("estrella", "estrella"),
    ],
)
def test_a_name_has_no_ending_of_a_case(word: str, name: str) -> None:
    assert without_case(word) == name


def test_units_and_penal_colonies_are_told_apart_by_their_number() -> None:
    assert all(is_numbered([word]) for word in ("panzerbrigade", "бригада", "strafkolonie"))
    assert not is_numbered(["zelmarson", "trading"])


@pytest.mark.parametrize("written", ["22e brigade de Zelman", "22ª brigada de Zelman", "22-oji Zelman brigada"])
def test_ordinals_of_other_languages_are_numbers(written: str) -> None:
    assert sorted(prepare(written, is_person=False).tokens) == ["22", "brigade", "zelman"]
    assert "22e" in prepare("Unit 22E Trading", is_person=False).tokens


def test_a_kind_of_force_is_one_word_in_all_languages() -> None:
    written = ("motor rifle brigade", "brigada de fusileros motorizados", "motostřelecká brigáda", "motolaskurbrigaad")
    assert {tuple(sorted(prepare(one, is_person=False).tokens)) for one in written} == {("brigade", "motorrifle")}


def test_a_place_in_the_genitive_is_read_beside_another_word_of_such_a_language_only() -> None:
    assert place_in_genitive("irans") == "iran"
    assert place_in_genitive("zelmans") is None
    assert prepare("Irans försvarsdepartement", is_person=False).tokens == ("iran", "defense", "department")
    assert prepare("Jordans Trading", is_person=False).tokens[0] == "jordans"


@pytest.mark.parametrize("word", ["sírias", "bielorrussas", "oroszországi", "nordcoreeană", "libanonská"])
def test_adjectives_of_countries_are_places(word: str) -> None:
    assert prepare(f"Ministerio {word}", is_person=False).kinds[1] is Kind.PLACE
