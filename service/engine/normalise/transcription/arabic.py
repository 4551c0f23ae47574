"""Words in Arabic script as sound: Arabic, Persian, Pashto, Urdu and Kurdish letters; short vowels are not written."""

from __future__ import annotations

from functools import lru_cache

from service.common.lazy_pattern import lazy_pattern
from service.engine.normalise.transcription.rules import respellings, transcriber, undouble

_READER = transcriber("arabic")
# Not in compounds with abd: عبدالعلی is no Abdallah.
_FINAL_Y = lazy_pattern("^(?!عبد).*(?<=..)[يی]$")
# Persian reads waw beside a long vowel, before "nd", or first in a word as v: نهاوندی is Nahavandi, روان Ravan, وفایی
# Vafaei.
_CONSONANT_WAW = lazy_pattern("(?<=[اآ])و(?=.)|(?<=.)و(?=[اآيیى]|ند)|^و(?=.*[یکگپچژ])")
_ALTERNATIVES = respellings("arabic_alternatives")


@lru_cache(maxsize=32768)
def read(word: str) -> tuple[str, ...]:
    """The readings of a word in Arabic script: without the article first, then as written; last with a final y for
    alif maqsura, as Egypt writes it (مصطفي, Mustafa), and with waw as the v of Persian."""
    forms = [other for rule in _ALTERNATIVES if (other := rule.apply(word)) != word]
    forms.append(word)
    forms += [form[:-1] + "ا" for form in forms[:1] if _FINAL_Y.search(form)]
    forms += [_CONSONANT_WAW.sub("ڤ", form) for form in forms[:1] if _CONSONANT_WAW.search(form)]
    found = dict.fromkeys(undouble(_READER.read(form)) for form in forms)
    found.pop("", None)
    return tuple(found)
