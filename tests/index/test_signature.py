from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from service.index.signature import SignatureIndex, signature, signatures

WORDS = st.text(alphabet="abcdeяオ李", max_size=12)


@given(WORDS, WORDS)
def test_each_letter_apart_flips_two_bits_at_most(left: str, right: str) -> None:
    bits = (signature(left) ^ signature(right)).bit_count()
    assert bits <= 2 * OSA.distance(left, right)


@given(st.lists(WORDS, max_size=40), WORDS, st.integers(0, 3))
def test_nothing_near_is_lost(words: list[str], asked: str, most: int) -> None:
    numbers, distances = SignatureIndex.build(words).within(asked, most)
    expected = {n: OSA.distance(asked, word) for n, word in enumerate(words) if OSA.distance(asked, word) <= most}
    assert dict(zip(numbers.tolist(), distances.tolist(), strict=True)) == expected


@given(st.lists(st.text(max_size=8), max_size=20))
def test_many_signatures_are_those_of_each(words: list[str]) -> None:
    assert signatures(words).tolist() == [signature(word) for word in words]


@given(st.lists(WORDS, max_size=40), WORDS, st.integers(0, 12), st.integers(0, 12))
def test_words_further_apart_have_to_be_long_enough(words: list[str], asked: str, two: int, three: int) -> None:
    least = {0: 0, 1: 0, 2: two, 3: three}
    found = SignatureIndex.build(words).near(asked, (0, 0, two, three))
    apart = [OSA.distance(asked, word) for word in words]
    assert sorted(found) == [n for n, word in enumerate(words) if apart[n] <= 3 and len(word) >= least[apart[n]]]
