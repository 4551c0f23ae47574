"""Japan, the CSV of the Ministry of Finance."""

from service.engine.model.entity import NameType
from tests.watchlists.sources.conftest import Load, Read, numbers

HEADINGS = "区分,番号,告示日付,告示番号,個人・団体,氏名（日本語）,氏名（英語）,確定に十分でない別名（英語）,"
HEADINGS += "住所国（英語）,住所（英語）,その他の情報"


def test_the_english_name_comes_first_with_its_spellings(load: Load) -> None:
    person = load("jp_mof_csv")["026-000001"]
    assert [(name.text, name.type, name.language) for name in person.names[:3]] == [
        ("Testan EXAMPLOV", NameType.PRIMARY, "en"),
        ("Testan EKSAMPLOV", NameType.VARIANT, "en"),
        ("テスタン・エクザンプロフ", NameType.PRIMARY, "ja"),
    ]
    assert [name.text for name in person.names if name.weak] == ["Tester"]
    assert [str(found.earliest) for found in person.birth_dates] == ["1965-03-29", "1970-01-18"]


def test_revisions_and_deletion_are_in_the_stamp(read: Read) -> None:
    row = "26,026-000009,2014.8.5；2022.5.27改訂,1,個人,テスタン,Testan EXAMPLOV,,,,"
    entity = read("jp_mof_sanctions", "x20260828.csv", f"{HEADINGS}\n{row}\n")["026-000009"]
    (designation,) = entity.designations
    assert str(designation.listed_on) == "2014-08-05"
    assert str(designation.amended_on) == "2022-05-27"


def test_numbers_in_the_remarks_are_identifiers(read: Read) -> None:
    row = "27,027-000009,2014.8.5,1,団体,エクザンプル社,EXAMPLE CO,,Russia,1 Example Street,SWIFT/BIC：EXAMRUMM"
    entity = read("jp_mof_sanctions", "x.csv", f"{HEADINGS}\n{row}\n")["027-000009"]
    assert numbers(entity) == {("bic", "EXAMRUMM")}
    assert (entity.countries, entity.addresses[0].country) == (("RU",), "RU")
