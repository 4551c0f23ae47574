"""Other names that a published name holds inside itself.

`BUTEMBO AIRLINES (BAL)`, `A ; B`, `Belinvestbank (Belarusian Bank for Development and Reconstruction)`,
`Gama'a al-Islamiyya(Islamic Group(IG))`, `Self-proclaimed “Luhansk(Lugansk) Guard”`: the published form stays, and the
names inside come beside it as variants.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from service.engine.model.entity import Name, NameType
from service.engine.normalise.names import Kind, prepare
from service.engine.normalise.words import phrase_key, word_tables
from service.watchlists.parsing.brackets import expand
from service.watchlists.parsing.countries import country_code

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.\-/]{1,11}\Z")
_QUOTED = re.compile(r"[“「『\"]([^”」』\"]+)[”」』\"]")
_QUALIFIER = re.compile(
    r"自称|旧称|別名|別称|通称|略称|旧名|\A(?:本社|支社|分公司)\Z|記載|掲載|氏名|番号|時点|旅券|コールサイン|イニシャル"
    r"|戦闘員|偽|支店|出生|proprietary|private|pvt|pty|formerly|previous|deceased|person|ngo\b|combat name|false"
    r"|nom de guerre|variant|branch|\d{4}",
    re.IGNORECASE,
)
_SHIP_NUMBER = re.compile(r"[(\[]?\bIMO\b\W{0,3}(?:number|no\.?)?\W{0,3}\d{7}[)\]]?", re.IGNORECASE)
_EAST_ASIAN_LETTER = re.compile(r"[\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af々]")
_EAST_ASIAN = re.compile(r"(?:[\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af々][\s・･·]*){2,}")
_MIN_OWN_SCRIPT = 4
_MAX_WEAK_ACRONYM = 5
_SPELLING_LIKENESS = 55.0
_OPEN, _CLOSE = "(（", ")）"


def company_variants(name: str, language: str | None = None) -> Iterator[Name]:
    """Names inside a company's name; never the name itself.

    A bracket after a word that it resembles holds another spelling of it. Otherwise the name without its brackets, the
    acronyms in them, and a longer name in a last bracket are names of their own. A short acronym is a weak name: BAL
    or TIM alone is many companies. A part without a distinctive word is no name: `(PAKISTAN)` says where. Of several
    such words, as in `Iran Air`, it is a weak one; three make a name all the same.
    """
    seen = {name}
    for found in _variants(name, language):
        if not found.text or found.text in seen:
            continue
        seen.add(found.text)
        if is_distinctive(found.text):
            yield found
            continue
        words = len(prepare(found.text, is_person=False).tokens)
        if words > 1 and not is_legal_form(found.text):
            yield replace(found, weak=found.weak or words == 2)


def vessel_variants(name: str) -> Iterator[Name]:
    """The ship's name where it stands beside its number: `IMO 1234567 ("EXAMPLE")`, `EXAMPLE (IMO 1234567)`."""
    bare = _SHIP_NUMBER.sub(" ", name)
    if bare != name:
        text = " ".join(bare.strip(" \"'“”()[],;:-").split())
        if text:
            yield Name(text, NameType.VARIANT)


def is_distinctive(text: str) -> bool:
    """Whether a text holds a word that can tell one party from others: no legal form, generic word, place or number."""
    prepared = prepare(text, is_person=False)
    forms = word_tables().sole_forms
    return any(
        kind is Kind.NAME and (word,) not in forms and not word.isdigit()
        for word, kind in zip(prepared.tokens, prepared.kinds, strict=True)
    )


def split_names(text: str, separator: re.Pattern[str]) -> tuple[str, ...]:
    """Names in one cell, cut at a separator outside brackets and quotes. A piece that is only a legal form, or one
    word that tells nothing, belongs to the piece before it: `Aeropribor, АО`, `Cham Wings, Air`."""
    pieces: list[str] = []
    start = 0
    for match in separator.finditer(text):
        if _unclosed(text[start : match.start()]):
            continue
        pieces.append(text[start : match.start()])
        start = match.end()
    pieces.append(text[start:])
    names: list[str] = []
    for piece in (piece.strip(" ,;/") for piece in pieces):
        tail = is_legal_form(piece) or (len(piece.split()) == 1 and not is_distinctive(piece))
        if names and tail:
            names[-1] = f"{names[-1]}, {piece}"
        elif piece:
            names.append(piece)
    if len(names) > 1 and is_legal_form(names[0]):
        names[:2] = [f"{names[0]} {names[1]}"]
    return tuple(names)


