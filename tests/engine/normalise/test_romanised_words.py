"""Common words of other languages in Latin letters are put into English: `tables/romanised_words.csv`."""

import pytest

from service.engine.normalise.names import views
from service.engine.normalise.romanised_words import in_english
from service.engine.normalise.words import read_table


def english(name: str) -> tuple[str, ...]:
    return in_english(name.split())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sharikat zelman lil tijara", "company zelman trading"),
        ("charikate zelman littidjara", "company zelman trading"),
        ("al sharika zelman al dawliyya", "company zelman international"),
        ("alsharikah zelman", "company zelman"),
        ("ad duwaliyya zelman", "international zelman"),
        ("essinaat zelman eddaoulia", "industries zelman international"),
        ("sherkat e bazargani ye zelman", "company e trading zelman"),
        ("zelman sarmayeh gozari", "zelman investment"),
        ("zelman mooyuk hoesa", "zelman trading company"),
        ("zelman kougyou", "zelman industries"),
        ("zelman mao yi you xian gong si", "zelman trading limited company"),
        ("cong ty thuong mai zelman", "company trading zelman"),
        ("syarikat perkapalan zelman", "company shipping zelman"),
    ],
)
def test_common_words_of_one_language(name: str, expected: str) -> None:
    assert english(name)[0] == expected


def test_a_word_that_means_two_is_read_twice() -> None:
    assert english("muassasat zelman") == ("foundation zelman", "establishment zelman")


@pytest.mark.parametrize(
    "name",
    [
        "zelman trading company",
        "zelman",
        "bank keshavarzi",  # nothing but common words
        "sharikat lil tijara",
        "melli zelman",  # a word that is a name too, alone
        "wilayat sinai",
        "osama khairy zelman",
        "susan zelman",
    ],
)
def test_other_names_are_left_alone(name: str) -> None:
    assert english(name) == ()


def test_words_that_may_be_names_count_beside_one_that_is_none() -> None:
    assert english("bazargani melli zelman") == ("trading national zelman", "trading melli zelman")


def test_words_of_two_languages_are_not_mixed() -> None:
    assert english("sherkat zelman rakyat") == ("company zelman rakyat",)


def test_three_common_words_are_a_name() -> None:
    assert english("sherkat melli petroshimi bazargani")[0] == "company national petrochemical trading"


def test_a_name_is_also_seen_in_english() -> None:
    seen = views("Sharikat Zelman lil-Tijara", is_person=False)
    assert [view.tokens for view in seen] == [("sharikat", "zelman", "tijara"), ("zelman", "trading")]
    assert [view.translated for view in seen][-1]


def test_names_of_persons_stay() -> None:
    assert len(views("Zelman Bazargani", is_person=True)) == 1


def test_a_word_stands_once_in_a_language() -> None:
    words = [(row["language"], word) for row in read_table("romanised_words.csv") for word in row["words"].split("|")]
    assert len(words) == len(set(words))
