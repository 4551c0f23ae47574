"""Scores as tables that a person can read: one line a reason, each with a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from service.engine.matching.alignment import Alignment, AlignmentType
from service.engine.matching.model import Aligned, Feature
from service.engine.matching.names import NameScore
from service.engine.matching.penalty import Penalty, PenaltyType
from service.engine.normalise.names import PreparedName

_SENTENCES: dict[PenaltyType, tuple[str, str, str]] = {
    # reason: sentence with both words, with the asked word only, with the listed word only
    PenaltyType.SPELLING: ("“{q}” and “{l}” are spellings of one word", "", ""),
    PenaltyType.NICKNAME: ("“{q}” is a short or foreign form of “{l}”", "", ""),
    PenaltyType.INITIAL: ("“{q}” stands for “{l}” by its first letter", "", ""),
    PenaltyType.ACRONYM: ("“{q}” and “{l}” agree by first letters", "", ""),
    PenaltyType.ABBREVIATION: ("“{q}” and “{l}” are one common word, written short and in full", "", ""),
    PenaltyType.JOINED: ("“{q}” and “{l}” are the same letters, divided differently", "", ""),
    PenaltyType.ANAGRAM: ("“{q}” has the letters of “{l}” in another order", "", ""),
    PenaltyType.EXCHANGED_PARENTS: ("“{q}” and “{l}” exchange father and son", "", ""),
    PenaltyType.CONTRADICTION: ("“{q}” against “{l}”: different words", "", ""),
    PenaltyType.MISSING: ("", "“{q}” is not in the listed name", "“{l}” is not in the asked name"),
    PenaltyType.ONE_WORD: ("", "only one word agrees; “{q}” is not listed", "only one word agrees; “{l}” is not asked"),
    PenaltyType.SHORT_NAME: ("“{q}” and “{l}” are too short to differ by a slip", "", ""),
    PenaltyType.SYLLABLE: (
        "“{q}” against “{l}”: another syllable is another name",
        "“{q}” is not listed",
        "“{l}” is not asked",
    ),
    PenaltyType.GENERIC: (
        "“{q}” against “{l}”: words that many share",
        "the common word “{q}” is not in the listed name",
        "the common word “{l}” is not in the asked name",
    ),
    PenaltyType.PLACE: ("“{q}” against “{l}”: different places", "", ""),
    PenaltyType.EXTRA_PLACE: (
        "",
        "the place “{q}” is not in the listed name",
        "the place “{l}” is not in the asked name",
    ),
    PenaltyType.NUMBER: (
        "number “{q}” against “{l}”",
        "number “{q}” is not in the listed name",
        "number “{l}” is not in the asked name",
    ),
    PenaltyType.FORM: ("legal form {q} against {l}", "legal form {q} is not listed", "legal form {l} is not asked"),
    PenaltyType.WHOLE_NAME: ("written as one, “{q}” and “{l}” are a letter or two apart", "", ""),
    PenaltyType.CONTAINED: (
        "",
        "the listed name stands inside the asked one, beside “{q}”",
        "the asked name stands inside the listed one, beside “{l}”",
    ),
    PenaltyType.SHIP_WORDS: ("", "left out as what papers of ships put beside a name: “{q}”", ""),
    PenaltyType.SCRIPT: ("the names are in different scripts and were compared by sound", "", ""),
}
_BARE_SENTENCES: dict[PenaltyType, str] = {
    PenaltyType.NOTHING: "no word agrees",
    PenaltyType.ONE_WORD: "the listed name is a single word",
    PenaltyType.ORDER: "the words stand in another order",
    PenaltyType.LOW_EVIDENCE: "the words that agree are common ones",
    PenaltyType.BUSINESS_ENDING: "only one side has a business ending",
    PenaltyType.NOTHING_DISTINCTIVE: "no distinctive word agrees",
    PenaltyType.FOLDING: "the same name, written differently",
    PenaltyType.INITIAL: "only one word is written out",
    PenaltyType.MISSING: "both sides have further words",
    PenaltyType.ALTERNATIVE: "a part of the name was compared",
    PenaltyType.ROMANISED: "the name was put into Latin letters, its common words into English",
    PenaltyType.CUT: "the listed name begins so, and the asked one ends at the width of a field",
    PenaltyType.CUT_WORDS: "the words of the listed name begin with those that end in a full stop",
    PenaltyType.BACKWARDS: "the words are those of the listed name, written backwards",
    PenaltyType.BY_EAR: "the words sound like those of the listed name, spelt by another ear",
    PenaltyType.MISREAD: "the words are those of the listed name with letters lost or misread",
    PenaltyType.KEYBOARD: "the keys are those of the listed name, typed in another keyboard layout",
    PenaltyType.WITHOUT_VOWELS: "the words are those of the listed name without their vowels",
    PenaltyType.CASE_ENDINGS: "the words are those of the listed name with endings of another language",
    PenaltyType.OTHER_TYPE: "listed as another type of party",
    PenaltyType.NO_NAME: "no name was asked, only an identifier",
    PenaltyType.SCRIPT: "the names are in different scripts and were compared by sound",
}


DISGUISED = "disguised_spelling"
"""The line about letters that only look alike, characters that cannot be seen, or mark-up. It takes nothing off."""

JOINED_NAMES = "joined_names"
"""The line that says that the field holds several names, of which one was compared. It takes nothing off."""
JOINED_SENTENCE = "one of the names that stand together in the field was compared"

_ALWAYS_SHOWN = frozenset(("name", "birth_date", "country", "identifier", DISGUISED, JOINED_NAMES))


def sentence(penalty: Penalty) -> str:
    """What a deduction means, in words."""
    both, asked, listed = _SENTENCES.get(penalty.reason, ("", "", ""))
    if penalty.query and penalty.listed:
        template = both
    elif penalty.query or penalty.listed:
        template = asked if penalty.query else listed
    else:
        template = ""
    if not template:
        return _BARE_SENTENCES.get(penalty.reason, penalty.reason.value.replace("_", " "))
    return template.format(q=penalty.query, l=penalty.listed)


def name_features(score: NameScore) -> list[Feature]:
    """The name as a line that starts at 1.00, and a line for everything that was taken off."""
    met = sum(pair.q_end - pair.q_first for pair in score.alignment.pairs)
    asked = met + len(score.alignment.query_left)
    detail = f"{met} of {asked} words agree" if asked else "the names agree"
    features = [Feature("name", score.score, 1.0, detail)]
    for penalty in score.penalties:
        if penalty.points > 0:
            line = Feature(penalty.reason.value, 1.0 - min(1.0, penalty.points), -penalty.points, sentence(penalty))
            features.append(line)
    surplus = score.score - sum(feature.contribution for feature in features)
    if surplus > 1e-9:
        features.append(Feature("floor", 0.0, surplus, "a score is never below zero"))
    return features


_MEETING_SCORES = {
    AlignmentType.EQUAL: 1.0,
    AlignmentType.ABBREVIATION: 0.95,
    AlignmentType.JOIN: 0.97,
    AlignmentType.NICKNAME: 0.8,
    AlignmentType.INITIAL: 0.6,
    AlignmentType.ACRONYM: 0.6,
    AlignmentType.ANAGRAM: 0.5,
}


def aligned_words(alignment: Alignment, query: PreparedName, listed: PreparedName) -> tuple[Aligned, ...]:
    """Which word met which, for showing; words that met nothing stand beside an empty one."""
    rows = []
    for pair in alignment.pairs:
        score = _MEETING_SCORES.get(pair.meeting, max(0.0, 1.0 - pair.ratio))
        left = " ".join(query.tokens[pair.q_first : pair.q_end])
        rows.append(Aligned(left, " ".join(listed.tokens[pair.l_first : pair.l_end]), round(score, 3)))
    rows += [Aligned(query.tokens[at], "", 0.0) for at in alignment.query_left]
    rows += [Aligned("", listed.tokens[at], 0.0) for at in alignment.listed_left]
    return tuple(rows)


def rounded(features: Sequence[Feature], score: float) -> tuple[Feature, ...]:
    """Features to four places; what the bounds 0 and 1 cut off is a line of its own, so that lines add up."""
    lines = [
        Feature(f.name, round(f.score, 4), round(f.contribution, 4), f.detail)
        for f in features
        if abs(f.contribution) >= 5e-5 or f.name in _ALWAYS_SHOWN
    ]
    gap = round(round(score, 4) - sum(line.contribution for line in lines), 4)
    if abs(gap) >= 1e-3:
        lines.append(Feature("bounds", 0.0, gap, "a score stays within its bounds"))
    return tuple(lines)
