from service.engine.normalise.translate import romanised, translated


def test_common_words_are_translated_and_names_romanised() -> None:
    found = translated("ООО «Зельнинский приборостроительный завод»")
    assert found == "zel'nin instrument making plant"


def test_a_name_without_common_words_is_romanised() -> None:
    assert translated("ГУП РК «Зельнефтегаз»") == "zel'neftegaz"


def test_latin_names_are_left_alone() -> None:
    assert translated("Gazprom") is None


def test_common_words_alone_are_no_name() -> None:
    assert translated("государственный банк") is None


def test_names_with_initials_or_latin_words_are_romanised() -> None:
    assert romanised("Зельманов А.В.") == "Zel'manov A.V."
    assert romanised("Аркадий ZELMANOV") == "Arkadiy ZELMANOV"
    assert romanised("Аркадий Зельманов") is None


def test_common_words_alone_are_translated_if_they_are_many_or_one_is_a_place() -> None:
    assert translated("Национальный промышленный строительный банк") == "national industrial construction bank"
    assert translated("Сирийский банк") == "syria bank"


def test_other_scripts_are_translated_word_by_word() -> None:
    assert translated("조선바롱무역회사") == "korea balong trading company"
    assert translated("Τράπεζα Βερκάρο Συρία") == "bank verkaro syria"
    assert translated("ベルカロ貿易株式会社") is None
