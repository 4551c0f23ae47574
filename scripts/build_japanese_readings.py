"""Write `service/engine/normalise/transcription/tables/japanese_readings.csv`: how Japanese reads Han characters.

    python -m scripts.build_japanese_readings FOLDER

FOLDER holds the package janome (Apache-2.0) unpacked, which carries the dictionary IPADIC (see NOTICE). Kept are common
nouns, family names and places; names of organisations are left out, so that nothing is known of single companies. A
word that is read as its characters are in compounds, or each alone, is left out as well but for frequent family names:
工業 is `kou` and `gyou`, which the rows of one character say. Readings are in Latin letters, long vowels as kana
writes them.
"""

from __future__ import annotations

import csv
import importlib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from service.engine.normalise.transcription.japanese import compounded
from service.engine.normalise.transcription.japanese_kana import morae_of

TABLE = Path("service/engine/normalise/transcription/tables/japanese_readings.csv")
_KINDS = (
    ("名詞,固有名詞,人名,姓", 3),
    ("名詞,固有名詞,地域,国", 3),
    ("名詞,固有名詞,地域,一般", 2),
    ("名詞,一般", 3),
    ("名詞,サ変接続", 3),
    ("名詞,形容動詞語幹", 2),
    ("名詞,接尾,一般", 1),
)
"""Kinds of words, and how many characters the longest have that are kept."""
_MOST_COST = {"名詞,固有名詞,地域,一般": 8_800}
"""Costs of IPADIC above which a word is too rare."""
_HAN = re.compile("^[\u4e00-\u9fff々ヶノ]+$")
_ROUNDS = 5
_LEAST_SHARE = 0.2
"""A second reading of a character in compounds is kept from this share on."""
_FREQUENT_FAMILY_NAME = 6_500


def entries(folder: Path) -> Iterator[tuple[str, str, int, str]]:
    """Words of the dictionary: characters, reading in kana, cost (the lower the more frequent), kind."""
    sys.path.insert(0, str(folder))
    for word, _, _, cost, kind, _, _, _, reading, _ in importlib.import_module("janome.sysdic").entries().values():
        if _HAN.match(word) and reading != "*":
            yield word, reading, cost, kind


def wanted(words: Iterable[tuple[str, str, int, str]]) -> dict[str, dict[str, tuple[int, str]]]:
    """By word its readings, each with its least cost and kind."""
    found: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    for word, kana, cost, kind in words:
        for beginning, longest in _KINDS:
            if kind.startswith(beginning) and len(word) <= longest and cost <= _MOST_COST.get(beginning, 99_999):
                reading = "".join(morae_of(kana))
                if reading and cost < found[word].get(reading, (99_999, ""))[0]:
                    found[word][reading] = (cost, beginning)
    return found


def usual_readings(compounds: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """How often each character is read how in words of two, by aligning characters with readings again and again."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    pairs = [(word[0], word[1], morae_of_reading(reading)) for word, reading in compounds]
    for _ in range(_ROUNDS):
        new: dict[str, Counter[str]] = defaultdict(Counter)
        for first, second, morae in pairs:
            splits = [("".join(morae[:at]), "".join(morae[at:])) for at in range(1, len(morae))]
            if splits:
                left, right = max(splits, key=partial(_weight, counts[first], counts[second]))
                new[first][left] += 1
                new[second][right] += 1
        counts = new
    return counts


def _weight(first: Counter[str], second: Counter[str], split: tuple[str, str]) -> tuple[float, int]:
    """How likely two characters share a reading so; among equals, evenly."""
    return (first[split[0]] + 0.1) * (second[split[1]] + 0.1), -abs(len(split[0]) - len(split[1]))


def _kind(found: Iterable[tuple[int, str]]) -> str:
    return "name" if any("固有名詞" in kind for _, kind in found) else "word"


_MORA = re.compile(r"n'|(?:[kgsztdnhbpmrjf]?y|sh|ch|ts|[kgsztdhbpmrjfwvn])?[aiueo]|n|q")


def morae_of_reading(reading: str) -> list[str]:
    """A reading in Latin letters as its morae."""
    return _MORA.findall(reading)


def main(folder: Path) -> None:
    """Read the dictionary and write the table."""
    words = wanted(entries(folder))
    best = {word: min(found, key=lambda one: found[one][0]) for word, found in words.items()}
    nouns = [
        (word, reading)
        for word, found in words.items()
        for reading, (_, kind) in found.items()
        if len(word) == 2 and kind in ("名詞,一般", "名詞,サ変接続", "名詞,形容動詞語幹")
    ]
    usual: dict[str, str] = {}
    alone = {word: reading for word, reading in best.items() if len(word) == 1}
    rows: list[tuple[str, str, str]] = []
    for word, found in usual_readings(nouns).items():
        usual[word] = found.most_common(1)[0][0]
        most = [reading for reading, count in found.most_common(2) if count >= _LEAST_SHARE * found.total()]
        rows += [(word, reading, "compound") for reading in most]
    rows += [(word, reading, _kind(words[word].values())) for word, reading in alone.items()]
    for word, reading in best.items():
        kinds = words[word].values()
        together = compounded([usual.get(character, "") for character in word])
        apart = "".join(alone.get(character, "") for character in word)
        frequent = any("姓" in kind and cost <= _FREQUENT_FAMILY_NAME for cost, kind in kinds)
        if len(word) > 1 and (frequent or reading not in (together, apart)):
            rows.append((word, reading, _kind(kinds)))
    rows.sort(key=lambda row: (row[0], row[2]))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# Readings of Han characters in Japanese: of one character in compounds and alone, and of words that are\n"
        )
        file.write("# read otherwise. Written by scripts/build_japanese_readings.py from IPADIC (see NOTICE).\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("word", "reading", "kind"))
        writer.writerows(rows)
    print(len(rows), "rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
