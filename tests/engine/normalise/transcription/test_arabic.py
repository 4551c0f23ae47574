"""Words in Arabic script as sound: the article, final letters, the v of Persian."""

import pytest

from service.engine.normalise.transcription.arabic import read


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("محمد", ("mhmd",)),
        ("القحطاني", ("qhtAnY", "AlqhtAnY", "qhtAnA")),
        ("مصطفي", ("mstfY", "mstfA")),
        ("نهاوندی", ("nhAWndY", "nhAWndA", "nhAvndY")),
        ("عبدالعلی", ("@bd@lY", "@bdAl@lY")),
        ("", ()),
    ],
)
def test_readings_without_the_article_first(word: str, readings: tuple[str, ...]) -> None:
    assert read(word) == readings


def test_persian_and_arabic_letters_sound_the_same() -> None:
    assert read("علی") == read("علي")
    assert read("کریم") == read("كريم")
