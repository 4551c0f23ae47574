"""Texts that stand for several words of a name."""

from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.index.multi_word_index import MultiWordIndex
from service.engine.index.serialization import pack, unpack
from tests.examples import examples

ROWS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["ab", "abc", "x"]), st.integers(2, 4)), max_size=12)


@settings(deadline=None, max_examples=examples(60))
@given(ROWS.map(sorted))
def test_each_name_stands_once_with_the_most_words(rows: list[tuple[int, str, int]]) -> None:
    index = unpack(MultiWordIndex, pack(MultiWordIndex.build(rows)))
    for text in ("ab", "abc", "x"):
        words: dict[int, int] = {}
        for name, one, count in rows:
            if one == text:
                words[name] = max(count, words.get(name, 0))
        found = index.of(text)
        assert (found is None) == (not words)
        if found is not None:
            assert dict(zip(found.names.tolist(), found.more.tolist(), strict=True)) == {
                name: count - 1 for name, count in words.items()
            }


def test_a_text_that_stands_for_nothing() -> None:
    assert MultiWordIndex.build([]).of("ab") is None
