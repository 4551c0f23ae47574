"""How likely two names in different scripts are the same name, by sound.

A logistic function of the features, with weights learned for each script, gives log-odds z. Every script has its own
operating point; `score_of` moves z so that all of them meet at one score, `THRESHOLD`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.common.bundled_tables import bundled_rows
from service.engine.matching.model import Aligned
from service.engine.matching.phonetic.features import FEATURES, features_of, word_weights
from service.engine.matching.phonetic.name import JAPANESE_BODY, SoundName
from service.engine.matching.phonetic.pairing import Compared, Pair, is_turned, pair_names, source_costs, turned
from service.engine.normalise.company_words import meanings
from service.engine.normalise.transcription.words import Word
from service.engine.normalise.words import word_tables

THRESHOLD = 0.70
HIGHEST = 0.97
"""Sound alone never says more: another person may sound the same."""
_ABOVE, _BELOW = 2.5, 6.0
"""Log-odds above (below) the operating point over which the distance to `HIGHEST` (to 0) shrinks by the factor e."""


@dataclass(frozen=True, slots=True)
class SoundMatch:
    """`score` 0 to 1 (a hit from `THRESHOLD`), the log-odds `z` behind it, and the words that met."""

    score: float
    z: float
    query: SoundName
    listed: SoundName
    pairs: tuple[Pair, ...]

    @property
    def alignment(self) -> tuple[Aligned, ...]:
        """Which word met which, for showing; words that met nothing stand beside an empty one."""
        return _alignment(self.query, self.listed, self.pairs)


@dataclass(frozen=True)
class Weights:
    """The logistic weights of a script and `point`, the log-odds at which it is a hit."""

    values: tuple[float, ...]
    point: float


_BORROWED = {"Jpan": "Kana", "Syrc": "Arab", "Thaa": "Arab"}
_DEFAULT = "Zyyy"
OTHER_TRADE = 3.8
"""Log-odds off where the common words of two bodies' names say different things."""
OF_ONE_COUNTRY = 8.0
"""Log-odds off where all that names two bodies is the same country and each says something else besides."""
SOLE_NAME = {"Hebr": 1.5, "Cyrl": 1.2, "Grek": 1.2}
"""The same besides, by costs, where one word is all that names two bodies of two trades: Зельмар Банк, Zelmar Shipping.
In Hebrew it says less without its vowels. More in Cyrillic would part names of one body that were put otherwise."""
LACKING_TRADE = 1.2
"""Log-odds off where only one of two bodies that one word names says its trade: 佐藤商事, Sato Corporation."""
_NO_TRADE = frozenset(
    (
        *("group", "holding", "company", "corporation", "enterprise", "international", "general", "office", "branch"),
        *("national", "state", "center", "union", "japan"),
    )
)
"""Common words by their meaning that say nothing of what a body does."""
_KINDS_OF_BODY = _NO_TRADE | frozenset(
    (
        *("ministry", "committee", "commission", "council", "directorate", "department", "agency", "service"),
        *("institute", "administration", "main", "organization", "government", "republic"),
    )
)
"""The same with the kinds of bodies that each state has."""
_NOTHING = -99.0
"""Log-odds of names of which no word sounds alike."""


@lru_cache(maxsize=1)
def _weights() -> dict[str, Weights]:
    return {
        row["script"]: Weights(tuple(float(row[name]) for name in FEATURES), float(row["point"]))
        for row in bundled_rows(__package__, "tables", "weights.csv")
    }


def weights_of(script: str) -> Weights:
    """The weights for names written in `script`."""
    known = _weights()
    return known.get(script) or known[_BORROWED.get(script, _DEFAULT)]


def score_of(z: float, point: float) -> float:
    """Log-odds to a score: `THRESHOLD` at `point`, towards `HIGHEST` above and 0 below, strictly rising."""
    above = z - point
    if above >= 0:
        return THRESHOLD + (HIGHEST - THRESHOLD) * (1 - math.exp(-above / _ABOVE))
    return THRESHOLD * math.exp(above / _BELOW)


def log_odds(query: SoundName, listed: SoundName, pairs: Sequence[Pair]) -> float:
    """The log-odds that two paired names are one, the same whichever of them was asked."""
    if is_turned(query, listed):
        query, listed, pairs = listed, query, turned(pairs)
    values = features_of(query, listed, pairs, word_weights(query), word_weights(listed))
    weights = weights_of(source_costs(query, listed)).values
    z = sum(weight * value for weight, value in zip(weights, values, strict=True))
    return z if query.is_person else z - _trades_apart(query, listed, pairs)


