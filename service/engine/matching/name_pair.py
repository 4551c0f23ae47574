"""One name against another, whatever their scripts: spelt alike in one script, or sounding alike in two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from service.engine.matching.alignment import Alignment
from service.engine.matching.containment import rare_words
from service.engine.matching.explain import (
    DISGUISED,
    JOINED_NAMES,
    JOINED_SENTENCE,
    aligned_words,
    name_features,
    sentence,
)
from service.engine.matching.finders import FINDERS, Asked
from service.engine.matching.lexicon import Lexicon, lexicon
from service.engine.matching.listed_names import one_listed_name
from service.engine.matching.model import Aligned, Feature
from service.engine.matching.names import NameScore, WholeScore, score_names
from service.engine.matching.other_ships import is_of_another_ship
from service.engine.matching.penalty import Penalty, PenaltyType
from service.engine.matching.phonetic.name import spoken_forms
from service.engine.matching.phonetic.score import SoundMatch, sound_score
from service.engine.matching.weights import Weights
from service.engine.model.entity import EntityType
from service.engine.normalise.digraph_initials import with_single_letters
from service.engine.normalise.disguise import readings
from service.engine.normalise.joined_names import joined_names
from service.engine.normalise.name_parts import alternatives, name_parts
from service.engine.normalise.names import Kind, PreparedName, Reading, may_meet, prepare, views
from service.engine.normalise.ordinary_names import is_one_name
from service.engine.normalise.scripts import fold_homoglyphs, script_of
from service.engine.normalise.ship_texts import MAY_BE_SHIPS, ships_in
from service.engine.normalise.ship_words import is_port
from service.engine.normalise.text import fold
from service.engine.normalise.titles import without_titles
from service.engine.normalise.translate import romanised, translated

_SAME_LETTERS = 0.96
"""Two names of the same letters have at least this score, whatever legal form is missing."""
_FEW_COMMON = 2
_NO_ALIGNMENT = Alignment((), (), ())


@lru_cache(maxsize=1 << 15)
def prepared(text: str, *, is_person: bool) -> tuple[PreparedName, ...]:
    """`views`, with homoglyphs inside words folded and the last results kept."""
    return views(fold_homoglyphs(text), is_person=is_person)


def parts(text: str, *, is_person: bool) -> list[tuple[str, bool]]:
    """A name and the further names it holds, each with whether it is only a part of what was written."""
    return [(text, False), *((part, True) for part in alternatives(text, is_person=is_person))]


def asked_parts(
    text: str, *, is_person: bool, weights: Weights, kind: EntityType = EntityType.UNKNOWN
) -> list[tuple[str, float]]:
    """A name asked and the further names that the text holds, each with the points taken off for being a part.

    A part of one word has to be equal to a listed name to count: one word a letter apart is no likeness. So has one of
    two common words: "Example Co., Ltd., International Trading". A port is no part of a ship's name.
    """
    whole = parts(text, is_person=is_person)
    found = {part: weights.alternative_part if is_part else 0.0 for part, is_part in whole}
    for part in _without_ports(name_parts(text, is_person=is_person), kind):
        core = prepared(part, is_person=is_person)[0]
        found.setdefault(part, weights.one_word_part if _says_little(core) else weights.alternative_part)
    for word in _rare_words(text) if kind is EntityType.ENTITY and not is_person else ():
        found.setdefault(word, weights.one_word_part)
    return list(found.items())


def _rare_words(text: str) -> list[str]:
    """The words of a body's name that may be the name of another one, and can be read in one way only."""
    words = rare_words(prepared(text, is_person=False)[0], lexicon())
    return [word for word in words if len(prepared(word, is_person=False)) == 1]


def _without_ports(parts: Sequence[str], kind: EntityType) -> Sequence[str]:
    """The parts of a text that are no ports, where a ship may be asked; all of them if nothing else is left."""
    if kind not in MAY_BE_SHIPS:
        return parts
    return [part for part in parts if not is_port(part)] or parts


class NameInside(NamedTuple):
    """A name that a text holds, which is asked as if it had been sent alone; and the words beside it that were read as
    those of ships' papers."""

    text: str
    left_out: str = ""

    def price(self, price: float, weights: Weights) -> float:
        """What a match of the name costs, of which this much is paid already."""
        return max(price, weights.ship_words) if self.left_out else price


def names_in(text: str, *, is_person: bool, kind: EntityType) -> tuple[NameInside, ...]:
    """The names that a text about a party of this type joins or holds; none for a text of one name and nothing else."""
    if is_person and is_one_name(text):
        return ()
    texts = [one.text for one in readings(text, is_person=is_person)]
    if not is_person:
        found = {name.text: NameInside(*name) for one in reversed(texts) for name in reversed(ships_in(one, kind))}
        return tuple(reversed(found.values()))
    return tuple(dict.fromkeys(NameInside(name) for one in texts for name in joined_names(one)))


