from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from service.engine.index.signature import SignatureIndex, signature, signature_of_words, signatures

WORDS = st.text(alphabet="abcdeяオ李", max_size=12)


@given(WORDS, WORDS)
def test_a_letter_changed_flips_two_bits_at_most_and_one_more_one_bit(left: str, right: str) -> None:
    bits = (signature(left) ^ signature(right)).bit_count()
    assert bits <= 2 * OSA.distance(left, right) - abs(len(left) - len(right))


@given(st.lists(WORDS, max_size=40), st.lists(WORDS, max_size=4), st.integers(0, 3))
def test_nothing_near_is_lost(words: list[str], asked: list[str], most: int) -> None:
    near = SignatureIndex.build(words).near(asked, lambda _: (0,) * (most + 1))
    found = sorted(zip(near.asked.tolist(), near.numbers.tolist(), near.apart.tolist(), strict=True))
    apart = [(at, n, OSA.distance(one, word)) for at, one in enumerate(asked) for n, word in enumerate(words)]
    assert found == [pair for pair in apart if pair[2] <= most]


@given(st.lists(WORDS, max_size=40), st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=3), st.integers(1, 3))
def test_any_order_of_the_words_may_be_near(strings: list[str], asked: list[list[str]], most: int) -> None:
    forms = [["".join(words), "".join(words[1:] + words[:1])] for words in asked]
    places, numbers = SignatureIndex.build(strings).near_any(forms, lambda _: most)
    assert sorted(zip(places.tolist(), numbers.tolist(), strict=True)) == [
        (place, n)
        for place, some in enumerate(forms)
        for n, string in enumerate(strings)
        if min(OSA.distance(form, string) for form in some) <= most
    ]


@given(st.lists(st.text(max_size=8), max_size=20))
def test_many_signatures_are_those_of_each(words: list[str]) -> None:
    assert signatures(words).tolist() == [signature(word) for word in words]


@given(st.lists(st.text(max_size=8), max_size=6))
def test_the_signature_of_words_is_that_of_their_letters(words: list[str]) -> None:
    assert signature_of_words(words) == signature("".join(words))


@given(st.lists(WORDS, max_size=40), WORDS, st.integers(0, 12), st.integers(0, 12))
def test_words_further_apart_have_to_be_long_enough(words: list[str], asked: str, two: int, three: int) -> None:
    least = {0: 0, 1: 0, 2: two, 3: three}
    found = SignatureIndex.build(words).near([asked], lambda _: (0, 0, two, max(two, three))).numbers
    apart = [OSA.distance(asked, word) for word in words]
    least[3] = max(two, three)
    assert sorted(found.tolist()) == [
        n for n, word in enumerate(words) if apart[n] <= 3 and len(word) >= least[apart[n]]
    ]
