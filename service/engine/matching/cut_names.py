"""Names cut at the width of a field: 35 characters in SWIFT MT and many ledgers, 22 in ACH entries, 20, 24, 25, 30, 32,
40 or 50 in others. A name of exactly such a width is compared with the beginnings of longer listed names, also where
the number of the next field stands behind it: "EXAMPLOVIA INDUSTRIAL 4471028833", or its address: "EXAMPLOVIA TRADING
PRODU14 ROSENWEG". Not handled: an address behind a cut that happens to lie between two words.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.common.lazy_pattern import lazy_pattern
from service.engine.matching.lexicon import Lexicon
from service.engine.matching.names import NameScore, known_as_one
from service.engine.matching.penalty import PenaltyType
from service.engine.matching.weights import Weights
from service.engine.normalise.legal_forms import strip_forms
from service.engine.normalise.names import PreparedName, split_words
from service.engine.normalise.text import fold
from service.engine.normalise.word_splitting import plain_words
from service.engine.normalise.words import word_tables

_LEAST_OWN = 12
"""Letters that a name must have beside its legal form: "Limited Liability Company Bai" is the beginning of many."""

WIDTHS = (50, 40, 35, 32, 30, 25, 24, 22, 20)


_CUT_LENGTHS = frozenset(length for width in WIDTHS for length in (width, width - 1))


_NEXT_FIELD = lazy_pattern(r"(?<!\d)\d{6,}\s*\Z")
"""The number of an account or a payment in the field behind the name."""
_DIGIT, _ACROSS = lazy_pattern(r"\d"), lazy_pattern(r"[^\W\d_][^\W_]")
_END, _BEGINNING = lazy_pattern(r"[^\W_]*\Z"), lazy_pattern(r"[^\W_]*")


def cut_key(text: str) -> str | None:
    """The folded words of a text that may have been cut, None if it has another length. A blank at the cut is lost."""
    written = text.strip()
    if written[-1:].isdigit():
        written = _NEXT_FIELD.sub("", written).rstrip()
    return plain_words(written) if len(written) in _CUT_LENGTHS else None


def keys_before_address(text: str, lexicon: Lexicon) -> Iterator[str]:
    """The folded words of a text up to each width at which a field may end inside what seems to be one word, and is
    none that anybody knows; only of texts with a digit behind that, as addresses have."""
    if len(text) <= WIDTHS[-1] or not _DIGIT.search(text, WIDTHS[-1]):
        return
    for width in WIDTHS:
        border = _ACROSS.fullmatch(text, width - 1, width + 1)
        if border is None or not _DIGIT.search(text, width):
            continue
        ends = _END.search(text[:width]), _BEGINNING.match(text[width:])
        if not _is_word(fold("".join(end[0] for end in ends if end is not None)), lexicon):
            yield plain_words(text[:width])


def _is_word(word: str, lexicon: Lexicon) -> bool:
    tables = word_tables()
    return lexicon.is_known(word) or any(
        word in some for some in (tables.stop_words, tables.particles, tables.generic_words)
    )


def tells_enough(text: str) -> bool:
    """Whether a text, or its folded words, has letters enough beside its legal form to be the beginning of one name."""
    own = strip_forms(split_words(fold(text)), word_tables())[0]
    return len("".join(word for word in own if word)) >= _LEAST_OWN


def cut_keys(text: str, *, is_person: bool) -> frozenset[str]:
    """A listed name as it stands in a field of each width that is too short for it. A person's given name may stand
    before the family name."""
    written = [text]
    if is_person and text.count(", ") == 1:
        family, given = text.split(", ")
        written.append(f"{given} {family}")
    return frozenset(plain_words(one[:width]) for one in written for width in WIDTHS if len(one) > width)


def cut_score(query: PreparedName, listed: PreparedName, lexicon: Lexicon, weights: Weights) -> NameScore:
    """The score of a name that is the beginning of a listed one, cut at the width of a field."""
    return known_as_one(PenaltyType.CUT, weights.cut_name, query, listed, lexicon, weights)