def _says_little(core: PreparedName) -> bool:
    common = len(core.tokens) == _FEW_COMMON and not core.is_person and Kind.NAME not in core.kinds
    return not core.syllabic and (len(core.tokens) == 1 or common)


def sound_name_score(match: SoundMatch) -> NameScore:
    """A match by sound as a name score: what is missing to 1.00 is put down to the change of script."""
    return NameScore(match.score, (Penalty(PenaltyType.SCRIPT, 1.0 - match.score),), _NO_ALIGNMENT)


def without_name(listed: PreparedName, *, is_person: bool) -> NameMatch:
    """What stands for a likeness where no name was asked, only an identifier."""
    score = NameScore(0.0, (Penalty(PenaltyType.NO_NAME, 1.0),), _NO_ALIGNMENT)
    return NameMatch(score, prepare("", is_person=is_person), listed)


class NameMatch:
    """The likeness of two names, with what is needed to explain it. Explained only when asked, as most are not."""

    __slots__ = ("_listed", "_query", "_sound", "_why", "is_joined", "left_out", "price", "remark", "score")

    def __init__(
        self,
        score: NameScore,
        query: PreparedName,
        listed: PreparedName,
        sound: SoundMatch | None = None,
        price: float = 0.0,
        why: PenaltyType = PenaltyType.ALTERNATIVE,
        remark: str = "",
    ) -> None:
        self.score = score
        self.price = price
        self.remark = remark
        self.is_joined = False
        self.left_out = ""
        self._why = why
        self._query, self._listed, self._sound = query, listed, sound

    @property
    def total(self) -> float:
        """The score less the price of what was done to the name first (`why`): cut, romanised ..."""
        return max(0.0, self.score.score - self.price)

    def as_inside(self, name: NameInside, weights: Weights) -> None:
        """Note that a name which a text joins or holds was compared."""
        self.is_joined, self.left_out = not name.left_out, name.left_out
        self.price = name.price(self.price, weights)

    @property
    def is_one_word_unequal(self) -> bool:
        """Whether the listed name has one distinctive word, and the asked name is not just that."""
        same = self.score.score >= _SAME_LETTERS and len(self._query.tokens) == len(self._listed.tokens)
        return self._listed.kinds.count(Kind.NAME) <= 1 and not same

    @property
    def is_of_another_ship(self) -> bool:
        """Whether the listed name, if it is that of a ship, is a part of the name of another one."""
        return self._sound is None and is_of_another_ship(self._query, self._listed, self.score.alignment)

    @property
    def same_script(self) -> bool:
        return self._sound is None

    def features(self) -> list[Feature]:
        """The lines of the explanation."""
        lines = name_features(self.score)
        if self._sound is not None:
            words = [f"{row.query} = {row.listed}" for row in self._sound.alignment if row.query and row.listed]
            lines[0] = Feature("name", self.score.score, 1.0, "; ".join(words) or "no word sounds alike")
        if self.price:
            why = PenaltyType.SHIP_WORDS if self.left_out else self._why
            said = sentence(Penalty(why, 0.0, self.left_out))
            lines.append(Feature(why.value, 1.0 - self.price, -self.price, said))
        if self.remark:
            lines.append(Feature(DISGUISED, 1.0, 0.0, self.remark))
        if self.is_joined:
            lines.append(Feature(JOINED_NAMES, 1.0, 0.0, JOINED_SENTENCE))
        return lines

    def alignment(self) -> tuple[Aligned, ...]:
        """Which word met which."""
        if self._sound is not None:
            return self._sound.alignment
        return aligned_words(self.score.alignment, self._query, self._listed)


def match_names(
    query: str, listed: str, *, is_person: bool, lexicon: Lexicon, weights: Weights, part: float = 0.0
) -> NameMatch:
    """Compare two names as written: by letters in one script, by sound in two, and in Latin where that tells more."""
    same_script = script_of(query) == script_of(listed)
    by_script = _by_letters if same_script else _by_sound
    found = [by_script(query, listed, is_person, lexicon, weights, part)]
    mixed = prepared(query, is_person=is_person)[0].latin != prepared(listed, is_person=is_person)[0].latin
    if mixed or not same_script:
        found += _in_latin(query, listed, is_person, lexicon, weights, part)
    if is_person:
        found += _by_reading(query, listed, is_person, lexicon, weights, part)
    for score in _known_otherwise(query, listed, lexicon, is_person=is_person):
        left, right = prepared(query, is_person=is_person)[0], prepared(listed, is_person=is_person)[0]
        found.append(NameMatch(score(left, right, lexicon, weights), left, right, None, part))
    return max(found, key=lambda match: match.total)