def _trades_apart(query: SoundName, listed: SoundName, pairs: Sequence[Pair]) -> float:
    """What it costs that each of two bodies' names has a common word that the other lacks (Fukui Bank, Fukui Railway),
    that each has any word of its own where they agree in common words and a country alone, or, in Japanese, that one
    with a single word for a name has a trade and the other none."""
    left = {i for pair in pairs for i in range(pair.query.start, pair.query.stop)}
    right = {i for pair in pairs for i in range(pair.listed.start, pair.listed.stop)}
    ours, theirs = _common_left(query, left), _common_left(listed, right)
    apart = len(left) < len(query.words) and len(right) < len(listed.words)
    if apart and _only_country_met(query, listed, pairs):
        return OF_ONE_COUNTRY
    if ours and theirs:
        sole = SOLE_NAME.get(source_costs(query, listed), 0.0) if min(map(_names, (query, listed))) <= 1 else 0.0
        trades = any(map(_says_trade, ours)) and any(map(_says_trade, theirs))
        return OTHER_TRADE + (sole if trades else 0.0)
    if JAPANESE_BODY not in (query.costs, listed.costs) or min(map(_names, (query, listed))) > 1:
        return 0.0
    return LACKING_TRADE if any(map(_says_trade, (*ours, *theirs))) else 0.0


def _only_country_met(query: SoundName, listed: SoundName, pairs: Sequence[Pair]) -> bool:
    """Whether all that met is a country and words that say nothing of what a body does: министерство обороны Беларуси
    is not the Ministry of Health of Belarus."""
    places, countries = word_tables().places, 0
    for pair in pairs:
        met = [*query.words[pair.query.start : pair.query.stop], *listed.words[pair.listed.start : pair.listed.stop]]
        if any(place[1] == "country" for word in met if (place := places.get((word.text,))) is not None):
            countries += 1
        elif not all(word.generic for word in met) or any(_says_trade(word, _KINDS_OF_BODY) for word in met):
            return False
    return countries > 0


def _common_left(name: SoundName, met: set[int]) -> list[Word]:
    """The common words of a body's name that met nothing."""
    return [word for i, word in enumerate(name.words) if word.generic and word.meanings and i not in met]


def _names(name: SoundName) -> int:
    return sum(not word.generic for word in name.words)


def _says_trade(word: Word, say_none: frozenset[str] = _NO_TRADE) -> bool:
    return all(say_none.isdisjoint(meanings()[number].english) for number in word.meanings)


def sound_scores(asked: Sequence[Compared]) -> list[list[SoundMatch]]:
    """`sound_score` of each query with each of the names beside it; all alignments are done in one pass."""
    return [
        [_scored(query, name, found) for name, found in zip(listed, pairs, strict=True)]
        for (query, listed), pairs in zip(asked, pair_names(asked), strict=True)
    ]


def _scored(query: SoundName, listed: SoundName, pairs: tuple[Pair, ...]) -> SoundMatch:
    if not pairs or not _names_agree(query, listed, pairs):
        return SoundMatch(0.0, _NOTHING, query, listed, pairs)
    z = log_odds(query, listed, pairs)
    return SoundMatch(score_of(z, weights_of(source_costs(query, listed)).point), z, query, listed, pairs)


def _names_agree(query: SoundName, listed: SoundName, pairs: Sequence[Pair]) -> bool:
    """Whether a word that names somebody is heard in both; a common one is not enough: "Ito Trading", ヤマダ貿易."""
    if query.is_person:
        return True
    met = [(pair.query, query) for pair in pairs] + [(pair.listed, listed) for pair in pairs]
    tell = [not word.generic for unit, name in met for word in name.words[unit.start : unit.stop]]
    common = all(word.generic for word in (*query.words, *listed.words))
    return common or any(tell)


def sound_score(query: SoundName, listed: SoundName) -> SoundMatch:
    """How alike two names sound, whatever their scripts."""
    return sound_scores([(query, [listed])])[0][0]


def _alignment(query: SoundName, listed: SoundName, pairs: Sequence[Pair]) -> tuple[Aligned, ...]:
    found = []
    for pair in sorted(pairs, key=lambda pair: pair.query.start):
        ours = " ".join(word.text for word in query.words[pair.query.start : pair.query.stop])
        theirs = " ".join(word.text for word in listed.words[pair.listed.start : pair.listed.stop])
        found.append(Aligned(ours, theirs, round(pair.similarity, 3)))
    left = {i for pair in pairs for i in range(pair.query.start, pair.query.stop)}
    right = {i for pair in pairs for i in range(pair.listed.start, pair.listed.stop)}
    found += [Aligned(word.text, "", 0.0) for i, word in enumerate(query.words) if i not in left]
    found += [Aligned("", word.text, 0.0) for i, word in enumerate(listed.words) if i not in right]
    return tuple(found)