def _unclosed(text: str) -> bool:
    return any(text.count(opening) > text.count(closing) for opening, closing in ("()", "«»", "“”", "„“"))


def is_legal_form(text: str) -> bool:
    """Whether a text is nothing but legal forms: `LLC`, `Co., Ltd.`, `S.A. de C.V.`, `ООО`."""
    words, forms = phrase_key(text.replace(",", " ")), word_tables().sole_forms
    return bool(words) and _all_forms(words, forms)


def _all_forms(words: tuple[str, ...], forms: Container[tuple[str, ...]]) -> bool:
    sizes = (size for size in range(len(words), 0, -1) if words[:size] in forms)
    return not words or any(_all_forms(words[size:], forms) for size in sizes)


def person_variants(name: str, language: str | None = None) -> Iterator[Name]:
    """The spellings multiplied out of a person's name with brackets, without the published form itself. A bracket in
    Han, kana or Hangul behind Latin letters is the whole name once more: `Jin Testan (金铁三)`."""
    outside = " ".join("".join(before for before, _ in _top_level(name)).split())
    insides = [inside for _, inside in _top_level(name)]
    own = [
        inside
        for inside in insides
        if _known_as(inside) or (_is_own_script(inside, outside) and _is_name(inside, outside))
    ]
    bare = name
    for inside in own:
        bare = " ".join(re.sub(rf"[(（]\s*{re.escape(inside)}\s*[)）]", " ", bare).split())
    for text in (*expand(bare), *(_known_as(inside) or inside for inside in own)):
        if text != name:
            yield Name(text, NameType.VARIANT, language=language)


def _variants(name: str, language: str | None) -> Iterator[Name]:
    for part in re.split(r"\s+;\s+|、", name):
        text = part.strip()
        yield Name(text, NameType.VARIANT, language=language)
        quoted = _QUOTED.search(text)
        if quoted is not None:
            yield Name(quoted[1], NameType.VARIANT, language=language)
            yield from _variants(quoted[1], language)
        elif _is_spelling(text):
            yield from person_variants(text, language)
        else:
            yield from _outside_and_inside(text, language)


_KNOWN_AS = re.compile(
    r"(?:(?:also|formerly|previously|now|better|commonly) )?known as[\s:]+|[afn]\.?\s?k\.?\s?a\.?[\s:]+|formerly[\s:]+"
    r"|previously[\s:]+",
    re.IGNORECASE,
)
"""What says in a bracket that a whole name follows: `Example LLC (formerly Sample JSC)`."""


def _known_as(inside: str) -> str | None:
    label = _KNOWN_AS.match(inside)
    return inside[label.end() :].strip(" .,;:'\"") or None if label else None


def _outside_and_inside(text: str, language: str | None) -> Iterator[Name]:
    pieces = list(_top_level(text))
    bare = " ".join(" ".join(before for before, _ in pieces).split())
    if len(bare) < len(text):
        yield Name(bare, NameType.VARIANT, language=language)
    for number, (_, inside) in enumerate(pieces):
        other_name = _known_as(inside)
        if other_name is not None:
            yield Name(other_name, NameType.VARIANT, language=language)
        elif _ACRONYM.match(inside):
            weak = len(re.sub(r"\W", "", inside)) <= _MAX_WEAK_ACRONYM
            yield Name(inside, NameType.VARIANT, weak, language)
        elif _is_own_script(inside, bare) or number == len(pieces) - 1:
            for other in re.split(r"\s*[/／]\s*", inside):
                if _is_name(other, bare):
                    weak = _is_own_script(other, bare) and _may_be_a_place(other)
                    yield Name(other, NameType.VARIANT, weak, language)
                    yield from _outside_and_inside(other, language)


def _is_name(inside: str, outside: str) -> bool:
    words = inside.split()
    long_enough = len(words) > 1 or len(inside) >= 8 or _is_own_script(inside, outside)
    if not long_enough or country_code(inside) is not None or _QUALIFIER.search(inside) is not None:
        return False
    return not is_legal_form(inside)


