import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.disguise import Reading, readings
from service.engine.normalise.text import fold


def texts(name, is_person=False):
    return [fold(one.text) for one in readings(name, is_person=is_person)]


@pytest.mark.parametrize(
    "written",
    [
        "T3sta Tr4ding",
        "ТЕЅТА ТRАDІΝG",
        "ꓔꓰꓢꓔꓮ ꓔꓣꓮꓓꓲꓠꓖ",
        "\u202egnidarT atseT\u202c",
        "Testa Tra-\nding",
        "Testa\tTrading",
        "Testa%20Trading",
        "ᴛᴇꜱᴛᴀ ᴛʀᴀᴅɪɴɢ",
        "Testa=20Trading",
        "Testa\u00c2\u00a0Trading",
        "ƃuᴉpɐɹʇ ɐʇsǝʇ",
        "T\u200be\u200bsta Trading",
    ],
)
def test_a_disguised_name_is_read(written):
    assert "testa trading" in texts(written)


@pytest.mark.parametrize("name", ["T.S.T. S.A.", "T S T S.A.", "T.X. S.A.", "T A B C D E S.A."])
def test_an_acronym_and_its_legal_form_stay_as_written(name):
    assert fold(name) in texts(name)


@pytest.mark.parametrize("sign", [" ", ".", "~", "_", "·", "*", " - ", "⁕"])
def test_letters_that_stand_apart_are_no_initials(sign):
    apart = "  ".join(sign.join(word) for word in ("Testa", "Examplova"))
    assert "testa t" not in " ".join(texts(apart, is_person=True))
    assert texts(apart, is_person=True)[0] in ("testa examplova", "testaexamplova")


def test_a_comment_within_a_word_is_left_out_and_one_that_holds_the_name_is_read():
    assert "testa trading" in texts("Tes<!-- x -->ta Trading")
    assert [" ".join(text.split()) for text in texts("<!-- Testa Trading -->")] == ["testa trading"]


@pytest.mark.parametrize(
    "name", ["Сергей Тестов", "Νίκος Παπαδόπουλος", "Łukasz Test", "山田太郎", "محمد", "Anna O'Neil"]
)
def test_a_genuine_name_has_one_reading_and_no_remark(name):
    (only,) = readings(name, is_person=True)
    assert (only.text, only.how) == (name, "")


def test_a_genuine_word_of_look_alikes_is_still_read_as_itself():
    assert texts("МОРЕ") == ["море", "mope"]


@pytest.mark.parametrize("name", ["tɛʃtɑn", "TEƩTⱯN", "ʇəsʈɐŋ"])
def test_letters_of_a_phonetic_alphabet_are_read_by_their_shape_too(name):
    assert {"testan", "testang"} & set(texts(name))


@pytest.mark.parametrize("name", ["T&#x65;sta", "Te\u200bsta", "Теstа", "Tes\u20ddta"])
def test_a_disguise_is_remarked(name):
    assert any(one.how for one in readings(name, is_person=True) if "testa" in fold(one.text))


@given(st.text(max_size=40), st.booleans())
def test_there_is_always_a_reading_and_never_two_alike(name, is_person):
    found = [fold(one.text) for one in readings(name, is_person=is_person)]
    assert found
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", ["ЄЖОВ Тестан Примерович", "ТЁ Тестана", "ВІ Тестан Примерович"])
def test_a_name_that_could_be_misread_bytes_is_read_as_it_stands_too(name):
    assert Reading(name) in readings(name, is_person=True)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("GLOBAL TES\nTA GROUP", "global testa group"),
        ("Global Tes_x000D_\nta", "global testa"),
        ("Tes\\r\\nta Group", "testa group"),
        ("P<UTOEXAMPLOV<<TESTAN<<<<<<<<", "testan examplov"),
        ("Testan Εξαμπλοβ", "testan eksablov"),
        ("T€5+@ Group", "testa group"),
        ("Testaaaan Group", "testan group"),
        ("Еуыефт Учфьздщм", "testan examplov"),
    ],
)
def test_what_machines_and_keyboards_did_is_undone(written, meant):
    assert meant in [fold(one.text) for one in readings(written, is_person=False)]


@pytest.mark.parametrize("written", ["$AH€£ PROBA", "R¥O PRO₦G"])
def test_signs_for_letters_are_read_though_they_may_be_bytes_or_stand_between(written):
    meant = {"$AH€£ PROBA": "sahel proba", "R¥O PRO₦G": "ryo prong"}[written]
    assert meant in [reading.text.lower() for reading in readings(written, is_person=False)]
