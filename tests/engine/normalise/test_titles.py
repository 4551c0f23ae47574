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
        ("президент", "президент"),
        ("Аркадий Зельманов", "Аркадий Зельманов"),
    ],
)
def test_titles_are_left_out(written: str, name: str) -> None:
    assert without_titles(written) == name
