from service.normalise.translate import translated


def test_common_words_are_translated_and_names_romanised() -> None:
    found = translated("ООО «Зельнинский приборостроительный завод»")
    assert found == "zel'nin instrument making plant"


def test_a_name_without_common_words_is_left_to_its_sound() -> None:
    assert translated("Зельнефтегаз") is None
    assert translated("Gazprom") is None


def test_common_words_alone_are_no_name() -> None:
    assert translated("государственный банк") is None
