from pathlib import Path

import pytest

from service.engine.matching.profile import Profile, ProfileError, load_profile, load_profiles


def write(folder: Path, text: str, name: str = "p.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_profile_with_weights(tmp_path: Path) -> None:
    profile = load_profile(write(tmp_path, 'id = "x"\nreview_threshold = 0.8\n[weights]\nmissing_word = 0.1\n'))
    assert profile.review_threshold == 0.8
    assert profile.weights.missing_word == 0.1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id = ", "not a TOML file"),
        ('id = "x"\nreview_threshold = 7', "review_threshold: expected a number from 0 to 1, got 7"),
        ('id = "x"\nweak_aliases_fire = 1', "weak_aliases_fire: expected true or false"),
        ('id = "x"\nwatchlists = "a"', "watchlists: expected a list"),
        ('id = "x"\ncolour = "red"', "colour: unknown setting"),
        ('id = "x"\n[weights]\ncolour = 1', "weights.colour: unknown weight"),
        ('title = "x"', "id: expected a text"),
    ],
)
def test_a_broken_profile_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ProfileError, match=words):
        load_profile(write(tmp_path, text))


def test_every_setting_is_in_the_hash() -> None:
    assert Profile("x").sha256 == Profile("x").sha256
    assert Profile("x").sha256 != Profile("x", review_threshold=0.71).sha256


def test_two_profiles_with_one_id(tmp_path: Path) -> None:
    write(tmp_path, 'id = "default"', "a.toml")
    write(tmp_path, 'id = "default"', "b.toml")
    with pytest.raises(ProfileError, match="used by another file"):
        load_profiles(tmp_path)
