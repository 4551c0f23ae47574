"""Patterns that wait."""

import pickle
import re

import pytest

from service.common.lazy_pattern import compile_all, lazy_pattern


def test_it_does_what_the_compiled_one_does():
    lazy, compiled = lazy_pattern("(a)(?P<x>b)?", re.IGNORECASE), re.compile("(a)(?P<x>b)?", re.IGNORECASE)
    for _ in range(2):
        assert lazy.sub("-", "xAbA") == compiled.sub("-", "xAbA") == "x--"
        assert [found.span() for found in lazy.finditer("aab")] == [(0, 1), (1, 3)]
    assert (lazy.pattern, lazy.flags, lazy.groups) == (compiled.pattern, compiled.flags, compiled.groups)


def test_it_is_compiled_at_its_first_use():
    lazy = lazy_pattern("(")
    with pytest.raises(re.error):
        lazy.search("a")
    with pytest.raises(AttributeError):
        lazy_pattern("a").nothing  # noqa: B018


def test_it_can_be_sent_to_another_process():
    assert pickle.loads(pickle.dumps(lazy_pattern("a+"))).fullmatch("aa")


def test_all_can_be_compiled_before_their_first_use():
    used, unused = lazy_pattern("a"), lazy_pattern("b")
    used.search("a")
    compile_all()
    assert "_compiled" in vars(used)
    assert "_compiled" in vars(unused)
