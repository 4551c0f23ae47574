"""What a pairing of two names says, as numbers for the logistic score."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.phonetic.given_names import PATRONYMIC
from service.engine.matching.phonetic.name import SoundName
from service.engine.matching.phonetic.pairing import Pair
from service.engine.matching.phonetic.rarity import skeleton, weight_of

FEATURES = (
    "bias",
    "mean",
    "worst",
    "nats",
    "rarity",
    "contradicted",
    "omitted",
    "one_of_several",
    "both_single",
    "one_single",
    "disorder",
    "pairs",
    "letters",
    "weak_pairs",
    "short",
)
"""In the order of `features_of` and of the columns of `tables/weights.csv`."""
_PATRONYMIC_END = lazy_pattern(r"(?:[oaei]?[vw]i[Cc]?|[oei]vna|i[Cc]na)$")
GENERIC_WEIGHT = 0.02
"""Of a word that any company may have in its name."""
OMITTED_PATRONYMIC = 0.3
"""Share of its weight an unmatched patronymic keeps: most lists leave patronymics out."""


@lru_cache(maxsize=1 << 12)
def word_weights(name: SoundName) -> tuple[float, ...]:
    """How much each word of a name tells."""
    return tuple(GENERIC_WEIGHT if word.generic else weight_of(word.readings[0]) for word in name.words)


def features_of(
    query: SoundName, listed: SoundName, pairs: Sequence[Pair], ours: Sequence[float], theirs: Sequence[float]
) -> list[float]:
    """The features, in the order of `FEATURES`. `ours` and `theirs` are the weights of the words."""
    left = {i for pair in pairs for i in range(pair.query.start, pair.query.stop)}
    right = {i for pair in pairs for i in range(pair.listed.start, pair.listed.stop)}
    unmet_left = _unmet(query, left, ours)
    unmet_right = _unmet(listed, right, theirs)
    weights = [_pair_weight(pair, ours, theirs) for pair in pairs]
    total = sum(weights)
    mean = sum(w * pair.similarity for w, pair in zip(weights, pairs, strict=True)) / total if total else 0.0
    # Of companies only the words that name them are counted.
    asked, known = _telling_words(query), _telling_words(listed)
    met = sum(not query.words[i].generic for i in left)
    letters = [len(skeleton(pair.query.readings[0])) for pair in pairs]
    return [
        1.0,
        mean,
        min((pair.similarity for pair in pairs), default=0.0),
        min(sum(max(pair.nats, 0.0) for pair in pairs), 70.0) / 20,
        min(sum(w * pair.similarity for w, pair in zip(weights, pairs, strict=True)), 3.0),
        min(unmet_left, unmet_right),
        max(unmet_left, unmet_right),
        float(met <= 1 and len(right) <= 1 and max(asked, known) > 1),
        float(asked == 1 and known == 1),
        float(min(asked, known) <= 1 and asked != known),
        _disorder(pairs),
        min(len(pairs), 3) / 2,
        min(sum(letters), 12) / 6,
        float(sum(pair.similarity < 0.7 for pair in pairs)),
        max(0.0, 5 - sum(letters)) / 2,
    ]


def _telling_words(name: SoundName) -> int:
    return sum(not word.generic for word in name.words) or len(name.words)


def _pair_weight(pair: Pair, ours: Sequence[float], theirs: Sequence[float]) -> float:
    left = sum(ours[pair.query.start : pair.query.stop])
    right = sum(theirs[pair.listed.start : pair.listed.stop])
    return (left + right) / 2


def _unmet(name: SoundName, met: set[int], weights: Sequence[float]) -> float:
    total = 0.0
    for i, word in enumerate(name.words):
        if i not in met:
            patronymic = name.units[i].given >= PATRONYMIC or _PATRONYMIC_END.search(word.readings[0])
            total += weights[i] * (OMITTED_PATRONYMIC if patronymic else 1.0)
    return total


def _disorder(pairs: Sequence[Pair]) -> float:
    """0 if the words come in the same order, turned round or not (surname first); else the share out of place."""
    if len(pairs) < 3:
        return 0.0
    order = [pair.listed.start for pair in sorted(pairs, key=lambda pair: pair.query.start)]
    falls = sum(order[i] > order[(i + 1) % len(order)] for i in range(len(order)))
    return max(0, falls - 1) / len(order)
