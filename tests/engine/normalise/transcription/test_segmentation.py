"""Names without blanks taken apart."""

from hypothesis import given, settings
from hypothesis import strategies as st

from service.engine.normalise.transcription.segmentation import cheapest_parts, known_parts
from tests.examples import examples


def test_known_words_are_parted_from_what_is_left() -> None:
    assert known_parts("조선바롱무역", "Hang") == ("조선", "바롱", "무역")
    assert known_parts("维卡罗贸易有限公司", "Hani", frozenset({"有限公司"})) == ("维卡罗", "贸易", "有限公司")


def test_a_name_without_known_words_stays_whole() -> None:
    assert known_parts("바롱구", "Hang") == ("바롱구",)


@settings(deadline=None, max_examples=examples(40))
@given(st.integers(0, 30), st.integers(1, 5))
def test_parts_cover_the_text(length: int, longest: int) -> None:
    parts = cheapest_parts(length, longest, lambda first, end: 1.0 if (first + end) % 3 else 2.0)
    assert [first for first, _ in parts[1:]] == [end for _, end in parts[:-1]]
    assert sum(end - first for first, end in parts) == length


def test_a_run_of_any_length_is_taken_apart_into_short_parts():
    run = "未知" * 1_000
    parts = known_parts(run, "Hani")
    assert "".join(parts) == run
    assert max(map(len, parts)) <= 32
