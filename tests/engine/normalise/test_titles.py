import pytest

from service.engine.normalise.titles import without_titles


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("господин Аркадий Зельманов", "Аркадий Зельманов"),
        ("г-н Аркадий Зельманов", "Аркадий Зельманов"),
        ("Премьер-министр Аркадий Зельманов", "Аркадий Зельманов"),
        ("ИП Зельманов Аркадий", "Зельманов Аркадий"),
        ("アルカジー・ゼリマノフ首相", "アルカジー・ゼリマノフ"),
        ("Oknha Arkady Zelmanov", "Arkady Zelmanov"),
        ("Mohandes Arkady Zelmanov", "Arkady Zelmanov"),
        ("Fräulein Arkadia Zelmanova", "Arkadia Zelmanova"),
        ("Assoc. Prof. Arkady Zelmanov", "Arkady Zelmanov"),
        ("адвокат Зельманов Аркадий", "Зельманов Аркадий"),
        ("Mayor Arkady Zelmanov", "Arkady Zelmanov"),
        ("Arkady Mayor", "Arkady Mayor"),
        ("Late Arkady Zelmanov", "Arkady Zelmanov"),
        ("президент", "президент"),
        ("Аркадий Зельманов", "Аркадий Зельманов"),
    ],
)
def test_titles_are_left_out(written: str, name: str) -> None:
    assert without_titles(written) == name