def _known_otherwise(query: str, listed: str, lexicon: Lexicon, *, is_person: bool) -> Iterable[WholeScore]:
    """The scores of a name that is a listed one as a whole, in all ways of `finders.py` in which it is."""
    asked, name = Asked(query, is_person, lexicon), one_listed_name(listed, is_person)
    return dict.fromkeys(
        clue.score
        for finder in FINDERS
        for clue in finder.clues(asked, name)
        if name.is_found(finder.found_by, clue.key) and (clue.agrees is None or clue.agrees(listed))
    )


def _by_letters(query: str, listed: str, is_person: bool, lexicon: Lexicon, weights: Weights, part: float) -> NameMatch:
    views = prepared(query, is_person=is_person), prepared(listed, is_person=is_person)
    found = [
        NameMatch(score_names(left, right, lexicon, weights, within=not part), left, right, None, part)
        for left, right in product(*views)
        if left.reading is right.reading is Reading.WRITTEN and may_meet(left, right)
    ]
    return max(found, key=lambda match: match.total)


def _by_reading(
    query: str, listed: str, is_person: bool, lexicon: Lexicon, weights: Weights, part: float
) -> list[NameMatch]:
    """The matches of two names of which one is taken in another spelling than it was written in."""
    price = max(part, weights.romanised_person)
    return [
        NameMatch(
            score_names(left, right, lexicon, weights, within=not part), left, right, None, price, PenaltyType.ROMANISED
        )
        for left, right in product(prepared(query, is_person=is_person), prepared(listed, is_person=is_person))
        if left.reading is not right.reading and left.latin == right.latin and may_meet(left, right)
    ]


def _by_sound(query: str, listed: str, is_person: bool, lexicon: Lexicon, weights: Weights, part: float) -> NameMatch:
    asked_as, known_as = _spoken(query, is_person), _spoken(listed, is_person)
    found = [
        sound_score(asked, known)
        for asked in spoken_forms(asked_as, is_person=is_person)
        for known in spoken_forms(known_as, is_person=is_person)
        if asked.script != known.script
    ]
    if not found:  # only the titles were in another script: "José Rivas, господин президент"
        return _by_letters(asked_as, known_as, is_person, lexicon, weights, part)
    sound = max(found, key=lambda match: match.score)
    left, right = prepared(query, is_person=is_person)[0], prepared(listed, is_person=is_person)[0]
    return NameMatch(sound_name_score(sound), left, right, sound, part)


def _spoken(text: str, is_person: bool) -> str:
    return without_titles(text) if is_person else text


def in_latin(text: str, *, is_person: bool) -> tuple[PreparedName, ...]:
    """A name in another script as it is compared letter by letter, where that can tell more than its sound: in one or
    two ways, or none."""
    if not is_person:
        return tuple(replace(prepare(latin, is_person=False), translated=True) for latin in translated(text))
    latin = romanised(without_titles(text))
    if latin is None:
        return ()
    return tuple(prepare(one, is_person=True) for one in with_single_letters(fold(latin)) or (latin,))


def _in_latin(
    query: str, listed: str, is_person: bool, lexicon: Lexicon, weights: Weights, part: float
) -> list[NameMatch]:
    lefts, rights = in_latin(query, is_person=is_person), in_latin(listed, is_person=is_person)
    if not (lefts or rights):
        return []
    price = max(part, weights.romanised_person if is_person else weights.romanised)
    return [
        NameMatch(
            score_names(left, right, lexicon, weights, within=not part), left, right, None, price, PenaltyType.ROMANISED
        )
        for left in lefts or (prepare(query, is_person=is_person),)
        for right in rights or (prepare(listed, is_person=is_person),)
    ]


def _ways_to_ask(text: str, is_person: bool, weights: Weights, kind: EntityType) -> Iterator[tuple[str, float, str]]:
    """All parts of all readings of a text, with the points taken off for being a part, and how the text was read."""
    for reading in readings(text, is_person=is_person):
        for part, price in asked_parts(reading.text, is_person=is_person, weights=weights, kind=kind):
            yield part, price, reading.how


def best_match(
    query: str,
    listed: str,
    *,
    is_person: bool,
    lexicon: Lexicon,
    weights: Weights,
    kind: EntityType = EntityType.UNKNOWN,
) -> NameMatch:
    """The best match over all readings of the asked name, as that of a party of some type, and all parts that the two
    names hold."""
    best: NameMatch | None = None
    for name in (None, *names_in(query, is_person=is_person, kind=kind)):
        for left, price, how in _ways_to_ask(query if name is None else name.text, is_person, weights, kind):
            for right, right_part in parts(listed, is_person=is_person):
                part = max(price, weights.alternative_part if right_part else 0.0)
                found = match_names(left, right, is_person=is_person, lexicon=lexicon, weights=weights, part=part)
                if name is not None:
                    found.as_inside(name, weights)
                if best is None or found.total > best.total:
                    found.remark = how
                    best = found
    assert best is not None  # nosec B101  # a name has at least one reading, and a reading at least one part
    return best