def _may_be_a_place(text: str) -> bool:
    """`(平壌)`, `(丹東)`, `(平安南道)` say where a company is, and tables of towns in Han are not at hand."""
    letters = len(_EAST_ASIAN_LETTER.findall(text))
    return letters < _MIN_OWN_SCRIPT or (
        letters <= _MIN_OWN_SCRIPT + 1 and text[-1] in "道省市県縣县州区區郡都府島시도구"
    )


def _is_own_script(inside: str, outside: str) -> bool:
    """Whether a bracket behind other letters holds Han, kana or Hangul: `Air Koryo (高麗航空)`. Such a name is short,
    as a letter is a word or a syllable; `(3号)` and one letter alone are none."""
    letters = len(_EAST_ASIAN_LETTER.findall(inside))
    whole = bool(_EAST_ASIAN.fullmatch(inside)) or letters >= _MIN_OWN_SCRIPT
    return whole and not _EAST_ASIAN_LETTER.search(outside) and bool(outside)


def _is_spelling(text: str) -> bool:
    """Whether every bracket holds single words that resemble the word before it."""
    pieces = [(before, inside) for before, inside in _top_level(text) if inside]
    return bool(pieces) and all(_resembles(before, inside) for before, inside in pieces)


def _resembles(before: str, inside: str) -> bool:
    last = re.split(r"[\s・]", before.strip())[-1].casefold()
    others = [other.strip().casefold() for other in re.split("[/／]", inside)]
    return all(other and " " not in other and fuzz.ratio(last, other) >= _SPELLING_LIKENESS for other in others)


def _top_level(text: str) -> Iterator[tuple[str, str]]:
    """The text before each outermost bracket with what is inside it; a last piece without bracket has nothing."""
    depth, before, inside = 0, "", ""
    for letter in text:
        depth -= letter in _CLOSE
        if depth == 0 and letter in _CLOSE:
            yield before.strip(), inside.strip()
            before = inside = ""
        elif depth > 0:
            inside += letter
        elif letter not in _OPEN + _CLOSE:
            before += letter
        depth = max(depth, 0) + (letter in _OPEN)
    if before.strip() or inside.strip():
        yield (before + inside).strip(), ""


_BORN = re.compile(r",?\s+born\s+(?:in|on|at|circa|\d).*\Z", re.DOTALL)
_LABELS = re.compile(r"(?:original script|previously listed as|in arabic|in russian)\s*[.,:]?\s*", re.IGNORECASE)


def apart(name: Name) -> tuple[Name, ...]:
    """A name without what is written behind it, as `, born 1 Jan. 1953 (Oman passport ...)`; a bracket in letters of
    another alphabet, `Amir Testov (original script: Амир Тестов)`, is a name of its own. The published form comes last.
    """
    outside = _BORN.sub("", name.text)
    found: list[Name] = []
    for _, inside in _top_level(outside):
        bare = _LABELS.sub("", inside).strip(" .,:")
        if bare and _is_foreign(bare) and any(letter.isascii() and letter.isalpha() for letter in outside):
            found.append(Name(bare, NameType.ORIGINAL_SCRIPT, name.weak))
            outside = " ".join(re.sub(rf"[(（]\s*{re.escape(inside)}\s*[)）]", " ", outside).split())
    outside = outside.strip(" ,;")
    if outside == name.text:
        return (name,)
    return replace(name, text=outside), *found, replace(name, type=NameType.VARIANT)


def latin_first(names: Iterable[Name]) -> tuple[Name, ...]:
    """Names with one in Latin letters as the primary one, an English one before others, where the publisher's order is
    none: the EU has `Αφγανική Επιτροπή Στήριξης` before `Afghan Support Committee`. The others keep their order."""
    known = tuple(names)
    if not known or not _is_foreign(known[0].text):
        return known
    latin = [name for name in known if not name.weak and not _is_foreign(name.text)]
    first = next((name for name in latin if name.language == "en"), next(iter(latin), None))
    if first is None:
        return known
    others = (replace(name, type=NameType.ALIAS) if name is known[0] else name for name in known if name is not first)
    return replace(first, type=NameType.PRIMARY), *others


def _is_foreign(text: str) -> bool:
    """Whether a text holds letters, and none of the Latin alphabet."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and not any("LATIN" in unicodedata.name(letter, "") for letter in letters)
