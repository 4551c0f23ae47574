from service.engine.normalise.translate import romanised, translated


def test_common_words_are_translated_and_names_romanised() -> None:
    found = translated("ООО «Зельнинский приборостроительный завод»")
    assert found[0] == "zel'nin instrument making plant"


def test_a_name_without_common_words_is_romanised() -> None:
    assert translated("ГУП РК «Зельнефтегаз»") == ("zel'neftegaz",)


def test_latin_names_are_left_alone() -> None:
    assert translated("Gazprom") == ()


def test_common_words_alone_are_no_name() -> None:
    assert translated("государственный банк") == ()


def test_names_with_initials_or_latin_words_are_romanised() -> None:
    assert romanised("Зельманов А.В.") == "Zel'manov A.V."
    assert romanised("Аркадий ZELMANOV") == "Arkadiy ZELMANOV"
    assert romanised("Аркадий Зельманов") is None


def test_common_words_alone_are_translated_if_they_are_many_or_one_is_a_place() -> None:
    assert translated("Национальный промышленный строительный банк") == ("national industrial construction bank",)
    assert translated("Сирийский банк")[0] == "syria bank"


def test_other_scripts_are_translated_word_by_word() -> None:
    assert translated("조선바롱무역회사")[0] == "korea balong trading company"
    assert translated("Τράπεζα Βερκάρο Συρία")[0] == "bank verkaro syria"
    assert translated("ベルカロ貿易株式会社") == ()


def test_a_word_that_may_be_a_name_is_given_as_it_sounds_too() -> None:
    assert translated("Торговый дом Победа") == ("trading house victory", "trading house pobeda")


def test_places_of_adjectives_are_given_with_and_without_their_suffix() -> None:
    assert translated("Зельнинский завод") == ("zel'nin plant", "zel'ninsk plant")


def test_initials_behind_named_after_are_left_out() -> None:
    assert translated("Завод имени Л.М. Зельмана")[0] == "plant zel'man"


def test_acronyms_of_institutes_are_written_out() -> None:
    assert translated("ЦНИИ Зельма")[0] == "central research institute zel'ma"


def test_two_common_words_beside_a_legal_form_are_translated() -> None:
    assert translated("ООО «Автономные системы»") == ("autonomous systems",)
    assert translated("Автономные системы") == ()


def test_a_surname_behind_named_after_is_put_into_the_nominative() -> None:
    assert translated("Институт физики имени академика Зельмицкого")[0].endswith("zel'mitskiy")
    assert translated("Харківський завод імені Зельмарука")[0].endswith("zel'maruk")
    assert translated("Завод имени Победы")[0] == "plant victory"


def test_words_written_as_one_are_translated_adjectives_in_every_reading() -> None:
    assert translated("Нефтетранспортный завод Зельма") == ("oil transport plant zel'ma",)
    assert translated("Завод Зельма Транснефть") == ("plant zel'ma transport oil", "plant zel'ma transneft'")


def test_names_of_works_are_translated_and_kept() -> None:
    assert translated("Завод «Маяк»") == ("plant lighthouse", "plant mayak")


def test_places_are_known_by_their_adjectives() -> None:
    assert translated("Калужский полупроводниковый завод")[0] == "kaluga semiconductor plant"


def test_common_words_in_hebrew_are_translated() -> None:
    assert translated("מכון מחקר לאנרגיה גרעינית")[0] == "institute research power nuclear"
    assert translated("משרד הביטחון של סוריה")[0] == "ministry defence syria"
    assert translated("בנק") == ()


def test_a_name_in_japanese_is_translated_if_all_its_words_are_known() -> None:
    assert translated("シリア国防省") == ("ministry of defense of syria",)
    assert translated("イランの革命防衛隊") == ("revolutionary guards of iran",)
    assert translated("リビア投資庁") == ("investment authority of libya",)
    assert translated("ゼルマン国防省") == ()
    assert translated("ゼルマン株式会社") == ()


def test_the_ending_of_an_ordinal_is_left_out() -> None:
    assert translated("64-я бригада Зельман")[0] == translated("64 бригада Зельман")[0]
