"""Persons' names that can be read in one way only, told word by word.

Four of five customers have such a name: ordinary words, each a name and nothing else. Everything that looks for another
reading (a disguise, several names in one text, titles, compounds, other spellings) looks at single words of such a
text, or wants all of its words to be of one kind. So what is known of a word holds in every name, and words repeat.

Not here: names of bodies, and names with any letter or sign beside A to Z and single blanks.
"""

from __future__ import annotations

from functools import lru_cache

from service.engine.normalise.disguise import ENDINGS_APART, may_be_disguised
from service.engine.normalise.keyboard_layouts import is_hardly_spoken, is_typed_otherwise
from service.engine.normalise.korean_given_names import syllables_apart
from service.engine.normalise.name_parts import alternatives, is_doubled, may_hold_cue
from service.engine.normalise.person_names import is_name_alone, of_names_alone
from service.engine.normalise.prepared_name import PreparedName
from service.engine.normalise.spelling_alphabets import may_be_spelt
from service.engine.normalise.spelling_views import from_french, from_kunrei, from_turkish, respelt
from service.engine.normalise.text import is_ordinary
from service.engine.normalise.transcription.wade_giles import is_pinyin_word


def one_way_to_read(text: str) -> PreparedName | None:
    """A person's name prepared, if nothing in it could be read otherwise: `readings` gives the text alone,
    `asked_parts` too, and `views` this name alone. None if there may be more."""
    words = ordinary_words(text)
    if words is None or is_doubled(text) or all(map(is_pinyin_word, words)):
        return None
    folded = text.lower()
    if from_kunrei(folded) or syllables_apart(folded):
        return None
    return of_names_alone(text, folded, list(words))


@lru_cache(maxsize=1 << 12)
def ordinary_words(text: str) -> tuple[str, ...] | None:
    """The folded words of a person's name, if `readings` gives the text alone and each of them says what it stands for;
    None if that is not certain."""
    if not is_ordinary(text) or may_be_spelt(text):
        return None
    words = tuple(text.lower().split(" "))
    if not all(map(_has_one_meaning, words)):
        return None
    # Whether letters are those of another keyboard layout is told by all words together.
    return None if any(map(_is_hardly_spoken, words)) and is_typed_otherwise(text) else words


@lru_cache(maxsize=1 << 15)
def _is_hardly_spoken(word: str) -> bool:
    return is_hardly_spoken(word)


@lru_cache(maxsize=1 << 15)
def _has_one_meaning(word: str) -> bool:
    """Whether a folded word gives no reason to read a person's name in another way than it stands."""
    return (
        is_name_alone(word)
        and word not in ENDINGS_APART
        and not may_be_disguised(word)
        and not may_hold_cue(word)
        and not alternatives(word, is_person=True)
        and respelt(word) is None
        and from_turkish(word) is None
        and from_french(word) is None
    )
