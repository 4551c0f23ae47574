"""The compiled parts of the rules as bytes. That they are right is tested with the rules they belong to."""

import pytest

from service.engine.goods.compiled_parts import decoded


def test_the_same_parts_come_back(rules):
    found = decoded(rules.compiled.encoded())
    assert (found.places, found.phrases, found.things) == (rules.compiled.places, rules.phrases, rules.things)


@pytest.mark.parametrize("damage", [lambda content: content[:-1], lambda _: b"", lambda _: b"\x80"])
def test_damaged_bytes_are_no_parts(rules, damage):
    assert decoded(damage(rules.compiled.encoded())) is None
