import pytest

from service.engine.normalise.folding.confusables import as_latin, latin_look_alikes, look_alikes_as_latin


def test_the_table_maps_single_letters_to_latin_ones():
    for letter, latin in latin_look_alikes().items():
        assert len(letter) == len(latin) == 1
        assert letter.isalpha()
        assert not letter.isascii()
        assert latin.isascii()
        assert latin.isalpha()


@pytest.mark.parametrize(
    ("text", "latin"),
    [("ꓔꓰꓢꓔꓳ", "TESTO"), ("ᎢᎬᏚᎢ", "TEST"), ("ТЕЅТО", "TESTO"), ("ΤΕΖΤΟ", "TEZTO"), ("Аmoс", "Amoc")],
)
def test_a_text_of_look_alikes_is_read_in_latin(text, latin):
    assert as_latin(text) == latin


@pytest.mark.parametrize("text", ["Testo", "Łódź", "Сергей Тестов", "Νίκος Παπαδόπουλος", "山田"])
def test_other_texts_have_no_such_reading(text):
    assert as_latin(text) is None


def test_what_looks_like_nothing_stays():
    assert look_alikes_as_latin("АД1") == "AД1"
