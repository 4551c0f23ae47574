"""The measure of names across languages: intervals, slices, samples."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from benchmarks.language_pairs import NamePair, composed_pairs, labelled_pairs, translated_bodies
from benchmarks.languages import measure, sampled, wilson


def test_an_interval_of_wilson() -> None:
    # Newcombe 1998, table I: 81 of 263.
    share, low, high = wilson(81, 263)
    assert (round(share, 4), round(low, 4), round(high, 4)) == (0.3080, 0.2553, 0.3662)


@pytest.mark.parametrize(("successes", "trials"), [(0, 10), (10, 10), (0, 0)])
def test_an_interval_stays_between_none_and_all(successes: int, trials: int) -> None:
    share, low, high = wilson(successes, trials)
    assert -1e-9 <= low <= share <= high <= 1 + 1e-9


def test_the_language_comes_from_the_source(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text(
        "type,left,right,same,script_left,script_right,source\n"
        "person,رضا,Reza,1,Arabic,Latin,wdar/IR\nentity,コマニー,COMANY,0,Katakana,Latin,edinet/kana/near\n",
        encoding="utf-8",
    )
    first, second = labelled_pairs(path)
    assert (first.script, first.language, first.same) == ("Arab", "Persian", True)
    assert (second.script, second.language, second.same) == ("Kana", "Japanese (kana)", False)


def test_names_are_composed_of_two_words(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "wd_katakana_16.tsv.gz", "wt", encoding="utf-8") as file:
        file.write("anna\tア ン ナ\t3\n")
    right, wrong = composed_pairs(tmp_path, "16", 1, random.Random(0))
    assert right == NamePair("composed", "person", "Kana", "any", "アンナ・アンナ", "anna anna", True)
    assert not wrong.same


def test_a_sample_keeps_right_and_wrong_pairs_of_each_slice() -> None:
    pairs = [NamePair("s", "person", "Latn", str(n % 2), "a", "b", n % 3 == 0) for n in range(60)]
    found = sampled(pairs, 5, random.Random(0))
    assert len(found) == 20
    assert sum(pair.same for pair in found) == 10


def test_each_slice_and_the_total_are_measured_by_each_scorer() -> None:
    pairs = [
        NamePair("s", "person", "Cyrl", "any", "Сергей Аксёнов", "Sergey Aksyonov", True),
        NamePair("s", "person", "Latn", "any", "John Smith", "Mary Jones", False),
    ]
    found = {(one.slice[2], one.scorer): one for one in measure(pairs, None, 1)}
    assert set(found) == {(s, n) for s in ("Cyrl", "Latn", "all") for n in ("ours", "token_sort", "Jaro-Winkler")}
    assert found["Cyrl", "ours"].recall[0] == 1.0
    assert found["all", "token_sort"].recall[0] == 0.0


def test_bodies_in_a_language_of_their_own_are_set_beside_english_names(tmp_path: Path) -> None:
    entities = "".join(
        f'<sanctionEntity><subjectType code="enterprise"/><nameAlias wholeName="Zelman Bank {number}"/>'
        f'<nameAlias wholeName="Banco Zelman {number}" nameLanguage="ES"/></sanctionEntity>'
        for number in range(80)
    )
    (tmp_path / "list.xml").write_text(f"<export>{entities}</export>", encoding="utf-8")
    pairs = translated_bodies(tmp_path, random.Random(0))
    right = [pair for pair in pairs if pair.same]
    assert len(right) == len(pairs) - len(right) >= 20
    assert {(pair.script, pair.language, pair.type) for pair in pairs} == {("Latn", "ES", "entity")}
    assert all(pair.left.split()[-1] == pair.right.split()[-1] for pair in right)


def test_the_half_to_look_at_shares_no_target_with_the_one_kept_aside(tmp_path: Path) -> None:
    entities = "".join(
        f'<sanctionEntity><subjectType code="enterprise"/><nameAlias wholeName="Zelman Bank {number}"/>'
        f'<nameAlias wholeName="Banco Zelman {number}" nameLanguage="ES"/></sanctionEntity>'
        for number in range(80)
    )
    (tmp_path / "list.xml").write_text(f"<export>{entities}</export>", encoding="utf-8")
    halves = [translated_bodies(tmp_path, random.Random(0), looked_at=half) for half in (True, False)]
    looked_at, kept = ({pair.left for pair in half} for half in halves)
    assert looked_at.isdisjoint(kept)
    assert 10 < len(looked_at) < 70
    assert len(looked_at | kept) == 80
