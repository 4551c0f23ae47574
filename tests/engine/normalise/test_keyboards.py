"""The keys of keyboards in other layouts."""

import pytest

from service.engine.normalise.keyboards import keys_of, layouts, with_shift


def test_every_layout_is_read_key_by_key():
    found = dict(layouts())
    assert {"Russian", "Greek", "Arabic", "Hebrew", "French", "right"} <= found.keys()
    assert all(key for keys in found.values() for key, _ in keys)


@pytest.mark.parametrize(
    ("layout", "key"), [("French", ("a", "q")), ("Russian", ("й", "q")), ("Arabic", ("لا", "b")), ("right", ("[", "p"))]
)
def test_a_key_gives_what_the_layout_has_there(layout, key):
    assert key in keys_of(layout)


def test_a_layout_that_is_not_in_the_table_is_refused():
    with pytest.raises(KeyError):
        keys_of("Klingon")


def test_shift_gives_capitals_and_other_signs():
    assert with_shift("q[;'") == 'Q{:"'
