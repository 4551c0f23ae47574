import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.engine.normalise.folding.markup import decoded, pieces


@pytest.mark.parametrize(
    "written",
    [
        "T&#x65;sta Ltd",
        "T&#101;sta Ltd",
        "T\\u0065sta Ltd",
        "T\\x65sta Ltd",
        "T\\u{65}sta Ltd",
        "Testa%20Ltd",
        "T%65sta Ltd",
        "Te<i></i>sta Ltd",
        'Testa <a href="x">Ltd</a>',
        "Testa<br/>Ltd",
        "T&amp;#x65;sta Ltd",
        "T&#101sta Ltd",
        "T&#0101;sta Ltd",
        "T%u0065sta Ltd",
        "TU+0065sta Ltd",
        "T_x0065_sta Ltd",
        "T\\145sta Ltd",
        "T\\\\u0065sta Ltd",
        "Tes=\nta Ltd",
        "Tes=\n=74a Ltd",
    ],
)
def test_markup_is_read(written):
    assert decoded(written) == "Testa Ltd"


def test_two_halves_of_a_character_are_one():
    assert decoded("\\ud835\\udc13esta") == "\U0001d413esta"
    assert decoded("\\ud835esta") == "\\ud835esta"


@pytest.mark.parametrize(
    "name",
    [
        "A & B",
        "Smith <A. Khan>",
        "100% Cotton",
        "AT&T",
        "C:\\Temp",
        "5%zz",
        "a < b > c",
        "%ff",
        "U+Me",
        "Proba_x1",
        "A&#1",
        "x=41",
    ],
)
def test_what_only_looks_like_markup_stays(name):
    assert decoded(name) == name


@given(st.text(alphabet="ab&;#x41%<i>/\\u0 "))
def test_pieces_cover_the_text_in_order(text):
    found = list(pieces(text))
    assert [start for _, start, _ in found][:1] in ([], [0])
    assert "".join(text[start:end] for _, start, end in found) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?B?VGVzdGFu?= Examplov", "Testan Examplov"),
        ("=?UTF-8?Q?Testan_Examplov?=", "Testan Examplov"),
        ("=54estan =45xamplov", "Testan Examplov"),
        ("x=41", "x=41"),
        ("=?nothing?B?%%%?=", "=?nothing?B?%%%?="),
    ],
)
def test_words_of_mail_are_read(written: str, read: str) -> None:
    assert decoded(written) == read


@pytest.mark.parametrize("written", ['=T("Testa Ltd")', '=PROPER("Testa Ltd")', " =CONCATENATE('Testa Ltd')"])
def test_functions_of_spreadsheets_are_no_names(written: str) -> None:
    assert decoded(written).strip("\"')") == "Testa Ltd"


@pytest.mark.parametrize("written", ["A=B(Testa)", "=SUM(A1)", "C:\\2023\\Testa", "D:\\0012"])
def test_other_brackets_and_folders_stay(written: str) -> None:
    assert decoded(written) == written
